"""A parsed YAML document: plain data, with the source position (line and column) of every key and value."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeAlias

from bulletin.model.places import Place
from bulletin.problems import Hint, Problem, ProblemKind, kinds


class Refused:
    """The placeholder of a value that was refused, so that the rest of the record can still be validated."""

    def __repr__(self) -> str:
        return "REFUSED"


REFUSED: Final = Refused()
"""Its only instance."""

Data: TypeAlias = "str | int | Decimal | bool | Refused | list[Data] | dict[str, Data]"
"""What a value in a record can be."""
Path: TypeAlias = tuple[str | int, ...]
"""The way from a record to something inside of it: keys of mappings and indices of lists."""

Details: TypeAlias = Mapping[str, object]
"""What the words of a problem name."""
NO_DETAILS: Final[Details] = MappingProxyType({})

MOST_PROBLEMS: Final = 1_000
"""Problems of a file, or of one kind in its fields, that are written out; whoever has more begins with the first."""
_LONGEST = {"given": 80}
_LONG = 500
"""Characters of a detail that a message shows at most."""

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass
class Document:
    """A file that was read, with its data and their positions.

    ``offsets`` holds one number a node, in the order of the file: the node's first character. A mapping is followed by
    its first key, that key's value, the second key and so on; a list by its items. Since dictionaries keep their order,
    traversing the data in step with ``offsets`` finds the place of anything, at four bytes a node.
    """

    file: str
    """Path relative to the project."""
    text: str
    """The whole file, without a byte order mark."""
    data: Data = REFUSED
    """Its content; :data:`REFUSED` where nothing could be made of it, and once it was freed."""
    offsets: array[int] = field(default_factory=lambda: array("I"))
    """Offset in characters of every node."""
    cursors: array[int] = field(default_factory=lambda: array("I"))
    """Where the offsets of each item begin, for a file that holds a list."""

    _cursors_below: dict[int, dict[str | int, int]] = field(default_factory=dict)
    _counted: Counter[str] = field(default_factory=Counter)
    """How often each kind of problem was found in its fields."""
    _left_out: dict[str, Place] = field(default_factory=dict)
    """Where the first problem of a kind is that was not written out."""
    _latest_line: tuple[int, str] = (0, "")
    """Kept so that many problems in a long line share its text."""

    @cached_property
    def _line_starts(self) -> array[int]:
        return array("I", [0, *(match.end() for match in _LINE_END.finditer(self.text))])

    def offset_of(self, data: Data, cursor: int, path: Path, *, key: bool = False) -> int:
        """The offset of what a path leads to, or with ``key`` of its key.

        Where there is no such thing, that of the last thing on the way.

        :param data: where the path begins.
        :param cursor: where the offsets of ``data`` begin.
        """
        found = cursor
        for step in path:
            below = self._below(data, cursor)
            if step not in below:
                break
            cursor = below[step]
            found = cursor - 1 if key and isinstance(data, dict) else cursor
            data = data[step]  # type: ignore[index] # it is there
        return self.offsets[found]

    def locate(self, data: Data, cursor: int, path: Path, *, key: bool = False) -> tuple[Document, int]:
        """The file that holds what a path leads to, and the offset there, as :meth:`offset_of` gives it."""
        return self, self.offset_of(data, cursor, path, key=key)

    def start_of_record(self, cursor: int) -> Place:
        """The place where the record begins whose offsets begin at ``cursor``."""
        return self.place(self.offsets[cursor])

    def admits(self, what: str, place: Callable[[], Place]) -> bool:
        """Whether a further problem of one kind is written out: only the first are, the others are counted.

        :param place: gives its place, or about where it is.
        """
        self._counted[what] += 1
        if self._counted[what] == MOST_PROBLEMS + 1:
            self._left_out[what] = place()
        return what not in self._left_out

    def left_out(self) -> Iterator[Problem]:
        """How many problems of each kind were left out, where the first of them is."""
        for what, place in self._left_out.items():
            count = self._counted[what] - MOST_PROBLEMS
            yield Problem(kinds.PROBLEMS_LEFT_OUT, place, {"count": str(count)})

    def _below(self, data: Data, cursor: int) -> dict[str | int, int]:
        """What :func:`cursors_below` gives; kept, since one problem seldom comes alone."""
        if cursor not in self._cursors_below:
            self._cursors_below[cursor] = cursors_below(data, cursor)
        return self._cursors_below[cursor]

    def place(self, offset: int) -> Place:
        """The place of a character."""
        line = bisect_right(self._line_starts, offset)
        return Place(self.file, line, offset - self._line_starts[line - 1] + 1)

    def start_of(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._line_starts[line - 1]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        if number != self._latest_line[0]:
            end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
            self._latest_line = number, self.text[self.start_of(number) : end].rstrip("\r\n")
        return self._latest_line[1]

    def problem(
        self, kind: ProblemKind, offset: int, details: Details = NO_DETAILS, hint: Hint | None = None
    ) -> Problem:
        """A problem at a character; what its words name may be anything that can be shown."""
        place = self.place(offset)
        return Problem(kind, place, shown_details(details), self.line(place.line), hint)

    def record_at(self, cursor: int) -> Data:
        """The record whose offsets begin at ``cursor``; read again, and kept from then on, where it was freed."""
        if self.data is REFUSED:
            from bulletin.reading.yaml_parser import parse  # which makes documents

            self.data = parse(self.file, self.text)[0].data
        return self.data[bisect_right(self.cursors, cursor) - 1] if isinstance(self.data, list) else self.data

    def records(self) -> list[Entry]:
        """The records of the file: the items of its list, or its one mapping."""
        if self.data is REFUSED:
            return []
        if not isinstance(self.data, list):
            return [Entry(self, self.data, 0)]
        return [Entry(self, item, cursor) for item, cursor in zip(self.data, self.cursors, strict=True)]


@dataclass(slots=True)
class Entry:
    """A record as it was typed."""

    document: Document
    typed: Data | None
    """What was typed; None where it is read again when it is asked for."""
    cursor: int
    """Where its offsets begin."""

    @property
    def data(self) -> Data:
        """What was typed."""
        return self.document.record_at(self.cursor) if self.typed is None else self.typed

    def free(self) -> None:
        """Free the memory of what was typed, whose text stays, until it is asked for."""
        if type(self.document) is Document and self.typed is not REFUSED:
            self.typed, self.document.data = None, REFUSED

    @property
    def id(self) -> str | None:
        """The record's id as it was typed; None where it has none."""
        name = self.data.get("id") if isinstance(self.data, dict) else None
        return named(name)

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.document.start_of_record(self.cursor)

    def place_of(self, path: Path, *, key: bool = False) -> Place:
        """Where a value inside of the record begins, or its key; the nearest thing above where there is none."""
        document, offset = self.document.locate(self.data, self.cursor, path, key=key)
        return document.place(offset)

    def problem(
        self,
        kind: ProblemKind,
        path: Path = (),
        details: Details = NO_DETAILS,
        *,
        key: bool = False,
        hint: Hint | None = None,
    ) -> Problem:
        """A problem at a value inside of the record, or at its key, as :meth:`place_of` finds them."""
        document, offset = self.document.locate(self.data, self.cursor, path, key=key)
        return document.problem(kind, offset, details, hint)


def named(data: Data | None) -> str | None:
    """What was typed as a name; an edition's may be a year, which is read as a number. None where it can be none."""
    if isinstance(data, int) and not isinstance(data, bool):
        return str(data)
    return data if isinstance(data, str) else None


def cursors_below(data: Data, cursor: int) -> dict[str | int, int]:
    """Where the offsets of each item of a mapping or list begin.

    :param cursor: where those of the mapping or list itself begin.
    """
    below: dict[str | int, int] = {}
    at = cursor + 1
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        at += isinstance(step, str)  # its key
        below[step] = at
        at += _size(value)
    return below


def _size(data: Data) -> int:
    """How many offsets a value takes up."""
    if isinstance(data, dict):
        return 1 + sum(1 + _size(value) for value in data.values())
    if isinstance(data, list):
        return 1 + sum(map(_size, data))
    return 1


def shown_details(details: Details) -> dict[str, str]:
    """What the words of a problem name as text, cut where it is long."""
    return {name: _shorten(str(value), _LONGEST.get(name, _LONG)) for name, value in details.items()}


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def to_nfc(text: str) -> str:
    """The text in Unicode's composed form, so that equal names are equal however their accents were typed."""
    return unicodedata.normalize("NFC", text)
