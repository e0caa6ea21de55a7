"""Every page has a strict policy of what it may load and run, and nothing breaks it, whatever is clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from bulletin.website.content_policy import PAGE_POLICY
from playwright.sync_api import Browser, expect

from tests.pages.looking import Look, looking
from tests.sites import LANGUAGES, Site
from tests.website.test_search import ask

LISTENING = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.lineNumber}`));
"""
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(
    r"<[^<>]*\s(?:style|on[a-z]+)=|<script(?![^<>]*(?:\ssrc=|type=\"application/json\"))|<style|javascript:"
)
"""An attribute with style or script, or an element with it; but for data."""
PLAIN = re.compile(r"<style>.*?</style>", re.DOTALL)
NEWEST = "2023-Q1"


@contextmanager
def watching(browser: Browser, site: Site) -> Iterator[Look]:
    """Open a window that notes what breaks the policy."""
    with looking(browser, site) as look:
        look.page.context.add_init_script(LISTENING)
        yield look


def broken(look: Look) -> list[str]:
    """What broke the policy of the page that is open."""
    found: list[str] = look.page.evaluate("window.violations")
    return found


def html_files(site: Site) -> list[Path]:
    return sorted(site.directory.rglob("*.html"))


@pytest.mark.parametrize("which", ["site", "series"])
def test_every_page_has_a_strict_policy(request: pytest.FixtureRequest, which: str) -> None:
    """Before anything that it could load; without unsafe-inline, eval, other hosts or wildcards; of a draft, too."""
    for path in html_files(request.getfixturevalue(which)):
        text = path.read_text(encoding="utf-8")
        found = META.search(text)
        assert found is not None, path
        assert not re.search(r"<(?:script|link|style|img)", text[: found.start()]), path
        policy = unescape(found[1])
        assert policy.startswith("default-src 'none'; "), path
        assert not re.search(r"unsafe|\*|https?:|blob:", policy), path


@pytest.mark.parametrize("which", ["site", "series"])
def test_no_page_has_a_script_or_style_within(request: pytest.FixtureRequest, which: str) -> None:
    """But for the plain pages, which need no file but the logo: their style is named by its hash."""
    for path in html_files(request.getfixturevalue(which)):
        text = path.read_text(encoding="utf-8")
        is_plain = PAGE_POLICY not in text
        assert INLINE.findall(PLAIN.sub("", text) if is_plain else text) == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_breaks_the_policy(series: Site, browser: Browser, language: str) -> None:
    """On a page of each kind of an edition, and on those above all editions."""
    edition = f"{language}/{NEWEST}"
    with watching(browser, series) as look:
        of_edition = [f"{edition}/{page}" for page in series.samples(edition)]
        for address in (*of_edition, f"{language}/editions/", f"{language}/latest/", "404.html", f"{edition}/404.html"):
            look.open(address)
            assert broken(look) == [], address
        assert look.faults == []


def test_nothing_that_readers_do_breaks_the_policy(series: Site, browser: Browser) -> None:
    """They search, choose an appearance, another language and another edition; and all of that works."""
    with watching(browser, series) as look:
        page = look.page
        look.open(f"vi/{NEWEST}/")
        ask(page, "hiep thanh")
        expect(page.locator(".md-search-result__item h1").first).to_contain_text("Hiệp Thành")
        assert broken(look) == []
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(re.compile(f"{NEWEST}/."))
        assert broken(look) == []

        look.open(f"vi/{NEWEST}/organizations/hiep-thanh/")
        page.locator("label[for=__palette_1]").click()
        page.locator("label[for=__palette_2]").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator(".md-version__current").focus()
        expect(page.locator(".md-version__list")).to_be_visible()
        assert broken(look) == []

        look.open(f"vi/{NEWEST}/")  # the choice is kept
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator(".bulletin-language").first.click()
        page.wait_for_url(f"**/en/{NEWEST}/")
        assert broken(look) == []
        assert look.faults == []


def test_a_script_that_got_into_a_page_does_not_run(series: Site, browser: Browser, tmp_path: Path) -> None:
    """Were there a hole, the policy would close it: neither elements nor attributes run, and no other host is asked."""
    with watching(browser, series) as look:
        look.open(f"vi/{NEWEST}/")
        look.page.evaluate(
            """() => {
              const place = document.createElement("div");
              place.innerHTML = "<img src='/none.png' onerror='window.ran = 1'><p style='position: fixed'>x</p>";
              const script = document.createElement("script");
              script.textContent = "window.ran = 2";
              document.body.append(place, script);
            }"""
        )
        for _ in range(100):  # not wait_for_function, which the policy stops as it evaluates a string in the page
            if look.page.evaluate("window.violations.length") >= 3:
                break
            look.page.wait_for_timeout(100)
        assert look.page.evaluate("window.violations.length") >= 3
        assert look.page.evaluate("window.ran") is None
