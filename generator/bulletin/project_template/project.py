"""Making a new project: in a folder that is not there yet, is empty, or holds nothing but a git repository."""

from __future__ import annotations

import errno
import os
import shlex
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bulletin.errors import BulletinError, RequestError, failure_text
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.operating_system import remove_tree
from bulletin.project_template.answers import Answers
from bulletin.project_template.files import Subject, files_of
from bulletin.validation import validate

_REPOSITORY = ".git"
"""May be there before: many make the repository first."""
_NO_FOLDER = _("{directory}: This is a file, not a folder. Name another folder.")
_NO_PARENT = _("{directory}: There is no such folder to make the project in. Make it first, or name another.")
_NOT_EMPTY = _(
    "{directory} is not empty, and nothing is overwritten: {entries}. Move these away, or name a new folder: bulletin "
    "init {better}"
)
_FAILED = _("{directory}: The project could not be made: {failure}. Nothing was left behind.")
_UNUSABLE = _("These answers make no valid records: {problem}")


class NotEmptyError(RequestError):
    """A new project would be mixed with what is in a folder."""


def check_folder(directory: Path) -> None:
    """Refuse a folder in which no project can be made.

    :raises RequestError: where something else is there, or nothing that it could be made in.
    """
    if os.path.lexists(directory) and not directory.is_dir():
        raise RequestError(_NO_FOLDER, directory=directory)
    if not directory.exists() and not directory.absolute().parent.is_dir():
        raise RequestError(_NO_PARENT, directory=directory.absolute().parent)
    entries = sorted(path.name for path in directory.iterdir()) if directory.exists() else []
    if in_the_way := [name for name in entries if name != _REPOSITORY]:
        shown = [one_line(name) for name in in_the_way[:_SHOWN]] + ["…"] * (len(in_the_way) > _SHOWN)
        better = shlex.quote(one_line(str(directory / "bulletin")))
        raise NotEmptyError(_NOT_EMPTY, directory=directory, entries=", ".join(shown), better=better)


_SHOWN = 5
"""Entries of a folder that a message names."""


def make_project(directory: Path, answers: Answers, subject: Subject, today: date) -> None:
    """Make a new project, whole or not at all.

    :raises RequestError: where something is in the way, or the answers make no valid records.
    :raises BulletinError: where the disk is full, or the like.
    """
    check_folder(directory)
    try:
        with _staging(directory) as staging:
            _write(staging, files_of(answers, subject, today))
            _refuse_invalid(staging, answers.languages[0])
            _move(staging, directory)
    except OSError as error:
        raise BulletinError(_FAILED, directory=directory, failure=failure_text(error, answers.languages[0])) from error


@contextmanager
def _staging(directory: Path) -> Iterator[Path]:
    """An empty folder in the file system of the project to be; it is gone after the block, unless it was moved."""
    beside = directory if directory.exists() else directory.absolute().parent
    scratch = Path(tempfile.mkdtemp(prefix=".bulletin-init-", dir=beside))
    try:
        staging = scratch / "project"
        staging.mkdir()
        yield staging
    finally:
        remove_tree(scratch)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _refuse_invalid(project: Path, language: str) -> None:
    """Refuse a project about whose records ``bulletin check`` would say anything."""
    if problems := validate(project).problems:
        first = problems[0]
        raise RequestError(_UNUSABLE, problem=f"{first.place}: {first.message_in(language)}")


def _move(staging: Path, directory: Path) -> None:
    """Put everything in its place: the folder at once, or what is in it into one that is there; else nothing."""
    if not directory.exists():
        staging.rename(directory)
        return
    moved: list[Path] = []
    try:
        for path in sorted(staging.iterdir()):
            _move_one(path, directory / path.name)
            moved.append(directory / path.name)
    except BaseException:
        _take_back(moved, staging)
        raise


def _move_one(path: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    path.rename(target)


def _take_back(moved: Iterable[Path], staging: Path) -> None:
    for path in moved:
        path.rename(staging / path.name)
