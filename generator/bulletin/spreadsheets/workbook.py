"""Workbooks and CSV files as sheets of cells, each with its value, its place and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import python_calamine

from bulletin.model.places import Place
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.csv_text import cells_at, rows_of, separator_of
from bulletin.reading.documents import Document, shown_details
from bulletin.spreadsheets.archive import LARGEST_FILE, Archive, look_into
from bulletin.spreadsheets.sheet_facts import RefusedError, SheetFacts

Content: TypeAlias = "str | float | int | bool | date | datetime | time | timedelta"
"""What a cell holds; an empty cell an empty text."""
_ENDINGS = {".xlsx", ".xlsm", ".ods"}


@dataclass
class Sheet:
    """A table of cells, counted from 0 from the first cell of the sheet on."""

    file: str
    """The file's name, as problems name it."""
    name: str
    """Empty for a CSV file."""
    rows: list[list[Content]]
    top: int = 0
    """The row of the sheet at which ``rows`` begins."""
    left: int = 0
    """The column at which each of them begins."""
    facts: SheetFacts = field(default_factory=SheetFacts)
    is_hidden: bool = False
    document: Document | None = None
    """For a CSV file: its text."""
    separator: str = ","
    """For a CSV file: what separates its cells."""
    starts: list[int] = field(default_factory=list)
    """For a CSV file: the line at which each row begins."""
    counts: list[int] = field(default_factory=list)
    """For a CSV file: how many cells each row has, empty ones at its end included."""

    @property
    def height(self) -> int:
        """Rows up to the last one that holds something."""
        return self.top + len(self.rows)

    @cached_property
    def width(self) -> int:
        """Columns up to the last one that holds something."""
        return self.left + max(map(len, self.rows), default=0)

    def content(self, row: int, column: int) -> Content:
        """What a cell holds; text without the blanks around it."""
        cells = self.rows[row - self.top] if 0 <= row - self.top < len(self.rows) else []
        found = cells[column - self.left] if 0 <= column - self.left < len(cells) else ""
        return " ".join(found.split()) if isinstance(found, str) else found

    def row(self, row: int) -> list[Content]:
        """All cells of a row."""
        return [self.content(row, column) for column in range(self.width)]

    def place(self, row: int, column: int) -> Place:
        """The place of a cell: by its name in a workbook, by line and column in a CSV file."""
        if self.document is None:
            return Place(self.file, row + 1, column + 1, self.name)
        start = self.document.start_of(self.starts[row]) if row < len(self.starts) else len(self.document.text)
        cells = cells_at(self.document.text, start, self.separator)
        return self.document.place(cells[min(column, len(cells) - 1)][0])

    def problem(self, kind: ProblemKind, row: int, column: int, **details: object) -> Problem:
        """A problem at a cell."""
        return Problem(kind, self.place(row, column), shown_details(details))


@dataclass
class Workbook:
    """A workbook or CSV file that was read."""

    file: str
    sheets: list[Sheet]
    delimiter: str = ","
    links: int = 0
    """How many other files its formulas take values from."""

    def sheet(self, name: str | None) -> Sheet | None:
        """The sheet of a name; the first visible one where none is named."""
        if name is None:
            return next((sheet for sheet in self.sheets if not sheet.is_hidden), None)
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(path: Path, delimiter: str | None = None) -> Workbook:
    """Read a workbook or a CSV file.

    :param delimiter: that of a CSV file, where it is declared.
    :raises RefusedError: when it is none, or is not to be read.
    :raises BrokenRowError: where a row of a CSV file cannot be read.
    :raises OSError: where the machine fails.
    """
    if path.stat().st_size > LARGEST_FILE:
        megabytes = 1024 * 1024
        raise RefusedError(
            kinds.WORKBOOK_TOO_LARGE,
            part=path.name,
            size=path.stat().st_size // megabytes,
            limit=LARGEST_FILE // megabytes,
        )
    content = path.read_bytes()
    ending = path.suffix.lower()
    if ending in {".csv", ".tsv", ".txt"}:
        return _csv_file(path.name, content, delimiter)
    if ending not in _ENDINGS and ending != ".xls":
        raise RefusedError(kinds.WORKBOOK_UNKNOWN, given=path.suffix or path.name)
    archive = look_into(content)
    return Workbook(path.name, list(_sheets(path.name, archive)), links=archive.links)


def _sheets(file: str, archive: Archive) -> Iterator[Sheet]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(archive.content)
        for about in workbook.sheets_metadata:
            if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            values = workbook.get_sheet_by_name(about.name)
            top, left = values.start or (0, 0)
            yield Sheet(
                file,
                about.name,
                values.to_python() if archive.sheets.get(about.name, SheetFacts()).extent else [],
                top,
                left,
                archive.sheets.get(about.name, SheetFacts()),
                is_hidden=about.visible is not python_calamine.SheetVisibleEnum.Visible,
            )
    except python_calamine.PasswordError:
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED) from None
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError):
        raise RefusedError(kinds.WORKBOOK_DAMAGED) from None


# --- CSV ------------------------------------------------------------------------------------------------------------


def _csv_file(file: str, content: bytes, delimiter: str | None) -> Workbook:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RefusedError(kinds.FILE_NOT_UTF8, line, given=f"{content[error.start]:02X}") from None
    document = Document(file, text)
    separator = delimiter or separator_of(document) or ","
    sheet = Sheet(file, "", [], document=document, separator=separator)
    for line, cells in rows_of(document, separator):
        sheet.rows.append(list(cells))
        sheet.starts.append(line)
        sheet.counts.append(len(cells))
    sheet.rows = _without_empty_end(sheet.rows)
    return Workbook(file, [sheet], separator)


def _without_empty_end(rows: Sequence[list[Content]]) -> list[list[Content]]:
    """The rows without empty cells and rows at the end, of which spreadsheets write millions."""
    kept = [cells[: max((at + 1 for at, cell in enumerate(cells) if cell), default=0)] for cells in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept
