"""The index of the search: what each page of ours is found by, in the form of Material's search plugin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from markupsafe import escape

from bulletin.rendering.files import Page

SEARCH_INDEX = "search/search_index.json"
"""Where Material's search looks for its index, below the site's directory."""


class SearchEntry(TypedDict):
    """A page in the search index. Texts are HTML, since results are shown as HTML."""

    location: str
    title: str
    text: str


def search_entry(page: Page, location: str) -> SearchEntry:
    """The entry of a page that is published at ``location``."""
    text = page.search_text or page.description
    return {"location": location, "title": str(escape(page.title)), "text": str(escape(text))}


def add_to_search_index(site_dir: Path, entries: Iterable[SearchEntry]) -> None:
    """Put ``entries`` before those of the hand-written pages, in the index that the search plugin has just written."""
    path = site_dir / SEARCH_INDEX
    if not path.is_file():  # the project configures no search
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [*entries, *index["docs"]]
    path.write_bytes(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
