"""What an import would change: statements of a sheet compared with the figures that the records already have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from bulletin.analysis.compilation import reported_figures
from bulletin.analysis.figures import Figure
from bulletin.model.corpus import Corpus, report_period
from bulletin.model.keys import ValueKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Source
from bulletin.model.values import Value
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.spreadsheets.cells import value_text
from bulletin.spreadsheets.columns import Table
from bulletin.spreadsheets.statements import Statement


class Outcome(StrEnum):
    """What becomes of a figure or record of a sheet."""

    ADDED = "added"
    REVISED = "revised"
    """Added as a newer report of a figure that is known."""
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Change(NamedTuple):
    """A figure or record of a sheet, with what becomes of it."""

    outcome: Outcome
    place: Place
    about: tuple[str, ...]
    """What it is, in ids."""
    after: str
    before: str = ""
    """What the records have; empty where they have nothing."""


@dataclass
class Comparison:
    """The statements of a sheet beside the figures of the records."""

    table: Table
    known: Mapping[ValueKey, Figure]
    sources: Mapping[str, Source]

    @classmethod
    def of(cls, table: Table, corpus: Corpus) -> Comparison:
        """Compare with the figures of a corpus, as far as the day of their report is known."""
        sources = corpus.catalogue.sources
        dated = tuple(record for record in corpus.observations if report_period(record, sources) is not None)
        figures = reported_figures(replace(corpus, observations=dated))
        return cls(table, {ValueKey.of_observation(figure.key): figure for figure in figures}, sources)

    def changes(self, statements: Iterable[Statement]) -> Iterator[tuple[Statement, Change]]:
        """Each statement with what becomes of it; why it is refused is added to the problems of the table."""
        for statement in statements:
            figure = self.known.get(statement.key)
            outcome, problem = self._outcome(statement, figure)
            if problem is not None:
                self.table.problems.append(problem)
            before, after = _compared(figure, statement) if figure else ("", value_text(statement.value))
            yield statement, Change(outcome, statement.place, _about(statement), after, before)

    def _outcome(self, statement: Statement, figure: Figure | None) -> tuple[Outcome, Problem | None]:
        if statement.source is None:
            return Outcome.REFUSED, self._problem(kinds.CELL_DIMENSION_MISSING, statement, field="source")
        if figure is None:
            return Outcome.ADDED, None
        reported = self._reported(statement)
        is_later = reported is not None and reported.is_after(figure.dated)
        reports = (figure,) if is_later else (figure, *figure.earlier, *figure.unordered)
        if any(_says(statement, report) for report in reports):
            return Outcome.UNCHANGED, None
        if is_later:
            return Outcome.REVISED, None
        before, after = _compared(figure, statement)
        return Outcome.REFUSED, self._problem(
            kinds.REPORT_NOT_LATER,
            statement,
            given=after,
            before=before,
            source=", ".join(figure.sources),
            day=figure.dated.text,
            own=reported.text if reported else "",
        )

    def _reported(self, statement: Statement) -> Period | None:
        """The day of a statement's report: its own, else that of its source."""
        typed = dict(statement.others).get("reported")
        if typed is not None:
            return self.table.declared.to_period(typed)
        source = self.sources.get(statement.source or "")
        return source.published if source else None

    def _problem(self, kind: ProblemKind, statement: Statement, **details: str) -> Problem:
        given = dict(statement.others).get("source", "")
        return Problem(kind, statement.place, {"named": given, **details})


def _says(statement: Statement, report: Figure) -> bool:
    """Whether a report says what a statement says; what the statement does not say may be anything."""
    if (report.value, report.status) != (statement.value, statement.status):
        return False
    numbers, known = statement.numbers, _numbers(report)
    return numbers == {name: known.get(name) for name in numbers} and not _has_another_note(statement, report)


def _has_another_note(statement: Statement, report: Figure) -> bool:
    """Whether a statement has a note that a report has not; a category may have that of its whole."""
    own, known = ({" ".join(text.split()) for text in said} for said in (statement.notes.values(), _notes(report)))
    is_that_of_whole = statement.categories != () and report.note is None
    return not is_that_of_whole and not own <= known


def _notes(figure: Figure) -> Iterable[str]:
    return figure.note.root.values() if figure.note else ()


def _numbers(figure: Figure) -> dict[str, Decimal]:
    """The numbers of a figure besides its value, as fields of its record."""
    ends = figure.interval and {f"interval.{end}": getattr(figure.interval, end) for end in ("lower", "upper", "level")}
    ratio = {"numerator": figure.numerator, "denominator": figure.denominator}
    return {**(ends or {}), **{name: number for name, number in ratio.items() if number is not None}}


def _compared(figure: Figure, statement: Statement) -> tuple[str, str]:
    """What the records and the sheet say; more than the value where that is the same."""
    if figure.value != statement.value:
        return value_text(figure.value), value_text(statement.value)
    known = _in_full(figure.value, _numbers(figure), _notes(figure))
    return known, _in_full(statement.value, statement.numbers, statement.notes.values())


def _in_full(value: Value, numbers: Mapping[str, Decimal], notes: Iterable[str]) -> str:
    """A value with what belongs to it."""
    said = [*(f"{name} {number:f}" for name, number in numbers.items()), *notes]
    return f"{value_text(value)} ({', '.join(said)})" if said else value_text(value)


def _about(statement: Statement) -> tuple[str, ...]:
    key = statement.key
    parts = [f"{breakdown} {category}" for breakdown, category in statement.categories]
    population = [] if key.population == EVERYTHING else [key.population]
    return (key.organization, key.measure, key.period, *population, *parts)
