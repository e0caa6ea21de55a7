"""An inferred target is compared with the figure as the source of its percentage knew it. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.problems import Problem
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, only, visits
from tests.sites import EN, VI

LATER = "id: report-2021\ntitle: {vi: Báo cáo sau, en: A later report}\npublished: 2021-03-01\n"
EARLIER = "id: report-2019\ntitle: {vi: Báo cáo trước, en: An earlier report}\npublished: 2019-03-01\n"
TARGET = """\
- id: goal
  organization: central
  measure: visits
  period: 2018
  value: 1000
  basis: inferred
  claim: percentage
  source: report-2020
"""
CLAIM = """\
- id: percentage
  source: report-2020
  organization: central
  measure: visits
  period: 2018
  form: percent-of-target
  value: {0}
  target: goal
"""


def found(directory: Path, figures: str, percent: str = "110") -> tuple[Problem, ...]:
    """What is reported of a target of 1000 that was inferred from a percentage."""
    files = {"visits__more": figures, "targets__more": TARGET, "claims__more": CLAIM.format(percent)}
    files |= {"sources__later": LATER, "sources__earlier": EARLIER}
    unused = {"source-unused"}
    problems = validate(good_project(directory, **files)).problems
    return tuple(problem for problem in problems if problem.code not in unused)


def said(value: str, source: str) -> str:
    """A report of the figure."""
    return visits(value).replace("report-2020", source)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (said("1100", "report-2020"), []),
        (said("1100", "report-2020") + said("1250", "report-2021"), []),
        (said("1250", "report-2019") + said("1100", "report-2020"), []),
        (said("1100", "report-2019") + said("1250", "report-2021"), []),
        (said("1250", "report-2020") + said("1100", "report-2021"), ["target-not-implied"]),
        (said("1250", "report-2021"), ["target-not-implied"]),
    ],
    ids=("own", "revised-later", "revised-before", "latest-until-then", "wrong-then", "reported-later-only"),
)
def test_a_later_report_makes_no_old_percentage_wrong(figures: str, expected: list[str], tmp_path: Path) -> None:
    """110 % of 1000 is 1100: the source's own figure counts, else the latest up to its day, else the first."""
    problems = found(tmp_path, figures, "110.0")
    assert [problem.code for problem in problems if problem.kind.severity.value == "error"] == expected


def test_where_no_whole_number_fits_it_says_so(tmp_path: Path) -> None:
    """The hint sends the editor to the figure and the percentage, and offers no target."""
    problem = only(found(tmp_path, visits("9"), "200.0"))
    assert (problem.code, problem.place.line) == ("target-not-implied", 5)
    assert problem.hint_in(EN) == (
        "First compare with the print: the figure at records/visits/more.yml:3 and the percentage at "
        "records/claims/more.yml:7. Do not look for another target: no whole number does."
    )
    assert "không có số nguyên nào khớp" in problem.hint_in(VI)


MEASURES = (GOOD / "records" / "vocabulary" / "measures.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("percent", "expected"), [("101.25", []), ("110", ["claim-disagrees"])])
def test_the_target_of_what_is_measured_need_not_be_a_whole_number(
    percent: str, expected: list[str], tmp_path: Path
) -> None:
    """1,012.5 hectares are 101.25 % of 1,000; what does not fit its percentage is reported at the claim."""
    measured = MEASURES.replace("  kind: flow\n", "  kind: flow\n  whole-numbers: false\n")
    files = {"visits__more": visits("1012.5"), "targets__more": TARGET, "claims__more": CLAIM.format(percent)}
    problems = validate(good_project(tmp_path, vocabulary__measures=measured, **files)).problems
    assert [problem.code for problem in problems] == expected
