"""What pages are made of: tables, lists of facts, charts and links, with all text finished in one language.

They are small, frozen and picklable. Templates lay them out as HTML; the downloads write the same tables as CSV. Those
that a site has by the hundred thousand are named tuples, which are made in a third of a dataclass's time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from bulletin.model.unchanging import unchanging
from bulletin.rendering.charts.specs import Spec


class Link(NamedTuple):
    """A link to another page, relative to its page, or to an address outside."""

    text: str
    href: str
    title: str = ""
    """The whole name of what it leads to, where the text is a short form of it."""


class CellBar(NamedTuple):
    """A small bar beside a number that says the same."""

    length: int
    """In percent of its full length: 0 to 100."""
    tick: int | None = None
    """Where the target is, on the same scale; None without one."""


class Formula(NamedTuple):
    """How a number was computed, with its values written out: ``(5 + 7 + … (30)) / 2 = 15``, or ``7/18``."""

    operands: tuple[Link, ...]
    """What was added or divided: each number links to its row."""
    after: str = ""
    """What is behind the operands."""
    before: str = ""
    """What is before them."""
    sign: str = " + "
    """What is between them."""

    @property
    def text(self) -> str:
        """The same in plain text."""
        return f"{self.before}{self.sign.join([operand.text for operand in self.operands])}{self.after}"

    def within(self, text: str) -> Formula:
        """A text that has this formula in it, with the formula's links.

        :raises ValueError: if it has not.
        """
        start = text.index(self.text)
        end = start + len(self.text)
        return self._replace(before=text[:start] + self.before, after=self.after + text[end:])


class CategoryValue(NamedTuple):
    """A part of the figure of a row, shown in a cell of its own column."""

    anchor: str
    """Where others find it."""
    name: str
    text: str
    """Its value."""
    flags: tuple[str, ...] = ()
    """As those of a cell."""
    notes: tuple[int, ...] = ()
    """As those of a cell."""
    formula: Formula | None = None
    """Shown instead of the value, with which it ends; without links where those of the whole lead to the same rows."""
    record: Link | None = None
    """As that of a cell, where it is in another record than the whole."""


class Cell(NamedTuple):
    """A cell of a table."""

    text: str = ""
    """What it shows."""
    links: tuple[Link, ...] = ()
    """Shown instead of the text, where there are any."""
    number: str = ""
    """For an exact number: its plain digits, which are in the CSV instead of the text."""
    detail: str = ""
    """Said in small letters below: what a number was computed from, the period that a target is for."""
    formula: Formula | None = None
    """The detail with links in it, shown instead of it."""
    bar: CellBar | None = None
    line: str = ""
    """The series that its value is the last of, as the path of a sparkline; empty without one."""
    flags: tuple[str, ...] = ()
    """Letters shown in square brackets behind the text."""
    inferred: bool = False
    """Whether the value was inferred; said in words behind the text."""
    notes: tuple[int, ...] = ()
    """Numbers of the table's notes that are about this cell, from 1."""
    shade: str = ""
    """Which tint it has, which only repeats what its words say; empty for none."""
    record: Link | None = None
    """The place in the records where it was entered, by file and line, with the whole path as its title. The address
    is empty where the records are not on the web."""
    categories: tuple[CategoryValue, ...] = ()
    """Shown instead of the text, where there are any."""
    arithmetic: Formula | None = None
    """The text with links in it, shown instead of it."""
    anchor: str = ""
    """Its id on the page, where other pages lead to it rather than to its row."""
    sources: tuple[int, ...] = ()
    """Numbers of the table's sources, from 1: shown instead of the first of its links, which name them."""

    @property
    def has_content(self) -> bool:
        """Whether it shows anything but remarks."""
        return bool(self.text or self.links or self.arithmetic or self.categories)

    @property
    def has_remarks(self) -> bool:
        """Whether anything is behind the text."""
        return bool(self.flags or self.inferred or self.notes or self.bar or self.line or self.detail or self.record)


class Priority(IntEnum):
    """How long a column stays where a table has less width than its columns take: the last of these fold first."""

    ESSENTIAL = 0
    """What a row is about, its value, its target and status: never folded."""
    COMPARISON = 1
    """What the value is compared with: progress, changes, shares."""
    CONTEXT = 2
    """What helps to read it: units, kinds, how much time has passed."""
    PROVENANCE = 3
    """Where it comes from: sources, decisions."""


@unchanging
class ColumnHeader:
    """The header of a column, with how its cells are laid out."""

    title: str
    numeric: bool = False
    """Whether its cells are aligned by their last digit."""
    detail: str = ""
    """What is in small letters below its cells; empty where nothing does, or various things do."""
    wide: bool = False
    """Whether its cells hold sentences or titles, which need room."""
    unit: str = ""
    """What its numbers count: said in the CSV, where they are plain digits. Empty where rows differ in it."""
    priority: Priority = Priority.ESSENTIAL
    has_sources: bool = False
    """Whether its cells are the sources of their rows."""


class Note(NamedTuple):
    """Something said under a table of one or more of its cells."""

    text: str
    link: Link | None = None
    """Where more is said."""


class TableRow(NamedTuple):
    """A row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    depth: int = 0
    """How far the heading is indented, for rows that are parts of the row above: 0 to 5."""
    anchor: str = ""
    """Its id on the page, where other pages lead to it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table fits where there is less width than its columns take, as the style sheet knows it."""

    classes: str = ""
    """Of the table: which columns are numeric or wide, which fold below which width, below which rows are cards."""
    folds: str = ""
    """The class that says below which width any column is folded; empty where none ever is."""
    has_cards: bool = False
    """Whether rows become cards, in which each cell needs the heading of its column."""


class TablePart(NamedTuple):
    """Some rows of a table that is too long for its page, which are on a page of their own."""

    link: Link
    """To that page, by the first and the last of what its rows are about."""
    rows: tuple[int, ...]
    """Their places among the rows of the table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything a reader needs to read it on its own."""

    id: str
    """Unique on its page; part of its anchor and of the name of its CSV."""
    caption: str
    """What it is about, with the unit that its figures share."""
    title: str
    """The caption without the unit, as a heading may have said already."""
    columns: tuple[ColumnHeader, ...]
    rows: tuple[TableRow, ...]
    csv: str
    """Relative address of its CSV."""
    notes: tuple[Note, ...] = ()
    """Numbered from 1."""
    legend: tuple[str, ...] = ()
    """What the flags in it mean, such as ``[p] provisional``."""
    sources: tuple[Link, ...] = ()
    """The sources of its figures, by their whole names; cells refer to them by their numbers, from 1."""
    row_sources: tuple[Cell, ...] = ()
    """The sources of each row, for the CSV, where no column shows them as they are the same; else empty."""
    parts: tuple[TablePart, ...] = ()
    """Where all of its rows are but the summary rows, which its page has; empty where its page shows all of them."""
    parts_intro: str = ""
    """How many of its rows its page shows, and that the others are on pages of their own; empty without parts."""
    summaries: int = 0
    """How many of its rows, the last ones, sum up the others."""
    more: Link | None = None
    """What is left out of it, and where to find that."""
    citation: str = ""
    """How to cite it; empty in a draft."""
    layout: Layout = Layout()

    @property
    def has_source_numbers(self) -> bool:
        """Whether its cells refer to its sources by their numbers."""
        return any(column.has_sources for column in self.columns)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart."""

    spec: Spec
    table: str
    """Id of the table that says the same, on the same page."""
    file: str
    """Relative address of the chart as a file of its own."""


@dataclass(frozen=True, slots=True)
class ChartedTable:
    """A table, and the chart that shows it."""

    table: Table
    chart: Chart | None
    """None where there is nothing to draw, or the site has no charts."""
    breakdowns: tuple[Table, ...] = ()
    """The parts of its figures, a table for each breakdown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known, under a label: text, or links instead of it."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
