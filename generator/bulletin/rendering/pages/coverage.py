"""The reporting calendar (coverage): organizations by periods, with the status of each expected report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from bulletin.analysis import coverage
from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _, n_
from bulletin.model.records import Frequency
from bulletin.model.values import Absence
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, linked
from bulletin.rendering.labels import ABSENCES, Labels
from bulletin.rendering.phrases.figures import measure_name
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import digits, percent_text, until_text
from bulletin.rendering.views import Cell, ColumnHeader, Link, Priority, Table

REPORTING_STATUSES = {
    # Translators: cell of a table of reports: what came of an expected report
    coverage.ReportingStatus.REPORTED: _("full"),
    # Translators: cell of a table of reports: the report came after it was due
    coverage.ReportingStatus.LATE: _("late"),
    # Translators: cell of a table of reports: it came with those of other periods, long after they were due
    coverage.ReportingStatus.BACKLOG: _("backlog"),
    # Translators: cell of a table of reports: only a part of the report came
    coverage.ReportingStatus.PARTIAL: _("part"),
    # Translators: cell of a table of reports: no report came
    coverage.ReportingStatus.MISSING: _("none"),
    coverage.ReportingStatus.NOT_EXPECTED: _("–"),
}
"""What came of an expected report, in a word; of an absence its reason is shown instead."""
REPORTING_STATUS_MEANINGS = {
    coverage.ReportingStatus.REPORTED: _("a figure of the whole period"),
    coverage.ReportingStatus.LATE: _("a figure of the whole period, after it was due"),
    coverage.ReportingStatus.BACKLOG: _(
        "a figure of the whole period, not counted as late: its source brought those of earlier periods together"
    ),
    coverage.ReportingStatus.PARTIAL: _("a figure of a part of the period, or of some units below, only"),
    coverage.ReportingStatus.MISSING: _("the bulletin has no figure"),
    coverage.ReportingStatus.NOT_EXPECTED: _("no report was expected"),
}
"""The same at length, for the legend."""
_MISSING = coverage.ReportingStatus.MISSING
_SHADES = {coverage.ReportingStatus.BACKLOG: coverage.ReportingStatus.REPORTED}
"""Whose shade a status has, where it has none of its own."""
FREQUENCIES = {
    # Translators: how often a report is expected
    Frequency.YEAR: _("every year"),
    Frequency.HALF_YEAR: _("every half-year"),
    Frequency.QUARTER: _("every quarter"),
    Frequency.MONTH: _("every month"),
}
_ESSENTIAL_PERIODS = 3
"""Latest periods that are shown however narrow the page is."""
_DUE = n_("Due {count} day after the end of the period.", "Due {count} days after the end of the period.")
_COVERAGE = _(
    "Who is expected to report which measure for which period, and what the bulletin has by {day}, the day of the "
    "latest report."
)
_COVERAGE_AS_KNOWN = _(
    "Who is expected to report which measure for which period, and what the bulletin has by {day}, as far as the days "
    "of its reports are known."
)
_COVERAGE_OF_EDITION = _(
    "Who is expected to report which measure for which period, and what this edition has up {until}, its cut-off."
)


def coverage_intro(page: PageContext) -> tuple[str, ...]:
    """Paragraphs: up to which day the tables go, and what the calendar rests on; or that there is none."""
    until, bulletin = page.tables.latest_report, page.catalogue.bulletin
    if until is None or not bulletin.calendar:
        return (page.words.say(_("The records hold no reporting calendar.")),)
    until_when = _until_when(page, until)
    return (until_when, page.words.text(bulletin.calendar_note)) if bulletin.calendar_note else (until_when,)


def _until_when(page: PageContext, until: date) -> str:
    if page.release.edition is None:
        phrase = _COVERAGE if until == page.release.last_report else _COVERAGE_AS_KNOWN
        return page.words.say(phrase, day=day_text(until, page.language))
    cut_off = page.catalogue.editions[page.release.edition].cut_off.end
    return page.words.say(_COVERAGE_OF_EDITION, until=until_text(cut_off, page.language))


def coverage_tables(page: PageContext) -> tuple[Table, ...]:
    """A table for each entry of the calendar by which anybody was expected to report."""
    tables = (_table(page, matrix) for matrix in _matrices(page))
    return tuple(table for table in tables if table is not None)


def reported_table(page: PageContext) -> Table | None:
    """Response rates: each entry of the calendar with the share of its reports that came; None without any."""
    table = TableBuilder(page, "reported", page.words.say(_("Reports that have come, by the reporting calendar")))
    cells = _Cells(page)
    shown: tuple[Column[coverage.ComplianceTable], ...] = (
        columns.column(table, _("Report"), lambda row: linked(_to_matrix(page, row))),
        columns.percent_column(table, _("Newest period due"), lambda row: _latest(page, row, cells)),
        columns.percent_column(table, _("Share reported"), lambda row: cells.response_rate(row.total)),
    )
    return table.build(shown, _matrices(page))


class NotReported(NamedTuple):
    """Those of whom there is no report for a period that was due."""

    matrix: coverage.ComplianceTable
    due: coverage.ReportingObligation
    rate: coverage.ResponseRate
    organizations: tuple[str, ...]


def not_reported_table(page: PageContext) -> Table | None:
    """Who has not reported for which period, the newest first; None where nobody is missing."""
    table = TableBuilder(page, "not-reported", page.words.say(_("Who has not reported")))
    cells = _Cells(page)
    shown: tuple[Column[NotReported], ...] = (
        columns.column(table, _("Report"), lambda row: linked(_to_matrix(page, row.matrix))),
        columns.plain_period(table, lambda row: row.due.period),
        columns.count(table, Labels.count, lambda row: len(row.organizations)),
        columns.column(table, Labels.organizations, lambda row: _names(page, row.organizations), wide=True),
        columns.percent_column(table, _("Share reported"), lambda row: cells.response_rate(row.rate)),
    )
    rows = (row for matrix in _matrices(page) for row in _not_reported(matrix))
    return table.build(shown, rows, anchor=lambda row: _missing_anchor(row.matrix, row.due), in_full=True)


def _not_reported(matrix: coverage.ComplianceTable) -> Iterator[NotReported]:
    for place, (due, rate) in reversed([*enumerate(zip(matrix.periods, matrix.response_rates, strict=True))]):
        missing = (row.organization for row in matrix.rows if row.reports[place].status is _MISSING)
        organizations = tuple(missing) if due.is_due else ()
        if organizations:
            yield NotReported(matrix, due, rate, organizations)


def _names(page: PageContext, organizations: Iterable[str]) -> Cell:
    """The names of organizations, in the order of the alphabet, each linked to its page."""
    found = sorted(map(page.links.to_organization, organizations), key=lambda link: page.words.sort_key(link.text))
    return Cell(page.words.semicolons(link.text for link in found), tuple(found))


def _missing_anchor(matrix: coverage.ComplianceTable, due: coverage.ReportingObligation) -> str:
    return f"not-reported-{matrix.expectation.id}-{due.period.slug}"


def _to_missing(page: PageContext, matrix: coverage.ComplianceTable, place: int, cell: Cell) -> Cell:
    """The share of reports that came for a period, which leads to those that did not."""
    due, rate = matrix.periods[place], matrix.response_rates[place]
    if not due.is_due or not rate.missing:
        return cell
    return cell._replace(links=(Link(cell.text, page.links.href(links.QUALITY, _missing_anchor(matrix, due))),))


def _latest(page: PageContext, matrix: coverage.ComplianceTable, cells: _Cells) -> Cell:
    """The share of the reports for the newest period that were due."""
    for place, (due, rate) in reversed([*enumerate(zip(matrix.periods, matrix.response_rates, strict=True))]):
        if due.is_due and rate.share is not None:
            cell, period = cells.response_rate(rate), page.words.period_name(due.period)
            return _to_missing(page, matrix, place, cell._replace(detail=page.words.semicolons((period, cell.detail))))
    return EMPTY


def _to_matrix(page: PageContext, matrix: coverage.ComplianceTable) -> Link:
    return Link(_caption(page, matrix), page.links.href(links.QUALITY, f"table-{_id(matrix)}"))


def _matrices(page: PageContext) -> Iterator[coverage.ComplianceTable]:
    until = page.tables.latest_report
    if until is None:
        return
    if page.release.edition is not None:
        until = max(until, page.catalogue.editions[page.release.edition].cut_off.start)
    for entry in page.catalogue.bulletin.calendar:
        matrix = coverage.coverage_of(page.catalogue, page.tables, entry, until)
        if matrix is not None:
            yield matrix


def _id(matrix: coverage.ComplianceTable) -> str:
    return f"coverage-{matrix.expectation.id}"


class CoverageRow(NamedTuple):
    """An organization with its reports by period; all organizations together for None."""

    organization: str | None
    total: coverage.ResponseRate
    reports: tuple[coverage.Report, ...] = ()


def _table(page: PageContext, matrix: coverage.ComplianceTable) -> Table | None:
    table, cells = TableBuilder(page, _id(matrix), _caption(page, matrix)), _Cells(page)
    shown: list[Column[CoverageRow]] = [
        columns.column(table, Labels.organization, lambda row: _organization(table, matrix, row)),
        columns.percent_column(table, _("Share reported"), lambda row: cells.response_rate(row.total)),
    ]
    for place in reversed(range(len(matrix.periods))):  # the newest first, which is what readers look for
        is_recent = place >= len(matrix.periods) - _ESSENTIAL_PERIODS
        header = ColumnHeader(
            page.words.period(matrix.periods[place].period),
            priority=Priority.ESSENTIAL if is_recent else Priority.CONTEXT,
        )
        shown.append(Column(header, partial(cells.of_period, matrix, place)))
    rows = [
        CoverageRow(row.organization, coverage.ResponseRate.of(matrix.due_of(row)), tuple(row.reports))
        for row in matrix.rows
    ]
    together = CoverageRow(None, matrix.total)
    return table.build(shown, [together, *rows], legend=cells.legend, subject=lambda row: row.organization)


def _organization(table: TableBuilder, matrix: coverage.ComplianceTable, row: CoverageRow) -> Cell:
    """The organization; the row of all of them has the notes on the entry of the calendar."""
    page, entry = table.page, matrix.expectation
    if row.organization is not None:
        return linked(page.links.to_organization(row.organization))
    notes = [page.words.text(entry.note)] if entry.note else []
    notes += [page.words.say(_DUE, count=entry.due_days)] if entry.due_days is not None else []
    return Cell(page.words.say(_("All")), notes=tuple(map(table.note, notes)))


def _caption(page: PageContext, matrix: coverage.ComplianceTable) -> str:
    entry = matrix.expectation
    measure, every = measure_name(page.words, entry), page.words.say(FREQUENCIES[entry.every])
    return page.words.say(_("{measure}, reported {every}"), measure=measure, every=every)


class _Cells:
    """The cells of one table; equal ones are made once, since there may be tens of thousands."""

    def __init__(self, page: PageContext) -> None:
        self._page = page
        self._plain: dict[tuple[coverage.ReportingStatus, Absence | None, bool], Cell] = {}

    def response_rate(self, rate: coverage.ResponseRate) -> Cell:
        """How many of the reports that had been due came; nothing where none had been due."""
        if rate.share is None:
            return Cell(self._page.words.say(_("not yet due")))
        counts = {"count": self._page.words.count(rate.received), "expected": self._page.words.count(rate.expected)}
        return Cell(
            percent_text(rate.share, self._page.language),
            number=digits(rate.share * 100),
            detail=self._page.words.say(_("{count}/{expected}"), **counts),
        )

    def of_period(self, matrix: coverage.ComplianceTable, place: int, row: CoverageRow) -> Cell:
        """What came for one period; for all organizations together, how many of the reports."""
        due, rate = matrix.periods[place], matrix.response_rates[place]
        if row.organization is not None:
            return self.report(due, row.reports[place])
        # its column holds words, so that the percent sign stays
        cell = self.response_rate(rate if due.is_due else coverage.ResponseRate())._replace(number="", shade="share")
        return _to_missing(self._page, matrix, place, cell)

    def report(self, due: coverage.ReportingObligation, report: coverage.Report) -> Cell:
        """What came of one organization for one period; its word links to the figure."""
        value = report.figure.value if report.figure is not None else None
        absence = value if report.status is coverage.ReportingStatus.ABSENT and isinstance(value, Absence) else None
        is_open = report.status is coverage.ReportingStatus.MISSING and not due.is_due
        asked = (report.status, absence, is_open)
        if asked not in self._plain:
            words = _("not yet due") if is_open else ABSENCES[absence] if absence else REPORTING_STATUSES[report.status]
            shade = coverage.ReportingStatus.NOT_EXPECTED if is_open else _SHADES.get(report.status, report.status)
            self._plain[asked] = Cell(self._page.words.say(words), shade=shade.value)
        plain, figure = self._plain[asked], report.figure
        if figure is None:
            return plain
        links = (self._page.links.to_figure(figure, plain.text),)
        return plain._replace(
            links=links, detail=self._extent(due, figure) if report.status is coverage.ReportingStatus.PARTIAL else ""
        )

    def _extent(self, due: coverage.ReportingObligation, figure: Figure) -> str:
        """Of which part of the period, or of how many of the units below, a partial report is."""
        if figure.key.period != due.period or figure.origin is FigureOrigin.TEMPORAL_SUM or figure.coverage is None:
            return self._page.words.period_name(figure.key.period)
        reported, expected = figure.coverage.reported, figure.coverage.expected
        if expected is None:
            return self._page.words.say(Labels.units_reported, count=reported)
        counts = {"count": self._page.words.count(reported), "expected": self._page.words.count(expected)}
        return self._page.words.say(_("{count}/{expected}"), **counts)

    def legend(self) -> tuple[str, ...]:
        """What the words in the table mean."""
        found = {status for status, _, is_open in self._plain if not is_open}
        return tuple(
            self._page.words.say(
                _("{word}: {meaning}"),
                word=self._page.words.say(REPORTING_STATUSES[status]),
                meaning=self._page.words.say(REPORTING_STATUS_MEANINGS[status]),
            )
            for status in coverage.ReportingStatus
            if status in found and status in REPORTING_STATUSES
        )
