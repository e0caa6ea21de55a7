"""What the bulletin changes of the theme works for readers: by keyboard, without JavaScript, in the dark, on paper."""

from __future__ import annotations

import re

from bulletin.rendering.files import Page as RenderedPage
from playwright.sync_api import Browser, Page, expect

from tests.sites import VI, Site
from tests.website import projects

PAGE = "vi/organizations/le-chan/"
DARK = "rgb(20, 25, 31)"


def background(page: Page) -> str:
    """The colour behind the page's text."""
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_keyboard_reaches_the_content_first(browser: Browser, synthetic: Site) -> None:
    """The first stop of the tabulator key is a visible link that leads past the header."""
    with browser.new_page() as page:
        page.goto(f"{synthetic.address}/{PAGE}")
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        expect(link).to_have_text("Chuyển đến nội dung chính")
        expect(link).to_be_in_viewport()
        link.press("Enter")
        expect(page).to_have_url(re.compile("#figures$"))


def test_nothing_is_offered_that_needs_scripts(browser: Browser, synthetic: Site) -> None:
    """Without JavaScript there is no search to fail, and the sections are in reach on a phone."""
    with browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 740}) as page:
        page.goto(f"{synthetic.address}/{PAGE}")
        expect(page.locator("label[for=__search]:visible")).to_have_count(0)
        expect(page.locator("[data-md-component=palette] label:visible")).to_have_count(0)
        page.locator(".bulletin-sections a").nth(1).click()
        expect(page).to_have_url(f"{synthetic.address}/vi/organizations/")
        page.locator("a[hreflang=en]").click()
        expect(page).to_have_url(f"{synthetic.address}/en/organizations/")


def test_reader_chooses_the_scheme(browser: Browser, synthetic: Site) -> None:
    """The scheme is the device's until the reader chooses another, which then holds on other pages too."""
    with browser.new_page(color_scheme="dark") as page:
        page.goto(f"{synthetic.address}/{PAGE}")
        assert background(page) == DARK
        page.locator("[data-md-component=palette] label:visible").click()
        assert background(page) != DARK
        page.goto(f"{synthetic.address}/vi/")
        assert background(page) != DARK


def test_paper_shows_the_article_only(browser: Browser, synthetic: Site) -> None:
    """In print there are no menus, and dark pages are light."""
    with browser.new_page(color_scheme="dark") as page:
        page.goto(f"{synthetic.address}/{PAGE}")
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        for part in (".md-header", ".md-tabs", ".md-sidebar--secondary", ".bulletin-sections"):
            expect(page.locator(part).first).to_be_hidden()
        assert background(page) != DARK


def test_sections_are_called_what_their_pages_are(synthetic: Site) -> None:
    """The menu's words are the titles of the pages, so that no section has two names."""
    home = (synthetic.directory / "vi/index.html").read_text(encoding="utf-8")
    for file in projects.files(VI):
        if isinstance(file, RenderedPage) and file.path in projects.TOP[1:] + projects.LAST:
            assert re.search(rf">\s*{re.escape(file.title)}\s*</a>", home), file.title
