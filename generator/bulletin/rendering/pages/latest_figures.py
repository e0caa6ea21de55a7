"""The latest figure of each measure of an organization, at the top of its page: where everything is, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin.analysis.tables import Figure
from bulletin.analysis.time_series import Change
from bulletin.analysis.value_ranking import change_since, since_when
from bulletin.localization.messages import _
from bulletin.model.periods import Period
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.units import latest_figure, reported
from bulletin.rendering.pages.value_ranking_tables import change_cell, percent_cell, percent_change
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, Table

_FEWEST = 2
"""Measures of which a table says more than the main points do."""
_CAPTION = _("Latest figures")


class LatestFigure(NamedTuple):
    """The latest figure of a measure, and the change since an earlier period."""

    figure: Figure
    since: Period | None
    """The period that the change is counted from; None where there is none before."""
    change: Change | None


def latest_table(page: PageContext, organization: str) -> Table | None:
    """The latest figure of each measure with its change since one period, as far as there are figures of it.

    None for too few measures.
    """
    figures = [found for each in page.measures if (found := latest_figure(page, organization, each)) is not None]
    if len(figures) < _FEWEST:
        return None
    rows = list(_changed(page, figures))
    table = TableBuilder(page, "latest", page.words.say(_CAPTION))
    shown: tuple[Column[LatestFigure] | None, ...] = (
        columns.measure(table, lambda row: row.figure.key),
        columns.figure_period(table, lambda row: row.figure),
        columns.value_with_line(table, lambda row: row.figure, lambda row: reported(page, row.figure.key.series)),
        columns.unit(table, lambda row: page.words.unit_of(row.figure.key.measure)),
        columns.column(table, _("Change"), lambda row: _change(table, row), numeric=True, detail=Labels.period),
    )
    return table.build(shown, rows)


def _changed(page: PageContext, figures: Sequence[Figure]) -> Iterator[LatestFigure]:
    """The figures with their changes since the same period, as far as they have a figure of it."""
    catalogue, tables = page.catalogue, page.tables
    common = since_when(tables, figures[:1])
    for figure in figures:
        change = change_since(catalogue, tables, figure, common) if common else None
        since = common if change is not None else since_when(tables, [figure])
        if change is None and since is not None:
            change = change_since(catalogue, tables, figure, since)
        yield LatestFigure(figure, since, change)


def _change(table: TableBuilder, row: LatestFigure) -> Cell:
    """How much a figure has changed, in percent as far as that can be said, with since when below."""
    if row.change is None or row.since is None:
        return figure_cells.EMPTY
    words, measure = table.page.words, row.figure.key.measure
    is_relative = not words.is_percentage(measure) and percent_change(row.change) is not None
    cell = (
        percent_cell(table, row.change)._replace(number="") if is_relative else change_cell(table, row.change, measure)
    )
    since = words.say(_("since {period}"), period=words.period_name(row.since))
    return cell._replace(detail=words.semicolons(filter(None, (cell.detail, since))))
