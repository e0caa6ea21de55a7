"""JSON Schemas of the records, by which editors complete and validate what is typed, and hints name its fields."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bulletin.model.records import Bulletin, CsvDescription, Observation, Record, SheetMapping
from bulletin.model.records.parts import Part
from bulletin.model.records.vocabulary import NAME
from bulletin.model.text import Language, PluralText, Text, plural_json_schemas, text_json_schema
from bulletin.reading.documents import Path
from bulletin.reading.files import FOLDERS

DESCRIPTION = "csv-description"
"""What the description of a CSV file is called where the kinds of records are named."""
MAPPING = "sheet-mapping"
"""The name of the schema of the mapping by which a workbook is imported."""
_ALONE = "The words. A bulletin of several languages has them in each, under its tag in place of this name."


class _AsTyped(GenerateJsonSchema):
    """Describes what is typed: a field that is not needed is left out, never blank; titles would only repeat names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {name: value for name, value in described.items() if (name, value) != ("default", None)}


class _Described(_AsTyped):
    """Describes besides what fields mean, by the docstrings below them.

    Pydantic would read these whenever the program starts (``use_attribute_docstrings``), which takes its time.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        described, model = super().model_schema(schema), schema["cls"]
        for name, meaning in _docstrings(model):
            described["properties"][model.model_fields[name].alias]["description"] = meaning
        return described


def _docstrings(model: type) -> Iterator[tuple[str, str]]:
    """The fields of a kind of record that have a docstring below them, with that."""
    for part in reversed(model.__mro__):
        if issubclass(part, Part):
            (definition,) = cast(list[ast.ClassDef], ast.parse(inspect.getsource(part)).body)
            for statement, below in pairwise(definition.body):
                match statement, below:
                    case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(meaning))):
                        yield name, inspect.cleandoc(meaning)


def json_schemas(languages: tuple[Language, ...]) -> Mapping[str, str]:
    """The text of every schema by the name of its file: one for each kind of record, such as ``measures.json``.

    :param languages: those of the bulletin, which texts are typed in.
    """
    of_records = {f"{folder.kind}.json": _text(folder.kind, folder.model, languages) for folder in FOLDERS.values()}
    others = {DESCRIPTION: CsvDescription, MAPPING: SheetMapping}
    return of_records | {f"{name}.json": _text(name, model, languages) for name, model in others.items()}


def _text(kind: str, model: type[Record], languages: tuple[Language, ...]) -> str:
    return json.dumps(_schema(kind, model, languages), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str, model: type[Record], languages: tuple[Language, ...]) -> dict[str, Any]:
    """A file holds one record or a list of them; the bulletin is one, and so is a description or a mapping."""
    definitions = definitions_of(model, languages, described=True)
    schema, ref = definitions[model.__name__], {"$ref": f"#/$defs/{model.__name__}"}
    either = (
        ref if model in {Bulletin, CsvDescription, SheetMapping} else {"anyOf": [ref, {"type": "array", "items": ref}]}
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        "description": schema.get("description", ""),
        **either,
        "$defs": dict(sorted(definitions.items())),
    }


@cache
def definitions_of(
    model: type[Record], languages: tuple[Language, ...], *, described: bool = False
) -> Mapping[str, Any]:
    """The definitions of a kind of record and of all that it is made of, by the names of their classes.

    :param described: whether to say what fields mean.
    """
    generator = _Described if described else _AsTyped
    schema = model.model_json_schema(by_alias=True, schema_generator=generator)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    if model is Observation:
        schema["required"].remove("measure")  # the file's folder may say it
    definitions[model.__name__] = schema
    if Text.__name__ in definitions:
        definitions[Text.__name__] = text_json_schema(languages, as_typed=True)
    if definitions.pop(PluralText.__name__, None):
        forms, plurals = plural_json_schemas(languages)
        alone = {NAME: {"description": _ALONE} | forms[languages[0]]} if len(languages) == 1 else {}
        schema["properties"] = _in_place_of("forms", schema["properties"], alone | forms)
        needed = () if alone else languages
        schema["required"] = list(_in_place_of("forms", dict.fromkeys(schema["required"]), dict.fromkeys(needed)))
        if alone:
            schema["oneOf"] = [{"required": [name]} for name in (NAME, *languages)]
        definitions |= plurals
    return definitions


def _in_place_of(name: str, items: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """Items by name, with others in the place of one of them."""
    return dict(chain.from_iterable(others.items() if at == name else [(at, item)] for at, item in items.items()))


@cache
def text_fields() -> frozenset[str]:
    """The names of all fields whose value is a text of the records, or several."""
    return frozenset(
        name
        for folder in FOLDERS.values()
        for part in definitions_of(folder.model, ()).values()
        for name, field in part.get("properties", {}).items()
        if field.get("items", field).get("$ref", "").rpartition("/")[2] == Text.__name__
    )


# --- what may be at a place of a record -----------------------------------------------------------------------------


def fields_at(model: type[Record], languages: tuple[Language, ...], path: Path) -> list[str]:
    """The names of the fields at a place, as they are typed; none where there is no record or part."""
    return list(_at(model, languages, path).get("properties", {}))


def choices_at(model: type[Record], languages: tuple[Language, ...], path: Path) -> list[str]:
    """The words that an enumeration allows at a place."""
    schema = _at(model, languages, path)
    return list(map(str, schema.get("enum") or [schema[name] for name in ("const",) if name in schema]))


def has_field(model: type[Record], languages: tuple[Language, ...], path: Path) -> bool:
    """Whether a record may have something at a place."""
    *above, name = path
    return bool(_below(_at(model, languages, tuple(above)), name))


def type_at(model: type[Record], languages: tuple[Language, ...], path: Path) -> str:
    """What may be typed at a place, as JSON Schema has it: ``string``, ``number``, ``integer``, ``boolean``, ``array``.

    Of alternatives the first; ``string`` where there are several or none.
    """
    typed = _at(model, languages, path).get("type", "string")
    return typed if isinstance(typed, str) else "string"


def _at(model: type[Record], languages: tuple[Language, ...], path: Path) -> Mapping[str, Any]:
    """The JSON Schema of a place; empty where the schema knows no such place."""
    definitions = definitions_of(model, languages)
    schema: Mapping[str, Any] = definitions[model.__name__]
    for step in path:
        schema = _resolved(_below(schema, step), definitions)
    return schema


def _below(schema: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
    if isinstance(step, int):
        found = schema.get("items", {})
    else:
        any_name = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
        found = schema.get("properties", {}).get(step, any_name)
    return found if isinstance(found, dict) else {}


def _resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The definition that a schema refers to by name; of alternatives, the first."""
    schema = schema.get("anyOf", [schema])[0]
    name = schema.get("$ref", "").rpartition("/")[2]
    return definitions[name] if name else schema
