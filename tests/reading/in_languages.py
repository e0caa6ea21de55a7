"""The good records of a library that does not exist, in any languages: each text has words made up for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.localization.languages import plural_categories
from bulletin.reading.files import FOLDERS, content_of, list_files
from bulletin.reading.json_schema import text_fields

from tests.contracts.bad_projects import GOOD
from tests.sites import EN, VI

SPOKEN = ("ar", EN, "es", "fr", "ru", VI)
"""Languages of a program with more catalogues than it may have today."""

COUNTED = {FOLDERS["vocabulary/units"], FOLDERS["vocabulary/organization-kinds"]}
"""Kinds of records whose words are in the record itself."""

Alone = Callable[[], bool]
"""Whether the next text of a bulletin of one language stands alone, rather than under the tag of its language."""


def speaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program speak these languages, whether there are catalogues or not."""
    for module in ("reader", "record_parser"):
        monkeypatch.setattr(f"bulletin.reading.{module}.LANGUAGES", SPOKEN)
    monkeypatch.setattr("bulletin.model.text.LANGUAGES", SPOKEN)


def project_in(directory: Path, languages: Sequence[str], alone: Alone = lambda: True) -> Path:
    """Write the good records in these languages.

    :return: the project.
    """
    for file in list_files(GOOD).files:
        content = content_of(file, {"visits"})
        assert content is not None
        data = yaml.load((GOOD / file).read_text(encoding="utf-8"), yaml.BaseLoader)
        written = _record(data, languages, alone, is_counted=content.folder in COUNTED)
        if content.folder is FOLDERS["bulletin"]:
            written["languages"] = list(languages)
        path = directory / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(written, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return directory


class _Plain(yaml.SafeDumper):
    """Writes all that is plain text in the records as plain text again."""


_Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, _style(text)))
_Plain.yaml_implicit_resolvers = {}


def _style(text: str) -> str | None:
    return '"' if any(sign in text for sign in ":#%[]{}") else None


def _record(data: Any, languages: Sequence[str], alone: Alone, *, is_counted: bool) -> Any:
    if isinstance(data, list):
        return [_record(item, languages, alone, is_counted=is_counted) for item in data]
    if isinstance(data, dict) and is_counted:
        kept = {name: value for name, value in data.items() if name not in (VI, EN)}
        forms = {tag: _forms(data[VI], tag) for tag in languages}
        return kept | ({"name": forms[languages[0]]} if len(languages) == 1 and alone() else forms)
    if isinstance(data, dict):
        return {name: _field(name, value, languages, alone) for name, value in data.items()}
    return data


def _field(name: str, value: Any, languages: Sequence[str], alone: Alone) -> Any:
    if name in text_fields() and isinstance(value, dict) and VI in value:
        words = {tag: f"{value[VI]} {tag}" for tag in languages}
        return words[languages[0]] if len(languages) == 1 and alone() else words
    if isinstance(value, list):
        return [_field(name, item, languages, alone) for item in value]
    return _record(value, languages, alone, is_counted=False)


def _forms(word: str, tag: str) -> str | dict[str, str]:
    categories = plural_categories(tag)
    return word if categories == ("other",) else {category: f"{word} {category}" for category in categories}
