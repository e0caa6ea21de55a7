"""Every page in both languages on a phone, and one of each kind on every screen, in every scheme and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pages.looking import LOOKS, NARROW, SIZES, Look, Scheme, looking
from tests.pages.test_accessibility import violations
from tests.sites import LANGUAGES, Site

ALL_FAULTS = """<!doctype html>
<style>.bulletin-scroll { width: 99px; overflow: auto } p { overflow: hidden; width: 9px }</style>
<p>Unbreakable</p>
<div class="bulletin-table" id="t"><div class="bulletin-scroll"><table class="bulletin-grid fold-0-3">
<tr><th>Unit<td>0123456789012345678901234567890123456789012345678901234567890123456789</table></div></div>
<details><summary>.</summary><p>More</p></details><a class="md-top">Up</a>
<svg class="bulletin-chart" viewBox="0 0 99 20"><text x="0" y="9">Overlapping</text><text x="9" y="9">These</text>
<text x="95" y="19">Beyond</text></svg>
"""
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_pages_fit_and_work(site: Site, browser: Browser, language: str) -> None:
    """On a phone no page is too wide, has an error, misses a file, asks another server, or is hard to access."""
    with looking(browser, site) as look:
        look.page.set_viewport_size(NARROW)
        for address in site.pages(language):
            look.open(f"{language}/{address}")
            look.check_width()
            look.check_texts_of_images()
            look.faults += violations(look.page)
        assert look.faults == []


@every_language
def test_pages_of_each_kind_keep_their_layout(site: Site, browser: Browser, language: str) -> None:
    """At every size, in light, dark and forced colours and on paper: nothing is too wide, cut off or drawn over."""
    with looking(browser, site) as look:
        for address in site.samples(language):
            look.open(f"{language}/{address}")
            for size, state in LOOKS:
                look.turn(size, state)
                look.check_layout(state)
        assert look.faults == []


def test_what_is_wrong_with_a_layout_is_found(browser: Browser) -> None:
    """The checks can fail: each fault of a page that has all of them is found."""
    with browser.new_page(viewport=NARROW) as page:
        look = Look(page, Site(Path(), ""))
        page.set_content(ALL_FAULTS)
        look.check_layout("print")
    for fault in (
        "cut off: P",
        "table t wider",
        "hidden in table t",
        "overlapping",
        "cut off in a chart: Beyond",
        "printed: md-top",
        "not printed: More",
    ):
        assert any(fault in each for each in look.faults), (fault, look.faults)


@every_language
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_contents_are_beside_an_article_or_in_it(site: Site, browser: Browser, language: str, *, script: bool) -> None:
    """A reader finds the sections at every width, once: folded on a phone, where choosing one leads to it."""
    with looking(browser, site, script=script) as look:
        for address in site.samples(language):
            look.open(f"{language}/{address}")
            within, beside = look.page.locator(".bulletin-contents"), look.page.locator(".md-sidebar--secondary")
            for size in SIZES:
                look.page.set_viewport_size(size)
                seen = [part.is_visible() for part in (within, beside) if part.count()]
                assert sum(seen) == (1 if within.count() else 0), (address, size)
        look.page.set_viewport_size(NARROW)
        look.open(f"{language}/methods/")
        within.locator("summary").click()
        link = within.locator("a").last
        link.click()
        heading = look.page.locator(link.get_attribute("href") or "")
        box = heading.bounding_box()
        assert box is not None
        assert 48 <= box["y"] < NARROW["height"]


@every_language
def test_scheme_follows_the_device(site: Site, browser: Browser, language: str) -> None:
    """A reader whose device is dark gets dark pages: the ground is dark and the text is light."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    grounds = {}
    for scheme in schemes:
        with looking(browser, site, scheme=scheme) as look:
            look.open(f"{language}/")
            ground, text = look.page.evaluate(
                "[...['backgroundColor', 'color'].map(name => getComputedStyle(document.body)[name])]"
                ".map(colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))"
            )
            grounds[scheme] = ground > text
    assert grounds == {"light": True, "dark": False}


WITHOUT_TOOLS = """document.querySelectorAll('.bulletin-tools, [data-made], output').forEach(each => each.remove())"""
"""Takes away what the script of the site adds to read with."""


@every_language
def test_pages_work_without_scripts(site: Site, browser: Browser, language: str) -> None:
    """Without JavaScript the reader sees the same text and can go to the same pages; with it, tools are added."""
    for address in site.samples(language):
        seen = []
        for script in (True, False):
            with looking(browser, site, script=script) as look:
                look.open(f"{language}/{address}")
                look.page.evaluate(WITHOUT_TOOLS)
                article = look.page.locator("article").first
                links = article.locator("a[href]").count()
                seen.append((" ".join(article.inner_text().split()), links))
                assert look.faults == []
        assert seen[0] == seen[1], address
        assert len(seen[0][0]) > 80, address


@every_language
def test_language_switch_keeps_the_page(site: Site, browser: Browser, language: str) -> None:
    """The header leads from every kind of page to the same page in the other language."""
    (other,) = set(LANGUAGES) - {language}
    with looking(browser, site) as look:
        for address in site.samples(language):
            look.open(f"{language}/{address}")
            link = look.page.locator(f"header a[hreflang={other}]").first
            look.page.goto(link.evaluate("link => link.href"))
            assert look.page.url == f"{site.address}/{other}/{address}"
            assert look.page.locator("html").get_attribute("lang") == other
        assert look.faults == []


def test_languages_have_the_same_pages(site: Site) -> None:
    """What is published in one language is published in the other."""
    vietnamese, english = map(site.pages, LANGUAGES)
    assert vietnamese == english


def test_entrance_leads_to_vietnamese(site: Site, browser: Browser) -> None:
    """Who opens the site's address reads its first language."""
    with looking(browser, site) as look:
        look.open("")
        look.page.wait_for_url(f"{site.address}/vi/")
        assert look.faults == []
