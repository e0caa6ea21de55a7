"""Publishing onto a git branch, from which forges serve a site: with mike, and in one commit.

All work is done in a repository of its own that is gone afterwards, so that nobody's work tree, index or branches are
touched; the branch moves in one step, and only if nobody else has moved it meanwhile.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.publishing.assembly import editions_in
from generator.publishing.deploying import Deployment, to_json
from generator.publishing.git import GitError, commit_of, files_of, git, write_out
from generator.publishing.manifest import read_manifest
from generator.publishing.outlets import Commit, Folder, Outlet
from generator.publishing.sharing import link_tree
from generator.site.staging import Finish, locked, scratch

TRIES = 3
"""How often a push is tried when others push at the same time."""
WAIT = 3.0
"""Seconds to wait before the next try, at most."""
NOBODY = ("Bulletin", "bulletin@localhost")
"""Who publishes where git has not been told who is at work."""
_CREDENTIALS = ("credential.", "http.", "url.", "core.sshcommand", "ssh.", "protocol.")
"""Settings of a project's repository that the way to its remote may depend on, such as the token that CI puts there."""
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
"""Settings of the user's that must not reach into what we commit, put right."""
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")


class BranchError(Exception):
    """The branch cannot be published to; the text says why."""


@dataclass
class BranchTarget:
    """A site on a branch, with a repository of our own to prepare it in."""

    project: Path
    branch: str
    remote: str | None
    """Name, address or folder of the repository whose branch it is; None for the project's own."""
    room: Path
    """A folder that is gone afterwards."""

    def __post_init__(self) -> None:
        """Make the repository, and see what is out."""
        self._repository = self.room / "repository"
        self._attempts = count()
        self._where = self.remote and _address(self.project, self.remote)
        self._settings = _network(self.project)
        git(self.room, "init", "--quiet", "--bare", "--template=", str(self._repository))
        for name, value in {**_OWN, **_author(self.project)}.items():
            git(self._repository, "config", name, value)
        self.fetch()

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.branch}"

    @property
    def outlet(self) -> Outlet:
        """What is out now."""
        return Commit.of(self._repository, self._old) if self._old else Folder(self.room / "none")

    def fetch(self) -> None:
        """Bring the branch as it is now."""
        source = self._where or str(_own_repository(self.project))
        listed = git(self._repository, "ls-remote", "--end-of-options", source, self.ref, settings=self._settings)
        git(self._repository, "update-ref", "-d", self.ref)
        if any(line.endswith(f"\t{self.ref}") for line in listed.decode().splitlines()):
            shallow = ("--depth=1",) if self._where else ()  # of our own, everything is here
            arguments = ("--quiet", "--no-tags", *shallow, "--end-of-options", source, f"+{self.ref}:{self.ref}")
            git(self._repository, "fetch", *arguments, settings=self._settings)
        self._old = commit_of(self._repository, self.ref)

    def renew(self, build: Callable[[Path], None], finish: Finish, message: str) -> None:
        """Build, and let the new site take the branch's place; when others were faster, again from what they made.

        :raises BranchError: when the last try was rejected, too.
        """
        built = self.room / "built"
        build(built)
        for attempt in range(1, TRIES + 1):
            with self._turn():
                self.fetch()
                try:
                    self._deliver(self._commit(self._assembled(built, finish), message))
                except GitError as error:
                    if attempt == TRIES:
                        raise BranchError(str(error)) from None
                else:
                    return
            time.sleep(random.uniform(0, WAIT))  # noqa: S311 - so that those who collided do not do so again

    def _turn(self) -> AbstractContextManager[None]:
        """Publishers on one machine wait for each other rather than being rejected."""
        source = Path(self._where) if self._where else _own_repository(self.project)
        return locked(source) if source.is_dir() else nullcontext()

    def _assembled(self, built: Path, finish: Finish) -> Path:
        """The new site as a folder."""
        number = next(self._attempts)
        old, new = self.room / f"old-{number}", self.room / f"new-{number}"
        old.mkdir()
        if self._old:
            write_out(self._repository, self._old, ".", old)
        link_tree(built, new)
        finish(new, old)
        return new

    def _commit(self, site: Path, message: str) -> str:
        """One commit upon what is out that holds the site, byte for byte; mike deploys, and we add what is derived."""
        new = [folder for folder in editions_in(site) if not self._is_out(folder.relative_to(site).as_posix())]
        if new:
            self._deploy(new, site)
        parents = ("-p", self._old) if self._old else ()
        tree = self._tree(site)
        return git(self._repository, "commit-tree", tree, *parents, "-m", message).decode().strip()

    def _is_out(self, path: str) -> bool:
        return self._old is not None and bool(files_of(self._repository, self._old, path))

    def _deploy(self, folders: list[Path], site: Path) -> None:
        manifests = {folder: read_manifest(folder) for folder in folders}
        latest = {path.parent.name: read_manifest(path).version for path in site.glob("*/latest")}
        deployments = [
            Deployment(
                self.branch, each.language, each.version, each.edition.title, str(folder),
                newest=latest.get(each.language) == each.version,
            )
            for folder, each in manifests.items()
        ]  # fmt: skip
        command = [sys.executable, "-P", "-m", "generator.publishing.deploying"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            cwd=self._repository,
            env={**environment, "LC_ALL": "C"},
            input=to_json(deployments),
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise BranchError(done.stderr.decode(errors="replace").strip())

    def _tree(self, site: Path) -> str:
        """Store every file as it is, whatever filters and attributes say; give the tree of them."""
        files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        names = "".join(f"{site / path}\n" for path in files).encode()
        stored = git(self._repository, "hash-object", "-w", "--no-filters", "--stdin-paths", given=names).split()
        entries = b"".join(b"100644 %s\t%s\0" % (name, path.encode()) for name, path in zip(stored, files, strict=True))
        index = {"GIT_INDEX_FILE": str(self.room / "index")}
        git(self._repository, "read-tree", "--empty", settings=index)
        git(self._repository, "update-index", "-z", "--index-info", given=entries, settings=index)
        return git(self._repository, "write-tree", settings=index).decode().strip()

    def _deliver(self, commit: str) -> None:
        """Move the branch, unless somebody else has moved it."""
        if self._where:
            arguments = ("--quiet", "--porcelain", "--end-of-options", self._where, f"{commit}:{self.ref}")
            git(self._repository, "push", *arguments, settings=self._settings, outlives=True)
            return
        self._hand_over(commit)
        moved = ("update-ref", "-m", "bulletin publish", self.ref, commit, self._old or "")
        git(self.project, *_NO_HOOKS, *moved, outlives=True)

    def _hand_over(self, commit: str) -> None:
        """Copy a commit into the project's own repository, where nothing leads to it yet."""
        git(self._repository, "update-ref", self.ref, commit)
        alone = (*_NO_HOOKS, "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "fetch.writeCommitGraph=false")
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=")
        git(self.project, *alone, "fetch", *quietly, "--end-of-options", str(self._repository), self.ref)


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
    with scratch(Path(tempfile.gettempdir()) / "bulletin-publish") as room:
        room.chmod(0o700)
        yield BranchTarget(project, branch, remote, room)


def _refuse_odd(project: Path, branch: str) -> None:
    try:
        git(project, "check-ref-format", f"refs/heads/{branch}")
        is_odd = branch.startswith("-")
    except GitError:
        is_odd = True
    if is_odd:
        raise BranchError(f"{branch}: không phải tên nhánh. · This is no name of a branch.")


def _refuse_checked_out(project: Path, branch: str) -> None:
    trees = git(project, "worktree", "list", "--porcelain").decode(errors="replace").splitlines()
    if f"branch refs/heads/{branch}" in trees:
        raise BranchError(f"{branch}: nhánh đang được mở để làm việc. · This branch is checked out in a work tree.")


def _own_repository(project: Path) -> Path:
    answer = git(project, "rev-parse", "--path-format=absolute", "--git-common-dir")
    return Path(os.fsdecode(answer).strip())


def _address(project: Path, remote: str) -> str:
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


def _network(project: Path) -> Mapping[str, str]:
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


def _author(project: Path) -> Mapping[str, str]:
    """Who publishes: as git has been told, else nobody in particular."""
    return {
        f"user.{name}": _setting(project, f"user.{name}") or default
        for name, default in zip(("name", "email"), NOBODY, strict=True)
    }


def _setting(project: Path, name: str) -> str:
    try:
        return git(project, "config", "--get", name).decode(errors="replace").strip()
    except GitError:
        return ""
