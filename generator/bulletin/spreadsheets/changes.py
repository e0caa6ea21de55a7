"""What an import would change: statements of a sheet compared with the figures that the records already have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from bulletin.analysis.compilation import reported_figures
from bulletin.analysis.tables import Figure
from bulletin.model.corpus import Corpus, report_period
from bulletin.model.keys import ValueKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import Source
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.spreadsheets.cells import to_period, value_text
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
            before = shown(figure.value) if figure else ""
            yield statement, Change(outcome, statement.place, _about(statement), shown(statement.value), before)

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
        return Outcome.REFUSED, self._problem(
            kinds.REPORT_NOT_LATER,
            statement,
            before=shown(figure.value),
            source=", ".join(figure.sources),
            day=figure.dated.text,
            own=reported.text if reported else "",
        )

    def _reported(self, statement: Statement) -> Period | None:
        """The day of a statement's report: its own, else that of its source."""
        typed = dict(statement.others).get("reported")
        if typed is not None:
            return to_period(typed, self.table.calendar)
        source = self.sources.get(statement.source or "")
        return source.published if source else None

    def _problem(self, kind: ProblemKind, statement: Statement, **details: str) -> Problem:
        given = dict(statement.others).get("source", "")
        return Problem(kind, statement.place, {"given": shown(statement.value), "named": given, **details})


def _says(statement: Statement, report: Figure) -> bool:
    """Whether a report says what a statement says: the same value, as final, in the same interval if it says one."""
    said = dict(statement.others)
    ends = [Decimal(said[name]) for name in ("interval.lower", "interval.upper") if name in said]
    known = [report.interval.lower, report.interval.upper] if report.interval else []
    return (report.value, report.status) == (statement.value, statement.status) and ends in ([], known)


def shown(value: object) -> str:
    """A value as records write it, for a list of changes."""
    text = value_text(value)  # type: ignore[arg-type] # a value of records
    return text if text is not None else str(value)


def _about(statement: Statement) -> tuple[str, ...]:
    key = statement.key
    parts = [f"{breakdown} {category}" for breakdown, category in statement.categories]
    population = [] if key.population == "all" else [key.population]
    return (key.organization, key.measure, key.period, *population, *parts)
