"""A figure held against its target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

from generator.model.corpus import Catalogue
from generator.model.periods import Period
from generator.model.records import Direction
from generator.model.values import Absence, Qualifier, Quantity
from generator.statistics.amounts import Amount, is_at_least, is_more_than
from generator.statistics.matching import figure_for
from generator.statistics.ratios import Outcome, Ratio, amount_of
from generator.statistics.tables import Figure, Tables, TargetFigure

State = TypeVar("State")


class Standing(StrEnum):
    """How a figure compares with its target. It says nothing of pace."""

    REACHED = "reached"
    NOT_YET_REACHED = "not-yet-reached"
    """Less than the target, in a figure that ends before the target's period does."""
    NOT_REACHED = "not-reached"
    WITHIN = "within-bound"
    BEYOND = "beyond-bound"
    UNKNOWN = "cannot-be-said"
    """No figure, an absence, a qualifier that leaves it open, or a target on which no verdict is given."""


class Aim(StrEnum):
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


@dataclass(frozen=True)
class Progress(Generic[State]):
    """How one target stands, by one figure."""

    target: TargetFigure[State]
    aim: Aim
    figure: Figure[State] | None
    """The figure held against it; for a share target, that of the category. None where there is none."""
    whole: Figure[State] | None
    """For a share target: the figure of all categories, for the same period. None where there is none."""

    @cached_property
    def share(self) -> Ratio[State] | None:
        """For a share target: the category over the whole; its percentage is what the target asks for."""
        if self.target.share is None or self.figure is None or self.whole is None:
            return None
        return Ratio(self.figure, self.whole)

    @cached_property
    def ratio(self) -> Ratio[State] | None:
        """The figure over the target; None for a share target, no number of things, and where no verdict is given."""
        is_comparable = self.target.share is None and self.target.unassessed is None
        return Ratio(self.figure, self.target) if self.figure is not None and is_comparable else None

    @property
    def attained(self) -> Outcome:
        """What is compared with the target's value, in the same unit: percent for a share target."""
        if self.target.share is not None:
            return self.share.percent if self.share is not None else None
        return amount_of(self.figure) if self.figure is not None else None

    @property
    def is_to_date(self) -> bool:
        """Whether the target's period goes on after the figure's."""
        return self.figure is not None and self.elapsed != 1

    @property
    def elapsed(self) -> Fraction | None:
        """The share of the target's period, in days, that was over at the figure's end; None without a figure."""
        if self.figure is None:
            return None
        return Fraction(1) if self.figure.key.each else elapsed(self.target.key.period, self.figure.key.period)

    @property
    def standing(self) -> Standing:
        """How the figure compares with the target."""
        wanted = self.target.value
        if self.target.unassessed is not None or isinstance(wanted, Absence) or not isinstance(self.attained, Amount):
            return Standing.UNKNOWN
        standing = _standing(self.attained, wanted, self.aim)
        return Standing.NOT_YET_REACHED if standing is Standing.NOT_REACHED and self.is_to_date else standing


def progress_towards(catalogue: Catalogue, tables: Tables[State], target: TargetFigure[State]) -> Progress[State]:
    """How a target stands by the figure that says most of it, see :func:`~generator.statistics.matching.figure_for`."""
    return progress_by(catalogue, tables, target, figure_for(tables, target))


def progress_by(
    catalogue: Catalogue, tables: Tables[State], target: TargetFigure[State], figure: Figure[State] | None
) -> Progress[State]:
    """How a target stood by one particular figure: on the page of a quarter, the figure of that quarter."""
    has_whole = figure is not None and target.share is not None
    whole = tables.by_key.get(figure.key.whole) if figure is not None and has_whole else None
    return Progress(target, aim_of(catalogue, target), figure, whole)


def elapsed(whole: Period, part: Period) -> Fraction:
    """The share of the days of ``whole`` that were over at the end of ``part``; 0 before it and 1 after it."""
    days = (part.end - whole.start).days + 1
    return Fraction(min(max(days, 0), whole.days), whole.days)


_AIMS = {
    Qualifier.MORE_THAN: Aim.EXCEED,
    Qualifier.AT_LEAST: Aim.REACH,
    Qualifier.UNDER: Aim.STAY_BELOW,
    Qualifier.AT_MOST: Aim.NOT_EXCEED,
    Qualifier.BETWEEN: Aim.RANGE,
}


def aim_of(catalogue: Catalogue, target: TargetFigure[State]) -> Aim:
    """What a target asks for: its qualifier says so or, without one, the direction in which its measure should go.

    "About" a number is taken as the number, and a share without a qualifier as one to reach.
    """
    qualifier = target.value.qualifier if isinstance(target.value, Quantity) else Qualifier.EXACT
    is_ceiling = target.share is None and catalogue.measures[target.key.measure].good is Direction.LESS
    return _AIMS.get(qualifier, Aim.NOT_EXCEED if is_ceiling else Aim.REACH)


_REACHED = {True: Standing.REACHED, False: Standing.NOT_REACHED, None: Standing.UNKNOWN}
_BOUND = {True: Standing.BEYOND, False: Standing.WITHIN, None: Standing.UNKNOWN}


def _standing(attained: Amount, wanted: Quantity, aim: Aim) -> Standing:
    number = wanted.fraction
    match aim:
        case Aim.REACH:
            return _REACHED[is_at_least(attained, number)]
        case Aim.EXCEED:
            return _REACHED[is_more_than(attained, number)]
        case Aim.STAY_BELOW:
            return _BOUND[is_at_least(attained, number)]
        case Aim.NOT_EXCEED:
            return _BOUND[is_more_than(attained, number)]
        case Aim.RANGE:
            upper = number if wanted.upper is None else Fraction(wanted.upper)
            return _standing_in_range(attained, number, upper)


def _standing_in_range(attained: Amount, low: Fraction, high: Fraction) -> Standing:
    is_enough, is_too_much = is_at_least(attained, low), is_more_than(attained, high)
    if is_enough is False:
        return Standing.NOT_REACHED
    return _BOUND[is_too_much] if is_enough or is_too_much else Standing.UNKNOWN
