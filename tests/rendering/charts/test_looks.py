"""In a browser: letters are large enough on a phone, nothing is cut off, and the dark is dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bulletin.rendering.charts import STYLESHEET, draw
from bulletin.rendering.charts.drawing import Layout
from playwright.sync_api import Browser, Page

from tests.pages.looking import CUT_OFF, OVERLAPPING
from tests.rendering.charts.specimens import SPECS

PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>.</title><style>{style}</style>
<style>.md-typeset svg {{ max-width: 100% }} body {{ margin: 0 16px; font-family: "{font}" }}</style>
<body data-md-color-scheme="{scheme}" class="md-typeset">{charts}"""
SMALLEST = """[...document.querySelectorAll('.bulletin-chart text')].filter(text => text.checkVisibility()).map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""
WIDER = ".bulletin-chart text { letter-spacing: 0.04em }"
"""Makes a font wider by about a fifteenth."""
FILL = "getComputedStyle(document.querySelector('.bulletin-chart-bar')).fill"


@contextmanager
def opened(
    browser: Browser, width: int, scheme: str = "default", font: str = "DejaVu Sans", more: str = ""
) -> Iterator[Page]:
    """Open a page of all specimens."""
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        charts = "\n".join(f'<div class="bulletin-picture">{draw(spec)}</div>' for spec in SPECS)
        style = STYLESHEET.read_text(encoding="utf-8") + more
        page.set_content(PAGE.format(style=style, font=font, scheme=scheme, charts=charts))
        yield page


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_letters_are_large_enough(browser: Browser, width: int) -> None:
    """No letter is smaller than 11 pixels, on a phone or on a desk, and no chart makes the page scroll sideways."""
    with opened(browser, width) as page:
        sizes = page.evaluate(SMALLEST)
        assert 11 <= min(sizes) <= max(sizes) < 20
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize(
    ("font", "style"), [("DejaVu Sans", WIDER), ("DejaVu Sans", ""), ("sans-serif", ""), ("serif", "")]
)
def test_nothing_is_cut_off(browser: Browser, font: str, style: str, width: int) -> None:
    """Every text and mark is inside of the picture and apart from others, even in a font wider than usual."""
    with opened(browser, width, font=font, more=style) as page:
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate(OVERLAPPING) == []


@pytest.mark.parametrize(("width", "layout"), [(360, Layout.NARROW), (1280, Layout.WIDE)])
def test_each_column_has_its_layout(browser: Browser, width: int, layout: Layout) -> None:
    """A phone shows the narrow pictures and a desk the wide ones; paper has those that its column can hold."""
    shown = (
        "[...document.querySelectorAll('svg')].filter(each => each.checkVisibility()).map(each => each.classList[1])"
    )
    with opened(browser, width) as page:
        assert page.evaluate(shown) == [layout.css_class] * len(SPECS)
        page.emulate_media(media="print")
        assert page.evaluate(shown) == [layout.css_class] * len(SPECS)


def test_reader_toggles_the_dark(browser: Browser) -> None:
    """The attribute that the theme's switch sets changes the colours; print stays light."""
    with opened(browser, 1280) as page:
        light = page.evaluate(FILL)
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        assert page.evaluate(FILL) != light
        page.emulate_media(media="print")
        assert page.evaluate(FILL) == light


def test_forced_colours_leave_data_and_lines_apart(browser: Browser) -> None:
    """Data have a colour of the system that is not the page's; the lines behind them are dotted."""
    style = "[...document.querySelectorAll('.bulletin-chart-{}')].map(each => getComputedStyle(each).{})"
    with opened(browser, 1280) as page:
        page.emulate_media(forced_colors="active")
        ground = page.evaluate(
            "document.body.style.backgroundColor = 'Canvas', getComputedStyle(document.body).backgroundColor"
        )
        assert ground.startswith("rgb(")
        for mark, colour in (("bar", "fill"), ("line", "stroke"), ("target", "stroke"), ("ink", "fill")):
            assert ground not in page.evaluate(style.format(mark, colour)), mark
        assert set(page.evaluate(style.format("grid", "strokeDasharray"))) == {"1px, 4px"}
