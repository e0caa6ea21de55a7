"""The geometry of charts: the value of a mark is its length over the scale of marks that have a number beside them.

Points of lines have their number in a title. Lines join points, so that they say no more than these do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bulletin.publishing.attack.html_elements import Element
from bulletin.publishing.attack.html_pages import HtmlPage
from bulletin.rendering.charts.drawing import NOTE, VALUE, Layout, Paint, width

_NUMBER = re.compile(r"-?[\d.]+")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_TOLERANCE = 8.0
"""Pixels between the middle of a mark and the base line of the texts of its row, at the most."""


_PERCENT = set("%٪")
_REACHED = 0.9
"""Of the width of a chart, what its longest bar or tick and the number behind it take at least."""


class _Bar(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class _Text(NamedTuple):
    x: float
    y: float
    text: str


def marks_without_number(page: HtmlPage, chart: Element) -> Iterator[tuple[str, str]]:
    """The bars of a chart beside which there is no number: the name of the row, and the value by the scale.

    Marks of the legend are smaller than bars; they are none. A bar of all others side by side says nothing new.
    """
    yield from (("", place) for place in _unnumbered_points(page, chart))
    texts = [_text(each) for each in chart.all("text")]
    bars = list(_lengths(chart))
    numbered = [(bar, numbers[0]) for bar in bars if (numbers := _numbers(page, bar, texts))]
    heights = {round(bar.bottom - bar.top, 1) for bar, _ in numbered}
    scales = [number / (bar.right - bar.left) for bar, number in numbered if number and bar.right > bar.left]
    for bar in bars:
        is_legend = round(bar.bottom - bar.top, 1) not in heights if heights else _is_of_legend(page, bar, texts)
        if bar.right > bar.left and not is_legend and not _numbers(page, bar, texts):
            name = next((each.text for each in texts if _is_beside(bar, each) and each.x < bar.right), "")
            scale = sum(scales) / len(scales) if scales else 1.0
            value = (bar.right - bar.left) * scale
            if abs(value - sum(number for _, number in numbered)) > scale:  # else it is the sum of them, side by side
                yield name, f"{value:.3g}"


def _lengths(chart: Element) -> Iterator[_Bar]:
    """The bars whose length is a value, which those at the ends of lines are not."""
    ends = _ends_of_lines(chart)
    bars = (bar for path in _painted(chart, Paint.BAR, Paint.EMPHASIS) for bar in _bars(path))
    yield from (bar for bar in bars if not _is_at(bar, ends))


def _unnumbered_points(page: HtmlPage, chart: Element) -> Iterator[str]:
    """The points of lines that no title gives a number, and the places that lines lead to without a point.

    A bar may be in the place of a point. Pictures for phones have no titles: they have the points of the picture for
    other screens.
    """
    paths = list(_painted(chart, Paint.LINE))
    is_narrow = Layout.NARROW.css_class in chart.attributes.get("class", "")
    known = {
        piece[0] for path in paths if is_narrow or _has_number(page, path) for piece in _pieces(path) if len(piece) == 1
    }
    bars = [bar for path in _painted(chart, Paint.BAR) if is_narrow or _has_number(page, path) for bar in _bars(path)]
    texts = [_text(each) for each in chart.all("text")]
    for piece in (piece for path in paths for piece in _pieces(path) if len(piece) > 1):
        if not _is_sample(piece, texts):
            yield from (
                f"{x:g}/{y:g}"
                for x, y in piece
                if (x, y) not in known and not any(_is_at(bar, {(x, y)}) for bar in bars)
            )


def _has_number(page: HtmlPage, path: Element) -> bool:
    """Whether a title of a mark says a number."""
    return any(page.numbers(each.text) for each in path.all("title"))


def _ends_of_lines(chart: Element) -> set[tuple[float, float]]:
    """The places of points, and of all that lines lead to."""
    return {place for path in _painted(chart, Paint.LINE) for place in _places(path)}


def _is_at(bar: _Bar, places: set[tuple[float, float]]) -> bool:
    """Whether the middle of a bar is one of some places, as far as these are rounded."""
    x = (bar.left + bar.right) / 2
    return any(abs(x - other) <= _ROUNDING and abs(bar.middle - y) <= _ROUNDING for other, y in places)


_ROUNDING = 0.15


def _around(piece: list[tuple[float, float]]) -> _Bar:
    xs, ys = zip(*piece, strict=True)
    return _Bar(min(xs), max(xs), min(ys), max(ys))


def end_of_scale(page: HtmlPage, chart: Element) -> str | None:
    """The number at which the scale of a chart ends, where none that it shows is nearly as large.

    A scale is as wide as it can be with the numbers behind the longest bar and the tick of the highest target; charts
    of percentages go to a hundred. An axis ends at the next round number.
    """
    texts = [_text(each) for each in chart.all("text")]
    bars = list(_lengths(chart))
    numbered = [(bar, numbers[0]) for bar in bars if (numbers := _numbers(page, bar, texts)) and bar.right > bar.left]
    behind = [each for each in texts if any(_is_beside(bar, each) and each.x > bar.right for bar, _ in numbered)]
    if not numbered or any(set(each.text) & _PERCENT for each in behind):
        return _end_of_axis(chart)
    drawn = [x for path in chart.all("path") for x, _ in _places(path)]
    said = (each.x + width(each.text, VALUE) for each in behind)
    if max(*drawn, *said, *_targets_said(chart, texts)) >= _REACHED * _width(chart):
        return None
    behind_bar = max(
        each.x - bar.right + width(each.text, VALUE) for bar, _ in numbered for each in behind if _is_beside(bar, each)
    )
    scale = max(number / (bar.right - bar.left) for bar, number in numbered)
    return f"{(_width(chart) - behind_bar - numbered[0][0].left) * scale:.3g}"


def _targets_said(chart: Element, texts: list[_Text]) -> Iterator[float]:
    """How far the ticks of targets reach with their numbers, which are at the edge of the chart."""
    for tick in (_around(piece) for path in _painted(chart, Paint.TARGET) for piece in _pieces(path)):
        yield from (
            tick.right + width(each.text, NOTE) for each in texts if _is_beside(tick, each) and each.x > tick.right
        )


def _end_of_axis(chart: Element) -> str | None:
    """The highest name of an axis of values, where nothing drawn reaches the upper half of it, or the lower one."""
    grid = sorted({y for path in (*_painted(chart, Paint.GRID), *_painted(chart, Paint.RULE)) for _, y in _level(path)})
    drawn = [
        y
        for paint in (Paint.LINE, Paint.TARGET, Paint.BAND)
        for path in _painted(chart, paint)
        for _, y in _places(path)
    ]
    if len(grid) < 2 or not drawn:
        return None
    top, bottom = grid[0], grid[-1]
    is_reached = min(drawn) <= top + (bottom - top) / 2 or max(drawn) == min(drawn) == bottom
    if is_reached:
        return None
    return next(
        (" ".join(each.text.split()) for each in chart.all("text") if abs(_text(each).y - top) < _TOLERANCE), ""
    )


def _level(path: Element) -> Iterator[tuple[float, float]]:
    """The places of horizontal lines."""
    places = _places(path)
    for start, end in zip(places[::2], places[1::2], strict=False):
        if start[1] == end[1]:
            yield start


def _painted(chart: Element, *paints: Paint) -> Iterator[Element]:
    """The paths of some paints, which each of them has, or the group that they are in."""
    classes = {paint.css_class for paint in paints}
    for each in chart.all("g", "path"):
        if each.attributes.get("class") in classes:
            yield from [each] if each.tag == "path" else each.all("path")


def _places(path: Element) -> list[tuple[float, float]]:
    return [place for piece in _pieces(path) for place in piece]


def _width(chart: Element) -> float:
    """Of the picture, without what it has on either side for the width of lines."""
    left, _, width, _ = map(float, chart.attributes.get("viewbox", "0 0 0 0").split())
    return width + 2 * left


def _bars(path: Element) -> Iterator[_Bar]:
    for corners in _pieces(path):
        if len(corners) == _CORNERS:
            (left, top), (right, _), (_, bottom), _ = corners
            yield _Bar(left, right, min(top, bottom), max(top, bottom))


_CORNERS = 4


def _pieces(path: Element) -> Iterator[list[tuple[float, float]]]:
    """The places of each piece of a path, one after the other."""
    for piece in path.attributes.get("d", "").split("M")[1:]:
        yield list(_piece(piece))


def _piece(piece: str) -> Iterator[tuple[float, float]]:
    """The places that lines lead to, of which level and upright ones say one number."""
    x = y = 0.0
    for letter, said in _STEP.findall("M" + piece):
        numbers = list(map(float, _NUMBER.findall(said)))
        if letter == "h":
            continue
        if letter in "HV":
            x, y = (numbers[0], y) if letter == "H" else (x, numbers[0])
            yield x, y
        for x, y in zip(numbers[::2], numbers[1::2], strict=True) if letter in "ML" else ():
            yield x, y


def _text(element: Element) -> _Text:
    x, y = (float(element.attributes.get(name) or 0) for name in ("x", "y"))
    return _Text(x, y, " ".join(element.text.split()))


def _is_beside(bar: _Bar, text: _Text) -> bool:
    return abs(text.y - bar.middle) <= _TOLERANCE


def _is_of_legend(page: HtmlPage, bar: _Bar, texts: list[_Text]) -> bool:
    """Whether words begin right behind a mark."""
    return any(not page.numbers(text.text) for text in _right_behind(bar, texts))


def _is_sample(piece: list[tuple[float, float]], texts: list[_Text]) -> bool:
    """Whether a line is no larger than a letter is high, and its name or number begins right behind it."""
    around = _around(piece)
    size = max(around.right - around.left, around.bottom - around.top)
    return size <= _LARGEST_SAMPLE and any(True for _text in _right_behind(around, texts))


def _right_behind(bar: _Bar, texts: list[_Text]) -> Iterator[_Text]:
    return (text for text in texts if _is_beside(bar, text) and 0 < text.x - bar.right <= _TOLERANCE)


_LARGEST_SAMPLE = 14.0


def _numbers(page: HtmlPage, bar: _Bar, texts: list[_Text]) -> list[float]:
    """The numbers behind the end of a bar, in its row."""
    behind = (each for each in texts if _is_beside(bar, each) and each.x >= bar.left and each.x > bar.right)
    return [float(number.value) for each in behind for number in page.numbers(each.text)]
