"""A chart as plain geometry, before any library draws it: rectangles, lines and lines of text.

Lengths are in units of the picture; x grows to the right and y downwards from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.rendering.charts.palette import Paint

WIDTH = 344.0
"""Width of every picture: about that of the text column of a phone, so that letters keep their size there."""


class Anchor(StrEnum):
    """Which end of a text stands at its position; the values are SVG's."""

    START = "start"
    END = "end"


class Weight(StrEnum):
    """How heavy letters are."""

    NORMAL = "normal"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled or hatched rectangle."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    """A fill; or :attr:`Paint.OTHER` for a hatched rectangle with an outline."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    paint: Paint
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text."""

    x: float
    y: float
    """The base line of the letters."""
    text: str
    size: float
    paint: Paint
    anchor: Anchor = Anchor.START
    weight: Weight = Weight.NORMAL


Mark = Rectangle | Line | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture of :data:`WIDTH`. Later marks lie over earlier ones of their kind; texts over lines over areas."""

    height: float
    marks: tuple[Mark, ...]
