"""Rows of bars on a common grid (scale and text columns): where each bar, tick and text of a row is.

A row is a bar with its value at the end, and the target as a tick and as text.

::

    North Library                        102.83%        2018 [p]  ▇▇▇▇▇┃▇▇ 24   target 16    150%
    ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇┃▇ 1,234      target 1,200

On a phone names are above their bars, which leaves these its width. A long chart of short names sets them beside the
bars instead, and is half as high; so does every chart where there is more space. Either way the scale is as wide as it
can be with every figure in its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Layout
from bulletin.rendering.charts.specs import Bar, TargetMark

GAP = 6.0
"""Between things side by side."""

_MANY = 8
"""With more rows than this, short names are beside their bars."""
_NARROWEST = 100.0
"""Text makes way for a scale that would be narrower."""
_WIDEST = Layout.NARROW.width * 0.7
"""Figures wider than this are cut off."""
_NAMES = 0.34
"""Of the width, what names beside the bars take at the most; longer ones are on several lines."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A bar and what is written beside it."""

    bar: Bar
    name: str
    value: str
    """The value, or the reason why there is none."""
    value_width: float
    target: str
    target_width: float
    """The room for the target and the gap before it; 0 without a target."""
    percent: str

    @property
    def name_style(self) -> drawing.Style:
        """How the name is written."""
        return drawing.EMPHASIZED if self.bar.is_emphasized else drawing.NAME

    @property
    def is_absent(self) -> bool:
        """Whether there is no value."""
        return self.bar.value is None

    def ends(self) -> Iterator[float]:
        """The values at which something is drawn."""
        yield from (end for end in (self.bar.value, self.bar.upper) if end is not None)
        yield from self.bar.interval or ()
        if self.bar.target:
            yield self.bar.target.position


def prepared(bar: Bar) -> ChartRow:
    """The row of a bar."""
    style = drawing.ABSENCE if bar.value is None else drawing.VALUE
    value = drawing.clipped(xml_text(bar.value_label), style, _WIDEST)
    target = drawing.clipped(xml_text(bar.target.label), drawing.NOTE, _WIDEST) if bar.target else ""
    return ChartRow(
        bar,
        name=xml_text(bar.label),
        value=value,
        value_width=drawing.width(value, style),
        target=target,
        target_width=drawing.width(target, drawing.NOTE) + GAP if target else 0.0,
        percent=drawing.clipped(xml_text(bar.percent_label), drawing.VALUE, _WIDEST),
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a chart."""

    low: float
    high: float
    """The values at the two ends of the scale; 0 lies between them."""
    left: float
    right: float
    """The places of the two ends. Names are beside the bars where ``left`` leaves space for them."""
    width: float
    """Of the whole chart."""
    edge: float
    """Where the texts of targets end."""
    targets_below: bool = False
    """Whether targets take a line of their own below the bar, for want of room beside it."""

    @property
    def names_beside(self) -> bool:
        """Whether names are beside the bars."""
        return self.left > 0

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def value_place(self, row: ChartRow) -> tuple[float, drawing.Anchor]:
        """Where the value is written, and which end of it is there.

        At the end of the bar. Where the tick leaves no room for it there, inside of the bar, lest it be taken for the
        target; behind the tick only when the bar is too short for that.
        """
        bar, zero = row.bar, self.at(0)
        ends = (bar.value, bar.upper, *(bar.interval or ()))
        end = max(zero, *(self.at(value) for value in ends if value is not None), zero)
        tick = self.at(bar.target.position) if bar.target else end
        if tick <= end or end + GAP + row.value_width + GAP <= tick:
            return end + GAP, drawing.Anchor.START
        if bar.upper is None and bar.interval is None and zero + GAP + row.value_width + GAP <= end:
            return end - GAP, drawing.Anchor.END
        return tick + GAP, drawing.Anchor.START


def fit(rows: Sequence[ChartRow], layout: Layout, *more: float) -> Grid:
    """The grid that shows all of the rows and ``more`` values, with space for the figures."""
    values = [0.0, *more, *(end for row in rows for end in row.ends())]
    low, high = min(values), max(values)
    width = layout.width
    whole = Grid(low, high if high > low else low + 1, left=0, right=width, width=width, edge=width)
    grids = [_narrowed(whole, rows), _narrowed(replace(whole, targets_below=True), rows)]
    if layout is Layout.WIDE or len(rows) > _MANY:
        longest = max((drawing.width(row.name, row.name_style) for row in rows), default=0.0)
        names = min(longest, width * _NAMES) if layout is Layout.WIDE else longest
        grids.insert(0, _narrowed(_beside(whole, names, rows), rows))
    return next((grid for grid in grids if _is_roomy(grid, rows)), grids[-1])


def _beside(grid: Grid, names: float, rows: Sequence[ChartRow]) -> Grid:
    """The grid with columns for names on the left and percentages on the right."""
    percents = max((drawing.width(row.percent, drawing.VALUE) for row in rows), default=0.0)
    edge = grid.width - (percents + GAP if percents else 0)
    return replace(grid, left=names + GAP, right=edge, edge=edge)


def _narrowed(grid: Grid, rows: Sequence[ChartRow]) -> Grid:
    """The grid with as wide a scale as leaves room for values and targets behind the bars and ticks."""
    right = grid.right
    for row in rows:
        room = 0.0 if row.is_absent else GAP + row.value_width
        room += 0.0 if grid.targets_below else row.target_width
        share = (max(0.0, *row.ends(), 0.0) - grid.low) / (grid.high - grid.low)
        if share > 0:
            right = min(right, grid.left + (grid.edge - room - grid.left) / share)
    return replace(grid, right=right)


def _is_roomy(grid: Grid, rows: Sequence[ChartRow]) -> bool:
    """Whether the scale is wide enough, and every reason for the want of a value has a place beside the bars."""
    if grid.right - grid.left < _NARROWEST:
        return False
    absent = [row for row in rows if row.is_absent and grid.names_beside]
    return all(grid.value_place(row)[0] + row.value_width <= grid.edge - row.target_width for row in absent)


# --- drawing a row

THICKNESS = 13.0
"""Of a bar."""
OVERHANG = 4.0
"""How far a tick reaches above and below its bar."""
SPACE = 10.0
"""Between one row and the next."""

_TICK, _CASING = 2.0, 4.0
"""Width of a tick, and of the paper around it that keeps it apart from the bar."""
_WHISKER, _CAP = 1.5, 3.5
"""Width of a whisker, and how far its caps reach to either side."""
_CENTRED = 0.36
"""How far below the middle of a line of text its base line is, in sizes of the letters."""


def draw_row(row: ChartRow, grid: Grid, top: float, *, hatched: bool = False) -> tuple[list[drawing.Mark], float]:
    """The marks of a row that begins at ``top``, and where it ends.

    :param hatched: whether the bar is what nothing was said about.
    """
    marks, y, end = _name_beside(row, grid, top) if grid.names_beside else _name_above(row, grid, top)
    marks += _shapes(row, grid, y, hatched=hatched)
    marks += _figures(row, grid, y)
    below = drawing.NOTE.size * drawing.LEADING if grid.targets_below and row.target else 0.0
    return marks, max(end, y + THICKNESS + OVERHANG + below)


def paragraph(lines: Iterable[str], x: float, top: float, style: drawing.Style) -> Iterator[drawing.Label]:
    """Lines of text one below the other, from ``top`` on."""
    for number, line in enumerate(lines):
        yield drawing.Label(x, top + style.size * (1 + number * drawing.LEADING), line, style)


def stretch(start: float, end: float, grid: Grid, y: float, paint: drawing.Paint) -> drawing.Rectangle:
    """The bar from one value to another."""
    left, right = sorted((grid.at(start), grid.at(end)))
    return drawing.Rectangle(left, y, right - left, THICKNESS, paint)


def _name_above(row: ChartRow, grid: Grid, top: float) -> tuple[list[drawing.Mark], float, float]:
    """The name and, at the right edge, the percentage or the reason why there is no value.

    :return: them, where the bar begins, and where they end.
    """
    side, style = (row.value, drawing.ABSENCE) if row.is_absent else (row.percent, drawing.VALUE)
    lines = drawing.wrap(row.name, row.name_style, grid.width - drawing.width(side, style) - GAP)
    marks: list[drawing.Mark] = list(paragraph(lines, 0, top, row.name_style))
    if side:
        marks.append(drawing.Label(grid.width, top + style.size, side, style, drawing.Anchor.END))
    end = top + math.ceil(max(1, len(lines)) * drawing.NAME.size * drawing.LEADING)
    return marks, end + OVERHANG, end


def _name_beside(row: ChartRow, grid: Grid, top: float) -> tuple[list[drawing.Mark], float, float]:
    """The name and the percentage on the line of the bar; where the bar begins, and where they end."""
    y, size = top + OVERHANG, drawing.NAME.size
    lines = drawing.wrap(row.name, row.name_style, grid.left - GAP)
    first = _base(y, drawing.NAME)
    marks: list[drawing.Mark] = list(paragraph(lines, 0, first - size, row.name_style))
    if row.percent:
        base = _base(y, drawing.VALUE)
        marks.append(drawing.Label(grid.width, base, row.percent, drawing.VALUE, drawing.Anchor.END))
    return marks, y, first + (max(1, len(lines)) - 1) * size * drawing.LEADING + size * 0.22


def _base(y: float, style: drawing.Style) -> float:
    """The base line of a text beside the bar that begins at ``y``."""
    return y + THICKNESS / 2 + style.size * _CENTRED


def _shapes(row: ChartRow, grid: Grid, y: float, *, hatched: bool) -> Iterator[drawing.Mark]:
    bar, zero = row.bar, grid.at(0)
    yield drawing.Line(zero, y - OVERHANG, zero, y + THICKNESS + OVERHANG, drawing.Paint.RULE)
    if bar.value is not None:
        yield stretch(0, bar.value, grid, y, _paint(bar, hatched=hatched))
    elif not grid.names_beside:
        middle = y + THICKNESS / 2
        end = min(grid.right, grid.width - row.target_width)
        yield drawing.Line(zero, middle, end, middle, drawing.Paint.RULE, dashed=True)
    if bar.value is not None and bar.upper is not None:
        yield stretch(bar.value, bar.upper, grid, y, drawing.Paint.OTHER)
    if bar.interval:
        yield from _whiskers(bar.interval, grid, y)
    if bar.target:
        yield from _tick(bar.target, max(row.ends()), grid, y)


def _paint(bar: Bar, *, hatched: bool) -> drawing.Paint:
    if hatched:
        return drawing.Paint.OTHER
    return drawing.Paint.EMPHASIS if bar.is_emphasized else drawing.Paint.BAR


def _whiskers(interval: tuple[float, float], grid: Grid, y: float) -> Iterator[drawing.Line]:
    """A line from end to end with a cap at each, in a casing that keeps it apart from the bar."""
    lower, upper = map(grid.at, interval)
    middle = y + THICKNESS / 2
    lines = [(lower, middle, upper, middle), *((x, middle - _CAP, x, middle + _CAP) for x in (lower, upper))]
    for paint, width in ((drawing.Paint.PAPER, _CASING), (drawing.Paint.WHISKER, _WHISKER)):
        yield from (drawing.Line(*line, paint, width) for line in lines)


def _tick(target: TargetMark, end: float, grid: Grid, y: float) -> Iterator[drawing.Line]:
    """The tick of a target; well inside of a bar with a casing, which near the end would hide how far the bar goes."""
    x = grid.at(target.position)
    if x + _CASING < grid.at(end):
        yield drawing.Line(x, y, x, y + THICKNESS, drawing.Paint.PAPER, _CASING)
    yield drawing.Line(
        x, y - OVERHANG, x, y + THICKNESS + OVERHANG, drawing.Paint.TARGET, _TICK, dashed=target.inferred
    )


def _figures(row: ChartRow, grid: Grid, y: float) -> Iterator[drawing.Label]:
    if grid.names_beside or not row.is_absent:
        x, anchor = grid.value_place(row)
        style = drawing.ABSENCE if row.is_absent else drawing.INSIDE if anchor is drawing.Anchor.END else drawing.VALUE
        yield drawing.Label(x, _base(y, style), row.value, style, anchor)
    if row.target:
        base = y + THICKNESS + OVERHANG + drawing.NOTE.size if grid.targets_below else _base(y, drawing.NOTE)
        yield drawing.Label(grid.edge, base, row.target, drawing.NOTE, drawing.Anchor.END)
