"""How earlier years went stands in for even time, and only where it is known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_towards, projection
from bulletin.analysis.target_status import TargetStatus
from bulletin.model.records import Observation
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, target, words

YEARS = {2018: (10, 100), 2019: (50, 100)}
"""Up to the end of March, and the whole year."""


def year(when: int, part: int, whole: object, **more: Any) -> list[Observation]:
    """A year of a unit and its first quarter."""
    return [observed("a", f"{when}-Q1", part, **more), observed("a", when, whole)]


def past() -> list[Observation]:
    """Two full years: 60 of 200 came in their first quarters."""
    return [one for when, numbers in YEARS.items() for one in year(when, *numbers)]


def held(value: int, *records: Observation, goal: object = 100) -> Progress:
    """The first quarter of 2020 against the year's target."""
    made = corpus(target("a", 2020, goal), observed("a", "2020-Q1", value), *records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def test_two_years_right_before_are_pooled() -> None:
    """Of all that came in the two years 60 of 200 came by March, so that 30 of 100 are due, not 25."""
    found = held(26, *past())
    assert found.season is not None
    assert (found.season.came, found.season.total, found.due) == (Fraction(60), Fraction(200), Fraction(3, 10))
    assert found.status is TargetStatus.BEHIND
    assert held(26).status is TargetStatus.ON_PACE
    assert held(30, *past()).status is TargetStatus.ON_PACE


def test_a_projection_goes_by_the_season_where_the_pace_does() -> None:
    projected = projection(held(36, *past()))
    assert projected is not None
    assert (projected.number, projected.is_seasonal) == (Fraction(120), True)


@pytest.mark.parametrize(
    "records",
    [
        year(2019, 50, 100),
        [*year(2017, 10, 100), *year(2019, 50, 100)],
        [*year(2018, 10, 100), observed("a", 2019, 100)],
        [*year(2018, 10, 100), *year(2019, 50, {"about": 100})],
        [*year(2018, 0, 0), *year(2019, 0, 0)],
        [*year(2018, 10, 100), *year(2019, 50, 100, break_in_series=words("counted anew"))],
        [observed("b", when, 9) for when in (2018, 2019, "2018-Q1", "2019-Q1")],
    ],
    ids=["one", "gap", "no-part", "about", "nothing", "break", "others"],
)
def test_without_two_full_years_right_before_time_is_the_measure(records: list[Observation]) -> None:
    """One year, a gap, a qualified year, empty years, a broken series or another unit's years are no guide."""
    found = held(26, *records)
    assert found.season is None
    assert found.due == Fraction(91, 366)


def test_years_before_a_break_are_known_but_no_measure() -> None:
    """The pages can so say why time is the measure; without earlier years there is nothing to say."""
    broken = held(26, *year(2018, 10, 100), *year(2019, 50, 100, break_in_series=words("counted anew")))
    assert broken.past is not None
    assert broken.past.is_broken
    assert broken.season is None
    assert held(26).past is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 200)), min_size=2, max_size=2))
def test_what_was_due_by_the_season_is_a_share_of_the_target(years: list[tuple[int, int]]) -> None:
    found = held(26, *(one for when, numbers in zip((2018, 2019), years, strict=True) for one in year(when, *numbers)))
    assert 0 <= found.due <= 1
    assert found.due == Fraction(sum(part for part, _ in years), sum(whole for _, whole in years))


def test_where_nothing_used_to_come_by_then_nothing_is_said() -> None:
    """Nothing was due, so that nothing can be behind."""
    assert held(0, *year(2018, 0, 100), *year(2019, 0, 100)).status is TargetStatus.NOT_ASSESSABLE
