"""A directory that is replaced whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.site.exchange import exchange, flush

MARKER = ".bulletin-site"
"""The file by which a directory is known to be made by the bulletin, so that it may be replaced."""

MARKER_TEXT = b"This directory was made by the bulletin and is replaced whole by every build.\n"


class NotOursError(Exception):
    """A directory holds something else than what the bulletin made; it is left alone."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory} holds files that the bulletin did not make; choose another directory.")


Finish = Callable[[Path, Path], None]
"""Is given the new directory and the one whose place it is to take, which nobody else changes meanwhile."""


def _nothing(_new: Path, _old: Path) -> None:
    """The new directory is finished as it is."""


@contextmanager
def staged(target: Path, finish: Finish = _nothing) -> Iterator[Path]:
    """Give an empty directory that takes the place of ``target`` when the block ends well.

    Until then, and for ever if it ends badly, ``target`` stays as it is. What a killed run left is first put back or
    removed, so whatever may fail belongs into the block. Where the system can, the two change places in one step;
    elsewhere there is a moment between two renames, which the next run mends if it was the last one.

    :param finish: ends the work that depends on what stands at ``target``; it may raise whatever is to stop the run.
    :raises NotOursError: when ``target`` is neither empty nor made by this function or by the plugin.
    :raises OSError: when the disk is full, or the like.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as staging:
        yield staging
        with locked(target.parent):
            _refuse_foreign(target)
            finish(staging, target)
            flush(staging)
            _swap(staging, target)


@contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """Give an empty directory beside ``target``, in the same file system, that is gone after the block.

    What runs that were killed have left of such directories is removed first.

    :raises NotOursError: as :func:`staged` does.
    :raises OSError: when the disk is full, or the like.
    """
    with ExitStack() as run:
        with locked(target.parent):
            _refuse_foreign(target)
            _tidy(target)
            staging = _fresh(target)
            run.callback(_remove, staging)
            run.enter_context(locked(staging))
            (staging / MARKER).write_bytes(MARKER_TEXT)
        yield staging


@contextmanager
def locked(directory: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep all others who ask for it out of a directory.

    :param wait: False raises :class:`BlockingIOError` rather than waiting for somebody else to end.
    """
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def _fresh(target: Path) -> Path:
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    staging.chmod(0o755)
    return staging


# --- what is ours -----------------------------------------------------------------------------------------------------


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not (target.is_dir() and (_is_ours(target) or not any(target.iterdir()))):
        raise NotOursError(target)


def _is_ours(directory: Path) -> bool:
    """A directory of our own carries the mark; MkDocs run alone makes one language, which carries it too.

    Somebody's repository is not ours, even with a site of ours in it.
    """
    entries = list(directory.iterdir())
    if any(os.path.lexists(place / ".git") for place in (directory, *entries)):
        return False
    return (directory / MARKER).is_file() or (bool(entries) and all((entry / MARKER).is_file() for entry in entries))


def _leftovers(target: Path, kind: str) -> list[Path]:
    """Our own directories beside ``target`` that are named as :func:`_fresh` names them."""
    shape = re.compile(rf"\.{re.escape(target.name)}\.{kind}-[a-z0-9_]{{8}}")
    named = [path for path in sorted(target.parent.iterdir()) if shape.fullmatch(path.name)]
    return [path for path in named if path.is_dir() and not path.is_symlink() and _is_ours_or_empty(path)]


def _is_ours_or_empty(directory: Path) -> bool:
    """A run may have been killed before it made its mark."""
    return _is_ours(directory) or not any(directory.iterdir())


# --- moving and removing ----------------------------------------------------------------------------------------------


def _swap(staging: Path, target: Path) -> None:
    """Put the new directory into its place, and the old one into that of the new, where it is removed."""
    if not (target.exists() and exchange(staging, target)):
        _rename_both(staging, target)
    _remember(target.parent)


def _remember(directory: Path) -> None:
    """Have the names in a directory outlive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename_both(staging: Path, target: Path) -> None:
    old = staging.with_name(f".{target.name}.old-{staging.name[-8:]}")
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    except BaseException:
        _put_back(old, target)
        raise
    if old.exists():
        old.rename(staging)  # to be removed, and never to be put back


def _put_back(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


def _remove(directory: Path) -> None:
    """The mark goes last: what is left by a run that is killed meanwhile is still known to be ours."""
    with suppress(OSError):
        for entry in directory.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name != MARKER:
                entry.unlink()
    shutil.rmtree(directory, ignore_errors=True)


def _tidy(target: Path) -> None:
    """Put back or remove what runs that were killed have left; a run that is alive holds its lock."""
    for old in _leftovers(target, "old"):
        _put_back(old, target)
        _remove(old)
    for staging in _leftovers(target, "new"):
        with suppress(OSError), locked(staging, wait=False):
            _remove(staging)
