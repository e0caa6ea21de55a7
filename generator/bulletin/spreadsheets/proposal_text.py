"""A proposal as the text of a mapping file: YAML with comments on what was guessed and what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bulletin.localization.messages import Message, _, translate
from bulletin.model.records import Source
from bulletin.model.records.csv_files import UNUSED
from bulletin.model.records.sheets import FILL_IN
from bulletin.reading.yaml_parser import flow
from bulletin.spreadsheets.layout import footnotes
from bulletin.spreadsheets.names import Vocabulary
from bulletin.spreadsheets.proposal import OF_VALUES, Column, Proposal
from bulletin.spreadsheets.signs import behind_numbers, between_digits, in_place_of_numbers
from bulletin.spreadsheets.workbook import Workbook

_MOST_EXAMPLES = 3
_HEAD = _(
    "Proposed for {file} by bulletin import. Look through it, put something in place of each {fill_in}, and run the "
    "command again; this file is never overwritten."
)
_SHEETS = _("other sheets: {known}")
_HIDDEN = _("hidden sheets: {known}")
_COLUMNS = _(
    "What each column holds: a field; a breakdown whose categories stand in it; {{period: 2022}} for values of a "
    "period; unused."
)
_GUESSED = _("guessed; cells such as {examples}")
_UNUSED = _("not used; cells such as {examples}")
_SOURCE = _("the id of the source in records/sources; those that are there: {known}")
_NO_SOURCE = _("the id of the source, which first needs a record in records/sources")
_FOR_ALL = _("Fields that all rows have.")
_IDS = _("What cells say, and the id that is meant; left-out: rows with it are left out.")
_NEAREST = _("the nearest that is known")
_ONE_OF = _("one of: {known}")
_PERHAPS = _("perhaps {known}, if that is the same; else another one, or left-out")
_UNKNOWN = _("known by no name like this")
_MISSING = _(
    "Signs in place of a number: by usual convention, so look at them. An office that writes – for zero needs the "
    "number 0 here."
)
_MARKS = _("Marks behind numbers: preliminary, estimated, a note for the reader, or nothing ({{}}).")
_DECIMAL = _("1.234 and 1,234 can be either: say with what decimals begin, and under grouping what separates thousands")


class MappingText:
    """Writes a proposal as the text of a mapping file."""

    def __init__(
        self, workbook: Workbook, proposal: Proposal, vocabulary: Vocabulary, languages: tuple[str, ...], language: str
    ) -> None:
        self._workbook = workbook
        self._made = proposal
        self._vocabulary = vocabulary
        self._languages = languages
        self._language = language

    def _say(self, message: Message, **details: object) -> str:
        return translate(message, self._language, **details)

    def text(self) -> str:
        """The text of the file."""
        blocks = [self._head(), self._columns(), self._constants(), self._ids(), self._signs()]
        return "\n".join("\n".join(lines) + "\n" for lines in map(list, blocks) if lines)

    def _head(self) -> Iterator[str]:
        made = self._made
        yield f"# {self._say(_HEAD, file=self._workbook.file, fill_in=FILL_IN)}"
        yield f"records: {made.records}"
        if made.sheet.name:
            yield _line("sheet", made.sheet.name) + self._other_sheets()
        rows = [row + 1 for row in made.header]
        yield _line("header", rows if len(rows) > 1 else rows[0])
        if self._workbook.delimiter != "," and not made.sheet.name:
            yield _line("delimiter", "tab" if self._workbook.delimiter == "\t" else self._workbook.delimiter)
        if made.id_from:
            yield _line("id-from", made.id_from)

    def _other_sheets(self) -> str:
        """A remark that names the sheets that are left out."""
        others = [sheet for sheet in self._workbook.sheets if sheet.name != self._made.sheet.name]
        seen = ", ".join(sheet.name for sheet in others if not sheet.is_hidden)
        hidden = ", ".join(sheet.name for sheet in others if sheet.is_hidden)
        said = [self._say(_SHEETS, known=seen)] if seen else []
        said += [self._say(_HIDDEN, known=hidden)] if hidden else []
        return f"  # {'; '.join(said)}" if said else ""

    def _columns(self) -> Iterator[str]:
        yield f"# {self._say(_COLUMNS)}"
        yield "columns:"
        for column in self._made.columns:
            yield f"  {_line(column.heading, column.role)}{self._remark(column)}"

    def _remark(self, column: Column) -> str:
        if column.is_certain and column.role != UNUSED:
            return ""
        examples = ", ".join(list(column.texts)[:_MOST_EXAMPLES])
        message = _UNUSED if column.role == UNUSED else _GUESSED
        return f"  # {self._say(message, examples=examples)}" if examples else ""

    def _constants(self) -> Iterator[str]:
        if not self._made.constants:
            return
        yield f"# {self._say(_FOR_ALL)}"
        yield "constants:"
        for name, value in self._made.constants.items():
            known = ", ".join(list(self._vocabulary.store.by_id(Source))[-5:])
            said = self._say(_SOURCE, known=known) if known else self._say(_NO_SOURCE)
            yield f"  {_line(name, value)}" + (f"  # {said}" if name == "source" else "")

    def _ids(self) -> Iterator[str]:
        if not self._made.ids:
            return
        yield f"# {self._say(_IDS)}"
        yield "ids:"
        for name, texts in self._made.ids.items():
            yield f"  {name}:"
            for text, (meant, others) in texts.items():
                near = _ONE_OF if ", " in others else _PERHAPS
                unknown = self._say(near, known=others) if others else self._say(_UNKNOWN)
                yield f"    {_line(text, meant)}  # {unknown if meant == FILL_IN else self._say(_NEAREST)}"

    def _signs(self) -> Iterator[str]:
        texts = list(
            dict.fromkeys(text for column in self._made.columns if _holds_values(column) for text in column.texts)
        )
        declared = between_digits(text for text in texts if not text.lstrip("-").isdigit())
        for name, sign in declared.items():
            yield _line(name, sign) + (f"  # {self._say(_DECIMAL)}" if sign == FILL_IN else "")
        yield from self._block("missing", _MISSING, in_place_of_numbers(texts))
        notes = footnotes(self._made.sheet, self._made.header)
        yield from self._block("marks", _MARKS, behind_numbers(texts, notes, self._languages))

    def _block(self, name: str, remark: Message, said: Mapping[str, Any]) -> Iterator[str]:
        if said:
            yield f"# {self._say(remark)}"
            yield f"{name}:"
            yield from (f"  {_line(sign, meaning)}" for sign, meaning in said.items())


def _holds_values(column: Column) -> bool:
    role = column.role
    return (
        role == "value"
        or str(role).startswith("interval.")
        or (isinstance(role, dict) and bool(OF_VALUES & role.keys()))
    )


def _line(name: str, value: Any) -> str:
    """A field with its value in one line of YAML."""
    return flow({name: value})[1:-1]
