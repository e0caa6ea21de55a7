"""Years typed as two: remarked on where they may be one year, and typed and shown as such once declared. SYNTHETIC."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, visits
from tests.sites import EN

BULLETIN = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
SCHOOL_YEAR = (
    "For a school or fiscal year write its first and last month, such as 2023-09/2024-08; or declare in bulletin.yml "
    "in which month such years begin (years-begin: 9), and write 2023/24. For two calendar years: 2023-01/2024-12."
)
SOURCE = "id: report-2025\ntitle: {vi: Báo cáo, en: A report}\npublished: 2025-01-15\n"


def found(directory: Path, figures: str, *, years_begin: str = "", **files: str) -> list[tuple[str, str]]:
    """Code and hint of what is reported of figures by a source of 2025, but for what is out of the ordinary."""
    files |= {"visits__more": figures.replace("report-2020", "report-2025"), "sources__more": SOURCE}
    if years_begin:
        files["bulletin"] = f"{BULLETIN}\nyears-begin: {years_begin}\n"
    problems = validate(good_project(directory, **files)).problems
    others = {"source-unused", "value-outlier", "targets-far-apart"}
    return [(problem.code, problem.hint_in(EN)) for problem in problems if problem.code not in others]


def reports(*periods: str, value: str = "100") -> str:
    """A figure of the students of the central library for each period."""
    return "".join(visits(value, period, more="  population: students\n") for period in periods)


@pytest.mark.parametrize(
    ("periods", "remarks"),
    [
        (("2023", "2023/2024"), 1),
        (("2024", "2023/2024"), 1),
        (("2022", "2023/2024"), 1),
        (("2022/2023", "2023/2024"), 2),
        (("2020/2021", "2023/2024"), 0),
        (("2023", "2023-01/2024-12"), 0),
        (("2023", "2023-09/2024-08"), 0),
        (("2022", "2022/2024"), 0),
        (("2023-Q1", "2023/2024"), 0),
        (("2019", "term-2019-2023"), 0),
        (("2023/2024",), 0),
    ],
)
def test_two_years_are_remarked_on_beside_single_ones_and_overlapping_ones(
    tmp_path: Path, periods: tuple[str, ...], remarks: int
) -> None:
    """A plan, a term and years of which the months are typed are not."""
    assert [code for code, _hint in found(tmp_path, reports(*periods))] == ["period-two-years"] * remarks


def test_the_hint_names_both_readings(tmp_path: Path) -> None:
    """Which of them is meant only the editor knows."""
    assert found(tmp_path, reports("2023", "2023/2024")) == [("period-two-years", SCHOOL_YEAR)]


def test_two_years_that_are_the_sum_of_both_are_two_years(tmp_path: Path) -> None:
    """Then nothing is open."""
    figures = reports("2022", "2023") + reports("2022/2023", value="200")
    assert found(tmp_path, figures) == []


def test_two_years_may_be_acknowledged(tmp_path: Path) -> None:
    """Where both years are meant, and each has no figure of its own."""
    reason = "  acknowledged: {period-two-years: {vi: Báo cáo chung, en: One report for both}}\n"
    assert found(tmp_path, reports("2021") + reports("2022/2023") + reason) == []


@pytest.mark.parametrize(("other", "remarks"), [("2023", 0), ("2022/2023", 2)])
def test_a_plan_of_two_years_may_have_targets_of_single_ones(tmp_path: Path, other: str, remarks: int) -> None:
    """Two that overlap are as odd as of figures."""
    goal = "- {{id: {}, organization: central, measure: visits, period: {}, value: 900, source: report-2025}}\n"
    targets = goal.format("plan", "2023/2024") + goal.format("other", other)
    assert [code for code, _hint in found(tmp_path, reports("2023"), targets__more=targets)] == [
        "period-two-years"
    ] * remarks


# --- years that the bulletin declares


@pytest.mark.parametrize("typed", ["9", "09", '"09"', '"9"'])
def test_the_month_is_typed_as_a_number_or_as_in_a_date(tmp_path: Path, typed: str) -> None:
    """YAML reads 09 as text, which is no reason to refuse it here."""
    assert found(tmp_path, reports("2022/23", "2023/2024", "2023"), years_begin=typed) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("0", "number-too-small"), ("13", "number-too-large"), ("September", "number-expected")],
)
def test_what_is_no_month_is_refused(tmp_path: Path, typed: str, code: str) -> None:
    """As any other number out of its range."""
    assert code in [found_code for found_code, _hint in found(tmp_path, reports("2023"), years_begin=typed)]


@pytest.mark.parametrize("typed", ["2023/24", "2023-24", "2023–24", "2023-2024", "năm học 2023 - 2024", "FY 2023/24"])
def test_a_year_that_is_not_declared_has_a_hint_that_declares_it(tmp_path: Path, typed: str) -> None:
    """It names the months and the declaration, however the two years were joined."""
    assert found(tmp_path, reports(typed)) == [("period-malformed", SCHOOL_YEAR)]


@pytest.mark.parametrize("typed", ["2023/25", "2023/23"])
def test_other_years_have_no_such_hint(tmp_path: Path, typed: str) -> None:
    """They are no year, whatever is declared."""
    ((code, hint),) = found(tmp_path, reports(typed), years_begin="9")
    assert code == "period-malformed"
    assert "years-begin" not in hint


def test_a_target_of_each_such_year_needs_whole_ones(tmp_path: Path) -> None:
    """Twelve months are a year where the bulletin says so."""
    about = "id: plan, organization: central, measure: visits, population: students, source: report-2025"
    goal = f"{{{{{about}, period: {{}}, each: year, value: 9}}}}"
    declared = goal.format("2023/24")
    assert found(tmp_path / "a", reports("2022/23"), years_begin="9", targets__more=declared) == []
    months = goal.format("2023-09/2024-08")
    codes = [code for code, _hint in found(tmp_path / "b", reports("2023"), targets__more=months)]
    assert codes == ["each-without-years"]


@pytest.mark.parametrize(
    ("since", "figures", "remarks"),
    [
        ("2021", ["2022-09/2023-08"], 1),
        ("2021-09", ["2022-09/2023-08"], 1),
        ("2021/22", ["2023"], 1),
        ("2021/22", ["2022-10/2023-09"], 1),
        ("2021/22", ["2022/23"], 0),
        ("2021", ["2023"], 0),
        ("2021", ["2023", "2022/23"], 0),
        ("2021", ["2023-Q1"], 0),
        ("2021", [], 0),
    ],
)
def test_a_calendar_that_asks_for_other_years_than_the_figures_are_of(
    tmp_path: Path, since: str, figures: list[str], remarks: int
) -> None:
    """Its table would say that nobody reported."""
    calendar = f"calendar:\n  - {{id: c, measure: visits, population: students, every: year, since: {since}}}\n"
    codes = [code for code, _hint in found(tmp_path, reports(*figures), years_begin=f"9\n{calendar}")]
    assert codes.count("years-unlike-figures") == remarks


YEARLY = """id: yearly
organization: central
measure: visits
population: students
period: {period}
each: year
value: 90
source: report-2020
"""


@pytest.mark.parametrize(("period", "remarks"), [("2021-10/2024-09", 1), ("2021/2023", 1), ("2021-09/2024-08", 0)])
def test_a_yearly_target_that_asks_for_other_years_than_the_figures_are_of(
    tmp_path: Path, period: str, remarks: int
) -> None:
    codes = [
        code
        for code, _hint in found(
            tmp_path, reports("2022/23"), years_begin="9", targets__yearly=YEARLY.format(period=period)
        )
    ]
    assert codes.count("years-unlike-figures") == remarks


@pytest.mark.parametrize(
    ("period", "figures", "example"),
    [
        ("2016/2018", ["2016/2018"], "2016/2018"),
        ("2016/2018", ["2016-07/2018-06"], "2016-07/2018-06"),
        ("2016/2018", ["2015-07/2016-06"], None),
        ("2016/2018", ["2016/2018", "2017"], None),
        ("2016/2018", ["2017-Q1"], None),
        ("2016/2018", ["2017-Q2"], None),
        ("2016/2018", ["2012/2014"], None),
        ("2026/2028", [], None),
    ],
)
def test_a_yearly_target_is_compared_with_something(
    tmp_path: Path, period: str, figures: list[str], example: str | None
) -> None:
    """Where its figures are of several years; a plan, or the first quarter to come, may wait.

    Where all figures of the measure are of other years, that is reported already.
    """
    sources = {"sources__more": SOURCE, "targets__yearly": YEARLY.format(period=period)}
    reported = reports(*figures).replace("report-2020", "report-2025")
    problems = validate(good_project(tmp_path, visits__more=reported or "[]", **sources)).problems
    found = [problem for problem in problems if problem.code == "each-without-figures"]
    assert [problem.place.at_line for problem in found] == ["records/targets/yearly.yml:5"] * (example is not None)
    for problem in found:
        assert problem.message_in(EN).endswith(f"but of such periods as {example}.")
        assert problem.hint_in(EN).startswith("Delete each if the value is that of the whole period; else report")


def test_a_yearly_target_is_compared_with_something_where_others_report_its_years(tmp_path: Path) -> None:
    """Then only the figures of its own organization are of other years."""
    target = """id: yearly
organization: central
measure: visits
population: students
period: 2021/2023
each: year
value: 90
source: report-2020
"""
    north = visits("100", "2022", organization="north", more="  population: students\n")
    codes = [code for code, _hint in found(tmp_path, reports("2021-09/2022-08") + north, targets__yearly=target)]
    assert codes == ["each-without-figures"]
