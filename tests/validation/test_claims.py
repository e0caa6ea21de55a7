"""Claims that are not possible, or say nothing: what is reported, and what settles it. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.reading.projects import good_project, only, visits
from tests.sites import EN

REASON = "  acknowledged: {vi: Nguồn viết vậy, en: So the source says}\n"


def claim(text: str, period: str = "2018") -> str:
    """A claim of visits to the central library."""
    return f"- id: made\n  source: report-2020\n  organization: central\n  measure: visits\n  period: {period}\n{text}"


def codes(directory: Path, text: str, figures: str = "", period: str = "2018") -> list[str]:
    """The codes of all problems of a claim beside some figures."""
    files = {"claims__more": claim(text, period)} | ({"visits__more": figures} if figures else {})
    return [problem.code for problem in validate(good_project(directory, **files)).problems]


HALVES = "  form: total\n  parts: [{period: 2018-H1}, {period: 2018-H2}]\n  value: 14\n"
FIRST_HALF = visits("10", "2018-H1")


@pytest.mark.parametrize(
    ("text", "figures", "code"),
    [
        (HALVES, visits("41") + FIRST_HALF, "claim-unlike-figure"),
        (HALVES, visits("15", "2018-H1"), "claim-disagrees"),
        (HALVES, visits("{at-least: 15}", "2018-H1"), "claim-disagrees"),
        ("  form: share\n  breakdown: age\n  category: child\n  value: 237\n", "", "claim-share-above-whole"),
        (
            "  form: share\n  population: students\n  of: {population: all}\n  value: 100.1\n",
            "",
            "claim-share-above-whole",
        ),
        ("  form: share\n  of: {population: students}\n  value: 237\n", "", None),
        ("  form: share\n  of: {measure: members}\n  value: 237\n", "", None),
        ("  form: share\n  breakdown: age\n  category: child\n  value: 100\n", "", None),
        (HALVES, FIRST_HALF, None),
        (HALVES, visits("14") + FIRST_HALF, None),
        (HALVES, visits("{about: 15}", "2018-H1"), None),
    ],
)
def test_an_impossible_claim_is_reported_until_a_reason_settles_it(
    text: str, figures: str, code: str | None, tmp_path: Path
) -> None:
    """Whatever else is missing; and a reason for a claim that is possible but cannot be computed explains nothing."""
    assert codes(tmp_path / "open", text, figures) == ([code] if code else [])
    settled = [] if code else ["claim-acknowledgment-unfounded"]
    assert codes(tmp_path / "settled", text + REASON, figures) == settled


@pytest.mark.parametrize(
    ("period", "reported"), [("2020-H1", True), ("2020-02", True), ("2020-01", False), ("2019", False)]
)
def test_a_claim_is_of_a_period_that_ends_in_the_month_of_its_source_at_the_latest(
    period: str, reported: bool, tmp_path: Path
) -> None:
    """The source is of 15 January 2020; a reason settles it."""
    text = "  form: percent-of-target\n  population: students\n  value: 87\n"
    assert codes(tmp_path / "open", text, period=period) == ["claim-before-end"] * reported
    settled = [] if reported else ["claim-acknowledgment-unfounded"]
    assert codes(tmp_path / "settled", text + REASON, period=period) == settled


@pytest.mark.parametrize(
    ("field", "value"), [("organization", "north"), ("measure", "members"), ("population", "students")]
)
def test_a_claim_names_a_target_of_its_own(field: str, value: str, tmp_path: Path) -> None:
    """Another organization's, measure's or population's target is an error at ``target:``."""
    text = "  form: percent-of-target\n  value: 87\n  target: central-visits-2019\n"
    whole = claim(text, "2019").replace("organization: central", "organization: central\n  population: all")
    kept = [line for line in whole.splitlines() if not line.startswith(f"  {field}:")]
    files = {"claims__more": "\n".join([*kept, f"  {field}: {value}", ""])}
    problems = validate(good_project(tmp_path, **files)).problems
    assert [(problem.code, problem.place.line) for problem in problems] == [("claim-target-foreign", len(kept))]


def test_a_code_under_a_reason_is_one_problem(tmp_path: Path) -> None:
    """Records of other kinds name the code; a claim has but one number to explain, and its hint is to leave it out."""
    text = "  form: percent-of-target\n  value: 87\n  acknowledged: {claim-disagrees: {vi: Vậy, en: So}}\n"
    problem = only(validate(good_project(tmp_path, claims__more=claim(text))).problems)
    assert (problem.code, problem.place.line, problem.place.column) == ("field-unknown", 8, 18)
    assert problem.hint_in(EN) == (
        "Leave the code “claim-disagrees” out: a claim has one reason only, written acknowledged: {vi: …, en: …}."
    )


def test_a_long_sum_is_reported_by_its_first_terms_and_their_count(tmp_path: Path) -> None:
    """Neither the numbers nor the lines that they are on fill the screen."""
    years = [str(year) for year in range(1990, 2004)]
    parts = ", ".join(f"{{period: {year}}}" for year in years)
    figures = "".join(visits("100", year) for year in years)
    text = f"  form: total\n  parts: [{parts}]\n  value: 1401\n"
    problems = validate(good_project(tmp_path, claims__more=claim(text), visits__more=figures)).problems
    problem = only(tuple(problem for problem in problems if problem.code == "claim-disagrees"))
    reported = problem.message_in(EN)
    assert " + ".join([*["100"] * 12, "… (14)"]) in reported
    assert (problem.hint_in(EN) or "").count(".yml") == 12
