"""axe finds nothing on any page: what a machine can find about access for people who see, hear or move differently."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.looking import NARROW, WIDE, Scheme, looking
from tests.sites import LANGUAGES, Site

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """
async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation =>
  violation.nodes.map(node =>
    `${violation.id} (${violation.impact}): ${node.html.slice(0, 160)} ${node.failureSummary}`))
"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page that is open."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return [f"{page.url}: {violation}" for violation in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(site: Site, browser: Browser, language: str) -> None:
    """No violation on any page, read on a phone in light."""
    with looking(browser, site) as look:
        look.page.set_viewport_size(NARROW)
        for address in site.pages(language):
            look.open(f"{language}/{address}")
            look.faults += violations(look.page)
        assert look.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_either_scheme(site: Site, browser: Browser, language: str, scheme: Scheme) -> None:
    """No violation on a page of each kind on a wide screen, in light and in dark."""
    with looking(browser, site, scheme=scheme) as look:
        look.page.set_viewport_size(WIDE)
        for address in site.samples(language):
            look.open(f"{language}/{address}")
            look.faults += violations(look.page)
        assert look.faults == []


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    """The check can fail: an image without a text is found."""
    with browser.new_page() as page:
        page.set_content('<!doctype html><html lang="vi"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
        assert any("image-alt" in violation for violation in violations(page))
