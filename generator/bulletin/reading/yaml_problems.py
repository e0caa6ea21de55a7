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
    if kind is kinds.BRACKET_OPEN:
        return _bracket(document, at, mark.index if mark else at)
    at = min(at, max(len(document.text) - 1, 0))
    return document.problem(kind, at, {"given": document.text[at : at + 1]})


_QUOTED = re.compile(r"""(?<=[\s:,{\[])(?:"[^"\n]*"|'[^'\n]*')""")
_CUT_OFF = re.compile(r"[^\n]*?\s(?P<cut>#[^\n]*[\]}])")
"""A bracket up to the end of its line, of which a comment takes the closing one away."""
_NAME = re.compile(r" ([a-z]+(?:-[a-z]+)*)$")


def _bracket(document: Document, opened: int, at: int) -> Problem:
    """What keeps a bracket from being closed: a # or a colon in one of its texts, or a comma that is missing.

    :param at: where the parser gave up.
    """
    text = document.text
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text[opened : at + 1].partition("\n")[0])
    if comment := _CUT_OFF.match(bare + text[opened + len(bare) : at + 1]):
        return document.problem(kinds.COMMENT_IN_BRACKETS, opened + comment.start("cut"))
    within_field = ": " in text[max(opened, document.start_of(document.place(at).line)) : at]
    if text[at : at + 1] != ":" or not within_field:
        return document.problem(kinds.BRACKET_OPEN, opened, {"given": text[opened : opened + 1]})
    if name := _NAME.search(text, opened, at):
        return document.problem(
            kinds.BRACKET_OPEN, opened, {"given": text[opened]}, Hint(_COMMA_OR_QUOTES, {"name": name[1]})
        )
    return document.problem(kinds.COLON_IN_TEXT, at)


_COMMA_OR_QUOTES = _(
    "If “{name}” is the next field, type a comma before it. If the colon belongs to the text, put the whole text in "
    "quotes."
)


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
_SPACE_MISSING = Hint(_("Type a space behind the colon: {better}."))
_FIELD_AND_VALUE = re.compile(r"([a-z0-9-]+):([^\s/].*)", re.DOTALL)
"""A field and its value without a space between, which YAML takes for one word; not an address, ``https://``."""
_INDENT_OR_DELETE = Hint(
    _(
        "Write the value, or indent the lines below that belong to “{field}” by two more spaces. Where the field is "
        "not needed, delete the whole line."
    )
)
_QUOTE_HASH = Hint(_("If “{given}” is the text, put it in quotes, since # begins a comment."))


@dataclass(frozen=True)
class _Blank:
    """A value that was refused."""

    path: Path
    cursor: int


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
    for step, at in cursors_below(data, cursor).items():
        value = data[step]  # type: ignore[index] # it is there
        if value is REFUSED:
            yield _Blank((*path, step), at)
        yield from _blanks(value, at, (*path, step))


def _hint(document: Document, blank: _Blank) -> Hint | None:
    key = blank.path[-1] if blank.path else 0
    if isinstance(key, str) and not _has_colon(document, blank):
        field = _FIELD_AND_VALUE.fullmatch(key)
        return replace(_SPACE_MISSING, details={"better": f"{field[1]}: {field[2]}"}) if field else _COMMA_IN_TEXT
    if key == "value" or "by" in blank.path[:-_LEVELS_OF_BY]:
        return None  # figures, for which alone there may be a reason instead of a number
    place = document.place(document.offsets[blank.cursor])
    if comment := _COMMENT.fullmatch(document.line(place.line), place.column - 1):
        return replace(_QUOTE_HASH, details={"given": comment[1]})
    if isinstance(key, str) and _goes_on(document, blank):
        return replace(_INDENT_OR_DELETE, details={"field": key})
    return _WRITE_OR_DELETE


_LEVELS_OF_BY = 2
"""Levels of ``by``: breakdowns, and their categories."""
_COMMENT = re.compile(r"\s+(#.*?)\s*")


def _goes_on(document: Document, blank: _Blank) -> bool:
    """Whether the line behind a blank field is as far indented, so that it may be meant to belong below it."""
    field, end = document.offsets[blank.cursor - 1], document.offsets[blank.cursor]
    column = document.place(field).column
    return re.compile(rf"\s*\n {{{column - 1}}}[^\s#-]").match(document.text, end) is not None


def _has_colon(document: Document, blank: _Blank) -> bool:
    """Whether what looks like a field was typed as one, not as the rest of the value before it."""
    typed = document.text[document.offsets[blank.cursor - 1] : document.offsets[blank.cursor]]
    return typed.rstrip().endswith(":")
