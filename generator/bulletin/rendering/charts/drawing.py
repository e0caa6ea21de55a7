"""A chart as plain geometry, before any library draws it: rectangles, lines and lines of text, and their colours.

Lengths are in units of the picture; x grows to the right and y downwards from the top left corner.

Each colour is used for one purpose only, so that in the finished SVG it tells the class of a mark; it stays there as
the fallback for a reader without the style sheet. ``chart.css`` holds the same colours, and those for the dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Paint(Enum):
    """A purpose: the property it paints and its colour on white paper. Later ones lie over earlier ones."""

    BAR = ("fill", "#2a6592")
    """Values."""
    OTHER = ("stroke", "#5f7285")
    """Hatching and outlines of what is not stated, not certain or too much."""
    RULE = ("stroke", "#7d8996")
    """Base lines, the end of a whole, and gaps in a series."""
    PAPER = ("stroke", "#ffffff")
    """What keeps apart marks that touch: parts of a whole, a tick and the bar beneath it."""
    TARGET = ("stroke", "#b8430f")
    """Ticks of targets."""
    MUTED = ("fill", "#55606c")
    """Text that is read second."""
    INK = ("fill", "#1d2733")
    """Text that is read first."""
    INSIDE = ("fill", "#fefefe")
    """Text inside of a bar."""

    @property
    def channel(self) -> str:
        """The property painted: ``fill`` or ``stroke``."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour on white paper, as ``#rrggbb``."""
        return self.value[1]

    @property
    def css_class(self) -> str:
        """The class that ``chart.css`` paints."""
        return f"bulletin-chart-{self.name.lower()}"

    @property
    def layer(self) -> int:
        """Its place from below."""
        return list(Paint).index(self)


BY_COLOUR = {paint.colour: paint for paint in Paint}
"""The purposes by their colour."""


WIDTH = 344.0
"""Width of every picture: about that of the text column of a phone, so that letters keep their size there."""


class Anchor(StrEnum):
    """Which end of a text stands at its place; the values are matplotlib's."""

    START = "left"
    END = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written."""

    size: float
    """Of the letters. 12 units are 11.4 pixels where the picture is 328 pixels wide, as on a phone of 360."""
    paint: Paint
    bold: bool = False


HEADLINE = Style(14, Paint.INK, bold=True)
NAME = Style(12.5, Paint.INK)
"""What a row is about."""
VALUE = Style(12.5, Paint.INK, bold=True)
INSIDE = Style(12.5, Paint.INSIDE, bold=True)
"""A value inside of its bar."""
ABSENCE = Style(12.5, Paint.MUTED)
"""Why there is no value."""
GROUP = Style(12.5, Paint.MUTED, bold=True)
"""The heading of some rows."""
NOTE = Style(12, Paint.MUTED)
"""Everything else."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle, or with :attr:`Paint.OTHER` a hatched one with an outline."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, horizontal or upright."""

    x1: float
    y1: float
    x2: float
    y2: float
    paint: Paint
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text."""

    x: float
    y: float
    """The base line of the letters."""
    text: str
    style: Style
    anchor: Anchor = Anchor.START


Mark = Rectangle | Line | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture of :data:`WIDTH`: texts lie over lines and lines over rectangles, each by their paint's layer."""

    height: float
    marks: tuple[Mark, ...]
