"""Bounds of stated values: a qualified number says how large or how small the true value can be."""

from __future__ import annotations

from decimal import Decimal

from bulletin.model.records import MeasureKind
from bulletin.model.values import Absence, Qualifier, Quantity, Value

COUNTS = frozenset({MeasureKind.FLOW, MeasureKind.STOCK})
"""People and things: whole numbers."""

_UNBOUNDED = frozenset({Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST})
_FROM_ZERO = frozenset({Qualifier.ABOUT, Qualifier.UNDER, Qualifier.AT_MOST})


def at_most(value: Value) -> Decimal | None:
    """The most that a stated value can mean; None where it has no upper bound."""
    if isinstance(value, Absence) or value.qualifier in _UNBOUNDED:
        return None
    return value.number if value.upper is None else value.upper


def at_least(value: Value) -> Decimal:
    """The least that a stated value can mean; an absence may be nothing."""
    if isinstance(value, Absence) or value.qualifier in _FROM_ZERO:
        return Decimal(0)
    return value.number


def has_point(number: Decimal) -> bool:
    """Whether a number was typed with a decimal point; ``10.000`` may well stand for ten thousand."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


def is_dubious(value: Value, kind: MeasureKind) -> bool:
    """Whether a value counts, and yet was typed with a decimal point, so that its size is not known."""
    if kind not in COUNTS or not isinstance(value, Quantity):
        return False
    return has_point(value.number) or (value.upper is not None and has_point(value.upper))


def shown(value: Value) -> str:
    """A value as it is typed."""
    if isinstance(value, Absence):
        return value.value
    if value.is_exact:
        return str(value.number)
    numbers = f"[{value.number}, {value.upper}]" if value.upper is not None else str(value.number)
    return f"{{{value.qualifier}: {numbers}}}"
