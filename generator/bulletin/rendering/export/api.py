"""The static JSON API ``api/``: an answer for each organization and measure, one of all claims, and the JSON Schema.

Answers are the same in every language: everything is named by id, and what an id is called in each language is
once, in the answer's vocabulary. A figure is encoded once, for the answers about its organization and its measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import TypedDict

from bulletin.analysis.claims.verdicts import CheckedClaim, RatioPart, Verdict
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.tables import FigureOrigin, group_by
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.disclosure.release import Release
from bulletin.model.periods import PeriodType
from bulletin.model.text import Language, Text, text_json_schema
from bulletin.rendering.export.encoding import claim_entry, figure_entry, target_entry
from bulletin.rendering.export.entries import ClaimEntry, FigureEntry, LicenceEntry, entry
from bulletin.rendering.export.glossary import Glossary, Mention, mentioned
from bulletin.rendering.export.target_entries import TargetEntry
from bulletin.rendering.export.vocabulary import (
    MeasureEntry,
    OrganizationEntry,
    Vocabulary,
    measure_entry,
    organization_entry,
)
from bulletin.rendering.files import Asset
from bulletin.rendering.links import API_SCHEMA, CLAIMS_JSON, measure_json, organization_json

SchemaVersion = Literal["2.4"]
SCHEMA_VERSION: SchemaVersion = "2.4"
"""The first number changes when programs written for an answer may no longer understand it, the second when fields are
added."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "The answers of the bulletin's api"
DESCRIPTION = f"""\
Version {SCHEMA_VERSION} of the form of answers. The first number changes when programs written for it may no longer \
understand an answer, the second when fields are added.

An answer is about one organization (api/organizations/<id>.json) or one measure (api/measures/<id>.json), or holds \
all claims (api/claims.json). Every figure stands in one answer about an organization and in one about a measure. \
Answers are the same in every language: things are named by id, and what an id is called in each language stands in \
the answer's vocabulary. Lists are always given, perhaps empty; another field that does not apply is left out, and \
nothing is null.

Numbers stand twice: as number, to calculate with, and as digits, exactly and with the digits that were stated."""
_ENUMERATIONS = {
    RatioPart: "The numerator or the denominator of a ratio.",
    Verdict: "Whether a claim agrees with the figures; the page on methods has the rules.",
}
"""Descriptions that the schema gives instead of those that the code has of the same values."""

Version = Annotated[
    str, Field(description="The version of the edition that the answer is of, such as 2023-Q1.1; left out in a draft.")
]


Readers = Annotated[
    str, Field(description="The id of the audience that the answer is for, and nobody else; left out for the public.")
]


@entry
class OrganizationAnswer(TypedDict):
    """Everything that is released about an organization."""

    schema_version: SchemaVersion
    audience: Readers | None
    edition: Version | None
    licence: LicenceEntry | None
    organization: OrganizationEntry
    targets: tuple[TargetEntry, ...]
    claims: tuple[ClaimEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[FigureEntry, ...]
    """By measure, population, period and category."""


@entry
class MeasureAnswer(TypedDict):
    """Everything that is released of a measure."""

    schema_version: SchemaVersion
    audience: Readers | None
    edition: Version | None
    licence: LicenceEntry | None
    measure: MeasureEntry
    targets: tuple[TargetEntry, ...]
    claims: tuple[ClaimEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[FigureEntry, ...]
    """By organization, population, period and category."""


@entry
class ClaimsAnswer(TypedDict):
    """Everything that sources state and other figures imply."""

    schema_version: SchemaVersion
    audience: Readers | None
    edition: Version | None
    licence: LicenceEntry | None
    vocabulary: Vocabulary
    claims: tuple[ClaimEntry, ...]
    """In the order of the records."""


# --- answers


def api_files(release: Release, claims: Sequence[CheckedClaim]) -> Iterator[Asset]:
    """All files of the API.

    :param claims: those of the release, with their verdicts.
    """
    catalogue, glossary = release.catalogue, Glossary(release.catalogue)
    released = tuple(_released(release, claims))
    by_organization = group_by(released, attrgetter("organization"))
    by_measure = group_by(released, attrgetter("measure"))
    for organization in catalogue.organizations.values():
        identity = encoded(OrganizationEntry, [organization_entry(catalogue, organization)])
        content = _answer(release, glossary, {"organization": identity}, by_organization.get(organization.id, ()))
        yield Asset(organization_json(organization.id), content)
    for measure in catalogue.measures.values():
        identity = encoded(MeasureEntry, [measure_entry(measure, catalogue.disclosure)])
        yield Asset(
            measure_json(measure.id), _answer(release, glossary, {"measure": identity}, by_measure.get(measure.id, ()))
        )
    all_claims = encoded(ClaimEntry, [claim_entry(catalogue, checked) for checked in claims])
    vocabulary = _json(Vocabulary, glossary.vocabulary(all_claims.mentions))
    yield Asset(CLAIMS_JSON, _object_json(release, vocabulary=vocabulary, claims=lines_json(all_claims.items)))
    yield Asset(API_SCHEMA, schema_json(catalogue.bulletin.languages))


class Encoded(NamedTuple):
    """Entries as JSON."""

    items: list[bytes]
    mentions: set[Mention]
    """The ids in them."""


class _Released(NamedTuple):
    """Entries of one sort, about one organization and one measure."""

    sort: Literal["figures", "targets", "claims"]
    organization: str
    measure: str
    entries: Encoded


def _released(release: Release, claims: Iterable[CheckedClaim]) -> Iterator[_Released]:
    """Every figure, target and claim, each sort in its order."""
    catalogue, tables = release.catalogue, release.tables
    for key, figures in groupby(tables.figures, lambda figure: (figure.key.organization, figure.key.measure)):
        yield _Released("figures", *key, encoded(FigureEntry, [figure_entry(catalogue, each) for each in figures]))
    for target in tables.targets:
        progress = target_entry(catalogue, tables, progress_towards(catalogue, tables, target))
        yield _Released("targets", target.key.organization, target.key.measure, encoded(TargetEntry, [progress]))
    for checked in claims:
        stated = encoded(ClaimEntry, [claim_entry(catalogue, checked)])
        yield _Released("claims", checked.claim.organization, checked.claim.measure, stated)


def _answer(
    release: Release, glossary: Glossary, identity: Mapping[str, Encoded], released: Iterable[_Released]
) -> bytes:
    """The answer about an organization or a measure.

    :param identity: the field that says what the answer is about.
    """
    items: dict[str, list[bytes]] = {"targets": [], "claims": [], "figures": []}
    mentions: set[Mention] = set().union(*(about.mentions for about in identity.values()))
    for entries in released:
        items[entries.sort] += entries.entries.items
        mentions |= entries.entries.mentions
    return _object_json(
        release,
        **{name: about.items[0] for name, about in identity.items()},
        targets=b"[%b]" % b",".join(items["targets"]),
        claims=b"[%b]" % b",".join(items["claims"]),
        vocabulary=_json(Vocabulary, glossary.vocabulary(mentions)),
        figures=lines_json(items["figures"]),
    )


# --- JSON in UTF-8, the same bytes for the same figures


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Made when it is first needed: making it takes as long as reading a small bulletin."""
    return TypeAdapter(kind)


def _json(kind: Any, value: object) -> bytes:
    return _adapter(kind).dump_json(value, exclude_none=True)


def encoded(kind: type, entries: Sequence[Any]) -> Encoded:
    """Entries of a kind as JSON."""
    return Encoded([_json(kind, each) for each in entries], mentioned(kind, entries))


def lines_json(items: Iterable[bytes]) -> bytes:
    """A list with an item a line, so that two editions of an answer can be compared."""
    return b"[\n%b\n]" % b",\n".join(items)


def _object_json(release: Release, **fields: bytes) -> bytes:
    """The JSON object of an answer.

    :param fields: the encoded values of its fields, in order, after those that all answers begin with.
    """
    begin = {"schema_version": _json(str, SCHEMA_VERSION)}
    begin |= {} if release.is_public else {"audience": _json(str, release.audience)}
    begin |= {"edition": _json(str, release.version)} if release.version else {}
    if licence := release.catalogue.bulletin.licence:
        begin["licence"] = _json(LicenceEntry, asdict(licence))
    return b"{%b}\n" % b",".join(b'"%b":%b' % (name.encode(), value) for name, value in (begin | fields).items())


# --- the JSON Schema


class _Schema(GenerateJsonSchema):
    """Generates the schema of what is written: a field that may be None is left out then."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What the field holds where it is given."""
        return self.generate_inner(schema["schema"])

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        """Whether the field is always given."""
        return super().field_is_required(field, total) and field["schema"]["type"] != "nullable"

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's signature
        """A field's name is title enough."""
        return False


_PUBLISHED_NAMES: Mapping[type, str] = {
    PeriodType: "Shape",
    TargetStatus: "Standing",
    StatusReason: "Reason",
    FigureOrigin: "Origin",
    RatioPart: "Side",
}
"""The names of definitions in the published schema, where that of the class is another."""


@cache
def schema_json(languages: tuple[Language, ...]) -> bytes:
    """The JSON Schema of all answers, in the dialect of 2020-12.

    :param languages: those of the bulletin, which each text has.
    """
    answers = _adapter(OrganizationAnswer | MeasureAnswer | ClaimsAnswer)
    generated = answers.json_schema(mode="serialization", schema_generator=_Schema)
    definitions = {**generated["$defs"], Text.__name__: text_json_schema(languages)}
    for enumeration, description in _ENUMERATIONS.items():
        definitions[enumeration.__name__]["description"] = description
    published = {enumeration.__name__: name for enumeration, name in _PUBLISHED_NAMES.items()}
    named = {name: definitions[name] for name in sorted(definitions, key=lambda name: published.get(name, name))}
    about = {"$schema": DIALECT, "title": TITLE, "description": DESCRIPTION}
    text = json.dumps({**about, "anyOf": generated["anyOf"], "$defs": named}, ensure_ascii=False, indent=2)
    for name, as_published in published.items():
        text = text.replace(f'"{name}"', f'"{as_published}"').replace(f'"#/$defs/{name}"', f'"#/$defs/{as_published}"')
    return f"{text}\n".encode()
