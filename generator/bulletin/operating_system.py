"""What Windows lacks of POSIX, or does otherwise: opening files, writing to the disk, locks, signals, names of users.

Whatever is missing is recognized by itself rather than by the name of the system, so that tests can take it away.
"""

from __future__ import annotations

import ctypes
import errno
import getpass
import hashlib
import os
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from None
                time.sleep(_RETRY_SECONDS)
            else:
                return
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


_FOLDER: int | None = getattr(os, "O_DIRECTORY", None)
"""The flag with which folders are opened; None where the system opens none."""
_JUNCTION: int | None = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
_RETRY_SECONDS = 0.05


# --- files ------------------------------------------------------------------------------------------------------------


def open_file(path: Path) -> int:
    """A descriptor to read a file's bytes with, without following a link and without waiting for a pipe's other end.

    :raises OSError: with the code ELOOP where the path is a link, and as :func:`os.open` does.
    """
    flags = getattr(os, "O_NOFOLLOW", None)
    if flags is None and is_link(path):  # looked at before, where nothing closes the gap between the two
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return os.open(path, os.O_RDONLY | (flags or 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def is_link(path: Path | os.DirEntry[str]) -> bool:
    """Whether a path is a symbolic link or a junction of Windows; either may lead anywhere."""
    if path.is_symlink() or _JUNCTION is None:
        return path.is_symlink()
    return getattr(os.lstat(path), "st_reparse_tag", 0) == _JUNCTION


def is_regular(path: Path) -> bool:
    """Whether a path is that of a file, and no link."""
    return path.is_file() and not path.is_symlink()


def sha256(path: Path) -> str:
    """The hash of a file, which is read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_tree(folder: Path) -> None:
    """Remove a folder as far as that is possible. Windows removes no file that may not be written, as those of git."""
    if _FOLDER is None:
        for path in folder.rglob("*"):
            path.chmod(stat.S_IWRITE | stat.S_IREAD)
    shutil.rmtree(folder, ignore_errors=True)


# --- the disk ---------------------------------------------------------------------------------------------------------


def flush(folder: Path) -> None:
    """Write everything in a folder to the disk: with all of its file system (syncfs), or file by file.

    :raises OSError: when the disk failed.
    """
    if _FOLDER is None:
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("r+b") as file:
                    os.fsync(file.fileno())
        return
    flushing = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if flushing is None:
        os.sync()  # type: ignore[attr-defined, unused-ignore] # there is none only where folders cannot be opened
        return
    with _opened(folder) as descriptor:
        if flushing(descriptor) != 0:
            raise OSError(code := ctypes.get_errno(), os.strerror(code), str(folder))


def flush_names(folder: Path) -> None:
    """Write the names in a folder to the disk, so that they survive a power cut; Windows does so by itself."""
    if _FOLDER is not None:
        with _opened(folder) as descriptor:
            os.fsync(descriptor)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | (_FOLDER or 0))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


# --- processes --------------------------------------------------------------------------------------------------------


@contextmanager
def locked(directory: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep all others who ask for it out of a directory; the lock ends with the process at the latest.

    :param wait: False raises :class:`BlockingIOError` rather than waiting for somebody else to end.
    """
    descriptor = _lock_file(directory)
    try:
        _lock(descriptor, wait=wait)
        yield
    finally:
        os.close(descriptor)


def _lock_file(directory: Path) -> int:
    """What is locked: the directory itself, or a file of the user's named after it where none can be opened."""
    if _FOLDER is not None:
        return os.open(directory, os.O_RDONLY | _FOLDER)
    name = hashlib.sha256(os.fsencode(os.path.normcase(directory.resolve()))).hexdigest()
    return os.open(Path(tempfile.gettempdir()) / f"bulletin-{name}.lock", os.O_RDWR | os.O_CREAT)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Block SIGINT for processes that are started meanwhile; where the system cannot, they get it as well."""
    if sys.platform == "win32" or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Let this process, which another has begun, be ended by the system as soon as that one is gone (Linux only).

    :param parent: the id of the process that began this one; where it is gone already, this one ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def user() -> str:
    """What distinguishes the user who runs this process from others on the machine, in names of files."""
    if hasattr(os, "getuid"):
        return str(os.getuid())
    return hashlib.sha256(getpass.getuser().encode()).hexdigest()[:16]
