"""A published edition says the same of itself for ever: dates, words, corrections, definitions.

All records are SYNTHETIC.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing import published_sites
from tests.publishing.published_sites import publish
from tests.publishing.test_unchanged import correct, problems_of, swap
from tests.reading.projects import good_project
from tests.sites import EN, LANGUAGES

EDITION, SLIP = "editions/2019.yml", "corrections/slip.yml"
HEADLINES = """  - {organization: central, measure: visits, period: 2019}
  - {organization: north, measure: visits, period: 2019}"""
FIGURE = "organization: central, measure: visits, period: 2019, was: 1300"


@pytest.fixture(params=[True, False], ids=["values.json", "former format"])
def project(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project that was published in both languages, with a correction in it."""
    monkeypatch.setattr(published_sites, "WITH_VALUES_FILE", request.param)
    made = good_project(tmp_path / "project")
    correct(made, FIGURE)
    for language in LANGUAGES:
        publish(made, tmp_path / "out", language=language)
    return made


def restated(project: Path) -> list[tuple[str, ...]]:
    """Find what is said otherwise: code, field, and both values."""
    return [
        (problem.code, *(problem.details[name] for name in ("field", "was", "now"))) for problem in problems_of(project)
    ]


def test_what_is_said_as_it_was_is_no_problem(project: Path) -> None:
    assert problems_of(project) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("period: 2019", "period: 2018", "period"),
        ("cut-off: 2020-02-01", "cut-off: 2020-02-02", "cut-off"),
        ("released: 2020-02-10", "released: 2020-02", "released"),
    ],
)
def test_the_dates_of_an_edition_never_change(project: Path, right: str, wrong: str, field: str) -> None:
    """No correction changes them either."""
    swap(project, f"\n{right}\n", f"\n{wrong}\n", EDITION)
    correct(project, name="words", date="2020-04-01")
    ((code, changed, was, now),) = (
        problem for problem in restated(project) if problem[0].startswith("published-edition")
    )
    assert (code, changed) == ("published-edition-changed", field)
    assert was != now


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("vi: Số mẫu", "vi: Số khác", "title.vi"),
        ("en: A sample edition", "en: Another edition", "title.en"),
        ("next-release: to-be-announced", "next-release: 2021", "next-release"),
        ("period: 2019\ncut", "period: 2019\nstatus: official\ncut", "status"),
        ("period: 2019\ncut", "period: 2019\nnotices: [{vi: Tin, en: News}]\ncut", "notices"),
        (HEADLINES, "\n".join(reversed(HEADLINES.split("\n"))), "headlines"),
    ],
)
def test_the_words_of_an_edition_change_by_a_correction_only(project: Path, right: str, wrong: str, field: str) -> None:
    swap(project, right, wrong, EDITION)
    ((code, changed, _, _),) = restated(project)
    assert (code, changed) == ("published-edition-changed", field)
    (problem,) = problems_of(project)
    assert "records/corrections" in problem.hint_in(EN)
    correct(project, name="words", date="2020-04-01")
    assert problems_of(project) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("date: 2020-03-01", "date: 2020-03-02", ("date", "2020-03-01", "2020-03-02")),
        ("vi: Sai", "vi: Khác", ("what.vi", "Sai", "Khác")),
        ("en: A slip", "en: A mishap", ("reason.en", "A slip", "A mishap")),
    ],
)
def test_a_published_correction_stays_as_it_is(
    project: Path, right: str, wrong: str, expected: tuple[str, str, str]
) -> None:
    """In every language; and another correction is no reason."""
    correct(project, name="words", date="2020-04-01")
    swap(project, right, wrong, SLIP)
    assert restated(project) == [("published-correction-changed", *expected)]


@pytest.mark.parametrize(("wrong", "field"), [("was: 1301", "figures.0.was"), (None, "figures")])
def test_the_figures_of_a_published_correction_stay_as_they_are(project: Path, wrong: str | None, field: str) -> None:
    """Neither emptied nor with another value; that a unit is called otherwise now is no other value."""
    if wrong is None:
        correct(project)
    else:
        swap(project, "was: 1300", wrong, SLIP)
    assert [problem[:2] for problem in restated(project)] == [("published-correction-changed", field)]


def test_a_measure_means_what_it_meant(project: Path) -> None:
    """Unless a correction that is still to be published names the edition."""
    swap(project, "definition: {vi: ", "definition: {vi: Khác ", "vocabulary/measures.yml")
    assert {problem[:2] for problem in restated(project)} == {("published-measure-changed", "definition")}
    correct(project, name="words", date="2020-04-01")
    assert problems_of(project) == ()
