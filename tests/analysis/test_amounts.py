"""What is said of a result holds for every pair of true numbers that fits what is said of the two operands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from bulletin.analysis.quantities import difference, is_at_least, is_more_than, quotient
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
    one: tuple[Quantity, Fraction], other: tuple[Quantity, Fraction]
) -> None:
    (amount, x), (subtracted, y) = one, other
    result = difference(amount, subtracted)
    assert result is None or holds(result, x - y)


@given(known(), known())
def test_a_quotient_holds_for_all_true_numbers(
    one: tuple[Quantity, Fraction], other: tuple[Quantity, Fraction]
) -> None:
    (amount, x), (divisor, y) = one, other
    result = quotient(amount, divisor)
    assert result is None or y == 0 or holds(result, x / y)


@given(known(), numbers)
def test_a_comparison_is_made_only_where_it_holds_for_all_true_numbers(
    one: tuple[Quantity, Fraction], bound: Fraction
) -> None:
    amount, true = one
    for limit in (bound, amount.fraction, Fraction(amount.upper or bound)):
        assert is_at_least(amount, limit) in (None, true >= limit)
        assert is_more_than(amount, limit) in (None, true > limit)


@given(numbers, numbers)
def test_exact_numbers_are_computed_and_compared_exactly(x: Fraction, y: Fraction) -> None:
    one, other = Quantity(x), Quantity(y)
    assert difference(one, other) == Quantity(x - y)
    assert quotient(one, other) == (Quantity(x / y) if y else None)
    assert (is_at_least(one, y), is_more_than(one, y)) == (x >= y, x > y)


def some(number: int, qualifier: Qualifier = Q.EXACT, upper: int | None = None) -> Quantity:
    """An amount of whole numbers."""
    return Quantity(Fraction(number), qualifier, None if upper is None else Fraction(upper))


@pytest.mark.parametrize(
    ("one", "other", "percent"),
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
    one: Quantity, other: Quantity, percent: Quantity | None
) -> None:
    result = quotient(one, other)
    assert (result.times(100) if result else None) == percent


@pytest.mark.parametrize(
    ("one", "other", "result"),
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
def test_a_difference_keeps_the_qualifier_that_follows(one: Quantity, other: Quantity, result: Quantity | None) -> None:
    assert difference(one, other) == result


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
