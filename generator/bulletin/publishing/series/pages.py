"""Pages above the editions: the list of editions, landing pages, ``latest/`` and its stubs, the version list.

The version list, ``versions.json``, is in mike's format, which the version menu of the theme reads.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.localization.languages import own_name
from bulletin.localization.messages import Message, _, translate
from bulletin.model.text import Language
from bulletin.publishing.manifest import NAME
from bulletin.publishing.series.published import ATOM, JSON, Corrected, Published, PublishedVersion, Series
from bulletin.rendering.files import Asset
from bulletin.rendering.links import EDITIONS, LATEST
from bulletin.rendering.phrases.editions import EditionView
from bulletin.website.resources import templates
from bulletin.website.staging import link

_FOLDER = Path(__file__).parent / "templates"


def fill(template: str, language: Language, **context: object) -> bytes:
    """A template of ``generator/bulletin/publishing/series/templates``, filled in.

    It has ``_``, which declares a message, and ``say``, which gives a message in the language.
    """

    def say(message: Message, **details: str) -> str:
        return translate(message, language, **details)

    return templates(_FOLDER).get_template(template).render(context, language=language, say=say, _=_).encode()


@dataclass(frozen=True)
class EditionRow:
    """An edition as it stands."""

    href: str
    view: EditionView
    is_newest: bool
    corrections: tuple[Corrected, ...]


def series_page(published: Published, series: Series) -> Asset:
    """The page ``editions/`` of a language."""
    content = fill(
        "editions.html",
        series.language,
        top="../../",
        series=series,
        rows=[_row(series, version) for version in series.current],
        languages=[(other.language, own_name(other.language), other.address) for other in published.series],
        paths={"atom": ATOM, "json": JSON, "latest": LATEST, "here": EDITIONS},
    )
    return Asset(f"{series.language}/{EDITIONS}/index.html", content)


def _row(series: Series, version: PublishedVersion) -> EditionRow:
    return EditionRow(
        href=f"../{version.name}/",
        view=version.edition,
        is_newest=version is series.newest,
        corrections=tuple(series.corrections(version)),
    )


@dataclass(frozen=True)
class LandingLink:
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


def landing_pages(published: Published) -> Iterator[Asset]:
    """The ``index.html`` above all languages, and that of each language."""
    links = [_link(series, f"{series.language}/{LATEST}/") for series in published.series]
    yield _onwards("index.html", "", published.first, links)
    for series in published.series:
        yield _onwards(f"{series.language}/index.html", "../", series, [_link(series, f"{LATEST}/")])


def not_found(published: Published) -> Asset:
    """The page for addresses that do not exist: shown under any of them, it leads from the site's own top."""
    top = urlsplit(published.address).path
    links = [_link(series, f"{top}{series.language}/{LATEST}/") for series in published.series]
    title = published.first.bulletin.title
    return Asset("404.html", fill("404.html", published.first.language, top=top, title=title, links=links))


def _onwards(path: str, top: str, series: Series, links: list[LandingLink]) -> Asset:
    return Asset(path, fill("onwards.html", series.language, top=top, title=series.bulletin.title, links=links))


def _link(series: Series, href: str) -> LandingLink:
    return LandingLink(
        series.language,
        f"{own_name(series.language)}: {series.bulletin.title}",
        href,
        f"{series.address}{LATEST}/",
        translate(_("Page not found"), series.language),
        translate(_("The bulletin has no page at this address. It may have moved."), series.language),
    )


def copy_newest(series: Series, directory: Path) -> dict[str, str]:
    """Copy the folder of the newest version to ``latest/``, by hard links where that can be done.

    :param directory: holds the languages' folders; there is no ``latest/`` yet.
    :return: the SHA-256 of each file by its path below ``directory``.
    """
    source, target = (directory / series.language / name for name in (series.newest.name, LATEST))
    files = {**series.newest.manifest.outputs, NAME: series.newest.sha256}
    for folder in sorted({posixpath.dirname(path) for path in files}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in files:
        link(source / path, target / path)
    return {f"{series.language}/{LATEST}/{path}": sha256 for path, sha256 in files.items()}


def stubs(series: Series) -> Iterator[Asset]:
    """For each page that only older editions have, one in its place that leads to the newest edition that has it."""
    homes = {page: version for version in reversed(series.versions) for page in version.pages}
    homes |= {page: version for version in reversed(series.current) for page in version.pages}
    for page in sorted(homes.keys() - series.newest.pages):
        yield _stub(series, page, homes[page])


def _stub(series: Series, page: str, home: PublishedVersion) -> Asset:
    up = "../" * (page.count("/") + 1)
    content = fill(
        "stub.html",
        series.language,
        top=f"{up}../",
        title=home.edition.name,
        newest=series.newest.edition.name,
        href=f"{up}{home.name}/{page}",
        canonical=home.address + page,
    )
    return Asset(f"{series.language}/{LATEST}/{page}index.html", content)


def versions_file(series: Series) -> Asset:
    """All versions, the newest edition first; superseded versions are hidden, and name the current one."""
    entries = [_entry(series, version) for version in series.versions]
    return Asset(f"{series.language}/versions.json", json.dumps(entries, ensure_ascii=False, indent=2).encode() + b"\n")


def _entry(series: Series, version: PublishedVersion) -> dict[str, object]:
    superseding = series.superseding(version)
    entry: dict[str, object] = {
        "version": version.name,
        "title": escape(version.edition.name),  # the theme's menu takes it for HTML
        "aliases": [LATEST] if version is series.newest else [],
    }
    properties = {"hidden": True, "superseded-by": superseding.name} if superseding else {}
    return {**entry, "properties": properties} if properties else entry
