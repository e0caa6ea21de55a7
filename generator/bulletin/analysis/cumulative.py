"""What has been counted since the beginning of a term, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.change import elapsed
from bulletin.analysis.combining import may_be_part
from bulletin.analysis.ratios import quantity_of
from bulletin.analysis.tables import Figure, Origin, Tables
from bulletin.analysis.tiling import Tile, chains
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period
from bulletin.model.records import Rule
from bulletin.model.values import Quantity


@dataclass(frozen=True)
class Step:
    """The sum from the beginning of a longer period to the end of one of its parts."""

    figures: tuple[Figure, ...]
    """What is added, in order of time, without gap or overlap; one figure where it was stated to date."""
    total: Quantity
    """Their sum, in the measure's unit; exact."""
    elapsed: Fraction | None
    """The share of the longer period, in days, that was over by then; None where its days are not known."""


def running_totals(catalogue: Catalogue, tables: Tables, series: SeriesKey, whole: Period) -> tuple[Step, ...]:
    """The running total of a series over a term or any longer period, one step for each day that is reached.

    A day is reached by figures that follow each other from the first day of ``whole`` without a gap; of several ways,
    the one of the fewest figures counts, so that what was stated to date is never replaced by a sum. Qualified values,
    absences and partial totals are not added. Empty for measures that do not add over time.
    """
    if catalogue.measures[series.measure].over_time is not Rule.SUM:
        return ()
    figures = [figure for figure in tables.by_series.get(series, ()) if may_be_part(figure)]
    tiles = [Tile(figure.key.period, figure.origin is not Origin.REPORTED) for figure in figures]
    reached = chains(tiles, whole.start, whole.end)
    of_time = whole if catalogue.knows_days(whole) else None
    return tuple(_step([figures[position] for position in chain], of_time) for chain in reached.values())


def _step(figures: list[Figure], whole: Period | None) -> Step:
    amounts = [amount for amount in map(quantity_of, figures) if isinstance(amount, Quantity)]
    total = Quantity(sum((amount.fraction for amount in amounts), Fraction(0)))
    return Step(tuple(figures), total, elapsed(whole, figures[-1].key.period) if whole is not None else None)
