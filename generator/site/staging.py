"""A directory that is replaced whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".bulletin-site"
"""The file by which a directory is known to be made by the bulletin, so that it may be replaced."""

MARKER_TEXT = b"This directory was made by the bulletin and is replaced whole by every build.\n"


class NotOursError(Exception):
    """A directory holds something else than what the bulletin made; it is left alone."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory} holds files that the bulletin did not make; choose another directory.")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty directory that takes the place of ``target`` when the block ends well.

    Until then, and for ever if it ends badly, ``target`` stays as it is. What a killed run left behind is removed.

    :raises NotOursError: when ``target`` is neither empty nor made by this function or by the plugin.
    :raises OSError: when the disk is full, or the like.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent):
        _tidy(target)
    if not _is_ours(target):
        raise NotOursError(target)
    staging = _fresh(target)
    try:
        with _locked(staging):
            (staging / MARKER).write_bytes(MARKER_TEXT)
            yield staging
            with _locked(target.parent):
                _swap(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _locked(directory: Path, *, wait: bool = True) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def _fresh(target: Path) -> Path:
    staging = Path(tempfile.mkdtemp(prefix=f"{_prefix(target)}new-", dir=target.parent))
    staging.chmod(0o755)
    return staging


def _prefix(target: Path) -> str:
    return f".{target.name}."


def _is_ours(directory: Path) -> bool:
    """A directory of our own carries the mark; MkDocs run alone makes one language, which carries it too."""
    if not directory.exists():
        return True
    if not directory.is_dir():
        return False
    return (directory / MARKER).is_file() or all((entry / MARKER).is_file() for entry in directory.iterdir())


def _swap(staging: Path, target: Path) -> None:
    old = staging.with_name(staging.name.replace("new-", "old-"))
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    except BaseException:
        _put_back(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_back(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


def _tidy(target: Path) -> None:
    """Put back or remove what runs that were killed have left; a run that is alive holds its lock."""
    for old in target.parent.glob(f"{_prefix(target)}old-*"):
        _put_back(old, target)
        shutil.rmtree(old, ignore_errors=True)
    for staging in target.parent.glob(f"{_prefix(target)}new-*"):
        try:
            with _locked(staging, wait=False):
                shutil.rmtree(staging, ignore_errors=True)
        except OSError:
            continue
