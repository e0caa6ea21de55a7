"""Targets that do not go together are found, and those that do are left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.targets import FarApart, OffTerm, TargetRollup, far_apart, off_term, target_rollups
from bulletin.model.records import Observation, Organization, Target
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target, words

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
    """75 a year beside 18 and 16: all are told, the highest first, each record once, and none is averaged."""
    goals = yearly({2015: 18, 2018: 16})
    each = target("a", TERM, 75, name="each", each="year", unassessed=words("contradicts"))
    (found,) = apart(*goals, each, observed("a", 2015, 18), observed("a", 2018, 23))
    assert [one.id for one in found.targets] == ["each", "goal-2015", "goal-2018"]
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
    assert ([one.id for one in found.below], found.expected) == (["a", "b"], 2)
    assert (found.total, found.difference, found.is_short) == (Fraction(90), Fraction(-10), True)


@pytest.mark.parametrize("values", [{"a": 40}, {"a": 40, "b": 60}, {"a": 90, "b": 60}])
def test_less_is_only_short_where_all_units_have_a_target(values: dict[str, int]) -> None:
    """A unit that has none yet may have the rest, and more than asked for is no shortage."""
    assert [one.is_short for one in below(*goals(top=100, **values))] == [False]


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


def test_where_units_are_not_all_known_nothing_is_short() -> None:
    unlisted = (organization("top", kind="city", unlisted_units=True), *CITY[1:])
    (found,) = below(*goals(top=100, a=40, b=50), units=unlisted)
    assert (found.expected, found.is_short) == (None, False)
