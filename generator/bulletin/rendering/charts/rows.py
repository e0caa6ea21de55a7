"""The row that all charts are made of: a bar with its value at the end, and the target as a tick and as text.

::

    North Library                        102.83%        2018 [p]  ▇▇▇▇▇┃▇▇ 24   target 16    150%
    ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇┃▇ 1,234      target 1,200
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Rectangle,
    Style,
)
from bulletin.rendering.charts.grid import GAP, Grid, Row
from bulletin.rendering.charts.lettering import LEADING, width, wrap
from bulletin.rendering.charts.palette import Paint
from bulletin.rendering.charts.specs import Target

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
