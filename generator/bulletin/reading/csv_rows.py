"""The rows of a CSV file of records: which of them belong to one record, and what their cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from bulletin.model.records import VALUE, CsvDescription, Observation, Record
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.csv_cells import Cells
from bulletin.reading.csv_documents import CsvDocument, crossing_details
from bulletin.reading.csv_headings import Languages, kind_at, typed_at
from bulletin.reading.csv_text import BrokenRowError, cells_at, rows_of
from bulletin.reading.documents import NO_DETAILS, REFUSED, Data, Details, Entry, Path

_DIMENSIONS: Final = frozenset(
    {"organization", "measure", "period", "each", "population", "reported", "source", "status"}
)
"""Fields of an observation by which rows belong to one record."""

_RATIO: Final = (("numerator",), ("denominator",))
"""Fields of an observation of which its value is computed where it has none."""

Fields: TypeAlias = "dict[str, Data]"
"""A record as typed."""
Texts: TypeAlias = tuple[str, ...]


class _Stated(NamedTuple):
    """A value in a row."""

    line: int
    column: int
    cells: Sequence[str]
    """All cells of the row."""
    period: Data | None
    """That of the column, where it has one."""
    part: Path
    """Which value of a record it is."""
    value: Data | None
    """None where it is computed from other fields of the row."""


class Rows:
    """Makes records of the rows below the headings."""

    def __init__(
        self, document: CsvDocument, declared: CsvDescription, model: type[Record], languages: Languages
    ) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._cells = Cells(declared, document)
        self._empty = typed_at(document.description, "empty")
        self._new = _copier(typed_at(document.description, "constants"))
        columns = document.columns
        figures = [(column, at) for column, at in columns.fields if column in columns.periods or at == (VALUE,)]
        self._values = figures if model is Observation else []
        """The columns of values of observations; all others hold fields of the row."""
        fields = [(column, at) for column, at in columns.fields if (column, at) not in self._values]
        types = {at: kind_at(model, languages, at) for _, at in fields}
        read = {at: self._cells.reader(kind) for at, kind in types.items()}
        is_single = {at: len(at) == 1 and kind != "array" for at, kind in types.items()}
        self._single = [(column, str(at[0]), read[at]) for column, at in fields if is_single[at]]
        self._others = [(column, at, read[at], types[at] == "array") for column, at in fields if not is_single[at]]
        periods = set(map(str, columns.periods.values()))
        self._is_gathering = bool(columns.breakdowns) or len(periods) < len(columns.periods)
        self._key = _picker(column for column, at in fields if at[0] in _DIMENSIONS)
        self._rest = _picker(column for column, at in fields if at[0] not in _DIMENSIONS)
        """Picks the cells of fields by which rows do not differ, such as a note."""
        self._ratio = [column for column, at in fields if at in _RATIO]
        self._groups: dict[Texts, int] = {}
        """The record that rows of a key belong to."""
        self._rests: dict[int, Texts] = {}
        """The fields of records by which rows do not differ, where any is filled."""
        self._empty_rows: tuple[int, int] | None = None
        """The line of the first of the empty rows before this one, and their number."""

    def read(self) -> bool:
        """Add the records of all rows to the document, and note what is wrong with rows.

        :returns: whether the file could be read to its end.
        """
        separator, width = self._document.separator, 0
        try:
            for line, cells in rows_of(self._document, separator):
                if not width:
                    width = len(cells)
                elif len(cells) == width:
                    self._row(line, [cell.strip() for cell in cells])
                elif cells:
                    details = {"given": len(cells), "count": width, "separator": separator}
                    self._report(kinds.CSV_ROW_RAGGED, line, min(len(cells), width + 1) - 1, details)
        except BrokenRowError as error:
            self.problems.append(error.problem)
            return False
        self._end_empty_rows()
        return True

    def _row(self, line: int, cells: Sequence[str]) -> None:
        """Add what a row holds; empty rows are reported once, where they begin."""
        if not any(cells):
            first, count = self._empty_rows or (line, 0)
            self._empty_rows = first, count + 1
            return
        if self._empty_rows:
            self._end_empty_rows()
        if not self._values:
            self._add(line, self._fields(cells))
        elif self._document.typed or not self._are_headings(line, cells):
            self._figures(line, cells)

    def _end_empty_rows(self) -> None:
        if self._empty_rows:
            line, count = self._empty_rows
            self._report(kinds.CSV_ROWS_EMPTY, line, 0, {"count": count})
            self._empty_rows = None

    def _are_headings(self, line: int, cells: Sequence[str]) -> bool:
        """Whether a row above all figures has words in place of every value, which is then a problem."""
        filled = [(column, cells[column]) for column, _ in self._values if cells[column]]
        if not filled or any(self._cells.may_be_value(cell) for _, cell in filled):
            return False
        self._report(kinds.CSV_SECOND_HEADINGS, line, filled[0][0], {"given": filled[0][1]})
        return True

    def _report(self, kind: ProblemKind, line: int, column: int, details: Details = NO_DETAILS) -> None:
        cells = cells_at(self._document.text, self._document.start_of(line), self._document.separator)
        if self._document.admits(kind.code, lambda: self._document.place(cells[column][0])):
            self.problems.append(self._document.problem(kind, cells[column][0], details))

    def _figures(self, line: int, cells: Sequence[str]) -> None:
        """Add the values of a row to the records that they belong to."""
        columns = self._document.columns
        categories = columns.categories(cells)
        part = columns.part(categories)
        if part is None:
            column = max(column for _, column in categories.values())
            self._report(kinds.CSV_CROSSING_UNKNOWN, line, column, crossing_details(categories))
            return
        for column, at in self._values:
            period, cell = columns.periods.get(column), cells[column]
            is_computed = not cell and period is None and at == part == (VALUE,) and self._has_ratio(cells)
            if not cell and period is None and self._empty is REFUSED and not is_computed:
                self._report(kinds.VALUE_EMPTY, line, column)
            if cell or period is None:
                value = self._cells.number(cell) if cell else None if is_computed else self._empty
                self._figure(_Stated(line, column, cells, period, part if at == (VALUE,) else at, value))

    def _has_ratio(self, cells: Sequence[str]) -> bool:
        """Whether a row has a numerator and a denominator, of which its value is made."""
        return len(self._ratio) == len(_RATIO) and all(cells[column] for column in self._ratio)

    def _fields(self, cells: Sequence[str]) -> Fields:
        """The fields of a row but for values, and those that all rows have."""
        fields = self._new()
        for column, name, read in self._single:
            if cell := cells[column]:
                fields[name] = read(cell)
        for column, at, read, is_list in self._others:
            if cell := cells[column]:
                _put(fields, at, read(cell), is_list=is_list)
        return fields

    def _figure(self, stated: _Stated) -> None:
        """Add a value to the record that it belongs to, or a new one."""
        if self._is_gathering:
            key, rest = (str(stated.period), *self._key(stated.cells)), self._rest(stated.cells)
            number = self._groups.get(key)
            if number is not None and not self._may_join(number, stated.part, rest):
                key = (*key, "", *rest)
                number = self._groups.get(key)
            if number is not None and self._joined(number, stated):
                return
            self._groups[key] = len(self._document.typed)
            if any(rest):
                self._rests[len(self._document.typed)] = rest
        fields = self._fields(stated.cells)
        if stated.period is not None:
            fields["period"] = stated.period
            self._document.cells.append(stated.column)
        if stated.value is not None:
            _put(fields, stated.part, stated.value)
        self._add(stated.line, fields)

    def _may_join(self, number: int, part: Path, rest: Texts) -> bool:
        """Whether a row says nothing besides its value that is not said of the record as well.

        A row of the whole may add to a record what none of its categories has said.
        """
        return not any(rest) or self._rests.get(number, rest if part == (VALUE,) else None) == rest

    def _joined(self, number: int, stated: _Stated) -> bool:
        """Add a value to a record, unless that has another one in its place."""
        record = self._document.typed[number]
        if not isinstance(record, dict) or stated.value is None:
            return False
        if (known := _at(record, stated.part)) is not None:
            if known == stated.value:
                other = Entry(self._document, record, number).place_of(stated.part)
                self._report(kinds.FIGURE_REPEATED, stated.line, stated.column, {"other": other})
            return known == stated.value
        if stated.part == (VALUE,) and any(rest := self._rest(stated.cells)):
            record.update((name, data) for name, data in self._fields(stated.cells).items() if name not in record)
            self._rests[number] = rest
        _put(record, stated.part, stated.value)
        if stated.line != self._document.lines[number]:
            self._document.more_lines.setdefault(number, []).append(stated.line)
        return True

    def _add(self, line: int, fields: Fields) -> None:
        self._document.typed.append(fields)
        self._document.lines.append(line)


def _copier(constants: Data) -> Callable[[], Fields]:
    """Gives a new record with the fields that all have."""
    if not isinstance(constants, dict):
        return dict
    is_nested = any(isinstance(constant, (dict, list)) for constant in constants.values())
    return (lambda: deepcopy(constants)) if is_nested else constants.copy


def _picker(columns: Iterable[int]) -> Callable[[Sequence[str]], Texts]:
    """Gives the cells of some columns."""
    picked = tuple(columns)
    pick: Any = itemgetter(*picked) if picked else lambda _: ()
    return (lambda cells: (pick(cells),)) if len(picked) == 1 else pick


def _put(record: Fields, path: Path, value: Data, *, is_list: bool = False) -> None:
    """Set a field within a record; of a list, add an item."""
    *above, last = map(str, path)
    for step in above:
        below = record.get(step)
        if not isinstance(below, dict):
            below = record[step] = {}
        record = below
    if not is_list:
        record[last] = value
    elif isinstance(items := record.setdefault(last, []), list):
        items.append(value)


def _at(record: Data, path: Path) -> Data | None:
    """What a record has at a path; None for nothing."""
    for step in path:
        if not isinstance(record, dict) or str(step) not in record:
            return None
        record = record[str(step)]
    return record
