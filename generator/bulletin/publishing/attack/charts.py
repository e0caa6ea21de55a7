"""The geometry of charts: the value of a mark is its length over the scale of marks that have a number beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bulletin.publishing.attack.html_elements import Element
from bulletin.publishing.attack.html_pages import HtmlPage
from bulletin.rendering.charts.drawing import VALUE, WIDTH, width

_RECTANGLE = re.compile(
    r"M ([-\d.]+) ([-\d.]+) L ([-\d.]+) [-\d.]+ L [-\d.]+ ([-\d.]+) L [-\d.]+ [-\d.]+ z",
)
_TOLERANCE = 8.0
"""Pixels between the middle of a mark and the base line of the texts of its row, at the most."""


_PERCENT = set("%٪")
_COORDINATE = re.compile(r"[ML] ([-\d.]+) ")
_REACHED = 0.9
"""Of the width of a chart, what its longest bar and the number behind it take at least."""


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
    texts = [_text(each) for each in chart.all("text")]
    bars = [bar for path in chart.all("path") if "bar" in path.attributes.get("class", "") for bar in _bars(path)]
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


def end_of_scale(page: HtmlPage, chart: Element) -> str | None:
    """The number at which the scale of a chart ends, where none that it shows is nearly as large.

    A scale is as wide as it can be with the number behind the longest bar; charts of percentages go to a hundred.
    """
    texts = [_text(each) for each in chart.all("text")]
    paths = list(chart.all("path"))
    bars = [bar for path in paths if "bar" in path.attributes.get("class", "") for bar in _bars(path)]
    numbered = [(bar, numbers[0]) for bar in bars if (numbers := _numbers(page, bar, texts)) and bar.right > bar.left]
    behind = [each for each in texts if any(_is_beside(bar, each) and each.x > bar.right for bar, _ in numbered)]
    if not numbered or any(set(each.text) & _PERCENT for each in behind):
        return None
    drawn = [float(x) for path in paths for x in _COORDINATE.findall(path.attributes.get("d", ""))]
    if max(*drawn, *(each.x + width(each.text, VALUE) for each in behind)) >= _REACHED * WIDTH:
        return None
    behind_bar = max(
        each.x - bar.right + width(each.text, VALUE) for bar, _ in numbered for each in behind if _is_beside(bar, each)
    )
    scale = max(number / (bar.right - bar.left) for bar, number in numbered)
    return f"{(WIDTH - behind_bar - numbered[0][0].left) * scale:.3g}"


def _bars(path: Element) -> Iterator[_Bar]:
    for left, top, right, bottom in _RECTANGLE.findall(path.attributes.get("d", "")):
        yield _Bar(float(left), float(right), min(float(top), float(bottom)), max(float(top), float(bottom)))


def _text(element: Element) -> _Text:
    x, y = (float(element.attributes.get(name) or 0) for name in ("x", "y"))
    return _Text(x, y, " ".join(element.text.split()))


def _is_beside(bar: _Bar, text: _Text) -> bool:
    return abs(text.y - bar.middle) <= _TOLERANCE


def _is_of_legend(page: HtmlPage, bar: _Bar, texts: list[_Text]) -> bool:
    """Whether words begin right behind a mark."""
    behind = (text for text in texts if _is_beside(bar, text) and 0 < text.x - bar.right <= _TOLERANCE)
    return any(not page.numbers(text.text) for text in behind)


def _numbers(page: HtmlPage, bar: _Bar, texts: list[_Text]) -> list[float]:
    """The numbers behind the end of a bar, in its row."""
    behind = (each for each in texts if _is_beside(bar, each) and each.x >= bar.left and each.x > bar.right)
    return [float(number.value) for each in behind for number in page.numbers(each.text)]
