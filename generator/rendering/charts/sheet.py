"""A picture in the making, filled from the top like a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.rendering.charts.drawing import WIDTH, Drawing, Label, Line, Mark, Rectangle, Weight
from generator.rendering.charts.lettering import LEADING, printable, width, wrap
from generator.rendering.charts.palette import Paint
from generator.rendering.charts.rows import SMALL, SPACE, TEXT, THICKNESS, Scale, paragraph, row
from generator.rendering.charts.specs import Bar, Frame, Legend

_HEADLINE = 15.0
_SWATCH = 16.0
"""Width of a sample of a mark in the legend, with the gap after it."""
_BETWEEN = 14.0
"""From one name of the legend to the next sample."""


class Sheet:
    """Collects marks from the top down."""

    def __init__(self, frame: Frame, legend: Legend, bars: Sequence[Bar]) -> None:
        """Begin with the headline, the unit and the names of the marks that ``bars`` have."""
        self._marks: list[Mark] = []
        self._y = 0.0
        self.write(frame.headline, _HEADLINE, Paint.INK, Weight.BOLD)
        self.write(frame.unit, SMALL, Paint.MUTED)
        self.skip(5)
        self._legend(legend, bars)

    def finished(self, frame: Frame) -> Drawing:
        """The drawing, with the source at its foot."""
        self.write(frame.source, SMALL, Paint.MUTED)
        return Drawing(round(self._y, 2), tuple(self._marks))

    @property
    def y(self) -> float:
        """How far the sheet is filled."""
        return self._y

    def skip(self, distance: float) -> None:
        """Leave some room."""
        self._y += distance

    def add(self, *marks: Mark) -> None:
        """Add marks, wherever they stand."""
        self._marks += marks

    def write(self, text: str, size: float, paint: Paint, weight: Weight = Weight.NORMAL) -> None:
        """Add a paragraph over the whole width."""
        lines = wrap(printable(text), size, WIDTH, weight)
        self.add(*paragraph(lines, 0, self._y, size, paint, weight))
        self.skip(len(lines) * size * LEADING)

    def rows(self, bars: Iterable[Bar], along: Scale, *, hatched: bool = False) -> None:
        """Add a row for each of the bars."""
        for bar in bars:
            marks, end = row(bar, along, self._y, hatched=hatched)
            self.add(*marks)
            self._y = end + SPACE

    def _legend(self, legend: Legend, bars: Sequence[Bar]) -> None:
        x = 0.0
        for name, paint, dashed in _names(legend, bars):
            lines = wrap(printable(name), SMALL, WIDTH - _SWATCH)
            length = _SWATCH + max(width(line, SMALL) for line in lines)
            if x and x + length > WIDTH:
                x = 0.0
                self.skip(SMALL * LEADING)
            self.add(
                _sample(x, self._y, paint, dashed=dashed), *paragraph(lines, x + _SWATCH, self._y, SMALL, Paint.MUTED)
            )
            self.skip((len(lines) - 1) * SMALL * LEADING)
            x += length + _BETWEEN
        self.skip(SMALL * LEADING + SPACE)


def _names(legend: Legend, bars: Sequence[Bar]) -> Iterator[tuple[str, Paint, bool]]:
    yield legend.value, Paint.BAR, False
    kinds = {bar.target.inferred for bar in bars if bar.target}
    if False in kinds:
        yield legend.target, Paint.TARGET, False
    if True in kinds:
        yield legend.inferred, Paint.TARGET, True


def _sample(x: float, top: float, paint: Paint, *, dashed: bool) -> Mark:
    """A small picture of a mark in front of its name."""
    middle = top + SMALL * 0.66
    if paint is Paint.TARGET:
        return Line(x + 5, middle - THICKNESS / 2, x + 5, middle + THICKNESS / 2, paint, 2, dashed=dashed)
    return Rectangle(x, middle - 4, 11, 8, paint)
