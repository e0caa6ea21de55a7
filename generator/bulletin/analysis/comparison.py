"""Comparison of two states of a bulletin, value by value: what is new, what changed and why, what is gone.

A value changed where its number, its qualifier or the reason for its absence is another. A figure that only became more
final, got a note or another source says what it said before, and is not listed. Nor is one that later reports state
anew with other digits in which programs round, nor a sum to date that goes on with a further year. Both sides are
compared as they are: released tables give a comparison that may be shown.

Why a value changed is worked out by :mod:`bulletin.analysis.change_reasons`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Protocol, TypeVar

from bulletin.analysis.change_reasons import NO_REASON, ChangeKind, ChangeReason, ChangeReasons, ComparedSide
from bulletin.analysis.figures import Figure, Number, is_suppressed, reported_value, value_as_bound, value_key
from bulletin.analysis.quantities import of_the_same_units
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey
from bulletin.model.records import Claim, Measure, Organization
from bulletin.model.values import Value, are_same, exact_number

ASPECTS = ("definition", "unit", "kind", "over_time", "over_tree")
"""The fields of a measure that say what its figures mean, and that each measure has."""
OF_SOME = ("formula", "per", "base")
"""Those that only derived measures and rates have."""


class Snapshot(Protocol):
    """One of the two states that are compared; a :class:`~bulletin.disclosure.release.Release` is one."""

    @property
    def catalogue(self) -> Catalogue:
        """Its records but for figures, targets and claims."""
        ...

    @property
    def tables(self) -> Tables:
        """Its figures and targets."""
        ...

    @property
    def claims(self) -> Mapping[str, Claim]:
        """What sources state, by id."""
        ...


@dataclass(frozen=True)
class ValueChange:
    """One figure or target whose value is not the same on both sides."""

    kind: ChangeKind
    before: Number | None
    """As it was; None where it was not, and where the newer side suppresses it: it is not shown again."""
    after: Number | None
    """As it is; None where it is not."""
    reason: ChangeReason = NO_REASON

    @property
    def number(self) -> Number:
        """The figure or target as it is, else as it was."""
        number = self.after if self.after is not None else self.before
        if number is None:
            raise ValueError("a change has a side")
        return number

    @property
    def key(self) -> ObservationKey:
        """What it is a figure of; of a target, what is to reach it."""
        return self.number.key

    @property
    def relative(self) -> Fraction | None:
        """By how much of the former number it changed: 1/10 for a tenth more.

        None where the former number is zero, or one of the two is missing or not known exactly; also of a total of some
        units that became one of others.
        """
        figures = [side for side in (self.before, self.after) if isinstance(side, Figure)]
        if len(figures) > 1 and not of_the_same_units(*figures):
            return None
        before, after = (None if side is None else exact_number(side.value) for side in (self.before, self.after))
        return (after - before) / before if before and after is not None else None


@dataclass(frozen=True)
class Redefinition:
    """A measure that does not mean what it did."""

    before: Measure
    after: Measure
    aspects: tuple[str, ...]
    """Which of :data:`ASPECTS` and :data:`OF_SOME` differ."""


@dataclass(frozen=True)
class Comparison:
    """All that differs between two sides."""

    before: Catalogue
    """With the ids that organizations have today."""
    after: Catalogue
    changes: tuple[ValueChange, ...]
    """Each figure or target once: those of the newer side in its order, then those that only the older one has."""
    redefined: tuple[Redefinition, ...]
    """In the order of the newer side's measures."""

    def of(self, kind: ChangeKind) -> tuple[ValueChange, ...]:
        """The changes of a kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind, the gravest kind first; kinds without any are left out."""
        counts = {kind: len(self.of(kind)) for kind in ChangeKind}
        return {kind: count for kind, count in counts.items() if count}


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """What differs between two sides, each value once, with its reason as far as the records give one.

    Where the newer side suppresses a value, it was withdrawn; where only the older one does, it is new. What the older
    one had of an organization under an id that is among its former ones now is listed under the id of today.
    """
    ids = ids_today(before.catalogue.organizations, after.catalogue)
    catalogue = catalogue_today(before.catalogue, ids)
    redefined = tuple(_redefined(catalogue, after.catalogue))
    older, newer = dict(_numbers(tables_today(before.tables, ids))), dict(_numbers(after.tables))
    reasons = ChangeReasons(
        ComparedSide(catalogue, older),
        ComparedSide(after.catalogue, newer),
        frozenset(redefinition.after.id for redefinition in redefined),
    )
    found = (_change(reasons, key, older.get(key), newer.get(key)) for key in {**newer, **older})
    return Comparison(catalogue, after.catalogue, tuple(filter(None, found)), redefined)


def _numbers(tables: Tables) -> Iterator[tuple[ValueKey, Number]]:
    """Every figure and target by its key; of a target for every year of a term, the first year stands for all."""
    keys: set[ValueKey] = set()
    numbers: Iterator[Number] = chain(tables.figures, tables.targets)
    for number in numbers:
        key = value_key(number)
        if key not in keys:
            keys.add(key)
            yield key, number


def _change(reasons: ChangeReasons, key: ValueKey, before: Number | None, after: Number | None) -> ValueChange | None:
    was, is_ = _open(before), _open(after)
    if was == is_ or (after is None and reasons.is_continued(key)):
        return None
    kind, reason = reasons.of(key)
    if kind is ChangeKind.REVISED and before and after and are_same(value_as_bound(before), value_as_bound(after)):
        return None
    return ValueChange(kind, None if is_suppressed(after) else before, after, reason)


def _open(number: Number | None) -> Value | None:
    return None if number is None or is_suppressed(number) else reported_value(number)


def _redefined(before: Catalogue, after: Catalogue) -> Iterable[Redefinition]:
    for name, measure in after.measures.items():
        if name in before.measures:
            known = before.measures[name]
            aspects = tuple(
                aspect for aspect in (*ASPECTS, *OF_SOME) if getattr(known, aspect) != getattr(measure, aspect)
            )
            if aspects:
                yield Redefinition(known, measure, aspects)


# --- former ids: an older state under the ids of today, so that a new id changes no figure ----------------------------


Ids = Mapping[str, str]
"""Of organizations: the id then → the id today. Those that kept theirs are left out."""
Key = TypeVar("Key", ObservationKey, ValueKey)


def ids_today(then: Collection[str], today: Catalogue) -> Ids:
    """What became of the ids of organizations, by the ``former-ids`` of today's records.

    :param then: the ids that there were. Of two that were one organization's at the same time, one is followed only.
    """
    return dict(_followed(then, today.organizations.values()))


def _followed(then: Collection[str], organizations: Iterable[Organization]) -> Iterator[tuple[str, str]]:
    for organization in organizations:
        former = next((name for name in organization.former_ids if name in then), None)
        if former is not None and organization.id not in then:
            yield former, organization.id


def catalogue_today(catalogue: Catalogue, ids: Ids) -> Catalogue:
    """A catalogue whose tree of organizations has today's ids; its other records stay as they were."""
    units = (_organization(organization, ids) for organization in catalogue.organizations.values()) if ids else ()
    return replace(catalogue, organizations={unit.id: unit for unit in units}) if ids else catalogue


def _organization(organization: Organization, ids: Ids) -> Organization:
    events = tuple(
        event.model_copy(update={"organizations": tuple(ids.get(name, name) for name in event.organizations)})
        for event in organization.events
    )
    parent = organization.parent and ids.get(organization.parent, organization.parent)
    own = ids.get(organization.id, organization.id)
    return organization.model_copy(update={"id": own, "parent": parent, "events": events})


def tables_today(tables: Tables, ids: Ids) -> Tables:
    """Figures and targets, each of its organization by today's id."""
    if not ids:
        return tables
    targets = tuple(replace(target, key=key_today(target.key, ids)) for target in tables.targets)
    return Tables(tuple(_figure(figure, ids) for figure in tables.figures), targets)


def key_today(key: Key, ids: Ids) -> Key:
    """A key with today's id of its organization."""
    return key._replace(organization=ids.get(key.organization, key.organization))


def _figure(figure: Figure, ids: Ids) -> Figure:
    parts, coverage = tuple(key_today(part, ids) for part in figure.parts), figure.coverage
    if coverage is not None:
        missing = tuple(key_today(last, ids) for last in coverage.missing)
        units = frozenset((ids.get(unit, unit), *periods) for unit, *periods in coverage.units)
        coverage = replace(coverage, missing=missing, units=units)
    earlier, unordered = (
        tuple(_figure(report, ids) for report in reports) for reports in (figure.earlier, figure.unordered)
    )
    key = key_today(figure.key, ids)
    return replace(figure, key=key, parts=parts, coverage=coverage, earlier=earlier, unordered=unordered)
