"""What the checks of this room look at, and what such a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.arithmetic import round_half_up
from bulletin.analysis.tables import Figure, Tables, TargetFigure
from bulletin.model.corpus import Corpus
from bulletin.model.places import Place
from bulletin.model.records import Observation, Record, Target
from bulletin.problems import ProblemKind
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord


@dataclass(frozen=True)
class Evidence:
    """Records without an error, and all that follows from them."""

    store: RecordStore
    """The records as they were typed, to put a problem in its place."""
    corpus: Corpus
    tables: Tables

    def stored_record_of(self, figure: Figure) -> StoredRecord[Observation]:
        """The record that states a figure; for a computed one, its first part."""
        return self._by_place[figure.place]

    def path_of(self, figure: Figure) -> Path:
        """Where in its record a stated figure stands."""
        return path_of(figure)

    def line_of(self, number: Figure | TargetFigure) -> str:
        """File and line at which a stated figure or a target stands, to send an editor there."""
        if isinstance(number, Figure):
            return line_of(self.stored_record_of(number), self.path_of(number))
        return line_of(self._targets[number.id], ("value",))

    @cached_property
    def _targets(self) -> dict[str, StoredRecord[Target]]:
        return {stored.record.id: stored for stored in self.store.of(Target)}

    @cached_property
    def _by_place(self) -> dict[Place, StoredRecord[Observation]]:
        return {stored.record.place: stored for stored in self.store.of(Observation)}


@dataclass(frozen=True)
class Check:
    """A look at the figures."""

    reports: tuple[ProblemKind, ...]
    """Everything it can find."""
    run: Callable[[Evidence], Iterator[Finding]]
    """Finds it."""


def check(*reports: ProblemKind) -> Callable[[Callable[[Evidence], Iterator[Finding]]], Check]:
    """Declare a function to be a check that can report these kinds."""
    return lambda run: Check(reports, run)


def path_of(number: Figure | TargetFigure) -> Path:
    """Where in its record the value of a stated figure or of a target stands."""
    key = number.key
    if isinstance(number, TargetFigure) or key.breakdown is None or key.category is None:
        return ("value",)
    return ("by", key.breakdown, key.category)


def line_of(stored: StoredRecord[Record], path: Path) -> str:
    """File and line of a field, to send an editor there."""
    return stored.entry.place_of(path).at_line


def typed(number: Fraction) -> str:
    """A number as it is typed in records; of one with more digits than anybody types, the first few."""
    return format(round_half_up(number, 6).normalize(), "f")
