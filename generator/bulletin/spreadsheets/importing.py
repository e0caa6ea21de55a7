"""An import as a whole: the workbook, its mapping or a proposal for one, what would change, and what is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.places import Place, column_name
from bulletin.model.records.sheets import FILL_IN, LEFT_OUT, SheetMapping
from bulletin.operating_system import locked
from bulletin.problems import Problem, has_errors, kinds
from bulletin.project_template.identifiers import record_id
from bulletin.reading import in_order
from bulletin.reading.csv_text import BrokenRowError
from bulletin.reading.documents import Data, Entry
from bulletin.reading.documents import Path as DataPath
from bulletin.reading.files import RECORDS, decode
from bulletin.reading.record_parser import Declared, parse_record, undeclared_languages
from bulletin.reading.record_store import RecordStore
from bulletin.reading.yaml_parser import parse
from bulletin.spreadsheets import records as record_rows
from bulletin.spreadsheets.changes import Change, Comparison, Outcome
from bulletin.spreadsheets.columns import Table
from bulletin.spreadsheets.names import Vocabulary
from bulletin.spreadsheets.proposal import Proposer
from bulletin.spreadsheets.proposal_text import MappingText
from bulletin.spreadsheets.sheet_facts import RefusedError
from bulletin.spreadsheets.statements import Statement, Statements, repeated
from bulletin.spreadsheets.template_reading import FilledTemplate, is_template
from bulletin.spreadsheets.totals import total_problems
from bulletin.spreadsheets.vocabulary_text import VocabularyText
from bulletin.spreadsheets.workbook import Workbook, read_workbook
from bulletin.spreadsheets.writing import Addition, CsvTable, problems_of, put, table_of
from bulletin.validation import RecordsValidation, validate_figures, validate_records

_MOST_NAMED = 12
"""Hidden rows and columns that are named."""


class RecordsWrongError(RejectedError):
    """Records that are wrong by themselves, so that nothing can be added to them."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("The records have errors, so nothing can be added to them; bulletin check shows them."))


@dataclass
class Proposed:
    """The files that were proposed."""

    mapping: Path
    vocabulary: Path | None = None
    """Records to complete, for what the records do not know yet."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Of each field of which most names are unknown, how many there are."""


@dataclass
class Compared:
    """What an import would change."""

    changes: list[Change]
    problems: tuple[Problem, ...]
    """In the order of their places."""
    addition: Addition | None = None
    """What is to be added; None where that is nothing."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many figures or records have each outcome."""
        return Counter(change.outcome for change in self.changes)


class Import:
    """The import of a workbook or CSV file into a project."""

    def __init__(self, project: Path, file: Path, mapping: Path | None, language: str) -> None:
        self._project = project
        self._file = file
        self.mapping_file = mapping or file.with_name(f"{file.name}.mapping.yml")
        self._language = language
        self._form: FilledTemplate | None = None
        """The workbook, where it is a report form."""

    def exclusively(self) -> AbstractContextManager[None]:
        """Keep other imports out of the records, from their comparison until something is added."""
        records = self._project / RECORDS
        return locked(records) if records.is_dir() else nullcontext()

    # --- what is read ---

    @cached_property
    def _records(self) -> RecordsValidation:
        return validate_records(self._project)

    @property
    def _store(self) -> RecordStore:
        return self._records.store

    @cached_property
    def _declared(self) -> Declared:
        declared = self._store.declared
        return replace(declared, languages=declared.languages or (self._language,))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._store)

    # --- a proposal ---

    def proposed(self) -> Proposed | None:
        """Write a mapping, and the records that it lacks, beside the workbook; None where it has one.

        :raises ProblemsError: where the workbook cannot be read.
        """
        if self.mapping_file.is_file():
            return None
        workbook = self._read()
        if self._form is not None:
            return None
        sheet = workbook.sheet(None)
        if sheet is None or sheet.height == 0:
            raise ProblemsError([Problem(kinds.FILE_EMPTY, self._start)])
        vocabulary, languages = self._vocabulary, self._declared.languages
        made = Proposer(sheet, vocabulary, self._declared).propose()
        missing = VocabularyText(workbook.file, made, vocabulary, languages, self._language).text()
        _write_new(self.mapping_file, MappingText(workbook, made, vocabulary, languages, self._language).text())
        beside = self._file.with_name(f"{self._file.name}.vocabulary.yml")
        if missing and not beside.exists():
            _write_new(beside, missing)
        return Proposed(
            self.mapping_file, beside if missing else None, {name: len(texts) for name, texts in made.unknown.items()}
        )

    def _read(self, delimiter: str | None = None) -> Workbook:
        """The workbook, which may be a report form where no mapping is beside it.

        :raises ProblemsError: where it cannot be read.
        """
        try:
            workbook = read_workbook(self._file, delimiter)
        except BrokenRowError as error:
            raise ProblemsError([error.problem]) from error
        except RefusedError as error:
            raise ProblemsError([Problem(error.kind, self._start._replace(line=error.line), error.details)]) from error
        if self.mapping_file.is_file() or not is_template(workbook):
            return workbook
        if not self._store.is_faultless():
            raise RecordsWrongError
        self._form = FilledTemplate(workbook, self._store)
        if has_errors(self._form.problems):
            raise ProblemsError(in_order(self._form.problems))
        return workbook

    @property
    def _start(self) -> Place:
        return Place(self._file.name, 1, 1)

    # --- a comparison ---

    def compared(self) -> Compared:
        """What the import would change.

        :raises ProblemsError: where the workbook or the mapping cannot be read.
        :raises RecordsWrongError: where some record has an error by itself. Others, such as a headline whose figure is
            still to be imported, are no obstacle.
        """
        if not self._store.is_faultless():
            raise RecordsWrongError
        workbook, table = self._table()
        table.problems += [*_remarks(workbook, table), *(self._form.problems if self._form else ())]
        if has_errors(table.problems):
            return Compared([], in_order(table.problems))
        changes, csv_table, name = self._changes(table)
        addition = self._addition(table, csv_table, name) if csv_table.rows else None
        if addition is not None and not has_errors(table.problems):
            table.problems += problems_of(self._project, addition, table, validate_figures(self._records).problems)
        problems = map(self._form.in_form, table.problems) if self._form else table.problems
        return Compared(changes, in_order(problems), addition)

    def _table(self) -> tuple[Workbook, Table]:
        """The workbook, with its table that is imported.

        :raises ProblemsError: where there is none.
        """
        workbook = self._read()
        if self._form is not None:
            return workbook, self._form.table(self._vocabulary, self._declared)
        entry, mapping, remarks = self._mapping()
        if mapping.delimiter != "," and mapping.separator != workbook.delimiter:
            workbook = self._read(mapping.separator)
        sheet = workbook.sheet(mapping.sheet)
        if sheet is None:
            known = ", ".join(sheet.name for sheet in workbook.sheets)
            raise ProblemsError(
                [entry.problem(kinds.SHEET_UNKNOWN, ("sheet",), {"given": mapping.sheet or "", "known": known})]
            )
        table = Table(sheet, mapping, self._vocabulary, self._declared, entry)
        table.problems += remarks
        return workbook, table

    def _mapping(self) -> tuple[Entry, SheetMapping, list[Problem]]:
        """The mapping, and what is remarked on in it.

        :raises ProblemsError: where something is wrong with it.
        """
        file = self.mapping_file.name
        text = decode(file, self.mapping_file.read_bytes()) if self.mapping_file.is_file() else ""
        if isinstance(text, Problem):
            raise ProblemsError([text])
        document, problems = parse(file, text, self._declared.languages)
        entries = document.records()
        if has_errors(problems) or not entries:
            raise ProblemsError(problems or [Problem(kinds.FILE_EMPTY, Place(file, 1, 1))])
        entry = entries[0]
        if incomplete := [
            entry.problem(kinds.MAPPING_INCOMPLETE, path, {"given": FILL_IN}) for path in _to_fill_in(entry.data)
        ]:
            raise ProblemsError(incomplete)
        made = parse_record(entry, SheetMapping, self._declared)
        if not isinstance(made, SheetMapping):
            raise ProblemsError(made if isinstance(made, list) else [])
        return entry, made, [*problems, *undeclared_languages(entry, SheetMapping, self._declared)]

    def _changes(self, table: Table) -> tuple[list[Change], CsvTable, str]:
        """The changes, the file of what is new, and what it is called."""
        if table.mapping.records != "observations":
            changes, csv_table = record_rows.compared(table)
            return changes, csv_table, self._file.stem
        read = self._form.statements(table) if self._form else Statements(table).read()
        statements = list(repeated(table, read))
        table.problems += total_problems(table, statements)
        meant = [statement for statement in statements if statement.key.organization != LEFT_OUT]
        compared = list(Comparison.of(table, self._store.corpus()).changes(meant))
        new = [statement for statement, change in compared if change.outcome in {Outcome.ADDED, Outcome.REVISED}]
        return [change for _, change in compared], table_of(new), _named(new)

    def _addition(self, table: Table, csv_table: CsvTable, name: str) -> Addition:
        sheet = f", {table.sheet.name}" if table.sheet.name else ""
        others = self._form.records if self._form else {}
        stem = record_id(name) or "import"
        return Addition(table.mapping.records, stem, csv_table, f"{self._file.name}{sheet}", others)

    def write(self, compared: Compared) -> tuple[str, ...]:
        """Add what is new.

        :return: the files that were written.
        :raises ProblemsError: where anything is wrong; then nothing is written.
        """
        if has_errors(compared.problems):
            raise ProblemsError(compared.problems)
        return put(self._project, compared.addition) if compared.addition else ()


class ProblemsError(Exception):
    """Problems that end an import."""

    def __init__(self, problems: object) -> None:
        """Say which."""
        super().__init__("problems")
        self.problems: tuple[Problem, ...] = tuple(problems)  # type: ignore[arg-type] # an iterable of problems


def _named(statements: list[Statement]) -> str:
    """What a file of figures is called: after their source and, where it is only one, their measure."""
    sources = dict.fromkeys(statement.source for statement in statements)
    measures = dict.fromkeys(statement.key.measure for statement in statements)
    source = next(iter(sources), None) if len(sources) == 1 else None
    return " ".join(filter(None, (source, next(iter(measures)) if len(measures) == 1 else None))) or "figures"


def _to_fill_in(data: Data, path: DataPath = ()) -> Iterator[DataPath]:
    """Where a mapping is still to be filled in."""
    if data == FILL_IN:
        yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from _to_fill_in(value, (*path, step))


def _remarks(workbook: Workbook, table: Table) -> Iterator[Problem]:
    """What an editor has to know of the workbook as a whole."""
    start = table.sheet.place(0, 0)
    yield from _ragged(workbook, table)
    if workbook.links:
        yield Problem(kinds.WORKBOOK_LINKS, start, {"count": str(workbook.links)})
    facts = table.sheet.facts
    rows = sorted(row + 1 for row in facts.hidden_rows if row < table.sheet.height)
    columns = sorted(column + 1 for column in facts.hidden_columns if column < table.sheet.width)
    if (rows or columns) and table.mapping.hidden == LEFT_OUT:
        yield Problem(
            kinds.WORKBOOK_HIDDEN,
            start,
            {"rows": _listed(map(str, rows)), "columns": _listed(map(column_name, columns))},
        )


def _ragged(workbook: Workbook, table: Table) -> Iterator[Problem]:
    """Rows of a CSV file that have more or fewer cells than the headings, under which their values may not belong."""
    counts = table.sheet.counts
    width = counts[table.header[-1]] if table.header[-1] < len(counts) else 0
    for row in table.rows() if counts else ():
        if counts[row] != width:
            details = {"given": str(counts[row]), "count": str(width), "separator": workbook.delimiter}
            yield Problem(kinds.CSV_ROW_RAGGED, table.sheet.place(row, 0), details)


def _listed(names: Iterator[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "") or "–"


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    :raises FileExistsError: where it is.
    """
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
