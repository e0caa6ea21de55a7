"""Small pages that lead on: to the newest edition from above it, and back from addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bulletin.localization.languages import own_name
from bulletin.model.text import Language
from bulletin.publishing.series.markup import fill
from bulletin.publishing.series.volumes import Published, Series
from bulletin.rendering.files import Asset
from bulletin.rendering.links import LATEST
from bulletin.rendering.text.messages.series import Series as Words


@dataclass(frozen=True)
class Way:
    """A way to the newest edition in one language."""

    language: Language
    text: str
    href: str
    """From the page that it stands on."""
    address: str
    """The same on the web."""
    heading: str
    """That there is no such page."""
    explanation: str


def entrances(published: Published) -> Iterator[Asset]:
    """The ``index.html`` above all languages, and that of each language."""
    ways = [_way(series, f"{series.language}/{LATEST}/") for series in published.series]
    yield _onwards("index.html", "", published.first, ways)
    for series in published.series:
        yield _onwards(f"{series.language}/index.html", "../", series, [_way(series, f"{LATEST}/")])


def not_found(published: Published) -> Asset:
    """The page for addresses that do not exist: shown under any of them, it leads from the site's own top."""
    top = urlsplit(published.address).path
    ways = [_way(series, f"{top}{series.language}/{LATEST}/") for series in published.series]
    title = published.first.bulletin.title
    return Asset("404.html", fill("404.html", published.first.language, top=top, title=title, ways=ways))


def _onwards(path: str, top: str, series: Series, ways: list[Way]) -> Asset:
    return Asset(path, fill("onwards.html", series.language, top=top, title=series.bulletin.title, ways=ways))


def _way(series: Series, href: str) -> Way:
    return Way(
        series.language,
        f"{own_name(series.language)}: {series.bulletin.title}",
        href,
        f"{series.address}{LATEST}/",
        Words.not_found.in_(series.language),
        Words.not_found_says.in_(series.language),
    )
