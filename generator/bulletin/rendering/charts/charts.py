"""The three charts, from their specs to drawings."""

from __future__ import annotations

import math
from itertools import accumulate

from bulletin.rendering.charts.drawing import GROUP, NAME, Drawing, Line, Mark
from bulletin.rendering.charts.grid import Grid, fit, prepared
from bulletin.rendering.charts.palette import Paint
from bulletin.rendering.charts.rows import OVERHANG, SPACE, THICKNESS, stretch
from bulletin.rendering.charts.sheet import Sheet
from bulletin.rendering.charts.specs import CompositionSpec, PeriodsSpec, RankingSpec


def ranking(spec: RankingSpec) -> Drawing:
    """Organizations one below the other, each with its target."""
    rows = [prepared(bar) for bar in spec.bars]
    sheet = Sheet(spec.frame, spec.legend, rows)
    sheet.rows(rows, fit(rows))
    return sheet.finished()


def periods(spec: PeriodsSpec) -> Drawing:
    """Periods one below the other, those of one shape together under its name."""
    groups = [[prepared(bar) for bar in group.bars] for group in spec.groups]
    rows = [row for group in groups for row in group]
    sheet, grid = Sheet(spec.frame, spec.legend, rows), fit(rows)
    for group, members in zip(spec.groups, groups, strict=True):
        if len(groups) > 1:
            sheet.y += SPACE / 2
            sheet.write(group.label, GROUP)
            sheet.y += SPACE / 2
        sheet.rows(members, grid)
    return sheet.finished()


def composition(spec: CompositionSpec) -> Drawing:
    """All parts end to end against the whole, then each on its own."""
    parts = [prepared(part) for part in spec.parts]
    remainder = [prepared(spec.remainder)] if spec.remainder else []
    sheet = Sheet(spec.frame, spec.legend, parts)
    grid = fit([*parts, *remainder], spec.whole, sum(part.value or 0 for part in spec.parts))
    _strip(sheet, spec, grid)
    sheet.rows(parts, grid)
    sheet.rows(remainder, grid, hatched=True)
    return sheet.finished()


def _strip(sheet: Sheet, spec: CompositionSpec, grid: Grid) -> None:
    """The parts end to end, and the whole from end to end."""
    sheet.write(spec.whole_label, NAME)
    y = sheet.y + OVERHANG
    ends = list(accumulate(part.value or 0.0 for part in spec.parts))
    total = ends[-1] if ends else 0.0
    sheet.add(stretch(0, min(total, spec.whole), grid, y, Paint.BAR))
    if not math.isclose(total, spec.whole):
        sheet.add(_difference(spec, total, grid, y))
    for x in map(grid.at, ends[:-1]):
        sheet.add(Line(x, y, x, y + THICKNESS, Paint.PAPER, 1.5))
    for x in map(grid.at, (0, spec.whole)):
        sheet.add(Line(x, y - OVERHANG, x, y + THICKNESS + OVERHANG, Paint.RULE))
    sheet.y = y + THICKNESS + OVERHANG
    if spec.excess_label:
        sheet.write(spec.excess_label, NAME)
    sheet.y += SPACE


def _difference(spec: CompositionSpec, total: float, grid: Grid, y: float) -> Mark:
    """Between the parts and the whole: hatched if too much or said to be the remainder, else a line up to the whole."""
    if total > spec.whole or spec.remainder:
        return stretch(min(total, spec.whole), max(total, spec.whole), grid, y, Paint.OTHER)
    middle = y + THICKNESS / 2
    return Line(grid.at(total), middle, grid.at(spec.whole), middle, Paint.RULE)
