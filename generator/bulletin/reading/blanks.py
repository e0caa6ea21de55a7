"""What to type where a value is missing: that depends on the field, and on whether a comma tore a value apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.localization.messages import _
from bulletin.problems import Hint, Problem, kinds
from bulletin.reading.documents import REFUSED, Data, Document, Path, cursors_below
from bulletin.reading.hints import write

_WRITE_OR_DELETE = Hint(_("Write the value, or delete the whole line where the field is not needed."))
_COMMA_IN_TEXT = Hint(_("Within brackets a comma separates items: put a text that holds one in quotes."))
_FIGURES = frozenset({"value", "by"})
"""Fields below which figures stand, for which alone there may be a reason instead of a number."""


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
