"""What the rest of a period has to bring, and what it would bring."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.run_rate import Projection, RunRate, expected_by_then, projection, run_rate
from bulletin.analysis.target_paths import months_between
from bulletin.analysis.target_status import TargetStatus
from bulletin.model.records import Observation, Target
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, target


def progress_of(*records: Observation | Target) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def progress_at(number: object, when: str, value: object, measure: str = "joined") -> Progress:
    """A target of 2020 for which there is a figure, reported as soon as its period ended."""
    return progress_of(target("a", 2020, number, measure=measure), observed("a", when, value, measure=measure))


# --- the required run-rate --------------------------------------------------------------------------------------------


@given(st.integers(1, 10**6), st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(0, 2000))
def test_the_run_rate_suffices_and_one_less_would_not(needed: int, first: date, days: int) -> None:
    """So many a month over the months that are left are no fewer than what is missing; one fewer a month would be."""
    last = first + timedelta(days)
    rest = RunRate(Fraction(needed), months_between(first, last), last)
    assert rest.per_month * rest.months >= needed
    assert (rest.per_month - 1) * rest.months < needed


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2023-04-01", "2023-12-31", Fraction(9)),
        ("2019-12-01", "2020-12-31", Fraction(13)),
        ("2020-02-29", "2020-02-29", Fraction(1, 29)),
        ("2019-09-07", "2019-12-31", Fraction(3) + Fraction(24, 30)),
        ("2019-01-16", "2019-02-14", Fraction(16, 31) + Fraction(14, 28)),
    ],
)
def test_months_are_counted_by_their_own_days(first: str, last: str, months: Fraction) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


@given(st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(1, 800), st.integers(1, 800))
def test_months_add_up(first: date, earlier: int, later: int) -> None:
    """Two spans that follow each other have together the months of the span from the first day to the last."""
    middle, last = first + timedelta(earlier), first + timedelta(earlier + later)
    next_day = middle + timedelta(1)
    assert months_between(first, middle) + months_between(next_day, last) == months_between(first, last)


def test_what_is_missing_is_counted_from_the_day_after_the_figure() -> None:
    assert run_rate(progress_at(100, "2020-01/2020-08", 86)) == RunRate(Fraction(14), Fraction(4), date(2020, 12, 31))
    rest = run_rate(progress_at(100, "2020-01/2020-08", 86))
    assert rest is not None
    assert rest.per_month == 4
    more = run_rate(progress_at({"more-than": 100}, "2020-01/2020-08", 86))
    assert more is not None
    assert more.needed == 15


@pytest.mark.parametrize(
    ("number", "when", "value", "measure"),
    [
        (100, "2020-Q1", 100, "joined"),
        (100, "2020", 99, "joined"),
        ({"at-most": 100}, "2020-Q1", 9, "joined"),
        (100, "2020-Q1", {"about": 9}, "joined"),
        (100, "2020-Q1", {"more-than": 30}, "joined"),
        (80, "2020-Q1", 40, "rating"),
        (900, "2020-03-31", 830, "members"),
    ],
)
def test_no_run_rate_where_nothing_is_to_be_counted_up(number: object, when: str, value: object, measure: str) -> None:
    """What is achieved or over, a ceiling, a share, a stock or an uncertain count takes no rate."""
    assert run_rate(progress_at(number, when, value, measure)) is None


def test_no_run_rate_for_a_period_that_is_over_or_a_target_without_a_verdict() -> None:
    goal, part = target("a", 2019, 100), observed("a", "2019-Q1", 9)
    assert run_rate(progress_of(goal, part, observed("b", 2019, 1))) is None
    later = target("a", 2019, 120, name="new")
    assert run_rate(progress_of(target("a", 2019, 100, superseded_by="new"), later, part)) is None


def test_too_early_for_pace_is_not_too_early_to_say_what_is_missing() -> None:
    found = progress_at(100, "2020-01", 3)
    rest = run_rate(found)
    assert rest is not None
    assert [rest.needed, rest.per_month] == [97, 9]
    assert projection(found) is None


# --- the projection ---------------------------------------------------------------------------------------------------


def test_a_projection_is_what_has_come_over_what_was_due() -> None:
    assert projection(progress_at(100, "2020-Q1", 30)) == Projection(Fraction(30 * 366, 91), is_seasonal=False)


@pytest.mark.parametrize("value", [100, {"about": 30}])
def test_nothing_is_projected_from_what_is_achieved_or_uncertain(value: object) -> None:
    assert projection(progress_at(100, "2020-Q1", value)) is None


def test_too_few_are_not_projected() -> None:
    assert projection(progress_at(10, "2020-Q1", 3)) is None


# --- on pace, and yet projected to fall short -------------------------------------------------------------------------


@given(st.integers(50, 20_000), st.integers(0, 20_000))
def test_on_pace_below_the_target_is_within_the_band_of_what_was_to_be_expected(wanted: int, value: int) -> None:
    """It is explained exactly where the status and the projection seem to contradict each other."""
    progress = progress_at(wanted, "2020-Q3", value)
    expected, projected = expected_by_then(progress), projection(progress)
    is_short = projected is not None and projected.number < wanted
    assert (expected is not None) == (progress.status is TargetStatus.ON_PACE and is_short)
    if expected is not None:
        assert expected * (1 - Fraction(progress.rules.band, 100)) <= value < expected


def test_a_quarter_of_the_year_with_hardly_less_than_its_part_of_the_target() -> None:
    expected = expected_by_then(progress_at(9810, "2020-Q1", 2241))
    assert expected == Fraction(9810 * 91, 366)
    assert expected_by_then(progress_at(9810, "2020-Q1", 2500)) is None
    assert expected_by_then(progress_at({"at-most": 9810}, "2020-Q1", 2241)) is None
