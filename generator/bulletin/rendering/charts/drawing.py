"""A chart as plain geometry, before it is written as SVG: rectangles, lines and lines of text, and their colours.

Lengths are in units of the picture; x grows to the right and y downwards from the top left corner.

Each colour is used for one purpose only, so that in the finished SVG it identifies the class of a mark; it stays there
as the fallback for a reader without the style sheet. ``chart.css`` holds the same colours, and those for the dark.

Widths of text are those of DejaVu Sans, which is among the widest of the usual fonts and comes with matplotlib, plus
:data:`MARGIN`: the page decides on the font, and a narrower one only leaves more air.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache, lru_cache
from io import BytesIO
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin.model.unchanging import unchanging


class Paint(Enum):
    """A purpose: the property it paints and its colour on white paper. Later ones lie over earlier ones."""

    SHEET = ("fill", "#fffeff")
    """The paper of a chart that is a file of its own."""
    BAND = ("fill", "#c9dcea")
    """Between which ends estimates lie, along a line."""
    GRID = ("stroke", "#dde2e7")
    """Lines at the numbers of an axis."""
    PART_1 = ("fill", "#1d4f7c")
    PART_2 = ("fill", "#f0b060")
    PART_3 = ("fill", "#6a2c70")
    PART_4 = ("fill", "#a6d3b0")
    PART_5 = ("fill", "#7a3210")
    PART_6 = ("fill", "#c5bde6")
    """Parts of a whole, end to end: dark and light in turn."""
    STATUS_ACHIEVED = ("fill", "#1b5e37")
    STATUS_AHEAD = ("fill", "#a8d5b2")
    STATUS_ON_PACE = ("fill", "#1d4f7d")
    STATUS_BEHIND = ("fill", "#f2c34f")
    STATUS_MISSED = ("fill", "#8c1d18")
    STATUS_NOT_ASSESSABLE = ("fill", "#cdd2d8")
    """Statuses of targets, dark and light in turn, each of the hue that its tint in tables has."""
    BAR = ("fill", "#2a6592")
    """Values."""
    EMPHASIS = ("fill", "#12395a")
    """The value that a page is about, among others."""
    OTHER = ("stroke", "#5f7285")
    """Hatching and outlines of what is not stated, not certain or too much."""
    RULE = ("stroke", "#7d8996")
    """Base lines, the end of a whole, and gaps in a series."""
    PAPER = ("stroke", "#ffffff")
    """What keeps apart marks that touch: parts of a whole, a tick and the bar beneath it."""
    MARK = ("stroke", "#2a6594")
    """Ticks of values, each as thin as can be."""
    WHISKER = ("stroke", "#1d2734")
    """Whiskers: between which ends an estimate lies."""
    TARGET = ("stroke", "#b8430f")
    """Ticks of targets, and the paths to them."""
    LINE = ("stroke", "#2a6593")
    """Values over time, and the points of a line."""
    HOLLOW = ("stroke", "#fffffe")
    """The inside of points that are not final."""
    MUTED = ("fill", "#55606c")
    """Text that is read second."""
    INK = ("fill", "#1d2733")
    """Text that is read first."""
    INSIDE = ("fill", "#fefefe")
    """Text inside of a bar."""
    ON_DARK = ("fill", "#fdfdfd")
    ON_LIGHT = ("fill", "#1d2735")
    """Text inside of dark and of light parts, which are the same in the light and in the dark."""

    def __init__(self, channel: str, colour: str) -> None:
        self.channel = channel
        """The property painted: ``fill`` or ``stroke``."""
        self.colour = colour
        """The colour on white paper, as ``#rrggbb``."""
        self.css_class = f"bulletin-chart-{self._name_.lower().replace('_', '-')}"
        """The class that ``chart.css`` paints."""
        self.layer = len(type(self).__members__)
        """Its place from below."""

    __hash__ = object.__hash__  # rather than that of its name, as every mark of a chart has one


PARTS = (Paint.PART_1, Paint.PART_2, Paint.PART_3, Paint.PART_4, Paint.PART_5, Paint.PART_6)
"""The paints of parts, in their order."""


class Layout(Enum):
    """A layout of every chart, by the width of its picture. ``chart.css`` shows the widest that a column can hold."""

    NARROW = 344.0
    """For the column of a phone, so that letters keep their size there."""
    WIDE = 704.0
    """For the column of a larger screen and for paper."""

    @property
    def width(self) -> float:
        """The width of the picture."""
        return self.value

    @property
    def css_class(self) -> str:
        """The class that ``chart.css`` shows or hides."""
        return f"bulletin-chart-{self.name.lower()}"


class Anchor(StrEnum):
    """Which part of a text is at its place; texts of one style are written in the order of the values."""

    START = "left"
    MIDDLE = "center"
    END = "right"


class Style(NamedTuple):
    """How a text is written."""

    size: float
    """Of the letters. 12 units are 11.4 pixels where the picture is 328 pixels wide, as on a phone of 360."""
    paint: Paint
    bold: bool = False


HEADLINE = Style(14, Paint.INK, bold=True)
NAME = Style(12.5, Paint.INK)
"""What a row is about."""
EMPHASIZED = Style(12.5, Paint.INK, bold=True)
"""The name of the row that a page is about."""
VALUE = Style(12.5, Paint.INK, bold=True)
INSIDE = Style(12.5, Paint.INSIDE, bold=True)
"""A value inside of its bar."""
ABSENCE = Style(12.5, Paint.MUTED)
"""Why there is no value."""
GROUP = Style(12.5, Paint.MUTED, bold=True)
"""The heading of some rows."""
NOTE = Style(12, Paint.MUTED)
"""Everything else."""


@unchanging
class Rectangle:
    """A filled rectangle, or with :attr:`Paint.OTHER` a hatched one with an outline."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    title: str = ""
    """What it says, shown by browsers that point at it."""


@unchanging
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    paint: Paint
    width: float = 1
    dashed: bool = False


@unchanging
class Curve:
    """A line from point to point, or with a paint that fills the area inside."""

    points: tuple[tuple[float, float], ...]
    paint: Paint
    width: float = 1
    dashed: bool = False


@unchanging
class Dot:
    """A round point."""

    x: float
    y: float
    diameter: float
    paint: Paint
    title: str = ""
    """As that of a rectangle."""


@unchanging
class Label:
    """One line of text."""

    x: float
    y: float
    """The base line of the letters."""
    text: str
    style: Style
    anchor: Anchor = Anchor.START

    @property
    def box(self) -> Box:
        """The place to leave for it, in the widest font that there is a margin for."""
        length = width(self.text, self.style)
        left = self.x - {Anchor.START: 0.0, Anchor.MIDDLE: length / 2, Anchor.END: length}[self.anchor]
        return Box(left, self.y - self.style.size * _ASCENT, left + length, self.y + self.style.size * _DESCENT)


Shape = Rectangle | Line | Curve | Dot
Mark = Shape | Label


def moved(mark: Mark, right: float, down: float) -> Mark:
    """A mark in another place."""
    match mark:
        case Label():
            return Label(mark.x + right, mark.y + down, mark.text, mark.style, mark.anchor)
        case Dot():
            return Dot(mark.x + right, mark.y + down, mark.diameter, mark.paint, mark.title)
        case Line():
            x1, y1, x2, y2 = mark.x1 + right, mark.y1 + down, mark.x2 + right, mark.y2 + down
            return Line(x1, y1, x2, y2, mark.paint, mark.width, mark.dashed)
        case Curve():
            points = tuple([(x + right, y + down) for x, y in mark.points])
            return Curve(points, mark.paint, mark.width, mark.dashed)
        case _:
            return Rectangle(mark.x + right, mark.y + down, mark.width, mark.height, mark.paint, mark.title)


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether they share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture: texts lie over lines and lines over areas, each by their paint's layer."""

    width: float
    height: float
    marks: tuple[Mark, ...]


if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

MARGIN = 1.08
"""How much wider than DejaVu Sans the page's font may be."""
LEADING = 1.32
"""Distance of base lines in sizes of the letters; capitals can carry two accents above."""
_ROUNDING = 1e-6
_ASCENT, _DESCENT = 0.75, 0.22
"""How far letters reach above and below their base line, in sizes of the letters."""


@cache
def _font(*, bold: bool) -> FT2Font:
    import matplotlib as mpl
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    content = Path(mpl.get_data_path(), "fonts", "ttf", name).read_bytes()
    return FT2Font(BytesIO(content))  # of an open file, forked processes would share the position


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
        if lines and width(longer, style) <= room + _ROUNDING:
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
        while width(rest, style) > room + _ROUNDING:
            count = max(1, _fitting(rest, style, room))
            pieces.append(rest[:count])
            rest = rest[count:]
        pieces += [rest] if rest else []
    return pieces
