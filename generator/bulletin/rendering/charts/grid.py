"""Where things stand across a chart: the scale that all of its rows share, and the columns of text beside it.

Names stand above their bars, which leaves these the width of a phone. A long chart of short names sets them beside
the bars instead, and is half as high. Either way the scale is as wide as it can be with every figure in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.rendering.charts.drawing import ABSENCE, NAME, NOTE, VALUE, WIDTH, Anchor
from bulletin.rendering.charts.lettering import clipped, printable, width
from bulletin.rendering.charts.specs import Bar

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
    value = clipped(printable(bar.value_label), style, _WIDEST)
    target = clipped(printable(bar.target.label), NOTE, _WIDEST) if bar.target else ""
    return Row(
        bar,
        name=printable(bar.label),
        value=value,
        value_width=width(value, style),
        target=target,
        target_width=width(target, NOTE) + GAP if target else 0.0,
        percent=clipped(printable(bar.percent_label), VALUE, _WIDEST),
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
