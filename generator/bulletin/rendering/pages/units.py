"""The units below an organization, compared with each other by the latest figure of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bulletin.analysis.figures import Figure, FigureOrigin, has_number, is_suppressed
from bulletin.analysis.progress import Progress
from bulletin.localization.messages import _
from bulletin.model.keys import SeriesKey
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.series_chart import multiples_chart
from bulletin.rendering.pages.value_ranking_chart import comparable, compared, ranked_rows, values_chart
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import percent_of_target, progress_of
from bulletin.rendering.views import Chart, ChartedTable, Link, Table

_NO_FIGURE = _("no figure")
_BY_NAME = _("Units below, the latest figure of each: {measure}")
_BY_PROGRESS = _("Units below, the latest figure of each, by progress towards the target: {measure}")


def unit_tables(page: PageContext, organization: str, measures: Iterable[str]) -> tuple[ChartedTable, ...]:
    """The tables of the units directly below, for each of some measures of which any of them has a figure."""
    tables = ((measure, units_table(page, organization, measure)) for measure in measures)
    return tuple(
        ChartedTable(table, _units_chart(page, organization, measure, table.id)) for measure, table in tables if table
    )


PANELS = 12
"""Units of which each has a panel of its own; more are compared by their latest values."""


def _units_chart(page: PageContext, organization: str, measure: str, table: str) -> Chart | None:
    """How the measure went in a few units; of many who is where."""
    units = page.catalogue.children[organization]
    if len(units) <= PANELS:
        series = [reported(page, SeriesKey(unit, measure)) for unit in units]
        if panels := multiples_chart(page, series, table):
            return panels
    return values_chart(page, ranked_rows(page, compared(page, _of_one_period(page, units, measure), units)), table)


def _of_one_period(page: PageContext, units: Sequence[str], measure: str) -> list[Figure]:
    """The figures of the period of which most units have their latest one, also of those that have a later one."""
    latest = [figure for unit in units if (figure := latest_figure(page, unit, measure)) is not None]
    first = next(iter(comparable(page, latest)), None)
    if first is None:
        return []
    organizations = page.catalogue.organizations
    kind = organizations[first.key.organization].kind
    alike = (unit for unit in units if organizations[unit].kind == kind)
    return [found for unit in alike if (found := same_figure(page, first, unit)) is not None]


class UnitRow(NamedTuple):
    """A unit, its latest figure of a measure, and its progress."""

    unit: str
    figure: Figure | None
    progress: Progress | None

    @property
    def is_hidden(self) -> bool:
        """Whether its figure is suppressed, or the target."""
        return is_suppressed(self.figure) or (self.progress is not None and is_suppressed(self.progress.target))


def units_table(page: PageContext, organization: str, measure: str) -> Table | None:
    """The units directly below by their figures of a measure: by name or, where all are of one period, by progress.

    Where one of them is suppressed, they are by name. Those without figures come last. None where no unit has a figure:
    a table would say nothing of any.
    """
    rows = [_unit_row(page, unit, measure) for unit in page.catalogue.children[organization]]
    periods = {row.figure.key.period for row in rows if row.figure}
    if not periods:
        return None
    is_ranked = len(periods) == 1 and not any(row.is_hidden for row in rows)
    rows.sort(key=lambda row: _order(page, row, ranked=is_ranked))
    is_by_progress = is_ranked and any(percent_of_target(row.progress) for row in rows)
    caption = page.words.say(
        _BY_PROGRESS if is_by_progress else _BY_NAME,
        measure=page.words.lowered(page.words.measure(measure)),
    )
    table = TableBuilder(page, page.of_measure("units", measure), caption, unit=page.words.unit_of(measure))
    shown: tuple[Column[UnitRow], ...] = (
        columns.column(table, Labels.organization, lambda row: figure_cells.linked(to_unit(page, row.unit))),
        columns.kind(table, lambda row: row.unit),
        columns.figure_period(table, lambda row: row.figure, missing=lambda _: page.words.say(_NO_FIGURE)),
        columns.value_with_line(
            table, lambda row: row.figure, lambda row: reported(page, SeriesKey(row.unit, measure))
        ),
        columns.target(table, lambda row: row.progress),
        columns.progress(table, lambda row: row.progress, rows),
        columns.sources(table, lambda row: row.figure.sources if row.figure else ()),
    )
    return table.build(shown, rows)


def _unit_row(page: PageContext, unit: str, measure: str) -> UnitRow:
    figure = latest_figure(page, unit, measure)
    return UnitRow(unit, figure, progress_of(page, figure) if figure is not None else None)


def unit_links(page: PageContext, organization: str) -> tuple[Link, ...]:
    """The units directly below, by name."""
    links = (to_unit(page, unit) for unit in page.catalogue.children[organization])
    return tuple(sorted(links, key=lambda link: page.words.sort_key(link.text)))


def to_unit(page: PageContext, unit: str) -> Link:
    """A link to a unit among others, with its last day where it is closed."""
    link, closed = page.links.to_organization(unit), page.catalogue.organizations[unit].closed
    if closed is None:
        return link
    return Link(
        page.words.say(_("{unit} (until {day})"), unit=link.text, day=page.words.date(closed)), link.href, link.title
    )


def latest_figure(page: PageContext, organization: str, measure: str) -> Figure | None:
    """The latest figure of a measure, shown or suppressed, that is not added up over units; see ``Period.recency``."""
    known = reported(page, SeriesKey(organization, measure))
    return max(known, key=lambda figure: figure.key.period.recency, default=None)


def same_figure(page: PageContext, figure: Figure, organization: str) -> Figure | None:
    """The figure of an organization of the same measure and period as another one, unless it is added up over units."""
    found = page.tables.by_key.get(figure.key.of(organization))
    is_stated = found is not None and has_number(found) and found.origin is not FigureOrigin.HIERARCHICAL_SUM
    return found if is_stated else None


def reported(page: PageContext, series: SeriesKey) -> list[Figure]:
    """The figures of a series, shown or suppressed, that are not added up over units."""
    figures = page.tables.by_series.get(series, ())
    return [figure for figure in figures if figure.origin is not FigureOrigin.HIERARCHICAL_SUM and has_number(figure)]


def _order(page: PageContext, row: UnitRow, *, ranked: bool) -> tuple[object, ...]:
    """By name, those without a figure last; before that by progress, if it is to rank."""
    percent = percent_of_target(row.progress) if ranked else None
    name = page.words.sort_key(page.words.organization(row.unit))
    return row.figure is None, percent is None, -percent.fraction if percent else 0, name
