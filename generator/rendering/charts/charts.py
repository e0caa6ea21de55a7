"""The three charts, from their specs to drawings."""

from __future__ import annotations

from itertools import accumulate

from generator.rendering.charts.drawing import Drawing, Line, Rectangle, Weight
from generator.rendering.charts.palette import Paint
from generator.rendering.charts.rows import OVERHANG, SMALL, SPACE, TEXT, THICKNESS, Scale, scale
from generator.rendering.charts.sheet import Sheet
from generator.rendering.charts.specs import CompositionSpec, PeriodsSpec, RankingSpec


def ranking(spec: RankingSpec) -> Drawing:
    """Organizations one below the other, each with its target."""
    sheet = Sheet(spec.frame, spec.legend, spec.bars)
    sheet.rows(spec.bars, scale(spec.bars))
    return sheet.finished(spec.frame)


def periods(spec: PeriodsSpec) -> Drawing:
    """Periods one below the other, those of one shape together under its name."""
    bars = tuple(bar for group in spec.groups for bar in group.bars)
    sheet = Sheet(spec.frame, spec.legend, bars)
    along = scale(bars)
    for group in spec.groups:
        if len(spec.groups) > 1:
            sheet.write(group.label, TEXT, Paint.MUTED, Weight.BOLD)
            sheet.skip(4)
        sheet.rows(group.bars, along)
    return sheet.finished(spec.frame)


def composition(spec: CompositionSpec) -> Drawing:
    """All parts end to end against the whole, then each on its own."""
    bars = (*spec.parts, *([spec.remainder] if spec.remainder else []))
    sheet = Sheet(spec.frame, spec.legend, bars)
    total = sum(part.value or 0 for part in spec.parts)
    along = scale(bars, spec.whole, total)
    sheet.write(spec.whole_label, TEXT, Paint.INK)
    sheet.skip(OVERHANG)
    _strip(sheet, spec, along)
    if spec.excess_label:
        sheet.write(spec.excess_label, SMALL, Paint.INK)
    sheet.skip(SPACE)
    sheet.rows(spec.parts, along)
    if spec.remainder:
        sheet.rows([spec.remainder], along, hatched=True)
    return sheet.finished(spec.frame)


def _strip(sheet: Sheet, spec: CompositionSpec, along: Scale) -> None:
    """The parts end to end; what no part accounts for, and what is more than the whole, is hatched."""
    y, bottom = sheet.y, sheet.y + THICKNESS
    ends = list(accumulate((part.value or 0.0 for part in spec.parts), initial=0.0))
    total, whole = ends[-1], along.at(spec.whole)
    filled = min(along.at(total), whole)
    sheet.add(Rectangle(along.at(0), y, filled - along.at(0), THICKNESS, Paint.BAR))
    if total != spec.whole:
        rest = along.at(max(total, spec.whole)) - filled
        sheet.add(Rectangle(filled, y, rest, THICKNESS, Paint.OTHER))
    sheet.add(*(Line(along.at(end), y, along.at(end), bottom, Paint.PAPER, 1.5) for end in ends[1:-1]))
    sheet.add(Line(whole, y - OVERHANG, whole, bottom + OVERHANG, Paint.RULE, 1))
    sheet.skip(THICKNESS + OVERHANG)
