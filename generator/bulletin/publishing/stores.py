"""Where a site is published: a folder, from which any host serves it, or a git branch, from which forges do.

A publication store reads what is published, a publication target replaces it. All work for a branch is done in a
repository of its own that is gone afterwards, so that nobody's work tree, index or branches are touched; the branch
moves in one step, and only if nobody else has moved it meanwhile.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path
from typing import Protocol

from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.operating_system import locked
from bulletin.publishing.git import (
    Blob,
    GitError,
    GitFailedError,
    author,
    commit_of,
    contents,
    files_of,
    git,
    init_borrowing,
    own_repository,
    remote_address,
    remote_settings,
    tip_of,
    write_out,
)
from bulletin.publishing.version_names import LANGUAGE_PATTERN, NAME, VERSION_PATTERN
from bulletin.website.staging import (
    MARKER,
    PUBLISHED_TEXT,
    Finish,
    link_tree,
    make_readable,
    private_scratch,
    refuse_foreign,
    staged,
)

BRANCHES = ("refs/remotes/origin/gh-pages", "refs/heads/gh-pages")
"""Where a site is published by default: in full, so that no tag is taken for a branch, and what was fetched first,
since a local branch may be old."""
HOST_FILE = "CNAME"
"""The file in which GitHub Pages keeps the domain of a site."""
_WELL_KNOWN = ".well-known/"
_OWN = (
    HOST_FILE, ".domains", ".htaccess", "_headers", "_redirects", "ads.txt", "favicon.ico", "humans.txt",
    "security.txt", "BingSiteAuth.xml", "baidu_verify_*.html", "google*.html", "naver*.html",
    "pinterest-*.html", "yandex_*.html",
)  # fmt: skip
"""Names at the top of a site, none of which the bulletin uses: settings of hosts, and by what services know owners."""
_MANIFEST = re.compile(
    rf"(?P<folder>(?P<language>{LANGUAGE_PATTERN})/(?P<version>{VERSION_PATTERN}))/{re.escape(NAME)}"
)


def is_own(path: str) -> bool:
    """Whether a file of a published site is the publisher's or the host's: no manifest names it, and it is kept.

    :param path: below the top of the site.
    """
    is_at_top = "/" not in path and any(fnmatchcase(path, name) for name in _OWN)
    return is_at_top or path.startswith(_WELL_KNOWN)


class PublicationStore(Protocol):
    """Read access to a published site."""

    def paths(self) -> tuple[str, ...]:
        """The paths of its files, sorted."""
        ...

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of its files, by path."""
        ...


@dataclass(frozen=True)
class FolderStore:
    """A published site in a folder."""

    directory: Path

    def paths(self) -> tuple[str, ...]:
        """The paths of its files, but for symbolic links, sorted."""
        found = (path for path in self.directory.rglob("*") if path.is_file() and not path.is_symlink())
        return tuple(sorted(path.relative_to(self.directory).as_posix() for path in found))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of its files, by path."""
        return {path: (self.directory / path).read_bytes() for path in paths}


@dataclass(frozen=True)
class CommitStore:
    """A published site at the top of a git commit."""

    repository: Path
    blobs: Mapping[str, Blob]
    """Its files, by path."""

    @classmethod
    def of(cls, repository: Path, commit: str) -> CommitStore:
        """The store of a commit, which is given by its full name."""
        return cls(repository, {blob.path: blob for blob in files_of(repository, commit)})

    def paths(self) -> tuple[str, ...]:
        """The paths of its files, sorted."""
        return tuple(sorted(self.blobs))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of some of its files, by path."""
        return contents(self.repository, [self.blobs[path] for path in paths])


@dataclass(frozen=True)
class PublishedFolder:
    """The folder of a published version in one language."""

    manifest: str
    """The path of its manifest."""
    path: str
    """``vi/2023-Q1``."""
    language: str
    version: str


def published_folders(store: PublicationStore) -> tuple[PublishedFolder, ...]:
    """The folders of all published versions, by path."""
    found = filter(None, map(_MANIFEST.fullmatch, store.paths()))
    return tuple(PublishedFolder(match[0], match["folder"], match["language"], match["version"]) for match in found)


def store_of(project: Path, given: str) -> PublicationStore | None:
    """The store of a folder, or of a revision of the project's repository; None where the name is neither.

    :raises GitError: when git cannot say.
    """
    if Path(given).is_dir():
        return FolderStore(Path(given))
    commit = commit_of(project, given)
    return CommitStore.of(project, commit) if commit else None


def default_store(project: Path) -> PublicationStore | None:
    """The store of the first default branch that holds a published version; None where there is none.

    :raises GitError: when git cannot say.
    """
    for branch in BRANCHES:
        commit = tip_of(project, branch)
        if commit and published_folders(found := CommitStore.of(project, commit)):
            return found
    return None


# --- targets ----------------------------------------------------------------------------------------------------------


class PublicationTarget(Protocol):
    """A place to publish a site to."""

    @property
    def store(self) -> PublicationStore:
        """What is published there now."""
        ...

    def refuse_foreign(self, mark: bytes = PUBLISHED_TEXT) -> None:
        """Raise when something else than a published site with this marker is there, which would be lost."""
        ...

    def replace(
        self, build: Callable[[Path], None], finish: Finish, message: str, /, mark: bytes = PUBLISHED_TEXT
    ) -> None:
        """Replace the site by a new one, in one step.

        :param build: builds new versions into an empty folder.
        :param finish: takes that folder, or a copy of it, and the site published by then; completes it, or raises.
        :param message: what is done, for a history.
        :param mark: the marker's text, which ``finish`` writes.
        """
        ...


@dataclass(frozen=True)
class FolderTarget:
    """A folder to publish into. It need not exist yet; what it holds is a published site, or files to be kept."""

    directory: Path

    @property
    def store(self) -> PublicationStore:
        """What is published now."""
        return FolderStore(self.directory)

    def refuse_foreign(self, mark: bytes = PUBLISHED_TEXT) -> None:
        """Raise when the folder holds anything but a published site, save for files that are kept in any case.

        :raises NotOursError: when that is so.
        """
        refuse_foreign(self.directory, mark, is_own)

    def replace(
        self, build: Callable[[Path], None], finish: Finish, _message: str, /, mark: bytes = PUBLISHED_TEXT
    ) -> None:
        """Build the new site beside the folder, and swap the two.

        A web server can read it, whatever the umask, if it could read the folder or there was none.
        """

        def readable(new: Path, old: Path) -> None:
            finish(new, old)
            make_readable(new, old)

        made = [folder for folder in self.directory.resolve().parents if not folder.exists()]
        with staged(self.directory, readable, mark, is_own) as new:
            build(new)
        for folder in made:
            folder.chmod(0o755)


TRIES = 3
"""How often a push is tried when others push at the same time."""
WAIT = 3.0
"""Seconds to wait before the next try, at most."""
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    "core.quotePath": "false",
    "core.fsmonitor": "false",
    "commit.gpgSign": "false",
    "push.gpgSign": "false",
    "i18n.commitEncoding": "utf-8",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
"""Settings of git, in place of the user's, that the commit depends on."""
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")


class BranchError(BulletinError):
    """The branch cannot be published to; the text says why."""


class BranchTarget:
    """A branch to publish onto, with a temporary repository in which the site is prepared."""

    def __init__(self, project: Path, branch: str, remote: str | None, workspace: Path) -> None:
        """Make the repository, and fetch what is published.

        :param remote: name, address or folder of the repository whose branch it is; None for the project's own.
        :param workspace: a temporary folder.
        """
        self._project, self._branch, self._workspace = project, branch, workspace
        self._remote = remote_address(project, remote) if remote else None
        self._settings = remote_settings(project, self._remote)
        self._repository = workspace / "git" / "repository"  # so far down that it may be removed
        self._attempts = count()
        init_borrowing(self._repository, project)  # and not a bare one, which git may be set not to read
        for name, value in {**_SETTINGS, **author(project)}.items():
            git(self._repository, "config", name, value)
        self.fetch()

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self._branch}"

    @property
    def store(self) -> PublicationStore:
        """What is published now."""
        return CommitStore.of(self._repository, self._old) if self._old else FolderStore(self._workspace / "none")

    def fetch(self) -> None:
        """Bring the branch as it is now; what is in the project's own repository is here already."""
        self._old = self._fetched(self._remote) if self._remote else tip_of(self._project, self.ref)

    def _fetched(self, remote: str) -> str | None:
        listed = git(self._repository, "ls-remote", "--end-of-options", remote, self.ref, settings=self._settings)
        git(self._repository, "update-ref", "-d", self.ref)
        if any(line.endswith(f"\t{self.ref}") for line in listed.decode().splitlines()):
            quietly = ("--quiet", "--no-tags", "--update-head-ok", "--depth=1")
            arguments = (*quietly, "--end-of-options", remote, f"+{self.ref}:{self.ref}")
            git(self._repository, "fetch", *arguments, settings=self._settings)
        return commit_of(self._repository, self.ref)

    def refuse_foreign(self, mark: bytes = PUBLISHED_TEXT) -> None:
        """Raise when the branch holds anything but a published site, save for files that are kept in any case.

        :raises BranchError: when that is so.
        """
        files = files_of(self._repository, self._old) if self._old else ()
        found = contents(self._repository, [file for file in files if file.path == MARKER])
        are_own = all(is_own(file.path) and file.is_plain for file in files)
        if found.get(MARKER) != mark and not are_own:
            other = _("{branch}: This branch holds something else than a published site; choose another.")
            raise BranchError(other, branch=self._branch)

    def replace(
        self, build: Callable[[Path], None], finish: Finish, message: str, /, mark: bytes = PUBLISHED_TEXT
    ) -> None:
        """Build, and move the branch to the new site; when others moved it first, try again from their site.

        :raises BranchError: when the last try was rejected, too, or the branch holds something else by then.
        """
        built = self._workspace / "built"
        build(built)
        for attempt in range(1, TRIES + 1):
            with self._exclusively():
                self.fetch()
                self.refuse_foreign(mark)
                try:
                    self._deliver(self._commit(self._assembled(built, finish), message))
                except GitError as error:
                    if attempt == TRIES:
                        raise BranchError(error.reason, **error.details) from None
                else:
                    return
            time.sleep(random.uniform(0, WAIT))  # noqa: S311 - so that publishers that collided do not do so again

    def _exclusively(self) -> AbstractContextManager[None]:
        """Publishers on one machine wait for each other rather than being rejected."""
        source = Path(self._remote) if self._remote else own_repository(self._project)
        return locked(source) if source.is_dir() else nullcontext()

    def _assembled(self, built: Path, finish: Finish) -> Path:
        """The new site as a folder."""
        number = next(self._attempts)
        old, new = self._workspace / f"old-{number}", self._workspace / f"new-{number}"
        old.mkdir()
        if self._old:
            write_out(self._repository, self._old, ".", old)
        link_tree(built, new)
        finish(new, old)
        return new

    def _commit(self, site: Path, message: str) -> str:
        """One commit upon what is published that holds the site, byte for byte, whatever filters and attributes say."""
        names = (git(self._repository, "var", f"GIT_{role}_IDENT") for role in ("AUTHOR", "COMMITTER"))
        parent = b"from %s\n" % self._old.encode() if self._old else b""
        head = b"commit refs/bulletin/new\nmark :1\nauthor %scommitter %s" % tuple(names)
        lines = (head, _data(f"{message}\n".encode()), parent, b"deleteall\n", *_files(site), b"\nget-mark :1\n")
        return git(self._repository, "fast-import", "--quiet", "--force", given=b"".join(lines)).decode().strip()

    def _deliver(self, commit: str) -> None:
        """Move the branch, unless somebody else has moved it."""
        if self._remote:
            arguments = ("--quiet", "--porcelain", "--end-of-options", self._remote, f"{commit}:{self.ref}")
            git(self._repository, "push", *arguments, settings=self._settings, outlives=True)
            return
        self._copy_into_project(commit)
        moved = ("update-ref", "-m", "bulletin publish", self.ref, commit, self._old or "")
        git(self._project, *_NO_HOOKS, *moved, outlives=True)

    def _copy_into_project(self, commit: str) -> None:
        """Copy a commit into the project's own repository, where nothing leads to it yet."""
        git(self._repository, "update-ref", self.ref, commit)
        alone = (*_NO_HOOKS, "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "fetch.writeCommitGraph=false")
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=")
        git(self._project, *alone, "fetch", *quietly, "--end-of-options", str(self._repository), self.ref)


def _files(site: Path) -> Iterator[bytes]:
    """Every file of a folder as commands of ``git fast-import``; a link is none."""
    for path in sorted(path for path in site.rglob("*") if path.is_file() and not path.is_symlink()):
        name = os.fsencode(path.relative_to(site).as_posix())
        for character, escaped in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n")):
            name = name.replace(character, escaped)
        yield b'M 100644 inline "%s"\n' % name + _data(path.read_bytes())


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


@contextmanager
def branch_target(project: Path, branch: str, remote: str | None = None) -> Iterator[BranchTarget]:
    """Publish onto a branch; it need not be there yet.

    :param remote: name, address or folder of the repository; None for the project's own.
    :raises BranchError: when there is no such repository, or the branch is being worked on in it.
    :raises GitError: when git fails.
    """
    _refuse_odd(project, branch)
    if remote is None:
        _refuse_checked_out(project, branch)
    with private_scratch("publish") as workspace:
        yield BranchTarget(project, branch, remote, workspace)


def _refuse_odd(project: Path, branch: str) -> None:
    try:
        git(project, "check-ref-format", f"refs/heads/{branch}")
        is_odd = branch.startswith("-") or branch in {"HEAD", "@"}
    except GitFailedError:
        is_odd = True
    if is_odd:
        raise BranchError(_("{branch}: This is no name of a branch."), branch=branch)


def _refuse_checked_out(project: Path, branch: str) -> None:
    trees = git(project, "worktree", "list", "--porcelain").decode(errors="replace").splitlines()
    if f"branch refs/heads/{branch}" in trees:
        raise BranchError(_("{branch}: This branch is checked out in a work tree."), branch=branch)
