"""A reference of the records in Markdown, field by field, from the same JSON Schemas that editors complete by.

``python -m bulletin.reading.reference`` writes ``docs/guide/records.md``; ``make reference`` calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.model.periods import AnyPeriod
from bulletin.model.records import Bulletin, CsvDescription, DisclosurePolicy, Record, SheetMapping
from bulletin.model.records.figures import Categories
from bulletin.model.records.parts import CategoryId, Id, Url
from bulletin.model.text import Text
from bulletin.model.values import AnyValue
from bulletin.reading.files import ENDING, FOLDERS, RECORDS, Folder
from bulletin.reading.json_schema import definitions_of

REFERENCE: Final = Path("docs/guide/records.md")
"""Where the repository of the program keeps the reference."""

Schema = Mapping[str, Any]

_INTRODUCTION = """\
# Records, field by field

Written by `make reference` from the schemas; edit the docstrings in `generator/bulletin/model/records/` instead.

Fields in **bold** are compulsory; all others are left out where there is nothing to say. A *text* is a plain string in
a bulletin of one language, and `{fr: …, en: …}` in one of several. An *id* is of small ASCII letters, digits and single
hyphens. A *period* and a *value* are typed as the [README](../../README.md#five-minutes-for-an-editor) shows.
"""
_KINDS = frozenset(
    {"category", "organization", "measure", "population", "breakdown", "source", "decision", "unit", "claim", "target"}
)
"""Fields that are called like the kind of the record whose id they hold."""
_NAMED: Mapping[str, Any] = {
    "period": AnyPeriod,
    "value": AnyValue,
    "id": Id,
    "id of a category": CategoryId,
    "address": Url,
    "values by category": Categories,
}
_SCALARS = [(name, TypeAdapter(kind).json_schema()) for name, kind in _NAMED.items()]
"""What is typed, by the schemas that are too long to be read."""
_SIMPLE = {
    "object": "fields",
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
    "string": "words",
}
_ABOUT = frozenset({"description", "default", "title", "examples"})
"""What a schema says besides what may be typed."""


def reference() -> str:
    """The whole reference."""
    described: set[str] = set()
    records = (line for folder in FOLDERS.values() for line in _record(folder, described))
    description = _described("CSV description", CsvDescription, "Beside a CSV file of records.", described)
    mapping = _described("Mapping of a workbook", SheetMapping, "Beside a workbook that is imported.", described)
    return "\n".join([_INTRODUCTION, *records, *description, *mapping])


def _record(folder: Folder, described: set[str]) -> Iterator[str]:
    """A kind of record."""
    # By custom; any kind may be a file or a folder.
    is_one_file = folder.model in {Bulletin, DisclosurePolicy} or "/" in folder.name
    where = f"{RECORDS}/{folder.name}{ENDING if is_one_file else '/'}"
    yield from _described(folder.kind.replace("-", " ").capitalize(), folder.model, f"In `{where}`.", described)


def _described(title: str, model: type[Record], where: str, described: set[str]) -> Iterator[str]:
    """A model, and below it the parts that it is made of, unless they were described before."""
    definitions = definitions_of(model, (SOURCE_LANGUAGE,), described=True)
    own = model.__name__
    yield f"## {title}\n"
    yield f"{where} {_prose(definitions[own])}\n"
    yield from _table(definitions[own], definitions)
    for name in _parts(definitions[own], definitions):
        if name in described:
            continue
        described.add(name)
        yield f"### {_words(name)}\n"
        yield f"{_prose(definitions[name])}\n"
        yield from _table(definitions[name], definitions)


def _parts(schema: Schema, definitions: Mapping[str, Schema]) -> list[str]:
    """The definitions with fields of their own that a schema leads to, in the order in which it names them."""
    found: dict[str, None] = {}
    for name in re.findall(r"#/\$defs/(\w+)", str(schema)):
        if name != Text.__name__ and definitions[name].get("properties"):
            found |= dict.fromkeys([name, *_parts(definitions[name], definitions)])
    return list(found)


def _table(schema: Schema, definitions: Mapping[str, Schema]) -> Iterator[str]:
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    shown_fields = {name: field for name, field in schema["properties"].items() if name != SOURCE_LANGUAGE}
    for name, field in shown_fields.items():
        shown = f"**`{name}`**" if name in schema.get("required", ()) else f"`{name}`"
        default = _default(field)
        meaning = " ".join(filter(None, [_prose(field), f"Default: `{default}`." if default else ""]))
        yield f"| {shown} | {_type(name, field, definitions)} | {meaning} |"
    yield ""


def _default(field: Schema) -> str:
    """What holds where a field is left out, unless that is nothing."""
    default = field.get("default")
    if default in (None, [], {}) or isinstance(default, (dict, list)):
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def _type(name: str, field: Schema, definitions: Mapping[str, Schema]) -> str:
    """What is typed in a field."""
    bare = {key: value for key, value in field.items() if key not in _ABOUT}
    scalar = next((known for known, schema in _SCALARS if _same(bare, schema)), None)
    if scalar is not None:
        return f"id of {_article(name)}" if scalar == "id" and name in _KINDS else scalar
    if reference := field.get("$ref", "").rpartition("/")[2]:
        words = _choice(definitions[reference])
        return "text" if reference == Text.__name__ else words or f"[{_words(reference)}](#{_anchor(reference)})"
    if field.get("type") == "array":
        return f"list: {_type(name.removesuffix('s'), field['items'], definitions)}"
    if inner := next(iter(field.get("patternProperties", {}).values()), None):
        return f"by id: {_type('', inner, definitions)}"
    if inner := field.get("additionalProperties"):
        return f"by name: {_type('', inner, definitions)}"
    choices = dict.fromkeys(_type(name, choice, definitions) for choice in field.get("anyOf", ()))
    return _choice(field) or " or ".join(choices) or _SIMPLE[field["type"]]


def _choice(schema: Schema) -> str:
    """The words of an enumeration; empty for any other schema."""
    words = schema.get("enum") or [schema[key] for key in ("const",) if key in schema]
    return " or ".join(f"`{word}`" for word in words)


def _same(bare: Schema, other: Schema) -> bool:
    return bare == {key: value for key, value in other.items() if key not in _ABOUT}


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def _words(name: str) -> str:
    """The name of a class in words: ``share of``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).replace("_", " ").lower()


def _anchor(name: str) -> str:
    return _words(name).replace(" ", "-")


def _prose(schema: Schema) -> str:
    """A description on one line, in Markdown."""
    return " ".join(str(schema.get("description", "")).replace("``", "`").replace("|", r"\|").split())


if __name__ == "__main__":
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
