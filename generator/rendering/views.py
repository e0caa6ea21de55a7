"""What pages are made of: tables, links and small bars, as plain values with all text finished in one language.

They are small, frozen and picklable. Templates lay them out as HTML; the downloads write the same tables as CSV.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page, relative to the page it stands on, or to an address outside."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A small bar beside a number that says the same."""

    length: int
    """In percent of the room there is: 0 to 100."""
    tick: int | None = None
    """Where the target stands, on the same scale; None without one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str = ""
    """What it shows."""
    links: tuple[Link, ...] = ()
    """Shown instead of the text, where there are any."""
    machine: str | None = None
    """What stands in the CSV instead of the text: a number in plain digits."""
    bar: Bar | None = None
    flags: tuple[str, ...] = ()
    """Letters shown in square brackets behind the text."""
    inferred: bool = False
    """Whether the value was inferred; said in words behind the text."""
    notes: tuple[int, ...] = ()
    """Numbers of the table's notes that are about this cell, from 1."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    numeric: bool = False
    """Whether its cells are aligned by their last digit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    depth: int = 0
    """How far the heading is indented, for rows that are parts of the row above."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything a reader needs to read it on its own."""

    id: str
    """Anchor on its page, and part of the name of its CSV."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    csv: str
    """Relative address of its CSV."""
    notes: tuple[str, ...] = ()
    """Numbered from 1."""
    legend: tuple[str, ...] = ()
    """What the flags in it mean, such as ``[p] sơ bộ``."""
