"""Machine-readable digits: numbers as CSV cells and JSON values have them, plain and with a decimal point.

Text for readers is the business of :mod:`~bulletin.rendering.text.number_formats`. An empty string stands for no number
throughout, as an empty CSV cell does.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bulletin.analysis.quantities import Outcome, round_half_up
from bulletin.model.values import Quantity, Value

DECIMALS = 2
"""Decimals of a computed number, at most."""


def as_decimal(number: Decimal | Fraction, decimals: int = DECIMALS) -> Decimal:
    """A stated number as it was typed, a computed one rounded half up; that has trailing zeros only where rounded.

    :param decimals: of a computed number, at most.
    """
    if isinstance(number, Decimal):
        return number
    if number.denominator == 1:
        return Decimal(number.numerator)
    rounded = round_half_up(number, decimals)
    is_exact = 10**decimals % number.denominator == 0
    return rounded.normalize() if is_exact else rounded


def digits(number: Decimal | Fraction, decimals: int = DECIMALS) -> str:
    """A number in plain digits, see :func:`as_decimal`."""
    return f"{as_decimal(number, decimals):f}"


def exact_digits(value: Outcome) -> str:
    """The digits of an exact value; empty for an absence and for a qualified one, which digits alone would misstate."""
    return digits(value.number) if isinstance(value, Quantity) and value.is_exact else ""


def value_digits(value: Value) -> str:
    """The digits of a value without its qualifier, the ends of a range joined by ``..``; empty for an absence."""
    if not isinstance(value, Quantity):
        return ""
    lower = digits(value.number)
    return lower if value.upper is None else f"{lower}..{digits(value.upper)}"


def json_number(number: Decimal | Fraction) -> int | float:
    """A whole number exactly, any other as the nearest double, which is what JSON parsers commonly hold."""
    return int(number) if number == int(number) else float(number)
