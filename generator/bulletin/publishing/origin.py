"""Provenance of an edition: the commit, the records, and the versions of the tools that it is built from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

import bulletin
from bulletin.errors import RejectedError
from bulletin.installation import DISTRIBUTION, FILES, PACKAGE, generator_hashes, package_hash, tools
from bulletin.localization.messages import Message, _
from bulletin.model.plain_text import first_lines
from bulletin.operating_system import is_regular, sha256
from bulletin.publishing.git import (
    Blob,
    GitError,
    commit_of,
    contents,
    files_of,
    has_repository,
    ignored,
    references_to,
    refuse_submodules,
)
from bulletin.publishing.inputs import CONFIGS, FOLDERS, GENERATOR
from bulletin.publishing.manifest import Generator
from bulletin.reading.files import RECORDS, is_record_file

UNCOMMITTED = _(
    "There are changes that are in no commit, so nobody could rebuild the edition. Commit them first:\n{files}"
)
LINE_ENDS = _(
    "These files differ from the commit in their line ends only, yet a rebuild from it would not. Set git config "
    "core.autocrlf false, leave eol out of .gitattributes, and check them out anew:\n{files}"
)
NOT_STORED = _(
    "The commit holds pointers to these files (Git LFS) rather than the files, so nobody could rebuild the edition. "
    "Keep them in git itself (git lfs untrack):\n{files}"
)
UNREACHED = _(
    "No branch or tag leads to the commit {commit} that is checked out, so nobody could rebuild the edition. Make "
    "a branch: git branch NAME."
)
OTHER_GENERATOR = _(
    "The project has a generator of its own in {folder}, but another one is running, so a rebuild would give other "
    "files. Run the project's own: install it (make install), then .venv/bin/bulletin."
)
NO_REPOSITORY = _("The project is in no git repository, so nobody could rebuild the edition.")

_BYTECODE = "__pycache__"
_BACKUPS = ("*~", "#*#", "Thumbs.db", "desktop.ini")
"""What editors and file managers leave in folders; hidden files are not looked at in any case."""
_POINTER = b"version https://git-lfs.github.com/"


@dataclass(frozen=True)
class Origin:
    """The provenance of an edition: what it is built from."""

    commit: str | None
    """HEAD of the project's repository; None where editions could not be rebuilt from it."""
    generator: Generator
    """The generator that runs."""
    records: Mapping[str, str]
    """The hash of every record file, by its path in the project."""
    tools: Mapping[str, str]
    """Versions of Python, of the generator and of everything that it depends on."""
    further_commits: Mapping[str, str] = field(default_factory=dict)
    """HEAD of the repository of each further folder of records, by the name of the folder."""


@cache
def generator() -> Generator:
    """The generator that runs."""
    return Generator(hashes=generator_hashes(), name=DISTRIBUTION, version=bulletin.__version__)


def origin_of(project: Path) -> Origin:
    """Find the provenance of a project's editions."""
    records = {file: sha256(path) for file, path in _inputs(project, RECORDS) if is_regular(path)}
    try:
        commit = None if why_no_commit(project) else commit_of(project, "HEAD")
    except GitError:  # a build needs no git; whoever publishes is given this error
        commit = None
    return Origin(commit, generator(), records, tools())


def why_no_commit(project: Path, also: Sequence[str] = ()) -> RejectedError | None:
    """Why editions could not be rebuilt from HEAD; None where they can.

    :param also: folders and files of the project besides those that every site depends on.
    :raises GitError: when git does not read the repository.
    """
    if not has_repository(project):
        return RejectedError(NO_REPOSITORY)
    try:
        refuse_submodules(project, *FOLDERS, *also)
    except RejectedError as refusal:
        return refusal
    if _has_other_generator(project):
        return RejectedError(OTHER_GENERATOR, folder=GENERATOR)
    if files := changed(project, also):
        return RejectedError(_why_changed(project, _committed(project, also), files), files=first_lines(files))
    if pointers := sorted(name for name, path in _here(project, also) if _is_pointer(path)):
        return RejectedError(NOT_STORED, files=first_lines(pointers))
    commit = commit_of(project, "HEAD") or ""
    return None if references_to(project, commit) else RejectedError(UNREACHED, commit=commit)


def _has_other_generator(project: Path) -> bool:
    """Whether the project has a generator of its own, which a rebuild would run, and it is not the one that runs."""
    package = project / GENERATOR / PACKAGE.name
    return (package / "__init__.py").is_file() and package_hash(package) != generator().hashes[FILES]


def _why_changed(project: Path, committed: Mapping[str, Blob], files: Sequence[str]) -> Message:
    stored = contents(project, [committed[file] for file in files if file in committed])
    if stored and all(content.startswith(_POINTER) for content in stored.values()):
        return NOT_STORED
    return LINE_ENDS if _differ_in_line_ends(project, committed, files) else UNCOMMITTED


def changed(project: Path, also: Sequence[str] = ()) -> tuple[str, ...]:
    """The files that a site depends on and that are not in HEAD byte for byte, or are there only, by path.

    The bytes are compared, whatever git was configured to do with them: to assume a file unchanged, to convert its line
    ends. What no program reads is no such file: hidden ones, and what is no record among the records.

    :param also: folders and files of the project besides those that every site depends on.
    """
    committed, here = _committed(project, also), dict(_here(project, also))
    added = _added(project, here.keys() - committed.keys())
    differing = (path for path in committed if not is_as_committed(committed[path], here.get(path)))
    return tuple(sorted((*differing, *added)))


def _committed(project: Path, also: Sequence[str]) -> Mapping[str, Blob]:
    """The files of HEAD that a site depends on, by path."""
    commit = commit_of(project, "HEAD")
    blobs = files_of(project, commit, ".") if commit else ()
    return {blob.path: blob for blob in blobs if _is_input(PurePosixPath(blob.path), also)}


def _is_input(path: PurePosixPath, also: Sequence[str]) -> bool:
    if path.parts[0] == RECORDS:
        return is_record_file(str(path))
    if any(part.startswith(".") for part in path.parts):
        return False
    is_config = len(path.parts) == 1 and path.match(CONFIGS)
    return is_config or any(path.is_relative_to(top) for top in (*FOLDERS, *also))


def _here(project: Path, also: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files in the work tree that a site depends on, and links, by path."""
    for name in (*FOLDERS, *(path.name for path in project.glob(CONFIGS)), *also):
        yield from _inputs(project, name, also)


def _inputs(project: Path, top: str, also: Sequence[str] = ()) -> Iterator[tuple[str, Path]]:
    """Those in a folder of the project, or this file."""
    for path in files_below(project / top, without=_BYTECODE if top == GENERATOR else ""):
        name = path.relative_to(project).as_posix()
        if _is_input(PurePosixPath(name), also):
            yield name, path


def files_below(path: Path, without: str = "") -> Iterator[Path]:
    """The files in a folder, but for folders of that name: no program reads what Python keeps beside its modules."""
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            if inner.name != without or not inner.is_dir():
                yield from files_below(inner, without)
    elif path.is_symlink() or path.exists():
        yield path


def _added(project: Path, paths: AbstractSet[str]) -> Iterator[str]:
    """Of files that are not in HEAD, those that somebody may expect in an edition.

    A record always is, and so is what may be read with the generator, which runs as it lies there. Pages are built from
    HEAD, so that what git ignores among them does not matter.
    """
    written = {path for path in paths if PurePosixPath(path).parts[0] not in {RECORDS, GENERATOR}}
    left_out = ignored(project, written) | {path for path in written if _is_backup(PurePosixPath(path))}
    yield from paths - left_out


def _is_backup(path: PurePosixPath) -> bool:
    return any(path.match(pattern) for pattern in _BACKUPS)


def is_as_committed(blob: Blob, path: Path | None) -> bool:
    """Whether a file or link is what a commit holds; None: it is not there."""
    if path is None or blob.is_plain == path.is_symlink():
        return False
    return _hash(_content(path), blob) == blob.hash


def _content(path: Path) -> bytes:
    """The content of a file or link as git stores it."""
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return path.read_bytes() if path.is_file() else b""


def _is_pointer(path: Path) -> bool:
    """Whether a file is a pointer of Git LFS: where that is not installed, git checks them out as such."""
    if not is_regular(path):
        return False
    with path.open("rb") as file:
        return file.read(len(_POINTER)) == _POINTER


def _hash(content: bytes, blob: Blob) -> str:
    """The object name of a content in git, by the hash function of another object."""
    kind = "sha1" if len(blob.hash) == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _differ_in_line_ends(project: Path, committed: Mapping[str, Blob], files: Iterable[str]) -> bool:
    """Whether all these files are as committed but for their line ends."""
    for file in files:
        if file not in committed or (project / file).is_symlink() or not (project / file).is_file():
            return False
        plain = (project / file).read_bytes().replace(b"\r\n", b"\n")
        alike = (plain, plain.replace(b"\n", b"\r\n"))
        if committed[file].hash not in {_hash(content, committed[file]) for content in alike}:
            return False
    return True
