"""What a reader of values does not say of a workbook: sizes, hidden rows, percent formats, formulas without a value.

A workbook is a zip archive of XML, from anywhere. It is refused by its declared and its actual sizes before it is read,
its XML is parsed without document types (so that there are no entities to expand), and only a copy of the parts that
were looked at goes on to the reader. Rows and columns are counted from 0 here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from bulletin.model.places import column_name
from bulletin.problems import ProblemKind, kinds

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a workbook as it is on the disk."""
LARGEST_PART = 192 * 1024 * 1024
"""Bytes of one of its parts, unpacked."""
LARGEST_STYLES = 16 * 1024 * 1024
"""Bytes of its styles: some programs add a style with each paste, until they fill hundreds of megabytes."""
MOST_PARTS = 5_000
MOST_CELLS = 2_000_000
"""Cells between the first and the last one that is filled in, in a sheet: a reader keeps all of them."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet of any program."""
_LONGEST_FORMAT = 255
"""Characters of a number format."""
_CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that Excel wrote before 2007, and those that it writes encrypted."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Attributes = Mapping[str, str]


class RefusedError(Exception):
    """A workbook that is not read."""

    def __init__(self, kind: ProblemKind, line: int = 1, **details: object) -> None:
        """Say by which kind of problem, in which line, and what its words name."""
        super().__init__(kind.code)
        self.line = line
        self.kind = kind
        self.details = {name: str(detail) for name, detail in details.items()}


@dataclass
class SheetFacts:
    """What the XML of a sheet says besides its values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    """Cells that show a hundred times their value."""
    months: dict[tuple[int, int], int] = field(default_factory=dict)
    """Cells that show of their day the month or the year alone: how many characters of 2024-03-12."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells whose formula failed: ``#DIV/0!``."""
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Formulas whose value is not in the file."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column of merged cells."""
    extent: tuple[int, int, int, int] | None = None
    """The same of all cells that hold something; None of an empty sheet."""

    def fill(self, row: int, first: int, last: int) -> None:
        """Note that cells of a row hold something.

        :raises RefusedError: when that makes the sheet larger than what is read.
        """
        top, left, bottom, right = self.extent or (row, first, row, last)
        self.extent = (min(top, row), min(left, first), max(bottom, row), max(right, last))
        top, left, bottom, right = self.extent
        if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            raise RefusedError(kinds.SHEET_TOO_LARGE, cell=f"{column_name(right + 1)}{bottom + 1}", limit=MOST_CELLS)

    def cut_merged(self) -> None:
        """Leave out what merged cells have outside of the cells that hold something.

        :raises RefusedError: when they overlap so much that it would take long to look at them.
        """
        top, left, bottom, right = self.extent or (0, 0, -1, -1)
        cut = ((max(t, top), max(c, left), min(b, bottom), min(r, right)) for t, c, b, r in self.merged)
        self.merged = [(t, c, b, r) for t, c, b, r in cut if t <= b and c <= r]
        if sum((b - t + 1) * (r - c + 1) for t, c, b, r in self.merged) > MOST_CELLS:
            raise RefusedError(kinds.WORKBOOK_DAMAGED)


@dataclass
class Archive:
    """A workbook that was looked at."""

    content: io.BytesIO
    """Only the parts that were looked at, for the reader of values."""
    sheets: dict[str, SheetFacts]
    """By the sheets' names."""
    links: int = 0
    """How many other files its formulas take values from."""


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
    if column > _MOST_COLUMNS:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    return _row(match[2]), column - 1


def _row(number: str) -> int:
    """A row by its number."""
    row = int(number)
    if not 1 <= row <= _MOST_ROWS:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    return row - 1


def look_into(content: bytes) -> Archive:
    """Look into a workbook.

    :raises RefusedError: when it is none, is damaged, encrypted or too large.
    """
    if content.startswith(_OLE):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED if _ENCRYPTED in content else kinds.WORKBOOK_OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        raise RefusedError(kinds.WORKBOOK_DAMAGED) from None
    try:
        sheets = _open_document(parts) if "content.xml" in parts else _office_document(parts)
    except (expat.ExpatError, KeyError, ValueError, IndexError):
        raise RefusedError(kinds.WORKBOOK_DAMAGED) from None
    links = sum(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in parts)
    return Archive(_repacked(parts), sheets, links)


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML of a workbook by the names of its parts."""
    listed = archive.infolist()
    if len(listed) > MOST_PARTS:
        raise RefusedError(kinds.WORKBOOK_TOO_LARGE, part="…", size=len(listed), limit=MOST_PARTS)
    if any(info.flag_bits & 1 for info in listed):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED)
    wanted = [info for info in listed if info.filename.endswith((".xml", ".rels")) or info.filename == "mimetype"]
    left = LARGEST_PART
    for info in wanted:
        left -= info.file_size
        if left < 0 or (info.filename.endswith("styles.xml") and info.file_size > LARGEST_STYLES):
            raise _too_large(info)
    return {info.filename: _part(archive, info) for info in wanted}


def _too_large(info: zipfile.ZipInfo) -> RefusedError:
    limit = LARGEST_STYLES if info.filename.endswith("styles.xml") else LARGEST_PART
    megabytes = 1024 * 1024
    return RefusedError(
        kinds.WORKBOOK_TOO_LARGE, part=info.filename, size=info.file_size // megabytes, limit=limit // megabytes
    )


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, no more of them than are declared: a part that has more fails its checksum."""
    with archive.open(info) as opened:
        return b"".join(iter(lambda: opened.read(_CHUNK), b""))


def _repacked(parts: Mapping[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


# --- XML ------------------------------------------------------------------------------------------------------------


def _parse(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse XML; names come without their prefixes. A document type is refused, and with it all entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: Any) -> None:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(content, True)  # noqa: FBT003 - expat's own signature


def _elements(content: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of all elements of a name."""
    found: list[dict[str, str]] = []
    _parse(content, lambda element, attributes: found.append(dict(attributes)) if element == name else None)
    return iter(found)


def _attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name without a prefix, which programs choose as they like."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)


# --- Office Open XML ------------------------------------------------------------------------------------------------


def _office_document(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """The facts of each sheet of an .xlsx file."""
    workbook = "xl/workbook.xml"
    if workbook not in parts:
        raise RefusedError(kinds.WORKBOOK_DAMAGED)
    targets = {item["Id"]: item["Target"] for item in _elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")}
    percent, months = _formats(parts.get("xl/styles.xml", b"<styles/>"))
    facts: dict[str, SheetFacts] = {}
    read: set[str] = set()
    for item in _elements(parts[workbook], "sheet"):
        target = targets[_attribute(item, "id") or ""]
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        sheet = _Sheet(percent, months)
        if path in read:
            raise RefusedError(kinds.WORKBOOK_DAMAGED)
        read.add(path)
        if "worksheets" in PurePosixPath(path).parts:
            _parse(parts[path], sheet.start, sheet.end, sheet.text)
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

    _parse(styles, start, end)
    percents = _PERCENT_IDS | {name for name, code in codes.items() if "%" in code}
    months = {name: _MONTH if "m" in code else _YEAR for name, code in codes.items() if _shows_no_day(code)}
    months |= dict.fromkeys(_MONTH_IDS, _MONTH)
    return (
        {str(index) for index, name in enumerate(cells) if name in percents},
        {str(index): months[name] for index, name in enumerate(cells) if name in months},
    )


_MONTH, _YEAR = len("2024-03"), len("2024")


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
            self.facts.hidden_columns.update(range(first, min(last, _MOST_COLUMNS)))
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


# --- Open Document --------------------------------------------------------------------------------------------------


def _open_document(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """The facts of each sheet of an .ods file."""
    manifest = parts.get("META-INF/manifest.xml", b"<manifest/>")
    if any(True for _ in _elements(manifest, "encryption-data")):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED)
    tables = _Tables()
    _parse(parts["content.xml"], tables.start, tables.end, tables.text)
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
            self._sheet.hidden_columns.update(range(self._column, min(last, _MOST_COLUMNS)))
        self._column = last

    def _begin_rows(self, attributes: Attributes) -> None:
        self._row += self._rows
        self._rows, self._column = int(attributes.get("table:number-rows-repeated", "1")), 0
        if attributes.get("table:visibility", "visible") != "visible":
            self._sheet.hidden_rows.update(range(self._row, min(self._row + self._rows, _MOST_ROWS)))

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
        return None if numbers else _MONTH
    return None if numbers else _MONTH if has_words else _YEAR
