"""Progress by growth rates, as Statistics Canada and Open SDG assess it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import pytest
from bulletin.analysis.growth_assessment import (
    Growth,
    GrowthCategory,
    GrowthReason,
    annual_rate,
    assess_growth,
)
from hypothesis import assume, given
from hypothesis import strategies as st


class Published(NamedTuple):
    """What Statistics Canada published of a series: what its programs took, and what they gave."""

    base: str
    base_year: int
    newest: str
    year: int
    direction: int
    """1 where more is better, else -1."""
    target: str | None
    target_year: int
    value: float
    """The ratio where there is a target, else the growth rate in the desired direction."""
    category: str


PUBLISHED = {
    "1-1-1": Published("14.5", 2015, "10.2", 2023, -1, "7.25", 2030, 0.9525901792032172, "substantial-progress"),
    "1-3-1": Published("178.8", 2015, "171.9", 2024, -1, None, 2030, 0.004363225612730504, "limited-progress"),
    "1-4-1": Published("69300", 2015, "74200", 2023, 1, None, 2030, 0.008576474514661259, "moderate-progress"),
    "10-2-1": Published("3.8", 2015, "11.9", 2024, -1, None, 2030, -0.1352325064900486, "deterioration"),
    "11-1-1": Published("26866", 2016, "36058", 2024, -1, "13433", 2028, -0.6675781357974336, "deterioration"),
    "11-3-1": Published("63", 2005, "74", 2020, 1, "85", 2030, 0.8949392974311927, "moderate-progress"),
    "11-5-1": Published("19.3", 2016, "13.9", 2021, 1, "22", 2030, -6.76154243963871, "deterioration"),
    "11-6-1": Published("699", 2014, "683.4", 2022, -1, "490", 2030, 0.12830416881599752, "limited-progress"),
    "12-1-1": Published("0.37", 2015, "14.63", 2024, 1, "60", 2030, 1.249622415033452, "substantial-progress"),
    "14-1-1": Published("0.9", 2015, "14.7", 2023, 1, "30", 2030, 1.5866947018068909, "substantial-progress"),
    "15-2-1": Published("42", 2019, "40", 2024, 1, "60", 2026, -0.18576295071190677, "deterioration"),
    "15-4-1": Published("10.1", 2015, "13.7", 2023, 1, "30", 2030, 0.5160064971944834, "limited-progress"),
    "16-1-1": Published("79", 2021, "79", 2022, 1, None, 2030, 0.0, "limited-progress"),
    "16-6-1": Published("87.93", 2015, "77.78", 2023, -1, None, 2030, 0.015215151249107883, "substantial-progress"),
    "3-13-1": Published("7.8", 2016, "17.7", 2024, -1, "10", 2028, -5.155591320251755, "deterioration"),
    "3-14-1": Published("18.8", 2015, "11.1", 2024, -1, "5", 2035, 0.8874610697051454, "moderate-progress"),
    "14-4-1": Published(
        "95.5974842767296", 2015, "97.4874371859297", 2023, 1, "100", 2030, 0.8150538567318096, "moderate-progress"
    ),
    "16-6-1, to stay at 100": Published(
        "100.1", 2015, "109.7", 2023, -1, "100", 2030, -172.79058698766454, "deterioration"
    ),
}
"""By indicator. Source: Statistics Canada, indicator_calculation_components.yml of the data of the Canadian Indicator
Framework (sdg-data-canada-odd-donnees/cif-data-donnees-cic) and, of the last two, of the Global Indicator Framework
(sdg-data-donnees-odd), on GitHub; numbers only. Series with a natural limit are left out."""


def growth_of(case: Published) -> Growth:
    """What the method takes."""
    years, target_years = case.year - case.base_year, case.target_year - case.base_year
    return growth(case.base, case.newest, years, case.target, target_years, rises=case.direction > 0)


def growth(base: str, newest: str, years: object, target: str | None, target_years: int, *, rises: bool) -> Growth:
    """What the method takes, by numbers as typed."""
    number = None if target is None else Fraction(target)
    return Growth(
        Fraction(base),
        Fraction(newest),
        Fraction(str(years)),
        rises=rises,
        target=number,
        target_years=Fraction(target_years),
    )


@pytest.mark.parametrize("case", PUBLISHED.values(), ids=PUBLISHED)
def test_what_statistics_canada_published_is_found_again(case: Published) -> None:
    found = assess_growth(growth_of(case))
    assert (found.category, found.reason) == (case.category, None)
    assert found.observed is not None
    value = found.ratio if case.target is not None else found.observed * case.direction
    assert value is not None
    assert float(value) == pytest.approx(case.value, rel=1e-12)


def test_a_target_that_is_reached_is_achieved_whatever_the_rates() -> None:
    """By the same source: indicator 3-4-1 of the Canadian framework, and 1-4-1 of the global one, at 100 all along."""
    reached = assess_growth(growth("8.1", "7.3", 8, "8", 10, rises=False))
    assert reached.category is GrowthCategory.TARGET_ACHIEVED
    stays = growth("100", "100", 7, "100", 15, rises=True)
    assert assess_growth(stays).category is GrowthCategory.TARGET_ACHIEVED


def test_a_direction_that_nobody_stated_makes_an_achievement_of_a_shortfall() -> None:
    """Indicator 15-5-1: of 100 to reach, 68 are there; published is "target achieved", by the default direction."""
    falling, rising = (growth("70", "68", 6, "100", 15, rises=rises) for rises in (False, True))
    assert assess_growth(falling).category is GrowthCategory.TARGET_ACHIEVED
    assert assess_growth(rising).category is GrowthCategory.DETERIORATION


# --- what the method cannot assess


def assessed(
    base: int, newest: int, target: int | None, *, rises: bool = False, years: object = 5, target_years: int = 10
) -> tuple[GrowthCategory, GrowthReason | None]:
    """The category, and why there is none."""
    number = None if target is None else str(target)
    found = assess_growth(growth(str(base), str(newest), years, number, target_years, rises=rises))
    return found.category, found.reason


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (assessed(100, 50, 0), GrowthReason.ZERO_TARGET),
        (assessed(0, 5, 10, rises=True), GrowthReason.ZERO_BASE),
        (assessed(0, 5, None, rises=True), GrowthReason.ZERO_BASE),
        (assessed(100, 101, 100), GrowthReason.BASE_IS_TARGET),
        (assessed(100, 90, 50, years=0), GrowthReason.TOO_SHORT),
        (assessed(100, 90, 50, years="0.75"), GrowthReason.TOO_SHORT),
        (assessed(100, 90, None, years=0), GrowthReason.TOO_SHORT),
        (assessed(100, 90, 50, target_years=0), GrowthReason.TOO_SHORT),
        (assessed(-10, 5, 10, rises=True), GrowthReason.SIGN_CHANGES),
        (assessed(-10, -5, 10, rises=True), GrowthReason.SIGN_CHANGES),
        (assessed(10, -5, None, rises=True), GrowthReason.SIGN_CHANGES),
    ],
)
def test_where_the_formulas_are_not_defined_nothing_is_assessed(
    found: tuple[GrowthCategory, GrowthReason | None], reason: GrowthReason
) -> None:
    assert found == (GrowthCategory.NOT_AVAILABLE, reason)


@pytest.mark.parametrize(("base", "newest"), [(100, 0), (0, 0), (5, 0)])
def test_a_target_of_zero_can_be_achieved(base: int, newest: int) -> None:
    assert assessed(base, newest, 0)[0] is GrowthCategory.TARGET_ACHIEVED


def test_fewer_debts_are_progress_and_more_are_none() -> None:
    assert assessed(-100, -50, -25, rises=True)[0] is GrowthCategory.SUBSTANTIAL_PROGRESS
    assert assessed(-100, -110, -25, rises=True)[0] is GrowthCategory.DETERIORATION
    assert assessed(-100, -50, None, rises=True)[0] is GrowthCategory.SUBSTANTIAL_PROGRESS


# --- laws


numbers = st.integers(1, 10**9).map(Fraction)
spans = st.integers(1, 30).map(Fraction)
growths = st.builds(
    Growth, numbers, numbers, spans, rises=st.booleans(), target=st.none() | numbers, target_years=spans
)


@given(numbers, numbers, spans)
def test_the_rate_leads_from_the_first_number_to_the_last(first: Fraction, last: Fraction, years: Fraction) -> None:
    reached = first * (1 + annual_rate(first, last, years)) ** int(years)
    assert abs(reached - last) <= last * Fraction(1, 10**17)


@given(st.integers(-99, 400), st.integers(1, 12))
def test_a_rate_of_whole_percent_is_exact(percent: int, years: int) -> None:
    """So that what is exactly at a threshold is not below it."""
    rate = Fraction(percent, 100)
    assert annual_rate(Fraction(1), (1 + rate) ** years, Fraction(years)) == rate


@pytest.mark.parametrize(("percent", "category"), [("9.5", "substantial-progress"), ("6", "moderate-progress")])
def test_a_threshold_itself_is_reached(percent: str, category: str) -> None:
    newest = (1 + Fraction(percent) / 100) ** 3
    found = assess_growth(
        Growth(Fraction(1), newest, Fraction(3), rises=True, target=Fraction(11, 10) ** 9, target_years=Fraction(9))
    )
    assert (found.category, found.ratio) == (category, Fraction(percent) / 10)


@given(growths, st.integers(1, 10**6))
def test_the_category_does_not_depend_on_the_unit(growth: Growth, unit: int) -> None:
    """Half as many thousands are half as many: Open SDG's 0.001 in the place of zero does depend on it."""
    target = None if growth.target is None else growth.target * unit
    scaled = replace(growth, base=growth.base * unit, newest=growth.newest * unit, target=target)
    assert assess_growth(scaled) == assess_growth(growth)


@given(numbers, numbers, spans, spans, st.booleans())
def test_a_series_that_keeps_the_required_rate_is_on_track(
    base: Fraction, target: Fraction, years: Fraction, longer: Fraction, rises: bool
) -> None:
    """Before the end the ratio is 1, at the end the target is achieved."""
    assume(base != target and rises == (target > base))
    rate = annual_rate(base, target, years + longer)
    before = assess_growth(
        Growth(base, base * (1 + rate) ** int(years), years, rises=rises, target=target, target_years=years + longer)
    )
    assert before.category is GrowthCategory.SUBSTANTIAL_PROGRESS
    assert before.ratio is not None
    assert abs(before.ratio - 1) < Fraction(1, 10**12)
    at_the_end = Growth(base, target, years + longer, rises=rises, target=target, target_years=years + longer)
    assert assess_growth(at_the_end).category is GrowthCategory.TARGET_ACHIEVED


@given(growths)
def test_a_category_goes_with_its_number_and_a_reason_with_none(growth: Growth) -> None:
    found = assess_growth(growth)
    assert (found.reason is not None) == (found.category is GrowthCategory.NOT_AVAILABLE)
    if found.category is GrowthCategory.DETERIORATION:
        assert (growth.newest < growth.base) if growth.rises else (growth.newest > growth.base)
