"""Values as editors type them in records: the notation in which problems show them, and what is odd about it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bulletin.analysis.quantities import round_half_up
from bulletin.model.records import Measure
from bulletin.model.values import Absence, Quantity, Value

_WHOLE = Decimal(0)
"""Of the exponent that numbers without a point have."""


def typed(number: Fraction) -> str:
    """A number as it is typed in records; of one with more digits than anybody types, the first few."""
    return without_trailing_zeros(round_half_up(number, 6))


def without_trailing_zeros(number: Decimal) -> str:
    """A number with all its digits but needless zeros at its end: ``26.20`` is ``26.2``."""
    return format(number.normalize(), "f")


def has_point(number: Decimal | Fraction) -> bool:
    """Whether a number was typed with a decimal point; ``10.000`` may well stand for ten thousand."""
    return isinstance(number, Decimal) and not number.same_quantum(_WHOLE)


def is_count(value: Value) -> bool:
    """Whether a value has one number, with a qualifier or without, which is whole and not negative."""
    if not isinstance(value, Quantity) or value.upper is not None:
        return False
    return value.number >= 0 and not has_point(value.number)


def is_dubious(value: Value, measure: Measure) -> bool:
    """Whether a value counts, and yet was typed with a decimal point, so that its size is not known."""
    if not measure.is_counted or not isinstance(value, Quantity):
        return False
    return has_point(value.number) or (value.upper is not None and has_point(value.upper))


def _as_typed(number: Decimal | Fraction) -> str:
    return str(number) if isinstance(number, Decimal) else typed(number)


def shown(value: Value) -> str:
    """A value as it is typed."""
    if isinstance(value, Absence):
        return value.value
    number = _as_typed(value.number)
    if value.is_exact:
        return number
    numbers = f"[{number}, {_as_typed(value.upper)}]" if value.upper is not None else number
    return f"{{{value.qualifier}: {numbers}}}"
