"""Writes drawings as ``<svg>`` elements for the inside of a page, and as files.

matplotlib's renderer draws the shapes, without the figure and the artists of a plot, which take several times as long:
areas of one paint are one path, lines of one kind another. Marks with a title are paths of their own, with the title in
them. Texts are written where they are, without being measured: the letters are those of the page.

matplotlib writes elements for a document of its own. Of these, style attributes, which a strict content security policy
forbids, become presentation attributes and the classes of :class:`~bulletin.rendering.charts.drawing.Paint`, once for
all elements in a row that share them; ids begin with the chart's name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import (
    BY_COLOUR,
    NAME,
    NOTE,
    Anchor,
    Curve,
    Dot,
    Drawing,
    Label,
    Paint,
    Rectangle,
    Shape,
)
from bulletin.rendering.charts.specs import Frame

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.path import Path

_DASHES = (0, (3, 2))
_HATCH = "////"
_PATTERN = "hatch"
"""What the id of the only pattern ends in."""
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""Nothing about when and by what the picture was drawn."""


def element(drawing: Drawing, name: str, *, is_styled: bool = False) -> Element:
    """The ``<svg>`` of a drawing: the same every time, in every process.

    :param name: what its ids begin with.
    :param is_styled: leaves out what ``chart.css`` says.
    """
    width = drawing.width + 2 * _BLEED
    svg = Element("svg", {"viewBox": f"{-_BLEED:g} 0 {width:g} {drawing.height:g}"})
    shapes, patterns = _shapes(drawing, name)
    if patterns:
        ET.SubElement(svg, "defs").extend(patterns)
    marks = [*shapes, *_texts(drawing)]
    for mark in chain(marks, *patterns) if is_styled else ():
        _leave_styles_out(mark)
    svg.extend(_grouped(marks, _PAINTED, _PROPERTIES))
    return svg


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


# --- texts


def _texts(drawing: Drawing) -> Iterator[Element]:
    """The labels of a drawing, those that are written alike in a row."""
    for label in sorted((mark for mark in drawing.marks if isinstance(mark, Label)), key=_way_of_writing):
        text = Element("text", {"x": str(round(label.x)), "y": str(round(label.y)), **_writing(label)})
        text.text = label.text
        yield text


def _way_of_writing(label: Label) -> tuple[int, float, bool, str]:
    """What texts in a row share, so that it is said once."""
    return label.style.paint.layer, label.style.size, label.style.bold, label.anchor


def _writing(label: Label) -> Mapping[str, str]:
    """The attributes of a text, but for its place."""
    style = label.style
    weight = {"font-weight": "700"} if style.bold else {}
    painted = {"class": style.paint.css_class, "fill": style.paint.colour}
    return {"font-size": f"{style.size:g}", **weight, **_ANCHORS[label.anchor], **painted}


_ANCHORS: Mapping[Anchor, Mapping[str, str]] = {
    Anchor.START: {},
    Anchor.MIDDLE: {"text-anchor": "middle"},
    Anchor.END: {"text-anchor": "end"},
}


# --- shapes


def _shapes(drawing: Drawing, name: str) -> tuple[Sequence[Element], Sequence[Element]]:
    """The shapes of a drawing from below, those of a kind as one path; and the patterns that some are filled with."""
    from matplotlib.backends.backend_svg import RendererSVG
    from matplotlib.transforms import Affine2D

    elements, titles = _Elements(), []
    renderer: Any = RendererSVG(drawing.width, drawing.height, io.StringIO(), metadata=_METADATA)  # type: ignore[no-untyped-call]
    renderer.writer = elements
    upright = Affine2D.from_values(1, 0, 0, -1, 0, drawing.height)  # to matplotlib's y, which grows upwards
    shapes = [mark for mark in drawing.marks if not isinstance(mark, Label)]
    for kind, alike in groupby(sorted(shapes, key=_kind), key=_kind):
        pen, face = _pen(kind)
        for title, marks in groupby(alike, key=_title):
            renderer.draw_path(pen, _joined(map(_outline, marks), closed=kind.is_area), upright, face)
            titles.append(title)
    paths = [_plain(path, name) for path in elements.top]
    renderer.finalize()
    for path, title in zip(paths, titles, strict=True):
        if title:
            ET.SubElement(path, "title").text = title
    return paths, [_plain(pattern, name) for pattern in elements.top.iter("pattern")]


class _Elements(ET.TreeBuilder):
    """Takes what matplotlib's renderer writes as elements, in the place of its writer of text."""

    def __init__(self) -> None:
        super().__init__()
        self.top = super().start("svg", {})

    def start(self, tag: str, attrib: Mapping[str, str] = MappingProxyType({}), **more: str) -> Element:
        """Begin an element."""
        return super().start(tag, {**attrib, **more})

    def element(self, tag: str, text: str = "", attrib: Mapping[str, str] = MappingProxyType({}), **more: str) -> None:
        """Write an element without others in it."""
        self.start(tag, attrib, **more).text = text
        self.end(tag)

    def close(self, *_: object) -> Element:
        """End the document."""
        return self.top

    def flush(self) -> None:
        """Nothing is kept back."""


class _Kind(NamedTuple):
    """What shapes that are drawn together share; lower ones first."""

    order: int
    """Of areas, lines and points."""
    layer: int
    """Of the paint."""
    width: float
    """Of a line or a point; of areas, those that are no rectangles come last."""
    dashed: bool = False

    @property
    def is_area(self) -> bool:
        """Whether what is inside the outline is filled."""
        return self.order == _AREA

    @property
    def paint(self) -> Paint:
        """The paint of all of them."""
        return list(Paint)[self.layer]


_AREA, _LINE, _POINT = range(3)


def _kind(mark: Shape) -> _Kind:
    layer = mark.paint.layer
    match mark:
        case Rectangle():
            return _Kind(_AREA, layer, 0)
        case Dot():
            return _Kind(_POINT, layer, mark.diameter)
        case Curve() if mark.paint.channel == "fill":
            return _Kind(_AREA, layer, 1)
        case _:
            return _Kind(_LINE, layer, mark.width, mark.dashed)


def _title(mark: Shape) -> str:
    return mark.title if isinstance(mark, Rectangle | Dot) else ""


@cache
def _pen(kind: _Kind) -> tuple[GraphicsContextBase, tuple[float, ...] | None]:
    """What matplotlib draws shapes of a kind with: lines, hatching, ends; and the colour of what is inside."""
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.colors import to_rgba

    pen: Any = GraphicsContextBase()
    colour = to_rgba(kind.paint.colour)
    pen.set_foreground(colour, isRGBA=True)
    if kind.is_area and kind.paint.channel == "fill":
        pen.set_linewidth(0)
        return pen, colour
    if kind.is_area:
        pen.set_hatch(_HATCH)
        pen.set_hatch_color(colour)
        pen.set_hatch_linewidth(1.0)
        return pen, None
    pen.set_linewidth(kind.width)
    pen.set_capstyle("round" if kind.order == _POINT else "butt")
    pen.set_dashes(*(_DASHES if kind.dashed else (0, None)))
    return pen, None


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


def _joined(outlines: Iterable[Sequence[tuple[float, float]]], *, closed: bool) -> Path:
    """One path of many pieces, in places rounded far below what an eye sees: the text of the picture stays short."""
    from matplotlib.path import Path

    places: list[tuple[float, float]] = []
    codes: list[np.uint8] = []
    for outline in outlines:
        places += (*outline, *(outline[:1] if closed else ()))
        codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), *([Path.CLOSEPOLY] if closed else [])]
    path = Path([(round(x, 1), round(y, 1)) for x, y in places], codes)
    path.should_simplify = False
    return path


# --- elements of matplotlib → elements of a page

_ATTRIBUTES = ("id", "patternUnits", "x", "y", "width", "height", "d")
"""Passed on as matplotlib wrote them: those that elements have each for themselves. The others are written once for all
elements in a row that share them."""
_PROPERTIES = ("font-size", "font-weight", "text-anchor", "stroke-width", "stroke-dasharray", "stroke-linecap")
"""Passed on as presentation attributes; whatever else matplotlib says is what browsers do anyway."""
_BLEED = 2.0
"""On the left and the right, for half the width of a line and the last hair of a letter."""
_USUAL = {("text-anchor", "start"), ("stroke-width", "1"), ("stroke-linecap", "butt")}


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


def _plain(element: Element, name: str) -> Element:
    """The element and those inside of it, without styles and name spaces, its ids after the chart's name."""
    style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if part)
    attributes = {key: element.attrib[key] for key in _ATTRIBUTES if key in element.attrib}
    if "id" in attributes:
        attributes["id"] = f"{name}-{_PATTERN}"
    if "d" in attributes:
        attributes["d"] = tight(attributes["d"])
    attributes |= {key: style[key].removesuffix("px") for key in _PROPERTIES if key in style}
    attributes |= _painted(style, name)
    copy = Element(element.tag, {k: v for k, v in attributes.items() if (k, v) not in _USUAL})
    copy.extend(_plain(child, name) for child in element if child.tag != "rect")
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
    fill = style.get("fill", "none")
    paint = BY_COLOUR.get(style.get("stroke", fill)) if style else None
    if paint is None:
        return {}
    if paint.channel == "fill":
        return {"class": paint.css_class, "fill": paint.colour}
    inside = f"url(#{name}-{_PATTERN})" if fill.startswith("url") else "none"
    return {"class": paint.css_class, "fill": inside, "stroke": paint.colour}
