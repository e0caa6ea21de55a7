"""Texts of a version outside of its pages: the index of its search, and what feeds say of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from bulletin.publishing.attack.html_pages import HtmlPage, page_of_text
from bulletin.publishing.attack.site_reading import read_json

_ATOM = "{http://www.w3.org/2005/Atom}"


def other_texts(folder: Path, language: str) -> Iterator[HtmlPage]:
    """What the search index and the feeds say of a version, each as a page with a paragraph for each line.

    :param folder: of the version in this language.
    :raises OSError: when a file cannot be read.
    """
    yield from _search_index(folder / "search" / "search_index.json", language)
    feeds = folder.parent
    for path, entries in ((feeds / "feed.json", _json_entries), (feeds / "feed.xml", _atom_entries)):
        for address, lines in entries(path) if path.is_file() else ():
            if address.rstrip("/").endswith(f"/{folder.name}"):
                yield page_of_text("", language, lines, file=path.name)


def _search_index(path: Path, language: str) -> Iterator[HtmlPage]:
    for entry in read_json(path).get("docs", ()) if path.is_file() else ():
        page = f"{entry['location'].partition('#')[0]}index.html"
        yield page_of_text(page, language, [f"{entry['title']}: {entry['text']}"], file=f"search/{path.name}")


def _json_entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    for item in read_json(path).get("items", ()):
        texts = [item.get(name) or "" for name in ("title", "summary", "content_text", "content_html")]
        yield item["id"], [line for text in texts for line in text.splitlines()]


def _atom_entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    for entry in ET.parse(path).getroot().iter(f"{_ATOM}entry"):  # noqa: S314 - a file of the site that is attacked
        texts = list(entry.itertext())
        yield entry.findtext(f"{_ATOM}id") or "", [line for text in texts for line in text.splitlines()]
