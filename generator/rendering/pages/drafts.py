"""Drawing up a table: cells from figures, notes numbered as they come, columns that stay empty left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclosure.door import Released
from generator.rendering import links
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import FLAGS, Labels
from generator.rendering.text.numbers import machine_text
from generator.rendering.views import Cell, Column, Link, Row, Table
from generator.statistics.tables import Figure, Flag

EMPTY = Cell()


class TableDraft:
    """A table while its rows are being added."""

    def __init__(self, scope: Scope, table_id: str, caption: str, *columns: Column) -> None:
        self._scope = scope
        self._id = table_id
        self._caption = caption
        self._columns = columns
        self._rows: list[Row] = []
        self._notes: dict[str, int] = {}
        self._flags: dict[Flag, None] = {}

    def add(self, *cells: Cell, depth: int = 0) -> None:
        """Add a row."""
        self._rows.append(Row(cells, depth))

    def figure(self, figure: Figure[Released]) -> Cell:
        """The cell of a figure's value."""
        self._flags |= dict.fromkeys(figure.flags)
        return Cell(
            text=self._scope.value(figure.value, figure.key.measure),
            machine=machine_text(figure.value),
            flags=tuple(flag.value for flag in figure.flags),
            notes=tuple(self.note(text) for text in self._remarks(figure)),
        )

    def sources(self, figure: Figure[Released]) -> Cell:
        """The cell of the sources a figure was taken from."""
        return Cell(links=tuple(self._scope.to_source(source) for source in figure.sources))

    def note(self, text: str) -> int:
        """The number of a note; equal notes share one."""
        return self._notes.setdefault(text, len(self._notes) + 1)

    def _remarks(self, figure: Figure[Released]) -> Iterator[str]:
        if figure.note:
            yield self._scope.text(figure.note)
        yield from (self._scope.text(reason) for _, reason in figure.acknowledged)

    def finish(self) -> Table | None:
        """The table, without the columns that nothing stands in; None without rows."""
        if not self._rows:
            return None
        kept = [n for n, _ in enumerate(self._columns) if any(row.cells[n] != EMPTY for row in self._rows)]
        return Table(
            id=self._id,
            caption=self._caption,
            columns=tuple(self._columns[n] for n in kept),
            rows=tuple(Row(tuple(row.cells[n] for n in kept), row.depth) for row in self._rows),
            csv=self._scope.href(links.table_csv(self._scope.page, self._id)),
            notes=tuple(self._notes),
            legend=tuple(f"[{flag.value}] {self._scope.say(FLAGS[flag])}" for flag in Flag if flag in self._flags),
        )


def linked(link: Link) -> Cell:
    """A cell that is a link."""
    return Cell(links=(link,))


def column(scope: Scope, label: str, *, numeric: bool = False) -> Column:
    """A column with a title from the catalogue's labels."""
    return Column(scope.say(getattr(Labels, label)), numeric)
