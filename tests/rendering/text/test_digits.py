"""Digits for programs: a number reads back as it was stated, and nothing else is mistaken for one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.model.values import Absence, Qualifier, Quantity, Value, parse_value
from bulletin.rendering.text.digits import digits, exact_digits, json_number, value_digits
from hypothesis import given
from hypothesis import strategies as st

DECIMALS = st.decimals(-(10**14), 10**14, places=2)


@given(DECIMALS)
def test_stated_numbers_read_back_with_their_decimals(number: Decimal) -> None:
    """26.20 is not 26.2."""
    for written in (value_digits(Quantity(number)), exact_digits(Quantity(number))):
        assert str(Decimal(written)) == str(number)


@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_computed_numbers_are_rounded_to_the_nearest(number: Fraction, decimals: int) -> None:
    """No more decimals than asked for, and no further from the number than half of the last one."""
    written = digits(number, decimals)
    assert len(written.partition(".")[2]) <= decimals
    assert abs(Fraction(written) - number) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("number", "written"), [(Fraction(1, 2), "0.5"), (Fraction(1, 3), "0.33"), (Fraction(2, 3) * 3, "2")]
)
def test_trailing_zeros_are_kept_only_where_a_number_was_rounded(number: Fraction, written: str) -> None:
    """An exact number has the decimals that it has."""
    assert digits(number) == written
    assert digits(Fraction(2999, 10_000)) == "0.30"


def test_ranges_and_absences() -> None:
    """A range has both ends; an absence is empty, never zero."""
    assert value_digits(parse_value({"between": [10, Decimal("12.5")]})) == "10..12.5"
    assert value_digits(Absence.NOT_AVAILABLE) == ""


@pytest.mark.parametrize(
    "inexact", [Absence.SUPPRESSED, parse_value({"more-than": 150}), Quantity(Fraction(7), Qualifier.ABOUT), None]
)
def test_digits_alone_never_misstate_a_value(inexact: Value | Quantity | None) -> None:
    """More than 150 is not 150."""
    assert exact_digits(inexact) == ""


@given(DECIMALS | st.integers(-(10**15), 10**15).map(Decimal))
def test_whole_numbers_are_exact_in_json(number: Decimal) -> None:
    """Others are the nearest double."""
    found = json_number(number)
    assert isinstance(found, int) == (number == int(number))
    assert found == (int(number) if isinstance(found, int) else float(str(number)))
