"""The newest version of each published edition with its values, read from a folder or a git branch.

Only what is needed here is read of a manifest, so that one of an older program serves as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bulletin.errors import BulletinError
from bulletin.model.keys import ValueKey
from bulletin.model.records import Status
from bulletin.model.text import Language
from bulletin.model.values import Value
from bulletin.publishing.changes import former_values
from bulletin.publishing.changes.values_file import VALUES, Meaning, PublishedValues, read_values_file
from bulletin.publishing.manifest import Day, revision_of
from bulletin.publishing.stores import PublicationStore, published_folders
from bulletin.rendering.phrases.editions import EditionView


class ValuesError(BulletinError):
    """What is published cannot be read; the text says which file, and why."""


@dataclass(frozen=True)
class Statement:
    """What the newest version of an edition says of itself, in one language."""

    version: str
    language: Language
    edition: EditionView
    period: str
    """As it is typed in records."""
    cut_off: Day
    released: Day
    next_release: Day | None
    status: Status | None


_STATEMENT = TypeAdapter(Statement)


@dataclass(frozen=True)
class EditionValues:
    """The newest version of an edition that is published."""

    id: str
    version: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    statements: tuple[Statement, ...]
    """In each language of that version, at least one."""
    values: Mapping[ValueKey, Value]
    """Figures and targets, see :class:`PublishedValues`."""
    measures: Mapping[str, Meaning]
    wrong: Mapping[str, tuple[Value, ...]] | None

    @property
    def corrections(self) -> tuple[str, ...]:
        """Ids of the corrections that are in it."""
        return tuple(correction.id for correction in self.statements[0].edition.corrections)


def edition_values(source: PublicationStore) -> tuple[EditionValues, ...]:
    """The newest version of each edition, by id. Figures are the same in every language, so that one's are read.

    :raises ValuesError: when a file does not hold what it should.
    """
    paths, found = source.paths(), published_folders(source)
    manifests = source.read(place.manifest for place in found)
    newest: dict[str, list[tuple[str, Statement]]] = {}
    for place in sorted(found, key=lambda place: (-revision_of(place.version), place.folder)):
        said = _parsed(place.manifest, manifests[place.manifest])
        of_edition = newest.setdefault(said.edition.id, [])
        if not of_edition or of_edition[0][1].version == said.version:
            of_edition.append((place.folder, said))
    return tuple(_edition(source, paths, newest[name]) for name in sorted(newest))


def _parsed(path: str, content: bytes) -> Statement:
    """What a manifest says of its edition."""
    try:
        return _STATEMENT.validate_json(content)
    except ValidationError as error:
        raise ValuesError(f"{path}: {error}") from None


def _edition(source: PublicationStore, paths: Iterable[str], told: Sequence[tuple[str, Statement]]) -> EditionValues:
    folder, statements = told[0][0], tuple(said for _, said in told)
    published = _published(source, paths, folder)
    version = statements[0].version
    return EditionValues(
        statements[0].edition.id, version, statements, published.values, published.measures, published.wrong
    )


def _published(source: PublicationStore, paths: Iterable[str], folder: str) -> PublishedValues:
    below = {path.removeprefix(f"{folder}/"): path for path in paths if path.startswith(f"{folder}/")}
    names = [VALUES] if VALUES in below else former_values.files_with_values(below)
    contents = source.read(below[name] for name in names)
    files = {name: contents[below[name]] for name in names}
    try:
        return read_values_file(files[VALUES]) if VALUES in files else former_values.values_of_files(files)
    except ValueError as error:
        raise ValuesError(f"{folder}/{error}") from None
