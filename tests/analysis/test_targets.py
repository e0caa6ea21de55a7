"""Targets: one for each period, compared with the figures that say most of them, and consistent with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_by, progress_towards
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.targets import figure_for, prevailing, targets_for
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import between, calendar_year, parse_period
from bulletin.model.records import Basis, Observation, Target, Term
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, figure, observed, period, tables, target, words


def test_a_target_is_one_target_figure_with_all_that_its_record_says() -> None:
    record = target("a", 2019, 16, basis="inferred", claim="some-claim", decision="plan")
    (found,) = tables(record).targets
    assert (found.key, found.value, found.id) == (ObservationKey("a", "joined", period(2019)), record.value, "goal")
    assert (found.basis, found.claim, found.decision) == (Basis.INFERRED, "some-claim", "plan")
    assert not found.yearly


def test_a_share_target_has_the_key_of_its_category() -> None:
    (found,) = tables(target("a", 2019, 40, share={"breakdown": "sex", "category": "women"})).targets
    assert found.key == ObservationKey("a", "joined", period(2019), breakdown="sex", category="women")


def test_a_superseded_target_stays_and_names_what_took_its_place() -> None:
    old = target("a", 2019, 16, name="old", superseded_by="new")
    assert [t.superseded_by for t in tables(old, target("a", 2019, 20, name="new")).targets] == ["new", None]


@given(st.dates(date(2016, 1, 1), date(2018, 12, 31)), st.integers(731, 2000))
def test_only_years_that_lie_in_the_period_as_a_whole_are_compared(start: date, days: int) -> None:
    """Of a year of which only some months lie in the period, the figure of the whole year says nothing."""
    span = between(start, start + timedelta(days))
    goal = target("a", span.text, 75, each="year")
    found = tables(observed("b", 2019, 1, reported="2026-02-01"), goal).targets
    years = range(span.start.year, span.end.year + 1)
    whole = [year for year in years if span.contains(calendar_year(year))]
    assert [goal.key.period.text for goal in found] == [str(year) for year in whole]


def test_before_its_first_whole_year_a_yearly_target_is_one_of_the_whole_period() -> None:
    goal = target("a", "2018-07/2020-06", 75, each="year")
    (found,) = tables(observed("b", "2018-Q3", 1, reported="2018-11-01"), goal).targets
    assert (found.key.period, found.key.annual) == (period("2018-07/2020-06"), True)


def test_where_only_the_years_of_a_term_are_known_each_of_them_counts() -> None:
    """Its days are no reason to leave a year out: nobody knows them."""
    span = parse_period("2018-07/2020-06")
    term = {"id": "term-unsure", "name": words("term"), "period": span, "dates-known": False}
    goal = Target.model_validate(
        {
            "id": "goal",
            "organization": "a",
            "measure": "joined",
            "period": "term-unsure",
            "value": 75,
            "source": "letter",
        }
        | {"each": "year"},
        context={"terms": {"term-unsure": span}},
    )
    made = corpus(observed("b", 2019, 1, reported="2023-02-01"), goal)
    bulletin = made.catalogue.bulletin.model_copy(update={"terms": (Term.model_validate(term),)})
    unsure = replace(made, catalogue=replace(made.catalogue, bulletin=bulletin))
    found = compile_tables(unsure).targets
    assert [goal.key.period.text for goal in found] == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("reported", "years"),
    [
        ("2014-12-31", ["term-2015-2020"]),
        ("2015-01-01", ["2015"]),
        ("2017-12-31", ["2015", "2016", "2017"]),
        ("2018-01-01", ["2015", "2016", "2017", "2018"]),
        ("2023-04-07", ["2015", "2016", "2017", "2018", "2019", "2020"]),
        (None, ["term-2015-2020"]),
    ],
)
def test_a_yearly_target_is_one_for_each_year_that_the_newest_report_has_reached(
    reported: str | None, years: list[str]
) -> None:
    """Whatever that report is about: of a year without a figure it is shown that there is none. No clock is asked."""
    others = [] if reported is None else [observed("b", 2014, 1, measure="weak", reported=reported)]
    found = tables(*others, target("a", "term-2015-2020", 75, each="year")).targets
    assert [goal.key.period.text for goal in found] == years
    assert all(goal.yearly and goal.key.annual == (goal.key.period.text == "term-2015-2020") for goal in found)


def test_a_target_of_every_year_set_for_one_year_is_that_year() -> None:
    (found,) = tables(target("a", 2019, 75, each="year")).targets
    assert (found.key, found.yearly) == (ObservationKey("a", "joined", period(2019)), True)


# --- which figure says most of the status of a target, and which targets a figure says something of -------------------


def progress_of(*records: Observation | Target) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def chosen(*records: Observation | Target) -> str | None:
    """Period of the figure compared with the first target."""
    found = progress_of(*records).figure
    return None if found is None else found.key.period.text


def test_the_targets_own_period_goes_before_any_other() -> None:
    assert chosen(target("a", 2019, 9), observed("a", "2019-01/2019-09", 6), observed("a", 2019, 7)) == "2019"


def test_else_the_figure_to_date_that_reaches_furthest_stated_or_summed() -> None:
    goal = target("a", 2019, 9)
    assert chosen(goal, observed("a", "2019-Q1", 1), observed("a", "2019-H1", 2)) == "2019-H1"
    assert chosen(goal, observed("a", "2019-Q1", 1), observed("a", "2019-Q2", 2)) == "2019-H1"
    quarters = [observed("a", f"2019-Q{quarter}", 1) for quarter in (1, 2, 3)]
    assert chosen(goal, *quarters, observed("a", "2019-H1", 2)) == "2019-01/2019-09"
    assert chosen(goal, *quarters, observed("a", "2019-Q4", 1)) == "2019"


def test_a_figure_that_begins_later_or_goes_on_longer_says_nothing_of_the_target() -> None:
    others = [observed("a", when, 5) for when in ("2019-Q2", "2018/2019", "2018", "2019/2020")]
    assert chosen(target("a", 2019, 9), *others) is None
    assert progress_of(target("a", 2019, 9), *others).status is TargetStatus.NOT_ASSESSABLE


def test_a_stock_is_its_latest_count_within_the_period() -> None:
    counts = [
        observed("a", when, 5, measure="members") for when in ("2018-12-31", "2019-06-30", "2019-09-05", "2020-01-01")
    ]
    assert chosen(target("a", 2019, 9, measure="members"), *counts) == "2019-09-05"


def test_a_value_for_each_year_stands_for_the_year() -> None:
    each = observed("a", "2016/2018", 9, each="year")
    assert chosen(target("a", 2017, 9), each, observed("a", "2017-Q1", 1)) == "2016/2018"
    assert chosen(target("a", 2017, 9), each, observed("a", 2017, 8)) == "2017"
    assert chosen(target("a", 2019, 9), each) is None
    assert progress_of(target("a", 2017, 9), each).elapsed == 1


def test_a_value_goes_before_an_absence_but_what_is_suppressed_is_not_passed_over() -> None:
    quarter = observed("a", "2019-Q1", 1)
    assert chosen(target("a", 2019, 9), quarter, observed("a", 2019, "not-yet-reported")) == "2019-Q1"
    hidden = progress_of(target("a", 2019, 9), quarter, observed("a", 2019, "suppressed"))
    assert (hidden.attained, hidden.status) == (Absence.SUPPRESSED, TargetStatus.NOT_ASSESSABLE)
    assert hidden.ratio is not None
    assert hidden.ratio.percent is Absence.SUPPRESSED


def test_a_complete_figure_goes_before_a_partial_total() -> None:
    parts = [observed("b", 2019, 4), observed("c", 2019, 5)]
    assert chosen(target("top", 2019, 10), *parts, observed("top", "2019-Q1", 3)) == "2019-Q1"
    assert chosen(target("top", 2019, 10), *parts) == "2019"


@pytest.mark.parametrize(
    ("goal", "status"),
    [
        (9, TargetStatus.ACHIEVED),
        ({"at-least": 5}, TargetStatus.ACHIEVED),
        ({"at-most": 8}, TargetStatus.MISSED),
        ({"between": [5, 8]}, TargetStatus.MISSED),
    ],
)
def test_a_partial_total_that_settles_a_target_goes_before_a_complete_figure_of_a_part(
    goal: object, status: TargetStatus
) -> None:
    parts = [observed("b", 2019, 4), observed("c", 2019, 5)]
    found = progress_of(target("top", 2019, goal), *parts, observed("top", "2019-Q1", 3))
    assert found.figure is not None
    assert (found.figure.key.period.text, found.status) == ("2019", status)


def test_where_more_may_be_missing_than_is_there_no_partial_total_goes_before_a_complete_figure() -> None:
    parts = [observed("b", 2019, 4, measure="balance"), observed("c", 2019, 5, measure="balance")]
    goal = target("top", 2019, 9, measure="balance")
    assert chosen(goal, *parts, observed("top", "2019-Q1", 3, measure="balance")) == "2019-Q1"


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_figure_of_the_whole_period_and_the_target_never_have_two_final_verdicts(
    goal: int, quarter: int, year: int
) -> None:
    parts = [observed("b", 2019, year), observed("c", 2019, 1)]
    made = corpus(target("top", 2019, goal), observed("top", "2019-Q1", quarter), *parts)
    compiled = compile_tables(made)
    whole = figure(compiled, "top", 2019)
    assert (whole is None) == (quarter > year + 1)  # a bound below what is known of the first quarter is none
    if whole is None:
        return
    by_whole = progress_by(made.catalogue, compiled, compiled.targets[0], whole).status
    if by_whole in (TargetStatus.ACHIEVED, TargetStatus.MISSED):
        assert progress_towards(made.catalogue, compiled, compiled.targets[0]).status is by_whole


def test_a_yearly_target_without_figures_has_no_progress() -> None:
    goal = target("a", "term-2015-2020", 75, each="year")
    assert progress_of(goal, observed("a", "term-2015-2020/2019-11", 300)).figure is None


def test_a_figure_knows_the_targets_it_is_compared_with() -> None:
    goals = [
        target("a", "term-2015-2020", 99, name="term"),
        target("a", 2015, 9, name="year"),
        target("a", 2016, 9, name="later"),
    ]
    made = corpus(*goals, observed("a", "2015-Q1", 1))
    compiled = compile_tables(made)
    quarter = figure(compiled, "a", "2015-Q1")
    assert quarter is not None
    found = targets_for(compiled, quarter)
    assert [t.id for t in found] == ["year", "term"]
    by_quarter = progress_by(made.catalogue, compiled, found[0], quarter)
    assert by_quarter.ratio is not None
    assert by_quarter.ratio.value == Quantity(Fraction(1, 9))


def compared_with(measure: str, *records: Observation | Target) -> dict[str, list[str]]:
    """The targets that each figure of ``a`` is compared with, by its period."""
    compiled = tables(*records)
    figures = [each for each in compiled.figures if (each.key.organization, each.key.measure) == ("a", measure)]
    return {each.key.period.text: [goal.id for goal in targets_for(compiled, each)] for each in figures}


YEARS = range(2016, 2021)
PLAN = target("a", "2016/2020", 400, name="plan")


def test_a_year_of_a_plan_is_not_compared_with_the_plan() -> None:
    found = compared_with("joined", PLAN, *(observed("a", year, 50) for year in YEARS))
    assert found == {**{str(year): [] for year in YEARS}, "2016/2020": ["plan"]}


def test_only_the_newest_figure_to_date_is_compared_with_a_plan() -> None:
    first, second = (observed("a", year, 50, reported=year) for year in (2016, 2017))
    assert compared_with("joined", PLAN, first) == {"2016": ["plan"]}
    assert compared_with("joined", PLAN, first, second) == {"2016": [], "2016/2017": ["plan"], "2017": []}


def test_once_a_plan_is_over_its_first_year_is_not_compared_with_it() -> None:
    later = observed("a", 2022, 50, reported=2023)
    assert compared_with("joined", PLAN, observed("a", 2016, 50), later) == {"2016": [], "2022": []}
    towards = progress_of(PLAN, observed("a", 2016, 50), later)
    assert (towards.figure is not None, towards.status) == (True, TargetStatus.NOT_ASSESSABLE)


@given(st.sets(st.sampled_from([*YEARS, 2015, 2021]), min_size=1), st.booleans())
def test_at_most_one_figure_is_compared_with_a_plan(years: set[int], adds_up: bool) -> None:
    """It is the figure that the target itself is compared with, and so its own sum where that is complete."""
    measure, value = ("joined", 400) if adds_up else ("rating", 90)
    goal = target("a", "2016/2020", value, name="plan", measure=measure)
    records = [observed("a", year, 50, measure=measure) for year in sorted(years)]
    found = compared_with(measure, goal, *records)
    compared = [text for text, goals in found.items() if goals]
    best = figure_for(tables(goal, *records), tables(goal).targets[0])
    assert len(compared) <= 1
    assert not compared or (best is not None and compared == [best.key.period.text])
    assert not adds_up or not years.issuperset(YEARS) or compared == ["2016/2020"]


@pytest.mark.parametrize("measure", ["rating", "days", "members"])
def test_what_does_not_add_up_is_compared_by_the_newest_figure_that_the_period_holds(measure: str) -> None:
    parts = ("2019-03-31", "2019-06-30") if measure == "members" else ("2019-Q1", "2019-Q2")
    first, second = (observed("a", part, 50, measure=measure) for part in parts)
    goal = target("a", 2019, 60, measure=measure)
    assert chosen(goal, first) == parts[0]
    assert chosen(goal, first, second) in {parts[1], "2019-H1"}


def test_the_last_year_of_a_plan_alone_decides_nothing_of_a_rate() -> None:
    goal = target("a", "2016/2020", 60, measure="days")
    found = progress_of(goal, observed("a", 2020, 50, measure="days"), observed("a", 2021, 50, reported=2022))
    assert (found.status, found.assessment.by_then) == (TargetStatus.NOT_ASSESSABLE, TargetStatus.ON_PACE)


def test_the_prevailing_target_is_current_and_set_for_the_very_period() -> None:
    goals = [
        target("a", 2018, 75, name="every-year", each="year"),
        target("a", 2018, 15, name="old", superseded_by="new"),
        target("a", 2018, 16, name="new", basis="inferred"),
    ]
    found = prevailing(tables(*goals, observed("a", 2018, 23)).targets)
    assert found is not None
    assert found.id == "new"
    assert prevailing([]) is None


def test_a_target_on_which_no_verdict_is_given_never_prevails() -> None:
    """Not even where it is the only one; nor is a figure compared with it."""
    doubtful = target("a", 2018, 75, name="doubtful", unassessed=words("contradicts"))
    compiled = tables(doubtful, target("a", 2018, 16, name="old", superseded_by="x"), observed("a", 2018, 23))
    found = prevailing(compiled.targets)
    assert found is not None
    assert found.id == "old"
    assert prevailing(tables(doubtful).targets) is None
    current = figure(compiled, "a", "2018")
    assert current is not None
    assert [t.id for t in targets_for(compiled, current)] == ["old"]
