"""Computed numbers with the qualifier that follows from what they were computed of.

"More than 150" of 300 is more than a half; a difference of two numbers that are both only known to be more than
something is not known at all. Every operation gives the tightest statement that certainly holds, or None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bulletin.model.values import Qualifier, Quantity


@dataclass(frozen=True, slots=True)
class Amount:
    """A computed number, exact to the last digit; the counterpart of a stated :class:`Quantity`."""

    number: Fraction
    """The number; the lower end of a range."""
    qualifier: Qualifier = Qualifier.EXACT
    upper: Fraction | None = None
    """The upper end; given for :attr:`Qualifier.BETWEEN` only."""

    @classmethod
    def of(cls, quantity: Quantity) -> Amount:
        """The amount that a source states."""
        upper = None if quantity.upper is None else Fraction(quantity.upper)
        return cls(quantity.fraction, quantity.qualifier, upper)

    @property
    def is_exact(self) -> bool:
        """Whether the number is the amount itself."""
        return self.qualifier is Qualifier.EXACT

    def times(self, factor: int) -> Amount:
        """The amount in a unit so many times smaller, such as percent; ``factor`` is positive."""
        return Amount(self.number * factor, self.qualifier, None if self.upper is None else self.upper * factor)


def difference(amount: Amount, other: Amount) -> Amount | None:
    """``amount`` less ``other``; None where their qualifiers leave it open."""
    if amount.is_exact and other.is_exact:
        return Amount(amount.number - other.number)
    if Qualifier.ABOUT in (amount.qualifier, other.qualifier):
        return _about(amount, other, amount.number - other.number)
    one, two = span_of(amount), span_of(other)
    low = None if one.low is None or two.high is None else one.low - two.high
    high = None if one.high is None or two.low is None else one.high - two.low
    return _amount(Span(low, high, one.low_open or two.high_open, one.high_open or two.low_open))


def total(amounts: Iterable[Amount]) -> Amount | None:
    """The sum of the amounts; None where their qualifiers leave it open."""
    sum_so_far = Amount(Fraction(0))
    for amount in amounts:
        following = _plus(sum_so_far, amount)
        if following is None:
            return None
        sum_so_far = following
    return sum_so_far


def _plus(amount: Amount, other: Amount) -> Amount | None:
    if Qualifier.ABOUT in (amount.qualifier, other.qualifier):
        return _about(amount, other, amount.number + other.number)
    one, two = span_of(amount), span_of(other)
    low = None if one.low is None or two.low is None else one.low + two.low
    high = None if one.high is None or two.high is None else one.high + two.high
    return _amount(Span(low, high, one.low_open or two.low_open, one.high_open or two.high_open))


def quotient(amount: Amount, other: Amount) -> Amount | None:
    """``amount`` over ``other``, for things that are never negative; None where it is not defined or left open."""
    if amount.number < 0 or other.number < 0:
        return None
    if amount.is_exact and other.is_exact:
        return Amount(amount.number / other.number) if other.number else None
    if Qualifier.ABOUT in (amount.qualifier, other.qualifier):
        return _about(amount, other, amount.number / other.number) if other.number else None
    one, two = span_of(amount), span_of(other)
    if two.high == 0:
        return None
    low = one.low / two.high if one.low and two.high else Fraction(0)
    high = one.high / two.low if one.high is not None and two.low else Fraction(0) if one.high == 0 else None
    # That a quotient is not negative says nothing; only a bound above or a positive one below does.
    known_low = low if low or high == 0 else None
    return _amount(Span(known_low, high, one.low_open or two.high_open, one.high_open or two.low_open))


def _about(amount: Amount, other: Amount, number: Fraction) -> Amount | None:
    """About a number plus or over about another is about their sum or quotient; with a bound nothing can be said."""
    known = {amount.qualifier, other.qualifier} <= {Qualifier.EXACT, Qualifier.ABOUT}
    return Amount(number, Qualifier.ABOUT) if known else None


def is_at_least(amount: Amount, bound: Fraction) -> bool | None:
    """Whether the amount is ``bound`` or more; None where its qualifier leaves it open."""
    if amount.qualifier is Qualifier.ABOUT:
        return None
    span = span_of(amount)
    if span.low is not None and span.low >= bound:
        return True
    is_less = span.high is not None and (span.high < bound or (span.high == bound and span.high_open))
    return False if is_less else None


def is_more_than(amount: Amount, bound: Fraction) -> bool | None:
    """Whether the amount is more than ``bound``; None where its qualifier leaves it open."""
    if amount.qualifier is Qualifier.ABOUT:
        return None
    span = span_of(amount)
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


def span_of(amount: Amount) -> Span:
    """All numbers that an amount may be; of "about" a number, that number only."""
    match amount.qualifier:
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return Span(amount.number, None, low_open=amount.qualifier is Qualifier.MORE_THAN)
        case Qualifier.UNDER | Qualifier.AT_MOST:
            return Span(None, amount.number, high_open=amount.qualifier is Qualifier.UNDER)
        case Qualifier.BETWEEN:
            return Span(amount.number, amount.upper)
        case _:
            return Span(amount.number, amount.number)


def _amount(span: Span) -> Amount | None:
    """The amount that may be any number of the span; a range always counts its ends in."""
    match span.low, span.high:
        case None, None:
            return None
        case None, Fraction() as high:
            return Amount(high, Qualifier.UNDER if span.high_open else Qualifier.AT_MOST)
        case Fraction() as low, None:
            return Amount(low, Qualifier.MORE_THAN if span.low_open else Qualifier.AT_LEAST)
        case Fraction() as low, Fraction() as high if low != high:
            return Amount(low, Qualifier.BETWEEN, high)
        case low, _:
            return Amount(low) if low is not None else None
