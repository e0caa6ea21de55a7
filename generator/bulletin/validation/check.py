"""The validation rule: a check declares which kinds of problem it reports and at which stage it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Literal, overload

from bulletin.analysis.figures import Figure, Number, TargetFigure
from bulletin.analysis.tables import Tables
from bulletin.analysis.vintages import Vintages
from bulletin.model.corpus import Corpus
from bulletin.model.places import Place
from bulletin.model.records import Observation, Record, Source, Target
from bulletin.model.records.parts import crossed_categories
from bulletin.problems import ProblemKind
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord


class Stage(Enum):
    """The two stages of validation, after statistical data editing."""

    RECORDS = "records"
    """Micro-editing: records as typed, valid or not, beside each other."""
    COMPILED = "compiled"
    """Macro-editing: figures, targets and claims that were compiled of records without an error."""


@dataclass(frozen=True)
class CompiledRecords:
    """What the checks of compiled figures look at: records without an error, and the tables compiled of them."""

    store: RecordStore
    """The records as they were typed, to give a problem its place."""
    vintages: Vintages
    """The records of each edition and their tables."""
    tables: Tables
    """Of all records, whatever the cut-off."""

    @property
    def corpus(self) -> Corpus:
        """The records."""
        return self.vintages.corpus

    def stored_record_of(self, figure: Figure) -> StoredRecord[Observation]:
        """The observation that states a figure; of a computed figure, that of its first component."""
        return self._by_place[figure.place]

    def line_of(self, number: Number) -> str:
        """File and line at which a stated figure or a target is, to send an editor there."""
        if isinstance(number, Figure):
            return line_of(self.stored_record_of(number), path_of(number))
        return line_of(self._targets[number.id], path_of(number))

    @cached_property
    def _targets(self) -> dict[str, StoredRecord[Target]]:
        return {stored.record.id: stored for stored in self.store.of(Target)}

    @cached_property
    def _by_place(self) -> dict[Place, StoredRecord[Observation]]:
        return {stored.record.place: stored for stored in self.store.of(Observation)}


RecordCheck = Callable[[RecordStore], Iterator[Finding]]
FigureCheck = Callable[[CompiledRecords], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """A validation rule."""

    kinds: tuple[ProblemKind, ...]
    """Every kind of problem that it reports."""
    stage: Stage
    run: Callable[[Any], Iterator[Finding]]
    """Finds the problems in a :class:`RecordStore` or, of compiled figures, in :class:`CompiledRecords`."""


@overload
def check(*kinds: ProblemKind, stage: Literal[Stage.RECORDS] = ...) -> Callable[[RecordCheck], Check]: ...
@overload
def check(*kinds: ProblemKind, stage: Literal[Stage.COMPILED]) -> Callable[[FigureCheck], Check]: ...
def check(*kinds: ProblemKind, stage: Stage = Stage.RECORDS) -> Callable[[Callable[[Any], Iterator[Finding]]], Check]:
    """Declare a function to be a validation rule that reports these kinds of problem at this stage."""
    return lambda run: Check(kinds, stage, run)


def path_of(number: Number) -> Path:
    """Path within its record of the value of a stated figure or of a target."""
    key = number.key
    if isinstance(number, TargetFigure):
        return ("value",) if number.change is None else ("change",)
    if key.breakdown is None or key.category is None:
        return ("value",)
    return path_of_category(key.breakdown, key.category)


def path_of_category(breakdown: str, category: str) -> Path:
    """Path within an observation of the value of a category; those of a crossing are nested."""
    return ("by", breakdown, *crossed_categories(category))


def line_of(stored: StoredRecord[Record], path: Path) -> str:
    """File and line of a field, to send an editor there."""
    return stored.entry.place_of(path).at_line


def line_of_report_date(figure: StoredRecord[Observation], sources: Mapping[str, StoredRecord[Source]]) -> str:
    """File and line of the field that holds the date of a report: in its own record, else in that of its source."""
    if figure.record.reported is not None:
        return line_of(figure, ("reported",))
    return line_of(sources[figure.record.source], ("published",))
