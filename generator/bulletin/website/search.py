"""The entries that make the bulletin's pages findable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from markupsafe import escape

from bulletin.rendering.files import Page

INDEX = "search/search_index.json"
"""Where Material's search looks for its index, below the site's directory."""


class Entry(TypedDict):
    """What the search knows of a page. Texts are HTML, since results are shown as HTML."""

    location: str
    title: str
    text: str


def entry(page: Page, location: str) -> Entry:
    """The entry of a page that is published at ``location``."""
    text = page.search_text or page.description
    return {"location": location, "title": str(escape(page.title)), "text": str(escape(text))}


def add_to_index(site_dir: Path, entries: Iterable[Entry]) -> None:
    """Put ``entries`` before those of the hand-written pages, in the index that the search plugin has just written."""
    path = site_dir / INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [*entries, *index["docs"]]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
