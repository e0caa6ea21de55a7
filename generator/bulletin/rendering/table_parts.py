"""Long tables in parts: which rows the page of a table shows itself, and which are on pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bulletin.rendering.table_layout import layout_of
from bulletin.rendering.views import Table, TableRow

ROWS_OF_PAGE = 500
"""Most rows that a page has of one table; longer tables are in parts, each on a page of its own."""
ROWS_SHOWN = 100
"""Rows that the page of such a table shows itself."""


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


def name_of(row: TableRow) -> str:
    """What a row is about: the first that it leads to, or what it begins with."""
    return next((link.text for cell in row.cells for link in cell.links), row.cells[0].text)


def on_page(table: Table) -> Table:
    """A table as its page shows it: of one that is in parts, the first rows and those that sum up all."""
    if not table.parts:
        return table
    total = len(table.rows)
    return rows_alone(table, (*range(ROWS_SHOWN), *range(total - table.summaries, total)), table.summaries)


def rows_alone(table: Table, places: Sequence[int], summaries: int = 0) -> Table:
    """A table of some rows of another, with the notes on these.

    :param summaries: how many of them, the last ones, sum up others.
    """
    rows = [table.rows[place] for place in places]
    notes = {note: place for place, note in enumerate(sorted({note for row in rows for note in _notes_of(row)}), 1)}
    kept = tuple(_renumbered(row, notes) for row in rows)
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

    cells = tuple(
        cell._replace(notes=of(cell.notes), categories=tuple(p._replace(notes=of(p.notes)) for p in cell.categories))
        for cell in row.cells
    )
    return row._replace(cells=cells) if notes else row
