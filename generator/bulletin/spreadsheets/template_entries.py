"""The hidden sheet of a template as it comes back: what its cells said when it was made, by the ids of their fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bulletin.model.names import name_key
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.template_layout import Entry
from bulletin.spreadsheets.workbook import Sheet


@dataclass(frozen=True)
class SheetEntries:
    """What the hidden sheet says of a sheet."""

    measure: str
    population: str
    definition: str
    headings: Mapping[str, str]
    """What the heading of a field says."""
    others: frozenset[str]
    """What the headings of columns to be read only say."""
    rows: Mapping[tuple[str, str], tuple[str, str]]
    """What the cells of an organization and a period call the two."""


class Entries:
    """The hidden sheet of a template."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows: defaultdict[str, list[list[str]]] = defaultdict(list)
        for row in range(sheet.height):
            kind, *cells = (text_of(cell) for cell in sheet.row(row))
            self._rows[kind].append([*cells, *[""] * 5])

    def first(self, entry: Entry) -> str:
        """What the only row of its kind says; empty where it is missing."""
        return next((cells[0] for cells in self._rows[entry]), "")

    def pairs(self, entry: Entry) -> dict[str, str]:
        """What the rows of a kind say, by their first cells."""
        return {cells[0]: cells[1] for cells in self._rows[entry]}

    def ids(self, entry: Entry) -> dict[str, str]:
        """The ids of the words of a drop-down list, by the form that all spellings of a word share."""
        return {name_key(word): name for name, word in self.pairs(entry).items()}

    @cached_property
    def sheets(self) -> dict[str, SheetEntries]:
        """What it says of each sheet, by its key."""
        return {key: self._sheet(key, *about) for key, *about in (cells[:4] for cells in self._rows[Entry.SHEET])}

    def _sheet(self, key: str, measure: str, population: str, definition: str) -> SheetEntries:
        headings = [cells[1:] for cells in self._rows[Entry.HEADING] if cells[0] == key]
        rows = [cells[1:] for cells in self._rows[Entry.ROW] if cells[0] == key]
        return SheetEntries(
            measure,
            population,
            definition,
            {name: text for name, text, *_ in headings if name},
            frozenset(text for name, text, *_ in headings if not name),
            {(organization, period): (unit, called) for organization, period, unit, called, *_ in rows},
        )
