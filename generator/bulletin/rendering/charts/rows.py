"""The row that all charts are made of, and the grid (scale and text columns) that the rows of a chart share.

A row is a bar with its value at the end, and the target as a tick and as text.

::

    North Library                        102.83%        2018 [p]  ▇▇▇▇▇┃▇▇ 24   target 16    150%
    ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇┃▇ 1,234      target 1,200

Names stand above their bars, which leaves these the width of a phone. A long chart of short names sets them beside
the bars instead, and is half as high. Either way the scale is as wide as it can be with every figure in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import (
    ABSENCE,
    INSIDE,
    NAME,
    NOTE,
    VALUE,
    WIDTH,
    Anchor,
    Label,
    Line,
    Mark,
    Paint,
    Rectangle,
    Style,
)
from bulletin.rendering.charts.lettering import LEADING, clipped, width, wrap
from bulletin.rendering.charts.specs import Bar, Target

GAP = 6.0
"""Between things that stand side by side."""

_MANY = 8
"""With more rows than this, short names stand beside their bars."""
_NARROWEST = 100.0
"""Text makes way for a scale that would be narrower."""
_WIDEST = WIDTH * 0.7
"""Figures wider than this are cut off."""


@dataclass(frozen=True, slots=True)
class Row:
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
    def is_absent(self) -> bool:
        """Whether there is no value."""
        return self.bar.value is None

    def ends(self) -> Iterator[float]:
        """The values at which something is drawn."""
        yield from (end for end in (self.bar.value, self.bar.upper) if end is not None)
        if self.bar.target:
            yield self.bar.target.position


def prepared(bar: Bar) -> Row:
    """The row of a bar."""
    style = ABSENCE if bar.value is None else VALUE
    value = clipped(xml_text(bar.value_label), style, _WIDEST)
    target = clipped(xml_text(bar.target.label), NOTE, _WIDEST) if bar.target else ""
    return Row(
        bar,
        name=xml_text(bar.label),
        value=value,
        value_width=width(value, style),
        target=target,
        target_width=width(target, NOTE) + GAP if target else 0.0,
        percent=clipped(xml_text(bar.percent_label), VALUE, _WIDEST),
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a chart."""

    low: float
    high: float
    """The values at the two ends of the scale; 0 lies between them."""
    left: float
    right: float
    """The places of the two ends. Names stand beside the bars where ``left`` leaves room for them."""
    edge: float = WIDTH
    """Where the texts of targets end."""
    targets_below: bool = False
    """Whether targets take a line of their own below the bar, for want of room beside it."""

    @property
    def names_beside(self) -> bool:
        """Whether names stand beside the bars."""
        return self.left > 0

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def value_place(self, row: Row) -> tuple[float, Anchor]:
        """Where the value is written, and which end of it stands there.

        At the end of the bar. Where the tick leaves no room for it there, inside of the bar, lest it be taken for the
        target; behind the tick only when the bar is too short for that.
        """
        bar, zero = row.bar, self.at(0)
        end = max(zero, *(self.at(value) for value in (bar.value, bar.upper) if value is not None), zero)
        tick = self.at(bar.target.position) if bar.target else end
        if tick <= end or end + GAP + row.value_width + GAP <= tick:
            return end + GAP, Anchor.START
        if bar.upper is None and zero + GAP + row.value_width + GAP <= end:
            return end - GAP, Anchor.END
        return tick + GAP, Anchor.START


def fit(rows: Sequence[Row], *more: float) -> Grid:
    """The grid that shows all of the rows and ``more`` values, with room for the figures."""
    values = [0.0, *more, *(end for row in rows for end in row.ends())]
    low, high = min(values), max(values)
    whole = Grid(low, high if high > low else low + 1, 0, WIDTH)
    grids = [_narrowed(whole, rows), _narrowed(replace(whole, targets_below=True), rows)]
    if len(rows) > _MANY:
        grids.insert(0, _narrowed(_beside(whole, rows), rows))
    return next((grid for grid in grids if _is_roomy(grid, rows)), grids[-1])


def _beside(grid: Grid, rows: Sequence[Row]) -> Grid:
    """The grid with columns for names on the left and percentages on the right."""
    names = max(width(row.name, NAME) for row in rows)
    percents = max(width(row.percent, VALUE) for row in rows)
    edge = WIDTH - (percents + GAP if percents else 0)
    return replace(grid, left=names + GAP, right=edge, edge=edge)


def _narrowed(grid: Grid, rows: Sequence[Row]) -> Grid:
    """The grid with as wide a scale as leaves room for values and targets behind the bars and ticks."""
    right = grid.right
    for row in rows:
        room = 0.0 if row.is_absent else GAP + row.value_width
        room += 0.0 if grid.targets_below else row.target_width
        share = (max(0.0, *row.ends(), 0.0) - grid.low) / (grid.high - grid.low)
        if share > 0:
            right = min(right, grid.left + (grid.edge - room - grid.left) / share)
    return replace(grid, right=right)


def _is_roomy(grid: Grid, rows: Sequence[Row]) -> bool:
    """Whether the scale is wide enough, and every reason for the want of a value has a place beside the bars."""
    if grid.right - grid.left < _NARROWEST:
        return False
    absent = [row for row in rows if row.is_absent and grid.names_beside]
    return all(grid.value_place(row)[0] + row.value_width <= grid.edge - row.target_width for row in absent)


# --- drawing a row

THICKNESS = 13.0
"""Of a bar."""
OVERHANG = 3.5
"""How far a tick stands out above and below its bar."""
SPACE = 10.0
"""Between one row and the next."""

_TICK, _CASING = 2.0, 4.0
"""Width of a tick, and of the paper around it that keeps it apart from the bar."""
_CENTRED = 0.36
"""How far below the middle of a line of text its base line is, in sizes of the letters."""


def draw_row(row: Row, grid: Grid, top: float, *, hatched: bool = False) -> tuple[list[Mark], float]:
    """The marks of a row that begins at ``top``, and where it ends.

    :param hatched: whether the bar is what nothing was said about.
    """
    marks, y = _name_beside(row, top) if grid.names_beside else _name_above(row, top)
    marks += _shapes(row, grid, y, hatched=hatched)
    marks += _figures(row, grid, y)
    below = NOTE.size * LEADING if grid.targets_below and row.target else 0.0
    return marks, y + THICKNESS + OVERHANG + below


def paragraph(lines: Iterable[str], x: float, top: float, style: Style) -> Iterator[Label]:
    """Lines of text one below the other, from ``top`` on."""
    for number, line in enumerate(lines):
        yield Label(x, top + style.size * (1 + number * LEADING), line, style)


def stretch(start: float, end: float, grid: Grid, y: float, paint: Paint) -> Rectangle:
    """The bar from one value to another."""
    left, right = sorted((grid.at(start), grid.at(end)))
    return Rectangle(left, y, right - left, THICKNESS, paint)


def _name_above(row: Row, top: float) -> tuple[list[Mark], float]:
    """The name and, at the right edge, the percentage or the reason why there is no value; and where the bar begins."""
    side, style = (row.value, ABSENCE) if row.is_absent else (row.percent, VALUE)
    lines = wrap(row.name, NAME, WIDTH - width(side, style) - GAP)
    marks: list[Mark] = list(paragraph(lines, 0, top, NAME))
    if side:
        marks.append(Label(WIDTH, top + style.size, side, style, Anchor.END))
    return marks, top + max(1, len(lines)) * NAME.size * LEADING + OVERHANG


def _name_beside(row: Row, top: float) -> tuple[list[Mark], float]:
    """The name and the percentage on the line of the bar; and where the bar begins."""
    y = top + OVERHANG
    marks: list[Mark] = [Label(0, _base(y, NAME), row.name, NAME)]
    if row.percent:
        marks.append(Label(WIDTH, _base(y, VALUE), row.percent, VALUE, Anchor.END))
    return marks, y


def _base(y: float, style: Style) -> float:
    """The base line of a text beside the bar that begins at ``y``."""
    return y + THICKNESS / 2 + style.size * _CENTRED


def _shapes(row: Row, grid: Grid, y: float, *, hatched: bool) -> Iterator[Mark]:
    bar, zero = row.bar, grid.at(0)
    yield Line(zero, y - OVERHANG, zero, y + THICKNESS + OVERHANG, Paint.RULE)
    if bar.value is not None:
        yield stretch(0, bar.value, grid, y, Paint.OTHER if hatched else Paint.BAR)
    elif not grid.names_beside:
        middle = y + THICKNESS / 2
        end = min(grid.right, WIDTH - row.target_width)
        yield Line(zero, middle, end, middle, Paint.RULE, dashed=True)
    if bar.value is not None and bar.upper is not None:
        yield stretch(bar.value, bar.upper, grid, y, Paint.OTHER)
    if bar.target:
        yield from _tick(bar.target, max(row.ends()), grid, y)


def _tick(target: Target, end: float, grid: Grid, y: float) -> Iterator[Line]:
    """The tick of a target; well inside of a bar with a casing, which near the end would hide how far the bar goes."""
    x = grid.at(target.position)
    if x + _CASING < grid.at(end):
        yield Line(x, y, x, y + THICKNESS, Paint.PAPER, _CASING)
    yield Line(x, y - OVERHANG, x, y + THICKNESS + OVERHANG, Paint.TARGET, _TICK, dashed=target.inferred)


def _figures(row: Row, grid: Grid, y: float) -> Iterator[Label]:
    if grid.names_beside or not row.is_absent:
        x, anchor = grid.value_place(row)
        style = ABSENCE if row.is_absent else INSIDE if anchor is Anchor.END else VALUE
        yield Label(x, _base(y, style), row.value, style, anchor)
    if row.target:
        base = y + THICKNESS + OVERHANG + NOTE.size if grid.targets_below else _base(y, NOTE)
        yield Label(grid.edge, base, row.target, NOTE, Anchor.END)
