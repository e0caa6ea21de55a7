"""What is confidential in a project: all that its records, their files and commits say beyond what readers may see."""

from __future__ import annotations

import importlib.util
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from fractions import Fraction
from itertools import chain
from pathlib import Path

from bulletin.localization.languages import LOCALES
from bulletin.model.corpus import Corpus
from bulletin.model.records import Record
from bulletin.model.values import Quantity
from bulletin.publishing.git import git, has_repository
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
from bulletin.validation import Accepted
from bulletin.website.pipeline import accepted, seen_by

_PROGRAM = Path(__file__).parents[2]
"""The folder of the program, whose own texts are public."""
_THEMES = ("material",)
"""Packages whose scripts and styles every site has."""
_TEXTS = frozenset({".js", ".css", ".map", ".html", ".jinja", ".mo"})
_LEAST_DEPTH = 3
"""Parts of a path from which on it names a machine: the folder of temporary files of all has two."""


def confidential_in(project: Path, audience: str | None = None) -> Confidential:
    """All that a site for an audience must not say.

    :param project: the folder that holds ``records/``.
    :param audience: the id of the audience; None for the public.
    :raises RecordsError: when the records are wrong.
    :raises UnknownAudienceError: when the bulletin has no such audience.
    :raises GitError: when git does not read the project's repository.
    """
    everything = accepted(project)
    return confidential_of(project, everything, seen_by(everything, audience), audience)


def only_forbidden(project: Path) -> Confidential:
    """What no site may hold, whatever is in the records: for where there are none.

    :param project: the folder in which the site is built.
    """
    return Confidential(machine_paths=machine_folders(project))


def confidential_of(project: Path, everything: Accepted, seen: Accepted, audience: str | None = None) -> Confidential:
    """All that a site of some of the records must not say.

    :param everything: all records.
    :param seen: the records that the audience may see, with their tables.
    :param audience: the id of the audience; None for the public.
    """
    bulletin = everything.corpus.catalogue.bulletin
    shown = {record.place: record for record in records_of(seen.corpus)}
    withheld = [record for record in records_of(everything.corpus) if shown.get(record.place) is not record]
    is_private = bool(withheld) and bulletin.records_audience not in _up_to(bulletin.audience_ids, audience)
    public = {*texts_in(shown.values()), *(program_texts() if withheld else ())}
    return Confidential(
        secrets=(*secrets_in(withheld), *(_around(project, withheld, shown.values()) if is_private else ())),
        public=frozenset(public),
        public_numbers=frozenset((*numbers_in(shown.values()), *_computed(seen))),
        languages=bulletin.languages,
        records_address=bulletin.records_url if is_private else None,
        machine_paths=machine_folders(project),
    )


def _up_to(audiences: tuple[str, ...], audience: str | None) -> tuple[str, ...]:
    """The audiences that see no more than one does."""
    return audiences[: audiences.index(audience) + 1] if audience else audiences[:1]


def records_of(corpus: Corpus) -> Iterator[Record]:
    """All records of a corpus."""
    catalogue = corpus.catalogue
    yield catalogue.bulletin
    kinds = (getattr(catalogue, field.name) for field in fields(catalogue) if field.name != "bulletin")
    yield from chain.from_iterable(records.values() for records in (*kinds, corpus.targets, corpus.claims))
    yield from corpus.observations


def _around(project: Path, withheld: Iterable[Record], shown: Iterable[Record]) -> Iterator[Secret]:
    """What is around withheld records: names of files, comments, commits."""
    files = {record.place.file for record in withheld if record.place.file}
    others = {record.place.file for record in shown}
    yield from names_of_files(files - others, others)
    yield from comments_in(project, (file for file in files if (project / file).is_file()))
    if has_repository(project):
        messages = git(project, "log", "--format=%B%x00", "HEAD").decode(errors="replace")
        yield from lines_of_messages(messages.split("\0"))


def _computed(seen: Accepted) -> Iterator[Fraction]:
    """The numbers that are computed of the records that are shown."""
    for figure in seen.tables.figures:
        if isinstance(figure.value, Quantity):
            yield abs(Fraction(figure.value.number))


def program_texts() -> Iterator[str]:
    """The texts that are in every site, whatever its records: messages, templates, scripts and styles."""
    folders = [_PROGRAM / "website", _PROGRAM / "rendering" / "templates", LOCALES]
    for package in _THEMES:
        found = importlib.util.find_spec(package)
        folders += [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    for path in sorted(chain.from_iterable(folder.rglob("*") for folder in folders)):
        if path.suffix in _TEXTS and path.is_file():
            yield re.sub(r"[\0{}]", " ", path.read_bytes().decode("utf-8", "ignore"))


def machine_folders(project: Path) -> tuple[str, ...]:
    """The folders of this machine that must not be named: of the project, of the user, of temporary files."""
    folders = (project.resolve(), Path.home(), Path(tempfile.gettempdir()).resolve())
    return tuple(dict.fromkeys(str(folder) for folder in folders if len(folder.parts) >= _LEAST_DEPTH))
