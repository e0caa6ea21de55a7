"""SYNTHETIC: the way to a target from its baseline, its milestones, and its status on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.quantities import power
from bulletin.analysis.run_rate import projection, run_rate
from bulletin.analysis.target_paths import Way, expected_at
from bulletin.analysis.target_status import Goal, StatusReason, TargetStatus, TargetType, WayComparison, assess_on_way
from bulletin.model.records import Observation, Pace, Target, TargetPath
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, as_of, corpus, observed, organization, period, target

Asked = dict[str, Any]
"""Fields of a target."""


def series(measure: str, values: dict[int, object], unit: str = "a") -> tuple[Observation, ...]:
    """Yearly figures of a measure."""
    return tuple(
        observed(unit, year, value, measure=measure, line=number) for number, (year, value) in enumerate(values.items())
    )


def progresses(*records: Observation | Target) -> dict[str, Progress]:
    """The progress towards each target figure, by its period."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return {each.key.period.text: progress_towards(made.catalogue, compiled, each) for each in compiled.targets}


def progress_of(measure: str, values: dict[int, object], when: int = 2020, **asked: Any) -> Progress:
    """The progress of a unit towards one target that starts from the figure of 2010."""
    goal = target("a", when, asked.pop("value", None), measure=measure, baseline={"period": 2010}, **asked)
    return progresses(goal, *series(measure, values))[str(when)]


# --- deaths from tuberculosis, world, as the World Health Organization knew them in two years


@pytest.mark.parametrize(("stated", "milestone", "goal"), [(1615197, 1049878, 403799), (1630973, 1060132, 407743)])
def test_a_target_follows_the_revision_of_its_baseline(stated: int, milestone: int, goal: int) -> None:
    """35 % less by 2020 and 75 % less by 2025 than in 2015: whole numbers that ask for just that."""
    asked: Asked = {"change": -75, "milestones": [{"period": 2020, "change": -35}], "baseline": {"period": 2015}}
    found = progresses(target("a", 2025, None, measure="accidents", **asked), *series("accidents", {2015: stated}))
    values = {when: progress.target.value for when, progress in found.items()}
    assert values == {
        "2020": Quantity(Decimal(milestone), Qualifier.AT_MOST),
        "2025": Quantity(Decimal(goal), Qualifier.AT_MOST),
    }
    assert [progress.target.is_milestone for progress in found.values()] == [True, False]


@given(st.integers(50, 10**6), st.integers(-99, 200).filter(bool), st.integers(50, 10**6))
def test_ways_and_rates_are_those_of_the_change_whatever_the_target_rounds_to(
    start: int, change: int, newest: int
) -> None:
    """Only the value that is shown, and what is still to go, are whole; both ask for the same of whole things."""
    measure = "accidents" if change < 0 else "joined"
    found = progress_of(measure, {2010: start, 2015: newest}, change=change)
    exact, way, shown = Fraction(start * (100 + change), 100), found.way, found.target.value
    assert isinstance(shown, Quantity)
    assert way is not None
    assert shown.number == (floor(exact) if change < 0 else ceil(exact))
    assert (found.target.unrounded is None) is (shown.fraction == exact)
    assert (way.goal, way.expected) == (exact, (start + exact) / 2)
    assert way.to_go == shown.fraction - newest
    assert way.is_fulfilled is (way.to_go >= 0 if change < 0 else way.to_go <= 0)
    if way.share_gone is not None:
        assert way.share_gone * change == Fraction(100 * (newest - start), start)
    if found.ratio is not None and exact:
        assert found.ratio.value == Quantity(newest / exact)


@given(st.integers(50, 10**6))
def test_a_hidden_target_asks_for_nothing(start: int) -> None:
    made = progress_of("accidents", {2010: start, 2015: start}, change=-35).target
    assert replace(made, value=Absence.SUPPRESSED).asked is Absence.SUPPRESSED


@pytest.mark.parametrize(("notified", "percent"), [(33725602, "84.31"), (33762227, "84.41")])
def test_what_was_notified_in_five_years_in_percent_of_its_target(notified: int, percent: str) -> None:
    """Cases notified in the world in 2018 to 2022, of 40 million: a count needs no baseline."""
    found = progresses(target("a", "2018/2022", 40_000_000), observed("a", "2018/2022", notified))["2018/2022"]
    assert found.ratio is not None
    assert isinstance(found.ratio.percent, Quantity)
    assert round(float(found.ratio.percent.number), 2) == float(percent)
    assert found.way is None


# --- values


def test_zero_keeps_the_baseline_by_the_direction_of_the_measure() -> None:
    assert progress_of("accidents", {2010: 100}, change=0).target.value == Quantity(Decimal(100), Qualifier.AT_MOST)
    assert progress_of("joined", {2010: 100}, change=0).target.value == Quantity(Decimal(100), Qualifier.AT_LEAST)


def test_what_is_measured_keeps_its_digits() -> None:
    assert progress_of("land", {2010: Decimal("26.2")}, change=25).target.value == Quantity(
        Decimal("32.75"), Qualifier.AT_LEAST
    )


@pytest.mark.parametrize(
    ("baseline", "value", "reason"),
    [
        ("not-available", Absence.NOT_AVAILABLE, StatusReason.NO_BASELINE),
        ("suppressed", Absence.SUPPRESSED, StatusReason.SUPPRESSED),
        ({"about": 1000}, Absence.NOT_AVAILABLE, StatusReason.NO_BASELINE),
        ({"at-least": 1000}, Absence.NOT_AVAILABLE, StatusReason.NO_BASELINE),
        (0, Absence.NOT_APPLICABLE, StatusReason.BASELINE_NOT_POSITIVE),
    ],
)
def test_a_baseline_that_is_no_exact_number_above_zero_makes_no_target(
    baseline: object, value: Absence, reason: StatusReason
) -> None:
    found = progress_of("accidents", {2010: baseline, 2015: 60, 2020: 50}, change=-50)
    assert found.target.value is value
    assert (found.status, found.assessment.reason) == (TargetStatus.NOT_ASSESSABLE, reason)


def test_without_a_figure_of_its_baseline_a_target_has_no_number() -> None:
    found = progress_of("accidents", {2015: 600}, change=-50)
    assert (found.target.value, found.assessment.reason) == (Absence.NOT_AVAILABLE, StatusReason.NO_BASELINE)


def test_a_partial_total_is_no_baseline() -> None:
    """Two of three wards reported: the total of 2010 says nothing of a half."""
    records = [observed(unit, 2010, 500, measure="accidents", line=line) for line, unit in enumerate(("a", "b"))]
    goal = target("top", 2020, None, measure="accidents", change=-50, baseline={"period": 2010})
    assert progresses(goal, *records)["2020"].target.value is Absence.NOT_AVAILABLE


def test_a_balance_below_zero_has_no_percentage() -> None:
    found = progress_of("balance", {2010: -100, 2015: -80}, change=25)
    assert found.assessment.reason is StatusReason.BASELINE_NOT_POSITIVE


def test_a_stock_starts_from_the_last_day_in_the_year_of_its_baseline() -> None:
    days = [observed("a", f"2010-{month}-01", value, measure="members") for month, value in (("03", 90), ("09", 100))]
    goal = target("a", "2020-12-31", None, measure="members", change=50, baseline={"period": 2010})
    assert progresses(goal, *days)["2020-12-31"].target.value == Quantity(Decimal(150), Qualifier.AT_LEAST)


def test_the_share_of_a_part_starts_from_its_share() -> None:
    """A quarter of all in 2010, to become half as much more: 37.5 %."""
    figures = [
        observed("a", 2010, 400, by={"sex": {"women": 100, "men": 300}}),
        observed("a", 2015, 400, by={"sex": {"women": 130, "men": 270}}, line=1),
    ]
    share: Asked = {"breakdown": "sex", "category": "women"}
    goal = target("a", 2020, None, change=50, share=share, baseline={"period": 2010})
    found = progresses(goal, *figures)["2020"]
    assert found.target.value == Quantity(Fraction("37.5"), Qualifier.AT_LEAST)
    assert found.way is not None
    assert (found.way.gone, found.way.expected) == (Fraction("7.5"), Fraction("31.25"))
    assert found.status is TargetStatus.AHEAD


def test_milestones_alone_are_no_way() -> None:
    """Without a baseline nobody knows where it begins: each number waits for its own year."""
    goal = target("a", 2020, 50, milestones=[{"period": 2015, "value": 80}], measure="accidents")
    found = progresses(goal, *series("accidents", {2015: 70, 2017: 60}))
    assert {when: progress.status for when, progress in found.items()} == {
        "2015": TargetStatus.ACHIEVED,
        "2020": TargetStatus.NOT_ASSESSABLE,
    }
    assert found["2020"].figure is None


def test_an_edition_knows_a_target_once_it_knows_the_source_of_its_baseline() -> None:
    stated = {"period": 2010, "value": 812, "source": "later-letter"}
    made = corpus(target("a", 2020, 400, baseline=stated), target("a", 2021, 400, name="plain"))
    known = {day: list(as_of(made, date.fromisoformat(day)).targets) for day in ("2020-02-01", "2020-07-01")}
    assert known == {"2020-02-01": ["plain"], "2020-07-01": ["goal", "plain"]}


# --- organizations of a kind


def test_one_record_asks_every_organization_of_a_kind_that_is_there() -> None:
    """A ward that closed has a milestone of its time, and no target of a year without it."""
    units = (*FLAT, organization("late", "top", closed="2017"), organization("other", "top", "city"))
    asked: Asked = {"organization": None, "organization-kind": "ward", "measure": "accidents", "change": -50}
    goal = target("a", 2020, None, baseline={"period": 2010}, milestones=[{"period": 2015, "change": -20}], **asked)
    made = corpus(goal, organizations=units)
    found = [(each.key.organization, each.key.period.text) for each in compile_tables(made).targets]
    wards = [(unit, when) for unit in ("a", "b", "c") for when in ("2015", "2020")]
    assert found == [*wards, ("late", "2015")]


# --- what is expected on the way


def way_figure(path: str, *, baseline: int = 100, goal: int = 50) -> TargetFigure:
    """A target from 2010 to 2020, over a milestone of 80 in 2014."""
    asked: Asked = {"baseline": {"period": 2010, "value": baseline}, "milestones": [{"period": 2014, "value": 80}]}
    made = corpus(target("a", 2020, goal, measure="accidents", path=path, **asked))
    return compile_tables(made).targets[-1]


@pytest.mark.parametrize(
    ("path", "when", "expected"),
    [
        ("linear", 2012, 90),
        ("linear", 2014, 80),
        ("linear", 2017, 65),
        ("linear", 2020, 50),
        ("steps", 2013, 100),
        ("steps", 2014, 80),
        ("steps", 2019, 80),
        ("steps", 2020, 50),
    ],
)
def test_what_is_expected_on_the_way(path: str, when: int, expected: int) -> None:
    assert expected_at(way_figure(path), period(when)) == expected


def test_an_exponential_path_changes_by_the_same_percentage() -> None:
    """From 100 to 80 in four years: after two of them the square root of 8,000."""
    expected = expected_at(way_figure("exponential"), period(2012))
    assert expected is not None
    assert abs(expected - Fraction("89.4427190999916")) < Fraction(1, 10**12)
    assert expected_at(way_figure("exponential"), period(2014)) == 80


def test_an_exponential_path_through_zero_expects_nothing() -> None:
    assert expected_at(way_figure("exponential", goal=0), period(2017)) is None
    assert expected_at(way_figure("linear", goal=0), period(2017)) == 40


@given(st.fractions(Fraction(1, 10), Fraction(10)), st.integers(1, 30))
def test_powers_undo_roots(base: Fraction, years: int) -> None:
    assert abs(power(power(base, Fraction(1, years)), Fraction(years)) - base) < Fraction(1, 10**20)


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(2011, 2020), st.sampled_from(["linear", "exponential"]))
def test_what_is_expected_lies_between_the_ends(start: int, goal: int, when: int, path: str) -> None:
    asked: Asked = {"baseline": {"period": 2010, "value": start}, "path": path}
    made = compile_tables(corpus(target("a", 2020, goal, measure="accidents", **asked))).targets[0]
    expected = expected_at(made, period(when))
    assert expected is not None
    assert min(start, goal) - Fraction(1, 10**20) <= expected <= max(start, goal) + Fraction(1, 10**20)


# --- how far it is


def test_how_far_a_figure_has_come_and_what_is_left() -> None:
    """From 1,000 to 500 in ten years; 700 after seven."""
    found = progress_of("accidents", {2010: 1000, 2014: 950, 2017: 700}, change=-50)
    way = found.way
    assert way is not None
    assert [way.gone, way.to_go, way.share_gone, way.expected] == [-300, -200, Fraction(3, 5), 650]
    assert int(way.years_left) == 3
    assert way.needed_a_year == Fraction(-200, 3)
    assert way.needed_rate is not None
    assert abs(700 * (1 + way.needed_rate) ** 3 - 500) < Fraction(1, 10**10)
    assert found.is_on_way
    assert (run_rate(found), projection(found)) == (None, None)


PARTS = ("2020-01", "2020-Q1", "2020-H1", "2020-01/2020-11")


@given(st.sampled_from(["joined", "accidents", "balance"]), st.sampled_from(PARTS), st.integers(0, 2000))
def test_a_count_to_date_is_not_on_the_way_from_a_whole_year(measure: str, when: str, number: int) -> None:
    """A quarter is less than a year by nature; the year itself has come as far as it is from the baseline."""
    goal = target("a", 2020, None, measure=measure, baseline={"period": 2010}, change=-50)
    past = observed("a", 2010, 1000, measure=measure)
    (part,), (whole,) = (
        progresses(goal, past, observed("a", period_of, number, measure=measure)).values() for period_of in (when, 2020)
    )
    assert part.is_to_date
    assert part.way is None
    assert whole.way is not None
    assert whole.way.gone == number - 1000


def test_a_stock_of_a_part_of_the_year_is_on_its_way() -> None:
    goal = target("a", "2020-12-31", 900, measure="members", baseline={"period": "2010-12-31"})
    days = [observed("a", f"{when}-12-31", number, measure="members") for when, number in ((2010, 500), (2019, 700))]
    (found,) = progresses(goal, *days).values()
    assert found.way is not None
    assert found.way.share_gone == Fraction(1, 2)


ways = st.builds(
    Way,
    baseline=st.none() | st.integers(-9999, 9999).map(Fraction),
    goal=st.integers(-9999, 9999).map(Fraction),
    attained=st.integers(-9999, 9999).map(Fraction),
    nearest=st.just(Fraction(0)),
    to_go=st.just(Fraction(0)),
    is_fulfilled=st.just(value=False),
    expected=st.none(),
    years_left=st.fractions(Fraction(1, 12), 20, max_denominator=12),
    path=st.just(TargetPath.LINEAR),
).map(
    lambda way: replace(way, nearest=way.goal, to_go=way.goal - way.attained)
)  # of a range, the nearest number is another one for each figure


@given(ways)
def test_what_is_gone_and_what_is_to_go_make_the_whole_way(way: Way) -> None:
    assert (way.gone is None) is (way.baseline is None)
    if way.gone is None or way.baseline is None:
        assert way.share_gone is None
        return
    assert way.gone + way.to_go == way.goal - way.baseline
    if way.share_gone is not None:
        assert way.share_gone * (way.goal - way.baseline) == way.gone


@given(ways)
def test_what_is_needed_a_year_reaches_the_target_exactly(way: Way) -> None:
    """By the amount in fractions; by the rate as far as roots have digits. Nothing is said of less than a year."""
    if way.years_left < 1:
        assert (way.needed_a_year, way.needed_rate) == (None, None)
        return
    assert way.needed_a_year is not None
    assert way.attained + way.needed_a_year * way.years_left == way.goal
    if way.needed_rate is not None:
        reached = float(way.attained) * float(1 + way.needed_rate) ** float(way.years_left)
        assert reached == pytest.approx(float(way.goal))


def test_at_its_target_a_figure_needs_nothing_more() -> None:
    way = progress_of("accidents", {2010: 1000, 2017: 480}, change=-50).way
    assert way is not None
    assert (way.is_fulfilled, way.needed_a_year, way.needed_rate) == (True, None, None)


# --- status on the way


@pytest.mark.parametrize(
    ("measure", "change", "newest", "status"),
    [
        ("accidents", -50, 600, TargetStatus.AHEAD),
        ("accidents", -50, 614, TargetStatus.AHEAD),
        ("accidents", -50, 615, TargetStatus.ON_PACE),
        ("accidents", -50, 685, TargetStatus.ON_PACE),
        ("accidents", -50, 686, TargetStatus.BEHIND),
        ("accidents", -50, 1200, TargetStatus.BEHIND),
        ("joined", 50, 1314, TargetStatus.BEHIND),
        ("joined", 50, 1315, TargetStatus.ON_PACE),
        ("joined", 50, 1386, TargetStatus.AHEAD),
        ("accidents", 0, 1000, TargetStatus.ON_PACE),
        ("accidents", 0, 1001, TargetStatus.BEHIND),
        ("joined", 0, 999, TargetStatus.BEHIND),
    ],
)
def test_status_on_the_way(measure: str, change: int, newest: int, status: TargetStatus) -> None:
    """After seven of ten years, 350 of 500 are due; a tenth of that is the band."""
    found = progress_of(measure, {2010: 1000, 2017: newest}, change=change)
    assert (found.status, found.assessment.reason) == (status, None)


def test_nothing_is_final_before_the_period_of_the_target() -> None:
    """Half of it is there already in 2017; in 2020 it is too many again."""
    assert progress_of("accidents", {2010: 1000, 2017: 400}, change=-50).status is TargetStatus.AHEAD
    assert progress_of("accidents", {2010: 1000, 2017: 400, 2020: 501}, change=-50).status is TargetStatus.MISSED
    assert progress_of("accidents", {2010: 1000, 2017: 900, 2020: 500}, change=-50).status is TargetStatus.ACHIEVED


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({2010: 1000, 2011: 900}, StatusReason.TOO_EARLY),
        ({2010: 1000}, StatusReason.NO_FIGURE),
        ({2010: 50, 2015: 55}, None),
        ({2010: 49, 2015: 55}, StatusReason.SMALL_COUNTS),
    ],
)
def test_nothing_is_said_too_early_and_of_small_counts(values: dict[int, object], reason: StatusReason | None) -> None:
    assert progress_of("accidents", values, change=-50).assessment.reason is reason


def test_few_due_say_nothing() -> None:
    """Of 100, four fewer are due by then: one case would turn the verdict."""
    assert progress_of("accidents", {2010: 100, 2018: 97}, change=-5).assessment.reason is StatusReason.TOO_FEW


@pytest.mark.parametrize(
    ("stated", "found", "status"),
    [
        (50, 50, TargetStatus.MISSED),
        (200, 70, TargetStatus.ACHIEVED),
        (60, 49, TargetStatus.NOT_ASSESSABLE),
        (60, 30, TargetStatus.NOT_ASSESSABLE),
        (60, 0, TargetStatus.ACHIEVED),
        (49, 100, TargetStatus.NOT_ASSESSABLE),
    ],
)
def test_a_change_between_small_counts_gets_no_final_verdict(stated: int, found: int, status: TargetStatus) -> None:
    """Chance makes 30 of 60 or not; but hardly none at all, nor fewer than half of 200."""
    assert progress_of("accidents", {2010: stated, 2020: found}, change=-50).status is status


INTERVAL = {"lower": 0, "upper": 10**4}


@given(
    st.lists(st.integers(1, 120), min_size=2, max_size=2),
    st.integers(-99, -1),
    st.sampled_from([2015, 2020]),
    st.sampled_from([{"status": "estimated"}, {"interval": INTERVAL}]),
    st.lists(st.booleans(), min_size=2, max_size=2).filter(any),
)
def test_chance_is_no_reason_to_say_nothing_of_estimates(
    values: list[int], change: int, when: int, estimated: Asked, which: list[bool]
) -> None:
    """Be it the figure that is estimated or the baseline; their status is that of counts of which chance is not asked.

    A count of the same number is silent by chance or has that very status.
    """
    goal = target("a", 2020, None, measure="accidents", change=change, baseline={"period": 2010})

    def reports(*, as_counts: bool) -> list[Observation]:
        return [
            observed("a", year, value, measure="accidents", line=year, **(estimated if each and not as_counts else {}))
            for year, value, each in zip((2010, when), values, which, strict=True)
        ]

    by_estimate, by_count = (
        progresses(goal, *reports(as_counts=as_counts))["2020"].assessment for as_counts in (False, True)
    )
    assert by_estimate.reason is not StatusReason.SMALL_COUNTS
    assert by_count.reason is StatusReason.SMALL_COUNTS or by_count == by_estimate


@pytest.mark.parametrize(("decimals", "is_judged"), [(0, False), (1, True)])
def test_what_is_shown_in_whole_numbers_is_counted(decimals: int, is_judged: bool) -> None:
    """What is shown in whole numbers is counted, though no figure is whole; what has decimals is measured."""
    goal = target("a", 2020, None, measure="accidents", baseline={"period": 2010}, change=-50)
    made = corpus(goal, *series("accidents", {2010: Decimal("40.4"), 2020: Decimal("9.7")}))
    measure = made.catalogue.measures["accidents"].model_copy(update={"decimals": decimals, "whole_numbers": False})
    catalogue = replace(made.catalogue, measures={**made.catalogue.measures, "accidents": measure})
    tables = compile_tables(replace(made, catalogue=catalogue))
    (found,) = (progress_towards(catalogue, tables, each) for each in tables.targets)
    assert (found.status is TargetStatus.ACHIEVED) == is_judged


def test_small_counts_are_judged_where_the_target_is_a_number() -> None:
    """At most 5 are at most 5, whatever there were before."""
    assert progress_of("accidents", {2010: 12, 2020: 4}, value={"at-most": 5}).status is TargetStatus.ACHIEVED


def test_a_range_is_approached_from_where_it_is_nearer() -> None:
    """From 20 % to between 40 and 60 %: 32 after six of ten years, and beyond 60 is too much."""
    asked: Asked = {"value": {"between": [40, 60]}}
    assert progress_of("rating", {2010: 20, 2016: 32}, **asked).status is TargetStatus.ON_PACE
    assert progress_of("rating", {2010: 20, 2016: 61}, **asked).status is TargetStatus.BEHIND
    assert progress_of("rating", {2010: 50, 2016: 41}, **asked).status is TargetStatus.ON_PACE
    assert progress_of("rating", {2010: 80, 2016: 67}, **asked).status is TargetStatus.ON_PACE
    assert progress_of("rating", {2010: 80, 2016: 30}, **asked).status is TargetStatus.BEHIND


def test_a_period_that_is_over_without_its_figure_says_how_it_was_until_then() -> None:
    records = series("accidents", {2010: 1000, 2015: 950})
    goal = target("a", 2018, None, measure="accidents", change=-50, baseline={"period": 2010})
    found = progresses(goal, *records)["2018"].assessment
    assert found.status is TargetStatus.NOT_ASSESSABLE
    assert (found.reason, found.by_then) == (StatusReason.WHOLE_MISSING, TargetStatus.BEHIND)


def test_a_part_of_the_period_goes_before_the_years_before_it() -> None:
    """Once the year of the target has begun, its own first half is compared, as that of any target."""
    half = observed("a", "2020-H1", 300, measure="accidents", line=9)
    goal = target("a", 2020, None, measure="accidents", change=-50, baseline={"period": 2010})
    found = progresses(goal, *series("accidents", {2010: 1000, 2019: 520}), half)["2020"]
    assert found.figure is not None
    assert found.figure.key.period.text == "2020-H1"
    assert found.way is None or not found.is_on_way


def test_a_milestone_is_final_and_the_target_still_open() -> None:
    asked: Asked = {"change": -50, "milestones": [{"period": 2015, "change": -20}], "baseline": {"period": 2010}}
    goal = target("a", 2025, None, measure="accidents", **asked)
    found = progresses(goal, *series("accidents", {2010: 1000, 2015: 790, 2019: 690}))
    assert {when: progress.status for when, progress in found.items()} == {
        "2015": TargetStatus.ACHIEVED,
        "2025": TargetStatus.ON_PACE,
    }
    way = found["2025"].way
    assert way is not None
    assert way.expected == 680


@given(st.integers(1, 2000), st.integers(1, 2000), st.integers(0, 3000), st.integers(1, 9), st.sampled_from(Qualifier))
def test_falling_mirrors_rising(baseline: int, goal: int, attained: int, years: int, qualifier: Qualifier) -> None:
    """What is less of what is to fall is as good as more of what is to rise."""
    if baseline == goal or qualifier is not Qualifier.EXACT:
        return
    elapsed = Fraction(years, 10)

    def said(sign: int) -> TargetStatus:
        ceiling = (goal <= baseline) == (sign > 0)
        target_type = TargetType.NOT_EXCEED if ceiling else TargetType.REACH
        low = Fraction(sign * goal)
        start = Fraction(sign * baseline)
        expected = start + (low - start) * elapsed
        number = Quantity(Fraction(sign * attained))
        goals = Goal(target_type, low, low)
        return assess_on_way(
            WayComparison(goals, number, start, expected, elapsed, is_counted=True, rules=Pace())
        ).status

    assert said(1) is said(-1)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (2015, 2020, True),
        ("2015-Q1", "2020-Q1", True),
        ("2015-Q1", 2020, False),
        ("2015-H1", "2020-Q1", False),
        ("term-2015-2020", "term-2020-2025", True),
        ("2015-01/2015-03", "2020-Q1", True),
        ("2015-02/2015-04", "2020-02/2020-09", False),
    ],
)
def test_periods_of_one_length(first: str | int, second: str | int, alike: bool) -> None:
    assert period(first).is_comparable_with(period(second)) is alike


# --- without a baseline


def level(measure: str, values: dict[int, object], when: int = 2020, **asked: Any) -> Progress:
    """The progress of a unit towards one target without a baseline."""
    return progresses(target("a", when, asked.pop("value"), measure=measure, **asked), *series(measure, values))[
        str(when)
    ]


@pytest.mark.parametrize(
    ("measure", "value", "newest", "status", "to_go"),
    [
        ("rating", {"at-least": 90}, "74.6", TargetStatus.NOT_ASSESSABLE, "15.4"),
        ("rating", {"at-least": 90}, 90, TargetStatus.ON_PACE, 0),
        ("weak", {"at-most": 5}, 8, TargetStatus.NOT_ASSESSABLE, -3),
        ("weak", {"at-most": 5}, 4, TargetStatus.ON_PACE, 1),
        ("rating", {"between": [40, 60]}, 70, TargetStatus.NOT_ASSESSABLE, -10),
        ("rating", {"between": [40, 60]}, 50, TargetStatus.ON_PACE, 0),
    ],
)
def test_a_level_shows_how_far_it_is_to_go(
    measure: str, value: object, newest: int | str, status: TargetStatus, to_go: int | str
) -> None:
    """By the newest figure of before the target's period; on pace only where it is there already."""
    found = level(measure, {2016: 1, 2018: Decimal(newest)}, value=value)
    assert (found.status, found.is_on_way) == (status, True)
    assert found.assessment.reason is (None if status is TargetStatus.ON_PACE else StatusReason.NO_PATH)
    assert found.way is not None
    assert (found.way.to_go, found.way.gone, found.way.share_gone, found.way.expected) == (
        Fraction(to_go),
        None,
        None,
        None,
    )
    assert found.way.years_left == 2


def test_what_adds_up_over_a_time_has_no_newest_level() -> None:
    found = level("accidents", {2018: 30}, value={"at-most": 20})
    assert (found.figure, found.way, found.assessment.reason) == (None, None, StatusReason.NO_FIGURE)


def test_a_level_of_before_says_nothing_of_a_period_that_is_over() -> None:
    """The records go beyond 2019, and there is no figure of 2019."""
    found = level("rating", {2018: 95}, when=2019, value={"at-least": 90})
    assert (found.figure, found.assessment.reason) == (None, StatusReason.NO_FIGURE)


def test_a_figure_of_the_target_itself_goes_before_the_newest_of_before() -> None:
    found = level("rating", {2018: 95, 2020: 80}, value={"at-least": 90})
    assert (found.status, found.way) == (TargetStatus.MISSED, None)


@pytest.mark.parametrize(
    ("baseline", "newest", "to_go"),
    [(1000, 700, -100), (1000, 400, 100), (400, 700, -100), (550, 640, -40), (550, 460, 40), (400, 520, 0)],
)
def test_what_is_to_go_to_a_range_is_to_its_nearest_end(baseline: int, newest: int, to_go: int) -> None:
    """From 500 to 600, which a fall may have passed downwards and a rise upwards."""
    found = progress_of("accidents", {2010: baseline, 2016: newest}, value={"between": [500, 600]})
    assert found.way is not None
    assert [found.way.nearest, found.way.to_go] == [newest + to_go, to_go]
    assert found.way.needed_a_year == (Fraction(to_go, 4) if to_go else None)


def test_what_happens_in_a_quarter_is_compared_with_the_same_quarter() -> None:
    """Twice as much happens in each last quarter as in the others; it rises, and was to fall."""
    last, others = {2020: 200, 2021: 208, 2022: 216, 2023: 224}, (100, 100, 100)
    figures = [
        observed("a", f"{year}-Q{quarter}", number + (year - 2020), measure="accidents", line=year * 10 + quarter)
        for year, fourth in last.items()
        for quarter, number in enumerate((*others, fourth), 1)
    ]
    later = observed("a", "2024-Q3", 100, measure="accidents", line=1)
    goal = target("a", "2026-Q4", None, measure="accidents", baseline={"period": "2020-Q4"}, change=-20)
    found = progresses(goal, *figures, later)["2026-Q4"]
    assert found.figure is not None
    assert found.figure.key.period.text == "2023-Q4"
    assert found.status is TargetStatus.BEHIND


@pytest.mark.parametrize(
    ("first", "second", "are_alike"),
    [
        ("2020-Q4", "2023-Q4", True),
        ("2020-Q4", "2023-Q3", False),
        ("2020-01/2020-09", "2021-04/2021-12", False),
        ("2020-H1", "2021-H1", True),
        ("2020-02", "2021-02", True),
        ("2020-12-31", "2021-03-31", True),
    ],
)
def test_seasons_are_compared_with_themselves(first: str, second: str, *, are_alike: bool) -> None:
    assert period(first).is_comparable_with(period(second)) is are_alike


def test_before_its_first_step_a_path_in_steps_asks_for_nothing() -> None:
    found = progress_of("accidents", {2010: 1000, 2015: 990}, change=-50, path="steps")
    assert found.assessment.reason is StatusReason.NOTHING_DUE


def test_a_small_count_is_compared_with_what_was_due_by_then() -> None:
    """From 60 to 6; after half of the time 33 were due: 40 may be so by chance, though it is far from 6."""
    found = progress_of("accidents", {2010: 60, 2015: 40}, change=-90)
    assert found.assessment.reason is StatusReason.SMALL_COUNTS


def test_a_small_count_that_is_far_from_what_was_due_is_judged() -> None:
    """From 1,000 to 900; after half of the time 950 were due, and there are 30."""
    found = progress_of("accidents", {2010: 1000, 2015: 30}, change=-10)
    assert found.status is TargetStatus.AHEAD


@pytest.mark.parametrize("baseline", [None, {"period": 2022}])
@pytest.mark.parametrize("when", [2027, 2028, 2032, 2033])
def test_a_leap_year_is_a_year_like_others(when: int, baseline: object) -> None:
    """The newest figure is of 2024, which has a day more than most years."""
    goal = target("a", when, {"at-least": 90}, measure="rating", baseline=baseline)
    found = progresses(goal, *series("rating", {2022: 75, 2023: 77, 2024: 79}))[str(when)]
    assert found.figure is not None
    assert found.figure.key.period.text == "2024"


def test_a_longer_period_says_nothing_of_a_shorter_one() -> None:
    goal = target("a", "2021-Q1", {"at-least": 90}, measure="rating")
    assert progresses(goal, observed("a", 2019, 70, measure="rating"))["2021-Q1"].figure is None
