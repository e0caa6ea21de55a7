"""Values that are hard to believe beside the unit's own past, or beside its peers.

A value is compared with the median of its comparators by their ratio, which says how many times larger or smaller it
is, and by a robust z-score, which says whether that is much for comparators that differ as much as these do. Both must
be out of the ordinary. The score is the modified one of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993):
the distance from the median over 1.4826 times the median absolute deviation, remarkable above 3.5. Distances are those
of logarithms: counts of units that differ in size are spread in ratios, not in differences, and a tenth of the
usual is as hard to believe as ten times as much. No value changes its verdict when all are counted in another unit.

Zeros have no logarithm. They are no comparators, and a zero is hard to believe only where it is the first of its unit,
or the only one among its peers, and these are all so much alike that half of the smallest would be out of the ordinary.
Beside its peers no value is that is much like what its unit reported before: some units are small.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain, groupby
from math import floor, inf, log, log10
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from bulletin.analysis.contiguous_periods import may_be_part
from bulletin.analysis.figures import Figure, FigureOrigin, Flag
from bulletin.analysis.quantities import stated_quantity
from bulletin.analysis.remarks import is_remarked_on, remark_ratio
from bulletin.analysis.tables import Tables, group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import PeriodType
from bulletin.model.unchanging import unchanging
from bulletin.model.values import Quantity

FACTOR = 4
"""A value is out of the ordinary from so many times the median, or one so-many-th of it."""
_USUAL = Fraction(FACTOR)
SCORE = 3.5
"""A robust z-score is out of the ordinary above this (Iglewicz and Hoaglin 1993)."""
CONSISTENCY = 1.4826
"""Makes the median absolute deviation of normal values their standard deviation (Rousseeuw and Croux 1993)."""
FEWEST = 6
"""Without so many comparators nothing is said."""
LEAST_COUNT = 20
"""Where both a count and the median are smaller, nothing is said: small numbers differ by chance."""
LATEST = 12
"""So many of the latest earlier values that are not zero are a unit's own past."""

_COMPARABLE = frozenset(PeriodType) - {PeriodType.TERM, PeriodType.TERM_TO_DATE, PeriodType.INTERVAL}


class Beside(StrEnum):
    """What a value was compared with."""

    OWN_PAST = "own-past"
    """The unit's figures of earlier periods of the same type, since the last break in the series."""
    PEERS = "peers"
    """The figures of the other units of its kind for the same period."""

    @property
    def remark(self) -> str:
        """The code of the remark on a value that is far from these."""
        return _REMARKS[self]


_REMARKS = {beside: f"value-unlike-{beside}" for beside in Beside}


class Distance(NamedTuple):
    """How far a value is from its comparators."""

    median: Fraction
    """Of the comparators, in the measure's unit; positive."""
    ratio: Fraction
    """The value over the median."""
    score: float
    """The robust z-score, never negative. Infinite for zero, and where the value differs from comparators of which more
    than half are equal, so that they have no spread."""

    @property
    def decimals(self) -> int:
        """How many decimals of the ratio are shown: two, or as many as it takes to see that it is not zero."""
        return max(2, -floor(log10(self.ratio))) if self.ratio else 2

    def exceeds(self, factor: Fraction | int) -> bool:
        """Whether both the ratio and the score are out of the ordinary.

        :param factor: how many times the median, or which part of it, is out of the ordinary.
        """
        return is_far(self.ratio, factor) and self.score > SCORE


@dataclass(frozen=True)
class Outlier:
    """A stated value that is hard to believe."""

    figure: Figure
    beside: Beside
    comparators: int
    """How many values the median is of; beside peers, its own is one of them."""
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


def is_far(ratio: Fraction, factor: Fraction | int) -> bool:
    """Whether a ratio to the median is out of the ordinary: at least ``factor``, or at most one over it."""
    return ratio >= factor or ratio * factor <= 1


class Comparators:
    """The values that another is compared with, whose median and spread are reckoned once.

    Zeros are left out: they say nothing of how large values are that are not zero.
    """

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Take any number of values, none of which is negative."""
        ordered = sorted(values)
        self.zeros = bisect_right(ordered, 0)
        self._positive = ordered[self.zeros :]
        half = len(self._positive) // 2
        self._middle = self._positive[half - 1 + len(self._positive) % 2 : half + 1]
        """The two values between which the median lies, or the one that it is; of no value none."""

    def __len__(self) -> int:
        return len(self._positive)

    @cached_property
    def median(self) -> Fraction:
        """Of one positive value or more."""
        return (Fraction(self._middle[0]) + Fraction(self._middle[-1])) / 2

    def is_below(self, number: int) -> bool:
        """Whether the median is smaller than a number; the values beside it nearly always show it."""
        lower, upper = self._middle[0], self._middle[-1]
        return lower < number and (upper < number or self.median < number)

    def has_far(self, value: Decimal, factor: Fraction | int) -> bool:
        """Whether a value is far from the median, by :func:`is_far`.

        The median lies between the two values in the middle, so that floats nearly always show it.
        """
        lower, upper, number, times = float(self._middle[0]), float(self._middle[-1]), float(value), float(factor)
        if number * _MARGIN < times * lower and number * times > upper * _MARGIN:
            return False
        is_certain = number > times * upper * _MARGIN or number * times * _MARGIN < lower
        return is_certain or is_far(self.ratio(value), factor)

    def ratio(self, value: Decimal) -> Fraction:
        """A value over the median."""
        return Fraction(value) / self.median

    def distance_of(self, value: Decimal) -> Distance:
        """Compare a value, which is not negative, with these."""
        ratio = self.ratio(value)
        return Distance(self.median, ratio, self._score(ratio))

    def are_unlike(self) -> bool:
        """Whether these differ so much that half of the smallest would be nothing special, nor a zero then."""
        return self._score(self.ratio(self._positive[0]) / 2) <= SCORE

    def _score(self, ratio: Fraction) -> float:
        distance = _apart(ratio)
        if distance == 0:
            return 0.0
        return distance / (CONSISTENCY * self._spread) if self._spread else inf

    @cached_property
    def _spread(self) -> float:
        """The median absolute deviation of the logarithms."""
        return median(_apart(self.ratio(value)) for value in self._positive)


_MARGIN = 1.000_001
"""By far more than floats are inexact."""


def _apart(ratio: Fraction) -> float:
    return abs(log(ratio)) if ratio else inf


class Past(NamedTuple):
    """A figure with what its unit reported before it."""

    figure: Figure
    value: Decimal
    """Its number."""
    earlier: tuple[Decimal, ...]
    """Its latest values of earlier periods of the same type since the last break in the series."""

    @property
    def is_stated(self) -> bool:
        """Whether a source states the figure, which alone may be hard to believe."""
        return self.figure.origin is FigureOrigin.REPORTED

    @property
    def before(self) -> Comparators:
        """These values, to compare the figure with."""
        return Comparators(self.earlier)

    @property
    def is_like_before(self) -> bool:
        """Whether it is much the same as before; a zero, where it is not the first."""
        before = self.before
        if not self.value:
            return before.zeros > 0
        return bool(before) and not before.has_far(self.value, FACTOR)


@unchanging
class ComparedValue:
    """A stated value with enough others to compare it with."""

    past: Past
    beside: Beside
    comparators: Comparators

    @property
    def figure(self) -> Figure:
        """The value."""
        return self.past.figure

    def outlier(self, factor: Fraction) -> Outlier | None:
        """The value with its distance, where it is hard to believe by :meth:`Distance.exceeds`."""
        value = self.past.value
        if not self.comparators.has_far(value, factor) or self._is_known:
            return None  # seldom anything else, so that the rest costs nothing
        distance = self.comparators.distance_of(value)
        return Outlier(self.figure, self.beside, len(self.comparators), distance) if distance.exceeds(factor) else None

    @property
    def _is_known(self) -> bool:
        """Whether it is nothing new, however far from the others: a zero among zeros, what its unit reported before."""
        is_zero = not self.past.value
        if self.beside is Beside.OWN_PAST:
            return is_zero and self.past.is_like_before
        is_usual = is_zero and (self.comparators.zeros > 1 or self.comparators.are_unlike())
        return is_usual or self.past.is_like_before


def _number_of(figure: Figure) -> Decimal:
    return stated_quantity(figure).decimal


# --- where to look ----------------------------------------------------------------------------------------------------


def examined(catalogue: Catalogue, tables: Tables) -> Examination:
    """Every stated value that is hard to believe beside its unit's own past or its peers, and how many were compared.

    Values of measures that add up are looked at, in whole figures: shares and durations do not say how many cases they
    rest on; nor is a measure looked at that can be negative and is: what balances is no multiple of anything. Both
    values and comparators are exact and complete; comparators may be computed. A measure's record may switch either
    comparison off, or say how many times the median is out of the ordinary.
    """
    may_balance = {measure.id for measure in catalogue.measures.values() if measure.may_be_negative}
    balances = {f.key.measure for f in tables.figures if f.key.measure in may_balance and _is_below_zero(f)}
    adding = {measure.id for measure in catalogue.measures.values() if measure.kind.traits.adds_up} - balances
    whole = [figure for figure in tables.figures if figure.key.measure in adding and _may_be_compared(figure)]
    outliers: list[Outlier] = []
    compared: set[int] = set()
    for comparison in _comparisons(catalogue, whole):  # of which there are too many to be kept
        if not _is_small(catalogue, comparison):
            compared.add(id(comparison.figure))
            outlier = comparison.outlier(_factor(catalogue, comparison))
            if outlier is not None:
                outliers.append(outlier)
    eligible = sum(figure.origin is FigureOrigin.REPORTED for figure in whole)
    return Examination(tuple(outliers), len(compared), eligible)


def _is_below_zero(figure: Figure) -> bool:
    return isinstance(figure.value, Quantity) and figure.value.number < 0


def _may_be_compared(figure: Figure) -> bool:
    key = figure.key
    if key.breakdown is not None or figure.origin is FigureOrigin.DERIVED:
        return False  # what it is computed from is looked at by itself
    return may_be_part(figure) and key.period.type in _COMPARABLE and _number_of(figure) >= 0


def _comparisons(catalogue: Catalogue, figures: Sequence[Figure]) -> Iterator[ComparedValue]:
    pasts = list(_pasts(figures))
    for comparison in chain(_beside_own_past(pasts), _beside_peers(catalogue, pasts)):
        if is_remarked_on(catalogue, comparison.beside.remark, comparison.figure):
            yield comparison


def _is_small(catalogue: Catalogue, comparison: ComparedValue) -> bool:
    """Whether both a count and the median are so small that they differ by chance."""
    is_small = comparison.past.value < LEAST_COUNT and comparison.comparators.is_below(LEAST_COUNT)
    return is_small and catalogue.measures[comparison.figure.key.measure].is_counted


def _factor(catalogue: Catalogue, comparison: ComparedValue) -> Fraction:
    return remark_ratio(catalogue, comparison.beside.remark, comparison.figure, _USUAL)


_OF_WHOLE_SERIES = itemgetter(0, 1, 3)
"""Organization, measure and population of a key."""


def _pasts(figures: Iterable[Figure]) -> Iterator[Past]:
    """Figures come by series, and in each by period."""
    for _, series in groupby(figures, key=lambda figure: _OF_WHOLE_SERIES(figure.key)):
        past: defaultdict[tuple[PeriodType, int], _Earlier] = defaultdict(_Earlier)
        for figure in series:
            if Flag.BREAK in figure.flags:
                past.clear()
            earlier, value = past[figure.key.period.comparable_type], _number_of(figure)
            yield Past(figure, value, earlier.values())
            earlier.add(value)


class _Earlier:
    """The latest positive values of a series, and one zero where there was any."""

    def __init__(self) -> None:
        self._zero: deque[Decimal] = deque(maxlen=1)
        self._positive: deque[Decimal] = deque(maxlen=LATEST)

    def add(self, value: Decimal) -> None:
        (self._positive if value else self._zero).append(value)

    def values(self) -> tuple[Decimal, ...]:
        return (*self._zero, *self._positive)


def _beside_own_past(pasts: Iterable[Past]) -> Iterator[ComparedValue]:
    for past in pasts:
        if past.is_stated and len(before := past.before) >= FEWEST:
            yield ComparedValue(past, Beside.OWN_PAST, before)


def _beside_peers(catalogue: Catalogue, pasts: Iterable[Past]) -> Iterator[ComparedValue]:
    """The median is that of all units of the kind, the unit itself among them, so that it is reckoned once."""

    def peers_of(past: Past) -> tuple[str, str, str, str]:
        organization, measure, period, population, *_ = past.figure.key
        return catalogue.organizations[organization].kind, measure, period.text, population

    for group in group_by(pasts, peers_of).values():
        comparators = Comparators(past.value for past in group)
        for past in group:
            if past.is_stated and len(comparators) - bool(past.value) >= FEWEST:
                yield ComparedValue(past, Beside.PEERS, comparators)
