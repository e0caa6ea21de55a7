"""Sums keep every digit, and rounding is half-up, as decimal's own ROUND_HALF_UP does it."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.quantities import exact_sum, round_half_up
from hypothesis import given
from hypothesis import strategies as st

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15)


@given(st.fractions(max_denominator=10_000), st.integers(0, 8))
def test_rounding_is_to_the_nearest_and_halves_go_away_from_zero(value: Fraction, digits: int) -> None:
    rounded = round_half_up(value, digits)
    distance = abs(Fraction(rounded) - value) * 10**digits
    assert distance <= Fraction(1, 2)
    if distance == Fraction(1, 2):
        assert abs(Fraction(rounded)) > abs(value)


@given(decimals, st.integers(0, 8))
def test_rounding_agrees_with_decimal(value: Decimal, digits: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, Context(prec=60))
    rounded = round_half_up(Fraction(value), digits)
    assert (rounded, rounded.as_tuple().exponent) == (expected, -digits)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(1115, 1100) * 100, 2, "101.36"),
        (Fraction(2241, 9810) * 100, 0, "23"),
        (Fraction(23, 16) * 100, 2, "143.75"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(10**40 + 1, 2), 0, "5000000000000000000000000000000000000001"),
    ],
)
def test_rounding_shows_as_many_digits_as_asked_and_no_negative_zero(value: Fraction, digits: int, shown: str) -> None:
    assert str(round_half_up(value, digits)) == shown


def test_rounding_refuses_a_negative_number_of_digits() -> None:
    with pytest.raises(ValueError, match="-1 digits"):
        round_half_up(Fraction(15), -1)


def test_a_sum_keeps_digits_far_apart() -> None:
    numbers = [Decimal(10) ** 14, Decimal("1e-200"), Decimal("1e-200")]
    assert Fraction(exact_sum(numbers)) == 10**14 + Fraction(2, 10**200)


@given(st.lists(decimals), st.randoms(use_true_random=False))
def test_a_sum_is_exact_and_does_not_depend_on_the_order(numbers: list[Decimal], shuffling: random.Random) -> None:
    total = exact_sum(numbers)
    shuffling.shuffle(numbers)
    assert Fraction(total) == sum(map(Fraction, numbers)) == Fraction(exact_sum(numbers))
