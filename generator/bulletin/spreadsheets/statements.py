"""What the rows of a sheet state: the values of observations, each with its dimensions and its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bulletin.model.keys import ValueKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Measure, Status
from bulletin.model.records.sheets import LEFT_OUT, SheetColumn
from bulletin.model.text import Text
from bulletin.model.values import Quantity, Value
from bulletin.problems import Problem, kinds
from bulletin.reading.yaml_parser import flow
from bulletin.spreadsheets.cells import CellError, Stated, to_period, value_text
from bulletin.spreadsheets.columns import Placed, Table

Categories = tuple[tuple[str, str], ...]
"""Breakdowns, each with a category: none for a whole, several where breakdowns are crossed."""
_DIMENSIONS = ("organization", "measure", "population")
_OWN = frozenset({*_DIMENSIONS, "period", "each", "status"})
"""Fields that have a place of their own in a statement."""


_NUMBERS = ("interval", "numerator", "denominator")
"""Fields besides the value that hold numbers."""


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
    numbers: set[str] = field(default_factory=set)
    """Fields among these that hold numbers beside the value."""
    pair: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    """A breakdown and a category that are in columns of their own, with their cells."""


class LeftOutError(Exception):
    """A row that the mapping leaves out by a name in it."""


class Statements:
    """Reads the statements of a table of observations."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._constants = {name: str(value) for name, value in table.mapping.constants.items()}
        self._values = [placed for placed in table.columns if placed.column.holds_values]
        self._others = [placed for placed in table.columns if not placed.column.holds_values]
        self._above: str | None = None
        self.left_out = 0
        """Rows with values that the mapping leaves out by a name other than that of a total."""

    def read(self) -> Iterator[Statement]:
        """Every statement; what is wrong with cells is added to the problems of the table.

        Those of rows that the mapping leaves out by what is in place of their organization have that as its id.
        """
        for row in self._table.rows():
            stated = [found for placed in self._values if (found := self._value(row, placed)) is not None]
            if not stated:
                continue
            try:
                about = self._row(row)
            except LeftOutError:
                self.left_out += 1
                continue
            except CellError as error:
                self._table.problems.append(error.problem)
                continue
            yield from (made for placed, value in stated if (made := self._statement(row, about, placed, value)))

    def _value(self, row: int, placed: Placed) -> tuple[Placed, Stated] | None:
        try:
            stated = self._table.cells.value(row, placed.at)
        except CellError as error:
            self._table.problems.append(error.problem)
            return None
        return None if stated is None else (placed, stated)

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
        elif name.partition(".")[0] in _NUMBERS:
            if (stated := self._table.cells.value(*at)) is not None and (number := value_text(stated.value)):
                row.others[name] = number
                row.numbers.add(name)
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

    def _statement(self, row: int, about: _Row, placed: Placed, stated: Stated) -> Statement | None:
        at = row, placed.at
        try:
            key, period, categories = self._key(about, placed.column, at)
        except CellError as error:
            self._table.problems.append(error.problem)
            return None
        mark, value = stated.mark, without_decimals(stated.value, self._table.vocabulary.measures.get(key.measure))
        said = about.others.get("status", Status.OFFICIAL)
        status = (mark.status if mark else None) or placed.column.status or Status(said)
        note = mark.note if mark else None
        left = (*_OWN, *about.numbers) if categories else _OWN  # an interval is one of the whole
        others = tuple((name, text) for name, text in about.others.items() if name not in left)
        return Statement(key, period, categories, value, status, note, others, self._table.sheet.place(*at))

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
        return to_period(text, self._table.calendar) if text else None

    def _crossed(self, categories: Categories, at: tuple[int, int]) -> tuple[str | None, str | None]:
        """The breakdown and the category of a figure; of several, those of the breakdown that crosses them."""
        if len(categories) < 2:
            return categories[0] if categories else (None, None)
        named = dict(categories)
        for record in self._table.vocabulary.breakdowns.values():
            crosses = getattr(record, "crosses", ())
            if crosses and set(crosses) == named.keys():
                return record.id, ".".join(named[breakdown] for breakdown in crosses)
        given = sorted(named)
        better = flow([{"id": "-and-".join(given), "crosses": given}])[1:-1]
        place, details = self._table.sheet.place(*at), {"given": ", ".join(given), "better": f"- {better}"}
        raise CellError(Problem(kinds.CSV_CROSSING_UNKNOWN, place, details))


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
        other = first.setdefault(statement.key, statement)
        if other is statement:
            yield statement
        elif other.value != statement.value:
            table.problems.append(Problem(kinds.CELL_REPEATED, statement.place, {"other": str(other.place)}))
