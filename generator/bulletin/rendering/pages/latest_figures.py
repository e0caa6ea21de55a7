"""The latest figure of each measure of an organization, at the top of its page: where everything is, in one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bulletin.analysis.figures import Figure
from bulletin.analysis.time_series import Change
from bulletin.analysis.value_ranking import baseline_of, change_since, since_when
from bulletin.localization.messages import _
from bulletin.model.periods import Period
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.units import latest_figure, reported
from bulletin.rendering.pages.value_ranking_tables import change_cell, percent_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, Link, Priority, Table

_FEWEST = 2
"""Measures of which a table says more than the main points do."""
_CAPTION = _("Latest figures")
BY_PERIOD = "by-period"
"""Id of the section of the first main measure; see :meth:`PageContext.of_measure` for those of the others."""
OTHERS = "table-others"
"""Id of the table of measures without a section of their own."""


class LatestFigure(NamedTuple):
    """The latest figure of a measure, and the change since an earlier period."""

    figure: Figure
    change: Change | None
    """None where there is no earlier period to compare with."""


def latest_table(page: PageContext, organization: str, sections: Collection[str]) -> Table | None:
    """The latest figure of each measure with its change, and since when.

    None for too few measures.

    :param sections: ids of the measures that have sections of their own on the page.
    """
    figures = [found for each in page.measures if (found := latest_figure(page, organization, each)) is not None]
    if len(figures) < _FEWEST:
        return None
    table = TableBuilder(page, "latest", page.words.say(_CAPTION))
    shown: tuple[Column[LatestFigure] | None, ...] = (
        columns.column(table, Labels.measure, lambda row: _measure(page, row, sections), detail=Labels.population),
        columns.figure_period(table, lambda row: row.figure),
        columns.value_with_line(table, lambda row: row.figure, lambda row: reported(page, row.figure.key.series)),
        columns.unit(table, lambda row: page.words.unit_of(row.figure.key.measure)),
        columns.column(table, _("Change"), lambda row: _change(table, row), numeric=True, detail=Labels.period),
        columns.percent_column(table, _("Change in percent"), lambda row: _percent(table, row), Priority.ESSENTIAL),
    )
    return table.build(shown, list(_changed(page, figures)))


def _measure(page: PageContext, row: LatestFigure, sections: Collection[str]) -> Cell:
    """The measure, leading to what the page has of it."""
    key = row.figure.key
    section = page.of_measure(BY_PERIOD, key.measure) if key.measure in sections else OTHERS
    link = Link(page.words.measure(key.measure), page.links.href(page.path, section))
    return figure_cells.linked(link, page.words.narrowed(key.population))


def _changed(page: PageContext, figures: Sequence[Figure]) -> Iterator[LatestFigure]:
    """The figures with their changes: since the baseline of the first one's targets, else those of rankings."""
    baseline = baseline_of(page.tables, figures[:1])
    for figure in figures:
        since = (_like(figure, baseline) if baseline else None, since_when(page.tables, [figure]))
        changes = (change_since(page.catalogue, page.tables, figure, each) for each in since if each is not None)
        yield LatestFigure(figure, next((change for change in changes if change is not None), None))


def _like(figure: Figure, since: Period) -> Period | None:
    """The same period of the year of an earlier one: of a stock, the same day of that year."""
    period: Period | None = figure.key.period
    if since.end < figure.key.period.start and since.is_comparable_with(figure.key.period):
        return since
    while period is not None and period.start > since.end:
        period = period.year_before()
    return period if period is not None and since.contains(period) and period != figure.key.period else None


def _change(table: TableBuilder, row: LatestFigure) -> Cell:
    """How much a figure has changed, with since when below."""
    if row.change is None:
        return figure_cells.EMPTY
    words, cell = table.page.words, change_cell(table, row.change, row.figure.key.measure)
    since = words.say(_("since {period}"), period=words.period_after(row.change.before.key.period))
    return cell._replace(detail=words.semicolons(filter(None, (cell.detail, since))))


def _percent(table: TableBuilder, row: LatestFigure) -> Cell:
    """The same in percent; empty for percentages, whose change is in points."""
    is_percentage = table.page.words.is_percentage(row.figure.key.measure)
    return figure_cells.EMPTY if is_percentage else percent_cell(table, row.change)
