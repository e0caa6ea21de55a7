"""What the XML of a sheet says besides its values, and how it is parsed, whatever the format of the workbook.

XML is parsed without document types, so that there are no entities to expand. Rows and columns are counted from 0 here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from bulletin.model.places import column_name
from bulletin.problems import ProblemKind, kinds

MOST_CELLS = 2_000_000
"""Cells between the first and the last one that is filled in, in a sheet: a reader keeps all of them."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet of any program."""
MONTH, YEAR = len("2024-03"), len("2024")
"""How many characters of 2024-03-12 cells show that show a month, or a year, alone."""

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


def parse(
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


def elements(content: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of all elements of a name."""
    found: list[dict[str, str]] = []
    parse(content, lambda element, attributes: found.append(dict(attributes)) if element == name else None)
    return iter(found)


def attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name without a prefix, which programs choose as they like."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
