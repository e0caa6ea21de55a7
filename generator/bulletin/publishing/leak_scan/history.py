"""Everything that was ever published on a branch: each file of each commit, and what commits say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bulletin.localization.messages import _
from bulletin.publishing.git import (
    Blob,
    GitError,
    commit_of,
    contents,
    git,
    is_shallow,
    remote_address,
    remote_settings,
    tip_of,
)
from bulletin.publishing.leak_scan.scan import Progress, ScannedFile
from bulletin.publishing.stores import BranchError
from bulletin.website.staging import private_scratch

_CHANGE = re.compile(rb":\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\0([^\0]+)\0")
_PLAIN = frozenset({b"100644", b"100755"})
_GONE = b"000000"
_BATCH = 64 * 1024 * 1024
"""Bytes of files that are read together, about."""
_SHORT = 12
"""Digits by which a commit or a file of it is named."""
_ABOUT = "%H%x00%an <%ae>%n%cn <%ce>%n%B%x00"
"""Of a commit its name, its authors and its message."""


class _Version(NamedTuple):
    """A file as a commit brought it."""

    mode: bytes
    hash: str
    path: str


@contextmanager
def published_history(project: Path, branch: str, remote: str | None = None) -> Iterator[PublishedHistory]:
    """The whole history of a branch that is published.

    :param remote: name, address or folder of the repository; None for the project's own.
    :raises BranchError: when there is no such branch.
    :raises GitError: when git fails, or the repository has only a part of the history.
    """
    reference = f"refs/heads/{branch}"
    if remote is None:
        yield PublishedHistory(project, _tip(project, reference, branch))
        return
    with private_scratch("scan") as workspace:
        repository = workspace / "git" / "repository"  # borrows nothing, since the project's may lack what is older
        git(workspace, "init", "--quiet", "--template=", str(repository))
        address = remote_address(project, remote)
        quietly = ("--quiet", "--no-tags", "--update-head-ok")
        fetched = ("fetch", *quietly, "--end-of-options", address, f"+{reference}:{reference}")
        git(repository, *fetched, settings=remote_settings(project, address))
        yield PublishedHistory(repository, _tip(repository, reference, branch))


def _tip(repository: Path, reference: str, branch: str) -> str:
    commit = tip_of(repository, reference) or commit_of(repository, f"refs/remotes/origin/{branch}")
    if commit is None:
        raise BranchError(_("{branch}: There is no such branch."), branch=branch)
    if is_shallow(repository):
        raise GitError(_("The repository has only a part of its history. Fetch the rest: git fetch --unshallow"))
    return commit


class PublishedHistory:
    """All commits that lead to one."""

    def __init__(self, repository: Path, commit: str) -> None:
        """Name the last commit.

        :param commit: its full name.
        """
        self._repository = repository
        self._commit = commit

    def files(self, progress: Progress | None = None) -> Iterator[ScannedFile]:
        """The messages of all commits, then every version of every file.

        :raises GitError: when git fails.
        """
        yield from self._messages()
        versions = self._versions()
        done = 0
        for batch in self._batches(versions):
            names = {version.hash for version in batch if version.mode in _PLAIN}
            found = contents(self._repository, [Blob("", name, name) for name in sorted(names)])
            for version in batch:
                content = found[version.hash] if version.mode in _PLAIN else None
                yield ScannedFile(version.path, content, revision=version.hash[:_SHORT])
            done += len(batch)
            if progress is not None:
                progress(done, len(versions))

    def _messages(self) -> Iterator[ScannedFile]:
        said = git(self._repository, "log", f"--format={_ABOUT}", self._commit).split(b"\0")
        for name, message in zip(said[::2], said[1::2], strict=False):
            yield ScannedFile(name.decode().strip()[:_SHORT], message, is_named=False)

    def _versions(self) -> tuple[_Version, ...]:
        """Every version of every file, by path."""
        shown = ("--raw", "-z", "-m", "--root", "--no-renames", "--no-abbrev", "--format=")
        found = _CHANGE.findall(git(self._repository, "log", *shown, self._commit))
        versions = {_Version(mode, name.decode(), os.fsdecode(path)) for mode, name, path in found if mode != _GONE}
        return tuple(sorted(versions, key=lambda version: (version.path, version.hash, version.mode)))

    def _batches(self, versions: Iterable[_Version]) -> Iterator[list[_Version]]:
        """Versions in batches that fit into memory."""
        listed = tuple(versions)
        names = "".join(f"{version.hash}\n" for version in listed).encode()
        answers = git(self._repository, "cat-file", "--batch-check=%(objectsize)", given=names).split(b"\n")
        batch: list[_Version] = []
        size = 0
        for version, answer in zip(listed, answers, strict=False):
            batch.append(version)
            size += int(answer) if answer.isdigit() else 0
            if size > _BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch
