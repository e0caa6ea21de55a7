"""The offending line with a caret below the offending column, as it looks on a terminal."""

from __future__ import annotations

import unicodedata

WIDTH = 100
"""Columns of a terminal that an excerpt takes at most."""
_BEFORE = 60
"""Of these, columns kept in front of the caret when a line is cut."""
_NEAR = 4 * WIDTH
"""So many characters on either side of the caret are looked at, however long the line."""
_CUT = "…"
_WIDE = frozenset("WF")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def excerpt(line: str, column: int) -> tuple[str, str]:
    """A line as it can be shown, and the line below it with the caret.

    Whatever a terminal might obey or hide is replaced by a sign that can be seen; a line that is too long is cut around
    the caret.

    :param line: the line as it stands in the file.
    :param column: in characters, counted from 1; it may lie behind the line's end.
    """
    at = min(column - 1, len(line))
    before = [visible(character) for character in line[max(at - _NEAR, 0) : at]]
    behind = [visible(character) for character in line[at : at + _NEAR]]
    if _width(before) > _BEFORE and _width(before + behind) > WIDTH:
        before = [_CUT, *_tail(before, _BEFORE - 1)]
    room = WIDTH - _width(before)
    if _width(behind) > room:
        behind = [*_head(behind, room - 1), _CUT]
    return "".join(before + behind), " " * _width(before) + "^"


def visible(character: str) -> str:
    """A character as a terminal can show it: itself, or a sign in its place."""
    if character == "\t":
        return "→"
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _UNSEEN else character


def _width(characters: list[str]) -> int:
    return sum(map(_columns, characters))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _head(characters: list[str], columns: int) -> list[str]:
    """As many characters from the beginning as fit."""
    kept: list[str] = []
    for character in characters:
        columns -= _columns(character)
        if columns < 0:
            break
        kept.append(character)
    return kept


def _tail(characters: list[str], columns: int) -> list[str]:
    """As many characters from the end as fit; none that belongs on top of one that does not."""
    kept = _head(characters[::-1], columns)[::-1]
    while kept and _columns(kept[0]) == 0:
        kept.pop(0)
    return kept
