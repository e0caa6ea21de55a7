"""The table of target roll-ups: targets of units beside those of the units below them, and the gap."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.quantities import sum_of
from bulletin.analysis.target_rollups import TargetRollup, target_rollups
from bulletin.localization.messages import _, n_
from bulletin.model.values import Quantity
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.target_tables import lead_columns
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import signed_text
from bulletin.rendering.views import Cell, Table

_NAMED = 10
"""How many of them are named."""
_AND_OTHERS = n_("{names} and {count} other", "{names} and {count} others")
_NOT_ADDED = _("Not added: figures of this measure do not add up over units.")
_SIDE_BY_SIDE = _(
    "Not added: figures of this measure do not add up over units. A share, a rate or an index of the whole lies "
    "between the lowest and the highest of its units."
)


def rollup_table(
    page: PageContext, targets: Iterable[TargetFigure], *, of_one_organization: bool = False
) -> Table | None:
    """Targets against those of the units below, a row for each level that has any.

    :param of_one_organization: leaves the organization out.
    """
    table = TableBuilder(page, "cascade", page.words.say(_("Targets of the units below against the unit above")))
    shown: tuple[Column[TargetRollup] | None, ...] = (
        *lead_columns(table, lambda row: row.above, of_one_organization=of_one_organization),
        columns.target_column(table, lambda row: columns.target_cell(table, row.above)),
        columns.column(table, _("Sum of their targets"), lambda row: _sum_below(page, row), detail=Labels.workings),
        columns.column(table, _("Lowest and highest of their targets"), lambda row: _ends(table, row)),
        columns.column(table, _("Difference"), lambda row: _difference(page, row), detail=_("In percent")),
        columns.column(table, _("Units with a target"), lambda row: _units(page, row), detail=_("Kind")),
        columns.text(table, _("Units without a comparable target"), lambda row: _without(page, row), wide=True),
    )
    return table.build(shown, target_rollups(page.catalogue, page.tables, targets), subject=lambda row: row.above.key)


def _sum_below(page: PageContext, row: TargetRollup) -> Cell:
    if row.total is None:
        return EMPTY
    measure = row.above.key.measure
    cell = Cell(page.words.exact(row.total, measure), number=page.words.digits(Quantity(row.total), measure))
    return figure_cells.with_formula(cell, figure_cells.addition(page, row.below, figure_cells.by_organization))


def _ends(table: TableBuilder, row: TargetRollup) -> Cell:
    """The lowest and the highest target, where they are not added; one where they are the same."""
    if row.total is not None:
        return EMPTY
    page = table.page
    ends = {sum_of([end]): end for end in row.ends}.values()
    links = tuple(page.links.to_target(end, value_in_cell(page.words, end)) for end in ends)
    is_count = page.catalogue.measures[row.above.key.measure].kind.traits.adds_up
    return Cell(links=links, notes=(table.note(page.words.say(_NOT_ADDED if is_count else _SIDE_BY_SIDE)),))


def _difference(page: PageContext, row: TargetRollup) -> Cell:
    """In the measure's unit, and in percent of the target above."""
    if row.difference is None:
        return EMPTY
    percent = "" if row.relative is None else signed_text(Quantity(row.relative * 100), page.language, "%")
    measure, apart = row.above.key.measure, Quantity(row.difference)
    return Cell(page.words.signed(apart, measure), number=page.words.digits(apart, measure), detail=percent)


def _units(page: PageContext, row: TargetRollup) -> Cell:
    """How many units of the level have a target, of how many, and which kinds they are of."""
    kinds = dict.fromkeys(page.words.kind_of(target.key.organization) for target in row.below)
    count = page.words.count(len(row.below))
    if row.expected is None:
        text = page.words.say(_("{count} of an unknown number"), count=count)
    else:
        text = page.words.say(_("{count}/{expected}"), count=count, expected=page.words.count(row.expected))
    return Cell(text, detail=page.words.commas(kinds))


def _without(page: PageContext, row: TargetRollup) -> str:
    names = page.words.commas(map(page.words.organization, row.without[:_NAMED]))
    more = len(row.without) - _NAMED
    return page.words.say(_AND_OTHERS, names=names, count=more) if more > 0 else names
