"""Arithmetic of quantities: computed numbers with the qualifier that follows from what they were computed of.

"More than 150" of 300 is more than a half; a difference of two numbers that are both only known to be more than
something is not known at all. Every operation gives the tightest statement that certainly holds, or None.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bulletin.model.values import Absence, Qualifier, Quantity, Value


def difference(quantity: Quantity, other: Quantity) -> Quantity | None:
    """``quantity`` less ``other``; None where their qualifiers leave it open."""
    if quantity.is_exact and other.is_exact:
        return Quantity(quantity.fraction - other.fraction)
    if Qualifier.ABOUT in (quantity.qualifier, other.qualifier):
        return _about(quantity, other, quantity.fraction - other.fraction)
    one, two = span_of(quantity), span_of(other)
    low = None if one.low is None or two.high is None else one.low - two.high
    high = None if one.high is None or two.low is None else one.high - two.low
    return _spanning(Span(low, high, one.low_open or two.high_open, one.high_open or two.low_open))


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
    one, two = span_of(quantity), span_of(other)
    low = None if one.low is None or two.low is None else one.low + two.low
    high = None if one.high is None or two.high is None else one.high + two.high
    return _spanning(Span(low, high, one.low_open or two.low_open, one.high_open or two.high_open))


def quotient(quantity: Quantity, other: Quantity) -> Quantity | None:
    """``quantity`` over ``other``, for things that are never negative; None where it is not defined or left open."""
    if quantity.number < 0 or other.number < 0:
        return None
    if quantity.is_exact and other.is_exact:
        return Quantity(quantity.fraction / other.fraction) if other.number else None
    if Qualifier.ABOUT in (quantity.qualifier, other.qualifier):
        return _about(quantity, other, quantity.fraction / other.fraction) if other.number else None
    one, two = span_of(quantity), span_of(other)
    if two.high == 0:
        return None
    low = one.low / two.high if one.low and two.high else Fraction(0)
    high = one.high / two.low if one.high is not None and two.low else Fraction(0) if one.high == 0 else None
    # That a quotient is not negative says nothing; only a bound above or a positive one below does.
    known_low = low if low or high == 0 else None
    return _spanning(Span(known_low, high, one.low_open or two.high_open, one.high_open or two.low_open))


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


def _ends_before(one: Span, other: Span) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def span_of(quantity: Quantity) -> Span:
    """All numbers that an quantity may be; of "about" a number, that number only."""
    number = quantity.fraction
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
