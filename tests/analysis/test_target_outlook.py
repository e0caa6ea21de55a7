"""What series of targets have done since their baselines, and where that leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.growth_assessment import GrowthAssessment, GrowthCategory, GrowthReason, annual_rate
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.target_outlook import Trend, growth_towards, trend_towards
from bulletin.analysis.trend import FEWEST_POINTS
from bulletin.model.records import Direction, Observation, Target
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, observed, organization, period, target, words
from tests.analysis.formulas import deriving

FIGURE = {"period": 2015}
YEARS = {2015: 1000, 2016: 950, 2017: 920, 2018: 860, 2019: 810}


def series(values: Mapping[int, object] = YEARS, measure: str = "accidents") -> list[Observation]:
    """Yearly figures of one unit."""
    return [observed("a", year, value, measure=measure) for year, value in values.items()]


def goal(
    value: object = 500, year: int = 2023, measure: str = "accidents", baseline: object = FIGURE, **more: Any
) -> Target:
    """A target on a baseline of 2015, which is its figure unless it is stated."""
    return target("a", year, value, measure=measure, baseline=baseline, **more)


def outlook(*records: Observation | Target) -> tuple[GrowthAssessment | None, Trend | None]:
    """Growth and trend of the last target figure."""
    made = corpus(*records)
    tables = compile_tables(made)
    progress = progress_towards(made.catalogue, tables, tables.targets[-1])
    return growth_towards(made.catalogue, tables, progress), trend_towards(made.catalogue, tables, progress)


# --- growth


def test_growth_is_from_the_baseline_to_the_newest_figure_and_to_the_target() -> None:
    found, _ = outlook(*series(), goal())
    assert found is not None
    assert found.observed == annual_rate(Fraction(1000), Fraction(810), Fraction(4))
    assert found.required == annual_rate(Fraction(1000), Fraction(500), Fraction(8))
    assert found.category is GrowthCategory.MODERATE_PROGRESS


@given(st.integers(1, 10**6), st.integers(1, 99))
def test_the_rate_that_a_change_requires_is_the_same_of_small_and_large_baselines(base: int, change: int) -> None:
    """35 % less in five years is 8.25 % less a year, of thirteen deaths as of a million: no rounding is in it."""
    found, _ = outlook(*series({2015: base, 2016: base + 1}), goal(None, 2020, change=-change))
    assert found is not None
    assert found.required == annual_rate(Fraction(100), Fraction(100 - change), Fraction(5))


def test_a_stated_baseline_takes_the_place_of_a_figure() -> None:
    stated = {"period": 2015, "value": 900, "source": "letter"}
    found, _ = outlook(*series({2018: 860, 2019: 810}), goal(baseline=stated))
    assert found is not None
    assert found.observed == annual_rate(Fraction(900), Fraction(810), Fraction(4))


def test_without_a_baseline_or_a_verdict_nothing_is_said() -> None:
    assert outlook(*series(), goal(baseline=None)) == (None, None)
    assert outlook(*series(), goal(unassessed=words("contradicts"))) == (None, None)


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([*series(), goal(0)], GrowthReason.ZERO_TARGET),
        ([*series({2015: 0, 2019: 5}), goal(3)], GrowthReason.ZERO_BASE),
        ([*series({2015: 1000}), goal()], GrowthReason.NO_FIGURE),
        ([*series({2019: 810}), goal()], GrowthReason.NO_FIGURE),
        ([*series({2015: 1000, 2019: {"about": 800}}), goal()], GrowthReason.NO_FIGURE),
        ([*series({2015: "suppressed", 2019: 800}), goal()], GrowthReason.SUPPRESSED),
        ([*series({2015: 1000, 2019: "suppressed"}), goal()], GrowthReason.SUPPRESSED),
        ([*series(), goal("suppressed")], GrowthReason.SUPPRESSED),
        ([*series(), goal({"between": [400, 500]})], GrowthReason.NO_DIRECTION),
        ([*series({2015: 1000, 2019: 1001}), goal(1000)], GrowthReason.BASE_IS_TARGET),
        ([*series({2015: 0, 2019: 5}), goal(None, change=-50)], GrowthReason.ZERO_BASE),
        ([*series({2015: -400, 2019: -300}), goal(None, change=50)], GrowthReason.NO_TARGET),
    ],
)
def test_what_cannot_be_assessed_has_a_reason(records: list[Observation | Target], reason: GrowthReason) -> None:
    found, _ = outlook(*records)
    assert found is not None
    assert (found.category, found.reason) == (GrowthCategory.NOT_AVAILABLE, reason)


@given(
    st.lists(st.sampled_from(["2016-Q1", "2019-Q1", "2019-01/2019-09", "2020-H1", "2021-07"]), min_size=1, unique=True)
)
def test_figures_of_another_length_than_the_baseline_are_the_reason(parts: list[str]) -> None:
    """Unless there is one of the same length: then it is that which is not known exactly, or all can be assessed."""
    later = [observed("a", when, 90, measure="accidents") for when in parts]

    def reason(*records: Observation) -> GrowthReason | None:
        found, _ = outlook(*later, *records, goal())
        assert found is not None
        return found.reason

    assert reason(*series({2015: 1000})) is GrowthReason.OTHER_LENGTH
    assert reason() is GrowthReason.NO_FIGURE
    assert reason(*series({2015: 1000, 2022: {"about": 800}})) is GrowthReason.NO_FIGURE
    assert reason(*series({2015: 1000, 2022: 800})) is None


def test_a_target_without_a_number_is_assessed_by_growth_alone() -> None:
    found, _ = outlook(*series(), goal("not-available"))
    assert found is not None
    assert (found.category, found.ratio) == (GrowthCategory.SUBSTANTIAL_PROGRESS, None)


def test_a_measure_without_a_direction_needs_one_in_the_target() -> None:
    """Where neither says which way is better, Open SDG takes it that less is; here nothing is said."""
    found = []
    for value in (60, {"at-most": 60}, {"at-least": 60}):
        made = corpus(*series({2015: 30, 2019: 33}), goal(value))
        measure = made.catalogue.measures["accidents"].model_copy(update={"good": Direction.NONE})
        catalogue = replace(made.catalogue, measures={**made.catalogue.measures, "accidents": measure})
        tables = compile_tables(replace(made, catalogue=catalogue))
        growth = growth_towards(catalogue, tables, progress_towards(catalogue, tables, tables.targets[0]))
        found.append(growth and (growth.reason or growth.category))
    assert found == [GrowthReason.NO_DIRECTION, GrowthCategory.TARGET_ACHIEVED, GrowthCategory.LIMITED_PROGRESS]


def test_a_break_ends_what_can_be_compared() -> None:
    broken = observed("a", 2017, 500, measure="accidents", break_in_series=words("new rules"))
    found, trend = outlook(*series({2015: 1000, 2016: 950}), broken, *series({2018: 480, 2019: 460}), goal(400))
    assert found is not None
    assert (found.reason, trend) == (GrowthReason.NOT_COMPARABLE, None)


@pytest.mark.parametrize(
    ("later", "there", "reason"),
    [
        ([observed("a", "2019-05", 40, measure="accidents", break_in_series=words("new rules"))], {}, "not-comparable"),
        ([observed("a", "2019-05", 40, measure="accidents")], {}, None),
        ([observed("a", "2019-05", 40, measure="accidents")], {"suspended": ["2019-03"]}, "existence"),
        ([observed("a", "2019-05", 40, measure="accidents")], {"suspended": ["2018-03"]}, None),
    ],
    ids=["break-in-the-newest", "none", "not-there", "not-there-before"],
)
def test_why_the_only_later_year_is_not_compared(
    later: list[Observation], there: dict[str, Any], reason: str | None
) -> None:
    """Its months add up to a figure that is known exactly: that is no reason."""
    months = [observed("a", f"2019-{month:02}", 40, measure="accidents") for month in range(1, 13) if month != 5]
    units = tuple(organization("a", "top", **there) if unit.id == "a" else unit for unit in FLAT)
    made = corpus(*series({2015: 1000}), *months, *later, goal(), organizations=units)
    tables = compile_tables(made)
    found = growth_towards(made.catalogue, tables, progress_towards(made.catalogue, tables, tables.targets[-1]))
    assert found is not None
    assert found.reason == reason


def test_figures_of_a_part_of_a_year_are_not_compared_with_years() -> None:
    found, trend = outlook(*series(), observed("a", "2020-Q1", 3, measure="accidents"), goal())
    whole, same = outlook(*series(), goal())
    assert (found, trend) == (whole, same)


# --- the trend


def test_the_trend_is_continued_to_the_target_s_period() -> None:
    _, trend = outlook(*series(), goal())
    assert trend is not None
    assert (trend.since, trend.until, trend.count) == (period(2015), period(2019), 5)
    assert trend.prediction.number == Fraction(626)
    assert trend.prediction.lower < 626 < trend.prediction.upper
    assert not trend.is_exponential


def test_the_trend_goes_by_a_rate_where_the_path_does() -> None:
    halving = {2015 + n: 1000 * 2**5 // 2**n for n in range(5)}
    _, trend = outlook(*series(halving), goal(500, path="exponential"))
    assert trend is not None
    assert trend.is_exponential
    assert round(float(trend.prediction.number), 9) == 125.0


@pytest.mark.parametrize(
    "records",
    [
        [*series(dict(list(YEARS.items())[: FEWEST_POINTS - 1])), goal()],
        [*series(), goal(year=2024)],
        [*series({year: value // 200 for year, value in YEARS.items()}), goal(5)],
        [*series({2015: 1000, 2016: 760, 2017: 500, 2018: 260, 2019: 50}), goal(40)],
        [*series(), observed("a", 2020, 700, measure="accidents"), goal(year=2020)],
    ],
    ids=["few", "far", "small", "below zero", "settled"],
)
def test_no_trend_where_nothing_can_be_said_honestly(records: list[Observation | Target]) -> None:
    """Four figures; five years ahead of four; counts below ten; nothing but less than zero; over already."""
    assert outlook(*records)[1] is None


@pytest.mark.parametrize(("cases", "is_said"), [(300, True), (9, False)])
def test_no_trend_of_a_rate_of_few_cases(cases: int, is_said: bool) -> None:
    """A rate may be high where hardly anything is counted."""
    counted = [observed("a", year, n, measure="accidents") for year, n in zip(YEARS, (cases,) * 5, strict=True)]
    population = [observed("a", f"{year}-07-01", 1000 + year, measure="members") for year in YEARS]
    made = corpus(*counted, *population, goal({"at-most": 100}, measure="made"))
    rated = deriving(made, {"ratio": ["accidents", "members"]}, kind="rate", per=1000)
    tables = compile_tables(rated)
    progress = progress_towards(rated.catalogue, tables, tables.targets[0])
    assert (trend_towards(rated.catalogue, tables, progress) is not None) == is_said
    growth = growth_towards(rated.catalogue, tables, progress)
    assert growth is not None
    assert growth.observed is not None
    assert growth.observed < 0


def test_no_trend_where_the_unit_was_not_there_all_through() -> None:
    founded = organization("a", "top", opened="2016-07-01")
    made = corpus(*series({**YEARS, 2014: 1000}), goal(), organizations=(organization("top", kind="city"), founded))
    tables = compile_tables(made)
    progress = progress_towards(made.catalogue, tables, tables.targets[-1])
    assert trend_towards(made.catalogue, tables, progress) is None


@pytest.mark.parametrize(("closed", "is_continued"), [("2020-06-30", False), ("2023-12-31", True)])
def test_no_trend_of_a_unit_that_is_closed_before_the_end(closed: str, *, is_continued: bool) -> None:
    units = (organization("top", kind="city"), organization("a", "top", closed=closed))
    made = corpus(*series(), goal(), organizations=units)
    tables = compile_tables(made)
    progress = progress_towards(made.catalogue, tables, tables.targets[-1])
    assert (trend_towards(made.catalogue, tables, progress) is not None) is is_continued


@given(st.lists(st.integers(0, 100), min_size=5, max_size=12), st.integers(1, 4))
def test_no_trend_of_a_share_leaves_nought_to_a_hundred(values: list[int], ahead: int) -> None:
    last = 2014 + len(values)
    shares = dict(zip(range(2015, last + 1), values, strict=True))
    _, trend = outlook(*series(shares, measure="rating"), goal(90, last + ahead, measure="rating"))
    if trend is not None:
        assert 0 <= trend.prediction.lower <= trend.prediction.number <= trend.prediction.upper <= 100
