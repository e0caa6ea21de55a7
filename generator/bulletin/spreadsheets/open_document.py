"""Open Document (.ods): what the XML of each sheet says besides its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bulletin.problems import kinds
from bulletin.spreadsheets.sheet_facts import (
    MONTH,
    MOST_COLUMNS,
    MOST_ROWS,
    YEAR,
    Attributes,
    RefusedError,
    SheetFacts,
    elements,
    parse,
)


def open_document(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """The facts of each sheet of an .ods file."""
    manifest = parts.get("META-INF/manifest.xml", b"<manifest/>")
    if any(True for _ in elements(manifest, "encryption-data")):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED)
    tables = _Tables()
    parse(parts["content.xml"], tables.start, tables.end, tables.text)
    for facts in tables.facts.values():
        facts.cut_merged()
    return tables.facts


class _Tables:
    """Collects the facts of the sheets of an .ods file while its XML is parsed."""

    def __init__(self) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self._sheet = SheetFacts()
        self._row, self._rows = 0, 0
        self._first, self._column = 0, 0
        self._day: date | None = None
        """That of the cell, where it holds one."""
        self._shown = ""
        """What such a cell shows."""
        self._is_comment = False

    def text(self, text: str) -> None:
        if self._day is not None and not self._is_comment:
            self._shown += text

    def end(self, name: str) -> None:
        """Note how much of its day a cell shows."""
        if name == "annotation":
            self._is_comment = False
        elif name == "table-cell" and self._day is not None:
            if (length := _shown_of(self._day, self._shown)) is not None:
                self._sheet.months |= dict.fromkeys(self._cells, length)
            self._day = None

    @property
    def _cells(self) -> Iterator[tuple[int, int]]:
        """The cell that was read, and those that repeat it."""
        rows = range(self._row, self._row + self._rows)
        return ((row, column) for row in rows for column in range(self._first, self._column))

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table" and "table:name" in attributes:
            self._sheet = self.facts[attributes["table:name"]] = SheetFacts()
            self._row, self._rows, self._column = 0, 0, 0
        elif name == "table-column":
            self._begin_columns(attributes)
        elif name == "table-row":
            self._begin_rows(attributes)
        elif name == "annotation":
            self._is_comment = True
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell(attributes)

    def _begin_columns(self, attributes: Attributes) -> None:
        last = self._column + int(attributes.get("table:number-columns-repeated", "1"))
        if attributes.get("table:visibility", "visible") != "visible":
            self._sheet.hidden_columns.update(range(self._column, min(last, MOST_COLUMNS)))
        self._column = last

    def _begin_rows(self, attributes: Attributes) -> None:
        self._row += self._rows
        self._rows, self._column = int(attributes.get("table:number-rows-repeated", "1")), 0
        if attributes.get("table:visibility", "visible") != "visible":
            self._sheet.hidden_rows.update(range(self._row, min(self._row + self._rows, MOST_ROWS)))

    def _cell(self, attributes: Attributes) -> None:
        first = self._first = self._column
        self._column += int(attributes.get("table:number-columns-repeated", "1"))
        at, sheet = (self._row, first), self._sheet
        down = int(attributes.get("table:number-rows-spanned", "1"))
        right = int(attributes.get("table:number-columns-spanned", "1"))
        if down * right > 1:
            sheet.merged.append((*at, self._row + down - 1, first + right - 1))
        kind = attributes.get("office:value-type")
        if kind is None and "table:formula" not in attributes:
            return
        sheet.fill(self._row, first, self._column - 1)
        sheet.fill(self._row + self._rows - 1, first, self._column - 1)
        if attributes.get("calcext:value-type") == "error":
            sheet.errors[at] = "#"
        elif kind is None:
            sheet.uncomputed.add(at)
        elif kind == "percentage":
            sheet.percent.update(self._cells)
        elif kind == "date":
            self._day, self._shown = date.fromisoformat(attributes.get("office:date-value", "")[:10]), ""


def _shown_of(day: date, shown: str) -> int | None:
    """How many characters of 2024-03-12 say what a text shows of a day; None where it shows the day itself."""
    numbers = [int(number) for number in re.findall(r"\d+", shown)]
    year = next((number for number in (day.year, day.year % 100) if number in numbers), None)
    if year is None or year == day.day:
        return None
    numbers.remove(year)
    has_words = any(map(str.isalpha, shown))
    if day.month in numbers and not has_words:
        numbers.remove(day.month)
        return None if numbers else MONTH
    return None if numbers else MONTH if has_words else YEAR
