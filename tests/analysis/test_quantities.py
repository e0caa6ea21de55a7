"""Quantities: computed numbers carry the qualifier that follows; sums are exact, and rounding is half up."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.quantities import difference, exact_sum, is_at_least, is_more_than, quotient, round_half_up
from bulletin.model.values import Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

Q = Qualifier
numbers = st.fractions(0, 1_000, max_denominator=20)


def holds(amount: Quantity, true: Fraction) -> bool:
    """Whether ``true`` fits what ``amount`` says; "about" fits everything, since nobody says how far it reaches."""
    number, upper = amount.number, amount.upper
    return {
        Q.EXACT: true == number,
        Q.ABOUT: True,
        Q.MORE_THAN: true > number,
        Q.AT_LEAST: true >= number,
        Q.UNDER: true < number,
        Q.AT_MOST: true <= number,
        Q.BETWEEN: upper is not None and number <= true <= upper,
    }[amount.qualifier]


@st.composite
def known(draw: st.DrawFn) -> tuple[Quantity, Fraction]:
    """Draw something that is never negative: what is said of it, and what it truly is."""
    true = draw(numbers)
    qualifier = draw(st.sampled_from(Q))
    off, open_ended = draw(numbers), Fraction(qualifier in (Q.MORE_THAN, Q.UNDER))
    if qualifier in (Q.MORE_THAN, Q.AT_LEAST):
        true, said = true + off + open_ended, true
        return Quantity(said, qualifier), true
    if qualifier in (Q.UNDER, Q.AT_MOST):
        return Quantity(true + off + open_ended, qualifier), true
    if qualifier is Q.BETWEEN:
        return Quantity(true, qualifier, true + off + 1), true + draw(st.sampled_from([Fraction(0), off, off + 1]))
    return Quantity(true + off if qualifier is Q.ABOUT else true, qualifier), true


@given(known(), known())
def test_a_difference_holds_for_all_true_numbers(
    first: tuple[Quantity, Fraction], other: tuple[Quantity, Fraction]
) -> None:
    (amount, x), (subtracted, y) = first, other
    result = difference(amount, subtracted)
    assert result is None or holds(result, x - y)


@given(known(), known())
def test_a_quotient_holds_for_all_true_numbers(
    first: tuple[Quantity, Fraction], other: tuple[Quantity, Fraction]
) -> None:
    (amount, x), (divisor, y) = first, other
    result = quotient(amount, divisor)
    assert result is None or y == 0 or holds(result, x / y)


@given(known(), numbers)
def test_a_comparison_is_made_only_where_it_holds_for_all_true_numbers(
    stated: tuple[Quantity, Fraction], bound: Fraction
) -> None:
    amount, true = stated
    for limit in (bound, amount.fraction, Fraction(amount.upper or bound)):
        assert is_at_least(amount, limit) in (None, true >= limit)
        assert is_more_than(amount, limit) in (None, true > limit)


@given(numbers, numbers)
def test_exact_numbers_are_computed_and_compared_exactly(x: Fraction, y: Fraction) -> None:
    first, other = Quantity(x), Quantity(y)
    assert difference(first, other) == Quantity(x - y)
    assert quotient(first, other) == (Quantity(x / y) if y else None)
    assert (is_at_least(first, y), is_more_than(first, y)) == (x >= y, x > y)


def some(number: int, qualifier: Qualifier = Q.EXACT, upper: int | None = None) -> Quantity:
    """An amount of whole numbers."""
    return Quantity(Fraction(number), qualifier, None if upper is None else Fraction(upper))


@pytest.mark.parametrize(
    ("quantity", "other", "percent"),
    [
        (some(150, Q.MORE_THAN), some(300), some(50, Q.MORE_THAN)),
        (some(150, Q.AT_LEAST), some(300, Q.UNDER), some(50, Q.MORE_THAN)),
        (some(150, Q.AT_LEAST), some(300, Q.AT_MOST), some(50, Q.AT_LEAST)),
        (some(150), some(300, Q.MORE_THAN), some(50, Q.UNDER)),
        (some(150, Q.UNDER), some(300, Q.AT_LEAST), some(50, Q.UNDER)),
        (some(150, Q.ABOUT), some(300), some(50, Q.ABOUT)),
        (some(150, Q.ABOUT), some(300, Q.ABOUT), some(50, Q.ABOUT)),
        (some(10, Q.BETWEEN, 12), some(100), some(10, Q.BETWEEN, 12)),
        (some(10, Q.BETWEEN, 12), some(100, Q.BETWEEN, 200), some(5, Q.BETWEEN, 12)),
        (some(10, Q.BETWEEN, 12), some(100, Q.AT_LEAST), some(12, Q.AT_MOST)),
        (some(0), some(300, Q.MORE_THAN), some(0)),
        (some(150, Q.MORE_THAN), some(300, Q.MORE_THAN), None),
        (some(150, Q.UNDER), some(300, Q.UNDER), None),
        (some(150, Q.ABOUT), some(300, Q.MORE_THAN), None),
        (some(0, Q.AT_LEAST), some(300), None),
        (some(150), some(0), None),
        (some(150), some(0, Q.AT_MOST), None),
        (some(-1), some(2), None),
    ],
)
def test_a_quotient_keeps_the_qualifier_that_follows_and_none_that_does_not(
    quantity: Quantity, other: Quantity, percent: Quantity | None
) -> None:
    result = quotient(quantity, other)
    assert (result.times(100) if result else None) == percent


@pytest.mark.parametrize(
    ("quantity", "other", "result"),
    [
        (some(83, Q.MORE_THAN), some(76), some(7, Q.MORE_THAN)),
        (some(83), some(76, Q.UNDER), some(7, Q.MORE_THAN)),
        (some(83), some(76, Q.AT_LEAST), some(7, Q.AT_MOST)),
        (some(10, Q.BETWEEN, 12), some(4), some(6, Q.BETWEEN, 8)),
        (some(4), some(10, Q.BETWEEN, 12), some(-8, Q.BETWEEN, -6)),
        (some(83, Q.ABOUT), some(76), some(7, Q.ABOUT)),
        (some(83, Q.MORE_THAN), some(76, Q.MORE_THAN), None),
        (some(83, Q.ABOUT), some(76, Q.UNDER), None),
    ],
)
def test_a_difference_keeps_the_qualifier_that_follows(
    quantity: Quantity, other: Quantity, result: Quantity | None
) -> None:
    assert difference(quantity, other) == result


@pytest.mark.parametrize(
    ("amount", "at_least_100", "more_than_100"),
    [
        (some(100, Q.MORE_THAN), True, True),
        (some(100, Q.AT_LEAST), True, None),
        (some(100, Q.UNDER), False, False),
        (some(100, Q.AT_MOST), None, False),
        (some(101, Q.UNDER), None, None),
        (some(99, Q.MORE_THAN), None, None),
        (some(90, Q.BETWEEN, 110), None, None),
        (some(100, Q.BETWEEN, 110), True, None),
        (some(90, Q.BETWEEN, 100), None, False),
        (some(1_000, Q.ABOUT), None, None),
    ],
)
def test_comparisons_at_the_edge(amount: Quantity, at_least_100: bool | None, more_than_100: bool | None) -> None:
    assert (is_at_least(amount, Fraction(100)), is_more_than(amount, Fraction(100))) == (at_least_100, more_than_100)


# --- sums keep every digit, and rounding is half-up, as decimal's own ROUND_HALF_UP does it ---------------------------


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
