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

from generator.rendering.charts.drawing import WIDTH, Drawing, Label, Line, Rectangle, Style
from generator.rendering.charts.inlining import inline
from generator.rendering.charts.palette import Paint
from generator.rendering.charts.specs import Frame

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
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
    for _, alike in groupby(sorted(rectangles, key=_layer), key=_layer):
        yield _areas(list(alike), upright)
    lines = [mark for mark in drawing.marks if isinstance(mark, Line)]
    for _, like in groupby(sorted(lines, key=_kind), key=_kind):
        yield _strokes(list(like), upright)
    for mark in drawing.marks:
        if isinstance(mark, Label):
            yield _letters(mark, upright)


def _layer(mark: Rectangle) -> int:
    return mark.paint.layer


def _kind(line: Line) -> tuple[int, float, bool]:
    """What lines that are drawn together share; lower ones first."""
    return line.paint.layer, line.width, line.dashed


def _areas(alike: list[Rectangle], upright: Transform) -> PolyCollection:
    from matplotlib.collections import PolyCollection

    paint = alike[0].paint
    areas = PolyCollection([_corners(mark) for mark in alike], transform=upright, zorder=1)
    if paint is Paint.OTHER:
        areas.set(facecolor="none", edgecolor=paint.colour, linewidth=1, hatch=_HATCH)
    else:
        areas.set(facecolor=paint.colour, linewidth=0)
    return areas


def _corners(mark: Rectangle) -> tuple[tuple[float, float], ...]:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    return (mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom)


def _strokes(alike: list[Line], upright: Transform) -> LineCollection:
    from matplotlib.collections import LineCollection

    first = alike[0]
    return LineCollection(
        [((line.x1, line.y1), (line.x2, line.y2)) for line in alike],
        colors=first.paint.colour,
        linewidths=first.width,
        linestyles=_DASHES if first.dashed else "solid",
        transform=upright,
        zorder=2,
    )


def _letters(label: Label, upright: Transform) -> Text:
    return _unmeasured()(
        *(label.x, label.y, label.text),
        color=label.style.paint.colour,
        fontproperties=_face(label.style),
        horizontalalignment=label.anchor.value,
        transform=upright,
        zorder=3,
    )


@cache
def _face(style: Style) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(["DejaVu Sans"], size=style.size, weight="bold" if style.bold else "normal")


@cache
def _unmeasured() -> type[Text]:
    """The class of texts that are not laid out: nobody looks for their letters or reads them as formulas."""
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
