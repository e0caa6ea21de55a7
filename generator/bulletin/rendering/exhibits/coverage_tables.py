"""The reporting calendar as tables: organizations down, periods across, in each cell what came of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bulletin.analysis.coverage import Came, Due, Matrix, Report, Tally, coverage_of
from bulletin.analysis.tables import Figure, Origin
from bulletin.localization.formats import day_text
from bulletin.model.values import Absence
from bulletin.rendering import links
from bulletin.rendering.exhibits.drafts import TableDraft, linked
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import (
    ABSENCES,
    CAME,
    CAME_MEANS,
    FREQUENCIES,
    Editions,
    Labels,
    Phrases,
    Quality,
)
from bulletin.rendering.text.number_formats import machine_fraction, percent_text
from bulletin.rendering.text.periods import until_text
from bulletin.rendering.views import Cell, Column, Link, Table


def coverage_intro(scope: Scope) -> tuple[str, ...]:
    """Paragraphs: up to which day the tables look, and what the calendar rests on; or that there is none."""
    until, bulletin = scope.release.tables.latest_report, scope.catalogue.bulletin
    if until is None or not bulletin.calendar:
        return (scope.say(Quality.coverage_none),)
    looked = _looked(scope, until)
    return (looked, scope.text(bulletin.calendar_note)) if bulletin.calendar_note else (looked,)


def _looked(scope: Scope, until: date) -> str:
    if scope.release.edition is None:
        return scope.say(Quality.coverage, day=day_text(until, scope.language))
    cut_off = scope.catalogue.editions[scope.release.edition].cut_off.end
    return scope.say(Quality.coverage_of_edition, until=until_text(cut_off, scope.language))


def coverage_tables(scope: Scope) -> tuple[Table, ...]:
    """One table for each entry of the calendar by which anybody was expected to report."""
    until = scope.release.tables.latest_report
    return tuple(_tables(scope, until)) if until is not None else ()


def reported_table(scope: Scope, table_id: str = "reported") -> Table | None:
    """Each entry of the calendar with how many of its reports came, and the way to its table; None without any."""
    share = Column(scope.say(Quality.share_reported), numeric=True, detail=scope.say(Labels.workings), unit="%")
    draft = TableDraft(scope, table_id, scope.say(Editions.reported_of), (Editions.report, share))
    until, cells = scope.release.tables.latest_report, _Cells(scope)
    for matrix in _matrices(scope, until) if until is not None else ():
        home = scope.href(links.QUALITY, f"table-{_id(matrix)}")
        draft.add(linked(Link(_caption(scope, matrix), home)), cells.tally(matrix.total))
    return draft.finish()


def _tables(scope: Scope, until: date) -> Iterator[Table]:
    for matrix in _matrices(scope, until):
        table = _table(scope, matrix)
        if table is not None:
            yield table


def _matrices(scope: Scope, until: date) -> Iterator[Matrix]:
    for entry in scope.catalogue.bulletin.calendar:
        matrix = coverage_of(scope.catalogue, scope.release.tables, entry, until)
        if matrix is not None:
            yield matrix


def _id(matrix: Matrix) -> str:
    return f"coverage-{matrix.expectation.id}"


def _table(scope: Scope, matrix: Matrix) -> Table | None:
    entry, cells = matrix.expectation, _Cells(scope)
    draft = TableDraft(scope, _id(matrix), _caption(scope, matrix), _columns(scope, matrix))
    notes = [scope.text(entry.note)] if entry.note else []
    notes += [scope.say(Quality.due, days=scope.count(entry.due_days))] if entry.due_days is not None else []
    draft.add(
        Cell(scope.say(Quality.everybody), notes=tuple(map(draft.note, notes))),
        cells.tally(matrix.total),
        *(cells.of_period(due, tally) for due, tally in zip(matrix.periods, matrix.tallies, strict=True)),
    )
    for row in matrix.rows:
        reports = zip(matrix.periods, row.reports, strict=True)
        draft.add(
            linked(scope.to_organization(row.organization)),
            cells.tally(Tally.of(matrix.due_of(row))),
            *(cells.report(due, report) for due, report in reports),
        )
    table = draft.finish()
    return replace(table, legend=cells.legend()) if table is not None else None


def _caption(scope: Scope, matrix: Matrix) -> str:
    entry = matrix.expectation
    measure, population = scope.measure(entry.measure), scope.narrowed(entry.population)
    about = scope.say(Phrases.measure_within, measure=measure, population=population) if population else measure
    return scope.say(Quality.coverage_of, measure=about, every=scope.say(FREQUENCIES[entry.every]))


def _columns(scope: Scope, matrix: Matrix) -> Iterator[Column]:
    workings = scope.say(Labels.workings)
    yield Column(scope.say(Labels.organization))
    yield Column(scope.say(Quality.share_reported), numeric=True, detail=workings, unit="%")
    yield from (Column(scope.period(due.period)) for due in matrix.periods)


class _Cells:
    """The cells of one table; equal ones are made once, since there may be tens of thousands."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._plain: dict[tuple[Came, Absence | None, bool], Cell] = {}

    def tally(self, tally: Tally) -> Cell:
        """How many of the reports that had been due came; nothing where none had been due."""
        if tally.share is None:
            return Cell(self._scope.say(Quality.not_due))
        counts = {"count": self._scope.count(tally.came), "expected": self._scope.count(tally.expected)}
        return Cell(
            percent_text(tally.share, self._scope.language),
            number=machine_fraction(tally.share * 100),
            detail=self._scope.say(Quality.of_expected, **counts),
        )

    def of_period(self, due: Due, tally: Tally) -> Cell:
        """How many of the reports for a period came; its column holds words, so that the percent sign stays."""
        return self.tally(tally if due.is_due else Tally())._replace(number="", shade="share")

    def report(self, due: Due, report: Report) -> Cell:
        """What came of one organization for one period; its word leads to the figure."""
        absence = report.figure.value if report.figure and isinstance(report.figure.value, Absence) else None
        is_open = report.came is Came.MISSING and not due.is_due
        asked = (report.came, absence, is_open)
        if asked not in self._plain:
            words = Quality.not_due if is_open else ABSENCES[absence] if absence else CAME[report.came]
            shade = Came.NOT_EXPECTED if is_open else report.came
            self._plain[asked] = Cell(self._scope.say(words), shade=shade.value)
        plain, figure = self._plain[asked], report.figure
        if figure is None:
            return plain
        links = (self._scope.to_figure(figure, plain.text),)
        return plain._replace(links=links, detail=self._extent(due, figure) if report.came is Came.PARTIAL else "")

    def _extent(self, due: Due, figure: Figure) -> str:
        """Of which part of the period, or of how many of the units below, a partial report is."""
        if figure.key.period != due.period or figure.origin is not Origin.SUM_OVER_TREE or figure.coverage is None:
            return self._scope.period_name(figure.key.period)
        reported, expected = figure.coverage.reported, figure.coverage.expected
        if expected is None:
            return Phrases.units_reported.in_(self._scope.language, reported, count=self._scope.count(reported))
        counts = {"count": self._scope.count(reported), "expected": self._scope.count(expected)}
        return self._scope.say(Quality.of_expected, **counts)

    def legend(self) -> tuple[str, ...]:
        """What the words mean that stand in the table."""
        found = {came for came, _, is_open in self._plain if not is_open}
        return tuple(
            self._scope.say(Quality.legend, word=self._scope.say(CAME[came]), meaning=self._scope.say(CAME_MEANS[came]))
            for came in Came
            if came in found and came in CAME
        )
