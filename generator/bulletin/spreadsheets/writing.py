"""The files that an import adds: a CSV file of records with its description, validated before they are put in place."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

import yaml

from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, Status
from bulletin.model.text import Text
from bulletin.operating_system import flush_names
from bulletin.problems import Problem
from bulletin.reading.csv_text import cells_at, rows_of
from bulletin.reading.documents import Document
from bulletin.reading.files import RECORDS
from bulletin.spreadsheets.cells import value_text
from bulletin.spreadsheets.columns import Table
from bulletin.spreadsheets.statements import Statement
from bulletin.spreadsheets.workbook import Sheet
from bulletin.validation import validate
from bulletin.website.staging import private_scratch

WIDTH = 120


@dataclass
class CsvTable:
    """A CSV file of records to be written, of which each row knows the cells of the sheet that it is from."""

    columns: dict[str, Any]
    """Heading → what its column holds, as the description says it."""
    constants: dict[str, Any] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    origins: list[list[Place]] = field(default_factory=list)
    """Of each row, where what each of its cells is made of is in the sheet."""
    wholes: list[int] = field(default_factory=list)
    """Of each row of a figure, the row that begins its record: that of the whole, where there is one."""
    _written: Document = field(default_factory=lambda: Document("", ""))
    """The text that was written last, for the places of what is wrong with it."""
    _starts: list[int] = field(default_factory=list)
    """The line at which each row of it begins, the headings first."""

    def text(self) -> str:
        """The file's text."""
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([list(self.columns), *self.rows])
        self._written = Document("", written.getvalue())
        self._starts = [line for line, _ in rows_of(self._written, ",")]
        return self._written.text

    def description(self, about: str) -> str:
        """The text of the description beside it.

        :param about: where it is from, for a comment.
        """
        parts = {"constants": self.constants, "columns": self.columns}
        said = {name: part for name, part in parts.items() if part}
        return f"# {about}\n{yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=WIDTH)}"

    def _row_at(self, line: int) -> int:
        """The number of the row that a line of the written text belongs to; -1 for the headings."""
        return bisect_right(self._starts, line) - 2

    def origin(self, sheet: Sheet, place: Place) -> Place:
        """The place in the sheet of what is at a place in the written text."""
        at = self._row_at(place.line)
        if at < 0:
            return sheet.place(0, 0)
        offset = self._written.start_of(place.line) + place.column - 1
        cells = cells_at(self._written.text, self._written.start_of(self._starts[at + 1]), ",")
        column = max((number for number, (start, _) in enumerate(cells) if start <= offset), default=0)
        return self.origins[at][column]

    def acknowledge(self, line: int, code: str, reason: Text) -> bool:
        """Let the record of a line of the written text say why a problem of it is kept; whether that is new."""
        row = self.wholes[self._row_at(line)] if self.wholes else self._row_at(line)
        before = list(self.rows[row])
        for tag, words in reason.root.items():
            heading = f"acknowledged.{code}.{tag}" if len(reason.root) > 1 else f"acknowledged.{code}"
            if heading not in self.columns:
                self.columns[heading] = heading
                for cells, origins in zip(self.rows, self.origins, strict=True):
                    cells.append("")
                    origins.append(origins[0])
            self.rows[row][list(self.columns).index(heading)] = words
        return self.rows[row] != before


# --- figures --------------------------------------------------------------------------------------------------------


def table_of(statements: Sequence[Statement]) -> CsvTable:
    """The CSV file of statements: a row for each, with the columns that any of them needs."""
    said = [_said(statement) for statement in statements]
    names = list(dict.fromkeys(name for fields in said for name in fields))
    same = {name for name in names if _is_constant(name) and len({fields.get(name) for fields in said}) == 1}
    columns = [name for name in _in_order(names) if name not in same]
    table = CsvTable(
        {_heading(name): _declared(name) for name in columns},
        {name: said[0][name] for name in names if name in same},
    )
    for statement, fields in zip(statements, said, strict=True):
        table.rows.append([fields.get(name, "") for name in columns])
        table.origins.append([statement.place] * len(columns))
    table.wholes = _wholes(statements)
    return table


def _wholes(statements: Sequence[Statement]) -> list[int]:
    """Of each statement, the number of that of its whole; where that is not among them, of the first of its record."""
    first: dict[object, int] = {}
    records = [(statement.key._replace(breakdown=None, category=None), statement.status) for statement in statements]
    for number, (statement, record) in enumerate(zip(statements, records, strict=True)):
        if not statement.categories:
            first[record] = number
        first.setdefault(record, number)
    return [first[record] for record in records]


_BREAKDOWN = "\0"
"""Before the name of a breakdown, to distinguish it from fields."""
_ORDER = ("organization", "measure", "period", "each", "population", _BREAKDOWN, "value", "status", "note")


def _in_order(names: Sequence[str]) -> list[str]:
    def rank(name: str) -> int:
        root = _BREAKDOWN if name.startswith(_BREAKDOWN) else name.partition(".")[0]
        return _ORDER.index(root) if root in _ORDER else len(_ORDER)

    return sorted(names, key=rank)


def _is_constant(name: str) -> bool:
    return name in {"source", "reported"}


def _heading(name: str) -> str:
    return name.removeprefix(_BREAKDOWN)


def _declared(name: str) -> Any:
    return {"breakdown": _heading(name)} if name.startswith(_BREAKDOWN) else name


def _said(statement: Statement) -> dict[str, str]:
    """The fields of a statement as text; those that say nothing are left out."""
    key = statement.key
    fields = {"organization": key.organization, "measure": key.measure, "period": key.period}
    if key.annual:
        fields["each"] = "year"
    if key.population != EVERYTHING:
        fields["population"] = key.population
    fields |= {f"{_BREAKDOWN}{breakdown}": category for breakdown, category in statement.categories}
    if not statement.is_computed:
        fields["value"] = value_text(statement.value)
    if statement.status is not Status.OFFICIAL:
        fields["status"] = statement.status.value
    return fields | dict(statement.others) | statement.notes


# --- files ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Addition:
    """A CSV file and its description that are to be added to the records."""

    folder: str
    """Below ``records/``."""
    stem: str
    table: CsvTable
    about: str
    """Where it is from, for a comment in the description."""
    others: Mapping[str, str] = field(default_factory=dict)
    """The texts of other files of records that belong to it, by their paths below ``records/``."""

    def files(self, project: Path) -> Mapping[str, str]:
        """The texts of the files by paths within the project at which there is no file yet."""
        stem = next(_free(project / RECORDS / self.folder, self.stem))
        base = f"{RECORDS}/{self.folder}/{stem}"
        others = {f"{RECORDS}/{name}": text for name, text in self.others.items()}
        return {f"{base}.csv": self.table.text(), f"{base}.yml": self.table.description(self.about), **others}


def _free(folder: Path, stem: str) -> Iterator[str]:
    """Names that no file of a folder has."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        if not any((folder / f"{name}{ending}").exists() for ending in (".csv", ".yml")):
            yield name
        number += 1


def problems_of(project: Path, addition: Addition, table: Table, before: Sequence[Problem]) -> list[Problem]:
    """What would be wrong with the records after an addition, and is not now; with their places in the sheet.

    The addition gets the reasons with which the mapping keeps figures that have a problem. A line that is wrong now may
    be wrong in another way then: a headline of a new bulletin first names a unit that is not in the records and, once
    that is imported, a figure that is not.

    :param before: what is wrong with the records now.
    """
    known = {(problem.place.file, problem.place.line) for problem in before}
    with private_scratch("import") as folder:
        shutil.copytree(project / RECORDS, folder / RECORDS, symlinks=True)
        files = addition.files(project)
        found = _validated(folder, files)
        while _acknowledged(found, addition.table, table.mapping.acknowledged, next(iter(files))):
            files = addition.files(project)
            found = _validated(folder, files)  # of each kind, only so many problems are found at a time
    new = (problem for problem in found if (problem.place.file, problem.place.line) not in known)
    csv_file, description, *_ = files
    constants = table.entry.place_of(("constants",))
    return [
        replace(problem, place=constants, line_text="")
        if problem.place.file == description
        else _in_sheet(problem, addition.table, table.sheet, csv_file)
        for problem in new
    ]


def _acknowledged(problems: Iterable[Problem], table: CsvTable, reasons: Mapping[str, Text], csv_file: str) -> bool:
    """Let records say why problems of theirs are kept; whether any has not said so before."""
    said = [
        table.acknowledge(problem.place.line, problem.code, reasons[problem.code])
        for problem in problems
        if problem.kind.acknowledgeable and problem.code in reasons and problem.place.file == csv_file
    ]
    return any(said)


def _validated(folder: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a copy of the records to which files are added."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return validate(folder, alone=True).problems


def _in_sheet(problem: Problem, table: CsvTable, sheet: Sheet, csv_file: str) -> Problem:
    """A problem with its place in the sheet, and with cells of the sheet in its words in place of those of the file."""
    named = re.compile(rf"{re.escape(csv_file)}:([0-9]+)(?::([0-9]+))?")

    def cell(match: re.Match[str]) -> str:
        return str(table.origin(sheet, Place(csv_file, int(match[1]), int(match[2] or 1))))

    details = {name: named.sub(cell, detail) for name, detail in problem.details.items()}
    if problem.place.file != csv_file:
        return replace(problem, details=details)
    return replace(problem, place=table.origin(sheet, problem.place), details=details, line_text="")


def put(project: Path, addition: Addition) -> tuple[str, ...]:
    """Put the files of an addition into the records, whole or not at all; no file is replaced.

    Who calls it keeps others out of the records since before the addition was compared with them.

    :return: their paths within the project.
    :raises OSError: where the machine fails; then none of them is there.
    """
    files = addition.files(project)
    done: list[Path] = []
    try:
        for name, text in files.items():
            done.append(_put(project / name, text))
    except BaseException:
        for path in done:
            path.unlink()
        raise
    return tuple(files)


def _put(path: Path, text: str) -> Path:
    """Write a new file beside its place, where it is no record, and then give it its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{token_hex(8)}.new")
    try:
        with waiting.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _name(waiting, path)
    finally:
        with suppress(FileNotFoundError):
            waiting.unlink()
    flush_names(path.parent)
    return path


def _name(waiting: Path, path: Path) -> None:
    """Give a file its name, which no other file has."""
    try:
        os.link(waiting, path)
    except (NotImplementedError, PermissionError):  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        waiting.rename(path)
