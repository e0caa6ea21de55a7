"""A chart as plain geometry, before any library draws it: rectangles, lines and lines of text.

Lengths are in units of the picture; x grows to the right and y downwards from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bulletin.rendering.charts.palette import Paint

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
