"""Run rate and projection: what the rest of a target's period has to bring, and what the whole of it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from bulletin.analysis.progress import Progress
from bulletin.analysis.target_paths import months_between
from bulletin.analysis.target_status import StatusReason, TargetStatus, TargetType
from bulletin.model.values import Quantity, exact_number

_DAY, _HUNDREDTH = timedelta(days=1), Fraction(1, 100)
_STILL_COUNTING = (StatusReason.TOO_EARLY, StatusReason.TOO_FEW)
"""Reasons for which nothing is said of pace, while what is missing is plain arithmetic."""


@dataclass(frozen=True, slots=True)
class RunRate:
    """What is missing of a count to reach, and how much of it each month of the rest of the period has to bring."""

    needed: Fraction
    """How many are missing, in the measure's unit; positive, and whole where the measure is."""
    months: Fraction
    """From the day after the figure's end to the end of the period; days of a part of a month count as parts of it."""
    until: date
    """The last day of the period."""

    step: Fraction = Fraction(1)
    """What amounts are rounded up to: ones of what is counted, hundredths of what is measured."""

    @property
    def per_month(self) -> Fraction:
        """The smallest amount that suffices each month, in the measure's unit."""
        return ceil(self.needed / self.months / self.step) * self.step


@dataclass(frozen=True, slots=True)
class Projection:
    """What the whole period would bring if the rest of it went like what is known."""

    number: Fraction
    """In the measure's unit, exact."""
    is_seasonal: bool
    """Whether the rest is taken as in earlier years, rather than as even in time."""


def run_rate(progress: Progress) -> RunRate | None:
    """What the rest of the period has to bring; None where a target is no count to reach, or nothing is left open."""
    wanted, figure = progress.target.asked, progress.figure
    is_open = progress.status.is_under_way or progress.assessment.reason in _STILL_COUNTING
    if figure is None or not isinstance(wanted, Quantity) or not is_open or not progress.is_paced:
        return None
    attained = exact_number(progress.attained)
    if progress.target_type.is_ceiling or attained is None:
        return None
    missing = wanted.fraction - attained
    if progress.step is not None:
        steps = missing / progress.step
        missing = progress.step * (floor(steps) + 1 if progress.target_type is TargetType.EXCEED else ceil(steps))
    if missing <= 0:
        return None
    end = progress.target.key.period.end
    return RunRate(missing, months_between(figure.key.period.end + _DAY, end), end, progress.step or _HUNDREDTH)


def projection(progress: Progress) -> Projection | None:
    """What the whole period would bring; None where nothing may be said of pace, or the figure is not exact."""
    if not progress.status.is_under_way or not progress.is_paced or not progress.due:
        return None
    attained = exact_number(progress.attained)
    return None if attained is None else Projection(attained / progress.due, progress.season is not None)


def expected_by_then(progress: Progress) -> Fraction | None:
    """What was to be expected by the figure's end, where the figure is on pace by being hardly less; else None.

    The whole period would then bring less than the target, if the rest of it went like what is known.
    """
    attained, wanted = exact_number(progress.attained), progress.target.asked
    is_on_pace = progress.assessment.pace is TargetStatus.ON_PACE and progress.is_paced
    if not is_on_pace or progress.target_type.is_ceiling or attained is None or not isinstance(wanted, Quantity):
        return None
    expected = wanted.fraction * progress.due
    return expected if attained < expected else None
