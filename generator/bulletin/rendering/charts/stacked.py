"""What something is made of, period by period or measure by measure: the shares of its parts end to end in each row.

Each part is named by a legend and says its share where that has space inside; parts side by side differ by light and
dark, so that no colour has to be seen, and a line of paper is between them, also where a part in between is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Anchor, Label, Layout, Line, Paint, Rectangle, Style
from bulletin.rendering.charts.rows import GAP
from bulletin.rendering.charts.sheet import Entry, Sheet
from bulletin.rendering.charts.specs import StackedRow, StackedSpec

INSIDE = (Style(12, Paint.ON_DARK), Style(12, Paint.ON_LIGHT))
"""Of the shares inside of dark and of light parts."""
_THICKNESS = 20.0
_BETWEEN = 7.0
_NAMES = 0.3
"""Of the width, what the names of periods take at the most."""


def stacked(spec: StackedSpec, layout: Layout) -> drawing.Drawing:
    """The shares of each row, with its name before it; above it, where any name is too long for that."""
    paints = dict(zip(spec.parts, spec.paints, strict=False))
    sheet = Sheet(layout, (Entry(name, paint) for name, paint in paints.items()))
    longest = max(drawing.width(xml_text(row.label), drawing.NAME) for row in spec.rows)
    names = longest + GAP if longest <= layout.width * _NAMES else 0.0
    for row in spec.rows:
        if names:
            sheet.add(Label(0, _base(sheet.y, drawing.NAME), xml_text(row.label), drawing.NAME))
        else:
            sheet.write(row.label, drawing.NAME)
        sheet.add(*_shares(row, spec.paints, names, sheet))
        sheet.y += _THICKNESS + _BETWEEN
    return sheet.finished()


def _base(top: float, style: Style) -> float:
    return top + _THICKNESS / 2 + style.size * 0.36


def _shares(row: StackedRow, paints: Sequence[Paint], left: float, sheet: Sheet) -> Iterator[drawing.Mark]:
    if not row.shares:
        text = drawing.clipped(xml_text(row.absence), drawing.ABSENCE, sheet.width - left)
        yield Label(left, _base(sheet.y, drawing.ABSENCE), text, drawing.ABSENCE)
        return
    scale = (sheet.width - left) / sum(row.shares)
    ends = [left + scale * end for end in (0.0, *accumulate(row.shares))]
    for number, ((start, end), said) in enumerate(zip(pairwise(ends), row.said, strict=True)):
        if said is None or start == end:
            continue
        text, style = xml_text(said.short), INSIDE[number % 2]
        yield Rectangle(start, sheet.y, end - start, _THICKNESS, paints[number], xml_text(said.whole))
        if start > left:
            yield Line(start, sheet.y, start, sheet.y + _THICKNESS, Paint.PAPER, 1.5)
        if drawing.width(text, style) + GAP <= end - start:
            yield Label((start + end) / 2, _base(sheet.y, style), text, style, Anchor.MIDDLE)
    yield from _outline(left, sheet.y, ends[-1], sheet.y + _THICKNESS)


def _outline(left: float, top: float, right: float, bottom: float) -> Iterator[Line]:
    """What keeps parts apart from the page, be it dark or light."""
    for x1, y1, x2, y2 in ((left, top, right, top), (left, bottom, right, bottom)):
        yield Line(x1, y1, x2, y2, Paint.RULE)
    for x in (left, right):
        yield Line(x, top, x, bottom, Paint.RULE)
