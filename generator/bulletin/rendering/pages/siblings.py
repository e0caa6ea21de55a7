"""A unit among those that are directly below the same one, by its latest figure of a main measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.analysis.figures import Figure
from bulletin.localization.messages import _
from bulletin.model.values import exact_number
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext, derived
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import omitted_text
from bulletin.rendering.pages.units import latest_figure, same_figure
from bulletin.rendering.pages.value_ranking_chart import (
    About,
    Compared,
    RankedRow,
    RankedRows,
    compared,
    median_text,
    ranked_rows,
    values_chart,
)
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ChartedTable

SIBLINGS = "among-siblings"
"""Id of the table."""
_MISSING = _(
    "Units without a figure of the period, with figures of categories alone, or with one that is added up from their "
    "own units, are not compared; any of them may be the first or the last of all."
)


def siblings_table(page: PageContext, organization: str) -> ChartedTable | None:
    """The unit with those next to it and at both ends; None without a unit above, or with too few to compare.

    The measure is the first of the main ones of which the unit has a figure; the period is that of its latest.
    """
    parent, figure = page.catalogue.organizations[organization].parent, _latest(page, organization)
    if parent is None or figure is None:
        return None
    others = siblings_by_value(page)[_group(page, parent, figure)]
    about = About(organization, _above(page, parent, figure, others))
    ranked = ranked_rows(page, others, about)
    if ranked is None:
        return None
    title, unit = _title(page, parent, figure), page.words.unit_of(figure.key.measure)
    table = TableBuilder(page, SIBLINGS, title, unit=unit)
    shown: tuple[Column[RankedRow], ...] = (
        columns.column(table, Labels.organization, lambda row: _unit(page, ranked, row), detail=_("Rows left out")),
        columns.column(table, _("Rank"), lambda row: _rank(table, row, about, others), numeric=True),
        columns.value(table, lambda row: row.figure),
        columns.sources(table, lambda row: row.figure.sources),
    )
    built = table.build(shown, ranked.rows, in_full=True)
    return ChartedTable(built, values_chart(page, ranked, SIBLINGS, about)) if built else None


def _latest(page: PageContext, organization: str) -> Figure | None:
    """The latest figure of the first of the main measures of which there is one."""
    found = (latest_figure(page, organization, measure) for measure in page.main_measures)
    return next(filter(None, found), None)


@derived
def siblings_by_value(page: PageContext) -> Mapping[str, Compared]:
    """The figures with which the latest one of each unit is compared, which its page depends on; by :func:`_group`.

    They are of the same measure and period, of units of the same kind below the same one, and not added up of units.
    """
    groups: dict[str, Compared] = {}
    for organization in page.catalogue.organizations.values():
        parent, figure = organization.parent, _latest(page, organization.id)
        if parent is not None and figure and (group := _group(page, parent, figure)) not in groups:
            groups[group] = compared(page, _siblings(page, parent, figure), page.catalogue.children[parent])
    return groups


def _group(page: PageContext, parent: str, figure: Figure) -> str:
    kind, key = page.catalogue.organizations[figure.key.organization].kind, figure.key
    return f"{parent} {kind} {key.measure} {key.period.text} {'each year' if key.annual else 'whole'}"


def _siblings(page: PageContext, parent: str, figure: Figure) -> Iterator[Figure]:
    organizations = page.catalogue.organizations
    kind = organizations[figure.key.organization].kind
    for unit in page.catalogue.children[parent]:
        if organizations[unit].kind == kind and (found := same_figure(page, figure, unit)):
            yield found


def _above(page: PageContext, parent: str, figure: Figure, others: Compared) -> Figure | None:
    """The figure of the unit above, where it lies between the others, as a rate does and a sum does not."""
    above = same_figure(page, figure, parent)
    number = exact_number(above.value) if above else None
    return above if number is not None and others.extent and others.extent[0] <= number <= others.extent[1] else None


def _unit(page: PageContext, ranked: RankedRows, row: RankedRow) -> Cell:
    """The unit, with how many are left out above it, and whether it is the median."""
    omitted = omitted_text(page, row.omitted, row.tied)
    above = page.words.say(_("above: {omitted}"), omitted=omitted) if omitted else ""
    link = page.links.to_organization(row.figure.key.organization)
    return figure_cells.linked(link, page.words.semicolons((above, median_text(page, ranked, row))))


def _rank(table: TableBuilder, row: RankedRow, about: About, others: Compared) -> Cell:
    """The place of a unit, of how many; the one above has none among those below it."""
    count = table.page.words.count
    place = None if row.figure is about.above else others.places.get(exact_number(row.figure.value))
    if place is None:
        return figure_cells.EMPTY
    notes = (table.note(table.page.words.say(_MISSING)),) if others.missing else ()
    return Cell(f"{count(place)}/{count(len(others.shown))}", notes=notes)


def _title(page: PageContext, parent: str, figure: Figure) -> str:
    every_year = page.words.say(Labels.every_year) if figure.key.annual else ""
    return page.words.say(
        _("Among the units of {parent}: {measure}, {period}"),
        parent=page.words.organization(parent),
        measure=page.words.lowered(page.words.measure(figure.key.measure)),
        period=page.words.commas((page.words.period_name(figure.key.period), every_year)),
    )
