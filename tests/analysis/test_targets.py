"""Targets: one for each period, compared with the figures that say most of them, and consistent with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_by, progress_towards
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.targets import (
    FarApart,
    OffTerm,
    TargetRollup,
    far_apart,
    figure_for,
    off_term,
    prevailing,
    rollups_off,
    target_rollups,
    targets_for,
)
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import between, calendar_year, parse_period
from bulletin.model.records import Basis, Observation, Organization, Target, Term, Tolerance
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, figure, observed, organization, period, tables, target, words


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
    assert whole is not None
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


# --- targets that do not go together are found, and those that do are left alone --------------------------------------


TERM = "term-2015-2020"


def apart(*records: Observation | Target) -> list[FarApart]:
    """Yearly targets far apart."""
    made = corpus(*records)
    return list(far_apart(made.catalogue, compile_tables(made)))


def off(*records: Observation | Target) -> list[OffTerm]:
    """Terms off their yearly targets."""
    made = corpus(*records)
    return list(off_term(made.catalogue, compile_tables(made)))


def yearly(values: dict[int, int], **more: object) -> list[Target]:
    """A target for each of some years."""
    return [target("a", year, value, name=f"goal-{year}", **more) for year, value in values.items()]


# --- yearly targets ---------------------------------------------------------------------------------------------------


def test_a_yearly_target_many_times_another_is_a_finding() -> None:
    """75 a year beside 18 and 16: all are given, the highest first, each record once, and none is averaged."""
    goals = yearly({2015: 18, 2018: 16})
    each = target("a", TERM, 75, name="each", each="year", unassessed=words("contradicts"))
    (found,) = apart(*goals, each, observed("a", 2015, 18), observed("a", 2018, 23))
    assert [target.id for target in found.targets] == ["each", "goal-2015", "goal-2018"]
    assert apart(*goals, each)


@pytest.mark.parametrize(
    "records",
    [
        yearly({2015: 36, 2018: 18}),
        [*yearly({2018: 10}), target("a", TERM, 100, name="term")],
        [*yearly({2018: 10}), target("b", 2018, 100, name="other")],
        [*yearly({2018: 10}), target("a", 2018, 100, name="firms", population="firms")],
        [*yearly({2018: 10}), target("a", 2018, 70, name="share", share={"breakdown": "sex", "category": "women"})],
        [*yearly({2018: 10}), target("a", 2018, 100, name="old", superseded_by="goal-2018")],
        [*yearly({2018: 10}), target("a", "2018-Q1", 1, name="quarter")],
    ],
    ids=["twice", "term", "unit", "population", "share", "superseded", "quarter"],
)
def test_targets_of_other_things_are_not_far_apart(records: list[Target]) -> None:
    """Exactly twice is not more than twice; terms, quarters, shares, other units and old targets are other things."""
    assert apart(*records) == []


def test_milestones_of_one_decision_are_no_contradiction() -> None:
    """35% less by 2020 and 75% less by 2025, and no more by 2035: each is one of one path."""
    assert apart(*yearly({2020: 650, 2025: 250, 2035: 0}, measure="accidents", decision="plan")) == []
    assert apart(*yearly({2020: 10, 2022: 39, 2024: 150})) == []


@pytest.mark.parametrize(
    "records",
    [
        yearly({2020: 98, 2021: 980}),
        yearly({2020: 10, 2023: 40, 2026: 12}),
        [*yearly({2020: 650}), target("a", 2025, 250, name="later", source="second-letter")],
        [*yearly({2020: 650}), target("a", 2025, 250, name="later", decision="plan")],
        [*yearly({2020: 650}), target("a", "2018/2025", 250, name="each", each="year")],
        [*yearly({2020: 650, 2025: 250}), target("a", 2025, 650, name="again")],
    ],
    ids=["a digit too many", "up and down", "source", "decision", "overlap", "same year"],
)
def test_what_is_no_path_of_one_decision_is_still_a_finding(records: list[Target]) -> None:
    assert len(apart(*records)) == 1


def test_of_a_path_and_another_target_the_two_far_apart_are_named() -> None:
    (found,) = apart(*yearly({2020: 650, 2025: 250}, decision="plan"), target("a", 2021, 100, name="other"))
    assert (found.highest.id, found.lowest.id, len(found.targets)) == ("goal-2020", "other", 3)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=5, unique=True), st.integers(1, 9), st.booleans())
def test_a_rising_or_falling_path_is_one_series(numbers: list[int], years: int, falls: bool) -> None:
    """With nine years between milestones no step is too steep; turned round, a path is one all the same."""
    path = sorted(numbers, reverse=falls)
    goals = yearly({2020 + (8 + years) * n: number for n, number in enumerate(path)}, decision="plan")
    assert apart(*goals) == []


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=4))
def test_only_targets_above_zero_are_a_multiple_of_another(values: list[int]) -> None:
    """No target is far from itself or from an equal one; of zero and below, nothing is a multiple."""
    goals = [target("a", 2018, value, name=f"g{n}", measure="balance") for n, value in enumerate(values)]
    above = [value for value in values if value > 0]
    assert bool(apart(*goals)) == (bool(above) and max(above) > 2 * min(above))


# --- the term ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "total", "is_more"),
    [
        (dict.fromkeys(range(2015, 2021), 20), 120, True),
        (dict.fromkeys(range(2015, 2021), 16), 96, False),
        (dict.fromkeys(range(2015, 2018), 40), 120, True),
    ],
)
def test_yearly_targets_that_add_to_another_number_than_the_terms_are_a_finding(
    years: dict[int, int], total: int, is_more: bool
) -> None:
    (found,) = off(target("a", TERM, 100, name="term"), *yearly(years))
    assert (found.term.id, found.total, found.is_more) == ("term", Fraction(total), is_more)


@given(st.integers(0, 40), st.integers(0, 40))
def test_sums_of_targets_have_the_tolerance_of_the_measure(apart_by: int, tolerance: int) -> None:
    """Targets are rounded as figures are: years beside their term, and units below the unit above."""
    term, years = target("a", TERM, 600 - apart_by, name="term"), yearly(dict.fromkeys(range(2015, 2021), 100))
    above, below = target("top", 2018, 300 + apart_by), [target(u, 2018, 100, name=u) for u in ("a", "b", "c")]
    made = corpus(term, *years, above, *below[1:])
    measure = made.catalogue.measures["joined"].model_copy(update={"tolerance": Tolerance(absolute=Decimal(tolerance))})
    allowing = replace(made.catalogue, measures={**made.catalogue.measures, "joined": measure})
    tables = compile_tables(replace(made, catalogue=allowing))
    assert bool(list(off_term(allowing, tables))) == (apart_by > tolerance)
    assert bool(list(rollups_off(allowing, tables))) == (apart_by > tolerance)


@pytest.mark.parametrize("years", [dict.fromkeys(range(2015, 2020), 20), {2015: 1}, {}])
def test_while_years_are_missing_less_is_no_finding(years: dict[int, int]) -> None:
    assert off(target("a", TERM, 100, name="term"), *yearly(years)) == []


def test_a_target_of_every_year_counts_for_each_year_without_one_of_its_own() -> None:
    each = target("a", TERM, 20, name="each", each="year")
    assert off(target("a", TERM, 120, name="term"), each, observed("a", 2018, 5)) == []
    (found,) = off(target("a", TERM, 120, name="term"), each, *yearly({2018: 30}), observed("a", 2018, 5))
    assert found.total == 130


def test_a_target_without_a_verdict_is_not_added() -> None:
    contradicted = target("a", TERM, 75, name="each", each="year", unassessed=words("contradicts"))
    assert off(target("a", TERM, 100, name="term"), contradicted) == []


def test_measures_that_do_not_add_over_time_have_no_sum() -> None:
    goals = [target("a", year, 80, name=f"g{year}", measure="rating") for year in range(2015, 2021)]
    assert off(target("a", TERM, 80, name="term", measure="rating"), *goals) == []


@given(st.lists(st.integers(0, 50), min_size=6, max_size=6), st.integers(0, 300))
def test_all_years_are_a_finding_exactly_where_they_differ_from_the_term(values: list[int], goal: int) -> None:
    found = off(target("a", TERM, goal, name="term"), *yearly(dict(zip(range(2015, 2021), values, strict=True))))
    assert bool(found) == (sum(values) != goal)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.integers(0, 300))
def test_yearly_ceilings_add_to_at_most_that_of_the_term(values: list[int], ceiling: int) -> None:
    whole, part = {"name": "term", "measure": "accidents"}, {"measure": "accidents"}
    years = zip(range(2015, 2021), values, strict=False)
    goals = [target("a", year, value, name=f"g{year}", **part) for year, value in years]
    assert bool(off(target("a", TERM, ceiling, **whole), *goals)) == (sum(values) > ceiling)


@pytest.mark.parametrize("values", [[], [30], [30, -40]])
def test_a_year_still_to_come_may_make_up_for_others_only_below_zero(values: list[int]) -> None:
    goals = [target("a", 2015 + n, value, name=f"g{n}", measure="balance") for n, value in enumerate(values)]
    assert off(target("a", TERM, -20, name="term", measure="balance"), *goals) == []


# --- the units below --------------------------------------------------------------------------------------------------

CITY = (organization("top", kind="city"), *(organization(name, "top") for name in "ab"))


def below(*records: Target, units: tuple[Organization, ...] = CITY) -> list[TargetRollup]:
    """Targets of units against those of the units below them."""
    made = corpus(*records, organizations=units)
    return list(target_rollups(made.catalogue, compile_tables(made)))


def goals(**values: object) -> list[Target]:
    """A target of 2019 for each of some units."""
    return [target(unit, 2019, value, name=unit) for unit, value in values.items()]


def test_the_units_below_are_added_and_compared() -> None:
    (found,) = below(*goals(top=100, a=40, b=50))
    assert ([goal.id for goal in found.below], found.expected) == (["a", "b"], 2)
    assert (found.total, found.difference, found.is_off) == (Fraction(90), Fraction(-10), True)


@pytest.mark.parametrize("values", [{"a": 40}, {"a": 40, "b": 60}, {"a": 90, "b": 60}])
def test_less_is_only_short_where_all_units_have_a_target(values: dict[str, int]) -> None:
    """A unit that has none yet may have the rest, and more than asked for is no shortage."""
    assert [rollup.is_off for rollup in below(*goals(top=100, **values))] == [False]


@pytest.mark.parametrize(
    "records",
    [
        goals(top=100),
        goals(a=40, b=50),
        [*goals(top=100), target("a", 2018, 40, name="a")],
        [*goals(top=100), target("a", 2019, 40, name="a", population="firms")],
        [*goals(top=100), target("a", 2019, 40, name="a", share={"breakdown": "sex", "category": "women"})],
        [*goals(top=100), target("a", 2019, {"between": [1, 2]}, name="a")],
    ],
    ids=["none-below", "none-above", "period", "population", "share", "range"],
)
def test_only_like_is_compared_and_only_where_both_ends_exist(records: list[Target]) -> None:
    assert below(*records) == []


def allowed(**values: object) -> list[Target]:
    """A ceiling of 2019 for each of some units."""
    return [target(unit, 2019, value, name=unit, measure="accidents") for unit, value in values.items()]


@given(st.integers(0, 50), st.lists(st.integers(0, 50), min_size=1, max_size=2))
def test_ceilings_below_go_together_as_long_as_they_are_no_more(top: int, values: list[int]) -> None:
    """Four and five within twenty are fine; what already is too much is so before all units have a ceiling."""
    (found,) = below(*allowed(top=top, **dict(zip("ab", values, strict=False))))
    assert found.is_off == (sum(values) > top)


def test_under_and_at_most_are_ceilings_alike() -> None:
    some = [*allowed(top={"under": 20}, a=15), target("b", 2019, {"at-most": 15}, name="b", measure="accidents")]
    assert [rollup.is_off for rollup in below(*some)] == [True]


def test_a_ceiling_is_not_compared_with_a_number_to_reach() -> None:
    mixed = [*goals(top=100), target("a", 2019, {"at-most": 40}, name="a"), target("b", 2019, 30, name="b")]
    assert [rollup.is_off for rollup in below(*mixed)] == [False]


@pytest.mark.parametrize(("measure", "is_off"), [("accidents", True), ("balance", False)])
def test_a_unit_without_a_ceiling_may_make_up_for_the_others_only_below_zero(measure: str, is_off: bool) -> None:
    some = [target(unit, 2019, {"at-most": 20}, name=unit, measure=measure) for unit in ("top", "a")]
    some[1] = target("a", 2019, {"at-most": 30}, name="a", measure=measure)
    assert [rollup.is_off for rollup in below(*some)] == [is_off]


def test_where_units_are_not_all_known_nothing_is_short() -> None:
    unlisted = (organization("top", kind="city", unlisted_units=True), *CITY[1:])
    (found,) = below(*goals(top=100, a=40, b=50), units=unlisted)
    assert (found.expected, found.is_off) == (None, False)
