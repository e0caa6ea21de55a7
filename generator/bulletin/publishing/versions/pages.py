"""Pages above the editions: the list of editions, landing pages, ``latest/`` and its stubs, the version list.

The version list, ``versions.json``, is in mike's format, which the version menu of the theme reads.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from posixpath import basename
from urllib.parse import urlsplit

from bulletin.localization.languages import own_name
from bulletin.localization.messages import Message, _, translate
from bulletin.model.licences import Licence
from bulletin.model.text import Language
from bulletin.publishing.manifest import to_json
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions.published import ATOM, JSON, Corrected, LanguageVersions, Published, PublishedVersion
from bulletin.rendering.brand import Brand
from bulletin.rendering.files import Asset
from bulletin.rendering.links import CITATION_BIB, CSV_METADATA, EDITIONS, LATEST
from bulletin.rendering.phrases.editions import EditionView
from bulletin.website.staging import link
from bulletin.website.templating import templates

_FOLDER = Path(__file__).parent / "templates"
_COLON = _(": ", "separator")
_WITH_ADDRESS = (".html", ".xml", *map(basename, (CITATION_BIB, CSV_METADATA)))
"""Endings of the files of a version that name the site's address: canonical addresses, the sitemap, citations,
metadata of the CSV files."""


def fill(template: str, language: Language, **context: object) -> bytes:
    """A template of ``generator/bulletin/publishing/versions/templates``, filled in.

    It has ``_``, which declares a message, and ``say``, which gives a message in the language.
    """

    def say(message: Message, **details: str) -> str:
        return translate(message, language, **details)

    return templates(_FOLDER).get_template(template).render(context, language=language, say=say, _=_).encode()


def brand_style(brand: Brand | None) -> bytes:
    """What the style of these pages has besides, where the bulletin has a colour or a logo."""
    if brand is None:
        return b""
    return templates(_FOLDER).get_template("brand.css").render(brand=brand, light=brand.light, dark=brand.dark).encode()


@dataclass(frozen=True)
class EditionRow:
    """The current version of an edition, as a row of the list."""

    href: str
    view: EditionView
    is_newest: bool
    licence: Licence | None
    corrections: tuple[Corrected, ...]


def editions_page(published: Published, versions: LanguageVersions) -> Asset:
    """The page ``editions/`` of a language."""
    content = fill(
        "editions.html",
        versions.language,
        top="../../",
        brand=published.brand,
        audience=versions.audience,
        versions=versions,
        rows=[_row(versions, version) for version in versions.current],
        languages=[(other.language, own_name(other.language), other.address) for other in published.languages],
        paths={"atom": ATOM, "json": JSON, "latest": LATEST, "here": EDITIONS},
    )
    return Asset(f"{versions.language}/{EDITIONS}/index.html", content)


def _row(versions: LanguageVersions, version: PublishedVersion) -> EditionRow:
    return EditionRow(
        href=f"../{version.name}/",
        view=version.edition,
        is_newest=version is versions.newest,
        licence=version.manifest.bulletin.licence,
        corrections=tuple(versions.corrections(version)),
    )


@dataclass(frozen=True)
class LandingLink:
    """A link to the newest edition in one language."""

    language: Language
    text: str
    href: str
    """From the page with the link."""
    address: str
    """The same as a URL."""
    heading: str
    """The heading of the 404 page."""
    explanation: str


def landing_pages(published: Published) -> Iterator[Asset]:
    """The ``index.html`` above all languages, and that of each language."""
    links = _links(published, "")
    yield _landing_page("index.html", "", published.first, links, published.brand)
    for versions in published.languages:
        own = [_link(versions, f"{LATEST}/", has_others=len(published.languages) > 1)]
        yield _landing_page(f"{versions.language}/index.html", "../", versions, own, published.brand)


def not_found(published: Published) -> Asset:
    """The page for addresses that do not exist: shown under any of them, it leads from the site's own top."""
    top = urlsplit(published.address).path
    links = _links(published, top)
    first = published.first
    about = {"top": top, "title": first.bulletin.title, "links": links}
    content = fill("404.html", first.language, brand=published.brand, audience=first.audience, **about)
    return Asset("404.html", content)


def _landing_page(
    path: str, top: str, versions: LanguageVersions, links: list[LandingLink], brand: Brand | None
) -> Asset:
    about = {"top": top, "title": versions.bulletin.title, "links": links}
    content = fill("landing.html", versions.language, brand=brand, audience=versions.audience, **about)
    return Asset(path, content)


def _links(published: Published, top: str) -> list[LandingLink]:
    """To every language, from a page at the top of the site."""
    has_others = len(published.languages) > 1
    pages = ((versions, f"{top}{versions.language}/{LATEST}/") for versions in published.languages)
    return [_link(versions, href, has_others=has_others) for versions, href in pages]


def _link(versions: LanguageVersions, href: str, *, has_others: bool) -> LandingLink:
    title = versions.bulletin.title
    return LandingLink(
        versions.language,
        f"{own_name(versions.language)}{translate(_COLON, versions.language)}{title}" if has_others else title,
        href,
        f"{versions.address}{LATEST}/",
        translate(_("Page not found"), versions.language),
        translate(_("The bulletin has no page at this address. It may have moved."), versions.language),
    )


def copy_newest(versions: LanguageVersions, directory: Path) -> dict[str, str]:
    """Copy the folder of the newest version to ``latest/``, by hard links where that can be done.

    Where the site has moved since that version was published, its pages name the present address in ``latest/``.

    :param directory: holds the languages' folders; there is no ``latest/`` yet.
    :return: the SHA-256 of each file by its path below ``directory``.
    """
    source, target = (directory / versions.language / name for name in (versions.newest.name, LATEST))
    files = {**versions.newest.manifest.outputs, NAME: versions.newest.sha256}
    for folder in sorted({posixpath.dirname(path) for path in files}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in files:
        link(source / path, target / path)
    if versions.newest.site != versions.newest.manifest.address:
        files |= _readdress(versions.newest, target)
    return {f"{versions.language}/{LATEST}/{path}": sha256 for path, sha256 in files.items()}


def _readdress(version: PublishedVersion, folder: Path) -> dict[str, str]:
    """Name the present address in a copy of a version: in pages, downloads, the sitemap and its manifest.

    :return: the SHA-256 of each file that is another by now, by its path.
    """
    old, new = version.manifest.address.encode(), version.site.encode()
    changed = {}
    for path in version.manifest.outputs:
        if path.endswith(_WITH_ADDRESS) and old in (content := (folder / path).read_bytes()):
            changed[path] = _write_other(folder / path, content.replace(old, new))
    manifest = replace(version.manifest, address=version.site, outputs={**version.manifest.outputs, **changed})
    return {**changed, NAME: _write_other(folder / NAME, to_json(manifest))}


def _write_other(path: Path, content: bytes) -> str:
    """Replace a file, which may be the same as a published one, by another; give its hash."""
    path.unlink()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def stubs(published: Published, versions: LanguageVersions) -> Iterator[Asset]:
    """For each page that only older editions have, one in its place that leads to the newest edition that has it."""
    homes = {page: version for version in reversed(versions.versions) for page in version.pages}
    homes |= {page: version for version in reversed(versions.current) for page in version.pages}
    for page in sorted(homes.keys() - versions.newest.pages):
        yield _stub(versions, page, homes[page], published.brand)


def _stub(versions: LanguageVersions, page: str, home: PublishedVersion, brand: Brand | None) -> Asset:
    up = "../" * (page.count("/") + 1)
    content = fill(
        "stub.html",
        versions.language,
        top=f"{up}../",
        brand=brand,
        audience=versions.audience,
        title=home.edition.name,
        newest=versions.newest.edition.name,
        href=f"{up}{home.name}/{page}",
        canonical=home.address + page,
    )
    return Asset(f"{versions.language}/{LATEST}/{page}index.html", content)


def versions_file(versions: LanguageVersions) -> Asset:
    """All versions, the newest edition first; superseded versions are hidden, and name the current one."""
    entries = [_entry(versions, version) for version in versions.versions]
    return Asset(
        f"{versions.language}/versions.json", json.dumps(entries, ensure_ascii=False, indent=2).encode() + b"\n"
    )


def _entry(versions: LanguageVersions, version: PublishedVersion) -> dict[str, object]:
    superseding = versions.superseding(version)
    entry: dict[str, object] = {
        "version": version.name,
        "title": escape(version.title),  # the theme's menu takes it for HTML
        "aliases": [LATEST] if version is versions.newest else [],
    }
    properties = {"hidden": True, "superseded-by": superseding.name} if superseding else {}
    return {**entry, "properties": properties} if properties else entry
