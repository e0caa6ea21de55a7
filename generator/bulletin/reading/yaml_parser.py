"""A strict YAML parser with source positions, for the subset of YAML that records need, over libyaml's events.

It builds plain dictionaries, lists, text, whole numbers and decimals. Only ``5``, ``-5`` and ``5.25`` are numbers and
only ``true`` and ``false`` are truth values; everything else is text: ``no``, ``12:30`` and ``2019-01`` are what they
look like. Whatever YAML offers beyond that is refused, since it surprises people (blanks, ``010``, repeated keys)
or machines (aliases that multiply, tags, endless nesting).

It works in one pass, in bounded depth and memory, and records the position of every node.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any, NoReturn

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    safe_dump,
)
from yaml._yaml import CParser

from bulletin.localization.languages import is_language
from bulletin.localization.messages import _
from bulletin.problems import Hint, Problem, ProblemKind, kinds
from bulletin.reading.documents import (
    MOST_PROBLEMS,
    NO_DETAILS,
    REFUSED,
    Data,
    Details,
    Document,
    cursors_below,
    to_nfc,
)
from bulletin.reading.hints import LONGEST_SLIP
from bulletin.reading.json_schema import text_fields
from bulletin.reading.number_hints import number_hint
from bulletin.reading.plain_yaml import read_plain
from bulletin.reading.yaml_problems import explain, with_hints

DEEPEST = 16
"""Levels of nesting; the deepest record has six."""
MOST_NODES = 2_000_000
"""Nodes a file; a file of ten megabytes has about 1.3 million."""
MOST_NODES_OF_A_RECORD = 100_000
"""Nodes a record; most have about twenty. It bounds what a single record can cost."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,39})(\.[0-9]{1,40})?")
_ZERO_LED = re.compile(r"-?0[0-9]+(?:\.[0-9]*)?")
_CONFLICT = re.compile(r"^ *+(<<<<<<< |>>>>>>> |(?:=======|\|\|\|\|\|\|\|)(?=\r?$)|\|\|\|\|\|\|\| )", re.MULTILINE)
"""What git writes around the two versions of lines that it cannot merge."""
_SIGNS_OF_CONFLICT = ("<<<<<<< ", ">>>>>>> ", "=======", "|||||||")
_TORN_VALUE = re.compile(r":\s+([^\s,:{}\[\]\"'][^,:{}\[\]\"'\n]*(?<=[0-9])(?:, ?[0-9][^,:{}\[\]\"'\n]*)+)$")
_TORN_ITEM = re.compile(r"[\[\s]([-+~]?[0-9][0-9.]*(?:,[0-9]+)+)$")
"""A number with commas that ends here, as the value of a field and as an item of a list."""
_LONGEST_TORN = LONGEST_SLIP + 2
"""Characters that are looked at for it: a number, and a few before it."""
_THOUSANDS = re.compile(r"[0-9][^0-9][0-9]{3}(?![0-9])")
"""A separator of thousands, with the digit before it and those behind."""
_COMMENT = re.compile(r"(?<=\S) (?=#)")
_BEHIND_KEY = re.compile(r"(?<![\w-])([\w-]+): +$")
_FREE_TEXT = re.compile(r"[^!-~]")
"""What no id, period, address or number has: spaces and letters beyond ASCII."""
_DIGITS = re.compile(r"[-+]?[0-9][0-9., ']*")
_YEARS = re.compile(r"[0-9]{4}, ?[0-9]{4}")
_BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
_NO_KEYS = frozenset({"", "<<"})
_TRUTH = {"true": True, "false": False}


def parse(file: str, text: str, languages: tuple[str, ...] = ()) -> tuple[Document, list[Problem]]:
    """Read a file of records.

    :param file: its path, for the problems.
    :param text: its content, without a byte order mark.
    :param languages: those of the bulletin, whose words hints know.
    :returns: the document, and everything wrong with the way it is written. The document's data are
        :data:`~bulletin.reading.documents.REFUSED` where nothing could be made of them, and an empty list where the
        file holds nothing but comments.
    """
    document = Document(file, text)
    conflicts = [document.problem(kinds.MERGE_CONFLICT, at) for at in islice(_conflicts(text), MOST_PROBLEMS)]
    if conflicts:
        return document, conflicts
    refused = refused_in(text)
    if refused:
        return document, [refused_character(document, at) for at in islice(places_of(refused, text), MOST_PROBLEMS)]
    if (records := read_plain(document, _plain_meaning, MOST_NODES_OF_A_RECORD)) is not None:
        document.data = records
        return document, []
    builder = _Builder(document, languages)
    try:
        document.data = builder.build()
    except _UnreadableError as error:
        builder.problems.append(error.problem)
    except MarkedYAMLError as error:
        problem = explain(error, document)  # which may be what a remark at its place already is about
        builder.problems = [*(p for p in builder.problems if p.place != problem.place), problem]
    return document, with_hints(document, builder.problems)


def _conflicts(text: str) -> Iterator[int]:
    """Where the first line of each block begins that a merge left behind."""
    if not any(sign in text for sign in _SIGNS_OF_CONFLICT):
        return  # as nearly always
    within = False
    for marker in _CONFLICT.finditer(text):
        sign = marker[1][0]
        if not within or sign == "<":
            yield marker.start(1)
        within = sign != ">"


def refused_character(document: Document, offset: int) -> Problem:
    """The problem of a character that records may not contain."""
    character = document.text[offset]
    if character == "\t":
        return document.problem(kinds.TAB_FOUND, offset, NO_DETAILS)
    within_number = _THOUSANDS.match(document.text, max(offset - 1, 0))
    hint = Hint(_("Delete it: between the digits of a number nothing is typed.")) if within_number else None
    return document.problem(kinds.CHARACTER_REFUSED, offset, {"given": name_of(character)}, hint)


def _holds_text(key: str) -> bool:
    """Whether what is typed behind a key is text: words in a language, or in the only language of the bulletin."""
    return key in text_fields() or (key != "id" and is_language(key))  # that of Indonesian


def _meaning(value: str) -> Data:
    """What a plain scalar means that is not refused."""
    number = _NUMBER.fullmatch(value)
    if number:
        return Decimal(value) if number[1] else int(value)
    return _TRUTH.get(value, value)


@lru_cache(maxsize=1 << 16)  # which also keeps a single copy of texts that occur often
def _plain_meaning(value: str) -> Data | None:
    """The same; None of one that is refused, or may be."""
    is_odd = value in _BLANKS or _ZERO_LED.fullmatch(value) or _SPACED_NUMBER.fullmatch(value)
    return None if is_odd else _meaning(value)


class _UnreadableError(Exception):
    """Ends the reading of a file that is not what files of records are made of."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Builder:
    """Turns events into data. Recursion is as deep as the data, which :data:`DEEPEST` bounds."""

    def __init__(self, document: Document, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self.problems: list[Problem] = []
        self._document = document
        self._offsets = document.offsets
        self._mark = document.offsets.append
        self._next: Callable[[], Any] = CParser(document.text).get_event
        self._composed = unicodedata.is_normalized("NFC", document.text)
        self._plain: dict[str, Data] = {}
        """What each plain scalar means; it also keeps a single copy of texts that occur often."""
        self._names: dict[str, str] = {}
        """The same for keys."""
        self._cut_off = frozenset(match.start() for match in _COMMENT.finditer(document.text))
        """Where a comment begins a single space behind something, as it does where a text holds a #."""
        self._depth = 0
        self._limit = min(MOST_NODES_OF_A_RECORD, MOST_NODES)
        """Nodes at which reading ends: of the file, or of the record that is being read."""

    def build(self) -> Data:
        self._next()  # the stream's start
        event: Any = self._next()
        if type(event) is StreamEndEvent:
            self._offsets.append(0)
            return []
        self._refuse_directives(event)
        data = self._node(self._next())
        self._next()  # the document's end
        event = self._next()
        if type(event) is not StreamEndEvent:
            raise self._unreadable(kinds.DOCUMENTS, event)
        return data

    def _refuse_directives(self, event: DocumentStartEvent) -> None:
        if event.version or event.tags:
            raise self._unreadable(kinds.DIRECTIVE, event)

    def _node(self, event: Any) -> Data:
        self._mark(event.start_mark.index)
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            raise self._reuse(event)
        if kind is ScalarEvent:
            if event.end_mark.index in self._cut_off:
                self._remark_on_comment(event)
            known = self._plain.get(event.value) if event.style == "" else None
            return self._scalar(event) if known is None else known
        self._enter(event)
        data = self._mapping() if kind is MappingStartEvent else self._list()
        self._depth -= 1
        return data

    def _remark_on_comment(self, event: Any) -> None:
        """Report that a text, not an id or a number, loses what follows its #."""
        line = self._document.place(event.start_mark.index).line
        key = _BEHIND_KEY.search(self._document.text, self._document.start_of(line), event.start_mark.index)
        free_text = event.style == "" and ((key and _holds_text(key[1])) or _FREE_TEXT.search(event.value))
        if not free_text or len(self.problems) >= MOST_PROBLEMS - 1:
            return
        end = event.end_mark.index
        lost = self._document.line(self._document.place(end).line)[self._document.place(end).column :].rstrip()
        quote = "'" if '"' in event.value + lost else '"'
        details = {"given": lost, "better": f"{quote}{event.value} {lost}{quote}"}
        self.problems.append(self._document.problem(kinds.TEXT_BEFORE_COMMENT, end + 1, details))

    def _enter(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._unreadable(kinds.TOO_DEEP, event, {"limit": DEEPEST})

    def _list(self) -> list[Data]:
        items: list[Data] = []
        while type(event := self._next()) is not SequenceEndEvent:
            before = len(self._offsets)
            if self._depth == 1:
                self._document.cursors.append(before)
                self._limit = min(before + MOST_NODES_OF_A_RECORD, MOST_NODES)
            if before > self._limit:
                self._bound(event)
            items.append(self._node(event))
        return items

    def _mapping(self) -> dict[str, Data]:
        mapping: dict[str, Data] = {}
        first = len(self._offsets)
        while type(event := self._next()) is not MappingEndEvent:
            before = len(self._offsets)
            if before > self._limit:
                self._bound(event)
            key = self._key(event, mapping, first)
            value = self._node(self._next())
            if (value is REFUSED and self._is_torn_off(event, mapping)) or key is None:
                del self._offsets[before:]  # so that places stay in step with the data
            else:
                mapping[key] = value
        return mapping

    def _is_torn_off(self, key: Any, mapping: dict[str, Data]) -> bool:
        """Whether a blank field is the rest of the number before it, which a comma within brackets tore apart."""
        end = key.end_mark.index
        torn = self._torn(_TORN_VALUE, end)
        name = next(reversed(mapping), None)
        if torn is None or name is None or _holds_text(name) or self._document.text.startswith(":", end):
            return False
        if not isinstance(mapping[name], (dict, list)):
            mapping[name] = REFUSED  # what a comma cut off is no value, and gets no hint of its own
        return self._refuse_torn(torn)

    def _torn(self, pattern: re.Pattern[str], end: int) -> re.Match[str] | None:
        """What ends at an offset and was torn apart by commas."""
        return pattern.search(self._document.text, max(end - _LONGEST_TORN, 0), end)

    def _refuse_torn(self, torn: re.Match[str]) -> bool:
        """Report a number that was torn apart in its place, with the hint that it would get outside of brackets.

        :returns: whether it is a number, not years, months or a text that ends in a digit.
        """
        hint = number_hint(torn[1], self._languages)
        if _YEARS.fullmatch(torn[1]) or (hint is None and not _DIGITS.fullmatch(torn[1])):
            return False
        place = self._document.place(torn.start(1))
        while self.problems and self.problems[-1].place >= place:
            self.problems.pop()
        self.problems.append(self._document.problem(kinds.VALUE_NOT_A_NUMBER, torn.start(1), {"given": torn[1]}, hint))
        return True

    def _bound(self, event: Any) -> NoReturn:
        most = MOST_NODES if self._limit == MOST_NODES else MOST_NODES_OF_A_RECORD
        raise self._unreadable(kinds.TOO_MANY, event, {"limit": most})

    def _key(self, event: Any, mapping: dict[str, Data], first: int) -> str | None:
        """The key; None, with a problem, where it is refused.

        :param mapping: the mapping before it.
        :param first: where the mapping's offsets begin.
        """
        if type(event) is not ScalarEvent:
            self._node(event)  # parsed, so that the next event is the value; the caller drops its offsets
            self._refuse(kinds.KEY_NOT_TEXT, event)
            return None
        if event.anchor is not None or event.tag is not None:
            raise self._reuse(event)
        self._mark(event.start_mark.index)  # type: ignore[union-attr] # libyaml always marks
        if event.style == '"':
            self._refuse_characters(event)
        key = self._names.get(event.value) or self._names.setdefault(event.value, to_nfc(event.value).strip())
        if key not in mapping and key not in _NO_KEYS:
            return key
        self._refuse_key(event, key, mapping, first)
        return None

    def _refuse_key(self, event: Any, key: str, mapping: dict[str, Data], first: int) -> None:
        if key in mapping:
            offset = self._offsets[cursors_below(mapping, first - 1)[key] - 1]
            self._refuse(kinds.KEY_REPEATED, event, {"given": key, "first": self._document.place(offset).line})
        else:
            self._refuse(kinds.MERGE if key == "<<" else kinds.KEY_NOT_TEXT, event)

    def _reuse(self, event: Any) -> _UnreadableError:
        return self._unreadable(kinds.TAG if event.anchor is None else kinds.ANCHOR, event)

    def _scalar(self, event: Any) -> Data:
        value, style = event.value, event.style
        if style == "":
            return self._plain_scalar(event)
        if style == '"':
            self._refuse_characters(event)
        if style in "|>":
            value = value.rstrip("\n")
        if not value.strip():
            self._refuse(kinds.FIRST_CHARACTER if style in "|>" else kinds.VALUE_EMPTY, event, {"given": style})
            return REFUSED
        return to_nfc(value)

    def _refuse_characters(self, event: Any) -> None:
        """Report characters that only double quotes can hide from a look at the file."""
        for character in sorted(refused_in(event.value)):
            self._refuse(kinds.CHARACTER_REFUSED, event, {"given": name_of(character)})

    def _plain_scalar(self, event: Any) -> Data:
        value: str = event.value
        if value in _BLANKS:
            self._refuse(kinds.VALUE_EMPTY, event)
            return REFUSED
        if _ZERO_LED.fullmatch(value):
            if self._is_month(event):
                return value
            torn = self._torn(_TORN_ITEM, event.end_mark.index)
            if torn is None or not self._refuse_torn(torn):
                sign, digits = value[: value[0] == "-"], value.lstrip("-0")
                self._refuse(kinds.NUMBER_LEADING_ZERO, event, {"given": value, "better": sign + digits})
            return REFUSED
        if _SPACED_NUMBER.fullmatch(value):
            space = next(at for at, character in enumerate(value) if character in _NO_BREAK)
            self._report(refused_character(self._document, event.start_mark.index + space))
            return REFUSED
        meaning = _meaning(value if self._composed else to_nfc(value))
        self._plain[value] = meaning
        return meaning

    def _is_month(self, event: Any) -> bool:
        """Whether a number belongs to the field that is a month, which has a zero in front as in a date."""
        start = event.start_mark.index
        line = self._document.start_of(self._document.place(start).line)
        return self._document.text[line:start].rstrip() == "years-begin:"

    def _refuse(self, kind: ProblemKind, event: Any, details: Details = NO_DETAILS) -> None:
        self._report(self._document.problem(kind, event.start_mark.index, details))

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise _UnreadableError(self.problems.pop())

    def _unreadable(self, kind: ProblemKind, event: Any, details: Details = NO_DETAILS) -> _UnreadableError:
        return _UnreadableError(self._document.problem(kind, event.start_mark.index, details))


# --- the character whitelist: visible characters, plain spaces and line ends; and NFC normalization -------------------

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category that nevertheless show nothing."""
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"})
"""Controls, invisible formats (bidirectional marks, zero-width characters, soft hyphens), private use, odd spaces."""
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_PLAIN = re.compile("[ -~\n\u00c0-\u024f\u0400-\u04ff\u1e00-\u1eff]+")
"""Characters of which nearly all texts consist, none of them refused."""
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NO_BREAK = frozenset("\u00a0\u202f")
_TYPOGRAPHIC = re.compile(
    "(?<=[\u00ab\u2116\u00a7])[\u00a0\u202f]"
    "|(?<=[0-9])[\u00a0\u202f](?=[\\w\u20ac$\u00a3\u00b0])"
    "|[\u00a0\u202f](?=[:;!?%\u00bb\u2013\u2014])"
)
"""Spaces that do not break where typography sets them: within French quotes and before marks of two parts, behind
the signs of numbers and sections, before dashes and percent signs, between groups of digits, before units."""
_SPACED_NUMBER = re.compile("[-+~]?[0-9][0-9.,']*(?:[\u00a0\u202f][0-9.,']+)+")
"""A number, not a text, which has no such spaces."""


def is_refused(character: str) -> bool:
    """Whether records may not contain a character; line ends and the space may."""
    if character in " \n":
        return False
    code = ord(character)
    unseen = character in _UNSEEN or code in _NONCHARACTERS or code & 0xFFFE == 0xFFFE
    return unseen or unicodedata.category(character) in _REFUSED_CATEGORIES


def refused_in(text: str) -> frozenset[str]:
    """The refused characters that occur in a text.

    A return is fine as the first half of a line end, and a space that does not break where typography sets one.
    """
    found = {character for character in set(_PLAIN.sub("", text)) if is_refused(character)}
    if found & _NO_BREAK:
        found -= _NO_BREAK - set(_TYPOGRAPHIC.sub("", text))
    if "\r" in found and _LONE_RETURN.search(text) is None:
        found.discard("\r")
    return frozenset(found)


def places_of(refused: frozenset[str], text: str) -> Iterator[int]:
    """The offsets of refused characters, but for those that are fine in their place."""
    if not refused:
        return
    single = "".join(map(re.escape, sorted(refused - {"\r"})))
    choices = ([f"[{single}]"] if single else []) + ([_LONE_RETURN.pattern] if "\r" in refused else [])
    for match in re.finditer("|".join(choices), text):
        if match[0] not in _NO_BREAK or not _TYPOGRAPHIC.match(text, match.start()):
            yield match.start()


def name_of(character: str) -> str:
    """How a character that cannot be seen is named to people: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def flow(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """Data as records have them, in one line, in quotes where they need them."""
    written: str = safe_dump(data, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf)
    return written.strip()
