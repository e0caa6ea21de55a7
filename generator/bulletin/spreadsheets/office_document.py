"""Office Open XML (.xlsx): what the XML of each sheet says besides its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from bulletin.problems import kinds
from bulletin.spreadsheets.sheet_facts import (
    MONTH,
    MOST_COLUMNS,
    MOST_ROWS,
    YEAR,
    Attributes,
    RefusedError,
    SheetFacts,
    attribute,
    elements,
    parse,
)

_LONGEST_FORMAT = 255
"""Characters of a number format."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _position(name: str) -> tuple[int, int]:
    """Row and column of a cell by its name.

    :raises RefusedError: when no sheet has such a cell.
    """
    match = _CELL.fullmatch(name)
    if match is None:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > MOST_COLUMNS:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    return _row(match[2]), column - 1


def _row(number: str) -> int:
    """A row by its number."""
    row = int(number)
    if not 1 <= row <= MOST_ROWS:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    return row - 1


def office_document(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """The facts of each sheet of an .xlsx file."""
    workbook = "xl/workbook.xml"
    if workbook not in parts:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    targets = {item["Id"]: item["Target"] for item in elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")}
    percent, months = _formats(parts.get("xl/styles.xml", b"<styles/>"))
    facts: dict[str, SheetFacts] = {}
    read: set[str] = set()
    for item in elements(parts[workbook], "sheet"):
        target = targets[attribute(item, "id") or ""]
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        sheet = _Sheet(percent, months)
        if path in read:
            raise RefusedError(kinds.WORKBOOK_DAMAGED)
        read.add(path)
        if "worksheets" in PurePosixPath(path).parts:
            parse(parts[path], sheet.start, sheet.end, sheet.text)
            sheet.facts.cut_merged()
        facts[item["name"]] = sheet.facts
    return facts


_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PERCENT_IDS, _MONTH_IDS = {"9", "10"}, {"17"}
"""Formats that Office Open XML numbers and does not write down: percent; month and year."""


def _formats(styles: bytes) -> tuple[set[str], dict[str, int]]:
    """The indices of cell formats that show percent, and of those that show a month or a year without a day.

    The latter with how many characters of 2024-03-12 they show.
    """
    codes: dict[str, str] = {}
    cells: list[str] = []
    within = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal within
        if name == "numFmt":
            codes[attributes["numFmtId"]] = _QUOTED.sub("", attributes["formatCode"][:_LONGEST_FORMAT]).lower()
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            cells.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal within
        within = within and name != "cellXfs"

    parse(styles, start, end)
    percents = _PERCENT_IDS | {name for name, code in codes.items() if "%" in code}
    months = {name: MONTH if "m" in code else YEAR for name, code in codes.items() if _shows_no_day(code)}
    months |= dict.fromkeys(_MONTH_IDS, MONTH)
    return (
        {str(index) for index, name in enumerate(cells) if name in percents},
        {str(index): months[name] for index, name in enumerate(cells) if name in months},
    )


def _shows_no_day(code: str) -> bool:
    return "y" in code and "d" not in code and "h" not in code


class _Sheet:
    """Collects the facts of a sheet while its XML is parsed."""

    def __init__(self, percent: set[str], months: dict[str, int]) -> None:
        self.facts = SheetFacts()
        self._percent = percent
        self._months = months
        self._row = -1
        self._column = -1
        self._type = ""
        self._style = ""
        self._has_formula = False
        self._value: str | None = None
        self._is_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name in {"v", "t"}:
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self.facts.hidden_columns.update(range(first, min(last, MOST_COLUMNS)))
        elif name == "mergeCell":
            first_cell, _, last_cell = attributes["ref"].partition(":")
            self.facts.merged.append((*_position(first_cell), *_position(last_cell or first_cell)))

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = _row(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden") in {"1", "true"}:
            self.facts.hidden_rows.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row, self._column = _position(attributes["r"])
        else:
            self._column += 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._has_formula, self._value, self._is_value = False, None, False

    def text(self, text: str) -> None:
        if self._is_value:
            self._value = (self._value or "") + text

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._is_value = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        at = self._row, self._column
        if self._type == "e":
            self.facts.errors[at] = self._value or "#"
        elif self._has_formula and not self._value and self._type != "str":
            self.facts.uncomputed.add(at)
        elif self._value is None:
            return
        self.facts.fill(*at, self._column)
        if self._style in self._percent:
            self.facts.percent.add(at)
        elif self._style in self._months:
            self.facts.months[at] = self._months[self._style]
