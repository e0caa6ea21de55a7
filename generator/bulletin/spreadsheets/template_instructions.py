"""The first sheet of a template: what to do, on which day the report is made, and what each sheet asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from bulletin.analysis.figures import Flag, sorted_flags
from bulletin.localization.messages import _
from bulletin.rendering.labels import ABSENCES, FLAGS, Labels
from bulletin.rendering.localizer import Localizer
from bulletin.spreadsheets.template import Template
from bulletin.spreadsheets.template_columns import Columns, Use
from bulletin.spreadsheets.template_layout import INSTRUCTIONS, REPORT_DAY, SHEET_KEY
from bulletin.spreadsheets.template_sheets import LINE, NOT_ACCEPTED, Formats, finish

INSTRUCTIONS_NAME = _("Instructions")
TITLE = _("Report form")
_REPORT_DAY = _("Day of this report (year-month-day)")
_STEPS = (
    (
        _("Type the day of your report in the framed cell above. Then fill in the framed cells of the other sheets."),
        None,
    ),
    (_("Leave a cell empty when you do not know the figure yet. Type 0 only when there was nothing to count."), None),
    (
        _(
            "If there is a reason why there is no figure, choose it in the column “{column}”. For a part of a figure, "
            "type the reason in the place of the number, in one of these words: {reasons}."
        ),
        Use.REASON,
    ),
    (_("The column “{column}” shows earlier figures, each with its period. They cannot be changed here."), Use.BEFORE),
    (
        _("The columns of checks say in words where figures do not fit together. Empty: there is nothing to check."),
        None,
    ),
    (
        _("Do not add, delete or move rows and columns. What a reader should know goes into the column “{column}”."),
        Use.NOTE,
    ),
    (_("Save the file in the format .xlsx, and send it to {contact}."), None),
)
"""What to do, with the column that is spoken of."""
_SHEET = _("Sheet", "of a spreadsheet")
_DEFINITION = _("Definition")
_LETTERS = _("Letters in square brackets")
_EARLIEST = date(1900, 1, 1)
_LATEST = date(2200, 12, 31)
_WIDTHS = (34, 34, 60, 18)


@dataclass(frozen=True)
class Instructions:
    """Writes the sheet."""

    sheet: Worksheet
    template: Template
    words: Localizer
    formats: Formats
    listed: tuple[tuple[str, str, Columns], ...]
    """The other sheets: name, measure, columns."""

    def write(self) -> None:
        """Write all of it."""
        self.sheet.write_string(*SHEET_KEY, INSTRUCTIONS)
        self._head()
        row = self._steps(REPORT_DAY[0] + 2)
        row = self._table(row + 1, self._sheets())
        self._table(row + 1, self._flags())
        self._view()

    def _head(self) -> None:
        say, bulletin = self.words.say, self.template.catalogue.bulletin
        self.sheet.write_string(0, 1, say(TITLE), self.formats.title)
        self.sheet.write_string(1, 1, self.words.text(bulletin.title), self.formats.bold)
        self.sheet.write_string(2, 1, self._about(), self.formats.bold)
        self.sheet.write_string(REPORT_DAY[0], 1, say(_REPORT_DAY), self.formats.label)
        self.sheet.write_blank(*REPORT_DAY, None, self.formats.day)
        accepted = {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
        refusal = {"error_title": say(NOT_ACCEPTED), "error_message": say(_REPORT_DAY)}
        self.sheet.data_validation(*REPORT_DAY, *REPORT_DAY, {**accepted, **refusal})

    def _about(self) -> str:
        """Whom the form is for, and for which periods."""
        units = self.words.commas(map(self.words.organization, self.template.organizations))
        return self.words.semicolons((units, self.words.commas(map(self.words.period, self.template.periods))))

    def _steps(self, row: int) -> int:
        """Write what to do, a line each; gives the row behind them."""
        columns = self.listed[0][2]
        headings = {column.use: column.heading for column in reversed(columns.all)}
        reasons = self.words.commas(map(self.words.say, ABSENCES.values()))
        for number, (message, use) in enumerate(_STEPS, 1):
            column = headings[use] if use else ""
            step = self.words.say(message, column=column, contact=self._contact(), reasons=reasons)
            self._line(row, f"{number}. {step}")
            row += 1
        return row

    def _contact(self) -> str:
        contact = self.template.catalogue.bulletin.contact
        return self.words.commas((self.words.text(contact.name), contact.email or ""))

    def _line(self, row: int, text: str) -> None:
        """Write a text across all columns, in as many lines as it needs."""
        last = len(_WIDTHS)
        self.sheet.merge_range(row, 1, row, last, "", self.formats.text)
        self.sheet.write_string(row, 1, text, self.formats.text)
        self.sheet.set_row(row, LINE * (1 + len(text) // (sum(_WIDTHS) - 10)))

    def _sheets(self) -> Iterator[tuple[str, ...]]:
        yield tuple(map(self.words.say, (_SHEET, Labels.measure, _DEFINITION, Labels.unit)))
        for name, caption, columns in self.listed:
            measure = columns.plan.measure
            yield name, caption, self.words.text(measure.definition), self.words.unit_of(measure.id)

    def _flags(self) -> Iterator[tuple[str, ...]]:
        yield self.words.say(_LETTERS), self.words.say(Labels.meaning)
        for flag in sorted_flags(Flag):
            yield f"[{flag.value}]", self.words.say(FLAGS[flag])

    def _table(self, row: int, cells: Iterator[tuple[str, ...]]) -> int:
        """Write headings and rows; gives the row behind them."""
        for number, texts in enumerate(cells):
            style = self.formats.cell if number else self.formats.heading
            for position, text in enumerate(texts, 1):
                self.sheet.write_string(row, position, text, style)
            row += 1
        return row

    def _view(self) -> None:
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        for position, width in enumerate(_WIDTHS, 1):
            self.sheet.set_column(position, position, width)
        self.sheet.set_selection(*REPORT_DAY, *REPORT_DAY)
        self.sheet.hide_gridlines(2)
        finish(self.sheet, self.words)
