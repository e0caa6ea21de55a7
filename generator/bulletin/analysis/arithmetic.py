"""Exact arithmetic: sums that never lose a digit, and the one place where anything is rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import reduce

_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
"""Has room for every digit of a sum, so that none is ever rounded away."""


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum of the numbers, with every digit."""
    return reduce(_EXACT.add, numbers, Decimal(0))


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """``value`` with so many digits after the decimal point, halves away from zero.

    For display, and for the mean of figures, which is a figure with digits of its own.

    :raises ValueError: when ``decimals`` is negative.
    """
    if decimals < 0:
        raise ValueError(f"{decimals} digits after the decimal point")
    scaled = abs(value) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = int(value < 0 < digits)
    return Decimal((sign, tuple(map(int, str(digits))), -decimals))
