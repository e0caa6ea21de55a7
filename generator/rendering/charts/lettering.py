"""How much room text takes, and how it is broken into lines.

Widths are those of DejaVu Sans, which is among the widest of the usual fonts and comes with matplotlib, plus
:data:`MARGIN`: the page decides on the font, and a narrower one only leaves more air.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.rendering.charts.drawing import Weight

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

MARGIN = 1.08
"""How much wider than DejaVu Sans the page's font may be."""
LEADING = 1.32
"""Distance of base lines in sizes of the letters; Vietnamese capitals carry two marks above."""

_FILES = {Weight.NORMAL: "DejaVuSans.ttf", Weight.BOLD: "DejaVuSans-Bold.ttf"}
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
_UNPRINTABLE = {"Cc", "Cs"}
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text with line breaks as spaces, and with a visible sign in place of what neither XML nor HTML can hold."""
    return "".join(_REPLACEMENT if _is_unprintable(char) else char for char in text.translate(_SPACES)).strip()


def _is_unprintable(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) in _UNPRINTABLE or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004


@cache
def _font(weight: Weight) -> FT2Font:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", _FILES[weight])))


@lru_cache(maxsize=4096)
def _advance(char: str, weight: Weight) -> float:
    """Width of a letter in sizes of the letters; 1 where the font has none, as wide as any script's."""
    from matplotlib.ft2font import LoadFlags

    font = _font(weight)
    index = font.get_char_index(ord(char))
    if index == 0:
        return 1.0
    return float(font.load_glyph(index, LoadFlags.NO_SCALE).horiAdvance) / font.units_per_EM


def width(text: str, size: float, weight: Weight = Weight.NORMAL) -> float:
    """The room to leave for a line of text, in the unit of ``size``."""
    return sum(_advance(char, weight) for char in text) * size * MARGIN


def wrap(text: str, size: float, room: float, weight: Weight = Weight.NORMAL, limit: int = 3) -> tuple[str, ...]:
    """The text in lines no wider than ``room``, at most ``limit`` of them, the last ending in ``…`` if that is too few."""
    lines: list[str] = []
    for word in _pieces(text.split(), size, room, weight):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > limit:
        lines[limit - 1 :] = [_shortened(lines[limit - 1], size, room, weight)]
    return tuple(lines)


def _pieces(words: list[str], size: float, room: float, weight: Weight) -> list[str]:
    """The words, those that are wider than a line cut into pieces."""
    pieces: list[str] = []
    for word in words:
        piece = ""
        for char in word:
            if piece and width(piece + char, size, weight) > room:
                pieces.append(piece)
                piece = ""
            piece += char
        pieces.append(piece)
    return pieces


def _shortened(line: str, size: float, room: float, weight: Weight) -> str:
    while line and width(f"{line}…", size, weight) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
