"""Lines of record files, for problems that are found once the records have been read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bulletin.model.places import Place
from bulletin.problems import Problem, ProblemKind
from bulletin.reading import csv_documents
from bulletin.reading.documents import Data, Document
from bulletin.reading.documents import Path as FieldPath
from bulletin.reading.files import CSV_ENDING, folders_of, read_file
from bulletin.reading.yaml_parser import parse


class SourceLines:
    """Lines of record files for problems; only files in which something is wrong are read again."""

    def __init__(self, project: Path, more: Sequence[Path] = ()) -> None:
        """Read nothing yet.

        :param project: the folder that holds ``records/``.
        :param more: folders of further records.
        """
        self._project, self._more = project, more
        self._folders = folders_of(project, more)
        self._documents: dict[str, Document] = {}

    def problem(self, kind: ProblemKind, record: Place, path: FieldPath, details: dict[str, str]) -> Problem:
        """A problem at a field of a record, with its line."""
        document = self._document(record.file)
        found = (entry.place_of(path) for entry in document.records() if entry.place == record)
        if (place := next(found, None)) is None:  # the file was written to since it was read
            return Problem(kind, record, details)
        return Problem(kind, place, details, document.line(place.line))

    def path_of_item(self, record: Place, field: str, is_it: Callable[[Data], bool]) -> FieldPath:
        """The path to the last item of a list in a record that fulfils a condition; to the record without any.

        :param is_it: what has to be true of the item as it was typed.
        """
        for entry in self._document(record.file).records():
            items = entry.data.get(field) if entry.place == record and isinstance(entry.data, dict) else None
            if isinstance(items, list):
                found = [position for position, item in enumerate(items) if is_it(item)]
                return (field, found[-1]) if found else ()
        return ()

    def _document(self, file: str) -> Document:
        if file not in self._documents and file.endswith(CSV_ENDING):
            self._documents |= csv_documents(self._project, self._more)
        if file not in self._documents:
            top, _, inner = file.partition("/")
            text = read_file(self._folders[top] / inner, file) if top in self._folders else None
            self._documents[file], _ = parse(file, text if isinstance(text, str) else "")
        return self._documents[file]


def is_rule_for(measure: str, rule: Data) -> bool:
    """Whether a rule of a policy of disclosure control, as it was typed, is for a measure."""
    measures = rule.get("measures") if isinstance(rule, dict) else None
    return isinstance(measures, list) and measure in measures
