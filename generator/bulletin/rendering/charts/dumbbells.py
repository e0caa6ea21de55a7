"""How two periods differ: for each unit a bar at the earlier value, a point at the later, and a line between them.

A hollow point would say that the earlier value is not final, as in lines over time.

On a phone names are above the points; where there is more space, beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Anchor, Curve, Dot, Label, Layout, Line, Paint, Rectangle
from bulletin.rendering.charts.rows import GAP, SPACE, paragraph
from bulletin.rendering.charts.sheet import POINT, Entry, Sheet
from bulletin.rendering.charts.specs import Changed, ChangesSpec, Scale

_NAMES = 0.34
"""Of the width, what names beside the points take at the most."""
_LEAST_NAMES = 0.2
"""Of the width, what they take at the least; where not even so much is left for them, they are above the points."""
_LEAST_SCALE = 0.25
"""Of the width, what the scale takes at the least, so that points are distinct."""
_WIDEST = 0.27
"""Of the width, what a value or a change takes at the most."""
_LATER = POINT + 2
"""Diameter of the point of the later value."""
_EARLIER = _LATER + 4
"""Height of the bar at the earlier value, which is seen above and below the point where the two are in one place."""
_THIN = 2.5
"""Width of that bar."""
_BESIDE = _LATER / 2 + 3
"""From the middle of a point to its value."""
_TICK = 4.0
"""Length of the ticks of the axis."""
_CENTRED = 0.36
"""How far below the middle of a line of text its base line is, in sizes of the letters."""


def changes(spec: ChangesSpec, layout: Layout) -> drawing.Drawing:
    """Units one below the other, on one scale."""
    earlier, later = spec.periods
    sheet = Sheet(layout, (Entry(earlier, Paint.LINE, upright=True), Entry(later, Paint.LINE, is_point=True)))
    grid = _fit(spec, layout)
    for row in spec.rows:
        if row.omitted:
            sheet.write(row.omitted, drawing.NOTE)
            sheet.y += SPACE / 2
        _draw(row, grid, sheet)
    sheet.add(*_axis(spec.scale, grid, sheet.y))
    sheet.y += _TICK + drawing.NOTE.size * drawing.LEADING + SPACE
    return sheet.finished()


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a chart."""

    layout: Layout
    scale: Scale
    names: float
    """The width of names beside the points; 0 where they are above these."""
    changes: float
    """The width of changes, on the right."""
    left: float
    right: float
    """The places of the two ends of the scale."""

    def at(self, value: float) -> float:
        """The place of a value."""
        low, high = self.scale.numbers[0], self.scale.numbers[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)


def _fit(spec: ChangesSpec, layout: Layout) -> _Grid:
    """The grid that has space for the names, the changes, and the two values of each row beside their points."""
    longest = max((drawing.width(xml_text(row.label), drawing.NAME) for row in spec.rows), default=0.0)
    changes = max((_width(row.change, layout) for row in spec.rows if row.ends), default=0.0)
    outer = [[_width(said.short, layout) for _, said in row.outward] for row in spec.rows if row.ends]
    before, behind = (max((each[side] for each in outer), default=0.0) + _BESIDE for side in (0, 1))
    room = layout.width * (1 - _LEAST_SCALE) - before - behind - changes - 2 * GAP
    names = math.ceil(min(longest, layout.width * _NAMES, room))
    if layout is Layout.NARROW or names < min(longest, layout.width * _LEAST_NAMES):
        names = 0
    start, end = (names + GAP, layout.width - changes - GAP) if names else (0.0, layout.width)
    return _Grid(layout, spec.scale, names, changes, math.ceil(start + before), math.floor(end - behind))


def _clipped(text: str, layout: Layout) -> str:
    return drawing.clipped(xml_text(text), drawing.VALUE, layout.width * _WIDEST)


def _width(text: str, layout: Layout) -> float:
    return drawing.width(_clipped(text, layout), drawing.VALUE)


def _draw(row: Changed, grid: _Grid, sheet: Sheet) -> None:
    """A row: the name and the change, and the points beside or below them."""
    size, width = drawing.NAME.size, sheet.width
    text, style = (_clipped(row.change, grid.layout), drawing.VALUE) if row.ends else _absence(row, grid)
    lines = drawing.wrap(xml_text(row.label), drawing.NAME, grid.names or width - drawing.width(text, style) - GAP)
    sheet.add(*paragraph(lines, 0, sheet.y, drawing.NAME))
    is_absent_beside = grid.names and not row.ends
    x, anchor = (grid.names + GAP, Anchor.START) if is_absent_beside else (width, Anchor.END)
    sheet.add(Label(x, sheet.y + size, text, style, anchor))
    end = sheet.y + math.ceil(max(1, len(lines)) * size * drawing.LEADING)
    if row.ends:
        middle = sheet.y + size * (1 - _CENTRED) if grid.names else end + size * 0.6
        sheet.add(*_points(row, grid, middle))
        end = max(end, math.ceil(middle + size * 0.6))
    sheet.y = end + (SPACE / 2 if grid.names else SPACE)


def _absence(row: Changed, grid: _Grid) -> tuple[str, drawing.Style]:
    """Why two values are not compared."""
    room = grid.layout.width * (1 - _NAMES) - GAP if grid.names else grid.layout.width / 2
    return drawing.clipped(xml_text(row.change), drawing.ABSENCE, room), drawing.ABSENCE


def _points(row: Changed, grid: _Grid, middle: float) -> Iterator[drawing.Mark]:
    """The bar and the point, with the line between them, and their values on the outer sides."""
    (earlier, before), (later, after) = zip(map(grid.at, row.ends or ()), row.said or (), strict=True)
    if earlier != later:
        yield Curve(((earlier, middle), (later, middle)), Paint.LINE, 2)
    left, top = earlier - _THIN / 2, middle - _EARLIER / 2
    yield Rectangle(left, top, _THIN, _EARLIER, Paint.BAR, xml_text(before.whole))
    yield Dot(later, middle, _LATER, Paint.LINE, xml_text(after.whole))
    base = middle + drawing.VALUE.size * _CENTRED
    (low, smaller), (high, larger) = row.outward
    yield Label(grid.at(low) - _BESIDE, base, _clipped(smaller.short, grid.layout), drawing.VALUE, Anchor.END)
    yield Label(grid.at(high) + _BESIDE, base, _clipped(larger.short, grid.layout), drawing.VALUE)


def _axis(scale: Scale, grid: _Grid, top: float) -> Iterator[drawing.Mark]:
    """A level line below the rows with a tick at each number of the scale, of which the first and the last are named.

    No line is among the rows, where it would run through their texts.
    """
    yield Line(grid.left, top, grid.right, top, Paint.RULE)
    yield from (Line(x, top, x, top + _TICK, Paint.RULE) for x in map(grid.at, scale.numbers))
    half = (grid.right - grid.left) / 2 - GAP
    for label, x, anchor in ((scale.labels[0], grid.left, Anchor.START), (scale.labels[-1], grid.right, Anchor.END)):
        text = drawing.clipped(xml_text(label), drawing.NOTE, half)
        yield Label(x, top + _TICK + drawing.NOTE.size, text, drawing.NOTE, anchor)
