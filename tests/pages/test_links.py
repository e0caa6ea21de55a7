"""Every link and every file that a page names is there, whoever looks: read off the HTML, without a browser."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.sites import LANGUAGES, Site

LINKS = {("a", "href")}
FILES = {("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("iframe", "src"), ("use", "href")}
ELSEWHERE = {"canonical", "alternate"}
"""Relations of ``<link>`` that name a page rather than a file to load."""


class Parsed(HTMLParser):
    """The ids of a page and what it leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.files: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element has."""
        named = {name: value for name, value in attrs if value is not None}
        self.ids.update(named[name] for name in ("id", "name") if name in named)
        for name, value in named.items():
            if (tag, name) in LINKS:
                self.links.append(value)
            elif (tag, name) in FILES and named.get("rel") not in ELSEWHERE:
                self.files.append(value)


@cache
def parsed(path: Path) -> Parsed:
    """The page in a file."""
    return Parsed(path.read_text(encoding="utf-8"))


def target(site: Site, page: Path, link: str) -> tuple[Path, str]:
    """File that a link leads to on a server whose root is the site, and its fragment."""
    parts = urlsplit(link)
    here = f"/{page.relative_to(site.directory).as_posix()}"
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
    path = site.directory / joined.lstrip("/")
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def broken(site: Site, page: Path) -> Iterator[str]:
    """What a page names and the site does not have."""
    for link in parsed(page).links + parsed(page).files:
        if urlsplit(link).scheme in {"http", "https", "mailto", "data"}:
            continue
        path, fragment = target(site, page, link)
        if not path.is_file():
            yield f"{page}: {link}"
        elif fragment and path.suffix == ".html" and fragment not in parsed(path).ids:
            yield f"{page}: {link} (no such place on that page)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_somewhere(site: Site, language: str) -> None:
    """No link and no file of a page is missing, down to the place on the page."""
    pages = sorted((site.directory / language).rglob("*.html"))
    assert [fault for page in pages for fault in broken(site, page)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_are_relative(site: Site, language: str) -> None:
    """The site works under any address: no link begins with a slash, nothing is loaded from elsewhere."""
    pages = sorted((site.directory / language).rglob("index.html"))
    absolute = [(page, link) for page in pages for link in parsed(page).links if link.startswith("/")]
    loaded = [(page, file) for page in pages for file in parsed(page).files if urlsplit(file).netloc]
    assert absolute + loaded == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_reached(site: Site, language: str) -> None:
    """From the front page, links lead to every page."""
    start = site.directory / language / "index.html"
    reached, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for link in parsed(page).links:
            path, _ = target(site, page, link)
            if not urlsplit(link).scheme and path.suffix == ".html" and path.is_file() and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert set((site.directory / language).rglob("index.html")) - reached == set()
