"""Writes drawings as ``<svg>`` elements for the inside of a page, and as files.

Areas of one paint are one path, lines of one kind another. Marks with a title are paths of their own, with the title in
them. Texts are written where they are, without being measured: the letters are those of the page.

There are no style attributes, which a strict content security policy forbids, but presentation attributes and the
classes of :class:`~bulletin.rendering.charts.drawing.Paint`, said once for all elements in a row that share them. Ids
begin with the chart's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple
from xml.sax.saxutils import escape

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import (
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
    Style,
)
from bulletin.rendering.charts.specs import Frame

_BLEED = 2.0
"""On the left and the right, for half the width of a line and the last hair of a letter."""
_DASHES = "3,2"
_HATCHING = "".join([f"M{place - 36} {place + 36} {place + 36} {place - 36}" for place in range(0, 73, 3)])
"""Lines through a tile of the only pattern, and beyond it, so that none ends within it."""
_TILE = {"patternUnits": "userSpaceOnUse", "x": "0", "y": "0", "width": "72", "height": "72"}
LETTERS = "Roboto, Arial, Helvetica, sans-serif"
"""Of documents, which have no page whose letters they could take."""
POINT = "h0"
"""From the place of a point on: a line that goes nowhere, which has round ends."""


class Use(NamedTuple):
    """What the ``<svg>`` of a drawing is for."""

    name: str
    """What its ids begin with."""
    is_styled: bool = False
    """Whether ``chart.css`` says colours and the usual sizes of letters."""
    has_titles: bool = True
    """Whether marks have their titles."""
    point: str = POINT
    """A line that goes nowhere; not every program draws one without any length, as SVG would have it."""

    @property
    def pattern(self) -> str:
        """The id of its pattern."""
        return f"{self.name}-hatch"


def element(drawing: Drawing, use: Use, css_class: str) -> str:
    """A drawing for the inside of a page, hidden from assistive technology: the same every time, in every process."""
    width, height = _size(drawing)
    attributes = {"viewBox": _view_box(width, height), "class": css_class, "aria-hidden": "true"}
    return _written("svg", _attributes(attributes), _inside(drawing, use))


def document(drawing: Drawing, use: Use, frame: Frame, letters: str = LETTERS) -> str:
    """A drawing as a document: with its size, its name and its description.

    :param letters: names of fonts.
    """
    width, height = _size(drawing)
    title, description = f"{frame.id}-title", f"{frame.id}-desc"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": width,
        "height": height,
        "role": "img",
        "viewBox": _view_box(width, height),
        "aria-labelledby": f"{title} {description}",
        "font-family": letters,
    }
    names = ("title", title, frame.headline), ("desc", description, frame.alternative)
    named = [_written(tag, _attributes({"id": name}), escape(xml_text(text))) for tag, name, text in names]
    written = _written("svg", _attributes(attributes), "".join(named) + _inside(drawing, use))
    return written.replace("/>", " />")  # as in all files so far


def _size(drawing: Drawing) -> tuple[str, str]:
    return f"{drawing.width + 2 * _BLEED:g}", f"{drawing.height:g}"


def _view_box(width: str, height: str) -> str:
    return f"{-_BLEED:g} 0 {width} {height}"


def _inside(drawing: Drawing, use: Use) -> str:
    """The elements of a drawing from below, after the pattern that some are filled with."""
    shapes = sorted([(_kind(mark), mark) for mark in drawing.marks if not isinstance(mark, Label)], key=itemgetter(0))
    patterns = _pattern(use) if any(kind.is_hatched for kind, _ in shapes) else ""
    return patterns + "".join(_grouped([*_paths(shapes, use), *_texts(drawing, use)]))


# --- elements, those in a row that share attributes in a group


class _Element(NamedTuple):
    """An element; its attributes are written after a space each."""

    tag: str
    own: str
    """Attributes that others can hardly share."""
    properties: str
    """Of letters or of lines."""
    paint: str
    """The class and the colours."""
    inside: str = ""

    def written(self, shared: str = "") -> str:
        """The element, with attributes that it would share with others."""
        return _written(self.tag, self.own + shared, self.inside)


def _grouped(elements: Iterable[_Element]) -> Iterator[str]:
    """Those of one paint are in a group, and of these those of the same properties."""
    for paint, alike in groupby(elements, attrgetter("paint")):
        runs = [(properties, [*run]) for properties, run in groupby(alike, attrgetter("properties"))]
        if len(runs) > 1:
            yield _written("g", paint, "".join([_together(properties, run) for properties, run in runs]))
        else:
            ((properties, run),) = runs
            yield run[0].written(properties + paint) if len(run) == 1 else _together(paint + properties, run)


def _together(shared: str, run: Sequence[_Element]) -> str:
    """Elements in a row, with what they share."""
    if len(run) == 1 or not shared:
        return "".join([each.written(shared) for each in run])
    return _written("g", shared, "".join([each.written() for each in run]))


def _written(tag: str, attributes: str, inside: str) -> str:
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _attributes(values: Mapping[str, str]) -> str:
    """Attributes, none of whose values is from the records."""
    return "".join([f' {name}="{value}"' for name, value in values.items()])


# --- texts


def _texts(drawing: Drawing, use: Use) -> Iterator[_Element]:
    """The labels of a drawing, those that are written alike in a row."""
    for label in sorted((mark for mark in drawing.marks if isinstance(mark, Label)), key=_way_of_writing):
        style, place = label.style, f' x="{round(label.x)}" y="{round(label.y)}"'
        lettering = _lettering(style, label.anchor, is_styled=use.is_styled)
        yield _Element("text", place, lettering, _paint(style.paint, is_styled=use.is_styled), escape(label.text))


def _way_of_writing(label: Label) -> tuple[int, float, bool, str]:
    """What texts in a row share, so that it is said once."""
    return label.style.paint.layer, label.style.size, label.style.bold, label.anchor


@cache
def _lettering(style: Style, anchor: Anchor, *, is_styled: bool) -> str:
    """The attributes of letters, without the usual size of those of their paint where the style sheet says it."""
    is_usual = is_styled and style.size == (NAME if style.paint is Paint.INK else NOTE).size
    size = {} if is_usual else {"font-size": f"{style.size:g}"}
    weight = {"font-weight": "700"} if style.bold else {}
    return _attributes({**size, **weight, **_ANCHORS[anchor]})


_ANCHORS: Mapping[Anchor, Mapping[str, str]] = {
    Anchor.START: {},
    Anchor.MIDDLE: {"text-anchor": "middle"},
    Anchor.END: {"text-anchor": "end"},
}


# --- shapes


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
    def paint(self) -> Paint:
        """The paint of all of them."""
        return _LAYERS[self.layer]

    @property
    def is_hatched(self) -> bool:
        """Whether what is inside the outline has the pattern; its own paint is of lines."""
        return self.order == _AREA and self.paint.channel == "stroke"


_LAYERS = tuple(Paint)
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


def _paths(shapes: Iterable[tuple[_Kind, Shape]], use: Use) -> Iterator[_Element]:
    """Shapes of a kind as one path, but for those with a title.

    :param shapes: each kind in a row.
    """
    for kind, alike in groupby(shapes, itemgetter(0)):
        line = _line(kind)
        paint = _hatched(kind.paint, use) if kind.is_hatched else _paint(kind.paint, is_styled=use.is_styled)
        for title, marks in groupby((mark for _, mark in alike), _title if use.has_titles else _untitled):
            places = "".join([_outline(mark) for mark in marks]).replace(POINT, use.point)
            yield _Element("path", f' d="{places}"', line, paint, f"<title>{escape(title)}</title>" if title else "")


def _title(mark: Shape) -> str:
    return mark.title if isinstance(mark, Rectangle | Dot) else ""


def _untitled(_: Shape) -> str:
    return ""


@cache
def _line(kind: _Kind) -> str:
    """The attributes of a line or of points, but for what browsers do anyway."""
    if kind.order == _AREA:
        return ""
    width = {} if kind.width == 1 else {"stroke-width": f"{kind.width:g}"}
    dashes = {"stroke-dasharray": _DASHES} if kind.dashed else {}
    return _attributes({**width, **dashes, **({"stroke-linecap": "round"} if kind.order == _POINT else {})})


@cache
def _paint(paint: Paint, *, is_styled: bool) -> str:
    """The class of a paint, and its colour unless the style sheet says it."""
    colours = {"fill": paint.colour} if paint.channel == "fill" else {"fill": "none", "stroke": paint.colour}
    return _attributes({"class": paint.css_class, **({} if is_styled else colours)})


def _hatched(paint: Paint, use: Use) -> str:
    """The same with the pattern inside."""
    stroke = {} if use.is_styled else {"stroke": paint.colour}
    return _attributes({"class": paint.css_class, "fill": f"url(#{use.pattern})", **stroke})


def _pattern(use: Use) -> str:
    """The hatching of whatever has some."""
    lines = _written("path", f' d="{_HATCHING}" stroke-width="1.0"{_paint(Paint.OTHER, is_styled=use.is_styled)}', "")
    return _written("defs", "", _written("pattern", _attributes({"id": use.pattern, **_TILE}), lines))


def _outline(mark: Shape) -> str:
    """The path of a mark."""
    match mark:
        case Rectangle():
            right, bottom = mark.x + mark.width, mark.y + mark.height
            return path(((mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom))) + "z"
        case Dot():
            return path([(mark.x, mark.y)]) + POINT
        case Curve():
            return path(mark.points) + ("z" if mark.paint.channel == "fill" else "")
        case _:
            return path(((mark.x1, mark.y1), (mark.x2, mark.y2)))


def path(places: Iterable[tuple[float, float]]) -> str:
    """A line through places, rounded far below what an eye sees, without what goes without saying.

    Letters of lines that go on are left out, and what level and upright ones keep.
    """
    return "".join(_steps([(_number(x), _number(y)) for x, y in places]))


def _steps(places: Sequence[tuple[str, str]]) -> Iterator[str]:
    here = places[0]
    yield f"M{here[0]} {here[1]}"
    is_on = True
    for there in places[1:]:
        x, y = there
        is_level, is_upright = y == here[1], x == here[0]
        if is_level or is_upright:
            yield POINT if is_level and is_upright else f"H{x}" if is_level else f"V{y}"
        else:
            yield f"{' ' if is_on else 'L'}{x} {y}"
        is_on, here = not (is_level or is_upright), there


@lru_cache(maxsize=4_096)  # most places are those of other marks, too
def _number(place: float) -> str:
    """A place to a tenth."""
    text = f"{place:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
