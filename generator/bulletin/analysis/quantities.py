"""Arithmetic of quantities: exact sums, differences, quotients and ratios, with the qualifier that follows.

"More than 150" of 300 is more than a half; a difference of two numbers that are both only known to be more than
something is not known at all. Every operation gives the tightest statement that certainly holds, or None. Numbers are
exact to the last digit until they are displayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import cached_property, reduce
from math import ceil, floor
from typing import NamedTuple

from bulletin.analysis.figures import Figure, Number, TargetFigure
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Absence, Qualifier, Quantity, Value


def difference(quantity: Quantity, other: Quantity) -> Quantity | None:
    """``quantity`` less ``other``; None where their qualifiers leave it open."""
    if quantity.is_exact and other.is_exact:
        return Quantity(quantity.fraction - other.fraction)
    if Qualifier.ABOUT in (quantity.qualifier, other.qualifier):
        return _about(quantity, other, quantity.fraction - other.fraction)
    first, second = span_of(quantity), span_of(other)
    low = None if first.low is None or second.high is None else first.low - second.high
    high = None if first.high is None or second.low is None else first.high - second.low
    return _spanning(Span(low, high, first.low_open or second.high_open, first.high_open or second.low_open))


def total(quantities: Iterable[Quantity]) -> Quantity | None:
    """The sum of the quantities; None where their qualifiers leave it open."""
    sum_so_far = Quantity(Fraction(0))
    for quantity in quantities:
        following = _plus(sum_so_far, quantity)
        if following is None:
            return None
        sum_so_far = following
    return sum_so_far


def _plus(quantity: Quantity, other: Quantity) -> Quantity | None:
    if Qualifier.ABOUT in (quantity.qualifier, other.qualifier):
        return _about(quantity, other, quantity.fraction + other.fraction)
    first, second = span_of(quantity), span_of(other)
    low = None if first.low is None or second.low is None else first.low + second.low
    high = None if first.high is None or second.high is None else first.high + second.high
    return _spanning(Span(low, high, first.low_open or second.low_open, first.high_open or second.high_open))


def quotient(quantity: Quantity, other: Quantity) -> Quantity | None:
    """``quantity`` over ``other``, for things that are never negative; None where it is not defined or left open."""
    if quantity.number < 0 or other.number < 0:
        return None
    if quantity.is_exact and other.is_exact:
        return Quantity(quantity.fraction / other.fraction) if other.number else None
    if Qualifier.ABOUT in (quantity.qualifier, other.qualifier):
        return _about(quantity, other, quantity.fraction / other.fraction) if other.number else None
    first, second = span_of(quantity), span_of(other)
    if second.high == 0:
        return None
    low = first.low / second.high if first.low and second.high else Fraction(0)
    high = (
        first.high / second.low if first.high is not None and second.low else Fraction(0) if first.high == 0 else None
    )
    # That a quotient is not negative says nothing; only a bound above or a positive one below does.
    known_low = low if low or high == 0 else None
    return _spanning(Span(known_low, high, first.low_open or second.high_open, first.high_open or second.low_open))


def ratio_value(numerator: Decimal, denominator: Decimal, factor: int) -> Value:
    """So many of so many, per ``factor``: an exact fraction; not applicable where there is nothing to divide by."""
    if not denominator:
        return Absence.NOT_APPLICABLE
    return Quantity(Fraction(numerator) / Fraction(denominator) * factor)


def _about(quantity: Quantity, other: Quantity, number: Fraction) -> Quantity | None:
    """About a number plus or over about another is about their sum or quotient; with a bound nothing can be said."""
    known = {quantity.qualifier, other.qualifier} <= {Qualifier.EXACT, Qualifier.ABOUT}
    return Quantity(number, Qualifier.ABOUT) if known else None


def is_at_least(quantity: Quantity, bound: Fraction) -> bool | None:
    """Whether the quantity is ``bound`` or more; None where its qualifier leaves it open."""
    if quantity.qualifier is Qualifier.ABOUT:
        return None
    span = span_of(quantity)
    if span.low is not None and span.low >= bound:
        return True
    is_less = span.high is not None and (span.high < bound or (span.high == bound and span.high_open))
    return False if is_less else None


def is_more_than(quantity: Quantity, bound: Fraction) -> bool | None:
    """Whether the quantity is more than ``bound``; None where its qualifier leaves it open."""
    if quantity.qualifier is Qualifier.ABOUT:
        return None
    span = span_of(quantity)
    if span.low is not None and (span.low > bound or (span.low == bound and span.low_open)):
        return True
    return False if span.high is not None and span.high <= bound else None


class Span(NamedTuple):
    """All numbers from ``low`` to ``high``; None where there is no such end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    """Whether the end itself is left out."""
    high_open: bool = False

    def within(self, other: Span) -> bool:
        """Whether every number of this span is one of the other."""
        return self._keeps_low(other) and self._keeps_high(other)

    def _keeps_low(self, other: Span) -> bool:
        if other.low is None or self.low is None:
            return other.low is None
        return self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))

    def _keeps_high(self, other: Span) -> bool:
        if other.high is None or self.high is None:
            return other.high is None
        return self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open))

    def misses(self, other: Span) -> bool:
        """Whether the two have no number in common."""
        return _ends_before(self, other) or _ends_before(other, self)

    @property
    def wholes(self) -> range | None:
        """The whole numbers in it; None where there is no end to them."""
        if self.low is None or self.high is None:
            return None
        first = floor(self.low) + 1 if self.low_open else ceil(self.low)
        return range(first, ceil(self.high) if self.high_open else floor(self.high) + 1)


def _ends_before(span: Span, other: Span) -> bool:
    if span.high is None or other.low is None:
        return False
    return span.high < other.low or (span.high == other.low and (span.high_open or other.low_open))


def span_of(quantity: Quantity) -> Span:
    """All numbers that a quantity may be; of "about" a number, that number only."""
    number = quantity.fraction
    if quantity.is_exact:
        return Span(number, number)
    match quantity.qualifier:
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return Span(number, None, low_open=quantity.qualifier is Qualifier.MORE_THAN)
        case Qualifier.UNDER | Qualifier.AT_MOST:
            return Span(None, number, high_open=quantity.qualifier is Qualifier.UNDER)
        case _:
            return Span(number, number if quantity.upper is None else Fraction(quantity.upper))


def span_of_count(value: Value) -> Span:
    """All numbers that may be meant by a stated value that is never negative: "about" has no bounds, nor an absence."""
    if isinstance(value, Absence) or value.qualifier is Qualifier.ABOUT:
        return Span(Fraction(0), None)
    span = span_of(value)
    return span if span.low is not None else span._replace(low=Fraction(0))


def _spanning(span: Span) -> Quantity | None:
    """The quantity that may be any number of the span; a range always counts its ends in."""
    match span.low, span.high:
        case None, None:
            return None
        case None, Fraction() as high:
            return Quantity(high, Qualifier.UNDER if span.high_open else Qualifier.AT_MOST)
        case Fraction() as low, None:
            return Quantity(low, Qualifier.MORE_THAN if span.low_open else Qualifier.AT_LEAST)
        case Fraction() as low, Fraction() as high if low != high:
            return Quantity(low, Qualifier.BETWEEN, high)
        case low, _:
            return Quantity(low) if low is not None else None


# --- exact sums, and the one place where anything is rounded ----------------------------------------------------------


_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
"""Holds every digit of a sum, so that none is ever rounded away."""


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum of the numbers, with every digit."""
    return reduce(_EXACT.add, numbers, Decimal(0))


ROOTS = Context(prec=50)
"""For what has no last digit, as roots and logarithms: gives the same digits on every machine, more than are shown."""


def as_decimal(number: Fraction) -> Decimal:
    """A number to fifty digits."""
    return ROOTS.divide(Decimal(number.numerator), Decimal(number.denominator))


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A positive number to a power, to fifty digits."""
    return Fraction(ROOTS.power(as_decimal(base), as_decimal(exponent)))


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


# --- quantities of figures, and ratios of them ------------------------------------------------------------------------


Outcome = Quantity | Absence | None
"""What computing gives: a quantity; the reason why something that it takes is absent; None where all figures are there
and the result still cannot be said."""


def absence_in(*outcomes: Outcome) -> Absence | None:
    """The absence among the values, if there is one; that something is suppressed goes before any other reason."""
    absent = [outcome for outcome in outcomes if isinstance(outcome, Absence)]
    return Absence.SUPPRESSED if Absence.SUPPRESSED in absent else next(iter(absent), None)


def of_the_same_units(figure: Figure, other: Figure) -> bool:
    """Whether two figures are both complete, or were added up from the same units, or lack the same ones."""
    if figure.is_complete and other.is_complete:
        return True
    return units_reported(figure) == units_reported(other) and units_missing(figure) == units_missing(other)


def units_reported(figure: Figure) -> frozenset[tuple[str, ...]]:
    """The units of which a figure is the sum, however far below: :attr:`~bulletin.analysis.figures.Coverage.units`."""
    return (figure.coverage.units if figure.coverage is not None else None) or _units(figure.parts)


def units_missing(figure: Figure) -> frozenset[tuple[str, ...]]:
    """The units that a stated total is known to lack, or those in a sum; of other figures none."""
    return _units(figure.coverage.missing) if figure.coverage is not None else frozenset()


def _units(keys: Iterable[ObservationKey]) -> frozenset[tuple[str, ...]]:
    return frozenset([(key.organization,) for key in keys])


_BOUNDS = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST)


def quantity_of(figure: Number) -> Outcome:
    """What a figure says of the whole of what it counts, or the number that a target sets.

    A partial total says that there are *at least* so many; of a measure that can be negative it says nothing: None. The
    number of a target, before any rounding, is as exact where it is a bound: "under 0.5 %" says which side of 0.5 to
    stay on.
    """
    value = figure.asked if isinstance(figure, TargetFigure) else figure.value
    return value if isinstance(value, Absence) else _quantity(figure, value)


def _quantity(figure: Number, value: Quantity) -> Quantity | None:
    if isinstance(figure, TargetFigure):
        return Quantity(value.fraction) if value.qualifier in _BOUNDS else value
    if figure.is_open:
        return None
    return value if figure.is_complete else Quantity(value.fraction, Qualifier.AT_LEAST)


def stated_quantity(figure: Number) -> Quantity:
    """What a figure or a target that is known to have a number says.

    :raises TypeError: when it has none.
    """
    if isinstance(figure.value, Absence):
        raise TypeError(f"no number: {figure.key}")
    return figure.value


def number_of(figure: Number) -> Fraction:
    """The number of a figure or a target that is known to have one, without its qualifier."""
    return stated_quantity(figure).fraction


def sum_of(figures: Iterable[Number]) -> Fraction:
    """The sum of the numbers of figures or targets that are known to have one."""
    return sum(map(number_of, figures), Fraction(0))


def quantities_of(figure: Figure, other: Number) -> tuple[Quantity, Quantity] | Absence | None:
    """The quantities of two figures that are to be compared, or why one of them has none.

    Partial totals of the same units are taken as they are, as the whole of what those units report. None where one is
    a partial total that says nothing of the whole.
    """
    if isinstance(figure.value, Absence) or isinstance(other.value, Absence):
        return absence_in(figure.value, other.value) or Absence.NOT_AVAILABLE
    if isinstance(other, Figure) and of_the_same_units(figure, other):
        return figure.value, other.value
    own, others = _quantity(figure, figure.value), quantity_of(other)
    return (own, others) if own is not None and isinstance(others, Quantity) else None


@dataclass(frozen=True)
class Ratio:
    """One figure over another, or over a target."""

    numerator: Figure
    denominator: Number

    @cached_property
    def value(self) -> Outcome:
        """The ratio as an exact fraction, 11/10 for 22 over 20; qualified as the two make it."""
        quantities = quantities_of(self.numerator, self.denominator)
        return quotient(*quantities) if isinstance(quantities, tuple) else quantities

    @cached_property
    def percent(self) -> Outcome:
        """The ratio in percent."""
        value = self.value
        return value.times(100) if isinstance(value, Quantity) else value
