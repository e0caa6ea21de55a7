"""YAML syntax errors and empty values, explained: what an editor has to type instead.

The parser, libyaml, says what it could not go on with. The same message can come from several slips, so the offending
line, and the one above it, decide which is the likely one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yaml import MarkedYAMLError

from bulletin.localization.messages import _
from bulletin.problems import Hint, Problem, ProblemKind, kinds
from bulletin.reading.documents import REFUSED, Data, Document, Path, cursors_below
from bulletin.reading.hints import write

_MESSAGES: tuple[tuple[str, str, ProblemKind], ...] = (
    ("", "while scanning a quoted scalar", kinds.QUOTE_OPEN),
    ("", "while parsing a quoted scalar", kinds.ESCAPE),
    ("", "while scanning a block scalar", kinds.FIRST_CHARACTER),
    ("", "while scanning an anchor", kinds.ANCHOR),
    ("", "while scanning an alias", kinds.ANCHOR),
    ("", "while scanning a tag", kinds.TAG),
    ("", "while parsing a tag", kinds.TAG),
    ("", "while scanning a directive", kinds.DIRECTIVE),
    ("", "while scanning a %", kinds.DIRECTIVE),
    ("found character that cannot start any token", "", kinds.FIRST_CHARACTER),
    ("could not find expected ':'", "", kinds.COLON_MISSING),
    ("did not find expected ',' or", "", kinds.BRACKET_OPEN),
    ("did not find expected node content", "", kinds.BRACKET_STRAY),
    ("did not find expected key", "", kinds.INDENTATION),
    ("did not find expected '-' indicator", "", kinds.INDENTATION),
    ("did not find expected <document start>", "", kinds.INDENTATION),
    ("mapping values are not allowed in this context", "", kinds.COLON_IN_TEXT),
)
"""Part of the message, part of its context, and the kind of problem; the first that matches counts."""

_AT_THE_BEGINNING = frozenset(
    {kinds.QUOTE_OPEN, kinds.FIRST_CHARACTER, kinds.COLON_MISSING, kinds.ANCHOR, kinds.TAG, kinds.DIRECTIVE}
)
"""Kinds shown where the offending piece begins, not where the parser gave up."""
_FIELD = re.compile(r"""\s*+(?:- ++)*+(?:[^\s:"'{[][^:]*+|"[^"]*+"|'[^']*+'):(?= |$)""")
"""The beginning of a line that holds a field; possessive throughout, so that no line takes long."""


def explain(error: MarkedYAMLError, document: Document) -> Problem:
    """The problem behind an error message of libyaml's, at the place that has to be corrected."""
    kind = _kind(error.problem or "", error.context or "")
    mark = error.problem_mark
    at = mark.index if mark else 0
    begun = error.context_mark.index if error.context_mark else at
    if kind in _AT_THE_BEGINNING:
        at = begun
    if kind is kinds.COLON_IN_TEXT:
        kind, at = _colon(document, at)
    elif kind is kinds.INDENTATION and not _begins_line(document, at):
        kind = kinds.AFTER_VALUE
    elif kind is kinds.BRACKET_OPEN:
        at = begun
    elif kind is kinds.BRACKET_STRAY and document.text[at : at + 1] not in tuple("]},"):
        kind, at = kinds.BRACKET_OPEN, _last_bracket(document, at)
    at = min(at, max(len(document.text) - 1, 0))
    return document.problem(kind, at, {"given": document.text[at : at + 1]})


def _kind(message: str, context: str) -> ProblemKind:
    for said, doing, kind in _MESSAGES:
        if message.startswith(said) and context.startswith(doing):
            return kind
    return kinds.SYNTAX


def _begins_line(document: Document, offset: int) -> bool:
    place = document.place(offset)
    return not document.line(place.line)[: place.column - 1].strip()


def _colon(document: Document, offset: int) -> tuple[ProblemKind, int]:
    """A colon that begins no field: it is part of a text, or its line or the one above is not as it should be."""
    place = document.place(offset)
    if _FIELD.match(document.line(place.line)[: place.column - 1]):
        return kinds.COLON_IN_TEXT, offset
    above = place.line - 1
    while above and not document.line(above).split("#")[0].strip():
        above -= 1
    unfinished = above > 0 and not _FIELD.match(document.line(above))
    line = above if unfinished else place.line
    text = document.line(line)
    beginning = document.start_of(line) + len(text) - len(text.lstrip())
    return (kinds.COLON_MISSING if unfinished else kinds.INDENTATION), beginning


def _last_bracket(document: Document, offset: int) -> int:
    return max(document.text.rfind("[", 0, offset), document.text.rfind("{", 0, offset), 0)


# --- empty values: the hint depends on the field, and on whether a comma tore a value apart --------------------------

_WRITE_OR_DELETE = Hint(_("Write the value, or delete the whole line where the field is not needed."))
_COMMA_IN_TEXT = Hint(_("Within brackets a comma separates items: put a text that holds one in quotes."))
_FIGURES = frozenset({"value", "by"})
"""Fields that hold figures, for which alone there may be a reason instead of a number."""


@dataclass(frozen=True)
class _Blank:
    """A value that was refused."""

    path: Path
    cursor: int
    before: Data
    """The value before it in its mapping; refused where there is none."""


def with_hints(document: Document, problems: Sequence[Problem]) -> list[Problem]:
    """The problems, those of missing values with the hint that is right for their field."""
    if not any(problem.kind is kinds.VALUE_EMPTY for problem in problems):
        return list(problems)
    blanks = {document.place(document.offsets[blank.cursor]): blank for blank in _blanks(document.data)}
    return [
        replace(problem, hint=_hint(document, blanks[problem.place]))
        if problem.kind is kinds.VALUE_EMPTY and problem.place in blanks
        else problem
        for problem in problems
    ]


def _blanks(data: Data, cursor: int = 0, path: Path = ()) -> Iterator[_Blank]:
    if not isinstance(data, (dict, list)):
        return
    before: Data = REFUSED
    for step, at in cursors_below(data, cursor).items():
        value = data[step]  # type: ignore[index] # it is there
        if value is REFUSED:
            yield _Blank((*path, step), at, before)
        yield from _blanks(value, at, (*path, step))
        before = value


def _hint(document: Document, blank: _Blank) -> Hint | None:
    key = blank.path[-1] if blank.path else 0
    if isinstance(key, str) and not _has_colon(document, blank):
        is_decimal = key.isdecimal() and type(blank.before) is int
        return write(f"{blank.before}.{key}") if is_decimal else _COMMA_IN_TEXT
    return None if _FIGURES.intersection(map(str, blank.path)) else _WRITE_OR_DELETE


def _has_colon(document: Document, blank: _Blank) -> bool:
    """Whether what looks like a field was typed as one, not as the rest of the value before it."""
    typed = document.text[document.offsets[blank.cursor - 1] : document.offsets[blank.cursor]]
    return typed.rstrip().endswith(":")
