"""Text in records is shown as typed, whatever it contains: it runs nothing and adds nothing to a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import once, serving
from tests.pages import hostile
from tests.pages.looking import looking
from tests.sites import LANGUAGES, Site, build, configured

STRUCTURE = """
[...document.querySelectorAll('*')].map(e => [e.localName, ...e.getAttributeNames().sort().filter(
  name => !(name === 'title' && e.matches('.md-nav__link'))
    && !(name === 'style' && e.matches('.md-sidebar, .md-sidebar__scrollwrap'))
)].join(' '))
"""
"""Name and attributes of every element, but for two that the theme's script gives: the title of a line too long for its
list, which depends on the widths of the letters, and the height of the sidebars, which it sets in an animation frame
at some time after the page has loaded."""
LINES = """
[...document.querySelectorAll('svg text, svg.bulletin-chart g')]
  .map(e => [e.localName, ...e.getAttributeNames().sort()].join(' '))
"""
"""The same of the lines of texts in charts, and of the groups of several; how many there are depends on the widths of
the letters. What may be in a chart at all is tested with the charts."""
RUNNING = (
    "[...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src).filter(a => /^javascript:/i.test(a))"
)


@dataclass(frozen=True)
class Pair:
    """Two sites of records that differ in nothing but their texts."""

    harmless: Site
    hostile: Site


@pytest.fixture(scope="module")
def pair(shared: Path) -> Iterator[Pair]:
    """Build both once for all workers, and serve them."""
    with ExitStack() as stack:
        harmless = _built(shared / "harmless", hostile.harmless)
        exact = _built(shared / "hostile", str)
        yield Pair(*(Site(directory, stack.enter_context(serving(directory))) for directory in (harmless, exact)))


def _built(project: Path, turn: Callable[[str], str]) -> Path:
    def make() -> str:
        hostile.write(configured(project), turn)
        return build(project, project / "site")

    return Path(once(project.parent, f"{project.name}-built", make))


def structure(page: Page) -> Counter[str]:
    """How many elements of each name and set of attributes a page has, but for lines in charts."""
    return Counter(page.evaluate(STRUCTURE)) - Counter(page.evaluate(LINES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_add_nothing(pair: Pair, browser: Browser, language: str) -> None:
    """No dialog, no error, no request, and the very elements and attributes that harmless names give."""
    assert pair.hostile.pages(language) == pair.harmless.pages(language)
    with looking(browser, pair.harmless) as harmless, looking(browser, pair.hostile) as look:
        for address in pair.hostile.pages(language):
            harmless.open(f"{language}/{address}")
            look.open(f"{language}/{address}")
            expected, found = structure(harmless.page), structure(look.page)
            assert (address, found - expected, expected - found) == (address, Counter(), Counter())
            assert look.page.evaluate(RUNNING) == []
        assert look.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_shown_as_typed(pair: Pair, browser: Browser, language: str) -> None:
    """Every hostile text is some organization's name, and is on top of its page and in the list unchanged."""
    with looking(browser, pair.hostile) as look:
        headings = set()
        for address in pair.hostile.pages(language):
            if address.startswith(("organizations/leaf", "organizations/root")):
                look.open(f"{language}/{address}")
                headings.add(look.page.locator("article h1").first.inner_text())
        look.open(f"{language}/organizations/")
        listed = look.page.locator("article").first.inner_text()
    assert headings == set(hostile.HOSTILE)
    assert [heading for heading in headings if heading not in listed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_found_and_run_nothing(pair: Pair, browser: Browser, language: str) -> None:
    """The results of a search show hostile names as text."""
    with looking(browser, pair.hostile) as look:
        look.open(f"{language}/")
        look.page.locator("[data-md-component=search-query]").press_sequentially("alert")
        results = look.page.locator(".md-search-result__item")
        results.first.wait_for()
        assert results.locator("script, img, svg[onload], [onmouseover], [onclick]").count() == 0
        assert any("alert(1)" in text for text in results.all_inner_texts())
        assert look.faults == []
