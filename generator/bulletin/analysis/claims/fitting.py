"""What would make a claim true: the whole numbers that one of its operands would have to be among."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bulletin.analysis.amounts import Span
from bulletin.analysis.claims.checked import RATIOS, Calculation, Fit, Missing, Operand
from bulletin.analysis.claims.stated import stands_for
from bulletin.analysis.tables import Figure
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Claim, ClaimForm, MeasureKind
from bulletin.model.values import Quantity

_COUNTING = (MeasureKind.FLOW, MeasureKind.STOCK)


def fits(catalogue: Catalogue, claim: Claim, workings: Calculation) -> Iterator[Fit]:
    """For each operand of a ratio or difference, what it would have to be; for a total, what a missing part would.

    They are whole numbers of things that are counted, never less than none. Nothing is said of an operand where others
    are missing too or are no exact whole numbers, nor where there would be no end to the numbers.
    """
    if not isinstance(claim.value, Quantity):
        return
    span = stands_for(claim.value)
    for position, operand in enumerate(workings.operands):
        others = [whole_number(one) for place, one in enumerate(workings.operands) if place != position]
        known = [one for one in others if one is not None]
        is_wanted = claim.form is not ClaimForm.TOTAL or isinstance(operand, Missing)
        if len(known) == len(others) and is_wanted and _counts(catalogue, operand):
            wholes = wholes_that_fit(claim.form, span, position, sum(known))
            if wholes is not None:
                yield Fit(position, wholes)


def whole_number(operand: Operand | Missing) -> int | None:
    """The operand, where it is a whole number and exactly known."""
    if isinstance(operand, Missing) or not isinstance(operand.value, Quantity) or not operand.value.is_exact:
        return None
    is_known = not isinstance(operand, Figure) or operand.is_complete
    return int(operand.value.number) if is_known and operand.value.fraction.denominator == 1 else None


def wholes_that_fit(form: ClaimForm, span: Span, position: int, other: int) -> range | None:
    """The whole numbers that make a claim of a number within ``span`` true, as one of two operands.

    :param position: of the operand that is sought: 0 or 1; for a total, any.
    :param other: the other operand or, for a total, the sum of the others.
    """
    if form in RATIOS:
        fitting = _ratio(span, position, Fraction(other), RATIOS[form])
    elif form is ClaimForm.TOTAL:
        fitting = _shifted(span, -other)
    else:
        fitting = _shifted(span if position == 0 else _mirrored(span), other)
    return _natural(fitting).wholes if fitting is not None else None


def _counts(catalogue: Catalogue, operand: Operand | Missing) -> bool:
    return catalogue.measures[operand.key.measure].kind in _COUNTING


def _ratio(span: Span, position: int, other: Fraction, factor: int) -> Span | None:
    """What is above the line, or what is below it: over more, the same number makes less."""
    if other <= 0 or span.low is None or span.low < 0:
        return None
    if position == 0:
        high = None if span.high is None else span.high * other / factor
        return Span(span.low * other / factor, high, span.low_open, span.high_open)
    low = Fraction(0) if span.high is None else other * factor / span.high
    high = other * factor / span.low if span.low else None
    return Span(low, high, span.high is None or span.high_open, span.low_open)


def _shifted(span: Span, by: int) -> Span:
    low = None if span.low is None else span.low + by
    high = None if span.high is None else span.high + by
    return Span(low, high, span.low_open, span.high_open)


def _mirrored(span: Span) -> Span:
    low = None if span.high is None else -span.high
    high = None if span.low is None else -span.low
    return Span(low, high, span.high_open, span.low_open)


def _natural(span: Span) -> Span:
    """The span without what is less than nothing."""
    return span._replace(low=Fraction(0), low_open=False) if span.low is None or span.low < 0 else span
