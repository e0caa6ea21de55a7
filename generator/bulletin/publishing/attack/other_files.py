"""Other files than pages and the answers about measures: numbers that they have of hidden figures, and texts."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.html_pages import HtmlPage, page_of_text
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.site_reading import read_json
from bulletin.rendering.export.rows import digits_of, entries_of, period_of

_Fields = tuple[str, ...]
_FIELDS = ("organization", "measure", "population", "period", "breakdown", "category")


def search_files(versions: Iterable[PublishedTables], folders: Collection[Path]) -> Iterator[Finding]:
    """The numbers that any of these files has of a hidden figure.

    :param folders: those that are searched.
    :raises OSError: when a file cannot be read.
    """
    for version in versions:
        hidden = {_of_key(version, key): key for key in version.hidden}
        for folder in (each for each in version.folders if hidden and each in folders):
            for path, fields, number in _numbers(folder):
                if number and (key := hidden.get(fields)) is not None:
                    place = path.relative_to(folder.parent).as_posix()
                    yield Finding(FindingKind.FILE, key, version.version, place=place, found=number)


def _of_key(version: PublishedTables, key: CellKey) -> _Fields:
    about = key.organization, key.measure, key.population, version.figures[key].period
    return *about, key.breakdown or "", key.category or "", "each" if key.each else ""


def _numbers(folder: Path) -> Iterator[tuple[Path, _Fields, str]]:
    """The files of a version, what each entry in them is about, and the number that it says."""
    path = folder / "downloads" / "figures.csv"
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from ((path, _of_entry(row), row.get("value", "")) for row in csv.DictReader(file))
    path = folder / "values.json"
    if path.is_file():
        entries = (entry for entry in entries_of(read_json(path), "values") if "target" not in entry)
        yield from ((path, _of_entry(entry), entry.get("digits", "")) for entry in entries)
    for path in sorted((folder / "api" / "organizations").glob("*.json")):
        for entry in entries_of(read_json(path), "figures"):
            about = {**entry, "period": period_of(entry)}
            yield path, _of_entry(about), digits_of(entry["value"])


def _of_entry(entry: Mapping[str, Any]) -> _Fields:
    return *(entry.get(name) or "" for name in _FIELDS), "each" if entry.get("each") else ""


# --- texts

_ATOM = "{http://www.w3.org/2005/Atom}"


def other_texts(folder: Path, language: str) -> Iterator[HtmlPage]:
    """What the search index and the feeds say of a version, each as a page with a paragraph for each line.

    :param folder: of the version in this language.
    :raises OSError: when a file cannot be read.
    """
    index = folder / "search"
    for path in (index / "search_index.json", *sorted(index.glob("pages/*.json"))):
        yield from _search_entries(path, path.relative_to(folder).as_posix(), language)
    feeds = folder.parent
    for path, entries in ((feeds / "feed.json", _json_entries), (feeds / "feed.xml", _atom_entries)):
        for address, lines in entries(path) if path.is_file() else ():
            if address.rstrip("/").endswith(f"/{folder.name}"):
                yield page_of_text("", language, lines, file=path.name)


def _search_entries(path: Path, name: str, language: str) -> Iterator[HtmlPage]:
    for entry in read_json(path).get("docs", ()) if path.is_file() else ():
        page = f"{entry['location'].partition('#')[0]}index.html"
        yield page_of_text(page, language, [f"{entry['title']}. {entry['text']}"], file=name)


def _json_entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    for item in read_json(path).get("items", ()):
        texts = [item.get(name) or "" for name in ("title", "summary", "content_text", "content_html")]
        yield item["id"], [line for text in texts for line in text.splitlines()]


def _atom_entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    for entry in ET.parse(path).getroot().iter(f"{_ATOM}entry"):  # noqa: S314 - a file of the site that is attacked
        texts = list(entry.itertext())
        yield entry.findtext(f"{_ATOM}id") or "", [line for text in texts for line in text.splitlines()]
