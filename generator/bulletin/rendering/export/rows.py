"""Entries as rows of a table, in which no name of a field and no common value is repeated; and reading them back.

The form is that of a dataset of SDMX-JSON in small: what all entries have in common is said once, what differs is in
rows under named columns. Fields of objects within entries have columns of their own, named by the way to them:
``value.number``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from typing_extensions import TypedDict

from bulletin.rendering.export.entries import entry

Json = Any
_NUMBERS = (int, float)
Entry = Mapping[str, Json]
"""An object of JSON, in which no field is None."""


@entry
class RowsEntry(TypedDict):
    """Entries of one sort, one a row.

    An entry has what is in common, and under each column the cell of its row; a cell is null where the entry has no
    such field. A name with points is the way to a field of an object: value.number is the field number of value.
    """

    common: dict[str, Json]
    """The fields that are the same in all of the entries, by name."""
    columns: tuple[str, ...]
    """The names of the other fields, first those that most entries have."""
    rows: tuple[tuple[Json, ...], ...]
    """The cells of each entry, in the order of the columns; cells at the end of a row that are null are left out."""


def rows_json(entries: Iterable[Entry]) -> bytes:
    """Entries as the JSON of their rows, a line for each, so that two editions of an answer can be compared."""
    flat = [_fields(each) for each in entries]
    used = Counter(chain.from_iterable(flat))  # in the order of the fields
    cells = {name: [fields.get(name) for fields in flat] for name in used}
    common = {name: cells.pop(name)[0] for name in used if _are_same(cells[name])}
    columns = sorted(cells, key=lambda name: -used[name])
    rows = zip(*[cells[name] for name in columns], strict=True) if columns else [()] * len(flat)
    written = ",\n".join(map(_row, rows))
    return f'{{"common":{_dumped(common)},"columns":{_dumped(columns)},"rows":[\n{written}\n]}}'.encode()


def entries_in(rows: Entry) -> Iterator[dict[str, Json]]:
    """The entries of rows, as :func:`rows_json` writes them.

    :raises KeyError, TypeError, ValueError: when they are none, or a row has more cells than there are columns.
    """
    columns = rows["columns"]
    for row in rows["rows"]:
        cells = zip(columns, [*row, *[None] * (len(columns) - len(row))], strict=True)
        yield _object({**rows["common"], **{name: cell for name, cell in cells if cell is not None}})


def entries_of(answer: Entry, sort: str) -> list[dict[str, Json]]:
    """The entries of a sort in an answer, of before version 3 of the form as well, where each was an object.

    :raises KeyError, TypeError, ValueError: when they are not as the program writes them.
    """
    listed = answer.get(sort, ())
    return [each for item in listed for each in (entries_in(item) if "rows" in item else [item])]


def period_of(entry: Entry) -> str:
    """The notation of an entry's period; answers of before version 3 have more of it there."""
    period = entry["period"]
    return str(period if isinstance(period, str) else period["text"])


def digits_of(entry: Entry) -> str:
    """The digits of a number, which are left out where it is written with the same ones; empty without a number."""
    return str(entry.get("digits") or entry.get("number", ""))


def _fields(entry: Entry, way: str = "") -> dict[str, Json]:
    """The fields of an entry and of the objects in it, by the way to them."""
    fields: dict[str, Json] = {}
    for name, value in entry.items():
        if isinstance(value, dict) and value:
            fields |= _fields(value, f"{way}{name}.")
        else:
            fields[way + name] = value
    return fields


def _row(cells: Sequence[Json]) -> str:
    """A row; with a space between two numbers, which would else look like one in groups of digits: 1,500."""
    length = next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)
    texts, was_number = [], False
    for cell in cells[:length]:
        is_number = isinstance(cell, _NUMBERS)
        text = str(cell) if type(cell) is int else _dumped(cell)  # without an encoder of its own
        texts.append(f" {text}" if is_number and was_number else text)
        was_number = is_number
    return f"[{','.join(texts)}]"


def _are_same(values: Sequence[Json]) -> bool:
    """Whether all entries have the same in a field, of the same type: 1 is not true."""
    return values.count(values[0]) == len(values) and len(set(map(type, values))) == 1


def _object(fields: Entry) -> dict[str, Json]:
    """The object that has fields at the end of these ways."""
    whole: dict[str, Json] = {}
    for way, value in fields.items():
        *outer, name = way.split(".")
        inner = whole
        for each in outer:
            inner = inner.setdefault(each, {})
        inner[name] = value
    return whole


_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""The JSON of a value."""
