"""Checks of intervals: they are beside a number, hold it, and say how certain they are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bulletin.model.records import Measure, Observation, StatedInterval
from bulletin.model.values import Qualifier, Quantity
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

_LEAST, _ALL = Decimal(50), Decimal(100)
"""Levels in percent: an interval holds the true value more often than not, and never for sure."""


@check(kinds.INTERVAL_WITHOUT_NUMBER, kinds.INTERVAL_BESIDE_VALUE, kinds.INTERVAL_LEVEL)
def intervals(store: RecordStore) -> Iterator[Finding]:
    """An interval is beside one number, between whose ends that lies, and has a level of 50 to below 100 percent."""
    for measure in store.of(Measure):
        if not _is_level(level := measure.record.interval_level):
            yield measure.find(kinds.INTERVAL_LEVEL, ("interval-level",), {"given": level})
    for stored in store.of(Observation):
        if stored.record.interval is not None:
            yield from _interval(stored, stored.record.interval)


def _interval(stored: StoredRecord[Observation], interval: StatedInterval) -> Iterator[Finding]:
    value, level = stored.record.value, interval.level
    ends = {"lower": interval.lower, "upper": interval.upper}
    is_computed = value is None and stored.record.numerator is not None
    is_number = isinstance(value, Quantity) and value.qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
    if not (is_number or is_computed):
        yield stored.find(kinds.INTERVAL_WITHOUT_NUMBER, ("interval",), {}, key=True)
    elif isinstance(value, Quantity) and not interval.lower <= value.decimal <= interval.upper:
        yield stored.find(kinds.INTERVAL_BESIDE_VALUE, ("interval",), {"given": value.number, **ends}, key=True)
    if level is not None and not _is_level(level):
        yield stored.find(kinds.INTERVAL_LEVEL, ("interval", "level"), {"given": level})


def _is_level(level: Decimal) -> bool:
    return _LEAST <= level < _ALL
