"""A target is compared with the figure that says most of it; what cannot be said is never said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.run_rate import projection, run_rate
from bulletin.analysis.target_status import Assessment, StatusReason, TargetStatus, TargetType
from bulletin.analysis.time_series import elapsed
from bulletin.model.records import Observation, Target
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, period, target, words

WOMEN = {"breakdown": "sex", "category": "women"}


def progress_of(*records: Observation | Target) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def percent(progress: Progress, digits: int) -> str:
    """The ratio of the figure to its target, as a page would round it."""
    assert progress.ratio is not None
    assert isinstance(progress.ratio.percent, Quantity)
    return str(round_half_up(progress.ratio.percent.fraction, digits))


# --- the articles' shapes, on a synthetic unit ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "goal", "by", "shown", "status"),
    [
        ({"2018": 22, "2019-01/2019-09": 6}, ("2018", 20), "2018", "110.00", TargetStatus.ACHIEVED),
        ({"2018": 22, "2019-01/2019-09": 6}, ("2019", 20), "2019-01/2019-09", "30.00", TargetStatus.NOT_ASSESSABLE),
        ({"2019-01/2019-09": 2}, ("2019", 5), "2019-01/2019-09", "40.00", TargetStatus.NOT_ASSESSABLE),
        (
            {"term-2015-2020/2019-11": 1115, "2019-H1": 76},
            ("term-2015-2020", 1100),
            "term-2015-2020/2019-11",
            "101.36",
            TargetStatus.ACHIEVED,
        ),
        ({"2015": 18, "2018": 23}, ("2018", 16), "2018", "143.75", TargetStatus.ACHIEVED),
        ({"2018": 23, "2019-01/2019-07": 17}, ("2019", 16), "2019-01/2019-07", "106.25", TargetStatus.ACHIEVED),
        ({"2023-Q1": 2241}, ("2023", 9810), "2023-Q1", "22.84", TargetStatus.ON_PACE),
        ({"2023-Q1": 167}, ("2023", 454), "2023-Q1", "36.78", TargetStatus.AHEAD),
        ({"2023-Q1": 29}, ("2023", 69), "2023-Q1", "42.03", TargetStatus.AHEAD),
        ({"2018": 23}, ("2018", 75), "2018", "30.67", TargetStatus.MISSED),
    ],
)
def test_counts_against_targets(
    figures: dict[str, int], goal: tuple[str, int], by: str, shown: str, status: TargetStatus
) -> None:
    progress = progress_of(target("a", *goal), *(observed("a", when, value) for when, value in figures.items()))
    assert progress.figure is not None
    assert (progress.figure.key.period.text, percent(progress, 2), progress.status) == (by, shown, status)
    assert (progress.target.value, progress.share) == (target("a", *goal).value, None)


@pytest.mark.parametrize(
    ("women", "whole", "status"),
    [(15, 18, TargetStatus.ACHIEVED), (2, 5, TargetStatus.ACHIEVED), (1, 3, TargetStatus.MISSED)],
)
def test_a_share_target_is_compared_with_the_category_over_the_whole(
    women: int, whole: int, status: TargetStatus
) -> None:
    progress = progress_of(target("a", 2015, 40, share=WOMEN), observed("a", 2015, whole, by={"sex": {"women": women}}))
    assert progress.share is not None
    assert progress.share.value == Quantity(Fraction(women, whole))
    assert (progress.status, progress.attained) == (status, Quantity(Fraction(100 * women, whole)))
    assert progress.ratio is None
    assert (progress.share.numerator, progress.share.denominator) == (progress.figure, progress.whole)


def test_a_share_is_to_be_reached_even_of_what_should_become_less() -> None:
    record = observed("a", 2015, 10, measure="weak", by={"sex": {"women": 5}})
    progress = progress_of(target("a", 2015, 40, measure="weak", share=WOMEN), record)
    assert (progress.target_type, progress.status) == (TargetType.REACH, TargetStatus.ACHIEVED)


def test_a_share_target_without_its_category_or_its_whole_cannot_be_said() -> None:
    goal = target("a", 2015, 40, share=WOMEN)
    assert progress_of(goal, observed("a", 2015, 18)).status is TargetStatus.NOT_ASSESSABLE
    no_whole = progress_of(goal, observed("a", 2015, "not-available", by={"sex": {"women": 5}}))
    assert (no_whole.status, no_whole.attained) == (TargetStatus.NOT_ASSESSABLE, Absence.NOT_AVAILABLE)
    nobody = progress_of(goal, observed("a", 2015, 0, by={"sex": {"women": 0}}))
    assert (nobody.status, nobody.attained) == (TargetStatus.NOT_ASSESSABLE, None)


@pytest.mark.parametrize("wanted", [{"at-least": 40}, {"at-most": 40}, {"at-least": 60}, {"at-most": 60}])
def test_the_share_among_those_that_reported_settles_no_target_for_all(wanted: dict[str, int]) -> None:
    goal = target("top", 2015, wanted, share=WOMEN)
    parts = (observed(unit, 2015, 10, by={"sex": {"women": 5}}) for unit in ("a", "b"))
    progress = progress_of(goal, *parts)
    assert progress.figure is not None
    assert not progress.figure.is_complete
    assert progress.assessment == Assessment(TargetStatus.NOT_ASSESSABLE, StatusReason.UNCLEAR)


@pytest.mark.parametrize(
    ("measure", "goal", "value", "target_type", "status"),
    [
        ("weak", {"under": "0.5"}, "0.36", TargetType.STAY_BELOW, TargetStatus.ACHIEVED),
        ("weak", {"under": "0.5"}, "0.5", TargetType.STAY_BELOW, TargetStatus.MISSED),
        ("weak", {"at-most": "0.5"}, "0.5", TargetType.NOT_EXCEED, TargetStatus.ACHIEVED),
        ("weak", {"at-most": "0.5"}, "0.51", TargetType.NOT_EXCEED, TargetStatus.MISSED),
        ("weak", "0.5", "0.5", TargetType.NOT_EXCEED, TargetStatus.ACHIEVED),
        ("weak", "0.5", "0.6", TargetType.NOT_EXCEED, TargetStatus.MISSED),
        ("rating", {"at-least": 80}, 80, TargetType.REACH, TargetStatus.ACHIEVED),
        ("rating", {"more-than": 80}, 80, TargetType.EXCEED, TargetStatus.MISSED),
        ("rating", {"more-than": 80}, 81, TargetType.EXCEED, TargetStatus.ACHIEVED),
        ("rating", {"about": 80}, 80, TargetType.REACH, TargetStatus.ACHIEVED),
        ("rating", {"between": [10, 12]}, 9, TargetType.RANGE, TargetStatus.MISSED),
        ("rating", {"between": [-2, 0]}, 0, TargetType.RANGE, TargetStatus.ACHIEVED),
        ("rating", {"between": [10, 12]}, 10, TargetType.RANGE, TargetStatus.ACHIEVED),
        ("rating", {"between": [10, 12]}, 12, TargetType.RANGE, TargetStatus.ACHIEVED),
        ("rating", {"between": [10, 12]}, "12.1", TargetType.RANGE, TargetStatus.MISSED),
        ("rating", {"between": [10, 12]}, {"between": [10, 12]}, TargetType.RANGE, TargetStatus.ACHIEVED),
        ("rating", {"between": [10, 12]}, {"more-than": 12}, TargetType.RANGE, TargetStatus.MISSED),
        ("rating", {"between": [10, 12]}, {"more-than": 9}, TargetType.RANGE, TargetStatus.NOT_ASSESSABLE),
        ("rating", {"between": [10, 12]}, {"between": [9, 11]}, TargetType.RANGE, TargetStatus.NOT_ASSESSABLE),
        ("rating", 80, {"more-than": 80}, TargetType.REACH, TargetStatus.ACHIEVED),
        ("rating", 80, {"more-than": 70}, TargetType.REACH, TargetStatus.NOT_ASSESSABLE),
        ("rating", 80, {"under": 80}, TargetType.REACH, TargetStatus.MISSED),
        ("rating", 80, {"about": 100}, TargetType.REACH, TargetStatus.NOT_ASSESSABLE),
        ("weak", {"under": "0.5"}, {"under": "0.5"}, TargetType.STAY_BELOW, TargetStatus.ACHIEVED),
        ("weak", {"under": "0.5"}, "not-available", TargetType.STAY_BELOW, TargetStatus.NOT_ASSESSABLE),
        ("rating", "not-available", 80, TargetType.REACH, TargetStatus.NOT_ASSESSABLE),
    ],
)
def test_every_kind_of_target_and_value(
    measure: str, goal: Any, value: Any, target_type: TargetType, status: TargetStatus
) -> None:
    progress = progress_of(
        target("a", 2018, exact(goal), measure=measure), observed("a", 2018, exact(value), measure=measure)
    )
    assert (progress.target_type, progress.status) == (target_type, status)
    assert progress.figure is not None


def exact(value: Any) -> Any:
    """Decimals from their text, as the reader of records makes them."""
    if isinstance(value, dict):
        return {name: exact(bound) for name, bound in value.items()}
    return Decimal(value) if isinstance(value, str) and value[0].isdigit() else value


def test_the_ratio_to_a_bound_is_to_the_number_that_was_set() -> None:
    """That a target is a bound says what it asks for; it does not make its number uncertain."""
    progress = progress_of(target("a", 2018, {"at-least": 20}), observed("a", 2018, 22))
    assert progress.ratio is not None
    assert progress.ratio.value == Quantity(Fraction(11, 10))
    about = progress_of(target("a", 2018, {"about": 20}), observed("a", 2018, 22))
    assert about.ratio is not None
    assert about.ratio.value == Quantity(Fraction(11, 10), Qualifier.ABOUT)


def test_no_verdict_is_given_on_a_target_that_is_not_assessed() -> None:
    """The figure is shown beside it, and neither a ratio nor a status comes of the two."""
    progress = progress_of(target("a", 2018, 75, unassessed=words("contradicts")), observed("a", 2018, 80))
    assert progress.attained == Quantity(Fraction(80))
    assert (progress.ratio, progress.status) == (None, TargetStatus.NOT_ASSESSABLE)
    share = progress_of(
        target("a", 2018, 40, share=WOMEN, unassessed=words("contradicts")),
        observed("a", 2018, 9, by={"sex": {"women": 6}}),
    )
    assert (share.ratio, share.status) == (None, TargetStatus.NOT_ASSESSABLE)


# --- partial totals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goal", "status"),
    [
        (9, TargetStatus.ACHIEVED),
        (10, TargetStatus.NOT_ASSESSABLE),
        ({"at-most": 8}, TargetStatus.MISSED),
        ({"at-most": 9}, TargetStatus.NOT_ASSESSABLE),
    ],
)
def test_a_partial_total_says_at_least_so_many(goal: Any, status: TargetStatus) -> None:
    progress = progress_of(target("top", 2019, goal), observed("b", 2019, 4), observed("c", 2019, 5))
    assert progress.attained == Quantity(Fraction(9), Qualifier.AT_LEAST)
    assert progress.status is status


def test_the_share_of_a_category_in_a_partial_total_is_that_of_the_units_that_reported_both() -> None:
    goal = target("top", 2019, 40, share=WOMEN)
    both = [observed(unit, 2019, 10, by={"sex": {"women": 4}}) for unit in "ab"]
    assert progress_of(goal, *both).attained == Quantity(Fraction(40))
    assert progress_of(goal, *both, observed("c", 2019, 10)).attained == Quantity(Fraction(80, 3), Qualifier.AT_LEAST)
    (first, second) = both[0], observed("b", 2019, 10)
    assert progress_of(goal, first, second).attained is None


# --- elapsed time ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "part", "share"),
    [
        ("2023", "2023-Q1", Fraction(90, 365)),
        ("2020", "2020-Q1", Fraction(91, 366)),
        ("2019", "2019", Fraction(1)),
        ("2019", "2019-12-31", Fraction(1)),
        ("2019", "2019-01-01", Fraction(1, 365)),
        ("term-2015-2020", "term-2015-2020/2019-11", Fraction(1795, 2192)),
        ("2019", "2018", Fraction(0)),
        ("2019", "2020", Fraction(1)),
    ],
)
def test_elapsed_is_an_exact_share_of_days(whole: str, part: str, share: Fraction) -> None:
    assert elapsed(period(whole), period(part)) == share


# --- laws ------------------------------------------------------------------------------------------------------------

ORDER = [TargetStatus.MISSED, TargetStatus.ACHIEVED]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_more_of_what_is_to_be_reached_is_never_less_progress(count: int, other: int, goal: int) -> None:
    low, high = (progress_of(target("a", 2018, goal), observed("a", 2018, value)) for value in sorted((count, other)))
    assert isinstance(low.attained, Quantity)
    assert isinstance(high.attained, Quantity)
    assert low.ratio is not None
    assert high.ratio is not None
    assert isinstance(low.ratio.value, Quantity)
    assert isinstance(high.ratio.value, Quantity)
    assert low.ratio.value.number <= high.ratio.value.number
    assert ORDER.index(low.status) <= ORDER.index(high.status)
    assert (high.status is TargetStatus.ACHIEVED) == (high.ratio.value.number >= 1)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_ratio_is_exact_and_leads_back_to_its_two_figures(value: int, goal: int) -> None:
    goal_record, record = target("a", 2018, goal), observed("a", 2018, value)
    ratio = progress_of(goal_record, record).ratio
    assert ratio is not None
    assert ratio.value == Quantity(Fraction(value, goal))
    assert ratio.percent == Quantity(Fraction(100 * value, goal))
    assert (ratio.numerator.value, ratio.denominator.value) == (record.value, goal_record.value)


# --- terms of which only the years are known --------------------------------------------------------------------------


@given(st.integers(0, 300), st.sampled_from(["2015-06", "2018-03", "2020-11"]), st.booleans())
def test_without_the_days_of_a_term_nothing_is_said_of_its_time(count: int, until: str, later: bool) -> None:
    """No share of the time, no pace, no run-rate, no projection; a count that has come is achieved all the same."""
    found = held_over_years(count, f"term-2015-2020/{until}", later=later)
    assert found.elapsed is None
    assert run_rate(found) is None
    assert projection(found) is None
    if count >= 100:
        assert found.assessment == Assessment(TargetStatus.ACHIEVED)
    else:
        reason = StatusReason.WHOLE_MISSING if later else StatusReason.DATES_UNKNOWN
        assert found.assessment == Assessment(TargetStatus.NOT_ASSESSABLE, reason)


@pytest.mark.parametrize(("count", "status"), [(99, TargetStatus.MISSED), (100, TargetStatus.ACHIEVED)])
def test_the_figure_of_the_whole_term_settles_it_without_its_days(count: int, status: TargetStatus) -> None:
    found = held_over_years(count, "term-2015-2020")
    assert (found.elapsed, found.status) == (Fraction(1), status)


def held_over_years(count: int, when: str, *, later: bool = False) -> Progress:
    """A target of 100 over a term of which only the years are known; perhaps with a report made after it."""
    after = [observed("b", 2021, 1, reported="2022-01-05")] if later else []
    made = corpus(target("a", "term-2015-2020", 100), observed("a", when, count, reported="2020-12-01"), *after)
    terms = tuple(term.model_copy(update={"dates_known": False}) for term in made.catalogue.bulletin.terms)
    bulletin = made.catalogue.bulletin.model_copy(update={"terms": terms})
    compiled = compile_tables(made)
    return progress_towards(replace(made.catalogue, bulletin=bulletin), compiled, compiled.targets[0])
