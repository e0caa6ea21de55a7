"""Places where a site is published, and reading what is published there: a folder, or a commit of a branch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bulletin.publishing import git
from bulletin.publishing.manifest import Manifest, ManifestError, from_json

BRANCHES = ("refs/remotes/origin/gh-pages", "refs/heads/gh-pages")
"""Where a site is published, unless somebody says otherwise: in full, so that no tag is taken for a branch, and what
was fetched first, since a branch of one's own may be old."""
_MANIFEST = re.compile(
    r"(?P<folder>(?P<language>[a-z]{2})/(?P<version>[0-9]{4}(?:-[0-9A-Za-z]+)*(?:\.[1-9][0-9]*)?))/manifest\.json"
)


class PublicationStore(Protocol):
    """A place where a site is published."""

    def paths(self) -> tuple[str, ...]:
        """Its files, by path."""
        ...

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of them."""
        ...


@dataclass(frozen=True)
class FolderStore:
    """A folder that holds a site."""

    top: Path

    def paths(self) -> tuple[str, ...]:
        """Its files, but for those behind links."""
        found = (path for path in self.top.rglob("*") if path.is_file() and not path.is_symlink())
        return tuple(sorted(path.relative_to(self.top).as_posix() for path in found))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of them."""
        return {path: (self.top / path).read_bytes() for path in paths}


@dataclass(frozen=True)
class CommitStore:
    """A commit that holds a site at its top."""

    repository: Path
    blobs: Mapping[str, git.Blob]
    """Its files, by path."""

    @classmethod
    def of(cls, repository: Path, commit: str) -> CommitStore:
        """The commit of that full name."""
        blobs = git.files_of(repository, commit)
        return cls(repository, {blob.path: blob for blob in blobs})

    def paths(self) -> tuple[str, ...]:
        """Its files."""
        return tuple(sorted(self.blobs))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of them."""
        return git.contents(self.repository, [self.blobs[path] for path in paths])


@dataclass(frozen=True)
class PublishedFolder:
    """The folder of a published version in one language."""

    manifest: str
    """The path of its manifest."""
    folder: str
    """``vi/2023-Q1``."""
    language: str
    version: str


def published_folders(out: PublicationStore) -> tuple[PublishedFolder, ...]:
    """Where everything that is published stands, by path."""
    found = filter(None, map(_MANIFEST.fullmatch, out.paths()))
    return tuple(PublishedFolder(match[0], match["folder"], match["language"], match["version"]) for match in found)


def manifests(out: PublicationStore, of: Iterable[PublishedFolder]) -> Mapping[PublishedFolder, Manifest]:
    """The manifests of these folders.

    :raises ManifestError: when one cannot be read, or stands elsewhere than it says.
    """
    places = {place.manifest: place for place in of}
    read = {places[path]: from_json(content, path) for path, content in out.read(places).items()}
    for place, manifest in read.items():
        if (place.language, place.version) != (manifest.language, manifest.version):
            raise ManifestError(f"{place.manifest}: this is the manifest of {manifest.language}/{manifest.version}")
    return read


def store_of(project: Path, given: str) -> PublicationStore | None:
    """The place that is meant: a folder, or a revision of the project's repository; None where it is neither."""
    if Path(given).is_dir():
        return FolderStore(Path(given))
    commit = git.commit_of(project, given)
    return CommitStore.of(project, commit) if commit else None


def usual_store(project: Path) -> PublicationStore | None:
    """The first of the usual branches that holds an edition of ours; None where there is none."""
    for branch in BRANCHES:
        commit = git.commit_of(project, branch)
        if commit and published_folders(found := CommitStore.of(project, commit)):
            return found
    return None
