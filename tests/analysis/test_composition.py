"""Parts have their shares of the whole, and what they leave open or contradict is said."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition, Composition, CompositionPart
from bulletin.analysis.quantities import Outcome
from bulletin.analysis.target_status import TargetStatus
from bulletin.model.records import Observation, Target
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import compositions, corpus, figure, observed, target


def split(*records: Observation | Target, unit: str = "a", when: str = "2018") -> tuple[Composition, ...]:
    """The compositions of a unit's whole figure."""
    made = corpus(*records)
    compiled = compile_tables(made)
    whole = figure(compiled, unit, when)
    assert whole is not None
    return compositions(made.catalogue, compiled, whole)


def by_sex(whole: Any, **categories: Any) -> Composition:
    """A whole split by sex."""
    (composition,) = split(observed("a", 2018, whole, by={"sex": categories}))
    return composition


def share_of(part: CompositionPart) -> Outcome:
    """A part over its whole."""
    assert part.share is not None
    return part.share.value


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 120))
def test_shares_are_exact_and_the_remainder_is_what_they_leave(women: int, men: int, whole: int) -> None:
    composition = by_sex(whole, women=women, men=men)
    rest = whole - women - men
    expected = Addition.MORE if rest < 0 else Addition.LESS if rest else Addition.WHOLE
    assert (composition.addition, composition.remainder) == (expected, Quantity(Fraction(rest)))
    shares = [share_of(part) for part in composition.parts]
    assert shares == ([Quantity(Fraction(part, whole)) for part in (women, men)] if whole else [None, None])


def test_parts_are_in_the_order_of_the_vocabulary_and_know_their_whole() -> None:
    (composition,) = split(observed("a", 2018, 22, by={"nominator": {"owner": 1, "youth": 7, "union": 14}}))
    assert [part.category for part in composition.parts] == ["youth", "union", "owner"]
    assert all(part.share is not None and part.share.denominator == composition.whole for part in composition.parts)
    assert composition.addition is Addition.WHOLE


def test_each_breakdown_with_figures_is_a_composition() -> None:
    by = {"nominator": {"youth": 7}, "sex": {"women": 15}}
    assert [c.breakdown for c in split(observed("a", 2018, 23, by=by))] == ["sex", "nominator"]
    assert split(observed("a", 2018, 23)) == ()


def test_overlapping_categories_are_not_added() -> None:
    (composition,) = split(observed("a", 2018, 10, by={"trait": {"tall": 8, "quick": 7}}))
    assert (composition.addition, composition.remainder) == (Addition.OVERLAPPING, None)
    assert [share_of(part) for part in composition.parts] == [Quantity(Fraction(8, 10)), Quantity(Fraction(7, 10))]


@pytest.mark.parametrize("measure", ["weak", "days"])
def test_figures_of_categories_that_do_not_add_up_are_no_parts_of_the_whole(measure: str) -> None:
    """A rate of 60 % among women and 70 % among men is no 130 %, nor is either a share of the rate of all."""
    made = corpus(observed("a", 2018, 65, measure=measure, by={"sex": {"women": 60, "men": 70}}))
    (whole, *_) = (compiled := compile_tables(made)).figures
    (composition,) = compositions(made.catalogue, compiled, whole)
    assert (composition.addition, composition.remainder) == (Addition.SEPARATE, None)
    assert [(part.category, part.share) for part in composition.parts] == [("women", None), ("men", None)]


def test_a_part_that_is_not_available_is_in_the_remainder() -> None:
    composition = by_sex(10, women=4, men="not-available")
    assert (composition.addition, composition.remainder) == (Addition.LESS, Quantity(Fraction(6)))
    assert share_of(composition.parts[1]) is Absence.NOT_AVAILABLE


@pytest.mark.parametrize(("whole", "women"), [(10, "suppressed"), ("suppressed", 4)])
def test_what_is_suppressed_suppresses_the_remainder_and_its_shares(whole: object, women: object) -> None:
    composition = by_sex(whole, women=women, men=4)
    assert (composition.addition, composition.remainder) == (Addition.UNKNOWN, Absence.SUPPRESSED)
    assert share_of(composition.parts[0]) is Absence.SUPPRESSED


def test_qualified_values_leave_the_remainder_open_but_shares_keep_the_qualifier() -> None:
    composition = by_sex(300, women={"more-than": 150})
    assert (composition.addition, composition.remainder) == (Addition.UNKNOWN, None)
    assert share_of(composition.parts[0]) == Quantity(Fraction(1, 2), Qualifier.MORE_THAN)
    assert by_sex({"about": 300}, women=150).remainder is None


def test_a_share_is_compared_with_the_targets_set_for_it() -> None:
    goal = target("a", "term-2015-2020", 40, each="year", share={"breakdown": "sex", "category": "women"})
    (composition,) = split(goal, observed("a", 2018, 23, by={"sex": {"women": 15, "men": 8}}))
    (progress,) = composition.parts[0].progress
    assert (progress.status, progress.attained) == (TargetStatus.ACHIEVED, Quantity(Fraction(1500, 23)))
    assert composition.parts[1].progress == ()


def test_what_units_did_not_split_is_in_the_remainder_of_their_sum() -> None:
    split_up = [observed(unit, 2018, 10, by={"sex": {"women": 4, "men": 6}}) for unit in "ab"]
    (composition,) = split(*split_up, observed("c", 2018, 5), unit="top")
    assert (composition.addition, composition.remainder) == (Addition.LESS, Quantity(Fraction(5)))
    assert share_of(composition.parts[0]) == Quantity(Fraction(8, 25), Qualifier.AT_LEAST)


def test_the_parts_of_a_partial_sum_are_those_of_the_units_in_it() -> None:
    split_up = [observed(unit, 2018, 10, by={"sex": {"women": 4, "men": 6}}) for unit in "ab"]
    (composition,) = split(*split_up, unit="top")
    assert (composition.addition, composition.remainder) == (Addition.WHOLE, Quantity(Fraction(0)))
    assert share_of(composition.parts[0]) == Quantity(Fraction(2, 5))


def test_a_part_of_more_units_than_the_whole_leaves_the_remainder_open() -> None:
    split_up = [observed(unit, 2018, 10, by={"sex": {"women": 4}}) for unit in "ab"]
    (composition,) = split(*split_up, observed("c", 2018, {"more-than": 5}, by={"sex": {"women": 3}}), unit="top")
    assert (composition.addition, composition.remainder) == (Addition.UNKNOWN, None)
    assert share_of(composition.parts[0]) == Quantity(Fraction(11, 20), Qualifier.AT_MOST)
