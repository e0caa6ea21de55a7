"""A template that was filled in: what its cells state, to be imported as what those of any sheet do.

Only what the unit filled in is read, by the ids in hidden cells (:mod:`bulletin.spreadsheets.template_layout`). An
empty cell says nothing. What else was done to the workbook is reported at its cell: headings changed, rows
added, taken out or sorted in part.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

import yaml

from bulletin.localization.messages import _
from bulletin.model.keys import ValueKey
from bulletin.model.names import name_key
from bulletin.model.periods import EARLIEST, LATEST
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Breakdown, Bulletin, Measure, Organization, Population, Source
from bulletin.model.records.parts import crossed_categories
from bulletin.model.records.sheets import SheetMapping
from bulletin.model.text import Text
from bulletin.model.values import Value
from bulletin.problems import Hint, Problem, ProblemKind, kinds
from bulletin.reading.documents import Document
from bulletin.reading.documents import Entry as TypedEntry
from bulletin.reading.files import RECORDS
from bulletin.reading.record_parser import Declared
from bulletin.reading.record_store import RecordStore
from bulletin.spreadsheets.cells import CellError, Cells
from bulletin.spreadsheets.columns import Table
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.names import Vocabulary
from bulletin.spreadsheets.signs import MAY_BE_THOUSANDS
from bulletin.spreadsheets.statements import Statement, without_decimals
from bulletin.spreadsheets.template_layout import HIDDEN_SHEET, INSTRUCTIONS, REPORT_DAY, SHEET_KEY, VERSION, Entry
from bulletin.spreadsheets.template_rows import (
    PART,
    Entries,
    FilledCell,
    FilledRows,
    FilledValue,
    SheetEntries,
    fields_of,
)
from bulletin.spreadsheets.workbook import Sheet, Workbook

_WIDTH = 120
_LATER_DAY = _(
    "If it revises the figure, type the day on which the unit sent the new one into the first sheet of the form."
)


def is_template(workbook: Workbook) -> bool:
    """Whether a workbook is a template, filled in or not."""
    return any(sheet.name == HIDDEN_SHEET for sheet in workbook.sheets)


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
        self._remark_on_notes()

    @cached_property
    def records(self) -> Mapping[str, str]:
        """The file of the source of the figures, by its path below ``records/``; none where it is known."""
        if self._day is None or self._source in self._known[Source]:
            return {}
        titles = self._entries.pairs(Entry.SOURCE_TITLE)
        title = {language: titles.get(language) or next(iter(titles.values())) for language in self._languages}
        alone = title if len(title) > 1 else next(iter(title.values()))
        said = {"id": self._source, "title": alone, "published": self._day}
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
        try:
            day = typed.date() if isinstance(typed, datetime) else date.fromisoformat(str(typed))
        except ValueError:
            return None
        return day if EARLIEST <= day.year <= LATEST else None

    @property
    def _place_of_day(self) -> Place:
        sheet = self._sheets.get(INSTRUCTIONS)
        return sheet.place(*REPORT_DAY) if sheet else self._start

    # --- its sheets

    def _read(self) -> Iterator[FilledValue]:
        """What was filled in, of all sheets."""
        if self._day is None and self._source not in self._known[Source]:
            self._report(kinds.FORM_DAY_MISSING, self._place_of_day)
        for sheet in self._workbook.sheets:
            is_known = text_of(sheet.content(*SHEET_KEY)) in self._entries.sheets or sheet.name == HIDDEN_SHEET
            if not is_known and "value" in fields_of(sheet):
                self._report(kinds.FORM_DAMAGED, sheet.place(*SHEET_KEY))
        for key, entries in self._entries.sheets.items():
            own = self._sheets.get(key)
            if own is None:
                self._report(kinds.FORM_PART_MISSING, self._start, given=key)
            elif self._is_known(own, entries):
                yield from FilledRows(own, entries, self._entries, self._report).read()

    def _remark_on_notes(self) -> None:
        if len(self._languages) > 1:
            for note in dict.fromkeys((value.note.place, value.note.text) for value in self._values if value.note):
                self._report(kinds.FORM_NOTE_UNTRANSLATED, note[0], given=note[1])

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
        breakdown, _, category = path.removeprefix(PART).partition(".")
        record = self._breakdowns.get(breakdown)
        return record is not None and any(known.id == category for known in record.categories)

    @cached_property
    def _breakdowns(self) -> Mapping[str, Breakdown]:
        return self._store.breakdowns()

    # --- the figures to be imported

    def table(self, vocabulary: Vocabulary, declared: Declared) -> Table:
        """What an import compares with the records, without columns: the form's own cells say what values are of."""
        nothing, plain = Sheet(self._workbook.file, "", []), SheetMapping.model_construct(columns={})
        document = Document(self._workbook.file, "", {}, array("I", [0]))
        return Table(nothing, plain, vocabulary, declared, TypedEntry(document, {}, 0))

    def statements(self, table: Table) -> Iterator[Statement]:
        """The values that were filled in; what is wrong with cells is added to the problems of the table."""
        for filled in self._values:
            try:
                yield self._statement(filled, table)
            except CellError as error:
                table.problems.append(error.problem)

    def _statement(self, filled: FilledValue, table: Table) -> Statement:
        """What a cell states.

        :raises CellError: where it states no value, or its period is none that the records know.
        """
        organization, measure, text, population, breakdown, category = filled.about
        period = table.declared.to_period(text)
        if period is None:
            raise CellError(Problem(kinds.PERIOD_MALFORMED, filled.cell.place, {"given": text}))
        dimensions = self._breakdowns[breakdown].dimensions if breakdown else ()
        key = ValueKey(organization, measure, period.text, population, annual=False, breakdown=None, category=None)
        return Statement(
            key._replace(breakdown=breakdown, category=category) if breakdown else key,
            period,
            tuple(zip(dimensions, crossed_categories(category), strict=False)),
            filled.reason or self._number(filled.cell, measure, table),
            filled.status,
            Text.computed(dict.fromkeys(self._languages, filled.note.text)) if filled.note else None,
            (("source", self._source), *([("reported", self._day.isoformat())] if self._day else [])),
            filled.cell.place,
        )

    def _number(self, cell: FilledCell, measure: str, table: Table) -> Value:
        """The number in a cell.

        :raises CellError: where it is none, or a text that may be several.
        """
        try:
            stated = Cells(cell.sheet, table.mapping, table.declared).value(cell.row, cell.column)
        except CellError as error:
            raise self._unclear(cell) if isinstance(cell.content, str) and cell.content else error from None
        if stated is None or (isinstance(cell.content, str) and MAY_BE_THOUSANDS.fullmatch(cell.content)):
            raise self._unclear(cell)
        return without_decimals(stated.value, table.vocabulary.measures[measure])

    def _unclear(self, cell: FilledCell) -> CellError:
        known = ", ".join(self._entries.pairs(Entry.ABSENCE).values())
        return CellError(Problem(kinds.FORM_NUMBER_UNCLEAR, cell.place, {"given": cell.text, "known": known}))

    def in_form(self, problem: Problem) -> Problem:
        """A problem of the records with the form, as who filled that in can solve it."""
        if problem.kind is kinds.REPORT_NOT_LATER:
            return replace(problem, hint=Hint(_LATER_DAY))
        files = {f"{RECORDS}/{name}" for name in self.records}
        is_of_source = problem.place == self._start or problem.place.file in files
        return replace(problem, place=self._place_of_day, line_text="") if is_of_source else problem
