"""What the rows of a sheet state: the values of observations, each with its dimensions and its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from bulletin.analysis.quantities import ratio_value
from bulletin.model.keys import ValueKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Measure, Status, Unit
from bulletin.model.records.measure_kinds import Points
from bulletin.model.records.parts import crossed_id
from bulletin.model.records.sheets import LEFT_OUT, SheetColumn
from bulletin.model.text import Text
from bulletin.model.values import Quantity, Value, exact_number
from bulletin.problems import Problem, kinds
from bulletin.reading.csv_documents import crossing_details
from bulletin.reading.number_notation import NumberNotation
from bulletin.spreadsheets.cells import CellError, Stated, value_text
from bulletin.spreadsheets.columns import Placed, Table
from bulletin.spreadsheets.layout import text_of

Categories = tuple[tuple[str, str], ...]
"""Breakdowns, each with a category: none for a whole, several where breakdowns are crossed."""
_DIMENSIONS = ("organization", "measure", "population")
_OWN = frozenset({*_DIMENSIONS, "period", "each", "status"})
"""Fields that have a place of their own in a statement."""
NUMBERS = ("interval.lower", "interval.upper", "interval.level", "numerator", "denominator")
"""Fields besides the value that hold numbers."""
_PLAIN = NumberNotation(".", None)
_RATIO = frozenset({"numerator", "denominator"})
"""Those of which a value can be made."""


def numbers_in(fields: Iterable[tuple[str, str]]) -> dict[str, Decimal]:
    """The numbers among fields besides the value; what is no number is refused when the file is validated."""
    found = {name: _PLAIN.plain(text) for name, text in fields if name in NUMBERS}
    return {name: Decimal(plain) for name, plain in found.items() if plain is not None}


class Statement(NamedTuple):
    """A value that a cell states."""

    key: ValueKey
    period: Period
    categories: Categories
    value: Value
    status: Status
    note: Text | None
    others: tuple[tuple[str, str], ...]
    """Other fields of its row, such as ``source`` and ``interval.lower``, as text."""
    place: Place
    """Where its cell is."""
    is_computed: bool = False
    """Whether no cell has the value, which is made of its numerator and denominator."""

    @property
    def numbers(self) -> dict[str, Decimal]:
        """The fields besides the value that hold numbers."""
        return numbers_in(self.others)

    @property
    def notes(self) -> dict[str, str]:
        """Its note by the fields of its languages: that of the mark behind the value, then that of its row."""
        words = self.note.root if self.note else {}
        said = {f"note.{tag}" if len(words) > 1 else "note": text for tag, text in words.items()}
        for name, text in self.others:
            if name.partition(".")[0] == "note":
                said[name] = f"{said[name]} {text}" if name in said else text
        return said

    @property
    def source(self) -> str | None:
        """The id of the source that its row or the mapping names."""
        return dict(self.others).get("source")


@dataclass
class _Row:
    """What the cells of a row say of all values in it."""

    others: dict[str, str]
    ids: dict[str, str] = field(default_factory=dict)
    period: Period | None = None
    categories: list[tuple[str, str]] = field(default_factory=list)
    pair: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    """A breakdown and a category that are in columns of their own, with their cells."""

    @property
    def status(self) -> Status:
        """How final its values are, as far as the row says it."""
        return Status(self.others.get("status", Status.OFFICIAL))


class LeftOutError(Exception):
    """A row that the mapping leaves out by a name in it."""


class _Values(NamedTuple):
    """The columns of values that are about the same, with further fields of these."""

    column: SheetColumn
    """What is said of them."""
    value: Placed | None
    """The column of the values; None where they are computed."""
    fields: tuple[Placed, ...]

    @property
    def at(self) -> int:
        """The number of the column whose cells stand for the values."""
        return self.value.at if self.value else self.fields[0].at


class Statements:
    """Reads the statements of a table of observations."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._constants = {name: str(value) for name, value in table.mapping.constants.items()}
        self._values = list(_values(table.columns))
        used = {placed.at for values in self._values for placed in (values.value, *values.fields) if placed}
        self._others = [placed for placed in table.columns if placed.at not in used]
        self._above: str | None = None
        units = table.vocabulary.store.by_id(Unit).values()
        self._percent_units = {unit.id for unit in units if unit.symbol == "%"}
        self._in_percent: set[int] = set()
        """Columns with cells that show percent."""
        self._fractions: list[tuple[int, int]] = []
        """Cells of measures in percent that hold less than one, and do not show percent."""

    def read(self) -> Iterator[Statement]:
        """Every statement; what is wrong with cells is added to the problems of the table.

        Those of rows that the mapping leaves out by what is in place of their organization have that as its id.
        """
        for row in self._table.rows():
            try:
                stated = [(values, self._value(row, values)) for values in self._values]
                if all(value is None and not self._is_computed(row, values) for values, value in stated):
                    continue
                about = self._row(row)
            except LeftOutError:
                continue
            except CellError as error:
                self._table.problems.append(error.problem)
                continue
            yield from (made for found in stated if (made := self._statement(row, about, *found)))
        for at in self._fractions:
            if at[1] in self._in_percent:
                given = text_of(self._table.sheet.content(*at))
                self._table.problems.append(self._table.sheet.problem(kinds.CELL_FRACTION, *at, given=given))

    def _value(self, row: int, values: _Values) -> Stated | None:
        try:
            return self._table.cells.value(row, values.value.at) if values.value else None
        except CellError as error:
            self._table.problems.append(error.problem)
            return None

    def _is_computed(self, row: int, values: _Values) -> bool:
        """Whether cells of a row have the numerator and the denominator of a value."""
        columns = [*values.fields, *(self._others if len(self._values) == 1 else ())]
        filled = {placed.column.field for placed in columns if self._table.sheet.content(row, placed.at) != ""}
        return filled.issuperset(_RATIO)

    def _row(self, row: int) -> _Row:
        """What a row says of its values.

        :raises CellError: where a cell names nothing that is known.
        :raises LeftOutError: where the mapping leaves the row out.
        """
        found = _Row({name: text for name, text in self._constants.items() if name not in _DIMENSIONS})
        for placed in self._others:
            if text := self._table.cells.text(row, placed.at):
                self._take(found, text, (row, placed.at), placed.column)
        if "category" in found.pair:
            breakdown = self._id("breakdown", *found.pair["breakdown"])
            found.categories.append((breakdown, self._id(breakdown, *found.pair["category"])))
        self._above = found.ids.get("organization", self._above)
        return found

    def _take(self, row: _Row, text: str, at: tuple[int, int], column: SheetColumn) -> None:
        """Take over what a cell says of the values in its row."""
        name = column.field or ""
        if column.breakdown is not None:
            if text != column.whole:
                row.categories.append((column.breakdown, self._id(column.breakdown, text, at)))
        elif name in _DIMENSIONS:
            row.ids[name] = self._id(name, text, at)
        elif name == "period":
            row.period = self._table.cells.period(*at)
        elif name in {"breakdown", "category"}:
            row.pair[name] = text, at
        elif name == "status":
            row.others[name] = self._status(text, at)
        elif name in NUMBERS:
            if (stated := self._table.cells.value(*at)) is not None:
                row.others[name] = value_text(stated.value)
        else:
            row.others[name] = self._id(name, text, at) if name == "source" else text

    def _id(self, name: str, text: str, at: tuple[int, int]) -> str:
        found = self._table.id_of(name, text, at, above=self._above)
        if found == LEFT_OUT and name != "organization":
            raise LeftOutError
        return found

    def _status(self, text: str, at: tuple[int, int]) -> str:
        status = self._table.mapping.ids.get("status", {}).get(text, text)
        if status not in set(Status):
            details = {"given": text, "field": "status", "known": ", ".join(Status)}
            raise CellError(Problem(kinds.CELL_NAME_UNKNOWN, self._table.sheet.place(*at), details))
        return status

    def _statement(self, row: int, about: _Row, values: _Values, stated: Stated | None) -> Statement | None:
        at = row, values.at
        if stated is None and not self._is_computed(row, values):
            return None
        try:
            own = replace(about, others=dict(about.others))
            for placed in values.fields:
                if text := self._table.cells.text(row, placed.at):
                    self._take(own, text, (row, placed.at), placed.column)
            key, period, categories = self._key(own, values.column, at)
        except CellError as error:
            self._table.problems.append(error.problem)
            return None
        left = (*_OWN, *NUMBERS) if categories else _OWN  # an interval is one of the whole
        others = tuple((name, text) for name, text in own.others.items() if name not in left)
        mark, measure = stated.mark if stated else None, self._table.vocabulary.measures.get(key.measure)
        value = without_decimals(stated.value, measure) if stated else _ratio(measure, own)
        if value is None:
            return None
        if stated is not None and measure is not None:
            self._check_percent(stated, measure, at)
        status = (mark.status if mark else None) or values.column.status or own.status
        note, place = mark.note if mark else None, self._table.sheet.place(*at)
        return Statement(key, period, categories, value, status, note, others, place, is_computed=stated is None)

    def _check_percent(self, stated: Stated, measure: Measure, at: tuple[int, int]) -> None:
        """Note cells that show percent where the measure is not in percent, and those that may lack their format."""
        in_percent = measure.kind.traits.points is Points.PERCENTAGE or measure.unit in self._percent_units
        sheet, number = self._table.sheet, exact_number(stated.value)
        if stated.is_percent and not in_percent:
            given = f"{value_text(stated.value)} %"
            self._table.problems.append(sheet.problem(kinds.CELL_PERCENT, *at, measure=measure.id, given=given))
        elif stated.is_percent:
            self._in_percent.add(at[1])
        elif in_percent and number is not None and 0 < abs(number) < 1:
            self._fractions.append(at)

    def _key(self, about: _Row, column: SheetColumn, at: tuple[int, int]) -> tuple[ValueKey, Period, Categories]:
        constants = self._constants
        ids = {name: getattr(column, name) or about.ids.get(name) or constants.get(name) for name in _DIMENSIONS}
        ids["population"] = ids["population"] or EVERYTHING
        period = column.period or about.period or self._constant_period
        missing = next((name for name in _DIMENSIONS if ids[name] is None), None if period else "period")
        if missing is not None or period is None:
            raise CellError(self._table.sheet.problem(kinds.CELL_DIMENSION_MISSING, *at, field=missing))
        categories = (*about.categories, *_categories_of(column))
        breakdown, category = self._crossed(categories, at)
        organization, measure, population = (str(ids[name]) for name in _DIMENSIONS)
        key = ValueKey(
            organization, measure, period.text, population, about.others.get("each") == "year", breakdown, category
        )
        return key, period, categories

    @property
    def _constant_period(self) -> Period | None:
        text = self._constants.get("period")
        return self._table.declared.to_period(text) if text else None

    def _crossed(self, categories: Categories, at: tuple[int, int]) -> tuple[str | None, str | None]:
        """The breakdown and the category of a figure; of several, those of the breakdown that crosses them."""
        if len(categories) < 2:
            return categories[0] if categories else (None, None)
        named = dict(categories)
        for record in self._table.vocabulary.breakdowns.values():
            if record.crosses and set(record.crosses) == named.keys():
                return record.id, crossed_id(named[breakdown] for breakdown in record.crosses)
        raise CellError(Problem(kinds.CSV_CROSSING_UNKNOWN, self._table.sheet.place(*at), crossing_details(named)))


def _values(columns: Sequence[Placed]) -> Iterator[_Values]:
    """The columns of values, and those of fields that are about the same; fields of all values are left out."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for placed in columns:
        about = (*placed.column.about, _categories_of(placed.column))
        if placed.column.holds_values or any(about):
            groups.setdefault(about, []).append(placed)
    for group in groups.values():
        value = next((placed for placed in group if placed.column.holds_values), None)
        fields = tuple(placed for placed in group if placed is not value)
        yield _Values((value or group[0]).column, value, fields)
    if not groups and (ratio := tuple(placed for placed in columns if placed.column.field in _RATIO)):
        yield _Values(ratio[0].column, None, ratio)


def _ratio(measure: Measure | None, row: _Row) -> Value | None:
    """The value that the numerator and the denominator of a row make; None where these are no numbers."""
    numbers = numbers_in(row.others.items())
    if measure is None or not numbers.keys() >= _RATIO:
        return None
    return ratio_value(numbers["numerator"], numbers["denominator"], measure.factor)


def without_decimals(value: Value, measure: Measure | None) -> Value:
    """A value without the decimals that a program has written behind a number of what is counted: 8 for 8.0."""
    if measure is None or not isinstance(value, Quantity) or value.upper is not None or value.decimals == 0:
        return value
    whole = value.decimal.to_integral_value()
    return replace(value, number=whole) if whole == value.decimal and measure.is_counted else value


def _categories_of(column: SheetColumn) -> Categories:
    """The category that a column of values is of."""
    if column.breakdown is not None and column.category is not None:
        return ((column.breakdown, column.category),)
    parts = (column.field or "").split(".", 2)
    return ((parts[1], parts[2]),) if len(parts) == 3 and parts[0] == "by" else ()


def repeated(table: Table, statements: Iterator[Statement]) -> Iterator[Statement]:
    """The statements, each figure once; a figure that another cell states otherwise is a problem."""
    first: dict[ValueKey, Statement] = {}
    for statement in statements:
        if statement.key.organization == LEFT_OUT:
            yield statement
            continue
        other = first.setdefault(statement.key, statement)
        if other is statement:
            yield statement
        elif other.value != statement.value:
            table.problems.append(Problem(kinds.CELL_REPEATED, statement.place, {"other": str(other.place)}))
