"""Verification of a published site, or of the folder of one edition: every byte compared with the manifests."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bulletin.errors import RejectedError
from bulletin.localization.messages import _, translate
from bulletin.model.plain_text import first_lines
from bulletin.operating_system import sha256
from bulletin.publishing.manifest import (
    ManifestError,
    SiteManifest,
    is_site_manifest,
    read_manifest,
    read_site_manifest,
    site_manifest_of,
)
from bulletin.publishing.stores import PublicationStore, is_own, published_folders
from bulletin.publishing.version_names import NAME
from bulletin.website.staging import MARKER, MARKER_TEXT, marked, published_text

REPOSITORY = ".git"
"""The folder of git beside a site, where its branch is checked out."""


class FaultKind(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    STRANGE = "strange"
    """Neither a regular file nor a folder: a link, a pipe or a socket."""
    UNREADABLE = "unreadable"
    """A manifest that this program cannot read."""


_DAMAGED = _("The published site is not as its manifests say:\n{files}")
_FAULTS = {
    FaultKind.MISSING: _("{path}: missing"),
    FaultKind.EXTRA: _("{path}: not in the manifest"),
    FaultKind.CHANGED: _("{path}: changed"),
    FaultKind.STRANGE: _("{path}: no regular file"),
}


@dataclass(frozen=True, order=True)
class Fault:
    """A file that is not as it was published."""

    path: str
    """Its path below the verified folder."""
    kind: FaultKind
    error: ManifestError | None = field(default=None, compare=False)
    """Why a manifest cannot be read; None for other kinds."""

    def text(self, language: str) -> str:
        """The file and what is wrong with it, in a language."""
        return self.error.text(language) if self.error else translate(_FAULTS[self.kind], language, path=self.path)


class DamagedError(RejectedError):
    """A site is not as its manifests say: published files were changed, or files of others were added."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(_DAMAGED)

    def text(self, language: str) -> str:
        """That the site is damaged, and its first faults, in a language."""
        faults = first_lines([fault.text(language) for fault in self.faults])
        return translate(_DAMAGED, language, files=faults)


def verify(directory: Path) -> tuple[Fault, ...]:
    """The faults of a published site, or of the folder of one edition: every file not as its manifest says, by path.

    A manifest vouches for all files but itself, and that of the site for those of the editions.

    :raises OSError: when a file cannot be read.
    """
    return tuple(sorted(_faults(directory)))


def own_files(directory: Path) -> tuple[str, ...]:
    """The publisher's own files beside the published ones, by path: they are kept, and in no manifest."""
    entries = (entry for entry in _entries(directory, without=REPOSITORY) if entry.is_file(follow_symlinks=False))
    paths = (Path(entry.path).relative_to(directory).as_posix() for entry in entries)
    return tuple(sorted(filter(is_own, paths)))


def verify_list(store: PublicationStore) -> tuple[Fault, ...]:
    """The published versions that are not as the site's manifest says: missing, added or with another manifest.

    Much quicker than :func:`verify`, and for any store; the files within a version are not looked at. A store in which
    nothing was published yet has no fault.

    :raises ManifestError: when the site's manifest cannot be read.
    """
    folders = {folder.manifest: folder.path for folder in published_folders(store)}
    site = site_manifest_of(store)
    listed = site.editions if site else {}
    found = {folders[path]: hashlib.sha256(content).hexdigest() for path, content in store.read(folders).items()}
    wrong = (folder for folder in sorted(listed.keys() | found.keys()) if listed.get(folder) != found.get(folder))
    return tuple(Fault(f"{folder}/{NAME}", _kind(folder in listed, folder in found)) for folder in wrong)


def _kind(is_listed: bool, is_found: bool) -> FaultKind:
    if is_listed and is_found:
        return FaultKind.CHANGED
    return FaultKind.MISSING if is_listed else FaultKind.EXTRA


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
        yield Fault(NAME, FaultKind.UNREADABLE, error)
        return
    yield from (Fault(path, FaultKind.MISSING) for path in listed.keys() - files - strange)
    own = set(filter(is_own, files)) if is_site_manifest(directory / NAME) else set()
    yield from (Fault(path, FaultKind.EXTRA) for path in files - listed.keys() - own)
    for path in files & listed.keys():
        if listed[path] not in {"", sha256(directory / path)}:
            yield Fault(path, FaultKind.CHANGED)


def _entries(directory: Path, without: str = "") -> Iterator[os.DirEntry[str]]:
    """Everything below a folder but folders, except what has a certain name at its top."""
    with os.scandir(directory) as found:
        for entry in found:
            if entry.name == without:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path))
            else:
                yield entry


def _listed(directory: Path) -> Iterator[tuple[str, str]]:
    """The hash of every file that has to be there, by its path; an empty one for the manifest itself."""
    yield NAME, ""
    if not is_site_manifest(directory / NAME):
        yield from read_manifest(directory).outputs.items()  # its theme is above it
        return
    site = read_site_manifest(directory)
    mark = MARKER_TEXT if marked(directory) == MARKER_TEXT else published_text(site.audience)
    yield MARKER, hashlib.sha256(mark).hexdigest()
    yield from site.files.items()
    for folder, hashed in site.editions.items():
        yield f"{folder}/{NAME}", hashed
        yield from _listed_of(directory, folder, site).items()


def _listed_of(directory: Path, folder: str, site: SiteManifest) -> Mapping[str, str]:
    """The hashes of the files of an edition, in its folder and of its theme. Of one without a manifest, there are none.

    :raises ManifestError: when the edition is for others than the site.
    """
    if not (directory / folder / NAME).is_file():
        return {}
    manifest = read_manifest(directory / folder)
    if manifest.audience_id != site.audience:
        raise ManifestError(_("{path}: This edition is not for the audience of the site."), path=f"{folder}/{NAME}")
    content = {f"{folder}/{path}": value for path, value in manifest.outputs.items()}
    return content | dict(site.current(manifest.theme or {}))
