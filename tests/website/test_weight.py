"""What a site weighs stays within a budget: what readers load of a page, and what all of an edition takes on a disk.

A budget is what was measured, and a third. Whoever adds something that is worth more weight raises it here.
"""

from __future__ import annotations

import gzip
from collections import defaultdict

import pytest
from bulletin.website.shared_theme import FOLDER

from tests.sites import EN, Site

pytestmark = pytest.mark.slow

EDITION = f"{EN}/2023-Q1"
PAGES = {
    "": 14,
    "changes": 7,
    "decisions": 12,
    "downloads": 10,
    "measures": 15,
    "methods": 18,
    "organizations": 20,
    "periods": 10,
    "quality": 16,
    "sources": 12,
    "target-board": 9,
    "targets": 13,
}
"""Kind of page (the folder that it is in, or its own) → kB of its largest, compressed, with its charts."""
AROUND = 31
"""kB of a page without its article: heads, menus and footers, as they are on every page."""
THEME = 110
"""kB of all scripts and styles, compressed, which a browser loads once for all pages."""
FILES = {
    ".bib": 1,
    ".bulletin-site": 1,
    ".csv": 490,
    ".html": 4140,
    ".json": 740,
    ".png": 3,
    ".svg": 90,
    ".xml": 22,
}
"""Type of file → kB of all that an edition in a language has of it."""


def compressed(content: bytes) -> float:
    """The kB of a file as hosts send it."""
    return len(gzip.compress(content, 9, mtime=0)) / 1000


def within(found: dict[str, float], budgets: dict[str, int]) -> dict[str, float]:
    """What is over its budget, or has none."""
    return {name: round(size, 1) for name, size in found.items() if size > budgets.get(name, 0)}


def test_no_page_is_too_heavy(series: Site) -> None:
    """The largest page of each kind, compressed: what it loads besides is the theme, and that once."""
    largest: defaultdict[str, float] = defaultdict(float)
    for page in series.pages(EDITION):
        kind = page.rstrip("/").rpartition("/")[0] or page.rstrip("/")
        content = (series.directory / EDITION / page / "index.html").read_bytes()
        largest[kind] = max(largest[kind], compressed(content))
    assert within(largest, PAGES) == {}
    assert max(largest.values()) < 100


def test_what_is_around_articles_is_small(series: Site) -> None:
    """It is on every page, so that a kilobyte of it is a megabyte of a site."""
    for page in series.pages(EDITION):
        text = (series.directory / EDITION / page / "index.html").read_text(encoding="utf-8")
        before, _article, rest = text.partition("<article")
        after = rest.rpartition("</article>")[2]
        assert len(f"{before}{after}".encode()) / 1000 < AROUND, page


def test_scripts_and_styles_are_few(series: Site) -> None:
    """Once for all languages and editions of the site."""
    (theme,) = (series.directory / FOLDER).iterdir()
    assert sum(compressed(path.read_bytes()) for path in theme.rglob("*") if path.is_file()) < THEME


def test_no_type_of_file_takes_too_much(series: Site) -> None:
    """All of an edition in a language, by the types of its files."""
    sizes: defaultdict[str, float] = defaultdict(float)
    for path in (series.directory / EDITION).rglob("*"):
        if path.is_file():
            sizes[path.suffix or path.name] += path.stat().st_size / 1000
    assert within(sizes, FILES) == {}
