"""A template that was filled in, as a table that is imported like any other: a row for each value, and its mapping.

Only what the unit filled in is read, by the ids in hidden cells (:mod:`bulletin.spreadsheets.template_layout`). An
empty cell says nothing. What else was done to the workbook is reported at its cell: headings changed, rows
added, taken out or sorted in part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import yaml

from bulletin.model.names import name_key
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Breakdown, Bulletin, Measure, Organization, Population, Source
from bulletin.model.records.parts import crossed_categories
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.record_store import RecordStore
from bulletin.spreadsheets.archive import SheetFacts
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.template_entries import Entries, SheetEntries
from bulletin.spreadsheets.template_layout import HIDDEN_SHEET, INSTRUCTIONS, REPORT_DAY, SHEET_KEY, VERSION, Entry
from bulletin.spreadsheets.template_rows import PART, FilledCell, FilledRows, FilledValue
from bulletin.spreadsheets.workbook import Content, Sheet, Workbook

_ABOUT = ("organization", "measure", "period", "population")
"""The columns of the table that say what a value is of, but for those of breakdowns."""
_WIDTH = 120


def is_template(workbook: Workbook) -> bool:
    """Whether a workbook is a template, filled in or not."""
    return any(sheet.name == HIDDEN_SHEET for sheet in workbook.sheets)


@dataclass
class FilledTable(Sheet):
    """The table of what was filled in, whose cells have the places of the cells that they were read from."""

    origins: list[list[Place]] = field(default_factory=list)

    def place(self, row: int, column: int) -> Place:
        """The place of a cell in the workbook."""
        return self.origins[row][column]


class FilledTemplate:
    """A template that came back."""

    def __init__(self, workbook: Workbook, store: RecordStore) -> None:
        self.problems: list[Problem] = []
        """What is wrong with it."""
        self._store = store
        self._workbook = workbook
        self._entries = Entries(next(sheet for sheet in workbook.sheets if sheet.name == HIDDEN_SHEET))
        self._bulletin = store.of(Bulletin)[0].record
        self._refuse_others()
        self._values = [] if self.problems else list(self._read())

    @cached_property
    def workbook(self) -> Workbook:
        """What was filled in, as a workbook of one table."""
        return Workbook(self._workbook.file, [self._table()], links=self._workbook.links)

    @property
    def mapping(self) -> str:
        """The text of the mapping by which that table is imported."""
        return yaml.safe_dump(self._mapping(), allow_unicode=True, sort_keys=False, width=_WIDTH)

    @cached_property
    def records(self) -> Mapping[str, str]:
        """The file of the source of the figures, by its path below ``records/``; none where it is known."""
        if self._day is None or self._source in self._known[Source]:
            return {}
        titles = self._entries.pairs(Entry.SOURCE_TITLE)
        title = {language: titles.get(language) or next(iter(titles.values())) for language in self._languages}
        said = {"id": self._source, "title": self._alone(title), "published": self._day}
        text = yaml.safe_dump([said], allow_unicode=True, sort_keys=False, width=_WIDTH)
        return {f"sources/{self._source}.yml": f"# {self._workbook.file}\n{text}"}

    def _report(self, kind: ProblemKind, place: Place, **details: str) -> None:
        self.problems.append(Problem(kind, place, details))

    # --- the whole workbook

    def _refuse_others(self) -> None:
        """Report a template that is not to be read at all."""
        given, title = self._entries.first(Entry.VERSION), self._entries.first(Entry.BULLETIN)
        own = self._bulletin.title
        if not (given and title and self._source and self._entries.sheets and self._entries.pairs(Entry.SOURCE_TITLE)):
            self._report(kinds.WORKBOOK_DAMAGED, self._start)
        elif not given.isdecimal() or int(given) > int(VERSION):
            self._report(kinds.FORM_NEWER, self._start, given=given)
        elif name_key(title) not in map(name_key, own.root.values()):
            self._report(kinds.FORM_OF_OTHER_BULLETIN, self._start, given=title, known=own.main)

    @property
    def _start(self) -> Place:
        return Place(self._workbook.file, 1, 1)

    @property
    def _source(self) -> str:
        return self._entries.first(Entry.SOURCE)

    @property
    def _languages(self) -> tuple[str, ...]:
        return self._bulletin.languages

    @cached_property
    def _known(self) -> Mapping[type, frozenset[str]]:
        """The ids in the records."""
        of = (Organization, Measure, Population, Source)
        return {model: frozenset(self._store.by_id(model)) for model in of}

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        """The sheets by their keys, whatever they are called now."""
        return {text_of(sheet.content(*SHEET_KEY)): sheet for sheet in self._workbook.sheets}

    @cached_property
    def _day(self) -> date | None:
        """The day of the report; None where it was not typed."""
        typed = self._sheets[INSTRUCTIONS].content(*REPORT_DAY) if INSTRUCTIONS in self._sheets else ""
        if isinstance(typed, datetime):
            return typed.date()
        try:
            return typed if isinstance(typed, date) else date.fromisoformat(str(typed))
        except ValueError:
            return None

    # --- its sheets

    def _read(self) -> Iterator[FilledValue]:
        """What was filled in, of all sheets."""
        if self._day is None and self._source not in self._known[Source]:
            sheet = self._sheets.get(INSTRUCTIONS)
            self._report(kinds.FORM_DAY_MISSING, sheet.place(*REPORT_DAY) if sheet else self._start)
        for key, entries in self._entries.sheets.items():
            sheet = self._sheets.get(key)
            if sheet is None:
                self._report(kinds.FORM_PART_MISSING, self._start, given=key)
            elif self._is_known(sheet, entries):
                yield from FilledRows(sheet, entries, self._entries, self._report).read()

    def _is_known(self, sheet: Sheet, entries: SheetEntries) -> bool:
        """Whether what a sheet asks for is in the records; a measure with another definition is reported, too."""
        gone = list(self._gone(entries))
        for name in gone:
            self._report(kinds.FORM_NOT_IN_RECORDS, sheet.place(*SHEET_KEY), given=name)
        if not gone:
            definitions = self._store.by_id(Measure)[entries.measure].definition.root.values()
            if name_key(entries.definition) not in map(name_key, definitions):
                self._report(kinds.FORM_DEFINITION_CHANGED, sheet.place(*SHEET_KEY), given=entries.measure)
        return not gone

    def _gone(self, entries: SheetEntries) -> Iterator[str]:
        """The ids of a sheet that are no longer in the records."""
        yield from {entries.measure} - self._known[Measure]
        yield from {entries.population} - {*self._known[Population], EVERYTHING}
        yield from sorted({organization for organization, _ in entries.rows} - self._known[Organization])
        yield from (path for path in entries.headings if path.startswith(PART) and not self._is_category(path))

    def _is_category(self, path: str) -> bool:
        _, breakdown, category = path.split(".", 2)
        record = self._breakdowns.get(breakdown)
        return record is not None and any(known.id == category for known in record.categories)

    @cached_property
    def _breakdowns(self) -> Mapping[str, Breakdown]:
        return self._store.breakdowns()

    # --- the table that is imported

    def _table(self) -> FilledTable:
        """A row for each value that was filled in."""
        columns, start = [*self._columns], self._start
        headings: list[Content] = [*columns]
        table = FilledTable(self._workbook.file, "", [headings], origins=[[start] * len(columns)])
        for number, value in enumerate(self._values, 1):
            status, note = (cell or value.value for cell in (value.status, value.note))
            places = {"status": status.place, **dict.fromkeys(self._notes, note.place)}
            said = self._said(value)
            table.rows.append([said.get(name, "") for name in columns])
            table.origins.append([places.get(name, value.value.place) for name in columns])
            _copy_facts(value.value, table.facts, (number, columns.index("value")))
        self._remark_on_notes()
        return table

    def _said(self, value: FilledValue) -> dict[str, Content]:
        """What a row of the table says, by the headings."""
        *about, breakdown, category = value.about
        said: dict[str, Content] = dict(zip(_ABOUT, about, strict=True))
        said |= {PART + name: part for name, part in self._parts(breakdown, category).items()}
        said |= {"value": value.value.content, "status": value.status.text if value.status else ""}
        return said | dict.fromkeys(self._notes, value.note.text if value.note else "")

    def _parts(self, breakdown: str, category: str) -> dict[str, str]:
        """The category of each breakdown that a value is of: of the cell of a crossing, of each that is crossed."""
        if not breakdown:
            return {}
        return dict(zip(self._breakdowns[breakdown].dimensions, crossed_categories(category), strict=True))

    @cached_property
    def _columns(self) -> dict[str, Any]:
        """The headings of the table, with what their columns hold."""
        used = dict.fromkeys(name for value in self._values for name in self._parts(*value.about[-2:]))
        parts = {PART + name: {"breakdown": name} for name in used}
        return {name: name for name in _ABOUT} | parts | {name: name for name in ("value", "status", *self._notes)}

    @property
    def _notes(self) -> list[str]:
        """The fields of notes: one for each language of the bulletin."""
        return ["note"] if len(self._languages) == 1 else [f"note.{language}" for language in self._languages]

    def _remark_on_notes(self) -> None:
        if len(self._languages) > 1:
            for place, text in dict.fromkeys((v.note.place, v.note.text) for v in self._values if v.note):
                self._report(kinds.FORM_NOTE_UNTRANSLATED, place, given=text)

    def _mapping(self) -> dict[str, Any]:
        """What the columns of the table hold; every id stands for itself, whatever else is called so."""
        ids: dict[str, dict[str, str]] = {}
        for value in self._values:
            organization, measure, _, population, *part = value.about
            named = {"organization": organization, "measure": measure, "population": population, **self._parts(*part)}
            for name, known in named.items():
                ids.setdefault(name, {})[known] = known
        constants = {"source": self._source} | ({"reported": self._day} if self._day else {})
        return {"columns": self._columns, "constants": constants, "ids": ids}

    def _alone(self, words: dict[str, str]) -> Any:
        """Words as they are typed in a record: without a tag where there is one language."""
        return words if len(words) > 1 else next(iter(words.values()))


def _copy_facts(cell: FilledCell, facts: SheetFacts, to: tuple[int, int]) -> None:
    """Keep what is odd about a cell: a number shown as a percentage, a formula that has failed."""
    at, own = (cell.row, cell.column), cell.sheet.facts
    if at in own.percent:
        facts.percent.add(to)
    if at in own.uncomputed:
        facts.uncomputed.add(to)
    if at in own.errors:
        facts.errors[to] = own.errors[at]
