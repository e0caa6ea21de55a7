"""What is confidential in a project: all that its records, their files and commits say beyond what readers may see."""

from __future__ import annotations

import importlib.util
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from bulletin.analysis.figures import Figure
from bulletin.disclosure import Release, Series
from bulletin.localization.languages import LOCALES
from bulletin.model.records import Claim, Observation, Record
from bulletin.model.values import Absence, Quantity
from bulletin.publishing.git import git, has_repository
from bulletin.publishing.leak_scan.leaks import LeakKind
from bulletin.publishing.leak_scan.secrets import (
    Confidential,
    Secret,
    comments_in,
    lines_of_messages,
    names_of_files,
    numbers_in,
    secrets_in,
    texts_in,
)
from bulletin.reading.files import folders_of
from bulletin.validation import Accepted
from bulletin.website.pipeline import accepted, seen_by

_PROGRAM = Path(__file__).parents[2]
"""The folder of the program, whose own texts are public."""
_THEMES = ("material",)
"""Packages whose scripts and styles every site has."""
_TEXTS = frozenset({".js", ".css", ".map", ".html", ".jinja", ".mo"})
_LEAST_DEPTH = 3
"""Parts of a path from which on it names a machine: the folder of temporary files of all has two."""


def confidential_in(project: Path, audience: str | None = None, more: Sequence[Path] = ()) -> Confidential:
    """All that a site for an audience must not say.

    :param project: the folder that holds ``records/``.
    :param audience: the id of the audience; None for the public.
    :param more: folders of further records.
    :raises RecordsError: when the records are wrong.
    :raises UnknownAudienceError: when the bulletin has no such audience.
    :raises GitError: when git does not read the project's repository.
    """
    everything = accepted(project, more=more)
    seen = seen_by(everything, audience)
    series = Series(seen.vintages, audience)
    releases = series.editions() or (series.draft(seen.tables),)
    return confidential_of(project, everything, seen, releases, more)


def only_forbidden(project: Path) -> Confidential:
    """What no site may hold, whatever is in the records: for where there are none.

    :param project: the folder in which the site is built.
    """
    return Confidential(public_files=theme_files(), machine_paths=machine_folders(project))


def confidential_of(
    project: Path, everything: Accepted, seen: Accepted, releases: Sequence[Release], more: Sequence[Path] = ()
) -> Confidential:
    """All that a site for an audience must not say.

    :param everything: all records.
    :param seen: the records that the audience may see.
    :param releases: what the audience is shown, of all editions; else the draft.
    :param more: folders of further records that are among them.
    """
    bulletin = everything.corpus.catalogue.bulletin
    shown = {record.place: record for record in seen.corpus.records}
    withheld = [record for record in everything.corpus.records if shown.get(record.place) is not record]
    is_private = everything.corpus.catalogue.hides_files_from(releases[-1].audience)
    around = _around(project, more, withheld, shown.values()) if is_private and withheld else ()
    return Confidential(
        secrets=(*secrets_in(withheld), *_suppressed(seen, releases), *around),
        public=frozenset((*texts_in(shown.values()), *(program_texts() if withheld else ()))),
        public_files=theme_files(),
        public_numbers=frozenset(_public_numbers(shown.values(), releases)),
        languages=bulletin.languages,
        records_address=bulletin.records_url if is_private else None,
        machine_paths=machine_folders(project),
    )


def _suppressed(seen: Accepted, releases: Iterable[Release]) -> Iterator[Secret]:
    """The numbers of figures that the audience sees suppressed."""
    for released in releases:
        values = {figure.key: figure.value for figure in released.tables.figures}
        tables = seen.vintages.of(released.edition)[1] if released.edition else seen.tables
        for figure in tables.figures:
            if values.get(figure.key) is Absence.SUPPRESSED:
                numbers = numbers_of((figure,))
                yield from (Secret(LeakKind.NUMBER, number, "value", figure.place) for number in numbers)


def _public_numbers(shown: Iterable[Record], releases: Iterable[Release]) -> Iterator[Fraction]:
    """The numbers of figures and claims that are released, and of all other records."""
    yield from numbers_in(record for record in shown if not isinstance(record, (Observation, Claim)))
    for released in releases:
        yield from numbers_of(released.tables.figures)
        yield from numbers_in(released.claims.values())


def numbers_of(figures: Iterable[Figure]) -> Iterator[Fraction]:
    """The numbers of figures and of other reports of them, without their signs."""
    for figure in chain.from_iterable((figure, *figure.other_reports) for figure in figures):
        value, interval = figure.value, figure.interval
        stated = (value.number, value.upper) if isinstance(value, Quantity) else ()
        around = (interval.lower, interval.upper) if interval is not None else ()
        for number in (*stated, *around, figure.numerator, figure.denominator):
            if number is not None:
                yield abs(Fraction(number))


def _around(
    project: Path, more: Sequence[Path], withheld: Iterable[Record], shown: Iterable[Record]
) -> Iterator[Secret]:
    """What is around withheld records: names of files, comments, commits."""
    files = {record.place.file for record in withheld if record.place.file}
    others = {record.place.file for record in shown}
    yield from names_of_files(files - others, others)
    folders = folders_of(project, more)
    split = ((file, *file.partition("/")[::2]) for file in files)
    placed = {file: folders[top] / inner for file, top, inner in split if top in folders}
    yield from comments_in({file: path for file, path in placed.items() if path.is_file()})
    for folder in filter(has_repository, dict.fromkeys((project, *more))):
        messages = git(folder, "log", "--format=%B%x00", "HEAD", "--", ".").decode(errors="replace")
        yield from lines_of_messages(messages.split("\0"))


@cache
def program_texts() -> tuple[str, ...]:
    """The texts that are in every site, whatever its records: messages, templates, scripts and styles."""
    folders = (_PROGRAM / "website", _PROGRAM / "rendering" / "templates", LOCALES, *_theme_folders())
    texts = (path.read_bytes().decode("utf-8", "ignore") for path in _files(folders) if path.suffix in _TEXTS)
    return tuple(re.sub(r"[\0{}]", " ", text) for text in texts)


@cache
def theme_files() -> frozenset[bytes]:
    """The hashes of the theme's own scripts, styles and pictures."""
    folders = (_PROGRAM / "website" / "theme", *(folder / "templates" / "assets" for folder in _theme_folders()))
    return frozenset(sha256(path.read_bytes()).digest() for path in _files(folders))


def _theme_folders() -> tuple[Path, ...]:
    found = filter(None, map(importlib.util.find_spec, _THEMES))
    return tuple(Path(place) for spec in found for place in spec.submodule_search_locations or ())


def _files(folders: Iterable[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def machine_folders(project: Path) -> tuple[str, ...]:
    """The folders of this machine that must not be named: of the project, of the user, of temporary files."""
    folders = (project.resolve(), Path.home(), Path(tempfile.gettempdir()).resolve())
    return tuple(dict.fromkeys(str(folder) for folder in folders if len(folder.parts) >= _LEAST_DEPTH))
