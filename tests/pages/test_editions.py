"""All editions in a browser: the line on every page, the menu, what came later, and the ways between them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import serving
from tests.pages.looking import NARROW, VIEWS, WIDE, Look, Scheme, looking
from tests.pages.test_accessibility import violations
from tests.sites import LANGUAGES, Site

EDITIONS = ("2019-09", "2019-11", "2020", "2022-09", "2023-Q1")
TITLES = {
    "2019-09": "Số tháng 9/2019",
    "2019-11": "Số tháng 11/2019",
    "2020": "Số năm 2020",
    "2022-09": "Số tháng 9/2022",
    "2023-Q1": "Số quý I/2023",
}
OLDEST, NEWEST = EDITIONS[0], EDITIONS[-1]
PAGE = "organizations/hiep-thanh/"
"""A page that every edition has."""
HOSTILE = "</p><img src=x onerror=alert(1)>&lt;b&gt;"


def later(page: Page) -> list[str]:
    """What the page shows of what came after its edition."""
    expect(page.locator(".md-version")).to_be_attached()
    return [text.strip() for text in page.locator(".bulletin-later p").all_inner_texts()]


COMMON = ("", PAGE, "downloads/")
"""Pages that every edition has; the line, the menu and the banner are the same on all others, which are looked at as a
draft in both languages."""
IN_FULL = (f"vi/{OLDEST}", f"en/{NEWEST}")
"""Editions of which a page of each kind is looked at in every view: one with all that came after it, and the newest."""


@pytest.mark.parametrize("edition", [f"{language}/{edition}" for language in LANGUAGES for edition in EDITIONS])
def test_pages_of_every_edition_fit_and_work(series: Site, browser: Browser, edition: str) -> None:
    """Pages fit wide and narrow windows, light and dark, with the banner on them, and have no fault."""
    in_full = edition in IN_FULL
    with looking(browser, series) as look:
        for address in series.samples(edition) if in_full else COMMON:
            look.open(f"{edition}/{address}")
            expect(look.page.locator(".bulletin-newer")).to_have_count(int(not edition.endswith(NEWEST)))
            look.check_texts_of_images()
            for size, scheme in VIEWS if in_full else VIEWS[1:2]:
                look.page.set_viewport_size(size)
                look.page.emulate_media(color_scheme=scheme)
                look.check_width()
        assert look.faults == []


@pytest.mark.parametrize(("scheme", "size"), [("light", NARROW), ("dark", WIDE)])
@pytest.mark.parametrize("edition", IN_FULL)
def test_axe_finds_nothing_in_an_edition(
    series: Site, browser: Browser, edition: str, scheme: Scheme, size: ViewportSize
) -> None:
    """No violation with the line, the menu and the banner, on a phone and on a desk."""
    with looking(browser, series, scheme=scheme) as look:
        look.page.set_viewport_size(size)
        for address in COMMON:
            look.open(f"{edition}/{address}")
            expect(look.page.locator(".bulletin-newer")).to_have_count(int(not edition.endswith(NEWEST)))
            look.page.locator(".md-version__current").focus()
            look.faults += violations(look.page)
        assert look.faults == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_says_which_edition_it_is_of(series: Site, browser: Browser, edition: str) -> None:
    """In plain HTML, without a script: the title, up to when it knows, and the ways to the newest and to all."""
    with looking(browser, series, script=False) as look:
        look.open(f"vi/{edition}/{PAGE}")
        line = look.page.locator(".bulletin-edition")
        assert TITLES[edition] in line.inner_text()
        assert "số liệu báo cáo đến" in line.inner_text()
        ways = line.locator("a").evaluate_all("links => links.map(link => link.href)")
        assert ways == [f"{series.address}/vi/latest/{PAGE}", f"{series.address}/vi/editions/"]
        for way in ways:
            look.page.goto(way)
        assert look.faults == []


def test_paper_says_which_edition_it_is(series: Site, browser: Browser) -> None:
    """Printed, a page says its edition and up to when that knows; the ways to others stay on the screen."""
    with looking(browser, series) as look:
        look.open(f"vi/{NEWEST}/{PAGE}")
        look.page.emulate_media(media="print")
        line, *ways = look.page.locator(".bulletin-edition span").all()
        expect(line).to_be_visible()
        assert TITLES[NEWEST] in line.inner_text()
        for way in ways:
            expect(way).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phones_first_screen_has_what_happened_and_a_chart(series: Site, browser: Browser, language: str) -> None:
    """All of the sentences and the whole chart are above the lower edge; and the line says what it is an edition of."""
    with looking(browser, series) as look:
        look.page.set_viewport_size(NARROW)
        look.open(f"{language}/{NEWEST}/")
        expect(look.page.locator(".bulletin-name")).to_be_visible()
        for part in ("article h1 ~ ul", "svg.bulletin-chart-narrow"):
            box = look.page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= NARROW["height"], part


def test_a_phones_header_has_the_arrow_of_the_menu(series: Site, browser: Browser) -> None:
    """However long the name of the edition is, which ends in an ellipsis then."""
    with looking(browser, series) as look:
        look.page.set_viewport_size(ViewportSize(width=320, height=740))
        look.open(f"en/{NEWEST}/")
        menu = look.page.locator(".md-version__current")
        expect(menu).to_be_visible()
        assert menu.evaluate("menu => menu.scrollWidth > menu.clientWidth")
        assert menu.evaluate("menu => getComputedStyle(menu).textOverflow") == "ellipsis"
        beyond, width = menu.evaluate(
            "menu => [getComputedStyle(menu, '::after').right, getComputedStyle(menu).paddingRight].map(parseFloat)"
        )
        assert 0 <= beyond < width
        expect(look.page.locator(".md-header__option").first).to_be_visible()


def choose(look: Look, title: str) -> None:
    """Choose an edition from the menu, with the keyboard only."""
    look.page.locator(".md-version__current").focus()
    entries = look.page.locator(".md-version__link")
    place = entries.all_inner_texts().index(title)
    for _ in range(place + 1):
        look.page.keyboard.press("Tab")
    assert look.page.evaluate("document.activeElement.textContent") == title
    expect(entries.nth(place)).to_be_visible()
    look.page.keyboard.press("Enter")


@pytest.fixture(params=["", "series/"], ids=["at the top", "in a folder"])
def place(request: pytest.FixtureRequest, series: Site) -> Iterator[Site]:
    """Serve all editions at the top of a host, and below a folder of one."""
    if not request.param:
        yield series
        return
    with serving(series.directory.parent) as address:
        yield Site(series.directory, f"{address}/{series.directory.name}")


def test_menu_keeps_the_reader_on_the_page(place: Site, browser: Browser) -> None:
    """From edition to edition, wherever the site is served: the same page of each, and the menu names them by title."""
    with looking(browser, place) as look:
        look.open(f"vi/{OLDEST}/{PAGE}")
        for edition in (*EDITIONS[1:], OLDEST):
            expect(look.page.locator(".md-version__link")).to_have_text([*TITLES.values()][::-1])
            choose(look, TITLES[edition])
            look.page.wait_for_url(f"{place.address}/vi/{edition}/{PAGE}")
            expect(look.page.locator(".md-version__current")).to_have_text(TITLES[edition])
        assert look.faults == []


def test_menu_leads_to_the_front_page_where_an_edition_has_no_such_page(series: Site, browser: Browser) -> None:
    """An edition that did not know the organization opens with its front page."""
    with looking(browser, series) as look:
        look.open(f"vi/{NEWEST}/organizations/ha-noi/")
        expect(look.page.locator(".md-version__link")).to_have_count(len(EDITIONS))
        choose(look, TITLES[OLDEST])
        look.page.wait_for_url(f"{series.address}/vi/{OLDEST}/")
        assert look.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_banner_leads_to_the_same_page_of_the_newest_edition(place: Site, browser: Browser, language: str) -> None:
    """On every older edition, and only there: neither on the newest nor on its copy."""
    with looking(browser, place) as look:
        for edition in EDITIONS[:-1]:
            look.open(f"{language}/{edition}/{PAGE}")
            look.page.locator(".bulletin-newer a").click()
            look.page.wait_for_url(f"{place.address}/{language}/{NEWEST}/{PAGE}")
            assert later(look.page) == []
        look.open(f"{language}/latest/{PAGE}")
        look.page.wait_for_load_state("networkidle")
        assert later(look.page) == []
        assert look.faults == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_language_switch_stays_in_the_edition(series: Site, browser: Browser, edition: str) -> None:
    """The other language shows the same page of the same edition."""
    with looking(browser, series) as look:
        for address in COMMON:
            look.open(f"vi/{edition}/{address}")
            there = look.page.locator("header a[hreflang=en]").first.evaluate("link => link.href")
            look.page.goto(there)
            assert look.page.url == f"{series.address}/en/{edition}/{address}"
        assert look.faults == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_for_wrong_addresses_leads_back_into_the_edition(series: Site, browser: Browser, edition: str) -> None:
    """It leads to the edition's front page, to all editions and to the other language, which are all there."""
    with looking(browser, series) as look:
        look.open(f"vi/{edition}/404.html")
        assert "Không tìm thấy trang" in look.page.locator("h1").inner_text()
        ways = look.page.locator("a").evaluate_all("links => links.map(link => link.pathname)")
        assert ways == [f"/vi/{edition}/", "/vi/editions/", f"/en/{edition}/"]
        for way in ways:
            look.page.goto(f"{series.address}{way}")
        assert look.faults == []


@pytest.fixture(scope="module")
def corrected(series: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a SYNTHETIC variant: the oldest edition is corrected, a title is hostile, the newest lacks a page."""
    directory = tmp_path_factory.mktemp("synthetic") / "site"
    shutil.copytree(series.directory / "vi", directory / "vi")
    shutil.copytree(series.directory / "theme", directory / "theme")
    shutil.copytree(directory / "vi" / OLDEST, directory / "vi" / f"{OLDEST}.1")
    shutil.rmtree(directory / "vi" / NEWEST / "targets")
    listed = directory / "vi" / "versions.json"
    versions = json.loads(listed.read_text(encoding="utf-8"))
    versions[0]["title"] = escape(HOSTILE)
    versions[-1]["properties"] = {"hidden": True, "superseded-by": f"{OLDEST}.1"}
    versions.append({"version": f"{OLDEST}.1", "title": "SYNTHETIC correction", "aliases": []})
    listed.write_text(json.dumps(versions), encoding="utf-8")
    with serving(directory) as address:
        yield Site(directory, address)


def test_superseded_version_leads_to_the_corrected_page(corrected: Site, browser: Browser) -> None:
    """First that it was corrected, then that a newer edition exists; the menu does not offer it."""
    with looking(browser, corrected) as look:
        look.open(f"vi/{OLDEST}/{PAGE}")
        expect(look.page.locator(".bulletin-later p")).to_have_count(2)
        assert later(look.page) == [
            "Số này đã được đính chính: SYNTHETIC correction",
            f"Đã có số mới hơn: {HOSTILE}",
        ]
        assert TITLES[OLDEST] not in look.page.locator(".md-version__link").all_inner_texts()
        look.page.locator(".bulletin-superseded a").click()
        look.page.wait_for_url(f"{corrected.address}/vi/{OLDEST}.1/{PAGE}")
        assert look.faults == []


def test_titles_are_text(corrected: Site, browser: Browser) -> None:
    """An edition's title is shown as it was typed, in the menu as in the banner, and adds no element."""
    with looking(browser, corrected) as look:
        look.open(f"vi/2020/{PAGE}")
        expect(look.page.locator(".md-version__link").first).to_have_text(HOSTILE)
        expect(look.page.locator(".bulletin-newer a")).to_have_text(HOSTILE)
        assert look.page.locator(":is(.md-banner, .md-version) img").count() == 0
        assert look.faults == []


def test_banner_leads_to_the_front_page_where_the_newest_has_no_such_page(corrected: Site, browser: Browser) -> None:
    """A page that the newest edition does not have is not led to; asking for it is the only fault."""
    with looking(browser, corrected) as look:
        look.open("vi/2020/targets/")
        expect(look.page.locator(".bulletin-newer a")).to_have_attribute("href", f"{corrected.address}/vi/{NEWEST}/")
        assert [fault for fault in look.faults if "404" not in fault] == []


def test_nothing_is_shown_without_the_list_of_versions(series: Site, browser: Browser, tmp_path: Path) -> None:
    """A folder of one edition alone shows no banner, served or opened from a disk."""
    shutil.copytree(series.directory / "vi" / OLDEST, tmp_path / "vi" / OLDEST)
    with serving(tmp_path) as address, looking(browser, Site(tmp_path, address)) as look:
        for page in (f"{address}/vi/{OLDEST}/", (tmp_path / "vi" / OLDEST / "index.html").as_uri()):
            look.page.goto(page)
            look.page.wait_for_load_state("networkidle")
            assert look.page.locator(".bulletin-later p").count() == 0
            assert look.page.locator(".bulletin-edition").is_visible()
