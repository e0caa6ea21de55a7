"""A picture in the making, filled from the top like a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bulletin.rendering.charts.drawing import (
    HEADLINE,
    NOTE,
    WIDTH,
    Drawing,
    Line,
    Mark,
    Rectangle,
    Style,
)
from bulletin.rendering.charts.grid import Grid, Row
from bulletin.rendering.charts.lettering import LEADING, printable, width, wrap
from bulletin.rendering.charts.palette import Paint
from bulletin.rendering.charts.rows import SPACE, THICKNESS, draw_row, paragraph
from bulletin.rendering.charts.specs import Frame, Legend

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
        lines = wrap(printable(text), style, WIDTH, _LONGEST)
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
            lines = wrap(printable(name), NOTE, WIDTH - _SAMPLE)
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
