"""Where a site is published: a folder, from which any host serves it, or a git branch, from which forges do.

All work for a branch is done in a repository of its own that is gone afterwards, so that nobody's work tree, index or
branches are touched; the branch moves in one step, and only if nobody else has moved it meanwhile.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.publishing.git import GitError, commit_of, contents, files_of, git, write_out
from bulletin.publishing.stores import CommitStore, FolderStore, PublicationStore
from bulletin.publishing.verify import HOSTS
from bulletin.website.staging import MARKER, PUBLISHED_TEXT, Finish, link_tree, locked, refuse_foreign, scratch, staged

NOBODY = ("Bulletin", "bulletin@localhost")
"""The committer where git has no user name configured."""
_CREDENTIALS = ("credential.", "http.", "url.", "core.sshcommand", "ssh.", "protocol.")
"""Settings of a project's repository that the way to its remote may depend on, such as the token that CI puts there."""


def own_repository(project: Path) -> Path:
    """The git repository of a project.

    :raises GitError: where there is none.
    """
    answer = git(project, "rev-parse", "--path-format=absolute", "--git-common-dir")
    return Path(os.fsdecode(answer).strip())


def address(project: Path, remote: str) -> str:
    """Where a remote is: as it is called in the project's repository, else as it is given. Folders are absolute."""
    try:
        known = git(project, "remote", "get-url", "--push", "--end-of-options", remote).decode().strip()
    except GitError:
        known = ""
    if known:
        return str((project / known).resolve()) if (project / known).is_dir() else _plain(known)
    return str(Path(remote).resolve()) if Path(remote).is_dir() else _plain(remote)


def _plain(address: str) -> str:
    """The folder of a ``file:`` address, and any other as it is."""
    parts = urlsplit(address)
    return unquote(parts.path) if parts.scheme == "file" else address


def network(project: Path) -> Mapping[str, str]:
    """Settings of the project's own repository that its remotes are reached by, as an environment for git."""
    try:
        listed = git(project, "config", "--list", "--local", "--includes", "-z").decode(errors="replace")
    except GitError:
        return {}
    pairs = [setting.partition("\n")[::2] for setting in listed.split("\0") if setting.startswith(_CREDENTIALS)]
    inherited = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(inherited + len(pairs))}
    for number, (name, value) in enumerate(pairs, inherited):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def author(project: Path) -> Mapping[str, str]:
    """The committer: as configured in git, else a neutral name."""
    return {
        f"user.{name}": _setting(project, f"user.{name}") or default
        for name, default in zip(("name", "email"), NOBODY, strict=True)
    }


def _setting(project: Path, name: str) -> str:
    try:
        return git(project, "config", "--get", name).decode(errors="replace").strip()
    except GitError:
        return ""


@dataclass(frozen=True)
class FolderTarget:
    """A site in a folder."""

    directory: Path

    @property
    def store(self) -> PublicationStore:
        """What is published now."""
        return FolderStore(self.directory)

    def refuse_foreign(self) -> None:
        """Leave alone what is no published site.

        :raises NotOursError: when the folder holds anything else.
        """
        refuse_foreign(self.directory, PUBLISHED_TEXT)

    def renew(self, build: Callable[[Path], None], finish: Finish, _message: str) -> None:
        """Have the new site made beside the folder, and let the two change places."""
        with staged(self.directory, finish, PUBLISHED_TEXT) as new:
            build(new)


@contextmanager
def folder_target(directory: Path) -> Iterator[FolderTarget]:
    """Publish into a folder. It need not be there yet; if it holds anything, that has to be a site of ours."""
    yield FolderTarget(directory)


TRIES = 3
"""How often a push is tried when others push at the same time."""
WAIT = 3.0
"""Seconds to wait before the next try, at most."""
_OWN = {
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
"""Settings of the user's that must not reach into what we commit, corrected."""
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")


class BranchError(BulletinError):
    """The branch cannot be published to; the text says why."""


class BranchTarget:
    """A site on a branch, with a repository of our own to prepare it in."""

    def __init__(self, project: Path, branch: str, remote: str | None, room: Path) -> None:
        """Make the repository, and see what is published.

        :param remote: name, address or folder of the repository whose branch it is; None for the project's own.
        :param room: a temporary folder.
        """
        self._project, self._branch, self._room = project, branch, room
        self._where = address(project, remote) if remote else None
        self._settings = network(project)
        self._repository = room / "repository"
        self._attempts = count()
        git(room, "init", "--quiet", "--bare", "--template=", str(self._repository))
        for name, value in {**_OWN, **author(project)}.items():
            git(self._repository, "config", name, value)
        self.fetch()

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self._branch}"

    @property
    def store(self) -> PublicationStore:
        """What is published now."""
        return CommitStore.of(self._repository, self._old) if self._old else FolderStore(self._room / "none")

    def fetch(self) -> None:
        """Bring the branch as it is now."""
        source = self._where or str(own_repository(self._project))
        listed = git(self._repository, "ls-remote", "--end-of-options", source, self.ref, settings=self._settings)
        git(self._repository, "update-ref", "-d", self.ref)
        if any(line.endswith(f"\t{self.ref}") for line in listed.decode().splitlines()):
            shallow = ("--depth=1",) if self._where else ()  # of our own, everything is here
            arguments = ("--quiet", "--no-tags", *shallow, "--end-of-options", source, f"+{self.ref}:{self.ref}")
            git(self._repository, "fetch", *arguments, settings=self._settings)
        self._old = commit_of(self._repository, self.ref)

    def refuse_foreign(self) -> None:
        """Leave alone what is no published site, save for a host's own file.

        :raises BranchError: when the branch holds anything else.
        """
        files = files_of(self._repository, self._old) if self._old else ()
        found = contents(self._repository, [file for file in files if file.path == MARKER])
        is_the_hosts = all(file.path == HOSTS and file.is_plain for file in files)
        if found.get(MARKER) != PUBLISHED_TEXT and not is_the_hosts:
            other = _("{branch}: This branch holds something else than a published site; choose another.")
            raise BranchError(other, branch=self._branch)

    def renew(self, build: Callable[[Path], None], finish: Finish, message: str) -> None:
        """Build, and let the new site take the branch's place; when others were faster, again from what they made.

        :raises BranchError: when the last try was rejected, too, or somebody has put something else there.
        """
        built = self._room / "built"
        build(built)
        for attempt in range(1, TRIES + 1):
            with self._exclusively():
                self.fetch()
                self.refuse_foreign()
                try:
                    self._deliver(self._commit(self._assembled(built, finish), message))
                except GitError as error:
                    if attempt == TRIES:
                        raise BranchError(str(error)) from None
                else:
                    return
            time.sleep(random.uniform(0, WAIT))  # noqa: S311 - so that those who collided do not do so again

    def _exclusively(self) -> AbstractContextManager[None]:
        """Publishers on one machine wait for each other rather than being rejected."""
        source = Path(self._where) if self._where else own_repository(self._project)
        return locked(source) if source.is_dir() else nullcontext()

    def _assembled(self, built: Path, finish: Finish) -> Path:
        """The new site as a folder."""
        number = next(self._attempts)
        old, new = self._room / f"old-{number}", self._room / f"new-{number}"
        old.mkdir()
        if self._old:
            write_out(self._repository, self._old, ".", old)
        link_tree(built, new)
        finish(new, old)
        return new

    def _commit(self, site: Path, message: str) -> str:
        """One commit upon what is published that holds the site, byte for byte, whatever filters and attributes say."""
        author, committer = (git(self._repository, "var", f"GIT_{role}_IDENT") for role in ("AUTHOR", "COMMITTER"))
        parent = b"from %s\n" % self._old.encode() if self._old else b""
        head = b"commit refs/bulletin/new\nmark :1\nauthor %scommitter %s" % (author, committer)
        lines = (head, _data(f"{message}\n".encode()), parent, b"deleteall\n", *_files(site), b"\nget-mark :1\n")
        return git(self._repository, "fast-import", "--quiet", "--force", given=b"".join(lines)).decode().strip()

    def _deliver(self, commit: str) -> None:
        """Move the branch, unless somebody else has moved it."""
        if self._where:
            arguments = ("--quiet", "--porcelain", "--end-of-options", self._where, f"{commit}:{self.ref}")
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
    """Every file of a folder as commands of ``git fast-import``."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
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
    with scratch(Path(tempfile.gettempdir()) / f"bulletin-publish-{os.getuid()}") as room:
        room.chmod(0o700)
        yield BranchTarget(project, branch, remote, room)


def _refuse_odd(project: Path, branch: str) -> None:
    try:
        git(project, "check-ref-format", f"refs/heads/{branch}")
        is_odd = branch.startswith("-")
    except GitError:
        is_odd = True
    if is_odd:
        raise BranchError(_("{branch}: This is no name of a branch."), branch=branch)


def _refuse_checked_out(project: Path, branch: str) -> None:
    trees = git(project, "worktree", "list", "--porcelain").decode(errors="replace").splitlines()
    if f"branch refs/heads/{branch}" in trees:
        raise BranchError(_("{branch}: This branch is checked out in a work tree."), branch=branch)
