"""The index of published versions: every version of every edition from its manifest, and which one is current."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.operating_system import sha256
from bulletin.publishing.manifest import (
    BulletinDetails,
    Day,
    Manifest,
    ManifestError,
    check_folder,
    read_manifest,
)
from bulletin.publishing.version_names import NAME, revision_of
from bulletin.rendering.audience import AudienceView
from bulletin.rendering.brand import Brand
from bulletin.rendering.links import LATEST
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.phrases.editions import EditionView

ATOM = "feed.xml"
JSON = "feed.json"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_PARTS = "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"


@dataclass(frozen=True, eq=False)
class PublishedVersion:
    """One version of an edition in one language, in a folder that never changes."""

    manifest: Manifest
    sha256: str
    """Of the manifest's bytes."""
    site: str
    """The URL of the site of all editions; not that of the manifest where the site has moved since."""
    listed: frozenset[str]
    """Addresses below its own of the pages for search engines: ``""``, ``organizations/``."""

    @property
    def language(self) -> Language:
        """The language it is in."""
        return self.manifest.language

    @property
    def edition(self) -> EditionView:
        """The edition's metadata as text."""
        return self.manifest.edition

    @property
    def title(self) -> str:
        """The edition's title, which names the audience unless that is the public."""
        audience = self.manifest.audience
        return audience.marked(self.edition.name) if audience else self.edition.name

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.manifest.version

    @property
    def revision(self) -> int:
        """How often it had been corrected: 1 for ``2023-Q1.1``."""
        return revision_of(self.name)

    @property
    def address(self) -> str:
        """Its URL, which changes only where the whole site moves."""
        return f"{self.site}{self.language}/{self.name}/"

    @property
    def first_address(self) -> str:
        """The URL that its language's folder had when it was published: feeds name entries by it for good."""
        return f"{self.manifest.address}{self.language}/"

    @property
    def released(self) -> Day:
        """When the edition was released."""
        return self.manifest.released

    @property
    def published_on(self) -> Day:
        """When this version was published: the edition's release, or its latest correction."""
        return max([self.released, *map(_day_of, self.edition.corrections)], key=lambda day: day.on)

    @cached_property
    def pages(self) -> frozenset[str]:
        """Addresses of all its pages below its own."""
        names = (path for path in self.manifest.outputs if path == "index.html" or path.endswith("/index.html"))
        return frozenset(name.removesuffix("index.html") for name in names)


def _day_of(correction: CorrectionView) -> Day:
    return Day(date.fromisoformat(correction.on), exact=True)


@dataclass(frozen=True)
class Corrected:
    """A correction of an edition."""

    correction: CorrectionView
    by: PublishedVersion
    """The version that was published with it."""
    before: PublishedVersion | None
    """The version before that; None where none was published."""

    @property
    def anchor(self) -> str:
        """The anchor of the correction on the page of all editions; ids have no dots."""
        return f"{self.by.edition.id}.{self.correction.id}"

    @property
    def day(self) -> Day:
        """When it was published; the day is always known."""
        return _day_of(self.correction)


@dataclass(frozen=True)
class LanguageVersions:
    """All published versions in one language; there is at least one."""

    versions: tuple[PublishedVersion, ...]
    """The newest edition first, by its cut-off, and of an edition the newest version first."""

    @property
    def language(self) -> Language:
        """The language they are in."""
        return self.newest.language

    @property
    def newest(self) -> PublishedVersion:
        """The newest version of the newest edition."""
        return self.versions[0]

    @property
    def audience(self) -> AudienceView | None:
        """Whom they are for; None for the public."""
        return self.newest.manifest.audience

    @property
    def bulletin(self) -> BulletinDetails:
        """Title and publisher of the bulletin, as in its newest edition."""
        return self.newest.manifest.bulletin

    @property
    def address(self) -> str:
        """The URL of the language's folder."""
        return f"{self.newest.site}{self.language}/"

    @property
    def first_address(self) -> str:
        """The URL that it had at first, by which its feed is known."""
        return min(self.versions, key=lambda version: version.published_on.on).first_address

    @property
    def current(self) -> tuple[PublishedVersion, ...]:
        """The newest version of each edition, the newest edition first."""
        return tuple(version for version in self.versions if self.superseding(version) is None)

    def superseding(self, version: PublishedVersion) -> PublishedVersion | None:
        """The current version of an edition that has been corrected since; None for the current version itself."""
        current = self.revisions(version)[0]
        return None if current is version else current

    def revisions(self, version: PublishedVersion) -> list[PublishedVersion]:
        """All versions of the same edition, the newest first."""
        return [other for other in self.versions if other.edition.id == version.edition.id]

    def corrections(self, version: PublishedVersion) -> Iterator[Corrected]:
        """The corrections of an edition, the oldest first, each as the version that it led to describes it."""
        before, found = None, set[str]()
        for revision in reversed(self.revisions(version)):
            for correction in revision.edition.corrections:
                if correction.id not in found:
                    found.add(correction.id)
                    yield Corrected(correction, revision, before)
            before = revision


@dataclass(frozen=True)
class Published:
    """All published versions."""

    languages: tuple[LanguageVersions, ...]
    """The versions in each language; the landing page leads to the first."""

    @property
    def address(self) -> str:
        """The URL of the site of all editions."""
        return self.first.newest.site

    @property
    def audience(self) -> str | None:
        """The id of the audience that all of them are for; None for the public."""
        return self.first.newest.manifest.audience_id

    @property
    def brand(self) -> Brand | None:
        """The colour and the logo of the newest edition."""
        return self.first.newest.manifest.brand

    @property
    def first(self) -> LanguageVersions:
        """The versions in the first language."""
        return self.languages[0]


def published_in(directory: Path, address: str | None = None) -> Published:
    """Read the manifests of all published versions.

    :param directory: holds the folders of the editions, ``<language>/<version>/``.
    :param address: where the site is by now; None takes that of each manifest.
    :raises ManifestError: when there is no edition, a manifest cannot be read or belongs elsewhere, or the editions are
        for several audiences.
    """
    folders = version_folders(directory)
    if not folders:
        raise ManifestError(_("{directory}: No edition is published here."), directory=directory)
    found = _newest_first(_version(folder, address) for folder in folders)
    if len({version.manifest.audience_id for version in found}) > 1:
        raise ManifestError(_("{directory}: The editions here are for several audiences."), directory=directory)
    order = found[0].manifest.languages
    former = sorted({version.language for version in found} - {*order})
    languages = [language for language in (*order, *former) if any(version.language == language for version in found)]
    return Published(
        tuple(
            LanguageVersions(tuple(version for version in found if version.language == language))
            for language in languages
        )
    )


def version_folders(directory: Path) -> list[Path]:
    """The folders of the published versions in a site, sorted."""
    found = sorted(path.parent for path in directory.glob(f"*/*/{NAME}"))
    return [path for path in found if path.name != LATEST and not path.parent.name.startswith(".")]


def _newest_first(versions: Iterable[PublishedVersion]) -> list[PublishedVersion]:
    by_revision = sorted(versions, key=lambda version: version.revision)
    cut_offs = {version.edition.id: version.manifest.cut_off.on for version in by_revision}

    def age(version: PublishedVersion) -> tuple[date, str, int]:
        return cut_offs[version.edition.id], version.edition.id, version.revision

    return sorted(by_revision, key=age, reverse=True)


def _version(folder: Path, address: str | None) -> PublishedVersion:
    manifest = read_manifest(folder)
    check_folder(manifest, folder / NAME)
    own = f"{manifest.address}{manifest.language}/{manifest.version}/"
    listed = frozenset(_listed(folder / "sitemap.xml", own))
    return PublishedVersion(manifest, sha256(folder / NAME), address or manifest.address, listed)


def _listed(sitemap: Path, address: str) -> Iterator[str]:
    """The addresses in a sitemap, which may be in parts, as they are below that of the site."""
    if sitemap.is_file():
        listed = ET.parse(sitemap).getroot()  # noqa: S314 - it was made here
        for location in (each.text or "" for each in listed.iter(_LOC)):
            if listed.tag == _PARTS:
                yield from _listed(sitemap.with_name(posixpath.basename(location)), address)
            else:
                yield location.removeprefix(address)
