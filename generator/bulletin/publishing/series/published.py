"""The index of published versions: every version of every edition from its manifest, and which one is current."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.publishing.manifest import (
    NAME,
    BulletinDetails,
    Day,
    Manifest,
    ManifestError,
    read_manifest,
    revision_of,
    sha256,
)
from bulletin.rendering.links import LATEST
from bulletin.rendering.phrases.changes import CorrectionView
from bulletin.rendering.phrases.editions import EditionView

ATOM = "feed.xml"
JSON = "feed.json"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@dataclass(frozen=True, eq=False)
class PublishedVersion:
    """One version of an edition in one language, in a folder that never changes."""

    manifest: Manifest
    sha256: str
    """Of the manifest's bytes."""
    listed: frozenset[str]
    """Addresses below its own of the pages for search engines: ``""``, ``organizations/``."""

    @property
    def language(self) -> Language:
        """The language it is in."""
        return self.manifest.language

    @property
    def edition(self) -> EditionView:
        """What the edition says of itself."""
        return self.manifest.edition

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
        """Where it stands on the web, for good."""
        return f"{self.manifest.address}{self.language}/{self.name}/"

    @property
    def released(self) -> Day:
        """When the edition came out."""
        return self.manifest.released

    @property
    def stands_since(self) -> Day:
        """When this version came out: its release, or its latest correction."""
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
    """The version that came out with it."""
    before: PublishedVersion | None
    """The version before that; None where none came out."""

    @property
    def anchor(self) -> str:
        """The anchor of the correction on the page of all editions; ids have no dots."""
        return f"{self.by.edition.id}.{self.correction.id}"

    @property
    def day(self) -> Day:
        """When it came out, of which the day is always known."""
        return _day_of(self.correction)


@dataclass(frozen=True)
class Series:
    """Everything that is published in one language; there is at least one version."""

    versions: tuple[PublishedVersion, ...]
    """The newest edition first, by the last day that it knows, and of an edition the newest version first."""

    @property
    def language(self) -> Language:
        """The language they are in."""
        return self.newest.language

    @property
    def newest(self) -> PublishedVersion:
        """The newest version of the newest edition."""
        return self.versions[0]

    @property
    def bulletin(self) -> BulletinDetails:
        """Whose bulletin it is, as its newest edition says."""
        return self.newest.manifest.bulletin

    @property
    def address(self) -> str:
        """Of its folder on the web."""
        return f"{self.newest.manifest.address}{self.language}/"

    @property
    def current(self) -> tuple[PublishedVersion, ...]:
        """The newest version of each edition, the newest edition first."""
        return tuple(version for version in self.versions if self.superseding(version) is None)

    def superseding(self, version: PublishedVersion) -> PublishedVersion | None:
        """The version that stands now instead of one that has been corrected; None for those that stand."""
        stands = self.revisions(version)[0]
        return None if stands is version else stands

    def revisions(self, version: PublishedVersion) -> list[PublishedVersion]:
        """All versions of the same edition, the newest first."""
        return [other for other in self.versions if other.edition.id == version.edition.id]

    def corrections(self, version: PublishedVersion) -> Iterator[Corrected]:
        """The corrections of an edition, the oldest first, each in the words of the version that it led to."""
        before, known = None, set[str]()
        for revision in reversed(self.revisions(version)):
            for correction in revision.edition.corrections:
                if correction.id not in known:
                    known.add(correction.id)
                    yield Corrected(correction, revision, before)
            before = revision


@dataclass(frozen=True)
class Published:
    """Everything that is published."""

    series: tuple[Series, ...]
    """For each language; that first which the entrance leads to."""

    @property
    def address(self) -> str:
        """Where the site of all editions stands on the web."""
        return self.first.newest.manifest.address

    @property
    def first(self) -> Series:
        """That of the first language."""
        return self.series[0]


def published_in(directory: Path) -> Published:
    """Read what is published.

    :param directory: holds the folders of the editions, ``<language>/<version>/``.
    :raises ManifestError: when there is no edition, or a manifest cannot be read or belongs elsewhere.
    """
    folders = [path.parent for path in sorted(directory.glob(f"*/*/{NAME}")) if path.parent.name != LATEST]
    if not folders:
        raise ManifestError(f"{directory}: no edition is published here")
    found = _newest_first(map(_version, folders))
    wanted = found[0].manifest.languages
    languages = sorted({version.language for version in found}, key=[*wanted, *LANGUAGES].index)
    return Published(
        tuple(Series(tuple(version for version in found if version.language == each)) for each in languages)
    )


def _newest_first(versions: Iterable[PublishedVersion]) -> list[PublishedVersion]:
    by_revision = sorted(versions, key=lambda version: version.revision)
    knows = {version.edition.id: version.manifest.cut_off.on for version in by_revision}
    return sorted(
        by_revision, key=lambda version: (knows[version.edition.id], version.edition.id, version.revision), reverse=True
    )


def _version(folder: Path) -> PublishedVersion:
    manifest = read_manifest(folder)
    if folder.parts[-2:] != (manifest.language, manifest.version):
        raise ManifestError(f"{folder / NAME}: this is the manifest of {manifest.language}/{manifest.version}")
    version = PublishedVersion(manifest, sha256(folder / NAME), frozenset())
    return replace(version, listed=frozenset(_listed(folder / "sitemap.xml", version.address)))


def _listed(sitemap: Path, address: str) -> Iterator[str]:
    if sitemap.is_file():
        for location in ET.parse(sitemap).iter(_LOC):  # noqa: S314 - it was made here
            yield (location.text or "").removeprefix(address)
