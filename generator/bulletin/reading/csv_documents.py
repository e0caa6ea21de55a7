"""A CSV file of records: the place of each field of its records, looked up in the text only when it is asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bulletin.model.places import Place
from bulletin.model.records import VALUE, CsvDescription
from bulletin.model.values import Absence
from bulletin.problems import Hint, Problem, ProblemKind, kinds
from bulletin.reading.csv_text import cells_at
from bulletin.reading.documents import NO_DETAILS, Data, Details, Document, Entry, Path
from bulletin.reading.files import POLICY
from bulletin.reading.number_hints import says_suppressed
from bulletin.reading.number_notation import GROUPS
from bulletin.reading.yaml_parser import flow

Crossings: TypeAlias = "dict[frozenset[str], tuple[str, tuple[str, ...]]]"
"""The breakdowns that cross others, by these: their ids, and the others in their order."""


def crossing_details(breakdowns: Iterable[str]) -> dict[str, str]:
    """What the problem names of breakdowns that are filled in together and that none crosses."""
    given = sorted(breakdowns)
    better = flow([{"id": "-and-".join(given), "crosses": given}])[1:-1]
    return {"given": ", ".join(given), "better": f"- {better}"}


_BREAKDOWN: Final = 2
"""Steps of the path of a breakdown."""
BY: Final = "by"
"""The field that has the values of categories."""


@dataclass(frozen=True)
class Columns:
    """What each column of a file holds, by its number: a field, categories or values of a period."""

    fields: tuple[tuple[int, Path], ...]
    """The field of each column that holds one, or the values of a period."""
    periods: dict[int, Data] = field(default_factory=dict)
    """The period of each column of values of one, as typed."""
    breakdowns: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    """The breakdown of each column of categories, and what stands for the whole."""
    crossings: Crossings = field(default_factory=dict)

    def categories(self, cells: Sequence[str]) -> dict[str, tuple[str, int]]:
        """The category of each breakdown in a row, and its column; empty where the row is about the whole."""
        return {
            breakdown: (cell, column)
            for column, (breakdown, whole) in self.breakdowns.items()
            if (cell := cells[column]) and cell != whole
        }

    def part(self, categories: dict[str, tuple[str, int]]) -> Path | None:
        """The path of the value of a row with these categories; None where no breakdown crosses theirs."""
        if not categories:
            return (VALUE,)
        if len(categories) == 1:
            ((breakdown, (category, _)),) = categories.items()
            return (BY, breakdown, category)
        crossing = self.crossings.get(frozenset(categories))
        if crossing is None:
            return None
        return (BY, crossing[0], *(categories[breakdown][0] for breakdown in crossing[1]))


@dataclass
class CsvDocument(Document):
    """A CSV file that was read; of a record, ``cursor`` is its number.

    A record may be made of several rows, of a whole and its categories, or of a cell of a row, of one period. Kept is
    only in which lines its rows begin.
    """

    description: Document = field(default_factory=lambda: Document("", ""))
    """The file that says what its columns hold."""
    declared: CsvDescription | None = None
    """What that says."""
    columns: Columns = field(default_factory=lambda: Columns(()))
    """What its columns hold."""
    typed: list[Data] = field(default_factory=list)
    """The records, in the order of their first cells."""
    lines: array[int] = field(default_factory=lambda: array("I"))
    """The line in which the first row of each record begins."""
    more_lines: dict[int, list[int]] = field(default_factory=dict)
    """Those in which further rows of a record begin."""
    cells: array[int] = field(default_factory=lambda: array("I"))
    """The column of the one value of each record, where there are columns of periods."""

    def records(self) -> list[Entry]:
        """The records of the file."""
        return [Entry(self, data, number) for number, data in enumerate(self.typed)]

    def start_of_record(self, cursor: int) -> Place:
        """Where its first row begins; of one of several records of a row, the cell with its value."""
        if not self.cells:
            return Place(self.file, self.lines[cursor], 1)
        return self.place(self._cells_of(self.lines[cursor])[self.cells[cursor]][0])

    def locate(self, _data: Data, cursor: int, path: Path, *, key: bool = False) -> tuple[Document, int]:
        """The cell that holds a field, or of a key below a breakdown the category.

        What all rows have is in the description.
        """
        within: int | None = None
        for line in (self.lines[cursor], *self.more_lines.get(cursor, ())):
            cells = self._cells_of(line)
            for at, column in self._paths(cells, cursor, key=key and len(path) > _BREAKDOWN):
                if path[: len(at)] == at:
                    return self, cells[column][0]
                if within is None and path and at[: len(path)] == path:
                    within = cells[column][0]
        if within is not None:
            return self, within
        if path and (found := self._constant(path, key=key)) is not None:
            return self.description, found
        return self, self._empty_cell(self.lines[cursor], path)

    def _paths(self, cells: Sequence[tuple[int, str]], cursor: int, *, key: bool) -> Iterator[tuple[Path, int]]:
        """The path of each cell of a row that a record has something of, and its column."""
        texts = [text for _, text in cells]
        categories = self.columns.categories(texts)
        part = self.columns.part(categories) or (VALUE,)
        if key:
            yield from (((BY, name, category), column) for name, (category, column) in categories.items())
            yield from ((part, column) for _, column in categories.values())
        items: dict[Path, int] = {}
        for column, path in self.columns.fields:
            if column in self.columns.periods:
                if texts[column] and self.columns.periods[column] == self.columns.periods[self.cells[cursor]]:
                    yield ("period",), column
                    yield (part if path == (VALUE,) else path), column
            elif texts[column]:
                yield (part if path == (VALUE,) else path), column
                yield (*path, items.get(path, 0)), column
                items[path] = items.get(path, 0) + 1

    def _constant(self, path: Path, *, key: bool) -> int | None:
        """The offset in the description of a field that all rows have; None where they do not."""
        data = self.description.data
        constants = data.get("constants") if isinstance(data, dict) else None
        if not isinstance(constants, dict) or path[0] not in constants:
            return None
        return self.description.offset_of(data, 0, ("constants", *path), key=key)

    def _empty_cell(self, line: int, path: Path) -> int:
        """The offset of the cell that would hold a field; of the row where there is no such column."""
        cells = self._cells_of(line)
        return next((cells[column][0] for column, at in self.columns.fields if path and at == path), cells[0][0])

    def _cells_of(self, line: int) -> Sequence[tuple[int, str]]:
        return cells_at(self.text, self.start_of(line), self.separator)

    @property
    def separator(self) -> str:
        """What separates the cells."""
        return self.declared.separator if self.declared else ","

    def problem(
        self, kind: ProblemKind, offset: int, details: Details = NO_DETAILS, hint: Hint | None = None
    ) -> Problem:
        """A problem at a character; what to type is as in a CSV file."""
        if kind.code.startswith("csv-"):
            details = {**details, "file": self.description.file}
        return super().problem(kind, offset, details, self._hint(kind, details) or hint)

    def _hint(self, kind: ProblemKind, details: Details) -> Hint | None:
        """What to type where that is not the same as in YAML."""
        if kind is kinds.VALUE_NOT_A_NUMBER:
            given = str(details.get("given", ""))
            if says_suppressed(given):
                return suppressed_hint(given, self.description.file)
            if SIGN.fullmatch(given):
                return Hint(kinds.DECLARE_SIGN, self._named | {"better": flow({given: "not-available"})})
            return self._number_hint(given)
        hints = {
            kinds.FIELD_MISSING: kinds.FILL_IN,
            kinds.VALUE_EMPTY: kinds.EMPTY_CELL,
            kinds.TAB_FOUND: kinds.TAB_DELIMITER,
        }
        return Hint(hints[kind], self._named) if kind in hints else None

    @property
    def _named(self) -> dict[str, str]:
        return {"file": self.description.file}

    def _number_hint(self, given: str) -> Hint | None:
        return notation_hint(given, self.declared, self.description.file) if self.declared else None


def suppressed_hint(given: str, file: str) -> Hint:
    """The hint for the sign of a suppressed number that nothing declares.

    :param file: that of the description or mapping.
    """
    better = flow({given: Absence.SUPPRESSED.value})
    return Hint(kinds.DECLARE_SUPPRESSED, {"given": given, "file": file, "better": better, "policy": POLICY})


def notation_hint(given: str, declared: CsvDescription, file: str) -> Hint | None:
    """The hint for a number whose signs are not those that a description or mapping declares.

    :param file: that of the description.
    """
    match = _OTHER_SIGNS.fullmatch(given)
    if match is None:
        return None
    group, decimals = match["group"], match["decimals"]
    if decimals and declared.decimal != ".":
        return Hint(kinds.AS_DECLARED, {"file": file, "sign": declared.decimal})
    if decimals == ",":
        return Hint(kinds.DECLARE_DECIMAL, {"file": file, "sign": decimals})
    if group is None or declared.grouping is not None:
        return None
    if group == "," and declared.decimal == ".":
        return Hint(kinds.DECLARE_EITHER, {"file": file, "sign": group})
    return Hint(kinds.DECLARE_GROUPING, {"file": file, "sign": group, "better": _quoted(group)})


_OTHER_SIGNS = re.compile(
    "-?(?:[0-9]{1,3}(?:(?P<group>[ \u00a0\u202f.,'\u2019])[0-9]{3}(?:(?P=group)[0-9]{3})*)|[0-9]+)"
    "(?:(?P<decimals>[.,])[0-9]+)?"
)
"""A number with any signs of thousands and decimals."""
SIGN: Final = re.compile(r"[-–—−.…·*:/]{1,5}")
"""What is put in place of a number: dashes, points, an asterisk."""


def _quoted(group: str) -> str:
    """A sign of thousands as the description declares it."""
    return "space" if group in GROUPS["space"] else f'"{group}"'
