"""The offending line with a caret below the offending column, as it looks on a terminal."""

from __future__ import annotations

from rich.cells import get_character_cell_size

from bulletin.model.plain_text import visible

WIDTH = 100
"""Columns of a terminal that an excerpt takes at most."""
_BEFORE = 60
"""Of these, columns kept in front of the caret when a line is cut."""
_NEAR = 4 * WIDTH
"""So many characters on either side of the caret are looked at, however long the line."""
_CUT = "…"


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


def _width(characters: list[str]) -> int:
    return sum(map(get_character_cell_size, characters))


def _head(characters: list[str], columns: int) -> list[str]:
    """As many characters from the beginning as fit."""
    kept: list[str] = []
    for character in characters:
        columns -= get_character_cell_size(character)
        if columns < 0:
            break
        kept.append(character)
    return kept


def _tail(characters: list[str], columns: int) -> list[str]:
    """As many characters from the end as fit; none that belongs on top of one that does not."""
    kept = _head(characters[::-1], columns)[::-1]
    while kept and get_character_cell_size(kept[0]) == 0:
        kept.pop(0)
    return kept
