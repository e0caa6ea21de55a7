"""The slot of a value: what is held against what, between two states of a bulletin or by a correction."""

from __future__ import annotations

from typing import NamedTuple

from bulletin.analysis.tables import Figure, ObservationKey, TargetFigure
from bulletin.model.records import CorrectedFigure
from bulletin.model.values import Absence, Qualifier, Quantity, Value

Number = Figure | TargetFigure
"""What has a value: a figure or a target."""


class Slot(NamedTuple):
    """What is held against what: a figure's key with its period by name, and the id of a target."""

    organization: str
    measure: str
    period: str
    population: str
    each: bool
    breakdown: str | None
    category: str | None
    target: str | None = None

    @classmethod
    def of_key(cls, key: ObservationKey) -> Slot:
        """The slot of a figure."""
        organization, measure, period, population, each, breakdown, category = key
        return cls(organization, measure, period.text, population, each, breakdown, category)

    @property
    def unspecific(self) -> Slot:
        """As a correction names it: it does not say whether the value is of every year."""
        return self._replace(each=False)


def slot_of(number: Number) -> Slot:
    """The slot of a figure or target. A target for every year of a longer period has one for all of its years."""
    slot = Slot.of_key(number.key)
    if isinstance(number, Figure):
        return slot
    return slot._replace(target=number.id, period=(number.years or number.key.period).text, each=number.yearly)


def slot_of_corrected(figure: CorrectedFigure) -> Slot:
    """The slot of the figure or target that a correction names: an unspecific one."""
    return Slot(
        figure.organization,
        figure.measure,
        figure.period.text,
        figure.population,
        each=False,
        breakdown=figure.breakdown,
        category=figure.category,
        target=figure.target,
    )


def told(number: Number) -> Value:
    """The value as readers are told it: a partial total is *at least* so much."""
    value = number.value
    if isinstance(number, TargetFigure) or number.is_complete or isinstance(value, Absence):
        return value
    return Quantity(value.number, Qualifier.AT_LEAST)


def is_suppressed(number: Number | None) -> bool:
    """Whether a value is there that is not shown."""
    return number is not None and number.value is Absence.SUPPRESSED
