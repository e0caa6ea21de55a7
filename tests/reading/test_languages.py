"""Words in languages that the bulletin does not have are warned of. All records are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, reading_of, reported, visits

BULLETIN = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
ORGANIZATION = "- id: east\n  name: {vi: đông, en: east, de: Osten}\n  kind: library\n"
UNIT = "- id: tree\n  vi: cây\n  en: {one: tree, other: trees}\n  de: {one: Baum, other: Bäume}\n"


@pytest.mark.parametrize(("declared", "undeclared"), [("vi, en", {"de"}), ("vi", {"en", "de"})])
def test_words_in_undeclared_languages_are_left_out_with_a_warning(
    declared: str, undeclared: set[str], tmp_path: Path
) -> None:
    """Whether the program has a catalogue of the language or not; in texts and in the plural forms of units."""
    bulletin = BULLETIN.replace("languages: [vi, en]", f"languages: [{declared}]")
    reading = reading_of(tmp_path, bulletin=bulletin, organizations__a=ORGANIZATION, vocabulary__units__a=UNIT)
    assert reading.corpus is not None
    assert {problem.code for problem in reading.problems} == {"language-undeclared"}
    for file in ("records/organizations/a.yml", "records/vocabulary/units/a.yml"):
        assert {p.details["given"] for p in reading.problems if p.place.file == file} == undeclared


@pytest.mark.parametrize(("declared", "given", "may_be_added"), [("vi, en", "de", False), ("vi", "en", True)])
def test_the_hint_says_to_add_only_what_can_be_added(
    declared: str, given: str, may_be_added: bool, tmp_path: Path
) -> None:
    """A language without a catalogue cannot be declared: its words can only go."""
    bulletin = BULLETIN.replace("languages: [vi, en]", f"languages: [{declared}]")
    reading = reading_of(tmp_path, bulletin=bulletin, organizations__a=ORGANIZATION)
    (hint,) = {problem.hint_in("en") for problem in reading.problems if problem.details["given"] == given}
    assert hint.startswith(f"Its languages: {declared}. Delete these words, or ")
    assert (f"add “{given}” to languages" in hint) == may_be_added


def test_a_key_that_is_no_language_is_an_unknown_field(tmp_path: Path) -> None:
    """CLDR says what a language is: a mistyped tag stays an error."""
    reading = reading_of(tmp_path, organizations__a=ORGANIZATION.replace("de:", "vn:"))
    assert reported(reading) == ["field-unknown 2:30"]


@pytest.mark.parametrize(
    ("given", "meant"), [("vn", "vi"), ("VI", "vi"), ("vi-VN", "vi"), ("tiếng Việt", "vi"), ("fr", None), ("x", None)]
)
def test_the_hint_names_the_language_that_was_probably_meant(given: str, meant: str | None, tmp_path: Path) -> None:
    """A country's code or a language's name for its tag, where that is not typed besides."""
    name = f"{{{given}: đông, en: east}}"
    reading = reading_of(tmp_path, organizations__a=ORGANIZATION.replace("{vi: đông, en: east, de: Osten}", name))
    found = {problem.code: problem for problem in reading.problems}
    problem = found.get("language-undeclared") or found["field-unknown"]
    assert problem.place.at_line == "records/organizations/a.yml:2"
    assert (problem.hint_in("en") == f"Did you mean “{meant}”?") == (meant is not None)
    both = ORGANIZATION.replace("de:", f"{given}:")
    hints = [problem.hint_in("en") for problem in reading_of(tmp_path / "both", organizations__a=both).problems]
    assert f"Did you mean “{meant}”?" not in hints or given == "VI"


def test_a_declared_language_without_a_catalogue_is_one_problem(tmp_path: Path) -> None:
    """The declaration is what is wrong, not the words."""
    bulletin = BULLETIN.replace("languages: [vi, en]", "languages: [vi, en, de]")
    reading = reading_of(tmp_path, bulletin=bulletin, organizations__a=ORGANIZATION)
    assert [problem.code for problem in reading.problems] == ["language-unknown"]


@pytest.mark.parametrize(("declared", "text"), [("vi, en", "{vi: …, en: …}"), ("vi", "…"), ("en", "…")])
def test_hints_propose_no_language_that_the_bulletin_does_not_have(declared: str, text: str, tmp_path: Path) -> None:
    """Of records as typed and of compiled figures: what they propose would itself be warned of."""
    wards = "- {id: w1, name: {vi: A, en: A}, kind: library}\n- {id: w2, name: {vi: A, en: A}, kind: library}\n"
    values = (1010, 990, 1200, 1150, 1080, 1120, 11300)
    odd = "".join(visits(str(value), str(year)) for year, value in enumerate(values, start=2010))
    bulletin = BULLETIN.replace("languages: [vi, en]", f"languages: [{declared}]")
    found = validate(good_project(tmp_path, bulletin=bulletin, organizations__wards=wards, visits__odd=odd)).problems
    proposed = {problem.code: problem.hint_in("en") for problem in found}
    assert f"short: {text}, aliases: [{text}]" in proposed["name-shared"]
    assert f"acknowledged: {{value-unlike-own-past: {text}}}" in proposed["value-unlike-own-past"]
