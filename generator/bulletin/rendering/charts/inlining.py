"""From matplotlib's SVG, a document of its own, to an ``<svg>`` element for inside of a page.

Style attributes, which a strict content security policy forbids, become presentation attributes and the classes of
:class:`~bulletin.rendering.charts.palette.Paint`; letters take the font of the page; the title and the description
are tied to the picture by ids that bear the chart's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from bulletin.rendering.charts.drawing import WIDTH
from bulletin.rendering.charts.lettering import printable
from bulletin.rendering.charts.palette import BY_COLOUR
from bulletin.rendering.charts.specs import Frame

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
    ET.SubElement(svg, "title", {"id": title}).text = printable(frame.headline)
    ET.SubElement(svg, "desc", {"id": description}).text = printable(frame.alternative)
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
