"""The page of all editions, read by people: what it shows, and that it can be read by everybody."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bulletin.publishing.manifest import Day
from bulletin.publishing.versions import derive
from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.pages.hostile import HOSTILE, harmless
from tests.pages.looking import VIEWS, Scheme, looking
from tests.pages.test_accessibility import violations
from tests.pages.test_html import check, find_java
from tests.publishing.sample_versions import CORRECTED, NEW, OLD, SAMPLE_VERSIONS, SampleVersion, write_versions
from tests.publishing.test_versions import read
from tests.sites import EN, LANGUAGES, Site

DERIVED = (
    "",
    "404.html",
    *(f"{language}/{page}" for language in LANGUAGES for page in ("editions/", "latest/measures/")),
)
"""Every kind of page above the editions."""
TAG = re.compile(r"<[a-z][^>]*>")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the synthetic editions and the files above them, at the top of a host."""
    directory = tmp_path_factory.mktemp("served")
    derive(write_versions(directory, SAMPLE_VERSIONS, address="http://127.0.0.1:8000/"))
    with serving(directory) as address:
        yield Site(directory, address)


def page_of(directory: Path, *versions: SampleVersion, language: str = "vi") -> str:
    derive(write_versions(directory, versions))
    return read(directory / language / "editions/index.html")


def test_every_edition_is_listed_once_newest_first(tmp_path: Path) -> None:
    """Superseded versions are no editions of their own; the newest is marked."""
    page = page_of(tmp_path, *SAMPLE_VERSIONS)
    assert re.findall(r'<article id="([^"]+)">', page) == ["2023-Q1", "2022-09", "2020"]
    assert page.count("Số mới nhất") == 1
    assert page.index("Số mới nhất") < page.index('id="2022-09"')


def test_main_figures_lead_to_their_pages(tmp_path: Path) -> None:
    """In the current version."""
    page = page_of(tmp_path, *SAMPLE_VERSIONS)
    assert '<a href="../2023-Q1.1/organizations/north/#figure">32 members</a>' in page
    assert '<a href="../2020/organizations/north/#figure">32 members</a>' in page
    assert "../2023-Q1/organizations" not in page


def test_corrections_are_shown_whole(tmp_path: Path) -> None:
    """When, what, how large, why, what changed along with it, and where the superseded version is."""
    page = page_of(tmp_path, *SAMPLE_VERSIONS)
    shown = page[page.index('id="2023-Q1.correction-2023-05-02"') : page.index('id="2022-09"')]
    for words in ("Synthetic correction", "Synthetic mistake", "23 members", "32 members", "Lý do: Synthetic reason"):
        assert words in shown
    derived = shown[shown.index("<details>") : shown.index("</details>")]
    assert "<summary>Số liệu tính từ đó cũng thay đổi</summary>" in derived
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td></tr>', derived)
    assert rows == [("Synthetic total", "123 members", "132 members"), ("Synthetic mean", "", "44 members")]
    assert '<a href="../2023-Q1/">Bản trước khi đính chính: 2023-Q1</a>' in shown


def test_corrected_editions_are_dated(tmp_path: Path) -> None:
    """By the release and by the day on which they were corrected; others by the release only."""
    page = page_of(tmp_path, *SAMPLE_VERSIONS)
    shown = dict(re.findall(r"<div><dt>([^<]*)</dt><dd>([^<]*)</dd></div>", page[: page.index('id="2022-09"')]))
    assert (shown["Ngày phát hành"], shown["Ngày đính chính"]) == ("2023-04-07", "2023-05-02")
    assert page.count("Ngày đính chính") == 1


def test_corrections_of_versions_that_were_never_published(tmp_path: Path) -> None:
    """Where a project begins to publish with an edition that has been corrected, there is nothing before it."""
    page = page_of(tmp_path, CORRECTED)
    assert "Synthetic mistake" in page
    assert "Bản trước khi đính chính" not in page


@pytest.mark.parametrize(("language", "words"), [("vi", "2020 (không rõ ngày)"), ("en", "2020 (no day is known)")])
def test_the_calendar_shows_what_is_known(tmp_path: Path, language: str, words: str) -> None:
    """Each release, and the next one as it was announced; a year is called no day."""
    coming = replace(NEW, next=Day(date(2024, 12, 31), exact=False))
    page = page_of(tmp_path, OLD, coming, language=language)
    calendar = page[page.index('id="calendar"') :]
    rows = re.findall(r"<tr><th scope=\"row\"><a [^>]*>([^<]*)</a></th><td>([^<]*)</td><td>([^<]*)</td></tr>", calendar)
    assert rows == [
        ("Synthetic 2023-Q1", "2023-04-07", words.replace("2020", "2024")),
        ("Synthetic 2020", words, "to be announced"),
    ]
    assert words in page[: page.index('id="calendar"')]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_add_nothing_to_the_page(tmp_path: Path, text: str) -> None:
    """Markup in titles, notices, labels and reasons is shown as typed: the page has the same tags without it."""
    shapes = []
    for name, words in (("hostile", text), ("harmless", harmless(text))):
        derive(write_versions(tmp_path / name, [SampleVersion("2023", text=words).corrected(date(2024, 1, 1))], [EN]))
        pages = sorted((tmp_path / name).rglob("*.html"))
        derived = "".join(read(page) for page in pages if "2023" not in page.parts)
        attributes = (re.sub(r'"[^"]*"', '""', tag) for tag in TAG.findall(derived))
        shapes.append(Counter(attributes))
    assert shapes[0] == shapes[1]


def test_no_style_or_script_is_inline(served: Site) -> None:
    """A policy that allows styles from files only, and no script at all, leaves every page as it is."""
    for page in DERIVED:
        html = read(served.directory / page / "index.html" if not page.endswith(".html") else served.directory / page)
        assert re.findall(r"<style|<script|\sstyle=|\son[a-z]+=|javascript:", html) == []


@pytest.mark.slow
def test_pages_are_valid_html(served: Site, tmp_path: Path, shared: Path) -> None:
    """No error on any page above the editions, with hostile words either."""
    java = find_java(shared)
    hostile = SampleVersion("2023", text="".join(HOSTILE)).corrected(date(2024, 1, 1))
    derive(write_versions(tmp_path / "hostile", [hostile], address="https://bulletin.example/"))
    folders = (served.directory, tmp_path / "hostile")
    pages = [page for place in folders for page in place.rglob("*.html") if "assets/series.css" in read(page)]
    assert len(pages) == 16  # ten with ways to pages that are gone, and six of an edition that has no other
    for number, page in enumerate(pages):
        place = tmp_path / "pages" / str(number)
        place.mkdir(parents=True)
        shutil.copy(page, place)
    assert check(java, tmp_path / "pages").stderr.splitlines() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: Site, browser: Browser, scheme: Scheme) -> None:
    """No violation, on the widest and the narrowest window."""
    with looking(browser, served, scheme=scheme, script=True) as look:
        for size, _ in VIEWS[:2]:
            look.page.set_viewport_size(size)
            for address in DERIVED[1:]:
                look.open(address)
                look.check_width()
                look.faults += violations(look.page)
        assert look.faults == []


def test_the_way_in_leads_on(served: Site, browser: Browser) -> None:
    """Whoever asks for the top of the site, or of a language, is taken to the newest edition."""
    with looking(browser, served, script=False) as look:
        for top, newest in (("", "vi"), ("vi/", "vi"), ("en/", "en")):
            look.open(top)
            expect(look.page).to_have_url(f"{served.address}/{newest}/latest/")
