"""Which numbers a stated number stands for, and what a claim implies about the numbers it was computed from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.claims.interpretations import wholes_that_fit
from bulletin.analysis.claims.verdicts import Verdict, stands_for, verdict_on
from bulletin.analysis.quantities import round_half_up
from bulletin.model.records import ClaimForm
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

counts = st.integers(1, 20_000)
decimals = st.integers(0, 3)
small_counts = st.integers(1, 2_000)
AGREEING = (Verdict.AGREES, Verdict.AGREES_COARSER)


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


# --- numbers that a stated one stands for, and those that would make a claim true -------------------------------------


@given(part=small_counts, whole=small_counts, decimals=decimals)
def test_a_ratio_that_was_rounded_half_up_agrees(part: int, whole: int, decimals: int) -> None:
    """However many digits a source gives: to two decimals or more it agrees, with fewer perhaps only at those."""
    exact = Fraction(100 * part, whole)
    stated = Quantity(round_half_up(exact, decimals))
    given_verdict = verdict_on(Quantity(exact), stated, is_ratio=True)
    same_at_two = round_half_up(exact, max(2, decimals)) == stated.number
    assert given_verdict is (Verdict.AGREES if same_at_two else Verdict.AGREES_COARSER)


@given(part=small_counts, whole=small_counts, decimals=decimals, other=st.integers(-5, 5))
def test_a_ratio_agrees_only_if_it_rounds_to_what_is_stated(part: int, whole: int, decimals: int, other: int) -> None:
    """A unit of the last digit more or less is no agreement."""
    exact = Fraction(100 * part, whole)
    rounded = round_half_up(exact, decimals)
    stated = Quantity(rounded + other * Decimal(1).scaleb(-decimals))
    agrees = verdict_on(Quantity(exact), stated, is_ratio=True) in AGREEING
    assert agrees == (stated.number == rounded)


@given(number=st.fractions(), decimals=decimals)
def test_a_stated_number_stands_for_what_rounds_to_it(number: Fraction, decimals: int) -> None:
    """The span of a stated number holds a number just if that is rounded to it, below zero too."""
    stated = Quantity(round_half_up(number, decimals))
    step = Fraction(1, 2 * 10**decimals)
    for near in (number, stated.fraction - step, stated.fraction + step, stated.fraction):
        span = stands_for(stated)
        inside = verdict_on(Quantity(near), stated, is_ratio=False) in AGREEING
        assert inside == (round_half_up(near, decimals) == stated.number), span


@given(
    position=st.sampled_from((0, 1)),
    other=st.integers(1, 60),
    stated=st.decimals(0, 300, places=1),
    form=st.sampled_from([ClaimForm.SHARE, ClaimForm.MULTIPLE, ClaimForm.DIFFERENCE]),
)
def test_what_would_make_a_claim_true_are_exactly_the_numbers_that_do(
    position: int, other: int, stated: Decimal, form: ClaimForm
) -> None:
    """Every whole number in the interval makes the claim true, and none outside of it does."""
    value = Quantity(stated if form is not ClaimForm.DIFFERENCE else stated.to_integral_value())
    wholes = wholes_that_fit(form, stands_for(value), position, other)
    if wholes is None:
        return
    reach = range(max(0, min(wholes.start, 60) - 60), min(wholes.stop, 20_000) + 60)
    for whole in [*reach[:120], *reach[-120:]]:
        over, under = (whole, other) if position == 0 else (other, whole)
        if form is ClaimForm.DIFFERENCE:
            outcome = Quantity(Fraction(over - under))
        elif under:
            outcome = Quantity(Fraction(over, under) * (100 if form is ClaimForm.SHARE else 1))
        else:
            continue
        agrees = verdict_on(outcome, value, is_ratio=form is not ClaimForm.DIFFERENCE) in AGREEING
        assert agrees == (whole in wholes), (whole, wholes)
