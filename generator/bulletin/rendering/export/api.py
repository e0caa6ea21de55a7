"""The static JSON API ``api/``: an answer for each organization and measure, one of all claims, and the JSON Schema.

Answers are the same in every language: everything is named by id, and what an id is called in each language is
once, in the answer's vocabulary. Each answer is made by itself, so that it can be made anew alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache, partial
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import TypedDict

from bulletin.analysis.claims.verdicts import CheckedClaim, RatioPart, Verdict
from bulletin.analysis.figures import Figure, FigureOrigin, TargetFigure
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.disclosure.release import Release
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import PeriodType
from bulletin.model.records import Claim
from bulletin.model.text import Language, Text, text_json_schema
from bulletin.rendering.context import CheckedRelease
from bulletin.rendering.export.encoding import claim_entry, figure_entry, target_entry
from bulletin.rendering.export.entries import ClaimEntry, FigureEntry, LicenceEntry, entry
from bulletin.rendering.export.glossary import Glossary, Mention, mentioned
from bulletin.rendering.export.rows import RowsEntry, rows_json
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

Released = TypeVar("Released")
"""A figure, the progress towards a target, or a checked claim."""
SchemaVersion = Literal["3.0"]
SCHEMA_VERSION: SchemaVersion = "3.0"
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
the answer's vocabulary.

Figures, targets and claims come in tables, one for each organization and measure: what all entries of a table have in \
common is given once, and each row has the cells of one entry under named columns. An entry is described by \
FigureEntry, TargetEntry or ClaimEntry. Its lists are always given, perhaps empty; another field that does not apply \
is left out of it, and null in its row.

A number is to calculate with; digits have it exactly and with the digits that were stated, where it is written with \
others."""
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
    targets: tuple[RowsEntry, ...]
    claims: tuple[RowsEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[RowsEntry, ...]
    """By measure, population, period and category."""


@entry
class MeasureAnswer(TypedDict):
    """Everything that is released of a measure."""

    schema_version: SchemaVersion
    audience: Readers | None
    edition: Version | None
    licence: LicenceEntry | None
    measure: MeasureEntry
    targets: tuple[RowsEntry, ...]
    claims: tuple[RowsEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[RowsEntry, ...]
    """By organization, population, period and category."""


@entry
class ClaimsAnswer(TypedDict):
    """Everything that sources state and other figures imply."""

    schema_version: SchemaVersion
    audience: Readers | None
    edition: Version | None
    licence: LicenceEntry | None
    vocabulary: Vocabulary
    claims: tuple[RowsEntry, ...]
    """In the order of the records."""


# --- answers


class Answers:
    """The files of the API, each of which can be made by itself."""

    def __init__(self, release: Release, checked: CheckedRelease) -> None:
        """Give the answers about a release, whose claims have verdicts."""
        self._release = release
        self._checked = checked
        self._glossary = Glossary(release.catalogue)

    def of_organization(self, organization: str) -> Asset:
        """The answer about an organization."""
        tables, catalogue = self._release.tables, self._release.catalogue
        about = organization_entry(catalogue, catalogue.organizations[organization])
        released = self._tables(
            tables.by_organization.get(organization, ()),
            tables.targets_by_organization.get(organization, ()),
            self._checked.claims_by_organization.get(organization, ()),
        )
        return Asset(organization_json(organization), self._answer("organization", OrganizationEntry, about, released))

    def of_measure(self, measure: str) -> Asset:
        """The answer about a measure."""
        tables, catalogue = self._release.tables, self._release.catalogue
        about = measure_entry(catalogue.measures[measure], catalogue.disclosure)
        released = self._tables(
            tables.by_measure.get(measure, ()),
            tables.targets_by_measure.get(measure, ()),
            [checked for checked in self._checked.claims if checked.claim.measure == measure],
        )
        return Asset(measure_json(measure), self._answer("measure", MeasureEntry, about, released))

    def others(self) -> Iterator[Asset]:
        """The answer with all claims, and the schema of all answers."""
        catalogue, claims = self._release.catalogue, self._checked.claims
        tables = [_table(ClaimEntry, [claim_entry(catalogue, checked) for checked in claims])] if claims else []
        vocabulary = _json(Vocabulary, self._glossary.vocabulary(_mentions_of(tables)))
        yield Asset(CLAIMS_JSON, _object_json(self._release, vocabulary=vocabulary, claims=_list_json(tables)))
        yield Asset(API_SCHEMA, schema_json(catalogue.bulletin.languages))

    def _tables(
        self, figures: Iterable[Figure], targets: Iterable[TargetFigure], claims: Iterable[CheckedClaim]
    ) -> _Released:
        """Figures, targets and claims, each in tables of an organization and a measure."""
        catalogue, tables = self._release.catalogue, self._release.tables
        progress = (progress_towards(catalogue, tables, target) for target in targets)
        return _Released(
            targets=_tables_of(
                TargetEntry, progress, lambda each: each.target.key, partial(target_entry, catalogue, tables)
            ),
            claims=_tables_of(ClaimEntry, claims, lambda each: each.claim, partial(claim_entry, catalogue)),
            figures=_tables_of(FigureEntry, figures, lambda each: each.key, partial(figure_entry, catalogue)),
        )

    def _answer(
        self,
        name: str,
        kind: type[OrganizationEntry | MeasureEntry],
        about: OrganizationEntry | MeasureEntry,
        released: _Released,
    ) -> bytes:
        """The answer about something.

        :param name: of the field that says what it is about.
        :param kind: of the entry in that field.
        """
        mentions = mentioned(kind, [about]).union(*map(_mentions_of, released))
        vocabulary = _json(Vocabulary, self._glossary.vocabulary(mentions))
        targets, claims, figures = map(_list_json, released)
        identity = {name: _json(kind, about)}
        return _object_json(
            self._release, **identity, targets=targets, claims=claims, vocabulary=vocabulary, figures=figures
        )


class _Table(NamedTuple):
    """Entries as the JSON of their rows."""

    content: bytes
    mentions: set[Mention]
    """The ids in them."""


class _Released(NamedTuple):
    """What an answer has of each sort."""

    targets: Sequence[_Table]
    claims: Sequence[_Table]
    figures: Sequence[_Table]


def _tables_of(
    kind: type,
    released: Iterable[Released],
    about: Callable[[Released], ObservationKey | Claim],
    encoded: Callable[[Released], object],
) -> Sequence[_Table]:
    """A table for each organization and measure, in the order of their first entries.

    Entries take ten times the memory of what is written of them, so that those of one table at a time are there.
    """
    groups = group_by(released, lambda each: (about(each).organization, about(each).measure))
    return [_table(kind, [encoded(each) for each in of]) for of in groups.values()]


def _mentions_of(tables: Iterable[_Table]) -> set[Mention]:
    return set().union(*(table.mentions for table in tables))


# --- JSON in UTF-8, the same bytes for the same figures


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Made when it is first needed: making it takes as long as reading a small bulletin."""
    return TypeAdapter(kind)


def _json(kind: Any, value: object) -> bytes:
    return _adapter(kind).dump_json(value, exclude_none=True)


def _table(kind: type, entries: Sequence[Any]) -> _Table:
    """Entries of a kind, at least one."""
    plain: list[dict[str, Any]] = _adapter(list[kind]).dump_python(entries, mode="json", exclude_none=True)  # type: ignore[valid-type]
    return _Table(rows_json(plain), mentioned(kind, entries))


def _list_json(tables: Iterable[_Table]) -> bytes:
    return b"[%b]" % b",\n".join(table.content for table in tables)


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
    kinds = (answers, *map(_adapter, (FigureEntry, TargetEntry, ClaimEntry)))
    references, generated = TypeAdapter.json_schemas(
        [(kind, "serialization", kind) for kind in kinds], schema_generator=_Schema
    )
    definitions = {**generated["$defs"], Text.__name__: text_json_schema(languages)}
    for enumeration, description in _ENUMERATIONS.items():
        definitions[enumeration.__name__]["description"] = description
    published = {enumeration.__name__: name for enumeration, name in _PUBLISHED_NAMES.items()}
    named = {name: definitions[name] for name in sorted(definitions, key=lambda name: published.get(name, name))}
    about = {"$schema": DIALECT, "title": TITLE, "description": DESCRIPTION}
    any_of = references[answers, "serialization"]["anyOf"]
    text = json.dumps({**about, "anyOf": any_of, "$defs": named}, ensure_ascii=False, indent=2)
    for name, as_published in published.items():
        text = text.replace(f'"{name}"', f'"{as_published}"').replace(f'"#/$defs/{name}"', f'"#/$defs/{as_published}"')
    return f"{text}\n".encode()
