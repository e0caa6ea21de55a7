"""What the rest of a period takes, and what it would bring: neither is a figure, and neither stands among figures."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from bulletin.analysis.pace import Nature, Reason, Standing, TargetType
from bulletin.analysis.progress import Progress
from bulletin.model.values import Quantity

_DAY = timedelta(days=1)
_STILL_COUNTING = (Reason.TOO_EARLY, Reason.TOO_FEW)
"""Reasons for which nothing is said of pace, while what is missing is plain arithmetic."""
_UNDER_WAY = (Standing.AHEAD, Standing.ON_PACE, Standing.BEHIND)


@dataclass(frozen=True, slots=True)
class RunRate:
    """What is missing of a count to reach, and how much of it each month of the rest of the period has to bring."""

    needed: int
    """How many are missing; positive."""
    months: Fraction
    """From the day after the figure's end to the end of the period; days of a part of a month count as parts of it."""
    until: date
    """The last day of the period."""

    @property
    def per_month(self) -> int:
        """The smallest whole number that suffices each month."""
        return ceil(self.needed / self.months)


@dataclass(frozen=True, slots=True)
class Projection:
    """What the whole period would bring if the rest of it went like what is known."""

    number: Fraction
    """In the measure's unit, exact."""
    is_seasonal: bool
    """Whether the rest is taken as in earlier years, rather than as even in time."""


def run_rate(held: Progress) -> RunRate | None:
    """What the rest of the period has to bring; None where a target is no count to reach, or nothing is left open."""
    wanted, figure = held.target.value, held.figure
    is_open = held.standing in _UNDER_WAY or held.assessment.reason in _STILL_COUNTING
    if figure is None or not isinstance(wanted, Quantity) or not is_open or held.nature is not Nature.COUNT:
        return None
    if held.aim.is_ceiling or not isinstance(held.attained, Quantity) or not held.attained.is_exact:
        return None
    missing = wanted.fraction - held.attained.fraction
    needed = floor(missing) + 1 if held.aim is TargetType.EXCEED else ceil(missing)
    if needed <= 0:
        return None
    end = held.target.key.period.end
    return RunRate(needed, months_between(figure.key.period.end + _DAY, end), end)


def projection(held: Progress) -> Projection | None:
    """What the whole period would bring; None where nothing may be said of pace, or the figure is not exact."""
    if held.standing not in _UNDER_WAY or held.nature is not Nature.COUNT or not held.due:
        return None
    if not isinstance(held.attained, Quantity) or not held.attained.is_exact:
        return None
    return Projection(held.attained.fraction / held.due, held.season is not None)


def months_between(first: date, last: date) -> Fraction:
    """The months from one day to another, both included; each day is that part of its month."""
    whole = 12 * (last.year - first.year) + last.month - first.month
    return whole + Fraction(last.day, _length(last)) - Fraction(first.day - 1, _length(first))


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
