"""Measures that can be negative: what is missing may lower a total, so nothing partial bounds or settles anything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition, Composition
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.quantities import quantity_of
from bulletin.analysis.ranking import rankings
from bulletin.analysis.run_rate import projection, run_rate
from bulletin.analysis.target_status import (
    Assessment,
    Goal,
    Nature,
    StatusReason,
    TargetComparison,
    TargetStatus,
    TargetType,
    assess,
)
from bulletin.model.records import Measure, Observation, Pace, Target
from bulletin.model.values import Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import MEASURES, catalogue, compositions, corpus, figure, observed, tables, target

UNITS = ("a", "b", "c")
MEASURED = ("joined", "balance")
"""One that is never negative, and one that can be."""
SETTLED = (TargetStatus.ACHIEVED, TargetStatus.MISSED)


def values_of(measure: str) -> st.SearchStrategy[int]:
    """What the measure's declaration allows."""
    return st.integers(-100 if catalogue().measures[measure].may_be_negative else 0, 100)


def progress_of(*records: Observation | Target) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


# --- what a measure declares ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "declared", "may_be_negative"),
    [
        ("money", None, True),
        ("money", False, False),
        ("flow", None, False),
        ("flow", True, True),
        ("stock", None, False),
        ("share", True, True),
        ("duration", None, False),
    ],
)
def test_whether_a_measure_can_fall_is_declared_and_of_money_assumed(
    kind: str, declared: bool | None, may_be_negative: bool
) -> None:
    measure = catalogue().measures["joined"]
    record = Measure.model_validate({**measure.model_dump(by_alias=True), "kind": kind, "can-be-negative": declared})
    assert record.may_be_negative is may_be_negative


# --- partial totals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("measure", "known"), [("joined", True), ("balance", False)])
def test_a_partial_total_is_a_lower_bound_only_of_what_is_never_negative(measure: str, known: bool) -> None:
    made = tables(observed("a", 2019, 30, measure=measure), observed("b", 2019, 20, measure=measure))
    total = figure(made, "top", 2019, measure)
    assert total is not None
    assert total.is_open is not known
    assert quantity_of(total) == (Quantity(Fraction(50), Qualifier.AT_LEAST) if known else None)


@given(
    st.data(), st.sampled_from(MEASURED), st.integers(1, 3), st.integers(-150, 150), st.sampled_from(["least", "most"])
)
def test_what_some_units_settle_no_report_of_the_others_takes_back(
    data: st.DataObject, measure: str, known: int, goal: int, bound: str
) -> None:
    """Whatever the units that are missing report, as the measure's declaration allows."""
    values = [data.draw(values_of(measure)) for _ in UNITS]
    reports = [observed(unit, 2019, value, measure=measure) for unit, value in zip(UNITS, values, strict=True)]
    goal_record = target("top", 2019, {f"at-{bound}": goal}, measure=measure)
    now, later = progress_of(goal_record, *reports[:known]), progress_of(goal_record, *reports)
    if now.status in SETTLED:
        assert later.status is now.status


@given(st.data(), st.sampled_from(MEASURED), st.integers(-150, 150), st.sampled_from(["least", "most"]))
def test_what_half_a_year_settles_the_other_half_does_not_take_back(
    data: st.DataObject, measure: str, goal: int, bound: str
) -> None:
    halves = [data.draw(values_of(measure)) for _ in range(2)]
    days = ("2019-07-05", "2020-01-05")
    reports = [
        observed("a", f"2019-H{n}", value, measure=measure, reported=day)
        for n, (value, day) in enumerate(zip(halves, days, strict=True), 1)
    ]
    goal_record = target("a", 2019, {f"at-{bound}": goal}, measure=measure)
    now, later = progress_of(goal_record, reports[0]), progress_of(goal_record, *reports)
    if now.status in SETTLED:
        assert later.status is now.status
    if measure == "balance":
        assert now.status not in SETTLED


@given(st.data(), st.lists(st.sampled_from(UNITS), min_size=2, max_size=3, unique=True))
def test_adding_a_part_that_is_not_negative_never_lowers_the_known_total(data: st.DataObject, units: list[str]) -> None:
    values = {unit: data.draw(values_of("joined")) for unit in units}
    totals = [
        figure(tables(*(observed(unit, 2019, values[unit]) for unit in some)), "top", 2019)
        for some in (units[:-1], units)
    ]
    less, more = [quantity_of(total) if total is not None else None for total in totals]
    if isinstance(less, Quantity) and isinstance(more, Quantity):
        assert more.fraction >= less.fraction


# --- targets of zero and below ----------------------------------------------------------------------------------------

goals = st.integers(-120, 120)
shares = st.fractions(Fraction(0), Fraction(1), max_denominator=50)


@given(st.integers(-120, 120), goals)
def test_of_a_target_of_zero_or_below_there_is_a_difference_and_no_ratio(attained: int, goal: int) -> None:
    found = progress_of(target("a", 2019, goal, measure="balance"), observed("a", 2019, attained, measure="balance"))
    percent = found.ratio.percent if found.ratio is not None else None
    if goal > 0 and attained >= 0:
        assert (percent, found.difference) == (Quantity(Fraction(100 * attained, goal)), None)
    else:
        assert (percent, found.difference) == (None, Quantity(Fraction(attained - goal)))
    assert found.status is (TargetStatus.ACHIEVED if attained >= goal else TargetStatus.MISSED)


def _mirrored(found: Assessment) -> Assessment:
    """What is ahead upwards is within its bound downwards."""
    ahead = found.status is TargetStatus.AHEAD
    by_then = TargetStatus.ON_PACE if found.by_then is TargetStatus.AHEAD else found.by_then
    return Assessment(TargetStatus.ON_PACE if ahead else found.status, found.reason, by_then)


@given(st.integers(-200, 200), goals, shares, st.booleans(), st.sampled_from([None, StatusReason.WHOLE_MISSING]))
def test_upwards_and_downwards_are_judged_alike(
    attained: int, goal: int, elapsed: Fraction, strictly: bool, ended: StatusReason | None
) -> None:
    """A surplus to reach and a deficit not to exceed are one target with another sign."""

    def said(target_type: TargetType, sign: int) -> Assessment:
        number, wanted = Quantity(Fraction(sign * attained)), Fraction(sign * goal)
        rules = (elapsed, elapsed, Pace(), None, False, ended)
        return assess(TargetComparison(Goal(target_type, wanted, wanted), Nature.NET, number, *rules))

    upwards, downwards = (
        (TargetType.EXCEED, TargetType.STAY_BELOW) if strictly else (TargetType.REACH, TargetType.NOT_EXCEED)
    )
    assert _mirrored(said(upwards, 1)) == said(downwards, -1)


def half_way(goal: int, attained: int) -> Progress:
    """A target of the year and the figure of its first half."""
    part = observed("a", "2019-H1", attained, measure="balance", reported="2019-07-05")
    return progress_of(target("a", 2019, goal, measure="balance"), part)


@pytest.mark.parametrize(
    ("goal", "attained", "status", "needed"),
    [
        (100, 120, TargetStatus.AHEAD, None),
        (-100, -50, TargetStatus.ON_PACE, None),
        (-100, -60, TargetStatus.BEHIND, None),
        (-100, -120, TargetStatus.BEHIND, 20),
        (-100, 20, TargetStatus.AHEAD, None),
        (100, -40, TargetStatus.BEHIND, 140),
        (0, -40, TargetStatus.NOT_ASSESSABLE, 40),
    ],
)
def test_pace_below_zero_is_a_matter_of_differences(
    goal: int, attained: int, status: TargetStatus, needed: int | None
) -> None:
    """Half a deficit by half-year is on pace; a projection goes on evenly, and what is missing is what was lost."""
    found = half_way(goal, attained)
    rest = run_rate(found)
    assert (found.status, rest.needed if rest else None) == (status, needed)
    if found.status.is_under_way:
        projected = projection(found)
        assert projected is not None
        assert projected.number == Fraction(attained) / found.due


def test_units_are_ranked_by_multiples_of_targets_above_zero_only() -> None:
    """A loss is behind every gain; whoever was to lose no more than so much has no place among them."""
    wanted, got = {"a": 100, "b": 100, "c": -100}, {"a": 50, "b": -20, "c": -10}
    made = corpus(
        *(target(unit, 2019, value, name=unit, measure="balance") for unit, value in wanted.items()),
        *(observed(unit, 2019, value, measure="balance") for unit, value in got.items()),
    )
    (found,) = rankings(made.catalogue, compile_tables(made), "balance")
    assert {entry.progress.target.id: entry.place for entry in found.entries} == {"a": 1, "b": 2, "c": None}


# --- parts and wholes -------------------------------------------------------------------------------------------------


def split(whole: int, **parts: int) -> Composition:
    """A balance by account."""
    record = observed("a", 2019, whole, measure="balance", by={"account": parts})
    made = corpus(record)
    compiled = compile_tables(made)
    found = compiled.by_key[next(iter(compiled.by_key))]
    return next(each for each in compositions(made.catalogue, compiled, found) if each.breakdown == "account")


@given(st.integers(-100, 100), st.integers(-100, 100), st.booleans())
def test_parts_that_balance_each_other_are_no_shares(income: int, expenses: int, stated: bool) -> None:
    """No share is below zero or all together above the whole, and a part that is missing may be negative."""
    parts = {"income": income, "expenses": expenses} if stated else {"income": income}
    whole = income + expenses
    found = split(whole, **parts)
    percents = [part.share.percent for part in found.parts if part.share is not None]
    known = [percent.fraction for percent in percents if isinstance(percent, Quantity)]
    assert all(percent >= 0 for percent in known)
    assert sum(known) <= 100
    assert found.addition in (Addition.WHOLE, Addition.LESS)
    assert found.remainder == Quantity(Fraction(whole - sum(parts.values())))


def test_all_accounts_together_that_are_more_than_the_whole_are_a_contradiction() -> None:
    assert split(20, income=50, expenses=-10).addition is Addition.MORE


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_a_sum_that_lacks_parts_is_never_compared_with_the_whole(whole: int, part: int) -> None:
    records = (observed("top", 2019, whole, measure="balance"), observed("a", 2019, part, measure="balance"))
    made = corpus(*records)
    assert list(sums(made.catalogue, compile_tables(made))) == []


# --- what is measured rather than counted -----------------------------------------------------------------------------


def test_what_is_missing_of_a_measured_quantity_has_its_decimals() -> None:
    part = observed("a", "2019-H1", Decimal("62.5"), measure="land", reported="2019-07-05")
    rest = run_rate(progress_of(target("a", 2019, 100, measure="land"), part))
    assert rest is not None
    assert (rest.needed, rest.per_month, rest.until) == (Fraction("37.5"), Fraction("6.25"), date(2019, 12, 31))


@given(st.decimals(0, 99, places=2))
def test_so_much_a_month_suffices_to_the_hundredth(value: Decimal) -> None:
    part = observed("a", "2019-H1", value, measure="land", reported="2019-07-05")
    rest = run_rate(progress_of(target("a", 2019, 100, measure="land"), part))
    assert rest is not None
    assert rest.per_month * rest.months >= rest.needed > (rest.per_month - Fraction(1, 100)) * rest.months


def test_the_synthetic_measures_are_of_every_sort() -> None:
    """What these laws are about is among what they are tried on."""
    made = [catalogue().measures[record["id"]] for record in MEASURES]
    assert {measure.may_be_negative for measure in made} == {measure.is_counted for measure in made} == {True, False}
