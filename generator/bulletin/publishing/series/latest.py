"""``latest/``: the newest edition under an address that stays, and a way on from every page that it no longer has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from bulletin.publishing.manifest import NAME
from bulletin.publishing.series.markup import fill
from bulletin.publishing.series.volumes import Series, Volume
from bulletin.rendering.files import Asset
from bulletin.rendering.links import LATEST
from bulletin.website.staging import link


def copy_newest(series: Series, directory: Path) -> dict[str, str]:
    """Copy the folder of the newest version to ``latest/``, by hard links where that can be done.

    :param directory: holds the languages' folders; there is no ``latest/`` yet.
    :return: the SHA-256 of each file by its path below ``directory``.
    """
    source, target = (directory / series.language / name for name in (series.newest.version, LATEST))
    files = {**series.newest.manifest.outputs, NAME: series.newest.sha256}
    for folder in sorted({posixpath.dirname(path) for path in files}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in files:
        link(source / path, target / path)
    return {f"{series.language}/{LATEST}/{path}": sha256 for path, sha256 in files.items()}


def stubs(series: Series) -> Iterator[Asset]:
    """For each page that only older editions have, one in its place that leads to the newest edition that has it."""
    homes = {page: volume for volume in reversed(series.volumes) for page in volume.pages}
    homes |= {page: volume for volume in reversed(series.current) for page in volume.pages}
    for page in sorted(homes.keys() - series.newest.pages):
        yield _stub(series, page, homes[page])


def _stub(series: Series, page: str, home: Volume) -> Asset:
    up = "../" * (page.count("/") + 1)
    content = fill(
        "stub.html",
        series.language,
        top=f"{up}../",
        title=home.edition.name,
        newest=series.newest.edition.name,
        href=f"{up}{home.version}/{page}",
        canonical=home.address + page,
    )
    return Asset(f"{series.language}/{LATEST}/{page}index.html", content)
