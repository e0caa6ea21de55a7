"""Trends: what a target's period would bring if a series went on as it went so far, with a prediction interval.

The straight line of least squares in time, or in logarithms where growth is by a rate, and the interval in which one
more figure would lie with 95% probability if what is off the line were random, normal and independent (Draper and
Smith, Applied Regression Analysis, 3rd edition, section 3.1). It is computed in fractions, and in decimals of fifty
digits where there are roots and logarithms, so that it is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bulletin.analysis.quantities import ROOTS, as_decimal, round_half_up

LEVEL = 95
"""Percent of the figures to come that prediction intervals are to hold."""
FEWEST_POINTS = 5
"""From how many figures on a trend is spoken of."""

_STUDENT_T = (
    "12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228 2.201 2.179 2.160 2.145 2.131 2.120 2.110 2.101 "
    "2.093 2.086 2.080 2.074 2.069 2.064 2.060 2.056 2.052 2.048 2.045 2.042 2.040 2.037 2.035 2.032 2.030 2.028 "
    "2.026 2.024 2.023 2.021"
)
"""Critical values of Student's t distribution for 1, 2, ... 40 degrees of freedom, 2.5% on each side.

Source: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
"""
STUDENT_T = tuple(map(Fraction, _STUDENT_T.split()))


class Point(NamedTuple):
    """A figure of a series, as a trend takes it."""

    time: Fraction
    """In years."""
    value: Fraction
    """In the measure's unit."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A number that a trend leads to, and the ends of its prediction interval; in the measure's unit."""

    number: Fraction
    lower: Fraction
    upper: Fraction

    def within(self, least: Fraction | None, most: Fraction | None) -> Prediction | None:
        """The same within what is possible; None where nothing of the interval is."""
        low, high = _clipped(self.lower, least, most), _clipped(self.upper, least, most)
        is_possible = (least is None or self.upper > least) and (most is None or self.lower < most)
        return Prediction(_clipped(self.number, least, most), low, high) if is_possible else None

    def rounded(self, step: Fraction) -> Prediction:
        """The same with no more digits than it warrants: two of what it may be off by, the ends rounded outwards.

        :param step: that amounts are at least rounded to.
        """
        margin = max(self.upper - self.number, self.number - self.lower)
        if margin:
            step = max(step, Fraction(10) ** (as_decimal(margin).adjusted() - 1))
        nearest = Fraction(round_half_up(self.number / step, 0))
        return Prediction(nearest * step, floor(self.lower / step) * step, ceil(self.upper / step) * step)


def _clipped(number: Fraction, least: Fraction | None, most: Fraction | None) -> Fraction:
    at_least = number if least is None else max(number, least)
    return at_least if most is None else min(at_least, most)


def linear_prediction(points: Sequence[Point], time: Fraction) -> Prediction:
    """Where the straight line through a series is at a time.

    :param points: three or more, of at least two different times.
    """
    count = len(points)
    center, mean = _sum(p.time for p in points) / count, _sum(p.value for p in points) / count
    spread = _sum((p.time - center) ** 2 for p in points)
    slope = _sum((p.time - center) * (p.value - mean) for p in points) / spread
    residuals = _sum((p.value - mean - slope * (p.time - center)) ** 2 for p in points)
    variance = residuals / (count - 2) * (1 + Fraction(1, count) + (time - center) ** 2 / spread)
    number, margin = mean + slope * (time - center), _student_t(count - 2) * _root(variance)
    return Prediction(number, number - margin, number + margin)


def exponential_prediction(points: Sequence[Point], time: Fraction) -> Prediction:
    """Where a series is at a time that grows or shrinks by the same rate a year; its interval is not symmetric.

    :param points: as for :func:`linear_prediction`, each above zero.
    """
    logs = [Point(p.time, Fraction(ROOTS.ln(as_decimal(p.value)))) for p in points]
    found = linear_prediction(logs, time)
    return Prediction(_exp(found.number), _exp(found.lower), _exp(found.upper))


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _student_t(degrees: int) -> Fraction:
    """The critical value; for more degrees of freedom than the table has its last, which is slightly too large."""
    return STUDENT_T[min(degrees, len(STUDENT_T)) - 1]


def _root(number: Fraction) -> Fraction:
    return Fraction(ROOTS.sqrt(as_decimal(number)))


def _exp(number: Fraction) -> Fraction:
    return Fraction(ROOTS.exp(as_decimal(number)))
