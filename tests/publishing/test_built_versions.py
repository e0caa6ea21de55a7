"""The files above the editions of the sample bulletin, as the command builds them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from bulletin.publishing.manifest import hashes
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive

from tests.pages.test_links import broken
from tests.sites import LANGUAGES, Site

pytestmark = pytest.mark.slow

languages = pytest.mark.parametrize("language", LANGUAGES)


def page_at(site: Site, address: str) -> Path:
    """File that an address on the web leads to."""
    return site.directory / unquote(urlsplit(address).path).lstrip("/") / "index.html"


@languages
def test_the_list_of_editions_leads_to_every_main_figure(series: Site, language: str) -> None:
    """Each link is whole, with the row that it names; each edition has its two to six figures."""
    page = series.directory / language / "editions" / "index.html"
    assert list(broken(series, page)) == []
    articles = page.read_text(encoding="utf-8").split("<article ")[1:]
    figures = [len(re.findall(r'<li>[^<]*<a href="\.\./[^"]+#', article)) for article in articles]
    assert len(articles) == 5
    assert all(2 <= number <= 6 for number in figures)


@languages
def test_what_has_an_address_is_there(series: Site, language: str) -> None:
    """Every address of the feeds, of the version menu and of the sitemap leads to a page."""
    feed = feedparser.parse((series.directory / language / "feed.xml").read_bytes())
    assert not feed.bozo
    versions = json.loads((series.directory / language / "versions.json").read_bytes())
    found = [link.href for entry in feed.entries for link in entry.links]
    found += [f"/{language}/{name}/" for version in versions for name in (version["version"], *version["aliases"])]
    found += re.findall(r"<loc>([^<]*)</loc>", (series.directory / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(found) > 50
    assert [address for address in found if not page_at(series, address).is_file()] == []


def test_sitemap_holds_every_page_of_the_newest_edition(series: Site) -> None:
    """And the lists of editions; no page of another edition, and none that only leads on."""
    text = (series.directory / "sitemap.xml").read_text(encoding="utf-8")
    pages = {f"{language}/latest/{page}" for language in LANGUAGES for page in series.pages(f"{language}/latest")}
    stubs = {
        page for page in pages if "noindex" in (series.directory / page / "index.html").read_text(encoding="utf-8")
    }
    expected = pages - stubs | {f"{language}/editions/" for language in LANGUAGES}
    assert {urlsplit(address).path[1:] for address in re.findall(r"<loc>([^<]*)</loc>", text)} == expected


def test_deriving_again_changes_nothing(series: Site, tmp_path: Path) -> None:
    """From nothing but the folders of the editions and their themes come the same files."""
    built = hashes(series.directory)
    for path in built:
        if re.fullmatch(r"([a-z]{2}/[0-9][^/]*|theme)/.*", path):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).hardlink_to(series.directory / path)
    derive(tmp_path)
    assert hashes(tmp_path) == {path: value for path, value in built.items() if path != ".bulletin-site"}
    assert json.loads((tmp_path / NAME).read_bytes())["editions"].keys() == {
        f"{language}/{name}" for language in LANGUAGES for name in ("2019-09", "2019-11", "2020", "2022-09", "2023-Q1")
    }
