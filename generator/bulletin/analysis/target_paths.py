"""The way to a target: from its baseline over its milestones, what is to be expected on it, and how far a figure is.

Time on the way is counted in months from the end of the baseline's period, so that seven of ten years are seven tenths,
whatever their days. Between two points the path is linear, exponential or in steps, as the record says.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.figures import PathPoint, TargetFigure
from bulletin.analysis.quantities import power
from bulletin.analysis.target_status import Goal
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import TargetPath
from bulletin.model.values import Quantity, exact_number

_DAY = timedelta(days=1)
_PER_YEAR = 12


# --- which figures are on the way -------------------------------------------------------------------------------------


def is_on_way(key: ObservationKey, target: TargetFigure) -> bool:
    """Whether a figure of the target's series, from before its period, says how far it has come since the baseline.

    What happens over a time is compared with periods of one length only: years with years. What there is, a share or a
    duration may be of a shorter period than the target's; of these, figures say how far it is to go without a baseline
    as well.
    """
    baseline, period, end = target.baseline, key.period, target.key.period
    if key.annual or period.end >= end.start:
        return False
    if baseline is None:
        return not (target.is_accumulated or target.yearly or _is_longer(period, end))
    if not target.course:
        return False
    start = baseline.period
    longest = max((point.period for point in target.course), key=lambda point: point.days)
    is_alike = period.is_comparable_with(end) if target.is_accumulated else not _is_longer(period, longest)
    return period.end > start.end and period.start >= start.start and is_alike


def _is_longer(period: Period, other: Period) -> bool:
    """Whether a period is longer than another, and not by a leap day or the length of its months alone."""
    return period.days > other.days and not period.is_as_long_as(other)


# --- time and numbers on the way --------------------------------------------------------------------------------------


def months_between(first: date, last: date) -> Fraction:
    """The months from one day to another, both included; each day is that part of its month."""
    whole = _PER_YEAR * (last.year - first.year) + last.month - first.month
    return whole + Fraction(last.day, _length(last)) - Fraction(first.day - 1, _length(first))


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def share_of_time(start: Period, end: Period, at: Period) -> Fraction:
    """The share of the time from the end of one period to that of another that was over at the end of a third."""
    after = start.end + _DAY
    return months_between(after, at.end) / months_between(after, end.end)


def expected_at(target: TargetFigure, period: Period) -> Fraction | None:
    """What is to be expected by the end of a period, in the target's unit, on its way there.

    None before the way begins and after it ends, where a number of it is not known exactly, and where an exponential
    path would lead through zero.
    """
    for (start, low), (end, high) in pairwise(numbers_of(target)):
        if start.end < period.end <= end.end:
            share = share_of_time(start, end, period)
            return None if low is None or high is None else _between(target.path, low, high, share)
    return None


def numbers_of(target: TargetFigure) -> Iterator[tuple[Period, Fraction | None]]:
    """The points of the way as numbers; of a range, the end that is reached first."""
    before: Fraction | None = None
    for number, point in enumerate(target.course):
        is_start = number == 0 and target.baseline is not None
        before = exact_number(point.value) if is_start else goal_of(point, before)
        yield point.period, before


def goal_of(point: PathPoint, before: Fraction | None) -> Fraction | None:
    """The number that a milestone or target asks for; of a range, the nearest to what was there before."""
    value = point.value
    if not isinstance(value, Quantity):
        return None
    if value.upper is None or before is None:
        return value.fraction
    return min(max(before, value.fraction), Fraction(value.upper))


def _between(path: TargetPath, low: Fraction, high: Fraction, share: Fraction) -> Fraction | None:
    """What is to be expected after a share of the way from one number to another."""
    if share == 1:
        return high
    if path is TargetPath.STEPS:
        return low
    if path is TargetPath.LINEAR:
        return low + (high - low) * share
    return low * power(high / low, share) if low * high > 0 else None


# --- how far a figure has come ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """How far a figure has come from a target's baseline, and how far it is to go, in the target's unit; exact."""

    baseline: Fraction | None
    """None where the target has none."""
    goal: Fraction
    """What the target asks for; of a range, the end that is reached first from the baseline."""
    attained: Fraction
    nearest: Fraction
    """What the target asks for; of a range, the number in it that is nearest to the figure."""
    to_go: Fraction
    """The target as it is shown, of a range the nearest to the figure, less the figure: whole of what is counted."""
    is_fulfilled: bool
    """Whether it is as the target wants it at the end."""
    expected: Fraction | None
    """By the end of the figure's period, on the path; None where nothing can be expected."""
    years_left: Fraction
    """From then to the end of the target's period."""
    path: TargetPath

    @property
    def gone(self) -> Fraction | None:
        """The figure less the baseline."""
        return None if self.baseline is None else self.attained - self.baseline

    @property
    def change(self) -> Fraction | None:
        """The same over the baseline: −1/4 where a quarter is gone; None where the baseline is not above zero."""
        return None if not self.baseline or self.baseline < 0 else (self.attained - self.baseline) / self.baseline

    @property
    def share_gone(self) -> Fraction | None:
        """The share of the distance from the baseline to the goal that is behind it; None where there is none."""
        if self.baseline is None or self.gone is None or self.goal == self.baseline:
            return None
        return self.gone / (self.goal - self.baseline)

    @property
    def needed_a_year(self) -> Fraction | None:
        """By how much it has to change a year from now on; None where it is there already, or less than a year is left.

        Of less than a year, that would be more than is to go at all.
        """
        return None if self.is_fulfilled or self.years_left < 1 else self.to_go / self.years_left

    @property
    def needed_rate(self) -> Fraction | None:
        """The same by the same share each year: −1/10 for ten percent less a year; None also through zero."""
        if self.needed_a_year is None or self.nearest * self.attained <= 0:
            return None
        return power(self.nearest / self.attained, 1 / self.years_left) - 1


def way_of(target: TargetFigure, asked: Goal, period: Period, attained: Fraction | None) -> Way | None:
    """How far a number of a period has come towards a target; None where the number or the baseline is not exact.

    :param asked: what the target asks for.
    :param attained: in the target's unit.
    """
    baseline = target.baseline
    start = exact_number(baseline.value) if baseline is not None else None
    if attained is None or (baseline is not None and (start is None or period.end <= baseline.period.end)):
        return None
    end = target.key.period
    asked_for, as_shown = PathPoint(end, target.asked), PathPoint(end, target.value)
    goal, nearest = (goal_of(asked_for, number) for number in (attained if start is None else start, attained))
    bound = goal_of(as_shown, attained)
    if goal is None or nearest is None or bound is None:
        return None
    return Way(
        baseline=start,
        goal=goal,
        attained=attained,
        nearest=nearest,
        to_go=bound - attained,
        is_fulfilled=bool(asked.is_fulfilled(Quantity(attained))),
        expected=expected_at(target, period),
        years_left=months_between(period.end + _DAY, end.end) / _PER_YEAR,
        path=target.path,
    )
