"""The workbook of a template: its instructions, its sheets, and the hidden sheet by which it is read back.

The same records give the same bytes. Text of records is written as text: it never becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_formula, xl_rowcol_to_cell

from bulletin import __version__
from bulletin.localization.messages import _
from bulletin.model.keys import SeriesKey
from bulletin.model.records import Status
from bulletin.model.text import Language
from bulletin.rendering.labels import ABSENCES
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.editions import STATUSES
from bulletin.rendering.phrases.figures import measure_name
from bulletin.spreadsheets.template import Template, TemplateRow
from bulletin.spreadsheets.template_columns import Columns
from bulletin.spreadsheets.template_instructions import INSTRUCTIONS_NAME, TITLE, Instructions
from bulletin.spreadsheets.template_layout import FIRST_VALUE, HEADINGS, HIDDEN_SHEET, UNIT_NAME, VERSION, Entry
from bulletin.spreadsheets.template_sheets import Formats, Lists, MeasureSheet

FINALITY = {**STATUSES, Status.OFFICIAL: _("final", "status of a figure")}
"""How final a figure is, for a list of words to choose from."""
_REPORT = _("Report", "title of a source")
_LONGEST_NAME = 31
"""Most characters of the name of a sheet."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""What no name of a sheet holds."""
_NAMELESS = "–"
"""The name of a sheet whose title has no character that is allowed."""
_RESERVED = ("history", HIDDEN_SHEET)
"""Names that no visible sheet has: one is Excel's own."""
_UNKNOWN_DAY = date(2000, 1, 1)
"""The day on which a template is made of records without a figure."""


def workbook_of(template: Template, language: Language) -> bytes:
    """The bytes of the workbook (.xlsx) in a language."""
    content = BytesIO()
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with Workbook(content, {"in_memory": True, **plain}) as book:
        _Writer(book, template, Localizer(template.catalogue, language)).write()
    return content.getvalue()


def sheet_names(titles: Iterable[str]) -> tuple[str, ...]:
    """Names of sheets after titles: short enough, without what is not allowed, and different whatever their case."""
    taken = set(_RESERVED)
    names = []
    for title in titles:
        name = next(name for name in _candidates(title) if name.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _candidates(title: str) -> Iterator[str]:
    """The title as a name; then again and again with a number behind it."""
    plain = " ".join("".join(filter(str.isprintable, title.translate(_FORBIDDEN))).split()).strip("'")
    number = 1
    while True:
        suffix = f" ({number})" if number > 1 else ""
        yield _cut(plain or _NAMELESS, _LONGEST_NAME - len(suffix)).rstrip(" '") + suffix
        number += 1


def _cut(text: str, length: int) -> str:
    """The beginning of a text, of so many characters as spreadsheets count them: in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


@dataclass(frozen=True)
class _Writer:
    """Writes a workbook."""

    book: Workbook
    template: Template
    words: Localizer

    def write(self) -> None:
        """Write all sheets."""
        self._properties()
        formats, sheets = (
            Formats(self.book),
            [Columns(self.template, plan, self.words) for plan in self.template.sheets],
        )
        captions = [measure_name(self.words, SeriesKey("", of.plan.measure.id, of.plan.population)) for of in sheets]
        first, *names = sheet_names([self.words.say(INSTRUCTIONS_NAME), *captions])
        listed = tuple(zip(names, captions, sheets, strict=True))
        Instructions(self.book.add_worksheet(first), self.template, self.words, formats, listed).write()
        for number, (name, caption, of) in enumerate(listed, 2):
            MeasureSheet(self.book.add_worksheet(name), of, formats, self._lists, caption).write()
            self._headings_for_screen_readers(name, of, number)
        self._hidden(sheets)

    def _properties(self) -> None:
        """The properties of the document: made on the day of the latest report, whatever day it is."""
        bulletin, last = self.template.catalogue.bulletin, self.template.release.last_report or _UNKNOWN_DAY
        self.book.set_properties(
            {
                "title": self.words.named(self.words.say(TITLE), self.words.text(bulletin.title)),
                "author": self.words.text(bulletin.publisher),
                "created": datetime.combine(last, time()),
            }
        )

    def _headings_for_screen_readers(self, name: str, of: Columns, number: int) -> None:
        """Say where the headings of a table are, by a name of the form that screen readers know."""
        first = xl_rowcol_to_cell(HEADINGS, UNIT_NAME)
        last = xl_rowcol_to_cell(of.last_row, FIRST_VALUE + len(of.all) - 1)
        cell = xl_rowcol_to_cell(HEADINGS, UNIT_NAME, row_abs=True, col_abs=True)
        self.book.define_name(f"TitleRegion1.{first}.{last}.{number}", f"={quote_sheetname(name)}!{cell}")

    # --- the hidden sheet

    @cached_property
    def _words_to_choose(self) -> tuple[tuple[str, str, str], ...]:
        reasons = ((Entry.ABSENCE.value, absence.value, self.words.say(word)) for absence, word in ABSENCES.items())
        statuses = ((Entry.STATUS.value, status.value, self.words.say(word)) for status, word in FINALITY.items())
        return (*reasons, *statuses)

    @property
    def _lists(self) -> Lists:
        """Where the hidden sheet has the words: in its first rows."""
        reasons, last = len(ABSENCES), len(ABSENCES) + len(FINALITY)
        word = 2
        return Lists(
            xl_range_formula(HIDDEN_SHEET, 0, word, reasons - 1, word),
            xl_range_formula(HIDDEN_SHEET, reasons, word, last - 1, word),
        )

    def _hidden(self, sheets: Sequence[Columns]) -> None:
        sheet = self.book.add_worksheet(HIDDEN_SHEET)
        for number, cells in enumerate((*self._words_to_choose, *self._about(), *_entries(sheets))):
            for position, cell in enumerate(cells):
                sheet.write_string(number, position, cell)
        sheet.protect()
        sheet.very_hidden()

    def _about(self) -> Iterator[tuple[str, ...]]:
        bulletin, source = self.template.catalogue.bulletin, self.template.source
        yield Entry.VERSION, VERSION, __version__
        yield Entry.BULLETIN, bulletin.title.localized(bulletin.languages[0])
        yield Entry.LANGUAGE, self.words.language
        yield Entry.SOURCE, source
        for language in bulletin.languages:
            words = Localizer(self.template.catalogue, language)
            yield Entry.SOURCE_TITLE, language, report_title(self.template, words)


def report_title(template: Template, words: Localizer) -> str:
    """What the report of the units is called as a source."""
    units = words.commas(words.organization(unit) for unit in template.organizations[:3])
    report = words.say(_REPORT)
    return words.commas((words.named(report, units) if units else report, words.period(template.span)))


def _entries(sheets: Iterable[Columns]) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet about each sheet."""
    for of in sheets:
        words, plan = of.words, of.plan
        yield Entry.SHEET, plan.key, plan.measure.id, plan.population, words.text(plan.measure.definition)
        yield from ((Entry.HEADING, plan.key, column.field, column.heading) for column in of.all)
        yield from (_row_entry(plan.key, row, words) for row in plan.rows)


def _row_entry(key: str, row: TemplateRow, words: Localizer) -> tuple[str, ...]:
    called = words.organization(row.organization), words.period(row.period)
    return (Entry.ROW, key, row.organization, row.period.text, *called)
