"""Writes drawings as ``<svg>`` elements for the inside of a page, and as files.

matplotlib draws them in a figure without axes. Areas of one paint are one path, lines of one kind another, and texts
are written where they are, without being measured: the letters are those of the page. That is many times faster than
a plot. Marks with a title are paths of their own, each in a group that bears its number.

matplotlib's SVG is a document of its own. Of it, style attributes, which a strict content security policy forbids,
become presentation attributes and the classes of :class:`~bulletin.rendering.charts.drawing.Paint`, once for all
elements in a row that share them; letters take the font of the page; ids begin with the chart's name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import (
    BY_COLOUR,
    NAME,
    NOTE,
    Curve,
    Dot,
    Drawing,
    Label,
    Paint,
    Rectangle,
    Shape,
    Style,
)
from bulletin.rendering.charts.specs import Frame

if TYPE_CHECKING:
    import numpy as np
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


def element(drawing: Drawing, name: str, *, is_styled: bool = False) -> Element:
    """The ``<svg>`` of a drawing: the same every time, in every process.

    :param name: what its ids begin with.
    :param is_styled: leaves out what ``chart.css`` says.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    raw = io.StringIO()
    upright = Affine2D.from_values(1, 0, 0, -1, 0, drawing.height)
    titles: list[str] = []
    with mpl.rc_context({**_SETTINGS, "svg.hashsalt": "bulletin"}):
        figure = Figure(figsize=(drawing.width / _POINTS, drawing.height / _POINTS), dpi=_POINTS)
        figure.patch.set_visible(False)
        for artist in _artists(drawing, upright, titles):
            figure.add_artist(artist)
        FigureCanvasSVG(figure).print_svg(raw, metadata=_METADATA)  # type: ignore[no-untyped-call]
    return _inline(raw.getvalue(), drawing, name, titles, is_styled=is_styled)


def named(svg: Element, frame: Frame) -> Element:
    """The same as a document: with its size, its name and its description."""
    _, _, width, height = svg.attrib["viewBox"].split()
    attributes = {"xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height, "role": "img"}
    title, description = f"{frame.id}-title", f"{frame.id}-desc"
    svg.attrib = {**attributes, **svg.attrib, "aria-labelledby": f"{title} {description}", "font-family": _FONTS}
    for place, (tag, name, text) in enumerate(
        (("title", title, frame.headline), ("desc", description, frame.alternative))
    ):
        element = Element(tag, {"id": name})
        element.text = xml_text(text)
        svg.insert(place, element)
    return svg


_FONTS = "Roboto, Arial, Helvetica, sans-serif"


def _artists(drawing: Drawing, upright: Transform, titles: list[str]) -> Iterator[Artist]:
    """The artists of the marks from below; ``upright`` turns the drawing to matplotlib's y, which grows upwards.

    :param titles: where those of marks are put in the order of their numbers.
    """
    shapes = [mark for mark in drawing.marks if not isinstance(mark, Label)]
    for _, alike in groupby(sorted(shapes, key=_kind), key=_kind):
        for title, marks in groupby(alike, key=_title):
            artist = _shape(list(marks), upright)
            if title:
                artist.set_gid(f"{_TITLED}{len(titles)}")
                titles.append(title)
            yield artist
    labels = sorted((mark for mark in drawing.marks if isinstance(mark, Label)), key=_way_of_writing)
    yield _writer()(labels, upright)


_TITLED = "titled-"


def _title(mark: Shape) -> str:
    return mark.title if isinstance(mark, Rectangle | Dot) else ""


def _way_of_writing(label: Label) -> tuple[int, float, bool, str]:
    """What texts in a row share, so that it is said once."""
    return label.style.paint.layer, label.style.size, label.style.bold, label.anchor


def _kind(mark: Shape) -> tuple[int, int, float, bool]:
    """What shapes that are drawn together share; lower ones first."""
    match mark:
        case Rectangle():
            return 0, mark.paint.layer, 0, False
        case Dot():
            return 2, mark.paint.layer, mark.diameter, False
        case Curve() if mark.paint.channel == "fill":
            return 0, mark.paint.layer, 1, False
        case _:
            return 1, mark.paint.layer, mark.width, mark.dashed


def _shape(alike: Sequence[Shape], upright: Transform) -> PathPatch:
    """One path of marks of a kind."""
    from matplotlib.patches import PathPatch

    first = alike[0]
    path, paint = _joined(list(map(_outline, alike)), closed=_is_area(first)), first.paint
    if isinstance(first, Rectangle) and paint is Paint.OTHER:
        return PathPatch(path, facecolor="none", edgecolor=paint.colour, linewidth=1, hatch=_HATCH, transform=upright)
    if _is_area(first):
        return PathPatch(path, facecolor=paint.colour, linewidth=0, transform=upright)
    return PathPatch(
        path,
        fill=False,
        edgecolor=paint.colour,
        linewidth=first.diameter if isinstance(first, Dot) else first.width,
        linestyle=_DASHES if getattr(first, "dashed", False) else "solid",
        capstyle="round" if isinstance(first, Dot) else "butt",
        transform=upright,
    )


def _is_area(mark: Shape) -> bool:
    return mark.paint.channel == "fill" or isinstance(mark, Rectangle)


def _outline(mark: Shape) -> Sequence[tuple[float, float]]:
    """The places of a mark; a point is a line without a length, whose ends are round."""
    match mark:
        case Rectangle():
            return _corners(mark)
        case Dot():
            return (mark.x, mark.y), (mark.x, mark.y)
        case Curve():
            return mark.points
        case _:
            return (mark.x1, mark.y1), (mark.x2, mark.y2)


def _corners(mark: Rectangle) -> tuple[tuple[float, float], ...]:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    return (mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom)


def _joined(outlines: Sequence[Sequence[tuple[float, float]]], *, closed: bool) -> Path:
    """One path of many pieces, in places rounded far below what an eye sees: the text of the picture stays short."""
    from matplotlib.path import Path

    places: list[tuple[float, float]] = []
    codes: list[np.uint8] = []
    for outline in outlines:
        places += (*outline, *(outline[:1] if closed else ()))
        codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), *([Path.CLOSEPOLY] if closed else [])]
    return Path([(round(x, 1), round(y, 1)) for x, y in places], codes)


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
                self.set_position((round(label.x), round(label.y)))
                self.set_horizontalalignment(label.anchor.value)
                pen = renderer.new_gc()
                pen.set_foreground(label.style.paint.colour)
                x, y = self.get_transform().transform(self.get_position())
                renderer.draw_text(pen, x, height - y, label.text, _face(label.style), 0, mtext=self)

    return Writer


# --- the SVG of matplotlib → an element of a page

_SVG = "{http://www.w3.org/2000/svg}"
_ATTRIBUTES = ("id", "patternUnits", "x", "y", "width", "height", "d")
"""Passed on as matplotlib wrote them: those that elements have each for themselves. The others are written once for all
elements in a row that share them."""
_PROPERTIES = ("font-size", "font-weight", "text-anchor", "stroke-width", "stroke-dasharray", "stroke-linecap")
"""Passed on as presentation attributes; whatever else matplotlib says is what browsers do anyway."""
_BLEED = 2.0
"""On the left and the right, for half the width of a line and the last hair of a letter."""
_USUAL = {("text-anchor", "start"), ("stroke-width", "1"), ("stroke-linecap", "butt")}


def _inline(document: str, drawing: Drawing, name: str, titles: Sequence[str], *, is_styled: bool) -> Element:
    """The ``<svg>`` element of a document that matplotlib wrote."""
    source = ET.fromstring(document)  # noqa: S314 - written by ourselves, a moment ago
    width = drawing.width + 2 * _BLEED
    svg = Element("svg", {"viewBox": f"{-_BLEED:g} 0 {width:g} {drawing.height:g}"})
    patterns = [_copy(pattern, name) for pattern in source.iter(f"{_SVG}pattern")]
    if patterns:
        ET.SubElement(svg, "defs").extend(patterns)
    shapes = list(_shapes(source, name, titles))
    for shape in chain(shapes, *patterns) if is_styled else ():
        _leave_styles_out(shape)
    svg.extend(_grouped(shapes, _PAINTED, _PROPERTIES))
    return svg


def _leave_styles_out(shape: Element) -> None:
    """Make a shape one for a page, whose style sheet has a colour and a size of letters for each class."""
    size = f"{(NAME if shape.get('class') == Paint.INK.css_class else NOTE).size:g}"
    said = {("font-size", size), *((key, value) for key, value in shape.attrib.items() if key in ("fill", "stroke"))}
    shape.attrib = {key: value for key, value in shape.attrib.items() if (key, value) not in said or "url(" in value}


_PAINTED = ("class", "fill", "stroke")


def _grouped(shapes: Iterable[Element], names: Sequence[str], *further: Sequence[str]) -> Iterator[Element]:
    """Shapes, those in a row that share attributes in a group that says these once.

    :param names: of the attributes.
    :param further: of those by which there are groups within a group.
    """

    def shared_by(shape: Element) -> dict[str, str]:
        return {key: value for key, value in shape.attrib.items() if key in names}

    for shared, alike in groupby(shapes, shared_by):
        members = list(alike)
        if len(members) > 1 and shared:
            yield _group(members, shared, *further)
        else:
            yield from _grouped(members, *further) if further else members


def _group(members: Sequence[Element], shared: Mapping[str, str], *further: Sequence[str]) -> Element:
    for member in members:
        member.attrib = {key: value for key, value in member.attrib.items() if key not in shared}
    inside = list(_grouped(members, *further) if further else members)
    only = inside[0] if len(inside) == 1 else None
    group = Element("g", {**shared, **(only.attrib if only is not None else {})})
    group.extend(list(only) if only is not None else inside)
    return group


def _shapes(source: Element, name: str, titles: Sequence[str]) -> Iterator[Element]:
    """Every path and every text of the figure, out of the groups that matplotlib puts them in."""
    for figure in source.findall(f"{_SVG}g"):
        yield from _inside(figure, name, titles, title="")


def _inside(group: Element, name: str, titles: Sequence[str], title: str) -> Iterator[Element]:
    for element in group:
        if element.tag == f"{_SVG}g":
            number = element.get("id", "")
            is_titled = number.startswith(_TITLED)
            yield from _inside(element, name, titles, titles[int(number.removeprefix(_TITLED))] if is_titled else title)
        elif element.tag in (f"{_SVG}path", f"{_SVG}text"):
            shape = _copy(element, name)
            if title:
                ET.SubElement(shape, "title").text = title
            yield shape


def _copy(element: Element, name: str) -> Element:
    """The element and those inside of it, without styles and name spaces, its ids after the chart's name."""
    style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if part)
    attributes = {key: element.attrib[key] for key in _ATTRIBUTES if key in element.attrib}
    if "id" in attributes:
        attributes["id"] = f"{name}-{attributes['id']}"
    if "d" in attributes:
        attributes["d"] = tight(attributes["d"])
    attributes |= {key: style[key].removesuffix("px") for key in _PROPERTIES if key in style}
    attributes |= _painted(style, name)
    copy = Element(element.tag.removeprefix(_SVG), {k: v for k, v in attributes.items() if (k, v) not in _USUAL})
    copy.text = element.text if copy.tag == "text" else None
    copy.extend(_copy(child, name) for child in element if child.tag != f"{_SVG}rect")
    return copy


def tight(path: str) -> str:
    """A path of lines without what goes without saying: letters of lines that go on, what level and upright ones keep.

    :param path: places in pairs, ``M`` before the first of each piece and ``L`` before each other.
    """
    return "".join(_steps(path))


def _steps(path: str) -> Iterator[str]:
    before, here = "", ["", ""]
    for letter, place in _STEP.findall(path):
        there = place.split()
        step = letter + " ".join(there)
        if letter == "L":
            step = _line_step(here, there, is_on=before in ("M", "L"))
        yield step
        before, here = step[0] if step[0].isalpha() else "L", there


_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def _line_step(here: list[str], there: list[str], *, is_on: bool) -> str:
    """A line to a place in the fewest letters; nowhere if it is the same."""
    if here == there:
        return "h0"
    if here[1] == there[1]:
        return f"H{there[0]}"
    if here[0] == there[0]:
        return f"V{there[1]}"
    return (" " if is_on else "L") + " ".join(there)


def _painted(style: dict[str, str], name: str) -> dict[str, str]:
    """The class and the paint of a shape; of fill and stroke, one at most bears a colour of the palette."""
    fill = style.get("fill", "none").replace("url(#", f"url(#{name}-")
    paint = BY_COLOUR.get(style.get("stroke", fill)) if style else None
    if paint is None:
        return {}
    if paint.channel == "fill":
        return {"class": paint.css_class, "fill": paint.colour}
    return {"class": paint.css_class, "fill": fill if fill.startswith("url") else "none", "stroke": paint.colour}
