"""The scan: every file of a site, every layer of each, for all that does not belong there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bulletin.model.folding import folded
from bulletin.publishing.leak_scan.decoding import Undecodable, decoded
from bulletin.publishing.leak_scan.finding import SecretFinder
from bulletin.publishing.leak_scan.forbidden import creators, machine_paths, wrong_name
from bulletin.publishing.leak_scan.leaks import Leak, LeakKind, LeaksError, masked
from bulletin.publishing.leak_scan.secrets import Confidential, Secret

REPOSITORY = ".git"
"""The folder of git beside a site, where its branch is checked out; its history is scanned as that of a branch."""
Progress = Callable[[int, int], None]
"""Called with the number of files scanned so far, and of all files."""


@dataclass(frozen=True)
class ScannedFile:
    """A file to be scanned, or what else is published by a name: the message of a commit."""

    path: str
    """Below the top of the site."""
    content: bytes | None
    """None for what is no regular file."""
    is_named: bool = True
    """Whether the path is that of a file, whose name and type are looked at."""
    revision: str = ""
    """Which version of the file it is, in the history of a branch."""


class LeakScan:
    """A scan of files for what is confidential. Files that are equal are looked into once."""

    def __init__(self, confidential: Confidential) -> None:
        """Prepare to look for all that is confidential."""
        self._finder = SecretFinder(confidential)
        self._machine = confidential.machine_paths
        self._address = confidential.records_address
        self._public = folded("\n|\n".join(confidential.public))
        self._within: dict[bytes, tuple[Leak, ...]] = dict.fromkeys(confidential.public_files, ())

    @property
    def too_short(self) -> tuple[str, ...]:
        """The confidential texts and numbers that are too short to be looked for, each once with a record."""
        once = {secret.value: secret for secret in self._finder.too_short}
        return tuple(map(str, once.values()))

    def leaks(self, files: Iterable[ScannedFile]) -> Iterator[Leak]:
        """All that does not belong in files, each thing once for a file, where it is reached first."""
        for file in files:
            name = self._masked(file.path)
            found = [Leak("", "", (), LeakKind.SPECIAL_FILE)] if file.content is None else self._in(file.content)
            for leak in (*self._in_name(file), *found):
                version = f" ({file.revision})" if file.revision else ""
                yield replace(leak, path=f"{file.path}{version}", masked_path=f"{name}{version}")

    def _in_name(self, file: ScannedFile) -> Iterator[Leak]:
        if not file.is_named:
            return
        if (kind := wrong_name(file.path)) is not None:
            yield Leak("", "", (), kind)
        named: dict[str, Secret] = {}
        for secret, excerpt in self._finder.found_in(file.path):
            named.setdefault(excerpt, secret)
        for excerpt, secret in named.items():
            yield Leak("", "", (), secret.kind, secret.field, secret.place, excerpt)

    def _masked(self, path: str) -> str:
        """A path without what it should not say."""
        if not self._says(path):
            return path
        shown = "/".join(masked(part) if self._says(f"/{part}/") else part for part in PurePosixPath(path).parts)
        return masked(path) if self._says(shown) else shown

    def _says(self, text: str) -> bool:
        """Whether a text says anything that is confidential."""
        return any(True for _ in self._finder.found_in(text))

    def _in(self, content: bytes) -> tuple[Leak, ...]:
        digest = sha256(content).digest()
        if digest not in self._within:
            self._within[digest] = tuple(self._looked_into(content))
        return self._within[digest]

    def _looked_into(self, content: bytes) -> Iterator[Leak]:
        """The leaks within a file, each at the outermost layer in which it is."""
        seen = set[object]()
        for layer in decoded(content):
            if isinstance(layer, Undecodable):
                yield Leak("", "", layer.layers, LeakKind.UNDECODABLE)
                continue
            for secret, excerpt in self._finder.found_in(layer.text):
                if not seen & {secret, excerpt}:  # which several records may say
                    seen |= {secret, excerpt}
                    yield Leak("", "", layer.layers, secret.kind, secret.field, secret.place, excerpt)
            for passage in (*machine_paths(layer.text, self._machine), *creators(layer.text, self._public)):
                if passage not in seen:
                    seen.add(passage)
                    yield Leak("", "", layer.layers, passage.kind, excerpt=passage.excerpt)
            if self._address and self._address in layer.text and self._address not in seen:
                seen.add(self._address)
                yield Leak("", "", layer.layers, LeakKind.RECORDS_ADDRESS, excerpt=self._address)


def files_in(directory: Path, progress: Progress | None = None) -> Iterator[ScannedFile]:
    """Everything below a folder, by path; links are not followed.

    :raises OSError: when a file cannot be read.
    """
    return _read(directory, _listed(directory), progress)


def _read(directory: Path, paths: Iterable[Path], progress: Progress | None = None) -> Iterator[ScannedFile]:
    listed = sorted(paths)
    for number, path in enumerate(listed, start=1):
        is_regular = stat.S_ISREG(path.lstat().st_mode)
        yield ScannedFile(path.relative_to(directory).as_posix(), path.read_bytes() if is_regular else None)
        if progress is not None:
            progress(number, len(listed))


def _listed(directory: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(directory):
        here = Path(folder)
        if here == directory and REPOSITORY in folders:
            folders.remove(REPOSITORY)
        yield from (here / name for name in files if here != directory or name != REPOSITORY)
        yield from (here / name for name in folders if (here / name).is_symlink())


def refuse_leaks(scan: LeakScan, directory: Path, published: Path) -> None:
    """Raise when a folder that is to be published holds anything new that does not belong there.

    What is published already is known, and nothing that is published now would take it back.

    :param published: what is published by now; files that both folders share are left out.
    :raises LeaksError: when that is so.
    :raises OSError: when a file cannot be read.
    """
    known = {_identity(path) for path in _listed(published)} if published.is_dir() else set()
    new = (path for path in _listed(directory) if _identity(path) not in known)
    if leaks := tuple(scan.leaks(_read(directory, new))):
        raise LeaksError(leaks)


def _identity(path: Path) -> tuple[int, int]:
    """By what the same file is known under another name."""
    about = path.lstat()
    return about.st_dev, about.st_ino
