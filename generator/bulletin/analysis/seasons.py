"""How much of a unit's own earlier years had come by the same point of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.ratios import number_of
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.values import Quantity


@dataclass(frozen=True)
class Season:
    """Earlier years of a series, each with its figure up to the same point."""

    wholes: tuple[Figure, ...]
    """The figures of the whole years, the latest first."""
    parts: tuple[Figure, ...]
    """The figures up to the same point of those years, in the same order."""
    came: Fraction
    """The parts together, in the measure's unit."""
    total: Fraction
    """The wholes together; positive, and no less than the parts."""
    is_broken: bool
    """Whether the series breaks between these years and the figure to date, so that they are no measure of it."""

    @property
    def share(self) -> Fraction:
        """The parts together over the wholes together, 0 to 1; exact."""
        return self.came / self.total


def season_of(tables: Tables, key: ObservationKey, whole: Period, years: int) -> Season | None:
    """The seasonality of a series; None unless it can be told from exact figures of the years right before.

    Pooled: of all that came in those years, the share that had come by the same point. A year in which little came so
    weighs less than one in which much did.

    :param key: of the figure to date.
    :param whole: the period that it is a part of, at most a year.
    :param years: how many years it takes; fewer are not enough, and older ones do not count.
    """
    parts = tuple(_before(tables, key, years))
    wholes = tuple(_before(tables, key._replace(period=whole), years))
    if not years or min(len(parts), len(wholes)) < years:
        return None
    is_broken = tables.is_broken(key.series, parts[-1].key.period.start, key.period.end)
    came, total = (sum((number_of(one) for one in group), Fraction(0)) for group in (parts, wholes))
    return Season(wholes, parts, came, total, is_broken) if 0 <= came <= total and total else None


def _before(tables: Tables, key: ObservationKey, years: int) -> Iterator[Figure]:
    """The exact figures of the same period in the years right before, as far back as there is one for every year."""
    for _ in range(years):
        period = key.period.year_before()
        figure = tables.by_key.get(key._replace(period=period)) if period is not None else None
        if figure is None or not _is_exact(figure):
            return
        yield figure
        key = figure.key


def _is_exact(figure: Figure) -> bool:
    return figure.is_complete and isinstance(figure.value, Quantity) and figure.value.is_exact
