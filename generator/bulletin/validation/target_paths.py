"""Checks of what a target starts from, and of the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise

from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import nature_of
from bulletin.model.periods import Period
from bulletin.model.records import (
    Baseline,
    Direction,
    Measure,
    Milestone,
    Organization,
    OrganizationKind,
    Target,
    TargetPath,
)
from bulletin.model.values import Qualifier, Quantity, Value, exact_number
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check
from bulletin.validation.typed_values import typed

_EVERYTHING_GONE = -100
"""Percent."""


@dataclass(frozen=True)
class _Point:
    """A point of the way to a target, with its path in the record."""

    path: Path
    period: Period
    value: Value | None
    change: Fraction | None

    def number(self, baseline: Fraction | None) -> Fraction | None:
        """The number that is typed, or that its change makes of a baseline; None where it is not known."""
        if self.change is not None:
            return None if baseline is None else baseline * (100 + self.change) / 100
        return self.value.fraction if isinstance(self.value, Quantity) else None


def _points(target: Target) -> list[_Point]:
    """The baseline, the milestones and the target, as they were typed."""
    milestones = ((("milestones", number), milestone) for number, milestone in enumerate(target.milestones))
    baseline = [_point(("baseline",), target.baseline)] if target.baseline else []
    return [*baseline, *(_point(path, milestone) for path, milestone in milestones), _point((), target)]


def _point(path: Path, step: Baseline | Milestone | Target) -> _Point:
    change = None if isinstance(step, Baseline) or step.change is None else Fraction(step.change)
    return _Point(path, step.period, step.value, change)


@check(kinds.FIELDS_NOT_TOGETHER, kinds.BASELINE_MISSING, kinds.FIELD_MISSING)
def target_fields(store: RecordStore) -> Iterator[Finding]:
    """A target says who is to reach it and what, each in one way; changes and paths have a baseline."""
    for stored in store.of(Target):
        record = stored.record
        yield from _one_of(stored, (), "organization", "organization-kind")
        yield from _one_of(stored, (), "value", "change")
        for number in range(len(record.milestones)):
            yield from _one_of(stored, ("milestones", number), "value", "change")
        for field in ("milestones", "path"):
            if record.each and getattr(record, field):
                yield stored.find(kinds.FIELDS_NOT_TOGETHER, (field,), {"field": "each", "other": field}, key=True)
        changes = [(*point.path, "change") for point in _points(record) if point.change is not None]
        for path in (*changes, *([("path",)] if record.path else [])):
            if record.baseline is None:
                yield stored.find(kinds.BASELINE_MISSING, path, {"field": path[-1]}, key=True)


def _one_of(stored: StoredRecord[Target], path: Path, field: str, other: str) -> Iterator[Finding]:
    """Just one of two fields, in the record or in a part of it, is given."""
    part = stored.record if not path else stored.record.milestones[int(path[1])]
    given = [name for name in (field, other) if getattr(part, name.replace("-", "_")) is not None]
    if not given:
        yield stored.find(kinds.FIELD_MISSING, path, {"field": field})
    if len(given) > 1:
        yield stored.find(kinds.FIELDS_NOT_TOGETHER, (*path, other), {"field": field, "other": other}, key=True)


@check(kinds.KIND_WITHOUT_ORGANIZATION)
def kinds_of_organizations(store: RecordStore) -> Iterator[Finding]:
    """A target for a kind of organization is for at least one; not checked while some organizations are not valid."""
    of_kinds = group_by((stored.record for stored in store.of(Organization)), lambda record: record.kind)
    known = store.ids(OrganizationKind)
    for stored in store.of(Target) if store.all_valid(Organization) else ():
        kind, period = stored.record.organization_kind, stored.record.period
        if (
            kind is not None
            and kind in known
            and not any(record.exists_in(period) for record in of_kinds.get(kind, ()))
        ):
            details = {"given": kind, "period": period}
            yield stored.find(kinds.KIND_WITHOUT_ORGANIZATION, ("organization-kind",), details)


@check(kinds.BASELINE_AFTER_TARGET, kinds.MILESTONE_OUT_OF_ORDER, kinds.PERIODS_UNLIKE)
def order(store: RecordStore) -> Iterator[Finding]:
    """Baseline, milestones and target follow each other, and are comparable where they are about what happens."""
    measures = store.by_id(Measure)
    for stored in store.of(Target):
        points = _points(stored.record)
        follow = pairwise(point for point in points if not (stored.record.each and point.path[:1] == ("milestones",)))
        misplaced = [(before, after) for before, after in follow if before.period.end >= after.period.start]
        for before, after in misplaced[:1]:
            is_baseline = before.path == ("baseline",)
            kind = kinds.BASELINE_AFTER_TARGET if is_baseline else kinds.MILESTONE_OUT_OF_ORDER
            yield stored.find(kind, (*before.path, "period"), {"given": before.period, "other": after.period})
        if not misplaced:
            yield from _unlike(stored, points, measures)


def _unlike(stored: StoredRecord[Target], points: list[_Point], measures: Mapping[str, Measure]) -> Iterator[Finding]:
    record, measure = stored.record, measures.get(stored.record.measure)
    of_a_part = record.share is not None
    if measure is None or record.each or not nature_of(measure, of_a_part=of_a_part).is_accumulated:
        return
    for point in points[:-1]:
        if not point.period.is_comparable_with(record.period):
            details = {"given": point.period, "other": record.period}
            yield stored.find(kinds.PERIODS_UNLIKE, (*point.path, "period"), details)


@check(
    kinds.CHANGE_WITHOUT_DIRECTION,
    kinds.PATH_THROUGH_ZERO,
    kinds.BASELINE_IS_TARGET,
    kinds.NUMBER_TOO_SMALL,
)
def numbers(store: RecordStore) -> Iterator[Finding]:
    """A change has a direction and leaves something, and the way does not lead where its path cannot."""
    measures = store.by_id(Measure)
    for stored in store.of(Target):
        measure, points = measures.get(stored.record.measure), _points(stored.record)
        if measure is not None:
            yield from chain.from_iterable(_change(stored, point, measure) for point in points)
        yield from _way(stored, points)


_ASKED = {
    **dict.fromkeys((Qualifier.AT_LEAST, Qualifier.MORE_THAN), Direction.MORE),
    **dict.fromkeys((Qualifier.AT_MOST, Qualifier.UNDER), Direction.LESS),
}


@check(kinds.TARGET_AGAINST_DIRECTION)
def directions(store: RecordStore) -> Iterator[Finding]:
    """A target does not ask for what the record of its measure calls bad, unless it says why."""
    measures = store.by_id(Measure)
    for stored in store.of(Target):
        measure = measures.get(stored.record.measure)
        if measure is None or measure.good is Direction.NONE or stored.record.share is not None:
            continue
        for point in _points(stored.record):
            asked = _asked(point)
            if asked not in (None, measure.good) and point.path != ("baseline",):
                path = (*point.path, "value" if point.change is None else "change")
                details = {"asked": asked, "measure": measure.id, "good": measure.good}
                yield stored.find(kinds.TARGET_AGAINST_DIRECTION, path, details)
                break


def _asked(point: _Point) -> Direction | None:
    """Whether a target or milestone asks for more or for less; None where it says neither."""
    if point.change:
        return Direction.MORE if point.change > 0 else Direction.LESS
    return _ASKED.get(point.value.qualifier) if isinstance(point.value, Quantity) else None


def _change(stored: StoredRecord[Target], point: _Point, measure: Measure) -> Iterator[Finding]:
    path = (*point.path, "change")
    if point.change == 0 and measure.good is Direction.NONE:
        yield stored.find(kinds.CHANGE_WITHOUT_DIRECTION, path, {"measure": measure.id})
    if point.change is not None and point.change < _EVERYTHING_GONE and not measure.may_be_negative:
        details = {"given": typed(point.change), "limit": _EVERYTHING_GONE}
        yield stored.find(kinds.NUMBER_TOO_SMALL, path, details)


def _known(baseline: Baseline, points: Sequence[_Point]) -> list[Fraction]:
    """The numbers on the way that are typed. Changes on a figure of the records are so on a hundred, if all are."""
    start = exact_number(baseline.value) if baseline.value is not None else None
    if baseline.value is None and all(point.change is not None for point in points):
        start = Fraction(100)
    numbers = (start, *(point.number(start) for point in points))
    return [number for number in numbers if number is not None]


def _way(stored: StoredRecord[Target], points: list[_Point]) -> Iterator[Finding]:
    """What is wrong with the numbers on the way, as far as they are typed."""
    baseline = stored.record.baseline
    if baseline is None:
        return
    if stored.record.path is TargetPath.EXPONENTIAL:
        crossing = [min(pair) for pair in pairwise(_known(baseline, points[1:])) if pair[0] * pair[1] <= 0]
        for number in crossing[:1]:
            yield stored.find(kinds.PATH_THROUGH_ZERO, ("path",), {"given": typed(number)})
    if isinstance(baseline.value, Quantity) and baseline.value == stored.record.value:
        yield stored.find(kinds.BASELINE_IS_TARGET, ("value",), {"given": typed(baseline.value.fraction)})
