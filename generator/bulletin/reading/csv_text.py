"""The text of a CSV file, of records or to be imported: its rows, its cells and where they begin."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice

from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.documents import Document

SEPARATORS = (",", ";", "\t", "|")
"""The characters that can separate cells."""
_SAMPLE = 20
"""Rows by which it is recognized what separates the cells."""


class BrokenRowError(Exception):
    """A row that cannot be read, and with it all that follow."""

    def __init__(self, problem: Problem) -> None:
        """Say what is wrong with which cell."""
        super().__init__(problem.code)
        self.problem = problem


def rows_of(document: Document, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row, with the line in which it begins; a blank line is a row without cells.

    :raises BrokenRowError: where a row cannot be read.
    """
    rows = csv.reader(io.StringIO(document.text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1
    except csv.Error:
        longest = csv.field_size_limit()
        offset, kind = _broken_cell(document.text, document.start_of(line), separator, longest)
        raise BrokenRowError(document.problem(kind, offset, {"limit": longest})) from None


def separator_of(document: Document) -> str | None:
    """The character that divides most of the first rows, the first of all among them, into equally many cells."""
    counts = {separator: _widths(document, separator) for separator in SEPARATORS}

    def score(separator: str) -> tuple[int, int]:
        widths = counts[separator]
        usual = max(widths, key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual), usual) if usual > 1 and widths[0] > 1 else (0, 0)

    most = max(SEPARATORS, key=score)
    return most if score(most)[0] else None


def _widths(document: Document, separator: str) -> list[int]:
    """How many cells each of the first rows has, as far as they can be read; blank ones are left out."""
    widths: list[int] = []
    with suppress(BrokenRowError):
        for _, cells in islice(rows_of(document, separator), _SAMPLE):
            widths += [len(cells)] if any(cells) else []
    return widths


@lru_cache(maxsize=8)
def _cell(separator: str) -> re.Pattern[str]:
    return re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(separator)}\r\n]*')


@lru_cache(maxsize=4)  # problems of a row come one after the other
def cells_at(text: str, start: int, separator: str) -> tuple[tuple[int, str], ...]:
    """The cells of the row that begins at an offset, each with its own offset."""
    cells, pattern = [], _cell(separator)
    while True:
        match = pattern.match(text, start)
        typed = match[0] if match else ""
        cells.append((start, content_of_cell(typed)))
        end = start + len(typed)
        if text[end : end + 1] != separator:
            return tuple(cells)
        start = end + 1


def content_of_cell(typed: str) -> str:
    """What a cell holds, without quotes and the spaces around it."""
    return (typed[1:-1].replace('""', '"') if typed[:1] == '"' and len(typed) > 1 else typed).strip()


def _broken_cell(text: str, start: int, separator: str, longest: int) -> tuple[int, ProblemKind]:
    """The offset of the cell that cannot be read in the row that begins at an offset, and what is wrong with it."""
    first, pattern = start, _cell(separator)
    while (match := pattern.match(text, start)) is not None:
        end = match.end()
        following = text[end : end + 1]
        if text[start : start + 1] == '"':
            is_ended = following in {separator, "\r", "\n", ""}
            if match[0][-1:] != '"' or end - start == 1 or ("\n" in match[0] and not is_ended):
                return start, kinds.CSV_QUOTE_OPEN  # behind several lines it is the next quote that seems to close it
            if not is_ended:
                return end, kinds.CSV_QUOTE_CLOSED
        if end - start > longest:
            return start, kinds.TEXT_TOO_LONG
        if following != separator:
            break
        start = end + 1
    return first, kinds.TEXT_TOO_LONG
