"""Targets that do not go together are found, and those that do are left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.target_consistency import (
    FarApart,
    OffTerm,
    far_apart,
    off_term,
)
from bulletin.analysis.target_rollups import rollups_off
from bulletin.model.records import Observation, Target, Tolerance
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, target, words

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
