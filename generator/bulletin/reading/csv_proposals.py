"""What the description of a CSV file may say of its columns, by their headings and by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from bulletin.model.records import UNUSED, VALUE, Observation, Record
from bulletin.problems import TEXT, Hint, Problem, kinds
from bulletin.reading.csv_documents import CsvDocument
from bulletin.reading.csv_text import BrokenRowError, cells_at, rows_of, separator_of
from bulletin.reading.documents import Data, to_nfc
from bulletin.reading.hints import Nearest, to_id
from bulletin.reading.json_schema import choices_at, definitions_of, fields_at
from bulletin.reading.record_parser import Declared
from bulletin.reading.yaml_parser import flow


@dataclass(frozen=True)
class RecordFields:
    """The fields of a kind of record, and what they may hold."""

    model: type[Record]
    """The kind."""
    declared: Declared
    """What the bulletin declares, on whose languages fields depend."""
    ids: Callable[[], Mapping[str, Collection[str]]] = dict
    """The ids of the records that fields name, by the names of the fields."""
    categories: Callable[[], Mapping[str, str]] = dict
    """The fields that hold figures of categories, by the ids of these."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the bulletin."""
        return self.declared.languages

    def names(self) -> list[str]:
        """What the fields are called."""
        return fields_at(self.model, self.languages, ())

    def words(self) -> dict[str, frozenset[str]]:
        """The words that each field may hold, ids or choices among a few; none of others."""
        ids = self.ids()
        return {
            name: frozenset((*ids.get(name, ()), *choices_at(self.model, self.languages, (name,))))
            for name in self.names()
        }

    def needed(self) -> list[str]:
        """Those that no record may be without."""
        return list(definitions_of(self.model, self.languages)[self.model.__name__].get("required", ()))


_MOST_ROWS = 200
"""So many rows are looked at to see what a column holds."""


def proposed(
    document: CsvDocument, separator: str, fields: RecordFields, declared: Collection[str] = ()
) -> dict[str, Data]:
    """What a description may say of the columns of a file, by their headings.

    That is a field of that name; that of a category; a period; the field of which each cell holds one of its words, or
    a period or number where there is none yet; or else nothing.

    :param declared: the fields that columns hold as is declared, which no other is to hold as well.
    """
    columns = _columns(document, separator)
    found: dict[str, Data] = {}
    for heading in columns:
        if (named := _named(heading, fields)) is not None:
            found[heading] = UNUSED if named in found.values() else named
    taken = {*declared, *(VALUE if isinstance(named, dict) else str(named) for named in found.values())}
    words = {field: known for field, known in fields.words().items() if field not in taken}
    for heading, cells in columns.items():
        if heading not in found:
            found[heading] = (
                _holding(cells, words) or (fields.model is Observation and _stating(cells, taken)) or UNUSED
            )
            taken.add(str(found[heading]))
            words.pop(str(found[heading]), None)
    return {heading: found[heading] for heading in columns}


def _named(heading: str, fields: RecordFields) -> Data | None:
    """The field that a heading names, that of a category, or the period; None where it is none of these."""
    names, name = fields.names(), to_id(heading)
    if (field := name if name in names else Nearest(names).to(name)) is not None:
        return field
    if fields.model is not Observation:
        return None
    if (category := fields.categories().get(name)) is not None:
        return category
    period = fields.declared.to_period(heading)
    return None if period is None else {"period": int(period.text) if period.text.isdigit() else period.text}


def _columns(document: CsvDocument, separator: str) -> dict[str, set[str]]:
    """The different texts in the cells of each column that has a heading, by that; of the first rows."""
    headings = [heading for _, heading in headings_of(document.text, separator)]
    columns: dict[str, set[str]] = {heading: set() for heading in headings if heading}
    try:
        for _, cells in islice(filter(lambda row: row[1], rows_of(document, separator)), 1, _MOST_ROWS):
            for heading, cell in zip(headings, cells, strict=False):
                if heading and cell.strip():
                    columns[heading].add(to_nfc(cell.strip()))
    except BrokenRowError:
        pass  # reported with the rows
    return columns


def _holding(cells: Collection[str], words: Mapping[str, frozenset[str]]) -> str | None:
    """The first field whose words all cells are; None where there is none, or no cell is filled."""
    return next((field for field, known in words.items() if cells and known.issuperset(cells)), None)


def _stating(cells: Collection[str], taken: Collection[str]) -> str | None:
    """What cells of an observation probably state, its period or its value; None where another column does, or none."""
    for field, pattern in _LIKE.items():
        if field not in taken and cells and all(map(pattern.fullmatch, cells)):
            return field
    return None


_LIKE = {
    "period": re.compile(r"(?:19|20)\d\d(?:-(?:Q[1-4]|H[12]|\d\d(?:-\d\d)?))?"),
    VALUE: re.compile(r"-?\d[\d .,'\u00a0\u202f]*"),
}


def headings_of(text: str, separator: str) -> tuple[tuple[int, str], ...]:
    """The headings of a file, each with its offset; empty where the file holds nothing."""
    start = len(text) - len(text.lstrip("\r\n"))
    cells = cells_at(text, start, separator)
    return tuple((offset, to_nfc(cell)) for offset, cell in cells) if len(text) > start else ()


def typed_separator(separator: str) -> str:
    """What a description says of a separator."""
    return "tab" if separator == "\t" else f'"{separator}"'


def description_missing(document: CsvDocument, file: str, fields: RecordFields, more: Iterable[str] = ()) -> Problem:
    """The problem of a CSV file without a description, with a first one made of its columns.

    :param file: the path of the description.
    :param more: fields that are needed besides those that all such records need.
    """
    separator = separator_of(document) or ","
    described: dict[str, Data] = {} if separator == "," else {"delimiter": typed_separator(separator).strip('"')}
    columns = described["columns"] = proposed(document, separator, fields)
    needed = [*fields.needed(), *more]
    found = {name for column in columns.values() for name in (column if isinstance(column, dict) else [column])}
    if constants := [name for name in needed if name not in found]:
        described["constants"] = dict.fromkeys(constants, TEXT)
    is_of_names = fields.model is Observation and "organization" not in found and UNUSED in found
    return replace(
        document.problem(kinds.CSV_DESCRIPTION_MISSING, 0),
        details={"file": file, "better": flow(described)},
        hint=Hint(kinds.DESCRIBE_OR_IMPORT) if is_of_names else None,
    )
