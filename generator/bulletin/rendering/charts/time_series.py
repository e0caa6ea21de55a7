"""How a measure went: a line over time, with its targets, the ways to them, intervals, gaps and breaks; or a few bars.

A line needs enough periods of one length. It joins values only where the period between them is not missing and the
series does not break, and everything that it says is labelled in words or by a form as well as by a colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.bars import entries
from bulletin.rendering.charts.drawing import Anchor, Box, Curve, Dot, Label, Layout, Line, Paint
from bulletin.rendering.charts.rows import GAP, SPACE, ChartRow, fit, prepared
from bulletin.rendering.charts.sheet import POINT, Entry, Sheet, hollow
from bulletin.rendering.charts.specs import Bar, Legend, PeriodGroup, PeriodsSpec, Scale

_HEIGHT = {Layout.NARROW: 190.0, Layout.WIDE: 240.0}
"""Of the area of a line, without its axis of time."""
_TARGET = 14.0
"""Length of the mark of a target."""
_STROKE = 2.0


def periods(spec: PeriodsSpec, layout: Layout) -> drawing.Drawing:
    """Periods of each length under its name: as a line, or one below the other as bars."""
    bars = [group for group in spec.groups if group.scale is None]
    rows_of = {group: [prepared(bar) for bar in group.bars] for group in bars}
    shared = fit([row for group in bars if not group.has_own_scale for row in rows_of[group]], layout)
    sheet = Sheet(layout, _entries(spec, rows_of))
    for group in spec.groups:
        if len(spec.groups) > 1:
            sheet.y += SPACE / 2
            sheet.write(group.label, drawing.GROUP)
            sheet.y += SPACE / 2
        if group.scale is not None:
            _Plot(group, group.scale, sheet).draw()
        else:
            sheet.rows(rows_of[group], fit(rows_of[group], layout) if group.has_own_scale else shared)
    return sheet.finished()


def _entries(spec: PeriodsSpec, rows_of: dict[PeriodGroup, list[ChartRow]]) -> Iterator[Entry]:
    """The names of the marks in use: those of lines, then those of bars."""
    lines = [group for group in spec.groups if group.scale is not None]
    if lines:
        yield from _line_entries(spec.legend, lines)
    if rows_of:
        yield from entries(spec.legend, [row for rows in rows_of.values() for row in rows])


def _line_entries(legend: Legend, lines: Sequence[PeriodGroup]) -> Iterator[Entry]:
    points = [bar for group in lines for bar in group.bars]
    yield Entry(legend.value, Paint.LINE)
    if any(bar.is_preliminary and bar.value is not None for bar in points):
        yield Entry(legend.preliminary, Paint.HOLLOW)
    if any(bar.interval for bar in points):
        yield Entry(legend.interval, Paint.BAND)
    inferred = {bar.target.inferred for bar in points if bar.target}
    if False in inferred:
        yield Entry(legend.target, Paint.TARGET)
    if True in inferred:
        yield Entry(legend.inferred, Paint.TARGET, dashed=True)
    if any(group.paths for group in lines):
        yield Entry(legend.path, Paint.TARGET, dashed=True)
    if any(bar.starts_anew for bar in points):
        yield Entry(legend.series_break, Paint.RULE, dashed=True, upright=True)


@dataclass(frozen=True, slots=True)
class _Point:
    """A period on the line."""

    bar: Bar
    x: float
    y: float | None
    """None where there is no value."""


class _Plot:
    """The area of a line with its axes."""

    def __init__(self, group: PeriodGroup, scale: Scale, sheet: Sheet) -> None:
        self._group = group
        self._scale = scale
        self._sheet = sheet
        self._top = sheet.y + drawing.VALUE.size + POINT
        self._bottom = self._top + _HEIGHT[sheet.layout]
        self._left = max(drawing.width(label, drawing.NOTE) for label in scale.labels) + GAP
        self._right = sheet.width - self._margin()
        times = [bar.at or 0.0 for bar in group.bars] + [at for path in group.paths for at, _ in path]
        self._first, self._last = min(times), max(times)
        self._points = [
            _Point(bar, self._x(bar.at or 0.0), None if bar.value is None else self._y(bar.value)) for bar in group.bars
        ]

    def _margin(self) -> float:
        """What is beyond the place of the last period: half of its name, of its target or of its flag."""
        last = self._group.bars[-1]
        texts = (drawing.width(xml_text(text), drawing.NOTE) for text in (last.tick, last.symbol))
        return max(_TARGET, *texts) / 2

    def _x(self, at: float) -> float:
        span = self._last - self._first
        start, end = self._left + POINT, self._right
        return (start + end) / 2 if span == 0 else start + (at - self._first) / span * (end - start)

    def _y(self, value: float) -> float:
        low, high = self._scale.numbers[0], self._scale.numbers[-1]
        return self._bottom - (value - low) / (high - low) * (self._bottom - self._top)

    def draw(self) -> None:
        """Add all marks to the sheet, which goes on below them."""
        labels = [*self._value_axis(), *self._time_axis()]
        marks = [*self._paths(), *self._bands(), *self._breaks(), *self._line(), *self._targets(), *self._gaps()]
        self._sheet.add(*labels, *marks)
        taken = [mark.box for mark in labels if isinstance(mark, Label)] + list(_obstacles(marks))
        self._sheet.add(*self._values(taken))
        self._sheet.y = self._bottom + drawing.NOTE.size * (drawing.LEADING + 0.5) + SPACE

    def _value_axis(self) -> Iterator[drawing.Mark]:
        for number, label in zip(self._scale.numbers, self._scale.labels, strict=True):
            y = self._y(number)
            paint = Paint.RULE if number == 0 else Paint.GRID
            yield Line(self._left, y, self._sheet.width, y, paint)
            yield Label(self._left - GAP, y + drawing.NOTE.size * 0.36, label, drawing.NOTE, Anchor.END)

    def _time_axis(self) -> Iterator[drawing.Mark]:
        """The names of as many periods as there is space for, from the last one back in equal steps."""
        named = [point for point in self._points if point.bar.tick]
        for step in range(1, len(named) + 1):
            labels = [self._tick(point) for point in named[::-1][::step]]
            if all(not later.box.overlaps(_wider(earlier.box)) for later, earlier in pairwise(labels)):
                yield from labels
                yield from (Line(label.x, self._bottom, label.x, self._bottom + 4, Paint.RULE) for label in labels)
                return

    def _tick(self, point: _Point) -> Label:
        text = drawing.clipped(xml_text(point.bar.tick), drawing.NOTE, self._sheet.width / 3)
        length = drawing.width(text, drawing.NOTE)
        x = max(point.x, length / 2)
        return Label(x, self._bottom + 4 + drawing.NOTE.size, text, drawing.NOTE, Anchor.MIDDLE)

    def _runs(self) -> Iterator[list[_Point]]:
        yield from ([self._points[place] for place in run] for run in runs(self._group.bars))

    def _line(self) -> Iterator[drawing.Mark]:
        for run in self._runs():
            places = tuple((point.x, point.y or 0.0) for point in run)
            if len(places) > 1:
                yield Curve(places, Paint.LINE, _STROKE)
        for point in self._points:
            if point.y is not None:
                yield from self._point(point, point.y)

    def _point(self, point: _Point, y: float) -> Iterator[drawing.Mark]:
        bar = point.bar
        if bar.upper is not None:
            yield Line(point.x, y, point.x, self._y(bar.upper), Paint.LINE, 4)
        title = xml_text(" ".join(filter(None, (f"{bar.label}: {bar.value_label}", bar.interval_label))))
        yield from hollow(point.x, y, title) if bar.is_preliminary else [Dot(point.x, y, POINT, Paint.LINE, title)]

    def _bands(self) -> Iterator[drawing.Mark]:
        """Between which ends the values lie; a single one as a bar."""
        for run in self._runs():
            ends = [(point.x, *map(self._y, point.bar.interval)) for point in run if point.bar.interval]
            if len(ends) == 1:
                x, lower, upper = ends[0]
                yield drawing.Rectangle(x - POINT / 2, upper, POINT, lower - upper, Paint.BAND)
            elif ends:
                lower_edge = [(x, lower) for x, lower, _ in ends]
                yield Curve((*lower_edge, *((x, upper) for x, _, upper in reversed(ends))), Paint.BAND)

    def _paths(self) -> Iterator[drawing.Mark]:
        for path in self._group.paths:
            places = tuple((self._x(at), self._y(value)) for at, value in path)
            yield Curve(places, Paint.TARGET, dashed=True)
            yield Dot(*places[0], POINT + 5, Paint.TARGET)
            yield Dot(*places[0], POINT + 2, Paint.HOLLOW)

    def _targets(self) -> Iterator[drawing.Mark]:
        for point in self._points:
            if point.bar.target:
                y, half = self._y(point.bar.target.position), _TARGET / 2
                yield Line(
                    point.x - half, y, point.x + half, y, Paint.TARGET, _STROKE, dashed=point.bar.target.inferred
                )

    def _breaks(self) -> Iterator[drawing.Mark]:
        for before, point in pairwise(self._points):
            if point.bar.starts_anew:
                x = (before.x + point.x) / 2
                yield Line(x, self._top, x, self._bottom, Paint.RULE, dashed=True)

    def _gaps(self) -> Iterator[drawing.Mark]:
        """The flags of values that are missing, in their place; those for which there is no space are left out."""
        shown: list[Box] = []
        for point in self._points:
            if point.y is None and point.bar.symbol:
                label = Label(point.x, self._bottom - GAP, xml_text(point.bar.symbol), drawing.NOTE, Anchor.MIDDLE)
                if not any(_wider(label.box).overlaps(other) for other in shown):
                    shown.append(label.box)
                    yield label

    def _values(self, taken: list[Box]) -> Iterator[Label]:
        """The values worth reading at once, where nothing is in their way."""
        for point, is_target in self._worth_reading():
            bar = point.bar
            text, style = (bar.value_label, drawing.VALUE)
            y = point.y
            if is_target and bar.target:
                text, style, y = bar.target.label, drawing.NOTE, self._y(bar.target.position)
            label = self._placed(point.x, y or 0.0, xml_text(text), style, taken)
            if label is not None:
                taken.append(label.box)
                yield label

    def _worth_reading(self) -> Iterator[tuple[_Point, bool]]:
        """The last value and target, the first, the highest and the lowest; whether the target is meant."""
        shown = [point for point in self._points if point.y is not None]
        targets = [point for point in self._points if point.bar.target]
        yield from ((point, False) for point in shown[-1:])
        yield from ((point, True) for point in targets[-1:])
        order = sorted(shown, key=lambda point: point.y or 0.0)
        yield from (
            (point, False) for point in dict.fromkeys([*shown[:1], *order[:1], *order[-1:]]) if point != shown[-1]
        )

    def _placed(self, x: float, y: float, text: str, style: drawing.Style, taken: list[Box]) -> Label | None:
        """A label above, below, before or behind a place, inside of the chart and apart from all that is there."""
        above, below, beside = y - POINT, y + POINT + style.size * 0.8, y + style.size * 0.36
        places = (
            (x, above, Anchor.MIDDLE),
            (x, below, Anchor.MIDDLE),
            (x + POINT, above, Anchor.END),
            (x - POINT, above, Anchor.START),
            (x + POINT, below, Anchor.END),
            (x - POINT, below, Anchor.START),
            (x - POINT * 1.5, beside, Anchor.END),
            (x + POINT * 1.5, beside, Anchor.START),
        )
        for place_x, place_y, anchor in places:
            label = Label(place_x, place_y, text, style, anchor)
            box = label.box
            is_inside = box.left >= 0 and box.right <= self._sheet.width and box.top >= self._sheet.y
            if is_inside and box.bottom <= self._bottom and not any(box.overlaps(other) for other in taken):
                return label
        return None


def runs(bars: Sequence[Bar]) -> Iterator[list[int]]:
    """The places of values between which nothing is missing and the series does not break, in time's order."""
    run: list[int] = []
    for place, bar in enumerate(bars):
        if run and (bar.value is None or bar.starts_anew or not bar.follows):
            yield run
            run = []
        run += [place] if bar.value is not None else []
    if run:
        yield run


def _wider(box: Box) -> Box:
    """With the gap that is to be on either side of it."""
    return box._replace(left=box.left - GAP, right=box.right + GAP)


_SAMPLES = 4.0
"""Distance of the places on a line that labels keep clear of."""


def _obstacles(marks: Sequence[drawing.Mark]) -> Iterator[Box]:
    """The places that points, lines and targets take."""
    for mark in marks:
        match mark:
            case Dot():
                half = mark.diameter / 2
                yield Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)
            case Curve() if mark.paint is not Paint.BAND:
                for (x1, y1), (x2, y2) in pairwise(mark.points):
                    steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / _SAMPLES))
                    for step in range(steps + 1):
                        x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                        yield Box(x - 1, y - 1, x + 1, y + 1)
            case Line():
                left, right = sorted((mark.x1, mark.x2))
                top, bottom = sorted((mark.y1, mark.y2))
                yield Box(left - 1, top - 1, right + 1, bottom + 1)
            case Label():
                yield mark.box
            case _:
                pass
