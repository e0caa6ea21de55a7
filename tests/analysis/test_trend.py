"""Trends of series, with prediction intervals."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from statistics import linear_regression

import pytest
from bulletin.analysis.trend import (
    LEVEL,
    STUDENT_T,
    Point,
    Prediction,
    exponential_prediction,
    linear_prediction,
)
from hypothesis import assume, given
from hypothesis import strategies as st


def series(values: list[Fraction]) -> list[Point]:
    """A value for each year from 2015 on."""
    return [Point(Fraction(2015 + year), value) for year, value in enumerate(values)]


numbers = st.lists(st.integers(1, 10**7).map(Fraction), min_size=5, max_size=30)


@given(numbers, st.integers(0, 30))
def test_the_line_is_that_of_least_squares(values: list[Fraction], ahead: int) -> None:
    points, time = series(values), Fraction(2014 + len(values) + ahead)
    slope, intercept = linear_regression([float(p.time) - 2015 for p in points], [float(p.value) for p in points])
    found = linear_prediction(points, time)
    assert float(found.number) == pytest.approx(intercept + slope * (float(time) - 2015), rel=1e-6, abs=1e-3)


@given(numbers, st.integers(0, 30))
def test_an_exponential_trend_is_a_line_through_the_logarithms(values: list[Fraction], ahead: int) -> None:
    points, time = series(values), Fraction(2014 + len(values) + ahead)
    slope, intercept = linear_regression([float(p.time) - 2015 for p in points], [math.log(p.value) for p in points])
    found = exponential_prediction(points, time)
    assert math.log(found.number) == pytest.approx(intercept + slope * (float(time) - 2015), rel=1e-6, abs=1e-6)
    assert 0 < found.lower <= found.number <= found.upper


def test_a_textbook_interval() -> None:
    """Of 1, 3, 2, 5, 4 in five years the next is 5.4, give or take t = 3.182 times the root of 1.2 times 2.1."""
    found = linear_prediction(series([Fraction(n) for n in (1, 3, 2, 5, 4)]), Fraction(2020))
    assert found.number == Fraction(27, 5)
    margin = 3.182 * math.sqrt(3.6 / 3 * (1 + 1 / 5 + 9 / 10))
    assert [float(found.lower), float(found.upper)] == pytest.approx([5.4 - margin, 5.4 + margin])


@given(st.integers(-100, 100), st.integers(-1000, 1000), st.integers(3, 20), st.integers(1, 10))
def test_a_series_on_a_line_goes_on_upon_it_without_a_margin(slope: int, first: int, count: int, ahead: int) -> None:
    points = series([Fraction(first + slope * year) for year in range(count)])
    expected = Fraction(first + slope * (count - 1 + ahead))
    assert linear_prediction(points, points[-1].time + ahead) == Prediction(expected, expected, expected)


@given(numbers, st.integers(1, 20), st.integers(1, 10))
def test_the_further_ahead_the_wider_is_the_interval(values: list[Fraction], ahead: int, more: int) -> None:
    points = series(values)
    near, far = (linear_prediction(points, points[-1].time + years) for years in (ahead, ahead + more))
    assert near.upper - near.lower <= far.upper - far.lower
    assert near.upper - near.number == near.number - near.lower


@given(numbers, st.integers(2, 1000), st.integers(1, 10))
def test_a_trend_does_not_depend_on_the_unit(values: list[Fraction], unit: int, ahead: int) -> None:
    points, time = series(values), Fraction(2014 + len(values) + ahead)
    scaled = [Point(p.time, p.value * unit) for p in points]
    assert linear_prediction(scaled, time).number == unit * linear_prediction(points, time).number
    widths = [float(found.upper - found.lower) for found in (linear_prediction(s, time) for s in (points, scaled))]
    assert widths[1] == pytest.approx(unit * widths[0])


@given(numbers, st.integers(1, 20))
def test_what_is_impossible_is_cut_off(values: list[Fraction], ahead: int) -> None:
    points = series(values)
    found = linear_prediction(points, points[-1].time + ahead)
    cut = found.within(Fraction(0), Fraction(100))
    assume(cut is not None)
    assert cut is not None
    assert 0 <= cut.lower <= cut.number <= cut.upper <= 100
    inside = all(0 <= number <= 100 for number in (found.lower, found.number, found.upper))
    assert not inside or cut == found


def test_nothing_is_left_of_an_interval_below_zero() -> None:
    sinking = linear_prediction(series([Fraction(n) for n in (50, 40, 30, 20, 10)]), Fraction(2025))
    assert sinking.within(Fraction(0), None) is None
    assert sinking.within(None, Fraction(0)) == sinking


@given(numbers, st.integers(1, 20), st.sampled_from([Fraction(1), Fraction(1, 100)]))
def test_rounding_keeps_two_digits_of_the_margin_and_never_narrows(
    values: list[Fraction], ahead: int, step: Fraction
) -> None:
    points = series(values)
    found = linear_prediction(points, points[-1].time + ahead)
    shown, margin = found.rounded(step), found.upper - found.number
    assert shown.lower <= found.lower <= found.upper <= shown.upper
    assert abs(shown.number - found.number) <= max(step / 2, margin / 20)
    assert shown.lower <= shown.number <= shown.upper
    assert (shown.number / step).denominator == 1


def test_a_million_give_or_take_a_tenth_has_no_more_than_three_digits() -> None:
    shown = Prediction(Fraction(1234567), Fraction(1135802), Fraction(1333332)).rounded(Fraction(1))
    assert shown == Prediction(Fraction(1235000), Fraction(1135000), Fraction(1334000))


# --- Student's t


def cumulative_t(value: float, degrees: int) -> float:
    """The distribution function for whole degrees of freedom; Abramowitz and Stegun, 26.7.3 and 26.7.4."""
    angle = math.atan(value / math.sqrt(degrees))
    cosine, term, total = math.cos(angle), 1.0, 1.0
    odd = degrees % 2
    for k in range(2 + odd, degrees - 1, 2):
        term *= (k - 1) / k * cosine**2
        total += term
    if degrees == 1:
        return 0.5 + angle / math.pi
    within = 2 / math.pi * (angle + math.sin(angle) * cosine * total) if odd else math.sin(angle) * total
    return 0.5 + within / 2


@pytest.mark.parametrize("degrees", range(1, len(STUDENT_T) + 1))
def test_the_table_of_student_s_t_is_right_to_its_last_digit(degrees: int) -> None:
    value, half = float(STUDENT_T[degrees - 1]), 0.0005
    level = 0.5 + LEVEL / 200
    assert cumulative_t(value - half, degrees) <= level <= cumulative_t(value + half, degrees)


@pytest.mark.slow
@pytest.mark.parametrize("count", [5, 8, 15])
@pytest.mark.parametrize("is_exponential", [False, True])
def test_the_interval_holds_as_many_figures_to_come_as_it_says(count: int, is_exponential: bool) -> None:
    """Of 2,000 simulated series, 95% within three standard errors."""
    chance, runs, inside = random.Random(11), 2000, 0
    for _ in range(runs):
        logs = [5 - 0.05 * year + chance.gauss(0, 0.2) for year in range(count + 3)]
        drawn = [Fraction(math.exp(log) if is_exponential else log).limit_denominator(10**6) for log in logs]
        points, actual = series(drawn)[:count], series(drawn)[-1]
        predict = exponential_prediction if is_exponential else linear_prediction
        found = predict(points, actual.time)
        inside += found.lower <= actual.value <= found.upper
    assert inside / runs == pytest.approx(LEVEL / 100, abs=3 * math.sqrt(0.95 * 0.05 / runs))
