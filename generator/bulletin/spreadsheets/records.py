"""Rows of a sheet that become records of their own: organizations, targets, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bulletin.problems import Problem, kinds
from bulletin.project_template.identifiers import record_id
from bulletin.reading.documents import Data
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.spreadsheets.cells import CellError, value_text
from bulletin.spreadsheets.changes import Change, Outcome
from bulletin.spreadsheets.columns import MODELS, Table
from bulletin.spreadsheets.names import Names
from bulletin.spreadsheets.writing import CsvTable

_IDS = ("organization", "measure", "population", "kind", "parent", "source")
"""Fields that hold an id of something, which a cell may name in other words."""
_OWN_ID = "id"


class Rows:
    """Reads the records of a table, a row each."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._ids: dict[str, str] = {}
        """What the rows are called in their own cells → their ids."""
        self._by_row: dict[int, str] = {}
        self._wanted = table.mapping.id_from or _OWN_ID
        """The field that ids are made of."""
        self._known = self._ids_known()

    def read(self) -> Iterator[tuple[int, dict[str, tuple[str, int]]]]:
        """Each row that names something: its fields, each with its text and the column of its cell.

        What is wrong with cells is added to the problems of the table.
        """
        if self._wanted not in self._fields_of_columns:
            self._table.problems.append(self._without_ids())
            return
        rows = [row for row in self._table.rows() if self._names_itself(row)]
        own = Names((word, self._by_row[row]) for row in rows for word in self._words(row))
        for row in rows:
            try:
                yield row, self._fields(row, own)
            except CellError as error:
                self._table.problems.append(error.problem)

    @property
    def _fields_of_columns(self) -> list[str]:
        return [placed.column.field for placed in self._table.columns if placed.column.field]

    def _without_ids(self) -> Problem:
        """The problem of a table that no column gives ids to."""
        entry, known = self._table.entry, self._fields_of_columns
        if self._table.mapping.id_from is None:
            return entry.problem(kinds.FIELD_MISSING, (), {"field": "id-from"})
        nearest = Nearest(known).to(self._wanted)
        meant = nearest or next((name for name in known if self._wanted in name.split(".")), None)
        hint = did_you_mean(meant) if meant else None
        return entry.problem(
            kinds.FIELD_UNKNOWN, ("id-from",), {"field": self._wanted, "known": ", ".join(known)}, hint=hint
        )

    def _ids_known(self) -> dict[str, str]:
        """The ids of records that have the field of which ids are made, by what they alone have in it."""
        ids: dict[str, list[str]] = {}
        for name, entry in self._table.vocabulary.store.ids(MODELS[self._table.mapping.records]).items():
            ids.setdefault(_flat(entry.data).get(self._wanted, ""), []).append(name)
        return {text: found[0] for text, found in ids.items() if len(found) == 1}

    def _words(self, row: int) -> Iterator[str]:
        """What a row is called: its id, its names and its codes."""
        yield self._by_row[row]
        for placed in self._table.columns:
            root = (placed.column.field or "").partition(".")[0]
            if root in {"name", "codes", "short"} and (text := self._table.cells.text(row, placed.at)):
                yield text

    def _names_itself(self, row: int) -> bool:
        try:
            name = self._id(row)
        except CellError as error:
            self._table.problems.append(error.problem)
            return False
        if name is not None:
            self._by_row[row] = name
        return name is not None

    def _id(self, row: int) -> str | None:
        """The id of a row: as typed, else made of the field that the mapping names; None if that is blank."""
        wanted = self._wanted
        placed = next(placed for placed in self._table.columns if placed.column.field == wanted)
        text = self._table.cells.text(row, placed.at)
        if not text or wanted == _OWN_ID:
            return text or None
        made = self._table.mapping.ids.get(_OWN_ID, {}).get(text) or self._known.get(text) or record_id(text)
        if not made:
            problem = self._table.sheet.problem(kinds.ID_MALFORMED, row, placed.at, given=text, better="a-1")
            raise CellError(problem)
        return made

    def _fields(self, row: int, own: Names) -> dict[str, tuple[str, int]]:
        first = self._table.columns[0].at
        fields = {_OWN_ID: (self._by_row[row], first)}
        for placed in self._table.columns:
            name = placed.column.field
            if name is None or name == _OWN_ID:
                continue
            if text := self._text(row, placed.at, name, own):
                fields[name] = text, placed.at
        return fields

    def _text(self, row: int, index: int, name: str, own: Names) -> str:
        if name in {"value", "period"}:
            return self._typed(row, index, name)
        text = self._table.cells.text(row, index)
        if not text or name not in _IDS:
            return text
        if name == "parent" and (found := own.match(text).id):
            return found
        return self._table.id_of(name, text, (row, index)) or ""

    def _typed(self, row: int, index: int, name: str) -> str:
        if name == "period":
            period = self._table.cells.period(row, index)
            return period.text if period else ""
        stated = self._table.cells.value(row, index)
        return value_text(stated.value) if stated else ""


def compared(table: Table) -> tuple[list[Change], CsvTable]:
    """What becomes of each record of a sheet, and the file of those that are new.

    A record that is known by its id stays as it is: where the sheet says otherwise, it is refused, since a record other
    than a figure is changed where it is.
    """
    rows = list(Rows(table).read())
    known = table.vocabulary.store.ids(MODELS[table.mapping.records])
    changes: list[Change] = []
    new = []
    for row, fields in rows:
        name, index = fields[_OWN_ID]
        typed = known.get(name)
        differing = _differing(fields, _flat(typed.data)) if typed else None
        outcome = Outcome.ADDED if typed is None else Outcome.REFUSED if differing else Outcome.UNCHANGED
        if typed is not None and differing:
            at, other = fields[differing][1], typed.place_of((differing.split(".")[0],))
            table.problems.append(
                table.sheet.problem(kinds.RECORD_DIFFERS, row, at, given=name, field=differing, other=other)
            )
        if typed is None:
            new.append((row, fields))
        shown = ", ".join(text for field, (text, _) in fields.items() if field != _OWN_ID)
        changes.append(Change(outcome, table.sheet.place(row, index), (name,), shown))
    return changes, _csv_table(table, new)


def _differing(fields: Mapping[str, tuple[str, int]], known: Mapping[str, str]) -> str | None:
    """The first field of a row that the record has otherwise."""
    return next((name for name, (text, _) in fields.items() if known.get(name, text) != text), None)


def _flat(data: Data) -> dict[str, str]:
    """The fields of a record by their paths."""
    flat: dict[str, str] = {}
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{name}" if path else name, below) for name, below in value.items()]
        elif not isinstance(value, list):
            flat[path] = str(value)
    return flat


def _csv_table(table: Table, rows: list[tuple[int, dict[str, tuple[str, int]]]]) -> CsvTable:
    names = list(dict.fromkeys(name for _, fields in rows for name in fields))
    made = CsvTable({name: name for name in names}, dict(table.mapping.constants))
    for row, fields in rows:
        made.rows.append([fields[name][0] if name in fields else "" for name in names])
        made.origins.append([table.sheet.place(row, fields[name][1] if name in fields else 0) for name in names])
    return made
