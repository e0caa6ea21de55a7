"""Values that are hard to believe beside the unit's own past, or beside its peers.

A value is compared with the median of its comparators by their ratio, which says how many times larger or smaller it
is, and by a robust z-score, which says whether that is much for comparators that differ as much as these do. Both must
be out of the ordinary. The score is the modified one of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993):
the distance from the median over 1.4826 times the median absolute deviation, remarkable above 3.5. Distances are those
of logarithms: counts of units that differ in size are spread in ratios, not in differences, and a tenth of the
usual is as hard to believe as ten times as much. No value changes its verdict when all are counted in another unit.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain, groupby
from math import inf, log
from statistics import median
from typing import NamedTuple

from bulletin.analysis.aggregation import may_be_part
from bulletin.analysis.quantities import stated_quantity
from bulletin.analysis.tables import Figure, FigureOrigin, Flag, Tables, group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import PeriodType

FACTOR = 4
"""A value is out of the ordinary from so many times the median, or one so-many-th of it."""
SCORE = 3.5
"""A robust z-score is out of the ordinary above this (Iglewicz and Hoaglin 1993)."""
CONSISTENCY = 1.4826
"""Makes the median absolute deviation of normal values their standard deviation (Rousseeuw and Croux 1993)."""
FEWEST = 6
"""Without so many comparators nothing is said."""
LEAST_COUNT = 20
"""Where both a count and the median are smaller, nothing is said: small numbers differ by chance."""
LATEST = 12
"""So many of the latest earlier periods are a unit's own past."""

_COMPARABLE = frozenset(PeriodType) - {PeriodType.TERM, PeriodType.TERM_TO_DATE, PeriodType.INTERVAL}


class Beside(StrEnum):
    """What a value was compared with."""

    OWN_PAST = "own-past"
    """The unit's figures of earlier periods of the same type, since the last break in the series."""
    PEERS = "peers"
    """The figures of the other units of its kind for the same period."""


class Distance(NamedTuple):
    """How far a value is from its comparators."""

    median: Fraction
    """Of the comparators, in the measure's unit."""
    ratio: Fraction | None
    """The value over the median; None where the median is zero and the value is not."""
    score: float
    """The robust z-score, never negative. Infinite where the value differs from comparators of which more than half are
    equal, so that they have no spread; and where it is zero, or the median is, and the other is not."""

    @property
    def is_outlier(self) -> bool:
        """Whether both the ratio and the score are out of the ordinary."""
        return is_far(self.ratio) and self.score > SCORE


@dataclass(frozen=True)
class Outlier:
    """A stated value that is hard to believe."""

    figure: Figure
    beside: Beside
    comparators: int
    """How many other values it was compared with."""
    distance: Distance


@dataclass(frozen=True)
class Examination:
    """What was looked at for values that are hard to believe, and what was found."""

    outliers: tuple[Outlier, ...]
    """Those found beside their own past, then those found beside their peers."""
    compared: int
    """Values that had enough comparators, and were not so small as to differ by chance."""
    eligible: int
    """Stated values that would be compared if there were enough comparators."""


def is_far(ratio: Fraction | None) -> bool:
    """Whether a ratio to the median is out of the ordinary."""
    return ratio is None or ratio >= FACTOR or ratio * FACTOR <= 1


class Comparators:
    """The values that another is compared with, whose median and spread are reckoned once."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Take one or more values, none of which is negative."""
        self._ordered = sorted(values)
        self.median = (Fraction(self._ordered[(len(self) - 1) // 2]) + Fraction(self._ordered[len(self) // 2])) / 2

    def __len__(self) -> int:
        return len(self._ordered)

    def ratio(self, value: Decimal) -> Fraction | None:
        """A value over the median, as :attr:`Distance.ratio` gives it."""
        if self.median == 0:
            return None if value else Fraction(1)
        return Fraction(value) / self.median

    def distance_of(self, value: Decimal) -> Distance:
        """Compare a value, which is not negative, with these."""
        ratio = self.ratio(value)
        return Distance(self.median, ratio, _score(_apart(ratio), self._spread))

    @cached_property
    def _spread(self) -> float:
        """The median absolute deviation of the logarithms."""
        return median(_apart(self.ratio(value)) for value in self._ordered)


def _score(distance: float, spread: float) -> float:
    if distance == 0 or spread == inf:
        return 0.0
    return distance / (CONSISTENCY * spread) if spread else inf


def _apart(ratio: Fraction | None) -> float:
    return abs(log(ratio)) if ratio else inf


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A stated value with enough others to compare it with."""

    figure: Figure
    beside: Beside
    comparators: Comparators
    others: int
    """How many values it is compared with; a unit is among its own peers, which the median is reckoned of."""

    @property
    def outlier(self) -> Outlier | None:
        """The value with its distance, where it is hard to believe."""
        value = stated_quantity(self.figure).decimal
        if not is_far(self.comparators.ratio(value)):
            return None  # seldom anything else, so that the rest costs nothing
        distance = self.comparators.distance_of(value)
        return Outlier(self.figure, self.beside, self.others, distance) if distance.is_outlier else None


# --- where to look ----------------------------------------------------------------------------------------------------


def examined(catalogue: Catalogue, tables: Tables) -> Examination:
    """Every stated value that is hard to believe beside its unit's own past or its peers, and how many were compared.

    Values of measures that add up are looked at, in whole figures: shares and durations do not say how many cases they
    rest on. Both values and comparators are exact and complete; comparators may be computed.
    """
    whole = [figure for figure in tables.figures if _may_be_compared(catalogue, figure)]
    comparisons = [comparison for comparison in _comparisons(catalogue, whole) if not _is_small(catalogue, comparison)]
    found = (comparison.outlier for comparison in comparisons)
    return Examination(
        outliers=tuple(outlier for outlier in found if outlier is not None),
        compared=len({comparison.figure.key for comparison in comparisons}),
        eligible=sum(figure.origin is FigureOrigin.REPORTED for figure in whole),
    )


def _may_be_compared(catalogue: Catalogue, figure: Figure) -> bool:
    key = figure.key
    is_whole = key.breakdown is None and may_be_part(figure) and catalogue.measures[key.measure].kind.adds_up
    return is_whole and key.period.type in _COMPARABLE and stated_quantity(figure).decimal >= 0


def _comparisons(catalogue: Catalogue, figures: Sequence[Figure]) -> Iterator[ComparedValue]:
    for comparison in chain(_beside_own_past(figures), _beside_peers(catalogue, figures)):
        if comparison.figure.origin is FigureOrigin.REPORTED:
            yield comparison


def _is_small(catalogue: Catalogue, comparison: ComparedValue) -> bool:
    """Whether both a count and the median are so small that they differ by chance."""
    return (
        catalogue.measures[comparison.figure.key.measure].is_counted
        and stated_quantity(comparison.figure).decimal < LEAST_COUNT
        and comparison.comparators.median < LEAST_COUNT
    )


def _beside_own_past(figures: Iterable[Figure]) -> Iterator[ComparedValue]:
    """Figures come by series, and in each by period."""
    for _, series in groupby(figures, key=lambda figure: figure.key.series):
        past: defaultdict[tuple[PeriodType, int], deque[Decimal]] = defaultdict(lambda: deque(maxlen=LATEST))
        for figure in series:
            if Flag.BREAK in figure.flags:
                past.clear()
            before = past[figure.key.period.comparable_type]
            if len(before) >= FEWEST:
                yield ComparedValue(figure, Beside.OWN_PAST, Comparators(before), len(before))
            before.append(stated_quantity(figure).decimal)


def _beside_peers(catalogue: Catalogue, figures: Iterable[Figure]) -> Iterator[ComparedValue]:
    """The median is that of all units of the kind, the unit itself among them, so that it is reckoned once."""

    def peers_of(figure: Figure) -> tuple[str, str, str, str]:
        organization, measure, period, population, *_ = figure.key
        return catalogue.organizations[organization].kind, measure, period.text, population

    for group in group_by(figures, peers_of).values():
        if len(group) > FEWEST:
            comparators = Comparators(stated_quantity(figure).decimal for figure in group)
            for figure in group:
                yield ComparedValue(figure, Beside.PEERS, comparators, len(group) - 1)
