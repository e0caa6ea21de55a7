"""Keys: the dimensions of a series, of an observation, and of a value in more than one vintage.

The terms are those of SDMX: a :class:`SeriesKey` has no time; an :class:`ObservationKey` adds the period. They are
named tuples, hashable and comparable. :func:`observation_key` makes the key of what a record is about.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from bulletin.model.periods import Period
from bulletin.model.records import EVERYTHING, Claim, CorrectedFigure, Headline, Observation
from bulletin.model.records.parts import crossed_categories

_OF_SERIES = itemgetter(0, 1, 3, 5, 6)
"""The dimensions of an observation but its period and whether the value is annual."""


class SeriesKey(NamedTuple):
    """The dimensions of a time series: all of an observation's but its period."""

    organization: str
    measure: str
    population: str = EVERYTHING
    breakdown: str | None = None
    category: str | None = None

    @property
    def whole(self) -> SeriesKey:
        """The key of the series that this one is a category of."""
        return self._replace(breakdown=None, category=None)

    def of(self, organization: str) -> SeriesKey:
        """The key of the same series of another organization."""
        _, measure, population, breakdown, category = self
        return SeriesKey(organization, measure, population, breakdown, category)

    def at(self, period: Period) -> ObservationKey:
        """The key of the observation of one period."""
        organization, measure, population, breakdown, category = self
        return ObservationKey(organization, measure, period, population, breakdown=breakdown, category=category)


class ObservationKey(NamedTuple):
    """The dimensions of one observation: those of its series, the period and whether the value is annual.

    No two current figures share an observation key.
    """

    organization: str
    measure: str
    period: Period
    population: str = EVERYTHING
    annual: bool = False
    """Whether the value is that of every year of the period (``each: year`` in records)."""
    breakdown: str | None = None
    category: str | None = None
    """Given together with ``breakdown``, for a part of the figure without them."""

    @property
    def series(self) -> SeriesKey:
        """The key of the series: without the period."""
        return tuple.__new__(SeriesKey, _OF_SERIES(self))  # in half of the time, of millions of keys

    @property
    def whole(self) -> ObservationKey:
        """The key of the total that this one is a category of."""
        return self.narrow(None, None)

    @property
    def is_crossed(self) -> bool:
        """Whether it is of a cell of a crossing: of a category that is made of several."""
        return self.category is not None and len(crossed_categories(self.category)) > 1

    def of(self, organization: str) -> ObservationKey:
        """The key of the same observation of another organization."""
        _, measure, period, population, annual, breakdown, category = self
        return ObservationKey(organization, measure, period, population, annual, breakdown, category)

    def narrow(self, breakdown: str | None, category: str | None) -> ObservationKey:
        """The key of a category of this total."""
        organization, measure, period, population, annual, _, _ = self
        return ObservationKey(organization, measure, period, population, annual, breakdown, category)


class ValueKey(NamedTuple):
    """The key of a value in any vintage, by which revisions and corrections match it: of a figure or of a target.

    Unlike an observation key it has the period by its notation, to which two vintages may give different days,
    and the id of the target, since several targets may be set for one observation.
    """

    organization: str
    measure: str
    period: str
    population: str
    annual: bool
    breakdown: str | None
    category: str | None
    target: str | None = None

    @classmethod
    def of_observation(cls, key: ObservationKey) -> ValueKey:
        """The value key of the figure with an observation key."""
        organization, measure, period, population, annual, breakdown, category = key
        return cls(organization, measure, period.text, population, annual, breakdown, category)

    @property
    def unspecific(self) -> ValueKey:
        """As a correction names it, which does not say whether the value is annual."""
        return self._replace(annual=False)


def observation_key(record: Observation | Claim | Headline | CorrectedFigure) -> ObservationKey:
    """The observation key of what a record is about.

    Of an observation that is its total; claims, headlines and corrections do not say whether a value is annual.
    """
    about = record.organization, record.measure, record.period, record.population
    if isinstance(record, Observation):
        return ObservationKey(*about, annual=record.each is not None)
    if isinstance(record, Headline) or record.category is None:
        return ObservationKey(*about)
    return ObservationKey(*about, breakdown=record.breakdown, category=record.category)


def value_key_of_correction(figure: CorrectedFigure) -> ValueKey:
    """The value key of the figure or target that a correction names: an unspecific one."""
    return ValueKey.of_observation(observation_key(figure))._replace(target=figure.target)
