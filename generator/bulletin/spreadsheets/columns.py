"""The columns of a sheet as its mapping declares them, and the ids that their cells name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletin.model.records import Observation, Organization, Record, Source, Target
from bulletin.model.records.csv_files import UNUSED
from bulletin.model.records.sheets import LEFT_OUT, SheetColumn, SheetMapping
from bulletin.problems import Problem, kinds
from bulletin.reading.csv_headings import DeclaredColumns
from bulletin.reading.documents import Entry
from bulletin.reading.hints import did_you_mean
from bulletin.reading.record_parser import Declared
from bulletin.reading.yaml_parser import flow
from bulletin.spreadsheets.cells import CellError, Cells
from bulletin.spreadsheets.layout import data_rows, headings
from bulletin.spreadsheets.mapping_ids import MappingIds
from bulletin.spreadsheets.names import Vocabulary
from bulletin.spreadsheets.workbook import Sheet

MODELS: Mapping[str, type[Record]] = {
    "observations": Observation,
    "organizations": Organization,
    "targets": Target,
    "sources": Source,
}
"""What rows can become, by the name of its folder."""
_PAIR = ("breakdown", "category")
"""Fields of a sheet that says in one column the breakdown and in another the category."""


class Placed(NamedTuple):
    """A column of a sheet that is imported."""

    at: int
    """Its number, counted from 0."""
    heading: str
    column: SheetColumn


@dataclass
class Table:
    """The table of a sheet, with what is declared of it."""

    sheet: Sheet
    mapping: SheetMapping
    vocabulary: Vocabulary
    declared: Declared
    entry: Entry
    """The mapping as it was typed, for the places of its problems."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with its cells, and with what the mapping says of it."""

    def __post_init__(self) -> None:
        self.cells = Cells(self.sheet, self.mapping, self.declared, self.entry.document.file)
        self.header = tuple(row - 1 for row in self.mapping.header)
        self.columns = list(self._placed())
        self._known: dict[tuple[str, str], str] = {}

    def _placed(self) -> Iterator[Placed]:
        """The columns that are imported; those that the mapping or the sheet alone has are problems."""
        found = headings(self.sheet, self.header) if self.header[-1] < self.sheet.height else {}
        columns, model = self.mapping.columns, MODELS[self.mapping.records]
        others = _PAIR if model is Observation else ()
        described = DeclaredColumns(self.entry, self.mapping, model, self.declared.languages, others)
        self.problems += described.declared_problems([*found], self.sheet.file)
        if model is Observation:
            self.problems += MappingIds(self.entry, self.mapping, self.vocabulary.store).problems()
        is_hidden = self.sheet.facts.hidden_columns if self.mapping.hidden == LEFT_OUT else set()
        for heading, index in found.items():
            if heading not in columns and index not in is_hidden:
                better = flow({heading: UNUSED})[1:-1]
                details = {"file": self.entry.document.file, "given": heading, "better": better}
                place = self.sheet.place(self.header[-1], index)
                self.problems.append(Problem(kinds.CSV_COLUMN_UNDECLARED, place, details))
            elif heading in columns and index not in is_hidden and not columns[heading].is_unused:
                yield Placed(index, heading, columns[heading])

    def rows(self) -> Iterator[int]:
        """The rows below the headings that are imported."""
        hidden = self.sheet.facts.hidden_rows if self.mapping.hidden == LEFT_OUT else set()
        return (row for row in data_rows(self.sheet, self.header) if row not in hidden)

    def id_of(self, name: str, text: str, at: tuple[int, int], *, above: str | None = None) -> str:
        """The id that a cell names; :data:`LEFT_OUT` where rows with it are left out.

        :param name: the field, or the breakdown whose category it is.
        :param above: the organization named before, which decides between units of one name below different ones.
        :raises CellError: where it names none, or may name several.
        """
        known = self.mapping.ids.get(name, {}).get(text)
        if known is not None:
            return known
        if (found := self._known.get((name, text))) is not None:
            return found
        fields = self.vocabulary.fields
        match = (fields[name] if name in fields else self.vocabulary.categories(name)).match(text)
        if match.id is not None:
            self._known[name, text] = match.id
            return match.id
        units = self.vocabulary.organizations
        below = [unit for unit in match.candidates if above and unit in units and units[unit].parent == above]
        if match.is_ambiguous and len(below) == 1:
            return below[0]
        kind = kinds.CELL_NAME_AMBIGUOUS if match.is_ambiguous else kinds.CELL_NAME_UNKNOWN
        shown = ", ".join(match.candidates)
        problem = self.sheet.problem(kind, *at, given=text, field=name, known=shown)
        hint = did_you_mean(shown) if shown and not match.is_ambiguous else None
        raise CellError(Problem(problem.kind, problem.place, problem.details, hint=hint))
