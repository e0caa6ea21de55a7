"""Where in the records something is, so that every problem and every page can point at it."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A position in a record file, or in a workbook that is imported."""

    file: str
    """Path of the file relative to the project, with forward slashes: ``records/observations/north.yml``."""
    line: int
    """Line, counted from 1."""
    column: int
    """Column in characters, counted from 1; in a workbook, of the sheet."""
    sheet: str = ""
    """The sheet of a place in a workbook, whose cells are named as spreadsheets do: ``figures.xlsx:Sheet1!C14``."""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{column_name(self.column)}{self.line}"
        return f"{self.at_line}:{self.column}"

    @property
    def at_line(self) -> str:
        """File and line, to send somebody there."""
        return f"{self.file}:{self.line}"


def column_name(column: int) -> str:
    """The letters of a column of a spreadsheet, counted from 1: AA is the 27th."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


NOWHERE = Place("", 0, 0)
"""The place of a record that was made by a program, such as a test, and is in no file."""
