"""A directory that is replaced as a whole or not at all: staging, atomic swap of directories, hard links."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bulletin.analysis.dependencies import digest
from bulletin.errors import RequestError
from bulletin.localization.messages import Message, _
from bulletin.operating_system import flush, flush_names, interrupts_blocked, locked, remove_tree, user

_AT_FDCWD = {"linux": -100, "darwin": -2}
_SWAP_FLAG = 2
"""``RENAME_EXCHANGE`` of Linux, and ``RENAME_SWAP`` of macOS."""
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""Error codes of systems and file systems that cannot do it."""


def atomic_swap(directory: Path, other: Path) -> bool:
    """Swap two folders of one file system atomically, so that nobody ever finds either path empty.

    :return: False, and nothing has happened, where the system or the file system cannot do it.
    :raises OSError: when it can, and fails.
    """
    function = _function()
    if function is None:
        return False
    here = _AT_FDCWD[sys.platform]
    if function(here, os.fsencode(directory), here, os.fsencode(other), _SWAP_FLAG) == 0:
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


MARKER = ".bulletin-site"
"""The file that marks a directory as made by the bulletin, so that it may be replaced."""

MARKER_TEXT = b"This directory was made by the bulletin and is replaced whole by every build.\n"
"""The marker's text in a build, which may be replaced at any time."""

PUBLISHED_TEXT = b"This directory holds published editions. Only a publication replaces it, and keeps them all.\n"
"""The marker's text in a published site for the public, and its beginning in one for another audience."""

_FOREIGN = _("{directory}: It holds files that the bulletin did not make; choose another directory.")
_PUBLISHED = _("{directory}: It holds published editions; use bulletin publish, or choose another directory.")
_OTHER_AUDIENCE = _("{directory}: It holds editions for another audience; choose another directory.")
_BUILT = _(
    "{directory}: It was made by bulletin build and is no published site; choose another directory, or remove it first."
)


def published_text(audience: str | None) -> bytes:
    """The marker's text in a published site.

    Programs that know nothing of audiences take one that is not for the public for no site of theirs.

    :param audience: the id of the audience that it is for; None for the public.
    """
    return PUBLISHED_TEXT + (f"They are for the audience {audience}.\n".encode() if audience else b"")


class NotOursError(RequestError):
    """A directory holds something that may not be replaced; it is left alone. The text says why."""

    def __init__(self, directory: Path, why: Message = _FOREIGN) -> None:
        super().__init__(why, directory=directory)


Finish = Callable[[Path, Path], None]
"""Takes the new directory and the one that it is to replace, which is locked meanwhile."""


def _nothing(_new: Path, _old: Path) -> None:
    """Leave the new directory as it is."""


Keep = Callable[[str], bool]
"""Whether a file, by its path below a directory, is no obstacle, since ``Finish`` puts it into the new one."""


def _none(_path: str) -> bool:
    """Keep no file."""
    return False


@contextmanager
def staged(target: Path, finish: Finish = _nothing, mark: bytes = MARKER_TEXT, keep: Keep = _none) -> Iterator[Path]:
    """Give an empty directory that takes the place of ``target`` when the block ends well.

    Until then, and if it ends badly, ``target`` stays as it is. What a killed run left is first restored or removed, so
    whatever may fail belongs into the block. Where the system can, the two are swapped atomically; elsewhere there is a
    moment between two renames, which the next run repairs if it was the last one. The new directory is only its owner's
    while it is made, and then nobody's who could not read the old one.

    :param finish: completes the new directory by what is at ``target``; it may raise whatever is to stop the run.
    :param mark: the marker's text at ``target``, if anything is there: a build replaces no publication.
    :param keep: what else may be there.
    :raises NotOursError: when ``target`` is neither empty nor made by this function or by the plugin, or marked
        otherwise.
    :raises OSError: when the disk is full, or the like.
    """
    target = target.resolve()
    with _folder(target.parent), scratch(target, mark, keep) as staging:
        yield staging
        with locked(target.parent):
            refuse_foreign(target, mark, keep)
            finish(staging, target)
            keep_access(staging, target)
            flush(staging)
            _swap(staging, target)


def listing(site: Path) -> str:
    """The digest of the names, sizes and times of the files of a site."""
    found = []
    for folder, _folders, names in os.walk(site):
        for path in (Path(folder, name) for name in names):
            about = path.lstat()
            found.append((path.relative_to(site).as_posix(), about.st_size, about.st_mtime_ns))
    return digest(sorted(found)).hex()


@contextmanager
def _folder(directory: Path) -> Iterator[None]:
    """Make a folder, and what leads to it; what then remains empty is removed again."""
    made = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        with suppress(OSError):  # it is not empty
            for folder in made:
                folder.rmdir()


@contextmanager
def scratch(target: Path, mark: bytes = MARKER_TEXT, keep: Keep = _none) -> Iterator[Path]:
    """Give an empty directory beside ``target``, in the same file system, that is gone after the block.

    What runs that were killed have left of such directories is removed first.

    :raises NotOursError: as :func:`staged` does.
    :raises OSError: when the disk is full, or the like.
    """
    with ExitStack() as run:
        with locked(target.parent):
            refuse_foreign(target, mark, keep)
            _clean_up(target, keep)
            with interrupts_blocked():  # or nobody would remove what is made at the moment of Ctrl-C
                staging = _fresh(target)
                run.callback(_remove, staging)
            run.enter_context(locked(staging))
            (staging / MARKER).write_bytes(mark)
        yield staging


@contextmanager
def private_scratch(purpose: str) -> Iterator[Path]:
    """Give an empty directory for a purpose among the temporary ones, which only this user can read.

    It is gone after the block, and what runs that were killed have left of such directories is removed first.
    """
    with scratch(Path(tempfile.gettempdir()) / f"bulletin-{purpose}-{user()}") as folder:
        folder.chmod(0o700)
        yield folder


def _fresh(target: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))


# --- marked directories -----------------------------------------------------------------------------------------------


def refuse_foreign(target: Path, mark: bytes = MARKER_TEXT, keep: Keep = _none) -> None:
    """Refuse to replace a directory that the bulletin did not make, or that is marked otherwise.

    :param keep: the files that are no obstacle.
    :raises NotOursError: when that is so.
    """
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not target.is_dir() or not _is_ours(target):
        if not _holds_only(target, keep):
            raise NotOursError(target)
    elif (is_published := _is_published(marked(target))) != _is_published(mark):
        raise NotOursError(target, _PUBLISHED if is_published else _BUILT)
    elif is_published and marked(target) != mark:
        raise NotOursError(target, _OTHER_AUDIENCE)


def _is_published(mark: bytes) -> bool:
    return mark.startswith(PUBLISHED_TEXT)


def _holds_only(target: Path, keep: Keep) -> bool:
    """Whether a directory holds files that are kept, and no other."""
    files = [path for path in target.rglob("*") if path.is_symlink() or not path.is_dir()]
    kept = (not path.is_symlink() and keep(path.relative_to(target).as_posix()) for path in files)
    return bool(files) and all(kept)


def marked(directory: Path) -> bytes:
    """The text of a directory's marker; empty where there is none."""
    marker = directory / MARKER
    return marker.read_bytes() if marker.is_file() else b""


def _is_ours(directory: Path) -> bool:
    """Whether a directory is marked, or each language in it is, as MkDocs run alone makes one.

    Somebody's repository is not ours, even with a site of ours in it.
    """
    entries = list(directory.iterdir())
    if any(os.path.lexists(place / ".git") for place in (directory, *entries)):
        return False
    return (directory / MARKER).is_file() or (bool(entries) and all((entry / MARKER).is_file() for entry in entries))


def _leftovers(target: Path, kind: str, keep: Keep = _none) -> list[Path]:
    """Marked directories beside ``target`` that are named as :func:`_fresh` names them, and those of kept files."""
    shape = re.compile(rf"\.{re.escape(target.name)}\.{kind}-[a-z0-9_]{{8}}")
    named = [path for path in sorted(target.parent.iterdir()) if shape.fullmatch(path.name)]
    folders = [path for path in named if path.is_dir() and not path.is_symlink()]
    return [path for path in folders if _is_ours_or_empty(path) or _holds_only(path, keep)]


def _is_ours_or_empty(directory: Path) -> bool:
    """Whether a directory may be removed; a run may have been killed before it wrote the marker."""
    try:
        return _is_ours(directory) or not any(directory.iterdir())
    except OSError:
        return False


# --- moving and removing ----------------------------------------------------------------------------------------------


def _swap(staging: Path, target: Path) -> None:
    """Put the new directory in place of the old one, and the old one in place of the new, where it is removed."""
    if not (target.exists() and atomic_swap(staging, target)):
        _rename_both(staging, target)
    flush_names(target.parent)


def _rename_both(staging: Path, target: Path) -> None:
    old = staging.with_name(f".{target.name}.old-{staging.name[-8:]}")
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    except BaseException:
        _restore(old, target)
        raise
    if old.exists():
        old.rename(staging)  # to be removed, and never to be restored


def _restore(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


def _remove(directory: Path) -> None:
    """The marker is removed last: what a run that is killed meanwhile leaves is still marked."""
    with suppress(OSError):
        for entry in directory.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                remove_tree(entry)
            elif entry.name != MARKER:
                entry.unlink()
    remove_tree(directory)


def _clean_up(target: Path, keep: Keep) -> None:
    """Restore or remove what runs that were killed have left; a run that is alive holds its lock."""
    for old in _leftovers(target, "old", keep):
        _restore(old, target)
        _remove(old)
    for staging in _leftovers(target, "new"):
        with suppress(OSError), locked(staging, wait=False):
            _remove(staging)


# --- who may read -----------------------------------------------------------------------------------------------------

_NEW = 0o755
"""The mode of a directory that replaces none: everybody may read it."""


def make_readable(new: Path, old: Path) -> None:
    """Let whoever may read a directory read all of the new one, whatever the umask of those who wrote it.

    What belongs to another user, as a file may that was linked, stays as it is.

    :param old: what the new one is to replace; where there is none, everybody may read.
    """
    rights = _rights(old) & _NEW
    for path in _everything(new):
        with suppress(PermissionError):
            path.chmod(rights if path.is_dir() else rights & 0o666)


def keep_access(new: Path, old: Path) -> None:
    """Give a directory mode, group and owner of the one that it is to replace, and all in it no more rights than that.

    The owner can be kept by the administrator only, the group by its members. Where it cannot be, the new group may do
    what everybody may. Windows, where rights are those of the directory above, is left alone.

    :param old: where there is none, everybody may read the directory.
    """
    rights = _rights(old)
    if not old.is_dir() or not hasattr(os, "chown"):
        new.chmod(rights)
        return
    before = old.stat()
    _give(new, before)
    if new.stat().st_gid != before.st_gid:
        rights = rights & ~(stat.S_IRWXG | stat.S_ISGID) | (rights & stat.S_IRWXO) << 3
    for path in _everything(new):
        _give(path, before)
        with suppress(PermissionError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & rights)
    new.chmod(rights)


def _rights(directory: Path) -> int:
    """The mode of a directory, whose owner may always do everything; of none, that of a new one."""
    return stat.S_IMODE(directory.stat().st_mode) | stat.S_IRWXU if directory.is_dir() else _NEW


def _give(path: Path, before: os.stat_result) -> None:
    """Give a file or folder to the owner and the group of another, each as far as that is permitted."""
    if sys.platform == "win32":
        return
    with suppress(PermissionError):
        if path.stat().st_gid != before.st_gid:
            os.chown(path, -1, before.st_gid)
        if path.stat().st_uid != before.st_uid:
            os.chown(path, before.st_uid, -1)


def _everything(directory: Path) -> Iterator[Path]:
    """A directory and all that is in it, but for links."""
    for folder, _folders, files in os.walk(directory):
        yield Path(folder)
        yield from (path for name in files if not (path := Path(folder) / name).is_symlink())


# --- links ------------------------------------------------------------------------------------------------------------


def link(source: Path | str, target: Path | str) -> None:
    """Make a hard link to a file, or a copy where that cannot be done. A symbolic link is not followed."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # another device, or one that has no such links
        shutil.copyfile(source, target, follow_symlinks=False)


def link_tree(source: Path, target: Path) -> None:
    """Copy a directory by hard links where possible. Symbolic links stay such, so that verification reports them."""
    shutil.copytree(source, target, symlinks=True, copy_function=link)
