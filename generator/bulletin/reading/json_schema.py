"""JSON Schemas of the records, by which editors complete and check what is typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bulletin.model.records import Bulletin, Observation, Record
from bulletin.reading.folders import FOLDERS


class _AsTyped(GenerateJsonSchema):
    """Describes what is typed: a field that is not needed is left out, never blank; titles would only repeat names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {name: value for name, value in described.items() if (name, value) != ("default", None)}


def json_schemas() -> Mapping[str, str]:
    """The text of every schema by the name of its file: one for each kind of record, such as ``measures.json``."""
    return {f"{folder.kind}.json": _text(folder.kind, folder.model) for folder in FOLDERS.values()}


def _text(kind: str, model: type[Record]) -> str:
    return json.dumps(_schema(kind, model), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str, model: type[Record]) -> dict[str, Any]:
    """A file holds one record or a list of them; the bulletin is one."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_AsTyped)
    definitions = schema.pop("$defs", {})
    if model is Observation:
        schema["required"].remove("measure")  # the file's folder may say it
    definitions[model.__name__] = schema
    one = {"$ref": f"#/$defs/{model.__name__}"}
    either = one if model is Bulletin else {"anyOf": [one, {"type": "array", "items": one}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        "description": schema.get("description", ""),
        **either,
        "$defs": dict(sorted(definitions.items())),
    }
