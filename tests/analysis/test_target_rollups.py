"""Targets of units beside those of the units below them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.target_rollups import TargetRollup, rollups_off, target_rollups
from bulletin.model.records import Organization, Target
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, corpus, organization, target

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
    assert ([goal.id for goal in found.below], found.expected) == (["a", "b"], 2)
    assert (found.total, found.difference, found.is_off) == (Fraction(90), Fraction(-10), True)


@pytest.mark.parametrize("values", [{"a": 40}, {"a": 40, "b": 60}, {"a": 90, "b": 60}])
def test_less_is_only_short_where_all_units_have_a_target(values: dict[str, int]) -> None:
    """A unit that has none yet may have the rest, and more than asked for is no shortage."""
    assert [rollup.is_off for rollup in below(*goals(top=100, **values))] == [False]


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


def allowed(**values: object) -> list[Target]:
    """A ceiling of 2019 for each of some units."""
    return [target(unit, 2019, value, name=unit, measure="accidents") for unit, value in values.items()]


@given(st.integers(0, 50), st.lists(st.integers(0, 50), min_size=1, max_size=2))
def test_ceilings_below_go_together_as_long_as_they_are_no_more(top: int, values: list[int]) -> None:
    """Four and five within twenty are fine; what already is too much is so before all units have a ceiling."""
    (found,) = below(*allowed(top=top, **dict(zip("ab", values, strict=False))))
    assert found.is_off == (sum(values) > top)


def test_under_and_at_most_are_ceilings_alike() -> None:
    some = [*allowed(top={"under": 20}, a=15), target("b", 2019, {"at-most": 15}, name="b", measure="accidents")]
    assert [rollup.is_off for rollup in below(*some)] == [True]


def test_a_ceiling_is_not_compared_with_a_number_to_reach() -> None:
    mixed = [*goals(top=100), target("a", 2019, {"at-most": 40}, name="a"), target("b", 2019, 30, name="b")]
    assert [rollup.is_off for rollup in below(*mixed)] == [False]


@pytest.mark.parametrize(("measure", "is_off"), [("accidents", True), ("balance", False)])
def test_a_unit_without_a_ceiling_may_make_up_for_the_others_only_below_zero(measure: str, is_off: bool) -> None:
    some = [target(unit, 2019, {"at-most": 20}, name=unit, measure=measure) for unit in ("top", "a")]
    some[1] = target("a", 2019, {"at-most": 30}, name="a", measure=measure)
    assert [rollup.is_off for rollup in below(*some)] == [is_off]


def test_where_units_are_not_all_known_nothing_is_short() -> None:
    unlisted = (organization("top", kind="city", unlisted_units=True), *CITY[1:])
    (found,) = below(*goals(top=100, a=40, b=50), units=unlisted)
    assert (found.expected, found.is_off) == (None, False)


# --- levels further down


def deep(*records: Target) -> list[TargetRollup]:
    """Roll-ups in a country of two cities with two wards each."""
    return below(*records, units=DEEP)


def test_each_level_that_has_targets_is_beside_the_target_above() -> None:
    country, city, *rest = deep(*goals(top=100, x=60, y=50, x1=20, x2=30, y1=10))
    assert [(r.above.id, r.level, r.total, r.difference, r.without) for r in (country, city)] == [
        ("top", 1, Fraction(110), Fraction(10), ()),
        ("top", 2, Fraction(60), Fraction(-40), ("y2",)),
    ]
    assert [(r.above.id, r.level, r.total, r.without) for r in rest] == [
        ("x", 1, Fraction(50), ()),
        ("y", 1, Fraction(10), ("y2",)),
    ]
    assert country.relative == Fraction(1, 10)


def test_a_level_without_targets_is_left_out() -> None:
    (found,) = deep(*goals(top=100, x1=20, x2=30, y1=10, y2=30))
    assert (found.level, found.expected, found.total) == (2, 4, Fraction(90))


@pytest.mark.parametrize(
    ("values", "remarked"),
    [
        ({"top": 100, "x1": 20, "x2": 30, "y1": 10, "y2": 30}, [("top", 2)]),
        ({"top": 100, "x": 40, "x1": 20, "x2": 30, "y1": 10, "y2": 30}, [("top", 2)]),
        ({"top": 100, "x": 50, "y": 50, "x1": 20, "x2": 30, "y1": 10, "y2": 30}, [("y", 1)]),
        ({"top": 100, "x": 30, "y": 50, "x1": 20, "x2": 30, "y1": 10, "y2": 30}, [("top", 1), ("y", 1)]),
        ({"top": 100, "x": 40}, []),
    ],
)
def test_a_remark_is_made_of_the_nearest_level_that_settles_it(
    values: dict[str, int], remarked: list[tuple[str, int]]
) -> None:
    """A level on which some have a target settles nothing, and one on which all have one goes before those below."""
    made = corpus(*goals(**values), organizations=DEEP)
    found = rollups_off(made.catalogue, compile_tables(made))
    assert [(rollup.above.id, rollup.level) for rollup in found] == remarked


def test_a_unit_with_none_below_it_is_on_the_next_level_itself() -> None:
    units = (*CITY, organization("a1", "a"), organization("a2", "a"))
    levels = below(*goals(top=100, a=40, b=50, a1=15, a2=15), units=units)
    assert [(r.above.id, r.level, r.expected, r.total) for r in levels] == [
        ("top", 1, 2, Fraction(90)),
        ("top", 2, 3, Fraction(80)),
        ("a", 1, 2, Fraction(30)),
    ]


@given(st.dictionaries(st.sampled_from(["x", "y", "x1", "x2", "y1", "y2"]), st.integers(0, 99), min_size=1))
def test_what_is_shown_of_a_level_is_all_of_it(values: dict[str, int]) -> None:
    """Every unit has a target or is named as one without; what is below a unit adds to what its own level says."""
    found = {(r.above.id, r.level): r for r in deep(*goals(top=100, **values))}
    for (unit, level), rollup in found.items():
        assert rollup.expected == len(rollup.below) + len(rollup.without)
        assert rollup.total == sum(values[goal.id] for goal in rollup.below)
        if (unit, level) == ("top", 2):
            parts = [found.get((city, 1)) for city in "xy"]
            of_those_with_one = sum(part.total or 0 for part in parts if part is not None)
            assert of_those_with_one <= rollup.total


@pytest.mark.parametrize(
    "more",
    [{"measure": "rating"}, {"measure": "weak"}, {"share": {"breakdown": "sex", "category": "women"}}],
    ids=["share", "ceiling", "part"],
)
def test_what_does_not_add_is_side_by_side(more: dict[str, object]) -> None:
    (found,) = below(*(target(unit, 2019, value, name=unit, **more) for unit, value in [("top", 50), ("a", 70)]))
    assert (found.total, found.difference, found.relative, found.is_off) == (None, None, None, False)
    assert ([end.id for end in found.ends], found.without) == (["a", "a"], ("b",))


@pytest.mark.parametrize("value", ["suppressed", "not-available", {"between": [1, 2]}])
def test_a_unit_whose_target_is_no_number_is_named(value: object) -> None:
    (found,) = below(*goals(top=100, a=40, b=value))
    assert (found.total, found.without, found.expected) == (Fraction(40), ("b",), 2)


def test_a_target_of_zero_has_no_gap_in_percent() -> None:
    (found,) = below(*goals(top=0, a=40))
    assert (found.difference, found.relative) == (Fraction(40), None)
