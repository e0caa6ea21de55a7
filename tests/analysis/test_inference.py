"""What a stated percentage implies about the whole it was taken over."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.claims.interpretations import wholes_that_fit
from bulletin.analysis.claims.verdicts import stands_for
from bulletin.analysis.quantities import round_half_up
from bulletin.model.records import ClaimForm
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

counts = st.integers(1, 20_000)
decimals = st.integers(0, 3)


def percent_of(part: int, whole: int, digits: int) -> Quantity:
    """The percentage as a source that rounds half up would state it."""
    return Quantity(round_half_up(Fraction(100 * part, whole), digits))


def wholes_implied(part: int, percent: Quantity) -> range | None:
    """The targets of which a count can be a stated percentage."""
    return wholes_that_fit(ClaimForm.PERCENT_OF_TARGET, stands_for(percent), 1, part)


@given(part=counts, whole=counts, digits=decimals)
def test_wholes_implied_are_just_those_that_give_the_percentage(part: int, whole: int, digits: int) -> None:
    """The true whole is among them, each of them gives the stated percentage, and their neighbours do not."""
    percent = percent_of(part, whole, digits)
    if percent.number == 0:
        return
    implied = wholes_implied(part, percent)
    assert implied is not None
    assert whole in implied
    assert percent_of(part, implied[0], digits) == percent_of(part, implied[-1], digits) == percent
    assert implied[0] == 1 or percent_of(part, implied[0] - 1, digits) != percent
    assert percent_of(part, implied[-1] + 1, digits) != percent


@pytest.mark.parametrize(
    ("part", "percent", "implied"),
    [(22, "110", [20]), (1115, "101.36", [1100]), (23, "143.75", [16]), (9, "200.0", []), (3, "33", [9])],
)
def test_examples(part: int, percent: str, implied: list[int]) -> None:
    """Digits matter: 110 % of a small target is one number, and an odd number is never twice a whole one."""
    assert list(wholes_implied(part, Quantity(Decimal(percent))) or ()) == implied


@pytest.mark.parametrize(("part", "percent"), [(0, "10"), (5, "0"), (5, "0.0")])
def test_of_what_has_no_end_nothing_is_said(part: int, percent: str) -> None:
    """A part of nothing, or of so little that it rounds to nothing, says nothing of the whole."""
    assert wholes_implied(part, Quantity(Decimal(percent))) is None
