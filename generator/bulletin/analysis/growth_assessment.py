"""Progress by growth rates: the method of Statistics Canada and Open SDG, and of Eurostat's reports on the SDGs.

The compound annual growth rate observed since a base year is compared with the rate that would reach the target on
time. Without a number to reach, the observed rate alone is compared with fixed rates. Source of the method and of its
thresholds: Statistics Canada, "Progress Measurement Methodology for the Sustainable Development Goals" (Open SDG 2.4).

Where its formulas are not defined, nothing is assessed: Open SDG takes 0.001 in the place of a target or a base of
zero, by which the assessment depends on the unit, and takes a direction that nobody stated as "negative".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.quantities import power
from bulletin.model.periods import Period


class GrowthCategory(StrEnum):
    """What the method calls progress; the values are those that Open SDG publishes, with hyphens."""

    TARGET_ACHIEVED = "target-achieved"
    SUBSTANTIAL_PROGRESS = "substantial-progress"
    """On track."""
    MODERATE_PROGRESS = "moderate-progress"
    """Progress made, but acceleration needed."""
    LIMITED_PROGRESS = "limited-progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not-available"
    """Not assessed; a :class:`GrowthReason` says why."""


class GrowthReason(StrEnum):
    """Why the method cannot assess a target."""

    NO_DIRECTION = "no-direction"
    """It is not known which way the number should go, or it is to stay within a range."""
    NO_FIGURE = "no-figure"
    """The base or a later figure is missing, or not known exactly."""
    OTHER_LENGTH = "other-length"
    """The later figures are of periods of another length than the base, as of a part of a year."""
    SUPPRESSED = "suppressed"
    """The number of the target, of the base or of the later figures is not shown."""
    TOO_SHORT = "too-short"
    """The newest figure is less than a year after the base, or the target less than a year after it."""
    NOT_COMPARABLE = "not-comparable"
    """The series was broken after the base."""
    EXISTENCE = "existence"
    """The organization was not there all through any later period."""
    ZERO_BASE = "zero-base"
    """Nothing grows from zero by a rate."""
    ZERO_TARGET = "zero-target"
    """No rate leads to zero."""
    SIGN_CHANGES = "sign-changes"
    """Some of the numbers are negative and others are not."""
    BASE_IS_TARGET = "base-is-target"
    """No growth was required, so that there is nothing to compare the observed rate with."""
    NO_TARGET = "no-target"
    """The number to reach is a change in percent on less than nothing."""


TARGET_THRESHOLDS = (Fraction(95, 100), Fraction(60, 100), Fraction(0))
"""From which ratio of the observed to the required rate on progress is substantial, moderate and limited."""
GROWTH_THRESHOLDS = (Fraction(15, 1000), Fraction(5, 1000), Fraction(0))
"""The same of the observed rate itself, a year, where there is no number to reach."""
BY_THRESHOLD = (
    GrowthCategory.SUBSTANTIAL_PROGRESS,
    GrowthCategory.MODERATE_PROGRESS,
    GrowthCategory.LIMITED_PROGRESS,
)
"""The categories that the thresholds are of."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What the method looks at: a series from its base on, and where it should go; all in the measure's unit."""

    base: Fraction
    newest: Fraction
    years: Fraction
    """From the base to the newest figure."""
    rises: bool
    """Whether more is better."""
    target: Fraction | None = None
    """The number to reach; None where there is none."""
    target_years: Fraction = Fraction(0)
    """From the base to the target's period; with a target only."""


@dataclass(frozen=True, slots=True)
class GrowthAssessment:
    """The category of a target by the method, and the rates that it follows from; a rate of 1/100 is 1% a year."""

    category: GrowthCategory
    reason: GrowthReason | None = None
    """Given with :attr:`GrowthCategory.NOT_AVAILABLE` only."""
    observed: Fraction | None = None
    """The compound annual growth rate from the base to the newest figure."""
    required: Fraction | None = None
    """The rate from the base to the target."""
    ratio: Fraction | None = None
    """The observed over the required rate; negative where the series goes the other way."""
    until: Period | None = None
    """The newest period that the observed rate reaches to."""
    is_overtaken: bool = False
    """Whether there is a later figure that is not shown."""


def not_assessed(reason: GrowthReason) -> GrowthAssessment:
    """That the method says nothing, and why."""
    return GrowthAssessment(GrowthCategory.NOT_AVAILABLE, reason)


def assess_growth(growth: Growth) -> GrowthAssessment:
    """The category of a series by its growth, with a number to reach or without."""
    reason = _obstacle(growth)
    observed = None if reason else annual_rate(growth.base, growth.newest, growth.years)
    if growth.target is not None and _is_reached(growth, growth.target):
        return GrowthAssessment(GrowthCategory.TARGET_ACHIEVED, observed=observed)
    if observed is None:
        return not_assessed(reason or GrowthReason.NO_FIGURE)
    # Of numbers below zero a rate is that of their distance from it: fewer debts are growth of less than nothing.
    towards = observed if growth.rises == (growth.base > 0) else -observed
    if growth.target is None:
        return GrowthAssessment(_category(towards, GROWTH_THRESHOLDS), observed=observed)
    return _by_target(growth, growth.target, observed, towards)


def _by_target(growth: Growth, target: Fraction, observed: Fraction, towards: Fraction) -> GrowthAssessment:
    reason = _target_obstacle(growth, target)
    if reason is not None:
        return GrowthAssessment(GrowthCategory.NOT_AVAILABLE, reason, observed)
    required = annual_rate(growth.base, target, growth.target_years)
    ratio = _rounded(towards / abs(required))
    return GrowthAssessment(_category(ratio, TARGET_THRESHOLDS), None, observed, required, ratio)


def _is_reached(growth: Growth, target: Fraction) -> bool:
    return growth.newest >= target if growth.rises else growth.newest <= target


def _obstacle(growth: Growth) -> GrowthReason | None:
    """Why no rate can be observed."""
    if growth.years < 1:
        return GrowthReason.TOO_SHORT
    if growth.base == 0:
        return GrowthReason.ZERO_BASE
    return GrowthReason.SIGN_CHANGES if growth.base * growth.newest < 0 else None


def _target_obstacle(growth: Growth, target: Fraction) -> GrowthReason | None:
    """Why no rate leads to the target."""
    if growth.target_years < 1:
        return GrowthReason.TOO_SHORT
    if target == 0:
        return GrowthReason.ZERO_TARGET
    if growth.base * target < 0:
        return GrowthReason.SIGN_CHANGES
    return GrowthReason.BASE_IS_TARGET if growth.base == target else None


def _category(number: Fraction, thresholds: tuple[Fraction, ...]) -> GrowthCategory:
    reached = (category for least, category in zip(thresholds, BY_THRESHOLD, strict=True) if number >= least)
    return next(reached, GrowthCategory.DETERIORATION)


_DIGITS = 30
"""After the decimal point. Roots are computed further, so that a rate of exactly 1.5% is not a digit below it."""


def annual_rate(first: Fraction, last: Fraction, years: Fraction) -> Fraction:
    """The compound annual growth rate from one number to another; -1 where the last is zero.

    Roots are irrational; the rate is rounded at 30 digits, the same on every machine.

    :param first: not zero.
    :param last: zero, or of the same sign.
    """
    if last == 0:
        return Fraction(-1)
    return _rounded(power(last / first, 1 / years) - 1)


def _rounded(number: Fraction) -> Fraction:
    return round(number, _DIGITS)
