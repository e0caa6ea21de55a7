"""Verdicts on claims: the values that checking gives, and the rule by which a computed number agrees with a stated one.

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

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.figures import Number, TargetFigure
from bulletin.analysis.quantities import Span, span_of
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Basis, Claim, ClaimForm
from bulletin.model.values import Qualifier, Quantity, exact_number

RATIOS = {ClaimForm.PERCENT_OF_TARGET: 100, ClaimForm.SHARE: 100, ClaimForm.MULTIPLE: 1}
"""The forms that state one figure over another, and what the ratio is multiplied by."""


class Verdict(StrEnum):
    """Whether a claim agrees with the figures; the rules are those of :mod:`bulletin.analysis.claims.verdicts`."""

    AGREES = "agrees"
    AGREES_COARSER = "agrees-coarser"
    """It agrees with the digits in which it was stated, but not with more: 22.84 % stated as 23 %."""
    CIRCULAR = "circular"
    """It agrees because the target was inferred from this very claim, and so confirms nothing."""
    ANOTHER_BASE = "another-base"
    """It disagrees as stated, and agrees when one of its two figures is taken to be another one of the records."""
    DISAGREES = "disagrees"
    """No value that the figures allow agrees."""
    CANNOT_BE_COMPUTED = "cannot-be-computed"
    """Something is missing, or known so roughly that some of its values agree and others do not."""

    @property
    def doubts(self) -> bool:
        """Whether the claim, as stated, contradicts the figures."""
        return self in (Verdict.ANOTHER_BASE, Verdict.DISAGREES)


class MissingReason(StrEnum):
    """Why a claim cannot be computed."""

    FIGURE = "no-figure"
    TARGET = "no-target"
    ABSENT = "no-number"
    """There is a record, which gives a reason instead of a number."""
    INEXACT = "not-exact"
    """The number is qualified or partial, which leaves the verdict open."""
    ZERO = "zero"
    """Nothing can be taken over it."""
    NEGATIVE = "negative"
    """It is below zero, so that a ratio with it says nothing."""
    STATED = "not-stated"
    """The claim itself has no number that may be shown."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a claim takes and does not find."""

    reason: MissingReason
    key: ObservationKey
    """Of the figure or, for a target, of the figure that is compared with it."""


@dataclass(frozen=True)
class Calculation:
    """A calculation: 22 over 20 is 110 percent."""

    form: ClaimForm
    operands: tuple[Number | Missing, ...]
    """The figure and what it is compared with; for a total, its parts."""
    outcome: Quantity | None
    """What a claim of this form should state, in its unit; None where it cannot be computed."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The operands that there are."""
        return tuple(operand for operand in self.operands if not isinstance(operand, Missing))


@dataclass(frozen=True)
class Fit:
    """The whole numbers which one operand would have to be among for the claim to hold, all others being right."""

    position: int
    """Of the operand, from 0."""
    wholes: range
    """Exactly those that do; empty where none does."""


class RatioPart(StrEnum):
    """The numerator or the denominator of a ratio."""

    ABOVE = "numerator"
    BELOW = "denominator"


@dataclass(frozen=True)
class OtherBase:
    """One of the two operands taken to be another number of the records."""

    calculation: Calculation
    """As it agrees."""
    position: int
    """Of the operand that was replaced: 0 for what is above the line, 1 for what is below."""


@dataclass(frozen=True)
class PartsAlone:
    """Some of the parts that make the stated total by themselves: the others are perhaps counted in them."""

    parts: tuple[Number, ...]
    others: tuple[Number, ...]


@dataclass(frozen=True)
class Joint:
    """Several claims of one figure which all hold if that figure was not printed."""

    claims: tuple[Claim, ...]
    """In the order of their ids."""
    bases: tuple[Number, ...]
    """What each claim would have been taken over."""
    wholes: range
    """The numbers that the figure may then be."""


Interpretation = OtherBase | PartsAlone | Joint
"""How a contradiction may have come about. It is offered only where it is the only one of its kind."""


@dataclass(frozen=True)
class CheckedClaim:
    """A claim and its verdict."""

    claim: Claim
    verdict: Verdict
    calculation: Calculation
    """As the claim has it."""
    missing: tuple[Missing, ...] = ()
    """For what cannot be computed: why."""
    fits: tuple[Fit, ...] = ()
    """What would make it true, where that are whole numbers with an end."""
    interpretation: Interpretation | None = None

    @property
    def is_circular(self) -> bool:
        """Whether the target was inferred from this very claim."""
        targets = (operand for operand in self.calculation.operands if isinstance(operand, TargetFigure))
        return any(target.basis is Basis.INFERRED and target.claim == self.claim.id for target in targets)

    @property
    def ratio(self) -> tuple[Number | Missing, Number | Missing] | None:
        """The numbers above and below the line, as recorded; None for another form, or a claim that is not shown."""
        if self.claim.form not in RATIOS or len(self.calculation.operands) < 2:
            return None
        above, below = self.calculation.operands
        return above, below

    @property
    def base(self) -> Number | None:
        """The one other number that makes a ratio true in the place of one of its two; None where there is none."""
        if not isinstance(self.interpretation, OtherBase):
            return None
        return self.interpretation.calculation.numbers[self.interpretation.position]

    @property
    def base_for(self) -> RatioPart | None:
        """Which of the two numbers the base takes the place of; None without one."""
        if not isinstance(self.interpretation, OtherBase):
            return None
        return RatioPart.BELOW if self.interpretation.position else RatioPart.ABOVE

    @property
    def gap(self) -> Fraction | None:
        """What is computed less what is stated, where both are exact."""
        computed, stated = exact_number(self.calculation.outcome), exact_number(self.claim.value)
        return None if computed is None or stated is None else computed - stated


# --- the rule ---------------------------------------------------------------------------------------------------------


DECIMALS = 2
"""Decimals of a computed number, at most, as pages show it."""
_ROUNDED = (Qualifier.EXACT, Qualifier.ABOUT)
_ENOUGH = 100
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


def has_enough_digits(stated: Quantity) -> bool:
    """Whether a number is stated in three digits or more: fewer fit too much by chance to look for another base."""
    return stated.is_exact and abs(stated.fraction) * 10**stated.decimals >= _ENOUGH


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
