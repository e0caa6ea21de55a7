"""The pages that compare the units directly below an organization: measures side by side, and over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.analysis.figures import Figure, has_number
from bulletin.analysis.tables import group_by
from bulletin.analysis.value_ranking import change_since, common_period, since_when
from bulletin.localization.messages import _, n_
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.index_page import index_job
from bulletin.rendering.pages.rankings import to_rankings
from bulletin.rendering.pages.series_chart import multiples_chart
from bulletin.rendering.pages.value_ranking_tables import CHANGE_SINCE, change_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ChartedTable, ColumnHeader, Link, Table

MOST_BESIDE = 6
"""Units that have a column each; more have a row each."""
_MEASURES_BESIDE = 4
"""Measures that have a column each where units have rows."""
_TITLE = _("Comparisons")
# Translators: title of a page and text of a link: the units directly below an organization beside each other
_TITLE_OF = _("{organization}: units compared")
_INTRO = n_(
    "{count} unit directly below that has figures, by the latest period of which half of those that report have some.",
    "{count} units directly below that have figures, each measure by the latest period of which half of those that "
    "report it have some.",
)
_INTRO_OF_ALL = _(
    "Units that are directly below the same one, beside each other: their latest figures, the changes, and the figures "
    "over time."
)
_INTRO_OF_SOME = _(
    "Units that are directly below the same one, beside each other: their latest figures and, of {count} units at "
    "most, the changes and the figures over time."
)
_INTRO_OF_MANY = _("Units that are directly below the same one, beside each other: their latest figures.")
_ANY = _(
    "Any others can be compared in the ranking of a measure: its rows are filtered by several names with commas "
    "between them."
)


@dataclass(frozen=True)
class ComparisonContext(Context):
    """The units directly below an organization, beside each other."""

    template = "comparison"

    intro: str
    """How many there are, and what is compared."""
    latest: tuple[Table, ...]
    """The latest figures: a unit a column where they are few, else a unit a row."""
    over_time: tuple[ChartedTable, ...]
    """The figures of each measure by period, a unit a column; empty where units are many."""


class Compared(NamedTuple):
    """A measure of some units at one period."""

    measure: str
    period: Period
    figures: Mapping[str, Figure]
    """By unit, of those that have one."""
    since: Period | None = None
    """For the row of changes: the period that they are counted from."""


def comparisons_job(page: PageContext) -> PageJob | None:
    """The list of organizations whose units are compared; None without any."""
    page = page.at(links.COMPARISONS)
    table = TableBuilder(page, "comparisons", page.words.say(_TITLE))
    shown: tuple[Column[str], ...] = (
        columns.column(table, Labels.organization, lambda row: figure_cells.linked(_to(page, row))),
        columns.kind(table, lambda row: row),
        columns.count(table, _("Units directly below that have figures"), lambda row: len(_units(page, row))),
    )
    entries = table.build(shown, _parents(page))
    if entries is None:
        return None
    also = to_rankings(page)
    note = page.words.say(_ANY) if also else ""
    return index_job(page, _TITLE, comparisons_intro(page), entries, also=also, note=note)


def comparisons_intro(page: PageContext) -> str:
    """What the pages compare: all that there is where units are few."""
    few = [_is_few(_units(page, parent)) for parent in _parents(page)]
    words = _INTRO_OF_ALL if all(few) else _INTRO_OF_SOME if any(few) else _INTRO_OF_MANY
    return page.words.say(words, count=page.words.count(MOST_BESIDE))


def _is_few(units: Sequence[str]) -> bool:
    """Whether units have a column each, which leaves space for changes and earlier figures."""
    return len(units) <= MOST_BESIDE


def comparison_jobs(page: PageContext) -> Iterator[PageJob]:
    """The page of each organization with units to compare."""
    return (_comparison_job(page, parent) for parent in _parents(page))


def to_comparisons(page: PageContext) -> tuple[Link, ...]:
    """A link to the list; nothing where there is none."""
    return (page.links.to(links.COMPARISONS, _TITLE),) if _parents(page) else ()


def to_comparison(page: PageContext, parent: str) -> tuple[Link, ...]:
    """A link to the comparison of the units below an organization; nothing where there is none."""
    if len(_units(page, parent)) < 2:
        return ()
    return (Link(_title(page, parent), page.links.href(links.comparison_page(parent))),)


def _to(page: PageContext, parent: str) -> Link:
    return Link(page.words.organization(parent), page.links.href(links.comparison_page(parent)))


def _title(page: PageContext, parent: str) -> str:
    return page.words.say(_TITLE_OF, organization=page.words.organization(parent))


def _parents(page: PageContext) -> list[str]:
    """The organizations with two units or more that have figures, as the tree is read."""
    return [parent for parent in page.catalogue.tree_order if len(_units(page, parent)) > 1]


def _units(page: PageContext, parent: str) -> list[str]:
    """The units directly below that have figures, by name."""
    units = [unit for unit in page.catalogue.children[parent] if unit in page.tables.by_organization]
    return sorted(units, key=lambda unit: page.words.sort_key(page.words.organization(unit)))


def _comparison_job(page: PageContext, parent: str) -> PageJob:
    page = page.at(links.comparison_page(parent))
    units, name = _units(page, parent), _title(page, parent)
    compared = [found for measure in page.measures if (found := _compared(page, units, measure))]
    is_few = _is_few(units)
    intro = page.words.say(_INTRO, count=len(units))
    return PageJob(
        path=page.path,
        title=name,
        description=page.words.named(page.words.organization(parent), intro),
        trail=(page.links.to(links.COMPARISONS, _TITLE), page.links.to_organization(parent)),
        context=ComparisonContext(
            intro=intro,
            latest=tuple(_side_by_side(page, units, compared) if is_few else _by_unit(page, units, compared)),
            over_time=tuple(_over_time(page, units, compared)) if is_few else (),
        ),
        language=page.language,
    )


def _compared(page: PageContext, units: Sequence[str], measure: str) -> Compared | None:
    period = common_period(page.tables, units, measure)
    if period is None:
        return None
    keys = ((unit, SeriesKey(unit, measure).at(period)) for unit in units)
    return Compared(measure, period, {unit: page.tables.by_key[key] for unit, key in keys if key in page.tables.by_key})


# --- the latest figures


def _side_by_side(page: PageContext, units: Sequence[str], compared: Sequence[Compared]) -> Iterator[Table]:
    """Measures as rows, each with the changes since an earlier period below it, and units as columns."""
    table = TableBuilder(page, "latest", page.words.say(_("Latest figures")))
    shown: tuple[Column[Compared], ...] = (
        columns.column(table, Labels.measure, lambda row: _heading(page, row), detail=Labels.unit),
        *(_unit_column(table, unit) for unit in units),
    )
    built = table.build(shown, _with_changes(page, compared), depth=lambda row: int(row.since is not None))
    yield from [built] if built else []


def _with_changes(page: PageContext, compared: Sequence[Compared]) -> Iterator[Compared]:
    for each in compared:
        yield each
        figures = [figure for figure in each.figures.values() if has_number(figure)]
        since = since_when(page.tables, figures) if figures else None
        if since is not None:
            yield each._replace(since=since)


def _heading(page: PageContext, row: Compared) -> Cell:
    """The measure with its period and unit, or that its changes follow."""
    if row.since is None:
        unit = page.words.commas((page.words.period_name(row.period), page.words.unit_of(row.measure)))
        return figure_cells.linked(page.links.to_measure(row.measure), unit)
    change = page.words.say(CHANGE_SINCE, period=page.words.period_after(row.since))
    return Cell(change, detail=page.words.difference_unit(row.measure))


def _unit_column(table: TableBuilder, unit: str) -> Column[Compared]:
    page = table.page

    def cell(row: Compared) -> Cell:
        figure = row.figures.get(unit)
        if figure is None or row.since is None:
            return table.figure(figure, notes=False)
        change = change_since(page.catalogue, page.tables, figure, row.since)
        return change_cell(table, change, row.measure)._replace(detail="")  # the row has the unit

    return Column(ColumnHeader(page.words.organization(unit), numeric=True), cell)


def _by_unit(page: PageContext, units: Sequence[str], compared: Sequence[Compared]) -> Iterator[Table]:
    """Units as rows and measures as columns, a few of them a table."""
    for first in range(0, len(compared), _MEASURES_BESIDE):
        group = compared[first : first + _MEASURES_BESIDE]
        names = page.words.commas(page.words.measure(each.measure) for each in group)
        table = TableBuilder(page, f"latest-{first // _MEASURES_BESIDE + 1}", names)
        shown = (
            columns.organization_id(table, lambda row: row),
            *(_measure_column(table, each) for each in group),
        )
        built = table.build(shown, units, in_full=True)
        yield from [built] if built else []


def _measure_column(table: TableBuilder, compared: Compared) -> Column[str]:
    words = table.page.words
    title = words.commas((words.measure(compared.measure), words.period_name(compared.period)))
    header = ColumnHeader(title, numeric=True, unit=words.unit_of(compared.measure))
    return Column(header, lambda unit: table.figure(compared.figures.get(unit), notes=False))


# --- over time


class _Step(NamedTuple):
    """A period, and the figure of each unit that has one."""

    period: Period
    figures: Mapping[str, Figure]


def _over_time(page: PageContext, units: Sequence[str], compared: Sequence[Compared]) -> Iterator[ChartedTable]:
    """The figures of each measure by period, where there is more than one, the latest first."""
    for each in compared:
        steps = _steps(page, units, each)
        name = page.words.measure(each.measure)
        table = TableBuilder(page, f"over-time-{each.measure}", name, unit=page.words.unit_of(each.measure))
        shown = (
            columns.plain_period(table, lambda row: row.period),
            *(_step_column(table, unit) for unit in units),
        )
        built = table.build(shown, steps, in_full=True) if len(steps) > 1 else None
        if built is not None:
            series = [[step.figures[unit] for step in reversed(steps) if unit in step.figures] for unit in units]
            yield ChartedTable(built, multiples_chart(page, list(filter(None, series)), built.id))


def _steps(page: PageContext, units: Sequence[str], compared: Compared) -> list[_Step]:
    series = (page.tables.by_series.get(SeriesKey(unit, compared.measure), ()) for unit in units)
    figures = [figure for of_unit in series for figure in of_unit if not figure.key.annual]
    alike = [figure for figure in figures if figure.key.period.is_comparable_with(compared.period)]
    by_period = group_by(alike, lambda figure: figure.key.period)
    steps = [_Step(period, {f.key.organization: f for f in found}) for period, found in by_period.items()]
    return sorted(steps, key=lambda step: step.period.recency, reverse=True)


def _step_column(table: TableBuilder, unit: str) -> Column[_Step]:
    header = ColumnHeader(table.page.words.organization(unit), numeric=True, unit=table.unit)
    return Column(header, lambda row: table.figure(row.figures.get(unit), notes=False))
