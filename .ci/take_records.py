"""Put the records of a git revision in the place of those that are checked out, and nothing else of it.

    python3 -I .ci/take_records.py REVISION

A proposal may come from anyone, so its records are only data: they are read from git's own store, never from a
checkout, and written as plain files. Symbolic links, submodules and odd paths are refused, git attributes have no say,
and nothing of the proposal runs. This file needs only Python and git, so that it works before anything is installed.

It ends with 0 when the records were taken, and with 1 when they were refused; then those that were there still are.
"""
# ruff: noqa: INP001, S603, S607 - a program of its own, which runs git

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

RECORDS = "records"
"""The only folder that is taken."""
_FILE = {"100644", "100755"}
"""Modes, as git names them, of plain files."""
_NEVER = {"..", ".git"}
"""Parts of paths that lead elsewhere."""


class RefusedError(Exception):
    """The records are not only plain files."""


@dataclass(frozen=True)
class Entry:
    """A file as a revision holds it."""

    path: str
    """Relative to the repository, with slashes; undecodable bytes as Python's file names have them."""
    mode: str
    """What it is, as git names it: ``100644`` a file, ``120000`` a symbolic link, ``160000`` a submodule."""
    content: str
    """The name of its content in git's store."""

    @property
    def is_plain(self) -> bool:
        """Whether it is a file that stays within the folder."""
        return self.mode in _FILE and not _NEVER & {part.lower() for part in PurePosixPath(self.path).parts}


def main(revision: str) -> None:
    """Take the records of a revision into the current folder.

    :raises RefusedError: when they are not only plain files; nothing was changed then.
    :raises OSError, subprocess.CalledProcessError: where the machine or git fails.
    """
    entries = list(_entries(revision))
    if odd := [entry.path for entry in entries if not entry.is_plain]:
        raise RefusedError(", ".join(map(ascii, odd)))
    contents = list(_contents(entries))
    if Path(RECORDS).exists():
        shutil.rmtree(RECORDS)
    for entry, content in zip(entries, contents, strict=True):
        path = Path(entry.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _entries(revision: str) -> Iterator[Entry]:
    listed = _git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", revision, RECORDS)
    for line in listed.decode(errors="surrogateescape").split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, content = about.split(" ")
        yield Entry(path, mode, content)


def _contents(entries: list[Entry]) -> Iterator[bytes]:
    """What the files hold, in their order."""
    output = BytesIO(_git("cat-file", "--batch", typed="".join(f"{entry.content}\n" for entry in entries).encode()))
    while head := output.readline():  # name, kind and size; then the content and a line end
        yield output.read(int(head.split()[2]))
        output.read(1)


def _git(*words: str, typed: bytes = b"") -> bytes:
    return subprocess.run(("git", *words), input=typed, stdout=subprocess.PIPE, check=True).stdout


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except RefusedError as error:
        sys.exit(f"records/ chỉ được có tệp thường · may only hold plain files: {error}")
