"""A chart from the top down: its legend, then rows and paragraphs one below the other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Layout, Paint, moved
from bulletin.rendering.charts.rows import SPACE, THICKNESS, ChartRow, Grid, draw_row, paragraph
from bulletin.rendering.charts.specs import Frame

_SAMPLE = 16.0
"""Width of a sample of a mark in the legend, with the gap after it."""
_HEADROOM = 3.0
"""For the two marks that a capital of the first line may carry."""
_LONGEST = 12
"""Lines of a paragraph. The sources of a whole ranking are many."""
_ROUNDING = 1e-6
_BETWEEN = 14.0
"""From one name of the legend to the next sample."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark of the chart and its name."""

    name: str
    paint: Paint
    dashed: bool = False
    upright: bool = False
    is_point: bool = False


class Sheet:
    """Collects marks from the top down."""

    def __init__(self, layout: Layout, legend: Iterable[Entry]) -> None:
        """Begin with the names of marks, if there are any."""
        self.layout = layout
        self.width = layout.width
        self._marks: list[drawing.Mark] = []
        self._y = _HEADROOM
        self._legend(legend)

    @property
    def y(self) -> float:
        """Where it goes on; whole, so that edges are sharp and the text of the picture is short."""
        return self._y

    @y.setter
    def y(self, value: float) -> None:
        self._y = float(math.ceil(value - _ROUNDING))

    def finished(self) -> drawing.Drawing:
        """The drawing."""
        return drawing.Drawing(self.width, self.y, tuple(self._marks))

    def add(self, *marks: drawing.Mark) -> None:
        """Add marks, wherever they are."""
        self._marks += marks

    def write(self, text: str, style: drawing.Style) -> None:
        """Add a paragraph over the whole width."""
        marks, self.y = _paragraphs([(text, style)], self.width, self.y)
        self.add(*marks)

    def rows(self, rows: Iterable[ChartRow], grid: Grid, *, hatched: bool = False) -> None:
        """Add rows."""
        for row in rows:
            marks, end = draw_row(row, grid, self.y, hatched=hatched)
            self.add(*marks)
            self.y = end + SPACE

    def _legend(self, entries: Iterable[Entry]) -> None:
        x = 0.0
        for entry in entries:
            lines = drawing.wrap(xml_text(entry.name), drawing.NOTE, self.width - _SAMPLE)
            length = _SAMPLE + max((drawing.width(line, drawing.NOTE) for line in lines), default=0.0)
            if x and x + length > self.width:
                x = 0.0
                self.y += drawing.NOTE.size * drawing.LEADING
            self.add(*_sample(x, self.y, entry), *paragraph(lines, x + _SAMPLE, self.y, drawing.NOTE))
            self.y += max(0, len(lines) - 1) * drawing.NOTE.size * drawing.LEADING
            x += length + _BETWEEN
        if x:
            self.y += drawing.NOTE.size * drawing.LEADING + SPACE


def _sample(x: float, top: float, entry: Entry) -> Iterable[drawing.Mark]:
    """A small picture of a mark in front of its name."""
    middle, paint = top + drawing.NOTE.size * 0.66, entry.paint
    if paint is Paint.HOLLOW:
        yield from hollow(x + 5, middle)
    elif entry.is_point:
        yield drawing.Dot(x + 5, middle, POINT, paint)
    elif entry.upright:
        yield drawing.Line(x + 8, middle - THICKNESS / 2, x + 8, middle + THICKNESS / 2, paint, 2, dashed=entry.dashed)
    elif paint.channel == "stroke":
        yield drawing.Line(x, middle, x + 11, middle, paint, 2, dashed=entry.dashed)
    else:
        yield drawing.Rectangle(x, middle - 4, 11, 8, paint)


def hollow(x: float, y: float, title: str = "") -> Iterable[drawing.Mark]:
    """The point of a value that is not final."""
    yield drawing.Dot(x, y, POINT, Paint.LINE, title)
    yield drawing.Dot(x, y, POINT - 3, Paint.HOLLOW)


POINT = 7.0
"""Diameter of a point of a line."""


# --- a chart with all that is around it

_EDGE = 16.0
"""Of a file, all around the chart."""


def framed(picture: drawing.Drawing, frame: Frame, citation: str) -> drawing.Drawing:
    """A drawing between its headline and unit and its source, on paper."""
    head = [(frame.headline, drawing.HEADLINE), (frame.unit, drawing.NOTE)]
    foot = [(frame.source, drawing.NOTE), (citation, drawing.NOTE)]
    above, top = _paragraphs(head, picture.width, _EDGE)
    below, bottom = _paragraphs(foot, picture.width, top + SPACE + picture.height)
    width, height = picture.width + 2 * _EDGE, round(bottom + _EDGE, 2)
    paper = drawing.Rectangle(0, 0, width, height, Paint.SHEET)
    parts = (above, 0), (picture.marks, top + SPACE), (below, 0)
    marks = [moved(mark, _EDGE, down) for part, down in parts for mark in part]
    return drawing.Drawing(width, height, (paper, *marks))


def _paragraphs(
    texts: Iterable[tuple[str, drawing.Style]], width: float, top: float
) -> tuple[list[drawing.Mark], float]:
    """Paragraphs one below the other, and where they end."""
    marks: list[drawing.Mark] = []
    for text, style in texts:
        lines = drawing.wrap(xml_text(text), style, width, _LONGEST)
        marks += paragraph(lines, 0, top, style)
        top += len(lines) * style.size * drawing.LEADING
    return marks, top
