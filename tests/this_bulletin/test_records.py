"""The records of this repository can be published: no fault, pages in every language, schemas for their editors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pytest
from bulletin.disclosure import Release, Series
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.reading import languages_of
from bulletin.reading.files import content_of, list_files
from bulletin.reading.json_schema import json_schemas
from bulletin.rendering import Page, render
from bulletin.validation import Accepted, validate
from bulletin.website.pipeline import release_of

from tests.sites import ROOT

LANGUAGES = languages_of(ROOT)
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@cache
def problems() -> tuple[Problem, ...]:
    """All that a check reports of the records."""
    return validate(ROOT).problems


@cache
def accepted() -> Accepted:
    """The records with the tables that they compile to."""
    found = validate(ROOT).accepted
    assert found is not None
    return found


def test_nothing_is_wrong_with_the_records() -> None:
    """No error, and no remark that nobody has acknowledged."""
    assert problems() == ()


def paths(files: Iterable[object]) -> list[str]:
    """The source paths of the pages among files."""
    return [file.path for file in files if isinstance(file, Page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_rendered_in_every_language(language: Language) -> None:
    """The same pages, each organization's and each source's among them."""
    catalogue = accepted().corpus.catalogue
    made = paths(render(release_of(ROOT), language, charts=False))
    assert made == paths(render(release_of(ROOT), LANGUAGES[0], charts=False))
    assert {f"organizations/{name}.md" for name in catalogue.organizations} <= set(made)
    assert {f"sources/{name}.md" for name in catalogue.sources} <= set(made)


def editions() -> list[Release]:
    """The editions of the records, in their order."""
    return list(Series(accepted().vintages).editions())


def test_every_edition_is_rendered_in_every_language() -> None:
    """Each has its main figures, and what it knows makes pages."""
    assert [release.edition for release in editions()] == [
        edition.id for edition in accepted().corpus.catalogue.editions_in_order
    ]
    for release in editions():
        for language in LANGUAGES:
            assert "index.md" in paths(render(release, language, charts=False)), (release.edition, language)


@pytest.mark.parametrize("name", json_schemas(LANGUAGES))
def test_schemas_are_fresh(name: str) -> None:
    """What editors use is what the program would write for the languages of these records."""
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == json_schemas(LANGUAGES)[name]


@pytest.mark.parametrize("name", list_files(ROOT).files)
def test_modelines_lead_to_the_schema_of_the_folder(name: str) -> None:
    """Every file of records names the schema that it follows, for editors."""
    path = ROOT / name
    match = MODELINE.match(path.read_text(encoding="utf-8"))
    content = content_of(name, accepted().corpus.catalogue.measures.keys())
    assert match is not None
    assert content is not None
    assert (path.parent / match[1]).resolve() == ROOT / "schemas" / f"{content.folder.kind}.json"
