"""A bulletin has any languages of the program, in any order; with one, texts are typed as they are."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
import yaml
from bulletin.localization.languages import nearest_language
from bulletin.model.records import Organization, Unit
from bulletin.reading import languages_of
from bulletin.reading.json_schema import json_schemas
from bulletin.validation import RecordsValidation, validate_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.reading.in_languages import SPOKEN, project_in, speaking
from tests.reading.projects import hints, reported

ANY_LANGUAGES = st.lists(st.sampled_from(SPOKEN), min_size=1, unique=True)


@pytest.fixture(autouse=True)
def _more_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    speaking(monkeypatch)


def changed(project: Path, file: str, before: str, after: str) -> RecordsValidation:
    """Read a project after a text of it became another."""
    path = project / "records" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return validate_records(project)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_LANGUAGES, st.integers())
def test_any_languages_in_any_order_are_valid(languages: list[str], seed: int) -> None:
    """Whether texts of a single language stand alone or under its tag: each has its languages and no others."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as directory:
        project = project_in(Path(directory), languages, lambda: drawn.random() < 0.5)
        reading = validate_records(project)
        assert languages_of(project) == tuple(languages)
    assert reading.problems == ()
    assert reading.corpus is not None
    catalogue = reading.corpus.catalogue
    assert {tuple(organization.name.root) for organization in catalogue.organizations.values()} == {tuple(languages)}
    assert {tuple(unit.forms.root) for unit in catalogue.units.values()} == {tuple(languages)}


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_LANGUAGES, st.integers())
def test_what_is_valid_an_editor_does_not_underline(languages: list[str], seed: int) -> None:
    """The JSON Schemas follow the languages: they take a text as the reader does."""
    drawn = random.Random(seed)
    schemas = {name: json.loads(text) for name, text in json_schemas(tuple(languages)).items()}
    with tempfile.TemporaryDirectory() as directory:
        project = project_in(Path(directory), languages, lambda: drawn.random() < 0.5)
        for file, kind in (("sources/report-2020", "sources"), ("vocabulary/units", "units")):
            data = yaml.load((project / f"records/{file}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
            assert [error.message for error in Draft202012Validator(schemas[f"{kind}.json"]).iter_errors(data)] == []


@pytest.mark.parametrize("kind", [Organization, Unit])
def test_a_text_with_two_ways_of_typing_is_the_same(kind: type, tmp_path: Path) -> None:
    """A text that stands alone is that under the tag of the only language."""
    found = []
    for is_alone in (True, False):
        project = project_in(tmp_path / str(is_alone), ["fr"], lambda is_alone=is_alone: is_alone)  # type: ignore[misc]
        corpus = validate_records(project).corpus
        assert corpus is not None
        records = corpus.catalogue.organizations if kind is Organization else corpus.catalogue.units
        found.append({name: record.model_dump() for name, record in records.items()})
    assert found[0] == found[1]


def test_a_text_alone_in_a_bulletin_of_two_languages_is_one_problem(tmp_path: Path) -> None:
    """At its place, with what to type: the words are in place, in quotes where they need them."""
    project = project_in(tmp_path, ["fr", "ru"])
    text = "title:\n  fr: Báo cáo mẫu fr\n  ru: Báo cáo mẫu ru\n"
    reading = changed(project, "sources/report-2020.yml", text, 'title: "Rapport : suite"\n')
    assert reported(reading) == ["text-without-language 2:8"]
    assert hints(reading) == ["Write {fr: 'Rapport : suite', ru: …}."]


def test_words_alone_for_what_is_counted_in_two_languages_are_one_problem(tmp_path: Path) -> None:
    """The forms that each language has are in the hint."""
    project = project_in(tmp_path, ["fr", "ru", "vi"])
    path = project / "records/vocabulary/units.yml"
    path.write_text("- {id: person, name: personne}\n- {id: percent, fr: {one: a, other: b}, vi: c}\n", "utf-8")
    reading = validate_records(project)
    first, *_others = reading.problems
    assert (first.code, first.place.column) == ("text-without-language", 22)
    assert first.hint_in("en") == (
        "Write fr: {one: personne, other: personne}, ru: {one: …, few: …, many: …, other: …}, vi: …."
    )
    assert [problem.details.get("field") for problem in reading.problems if problem.code == "field-missing"] == ["ru"]


@pytest.mark.parametrize("language", ["fr", "vi"])
def test_a_missing_text_of_the_only_language_is_one_problem(language: str, tmp_path: Path) -> None:
    """Words for what is counted are missed under the name that is typed in a bulletin of one language."""
    project = project_in(tmp_path, [language])
    path = project / "records/vocabulary/units.yml"
    path.write_text(path.read_text(encoding="utf-8") + "- {id: tree}\n", encoding="utf-8")
    reading = validate_records(project)
    assert [(problem.code, problem.details["field"]) for problem in reading.problems] == [("field-missing", "name")]


def test_both_ways_at_once_are_a_problem(tmp_path: Path) -> None:
    """It would be open which of the words are meant."""
    project = project_in(tmp_path, ["fr"])
    reading = changed(project, "vocabulary/units.yml", "- id: day\n", "- id: day\n  fr: {one: jour, other: jours}\n")
    assert reported(reading) == ["field-unknown 12:3"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("vn", "vi"), ("FR", "fr"), ("Deutsch", None), ("français", "fr"), ("ru_RU", "ru"), ("de", None)],
)
def test_a_language_that_the_program_does_not_speak_is_one_problem(
    typed: str, meant: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its line, with the nearest one; texts, whose languages nobody knows then, are not complained of."""
    monkeypatch.setattr("bulletin.localization.languages.LANGUAGES", SPOKEN)
    assert nearest_language(typed) == meant
    for languages in (["fr"], ["fr", "en"]):
        project = project_in(tmp_path / languages[-1], languages)
        reading = changed(project, "bulletin.yml", "languages:\n- fr\n", f"languages:\n- {typed}\n")
        (problem,) = reading.problems
        assert (problem.code, problem.place.file) == ("language-unknown", "records/bulletin.yml")
        hint = problem.hint_in("en")
        assert ", ".join(SPOKEN) in hint
        assert ".po" in hint
        assert (f"Did you mean “{meant}”?" in hint) == (meant is not None)


@pytest.mark.parametrize("kept", ["", "languages: []\n", "languages: fr\n"])
def test_languages_are_compulsory(kept: str, tmp_path: Path) -> None:
    """No bulletin has all languages of the program because it names none; texts are not complained of."""
    project = project_in(tmp_path, ["fr", "en"])
    reading = changed(project, "bulletin.yml", "languages:\n- fr\n- en\n", kept)
    (problem,) = reading.problems
    assert problem.place.file == "records/bulletin.yml"
    if not kept:
        assert "languages: [fr, en]" in problem.hint_in("en")


def test_a_hash_cuts_off_a_text_that_stands_alone(tmp_path: Path) -> None:
    """A ward named “Ward # 4” is not published as “Ward” in a bulletin of one language either."""
    project = project_in(tmp_path, ["fr"])
    reading = changed(project, "sources/report-2020.yml", "title: Báo cáo mẫu fr", "title: Quartier # 4")
    assert reported(reading) == ["text-before-comment 2:17"]
