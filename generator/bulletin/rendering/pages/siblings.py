"""A unit among those that are directly below the same one, by its latest figure of a main measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from bulletin.analysis.figures import Figure, FigureOrigin, has_number
from bulletin.analysis.ranking import places_of
from bulletin.localization.messages import _
from bulletin.model.keys import SeriesKey
from bulletin.model.values import exact_number
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.units import latest_figure
from bulletin.rendering.pages.value_ranking_chart import About, RankedRow, RankedRows, ranked_rows, values_chart
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ChartedTable

SIBLINGS = "among-siblings"
"""Id of the table."""


def siblings_table(page: PageContext, organization: str) -> ChartedTable | None:
    """The unit with those next to it and at both ends; None without a unit above, or with too few to compare.

    The measure is the first of the main ones of which the unit has a figure; the period is that of its latest.
    """
    parent = page.catalogue.organizations[organization].parent
    latest = filter(None, (latest_figure(page, organization, measure) for measure in page.main_measures))
    figure = next(latest, None)
    if parent is None or figure is None:
        return None
    figures = (figure, *_siblings(page, parent, figure))
    about = About(organization, _above(page, parent, figures))
    ranked = ranked_rows(page, figures, about)
    if ranked is None:
        return None
    places = _places(ranked)
    table = TableBuilder(page, SIBLINGS, _title(page, parent, figure), unit=page.words.unit_of(figure.key.measure))
    shown: tuple[Column[RankedRow], ...] = (
        columns.organization(table, lambda row: row.figure.key),
        columns.column(table, _("Rank"), lambda row: _rank(page, row, about, places), numeric=True),
        columns.value(table, lambda row: row.figure),
        columns.sources(table, lambda row: row.figure.sources),
    )
    built = table.build(shown, ranked.rows, in_full=True)
    return ChartedTable(built, values_chart(page, ranked, SIBLINGS, about)) if built else None


def _siblings(page: PageContext, parent: str, figure: Figure) -> Iterator[Figure]:
    """The figures of the same measure and period of units of the same kind, but for what was added up."""
    kind = page.catalogue.organizations[figure.key.organization].kind
    for unit in page.catalogue.children[parent]:
        other = _same(page, figure, unit)
        if other and unit != figure.key.organization and page.catalogue.organizations[unit].kind == kind:
            yield other


def _same(page: PageContext, figure: Figure, organization: str) -> Figure | None:
    found = page.tables.by_key.get(SeriesKey(organization, figure.key.measure).at(figure.key.period))
    is_stated = found is not None and has_number(found) and found.origin is not FigureOrigin.HIERARCHICAL_SUM
    return found if is_stated else None


def _above(page: PageContext, parent: str, figures: Sequence[Figure]) -> Figure | None:
    """The figure of the unit above, where it lies between the others, as a rate does and a sum does not."""
    above = _same(page, figures[0], parent)
    number = exact_number(above.value) if above else None
    known = [other for each in figures if (other := exact_number(each.value)) is not None]
    return above if number is not None and known and min(known) <= number <= max(known) else None


def _places(ranked: RankedRows) -> Mapping[Fraction, int]:
    """The place of each number among those compared; none where one of them is hidden or not known exactly."""
    numbers = [exact_number(each.value) for each in ranked.shown]
    known = [number for number in numbers if number is not None]
    return places_of(known) if ranked.is_complete and len(known) == len(numbers) else {}


def _rank(page: PageContext, row: RankedRow, about: About, places: Mapping[Fraction, int]) -> Cell:
    """The place of a unit; the one above has none among those below it."""
    number = exact_number(row.figure.value)
    place = places.get(number) if number is not None and row.figure is not about.above else None
    return figure_cells.EMPTY if place is None else figure_cells.count_cell(page, place)


def _title(page: PageContext, parent: str, figure: Figure) -> str:
    return page.words.say(
        _("Among the units of {parent}: {measure}, {period}"),
        parent=page.words.organization(parent),
        measure=page.words.lowered(page.words.measure(figure.key.measure)),
        period=page.words.period_name(figure.key.period),
    )
