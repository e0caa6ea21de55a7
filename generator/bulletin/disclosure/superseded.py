"""The versions of an edition that corrections have superseded: readers keep them, with the wrong values in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bulletin.analysis.figures import Figure
from bulletin.analysis.revisions import affected
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Correction, Measure
from bulletin.model.values import Absence, Quantity, Value


def superseded_versions(
    corrections: Sequence[Correction], tables: Tables, measures: Mapping[str, Measure]
) -> tuple[Tables, ...]:
    """The figures of an edition before each of its corrections.

    What was computed from a wrong value has that which was computed from it, where that is known.

    :param corrections: those of the edition, the oldest first.
    :param tables: of the edition as it is now.
    """
    versions: list[Tables] = []
    now = tables
    for correction in reversed(corrections):
        wrong = {change.figure.key: change.was for change in affected((correction,), now, measures)}
        now = _before(now, wrong) if wrong else now
        versions.insert(0, now)
    return tuple(versions)


def _before(tables: Tables, wrong: Mapping[ObservationKey, Value | None]) -> Tables:
    return Tables(tuple(_wrong(f, wrong[f.key]) if f.key in wrong else f for f in tables.figures), tables.targets)


def _wrong(figure: Figure, was: Value | None) -> Figure:
    """The figure with its wrong value; what the value was computed from is not known."""
    value = was if isinstance(was, Quantity) else Absence.NOT_AVAILABLE
    return replace(figure, value=value, interval=None, earlier=(), unordered=(), numerator=None, denominator=None)
