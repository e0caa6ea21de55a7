"""Target status: the one rule by which a figure is compared with a target, on numbers alone.

The methods page publishes it. What is settled comes first: a target that the figure of its whole period reaches or does
not reach; a count that has come, or a ceiling on a count that is broken, before the period is over. All else is pace,
which is only spoken of once enough of the period is over and enough was to be expected by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.quantities import is_at_least, is_more_than
from bulletin.model.records import Measure, MeasureKind, Pace, Rule
from bulletin.model.values import Quantity


class Standing(StrEnum):
    """How a target stands."""

    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON_PACE = "on-pace"
    """Before the end: as much as was to be expected, or within the bound so far."""
    BEHIND = "behind"
    """Before the end: less than was to be expected, or beyond a bound that may still be kept."""
    MISSED = "missed"
    NOT_ASSESSABLE = "not-assessable"
    """Nothing can be said yet; a :class:`Reason` says why."""
    SUPERSEDED = "superseded"
    """Another target took its place."""


class Reason(StrEnum):
    """Why nothing can be said of a target yet."""

    UNASSESSED = "unassessed"
    """The record says why no verdict is to be given."""
    REORGANIZED = "reorganized"
    """What the organization covers changed within the target's period, or since it was set."""
    NO_TARGET = "no-target"
    """The target has no number, or it is not shown."""
    NO_FIGURE = "no-figure"
    NO_VALUE = "no-value"
    """The figure has no number, or it is not shown."""
    UNCLEAR = "unclear"
    """What is known of the number leaves it open on which side of the target it lies."""
    WHOLE_MISSING = "whole-missing"
    """The period is over, by the records, and there is no figure for the whole of it."""
    DATES_UNKNOWN = "dates-unknown"
    """Only the years of its term are known, so that nobody can tell how much of it was over."""
    TOO_EARLY = "too-early"
    TOO_FEW = "too-few"
    """So little was to be expected by then that a single case would turn the verdict."""
    LEVEL_TO_COME = "level-to-come"
    """A number of what there is, still below its target: only the end of the period tells."""


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
    LEVEL = "level"
    """A share or a duration: at any time it is to be what the target asks for."""
    STOCK = "stock"
    """What there is on a day; where it began the records need not say."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a target stands, and why nothing can be said where that is so."""

    standing: Standing
    reason: Reason | None = None
    """Given with :attr:`Standing.NOT_ASSESSABLE` only."""
    by_then: Standing | None = None
    """With :attr:`Reason.WHOLE_MISSING`: how it stood at the end of the figure to date, where that could be said."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A number held against a target: all that the rule looks at."""

    aim: TargetType
    nature: Nature
    attained: Quantity
    low: Fraction
    """The number that was set; of a range, the lower end."""
    high: Fraction
    """The upper end of a range, else the same number."""
    elapsed: Fraction | None
    """The share of the target's period that was over at the figure's end, 0 to 1; None where that cannot be told."""
    due: Fraction
    """The share of a count that was to be expected by then, 0 to 1: that of the time, or as in earlier years."""
    rules: Pace
    base: Fraction | None = None
    """For the share of a part: how many it is a share of."""
    is_over: bool = False
    """Whether the records go beyond the target's period and yet hold no figure for the whole of it."""


def assess(one: Comparison) -> Assessment:
    """How a target stands by one number."""
    settled = _settled(one)
    if settled is not None:
        return settled
    if one.elapsed == 1:
        return _open(Reason.UNCLEAR)
    under_way = _under_way(one)
    if one.is_over:
        said = None if under_way.reason else under_way.standing
        return Assessment(Standing.NOT_ASSESSABLE, Reason.WHOLE_MISSING, said)
    return under_way


def nature_of(measure: Measure, *, of_a_part: bool) -> Nature:
    """How the number that a target is about goes through a period.

    :param of_a_part: whether the target is about the share of a part.
    """
    if of_a_part:
        return Nature.LEVEL
    if measure.kind is MeasureKind.STOCK:
        return Nature.STOCK
    return Nature.COUNT if measure.kind is MeasureKind.FLOW or measure.over_time is Rule.SUM else Nature.LEVEL


def _open(reason: Reason) -> Assessment:
    return Assessment(Standing.NOT_ASSESSABLE, reason)


def _settled(one: Comparison) -> Assessment | None:
    """What nothing that is still to come can change."""
    fulfilled = _is_fulfilled(one)
    if one.elapsed == 1 and fulfilled is not None:
        return Assessment(Standing.ACHIEVED if fulfilled else Standing.MISSED)
    if one.nature is not Nature.COUNT:
        return None
    if _is_too_much(one):
        return Assessment(Standing.MISSED)
    return Assessment(Standing.ACHIEVED) if one.aim in (TargetType.REACH, TargetType.EXCEED) and fulfilled else None


def _is_fulfilled(one: Comparison) -> bool | None:
    """Whether the number is as the target wants it at the end; None where its qualifier leaves it open."""
    if one.aim is TargetType.REACH:
        return is_at_least(one.attained, one.low)
    if one.aim is TargetType.EXCEED:
        return is_more_than(one.attained, one.low)
    too_much, enough = _is_too_much(one), one.aim.is_ceiling or is_at_least(one.attained, one.low)
    if too_much or enough is False:
        return False
    return None if too_much is None or enough is None else True


def _is_too_much(one: Comparison) -> bool | None:
    """Whether the number is beyond what a ceiling or a range allows; never so for a number to reach."""
    if one.aim in (TargetType.REACH, TargetType.EXCEED):
        return False
    return (is_at_least if one.aim is TargetType.STAY_BELOW else is_more_than)(one.attained, one.high)


def _under_way(one: Comparison) -> Assessment:
    if one.elapsed is None:
        return _open(Reason.DATES_UNKNOWN)
    if one.elapsed * 100 < one.rules.least_elapsed:
        return _open(Reason.TOO_EARLY)
    expected = one.low * one.due if one.nature is Nature.COUNT else one.base
    if expected is not None and expected < one.rules.least_expected:
        return _open(Reason.TOO_FEW)
    return _paced(one) if one.nature is Nature.COUNT else _within_so_far(one)


def _within_so_far(one: Comparison) -> Assessment:
    """Of a number that can still go either way: whether it is as it should be so far."""
    fulfilled = _is_fulfilled(one)
    if fulfilled is None:
        return _open(Reason.UNCLEAR)
    if fulfilled:
        return Assessment(Standing.ON_PACE)
    rises = one.nature is Nature.STOCK and not _is_too_much(one)
    return _open(Reason.LEVEL_TO_COME) if rises else Assessment(Standing.BEHIND)


def _paced(one: Comparison) -> Assessment:
    """A count against what was to be expected by then, give or take the band."""
    band = Fraction(one.rules.band, 100)
    least, most = one.low * one.due * (1 - band), one.high * one.due * (1 + band)
    is_enough, is_more = is_at_least(one.attained, least), is_more_than(one.attained, most)
    if one.aim.is_ceiling:
        found = {True: Standing.BEHIND, False: Standing.ON_PACE, None: None}[is_more]
    elif is_enough is False:
        found = Standing.BEHIND
    elif is_more:
        found = Standing.AHEAD
    else:
        found = Standing.ON_PACE if is_enough and is_more is False else None
    return Assessment(found) if found is not None else _open(Reason.UNCLEAR)
