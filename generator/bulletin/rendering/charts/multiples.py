"""Small multiples: how a measure went in several units, each in a panel of its own, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Anchor, Curve, Dot, Label, Layout, Line, Paint
from bulletin.rendering.charts.rows import GAP, SPACE
from bulletin.rendering.charts.sheet import POINT, Sheet
from bulletin.rendering.charts.specs import MultiplesSpec, Panel, Point
from bulletin.rendering.charts.time_series import runs

_COLUMNS = {Layout.NARROW: 2, Layout.WIDE: 4}
_HEIGHT = 64.0
"""Of the area of the lines of a panel."""
_GUTTER = 16.0
"""Between panels side by side."""
_LAST, _POINT = 5.0, 2.5
"""Diameters of the last point of a line and of the others."""
_NAMES = 2
"""Lines that the name of a panel may take."""


def multiples(spec: MultiplesSpec, layout: Layout) -> drawing.Drawing:
    """The panels in the order of the spec, from left to right and from the top down."""
    sheet = Sheet(layout, ())
    columns = _COLUMNS[layout]
    width = (layout.width - (columns - 1) * _GUTTER) / columns
    rows = [spec.panels[start : start + columns] for start in range(0, len(spec.panels), columns)]
    for row in rows:
        names = [drawing.wrap(xml_text(panel.name), drawing.NAME, width, _NAMES) for panel in row]
        names_end = max(map(len, names)) * drawing.NAME.size * drawing.LEADING
        top = sheet.y + math.ceil(names_end + drawing.VALUE.size + GAP)
        for number, (panel, lines) in enumerate(zip(row, names, strict=True)):
            left = number * (width + _GUTTER)
            for line, text in enumerate(lines):
                y = sheet.y + drawing.NAME.size * (1 + line * drawing.LEADING)
                sheet.add(Label(left, y, text, drawing.NAME))
            sheet.add(*_panel(spec, panel, left, top, width))
        sheet.y = top + _HEIGHT + drawing.NOTE.size * drawing.LEADING + SPACE
    return sheet.finished()


def _panel(spec: MultiplesSpec, panel: Panel, left: float, top: float, width: float) -> Iterator[drawing.Mark]:
    """The line of a unit between the first and the last period of all; its last value, or a flag."""
    low, high = spec.scale.numbers[0], spec.scale.numbers[-1]

    def place(point: Point) -> tuple[float, float]:
        x = left + POINT / 2 + (point.at - spec.first) / ((spec.last - spec.first) or 1) * (width - POINT)
        return x, top + _HEIGHT - ((point.bar.value or 0) - low) / (high - low) * _HEIGHT

    zero = top + _HEIGHT - (min(max(0.0, low), high) - low) / (high - low) * _HEIGHT
    yield Line(left, zero, left + width, zero, Paint.RULE)
    for run in runs(panel.points):
        if len(run) > 1:
            yield Curve(tuple(place(panel.points[number]) for number in run), Paint.LINE, 1.5)
    shown = [point for point in panel.points if point.bar.value is not None]
    for point in shown:
        diameter = _LAST if point is shown[-1] else _POINT
        yield Dot(*place(point), diameter, Paint.LINE, xml_text(f"{point.bar.label}: {point.bar.value_label}"))
    last = shown[-1] if shown else panel.points[-1]
    text, style = (last.bar.value_label, drawing.VALUE) if shown else (last.symbol, drawing.ABSENCE)
    yield Label(left + width, top - GAP, drawing.clipped(xml_text(text), style, width), style, Anchor.END)
    base = top + _HEIGHT + drawing.NOTE.size + 2
    first, until = (drawing.clipped(xml_text(each), drawing.NOTE, width / 2 - GAP) for each in spec.ends)
    yield Label(left, base, first, drawing.NOTE)
    yield Label(left + width, base, until, drawing.NOTE, Anchor.END)
