"""The one way from a drawing to an SVG for a page: matplotlib draws it, :mod:`inlining` makes it fit to be inlined.

The figure has no axes. Rectangles of one paint are one path, lines of one kind another, and texts are written where
they stand, without being measured: the letters are those of the page. That is many times faster than a plot.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from bulletin.rendering.charts.drawing import WIDTH, Drawing, Label, Line, Rectangle, Style
from bulletin.rendering.charts.inlining import inline
from bulletin.rendering.charts.palette import Paint
from bulletin.rendering.charts.specs import Frame

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Transform
    from matplotlib.typing import RcKeyType

_POINTS = 72
"""Of an inch: one unit of a drawing is one point of the figure."""
_DASHES = (0, (3, 2))
_HATCH = "////"
_SETTINGS: dict[RcKeyType, object] = {
    "svg.fonttype": "none",
    "svg.id": None,
    "path.sketch": None,
    "path.effects": [],
    "path.simplify": False,
    "hatch.linewidth": 1.0,
    "lines.scale_dashes": False,
    "figure.hooks": [],
}
"""Whatever of a user's settings would reach the picture, set for the moment of drawing."""
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""Nothing about when and by what the picture was drawn."""


def save(drawing: Drawing, frame: Frame) -> str:
    """The finished ``<svg>`` of a drawing: the same text every time, in every process."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    raw = io.StringIO()
    upright = Affine2D.from_values(1, 0, 0, -1, 0, drawing.height)
    with mpl.rc_context({**_SETTINGS, "svg.hashsalt": "bulletin"}):
        figure = Figure(figsize=(WIDTH / _POINTS, drawing.height / _POINTS), dpi=_POINTS)
        figure.patch.set_visible(False)
        for artist in _artists(drawing, upright):
            figure.add_artist(artist)
        FigureCanvasSVG(figure).print_svg(raw, metadata=_METADATA)  # type: ignore[no-untyped-call]
    return inline(raw.getvalue(), frame, drawing.height)


def _artists(drawing: Drawing, upright: Transform) -> Iterator[Artist]:
    """The artists of the marks from below; ``upright`` turns the drawing to matplotlib's y, which grows upwards."""
    rectangles = [mark for mark in drawing.marks if isinstance(mark, Rectangle)]
    for _, areas in groupby(sorted(rectangles, key=_layer), key=_layer):
        yield _areas(list(areas), upright)
    lines = [mark for mark in drawing.marks if isinstance(mark, Line)]
    for _, strokes in groupby(sorted(lines, key=_kind), key=_kind):
        yield _strokes(list(strokes), upright)
    yield _writer()([mark for mark in drawing.marks if isinstance(mark, Label)], upright)


def _layer(mark: Rectangle) -> int:
    return mark.paint.layer


def _kind(line: Line) -> tuple[int, float, bool]:
    """What lines that are drawn together share; lower ones first."""
    return line.paint.layer, line.width, line.dashed


def _areas(alike: list[Rectangle], upright: Transform) -> PathPatch:
    from matplotlib.patches import PathPatch

    paint = alike[0].paint
    path = _joined([_corners(mark) for mark in alike], closed=True)
    if paint is Paint.OTHER:
        return PathPatch(
            path, facecolor="none", edgecolor=paint.colour, linewidth=1, hatch=_HATCH, transform=upright, zorder=1
        )
    return PathPatch(path, facecolor=paint.colour, linewidth=0, transform=upright, zorder=1)


def _strokes(alike: list[Line], upright: Transform) -> PathPatch:
    from matplotlib.patches import PathPatch

    first = alike[0]
    return PathPatch(
        _joined([((line.x1, line.y1), (line.x2, line.y2)) for line in alike], closed=False),
        fill=False,
        edgecolor=first.paint.colour,
        linewidth=first.width,
        linestyle=_DASHES if first.dashed else "solid",
        transform=upright,
        zorder=2,
    )


def _corners(mark: Rectangle) -> tuple[tuple[float, float], ...]:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    return (mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom)


def _joined(outlines: Sequence[Sequence[tuple[float, float]]], *, closed: bool) -> Path:
    """One path of many pieces, in places rounded far below what an eye sees: the text of the picture stays short."""
    from matplotlib.path import Path

    places = [place for outline in outlines for place in (*outline, *(outline[:1] if closed else ()))]
    codes = [Path.MOVETO, *[Path.LINETO] * (len(outlines[0]) - 1), *([Path.CLOSEPOLY] if closed else [])]
    return Path([_point(*place) for place in places], codes * len(outlines))


def _point(x: float, y: float) -> tuple[float, float]:
    return round(x, 2), round(y, 2)


@cache
def _face(style: Style) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=["DejaVu Sans"], size=style.size, weight="bold" if style.bold else "normal")


@cache
def _writer() -> Callable[[list[Label], Transform], Artist]:
    """The class of the artist that writes all labels, in their order.

    Each is handed to the renderer as it is: a text of matplotlib's own would be laid out first, for which its letters
    are looked for in a font, with a warning for each that is missing, and would be read as a formula if it has dollars.
    """
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Text

    class Writer(Text):
        def __init__(self, labels: list[Label], upright: Transform) -> None:
            super().__init__(transform=upright, zorder=3)
            self._labels = labels

        def draw(self, renderer: RendererBase) -> None:
            _, height = renderer.get_canvas_width_height()
            for label in self._labels:
                self.set_position(_point(label.x, label.y))
                self.set_horizontalalignment(label.anchor.value)
                pen = renderer.new_gc()
                pen.set_foreground(label.style.paint.colour)
                x, y = self.get_transform().transform(self.get_position())
                renderer.draw_text(pen, x, height - y, label.text, _face(label.style), 0, mtext=self)

    return Writer
