"""How a measure went: a line over time, with its targets, the ways to them, intervals, gaps and breaks; or a few bars.

A line needs enough periods of one length. It joins values only where the period between them is not missing and the
series does not break, and everything that it says is labelled in words or by a form as well as by a colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.bars import entries
from bulletin.rendering.charts.drawing import Anchor, Box, Curve, Dot, Label, Layout, Line, Paint
from bulletin.rendering.charts.rows import GAP, SPACE, ChartRow, fit, prepared
from bulletin.rendering.charts.sheet import POINT, Entry, Sheet, hollow
from bulletin.rendering.charts.specs import Bar, Legend, PeriodBars, PeriodLine, PeriodsSpec, Point

_HEIGHT = {Layout.NARROW: 190.0, Layout.WIDE: 240.0}
"""Of the area of a line, without its axis of time."""
_TARGET = 14.0
"""Length of the mark of a target."""
_STROKE = 2.0
_SPACIOUS = 16.0
"""Between two points: from here on, whole places are even enough, and shorter."""


def periods(spec: PeriodsSpec, layout: Layout) -> drawing.Drawing:
    """Periods of each length under its name: as a line, or one below the other as bars."""
    bars = [group for group in spec.groups if isinstance(group, PeriodBars)]
    rows_of = {group: [prepared(bar) for bar in group.bars] for group in bars}
    shared = fit([row for group in bars if not group.has_own_scale for row in rows_of[group]], layout)
    sheet = Sheet(layout, _entries(spec, rows_of))
    for group in spec.groups:
        if len(spec.groups) > 1:
            sheet.y += SPACE / 2
            sheet.write(group.label, drawing.GROUP)
            sheet.y += SPACE / 2
        if isinstance(group, PeriodLine):
            _Plot(group, sheet).draw()
        else:
            sheet.rows(rows_of[group], fit(rows_of[group], layout) if group.has_own_scale else shared)
    return sheet.finished()


def _entries(spec: PeriodsSpec, rows_of: dict[PeriodBars, list[ChartRow]]) -> Iterator[Entry]:
    """The names of the marks in use: those of lines, then those of bars."""
    lines = [group for group in spec.groups if isinstance(group, PeriodLine)]
    if lines:
        yield from _line_entries(spec.legend, lines)
    if rows_of:
        yield from entries(spec.legend, [row for rows in rows_of.values() for row in rows])


def _line_entries(legend: Legend, lines: Sequence[PeriodLine]) -> Iterator[Entry]:
    points = [point for group in lines for point in group.points]
    yield Entry(legend.value, Paint.LINE)
    if any(point.is_preliminary and point.bar.value is not None for point in points):
        yield Entry(legend.preliminary, Paint.HOLLOW)
    if any(point.bar.interval for point in points):
        yield Entry(legend.interval, Paint.BAND)
    inferred = {point.bar.target.inferred for point in points if point.bar.target}
    if False in inferred:
        yield Entry(legend.target, Paint.TARGET)
    if True in inferred:
        yield Entry(legend.inferred, Paint.TARGET, dashed=True)
    if any(group.paths for group in lines):
        yield Entry(legend.path, Paint.TARGET, dashed=True)
    if any(point.starts_anew for point in points):
        yield Entry(legend.series_break, Paint.RULE, dashed=True, upright=True)


@dataclass(frozen=True, slots=True)
class _Place:
    """A point of the line in the picture."""

    point: Point
    x: float
    y: float | None
    """None where there is no value."""

    @property
    def bar(self) -> Bar:
        """The value."""
        return self.point.bar


class _Plot:
    """The area of a line with its axes."""

    def __init__(self, group: PeriodLine, sheet: Sheet) -> None:
        self._group = group
        self._scale = group.scale
        self._sheet = sheet
        self._top = sheet.y + math.ceil(drawing.VALUE.size + POINT)
        self._bottom = self._top + _HEIGHT[sheet.layout]
        self._left = math.ceil(max(drawing.width(label, drawing.NOTE) for label in group.scale.labels) + GAP)
        self._right = sheet.width - self._margin()
        times = [point.at for point in group.points] + [at for path in group.paths for at, _ in path]
        self._first, self._last = min(times), max(times)
        self._places = [
            _Place(point, self._x(point.at), None if point.bar.value is None else self._y(point.bar.value))
            for point in group.points
        ]

    def _margin(self) -> float:
        """What is beyond the place of the last period: half of its name, of its target or of its flag."""
        last = self._group.points[-1]
        texts = (drawing.width(xml_text(text), drawing.NOTE) for text in (last.tick, last.symbol))
        return max(_TARGET, *texts) / 2

    def _x(self, at: float) -> float:
        span = self._last - self._first
        start, end = self._left + POINT, self._right
        x = (start + end) / 2 if span == 0 else start + (at - self._first) / span * (end - start)
        is_spacious = end - start > _SPACIOUS * len(self._group.points)
        return float(math.floor(x)) if is_spacious else x

    def _y(self, value: float) -> float:
        low, high = self._scale.numbers[0], self._scale.numbers[-1]
        return self._bottom - (value - low) / (high - low) * (self._bottom - self._top)

    def draw(self) -> None:
        """Add all marks to the sheet, which goes on below them."""
        labels = [*self._value_axis(), *self._time_axis()]
        marks = [*self._paths(), *self._bands(), *self._breaks(), *self._line(), *self._targets(), *self._gaps()]
        self._sheet.add(*labels, *marks)
        taken = [*(mark.box for mark in labels if isinstance(mark, Label)), *_obstacles(marks)]
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
        named = [place for place in self._places if place.point.tick]
        for step in range(1, len(named) + 1):
            labels = [self._tick(place) for place in named[::-1][::step]]
            if all(not later.box.overlaps(_wider(earlier.box)) for later, earlier in pairwise(labels)):
                yield from labels
                yield from (Line(label.x, self._bottom, label.x, self._bottom + 4, Paint.RULE) for label in labels)
                return

    def _tick(self, place: _Place) -> Label:
        text = drawing.clipped(xml_text(place.point.tick), drawing.NOTE, self._sheet.width / 3)
        length = drawing.width(text, drawing.NOTE)
        x = max(place.x, length / 2)
        return Label(x, self._bottom + 4 + drawing.NOTE.size, text, drawing.NOTE, Anchor.MIDDLE)

    def _runs(self) -> Iterator[list[_Place]]:
        yield from ([self._places[number] for number in run] for run in runs(self._group.points))

    def _line(self) -> Iterator[drawing.Mark]:
        for run in self._runs():
            places = tuple((place.x, place.y or 0.0) for place in run)
            if len(places) > 1:
                yield Curve(places, Paint.LINE, _STROKE)
        for place in self._places:
            if place.y is not None:
                yield from self._point(place, place.y)

    def _point(self, place: _Place, y: float) -> Iterator[drawing.Mark]:
        bar = place.bar
        if bar.upper is not None:
            yield Line(place.x, y, place.x, self._y(bar.upper), Paint.LINE, 4)
        title = xml_text(" ".join(filter(None, (f"{bar.label}: {bar.value_label}", bar.interval_label))))
        yield from (
            hollow(place.x, y, title) if place.point.is_preliminary else [Dot(place.x, y, POINT, Paint.LINE, title)]
        )

    def _bands(self) -> Iterator[drawing.Mark]:
        """Between which ends the values lie; a single one as a bar."""
        for run in self._runs():
            ends = [(place.x, *map(self._y, place.bar.interval)) for place in run if place.bar.interval]
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
        for place in self._places:
            if place.bar.target:
                y, half = self._y(place.bar.target.position), _TARGET / 2
                yield Line(
                    place.x - half, y, place.x + half, y, Paint.TARGET, _STROKE, dashed=place.bar.target.inferred
                )

    def _breaks(self) -> Iterator[drawing.Mark]:
        for before, place in pairwise(self._places):
            if place.point.starts_anew:
                x = (before.x + place.x) / 2
                yield Line(x, self._top, x, self._bottom, Paint.RULE, dashed=True)

    def _gaps(self) -> Iterator[drawing.Mark]:
        """The flags of values that are missing, in their place; those for which there is no space are left out."""
        shown: list[Box] = []
        for place in self._places:
            if place.y is None and place.point.symbol:
                label = Label(place.x, self._bottom - GAP, xml_text(place.point.symbol), drawing.NOTE, Anchor.MIDDLE)
                if not any(_wider(label.box).overlaps(other) for other in shown):
                    shown.append(label.box)
                    yield label

    def _values(self, taken: list[_Obstacle]) -> Iterator[Label]:
        """The values worth reading at once, where nothing is in their way."""
        for place, is_target in self._worth_reading():
            bar = place.bar
            text, style = (bar.value_label, drawing.VALUE)
            y = place.y
            if is_target and bar.target:
                text, style, y = bar.target.label, drawing.NOTE, self._y(bar.target.position)
            label = self._placed(place.x, y or 0.0, xml_text(text), style, taken)
            if label is not None:
                taken.append(label.box)
                yield label

    def _worth_reading(self) -> Iterator[tuple[_Place, bool]]:
        """The last value and target, the first, the highest and the lowest; whether the target is meant."""
        shown = [place for place in self._places if place.y is not None]
        targets = [place for place in self._places if place.bar.target]
        yield from ((place, False) for place in shown[-1:])
        yield from ((place, True) for place in targets[-1:])
        order = sorted(shown, key=lambda place: place.y or 0.0)
        yield from (
            (place, False) for place in dict.fromkeys([*shown[:1], *order[:1], *order[-1:]]) if place != shown[-1]
        )

    def _placed(self, x: float, y: float, text: str, style: drawing.Style, taken: list[_Obstacle]) -> Label | None:
        """A label above, below, before or behind a place, inside of the chart and apart from all that is there.

        As far as possible it is not among the numbers of the axis, as one of which it could be read.
        """
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
        for left, (place_x, place_y, anchor) in product((self._left, 0), places):
            label = Label(place_x, place_y, text, style, anchor)
            box = label.box
            is_inside = box.left >= left and box.right <= self._sheet.width and box.top >= self._sheet.y
            if is_inside and box.bottom <= self._bottom and not any(other.overlaps(box) for other in taken):
                return label
        return None


def runs(points: Sequence[Point]) -> Iterator[list[int]]:
    """The places of values between which nothing is missing and the series does not break, in time's order."""
    run: list[int] = []
    for place, point in enumerate(points):
        if run and (point.bar.value is None or point.starts_anew or not point.follows):
            yield run
            run = []
        run += [place] if point.bar.value is not None else []
    if run:
        yield run


def _wider(box: Box) -> Box:
    """With the gap that is to be on either side of it."""
    return box._replace(left=box.left - GAP, right=box.right + GAP)


_SAMPLES = 4.0
"""Distance of the places on a line that labels keep clear of."""


class _Stretch(NamedTuple):
    """A straight piece of a line."""

    x1: float
    y1: float
    x2: float
    y2: float
    around: Box
    """More than all of its places."""

    def overlaps(self, box: Box) -> bool:
        """Whether one of its places, a little wider than the line, is in a box."""
        if not self.around.overlaps(box):
            return False
        left, top, right, bottom = box
        return any(x - 1 < right and left < x + 1 and y - 1 < bottom and top < y + 1 for x, y in self._places())

    def _places(self) -> Iterator[tuple[float, float]]:
        steps = max(1, round(max(abs(self.x2 - self.x1), abs(self.y2 - self.y1)) / _SAMPLES))
        for step in range(steps + 1):
            yield self.x1 + (self.x2 - self.x1) * step / steps, self.y1 + (self.y2 - self.y1) * step / steps


_Obstacle = Box | _Stretch


def _obstacles(marks: Sequence[drawing.Mark]) -> Iterator[_Obstacle]:
    """The places that points, lines and targets take."""
    for mark in marks:
        match mark:
            case Dot():
                half = mark.diameter / 2
                yield Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)
            case Curve() if mark.paint is not Paint.BAND:
                for (x1, y1), (x2, y2) in pairwise(mark.points):
                    yield _Stretch(x1, y1, x2, y2, _around(x1, y1, x2, y2, 2))
            case Line():
                yield _around(mark.x1, mark.y1, mark.x2, mark.y2, 1)
            case Label():
                yield mark.box
            case _:
                pass


def _around(x1: float, y1: float, x2: float, y2: float, gap: float) -> Box:
    """The box around a line."""
    return Box(min(x1, x2) - gap, min(y1, y2) - gap, max(x1, x2) + gap, max(y1, y2) + gap)
