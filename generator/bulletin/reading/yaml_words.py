"""libyaml's complaints, in the words of editors.

libyaml says what its parser could not go on with; an editor wants to know what to type. The same complaint can come
from several slips, so the offending line, and the one above it, decide which is the likely one.
"""

from __future__ import annotations

import re

from yaml import MarkedYAMLError

from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.documents import Document

_COMPLAINTS: tuple[tuple[str, str, ProblemKind], ...] = (
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
"""Part of the complaint, part of what libyaml was doing, and what it means; the first that fits counts."""

_AT_THE_BEGINNING = frozenset(
    {kinds.QUOTE_OPEN, kinds.FIRST_CHARACTER, kinds.COLON_MISSING, kinds.ANCHOR, kinds.TAG, kinds.DIRECTIVE}
)
"""Kinds shown where the offending piece begins, not where the parser gave up."""
_FIELD = re.compile(r"""\s*+(?:- ++)*+(?:[^\s:"'{[][^:]*+|"[^"]*+"|'[^']*+'):(?= |$)""")
"""The beginning of a line that holds a field; possessive throughout, so that no line takes long."""


def explain(error: MarkedYAMLError, document: Document) -> Problem:
    """The problem that stands behind a complaint of libyaml's."""
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


def _kind(complaint: str, context: str) -> ProblemKind:
    for said, doing, kind in _COMPLAINTS:
        if complaint.startswith(said) and context.startswith(doing):
            return kind
    return kinds.SYNTAX


def _begins_line(document: Document, offset: int) -> bool:
    place = document.place(offset)
    return not document.line(place.line)[: place.column - 1].strip()


def _colon(document: Document, offset: int) -> tuple[ProblemKind, int]:
    """A colon that begins no field: it stands in a text, or its line or the one above is not as it should be."""
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
