"""Provenance of an edition: the commit, the records, and the versions of the tools that it is built from."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bulletin import __version__
from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import first_lines
from bulletin.publishing.git import Blob, GitError, commit_of, files_of, git, references_to
from bulletin.publishing.manifest import hashes
from bulletin.reading.files import RECORDS

DISTRIBUTION = "bulletin-generator"
"""The name under which this program is installed."""
FOLDERS = (RECORDS, "docs", "generator")
"""What a site depends on, with the files of :data:`CONFIGS`; ``generator`` where a project brings its own."""
CONFIGS = "mkdocs*.yml"
PYTHON = "python"
"""The name of Python among the tools of a manifest."""
UNCOMMITTED = _(
    "There are changes that are in no commit, so nobody could rebuild the edition. Commit them first:\n{files}"
)
LINE_ENDS = _(
    "These files differ from the commit in their line ends only, yet a rebuild from it would not. Set git config "
    "core.autocrlf false, leave eol out of .gitattributes, and check them out anew:\n{files}"
)
UNREACHED = _(
    "No branch or tag leads to the commit {commit} that is checked out, so nobody could rebuild the edition. Make "
    "a branch: git branch NAME."
)
NO_REPOSITORY = _("The project is in no git repository, so nobody could rebuild the edition.")

_BYTECODE = "__pycache__"


@dataclass(frozen=True)
class Origin:
    """The provenance of an edition: what it is built from."""

    commit: str | None
    """HEAD of the project's repository; None where editions could not be rebuilt from it."""
    records: Mapping[str, str]
    """The hash of every file in ``records/``, by its path in the project."""
    tools: Mapping[str, str]
    """Versions of Python, of the generator and of everything that it depends on."""


def origin_of(project: Path) -> Origin:
    """Find the provenance of a project's editions."""
    records = {f"{RECORDS}/{path}": value for path, value in hashes(project / RECORDS).items()}
    return Origin(None if why_no_commit(project) else commit_of(project, "HEAD"), records, tools())


def why_no_commit(project: Path) -> RejectedError | None:
    """Why editions could not be rebuilt from HEAD; None where they can."""
    if not _is_in_repository(project):
        return RejectedError(NO_REPOSITORY)
    if files := changed(project):
        reason = LINE_ENDS if _differ_in_line_ends(project, files) else UNCOMMITTED
        return RejectedError(reason, files=first_lines(files))
    commit = commit_of(project, "HEAD") or ""
    return None if references_to(project, commit) else RejectedError(UNREACHED, commit=commit)


def _is_in_repository(project: Path) -> bool:
    try:
        git(project, "rev-parse", "--git-dir")
    except GitError:
        return False
    return True


def changed(project: Path) -> tuple[str, ...]:
    """The files that a site depends on and that are not in HEAD byte for byte, or are there only, by path.

    The bytes are compared, whatever git was configured to do with them: to ignore a file, to assume it unchanged, to
    convert its line ends.
    """
    committed, here = _committed(project), dict(_here(project))
    paths = committed.keys() | here.keys()
    return tuple(sorted(path for path in paths if not _is_as_committed(committed.get(path), here.get(path))))


def _committed(project: Path) -> Mapping[str, Blob]:
    """The files of HEAD that a site depends on, by path."""
    commit = commit_of(project, "HEAD")
    blobs = files_of(project, commit, ".") if commit else ()
    return {blob.path: blob for blob in blobs if _is_input(PurePosixPath(blob.path))}


def _is_input(path: PurePosixPath) -> bool:
    return path.parts[0] in FOLDERS or (len(path.parts) == 1 and path.match(CONFIGS))


def _here(project: Path) -> Iterator[tuple[str, Path]]:
    """The files in the work tree that a site depends on, and links, by path."""
    tops = [*(project / name for name in FOLDERS), *project.glob(CONFIGS)]
    for top in tops:
        for path in _below(top, without=_BYTECODE if top.name == "generator" else ""):
            yield path.relative_to(project).as_posix(), path


def _below(path: Path, without: str) -> Iterator[Path]:
    """The files in a folder, but for folders of that name: no program reads what Python keeps beside its modules."""
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            if inner.name != without or not inner.is_dir():
                yield from _below(inner, without)
    elif path.is_symlink() or path.exists():
        yield path


def _is_as_committed(blob: Blob | None, path: Path | None) -> bool:
    if blob is None or path is None or blob.is_plain == path.is_symlink():
        return False
    return _hash(_content(path), blob) == blob.hash


def _content(path: Path) -> bytes:
    """The content of a file or link as git stores it."""
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return path.read_bytes() if path.is_file() else b""


def _hash(content: bytes, blob: Blob) -> str:
    """The object name of a content in git, by the hash function of another object."""
    kind = "sha1" if len(blob.hash) == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _differ_in_line_ends(project: Path, files: Iterable[str]) -> bool:
    """Whether all these files are as committed but for their line ends."""
    committed = _committed(project)
    for file in files:
        if file not in committed or (project / file).is_symlink() or not (project / file).is_file():
            return False
        plain = (project / file).read_bytes().replace(b"\r\n", b"\n")
        alike = (plain, plain.replace(b"\n", b"\r\n"))
        if committed[file].hash not in {_hash(content, committed[file]) for content in alike}:
            return False
    return True


@cache
def tools() -> Mapping[str, str]:
    """Versions of Python, of the generator and of everything that it depends on, by their names."""
    found = {PYTHON: platform.python_version(), DISTRIBUTION: __version__}
    waiting = list(_required(DISTRIBUTION)) if installed_version(DISTRIBUTION) else []
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found and (version := installed_version(name)) is not None:
            found[name] = version
            waiting.extend(_required(name))
    return dict(sorted(found.items()))


def installed_version(name: str) -> str | None:
    """The version of an installed distribution; None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _required(name: str) -> Iterator[str]:
    """The names of the distributions that one requires without extras, on other systems too."""
    for requirement in map(Requirement, metadata.requires(name) or ()):
        if "extra" not in str(requirement.marker or ""):
            yield requirement.name
