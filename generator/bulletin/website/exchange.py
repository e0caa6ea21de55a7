"""Two folders change places in one step, where the system knows how."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = {"linux": -100, "darwin": -2}
_EXCHANGE = 2
"""``RENAME_EXCHANGE`` of Linux, and ``RENAME_SWAP`` of macOS."""
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What systems and file systems answer that cannot do it."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places, so that nobody ever finds either place empty.

    :return: False, and nothing has happened, where the system or the file system cannot do it.
    :raises OSError: when it can, and fails.
    """
    function = _function()
    if function is None:
        return False
    here = _AT_FDCWD[sys.platform]
    if function(here, os.fsencode(one), here, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _function() -> ctypes._NamedFuncPointer | None:
    """The system's function, which takes two folders to start from, two paths and what to do."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform, "")
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is not None:
        path, number = ctypes.c_char_p, ctypes.c_int
        function.argtypes = [number, path, number, path, ctypes.c_uint]
    return function


def flush(folder: Path) -> None:
    """Have everything that was written to the folder's file system reach the disk, and say so if it cannot.

    :raises OSError: when the disk failed.
    """
    flushing = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if flushing is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if flushing(descriptor) != 0:
            raise OSError(code := ctypes.get_errno(), os.strerror(code), str(folder))
    finally:
        os.close(descriptor)
