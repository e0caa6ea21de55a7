"""What the steps of earlier builds made, in a folder: a step is not run again where it would read the same.

An entry is found by the hash of all that it was made from: this program and its libraries, the language, the records
other than figures and targets, and what the step read of these when it was last run
(:mod:`bulletin.analysis.dependencies`). It begins with the hash of its content, so that a damaged one is known, and
holds no code. Entries are put into place whole, so that several builds can use a folder at once; it can be copied to
another machine, and removed at any time.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter

from bulletin.analysis.dependencies import ALL, Dependencies, Dependency, Digests
from bulletin.errors import BulletinError
from bulletin.installation import program
from bulletin.localization.messages import _
from bulletin.operating_system import is_link, remove_tree
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.rendering.tree import Step

FOLDER = Path(".cache", "bulletin")
"""Where the cache is in a project."""
DEFAULT_SIZE = 2_000_000_000
"""Bytes that it may have, which is about ten builds of 3,000 organizations with 20 quarters in one language."""
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by bulletin build. It can be removed at any time.\n"
"""By which programs that make backups know that a folder need not be saved (https://bford.info/cachedir/)."""
_IGNORED = ".gitignore"
_KINDS = _TRACES, _FILES, _BUILDS = "traces", "files", "builds"
_LINKED = _("{folder} is no cache of bulletin build: there is a symbolic link in it or on the way to it.")
_NO_CACHE = _("{folder} is no cache of bulletin build.")
_HASH_BYTES = 32
_NOT_PACKED = gzip.BadGzipFile, EOFError, zlib.error
_LEVEL = 1
"""Of compression: a tenth of the bytes in a twentieth of the time that it takes to make them."""


class ForeignCacheError(BulletinError):
    """What is in the folder of the cache is not this user's, or no cache."""


@dataclass(frozen=True)
class BuildCache:
    """A folder of what steps made."""

    folder: Path
    size: int = DEFAULT_SIZE
    """Bytes that it may have after a build."""
    templates: str = ""
    """The digest of the templates of articles, where a preview has taken them up since this program began."""

    def prepare(self) -> None:
        """Make the folder, for nobody else to read: pages may be for an audience.

        :raises ForeignCacheError: when it belongs to somebody else, or links lead elsewhere.
        :raises OSError: when it cannot be written to.
        """
        self._refuse_links()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid") and self.folder.stat().st_uid != os.getuid():
            raise ForeignCacheError(_("{folder} belongs to another user."), folder=self.folder)
        _put(self.folder / _IGNORED, b"*\n")
        _put(self.folder / _TAG, _TAG_TEXT)

    def remove(self) -> None:
        """Remove the folder, if there is one.

        :raises ForeignCacheError: when it has something else than a cache.
        """
        self._refuse_links()
        if self.folder.exists() and not (self.folder / _TAG).is_file():
            raise ForeignCacheError(_NO_CACHE, folder=self.folder)
        remove_tree(self.folder)

    def _refuse_links(self) -> None:
        """Refuse a folder that a link has put elsewhere: a proposal to a project can bring one along."""
        kinds = [self.folder / each for each in _KINDS]
        places = filter(os.path.lexists, (self.folder.parent, self.folder, *kinds))
        if any(map(is_link, places)) or any(map(_has_links, kinds)):
            raise ForeignCacheError(_LINKED, folder=self.folder)

    def of_site(self, basis: bytes, reads: Dependencies, digests: Digests) -> SiteCache:
        """The cache for the steps of one site.

        :param basis: the digest of all that its steps are made from and do not record.
        :param reads: what they read.
        :param digests: of what is there to be read.
        """
        made_by = json.dumps([program(), self.templates]).encode()
        return SiteCache(self.folder, sha256(made_by + basis).digest(), reads, digests)

    def remember(self, name: str, content: bytes) -> None:
        """Keep something about the build of a site; without effect where nothing can be written."""
        with suppress(OSError):
            write_entry(self.folder / _BUILDS / name, content)

    def remembered(self, name: str) -> bytes | None:
        """What was kept about the last build of a site; None where that is not known."""
        try:
            return read_entry(self.folder / _BUILDS / name)
        except DamagedError:
            return None

    def trim(self) -> None:
        """Remove what was not used for the longest time, until the folder has no more bytes than it may."""
        found = sorted(_entries(self.folder), reverse=True)
        for entry, total in zip(found, accumulate(entry.size for entry in found), strict=True):
            if total > self.size:
                with suppress(OSError):  # another build has removed it
                    entry.path.unlink()


def _has_links(folder: Path) -> bool:
    """Whether there are links directly in a folder."""
    try:
        with os.scandir(folder) as entries:
            return any(map(is_link, entries))
    except OSError:
        return False


def usable(
    cache: BuildCache, report: Callable[[ForeignCacheError | OSError], object] = lambda _: None
) -> BuildCache | None:
    """The same, ready for a build; None where it cannot be used.

    :param report: takes why.
    """
    try:
        cache.prepare()
    except (ForeignCacheError, OSError) as error:
        report(error)
        return None
    return cache


class _Entry(NamedTuple):
    used: float
    path: Path
    size: int


def _entries(folder: Path) -> Iterator[_Entry]:
    for path in (*folder.glob(f"{_TRACES}/*/*"), *folder.glob(f"{_FILES}/*/*")):
        with suppress(OSError):
            about = path.stat()
            yield _Entry(about.st_mtime, path, about.st_size)


File = TypeVar("File")


class StepFiles(NamedTuple, Generic[File]):
    """What a step made, now or in an earlier build."""

    files: Iterable[File]
    is_cached: bool = False
    is_damaged: bool = False
    """Whether there was an entry that was no longer what was written."""
    trouble: str = ""
    """Why nothing could be written into the cache."""
    seconds: float = 0
    """How long it took."""


@dataclass(frozen=True)
class SiteCache:
    """The cache for the steps of one site."""

    folder: Path
    basis: bytes
    reads: Dependencies
    digests: Digests

    def files_of(self, step: Step, put: Callable[[Iterable[SiteFile]], Collection[File]]) -> StepFiles[File]:
        """What a step makes, from the cache where that has it, else made now and kept.

        :param put: what is to be done with the files, which come one by one: no more than one need be in memory.
        """
        found = self.found(step, put)
        if found.is_cached:
            return found
        packing = Packing()
        with self.reads.recorded() as reads:
            files = put(packing.passing(step.make()))
        return found._replace(files=files, trouble=self._kept(step, reads, packing.packed()))

    def packed_files_of(self, step: Step) -> bytes:
        """The same, packed: a copy of what the cache has, which is not unpacked, else made now and kept."""
        with suppress(DamagedError):
            if packed := self._packed(step):
                return packed
        with self.reads.recorded() as reads:
            packed = packed_files(step.make())
        self._kept(step, reads, packed)
        return packed

    def found(self, step: Step, put: Callable[[Iterable[SiteFile]], Collection[File]]) -> StepFiles[File]:
        """What the cache has of a step: without files, if that is nothing.

        :param put: as of :meth:`files_of`. Of an entry whose hash is right and that no build has written it may have
            taken files before that is noticed; whoever can write such an entry could as well have put them into a page.
        """
        try:
            packed = self._packed(step)
            return StepFiles(()) if packed is None else StepFiles(put(unpacked_files(packed)), is_cached=True)
        except DamagedError:
            return StepFiles((), is_damaged=True)

    def _packed(self, step: Step) -> bytes | None:
        """What the cache has of a step.

        :raises DamagedError: when it is no longer, or was never, what a build writes.
        """
        trace = self._hash(step.name.encode())
        if not (read := read_entry(self._path(_TRACES, trace))):
            return None
        try:
            key = self._key(trace, read)
        except (ValueError, TypeError):
            raise DamagedError from None
        return read_packed(self._path(_FILES, key))

    def keep(self, step: Step, read: Collection[Dependency], made: Iterable[SiteFile]) -> str:
        """Keep what a step made.

        :param read: what it read.
        :return: why that could not be written; empty where it could.
        """
        return self._kept(step, read, packed_files(made))

    def _kept(self, step: Step, read: Collection[Dependency], packed: bytes) -> str:
        try:
            self._write(self._hash(step.name.encode()), read, packed)
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def _write(self, trace: str, reads: Collection[Dependency], packed: bytes) -> None:
        whole = {lookup for lookup, group in reads if group == ALL}  # of which no group says more
        read = sorted((lookup, group) for lookup, group in reads if group == ALL or lookup not in whole)
        text = json.dumps(read, ensure_ascii=False).encode()
        write_packed(self._path(_FILES, self._key(trace, text)), packed)
        write_entry(self._path(_TRACES, trace), text)

    def _key(self, trace: str, read: bytes) -> str:
        """The name of what a step makes.

        :param read: what it reads, as JSON.
        """
        return self._hash(
            trace.encode(), read, *(self.digests.of((lookup, group)) for lookup, group in json.loads(read))
        )

    def _hash(self, *parts: bytes) -> str:
        return sha256(b"\0".join((self.basis, *parts))).hexdigest()

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key[2:]


class DamagedError(Exception):
    """An entry is not what was written."""


def read_entry(path: Path) -> bytes | None:
    """The content of an entry; None where there is none that can be read.

    :raises DamagedError: when it is not what was written under this name.
    """
    packed = read_packed(path)
    try:
        return None if packed is None else gzip.decompress(packed)
    except _NOT_PACKED:
        raise DamagedError from None


def read_packed(path: Path) -> bytes | None:
    """The same, compressed."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    packed = content[_HASH_BYTES:]
    if not packed or _hash_under(path, packed) != content[:_HASH_BYTES]:
        raise DamagedError
    with suppress(OSError):  # in a folder that can only be read, nothing is removed either
        os.utime(path)
    return packed


def write_entry(path: Path, content: bytes) -> None:
    """Put an entry into place whole, whoever else writes the same."""
    write_packed(path, gzip.compress(content, _LEVEL, mtime=0))


def write_packed(path: Path, packed: bytes) -> None:
    """The same of content that is compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, _hash_under(path, packed) + packed)


def _hash_under(path: Path, packed: bytes) -> bytes:
    """The hash of an entry, with its name: what was written under another one is not what is asked for."""
    return sha256(f"{path.parent.name}/{path.name}\0".encode() + packed).digest()


def _put(path: Path, content: bytes) -> None:
    """Put a file into place whole; a link that is there is replaced, not followed."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        written = Path(file.name)
    try:
        written.write_bytes(content)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


# --- files as bytes ---------------------------------------------------------------------------------------------------


_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in (Page, Asset, Redirect)}
_CONTENT = {"Page": "html", "Asset": "content"}
"""Which field of each kind has its content; that of pages as Markdown is not kept, as sites have no use for it."""


class Packing:
    """Packs files as they pass by: of each a line of JSON that describes it, and its content; all compressed."""

    def __init__(self) -> None:
        self._packed = BytesIO()
        self._stream = gzip.GzipFile(fileobj=self._packed, mode="wb", compresslevel=_LEVEL, mtime=0)

    def passing(self, files: Iterable[SiteFile]) -> Iterator[SiteFile]:
        """The same files."""
        for file in files:
            kind, about = type(file).__name__, asdict(file)
            content = about.pop(_CONTENT.get(kind, ""), b"")
            about |= {"markdown": ""} if kind == "Page" else {}
            content = content.encode() if isinstance(content, str) else content
            self._stream.write(json.dumps((kind, len(content), about), ensure_ascii=False).encode() + b"\n")
            self._stream.write(content)
            yield file

    def packed(self) -> bytes:
        """All that have passed."""
        self._stream.close()
        return self._packed.getvalue()


def packed_files(files: Iterable[SiteFile]) -> bytes:
    """All of some files, packed."""
    packing = Packing()
    deque(packing.passing(files), maxlen=0)
    return packing.packed()


def unpacked_files(packed: bytes) -> Iterator[SiteFile]:
    """The files that :class:`Packing` has packed.

    :raises DamagedError: when it is something else, or one of them would not be within a site.
    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(packed)) as stream:
            while line := stream.readline():
                kind, size, about = json.loads(line)
                content = stream.read(size)
                if len(content) != size or not _is_within(about["path"]):
                    raise DamagedError
                if field := _CONTENT.get(kind):
                    about[field] = content if kind == "Asset" else content.decode()
                yield _ADAPTERS[kind].validate_python(about)
    except (ValueError, TypeError, LookupError, OverflowError, MemoryError, *_NOT_PACKED):
        raise DamagedError from None


def _is_within(path: str) -> bool:
    """Whether a path leads to something within a site: nobody else is to write elsewhere through an entry."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and ":" not in parts[0]
