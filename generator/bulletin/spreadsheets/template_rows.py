"""Reads the sheets of a template that was filled in: what they said when it was made, and what was filled in since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from bulletin.model.names import name_key
from bulletin.model.places import Place
from bulletin.model.records import Status
from bulletin.model.values import Absence
from bulletin.problems import ProblemKind, kinds
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.template_layout import FIELDS, FIRST_ROW, HEADINGS, Entry, Field
from bulletin.spreadsheets.workbook import Content, Sheet

PART = "by."
"""How the field of a category begins."""
Choice = TypeVar("Choice", Absence, Status)


# --- the hidden sheet


@dataclass(frozen=True)
class SheetEntries:
    """What the hidden sheet says of a sheet."""

    measure: str
    population: str
    definition: str
    headings: Mapping[str, str]
    """What the heading of a field says."""
    others: frozenset[str]
    """What the headings of columns to be read only say."""
    rows: Mapping[tuple[str, str], tuple[str, str]]
    """What the cells of an organization and a period call the two."""


class Entries:
    """The hidden sheet of a template."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows: defaultdict[str, list[list[str]]] = defaultdict(list)
        for row in range(sheet.height):
            kind, *cells = (text_of(cell) for cell in sheet.row(row))
            self._rows[kind].append([*cells, *[""] * 5])

    def first(self, entry: Entry) -> str:
        """What the only row of its kind says; empty where it is missing."""
        return next((cells[0] for cells in self._rows[entry]), "")

    def pairs(self, entry: Entry) -> dict[str, str]:
        """What the rows of a kind say, by their first cells."""
        return {cells[0]: cells[1] for cells in self._rows[entry]}

    @cached_property
    def absences(self) -> Mapping[str, Absence]:
        """What the words of the drop-down list of reasons mean, by the form that all spellings of a word share."""
        return self._meanings(Entry.ABSENCE, Absence)

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The same of the list of how final a figure is."""
        return self._meanings(Entry.STATUS, Status)

    def _meanings(self, entry: Entry, choices: type[Choice]) -> Mapping[str, Choice]:
        words = self.pairs(entry)
        return {name_key(words[choice]): choice for choice in choices if choice in words}

    @cached_property
    def sheets(self) -> dict[str, SheetEntries]:
        """What it says of each sheet, by its key."""
        return {key: self._sheet(key, *about) for key, *about in (cells[:4] for cells in self._rows[Entry.SHEET])}

    def _sheet(self, key: str, measure: str, population: str, definition: str) -> SheetEntries:
        headings = [cells[1:] for cells in self._rows[Entry.HEADING] if cells[0] == key]
        rows = [cells[1:] for cells in self._rows[Entry.ROW] if cells[0] == key]
        return SheetEntries(
            measure,
            population,
            definition,
            {name: text for name, text, *_ in headings if name},
            frozenset(text for name, text, *_ in headings if not name),
            {(organization, period): (unit, called) for organization, period, unit, called, *_ in rows},
        )


# --- the sheets that were filled in


class FilledCell(NamedTuple):
    """A cell of a template."""

    sheet: Sheet
    row: int
    column: int

    @property
    def content(self) -> Content:
        """What it holds."""
        return self.sheet.content(self.row, self.column)

    @property
    def text(self) -> str:
        """What it holds, as text."""
        return text_of(self.content)

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.sheet.place(self.row, self.column)

    @property
    def is_filled(self) -> bool:
        """Whether it holds anything, be it a formula that has failed."""
        at, facts = (self.row, self.column), self.sheet.facts
        return self.content != "" or at in facts.errors or at in facts.uncomputed


class FilledValue(NamedTuple):
    """A value that was filled in, with what is beside it."""

    about: tuple[str, ...]
    """Organization, measure, period, population, breakdown and category."""
    cell: FilledCell
    reason: Absence | None
    """Why there is no number, where that is what it says."""
    status: Status
    note: FilledCell | None


def fields_of(sheet: Sheet) -> dict[str, int]:
    """Where the column of each field of a sheet is now."""
    fields = {text_of(sheet.content(FIELDS, at)): at for at in range(sheet.width)}
    return {name: at for name, at in fields.items() if name}


class Report(Protocol):
    """Takes a problem."""

    def __call__(self, kind: ProblemKind, place: Place, **details: str) -> None:
        """Add a problem of a kind at a place."""


@dataclass(frozen=True)
class FilledRows:
    """Reads the rows of a sheet."""

    sheet: Sheet
    entries: SheetEntries
    words: Entries
    report: Report

    def read(self) -> Iterator[FilledValue]:
        """The values that were filled in."""
        columns, found = fields_of(self.sheet), set()
        if not {Field.ORGANIZATION, Field.PERIOD} <= columns.keys():
            self.report(kinds.FORM_DAMAGED, self.sheet.place(FIELDS, 0))
            return
        self._check_headings(columns)
        for row in range(FIRST_ROW, self.sheet.height):
            cells = {name: self._cell(row, at) for name, at in columns.items()}
            key = cells[Field.ORGANIZATION].text, cells[Field.PERIOD].text
            found.add(key)
            if key not in self.entries.rows:
                self._refuse(row)
            elif self._is_in_place(cells, self.entries.rows[key]):
                yield from self._values(cells, (key[0], self.entries.measure, key[1], self.entries.population))
        for missing in (key for key in self.entries.rows if key not in found):
            called = ", ".join(self.entries.rows[missing])
            self.report(kinds.FORM_PART_MISSING, self.sheet.place(HEADINGS, 0), given=called)

    def _cell(self, row: int, column: int) -> FilledCell:
        return FilledCell(self.sheet, row, column)

    def _check_headings(self, columns: Mapping[str, int]) -> None:
        """Report what was done to headings."""
        for name, heading in self.entries.headings.items():
            given = text_of(self.sheet.content(HEADINGS, columns[name])) if name in columns else None
            if given is None:
                self.report(kinds.FORM_PART_MISSING, self.sheet.place(HEADINGS, 0), given=heading)
            elif given != _plain(heading):
                place = self.sheet.place(HEADINGS, columns[name])
                self.report(kinds.FORM_HEADING_CHANGED, place, given=given, known=heading)

    def _refuse(self, row: int) -> None:
        """Report a row that the form did not have, unless it is blank."""
        filled = next((cell for at in range(self.sheet.width) if (cell := self._cell(row, at)).is_filled), None)
        if filled is not None:
            self.report(kinds.FORM_CELL_OUTSIDE, filled.place, given=filled.text)

    def _is_in_place(self, cells: Mapping[str, FilledCell], called: tuple[str, str]) -> bool:
        """Whether a row still says what unit and what period its hidden cells are of."""
        for name, known in zip((Field.UNIT_NAME, Field.PERIOD_NAME), called, strict=True):
            cell = cells.get(name)
            if cell is not None and cell.text != _plain(known):
                self.report(kinds.FORM_ROW_MISMATCH, cell.place, given=cell.text, known=known)
                return False
        return True

    def _values(self, cells: Mapping[str, FilledCell], about: tuple[str, ...]) -> Iterator[FilledValue]:
        """The values of a row."""
        filled = {name: cell for name, cell in cells.items() if cell.is_filled}
        status, note = self._listed(filled.get(Field.STATUS), Entry.STATUS, self.words.statuses), filled.get(Field.NOTE)
        parts = (name for name in filled if name.startswith(PART) and name in self.entries.headings)
        values = {"value": self._whole(filled)} | {name: filled[name] for name in parts}
        stated = {name: cell for name, cell in values.items() if cell is not None}
        for name, cell in stated.items():
            _, breakdown, category = [*name.split(".", 2), "", ""][:3]
            reason = self.words.absences.get(name_key(cell.text)) if isinstance(cell.content, str) else None
            said = self.words.statuses[name_key(status.text)] if status else Status.OFFICIAL
            yield FilledValue((*about, breakdown, category), cell, reason, said, note)
        if not stated and (alone := note or status):
            self.report(kinds.FORM_NOTE_ALONE, alone.place, given=alone.text)

    def _whole(self, filled: Mapping[str, FilledCell]) -> FilledCell | None:
        """The cell of the whole: its number, or the reason why there is none."""
        value, reason = filled.get("value"), filled.get(Field.REASON)
        reason = self._listed(reason, Entry.ABSENCE, self.words.absences)
        if value is not None and reason is not None:
            self.report(kinds.FORM_REASON_AND_VALUE, reason.place, given=value.text)
        return value or reason

    def _listed(self, cell: FilledCell | None, entry: Entry, words: Mapping[str, object]) -> FilledCell | None:
        """A cell with a word of a list; None where it has another one, which is reported."""
        if cell is not None and name_key(cell.text) not in words:
            known = ", ".join(self.words.pairs(entry).values())
            self.report(kinds.FORM_WORD_UNKNOWN, cell.place, given=cell.text, known=known)
            return None
        return cell


def _plain(text: str) -> str:
    """A text as a cell gives it back: blanks within it are single spaces."""
    return " ".join(text.split())
