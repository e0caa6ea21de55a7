"""A change is from the same period a year before, and only where the two can be compared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.time_series import Change, ComparabilityReason, change_on_year_before
from bulletin.model.records import Observation
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, figure, observed, tables, words


def changed(*records: Observation, unit: str = "a", when: str = "2019") -> Change | None:
    """The change of a unit's figure."""
    compiled = tables(*records)
    found = figure(compiled, unit, when)
    assert found is not None
    return change_on_year_before(catalogue(), compiled, found)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_change_is_exact_absolutely_and_relatively(now: int, then: int) -> None:
    change = changed(observed("a", 2018, then), observed("a", 2019, now))
    assert change is not None
    assert (change.difference, change.relative) == (
        Quantity(Fraction(now - then)),
        Quantity(Fraction(now - then, then)),
    )
    assert change.obstacle is None


@pytest.mark.parametrize("when", ["2019", "2019-Q1", "2019-H2", "2019-02", "2019-01/2019-07"])
def test_a_period_is_compared_with_the_same_one_a_year_before(when: str) -> None:
    before = when.replace("2019", "2018")
    change = changed(observed("a", before, 4), observed("a", when, 5), when=when)
    assert change is not None
    assert (change.before.key.period.text, change.relative) == (before, Quantity(Fraction(1, 4)))


def test_a_longer_or_another_period_is_no_period_before() -> None:
    assert changed(observed("a", 2018, 9), observed("a", "2019-01/2019-09", 6), when="2019-01/2019-09") is None
    assert changed(observed("a", 2018, 9, population="firms"), observed("a", 2019, 6)) is None


def test_from_nothing_there_is_no_relative_change() -> None:
    change = changed(observed("a", 2018, 0), observed("a", 2019, 6))
    assert change is not None
    assert (change.difference, change.relative, change.obstacle) == (Quantity(Fraction(6)), None, None)


@pytest.mark.parametrize(
    ("broken", "is_compared"), [("2019-Q3", False), ("2019-Q1", False), ("2018-Q4", False), ("2018-Q3", True)]
)
def test_nothing_is_compared_across_a_break(broken: str, is_compared: bool) -> None:
    quarters = ["2018-Q3", "2018-Q4", "2019-Q1", "2019-Q3"]
    records = [observed("a", q, 4, break_in_series=words("b") if q == broken else None) for q in quarters]
    change = changed(*records, when="2019-Q3")
    assert change is not None
    assert (change.obstacle is None) == is_compared
    assert (change.difference is None) == (not is_compared)
    if not is_compared:
        assert (change.obstacle, change.relative) == (ComparabilityReason.BREAK, None)


@pytest.mark.parametrize(
    ("then", "now", "difference", "relative"),
    [
        (
            100,
            {"more-than": 150},
            Quantity(Fraction(50), Qualifier.MORE_THAN),
            Quantity(Fraction(1, 2), Qualifier.MORE_THAN),
        ),
        (100, {"about": 150}, Quantity(Fraction(50), Qualifier.ABOUT), Quantity(Fraction(1, 2), Qualifier.ABOUT)),
        (
            {"at-least": 100},
            150,
            Quantity(Fraction(50), Qualifier.AT_MOST),
            Quantity(Fraction(1, 2), Qualifier.AT_MOST),
        ),
        (
            100,
            {"between": [110, 120]},
            Quantity(Fraction(10), Qualifier.BETWEEN, Fraction(20)),
            Quantity(Fraction(1, 10), Qualifier.BETWEEN, Fraction(1, 5)),
        ),
    ],
)
def test_a_change_keeps_the_qualifier_of_what_it_was_computed_from(
    then: Any, now: Any, difference: Quantity, relative: Quantity
) -> None:
    change = changed(observed("a", 2018, then), observed("a", 2019, now))
    assert change is not None
    assert (change.difference, change.relative) == (difference, relative)


def test_a_change_that_its_qualifiers_leave_open_is_not_given() -> None:
    change = changed(observed("a", 2018, {"more-than": 3}), observed("a", 2019, {"more-than": 4}))
    assert change is not None
    assert (change.obstacle, change.difference, change.relative) == (ComparabilityReason.QUALIFIER, None, None)


def test_an_absence_on_either_side_is_the_change() -> None:
    for then, now in (
        ("suppressed", 4),
        (4, "suppressed"),
        ("not-available", "suppressed"),
        ("suppressed", "not-available"),
    ):
        change = changed(observed("a", 2018, then), observed("a", 2019, now))
        assert change is not None
        assert (change.obstacle, change.difference, change.relative) == (
            ComparabilityReason.ABSENCE,
            *(2 * [Absence.SUPPRESSED]),
        )


def test_partial_totals_are_compared_only_for_the_same_units() -> None:
    then, now = [observed("a", 2018, 4), observed("b", 2018, 5)], [observed("a", 2019, 5), observed("b", 2019, 6)]
    same = changed(*then, *now, unit="top")
    assert same is not None
    assert same.difference == Quantity(Fraction(2))
    for units in ("ac", "bc", "abc"):
        other = changed(*then, *(observed(unit, 2019, 5) for unit in units), unit="top")
        assert other is not None
        assert (other.obstacle, other.difference, other.relative) == (ComparabilityReason.COVERAGE, None, None)
