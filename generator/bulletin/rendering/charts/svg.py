"""Writes a drawing as an ``<svg>`` element for the inside of a page.

matplotlib draws it in a figure without axes. Rectangles of one paint are one path, lines of one kind another, and texts
are written where they are, without being measured: the letters are those of the page. That is many times faster than
a plot.

matplotlib's SVG is a document of its own. Of it, style attributes, which a strict content security policy forbids,
become presentation attributes and the classes of :class:`~bulletin.rendering.charts.drawing.Paint`; letters take the
font of the page; the title and the description are tied to the picture by ids that bear the chart's name.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import BY_COLOUR, WIDTH, Drawing, Label, Line, Paint, Rectangle, Style
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


# --- the SVG of matplotlib → an element of a page

_SVG = "{http://www.w3.org/2000/svg}"
_ATTRIBUTES = ("id", "patternUnits", "x", "y", "width", "height", "d")
"""Passed on as matplotlib wrote them."""
_PROPERTIES = ("font-size", "font-weight", "text-anchor", "stroke-width", "stroke-dasharray")
"""Passed on as presentation attributes; whatever else matplotlib says is what browsers do anyway."""
_BLEED = 2.0
"""On the left and the right, for half the width of a line and the last hair of a letter."""
_USUAL = {("text-anchor", "start")}


def inline(document: str, frame: Frame, height: float) -> str:
    """The ``<svg>`` element of a document that matplotlib wrote."""
    source = ET.fromstring(document)  # noqa: S314 - written by ourselves, a moment ago
    svg = _root(frame, height)
    patterns = [_copy(pattern, frame.id) for pattern in source.iter(f"{_SVG}pattern")]
    if patterns:
        ET.SubElement(svg, "defs").extend(patterns)
    svg.extend(_copy(shape, frame.id) for shape in _shapes(source))
    return ET.tostring(svg, encoding="unicode")


def _root(frame: Frame, height: float) -> Element:
    title, description = f"{frame.id}-title", f"{frame.id}-desc"
    width = WIDTH + 2 * _BLEED
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"{-_BLEED:g} 0 {width:g} {height:g}"}
    names = {"class": "bulletin-chart", "role": "img", "aria-labelledby": f"{title} {description}"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **names, "font-family": "sans-serif"})
    ET.SubElement(svg, "title", {"id": title}).text = xml_text(frame.headline)
    ET.SubElement(svg, "desc", {"id": description}).text = xml_text(frame.alternative)
    return svg


def _shapes(source: Element) -> Iterator[Element]:
    """Every path and every text of the figure, out of the groups that matplotlib puts them in."""
    for group in source.findall(f"{_SVG}g"):
        yield from (element for element in group.iter() if element.tag in (f"{_SVG}path", f"{_SVG}text"))


def _copy(element: Element, name: str) -> Element:
    """The element and those inside of it, without styles and name spaces, its ids after the chart's name."""
    style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if part)
    attributes = {key: element.attrib[key] for key in _ATTRIBUTES if key in element.attrib}
    if "id" in attributes:
        attributes["id"] = f"{name}-{attributes['id']}"
    if "d" in attributes:
        attributes["d"] = _tight(attributes["d"])
    attributes |= {key: style[key].removesuffix("px") for key in _PROPERTIES if key in style}
    attributes |= _painted(style, name)
    copy = Element(element.tag.removeprefix(_SVG), {k: v for k, v in attributes.items() if (k, v) not in _USUAL})
    copy.text = element.text if copy.tag == "text" else None
    copy.extend(_copy(child, name) for child in element if child.tag != f"{_SVG}rect")
    return copy


def _tight(path: str) -> str:
    return " ".join(path.split())


def _painted(style: dict[str, str], name: str) -> dict[str, str]:
    """The class and the paint of a shape; of fill and stroke, one at most bears a colour of the palette."""
    fill = style.get("fill", "none").replace("url(#", f"url(#{name}-")
    paint = BY_COLOUR.get(style.get("stroke", fill)) if style else None
    if paint is None:
        return {}
    if paint.channel == "fill":
        return {"class": paint.css_class, "fill": paint.colour}
    return {"class": paint.css_class, "fill": fill if fill.startswith("url") else "none", "stroke": paint.colour}
