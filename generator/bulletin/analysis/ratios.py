"""One figure over another. A ratio knows both, and formats nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.amounts import quotient
from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.model.values import Absence, Qualifier, Quantity

Outcome = Quantity | Absence | None
"""What computing gives: a quantity; the reason why something that it takes is absent; None where all figures are there
and the result still cannot be said."""


def absence_in(*outcomes: Outcome) -> Absence | None:
    """The absence among the values, if there is one; that something is suppressed goes before any other reason."""
    absent = [outcome for outcome in outcomes if isinstance(outcome, Absence)]
    return Absence.SUPPRESSED if Absence.SUPPRESSED in absent else next(iter(absent), None)


def of_the_same_units(one: Figure, other: Figure) -> bool:
    """Whether two figures are both complete, or were added up from the same units."""
    if one.is_complete and other.is_complete:
        return True
    return {part.organization for part in one.parts} == {part.organization for part in other.parts}


_BOUNDS = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST)


def quantity_of(figure: Figure | TargetFigure) -> Quantity | Absence:
    """What a figure says of the whole of what it counts, or the number that a target sets.

    A partial total says that there are *at least* so many, since no measure of things counted is negative. The number
    of a target is as exact where it is a bound: "under 0.5 %" says which side of 0.5 to stay on.
    """
    return figure.value if isinstance(figure.value, Absence) else _quantity(figure, figure.value)


def _quantity(figure: Figure | TargetFigure, value: Quantity) -> Quantity:
    if isinstance(figure, TargetFigure):
        return Quantity(value.fraction) if value.qualifier in _BOUNDS else value
    return value if figure.is_complete else Quantity(value.fraction, Qualifier.AT_LEAST)


def stated_quantity(one: Figure | TargetFigure) -> Quantity:
    """What a figure or a target that is known to have a number says.

    :raises TypeError: when it has none.
    """
    if isinstance(one.value, Absence):
        raise TypeError(f"no number: {one.key}")
    return one.value


def number_of(one: Figure | TargetFigure) -> Fraction:
    """The number of a figure or a target that is known to have one, without its qualifier."""
    return stated_quantity(one).fraction


def quantities_of(one: Figure, other: Figure | TargetFigure) -> tuple[Quantity, Quantity] | Absence:
    """The quantities of two figures that are to be compared, or why one of them has none.

    Partial totals of the same units are taken as they are, as the whole of what those units report.
    """
    if isinstance(one.value, Absence) or isinstance(other.value, Absence):
        return absence_in(one.value, other.value) or Absence.NOT_AVAILABLE
    if isinstance(other, Figure) and of_the_same_units(one, other):
        return one.value, other.value
    return _quantity(one, one.value), _quantity(other, other.value)


@dataclass(frozen=True)
class Ratio:
    """One figure over another, or over a target."""

    numerator: Figure
    denominator: Figure | TargetFigure

    @cached_property
    def value(self) -> Outcome:
        """The ratio as an exact fraction, 11/10 for 22 over 20; qualified as the two make it."""
        quantities = quantities_of(self.numerator, self.denominator)
        return quantities if isinstance(quantities, Absence) else quotient(*quantities)

    @cached_property
    def percent(self) -> Outcome:
        """The ratio in percent."""
        value = self.value
        return value.times(100) if isinstance(value, Quantity) else value
