"""Reading a git repository through the ``git`` command, without touching its work tree, its index or its settings.

Nothing that is handed over is taken for an option, no shell is asked, and git neither prompts nor speaks another
language than the one its answers are read in.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from bulletin.errors import BulletinError
from bulletin.localization.messages import _

_KEPT = (
    "GIT_ASKPASS", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL",
    "GIT_CONFIG_", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_TRACE", "GIT_EXEC_PATH",
)  # fmt: skip
"""Prefixes of variables that may reach git: how to reach remotes, settings, names of the committer, where git is.

Any other could lead to another repository than that of the folder, or change how its files and names are read.
"""
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_CREDENTIALS = ("credential.", "http.", "url.", "core.sshcommand", "ssh.", "protocol.")
"""Settings of a project's repository that its remote may be reached by, such as the token that CI puts there."""
NOBODY = ("Bulletin", "bulletin@localhost")
"""The committer where git has no user name configured."""
_REGULAR = ("100644", "100755")
_LINK = "120000"


class GitError(BulletinError):
    """Git failed, or a commit cannot be used; the text says why."""


class Blob(NamedTuple):
    """A file of a commit."""

    mode: str
    hash: str
    path: str
    """Relative to the folder that was asked about, or to the top of the repository."""

    @property
    def is_plain(self) -> bool:
        """Whether it is a file, and no link."""
        return self.mode in _REGULAR


def inherited() -> dict[str, str]:
    """The environment without variables that would lead git to another repository or change how it reads files."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}


def git(
    folder: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None, outlives: bool = False
) -> bytes:
    """Run git in a folder; give its output.

    :param settings: further environment variables.
    :param outlives: whether it goes on even if this program and its other processes are stopped.
    :raises GitError: when it ends with anything but success, or there is no git.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what comes from people is behind --end-of-options
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - whichever git the user has
            input=given,
            capture_output=True,
            check=True,
            env=inherited() | _SETTINGS | dict(settings or {}),
            start_new_session=outlives,
        )
    except FileNotFoundError as error:
        raise GitError(_("git cannot be run: {error}"), error=str(error)) from None
    except subprocess.CalledProcessError as error:
        output = error.stderr.decode(errors="replace").strip()
        raise GitError(_("git failed: {output}"), output=output) from None
    return done.stdout


def commit_of(folder: Path, revision: str) -> str | None:
    """The full name of the commit that a revision means; None where it means none, or there is no repository."""
    try:
        found = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        return None
    return found.decode().strip()


def own_repository(project: Path) -> Path:
    """The git repository of a project.

    :raises GitError: where there is none.
    """
    return Path(os.fsdecode(git(project, "rev-parse", "--path-format=absolute", "--git-common-dir")).strip())


def remote_address(project: Path, remote: str) -> str:
    """The address of a remote of the project's repository, or one that is given as such. Folders are absolute."""
    known = _answer(project, "remote", "get-url", "--push", "--end-of-options", remote).strip()
    if known:
        return str((project / known).resolve()) if (project / known).is_dir() else _plain(known)
    return str(Path(remote).resolve()) if Path(remote).is_dir() else _plain(remote)


def _answer(project: Path, *arguments: str) -> str:
    """The output of git; empty where it fails."""
    try:
        return git(project, *arguments).decode(errors="replace")
    except GitError:
        return ""


def _plain(address: str) -> str:
    """The folder of a ``file:`` address, and any other as it is."""
    parts = urlsplit(address)
    return url2pathname(parts.path) if parts.scheme == "file" else address


def remote_settings(project: Path) -> Mapping[str, str]:
    """Settings of the project's repository that its remotes are reached by, as an environment for git."""
    listed = _answer(project, "config", "--list", "--local", "--includes", "-z")
    pairs = [setting.partition("\n")[::2] for setting in listed.split("\0") if setting.startswith(_CREDENTIALS)]
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(first + len(pairs))}
    for number, (name, value) in enumerate(pairs, first):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def author(project: Path) -> Mapping[str, str]:
    """The settings of the committer: as configured in git, else a neutral name."""
    names = (f"user.{name}" for name in ("name", "email"))
    return {
        name: _answer(project, "config", "--get", name).strip() or default
        for name, default in zip(names, NOBODY, strict=True)
    }


def references_to(folder: Path, commit: str, remote: str = "origin") -> tuple[str, ...]:
    """The branches and tags of the repository that lead to a commit, and the branches that it knows of one remote.

    What was merely fetched is none of these: proposals of strangers, branches of other remotes.
    """
    places = ["refs/heads/", "refs/tags/"]
    if remote in git(folder, "remote").decode(errors="replace").splitlines():
        places.append(f"refs/remotes/{remote}/")
    return tuple(git(folder, "for-each-ref", "--format=%(refname)", "--contains", commit, *places).decode().split())


def revisions(folder: Path) -> tuple[str, ...]:
    """The names of the branches and tags, by name; none where there is no repository."""
    places = ("refs/heads", "refs/remotes", "refs/tags")
    return tuple(_answer(folder, "for-each-ref", "--format=%(refname:short)", *places).split())


def files_of(folder: Path, commit: str, under: str | None = None) -> tuple[Blob, ...]:
    """The files of a commit below a path of the folder, by path; without a path, all of the repository.

    :param commit: its full name, as from :func:`commit_of`.
    """
    below = ("--full-tree", commit) if under is None else (commit, "--", under)
    return tuple(_blobs(git(folder, "ls-tree", "-r", "-z", *below).split(b"\0")))


def _blobs(lines: Iterable[bytes]) -> Iterator[Blob]:
    for line in filter(None, lines):
        about, _, path = line.partition(b"\t")
        mode, kind, name = about.decode().split()
        if kind == "blob":
            yield Blob(mode, name, os.fsdecode(path))


def contents(folder: Path, blobs: Iterable[Blob]) -> Mapping[str, bytes]:
    """The contents of files, by path; as they were committed, whatever filters and attributes say.

    :raises GitError: when the repository lacks one of them.
    """
    wanted = tuple(blobs)
    answer = git(folder, "cat-file", "--batch", given="".join(f"{blob.hash}\n" for blob in wanted).encode())
    found, start = {}, 0
    for blob in wanted:
        begin = answer.index(b"\n", start) + 1
        name, *kind_and_size = answer[start:begin].decode().split()  # "<name> blob <size>", or "<name> missing"
        if len(kind_and_size) != 2:
            raise GitError(_("{path}: The repository lacks the object {name}."), path=blob.path, name=name)
        size = int(kind_and_size[1])
        found[blob.path] = answer[begin : begin + size]
        start = begin + size + 1
    return found


def write_out(folder: Path, commit: str, under: str, target: Path) -> None:
    """Write the files of a commit below a path into an empty folder. Links are written as such, and never followed.

    :raises GitError: when a file would be written outside of the folder, or a path is that of a file and a folder.
    """
    blobs = _apart(files_of(folder, commit, under))
    found = contents(folder, blobs)
    for blob in sorted(blobs, key=lambda blob: blob.mode == _LINK):  # last, so that nothing is written through one
        path = target / _inside(blob.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.is_plain:
            path.write_bytes(found[blob.path])
        elif blob.mode == _LINK:
            path.symlink_to(os.fsdecode(found[blob.path]))


def _apart(blobs: tuple[Blob, ...]) -> tuple[Blob, ...]:
    """The files, when no two have the same path and none is a folder of another: a tree made by hand can be such."""
    paths = {blob.path for blob in blobs}
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    if both := sorted(paths & folders):
        raise GitError(_("{path}: The commit has a file and a folder of this path."), path=both[0])
    if len(paths) < len(blobs):
        raise GitError(_("The commit has two files of the same path."))
    return blobs


def _inside(path: str) -> PurePosixPath:
    """The path, when it stays within its folder; git itself refuses to check out any other."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise GitError(_("{path}: This path leads out of its folder."), path=path)
    return pure
