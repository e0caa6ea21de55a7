"""What is read of the geometry of charts: every mark has its number, and what has none is found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bulletin.publishing.attack.charts import end_of_scale, marks_without_number
from bulletin.publishing.attack.html_elements import Element, read_html
from bulletin.publishing.attack.html_pages import HtmlPage
from bulletin.rendering.charts import draw
from bulletin.rendering.charts.specs import Bar, TargetMark

from tests.rendering.charts.specimens import CHANGES, RANKING
from tests.sites import VI

TITLE = re.compile(r"<title>[^<]*</title>")


def pictures(html: str) -> tuple[HtmlPage, list[Element]]:
    """A page of the pictures of a chart."""
    root = read_html(html)
    return HtmlPage("index.html", VI, root), list(root.all("svg"))


def found(html: str) -> list[tuple[str, str]]:
    """The marks of both pictures beside which there is no number."""
    page, charts = pictures(html)
    assert len(charts) == 2
    return [mark for chart in charts for mark in marks_without_number(page, chart)]


def test_both_marks_of_a_change_have_their_numbers() -> None:
    """The bar of the earlier period as well as the point of the later one, and neither is a length by the scale."""
    html = draw(CHANGES)
    assert len(TITLE.findall(html)) >= 4
    assert found(html) == []
    page, charts = pictures(html)
    assert [end_of_scale(page, chart) for chart in charts] == [None, None]


HIDDEN = Bar(label="2019", value=None, value_label="hidden", target=TargetMark(position=1000, label="target 1,000"))


@pytest.mark.parametrize("value", [0.5, 104, 700])
def test_a_scale_that_ends_at_a_target_says_nothing_of_a_hidden_figure(value: float) -> None:
    """But where the tick of the target is halfway, something else was longer."""
    shown = Bar(label="2018", value=value, value_label=f"{value:g}")
    html = draw(replace(RANKING, bars=(shown, HIDDEN)))
    page, charts = pictures(html)
    assert [end_of_scale(page, chart) for chart in charts] == [None, None]
    page, charts = pictures(MARKS_AND_VALUE.sub(lambda found: PLACE.sub(halved, found[0]), html))
    assert None not in [end_of_scale(page, chart) for chart in charts]


MARKS_AND_VALUE = re.compile(r' d="[^"]*"|x="[^"]*" y="[^"]*" font-weight')
PLACE = re.compile(r"([MH]|x=\")([\d.]+)")


def halved(place: re.Match[str]) -> str:
    return f"{place[1]}{float(place[2]) / 2}"


@pytest.mark.parametrize("number", range(6))
def test_a_mark_of_a_change_without_a_number_is_found(number: int) -> None:
    """Be it the bar or the point; where nothing changed, either says the number of both."""
    html = draw(CHANGES)
    titles = [title for title in TITLE.findall(html) if not title.endswith(": 500</title>")]
    assert len(titles) == 6
    assert found(html.replace(titles[number], "", 1)) != []
