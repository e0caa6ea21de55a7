"""A phone whose owner has made letters twice as large shows all of a page without scrolling sideways."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser import launch
from tests.pages.looking import NARROW, OVERFLOW
from tests.sites import Site

TWICE = "--blink-settings=defaultFontSize=32"
PAGES = ("", "organizations/", "organizations/binh-thanh/", "targets/")


def test_letters_twice_as_large_fit_a_phone(series: Site, browser: Browser, chromium: str) -> None:
    """The header keeps its buttons in view, the name of the edition is left to the page, and numbers are not broken."""
    with launch(browser.browser_type, chromium, TWICE) as large:
        page = large.new_page(viewport=NARROW)
        for address in PAGES:
            page.goto(f"{series.address}/vi/latest/{address}")
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
            assert page.evaluate(OVERFLOW) <= 0, address
            box = page.locator(".md-header label[for=__search]").first.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= NARROW["width"], address
        page.goto(f"{series.address}/vi/latest/")
        for value in page.locator(".bulletin-headline-value a").all():
            rectangles = value.evaluate("link => link.getClientRects().length")
            assert rectangles <= len((value.inner_text()).split()), value.inner_text()
