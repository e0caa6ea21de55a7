"""A total of units that are partial totals themselves is of all that reported below. All units are SYNTHETIC.

The lower bound of a sum is the sum of the lower bounds of its parts, over the tree and over time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from bulletin.analysis.figures import Coverage, Figure, FigureOrigin
from bulletin.analysis.quantities import of_the_same_units
from bulletin.analysis.tables import Tables
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.model.periods import Period
from bulletin.model.records import Observation
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, figure, observed, organization, period, tables

CITIES = "xyz"
WARDS = [f"{city}{number}" for city in CITIES for number in (1, 2, 3)]
UNITS = (
    organization("top", kind="country"),
    *(organization(city, "top", "city") for city in CITIES),
    *(organization(ward, ward[0]) for ward in WARDS),
)
QUARTERS = [f"2019-Q{quarter}" for quarter in (1, 2, 3, 4)]
Reports = Mapping[tuple[str, str], int]
"""What each ward reported of each quarter."""
REPORTS = st.dictionaries(st.tuples(st.sampled_from(WARDS), st.sampled_from(QUARTERS)), st.integers(0, 9))
MOST = st.sets(st.tuples(st.sampled_from(WARDS), st.sampled_from(QUARTERS)), max_size=4)
"""What a few wards did not report."""


def compiled(reports: Reports) -> Tables:
    return tables(*(observed(ward, when, value) for (ward, when), value in reports.items()), organizations=UNITS)


def sums(made: Tables) -> Iterable[Figure]:
    return (f for f in made.figures if f.origin is FigureOrigin.HIERARCHICAL_SUM)


def number(figure: Figure | None) -> Fraction:
    assert figure is not None
    assert isinstance(figure.value, Quantity)
    return figure.value.fraction


def test_a_total_takes_in_partial_totals_and_says_how_many() -> None:
    full = [observed(f"{city}{number}", 2019, 1) for city in "xy" for number in (1, 2, 3)]
    partial = [observed(f"z{number}", 2019, 10) for number in (1, 2)]
    made = tables(*full, *partial, organizations=UNITS)
    total = figure(made, "top", 2019)
    assert number(total) == 26
    assert total is not None
    reported = frozenset([("x",), ("y",), ("z1",), ("z2",)])
    assert total.coverage == Coverage(2, 3, in_part=1, units=reported)
    assert not total.is_complete
    whole = figure(tables(*full, *partial, observed("z3", 2019, 10), organizations=UNITS), "top", 2019)
    assert number(whole) == 36
    assert whole is not None
    assert whole.coverage == Coverage(3, 3)


@given(REPORTS)
def test_a_lower_bound_is_the_sum_of_all_that_was_reported(reports: Reports) -> None:
    """However far below, and of whichever part of the period."""
    for total in sums(compiled(reports)):
        there = [
            value
            for (ward, when), value in reports.items()
            if total.key.organization in {"top", ward[0]} and total.key.period.contains(period(when))
        ]
        assert number(total) == sum(there)


@given(REPORTS)
def test_no_total_is_below_a_sum_of_disjoint_parts_that_pages_show(reports: Reports) -> None:
    """Neither of its units nor of parts of its period."""
    made = compiled(reports)
    for total in sums(made):
        key = total.key
        units = [figure for unit in CITIES if (figure := made.by_key.get(key.of(unit))) is not None]
        if key.organization == "top":
            assert number(total) >= sum(map(number, units))
        inside = [f for f in made.by_series[key.series] if key.period.contains(f.key.period) and f is not total]
        for first, second in combinations(inside, 2):
            if are_disjoint(first.key.period, second.key.period):
                assert number(total) >= number(first) + number(second)


def are_disjoint(first: Period, second: Period) -> bool:
    return first.end < second.start or second.end < first.start


@given(MOST)
def test_only_what_all_below_reported_in_full_is_complete(silent: set[tuple[str, str]]) -> None:
    reports = {(ward, when): 1 for ward in WARDS for when in QUARTERS if (ward, when) not in silent}
    for total in sums(compiled(reports)):
        key = total.key
        lacking = {
            ward for ward, when in silent if key.organization in {"top", ward[0]} and key.period.contains(period(when))
        }
        assert total.is_complete == (not lacking)
        if key.organization == "top" and lacking:
            assert total.coverage is not None
            assert total.coverage.reported == 3 - len({ward[0] for ward in lacking})
            assert (
                total.coverage.in_part == len({part.organization[0] for part in total.parts}) - total.coverage.reported
            )


@given(MOST, MOST)
def test_totals_are_compared_only_where_the_same_units_reported_below(
    then: set[tuple[str, str]], now: set[tuple[str, str]]
) -> None:
    def years(year: int, silent: Iterable[tuple[str, str]]) -> list[Observation]:
        wards = {ward for ward, _ in silent}
        return [observed(ward, year, 5) for ward in WARDS if ward not in wards]

    made = tables(*years(2018, then), *years(2019, now), organizations=UNITS)
    if (total := figure(made, "top", 2019)) is None or figure(made, "top", 2018) is None:
        return
    change = change_on_year_before(catalogue(UNITS), made, total)
    assert change is not None
    are_same = {ward for ward, _ in then} == {ward for ward, _ in now}
    assert (change.difference is ComparabilityReason.COVERAGE) == (not are_same)


def test_units_that_reported_some_of_the_time_do_not_make_a_total_by_themselves() -> None:
    made = compiled({("x1", "2019-Q1"): 4, ("x1", "2019-Q2"): 5, ("x2", "2019-Q1"): 6})
    assert figure(made, "x", "2019-H1") is None
    more = compiled(
        {("x1", "2019-Q1"): 4, ("x1", "2019-Q2"): 5, ("x2", "2019-Q1"): 6, **{("x3", q): 1 for q in QUARTERS}}
    )
    half = figure(more, "x", "2019-H1")
    assert number(half) == 17
    assert half is not None
    reported = frozenset([("x1",), ("x3",), ("x2", "2019-Q1")])
    assert half.coverage == Coverage(2, 3, in_part=1, units=reported)


def test_a_bound_below_what_the_organization_itself_states_of_a_part_is_not_shown() -> None:
    own, wards = observed("x", "2019-Q1", 100), [observed(ward, "2019-H1", 5) for ward in ("x1", "x2")]
    assert figure(tables(own, *wards, organizations=UNITS), "x", "2019-H1") is None
    shown = figure(tables(observed("x", "2019-Q1", 9), *wards, organizations=UNITS), "x", "2019-H1")
    assert number(shown) == 10


def test_what_can_be_negative_is_added_up_of_all_that_reported_and_is_no_bound() -> None:
    wards = [observed(ward, 2019, -3, measure="balance") for ward in WARDS if ward != "z3"]
    total = figure(tables(*wards, organizations=UNITS), "top", 2019, "balance")
    assert total is not None
    assert number(total) == -24
    assert total.is_open


def test_a_category_within_partial_units_is_of_the_same_units_as_the_whole() -> None:
    wards = [observed(ward, 2019, 5, by={"sex": {"women": 3, "men": 2}}) for ward in WARDS if ward != "z3"]
    made = tables(*wards, organizations=UNITS)
    total = figure(made, "top", 2019)
    assert total is not None
    women = made.by_key[total.key.narrow("sex", "women")]
    assert number(women) == 24
    assert of_the_same_units(women, total)
