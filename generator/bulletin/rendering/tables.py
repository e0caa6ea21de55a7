"""Declared tables: each column says what it shows of a row, and one pass over rows and columns gives the table.

HTML and CSV are both written from that one :class:`~bulletin.rendering.views.Table`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Generic, TypeVar

from bulletin.analysis.figures import Figure, Flag
from bulletin.localization.messages import Message, _
from bulletin.model.unchanging import unchanging
from bulletin.model.values import USUAL_LEVEL
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import (
    EMPTY,
    AnnotatedCell,
    canonical_cell,
    doubt,
    is_rounded,
    letters,
    linked_cell,
)
from bulletin.rendering.labels import FLAGS
from bulletin.rendering.phrases.figures import percent_of
from bulletin.rendering.table_layout import layout_of
from bulletin.rendering.table_parts import ROWS_SHOWN, Subject, by_precedence, is_long, parts_of
from bulletin.rendering.views import Cell, ColumnHeader, Layout, Link, Note, Priority, Table, TableRow

Item = TypeVar("Item")
"""What a row of a table is about: a figure, a target, a claim."""
_FIRST = _("The first {shown} of {total} rows are shown here; all of them are on pages of their own.")
_FIRST_BY_PRECEDENCE = _(
    "{shown} of {total} rows are shown here, those of the units at the highest levels and of the latest periods; all "
    "of them are on pages of their own."
)
_INTERVAL = _(
    "two numbers below an estimate: the interval in which the true value lies, at a level of {level} unless another "
    "one is given"
)
_ROUNDED = _("figures are rounded for display only, so that parts may not add up as they are shown")


@unchanging
class Column(Generic[Item]):
    """A column of a table, declared once: its header, the cell it shows of a row, and its summary cells.

    A cell's ``number``, ``detail``, ``flags`` and ``record`` are its machine-readable side, which the CSV has in
    columns of their own.
    """

    header: ColumnHeader
    cell: Callable[[Item], Cell]
    totals: tuple[Cell, ...] = ()
    """Cells below all rows, one for each summary row: a total, a mean, a median."""

    def with_totals(self, totals: Iterable[Cell]) -> Column[Item]:
        """The same column with cells in the summary rows, from the first of them on."""
        return replace(self, totals=tuple(totals))

    def of(self, priority: Priority) -> Column[Item]:
        """The same column with another priority among those of its table."""
        return replace(self, header=replace(self.header, priority=priority))


class TableBuilder:
    """A table being built: numbers its notes in the order they come up, and collects its legend and its sources."""

    def __init__(self, page: PageContext, table_id: str, caption: str, *, unit: str = "") -> None:
        """Begin a table.

        :param unit: of its figures, for the caption and the headers; empty where rows differ in it, or it has none.
        """
        self.page = page
        self.unit = unit
        self._id = table_id
        self._title = caption
        self._notes: dict[Note, int] = {}
        self._flags: dict[Flag, None] = {}
        self._is_rounded = False
        self._has_interval = False
        self._sources: dict[str, int] = {}
        self._source_cells: dict[tuple[str, ...], Cell] = {}

    # --- what cells take from the table

    def figure(self, figure: Figure | None, *, canonical: bool = False, notes: bool = True) -> Cell:
        """The cell of a figure's value, with its flags and notes.

        :param canonical: whether the row is the one with the figure's provenance, to which all other cells link.
        :param notes: False leaves them to that row, in tables of many figures that are only put beside each other.
        """
        if figure is None:
            return EMPTY
        self._flags |= dict.fromkeys(figure.flags)
        self._is_rounded |= is_rounded(self.page, figure)
        self._has_interval |= figure.interval is not None
        if not notes:
            return linked_cell(self.page, figure).cell
        cell = self.noted((canonical_cell if canonical else linked_cell)(self.page, figure))
        doubts = self.doubts(figure)
        return cell._replace(notes=(*cell.notes, *doubts)) if doubts else cell

    def doubts(self, figure: Figure) -> tuple[int, ...]:
        """The notes on stated values (claims) that contradict a figure."""
        doubted = self.page.checked.doubts
        if not doubted or figure.key not in doubted:  # most sites have none, and hashing a key takes its time
            return ()
        return tuple([self.note(*doubt(self.page, claim)) for claim in doubted[figure.key]])

    def flags(self, flags: Iterable[Flag]) -> tuple[str, ...]:
        """The letters of observation flags, without repetition; the legend explains them."""
        listed = dict.fromkeys(flags)
        self._flags |= listed
        return letters(listed)

    def sources(self, sources: Iterable[str]) -> Cell:
        """The cell of the sources that a row was taken from; equal cells are made once."""
        listed = tuple(sources)
        if listed not in self._source_cells:
            self._source_cells[listed] = self._sourced(listed)
        return self._source_cells[listed]

    def _sourced(self, sources: tuple[str, ...]) -> Cell:
        """Empty on the page of the only source, whose title names it for every row."""
        if [links.source_page(source) for source in sources] == [self.page.path]:
            return EMPTY
        numbers = tuple([self._sources.setdefault(source, len(self._sources) + 1) for source in sources])
        return Cell(links=tuple(self.page.links.to_source(source) for source in sources), sources=numbers)

    def noted(self, annotated: AnnotatedCell) -> Cell:
        """A cell with its notes numbered by this table."""
        cell, texts = annotated
        return cell._replace(notes=tuple([self.note(text) for text in texts])) if texts else cell

    def note(self, text: str, link: Link | None = None) -> int:
        """The number of a note, from 1; equal notes share a number."""
        return self._notes.setdefault(Note(text, link), len(self._notes) + 1)

    # --- the finished table

    def build(  # noqa: PLR0913 - what a table may have besides rows and columns, each with its default
        self,
        columns: Iterable[Column[Item] | None],
        items: Iterable[Item],
        *,
        depth: Callable[[Item], int] = lambda _: 0,
        anchor: Callable[[Item], str] = lambda _: "",
        more: Link | None = None,
        in_full: bool = False,
        subject: Callable[[Item], Subject] | None = None,
        legend: Callable[[], tuple[str, ...]] | None = None,
    ) -> Table | None:
        """The table of some items, one a row, without empty columns; None without rows.

        :param columns: None stands for a column that this table leaves out.
        :param depth: indentation of the row of an item.
        :param anchor: HTML id of the row of an item; empty for none.
        :param more: link to the rows that are not among the items.
        :param in_full: lifts the row limit, where other pages link to single rows.
        :param subject: what a row is about, by which those are chosen that are shown of too many (see
            :func:`by_precedence`); without it they are the first ones. Summary rows are always shown.
        :param legend: replaces the legend of flags.
        """
        kept = [column for column in columns if column is not None]
        makers, items = [column.cell for column in kept], list(items)
        # Parts lie as deep in the site as the page of their table, and none lies as deep as the first page.
        is_in_parts = not in_full and is_long(items) and self.page.path != links.HOME
        if is_in_parts and subject is not None:
            items = by_precedence(self.page, items, subject)
        rows = [TableRow(tuple([make(item) for make in makers]), depth(item), anchor(item)) for item in items]
        summaries = [TableRow(cells) for cells in zip_longest(*(column.totals for column in kept), fillvalue=EMPTY)]
        if not rows and not summaries:
            return None
        about = [subject(item) for item in items] if subject else []
        parts = tuple(parts_of(self.page, self._id, rows, about)) if is_in_parts else ()
        first = _FIRST if subject is None else _FIRST_BY_PRECEDENCE
        headers, rows = _without_empty_columns([column.header for column in kept], [*rows, *summaries])
        headers, rows, row_sources = _without_shared_sources(headers, rows)
        return Table(
            id=self._id,
            caption=self._caption(),
            title=self._title,
            columns=headers,
            rows=tuple(rows),
            csv=self.page.links.href(links.tables_csv(self.page.path)),
            notes=tuple(self._notes),
            legend=self._legend() if legend is None else legend(),
            sources=tuple(self.page.links.to_source_in_full(source) for source in self._sources),
            row_sources=row_sources,
            parts=parts,
            parts_intro=self._how_many(first, len(items)) if parts else "",
            summaries=len(summaries),
            more=more,
            layout=Layout() if parts else layout_of(headers, rows),  # each page of parts has that of its own rows
        )

    def _how_many(self, message: Message, total: int) -> str:
        """How many rows the page shows."""
        shown = self.page.words.count(ROWS_SHOWN)
        return self.page.words.say(message, shown=shown, total=self.page.words.count(total))

    def _caption(self) -> str:
        if not self.unit:
            return self._title
        return self.page.words.say(_("{caption} (unit: {unit})"), caption=self._title, unit=self.unit)

    def _legend(self) -> tuple[str, ...]:
        say = self.page.words.say
        flags = tuple(f"[{flag.value}] {say(FLAGS[flag])}" for flag in Flag if flag in self._flags)
        level = percent_of(self.page.words, USUAL_LEVEL) if self._has_interval else ""
        interval = (say(_INTERVAL, level=level),) if self._has_interval else ()
        return (*flags, *interval, *((say(_ROUNDED),) if self._is_rounded else ()))


def _without_empty_columns(
    headers: Sequence[ColumnHeader], rows: list[TableRow]
) -> tuple[tuple[ColumnHeader, ...], list[TableRow]]:
    filled = [n for n, _ in enumerate(headers) if any(_has_content(row.cells[n]) for row in rows)]
    if len(filled) < len(headers):
        rows = [row._replace(cells=tuple([row.cells[n] for n in filled])) for row in rows]
    return tuple(headers[n] for n in filled), rows


def _without_shared_sources(
    headers: tuple[ColumnHeader, ...], rows: list[TableRow]
) -> tuple[tuple[ColumnHeader, ...], list[TableRow], tuple[Cell, ...]]:
    """A table without the column of its sources where that says the same in all rows; and the cells of that column."""
    place = next((place for place, header in enumerate(headers) if header.has_sources), None)
    cells = () if place is None else tuple([row.cells[place] for row in rows])
    different = set(cells) - {EMPTY}
    if place in (None, 0) or len(different) != 1 or not _only_names_sources(different.pop()):
        return headers, rows, ()
    rest = [row._replace(cells=row.cells[:place] + row.cells[place + 1 :]) for row in rows]
    return headers[:place] + headers[place + 1 :], rest, cells


def _only_names_sources(cell: Cell) -> bool:
    return bool(cell.sources) and len(cell.links) == len(cell.sources) and not cell.has_remarks


def _has_content(cell: Cell) -> bool:
    return cell.has_content
