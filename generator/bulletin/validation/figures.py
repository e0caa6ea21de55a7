"""A figure beside its measure: the right sort of period, the right sort of number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bulletin.model.periods import Period, Shape
from bulletin.model.records import Claim, ClaimForm, Measure, MeasureKind, Observation, Target
from bulletin.model.text import Text
from bulletin.model.values import Quantity, Value
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import write
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.bounds import COUNTS, has_point
from bulletin.validation.check import check
from bulletin.validation.reports import values_of

_OVER_TIME = frozenset({MeasureKind.FLOW, MeasureKind.DURATION, MeasureKind.MONEY})
"""What adds up over a span of time, and so belongs to no single day."""
_NEVER_NEGATIVE = COUNTS | {MeasureKind.DURATION}
_THOUSANDS = re.compile(r"([1-9]\d{0,2})\.(\d{3})|0\.([1-9]\d{2})", re.ASCII)
_NOTHING_BEHIND = re.compile(r"(-?\d+)\.0+", re.ASCII)


@check(kinds.FLOW_AT_INSTANT, kinds.STOCK_OVER_SPAN, kinds.EACH_WITHOUT_YEARS)
def periods(store: RecordStore) -> Iterator[Finding]:
    """A flow belongs to a span of time, a stock to a day; what holds for each year needs years."""
    measures = store.by_id(Measure)
    figures: list[StoredRecord[Observation] | StoredRecord[Target]] = [*store.of(Observation), *store.of(Target)]
    for stored in figures:
        figure, period = stored.record, stored.record.period
        measure = measures.get(figure.measure)
        if measure is not None and period.is_instant and measure.kind in _OVER_TIME:
            yield stored.find(kinds.FLOW_AT_INSTANT, ("period",), {"measure": measure.id, "period": period})
        if figure.each and not _has_whole_year(period):
            yield stored.find(kinds.EACH_WITHOUT_YEARS, ("each",), {"period": period})
    for observation in store.of(Observation):
        measure = measures.get(observation.record.measure)
        if measure is not None and measure.kind is MeasureKind.STOCK and not observation.record.period.is_instant:
            details = {"measure": measure.id, "period": observation.record.period, "end": observation.record.period.end}
            yield observation.find(kinds.STOCK_OVER_SPAN, ("period",), details)


def _has_whole_year(period: Period) -> bool:
    first = period.start.year + (period.start > date(period.start.year, 1, 1))
    last = period.end.year - (period.end < date(period.end.year, 12, 31))
    return first <= last and period.shape is not Shape.INSTANT


@check(kinds.COUNT_NOT_WHOLE, kinds.VALUE_NEGATIVE, kinds.SHARE_OUT_OF_RANGE)
def values(store: RecordStore) -> Iterator[Finding]:
    """Counts are whole, counts and durations are not negative, shares lie between 0 and 100."""
    measures = store.by_id(Measure)
    for observation in store.of(Observation):
        measure = measures.get(observation.record.measure)
        if measure is not None:
            for path, value in values_of(observation.record):
                yield from _number(observation, path, value, measure.kind)
    for target in store.of(Target):
        measure = measures.get(target.record.measure)
        if measure is not None:
            kind = MeasureKind.SHARE if target.record.share else measure.kind
            yield from _number(target, ("value",), target.record.value, kind)
    for claim in store.of(Claim):
        measure = measures.get(claim.record.measure)
        if measure is not None and claim.record.form is ClaimForm.TOTAL:
            yield from _number(claim, ("value",), claim.record.value, measure.kind)


def _number(
    stored: StoredRecord[Observation] | StoredRecord[Target] | StoredRecord[Claim],
    path: Path,
    value: Value,
    kind: MeasureKind,
) -> Iterator[Finding]:
    if not isinstance(value, Quantity):
        return
    numbers = [number for number in (value.number, value.upper) if number is not None]
    for number in numbers:
        given = str(number)
        if kind in COUNTS and has_point(number):
            yield stored.find(kinds.COUNT_NOT_WHOLE, path, {"given": given}, hint=_whole(given))
        if kind in _NEVER_NEGATIVE and number < 0:
            yield stored.find(kinds.VALUE_NEGATIVE, path, {"given": given})
        if kind is MeasureKind.SHARE and not 0 <= number <= 100:
            yield stored.find(kinds.SHARE_OUT_OF_RANGE, path, {"given": given})


def _whole(given: str) -> Text | None:
    """What a number with a point was meant to be: ten thousand and ten are both typed ``10.000``."""
    thousands, ones = _THOUSANDS.fullmatch(given), _NOTHING_BEHIND.fullmatch(given)
    if thousands and ones:
        whole = f"{thousands[1]}{thousands[2]}"
        return Text(
            vi=f"Nghìn thì viết liền: {whole}; nếu là {ones[1]} thì viết {ones[1]}.",
            en=f"Thousands have no separator: {whole}; if it is {ones[1]}, write {ones[1]}.",
        )
    if thousands:
        return write(thousands[3] or f"{thousands[1]}{thousands[2]}")
    return write(ones[1]) if ones else None
