"""The one way from a drawing to an SVG for a page: matplotlib draws it, :mod:`inlining` makes it fit to be inlined.

The figure has no axes. Rectangles of one paint are one collection, lines of one kind another, and texts are written
where they stand, without being measured: the letters are those of the page. That is several times faster than a plot.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from generator.rendering.charts.drawing import WIDTH, Anchor, Drawing, Label, Line, Rectangle
from generator.rendering.charts.inlining import inline
from generator.rendering.charts.palette import Paint
from generator.rendering.charts.specs import Frame

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

_POINTS = 72
"""Of an inch: one unit of a drawing is one point of the figure."""
_DASHES = (0, (3, 2))
_HATCH = "////"
_ALIGNMENT = {Anchor.START: "left", Anchor.END: "right"}
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.id": None,
    "path.sketch": None,
    "path.effects": [],
    "hatch.linewidth": 1.0,
    "lines.scale_dashes": False,
}
"""Whatever of a user's settings would reach the picture, set for the moment of drawing."""
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def save(drawing: Drawing, frame: Frame) -> str:
    """The finished ``<svg>`` of a drawing: the same text every time, in every process."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    raw = io.StringIO()
    upright = Affine2D.from_values(1, 0, 0, -1, 0, drawing.height)
    with matplotlib.rc_context({**_SETTINGS, "svg.hashsalt": frame.id}):
        figure = Figure(figsize=(WIDTH / _POINTS, drawing.height / _POINTS), dpi=_POINTS)
        figure.patch.set_visible(False)
        for artist in _artists(drawing, upright):
            figure.add_artist(artist)
        FigureCanvasSVG(figure).print_svg(raw, metadata=_METADATA)
    return inline(raw.getvalue(), frame, drawing.height)


def _artists(drawing: Drawing, upright: Transform) -> Iterator[Artist]:
    """The artists of the marks, later kinds over earlier ones; ``upright`` turns the drawing as matplotlib's y runs."""
    rectangles = [mark for mark in drawing.marks if isinstance(mark, Rectangle)]
    for paint, alike in groupby(rectangles, key=lambda mark: mark.paint):
        yield _areas(paint, list(alike), upright)
    lines = [mark for mark in drawing.marks if isinstance(mark, Line)]
    for (paint, width, dashed), likes in groupby(lines, key=lambda mark: (mark.paint, mark.width, mark.dashed)):
        yield _strokes(paint, width, list(likes), upright, dashed=dashed)
    for label in drawing.marks:
        if isinstance(label, Label):
            yield _letters(label, upright)


def _areas(paint: Paint, rectangles: list[Rectangle], upright: Transform) -> Artist:
    from matplotlib.collections import PolyCollection

    corners = [
        (
            (mark.x, mark.y),
            (mark.x + mark.width, mark.y),
            (mark.x + mark.width, mark.y + mark.height),
            (mark.x, mark.y + mark.height),
        )
        for mark in rectangles
    ]
    if paint.channel == "stroke":
        return PolyCollection(
            corners, facecolor="none", edgecolor=paint.colour, linewidth=1, hatch=_HATCH, transform=upright, zorder=1
        )
    return PolyCollection(corners, facecolor=paint.colour, edgecolor="none", linewidth=0, transform=upright, zorder=1)


def _strokes(paint: Paint, width: float, lines: list[Line], upright: Transform, *, dashed: bool) -> Artist:
    from matplotlib.collections import LineCollection

    ends = [((mark.x1, mark.y1), (mark.x2, mark.y2)) for mark in lines]
    style = _DASHES if dashed else "solid"
    return LineCollection(ends, colors=paint.colour, linewidths=width, linestyles=style, transform=upright, zorder=2)


def _letters(label: Label, upright: Transform) -> Text:
    return _unmeasured()(
        *(label.x, label.y),
        label.text,
        color=label.paint.colour,
        fontsize=label.size,
        fontweight=label.weight.value,
        horizontalalignment=_ALIGNMENT[label.anchor],
        transform=upright,
        zorder=3,
    )


@cache
def _unmeasured() -> type[Text]:
    """The class of texts that are not laid out: matplotlib neither looks for their letters nor reads them as formulas."""
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Text

    class Unmeasured(Text):
        def draw(self, renderer: RendererBase) -> None:
            pen = renderer.new_gc()
            pen.set_foreground(self.get_color())
            x, y = self.get_transform().transform(self.get_position())
            _, height = renderer.get_canvas_width_height()
            renderer.draw_text(pen, x, height - y, self.get_text(), self.get_fontproperties(), 0, mtext=self)

    return Unmeasured
