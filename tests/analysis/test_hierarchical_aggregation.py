"""What units report makes the figure of the unit above, with how many of them did; nobody is counted twice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.combination import expected_units
from bulletin.analysis.figures import Coverage, Figure, FigureOrigin
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey
from bulletin.model.places import Place
from bulletin.model.records import Observation, Organization
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, catalogue, figure, observed, organization, period, tables

Units = Sequence[Organization]


def total(
    *records: Observation, organizations: Units = FLAT, unit: str = "top", when: str = "2019"
) -> tuple[int, Coverage | None] | None:
    """The value and coverage of a unit's figure."""
    found = figure(tables(*records, organizations=organizations), unit, when)
    return None if found is None or not isinstance(found.value, Quantity) else (int(found.value.number), found.coverage)


def test_the_units_below_add_up_with_the_number_that_reported() -> None:
    assert total(observed("a", 2019, 1), observed("b", 2019, 2)) == (3, Coverage(2, 3))
    assert total(*(observed(unit, 2019, 1) for unit in "abc")) == (3, Coverage(3, 3))


def test_where_no_unit_reported_there_is_no_total() -> None:
    assert total(observed("a", 2018, 1)) is None


def test_only_measures_that_add_over_the_tree_are_added() -> None:
    compiled = tables(*(observed(unit, 2019, 1, measure="weak") for unit in "abc"))
    assert figure(compiled, "top", 2019, "weak") is None


def test_a_stated_total_survives_whatever_the_units_report() -> None:
    units = [observed(unit, 2019, 1) for unit in "abc"]
    assert total(*units, observed("top", 2019, 30)) == (30, None)
    for stated in ({"about": 30}, "not-available"):
        found = figure(tables(*units, observed("top", 2019, stated)), "top", 2019)
        assert found is not None
        assert found.origin is FigureOrigin.REPORTED


@pytest.mark.parametrize(
    "value", [{"more-than": 3}, {"about": 3}, {"between": [3, 4]}, "not-yet-reported", "suppressed"]
)
def test_a_unit_with_a_qualified_or_absent_value_did_not_report(value: object) -> None:
    assert total(observed("a", 2019, 5), observed("b", 2019, 2), observed("c", 2019, value)) == (7, Coverage(2, 3))


def test_the_figure_of_one_of_several_units_is_no_total() -> None:
    assert total(observed("a", 2019, 5)) is None
    assert total(observed("a", 2019, 5), organizations=FLAT[:2]) == (5, Coverage(1, 1))


def test_zero_is_a_report() -> None:
    assert total(*(observed(unit, 2019, 0) for unit in "abc")) == (0, Coverage(3, 3))


def test_values_for_each_year_are_not_added() -> None:
    assert total(*(observed(unit, 2019, 1, each="year") for unit in "abc")) is None


def test_units_that_reported_shorter_periods_are_added_once_those_fill_the_period() -> None:
    quarters = [observed("a", f"2019-Q{quarter}", 1) for quarter in (1, 2, 3, 4)]
    halves = [observed("b", half, 5) for half in ("2019-H1", "2019-H2")]
    nine_months = observed("c", "2019-01/2019-09", 100)
    reported = frozenset([("a",), ("b",), ("c", "2019-01/2019-09")])
    assert total(*quarters, *halves, nine_months) == (114, Coverage(2, 3, in_part=1, units=reported))
    assert total(*quarters, *halves, observed("c", 2019, 100), nine_months) == (114, Coverage(3, 3))


def test_a_partial_total_is_part_of_no_temporal_one() -> None:
    quarters = [observed(unit, f"2019-Q{quarter}", 1) for unit in "ab" for quarter in (1, 2, 3, 4)]
    compiled = tables(*quarters, *(observed("c", f"2019-Q{quarter}", 1) for quarter in (1, 2)))
    found = {when: figure(compiled, "top", when) for when in ("2019-Q2", "2019-H1", "2019-Q3", "2019")}
    assert {when: f.coverage for when, f in found.items() if f} == {
        "2019-Q2": Coverage(3, 3),
        "2019-H1": Coverage(3, 3),
        "2019-Q3": Coverage(2, 3),
        "2019": Coverage(2, 3, in_part=1, units=frozenset([("a",), ("b",), ("c", "2019-H1")])),
    }


def test_what_a_unit_states_of_shorter_periods_goes_before_what_the_units_below_state() -> None:
    own = [observed("top", half, 50) for half in ("2019-H1", "2019-H2")]
    assert total(*own, *(observed(unit, 2019, 1) for unit in "abc")) == (100, Coverage(2, 2))


def test_complete_sums_of_units_fill_a_longer_period_where_the_units_themselves_do_not() -> None:
    """One ward closes and another opens at midyear: neither has a year, the city has."""
    units = [
        organization("top", kind="city"),
        organization("a", "top", closed="2019-06-30"),
        organization("b", "top", opened="2019-07-01"),
    ]
    found = figure(tables(observed("a", "2019-H1", 3), observed("b", "2019-H2", 4), organizations=units), "top", 2019)
    assert found is not None
    assert (found.value, found.origin) == (Quantity(Decimal(7)), FigureOrigin.TEMPORAL_SUM)


def test_units_that_come_and_go_at_midyear_have_their_part_in_the_year() -> None:
    """One of four wards closes and another opens at midyear, so that two of the four report half of it."""
    units = [*FLAT[:3], organization("c", "top", closed="2019-06-30"), organization("d", "top", opened="2019-07-01")]
    halves = [observed(unit, half, 1) for unit in "ab" for half in ("2019-H1", "2019-H2")]
    records = [*halves, observed("c", "2019-H1", 3), observed("d", "2019-H2", 4)]
    found = figure(tables(*records, organizations=units), "top", 2019)
    assert found is not None
    assert (found.value, found.origin, found.coverage) == (
        Quantity(Decimal(11)),
        FigureOrigin.HIERARCHICAL_SUM,
        Coverage(4, 4),
    )


def test_a_partial_sum_of_a_category_is_kept_only_beside_a_sum_of_the_whole() -> None:
    everyone = [observed(unit, 2019, 5, by={"sex": {"women": 3}}) for unit in "abc"]
    parts = [*everyone[:2], observed("c", 2019, 5)]
    women = ObservationKey("top", "joined", period(2019), breakdown="sex", category="women")
    assert tables(*parts).by_key[women].coverage == Coverage(2, 3)
    assert women not in tables(*parts, observed("top", 2019, 90)).by_key
    assert tables(*everyone, observed("top", 2019, 90)).by_key[women].coverage == Coverage(3, 3)


DECLARED = (
    (FLAT, 3),
    ((organization("top", kind="city", declared={"ward": 24}), organization("a", "top")), 24),
    ((organization("top", kind="city", declared={"ward": 1}), *FLAT[1:]), 3),
    (
        (
            organization("top", kind="city", declared={"ward": 24}),
            organization("a", "top"),
            organization("f", "top", "firm"),
        ),
        25,
    ),
    ((organization("top", kind="city", declared={"firm": 24}), organization("a", "top")), None),
    ((organization("top", kind="city"), organization("a", "top", closed=2018), organization("b", "top")), 1),
    ((organization("top", kind="city"), organization("a", "top", opened=2020), organization("b", "top")), 1),
    ((organization("top", kind="city"), organization("a", "top", opened="2019-12-31")), 1),
)


@pytest.mark.parametrize(("organizations", "expected"), DECLARED)
def test_the_units_expected_are_those_that_exist_or_were_declared_where_that_can_be_known(
    organizations: Units, expected: int | None
) -> None:
    assert expected_units(catalogue(organizations), "top", period(2019)) == expected


def test_where_the_number_of_units_cannot_be_known_a_total_is_never_complete() -> None:
    units = (organization("top", kind="city", declared={"firm": 24}), *FLAT[1:3])
    found = figure(tables(observed("a", 2019, 4), observed("b", 2019, 4), organizations=units), "top", 2019)
    assert found is not None
    assert (found.coverage, found.is_complete) == (Coverage(2, None), False)


# --- laws over trees of any shape ----------------------------------------------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> tuple[Organization, ...]:
    """Draw a tree of up to ten units."""
    parents = [draw(st.integers(0, unit - 1)) for unit in range(1, draw(st.integers(2, 10)))]
    return (organization("u0"), *(organization(f"u{unit}", f"u{above}") for unit, above in enumerate(parents, 1)))


@st.composite
def reported_trees(draw: st.DrawFn) -> tuple[tuple[Organization, ...], list[Observation]]:
    """Draw a tree and what its units report for the quarters and years of a few periods."""
    units = draw(trees())
    when = st.sampled_from(["2018", "2019", *(f"2019-Q{quarter}" for quarter in (1, 2, 3, 4))])
    keys = draw(st.sets(st.tuples(st.sampled_from([unit.id for unit in units]), when), max_size=25))
    value = st.one_of(st.integers(0, 9), st.just({"more-than": 5}), st.just("not-available"))
    records = [observed(unit, period_, draw(value), line=line) for line, (unit, period_) in enumerate(sorted(keys))]
    return units, records


def below(units: Units, unit: str) -> set[str]:
    """The unit and all units below it."""
    found = {unit}
    for other in units:
        if other.parent in found:
            found.add(other.id)
    return found


def leaves_of(compiled: Tables, found: Figure) -> list[ObservationKey]:
    """The reported figures that a figure was added up from, through all totals."""
    if found.origin is FigureOrigin.REPORTED:
        return [found.key]
    return [leaf for part in found.parts for leaf in leaves_of(compiled, compiled.by_key[part])]


@given(reported_trees())
def test_nobody_is_counted_twice(given_: tuple[tuple[Organization, ...], list[Observation]]) -> None:
    """What a total was added up from has no two figures of units below each other with a day in common."""
    units, records = given_
    compiled = tables(*records, organizations=units)
    for found in compiled.figures:
        keys = leaves_of(compiled, found)
        for position, key in enumerate(keys):
            for other in keys[position + 1 :]:
                related = other.organization in below(units, key.organization) or key.organization in below(
                    units, other.organization
                )
                assert not (related and key.period.overlaps(other.period))
                assert found.key.period.contains(key.period)


@given(reported_trees())
def test_a_total_is_the_sum_of_the_reported_figures_behind_it(
    given_: tuple[tuple[Organization, ...], list[Observation]],
) -> None:
    units, records = given_
    compiled = tables(*records, organizations=units)
    for found in compiled.figures:
        if found.origin is not FigureOrigin.REPORTED:
            values = [compiled.by_key[key].value for key in leaves_of(compiled, found)]
            assert all(isinstance(value, Quantity) and value.is_exact for value in values)
            assert isinstance(found.value, Quantity)
            assert found.value.fraction == sum((v.fraction for v in values if isinstance(v, Quantity)), Fraction(0))


@given(reported_trees(), st.randoms(use_true_random=False))
def test_totals_are_conserved_when_the_records_are_reordered(
    given_: tuple[tuple[Organization, ...], list[Observation]], shuffling: random.Random
) -> None:
    units, records = given_
    compiled = tables(*records, organizations=units)
    shuffling.shuffle(records)
    again = tables(*records, organizations=units)
    assert [(f.key, f.value, f.coverage) for f in again.figures] == [
        (f.key, f.value, f.coverage) for f in compiled.figures
    ]


@given(reported_trees())
def test_every_stated_figure_survives(given_: tuple[tuple[Organization, ...], list[Observation]]) -> None:
    units, records = given_
    compiled = tables(*records, organizations=units)
    stated = {(r.organization, r.period.text): r.value for r in records}
    reported = {
        (f.key.organization, f.key.period.text): f.value for f in compiled.figures if f.origin is FigureOrigin.REPORTED
    }
    assert reported == stated
    assert len(compiled.by_key) == len(compiled.figures)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6), st.data())
def test_a_partial_total_of_what_is_never_negative_never_exceeds_the_full_one(
    values: list[int], data: st.DataObject
) -> None:
    units = (organization("top", kind="city"), *(organization(f"u{n}", "top") for n in range(len(values))))
    records = [observed(f"u{n}", 2019, value) for n, value in enumerate(values)]
    some = data.draw(st.lists(st.sampled_from(records), min_size=2, unique_by=lambda r: r.organization))
    partial, full = total(*some, organizations=units), total(*records, organizations=units)
    assert partial is not None
    assert full is not None
    assert partial[0] <= full[0] == sum(values)
    assert partial[1] == Coverage(len(some), len(values))


def test_figures_are_in_the_order_of_the_records_and_of_time() -> None:
    records = [
        observed("b", 2019, 3, by={"sex": {"men": 1, "women": 2}}),
        observed("b", "2019-Q1", 3),
        observed("b", 2018, 3, population="firms"),
        observed("b", 2018, 3),
        observed("b", 2018, 3, measure="weak"),
        observed("a", 2020, 3),
    ]
    for line, record in enumerate(records):
        record.placed(Place("synthetic.yml", line, 1))
    order = [
        (f.key.organization, f.key.measure, f.key.population, f.key.period.text, f.key.category)
        for f in tables(*records).figures
        if f.origin is FigureOrigin.REPORTED
    ]
    assert order == [
        ("a", "joined", "all", "2020", None),
        ("b", "joined", "all", "2018", None),
        ("b", "joined", "all", "2019-Q1", None),
        ("b", "joined", "all", "2019", None),
        ("b", "joined", "all", "2019", "women"),
        ("b", "joined", "all", "2019", "men"),
        ("b", "joined", "firms", "2018", None),
        ("b", "weak", "all", "2018", None),
    ]


# --- what is not known to be listed in full is never counted as reported in full. SYNTHETIC organizations -------------


@pytest.mark.parametrize("unlisted", [False, True])
@pytest.mark.parametrize("declared", [None, {"ward": 5}])
def test_nothing_is_expected_of_an_organization_with_unlisted_units(
    declared: dict[str, int] | None, *, unlisted: bool
) -> None:
    """With unlisted units the number that could report is unknown, whatever is declared; without them it is known."""
    top = organization("top", kind="city", declared=declared, unlisted_units=unlisted)
    units = catalogue((top, organization("a", "top"), organization("b", "top")))
    known = 5 if declared else 2
    assert expected_units(units, "top", period(2018)) == (None if unlisted else known)
