"""A published site, or the folder of one edition, beside what its manifests say of every byte."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletin.publishing.manifest import (
    NAME,
    ManifestError,
    is_series,
    read_manifest,
    read_series_manifest,
    series_from_json,
    sha256,
)
from bulletin.publishing.stores import PublicationStore, published_folders
from bulletin.website.staging import MARKER, MARKER_TEXT, PUBLISHED_TEXT, marked

HOSTS = "CNAME"
"""A file that hosts put beside a site, which is theirs: GitHub's Pages keep their domain in it."""

REPOSITORY = ".git"
"""What git keeps beside a site where its branch is checked out."""


class FaultKind(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    STRANGE = "strange"
    """Neither a file nor a folder: a link, or something that programs talk through."""
    UNREADABLE = "unreadable"
    """A manifest that this program cannot read."""


@dataclass(frozen=True, order=True)
class Fault:
    """A file that is not as it was published."""

    path: str
    """Below the folder that was looked at."""
    kind: FaultKind
    told: str = ""
    """What more there is to say; mostly nothing."""


def verify(directory: Path) -> tuple[Fault, ...]:
    """Everything in a published site or in the folder of one edition that is not as its manifest says, by path.

    A manifest vouches for all files but itself, and that of the site for those of the editions.

    :raises OSError: when a file cannot be read.
    """
    return tuple(sorted(_faults(directory)))


def verify_list(out: PublicationStore) -> tuple[Fault, ...]:
    """The editions that are published and not as the site's manifest says: gone, added or with another manifest.

    Much quicker than :func:`verify`, and for any store; of the files within an edition it says nothing. Nothing is
    wrong with a place in which nothing was published yet.

    :raises ManifestError: when the site's manifest cannot be read.
    """
    found = {place.manifest: place.folder for place in published_folders(out)}
    listed = series_from_json(out.read([NAME])[NAME]).editions if NAME in out.paths() else {}
    stands = {found[path]: hashlib.sha256(content).hexdigest() for path, content in out.read(found).items()}
    wrong = (folder for folder in sorted(listed.keys() | stands.keys()) if listed.get(folder) != stands.get(folder))
    return tuple(Fault(f"{folder}/{NAME}", _wrong(folder in listed, folder in stands)) for folder in wrong)


def _wrong(listed: bool, stands: bool) -> FaultKind:
    if listed and stands:
        return FaultKind.CHANGED
    return FaultKind.MISSING if listed else FaultKind.EXTRA


def _faults(directory: Path) -> Iterator[Fault]:
    strange, files = set[str](), set[str]()
    for entry in _entries(directory, without=REPOSITORY):
        kept = files if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode) else strange
        kept.add(Path(entry.path).relative_to(directory).as_posix())
    yield from (Fault(path, FaultKind.STRANGE) for path in strange)
    if NAME not in files:
        yield Fault(NAME, FaultKind.MISSING)
        return
    try:
        listed = dict(_listed(directory))
    except ManifestError as error:
        yield Fault(NAME, FaultKind.UNREADABLE, str(error))
        return
    yield from (Fault(path, FaultKind.MISSING) for path in listed.keys() - files - strange)
    yield from (Fault(path, FaultKind.EXTRA) for path in files - listed.keys() - {HOSTS})
    for path in files & listed.keys():
        if listed[path] not in {"", sha256(directory / path)}:
            yield Fault(path, FaultKind.CHANGED)


def _entries(directory: Path, without: str = "") -> Iterator[os.DirEntry[str]]:
    """Everything below a folder that is no folder, but for what has a certain name at its top."""
    with os.scandir(directory) as found:
        for entry in found:
            if entry.name == without:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path))
            else:
                yield entry


def _listed(directory: Path) -> Iterator[tuple[str, str]]:
    """What has to be there: the hash of every file by its path, and nothing for the manifest that says so."""
    yield NAME, ""
    if not is_series(directory / NAME):
        yield from read_manifest(directory).outputs.items()
        return
    series = read_series_manifest(directory)
    mark = MARKER_TEXT if marked(directory) == MARKER_TEXT else PUBLISHED_TEXT
    yield MARKER, hashlib.sha256(mark).hexdigest()
    yield from series.files.items()
    for folder, hashed in series.editions.items():
        yield f"{folder}/{NAME}", hashed
        yield from _listed_of(directory, folder).items()


def _listed_of(directory: Path, folder: str) -> Mapping[str, str]:
    """What has to be in an edition's folder. Of a folder without a manifest, only that is reported."""
    if not (directory / folder / NAME).is_file():
        return {}
    return {f"{folder}/{path}": value for path, value in read_manifest(directory / folder).outputs.items()}
