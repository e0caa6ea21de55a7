"""Years that begin in another month than January: beside years of the calendar, never one with them. SYNTHETIC."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.coverage import coverage_of
from bulletin.analysis.figures import FigureOrigin
from bulletin.analysis.outliers import examined
from bulletin.analysis.tables import CompiledTables
from bulletin.analysis.target_consistency import far_apart, off_term
from bulletin.analysis.targets import figure_for, targets_for
from bulletin.analysis.time_series import change_on_year_before
from bulletin.model.corpus import Corpus
from bulletin.model.periods import PeriodType, reporting_year
from bulletin.model.records import Expectation, Observation, Target
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, corpus, figure, observed, target

SCHOOL_YEARS = ("2016-09/2017-08", "2017-09/2018-08", "2018-09/2019-08")
UNITS = ("a", "b", "c")


def declared(*records: Observation | Target) -> Corpus:
    """A corpus of a bulletin whose years begin in September besides those of the calendar."""
    made = corpus(*records)
    bulletin = made.catalogue.bulletin.model_copy(update={"years_begin": 9})
    return replace(made, catalogue=replace(made.catalogue, bulletin=bulletin))


def compiled(*records: Observation | Target) -> CompiledTables:
    """Its tables."""
    return compile_tables(declared(*records))


def test_a_school_year_is_compared_with_the_one_before_and_with_no_year_of_the_calendar() -> None:
    made = declared(*(observed("a", when, 50) for when in (*SCHOOL_YEARS[:2], 2017, 2016)))
    found = compile_tables(made)
    before = {
        each.key.period.text: change.before.key.period.text
        for each in found.figures
        if each.key.organization == "a" and (change := change_on_year_before(made.catalogue, found, each)) is not None
    }
    assert before == {SCHOOL_YEARS[1]: SCHOOL_YEARS[0], "2017": "2016"}


YEARS_OF_ALL_KINDS = st.builds(reporting_year, st.integers(2015, 2018), st.sampled_from([1, 4, 9]))
REPORTS = st.sets(st.tuples(st.sampled_from(UNITS), YEARS_OF_ALL_KINDS), min_size=1, max_size=12)


@given(REPORTS, st.sampled_from(["2015/2018", "2015-09/2019-08", "2015-04/2019-03"]))
def test_no_total_holds_years_of_the_calendar_and_others(reports: set[tuple[str, object]], plan: str) -> None:
    """Neither over time, where months may bridge them, nor over the units below."""
    bridges = ("2016-01/2016-03", "2016-01/2016-08", "2016-04/2016-12", "2016-09/2016-12")
    records = [observed(unit, str(when), 50) for unit, when in sorted(reports, key=str)]
    records += [observed("a", each, 5) for each in bridges]
    found = compiled(target("a", plan, 900), *records)
    for total in found.figures:
        parts = {part.period for part in total.parts}
        kinds = {(part.type, part.first_month) for part in parts if part.is_year}
        assert len(kinds) <= 1, (total.key.period, parts)
        if total.origin is FigureOrigin.HIERARCHICAL_SUM and total.key.period.is_year:
            assert not any(part.is_year for part in parts - {total.key.period})


@given(REPORTS)
def test_no_figure_is_compared_with_a_target_of_another_kind_of_year(reports: set[tuple[str, object]]) -> None:
    """A target of a school year waits for the figure of that year or of its beginning."""
    years = sorted({str(when) for _unit, when in reports})
    goals = [target(unit, year, 60, name=f"{unit}-{n}") for unit in UNITS for n, year in enumerate(years)]
    found = compiled(*goals, *(observed(unit, str(when), 50) for unit, when in sorted(reports, key=str)))
    for each in found.figures:
        for goal in targets_for(found, each):
            assert each.key.period == goal.key.period or not each.key.period.is_year


@pytest.mark.parametrize("period", ["2016-09/2019-08"])
def test_a_target_of_every_year_of_school_years_is_one_of_each(period: str) -> None:
    goal = target("a", period, 60, each="year")
    reports = [observed("a", when, 50) for when in (*SCHOOL_YEARS, 2017)]
    found = compiled(goal, *reports)
    assert [each.key.period.text for each in found.targets] == list(SCHOOL_YEARS)
    assert [best.key.period.text for each in found.targets if (best := figure_for(found, each))] == list(SCHOOL_YEARS)
    undeclared = compile_tables(corpus(goal, *reports))
    assert [each.key.period.text for each in undeclared.targets] == ["2017", "2018"]


def test_a_target_of_every_year_of_a_term_is_of_calendar_years_also_where_others_are_declared() -> None:
    found = compiled(target("a", "2016/2018", 60, each="year"), observed("a", 2018, 50))
    assert [each.key.period.text for each in found.targets] == ["2016", "2017", "2018"]


def test_yearly_targets_of_two_kinds_of_year_are_not_far_apart() -> None:
    made = declared(target("a", 2018, 10, name="x"), target("a", SCHOOL_YEARS[2], 90, name="y"), observed("a", 2018, 5))
    assert list(far_apart(made.catalogue, compile_tables(made))) == []
    assert list(off_term(made.catalogue, compile_tables(made))) == []


def test_a_calendar_that_begins_with_a_school_year_expects_school_years() -> None:
    made = declared(*(observed("a", when, 50) for when in (SCHOOL_YEARS[0], SCHOOL_YEARS[2], 2018)))
    entry = {"id": "entry", "measure": "joined", "every": "year", "since": SCHOOL_YEARS[0], "organizations": ["a"]}
    expected = Expectation.model_validate(entry, context=CONTEXT)
    found = coverage_of(made.catalogue, compile_tables(made), expected, date(2019, 12, 31))
    assert found is not None
    (row,) = found.rows
    assert [due.period.text for due in found.periods] == [*SCHOOL_YEARS, "2019-09/2020-08"]
    assert [report.status.value for report in row.reports] == ["reported", "missing", "reported", "missing"]


def test_every_quarter_is_one_of_the_calendar_whenever_it_begins() -> None:
    made = declared(observed("a", "2017-Q1", 50))
    entry = {"id": "entry", "measure": "joined", "every": "quarter", "since": SCHOOL_YEARS[0], "organizations": ["a"]}
    expected = Expectation.model_validate(entry, context=CONTEXT)
    found = coverage_of(made.catalogue, compile_tables(made), expected, date(2017, 6, 30))
    assert found is not None
    assert [due.period.text for due in found.periods] == ["2016-Q4", "2017-Q1", "2017-Q2"]


def test_values_are_out_of_the_ordinary_beside_their_own_kind_of_year() -> None:
    """Ten times as many in a calendar year as in school years is no outlier among them, nor are they among its."""
    of_school = [observed("a", str(reporting_year(year, 9)), 100) for year in range(2008, 2016)]
    of_calendar = [observed("a", year, 1000) for year in range(2008, 2017)]
    odd = observed("a", str(reporting_year(2016, 9)), 1000)
    made = declared(*of_school, *of_calendar, odd)
    found = [each.figure.key.period for each in examined(made.catalogue, compile_tables(made)).outliers]
    assert {(each.type, each.text) for each in found} == {(PeriodType.REPORTING_YEAR, "2016-09/2017-08")}


def test_the_total_of_a_plan_of_school_years_is_their_sum() -> None:
    found = compiled(target("a", "2016-09/2019-08", 900), *(observed("a", when, 50) for when in SCHOOL_YEARS))
    total = figure(found, "a", "2016-09/2019-08")
    assert total is not None
    assert [part.period.text for part in total.parts] == list(SCHOOL_YEARS)


@pytest.mark.parametrize(
    ("span", "of_years"),
    [
        ("2016-09/2019-08", list(SCHOOL_YEARS)),
        ("2016/2018", ["2016", "2017", "2018"]),
        ("2016-03/2019-08", ["2017", "2018"]),
    ],
)
def test_a_value_of_each_year_is_compared_with_the_targets_of_these_years(span: str, of_years: list[str]) -> None:
    """School years where the span consists of them, as it does of no calendar year then."""
    years = [*SCHOOL_YEARS, "2016", "2017", "2018"]
    goals = [target("a", year, 60, name=f"goal-{n}") for n, year in enumerate(years)]
    found = compiled(*goals, observed("a", span, 50, each="year"))
    assert [goal.key.period.text for goal in found.targets if figure_for(found, goal) is not None] == of_years


@pytest.mark.parametrize(("span", "statuses"), [("2016-09/2018-08", ["reported"] * 2), ("2016/2018", ["missing"] * 2)])
def test_a_value_of_each_year_reports_these_years_alone(span: str, statuses: list[str]) -> None:
    made = declared(observed("a", span, 50, each="year"))
    entry = {"id": "entry", "measure": "joined", "every": "year", "since": SCHOOL_YEARS[0], "organizations": ["a"]}
    expected = Expectation.model_validate(entry, context=CONTEXT)
    found = coverage_of(made.catalogue, compile_tables(made), expected, date(2018, 8, 31))
    assert found is not None
    assert [report.status.value for report in found.rows[0].reports] == statuses
