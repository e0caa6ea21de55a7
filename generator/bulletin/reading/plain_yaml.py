"""Reads what most files of records are: fields with plain values in lines of their own, nested by indentation.

::

    # a comment
    - organization: north
      value: 12
      by:
        sex: {women: 5}    ← not this line: brackets, quotes, folded texts and all else are left to the whole parser

Of such a file this gives the data and the places that :mod:`~bulletin.reading.yaml_parser` gives, in half of its
time. It knows no problems: a file with anything out of the ordinary, wrong or not, is read anew by the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from bulletin.reading.documents import Data, Document

_BETWEEN = r"(?: *+(?:#[^\n]*+)?\n)*+"
"""Blank lines and comments."""
_VALUE = r"-?\w[^\n:#]*+(?::[^\n\s:#][^\n:#]*+)*+(?<! )"
"""Text without a sign that would mean something to YAML, in one line; of colons those within words: ``12:30``."""
_FIELD = re.compile(rf"{_BETWEEN}( *+)(- )?([a-z][a-z0-9-]{{0,99}}+):(?: ({_VALUE}))?(?:\n|\Z)")
_REST = re.compile(rf"{_BETWEEN} *+(?:#[^\n]*+)?\Z")
_OTHER_STYLES = (": {", ": [", ': "', ": '", ": >", ": |", "- {", "\r")
"""What shows at once that a file is for the whole parser."""
_INSIDE = 2
"""Spaces before the fields of a record, the first of which is behind a hyphen."""
_DEEPEST = 8


def read_plain(document: Document, meaning: Callable[[str], Data | None], most: int) -> list[Data] | None:
    """The records of a file, whose positions the document takes; None where the file is not as plain as that.

    :param meaning: of a plain value; None where it has to be looked at.
    :param most: nodes of a record.
    """
    text = document.text
    if any(sign in text for sign in _OTHER_STYLES) or not unicodedata.is_normalized("NFC", text):
        return None
    reader = _Reader(meaning)
    try:
        reader.read(text)
    except _NotPlainError:
        return None
    if any(after - before >= most for before, after in pairwise((*reader.cursors, len(reader.offsets)))):
        return None
    document.offsets.extend(reader.offsets)
    document.cursors.extend(reader.cursors)
    return reader.records


class _NotPlainError(Exception):
    """The file is for the whole parser."""


class _Reader:
    """Takes one field after the other."""

    def __init__(self, meaning: Callable[[str], Data | None]) -> None:
        self.records: list[Data] = []
        self.offsets: list[int] = []
        """As those of a document."""
        self.cursors: list[int] = []
        self._meaning = meaning
        self._levels: list[tuple[int, dict[str, Data]]] = []
        """The fields that the next one may be among, with the spaces before each."""
        self._indent, self._fields = -1, dict[str, Data]()
        """The last of these levels."""
        self._blank: str | None = None
        """The field before, if nothing is behind it, so that it holds those below."""

    def read(self, text: str) -> None:
        """Read a file.

        :raises _NotPlainError: when anything in it is out of the ordinary.
        """
        end, match, add, meaning = 0, _FIELD.match, self.offsets.append, self._meaning
        while (field := match(text, end)) is not None:  # all in one loop, since a city has a million fields
            end = field.end()
            spaces, hyphen, key, value = field.groups()
            start = field.start(3)
            if hyphen:
                self._begin(len(spaces), field.start(2), start)
            elif self._blank is not None:
                self._enter(self._blank, len(spaces), start)
            elif len(spaces) != self._indent:
                self._return_to(len(spaces))
            if key in self._fields:
                raise _NotPlainError
            add(start)
            if value is None:
                self._blank = key
            elif (meant := meaning(value)) is None:
                raise _NotPlainError
            else:
                self._blank, self._fields[key] = None, meant
                add(field.start(4))
        if self._blank is not None or not self.records or _REST.match(text, end) is None:
            raise _NotPlainError

    def _begin(self, indent: int, hyphen: int, start: int) -> None:
        """Begin a record."""
        if indent or self._blank is not None:
            raise _NotPlainError
        if not self.records:
            self.offsets.append(hyphen)  # where the list begins
        self.cursors.append(len(self.offsets))
        self.offsets.append(start)
        record: dict[str, Data] = {}
        self.records.append(record)
        self._levels.clear()
        self._go_into(_INSIDE, record)

    def _enter(self, holder: str, indent: int, start: int) -> None:
        """Begin the fields below another one."""
        outer, fields = self._levels[-1]
        if indent <= outer or len(self._levels) == _DEEPEST:
            raise _NotPlainError
        self.offsets.append(start)
        below: dict[str, Data] = {}
        fields[holder] = below
        self._go_into(indent, below)

    def _return_to(self, indent: int) -> None:
        """End fields that are further inside."""
        while self._levels and self._levels[-1][0] > indent:
            self._levels.pop()
        if not self._levels or self._levels[-1][0] != indent:
            raise _NotPlainError
        self._indent, self._fields = self._levels[-1]

    def _go_into(self, indent: int, fields: dict[str, Data]) -> None:
        self._levels.append((indent, fields))
        self._indent, self._fields = indent, fields
