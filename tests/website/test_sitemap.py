"""A sitemap of many addresses is in several files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from bulletin.website.sitemap import SITEMAP, split_sitemap
from hypothesis import given
from hypothesis import strategies as st

ADDRESS = "https://bulletin.example/vi/2023/"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def locations(path: Path) -> list[str]:
    """The addresses that a file has."""
    return [location.text or "" for location in ET.parse(path).iter(f"{{{SPACE}}}loc")]


@given(st.integers(0, 30), st.integers(1, 10))
def test_parts_are_the_whole(count: int, limit: int) -> None:
    """The files that are listed have each address once, in its order, and no more than so many; a short one is left."""
    addresses = [f"{ADDRESS}{number}/" for number in range(count)]
    urls = "".join(f"\n    <url>\n  <loc>{each}</loc>\n<lastmod>2023-01-01</lastmod></url>" for each in addresses)
    written = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SPACE}">{urls}\n</urlset>'
    with TemporaryDirectory() as name:
        path = Path(name) / SITEMAP
        path.write_text(written, encoding="utf-8")
        split_sitemap(Path(name), ADDRESS, limit)
        if count <= limit:
            assert [each.read_text("utf-8") for each in Path(name).iterdir()] == [written]
            return
        parts = [locations(Path(name) / part.removeprefix(ADDRESS)) for part in locations(path)]
        assert len(list(Path(name).iterdir())) == len(parts) + 1
    assert [address for part in parts for address in part] == addresses
    assert max(map(len, parts)) == limit


def test_a_draft_has_no_addresses(tmp_path: Path) -> None:
    """It is published nowhere, so that there is nothing to list."""
    split_sitemap(tmp_path, None)
    (tmp_path / SITEMAP).write_text("<urlset></urlset>", encoding="utf-8")
    split_sitemap(tmp_path, None)
    assert [path.name for path in tmp_path.iterdir()] == [SITEMAP]
