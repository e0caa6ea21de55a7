"""The rule by which targets are found achieved, on pace or behind; and for each verdict, when it must not be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_by, progress_towards
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
from bulletin.model.records import Observation, Organization, Pace, Target
from bulletin.model.values import Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, figure, observed, organization, target, words

HALF = Fraction(1, 2)
QUARTER_YEAR = Fraction(90, 365)
RULES = Pace()


def compared(
    count: int | Quantity,
    low: int = 100,
    *,
    target_type: TargetType = TargetType.REACH,
    nature: Nature = Nature.COUNT,
    elapsed: Fraction = HALF,
    high: int | None = None,
    **more: Any,
) -> Assessment:
    """The assessment of a number, half-way through the period unless given otherwise."""
    attained = count if isinstance(count, Quantity) else Quantity(Fraction(count))
    goal = Goal(target_type, Fraction(low), Fraction(low if high is None else high))
    due = more.pop("due", elapsed)
    return assess(TargetComparison(goal, nature, attained, elapsed, due, more.pop("rules", RULES), **more))


def said(*args: Any, **more: Any) -> str:
    """The standing in its stable word, or the reason why nothing can be said."""
    found = compared(*args, **more)
    return (found.reason or found.status).value


def progress_of(*records: Observation | Target, organizations: Sequence[Organization] = FLAT) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records, organizations=organizations)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


# --- counts to reach --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (44, "behind"),
        (45, "on-pace"),
        (50, "on-pace"),
        (55, "on-pace"),
        (56, "ahead"),
        (99, "ahead"),
        (100, "achieved"),
    ],
)
def test_a_count_is_compared_with_what_was_to_be_expected_give_or_take_the_band(count: int, expected: str) -> None:
    """Of 100 at half-time 50 were due; up to 10 % of that more or less is on pace, and the ends of the band are."""
    assert said(count) == expected


def test_more_than_a_number_is_not_achieved_by_the_number() -> None:
    assert said(100, target_type=TargetType.EXCEED, elapsed=Fraction(1)) == "missed"
    assert said(100, target_type=TargetType.EXCEED) == "ahead"
    assert said(101, target_type=TargetType.EXCEED) == "achieved"


def test_a_count_is_achieved_as_soon_as_it_has_come_and_missed_only_by_the_whole_period() -> None:
    assert said(100, elapsed=Fraction(1, 365)) == "achieved"
    assert said(99, elapsed=Fraction(1)) == "missed"
    assert said(0, elapsed=Fraction(364, 365)) == "behind"


def test_before_enough_of_the_period_is_over_or_enough_is_due_nothing_is_said() -> None:
    assert said(0, elapsed=Fraction(19, 100)) == "too-early"
    assert said(0, elapsed=Fraction(1, 5)) == "behind"
    assert said(0, 19) == "too-few"
    assert said(0, 20) == "behind"
    assert said(3, 5, elapsed=Fraction(273, 365)) == "too-few"


def test_thresholds_are_those_of_the_bulletin() -> None:
    strict = Pace(band=0, least_elapsed=60, least_expected=1)
    assert said(49, rules=strict) == "too-early"
    assert said(59, elapsed=Fraction(3, 5), rules=strict) == "behind"
    assert said(61, elapsed=Fraction(3, 5), rules=strict) == "ahead"


def test_the_defaults_keep_one_case_from_turning_behind_into_ahead() -> None:
    """With the least that must be expected, the band is at least one case on either side."""
    assert Fraction(RULES.band, 100) * RULES.least_expected >= 1


# --- ceilings, ranges, levels and stocks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "target_type", "elapsed", "expected"),
    [
        (101, TargetType.NOT_EXCEED, Fraction(1, 365), "missed"),
        (100, TargetType.STAY_BELOW, Fraction(1, 365), "missed"),
        (100, TargetType.NOT_EXCEED, HALF, "behind"),
        (56, TargetType.NOT_EXCEED, HALF, "behind"),
        (55, TargetType.NOT_EXCEED, HALF, "on-pace"),
        (0, TargetType.NOT_EXCEED, HALF, "on-pace"),
        (0, TargetType.NOT_EXCEED, Fraction(1, 365), "too-early"),
        (100, TargetType.NOT_EXCEED, Fraction(1), "achieved"),
        (100, TargetType.STAY_BELOW, Fraction(1), "missed"),
    ],
)
def test_a_ceiling_on_a_count_is_broken_for_good_and_kept_only_at_the_end(
    count: int, target_type: TargetType, elapsed: Fraction, expected: str
) -> None:
    """A count never comes down again, so that a broken ceiling is missed at once; an unbroken one is not yet kept."""
    assert said(count, target_type=target_type, elapsed=elapsed) == expected


@pytest.mark.parametrize(
    ("share", "target_type", "elapsed", "expected"),
    [
        (9, TargetType.STAY_BELOW, HALF, "on-pace"),
        (10, TargetType.STAY_BELOW, HALF, "behind"),
        (10, TargetType.NOT_EXCEED, HALF, "on-pace"),
        (11, TargetType.NOT_EXCEED, HALF, "behind"),
        (11, TargetType.NOT_EXCEED, Fraction(1), "missed"),
        (9, TargetType.STAY_BELOW, Fraction(1), "achieved"),
        (8, TargetType.REACH, HALF, "behind"),
        (9, TargetType.REACH, HALF, "behind"),
        (10, TargetType.REACH, HALF, "on-pace"),
        (10, TargetType.EXCEED, HALF, "behind"),
        (12, TargetType.REACH, HALF, "on-pace"),
        (12, TargetType.REACH, Fraction(1), "achieved"),
    ],
)
def test_a_level_can_still_turn_before_the_end(
    share: int, target_type: TargetType, elapsed: Fraction, expected: str
) -> None:
    """A share beyond its bound before the period is over is behind, never missed; within it, never yet achieved.

    It is compared with the target itself, without a band, so that it is never ahead.
    """
    assert said(share, 10, target_type=target_type, nature=Nature.LEVEL, elapsed=elapsed) == expected


def test_the_share_of_a_part_needs_enough_that_it_is_a_share_of() -> None:
    share = {"nature": Nature.LEVEL, "elapsed": HALF}
    assert said(20, 40, base=Fraction(9), **share) == "too-few"
    assert said(20, 40, base=Fraction(10), **share) == "behind"
    assert said(20, 40, base=Fraction(5), nature=Nature.LEVEL, elapsed=Fraction(1)) == "missed"


def test_what_there_is_need_not_be_there_before_the_end() -> None:
    """A stock below its target may come from anywhere: it is neither behind nor missed before the end."""
    assert said(50, nature=Nature.STOCK) == "level-to-come"
    assert said(100, nature=Nature.STOCK) == "on-pace"
    assert said(100, nature=Nature.STOCK, elapsed=Fraction(1)) == "achieved"
    assert said(99, nature=Nature.STOCK, elapsed=Fraction(1)) == "missed"
    assert said(101, nature=Nature.STOCK, target_type=TargetType.NOT_EXCEED) == "behind"


@pytest.mark.parametrize(
    ("count", "elapsed", "expected"),
    [
        (121, HALF, "missed"),
        (110, HALF, "ahead"),
        (50, HALF, "on-pace"),
        (44, HALF, "behind"),
        (100, Fraction(1), "achieved"),
        (120, Fraction(1), "achieved"),
        (99, Fraction(1), "missed"),
    ],
)
def test_a_count_in_a_range_is_missed_beyond_it_and_never_achieved_before_the_end(
    count: int, elapsed: Fraction, expected: str
) -> None:
    assert said(count, 100, high=120, target_type=TargetType.RANGE, elapsed=elapsed) == expected


# --- what is not known well enough ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qualifier", "number", "expected"),
    [
        (Qualifier.MORE_THAN, 100, "achieved"),
        (Qualifier.AT_LEAST, 60, "ahead"),
        (Qualifier.AT_LEAST, 50, "unclear"),
        (Qualifier.UNDER, 45, "behind"),
        (Qualifier.UNDER, 50, "unclear"),
        (Qualifier.ABOUT, 50, "unclear"),
        (Qualifier.ABOUT, 500, "unclear"),
    ],
)
def test_a_qualified_number_gives_only_the_verdict_that_all_it_can_be_gives(
    qualifier: Qualifier, number: int, expected: str
) -> None:
    assert said(Quantity(Fraction(number), qualifier)) == expected


@given(st.integers(0, 120), st.sampled_from([Qualifier.AT_LEAST, Qualifier.AT_MOST]), st.integers(0, 60))
def test_what_is_said_of_a_bound_is_true_of_every_number_within_it(
    number: int, qualifier: Qualifier, further: int
) -> None:
    """A verdict on "at least so many" is the verdict on each such number, up to what has been achieved meanwhile."""
    bound = compared(Quantity(Fraction(number), qualifier)).status
    status = compared(number + further if qualifier is Qualifier.AT_LEAST else max(0, number - further)).status
    assert bound in (TargetStatus.NOT_ASSESSABLE, status) or (bound, status) == (
        TargetStatus.AHEAD,
        TargetStatus.ACHIEVED,
    )


# --- a period that is over --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", [StatusReason.WHOLE_MISSING, StatusReason.CLOSED])
def test_a_period_that_is_over_without_a_figure_of_its_whole_is_not_missed(why: StatusReason) -> None:
    """How it stood until then is kept beside it."""
    assert compared(30, ended=why) == Assessment(TargetStatus.NOT_ASSESSABLE, why, TargetStatus.BEHIND)
    assert compared(1, 5, ended=why) == Assessment(TargetStatus.NOT_ASSESSABLE, why)
    assert compared(100, ended=why).status is TargetStatus.ACHIEVED
    assert compared(101, target_type=TargetType.NOT_EXCEED, ended=why).status is TargetStatus.MISSED


def test_the_newest_report_of_all_decides_what_is_over() -> None:
    """No clock does: a report of anybody about anything, made after the period, is enough."""
    goal, part = target("a", 2019, 20), observed("a", "2019-01/2019-09", 6, reported="2019-10-02", source="letter")
    assert progress_of(goal, part).status is TargetStatus.BEHIND
    other = observed("b", "2020-Q1", 1, reported="2020-04-02")
    assert progress_of(goal, part, other).assessment.reason is StatusReason.WHOLE_MISSING
    assert progress_of(goal, part, other, observed("a", 2019, 6)).status is TargetStatus.MISSED


def test_a_figure_of_the_past_is_assessed_as_of_its_end_once_the_whole_is_known() -> None:
    """On the page of a quarter the quarter's pace is kept, though the year is over and known."""
    made = corpus(target("a", 2019, 100), observed("a", "2019-Q1", 10), observed("a", 2019, 100))
    compiled = compile_tables(made)
    quarter = figure(compiled, "a", "2019-Q1")
    assert progress_by(made.catalogue, compiled, compiled.targets[0], quarter).status is TargetStatus.BEHIND


# --- a unit that is not there at the end of the period ----------------------------------------------------------------


def unit_that(**more: Any) -> tuple[Organization, ...]:
    """A city and a ward of it."""
    return organization("top", kind="city"), organization("a", "top", **more)


@pytest.mark.parametrize(
    "there",
    [{"closed": "2019-06-30"}, {"closed": "2018"}, {"suspended": ["2019-07/2020-03"]}, {"suspended": ["2018/2019"]}],
    ids=["closed", "closed-before-it", "suspended", "suspended-all-through"],
)
@pytest.mark.parametrize("measure", ["joined", "weak", "members", "rating", "days", "balance", "accidents"])
@pytest.mark.parametrize("within", [True, False])
@given(value=st.integers(0, 120), way=st.sampled_from([{}, {"baseline": {"period": 2015}}]))
def test_nothing_is_on_pace_of_a_unit_of_which_no_more_figures_come(
    there: dict[str, Any], measure: str, value: int, way: dict[str, Any], *, within: bool
) -> None:
    """What is settled stays so; else it is said how it was by then, of a unit that is there as of any other.

    The newest figure may be within the target's period or before it.
    """
    numbers: dict[int | str, int] = {2015: 60, 2017: value}
    numbers |= {"2019-06-30" if measure == "members" else "2019-H1": value} if within else {}
    figures = [observed("a", when, n, measure=measure, reported="2019-07-02") for when, n in numbers.items()]
    goal = target("a", 2019, 100, measure=measure, **way)
    gone, usual = (progress_of(goal, *figures, organizations=unit_that(**more)).assessment for more in (there, {}))
    by_then = None if usual.reason else usual.status
    is_settled = usual.status.is_final
    assert gone == (usual if is_settled else Assessment(TargetStatus.NOT_ASSESSABLE, StatusReason.CLOSED, by_then))


@pytest.mark.parametrize(
    ("there", "is_gone"),
    [
        ({"closed": "2019-12-30"}, True),
        ({"closed": "2019-12-31"}, False),
        ({"closed": "2019"}, False),
        ({"suspended": ["2019-02/2019-11"]}, False),
        ({"suspended": ["2020"]}, False),
    ],
)
def test_who_is_there_on_the_last_day_may_still_have_a_figure(there: dict[str, Any], *, is_gone: bool) -> None:
    """Of who is not, there is none, rather than none yet; that the records go on says no more."""
    for later in ([], [observed("top", 2020, 1, reported="2021-01-02")]):
        found = progress_of(target("a", 2019, 100), *later, organizations=unit_that(**there))
        assert found.assessment.reason is (StatusReason.CLOSED if is_gone else StatusReason.NO_FIGURE)
        assert (found.ended is None) == (not is_gone and not later)


def test_a_figure_of_the_whole_period_decides_also_of_a_closed_unit() -> None:
    units = unit_that(closed="2019-06-30")
    goal, quarter = target("a", 2019, 100), observed("a", "2019-Q1", 20)
    assert progress_of(goal, quarter, observed("a", 2019, 60), organizations=units).status is TargetStatus.MISSED
    assert progress_of(goal, quarter, observed("a", 2019, 110), organizations=units).status is TargetStatus.ACHIEVED


# --- what takes no verdict --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "figures", "reason"),
    [
        ({"unassessed": words("contradicts")}, [9], StatusReason.UNASSESSED),
        ({}, [], StatusReason.NO_FIGURE),
        ({}, ["not-available"], StatusReason.NO_VALUE),
        ({}, ["suppressed"], StatusReason.SUPPRESSED),
        ({}, [{"about": 20}], StatusReason.UNCLEAR),
    ],
)
def test_why_nothing_can_be_said_is_said(more: dict[str, Any], figures: list[Any], reason: StatusReason) -> None:
    found = progress_of(target("a", 2018, 20, **more), *(observed("a", 2018, value) for value in figures))
    assert found.assessment == Assessment(TargetStatus.NOT_ASSESSABLE, reason)


def test_a_target_without_a_number_takes_no_verdict() -> None:
    assert (
        progress_of(target("a", 2018, "not-available"), observed("a", 2018, 9)).assessment.reason
        is StatusReason.NO_TARGET
    )
    hidden = progress_of(target("a", 2018, "suppressed"), observed("a", 2018, 9))
    assert hidden.assessment.reason is StatusReason.SUPPRESSED


def test_a_superseded_target_is_superseded_whatever_was_achieved() -> None:
    old = target("a", 2018, 20, name="old", superseded_by="new")
    for records in ([observed("a", 2018, 30)], [observed("a", 2018, 1)], []):
        assert progress_of(old, target("a", 2018, 25, name="new"), *records).assessment == Assessment(
            TargetStatus.SUPERSEDED
        )
    assert progress_of(target("a", 2018, 25, name="new"), old, observed("a", 2018, 25)).status is TargetStatus.ACHIEVED


# --- laws -------------------------------------------------------------------------------------------------------------

BETTER = [TargetStatus.MISSED, TargetStatus.BEHIND, TargetStatus.ON_PACE, TargetStatus.AHEAD, TargetStatus.ACHIEVED]
"""From worst to best; of a target of which nothing can be said nothing is better or worse."""
shares = st.fractions(Fraction(1, 365), Fraction(1), max_denominator=365)
targets = st.integers(1, 300)


@given(st.integers(0, 400), targets, shares, shares, st.sampled_from([TargetType.REACH, TargetType.EXCEED]))
def test_one_more_never_worsens_a_count_to_reach(
    count: int, goal: int, elapsed: Fraction, due: Fraction, target_type: TargetType
) -> None:
    fewer, more = (compared(n, goal, target_type=target_type, elapsed=elapsed, due=due) for n in (count, count + 1))
    if fewer.status is TargetStatus.NOT_ASSESSABLE:
        assert more.status in (TargetStatus.NOT_ASSESSABLE, TargetStatus.ACHIEVED)
    else:
        assert BETTER.index(fewer.status) <= BETTER.index(more.status)


@given(
    st.integers(0, 400),
    targets,
    shares,
    st.sampled_from([TargetType.STAY_BELOW, TargetType.NOT_EXCEED]),
    st.sampled_from(list(Nature)),
)
def test_one_more_never_betters_a_ceiling(
    count: int, goal: int, elapsed: Fraction, target_type: TargetType, nature: Nature
) -> None:
    fewer, more = (
        compared(n, goal, target_type=target_type, elapsed=elapsed, nature=nature) for n in (count, count + 1)
    )
    if fewer.status is TargetStatus.NOT_ASSESSABLE:
        assert more.status in (TargetStatus.NOT_ASSESSABLE, TargetStatus.MISSED)
    else:
        assert BETTER.index(fewer.status) >= BETTER.index(more.status)


@given(
    st.integers(0, 400),
    targets,
    shares,
    st.sampled_from(list(TargetType)),
    st.sampled_from(list(Nature)),
    st.integers(0, 40),
)
def test_below_a_minimum_nothing_is_said_of_pace(  # noqa: PLR0917 - as many as the rule looks at
    count: int, goal: int, elapsed: Fraction, target_type: TargetType, nature: Nature, base: int
) -> None:
    found = compared(count, goal, target_type=target_type, nature=nature, elapsed=elapsed, base=Fraction(base))
    expected = goal * elapsed if nature.is_accumulated else base
    if elapsed * 100 < RULES.least_elapsed or expected < RULES.least_expected:
        assert found.status not in (TargetStatus.AHEAD, TargetStatus.ON_PACE, TargetStatus.BEHIND)


@given(
    st.integers(0, 400),
    targets,
    shares,
    st.sampled_from(list(TargetType)),
    st.sampled_from(list(Nature)),
    st.sampled_from([None, StatusReason.WHOLE_MISSING, StatusReason.CLOSED]),
)
def test_achieved_and_missed_are_never_taken_back(  # noqa: PLR0917 - as many as the rule looks at
    count: int, goal: int, elapsed: Fraction, target_type: TargetType, nature: Nature, ended: StatusReason | None
) -> None:
    """What is settled in the midst of a period stays so, whatever is still counted; what is not settled can go on."""
    now = compared(count, goal, target_type=target_type, nature=nature, elapsed=elapsed, ended=ended)
    if now.status in (TargetStatus.ACHIEVED, TargetStatus.MISSED):
        more = count if elapsed == 1 else count + 10
        assert compared(more, goal, target_type=target_type, nature=nature, elapsed=Fraction(1)).status is now.status
    if elapsed < 1 and nature is not Nature.COUNT:
        assert now.status not in (TargetStatus.ACHIEVED, TargetStatus.MISSED)


@given(st.permutations(range(6)))
def test_the_order_of_the_records_changes_no_status(order: list[int]) -> None:
    records: list[Observation | Target] = [
        target("a", 2019, 100, name="year"),
        target("a", 2018, 40, name="share", share={"breakdown": "sex", "category": "women"}),
        observed("a", "2019-H1", 44, reported="2019-07-01"),
        observed("a", 2018, 90, by={"sex": {"women": 40}}, reported="2019-01-05"),
        observed("a", "2018-H1", 50, reported="2018-07-05"),
        observed("b", "2019-Q1", 3, reported="2019-04-05"),
    ]
    made = corpus(*(records[position] for position in order))
    compiled = compile_tables(made)
    found = {target.id: progress_towards(made.catalogue, compiled, target).status for target in compiled.targets}
    assert found == {"year": TargetStatus.BEHIND, "share": TargetStatus.ACHIEVED}


def test_decimals_are_compared_exactly() -> None:
    """45.0 is in the band of 10 % below 50, and 44.9 is not."""
    goal = Goal(TargetType.REACH, Fraction(100), Fraction(100))
    exact = TargetComparison(goal, Nature.COUNT, Quantity(Fraction(45)), HALF, HALF, RULES)
    assert assess(exact).status is TargetStatus.ON_PACE
    less = replace(exact, attained=Quantity(Fraction(Decimal("44.9"))))
    assert assess(less).status is TargetStatus.BEHIND
