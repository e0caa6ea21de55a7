"""Where in the records something is, so that every problem and every page can point at it."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A position in a record file."""

    file: str
    """Path of the file relative to the project, with forward slashes: ``records/observations/north.yml``."""
    line: int
    """Line, counted from 1."""
    column: int
    """Column in characters, counted from 1."""

    def __str__(self) -> str:
        return f"{self.at_line}:{self.column}"

    @property
    def at_line(self) -> str:
        """File and line, to send somebody there."""
        return f"{self.file}:{self.line}"


NOWHERE = Place("", 0, 0)
"""The place of a record that was made by a program, such as a test, and is in no file."""
