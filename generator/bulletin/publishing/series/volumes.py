"""What is out: every version of every edition, as their manifests tell it, and how they stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.publishing.manifest import NAME, Day, Manifest, ManifestError, Masthead, read_manifest, sha256, turn_of
from bulletin.rendering.corrections import CorrectionView
from bulletin.rendering.editions import EditionView
from bulletin.rendering.links import LATEST

_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@dataclass(frozen=True, eq=False)
class Volume:
    """One version of an edition in one language, in a folder that never changes."""

    manifest: Manifest
    sha256: str
    """Of the manifest's bytes."""
    listed: frozenset[str]
    """Addresses below its own of the pages that search engines are told of: ``""``, ``organizations/``."""

    @property
    def language(self) -> Language:
        """The language it is in."""
        return self.manifest.language

    @property
    def edition(self) -> EditionView:
        """What the edition says of itself."""
        return self.manifest.edition

    @property
    def version(self) -> str:
        """The name of its folder."""
        return self.manifest.version

    @property
    def turn(self) -> int:
        """How often it had been corrected: 1 for ``2023-Q1.1``."""
        return turn_of(self.version)

    @property
    def address(self) -> str:
        """Where it stands on the web, for good."""
        return f"{self.manifest.address}{self.language}/{self.version}/"

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
    by: Volume
    """The version that came out with it."""
    before: Volume | None
    """The version before that; None where none came out."""

    @property
    def anchor(self) -> str:
        """Where the page of all editions tells of it; ids have no dots."""
        return f"{self.by.edition.id}.{self.correction.id}"

    @property
    def day(self) -> Day:
        """When it came out, of which the day is always known."""
        return _day_of(self.correction)


@dataclass(frozen=True)
class Series:
    """Everything that is out in one language; there is at least one volume."""

    volumes: tuple[Volume, ...]
    """The newest edition first, by the last day that it knows, and of an edition the newest version first."""

    @property
    def language(self) -> Language:
        """The language they are in."""
        return self.newest.language

    @property
    def newest(self) -> Volume:
        """The newest version of the newest edition."""
        return self.volumes[0]

    @property
    def bulletin(self) -> Masthead:
        """Whose bulletin it is, as its newest edition says."""
        return self.newest.manifest.bulletin

    @property
    def address(self) -> str:
        """Of its folder on the web."""
        return f"{self.newest.manifest.address}{self.language}/"

    @property
    def current(self) -> tuple[Volume, ...]:
        """The newest version of each edition, the newest edition first."""
        return tuple(volume for volume in self.volumes if self.superseding(volume) is None)

    def superseding(self, volume: Volume) -> Volume | None:
        """The version that stands now instead of one that has been corrected; None for those that stand."""
        stands = self.versions(volume)[0]
        return None if stands is volume else stands

    def versions(self, volume: Volume) -> list[Volume]:
        """All versions of the same edition, the newest first."""
        return [one for one in self.volumes if one.edition.id == volume.edition.id]

    def corrections(self, volume: Volume) -> Iterator[Corrected]:
        """What was put right in an edition, the oldest first, each as the version told it that came out with it."""
        before, told = None, set[str]()
        for version in reversed(self.versions(volume)):
            for correction in version.edition.corrections:
                if correction.id not in told:
                    told.add(correction.id)
                    yield Corrected(correction, version, before)
            before = version


@dataclass(frozen=True)
class Published:
    """Everything that is out."""

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
    """Read what is out.

    :param directory: holds the folders of the editions, ``<language>/<version>/``.
    :raises ManifestError: when there is no edition, or a manifest cannot be read or belongs elsewhere.
    """
    folders = [path.parent for path in sorted(directory.glob(f"*/*/{NAME}")) if path.parent.name != LATEST]
    if not folders:
        raise ManifestError(f"{directory}: no edition is published here")
    found = _newest_first(map(_issue, folders))
    wanted = found[0].manifest.languages
    languages = sorted({volume.language for volume in found}, key=[*wanted, *LANGUAGES].index)
    return Published(tuple(Series(tuple(one for one in found if one.language == each)) for each in languages))


def _newest_first(volumes: Iterable[Volume]) -> list[Volume]:
    by_turn = sorted(volumes, key=lambda volume: volume.turn)
    knows = {volume.edition.id: volume.manifest.cut_off.on for volume in by_turn}
    return sorted(by_turn, key=lambda volume: (knows[volume.edition.id], volume.edition.id, volume.turn), reverse=True)


def _issue(folder: Path) -> Volume:
    manifest = read_manifest(folder)
    if folder.parts[-2:] != (manifest.language, manifest.version):
        raise ManifestError(f"{folder / NAME}: this is the manifest of {manifest.language}/{manifest.version}")
    volume = Volume(manifest, sha256(folder / NAME), frozenset())
    return replace(volume, listed=frozenset(_listed(folder / "sitemap.xml", volume.address)))


def _listed(sitemap: Path, address: str) -> Iterator[str]:
    if sitemap.is_file():
        for location in ET.parse(sitemap).iter(_LOC):  # noqa: S314 - it was made here
            yield (location.text or "").removeprefix(address)
