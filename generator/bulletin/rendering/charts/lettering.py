"""How much room text takes, and how it is broken into lines.

Widths are those of DejaVu Sans, which is among the widest of the usual fonts and comes with matplotlib, plus
:data:`MARGIN`: the page decides on the font, and a narrower one only leaves more air.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.rendering.charts.drawing import Style

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

MARGIN = 1.08
"""How much wider than DejaVu Sans the page's font may be."""
LEADING = 1.32
"""Distance of base lines in sizes of the letters; Vietnamese capitals carry two marks above."""


@cache
def _font(*, bold: bool) -> FT2Font:
    import matplotlib as mpl
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FT2Font(str(Path(mpl.get_data_path(), "fonts", "ttf", name)))


@lru_cache(maxsize=4096)
def _advance(char: str, *, bold: bool) -> float:
    """Width of a letter in sizes of the letters; 1 where the font has none, as wide as any script's."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold=bold)
    index = font.get_char_index(ord(char))
    if index == 0:
        return 1.0
    return font.load_glyph(index, LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> float:
    """The room to leave for a line of text."""
    return sum(_advance(char, bold=style.bold) for char in text) * style.size * MARGIN


@lru_cache(maxsize=1024)
def wrap(text: str, style: Style, room: float, limit: int = 3) -> tuple[str, ...]:
    """The text in lines no wider than ``room``; when more than ``limit``, the last one is cut off with ``…``."""
    lines: list[str] = []
    for word in _pieces(text.split(" "), style, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > limit:
        lines[limit - 1 :] = [clipped(" ".join(lines[limit - 1 :]), style, room)]
    return tuple(lines)


def clipped(text: str, style: Style, room: float) -> str:
    """The text, ending in ``…`` where it is too long for one line."""
    if width(text, style) <= room:
        return text
    return text[: _fitting(text, style, room - width("…", style))].rstrip() + "…"


def _fitting(text: str, style: Style, room: float) -> int:
    """How many letters from the start stay within the room."""
    reaches = accumulate(width(char, style) for char in text)
    return sum(1 for _ in takewhile(lambda reach: reach <= room, reaches))


def _pieces(words: list[str], style: Style, room: float) -> list[str]:
    """The words, those that are wider than a line cut into pieces."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while width(rest, style) > room:
            count = max(1, _fitting(rest, style, room))
            pieces.append(rest[:count])
            rest = rest[count:]
        pieces += [rest] if rest else []
    return pieces
