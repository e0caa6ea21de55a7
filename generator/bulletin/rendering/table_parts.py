"""Long tables in parts: which rows the page of a table shows itself, and which are on which page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from datetime import date
from itertools import groupby, zip_longest
from typing import TypeVar

from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.table_layout import layout_of
from bulletin.rendering.text import INTERVAL
from bulletin.rendering.views import Cell, Link, Table, TablePart, TableRow

ROWS_OF_PAGE = 500
"""Most rows that a page has of one table; longer tables are in parts, each on a page of its own."""
ROWS_SHOWN = 100
"""Rows that the page of such a table shows itself."""


Item = TypeVar("Item")
Subject = ObservationKey | str | None
"""What decides where the rows are of a table that is too long: a key, or an organization; None of a total of all."""
_NAME_AND_NUMBER = _("{value} ({remark})")


def by_precedence(page: PageContext, items: Iterable[Item], subject: Callable[[Item], Subject]) -> list[Item]:
    """Items in the order in which a page that cannot show them all shows them.

    Totals of all come first; then whole figures before categories, units high in the tree before those below them, so
    that totals are shown before their parts, late periods before early ones; and units as the tree is read. Else they
    stay as they are.
    """
    tree = page.catalogue.tree_order
    listed = [(subject(item), item) for item in items]
    listed.sort(key=lambda pair: _unit_place(tree, pair[0])[1])
    listed.sort(key=lambda pair: _recency(pair[0]), reverse=True)  # which keeps equals in their order
    listed.sort(key=lambda pair: (_is_part(pair[0]), _unit_place(tree, pair[0])[0]))
    return [item for _, item in listed]


def _unit_place(tree: Mapping[str, tuple[int, int]], about: Subject) -> tuple[int, int]:
    """How deep in the tree the unit is that a row is about, and its place there; a total of all comes before."""
    if about is None:
        return -1, -1
    return tree.get(_unit(about), (len(tree), len(tree)))


def _unit(about: ObservationKey | str) -> str:
    return about if isinstance(about, str) else about.organization


def _recency(about: Subject) -> tuple[date] | tuple[date, bool, int]:
    return about.period.recency if isinstance(about, ObservationKey) else (date.min,)


def _is_part(about: Subject) -> bool:
    return isinstance(about, ObservationKey) and about.breakdown is not None


def is_long(rows: Sized) -> bool:
    """Whether a table of so many rows is in parts."""
    return len(rows) > ROWS_OF_PAGE


def parts_of(
    page: PageContext, table_id: str, rows: Sequence[TableRow], subjects: Sequence[Subject]
) -> Iterator[TablePart]:
    """The rows page by page: totals first, then units by name, each on one page where that can hold its rows.

    :param subjects: what each row is about; without any, rows stay in their order.
    """
    order = _order(page)
    units = [order.get(_unit(about), len(order)) if about else -1 for about in subjects] or [*range(len(rows))]
    ordered = sorted(range(len(rows)), key=units.__getitem__)
    pages = [*pages_of([list(group) for _place, group in groupby(ordered, units.__getitem__)])]
    about = [_about(page, row, subject) for row, subject in zip_longest(rows, subjects)]
    names = [_from_to(page, about[places[0]], about[places[-1]]) for places in pages]
    for number, (places, name) in enumerate(zip(pages, names, strict=True), 1):
        numbered = page.words.say(_NAME_AND_NUMBER, value=name, remark=str(number))
        href = page.links.href(links.part_page(page.path, table_id, number))
        yield TablePart(Link(numbered if names.count(name) > 1 else name, href), places)


def _order(page: PageContext) -> dict[str, int]:
    """The place of each unit: those with units below them as the tree is read, then the others by name."""
    catalogue, words = page.catalogue, page.words
    last = [unit for unit in catalogue.tree_order if not catalogue.children[unit]]
    first = [unit for unit in catalogue.tree_order if catalogue.children[unit]]
    last.sort(key=lambda unit: words.sort_key(words.organization(unit)))
    return {unit: place for place, unit in enumerate((*first, *last))}


def _from_to(page: PageContext, first: str, last: str) -> str:
    return first if first == last else page.words.say(INTERVAL, first=first, last=last)


def _about(page: PageContext, row: TableRow, subject: Subject) -> str:
    """The unit that a row is about, or what it begins with."""
    if subject is not None and _unit(subject) in page.catalogue.organizations:
        return page.words.organization(_unit(subject))
    head = row.cells[0]
    return head.links[0].text if head.links else head.text


def pages_of(groups: Iterable[list[int]]) -> Iterator[tuple[int, ...]]:
    """Groups of rows put together to pages; a group that is longer than a page has several."""
    page: list[int] = []
    for group in groups:
        if page and len(page) + len(group) > ROWS_OF_PAGE:
            yield tuple(page)
            page = []
        page += group
        while len(page) > ROWS_OF_PAGE:
            yield tuple(page[:ROWS_OF_PAGE])
            page = page[ROWS_OF_PAGE:]
    if page:
        yield tuple(page)


def on_page(table: Table, shown: int | None = None) -> Table:
    """A table as its page shows it: of one that is in parts, the first rows and those that sum up all.

    :param shown: how many rows; by default those of a page of the site.
    """
    if not table.parts:
        return table
    total = len(table.rows)
    first = range(min(ROWS_SHOWN if shown is None else shown, total - table.summaries))
    return rows_alone(table, (*first, *range(total - table.summaries, total)), table.summaries)


def rows_alone(table: Table, places: Sequence[int], summaries: int = 0) -> Table:
    """A table of some rows of another, with the notes on these, and the sources and the legend of all.

    :param summaries: how many of them, the last ones, sum up others.
    """
    rows = [table.rows[place] for place in places]
    notes = {note: place for place, note in enumerate(sorted({note for row in rows for note in _notes_of(row)}), 1)}
    kept = tuple(_renumbered(row, notes) for row in rows) if notes else tuple(rows)
    return replace(
        table,
        rows=kept,
        notes=tuple(table.notes[note - 1] for note in notes),
        row_sources=tuple(table.row_sources[place] for place in places) if table.row_sources else (),
        summaries=summaries,
        layout=layout_of(table.columns, kept),
    )


def _notes_of(row: TableRow) -> Iterator[int]:
    for cell in row.cells:
        yield from cell.notes
        for part in cell.categories:
            yield from part.notes


def _renumbered(row: TableRow, notes: Mapping[int, int]) -> TableRow:
    def of(old: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(notes[note] for note in old)

    def cell_of(cell: Cell) -> Cell:
        categories = tuple(part._replace(notes=of(part.notes)) for part in cell.categories)
        return cell._replace(notes=of(cell.notes), categories=categories)

    return row._replace(cells=tuple([cell_of(cell) if cell.notes or cell.categories else cell for cell in row.cells]))
