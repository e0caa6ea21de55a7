"""The CSV files of a project: each with the description beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

from bulletin.model.places import Place
from bulletin.model.records import Breakdown, CsvDescription, Observation, Record
from bulletin.model.records.references import REFERENCES
from bulletin.problems import Hint, Problem, kinds
from bulletin.reading.csv_documents import BY, Crossings, CsvDocument
from bulletin.reading.csv_parser import parse_csv
from bulletin.reading.csv_proposals import RecordFields, description_missing
from bulletin.reading.documents import Data, Document, Entry
from bulletin.reading.files import CSV_ENDING, ENDING, FileContent, content_of, description_of, stem_of
from bulletin.reading.record_parser import Declared, parse_record


class CsvFiles:
    """The CSV files among the documents of a project."""

    def __init__(self, documents: Iterable[Document], declared: Declared) -> None:
        self._documents = {document.file: document for document in documents}
        self._declared = declared
        self._tables = [document for document in self._documents.values() if isinstance(document, CsvDocument)]

    def read(self) -> list[Problem]:
        """Read them all, and give what is wrong with how they are written and described."""
        problems = [_without_file(document) for document in self._alone()]
        for document in sorted(self._tables, key=_order):
            problems += self._read(document)
        return problems

    def of_records(self) -> list[Document]:
        """The documents that hold records: all but descriptions."""
        descriptions = {description_of(name) for name in self._documents if name.endswith(CSV_ENDING)}
        descriptions |= {document.file for document in self._alone()}
        descriptions |= {other for document in self._tables if (other := self._misnamed(document.file))}
        return [document for name, document in self._documents.items() if name not in descriptions]

    def _misnamed(self, file: str) -> str | None:
        """The description of a CSV file whose name keeps the ending of that, ``figures.csv.yml``; None for none."""
        document = self._documents.get(f"{file}{ENDING}")
        return document.file if document is not None and _describes(document) else None

    def _alone(self) -> list[Document]:
        """Descriptions without a CSV file."""
        others = (each for each in self._documents.values() if not isinstance(each, CsvDocument))
        return [
            each for each in others if _describes(each) and f"{stem_of(each.file)}{CSV_ENDING}" not in self._documents
        ]

    def _read(self, document: CsvDocument) -> list[Problem]:
        name = description_of(document.file)
        content = content_of(document.file, ())
        model = content.folder.model if content else Observation
        fields = RecordFields(model, self._declared, lambda: self._ids(model), lambda: self._categories)
        description = self._documents.get(name)
        if description is None:
            missing = description_missing(document, name, fields, _measure_of(content))
            other = self._misnamed(document.file)
            return [replace(missing, hint=Hint(kinds.RENAME_DESCRIPTION, {"other": other})) if other else missing]
        document.description = description
        made = parse_record(Entry(description, description.data, 0), CsvDescription, self._declared)
        if isinstance(made, list):
            return made
        document.declared = cast("CsvDescription", made)
        return parse_csv(document, document.declared, fields, self._crossings)

    def _ids(self, model: type[Record]) -> Mapping[str, Collection[str]]:
        """The ids of audiences and of the records that the fields of a kind name."""
        named = {field: self._ids_of[to] for field, to in REFERENCES.get(model, {}).items() if to in self._ids_of}
        return {**named, "audience": self._declared.audiences}

    @cached_property
    def _ids_of(self) -> Mapping[type[Record], Collection[str]]:
        """The ids of each kind of record, as far as they can be read."""
        found: defaultdict[type[Record], set[str]] = defaultdict(set)
        for document in self.of_records():
            if (content := content_of(document.file, ())) is not None:
                found[content.folder.model].update(filter(None, (entry.id for entry in document.records())))
        return found

    @cached_property
    def _crossings(self) -> Crossings:
        """The breakdowns that cross others, as far as they can be read."""
        found: Crossings = {}
        for breakdown, data in self._breakdowns():
            if isinstance(crosses := data.get("crosses"), list):
                order = tuple(map(str, crosses))
                found.setdefault(frozenset(order), (breakdown, order))
        return found

    @cached_property
    def _categories(self) -> Mapping[str, str]:
        """The field of each category that one breakdown alone has, by its id, as far as they can be read."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for breakdown, data in self._breakdowns():
            categories = data.get("categories")
            for category in categories if isinstance(categories, list) else ():
                name = str(category.get("id") if isinstance(category, dict) else category)
                found[name].append(f"{BY}.{breakdown}.{name}")
        return {name: fields[0] for name, fields in found.items() if len(fields) == 1}

    def _breakdowns(self) -> Iterator[tuple[str, Mapping[str, Data]]]:
        """The id and the fields of each breakdown, as far as they can be read."""
        for document in self._documents.values():
            content = content_of(document.file, ())
            if content is not None and content.folder.model is Breakdown and not _describes(document):
                yield from (
                    (entry.id or "", entry.data) for entry in document.records() if isinstance(entry.data, dict)
                )


def _measure_of(content: FileContent | None) -> tuple[str, ...]:
    """The field that says the measure of observations, unless the name of their folder does."""
    return ("measure",) if content is not None and content.folder.model is Observation else ()


_VOCABULARY = "/vocabulary/"


def _order(document: Document) -> tuple[bool, bool]:
    """What others name is read before them: the vocabulary first, observations last."""
    content = content_of(document.file, ())
    return _VOCABULARY not in document.file, content is None or content.folder.model is Observation


def _describes(document: Document) -> bool:
    """Whether a document is a description, which no record looks like."""
    return isinstance(document.data, dict) and "columns" in document.data


def _without_file(description: Document) -> Problem:
    file = f"{stem_of(description.file)}{CSV_ENDING}"
    return Problem(kinds.CSV_FILE_MISSING, Place(description.file, 1, 1), {"file": file})
