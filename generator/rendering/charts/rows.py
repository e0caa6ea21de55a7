"""The row that all charts are made of: a name above, a bar with its value at the end, the target at the right edge.

::

    Đảng bộ quận Bình Thạnh              101,36%
    ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇┃▇ 1.115      chỉ tiêu 1.100
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.rendering.charts.drawing import WIDTH, Anchor, Label, Line, Mark, Rectangle, Weight
from generator.rendering.charts.lettering import LEADING, printable, width, wrap
from generator.rendering.charts.palette import Paint
from generator.rendering.charts.specs import Bar, Target

TEXT = 12.5
"""Size of the letters of rows: 11.9 pixels where 344 units are 328 pixels wide."""
SMALL = 12.0
"""Size of the smallest letters: 11.4 pixels there."""
THICKNESS = 13.0
"""Of a bar."""
OVERHANG = 3.5
"""How far a tick stands out above and below its bar."""
GAP = 6.0
"""Between things that stand side by side."""
SPACE = 11.0
"""Between one row and the next."""


@dataclass(frozen=True)
class Scale:
    """Where values stand on the picture. All rows of a chart share one."""

    low: float
    high: float
    """The values at the two ends; 0 lies between them."""
    left: float
    right: float
    """The places of the two ends."""

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def scale(bars: Sequence[Bar], *more: float) -> Scale:
    """The scale that shows all of the bars, their targets and ``more`` values, and leaves room for the figures."""
    values = [0.0, *more, *(end for bar in bars for end in _ends(bar))]
    low, high = min(values), max(values)
    figures = max((_figures_width(bar) for bar in bars), default=0.0)
    return Scale(low, high if high > low else low + 1, 0.0, WIDTH - figures)


def _ends(bar: Bar) -> Iterator[float]:
    yield from (end for end in (bar.value, bar.upper) if end is not None)
    if bar.target:
        yield bar.target.position


def _figures_width(bar: Bar) -> float:
    """The room that a bar's value and target take beside it."""
    value = 0.0 if bar.value is None else width(printable(bar.value_label), TEXT, Weight.BOLD) + GAP
    return value + (width(printable(bar.target.label), SMALL) + GAP if bar.target else 0.0)


def row(bar: Bar, along: Scale, top: float, *, hatched: bool = False) -> tuple[list[Mark], float]:
    """The marks of a bar whose row begins at ``top``, and where the row ends."""
    marks, y = _heading(bar, top)
    marks += _body(bar, along, y, hatched=hatched)
    return marks, y + THICKNESS + OVERHANG


def _heading(bar: Bar, top: float) -> tuple[list[Mark], float]:
    """The name and, at the right edge, the percentage or the reason why there is no value."""
    absent = bar.value is None
    side = printable(bar.value_label if absent else bar.percent_label)
    weight = Weight.NORMAL if absent else Weight.BOLD
    lines = wrap(printable(bar.label), TEXT, WIDTH - width(side, TEXT, weight) - GAP)
    marks: list[Mark] = list(paragraph(lines, 0, top, TEXT, Paint.INK))
    if side:
        paint = Paint.MUTED if absent else Paint.INK
        marks.append(Label(WIDTH, top + TEXT, side, TEXT, paint, Anchor.END, weight))
    return marks, top + max(1, len(lines)) * TEXT * LEADING + OVERHANG


def paragraph(
    lines: Iterable[str], x: float, top: float, size: float, paint: Paint, weight: Weight = Weight.NORMAL
) -> Iterator[Label]:
    """Lines of text one below the other, from ``top`` on."""
    for number, line in enumerate(lines):
        yield Label(x, round(top + size + number * size * LEADING, 2), line, size, paint, weight=weight)


def _body(bar: Bar, along: Scale, y: float, *, hatched: bool) -> Iterator[Mark]:
    base = y + THICKNESS / 2 + TEXT * 0.36
    zero = along.at(0)
    yield Line(zero, y - OVERHANG, zero, y + THICKNESS + OVERHANG, Paint.RULE, 1)
    if bar.value is None:
        yield Line(zero, y + THICKNESS / 2, along.right, y + THICKNESS / 2, Paint.RULE, 1, dashed=True)
    else:
        yield from _extent(bar.value, bar.upper, along, y, hatched=hatched)
        yield Label(_reach(bar, along) + GAP, base, printable(bar.value_label), TEXT, Paint.INK, weight=Weight.BOLD)
    if bar.target:
        yield tick(bar.target, along, y)
        yield Label(WIDTH, base, printable(bar.target.label), SMALL, Paint.MUTED, Anchor.END)


def _extent(value: float, upper: float | None, along: Scale, y: float, *, hatched: bool) -> Iterator[Mark]:
    yield stretch(0, value, along, y, Paint.OTHER if hatched else Paint.BAR)
    if upper is not None:
        yield stretch(value, upper, along, y, Paint.OTHER)


def stretch(start: float, end: float, along: Scale, y: float, paint: Paint) -> Rectangle:
    """The bar from one value to another."""
    left, right = sorted((along.at(start), along.at(end)))
    return Rectangle(left, y, right - left, THICKNESS, paint)


def _reach(bar: Bar, along: Scale) -> float:
    """How far right the bar and its tick go."""
    return max(along.at(0), *(along.at(end) for end in _ends(bar)))


def tick(target: Target, along: Scale, y: float) -> Line:
    """The tick of a target across the bar at ``y``."""
    x = along.at(target.position)
    return Line(x, y - OVERHANG, x, y + THICKNESS + OVERHANG, Paint.TARGET, 2, dashed=target.inferred)
