"""Charts of bars: who is where, how it went over a few periods, what it is made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Layout, Paint
from bulletin.rendering.charts.rows import OVERHANG, SPACE, THICKNESS, ChartRow, Grid, fit, prepared, stretch
from bulletin.rendering.charts.sheet import Entry, Sheet
from bulletin.rendering.charts.specs import CompositionSpec, Legend, RankingSpec


def entries(legend: Legend, rows: Sequence[ChartRow]) -> Iterator[Entry]:
    """The names of the marks that some rows have."""
    yield Entry(legend.value, Paint.BAR)
    if any(row.bar.interval for row in rows):
        yield Entry(legend.interval, Paint.WHISKER)
    inferred = {row.bar.target.inferred for row in rows if row.bar.target}
    if False in inferred:
        yield Entry(legend.target, Paint.TARGET, upright=True)
    if True in inferred:
        yield Entry(legend.inferred, Paint.TARGET, dashed=True, upright=True)


def ranking(spec: RankingSpec, layout: Layout) -> drawing.Drawing:
    """Organizations one below the other, each with its target; of many some, below a strip of all."""
    rows = [prepared(bar) for bar in spec.bars]
    sheet = Sheet(layout, entries(spec.legend, rows))
    grid = fit(rows, layout, *spec.strip)
    if spec.strip:
        _all_values(sheet, spec, grid)
    for row in rows:
        if row.bar.omitted:
            sheet.write(row.bar.omitted, drawing.NOTE)
            sheet.y += SPACE / 2
        sheet.rows([row], grid)
    return sheet.finished()


def _all_values(sheet: Sheet, spec: RankingSpec, grid: Grid) -> None:
    """A tick for each value of the strip, on the scale of the bars; longer ones for those that the page is about."""
    sheet.write(spec.strip_label, drawing.NOTE)
    top = sheet.y + OVERHANG
    for value in spec.strip:
        sheet.add(drawing.Line(grid.at(value), top, grid.at(value), top + THICKNESS, Paint.MARK))
    for bar in spec.bars:
        if bar.is_emphasized and bar.value is not None:
            x = grid.at(bar.value)
            sheet.add(drawing.Line(x, top - OVERHANG, x, top + THICKNESS + OVERHANG, Paint.WHISKER, 2.5))
    sheet.add(drawing.Line(grid.at(0), top + THICKNESS, grid.right, top + THICKNESS, Paint.RULE))
    sheet.y = top + THICKNESS + OVERHANG + SPACE


def composition(spec: CompositionSpec, layout: Layout) -> drawing.Drawing:
    """All parts end to end against the whole, then each on its own."""
    parts = [prepared(part) for part in spec.parts]
    remainder = [prepared(spec.remainder)] if spec.remainder else []
    sheet = Sheet(layout, entries(spec.legend, parts))
    grid = fit([*parts, *remainder], layout, spec.whole, sum(part.value or 0 for part in spec.parts))
    _strip(sheet, spec, grid)
    sheet.rows(parts, grid)
    sheet.rows(remainder, grid, hatched=True)
    return sheet.finished()


def _strip(sheet: Sheet, spec: CompositionSpec, grid: Grid) -> None:
    """The parts end to end, and the whole from end to end."""
    sheet.write(spec.whole_label, drawing.NAME)
    y = sheet.y + OVERHANG
    ends = list(accumulate(part.value or 0.0 for part in spec.parts))
    total = ends[-1] if ends else 0.0
    sheet.add(stretch(0, min(total, spec.whole), grid, y, drawing.Paint.BAR))
    if not math.isclose(total, spec.whole):
        sheet.add(_difference(spec, total, grid, y))
    for x in map(grid.at, ends[:-1]):
        sheet.add(drawing.Line(x, y, x, y + THICKNESS, drawing.Paint.PAPER, 1.5))
    for x in map(grid.at, (0, spec.whole)):
        sheet.add(drawing.Line(x, y - OVERHANG, x, y + THICKNESS + OVERHANG, drawing.Paint.RULE))
    sheet.y = y + THICKNESS + OVERHANG
    if spec.excess_label:
        sheet.write(spec.excess_label, drawing.NAME)
    sheet.y += SPACE


def _difference(spec: CompositionSpec, total: float, grid: Grid, y: float) -> drawing.Mark:
    """Between the parts and the whole: hatched if too much or said to be the remainder, else a line up to the whole."""
    if total > spec.whole or spec.remainder:
        return stretch(min(total, spec.whole), max(total, spec.whole), grid, y, drawing.Paint.OTHER)
    middle = y + THICKNESS / 2
    return drawing.Line(grid.at(total), middle, grid.at(spec.whole), middle, drawing.Paint.RULE)
