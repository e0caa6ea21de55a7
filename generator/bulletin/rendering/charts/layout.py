"""Lays out the charts, from their specs to drawings: filled with rows from the top down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import (
    GROUP,
    HEADLINE,
    NAME,
    NOTE,
    WIDTH,
    Drawing,
    Line,
    Mark,
    Paint,
    Rectangle,
    Style,
)
from bulletin.rendering.charts.lettering import LEADING, width, wrap
from bulletin.rendering.charts.rows import (
    OVERHANG,
    SPACE,
    THICKNESS,
    Grid,
    Row,
    draw_row,
    fit,
    paragraph,
    prepared,
    stretch,
)
from bulletin.rendering.charts.specs import CompositionSpec, Frame, Legend, PeriodsSpec, RankingSpec

_SAMPLE = 16.0
"""Width of a sample of a mark in the legend, with the gap after it."""
_HEADROOM = 3.0
"""For the two marks that a Vietnamese capital of the first line may carry."""
_LONGEST = 12
"""Lines of a paragraph. The sources of a whole ranking are many."""
_BETWEEN = 14.0
"""From one name of the legend to the next sample."""


class Sheet:
    """Collects marks from the top down."""

    def __init__(self, frame: Frame, legend: Legend, rows: Sequence[Row]) -> None:
        """Begin with the headline, the unit and the names of the marks that ``rows`` have."""
        self._frame = frame
        self._marks: list[Mark] = []
        self.y = _HEADROOM
        self.write(frame.headline, HEADLINE)
        self.write(frame.unit, NOTE)
        self.y += SPACE / 2
        self._legend(legend, rows)

    def finished(self) -> Drawing:
        """The drawing, with the source at its foot."""
        self.write(self._frame.source, NOTE)
        return Drawing(round(self.y, 2), tuple(self._marks))

    def add(self, *marks: Mark) -> None:
        """Add marks, wherever they stand."""
        self._marks += marks

    def write(self, text: str, style: Style) -> None:
        """Add a paragraph over the whole width."""
        lines = wrap(xml_text(text), style, WIDTH, _LONGEST)
        self.add(*paragraph(lines, 0, self.y, style))
        self.y += len(lines) * style.size * LEADING

    def rows(self, rows: Iterable[Row], grid: Grid, *, hatched: bool = False) -> None:
        """Add rows."""
        for row in rows:
            marks, end = draw_row(row, grid, self.y, hatched=hatched)
            self.add(*marks)
            self.y = end + SPACE

    def _legend(self, legend: Legend, rows: Sequence[Row]) -> None:
        x = 0.0
        for name, paint, dashed in _names(legend, rows):
            lines = wrap(xml_text(name), NOTE, WIDTH - _SAMPLE)
            length = _SAMPLE + max((width(line, NOTE) for line in lines), default=0.0)
            if x and x + length > WIDTH:
                x = 0.0
                self.y += NOTE.size * LEADING
            self.add(_sample(x, self.y, paint, dashed=dashed), *paragraph(lines, x + _SAMPLE, self.y, NOTE))
            self.y += max(0, len(lines) - 1) * NOTE.size * LEADING
            x += length + _BETWEEN
        self.y += NOTE.size * LEADING + SPACE


def _names(legend: Legend, rows: Sequence[Row]) -> Iterator[tuple[str, Paint, bool]]:
    """The names in use, each with the paint of its mark and whether that is dashed."""
    yield legend.value, Paint.BAR, False
    inferred = {row.bar.target.inferred for row in rows if row.bar.target}
    if False in inferred:
        yield legend.target, Paint.TARGET, False
    if True in inferred:
        yield legend.inferred, Paint.TARGET, True


def _sample(x: float, top: float, paint: Paint, *, dashed: bool) -> Mark:
    """A small picture of a mark in front of its name."""
    middle = top + NOTE.size * 0.66
    if paint is Paint.TARGET:
        return Line(x + 8, middle - THICKNESS / 2, x + 8, middle + THICKNESS / 2, paint, 2, dashed=dashed)
    return Rectangle(x, middle - 4, 11, 8, paint)


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
