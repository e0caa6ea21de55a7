"""The examples of the guide are records as they are typed: their fields exist, and take such values."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from bulletin.reading.json_schema import json_schemas
from jsonschema import Draft202012Validator

from tests.sites import ROOT

PAGES = sorted((ROOT / "docs/guide").glob("*.md"))
EXAMPLES = [
    pytest.param(example, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, example in enumerate(
        re.findall(r"^ *```yaml\n(.*?)^ *```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
]
MKDOCS = {"extra", "site_name", "theme", "plugins", "nav", "extra_css"}
"""Settings by which an example is known to be of mkdocs.yml."""
SCHEMAS = [yaml.safe_load(schema) for language in ("en", "fr") for schema in json_schemas((language,)).values()]


class AsTyped(yaml.SafeLoader):
    """Reads days as text, as records do."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - of the base class
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def without_compulsory_fields(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema for a part of a record: an example may leave out what it is not about."""
    top = schema["$ref" if "$ref" in schema else "anyOf"]
    name = (top if isinstance(top, str) else top[0]["$ref"]).rpartition("/")[2]
    own = {key: value for key, value in schema["$defs"][name].items() if key != "required"}
    return {"$ref": f"#/$defs/{name}", "$defs": {**schema["$defs"], name: own}}


VALIDATORS = [Draft202012Validator(without_compulsory_fields(schema)) for schema in SCHEMAS]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_record(example: str) -> None:
    """Or a part of one, or of mkdocs.yml, whose settings MkDocs knows."""
    read = yaml.load(example, AsTyped)
    for record in read if isinstance(read, list) else [read]:
        assert MKDOCS & record.keys() or any(validator.is_valid(record) for validator in VALIDATORS), record


def test_every_page_is_in_the_contents() -> None:
    """The guide's first page leads to all others."""
    contents = (ROOT / "docs/guide/README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.name != "README.md" and f"]({page.name})" not in contents] == []
