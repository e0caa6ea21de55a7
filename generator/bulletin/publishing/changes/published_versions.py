"""The published versions of editions, with their metadata and values, as they are read back from a site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Series
from bulletin.disclosure.publications import PublishedVersion
from bulletin.errors import BulletinError
from bulletin.model.plain_text import one_line
from bulletin.model.records import Status
from bulletin.model.text import Language
from bulletin.publishing.changes.published_values import (
    FORMER_FILE,
    VALUES,
    PublishedValues,
    read_values_file,
    values_of_files,
)
from bulletin.publishing.manifest import Day, Sha256
from bulletin.publishing.stores import PublicationStore, PublishedFolder, published_folders
from bulletin.publishing.verify import DamagedError, Fault, FaultKind
from bulletin.publishing.version_names import NAME, Version, edition_of, revision_of
from bulletin.rendering import links
from bulletin.rendering.phrases.editions import EditionView


class ValuesError(BulletinError):
    """Published values cannot be read; the text, which is one line, says of which file, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(one_line(reason))


@dataclass(frozen=True)
class Statement:
    """The metadata of a version of an edition, in one language, as in its manifest."""

    version: Version
    language: Language
    edition: EditionView
    period: str
    """As it is typed in records."""
    cut_off: Day
    released: Day
    next_release: Day | None
    status: Status | None
    outputs: Mapping[str, Sha256]
    """The hash of every file of the version in this language, by its path in the folder."""


_STATEMENT = TypeAdapter(Statement)


@dataclass(frozen=True, kw_only=True)
class EditionValues(PublishedValues):
    """A published version of an edition, with its values."""

    id: str
    version: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    statements: tuple[Statement, ...]
    """In each language of that version, at least one."""

    @property
    def corrections(self) -> tuple[str, ...]:
        """Ids of the corrections that are in it."""
        return tuple(correction.id for correction in self.statements[0].edition.corrections)

    @property
    def shown(self) -> PublishedVersion:
        """What readers see of it."""
        return PublishedVersion(self.id, self.version, self.values)


@dataclass(frozen=True)
class PublishedSite:
    """What is published at a place, as far as later editions and versions depend on it."""

    store: PublicationStore
    versions: tuple[EditionValues, ...]
    """All of them, by name."""

    @classmethod
    def of(cls, store: PublicationStore) -> PublishedSite:
        """Read a site: see :func:`version_values`."""
        return cls(store, version_values(store))

    @property
    def newest(self) -> tuple[EditionValues, ...]:
        """The newest version of each edition, by id."""
        return newest(self.versions)

    @property
    def shown(self) -> tuple[PublishedVersion, ...]:
        """What readers see of each version."""
        return tuple(version.shown for version in self.versions)

    def series(self, vintages: Vintages, audience: str | None = None) -> Series:
        """The releases of a bulletin's editions beside this site, which is for the audience.

        :param vintages: of the records that the audience may see.
        :param audience: its id; None for the public.
        """
        return Series(vintages, audience, self.shown)

    def rule_of(self, version: EditionValues, measure: str) -> str:
        """The rule of disclosure control of a measure by which a version was published, in short; empty without one."""
        said = version.statements[0]
        path = f"{said.language}/{said.version}/{links.measure_json(measure)}"
        content = self.store.read([path])[path] if path in self.store.paths() else b"{}"
        try:
            return _in_short(_ANSWER.validate_json(content))
        except ValidationError as error:
            raise ValuesError(f"{path}: {error}") from None


@dataclass(frozen=True)
class _Measure:
    """What an answer about a measure says of its rule of disclosure control."""

    disclosure: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Answer:
    """An answer about a measure, as far as it is about its rule."""

    measure: _Measure = _Measure()


_ANSWER = TypeAdapter(_Answer)


def _in_short(answer: _Answer) -> str:
    """The rule in an answer about a measure, as it is typed."""
    said = {name.replace("_", "-"): value for name, value in answer.measure.disclosure.items() if value}
    return ", ".join(f"{name}: {json.dumps(value)}" for name, value in said.items() if name != "reason")


def newest(versions: Iterable[EditionValues]) -> tuple[EditionValues, ...]:
    """The newest version of each edition, by id."""
    found = {version.id: version for version in sorted(versions, key=lambda version: revision_of(version.version))}
    return tuple(found[name] for name in sorted(found))


def version_values(store: PublicationStore) -> tuple[EditionValues, ...]:
    """All published versions, by name; values are the same in every language, and are read once.

    :raises ValuesError: when a file does not hold what it should.
    :raises DamagedError: when a file with values is not as the manifest beside it says.
    """
    paths, folders = store.paths(), published_folders(store)
    manifests = store.read(folder.manifest for folder in folders)
    by_version: dict[str, list[tuple[str, Statement]]] = {}
    for folder in sorted(folders, key=lambda folder: folder.path):
        statement = _statement(folder, manifests[folder.manifest])
        by_version.setdefault(statement.version, []).append((folder.path, statement))
    return tuple(_edition(store, paths, by_version[name]) for name in sorted(by_version))


def write_values(store: PublicationStore, versions: Collection[str], directory: Path) -> None:
    """Write what a site says of the values of some versions into a folder, so that it can be read from there.

    :raises ValuesError: when a file does not hold what it should.
    :raises DamagedError: when a file with values is not as the manifest beside it says.
    """
    paths = store.paths()
    contents = dict(store.read(path for path in (NAME,) if path in paths))
    for folder in published_folders(store):
        if folder.version in versions:
            manifest = store.read([folder.manifest])[folder.manifest]
            outputs = _statement(folder, manifest).outputs
            values = _files_with_values(store, paths, folder.path, outputs).items()
            contents |= {folder.manifest: manifest, **{f"{folder.path}/{name}": content for name, content in values}}
    for path, content in contents.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(content)


def _statement(folder: PublishedFolder, content: bytes) -> Statement:
    """The metadata in a manifest. No more of it is read, so that one of an older program serves as well."""
    try:
        read = _STATEMENT.validate_json(content)
    except ValidationError as error:
        raise ValuesError(f"{folder.manifest}: {error}") from None
    if (read.language, read.version, read.edition.id) != (folder.language, folder.version, edition_of(folder.version)):
        raise ValuesError(f"{folder.manifest}: of another folder: {read.language}/{read.version}, {read.edition.id}")
    return read


def _edition(
    store: PublicationStore, paths: Iterable[str], by_folder: Sequence[tuple[str, Statement]]
) -> EditionValues:
    statements = tuple(statement for _, statement in by_folder)
    id_, version = statements[0].edition.id, statements[0].version
    files, *_same = [_files_with_values(store, paths, folder, statement.outputs) for folder, statement in by_folder]
    published = _read_values(by_folder[0][0], files)
    of_edition = {each.name: getattr(published, each.name) for each in fields(published)}
    return EditionValues(**of_edition, id=id_, version=version, statements=statements)


def _files_with_values(
    store: PublicationStore, paths: Iterable[str], folder: str, outputs: Mapping[str, str]
) -> Mapping[str, bytes]:
    """The files with the values of a version in one language, by name, which are those of its manifest."""
    below = {path.removeprefix(f"{folder}/"): path for path in paths if path.startswith(f"{folder}/")}
    names = [VALUES] if VALUES in outputs else [name for name in outputs if FORMER_FILE.fullmatch(name)]
    contents = store.read(below[name] for name in names if name in below)
    files = {name: contents[below[name]] for name in names if name in below}
    if faults := tuple(_faults(folder, {name: outputs[name] for name in names}, files)):
        raise DamagedError(faults)
    return files


def _read_values(folder: str, files: Mapping[str, bytes]) -> PublishedValues:
    try:
        return read_values_file(files[VALUES]) if VALUES in files else values_of_files(files)
    except ValueError as error:
        raise ValuesError(f"{folder}/{error}") from None


def _faults(folder: str, hashes: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Fault]:
    """The files that are missing, or are not those of the manifest."""
    for name, expected in hashes.items():
        if name not in files:
            yield Fault(f"{folder}/{name}", FaultKind.MISSING)
        elif hashlib.sha256(files[name]).hexdigest() != expected:
            yield Fault(f"{folder}/{name}", FaultKind.CHANGED)
