"""What cells of a sheet say: values with what is marked behind them, and periods, as the mapping declares it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from bulletin.model.periods import Period
from bulletin.model.records.sheets import Mark, SheetMapping
from bulletin.model.values import Absence, Value, parse_value
from bulletin.problems import Hint, Problem, kinds
from bulletin.reading.csv_documents import notation_hint, suppressed_hint
from bulletin.reading.hints import period_hint
from bulletin.reading.number_hints import number_hint, says_suppressed
from bulletin.reading.number_notation import NumberNotation
from bulletin.reading.record_parser import Declared
from bulletin.reading.yaml_parser import parse
from bulletin.spreadsheets.layout import MARKED, text_of
from bulletin.spreadsheets.workbook import Sheet

_KEPT = Context(prec=15)
"""Significant digits of a number that spreadsheets keep; what is behind them is the rest of binary fractions."""


class Stated(NamedTuple):
    """What the cell of a value states."""

    value: Value
    mark: Mark | None = None
    is_percent: bool = False
    """Whether the cell shows a percentage, by its format or its sign."""


class CellError(Exception):
    """A cell that cannot be what its column holds."""

    def __init__(self, problem: Problem) -> None:
        """Say which problem it has."""
        super().__init__(problem.code)
        self.problem = problem


class Cells:
    """Reads the cells of a sheet by its mapping."""

    def __init__(self, sheet: Sheet, mapping: SheetMapping, declared: Declared, file: str | None = None) -> None:
        """Take what is declared.

        :param file: the mapping's, for what is to be typed in it; None where there is none to type in.
        """
        self._sheet = sheet
        self._mapping = mapping
        self._declared = declared
        self._notation = NumberNotation(mapping.decimal, mapping.grouping)
        self._file = file
        self._periods: dict[str, Period | None] = {}

    def text(self, row: int, column: int) -> str:
        """What a cell holds, as text; empty where it holds nothing.

        :raises CellError: where its formula has no value.
        """
        self._refuse_failed(row, column)
        return text_of(self._sheet.content(row, column))

    def _refuse_failed(self, row: int, column: int) -> None:
        facts = self._sheet.facts
        if given := facts.errors.get((row, column)):
            raise CellError(self._sheet.problem(kinds.CELL_FAILED, row, column, given=given))
        if (row, column) in facts.uncomputed:
            raise CellError(self._sheet.problem(kinds.CELL_UNCOMPUTED, row, column))

    def value(self, row: int, column: int) -> Stated | None:
        """The value that a cell states; None where it is empty and nothing is reported.

        :raises CellError: where it states none.
        """
        self._refuse_failed(row, column)
        content = self._sheet.content(row, column)
        if isinstance(content, (bool, date, time, timedelta)):
            kind = kinds.VALUE_NOT_A_NUMBER if isinstance(content, bool) else kinds.CELL_DATE
            raise CellError(self._sheet.problem(kind, row, column, given=text_of(content)))
        if isinstance(content, str):
            return self._typed(content, row, column)
        is_percent = (row, column) in self._sheet.facts.percent
        number = _KEPT.create_decimal(repr(content)) * (100 if is_percent else 1)
        return Stated(self._number(f"{number.normalize():f}", row, column), is_percent=is_percent)

    def _typed(self, text: str, row: int, column: int) -> Stated | None:
        """The value of a text: a sign of the mapping, a number as its declared, or one with a mark behind it."""
        if text in self._mapping.missing:
            return Stated(self._mapping.missing[text])
        if not text:
            return None if self._mapping.empty is None else Stated(self._mapping.empty)
        if text in {absence.value for absence in Absence}:
            return Stated(Absence(text))
        if (plain := self._plain(text.removesuffix("%").rstrip())) is not None:
            return Stated(self._number(plain, row, column), is_percent=text.endswith("%"))
        if (match := MARKED.fullmatch(text)) and (plain := self._plain(match["number"])) is not None:
            mark = match["mark"].strip("() ")
            if mark not in self._mapping.marks:
                raise CellError(self._sheet.problem(kinds.CELL_MARK, row, column, given=text, mark=mark))
            return Stated(self._number(plain, row, column), self._mapping.marks[mark])
        if text.startswith("{") and (value := _qualified(text)) is not None:
            return Stated(value)
        problem = self._sheet.problem(kinds.VALUE_NOT_A_NUMBER, row, column, given=text)
        hint = self._mapping_hint(text, self._file) if self._file else None
        hint = hint or number_hint(text, self._declared.languages)
        raise CellError(Problem(problem.kind, problem.place, problem.details, hint=hint))

    def _mapping_hint(self, text: str, file: str) -> Hint | None:
        """What to declare in the mapping, where that would make a value of the text."""
        return suppressed_hint(text, file) if says_suppressed(text) else notation_hint(text, self._mapping, file)

    def _plain(self, text: str) -> str | None:
        """A number that is text as records write it, by the declared signs; None where it is none."""
        return self._notation.plain(text.replace("−", "-").removeprefix("+"))

    def _number(self, plain: str, row: int, column: int) -> Value:
        try:
            return parse_value(_kept(Decimal(plain)))
        except PydanticCustomError as error:
            raise CellError(self._sheet.problem(kinds.VALUE_TOO_LARGE, row, column, given=plain)) from error

    def period(self, row: int, column: int) -> Period | None:
        """The period that a cell names; None where it is empty.

        :raises CellError: where it names none.
        """
        self._refuse_failed(row, column)
        content = self._sheet.content(row, column)
        shown = self._sheet.facts.months.get((row, column), 10)
        text = text_of(content)[:shown] if isinstance(content, (date, datetime)) else text_of(content)
        if not text:
            return None
        if text not in self._periods:
            self._periods[text] = self._declared.to_period(text)
        if (period := self._periods[text]) is None:
            problem = self._sheet.problem(kinds.PERIOD_MALFORMED, row, column, given=text)
            hint = period_hint(text, self._declared.languages)
            raise CellError(Problem(problem.kind, problem.place, problem.details, hint=hint))
        return period


def _qualified(text: str) -> Value | None:
    """A value that is typed as in records, such as ``{about: 810}``; None for other text."""
    document, problems = parse("", text)
    try:
        return None if problems else parse_value(document.data)
    except PydanticCustomError:
        return None


def _kept(number: Decimal) -> Decimal:
    """A number without the digits that spreadsheets do not keep."""
    return number if len(number.as_tuple().digits) <= _KEPT.prec else _KEPT.plus(number).normalize()


def value_text(value: Value) -> str:
    """A value as the cell of a CSV file holds it."""
    if isinstance(value, Absence):
        return value.value
    number = f"{value.decimal:f}" if isinstance(value.number, Decimal) else f"{float(value.number):.{_KEPT.prec}g}"
    if value.is_exact:
        return number
    return f"{{{value.qualifier.value}: {number if value.upper is None else f'[{number}, {value.upper}]'}}}"
