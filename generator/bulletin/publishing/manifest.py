"""``manifest.json``: the files of a published version with their hashes, and the provenance of the version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import StringConstraints, TypeAdapter, ValidationError

from bulletin.errors import BulletinError
from bulletin.localization.messages import Message, _
from bulletin.model.licences import Licence
from bulletin.model.periods import Period
from bulletin.model.plain_text import one_line
from bulletin.model.records import Status
from bulletin.model.records.parts import Id
from bulletin.model.text import AvailableLanguage
from bulletin.operating_system import is_regular, sha256
from bulletin.publishing.stores import PublicationStore, PublishedFolder
from bulletin.publishing.version_names import NAME, Folder, Version
from bulletin.rendering.audience import AudienceView
from bulletin.rendering.brand import Brand
from bulletin.rendering.phrases.editions import EditionView

SCHEMA: Final = 2
"""The version of the format. It goes up when a reader of the old one would misunderstand the new one. In the first one,
the files of the theme were among the outputs of each version."""

Read = TypeVar("Read")
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ThemePath = Annotated[str, StringConstraints(pattern=r"^theme/[0-9a-f]{16}/[\w.-]+(/[\w.-]+)*$")]
"""The path of a file of a theme below the top of the site."""
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[!#-;=?-~]+/$")]
"""A site URL: ASCII without quotation marks or angle brackets. What publishers give is checked more strictly."""


class ManifestError(BulletinError):
    """A manifest cannot be read, or is in a wrong folder. The text, which is one line, says why."""

    def __init__(self, reason: Message, **details: object) -> None:
        super().__init__(reason, **{name: one_line(str(detail)) for name, detail in details.items()})


@dataclass(frozen=True)
class BulletinDetails:
    """Title and publisher of the bulletin, in one language."""

    title: str
    description: str
    publisher: str
    contact: str
    email: str | None
    licence: Licence | None = None
    """Under which the figures may be used; None where none was stated, as in editions of before licences."""


@dataclass(frozen=True)
class Day:
    """A date for programs; the edition's own text says how precisely it is known."""

    on: date
    """The last of the days that it may be."""
    exact: bool
    """Whether that day is known; if not, only its month, quarter or year is."""

    @classmethod
    def of(cls, period: Period) -> Day:
        """The last day of a period."""
        return cls(period.end, exact=period.start == period.end)


@dataclass(frozen=True)
class Generator:
    """The program that made a version."""

    hashes: Mapping[str, Sha256]
    """``files``: of the files of its package. ``archive``: of the wheel or sdist, where its installer recorded it."""
    name: str
    """Under which it is installed: ``bulletin-generator``."""
    version: str


@dataclass(frozen=True)
class Manifest:
    """The manifest of one version of an edition in one language."""

    address: Address
    """Where the site of all editions is published, with a slash at its end."""
    bulletin: BulletinDetails
    commit: Commit | None
    """The commit that the records are from; None where they are not committed, or where the audience may not read
    their files: it depends on what is withheld."""
    cut_off: Day
    edition: EditionView
    """Its metadata as text, with its headline values and corrections."""
    language: AvailableLanguage
    languages: tuple[AvailableLanguage, ...]
    """All those of the site; the landing page leads to the first."""
    next_release: Day | None
    """None where it is to be announced."""
    outputs: Mapping[str, Sha256]
    """The hash of every file in the folder but this one, by its path there: the content, which never changes."""
    period: str
    """The reference period, as it is typed in records: ``2023-Q1``."""
    policy: str
    """The disclosure policy, by which figures were released or suppressed."""
    records: Mapping[str, Sha256]
    """The hash of every file that holds a record of the edition's vintage, by its path in the project; none where the
    audience may not read the files: what is withheld could be guessed and tried on them."""
    released: Day
    status: Status | None
    """How final its figures are as a whole (provisional, final); None where its record does not say."""
    tools: Mapping[str, str]
    """Versions of Python, of the generator and of everything that it depends on."""
    version: Version
    """The folder's name: ``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    audience: AudienceView | None = None
    """Whom it is for, with its name in the language; None, and not in the file, for the public."""
    brand: Brand | None = None
    """The colour of its pages, and the path of its logo in the folder; not in the file where there is neither."""
    further_commits: Mapping[str, Commit] | None = None
    """The commits that records of further folders are from, by the names with which the paths of their files begin;
    None, and not in the file, where there are none, or where the audience may not read the files."""
    generator: Generator | None = None
    """The program that made it; None in manifests of generators before 0.3."""
    published_before: tuple[Version, ...] | None = None
    """The versions that were published already, where anything may be hidden: what it hides depends on what they show.
    None, and not in the file, where there were none, and in those of generators that did not look at them."""
    theme: Mapping[ThemePath, Sha256] | None = None
    """The hash of every script and style that its pages load, as it was published, by its path in the site: in a folder
    that versions share. None, and not in the file, in the first schema, where they are among the outputs."""
    schema: Literal[1, 2] = SCHEMA

    @property
    def audience_id(self) -> str | None:
        """The id of the audience that it is for; None for the public."""
        return self.audience.id if self.audience else None


@dataclass(frozen=True)
class Renewal:
    """Other files in the place of some of the theme, in versions that were published with the former ones."""

    on: date
    """The day on which it was done."""
    reason: str
    """Why, as the publisher said."""
    files: Mapping[ThemePath, Sha256]
    """The hash of every file that was replaced, by its path in the site, from then on."""
    generator: Generator
    """The program with whose theme they were replaced."""


@dataclass(frozen=True)
class SiteManifest:
    """The manifest of the whole site."""

    address: Address
    """Where it is published, with a slash at its end."""
    editions: Mapping[Folder, Sha256]
    """The hash of every edition's manifest, by its folder: ``vi/2023-Q1``."""
    files: Mapping[str, Sha256]
    """The hash of every other file but this one, by its path: what is made from the editions' manifests."""
    audience: Id | None = None
    """Whom all of it is for; None, and not in the file, for the public."""
    renewals: tuple[Renewal, ...] | None = None
    """What was replaced of themes, the first one first; None, and not in the file, where nothing was."""
    schema: Literal[1, 2] = SCHEMA

    def current(self, theme: Mapping[str, str]) -> Mapping[str, str]:
        """The hashes of the files of a theme as they are now: as they were published, or renewed since.

        :param theme: the hashes of before, by path in the site.
        """
        renewed = {path: hashed for renewal in self.renewals or () for path, hashed in renewal.files.items()}
        return {path: renewed.get(path, hashed) for path, hashed in theme.items()}


_MANIFEST = TypeAdapter(Manifest)
_SITE = TypeAdapter(SiteManifest)


def to_json(manifest: Manifest) -> bytes:
    """The file's content: the same manifest gives the same bytes.

    What generators of former versions did not write is left out where it is None, so that theirs keep their bytes.
    """
    return canonical(_without_added(_MANIFEST.dump_python(manifest, mode="json"), Manifest))


def site_manifest_to_json(manifest: SiteManifest) -> bytes:
    """The content of a site's manifest: the same manifest gives the same bytes; without the public as its audience."""
    return canonical(_without_added(_SITE.dump_python(manifest, mode="json"), SiteManifest))


def _without_added(content: Mapping[str, object], kind: type[Manifest | SiteManifest]) -> Mapping[str, object]:
    added = {field.name for field in fields(kind) if field.default is None}
    return {name: value for name, value in content.items() if value is not None or name not in added}


def from_json(content: bytes, path: str = NAME) -> Manifest:
    """Read a manifest.

    :param path: of the file, for the error message.
    :raises ManifestError: when it is none, one of a version that this program does not know, or contradicts itself.
    """
    found = _read(_MANIFEST, content, path)
    if found.language not in found.languages:
        raise ManifestError(_("{path}: {language} is not among its languages."), path=path, language=found.language)
    return found


def check_folder(manifest: Manifest, path: Path) -> None:
    """Check that a manifest is in the folder of its language and version.

    :param path: of its file.
    :raises ManifestError: when it is in another.
    """
    own = f"{manifest.language}/{manifest.version}"
    if path.parent.parts[-2:] != (manifest.language, manifest.version):
        raise ManifestError(_("{path}: This is the manifest of {folder}."), path=path, folder=own)


def manifests(store: PublicationStore, folders: Iterable[PublishedFolder]) -> Mapping[PublishedFolder, Manifest]:
    """The manifests of published versions.

    :raises ManifestError: when one cannot be read, or is in another folder than it says.
    """
    by_path = {folder.manifest: folder for folder in folders}
    read = {path: from_json(content, path) for path, content in store.read(by_path).items()}
    for path, manifest in read.items():
        check_folder(manifest, Path(path))
    return {by_path[path]: manifest for path, manifest in read.items()}


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition's folder.

    :raises ManifestError: when it is none, or one of a version that this program does not know.
    :raises OSError: when it is not there.
    """
    return from_json((folder / NAME).read_bytes(), str(folder / NAME))


def read_site_manifest(directory: Path) -> SiteManifest:
    """Read the manifest of a site.

    :raises ManifestError: when it is none, or one of a version that this program does not know.
    :raises OSError: when it is not there.
    """
    return site_manifest_from_json((directory / NAME).read_bytes())


def site_manifest_from_json(content: bytes) -> SiteManifest:
    """Read what a site's manifest holds.

    :raises ManifestError: when it is none, or one of a version that this program does not know.
    """
    return _read(_SITE, content, NAME)


def site_manifest_of(store: PublicationStore) -> SiteManifest | None:
    """The manifest of a published site; None where nothing is published yet.

    :raises ManifestError: when it is none, or one of a version that this program does not know.
    """
    return site_manifest_from_json(store.read([NAME])[NAME]) if NAME in store.paths() else None


def renewals_of(directory: Path) -> tuple[Renewal, ...]:
    """What was replaced of themes in a site, as its manifest says; nothing for the folder of an edition.

    :raises OSError: when it cannot be read.
    """
    path = directory / NAME
    try:
        return (site_manifest_from_json(path.read_bytes()).renewals or ()) if is_site_manifest(path) else ()
    except (ManifestError, FileNotFoundError):  # verification says so
        return ()


def audience_of(store: PublicationStore) -> str | None:
    """The id of the audience that a published site is for; None for the public, and where nothing is published yet.

    :raises ManifestError: when the site's manifest cannot be read.
    """
    site = site_manifest_of(store)
    return site.audience if site else None


def readers_of(directory: Path) -> str | None:
    """The id of the audience that a site, or the folder of an edition, says it is for.

    None for the public, and where no manifest says anything.
    """
    try:
        path = directory / NAME
        if is_site_manifest(path):
            return site_manifest_from_json(path.read_bytes()).audience
        about = read_manifest(directory).audience
    except (ManifestError, OSError):
        return None
    return about.id if about else None


def is_site_manifest(path: Path) -> bool:
    """Whether a manifest is that of a site rather than of an edition."""
    try:
        return "editions" in json.loads(path.read_bytes())
    except (ValueError, TypeError, RecursionError):
        return False


_NO_MANIFEST = _("{path}: This is no manifest.")
_MALFORMED = _("{path}: This is no manifest as the program writes it. Not as they have to be: {fields}")
_SCHEMAS = (1, SCHEMA)
_SHOWN = 5
"""Fields of a malformed manifest that a message names."""


def _read(kind: TypeAdapter[Read], content: bytes, path: str) -> Read:
    try:
        read: object = json.loads(content)
        schema = read.get("schema") if isinstance(read, dict) else None
        if schema in _SCHEMAS:
            return kind.validate_json(content)
    except (ValueError, RecursionError) as error:  # pydantic's are such, too; the other is of brackets in brackets
        fields = error.errors()[:_SHOWN] if isinstance(error, ValidationError) else ()
        wrong = ", ".join(one_line(".".join(map(str, field["loc"]))) for field in fields)
        raise ManifestError(_MALFORMED if wrong else _NO_MANIFEST, path=path, fields=wrong) from None
    other = _("{path}: The manifest has the schema {schema}; this program reads the schema {supported}.")
    raise ManifestError(other, path=path, schema=schema, supported=", ".join(map(str, _SCHEMAS)))


def canonical(value: object) -> bytes:
    """JSON whose bytes depend on the value only: keys sorted, UTF-8, a line break at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder but links, by its path there, sorted."""
    files = sorted(filter(is_regular, folder.rglob("*")))
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files}
