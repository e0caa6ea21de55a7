"""The CSV of the tables of a page: one file for all of them, or in versions of earlier programs one for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bulletin.publishing.attack.html_elements import Element
from bulletin.publishing.attack.html_pages import HtmlPage

_ID = "table-"


class PageTable(NamedTuple):
    """A table of a page with what its file says."""

    id: str
    """``by-period``"""
    block: Element
    """Where it is on the page."""
    path: Path
    """Of its file."""
    headings: list[str]
    rows: list[list[str]]
    """Those of the page, with more behind them; cells of columns that only other tables have are empty."""


Rows = tuple[list[str], list[list[str]]]
"""The headings of a file, and its rows."""


def page_tables(folder: Path, page: HtmlPage) -> Iterator[PageTable]:
    """The tables of a page that can be downloaded.

    :param folder: of the version in the language of the page.
    :raises OSError: when a file cannot be read.
    """
    name, downloads = _slug(page), folder / "downloads"
    together = downloads / "pages" / f"{name}.csv"
    headings, rows = _read(together)
    for block in page.root.all("div"):
        table = block.attributes.get("id", "").removeprefix(_ID)
        alone = downloads / "tables" / f"{name}-{table}.csv"
        if not block.attributes.get("id", "").startswith(_ID):
            continue
        if alone.is_file():
            yield PageTable(table, block, alone, *_read(alone))
        elif headings:
            caption = next((_plain(each.text) for each in block.all("caption")), "")
            yield PageTable(table, block, together, *_of_table(headings, rows, caption))


def _slug(page: HtmlPage) -> str:
    return page.path.removesuffix("index.html").strip("/").replace("/", "-") or "index"


def _of_table(headings: list[str], rows: list[list[str]], caption: str) -> Rows:
    """The rows of a table, without the column that names it: the first one, or the second where that names readers."""
    for place in (0, 1):
        if found := [row[:place] + row[place + 1 :] for row in rows if _plain(row[place]) == caption]:
            return headings[:place] + headings[place + 1 :], found
    return headings, []


def _read(path: Path) -> Rows:
    if not path.is_file():
        return [], []
    with path.open(encoding="utf-8-sig", newline="") as read:
        headings, *rows = csv.reader(read)
    return headings, rows


def _plain(text: str) -> str:
    """A text without the space and the apostrophe that files add or leave out."""
    return " ".join(text.split()).removeprefix("'")
