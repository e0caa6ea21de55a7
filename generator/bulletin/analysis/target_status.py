"""Target status: the one rule by which a figure is compared with a target, on numbers alone.

The methods page publishes it. What is settled comes first: a target that the figure of its whole period reaches or does
not reach; a count that has come, or a ceiling on a count that is broken, before the period is over. All else is pace,
which is only spoken of once enough of the period is over and enough was to be expected by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.quantities import is_at_least, is_more_than, round_half_up
from bulletin.model.records import Measure, Pace, Rule
from bulletin.model.values import Quantity


class TargetStatus(StrEnum):
    """The status of a target."""

    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON_PACE = "on-pace"
    """Before the end: as much as was to be expected, or within the bound so far."""
    BEHIND = "behind"
    """Before the end: less than was to be expected, or beyond a bound that may still be kept."""
    MISSED = "missed"
    NOT_ASSESSABLE = "not-assessable"
    """Nothing can be said yet; a :class:`StatusReason` says why."""
    SUPERSEDED = "superseded"
    """Another target took its place."""

    @property
    def is_under_way(self) -> bool:
        """Whether it is a status of pace, before the end of the target's period."""
        return self in (TargetStatus.AHEAD, TargetStatus.ON_PACE, TargetStatus.BEHIND)

    @property
    def is_final(self) -> bool:
        """Whether the target was reached or missed for good."""
        return self in (TargetStatus.ACHIEVED, TargetStatus.MISSED)


class StatusReason(StrEnum):
    """Why nothing can be said of a target yet."""

    UNASSESSED = "unassessed"
    """The record says why no verdict is to be given."""
    REORGANIZED = "reorganized"
    """What the organization covers changed within the target's period, or since it was set."""
    NO_TARGET = "no-target"
    """The target has no number."""
    NO_BASELINE = "no-baseline"
    """The figure that the target is a change on is absent, or not known exactly."""
    BASELINE_NOT_POSITIVE = "baseline-not-positive"
    """The target is a change in percent on nothing, or on less."""
    NO_FIGURE = "no-figure"
    NO_VALUE = "no-value"
    """The figure has no number."""
    SUPPRESSED = "suppressed"
    """The number of the figure, the whole that it is a share of, the target or its baseline is not shown."""
    UNCLEAR = "unclear"
    """What is known of the number leaves it open on which side of the target it lies."""
    WHOLE_MISSING = "whole-missing"
    """The period is over, by the records, and there is no figure for the whole of it."""
    CLOSED = "closed"
    """The organization was closed or suspended at the end of the period: no figure for the whole of it is to come."""
    DATES_UNKNOWN = "dates-unknown"
    """Only the years of its term are known, so that nobody knows how much of it was over."""
    TOO_EARLY = "too-early"
    TOO_FEW = "too-few"
    """So little was to be expected by then that a single case would turn the verdict."""
    SMALL_COUNTS = "small-counts"
    """So few were counted, in the baseline or in the figure, that chance alone makes such changes."""
    NOTHING_DUE = "nothing-due"
    """On a path in steps, before the first of them."""
    NO_PATH = "no-path"
    """Nothing is known of what was to be expected by then: the path leads through zero, or a point of it is missing."""
    LEVEL_TO_COME = "level-to-come"
    """A number of what there is, still below its target: only the end of the period decides."""


class TargetType(StrEnum):
    """What a target asks for."""

    REACH = "reach"
    """At least so much."""
    EXCEED = "exceed"
    """More than so much."""
    STAY_BELOW = "stay-below"
    """Less than so much."""
    NOT_EXCEED = "not-exceed"
    """At most so much."""
    RANGE = "range"
    """Between two numbers, both included."""

    @property
    def is_ceiling(self) -> bool:
        """Whether it only says what is too much."""
        return self in (TargetType.STAY_BELOW, TargetType.NOT_EXCEED)


class Nature(StrEnum):
    """How a number goes through its period."""

    COUNT = "count"
    """It begins at nothing and only grows."""
    NET = "net"
    """It begins at nothing and may fall as well as grow: what comes less what goes."""
    LEVEL = "level"
    """A share or a duration: at any time it is to be what the target asks for."""
    STOCK = "stock"
    """What there is on a day; where it began the records need not say."""

    @property
    def is_accumulated(self) -> bool:
        """Whether it comes together over the period, so that a part of the time is to bring a part of it."""
        return self in (Nature.COUNT, Nature.NET)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of a target, and why there is none where that is so."""

    status: TargetStatus
    reason: StatusReason | None = None
    """Given with :attr:`TargetStatus.NOT_ASSESSABLE` only."""
    by_then: TargetStatus | None = None
    """Where no figure of the whole period is to come: the status at the end of the newest one, if it could be said."""

    @property
    def pace(self) -> TargetStatus | None:
        """The status of pace, also where no figure of the whole period is to come; None where there is none."""
        return self.status if self.status.is_under_way else self.by_then

    def ended(self, why: StatusReason | None) -> Assessment:
        """What is left of a status of pace where no figure of the whole period is to come.

        :param why: None where one may still come: then the same.
        """
        by_then = None if self.reason else self.status
        return self if why is None else Assessment(TargetStatus.NOT_ASSESSABLE, why, by_then)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target asks for, in numbers."""

    target_type: TargetType
    low: Fraction
    """The number that was set; of a range, the lower end."""
    high: Fraction
    """The upper end of a range, else the same number."""

    def is_fulfilled(self, attained: Quantity) -> bool | None:
        """Whether the number is as the target wants it at the end; None where its qualifier leaves it open."""
        if self.target_type is TargetType.REACH:
            return is_at_least(attained, self.low)
        if self.target_type is TargetType.EXCEED:
            return is_more_than(attained, self.low)
        too_much = self.is_too_much(attained)
        enough = self.target_type.is_ceiling or is_at_least(attained, self.low)
        if too_much or enough is False:
            return False
        return None if too_much is None or enough is None else True

    def is_too_much(self, attained: Quantity) -> bool | None:
        """Whether the number is beyond what a ceiling or a range allows; never so for a number to reach."""
        if self.target_type in (TargetType.REACH, TargetType.EXCEED):
            return False
        return (is_at_least if self.target_type is TargetType.STAY_BELOW else is_more_than)(attained, self.high)


@dataclass(frozen=True, slots=True)
class TargetComparison:
    """A number compared with a target: all that the rule looks at."""

    goal: Goal
    nature: Nature
    attained: Quantity
    elapsed: Fraction | None
    """The share of the target's period that was over at the figure's end, 0 to 1; None where that is not known."""
    due: Fraction
    """The share of a count that was to be expected by then, 0 to 1: that of the time, or as in earlier years."""
    rules: Pace
    base: Fraction | None = None
    """For the share of a part: how many it is a share of."""
    is_of_a_part: bool = False
    """Whether the number says nothing of some of the period, even where it is of its end: a rate of the last year."""
    ended: StatusReason | None = None
    """Why no figure for the whole of the period is to come, where there is none; None where one may."""

    @property
    def is_final(self) -> bool:
        """Whether the number is that of the whole period, or of its last day, so that nothing is still to come."""
        return self.elapsed == 1 and not self.is_of_a_part


def assess(comparison: TargetComparison) -> Assessment:
    """The status of a target by one number of its period, or of a part of that."""
    settled = _settled(comparison)
    if settled is not None:
        return settled
    if comparison.is_final:
        return _open(StatusReason.UNCLEAR)
    return _under_way(comparison).ended(comparison.ended)


def nature_of(measure: Measure, *, of_a_part: bool) -> Nature:
    """How the number that a target is about goes through a period.

    :param of_a_part: whether the target is about the share of a part.
    """
    if of_a_part:
        return Nature.LEVEL
    if measure.kind.traits.is_of_day:
        return Nature.STOCK
    if not measure.kind.traits.accumulates and measure.over_time is not Rule.SUM:
        return Nature.LEVEL
    return Nature.NET if measure.may_be_negative else Nature.COUNT


def _open(reason: StatusReason) -> Assessment:
    return Assessment(TargetStatus.NOT_ASSESSABLE, reason)


def _settled(comparison: TargetComparison) -> Assessment | None:
    """What nothing that is still to come can change."""
    fulfilled = comparison.goal.is_fulfilled(comparison.attained)
    if comparison.is_final and fulfilled is not None:
        return Assessment(TargetStatus.ACHIEVED if fulfilled else TargetStatus.MISSED)
    if comparison.nature is not Nature.COUNT:
        return None
    if comparison.goal.is_too_much(comparison.attained):
        return Assessment(TargetStatus.MISSED)
    return (
        Assessment(TargetStatus.ACHIEVED)
        if comparison.goal.target_type in (TargetType.REACH, TargetType.EXCEED) and fulfilled
        else None
    )


def _under_way(comparison: TargetComparison) -> Assessment:
    if comparison.elapsed is None:
        return _open(StatusReason.DATES_UNKNOWN)
    if comparison.elapsed * 100 < comparison.rules.least_elapsed:
        return _open(StatusReason.TOO_EARLY)
    is_paced = comparison.nature.is_accumulated
    expected = comparison.goal.low * comparison.due if is_paced else comparison.base
    if expected is not None and abs(expected) < comparison.rules.least_expected:
        return _open(StatusReason.TOO_FEW)
    return _paced(comparison) if is_paced else _within_so_far(comparison)


def _within_so_far(comparison: TargetComparison) -> Assessment:
    """Of a number that can still go either way: whether it is as it should be so far."""
    fulfilled = comparison.goal.is_fulfilled(comparison.attained)
    if fulfilled is None:
        return _open(StatusReason.UNCLEAR)
    if fulfilled:
        return Assessment(TargetStatus.ON_PACE)
    rises = comparison.nature is Nature.STOCK and not comparison.goal.is_too_much(comparison.attained)
    return _open(StatusReason.LEVEL_TO_COME) if rises else Assessment(TargetStatus.BEHIND)


def _paced(comparison: TargetComparison) -> Assessment:
    """What came so far against what was to be expected by then, give or take the band; that may be below zero."""
    band = Fraction(comparison.rules.band, 100)
    goal = comparison.goal
    low, high = goal.low * comparison.due, goal.high * comparison.due
    least, most = low - abs(low) * band, high + abs(high) * band
    is_enough, is_more = is_at_least(comparison.attained, least), is_more_than(comparison.attained, most)
    if goal.target_type.is_ceiling:
        found = {True: TargetStatus.BEHIND, False: TargetStatus.ON_PACE, None: None}[is_more]
    elif is_enough is False:
        found = TargetStatus.BEHIND
    elif is_more:
        found = TargetStatus.AHEAD
    else:
        found = TargetStatus.ON_PACE if is_enough and is_more is False else None
    return _found(found)


def _found(status: TargetStatus | None) -> Assessment:
    return Assessment(status) if status is not None else _open(StatusReason.UNCLEAR)


# --- on the way from a baseline ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WayComparison:
    """A number from before a target's period compared with what was to be expected on the way from its baseline."""

    goal: Goal
    attained: Quantity
    baseline: Fraction
    expected: Fraction | None
    """By the end of the figure's period; None where nothing can be expected."""
    elapsed: Fraction
    """The share of the time from the baseline to the target that was over by then."""
    is_counted: bool
    rules: Pace


def assess_on_way(comparison: WayComparison) -> Assessment:
    """The status of a target by a number from before its period: never final, as it may turn until then.

    What the baseline fulfils already is to be kept: only being beyond it is behind. Else the change since the baseline
    is compared with the change to be expected by then, give or take the band; that must be large enough to speak of.
    """
    expected, rules = comparison.expected, comparison.rules
    if comparison.elapsed * 100 < rules.least_elapsed:
        return _open(StatusReason.TOO_EARLY)
    if comparison.goal.is_fulfilled(Quantity(comparison.baseline)):
        kept = comparison.goal.is_fulfilled(comparison.attained)
        return _found({True: TargetStatus.ON_PACE, False: TargetStatus.BEHIND, None: None}[kept])
    if expected is None:
        return _open(StatusReason.NO_PATH)
    due = abs(expected - comparison.baseline)
    if due == 0:
        return _open(StatusReason.NOTHING_DUE)
    if comparison.is_counted and due < rules.least_expected:
        return _open(StatusReason.TOO_FEW)
    band = due * Fraction(rules.band, 100)
    return _found(_compared_with_path(comparison, expected - band, expected + band))


def _compared_with_path(comparison: WayComparison, least: Fraction, most: Fraction) -> TargetStatus | None:
    """Whether the number is within the band, or on which side of it; None where its qualifier leaves that open."""
    goal, attained = comparison.goal, comparison.attained
    is_too_little, is_too_much = _negated(is_at_least(attained, least)), is_more_than(attained, most)
    falls = goal.target_type.is_ceiling or comparison.baseline > goal.high
    overshoots = goal.target_type is TargetType.RANGE and (
        is_at_least(attained, goal.low) is False if falls else goal.is_too_much(attained)
    )
    worse, better = (is_too_much, is_too_little) if falls else (is_too_little, is_too_much)
    if worse or overshoots:
        return TargetStatus.BEHIND
    if better:
        return TargetStatus.AHEAD
    return TargetStatus.ON_PACE if worse is False and better is False else None


def _negated(found: bool | None) -> bool | None:
    return None if found is None else not found


def is_mostly_chance(attained: Quantity, baseline: Fraction, asked: Fraction, rules: Pace) -> bool:
    """Whether so few were counted that chance alone may make the change of one count to another.

    That is so where one of the two, to the nearest whole number, is less than ``rules.least_compared``; but not where
    only the later one is, and lies so far from what was asked for that chance hardly makes it: three times the standard
    error of the difference of two counts, each of which varies as its own root (Poisson). Estimates vary otherwise: a
    model that puts the deaths of a small country at three may be sure of that, and one of a million may not.

    :param asked: what was asked for, or was to be expected by then, which is a share of the baseline.
    """
    least = rules.least_compared
    if round_half_up(baseline, 0) < least:
        return True
    number = attained.fraction
    variance = number + (asked**2 / baseline if baseline else 0)
    return round_half_up(number, 0) < least and (number - asked) ** 2 <= _SURE**2 * variance


_SURE = 3
"""Standard errors beyond which a difference is not by chance."""
