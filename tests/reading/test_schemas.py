"""The JSON Schemas for editors agree with what the reader takes."""

from __future__ import annotations

import ast
import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from bulletin.reading.documents import Data
from bulletin.reading.files import FOLDERS, content_of, list_files
from bulletin.reading.json_schema import DESCRIPTION, MAPPING, json_schemas
from bulletin.reading.yaml_parser import parse
from jsonschema import Draft202012Validator

from tests.contracts.bad_projects import BAD, CODES, GOOD
from tests.sites import LANGUAGES, ROOT, SAMPLE

SCHEMAS = {name: json.loads(text) for name, text in json_schemas(LANGUAGES).items()}


def plain(data: Data) -> Any:
    """Give data as an editor's JSON tools see them."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def complaints(name: str, text: str) -> list[str]:
    """What the schema of a file's kind says against it."""
    content = content_of(name, {"visits", "admissions"})
    assert content is not None
    validator = Draft202012Validator(SCHEMAS[f"{content.folder.kind}.json"])
    return [error.message for error in validator.iter_errors(plain(parse(name, text)[0].data))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    """Each schema is a valid one, and each kind of record has one, as the description of a CSV file has."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    of_records = {f"{folder.kind}.json" for folder in FOLDERS.values()}
    assert set(SCHEMAS) == {*of_records, f"{DESCRIPTION}.json", f"{MAPPING}.json"}


@pytest.mark.parametrize("project", [GOOD, SAMPLE], ids=["synthetic", "sample"])
def test_valid_records_are_valid_by_schema(project: Any) -> None:
    """What the reader takes, an editor does not underline."""
    for name in list_files(project).files:
        assert complaints(name, (project / name).read_text(encoding="utf-8")) == [], name


SEEN_BY_SCHEMAS = [
    "choice-unknown",
    "field-missing",
    "field-unknown",
    "fields-expected",
    "id-malformed",
    "items-too-few",
    "items-too-many",
    "list-expected",
    "number-expected",
    "number-too-small",
    "period-malformed",
    "term-id-malformed",
    "text-expected",
    "text-too-long",
    "true-false-expected",
    "url-malformed",
    "email-malformed",
    "value-not-a-number",
    "value-qualifier",
]


@pytest.mark.parametrize("code", SEEN_BY_SCHEMAS)
def test_editors_see_what_schemas_can_say(code: str) -> None:
    """What is wrong with a field on its own is underlined while it is typed."""
    assert code in CODES
    files = list_files(BAD / code).files
    assert any(complaints(name, (BAD / code / name).read_text(encoding="utf-8")) for name in files)


def test_fields_are_described() -> None:
    """What the code says of a field is in the schema, so that editors show it."""
    modules = (ROOT / "generator" / "bulletin" / "model" / "records").glob("*.py")
    nodes = (node for module in modules for node in ast.parse(module.read_text(encoding="utf-8")).body)
    classes = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
    assert {"Bulletin", "Measure", "Observation", "Target"} <= set(classes)
    for schema in SCHEMAS.values():
        for title, definition in schema["$defs"].items():
            body = classes[title].body if title in classes else []
            for field, doc in pairwise(body):
                if (
                    isinstance(field, ast.AnnAssign)
                    and isinstance(doc, ast.Expr)
                    and isinstance(field.target, ast.Name)
                ):
                    name = field.target.id.replace("_", "-")
                    said = ast.literal_eval(doc.value)
                    assert definition["properties"][name]["description"].split() == said.split()
