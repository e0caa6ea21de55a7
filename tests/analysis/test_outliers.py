"""Values that are hard to believe, and those that are not. SYNTHETIC corpora only."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import inf, log
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.outliers import (
    FACTOR,
    FEWEST,
    LATEST,
    Beside,
    Comparators,
    Distance,
    Examination,
    Outlier,
    examined,
    is_far,
)
from bulletin.model.records import Observation, Organization
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization

USUAL = (90, 95, 100, 105, 110, 100)
ALONE = (organization("a"),)
PEERS = tuple(organization(f"w{number}") for number in range(7))


def looked_at(*records: Observation, units: Sequence[Organization] = ALONE) -> Examination:
    """What an examination of a corpus comes to."""
    made = corpus(*records, organizations=units)
    return examined(made.catalogue, compile_tables(made))


def found(*records: Observation, units: Sequence[Organization] = ALONE) -> list[Outlier]:
    """What is out of the ordinary in a corpus."""
    return list(looked_at(*records, units=units).outliers)


def years(*values: object, **more: Any) -> list[Observation]:
    """One figure a year, from 2001 on."""
    return [observed("a", 2000 + number, value, **more) for number, value in enumerate(values, 1)]


def peers(*values: object, **more: Any) -> list[Observation]:
    """One figure for each of several wards in one year."""
    return [observed(unit.id, 2018, value, **more) for unit, value in zip(PEERS, values, strict=False)]


def distance(value: int, *comparators: int) -> Distance:
    """The distance of a value."""
    return Comparators(map(Decimal, comparators)).distance_of(Decimal(value))


# --- the distance ----------------------------------------------------------------------------------------------------


def test_the_score_is_the_distance_in_logarithms_over_the_scaled_median_deviation() -> None:
    far = distance(800, 50, 100, 200)
    assert (far.median, far.ratio) == (Fraction(100), Fraction(8))
    assert far.score == pytest.approx(log(8) / (1.4826 * log(2)))
    assert not far.exceeds(FACTOR)  # for comparators that differ by a factor of two, eight is no wonder


def test_ten_times_and_a_tenth_are_judged_alike() -> None:
    assert distance(1000, *USUAL).exceeds(FACTOR)
    assert distance(10, *USUAL).exceeds(FACTOR)
    assert distance(1000, *USUAL).score == pytest.approx(distance(10, *USUAL).score)


def test_what_is_usual_or_only_somewhat_more_is_no_outlier() -> None:
    for value in (100, 130, 300, 26):
        assert not distance(value, *USUAL).exceeds(FACTOR)


@pytest.mark.parametrize(("value", "decimals"), [(1000, 2), (10, 2), (5, 2), (4, 2), (0, 2), (1, 3)])
def test_a_small_ratio_is_shown_with_the_decimals_that_it_takes(value: int, decimals: int) -> None:
    """Of 300, 1 is 0.003 times as much, rather than 0.00 times."""
    far = distance(value, *6 * [300 if value == 1 else 100])
    assert far.decimals == decimals
    assert not far.ratio or round(far.ratio, far.decimals) > 0


def test_comparators_without_a_spread_leave_the_ratio_to_decide() -> None:
    assert distance(400, *6 * [100]).score == inf
    assert distance(400, *6 * [100]).exceeds(FACTOR)
    assert not distance(399, *6 * [100]).exceeds(FACTOR)
    assert distance(100, *6 * [100]).score == 0


@given(st.integers(0, 100_000), st.lists(st.integers(1, 10_000), min_size=1, max_size=15), st.integers(1, 20))
def test_zeros_say_nothing_of_how_large_other_values_are(value: int, others: list[int], zeros: int) -> None:
    assert distance(value, *others, *zeros * [0]) == distance(value, *others)


POSITIVE = st.lists(st.integers(1, 10_000), min_size=1, max_size=15)
COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=15).filter(any)


@given(st.integers(0, 100_000), COUNTS, st.integers(1, 1000))
def test_a_distance_does_not_depend_on_the_unit_of_measurement(value: int, others: list[int], factor: int) -> None:
    """All values times the same number: the ratio, the score and what they make it stay what they were."""
    unscaled, scaled = distance(value, *others), distance(value * factor, *(other * factor for other in others))
    assert (scaled.ratio, scaled.score, scaled.exceeds(FACTOR)) == (
        unscaled.ratio,
        unscaled.score,
        unscaled.exceeds(FACTOR),
    )
    assert scaled.median == unscaled.median * factor


@given(st.integers(1, 100_000), POSITIVE.filter(lambda others: len(others) % 2 == 1))
def test_a_peer_equal_to_the_median_makes_nothing_far_and_is_no_outlier_itself(value: int, others: list[int]) -> None:
    """It moves no ratio to the median, so that what was near stays no outlier; and it is not one."""
    middle = sorted(others)[len(others) // 2]
    before, after = distance(value, *others), distance(value, *others, middle)
    assert (after.median, after.ratio) == (before.median, before.ratio)
    assert not distance(middle, *others, middle).exceeds(FACTOR)
    if Fraction(1, FACTOR) < before.ratio < FACTOR:
        assert not after.exceeds(FACTOR)


@given(st.integers(1, 1_000), st.lists(st.integers(1, 1_000), min_size=1, max_size=9))
def test_a_distance_has_no_direction(value: int, others: list[int]) -> None:
    """Of comparators that lie evenly around 1,000 in ratios, a value and its mirror image are as far."""
    mirrored = [Fraction(1_000_000, other) for other in others]
    both = Comparators(
        [*map(Decimal, others), *(Decimal(f.numerator) / f.denominator for f in mirrored), Decimal(1000)]
    )
    up, down = both.distance_of(Decimal(value * 1000)), both.distance_of(Decimal(1000) / value)
    assert up.score == pytest.approx(down.score, rel=1e-6)


# --- the unit's own past ---------------------------------------------------------------------------------------------


def test_a_value_far_from_the_years_before_is_found_with_its_numbers() -> None:
    (outlier,) = found(*years(*USUAL, 1000))
    assert (outlier.beside, outlier.comparators, outlier.figure.key.period.text) == (
        Beside.OWN_PAST,
        len(USUAL),
        "2007",
    )
    assert (outlier.distance.median, outlier.distance.ratio) == (Fraction(100), Fraction(10))


def test_a_value_like_the_years_before_is_not_found() -> None:
    assert found(*years(*USUAL, 150)) == []


def test_an_old_outlier_does_not_make_the_usual_one() -> None:
    (outlier,) = found(*years(*USUAL, 1000, 100, 105))
    assert outlier.figure.key.period.text == "2007"


def test_too_few_earlier_periods_say_nothing() -> None:
    assert found(*years(*USUAL[: FEWEST - 1], 1000)) == []


def test_small_counts_differ_by_chance() -> None:
    assert found(*years(1, 1, 1, 1, 1, 1, 19)) == []
    assert len(found(*years(1, 1, 1, 1, 1, 1, 20))) == 1


def test_the_first_zero_of_a_unit_is_found_and_no_later_one() -> None:
    """Where there always were some, a zero may stand for what was not reported; where there was a zero, it is right."""
    (outlier,) = found(*years(*USUAL, 0, 100, 0, 0))
    assert (outlier.figure.key.period.text, outlier.distance.ratio, outlier.distance.score) == (
        "2007",
        Fraction(0),
        inf,
    )
    assert found(*years(0, *USUAL, 0)) == []


def test_something_after_nothing_is_no_outlier() -> None:
    assert found(*years(*8 * [0], 5000)) == []


def test_a_mistyped_digit_is_found_among_zeros_too() -> None:
    assert [o.figure.key.period.text for o in found(*years(0, *USUAL, 0, 0, 1000))] == ["2010"]


SERIES = st.lists(st.one_of(st.integers(20, 3000), st.just(100)), min_size=7, max_size=14)


@given(SERIES, st.integers(1, 500))
def test_a_series_times_any_number_has_the_same_remarks(values: list[int], factor: int) -> None:
    scaled = [value * factor for value in values]
    assert [o.figure.key for o in found(*years(*values))] == [o.figure.key for o in found(*years(*scaled))]


@given(SERIES, st.sets(st.integers(0, 20), min_size=1))
def test_zeros_put_into_a_series_bring_no_remark_but_on_the_first(values: list[int], places: set[int]) -> None:
    """Wherever they are: what was remarked on stays so, with the same numbers."""
    mixed = list(values)
    for place in sorted(places):
        mixed.insert(place, 0)
    before, after = found(*years(*values)), found(*years(*mixed))
    assert [o.distance for o in before] == [o.distance for o in after if o.distance.ratio]
    assert sum(not o.distance.ratio for o in after) <= 1


def test_the_past_begins_anew_where_the_series_was_broken() -> None:
    broken = observed("a", 2007, 1000, break_in_series={"vi": "giả lập", "en": "synthetic"})
    assert found(*years(*USUAL), broken, observed("a", 2008, 1000)) == []


def test_only_so_many_of_the_latest_periods_are_the_past() -> None:
    grown = [*(LATEST + 1) * [10], *LATEST * [100]]
    assert "2026" not in [outlier.figure.key.period.text for outlier in found(*years(*grown, 100))]


def test_quarters_are_compared_with_quarters_and_years_with_years() -> None:
    quarters = [observed("a", f"{year}-Q{n}", 25) for year in (2001, 2002) for n in (1, 2, 3, 4)]
    assert found(*quarters, observed("a", 2003, 100)) == []


def test_only_exact_values_of_measures_that_add_up_are_looked_at() -> None:
    assert found(*years(*USUAL, {"more-than": 1000})) == []
    assert found(*years(*USUAL, "suppressed")) == []
    assert found(*years(1, 1, 1, 1, 1, 1, 90, measure="rating")) == []
    assert found(*years(1, 1, 1, 1, 1, 1, 90, measure="days")) == []


def test_populations_have_pasts_of_their_own() -> None:
    assert found(*years(*USUAL), observed("a", 2007, 10, population="firms")) == []


# --- how far the examination reaches ----------------------------------------------------------------------------------


def test_values_without_enough_comparators_are_counted_but_not_as_compared() -> None:
    few, enough = looked_at(*years(*USUAL)), looked_at(*years(*USUAL, 100))
    assert (few.compared, few.eligible) == (0, len(USUAL))
    assert (enough.compared, enough.eligible) == (1, len(USUAL) + 1)


def test_counts_too_small_to_judge_are_not_said_to_have_been_compared() -> None:
    small = looked_at(*years(*7 * [1]))
    assert (small.compared, small.eligible) == (0, 7)


def test_a_value_compared_both_ways_counts_once() -> None:
    past = [observed("w0", 2018 - number, 100) for number in range(1, 7)]
    both = looked_at(*past, *peers(*USUAL, 100), units=PEERS)
    assert (both.compared, both.eligible) == (7, 13)


@given(st.lists(st.integers(0, 2000), max_size=14))
def test_outliers_are_among_what_was_compared_and_that_among_what_may_be(values: list[int]) -> None:
    looked = looked_at(*years(*values))
    assert len({outlier.figure.key for outlier in looked.outliers}) <= looked.compared <= looked.eligible == len(values)


# --- peers -----------------------------------------------------------------------------------------------------------


def test_a_value_far_from_those_of_its_kind_is_found_with_its_numbers() -> None:
    """The median is of all seven units, itself among them."""
    (outlier,) = found(*peers(*USUAL, 1000), units=PEERS)
    assert (outlier.beside, outlier.comparators, outlier.figure.key.organization) == (Beside.PEERS, 7, "w6")


def test_peers_that_differ_widely_make_nobody_an_outlier() -> None:
    assert found(*peers(30, 60, 120, 240, 480, 960, 1920), units=PEERS) == []


def test_a_zero_among_peers_that_are_alike_is_found_and_among_unlike_ones_is_not() -> None:
    assert [o.figure.key.organization for o in found(*peers(*USUAL, 0), units=PEERS)] == ["w6"]
    assert found(*peers(30, 60, 120, 240, 480, 960, 0), units=PEERS) == []


def test_several_zeros_among_peers_are_usual() -> None:
    units = (*PEERS, organization("w7"))
    assert found(*peers(*USUAL, 0), observed("w7", 2018, 0), units=units) == []


def test_a_small_unit_is_remarked_on_once_and_not_every_year() -> None:
    """What its unit reported before is no news beside the peers; a digit too many is."""
    years = [record for year in range(2018, 2023) for record in _large_and_small(year)]
    (outlier,) = found(*years, units=PEERS)
    assert (outlier.figure.key.organization, outlier.figure.key.period.text) == ("w6", "2018")
    late = [o for o in found(*years, *_large_and_small(2023, small=100_000), units=PEERS) if o.distance.ratio > 1]
    assert [(o.figure.key.organization, o.figure.key.period.text) for o in late] == [("w6", "2023")]


def _large_and_small(year: int, small: int = 10) -> list[Observation]:
    return [observed(unit.id, year, value) for unit, value in zip(PEERS, (*USUAL, small), strict=True)]


def test_units_of_another_kind_are_no_peers() -> None:
    units = (*PEERS[:6], organization("w6", kind="city"))
    assert found(*peers(*USUAL, 1000), units=units) == []


def test_too_few_peers_say_nothing() -> None:
    assert found(*peers(*USUAL[1:], 1000), units=PEERS) == []


def test_a_computed_value_is_never_found_but_its_parts_are() -> None:
    tops = [organization(f"t{number}", kind="city") for number in range(7)]
    units = [*tops, *(organization(f"w{n}", f"t{n}", kind=f"kind{n}") for n in range(7))]
    assert found(*peers(*USUAL, 1000), units=units) == []


@given(st.lists(st.integers(0, 2000), min_size=7, max_size=7), st.randoms(use_true_random=False))
def test_what_is_found_does_not_depend_on_the_order_of_records(values: list[int], shuffling: random.Random) -> None:
    records = peers(*values)
    before = {(outlier.figure.key.organization, outlier.distance) for outlier in found(*records, units=PEERS)}
    shuffling.shuffle(records)
    reordered = PEERS[::-1]
    assert {
        (outlier.figure.key.organization, outlier.distance) for outlier in found(*records, units=reordered)
    } == before


def test_what_balances_is_no_multiple_of_anything() -> None:
    """A small surplus among losses is no slip of the pen; of money that is never negative, a tenth is."""
    money = [*years(*USUAL, *USUAL, 9, measure="balance")]
    assert [outlier.figure.key.period.text for outlier in found(*money)] == ["2013"]
    assert looked_at(*money, observed("a", 2020, -80, measure="balance")).eligible == 0


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1), st.data())
def test_floats_show_what_is_far_as_fractions_do(values: list[Decimal], data: st.DataObject) -> None:
    """Also at the very edge, where the ratio is the factor itself or one over it."""
    comparators = Comparators([*values, Decimal(7)])
    factor = data.draw(st.fractions(1, 100, max_denominator=100))
    edge = Decimal(float(comparators.median * data.draw(st.sampled_from([factor, 1 / factor, Fraction(1)]))))
    value = data.draw(st.sampled_from([edge, edge + Decimal("0.01")]) | st.decimals(0, 10**9, places=2))
    assert comparators.has_far(value, factor) is is_far(comparators.ratio(value), factor)


@given(st.lists(st.decimals(min_value=0, max_value=40, places=1), min_size=1, max_size=8), st.integers(1, 40))
def test_the_values_beside_the_median_show_whether_it_is_below_a_number(values: list[Decimal], number: int) -> None:
    comparators = Comparators([*values, Decimal(7)])
    assert comparators.is_below(number) == (comparators.median < number)
