"""``sitemap.xml``: the addresses under which search engines are to know the bulletin, each in every language.

Only those that stay: the pages of the newest edition and the lists of editions. https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.publishing.series.pages import fill
from bulletin.publishing.series.published import Published
from bulletin.rendering.files import Asset
from bulletin.rendering.links import EDITIONS, LATEST

LIMIT = 50_000
"""Addresses that one file may hold."""


@dataclass(frozen=True)
class Location:
    """A page, in one language."""

    address: str
    day: str
    """Of the release or correction that brought it, ``2023-04-07``; empty where no day is known."""
    alternates: tuple[tuple[str, str], ...]
    """Language and address of the same page, in every language that has it."""


def sitemap_files(published: Published, limit: int = LIMIT) -> Iterator[Asset]:
    """The sitemap; where it is too long for one file, several, and the list of them.

    :param limit: addresses that one file may hold.
    """
    locations = list(_locations(published))
    if len(locations) <= limit:
        yield _file("sitemap.xml", locations)
        return
    parts = [locations[start : start + limit] for start in range(0, len(locations), limit)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield Asset(
        "sitemap.xml", fill("sitemaps.xml", SOURCE_LANGUAGE, addresses=[published.address + name for name in names])
    )
    for name, part in zip(names, parts, strict=True):
        yield _file(name, part)


def _file(name: str, locations: Sequence[Location]) -> Asset:
    return Asset(name, fill("sitemap.xml", SOURCE_LANGUAGE, locations=locations))


def _locations(published: Published) -> Iterator[Location]:
    for series in published.series:
        since = series.newest.stands_since
        day = since.on.isoformat() if since.exact else ""
        for page in (f"{EDITIONS}/", *(f"{LATEST}/{page}" for page in sorted(series.newest.listed))):
            yield Location(series.address + page, day, tuple(_alternates(published, page)))


def _alternates(published: Published, page: str) -> Iterator[tuple[str, str]]:
    for series in published.series:
        if page == f"{EDITIONS}/" or page.removeprefix(f"{LATEST}/") in series.newest.listed:
            yield series.language, series.address + page
