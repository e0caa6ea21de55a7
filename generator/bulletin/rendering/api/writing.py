"""Answers and their schema → JSON in UTF-8, the same bytes for the same figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bulletin.model.text import Language, Text, text_json_schema
from bulletin.rendering.api.answers import SCHEMA_VERSION, Answer, ClaimsAnswer, MeasureAnswer, OrganizationAnswer

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


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Made when it is first needed: making it takes as long as reading a small bulletin."""
    return TypeAdapter(kind)


def lines_json(kind: type, entries: Iterable[Mapping[str, Any]]) -> bytes:
    """Entries of a kind as the items of a list, one a line, so that two editions of an answer can be compared."""
    write = _adapter(kind).dump_json
    return b",\n".join([write(one, exclude_none=True) for one in entries])


def answer_json(kind: type, answer: Answer, lines: Iterable[bytes]) -> bytes:
    """An answer of a kind.

    :param answer: with its last list still empty.
    :param lines: the items of that list.
    """
    head = _adapter(kind).dump_json(answer, exclude_none=True).removesuffix(b"]}")
    return b"%b\n%b\n]}\n" % (head, b",\n".join(lines))


class _Schema(GenerateJsonSchema):
    """The schema of what is written: a field that may be None is left out then."""

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


@cache
def schema_json(languages: tuple[Language, ...]) -> bytes:
    """The JSON Schema of all answers, in the dialect of 2020-12.

    :param languages: those of the bulletin, which each text has.
    """
    kinds: tuple[type, ...] = (OrganizationAnswer, MeasureAnswer, ClaimsAnswer)
    references, definitions = TypeAdapter.json_schemas(
        [(kind, "serialization", _adapter(kind)) for kind in kinds], schema_generator=_Schema
    )
    definitions["$defs"][Text.__name__] = text_json_schema(languages)
    either = {"anyOf": list(references.values())}
    schema = {"$schema": DIALECT, "title": TITLE, "description": DESCRIPTION, **either, **definitions}
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
