"""Comparison of two states of a bulletin, value by value: what is new, what changed and why, what is gone.

A value changed where its number, its qualifier or the reason for its absence is another. A figure that only became more
final, got a note or another source says what it said before, and is not listed. Both sides are compared as they are:
released tables give a comparison that may be shown.

A change of a stated value has a reason where a correction names it, or a later report revised it. A computed value
changed because its parts did, or because the tree did; the gravest of the reasons is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Protocol, TypeVar

from bulletin.analysis.tables import (
    Figure,
    FigureOrigin,
    Number,
    Tables,
    TargetFigure,
    is_suppressed,
    reported_value,
    value_key,
)
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey, value_key_of_correction
from bulletin.model.periods import Period
from bulletin.model.records import Claim, Correction, Measure, Organization
from bulletin.model.text import Text
from bulletin.model.values import Value

# --- why a value changed ----------------------------------------------------------------------------------------------


class ChangeKind(StrEnum):
    """What sort of change it is, the one that most needs a look first."""

    UNEXPLAINED = "unexplained"
    """Changed in place, and nothing says why."""
    CORRECTED = "corrected"
    """A correction names it, or a part that it was computed from."""
    WITHDRAWN = "withdrawn"
    """There no more, or no more shown."""
    REDEFINED = "redefined"
    """Changed in place, along with what its measure means."""
    RESTATED = "restated"
    """Computed, and the units it is computed from are elsewhere in the tree."""
    REVISED = "revised"
    """Reported anew; the older report is kept with it."""
    NEW = "new"
    """Not there before, or not shown."""


SEVERITY = {kind: rank for rank, kind in enumerate(ChangeKind)}
"""The rank of each kind; the gravest is 0."""


@dataclass(frozen=True)
class ChangeReason:
    """Why a value changed."""

    sources: tuple[str, ...] = ()
    """Ids of the sources that report it anew; of a computed value, those of its parts."""
    corrections: tuple[str, ...] = ()
    """Ids of the corrections that name it, or a part of it."""
    organizations: tuple[str, ...] = ()
    """Ids of the units that came, went or are elsewhere in the tree."""
    note: Text | None = None
    """What the record of the newer value says of it."""


NO_REASON = ChangeReason()


@dataclass(frozen=True)
class ComparedSide:
    """One side of the comparison, with its numbers by their keys."""

    catalogue: Catalogue
    numbers: Mapping[ValueKey, Number]


KindAndReason = tuple[ChangeKind, ChangeReason]


class ChangeReasons:
    """Finds the cause of a change. Parts of computed figures are looked up along the way, each once."""

    def __init__(self, before: ComparedSide, after: ComparedSide, redefined: frozenset[str]) -> None:
        self._before = before
        self._after = after
        self._redefined = redefined
        self._found: dict[ValueKey, KindAndReason] = {}
        self._corrected = _corrected(_learnt(before.catalogue, after.catalogue))
        self._with_history = _with_history(after.catalogue)

    def of(self, key: ValueKey) -> KindAndReason:
        """The cause of a value that differs."""
        if key not in self._found:
            self._found[key] = self._kind_and_reason(key)
        return self._found[key]

    def _kind_and_reason(self, key: ValueKey) -> KindAndReason:
        before, after = self._before.numbers.get(key), self._after.numbers.get(key)
        if (corrections := self._corrected.get(key.unspecific, ())) and not is_suppressed(after):
            return ChangeKind.CORRECTED, ChangeReason(corrections=tuple(corrections))
        if after is None:
            return ChangeKind.WITHDRAWN, self._of_gone(before)
        if before is None or is_suppressed(before) or is_suppressed(after):
            kind = ChangeKind.WITHDRAWN if is_suppressed(after) else ChangeKind.NEW
            return kind, ChangeReason(_sources(after))
        if isinstance(before, Figure) and isinstance(after, Figure):
            return self._of_figures(before, after)
        return self._in_place(after) if _sources(before) == _sources(after) else _revised(after)

    def _of_figures(self, before: Figure, after: Figure) -> KindAndReason:
        if after.origin is FigureOrigin.REPORTED:
            is_later = after.reported > before.reported or not set(after.sources) <= set(self._before.catalogue.sources)
            was_reported = before.origin is not FigureOrigin.REPORTED or any(
                report.value == before.value for report in after.earlier
            )
            return _revised(after) if is_later and was_reported else self._in_place(after)
        if before.origin is FigureOrigin.REPORTED:
            return self._in_place(after)
        return self._of_totals(before, after)

    def _in_place(self, after: Number) -> KindAndReason:
        is_redefined = after.key.measure in self._redefined
        return ChangeKind.REDEFINED if is_redefined else ChangeKind.UNEXPLAINED, NO_REASON

    def _of_gone(self, before: Number | None) -> ChangeReason:
        """Why a value is not computed any more; a stated one says nothing of why it was taken out."""
        if not isinstance(before, Figure) or before.origin is FigureOrigin.REPORTED:
            return NO_REASON
        return _together(reason for _, reason in (*self._of_tree(before), *self._of_parts(before.parts)))

    def _of_totals(self, before: Figure, after: Figure) -> KindAndReason:
        reasons = [*self._of_tree(after), *self._of_parts((*before.parts, *after.parts))]
        if not reasons:
            return self._in_place(after)
        kind = min((kind for kind, _ in reasons), key=SEVERITY.__getitem__)
        return kind, _together(reason for found, reason in reasons if found is kind)

    def _of_tree(self, total: Figure) -> Iterator[KindAndReason]:
        moved = tuple(self._moved(total.key.organization, total.key.period))
        if moved and total.origin is FigureOrigin.HIERARCHICAL_SUM:
            yield ChangeKind.RESTATED, ChangeReason(organizations=moved)

    def _moved(self, organization: str, period: Period) -> Iterator[str]:
        """The units that were directly below in the period on one side only, but for those merely learnt of since."""
        older, newer = self._before.catalogue, self._after.catalogue
        below = _below(older, organization, period) ^ _below(newer, organization, period)
        return (unit for unit in sorted(below) if unit in older.organizations or unit in self._with_history)

    def _of_parts(self, parts: Iterable[ObservationKey]) -> Iterator[KindAndReason]:
        """The causes of all parts that differ, as they count for what was computed from them."""
        for key in dict.fromkeys(map(ValueKey.of_observation, parts)):
            older, newer = self._before.numbers.get(key), self._after.numbers.get(key)
            if (older and reported_value(older)) != (newer and reported_value(newer)):
                kind, reason = self.of(key)
                yield _OF_PARTS.get(kind, kind), reason


_OF_PARTS = {ChangeKind.NEW: ChangeKind.REVISED, ChangeKind.WITHDRAWN: ChangeKind.UNEXPLAINED}
"""What a part's change is to the total: with a new part it is revised; why one was withdrawn nobody says."""


def _sources(number: Number) -> tuple[str, ...]:
    return (number.source,) if isinstance(number, TargetFigure) else number.sources


def _revised(after: Number) -> KindAndReason:
    return ChangeKind.REVISED, ChangeReason(_sources(after), note=after.note)


def _together(reasons: Iterable[ChangeReason]) -> ChangeReason:
    """The reasons of several parts in one, without the notes, each of which is about one part."""
    listed = tuple(reasons)
    return ChangeReason(
        tuple(dict.fromkeys(name for reason in listed for name in reason.sources)),
        tuple(dict.fromkeys(name for reason in listed for name in reason.corrections)),
        tuple(dict.fromkeys(name for reason in listed for name in reason.organizations)),
    )


def _below(catalogue: Catalogue, organization: str, period: Period) -> frozenset[str]:
    """The units directly below an organization in a period; none below one that is not known."""
    below = catalogue.below(organization, period) if organization in catalogue.organizations else ()
    return frozenset(unit for unit in below if catalogue.exists(unit, period))


def _with_history(catalogue: Catalogue) -> frozenset[str]:
    """The units of whose coming the records have a date or an event, rather than only that they are there."""
    units = catalogue.organizations.values()
    opened = (unit.id for unit in units if unit.opened is not None)
    took_part = ((unit.id, *event.organizations) for unit in units for event in unit.events)
    return frozenset(opened).union(*took_part)


def _learnt(before: Catalogue, after: Catalogue) -> Iterator[Correction]:
    """The corrections that only the newer side knows."""
    return (correction for name, correction in after.corrections.items() if name not in before.corrections)


def _corrected(corrections: Iterable[Correction]) -> Mapping[ValueKey, dict[str, None]]:
    """The ids of the corrections that name a figure or a target, each once."""
    found: dict[ValueKey, dict[str, None]] = {}
    for correction in corrections:
        for figure in correction.figures:
            found.setdefault(value_key_of_correction(figure), {})[correction.id] = None
    return found


# --- what changed -----------------------------------------------------------------------------------------------------


ASPECTS = ("definition", "unit", "kind", "over_time", "over_tree")
"""The fields of a measure that say what its figures mean."""


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


@dataclass(frozen=True)
class Redefinition:
    """A measure that does not mean what it did."""

    before: Measure
    after: Measure
    aspects: tuple[str, ...]
    """Which of :data:`ASPECTS` differ."""


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
    if was == is_:
        return None
    kind, reason = reasons.of(key)
    return ValueChange(kind, None if is_suppressed(after) else before, after, reason)


def _open(number: Number | None) -> Value | None:
    return None if number is None or is_suppressed(number) else reported_value(number)


def _redefined(before: Catalogue, after: Catalogue) -> Iterable[Redefinition]:
    for name, measure in after.measures.items():
        if name in before.measures:
            known = before.measures[name]
            aspects = tuple(aspect for aspect in ASPECTS if getattr(known, aspect) != getattr(measure, aspect))
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
    parts = tuple(key_today(part, ids) for part in figure.parts)
    earlier = tuple(_figure(report, ids) for report in figure.earlier)
    return replace(figure, key=key_today(figure.key, ids), parts=parts, earlier=earlier)
