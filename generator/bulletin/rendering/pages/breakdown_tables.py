"""Breakdowns over time: the periods of a figure in rows, the categories that it is split by in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, canonical_cell, formula_of, period_cell, with_formula
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.compositions import composition_title
from bulletin.rendering.pages.figure_tables import Parts, entered, part_notes
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ColumnHeader, Table

_ALL = _("{title}: all periods")
_LEAST = 2
"""Periods from which on a breakdown has a table of its own."""


def breakdown_tables(
    page: PageContext, table_id: str, figures: Iterable[Figure], parts: Parts
) -> tuple[tuple[Table, ...], Parts]:
    """A table of each breakdown of a measure that has several periods, and the parts of figures that no table has.

    Cells of the tables are the canonical places of the parts.

    :param figures: whole figures of one measure of an organization, in the order of the rows.
    """
    wholes = [figure for figure in figures if figure.key in parts]
    split = [
        (whole, name) for whole in wholes for name in dict.fromkeys(part.key.breakdown for part in parts[whole.key])
    ]
    groups = group_by(split, lambda each: (each[0].key.population, each[1] or ""))
    found = {key: [whole for whole, _name in group] for key, group in groups.items() if len(group) >= _LEAST}
    tables = (
        _table(page, f"{table_id}-by-{number}", of_one, name, parts)
        for number, ((_population, name), of_one) in enumerate(found.items(), 1)
    )
    rest = {
        whole: [part for part in of_one if (whole.population, part.key.breakdown) not in found]
        for whole, of_one in parts.items()
    }
    return tuple(table for table in tables if table is not None), rest


def _table(page: PageContext, table_id: str, wholes: Sequence[Figure], breakdown: str, parts: Parts) -> Table | None:
    """The parts of some figures by one breakdown."""
    of_whole = {
        whole.key: {part.key.category: part for part in parts[whole.key] if part.key.breakdown == breakdown}
        for whole in wholes
    }
    unit = page.words.unit_of(wholes[0].key.measure)
    title = page.words.say(_ALL, title=composition_title(page, wholes[0].key, breakdown))
    table = TableBuilder(page, table_id, title, unit=unit)

    def of_category(category: str) -> Column[Figure]:
        header = ColumnHeader(page.words.category(breakdown, category), numeric=True, unit=unit)
        return Column(header, lambda whole: _cell(table, of_whole[whole.key].get(category), whole))

    shown: tuple[Column[Figure], ...] = (
        columns.column(
            table, Labels.period, lambda whole: period_cell(page, whole.key.period, annual=whole.key.annual)
        ),
        columns.column(table, Labels.whole, lambda whole: table.figure(whole, notes=False), numeric=True, unit=unit),
        *(of_category(category.id) for category in page.catalogue.breakdowns[breakdown].categories),
        columns.source(table, partial(_entered_apart, table, of_whole)),
    )
    return table.build(shown, wholes, in_full=True)


def _cell(table: TableBuilder, part: Figure | None, whole: Figure) -> Cell:
    """A part in its canonical place, with the formula and the notes that its whole has not already."""
    if part is None:
        return EMPTY
    page = table.page
    cell = canonical_cell(page, part).cell._replace(
        anchor=page.links.anchor(part), notes=part_notes(table, part, whole), flags=table.flags(part.flags)
    )
    formula = formula_of(page, part) if part.origin is not whole.origin else None
    return with_formula(cell, formula) if formula else cell


def _entered_apart(
    table: TableBuilder, of_whole: Mapping[ObservationKey, Mapping[str | None, Figure]], whole: Figure
) -> Cell:
    """The sources of parts that are in another record than their whole; empty where they are in the same."""
    apart = [part for part in of_whole[whole.key].values() if _is_apart(part, whole)]
    if not apart:
        return EMPTY
    sources = dict.fromkeys(source for part in apart for source in part.sources)
    return entered(table.page, apart[0], table.sources(sources))


def _is_apart(part: Figure, whole: Figure) -> bool:
    return part.origin is FigureOrigin.REPORTED and (part.place != whole.place or part.sources != whole.sources)
