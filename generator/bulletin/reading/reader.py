"""Reading a project: files → documents → records by kind, and what is wrong with those that are not valid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bulletin.localization.languages import LANGUAGES
from bulletin.model.places import Place
from bulletin.model.records import Bulletin, FirstMonth, MarkedRecord, Measure, Observation, Record, Term
from bulletin.model.records.bulletin import INTERNAL, PUBLIC
from bulletin.model.text import Language
from bulletin.problems import Problem, has_errors, kinds
from bulletin.reading.csv_documents import CsvDocument
from bulletin.reading.csv_files import CsvFiles
from bulletin.reading.documents import REFUSED, Data, Document, Entry, named
from bulletin.reading.files import (
    BULLETIN,
    CSV_ENDING,
    FOLDERS,
    RECORDS,
    FileContent,
    content_of,
    list_files,
    read_file,
    read_text,
    stem_of,
)
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.record_parser import Declared, parse_record, undeclared_languages
from bulletin.reading.record_store import RecordStore
from bulletin.reading.yaml_parser import parse

Progress = Callable[[int, int], None]
"""Called with the number of files read so far, and of all files."""


@dataclass(frozen=True)
class ParsedRecords:
    """The parsed records of a project."""

    store: RecordStore = field(repr=False)
    """The records as parsed from YAML and, where they are valid, as validated."""
    problems: tuple[Problem, ...]
    """What is wrong with files, YAML and fields, by file, line, column and code."""
    is_empty: bool = False
    """Whether there is nothing to validate, which is one of the problems."""


def read(project: Path, progress: Progress | None = None, more: Sequence[Path] = ()) -> ParsedRecords:
    """Read all records of a project: YAML with positions, validated by the schema, record by record.

    :param project: the folder that holds ``records/``.
    :param more: folders of further records.
    :raises OSError: where the machine fails; whatever is wrong with the records is a problem.
    """
    documents, problems = _read_files(project, progress or (lambda _done, _total: None), more)
    if not documents and has_errors(problems):
        return ParsedRecords(RecordStore(), in_order(problems), is_empty=True)
    loader = _Loader(documents)
    loader.store.all_read = not has_errors(problems)
    problems += loader.load()
    return ParsedRecords(loader.store, in_order(problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line, column and code."""
    return tuple(sorted(problems, key=lambda problem: (*problem.place, problem.code)))


def _read_files(project: Path, progress: Progress, more: Sequence[Path] = ()) -> tuple[list[Document], list[Problem]]:
    """Every file of records as a document; without data where it could not be read or parsed."""
    listing, languages = list_files(project, more), languages_of(project)
    documents: list[Document] = []
    problems = listing.problems
    for number, file in enumerate(listing.files, start=1):
        text = read_file(listing.path_of(file), file)
        if isinstance(text, str) and file.endswith(CSV_ENDING):
            documents.append(CsvDocument(file, text))  # what it holds is known once the other files are read
        elif isinstance(text, str):
            document, found = parse(file, text, languages)
            documents.append(document)
            problems += found
        elif text is not None:
            documents.append(Document(file, ""))
            problems.append(text)
        progress(number, len(listing.files))
    return documents, problems


def csv_documents(project: Path, more: Sequence[Path] = ()) -> dict[str, Document]:
    """The CSV files of a project by their paths, which are read by what its other files say.

    :raises OSError: where the machine fails.
    """
    documents, _ = _read_files(project, lambda _done, _total: None, more)
    read = CsvFiles(documents, _declared(documents)[0])
    read.read()
    return {document.file: document for document in read.of_records() if document.file.endswith(CSV_ENDING)}


def languages_of(project: Path) -> tuple[Language, ...]:
    """The languages of a bulletin, the editors' own first, even while other things are wrong with it.

    :return: empty where it declares none, or one that the program does not speak.
    :raises OSError: where the machine fails.
    """
    return languages_in(_bulletin_of(project))


def audiences_of(project: Path) -> tuple[str, ...]:
    """The ids of a bulletin's audiences, the public first, even while other things are wrong with it."""
    return _audiences(_bulletin_of(project))


def logo_of(project: Path) -> str | None:
    """The path of a bulletin's logo in the project, even while other things are wrong with it; None without one."""
    match _bulletin_of(project):
        case {"logo": str(path)}:
            return path
    return None


def _bulletin_of(project: Path) -> Data:
    try:
        text = read_text(project, BULLETIN)
    except NotADirectoryError:
        text = None
    document, _ = parse(BULLETIN, text if isinstance(text, str) else "")
    return document.data


def languages_in(bulletin: Data) -> tuple[Language, ...]:
    """The languages of the bulletin; none where one is not valid, so that its texts can be in any."""
    match bulletin:
        case {"languages": [*typed]} if all(tag in LANGUAGES for tag in typed):
            return tuple(dict.fromkeys(map(str, typed)))
    return ()


class _Loader:
    """Loads the records of parsed documents into a store: of the kind that each file holds, validated one by one."""

    def __init__(self, documents: list[Document]) -> None:
        self._declared, self._terms_known = _declared(documents)
        self.store = RecordStore(declared=self._declared)
        tables = CsvFiles(documents, self._declared)
        self._problems = tables.read()
        self._documents = tables.of_records()
        self._measures = {name for document in self._documents for name in _measure_ids(document)}
        self._measures_known = all(map(_has_ids, filter(_holds_measures, self._documents)))

    def load(self) -> Iterator[Problem]:
        """Store every record, and report the problems of those that are not valid."""
        self.store.all_read &= not has_errors(self._problems)
        yield from (p for p in self._problems if self._terms_known or p.kind is not kinds.TERM_UNKNOWN)
        for document in self._documents:
            content = content_of(document.file, self._measures)
            if content is None:
                self.store.all_read = False
                if self._measures_known or document.file.partition("/")[2].startswith("vocabulary"):
                    yield self._misplaced(document)
                else:
                    self.store.miss(FOLDERS["observations"])  # perhaps named after a measure that is not known
            elif document.data is REFUSED:
                self.store.miss(content.folder)
            elif content.folder.model is Bulletin:
                yield from self._record(content, Entry(document, document.data, 0))
            else:
                yield from self._records(content, document)
        if not any(document.file == BULLETIN for document in self._documents):
            yield Problem(kinds.BULLETIN_MISSING, Place(BULLETIN, 1, 1), {"given": BULLETIN})

    def _misplaced(self, document: Document) -> Problem:
        """The problem of a file in a folder that no kind of record belongs to."""
        parts = stem_of(document.file).split("/")[1:]
        given = "/".join(parts[:2]) if parts[0] == "vocabulary" else parts[0]
        known = [name for name in FOLDERS if name != "bulletin"]
        meant = Nearest([*known, *self._measures]).to(given)
        hint = did_you_mean(f"{RECORDS}/{meant}") if meant else None
        details = {"given": f"{RECORDS}/{given}", "known": ", ".join(known)}
        return Problem(kinds.FOLDER_UNKNOWN, Place(document.file, 1, 1), details, hint=hint)

    def _records(self, content: FileContent, document: Document) -> Iterator[Problem]:
        entries = document.records()
        if not entries:
            yield Problem(kinds.FILE_EMPTY, Place(document.file, 1, 1))
        for entry in entries:
            yield from self._record(content, entry)
        yield from document.left_out()

    def _record(self, content: FileContent, entry: Entry) -> Iterator[Problem]:
        implied = {"measure": content.measure} if content.measure else {}
        if not entry.document.file.startswith(f"{RECORDS}/") and issubclass(content.folder.model, MarkedRecord):
            implied["audience"] = self._declared.audiences[-1]  # what is kept apart is not for the public
        made = parse_record(entry, content.folder.model, self._declared, **implied)
        if self._declared.left_out:
            yield from undeclared_languages(entry, content.folder.model, self._declared)
        self.store.add(content.folder, entry, made if isinstance(made, Record) else None)
        if isinstance(made, list):
            yield from (p for p in made if self._terms_known or p.kind is not kinds.TERM_UNKNOWN)
        elif isinstance(made, Observation) and content.measure not in {None, made.measure}:
            details = {"given": made.measure, "folder": content.measure}
            yield entry.problem(kinds.MEASURE_FOLDER, ("measure",), details)


def _holds_measures(document: Document) -> bool:
    content = content_of(document.file, ())
    return content is not None and content.folder.model is Measure


def _has_ids(document: Document) -> bool:
    """Whether the file could be read and each of its records has an id."""
    return document.data is not REFUSED and all(entry.id is not None for entry in document.records())


def _measure_ids(document: Document) -> Iterator[str]:
    if _holds_measures(document):
        for entry in document.records():
            if (name := entry.id) is not None:
                yield name


def _declared(documents: Iterable[Document]) -> tuple[Declared, bool]:
    """The languages of the bulletin and the span of each term of office, and whether these are all of its terms."""
    data = next((document.data for document in documents if document.file == BULLETIN), REFUSED)
    declared = Declared(languages_in(data), years_begin=_years_begin(data), audiences=_audiences(data))
    typed = data.get("terms", []) if isinstance(data, dict) else REFUSED
    if not isinstance(typed, list):
        return declared, False
    terms, known = {}, True
    for item in typed:
        try:
            term = Term.model_validate(item, context=declared.context)
            terms[term.id] = term.period
        except ValidationError:
            known = False
    return replace(declared, terms=terms), known


def _audiences(data: Data) -> tuple[str, ...]:
    """The ids of the audiences of the bulletin; those of one without its own where they cannot be read."""
    typed = data.get("audiences") if isinstance(data, dict) else None
    ids = [named(item.get("id")) for item in typed if isinstance(item, dict)] if isinstance(typed, list) else []
    return tuple(filter(None, ids)) or (PUBLIC, INTERNAL)


_FIRST_MONTH: TypeAdapter[int] = TypeAdapter(FirstMonth)


def _years_begin(data: Data) -> int:
    """The month in which years of the bulletin begin; 1 also where what is typed is no month, which is reported."""
    try:
        return _FIRST_MONTH.validate_python(data.get("years-begin", 1) if isinstance(data, dict) else 1)
    except ValidationError:
        return 1
