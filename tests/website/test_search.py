"""Readers find what they look for however they type it, in a real browser, and see it marked."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from bulletin.rendering.phrases.editions import EditionView
from bulletin.website import search_index
from bulletin.website.inverted_index import spellings
from bulletin.website.templating import THEME
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving
from tests.sites import LANGUAGES, Site
from tests.website import projects

pytestmark = pytest.mark.slow

FOUND = {
    "binh thanh": "Bình Thạnh",
    "Bình Thạnh": "Bình Thạnh",
    "BINH THANH": "Bình Thạnh",
    "BÌNH THẠNH": "Bình Thạnh",
    "bi\u0300nh tha\u0323nh": "Bình Thạnh",
    "le chan": "Lê Chân",
    "Lê Chân": "Lê Chân",
    "dong da": "Đống Đa",
    "đống đa": "Đống Đa",
    "ĐỐNG ĐA": "Đống Đa",
    "hoa binh": "Hoà Bình",
    "Hòa Bình": "Hoà Bình",
    "Hoà Bình": "Hoà Bình",
    "thanh khê": "Thanh Khê",
    "elus coeur or": "Élus du Cœur d’Or",
    "Élus": "Élus du Cœur d’Or",
    "nandu": "Ñandú",
    "lodz": "Łódź",
    "артемовск": "Артёмовск",
    "Артёмовск": "Артёмовск",
    "مكة": "مكّة",
    "المدينة": "المدينة المنوّرة",
}
"""What is typed, and the organization that is to come first."""


def folded(word: str) -> str:
    """A word in small letters, without marks and ligatures, to compare what was typed with what was found."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(letter)
    )
    return bare.replace("đ", "d").replace("ł", "l").replace("œ", "oe")


def ask(page: Page, query: str) -> None:
    """Type a query into the search of an open page, in place of the last."""
    box = page.locator("[data-md-component=search-query]")
    box.fill("")
    box.press_sequentially(query)
    box.press("Shift")  # the theme searches when a key is pressed, which letters of other keyboards are not here


def search(page: Page, site: Site, query: str) -> None:
    """Open a page and search."""
    page.goto(f"{site.address}/vi/organizations/")
    ask(page, query)


@pytest.fixture(params=["synthetic", "split"])
def searched(request: pytest.FixtureRequest) -> Site:
    """Give a site whose index is in one file, and one whose index is in many: both answer alike."""
    site: Site = request.getfixturevalue(request.param)
    return site


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_spelling_finds_and_marks(browser: Browser, searched: Site, language: str) -> None:
    """With marks or without, in capitals or small, composed or not: the same page comes first, and is marked whole."""
    with browser.new_page() as page:
        page.goto(f"{searched.address}/{language}/organizations/")
        first = page.locator(".md-search-result__item").first
        for query, name in FOUND.items():
            ask(page, query)
            expect(first.locator("h1"), query).to_have_text(name)
            marked = [word for word in re.split(r"[\s’]", name) if folded(word) in map(folded, query.split())]
            expect(first.locator("h1 mark"), query).to_have_text(marked)
            expect(first.locator(".md-search-result__terms"), f"said to be missing: {query}").to_have_count(0)


@pytest.mark.parametrize("query", ["l", "lê le", "le lê"])
def test_word_is_marked_once(browser: Browser, searched: Site, query: str) -> None:
    """A word found in two spellings has one mark, and its text is left whole."""
    with browser.new_page() as page:
        search(page, searched, query)
        title = page.locator(".md-search-result__item h1", has_text="Lê Chân")
        expect(title.locator("mark")).to_have_text(["Lê"])
        expect(title).to_have_text("Lê Chân")


def test_marks_that_are_typed_are_meant(browser: Browser, searched: Site) -> None:
    """A query with marks does not find words with other marks."""
    with browser.new_page() as page:
        search(page, searched, "thạnh")
        expect(page.locator(".md-search-result__item h1")).to_have_text(["Bình Thạnh"])


@pytest.mark.parametrize(
    ("language", "query"),
    [("vi", "1.115"), ("en", "1,115"), ("vi", "101,36%"), ("en", "101.36%"), ("vi", "1.100"), ("en", "1,100")],
)
def test_numbers_are_words(browser: Browser, searched: Site, language: str, query: str) -> None:
    """A number is found as it is printed, with all its separators; pages that have its parts only are not."""
    with browser.new_page() as page:
        page.goto(f"{searched.address}/{language}/organizations/")
        ask(page, query)
        expect(page.locator(".md-search-result__item h1")).to_have_text([projects.ORGANIZATIONS[projects.PRINTED]])
        expect(page.locator(".md-search-result__item mark").first).to_have_text(query)


def test_result_leads_to_the_page(browser: Browser, searched: Site) -> None:
    """A result is a link to the page."""
    with browser.new_page() as page:
        search(page, searched, "le chan")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{searched.address}/vi/organizations/le-chan/")
        expect(page.locator("article h1")).to_have_text("Lê Chân")


def test_hostile_names_are_shown_as_typed(browser: Browser, searched: Site) -> None:
    """Names in results are text: none of them opens a dialog or becomes an element."""
    with browser.new_page() as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        search(page, searched, "script")
        first = page.locator(".md-search-result__item").first
        expect(first.locator("h1")).to_have_text(projects.HOSTILE)
        expect(first.locator("img, script")).to_have_count(0)


SPELT = ["đống", "hòa", "hoà", "thuý", "łódź", "œuvre", "straße", "مكّة", "ـمدينة", "ёлка", "한국", "हिन्दी", "þorn"]


def test_spellings_are_the_same_everywhere(browser: Browser) -> None:
    """The script has the same spellings of a word for Material's search and for an index in many files."""
    with browser.new_page() as page:
        page.add_script_tag(path=THEME / "assets/javascripts/lunr/min/lunr.mul.min.js")
        assert page.evaluate("words => words.map(spellings)", SPELT) == [list(spellings(word)) for word in SPELT]


def test_answers_are_few_and_small_files(browser: Browser, split: Site) -> None:
    """A query fetches the files of its words and of its answers; the same query, and its pages, need no others."""
    with browser.new_page() as page:
        fetched: list[str] = []
        page.on("requestfinished", lambda request: fetched.append(request.url))
        search(page, split, "le chan")
        expect(page.locator(".md-search-result__item h1").first).to_have_text("Lê Chân")
        files = [url for url in fetched if "/search/" in url]
        assert {url.rsplit("/", 2)[1] for url in files} <= {"search", "words", "prefixes", "pages"}
        assert len(files) == len(set(files)) < len(list((split.directory / "vi/search").rglob("*.json")))


@pytest.mark.parametrize("missing", ["xyzzy", "bình"])
def test_words_that_a_page_has_not_are_said_to_be_missing(browser: Browser, split: Site, missing: str) -> None:
    """Where no page has all words of a query, those are found that have the rarest; others may have the rest."""
    with browser.new_page() as page:
        search(page, split, f"lê {missing} chân")
        first = page.locator(".md-search-result__item").first
        expect(first.locator("h1")).to_have_text("Lê Chân")
        expect(first.locator(".md-search-result__terms del")).to_have_text([missing])


def test_a_page_has_all_words_of_a_query(browser: Browser, split: Site) -> None:
    """Where some have all, no others are found."""
    with browser.new_page() as page:
        search(page, split, "bình thạ")
        expect(page.locator(".md-search-result__item h1")).to_have_text(["Bình Thạnh"])


def test_split_index_is_found_below_any_address(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition is in a folder of its language, and the whole may be in a folder of its host."""
    monkeypatch.setattr(search_index, "SPLIT_FROM", 1)
    words = dict.fromkeys(("title", "name", "period", "cut_off", "released", "corrected", "next_release"), "SYNTHETIC")
    texts = words | dict.fromkeys(("status", "note", "knows"), "") | {"id": "2023", "version": "2023"}
    edition = EditionView(**texts, changed_on="2023-04-07", notices=(), headlines=(), corrections=())
    directory = projects.build_edition(tmp_path / "host" / "folder", edition, "https://bulletin.example/folder/")
    site = directory.relative_to(tmp_path / "host").as_posix()
    with serving(tmp_path / "host") as address, browser.new_page() as page:
        page.goto(f"{address}/{site}/organizations/le-chan/")
        ask(page, "dong da")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{address}/{site}/organizations/dong-da/")


def test_index_holds_each_page_once(synthetic: Site) -> None:
    """The index has one entry a page, and no more text than rendering gave to find it by."""
    for language in LANGUAGES:
        index = json.loads((synthetic.directory / language / "search/search_index.json").read_text(encoding="utf-8"))
        locations = [entry["location"] for entry in index["docs"]]
        assert len(locations) == len(set(locations)) == len(projects.files(language))
