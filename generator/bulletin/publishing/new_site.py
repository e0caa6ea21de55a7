"""The new site: versions that were built now, beside those that are published, checked before it takes their place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import first_lines
from bulletin.operating_system import is_regular
from bulletin.publishing.attack import refuse_disclosing
from bulletin.publishing.leak_scan import LeakScan, refuse_leaks
from bulletin.publishing.manifest import read_manifest, site_manifest_of
from bulletin.publishing.stores import HOST_FILE, FolderStore, PublicationStore
from bulletin.publishing.theme_renewal import ThemeRenewal
from bulletin.publishing.verify import DamagedError, own_files, verify
from bulletin.publishing.versions import derive
from bulletin.publishing.versions.published import version_folders
from bulletin.website.shared_theme import FOLDER as THEMES
from bulletin.website.staging import MARKER, link, link_tree


class OtherBytesError(RejectedError):
    """A published version would be built with other files now."""

    def __init__(self, folder: str, files: tuple[str, ...]) -> None:
        """Say which files.

        :param folder: its language and version.
        :param files: those that differ, by their paths in the folder.
        """
        self.files = files
        reason = _(
            "{folder} is published; its values are the same, but {count} files would differ, so it is left as it is:\n"
            "{files}"
        )
        super().__init__(reason, folder=folder, count=len(files), files=first_lines(files))


class NothingNewError(Exception):
    """There is no need to switch."""


def address_at(store: PublicationStore) -> str | None:
    """Where a site is published, as its manifest says; None where nothing is published yet."""
    site = site_manifest_of(store)
    return site.address if site else None


def is_elsewhere(store: PublicationStore, address: str) -> bool:
    """Whether a site is published at another address."""
    return address_at(store) not in {None, address}


def complete(  # noqa: PLR0913 - what a site is completed from
    check: Callable[[PublicationStore], None],
    address: str,
    mark: bytes,
    new: Path,
    old: Path,
    *,
    scan: LeakScan,
    is_dry_run: bool,
    renewal: ThemeRenewal | None = None,
) -> None:
    """Complete a folder of new versions to the whole site.

    :param check: is made once more at the last moment, since others may have published meanwhile.
    :param address: where the site is published from now on.
    :param mark: the marker's text.
    :param old: the site that is published by now.
    :param scan: looks for what the site must not say.
    :param renewal: what takes the place of the themes of published versions; None leaves them as they are.
    :raises NothingNewError: when the site would have no other versions or address, or should not be replaced.
    """
    published = FolderStore(old)
    check(published)
    keep_published(new, old)
    is_moving = is_elsewhere(published, address)
    before = site_manifest_of(published)
    renewals = (before.renewals if before else None) or ()
    renewed = renewal.applied(new) if renewal else None
    if versions_in(new) == versions_in(old) and not is_moving and renewed is None:
        raise NothingNewError
    (new / MARKER).write_bytes(mark)
    derive(new, address, (*renewals, renewed) if renewed else renewals)
    keep_own(new, old)
    if is_moving:
        _move_domain(new, address_at(published) or "", address)
    _refuse_damaged(new)
    refuse_leaks(scan, new, old)
    refuse_disclosing(new, versions_in(old))
    if is_dry_run:
        raise NothingNewError


def _move_domain(site: Path, old: str, new: str) -> None:
    """Let the host's file name the new domain, where it names the old one."""
    file, domains = site / HOST_FILE, [urlsplit(address).hostname or "" for address in (old, new)]
    if is_regular(file) and file.read_bytes().strip() == domains[0].encode():
        file.unlink()  # rather than written over: it may be the same file as that of the site that is public now
        file.write_bytes(f"{domains[1]}\n".encode())


def keep_published(new: Path, old: Path) -> None:
    """Put the versions of the old site into the new one, as they are; a version in both has to be the same.

    What the manifest says of commit, records and tools may differ: the folder that is published is kept.

    :raises DamagedError: when a file of the old site is not as its manifest says, or in none: it would be lost.
    :raises OtherBytesError: when a version has other files in the new site.
    """
    if (old / MARKER).is_file():
        _refuse_damaged(old)
    for folder in version_folders(old):
        path = folder.relative_to(old)
        if (new / path).exists():
            _refuse_other(folder, new / path, path.as_posix())
            shutil.rmtree(new / path)
        link_tree(folder, new / path)
    _keep_themes(new, old)


def _keep_themes(new: Path, old: Path) -> None:
    """Put the themes of the old site into the new one: a theme in both is as it is published, perhaps renewed since."""
    for folder in sorted((old / THEMES).glob("*")):
        path = folder.relative_to(old)
        if (new / path).exists():
            shutil.rmtree(new / path)
        link_tree(folder, new / path)


def keep_own(new: Path, old: Path) -> None:
    """Put the publisher's own files into a new site that is complete without them; none takes another's place."""
    for path in own_files(old) if old.is_dir() else ():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        link(old / path, new / path)


def _refuse_other(old: Path, new: Path, name: str) -> None:
    before, after = read_manifest(old).outputs, read_manifest(new).outputs
    differing = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    if differing:
        raise OtherBytesError(name, tuple(differing))


def _refuse_damaged(directory: Path) -> None:
    if faults := verify(directory):
        raise DamagedError(faults)


def versions_in(directory: Path) -> set[str]:
    """The published versions in a folder, as language/version."""
    return {folder.relative_to(directory).as_posix() for folder in version_folders(directory)}
