"""axe finds nothing on any page: what a machine can find about access for people who see, hear or move differently."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.pages.looking import SIZES, State, looking
from tests.sites import VI, Site

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """
async (rules) => (await axe.run(document, {resultTypes: ['violations'], ...rules})).violations.flatMap(violation =>
  violation.nodes.map(node =>
    `${violation.id} (${violation.impact}): ${node.html.slice(0, 160)} ${node.failureSummary}`))
"""


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on the page that is open, by all of its rules or those that are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, {"runOnly": rules} if rules else {})
    return [f"{page.url}: {violation}" for violation in found]


EVERY, CONTRAST = (), ("color-contrast",)
"""Rules of axe."""


@pytest.mark.parametrize(
    ("state", "sizes", "rules"),
    [("light", SIZES[1:], EVERY), ("dark", SIZES, CONTRAST), ("forced colours", SIZES[2:3], EVERY)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_axe_finds_nothing_at_any_size(
    site: Site, browser: Browser, state: State, sizes: tuple[ViewportSize, ...], rules: tuple[str, ...]
) -> None:
    """No violation on a page of each kind; all pages are looked at on a phone. In the dark only contrast differs."""
    with looking(browser, site) as look:
        for address in site.samples(VI):
            look.open(f"{VI}/{address}")
            for size in sizes:
                look.turn(size, state)
                look.faults += violations(look.page, *rules)
        assert look.faults == []


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    """The check can fail: an image without a text is found."""
    with browser.new_page() as page:
        page.set_content('<!doctype html><html lang="vi"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
        assert any("image-alt" in violation for violation in violations(page))
