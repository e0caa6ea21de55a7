"""The site that is to be: new editions, those that are published as they are, and what is derived from all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bulletin.errors import RejectedError
from bulletin.publishing.manifest import NAME, read_manifest
from bulletin.publishing.series.derive import derive
from bulletin.publishing.verify import HOSTS, Fault, verify
from bulletin.rendering.links import LATEST
from bulletin.website.staging import MARKER, PUBLISHED_TEXT, link, link_tree


class DamagedError(RejectedError):
    """A site is not as its manifests say: what is published was changed, or has files of others in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{fault.path}: {fault.kind}" for fault in faults))
        self.faults = faults


class OtherBytesError(RejectedError):
    """An edition that is published would come out with other files."""

    def __init__(self, folder: str, files: tuple[str, ...]) -> None:
        super().__init__(folder)
        self.folder = folder
        """Its language and version."""
        self.files = files
        """Those that differ, by their paths in its folder."""


def editions_in(directory: Path) -> Iterator[Path]:
    """The folders of editions in a site, sorted."""
    manifests = sorted(directory.glob(f"[a-z][a-z]/*/{NAME}"))
    return (path.parent for path in manifests if path.parent.name != LATEST)


def keep_what_is_out(new: Path, old: Path) -> None:
    """Put the editions of the old site into the new one, as they are; an edition in both has to be the same.

    What the manifest says of commit, records and tools may differ: the folder that is published is kept.

    :raises DamagedError: when a file of the old site is not as its manifest says, or in none: it would be lost.
    :raises OtherBytesError: when an edition has other files in the new site.
    """
    if (old / MARKER).is_file():
        _refuse_damaged(old)
    for folder in editions_in(old):
        path = folder.relative_to(old)
        if (new / path).exists():
            _refuse_other(folder, new / path, path.as_posix())
            shutil.rmtree(new / path)
        link_tree(folder, new / path)
    if (old / HOSTS).is_file() and not (old / HOSTS).is_symlink():
        link(old / HOSTS, new / HOSTS)


def _refuse_other(old: Path, new: Path, name: str) -> None:
    was, would_be = read_manifest(old).outputs, read_manifest(new).outputs
    differing = sorted(path for path in was.keys() | would_be.keys() if was.get(path) != would_be.get(path))
    if differing:
        raise OtherBytesError(name, tuple(differing))


def finish(directory: Path) -> None:
    """Make the derived files, and look at every byte once more.

    :raises DamagedError: when any file is not as its manifest says.
    """
    (directory / MARKER).write_bytes(PUBLISHED_TEXT)
    derive(directory)
    _refuse_damaged(directory)


def _refuse_damaged(directory: Path) -> None:
    if faults := verify(directory):
        raise DamagedError(faults)
