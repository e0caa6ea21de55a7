"""Record files: which holds which kind of record, where they are, and their text. Only this module of reading does I/O.

==========================================  ============================================================
``records/bulletin.yml``                    the bulletin itself, one record
``records/vocabulary/measures.yml``         units, measures, breakdowns, organization-kinds, populations
``records/organizations/…``                 organizations, sources, decisions, observations, targets, claims, …
``records/visits/…``                        observations of the measure ``visits``, if there is one
==========================================  ============================================================

A folder may hold further folders; a kind that fits in one file may be one: ``records/sources.yml``.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bulletin.model.places import Place
from bulletin.model.plain_text import visible
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Claim,
    Correction,
    Decision,
    DisclosurePolicy,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Unit,
)
from bulletin.operating_system import is_link, open_file
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.documents import Document, to_nfc

RECORDS = "records"
"""Name of the folder of records within a project."""
ENDING = ".yml"
"""The ending of their files in YAML."""
CSV_ENDING = ".csv"
"""The ending of those in CSV; each has a description beside it, in YAML."""
ENDINGS = (ENDING, CSV_ENDING)
"""Those of all their files."""


@dataclass(frozen=True)
class Folder:
    """The folder of one kind of record."""

    name: str
    """Below ``records/``, as it is shown to editors: ``vocabulary/measures``."""
    model: type[Record]
    """What its records are."""

    @property
    def kind(self) -> str:
        """The kind's name, the last part of the folder's."""
        return self.name.rpartition("/")[2]


_MODELS: Mapping[str, type[Record]] = {
    "bulletin": Bulletin,
    "vocabulary/units": Unit,
    "vocabulary/measures": Measure,
    "vocabulary/breakdowns": Breakdown,
    "vocabulary/organization-kinds": OrganizationKind,
    "vocabulary/populations": Population,
    "organizations": Organization,
    "sources": Source,
    "decisions": Decision,
    "observations": Observation,
    "targets": Target,
    "claims": Claim,
    "editions": Edition,
    "corrections": Correction,
    "disclosure": DisclosurePolicy,
}
FOLDERS: Mapping[str, Folder] = {name: Folder(name, model) for name, model in _MODELS.items()}
"""Every folder by its name."""
FOLDER_OF: Mapping[type[Record], Folder] = {folder.model: folder for folder in FOLDERS.values()}
"""Every folder by the kind of its records."""
BULLETIN = f"{RECORDS}/bulletin{ENDING}"
"""The file of the bulletin itself."""
POLICY = f"{RECORDS}/disclosure{ENDING}"
"""The file of the policy of disclosure control, by custom."""


def stem_of(file: str) -> str:
    """The path of a file of records without its ending."""
    return file.removesuffix(ENDING).removesuffix(CSV_ENDING)


def description_of(file: str) -> str:
    """The path of the description of a CSV file."""
    return f"{stem_of(file)}{ENDING}"


@dataclass(frozen=True)
class FileContent:
    """What a file holds."""

    folder: Folder
    measure: str | None = None
    """The measure of its observations, where the folder is named after one."""


def content_of(file: str, measures: Collection[str]) -> FileContent | None:
    """What a file holds; None where no kind of record belongs there.

    :param file: its path relative to the project.
    :param measures: the ids of all measures.
    """
    parts = stem_of(file).split("/")[1:]
    if file == BULLETIN:
        return FileContent(FOLDERS["bulletin"])
    if parts[0] == "bulletin":
        return None
    for depth in (1, 2):
        if (folder := FOLDERS.get("/".join(parts[:depth]))) is not None:
            return FileContent(folder)
    return FileContent(FOLDERS["observations"], parts[0]) if parts[0] in measures else None


# --- discovery and access ---------------------------------------------------------------------------------------------

LARGEST = 16 * 1024 * 1024
"""Bytes a file may have."""
LARGEST_PICTURE = 200_000
"""Bytes a picture may have."""

_SAFE_NAME = re.compile(r"[\w.-][\w .-]*")
_OUR_ENDINGS = {".yml": ENDING, ".yaml": ENDING, ".csv": CSV_ENDING}
_SILENTLY_IGNORED = frozenset({".md"})
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass
class Listing:
    """The content of the folder of records."""

    files: list[str] = field(default_factory=list)
    """The files of records, relative to the project, sorted."""
    problems: list[Problem] = field(default_factory=list)
    """What cannot be read or should not be there."""
    folders: dict[str, Path] = field(default_factory=dict)
    """The folders of records by the names with which those of their files begin, that of the project first."""

    def path_of(self, file: str) -> Path:
        """Where a listed file is."""
        name, _, inner = file.partition("/")
        return self.folders[name] / inner


def list_files(project: Path, more: Sequence[Path] = ()) -> Listing:
    """List the files of records of a project; hidden files and Markdown are skipped.

    :param more: folders that hold further records, such as internal ones in a repository of their own. They may only
        add: a file that there is in an earlier folder is a problem. Their files are named after them, as if they were
        beside ``records/``, and are listed behind those of the project. That of the project itself may be among them.
    """
    listing = Listing(folders=folders_of(project, more))
    first: dict[str, str] = {}
    for name in listing.folders:
        for file in _list_folders(listing.folders[name], name, listing):
            inner = file.partition("/")[2]
            other = first.setdefault(inner, file)
            if other == file:
                listing.files.append(file)
            else:
                listing.problems.append(_problem(kinds.FILE_IN_SEVERAL_FOLDERS, file, other=_printable(other)))
    return listing


def folders_of(project: Path, more: Sequence[Path] = ()) -> dict[str, Path]:
    """The folders of records by the names with which the paths of their files begin, that of the project first.

    :param more: folders of further records.
    """
    own = project / RECORDS
    folders: dict[str, Path] = {}
    for folder in (own, *(other for other in more if other.resolve() != own.resolve())):
        folders[_name_of(folder, folders)] = folder
    return folders


def further_folders(project: Path, more: Sequence[Path]) -> dict[str, Path]:
    """Those of them that are not the project's own."""
    return {name: path for name, path in folders_of(project, more).items() if name != RECORDS}


def as_opened(problems: Iterable[Problem], project: Path, more: Sequence[Path]) -> tuple[Problem, ...]:
    """The problems, with the paths by which the files of further folders can be opened from where a command runs.

    :param more: the folders of further records, as they were given.
    """
    shown = {name: path.as_posix() for name, path in further_folders(project, more).items()}
    if not shown:
        return tuple(problems)
    names = "|".join(map(re.escape, shown))
    path = re.compile(rf"(?<![\w./-])({names})(?=/[^\n:]*\.(?:yml|csv)\b|$)")

    def opened(text: str) -> str:
        return path.sub(lambda match: shown[match[1]], text)

    def details(given: Mapping[str, str]) -> dict[str, str]:
        return {name: opened(detail) for name, detail in given.items()}

    return tuple(
        replace(
            problem,
            place=problem.place._replace(file=_opened_file(problem.place.file, shown)),
            details=details(problem.details),
            hint=problem.hint and replace(problem.hint, details=details(problem.hint.details)),
        )
        for problem in problems
    )


def _opened_file(file: str, shown: Mapping[str, str]) -> str:
    top, slash, inner = file.partition("/")
    return f"{shown.get(top, top)}{slash}{inner}"


def _name_of(folder: Path, others: Collection[str]) -> str:
    """The name with which those of a folder's files begin: its own; where that is ``records``, of the one above."""
    if not others:
        return RECORDS
    top = folder.resolve()
    name = stem = top.parent.name if top.name == RECORDS else top.name
    number = 1
    while name in others or name == RECORDS:
        number += 1
        name = f"{stem}-{number}"
    return name


def _list_folders(top: Path, name: str, listing: Listing) -> list[str]:
    """The files of a folder and of those in it, sorted."""
    if not top.is_dir():
        listing.problems.append(_problem(kinds.RECORDS_MISSING, name, given=name))
        return []
    if is_link(top):
        listing.problems.append(_problem(kinds.FILE_SYMLINK, name))
        return []
    files: list[str] = []
    waiting = [name]
    while waiting:
        waiting.extend(_list_folder(listing.path_of(waiting[-1]), waiting.pop(), listing, files))
    return sorted(files)


def is_record_file(file: str) -> bool:
    """Whether a file of a project is one of records, by its path: whatever else is in ``records/``, nobody reads."""
    top, *others = file.split("/")
    return top == RECORDS and file.endswith(ENDINGS) and not any(part.startswith(".") for part in others)


def _list_folder(path: Path, folder: str, listing: Listing, files: list[str]) -> Iterator[str]:
    """Note the files of one folder, and give the folders in it."""
    try:
        with os.scandir(path) as found:
            items = sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)
    except PermissionError:
        listing.problems.append(_problem(kinds.FILE_UNREADABLE, folder))
        return
    listing.problems.extend(_clashes(folder, [item.name for item in items]))
    for item in items:
        name = f"{folder}/{item.name}"
        if (problem := _misfit(item, name)) is not None:
            listing.problems.append(problem)
        elif item.is_dir(follow_symlinks=False):
            yield name
        elif name.endswith(ENDINGS):
            files.append(name)


def _clashes(folder: str, names: list[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(to_nfc(name).casefold(), name)
        if other != name:
            yield _problem(kinds.FILE_NAME_CLASH, f"{folder}/{name}", other=_printable(other))


def _misfit(item: os.DirEntry[str], name: str) -> Problem | None:
    """What is wrong with a file or folder itself, if anything."""
    stem, ending = Path(item.name).stem, Path(item.name).suffix
    ours = _OUR_ENDINGS.get(ending.lower())
    if is_link(item):
        return _problem(kinds.FILE_SYMLINK, name)
    folder, plain = item.is_dir(follow_symlinks=False), item.is_file(follow_symlinks=False)
    if ours and not plain:
        return _problem(kinds.FILE_SPECIAL, name)
    if (ours or folder) and not _SAFE_NAME.fullmatch(to_nfc(item.name)):
        return _problem(kinds.FILE_NAME_UNSAFE, name)
    if ours and ending != ours:
        return _problem(kinds.FILE_ENDING, name, better=f"{stem}{ours}")
    if not ours and not folder and ending.lower() not in _SILENTLY_IGNORED:
        return _problem(kinds.FILE_IGNORED, name)
    return None


def read_text(project: Path, file: str) -> str | Problem | None:
    """The text of a file of a project's own records: see :func:`read_file`."""
    return read_file(project / file, file)


def read_file(path: Path, file: str) -> str | Problem | None:
    """The text of a file of records, without its byte order mark; None where it has vanished since it was listed.

    :param file: what it is called in problems.
    """
    try:
        descriptor = open_file(path)
    except PermissionError:
        return _problem(kinds.FILE_UNREADABLE, file)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return _problem(kinds.FILE_SYMLINK, file)
        raise
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return _problem(kinds.FILE_SPECIAL, file)
    with os.fdopen(descriptor, "rb") as opened:
        size, content = status.st_size, b""
        if size <= LARGEST:
            content = opened.read(size + 1)  # more would first take memory for all of it
            if len(content) > size:  # it has grown since
                content += opened.read(LARGEST)
            size = len(content)
        if size > LARGEST:
            return _problem(kinds.FILE_TOO_LARGE, file, size=str(size), limit=str(LARGEST))
        return decode(file, content)


def read_picture(project: Path, file: str) -> bytes | None:
    """The bytes of a picture of the project, one more at most than it may have; None where there is no such file.

    :param file: its path in the project; no folder on the way is a link.
    """
    try:
        if any(is_link(project / folder) for folder in list(PurePosixPath(file).parents)[:-1]):
            return None
        descriptor = open_file(project / file)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(LARGEST_PICTURE + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def decode(file: str, content: bytes) -> str | Problem:
    """The text of a file, without the byte order mark; where it is not in UTF-8, the problem."""
    content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        document = Document(file, content.decode(errors="replace"))
        before = len(content[: error.start].decode())
        return document.problem(kinds.FILE_NOT_UTF8, before, {"given": f"{content[error.start]:02X}"})


def _problem(kind: ProblemKind, file: str, **details: str) -> Problem:
    return Problem(kind, Place(_printable(file), 1, 1), details)


def _printable(name: str) -> str:
    return visible(name.encode("utf-8", "backslashreplace").decode())
