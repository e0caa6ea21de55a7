"""Two states of a bulletin, value by value: what is new, what changed and why, what is gone.

A value changed where its number, its qualifier or the reason for its absence is another. A figure that only became more
final, got a note or another source says what it said before, and is not told. Both sides are compared as they are:
released tables give a comparison that may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from bulletin.analysis.causes import NO_REASON, Causes, ChangeKind, Known, Reason
from bulletin.analysis.former_ids import catalogue_today, ids_today, tables_today
from bulletin.analysis.tables import Number, Tables, is_suppressed, reported_value, value_key
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey
from bulletin.model.records import Measure
from bulletin.model.values import Value

ASPECTS = ("definition", "unit", "kind", "over_time", "over_tree")
"""The fields of a measure that say what its figures mean."""


class Side(Protocol):
    """One of the two states; a :class:`~bulletin.disclosure.Release` is one."""

    @property
    def catalogue(self) -> Catalogue:
        """What its figures are about."""
        ...

    @property
    def tables(self) -> Tables:
        """Its figures and targets."""
        ...


@dataclass(frozen=True)
class ValueChange:
    """One figure or target whose value is not the same on both sides."""

    kind: ChangeKind
    before: Number | None
    """As it stood; None where it did not, and where the newer side suppresses it: it is not told again."""
    after: Number | None
    """As it stands; None where it does not."""
    reason: Reason = NO_REASON

    @property
    def number(self) -> Number:
        """The figure or target as it stands, else as it stood."""
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
        """How many changes there are of each kind, the most telling kind first; kinds without any are left out."""
        counts = {kind: len(self.of(kind)) for kind in ChangeKind}
        return {kind: count for kind, count in counts.items() if count}


def compare(before: Side, after: Side) -> Comparison:
    """What differs between two sides, each value once, with its reason as far as the records give one.

    Where the newer side suppresses a value, it was withdrawn; where only the older one does, it is new. What the older
    one had of an organization under an id that is among its former ones now is told under the id of today.
    """
    ids = ids_today(before.catalogue.organizations, after.catalogue)
    catalogue = catalogue_today(before.catalogue, ids)
    redefined = tuple(_redefined(catalogue, after.catalogue))
    older, newer = dict(_numbers(tables_today(before.tables, ids))), dict(_numbers(after.tables))
    causes = Causes(
        Known(catalogue, older),
        Known(after.catalogue, newer),
        frozenset(one.after.id for one in redefined),
    )
    found = (_change(causes, slot, older.get(slot), newer.get(slot)) for slot in {**newer, **older})
    return Comparison(catalogue, after.catalogue, tuple(filter(None, found)), redefined)


def _numbers(tables: Tables) -> Iterator[tuple[ValueKey, Number]]:
    """Every figure and target by its slot; of a target for every year of a term, the first year stands for all."""
    slots: set[ValueKey] = set()
    numbers: Iterator[Number] = chain(tables.figures, tables.targets)
    for number in numbers:
        slot = value_key(number)
        if slot not in slots:
            slots.add(slot)
            yield slot, number


def _change(causes: Causes, slot: ValueKey, before: Number | None, after: Number | None) -> ValueChange | None:
    was, is_ = _open(before), _open(after)
    if was == is_:
        return None
    kind, reason = causes.of(slot)
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
