"""The sheets of a template that are filled in, one for each measure: headings, rows, drop-down lists and checks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from bulletin.analysis.figures import Figure
from bulletin.localization.languages import is_right_to_left
from bulletin.localization.messages import Message, _
from bulletin.model.records import Measure
from bulletin.rendering.labels import Labels
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.spreadsheets.template import TemplateRow
from bulletin.spreadsheets.template_columns import Column, Columns, Use
from bulletin.spreadsheets.template_formulas import FITS, accepts, parts_check, units_check
from bulletin.spreadsheets.template_layout import (
    FIELDS,
    FIRST_ROW,
    FIRST_VALUE,
    HEADINGS,
    ORGANIZATION,
    PARENT,
    PERIOD,
    PERIOD_NAME,
    SHEET_KEY,
    UNIT_NAME,
    Field,
)

_NAME_WIDTH, _PERIOD_WIDTH = (18, 40), 18
"""Widths of the columns of units, at least and at most, and of periods; in characters."""
_WIDEST = 26
"""Characters that a column grows to, so that no word of its heading is broken."""
_A4 = 9
"""The number of this size of paper in the file format."""
LINE = 15
"""Height of a line in points."""


class Formats:
    """The formats of a workbook. What may be filled in has a frame and no colour; all other cells are locked."""

    def __init__(self, book: Workbook) -> None:
        grid = {"border": 1, "border_color": "#595959", "valign": "top"}
        add = partial(self._add, book)
        self.title = add(bold=True, font_size=14)
        self.text = add(text_wrap=True, valign="top")
        self.bold = add(bold=True)
        self.heading = add(**grid, bold=True, text_wrap=True, bg_color="#d9e2ec")
        self.label = add(**grid, text_wrap=True, bg_color="#f2f2f2")
        self.cell = add(**grid, text_wrap=True)
        self.before = add(**grid, text_wrap=True, bg_color="#f2f2f2", font_color="#404040", align="right")
        self.check = add(**grid, text_wrap=True, bg_color="#f2f2f2")
        self.differs = book.add_format({"bold": True, "bg_color": "#fde2e1", "font_color": "#7a1f1f"})
        self.count = add(**grid, locked=False, num_format="#,##0")
        self.number = add(**grid, locked=False, num_format="0.0#####")
        self.words = add(**grid, locked=False, text_wrap=True, num_format="@")
        self.day = add(**grid, locked=False, num_format="yyyy-mm-dd", align="left")

    @staticmethod
    def _add(book: Workbook, **settings: Any) -> Format:
        return book.add_format(settings)


def finish(sheet: Worksheet, words: Localizer) -> None:
    """Lock what is not to be filled in, and set how a sheet is printed and in which direction it is read."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if is_right_to_left(words.language):
        sheet.right_to_left()


@dataclass(frozen=True)
class Lists:
    """The cells of the hidden sheet that hold the words of drop-down lists."""

    reasons: str
    statuses: str


@dataclass(frozen=True)
class MeasureSheet:
    """Writes a sheet."""

    sheet: Worksheet
    columns: Columns
    formats: Formats
    lists: Lists
    caption: str
    """The name of the measure, with the population."""

    @property
    def words(self) -> Localizer:
        """The words of the template."""
        return self.columns.words

    def write(self) -> None:
        """Write all of it."""
        self.sheet.write_string(*SHEET_KEY, self.columns.plan.key)
        self._head()
        self._headings()
        for number, row in enumerate(self.columns.plan.rows, FIRST_ROW):
            self._row(number, row)
        for column in self.columns.all:
            self._validate(column)
        self._view()
        self._print()

    # --- above the rows

    def _head(self) -> None:
        measure, last = self.columns.plan.measure, FIRST_VALUE + len(self.columns.all) - 1
        self.sheet.write_string(0, UNIT_NAME, self.caption, self.formats.title)
        definition = self.words.text(measure.definition)
        across = min(last, FIRST_VALUE + 5)
        self.sheet.merge_range(1, UNIT_NAME, 1, across, "", self.formats.text)
        self.sheet.write_string(1, UNIT_NAME, definition, self.formats.text)
        self.sheet.set_row(1, LINE * min(8, 1 + len(definition) // 90))
        self.sheet.merge_range(2, UNIT_NAME, 2, across, "", self.formats.text)
        accepted = " ".join(map(self.words.say, (_accepted(measure), _EMPTY)))
        self.sheet.write_string(2, UNIT_NAME, accepted, self.formats.text)

    def _headings(self) -> None:
        names = {
            ORGANIZATION: ("", Field.ORGANIZATION.value),
            PERIOD: ("", Field.PERIOD.value),
            UNIT_NAME: (self.words.say(Labels.organization), Field.UNIT_NAME.value),
            PERIOD_NAME: (self.words.say(Labels.period), Field.PERIOD_NAME.value),
        } | {n: (column.heading, column.field) for n, column in enumerate(self.columns.all, FIRST_VALUE)}
        for position, (heading, field) in names.items():
            self.sheet.write_string(FIELDS, position, field)
            if heading:
                self.sheet.write_string(HEADINGS, position, heading, self.formats.heading)
        lines = max(1 + len(column.heading) // (column.width - 2) for column in self.columns.all)
        self.sheet.set_row(FIELDS, None, None, {"hidden": True})
        self.sheet.set_row(HEADINGS, LINE * min(lines + 1, 8))

    # --- the rows

    def _row(self, number: int, row: TemplateRow) -> None:
        unit = self.columns.template.catalogue.organizations[row.organization]
        self.sheet.write_string(number, ORGANIZATION, row.organization)
        self.sheet.write_string(number, PERIOD, row.period.text)
        self.sheet.write_string(number, PARENT, unit.parent or "")
        self.sheet.write_string(number, UNIT_NAME, self.words.organization(row.organization), self.formats.label)
        self.sheet.write_string(number, PERIOD_NAME, self.words.period(row.period), self.formats.label)
        for position, column in enumerate(self.columns.all, FIRST_VALUE):
            self._cell(number, position, row, column)

    def _cell(self, number: int, position: int, row: TemplateRow, column: Column) -> None:
        if column.is_filled_in:
            self.sheet.write_blank(number, position, None, self._input(column))
        elif column.use is Use.BEFORE:
            self.sheet.write_string(number, position, self._before(row, column), self.formats.before)
        elif column.breakdown is not None:
            formula = parts_check(self.columns, number, column.breakdown)
            self.sheet.write_formula(number, position, formula, self.formats.check, "")
        elif below := self._below[row]:
            self.sheet.write_formula(number, position, units_check(self.columns, number, below), self.formats.check, "")
        else:
            self.sheet.write_blank(number, position, None, self.formats.check)

    def _input(self, column: Column) -> Format:
        if column.use is not Use.VALUE:
            return self.formats.words
        return self.formats.count if self.columns.plan.measure.is_counted else self.formats.number

    @cached_property
    def _below(self) -> Counter[TemplateRow]:
        """How many units directly below that of a row have rows of the same period."""
        units = self.columns.template.catalogue.organizations
        return Counter(
            row._replace(organization=units[row.organization].parent or "") for row in self.columns.plan.rows
        )

    def _before(self, row: TemplateRow, column: Column) -> str:
        """The figure of the period before, and what is already known of this one, each with its period and flags."""
        key, template = self.columns.plan.figure_key(row, column.value), self.columns.template
        figures = (template.before(key), template.known(key))
        return "\n".join(self._shown(figure) for figure in figures if figure is not None)

    def _shown(self, figure: Figure) -> str:
        flags = "".join(f" [{flag.value}]" for flag in dict.fromkeys(figure.flags))
        return self.words.named(self.words.period(figure.key.period), value_in_cell(self.words, figure) + flags)

    # --- what cells accept

    def _validate(self, column: Column) -> None:
        position = self.columns.position(column)
        lists = {Use.REASON: self.lists.reasons, Use.STATUS: self.lists.statuses}
        settings: dict[str, Any]
        if column.use in lists:
            settings = {"validate": "list", "source": f"={lists[column.use]}", "error_message": self.words.say(_CHOOSE)}
        elif column.use is Use.VALUE:
            formula = accepts(self.columns, FIRST_ROW, column.value, self.lists.reasons)
            settings = {"validate": "custom", "value": formula, "error_message": self._refusal(column)}
        else:
            return
        title = self.words.say(NOT_ACCEPTED)
        self.sheet.data_validation(
            FIRST_ROW, position, self.columns.last_row, position, {**settings, "error_title": title}
        )

    def _refusal(self, column: Column) -> str:
        measure = self.columns.plan.measure
        is_bounded = column.value.breakdown is not None and measure.has_bounded_parts
        sentences = (_accepted(measure), *([_NOT_ABOVE_WHOLE] if is_bounded else []), _EMPTY)
        return " ".join(map(self.words.say, sentences))

    # --- how it looks

    def _view(self) -> None:
        names = [self.words.organization(row.organization) for row in self.columns.plan.rows]
        least, most = _NAME_WIDTH
        self.sheet.set_column(ORGANIZATION, PARENT, None, None, {"hidden": True})
        self.sheet.set_column(UNIT_NAME, UNIT_NAME, min(most, max(least, *map(len, names)) + 2))
        self.sheet.set_column(PERIOD_NAME, PERIOD_NAME, _PERIOD_WIDTH)
        for position, column in enumerate(self.columns.all, FIRST_VALUE):
            longest = max(map(len, column.heading.split()))
            self.sheet.set_column(position, position, max(column.width, min(longest + 3, _WIDEST)))
            if column.use in (Use.PARTS, Use.UNITS):
                self._highlight(position)
        self.sheet.freeze_panes(FIRST_ROW, FIRST_VALUE)
        self.sheet.set_selection(FIRST_ROW, self.columns.whole, FIRST_ROW, self.columns.whole)

    def _highlight(self, position: int) -> None:
        """Show what does not fit in bold and with a colour, besides its words."""
        cell, fits = xl_rowcol_to_cell(FIRST_ROW, position), self.words.say(FITS).replace('"', '""')
        criteria = f'=AND({cell}<>"",{cell}<>"{fits}")'
        rule = {"type": "formula", "criteria": criteria, "format": self.formats.differs}
        self.sheet.conditional_format(FIRST_ROW, position, self.columns.last_row, position, rule)

    def _print(self) -> None:
        finish(self.sheet, self.words)
        self.sheet.repeat_rows(HEADINGS)
        self.sheet.set_footer("&L&A&R&P / &N")


def _accepted(measure: Measure) -> Message:
    """What values of a measure look like."""
    if measure.is_part_of_hundred:
        return _SHARE
    if measure.is_counted:
        return _ANY_WHOLE_NUMBER if measure.may_be_negative else _WHOLE_NUMBER
    return _ANY_NUMBER if measure.may_be_negative else _NUMBER


_WHOLE_NUMBER = _("Whole numbers, 0 or more.")
_ANY_WHOLE_NUMBER = _("Whole numbers, also below zero.")
_NUMBER = _("Numbers, 0 or more.")
_ANY_NUMBER = _("Numbers, also below zero.")
_SHARE = _("Percentages from 0 to 100, without the sign: 26.2, not 0.262.")
_EMPTY = _("Leave empty what is not known yet; an empty cell is no zero.")
_NOT_ABOVE_WHOLE = _("A part is not more than the whole.")
_CHOOSE = _("Choose one of the words in the list, or leave the cell empty.")
NOT_ACCEPTED = _("Not accepted", "title of an error message in a spreadsheet")
