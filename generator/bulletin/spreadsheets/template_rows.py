"""Reads the sheets of a template that was filled in: its values, and what was done to its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bulletin.model.names import name_key
from bulletin.model.places import Place
from bulletin.problems import ProblemKind, kinds
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.template_entries import Entries, SheetEntries
from bulletin.spreadsheets.template_layout import FIELDS, FIRST_ROW, HEADINGS, Entry, Field
from bulletin.spreadsheets.workbook import Content, Sheet

PART = "by."
"""How the field of a category begins."""


class FilledCell(NamedTuple):
    """A cell of a template, with what it holds, or the id of the word that it holds."""

    content: Content
    sheet: Sheet
    row: int
    column: int

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
    value: FilledCell
    status: FilledCell | None
    note: FilledCell | None


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
        columns, found = self._columns(), set()
        if not {Field.ORGANIZATION, Field.PERIOD} <= columns.keys():
            self.report(kinds.WORKBOOK_DAMAGED, self.sheet.place(FIELDS, 0))
            return
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
        return FilledCell(self.sheet.content(row, column), self.sheet, row, column)

    def _columns(self) -> dict[str, int]:
        """Where the column of each field is now; what was done to headings is reported."""
        columns = {text_of(self.sheet.content(FIELDS, at)): at for at in range(self.sheet.width)}
        columns.pop("", None)
        for name, heading in self.entries.headings.items():
            given = text_of(self.sheet.content(HEADINGS, columns[name])) if name in columns else None
            if given is None:
                self.report(kinds.FORM_PART_MISSING, self.sheet.place(HEADINGS, 0), given=heading)
            elif given != _plain(heading):
                place = self.sheet.place(HEADINGS, columns[name])
                self.report(kinds.FORM_HEADING_CHANGED, place, given=given, known=heading)
        return columns

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
        status, note = self._chosen(filled.get(Field.STATUS), Entry.STATUS), filled.get(Field.NOTE)
        values = {"value": self._whole(filled)} | {name: filled[name] for name in filled if name.startswith(PART)}
        stated = {name: cell for name, cell in values.items() if cell is not None}
        for name, cell in stated.items():
            _, breakdown, category = [*name.split(".", 2), "", ""][:3]
            yield FilledValue((*about, breakdown, category), self._reason_or_number(cell), status, note)
        if not stated and (alone := note or status):
            self.report(kinds.FORM_NOTE_ALONE, alone.place, given=alone.text)

    def _whole(self, filled: Mapping[str, FilledCell]) -> FilledCell | None:
        """The cell of the whole: its number, or the reason why there is none."""
        value, reason = filled.get("value"), self._chosen(filled.get(Field.REASON), Entry.ABSENCE)
        if value is not None and reason is not None:
            self.report(kinds.FORM_REASON_AND_VALUE, reason.place, given=value.text)
        return value or reason

    def _chosen(self, cell: FilledCell | None, entry: Entry) -> FilledCell | None:
        """A cell with a word of a list, as the id of the word."""
        if cell is None:
            return None
        ids = self.words.ids(entry)
        if name_key(cell.text) not in ids:
            known = ", ".join(self.words.pairs(entry).values())
            self.report(kinds.FORM_WORD_UNKNOWN, cell.place, given=cell.text, known=known)
            return None
        return cell._replace(content=ids[name_key(cell.text)])

    def _reason_or_number(self, cell: FilledCell) -> FilledCell:
        """A cell of a value, with a word of the list of reasons as the id of the reason."""
        reason = self.words.ids(Entry.ABSENCE).get(name_key(cell.text)) if isinstance(cell.content, str) else None
        return cell._replace(content=reason) if reason else cell


def _plain(text: str) -> str:
    """A text as a cell gives it back: blanks within it are single spaces."""
    return " ".join(text.split())
