"""The headings of a CSV file of records, beside what its description says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from bulletin.localization.languages import is_language
from bulletin.localization.messages import _
from bulletin.model.records import UNUSED, VALUE, CsvDescription, Observation, Record
from bulletin.problems import Hint, Problem, ProblemKind, kinds
from bulletin.reading.csv_documents import BY, Columns, Crossings, CsvDocument
from bulletin.reading.csv_likely_headings import respelt, row_of_headings
from bulletin.reading.csv_proposals import RecordFields, headings_of, proposed, typed_separator
from bulletin.reading.csv_text import separator_of
from bulletin.reading.documents import MOST_PROBLEMS, REFUSED, Data, Details, Document, Entry, Path
from bulletin.reading.hints import Nearest, did_you_mean, language_meant
from bulletin.reading.json_schema import fields_at, has_field, type_at
from bulletin.reading.yaml_parser import flow

Languages = tuple[str, ...]

_ANOTHER_LANGUAGE = _(
    "The bulletin has these languages: {known}. Of a column in another one write “{unused}” in place of “{field}”."
)
"""The hint where a column holds words that are shown nowhere."""


class DeclaredColumns:
    """The columns of a table as a description or a mapping declares them, beside the headings that there are."""

    def __init__(
        self,
        entry: Entry,
        declared: CsvDescription,
        model: type[Record],
        languages: Languages,
        others: Collection[str] = (),
    ) -> None:
        """Take what was typed.

        :param entry: the description, for the places of what is wrong with it.
        :param others: fields that columns can hold besides those of the model.
        """
        self._entry, self._declared = entry, declared
        self._model, self._languages, self._others = model, languages, others

    def declared_problems(self, known: Sequence[str], file: str) -> Iterator[Problem]:
        """What is wrong with what is declared.

        :param known: the headings of the table.
        :param file: the file that it is in.
        """
        if self._declared.decimal == self._declared.grouping:
            yield self._entry.problem(kinds.CSV_SIGNS_ALIKE, ("grouping",), {"given": self._declared.decimal})
        fields: dict[object, Path] = {}
        for heading in self._declared.columns:
            at = ("columns", heading)
            if heading not in known:
                yield from self._missing_column(heading, known, file)
            elif self._is_unclear(heading):
                yield self._described(kinds.CSV_COLUMN_UNCLEAR, at, {"given": heading})
            else:
                path = self._path(heading)
                yield from self._unknown_field(at, path)
                yield from self._repeated_field(at, path, fields)

    def _missing_column(self, heading: str, known: Sequence[str], file: str) -> Iterator[Problem]:
        """The problem of a column that is declared and not there."""
        meant = Nearest(each for each in known if each not in self._declared.columns).to(heading)
        details = {"given": heading, "known": ", ".join(known), "file": file}
        hint = did_you_mean(meant) if meant else None
        yield self._described(kinds.CSV_COLUMN_MISSING, ("columns", heading), details, hint)

    def _is_unclear(self, heading: str) -> bool:
        column = self._declared.columns[heading]
        return column.is_unclear or (column.is_of_observations and self._model is not Observation)

    def _path(self, heading: str) -> Path | None:
        """The field that a column holds; None where it holds categories or is left out."""
        column = self._declared.columns[heading]
        if column.is_unused or (column.breakdown is not None and not any(column.about)):
            return None
        return tuple((column.field or VALUE).split("."))

    def _unknown_field(self, at: Path, path: Path | None) -> Iterator[Problem]:
        """The problem of a column whose field no record has."""
        if path is None or ".".join(map(str, path)) in self._others:
            return
        is_category = path[0] == BY and len(path) > _BREAKDOWN
        for length in range(1, 1 if is_category else len(path) + 1):
            if not has_field(self._model, self._languages, path[:length]):
                known = fields_at(self._model, self._languages, path[: length - 1])
                known = [*known, *self._others] if length == 1 else known
                meant = Nearest(known).to(str(path[length - 1]))
                if known == [*self._languages]:
                    meant = meant or language_meant(
                        str(path[length - 1]), known, self._languages_of(path[: length - 1])
                    )
                hint = did_you_mean(".".join(map(str, (*path[: length - 1], meant)))) if meant else None
                if known == [*self._languages] and hint is None and is_language(str(path[length - 1])):
                    hint = Hint(_ANOTHER_LANGUAGE, {"unused": UNUSED})
                details = {"field": ".".join(map(str, path)), "known": ", ".join(known)}
                yield self._described(kinds.FIELD_UNKNOWN, at, details, hint)
                return

    def _languages_of(self, text: Path) -> list[str]:
        """The languages of which columns hold the words of a text."""
        paths = filter(None, map(self._path, self._declared.columns))
        return [str(path[-1]) for path in paths if path[:-1] == text]

    def _repeated_field(self, at: Path, path: Path | None, fields: dict[object, Path]) -> Iterator[Problem]:
        """The problem of a column that holds what another column holds already; lists may be in several."""
        if path is not None and kind_at(self._model, self._languages, path) == "array":
            return
        column = self._declared.columns[str(at[1])]
        if column.is_unused:
            return
        first = fields.setdefault((path or column.breakdown, column.about), at)
        if first != at:
            line = self._entry.place_of(first, key=True).line
            given = ".".join(map(str, path)) if path else column.breakdown
            details = {"given": given, "first": line}
            yield self._described(kinds.KEY_REPEATED, at, details, Hint(kinds.ONE_COLUMN))

    def _described(self, kind: ProblemKind, path: Path, details: Details, hint: Hint | None = None) -> Problem:
        """A problem at a heading in the description."""
        return self._entry.problem(kind, path, details, key=True, hint=hint)


class Headings(DeclaredColumns):
    """The first row of a CSV file of records beside what its description says of it."""

    def __init__(self, document: CsvDocument, declared: CsvDescription, fields: RecordFields) -> None:
        described = Entry(document.description, document.description.data, 0)
        super().__init__(described, declared, fields.model, fields.languages)
        self._document, self._fields = document, fields
        self._cells = headings_of(document.text, declared.separator)
        self._known = {heading: None for _, heading in self._cells if heading}
        """The headings of the file, in their order."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the headings, and with what the description says of them."""
        if not self._cells:
            return
        found = [*self._elsewhere()]
        found = found or [*self._of_file(), *self.declared_problems([*self._known], self._document.file)]
        yield from found[:MOST_PROBLEMS]

    def _elsewhere(self) -> Iterator[Problem]:
        """The problem of headings that are not in the first row, or not between what is declared to separate cells."""
        declared, first = self._declared.columns, self._document.place(self._cells[0][0]).line
        if declared.keys() <= self._known.keys():
            return
        row = row_of_headings(self._document, declared)
        at = self._document.start_of(row.line if row else first)
        other = row.separator if row else self._other_separator()
        if other and other != self._declared.separator:
            details = {
                "given": _shown(other),
                "declared": _shown(self._declared.separator),
                "better": typed_separator(other),
            }
            yield self._document.problem(kinds.CSV_DELIMITER, at, details)
        if row and row.line != first:
            yield self._document.problem(kinds.CSV_HEADINGS_BELOW, at, {"line": row.line})
        elif not (row or other or self._respelt or self._known.keys() & declared.keys()) and len(declared) > 1:
            better = self._declared.separator.join(map(self._quoted, declared))
            yield self._document.problem(kinds.CSV_HEADINGS_MISSING, at, {"better": better})

    def _quoted(self, heading: str) -> str:
        return f'"{heading}"' if self._declared.separator in heading else heading

    @cached_property
    def _respelt(self) -> dict[str, str]:
        """What the description probably calls headings that it does not name."""
        declared = self._declared.columns
        unknown = [heading for heading in self._known if heading not in declared]
        return respelt(unknown[:MOST_PROBLEMS], [heading for heading in declared if heading not in self._known])

    @cached_property
    def _proposed(self) -> dict[str, Data]:
        """What the description may say of each heading."""
        declared = [VALUE if any(column.about) else column.field or "" for column in self._declared.columns.values()]
        return proposed(self._document, self._declared.separator, self._fields, declared)

    @cached_property
    def _missing(self) -> list[str]:
        """The headings that are declared and that the file does not have, not even spelt otherwise."""
        known = {*self._known, *self._respelt.values()}
        return [heading for heading in self._declared.columns if heading not in known]

    def _other_separator(self) -> str | None:
        """What separates the cells of the first row, where that is not what is declared."""
        if len(self._cells) > 1 or self._cells[0][1] in self._declared.columns:
            return None
        return separator_of(self._document)

    def _of_file(self) -> Iterator[Problem]:
        missing = self._missing
        named = {"missing": ", ".join(missing)}
        empty = [offset for offset, heading in self._cells if not heading]
        if empty:
            hint = Hint(kinds.EMPTY_OR_MISSING) if missing else None
            yield self._document.problem(kinds.CSV_HEADING_EMPTY, empty[0], {"count": len(empty), **named}, hint)
        seen: set[str] = set()
        for offset, heading in self._cells:
            if heading and heading in seen:
                hint = Hint(kinds.REPEATED_OR_MISSING) if missing else None
                yield self._document.problem(kinds.CSV_HEADING_REPEATED, offset, {"given": heading, **named}, hint)
            elif meant := self._respelt.get(heading):
                yield self._document.problem(kinds.CSV_HEADING_MISSPELT, offset, {"given": heading, "meant": meant})
            elif heading and heading not in self._declared.columns:
                better = flow({heading: self._proposed[heading]})[1:-1]
                details = {"given": heading, "better": better, **named}
                hint = Hint(kinds.UNDECLARED_OR_MISSING) if missing else None
                yield self._document.problem(kinds.CSV_COLUMN_UNDECLARED, offset, details, hint)
            seen.add(heading)

    def _missing_column(self, heading: str, known: Sequence[str], file: str) -> Iterator[Problem]:
        """The problem of such a column, unless the headings that are wrong are reported with what they may be."""
        free = len(self._cells) - len(self._known.keys() & {*self._declared.columns, *self._respelt})
        if heading in self._missing and free < len(self._missing):
            details = {"given": heading, "known": ", ".join(known), "file": file}
            hint = Hint(kinds.RENAMED_OR_GONE) if free else None
            yield self._described(kinds.CSV_COLUMN_MISSING, ("columns", heading), details, hint)

    def _is_unclear(self, heading: str) -> bool:
        path = self._path(heading)
        if path is not None and path[0] == BY and any(other.breakdown for other in self._declared.columns.values()):
            return True  # a figure has its categories in rows or in columns
        return super()._is_unclear(heading)

    def columns(self, crossings: Crossings) -> Columns:
        """What each column holds, once there is no problem."""
        fields, periods, breakdowns = [], {}, {}
        for number, (_cell, heading) in enumerate(self._cells):
            column = self._declared.columns[heading]
            if (path := self._path(heading)) is not None:
                fields.append((number, path))
            if column.breakdown is not None:
                breakdowns[number] = (column.breakdown, column.whole)
            if column.period is not None:
                periods[number] = typed_at(self._document.description, "columns", heading, "period")
        return Columns(tuple(fields), periods, breakdowns, crossings)


def typed_at(description: Document, *path: str) -> Data:
    """What a description says at a path; :data:`~bulletin.reading.documents.REFUSED` where it says nothing."""
    data = description.data
    for step in path:
        data = data.get(step, REFUSED) if isinstance(data, dict) else REFUSED
    return data


_BREAKDOWN = 2
"""Steps of the path of a breakdown; behind it are the categories."""


def kind_at(model: type[Record], languages: Languages, path: Path) -> str:
    """What belongs at a field, as JSON Schema names it."""
    return "number" if path[0] == BY and model is Observation else type_at(model, languages, path)


def _shown(separator: str) -> str:
    return "tab" if separator == "\t" else separator
