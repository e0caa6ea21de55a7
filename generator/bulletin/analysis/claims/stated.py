"""Which numbers a stated number stands for, and whether a computed one is among them.

A number is stated with so many decimals, and stands for all numbers that round to it, halves away from zero: 23 for
those from 22.5 up to, but not including, 23.5. "About" a number stands for those that round to it at its last digit
that is no zero, but with two significant digits at the least: about 10,000 for 9,500 up to 10,500. "More than",
"between" and the like stand for just what they say.

A claim *agrees* where the computed number, rounded to two decimals or to those stated if they are more, is the stated
one; a sum or a difference of counts is not rounded at all. It agrees *coarser* where that holds only at the digits in
which it was stated. Where figures are qualified, the computed number may be any of a span: a claim agrees only if all
of the span does, and disagrees only if none of it does.
"""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis.amounts import Span, span_of
from bulletin.analysis.claims.checked import Verdict
from bulletin.model.values import Qualifier, Quantity

DECIMALS = 2
"""Of a ratio, as pages show it."""
_ROUNDED = (Qualifier.EXACT, Qualifier.ABOUT)
_TELLING = 100
"""A number of three digits."""


def stands_for(stated: Quantity) -> Span:
    """All numbers that a source may have had in mind."""
    if stated.qualifier is Qualifier.EXACT:
        return _rounding_to(stated.fraction, Fraction(1, 10**stated.decimals))
    if stated.qualifier is Qualifier.ABOUT:
        return _rounding_to(stated.fraction, _rough_unit(stated))
    return span_of(stated)


def verdict_on(computed: Quantity, stated: Quantity, *, is_ratio: bool) -> Verdict | None:
    """Whether a computed number is what was stated; None where its qualifier leaves that open.

    Nothing is known of how far "about" reaches in a figure, so that what is computed from one leaves it open.
    """
    if computed.qualifier is Qualifier.ABOUT:
        return None
    span = span_of(computed)
    if span.within(_precisely(stated, is_ratio=is_ratio)):
        return Verdict.AGREES
    if span.within(stands_for(stated)):
        return Verdict.AGREES_COARSER
    return Verdict.DISAGREES if span.misses(stands_for(stated)) else None


def is_telling(stated: Quantity) -> bool:
    """Whether a number is stated in three digits or more: fewer fit too much by chance to look for another base."""
    return stated.is_exact and abs(stated.fraction) * 10**stated.decimals >= _TELLING


def _precisely(stated: Quantity, *, is_ratio: bool) -> Span:
    if stated.qualifier not in _ROUNDED:
        return stands_for(stated)
    if not is_ratio:
        return Span(stated.fraction, stated.fraction)
    return _rounding_to(stated.fraction, Fraction(1, 10 ** max(DECIMALS, stated.decimals)))


def _rounding_to(number: Fraction, unit: Fraction) -> Span:
    return Span(number - unit / 2, number + unit / 2, low_open=number <= 0, high_open=number >= 0)


def _rough_unit(stated: Quantity) -> Fraction:
    """The place of the last digit that is no zero, or of the second digit if that is a smaller one."""
    if not stated.decimal:
        return Fraction(1, 10**stated.decimals)
    last = int(stated.decimal.normalize().as_tuple().exponent)
    return Fraction(10) ** min(last, stated.decimal.adjusted() - 1) if last > 0 else Fraction(10) ** last
