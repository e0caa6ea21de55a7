"""Editions of the sample bulletin as files: what each knows and what it cannot know, and where each is."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from bulletin.rendering.phrases.editions import EditionView

from tests.sites import LANGUAGES, Site
from tests.website import projects
from tests.website.test_plugin import Document

pytestmark = pytest.mark.slow

EDITIONS = ("2019-09", "2019-11", "2020", "2022-09", "2023-Q1")
BESIDES = {
    "api/schema.json": "gives an example of the notation",
    "downloads/index.html": "gives an example of the notation",
    "downloads/pages/downloads.csv": "gives an example of the notation",
    "downloads/csv-metadata.json": "gives an example of the notation",
    "manifest.json": "names the files of all records",
}
"""Files that may name what came later, and why."""
LATER = re.compile(r"(?<!\d)2023(?!\d)|Hà Nội|Lê Chân|ha-noi|le-chan|Hai Phong|Hải Phòng|hai-phong")


def files(folder: Path) -> list[Path]:
    """The files of an edition that say something, but for those of the theme."""
    kinds = {".html", ".json", ".csv", ".xml"}
    return [path for path in sorted(folder.rglob("*")) if path.suffix in kinds and "assets" not in path.parts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition_knows_nothing_of_what_came_later(series: Site, language: str) -> None:
    """No page, download, answer or entry of the search of September 2019 names a year, city or district of later."""
    folder = series.directory / language / "2019-09"
    naming = {path.relative_to(folder).as_posix() for path in files(folder) if LATER.search(path.read_text("utf-8"))}
    assert naming <= BESIDES.keys()
    assert len(files(folder)) > 50


@pytest.mark.parametrize(("language", "number"), [("vi", "1.115"), ("en", "1,115")])
def test_figure_comes_with_the_edition_that_first_knew_it(series: Site, language: str, number: str) -> None:
    """Bình Thạnh's admissions over the term were reported in November 2019."""
    page = "organizations/binh-thanh/index.html"
    assert number in (series.directory / language / "2019-11" / page).read_text("utf-8")
    assert not [path for path in files(series.directory / language / "2019-09") if number in path.read_text("utf-8")]


def test_edition_leaves_out_what_nothing_had_been_said_about(series: Site) -> None:
    """Measures and organizations only ever come in, and the first edition has but some of them."""
    for kind in ("measures", "organizations", "sources"):
        known = [{path.name for path in (series.directory / "vi" / e / kind).iterdir()} for e in EDITIONS]
        assert all(older <= newer for older, newer in pairwise(known)), kind
        assert len(known[0]) < len(known[-1]) / 2 + 1, kind


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_file_says_of_which_edition_it_is(series: Site, edition: str) -> None:
    """CSV in a last column, JSON in a field; the page of downloads names it."""
    folder = series.directory / "vi" / edition
    for path in folder.rglob("*.csv"):
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
        assert rows[0][-1] in {"edition", "Số bản tin"}
        assert edition in rows[-1][-1]
    answers = [json.loads(path.read_text("utf-8")) for path in (folder / "api").rglob("*.json")]
    assert {answer["edition"] for answer in answers if "schema_version" in answer} == {edition}
    assert f"<dd>{edition}</dd>" in (folder / "downloads/index.html").read_text("utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_where_they_say(series: Site, language: str, edition: str) -> None:
    """The site map has every page at its own address, for the menu; search engines are led to the newest edition."""
    folder = series.directory / language / edition
    top = f"{json.loads((folder / 'manifest.json').read_text('utf-8'))['address']}{language}"
    listed = re.findall("<loc>(.*)</loc>", (folder / "sitemap.xml").read_text("utf-8"))
    pages = series.pages(f"{language}/{edition}")
    assert sorted(listed) == sorted(f"{top}/{edition}/{page}" for page in pages)
    for page in pages:
        (canonical,) = Document((folder / page / "index.html").read_text("utf-8")).all("link", rel="canonical")
        assert canonical["href"] == f"{top}/latest/{page}"


@pytest.mark.parametrize(("edition", "days"), [("2020", set()), ("2023-Q1", {"2023-04-07"})])
def test_site_map_dates_pages_by_the_release(series: Site, edition: str, days: set[str]) -> None:
    """Every page of an edition was published with it; of an edition without a known day, no day is shown."""
    site_map = (series.directory / "vi" / edition / "sitemap.xml").read_text("utf-8")
    assert set(re.findall("<lastmod>(.*)</lastmod>", site_map)) == days


def test_no_day_is_claimed_where_only_the_year_is_known(series: Site) -> None:
    """The edition of 2020 names the last day of its year nowhere but as that of the year itself."""
    folder = series.directory / "vi" / "2020"
    naming = {path.relative_to(folder).parts[0] for path in files(folder) if "31/12/2020" in path.read_text("utf-8")}
    assert naming <= {"periods"}


def test_titles_name_the_edition(series: Site) -> None:
    """The front page is called what the edition is called."""
    html = (series.directory / "vi/2019-09/index.html").read_text("utf-8")
    assert "<title>Số tháng 9/2019 - " in html


def test_draft_is_kept_from_search_engines(site: Site) -> None:
    """Every page of a draft of a bulletin with editions says that it is one."""
    for page in site.pages("vi"):
        html = (site.directory / "vi" / page / "index.html").read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html
        assert "Bản nháp: số liệu báo cáo đến ngày 7/4/2023, chưa phát hành" in html


def test_bulletin_without_editions_is_no_draft(synthetic: Site) -> None:
    """What has no editions is published as it is."""
    for page in synthetic.pages("vi"):
        html = (synthetic.directory / "vi" / page / "index.html").read_text("utf-8")
        assert "noindex" not in html
        assert "bulletin-edition" not in html


def test_words_of_an_edition_are_text(tmp_path: Path) -> None:
    """A hostile title adds no element to a page, and the page for wrong addresses leads below the site's address."""
    view = EditionView(
        id="2023-Q1",
        version="2023-Q1.1",
        title=projects.HOSTILE,
        name=projects.HOSTILE,
        period="",
        cut_off="",
        released="",
        corrected="",
        changed_on="2023-04-07",
        next_release="",
        status="",
        notices=(),
        note="",
        headlines=(),
        corrections=(),
        knows=projects.HOSTILE,
    )
    directory = projects.build_edition(tmp_path, view, "https://example.org/bulletin/")
    for path in directory.rglob("*.html"):
        assert not Document(path.read_text("utf-8")).values("onerror"), path
    links = Document((directory / "404.html").read_text("utf-8")).all("a")
    assert [str(link["href"]) for link in links] == [
        "/bulletin/vi/2023-Q1.1/.",
        "/bulletin/vi/2023-Q1.1/../editions/",
        "/bulletin/vi/2023-Q1.1/../../en/2023-Q1.1/",
    ]
