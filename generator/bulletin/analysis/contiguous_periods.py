"""Contiguous periods: which follow each other without a gap or an overlap, and which longer ones they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from bulletin.analysis.figures import Figure, FigureOrigin, is_suppressed
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period, PeriodType, between, parse_period
from bulletin.model.values import Qualifier, Quantity, exact_number


class Segment(NamedTuple):
    """A period that a figure is known for."""

    period: Period
    computed: bool = False
    """Whether the figure was computed, so that a stated one is taken rather."""


Chain = tuple[int, ...]
"""Positions of segments, each of which begins on the day after the one before it ends."""

_DAY = timedelta(days=1)


def chains(segments: Sequence[Segment], start: date, end: date) -> dict[date, Chain]:
    """For each day that consecutive segments reach from ``start``: their positions, by their last day, earliest first.

    Of several ways to reach a day, the one with the fewest segments counts, then the one with the fewest computed ones:
    what is known for a longer period goes before what its pieces add to. Years of the calendar and other years are not
    in one chain. Instants reach nowhere. The segments may come in any order; those that do not lie between ``start``
    and ``end`` are left out.
    """
    ways = _ways(segments, start, end)
    days = sorted({after for best in ways for after in best if after != start})
    return {after - _DAY: _cheapest(ways, segments, after) for after in days}


def longest_chain(segments: Sequence[Segment], start: date, end: date) -> Chain:
    """The one of :func:`chains` that reaches furthest; empty where no segment begins at ``start``."""
    ways = _ways(segments, start, end)
    return _cheapest(ways, segments, max(map(max, ways)))


_Ways = dict[date, "_Reached"]
"""How each day is reached after which a chain may go on."""


def _ways(segments: Sequence[Segment], start: date, end: date) -> list[_Ways]:
    """The ways without years of the calendar and those without other years, where there are both; else all ways."""
    types = {segment.period.type for segment in segments}
    kinds_of_year = (PeriodType.YEAR, PeriodType.REPORTING_YEAR) if types >= _YEARS else (None,)
    return [_best(segments, start, end, without) for without in kinds_of_year]


_YEARS = {PeriodType.YEAR, PeriodType.REPORTING_YEAR}


def _cheapest(ways: Sequence[_Ways], segments: Sequence[Segment], after: date) -> Chain:
    best = min((best for best in ways if after in best), key=lambda best: best[after].cost)
    return _trace_back(best, segments, after)


class _Reached(NamedTuple):
    """How a day is reached: at what cost, and by which segment last."""

    cost: tuple[int, int]
    segment: int | None


def _best(segments: Sequence[Segment], start: date, end: date, without: PeriodType | None) -> _Ways:
    """For each day at which a chain may go on, the cheapest way there: settled in one pass by start."""
    best = {start: _Reached((0, 0), None)}
    for position in sorted(range(len(segments)), key=lambda position: (segments[position].period, position)):
        period, computed = segments[position]
        if period.start not in best or period.end > end or period.is_instant or period.type is without:
            continue
        length, of_them_computed = best[period.start].cost
        cost = (length + 1, of_them_computed + computed)
        after = period.end + _DAY
        if after not in best or cost < best[after].cost:
            best[after] = _Reached(cost, position)
    return best


def _trace_back(best: _Ways, segments: Sequence[Segment], after: date) -> Chain:
    chain: list[int] = []
    while (position := best[after].segment) is not None:
        chain.append(position)
        after = segments[position].period.start
    return tuple(reversed(chain))


# --- the longer periods that shorter ones cover -----------------------------------------------------------------------


@dataclass(frozen=True)
class Filling:
    """A period and the consecutive shorter ones that it is made of."""

    period: Period
    parts: Chain
    """Their positions among the segments; two or more, earliest first."""


@dataclass(frozen=True)
class Calendar:
    """The periods that matter for one organization's measure, besides calendar years and halves."""

    terms: tuple[Period, ...]
    """The terms of office, whole."""
    targets: tuple[Period, ...] = ()
    """Periods that targets were set for."""
    _found: dict[tuple[object, ...], tuple[Filling, ...]] = field(default_factory=dict, repr=False, compare=False)

    def fillings(self, segments: Sequence[Segment], known: frozenset[str]) -> tuple[Filling, ...]:
        """The longer periods that two or more segments fill, in order of time.

        A year, a term or a target's period that is not filled to its end is cut where the segments end.

        :param segments: the periods that there are figures for.
        :param known: notations of the periods that need no filling.
        """
        # Most series of a bulletin are reported for the same periods: what was found for one holds for all of them.
        asked = (*((segment.period.text, segment.computed) for segment in segments), known)
        if asked not in self._found:
            self._found[asked] = tuple(self._fill(segments, known))
        return self._found[asked]

    def _fill(self, segments: Sequence[Segment], known: frozenset[str]) -> Iterable[Filling]:
        filled: dict[str, Filling] = {}
        for longer in self._around(segment.period for segment in segments):
            chain = longest_chain(segments, longer.start, longer.end)
            if len(chain) < 2:
                continue
            period = self._until(longer, segments[chain[-1]].period.end)
            if period is not None and period.text not in known:
                filled.setdefault(period.text, Filling(period, chain))
        return filled.values()

    def _around(self, periods: Iterable[Period]) -> list[Period]:
        """The halves, years, terms and targets' periods that hold one of ``periods``, each once, in order of time."""
        longer_periods: dict[str, Period] = {}
        for period in periods:
            for longer in (*_calendar_periods(period.start, period.end), *self.terms, *self.targets):
                if longer.text not in longer_periods and longer.contains(period):
                    longer_periods[longer.text] = longer
        return sorted(longer_periods.values())

    def _until(self, longer: Period, end: date) -> Period | None:
        """The part of a longer period up to ``end``, in the canonical notation; of a half, of a target's only."""
        if end == longer.end:
            return longer
        if longer.type is PeriodType.HALF and longer not in self.targets:
            return None
        if longer.term is None:
            return between(longer.start, end)
        return parse_period(f"{longer.term}/{end}", {term.text: term for term in self.terms})


@lru_cache(maxsize=4096)
def _calendar_periods(start: date, end: date) -> tuple[Period, ...]:
    """The half and the year that hold the days from ``start`` to ``end``."""
    if start.year != end.year:
        return ()
    first, second = between_months(start.year, 1, 6), between_months(start.year, 7, 12)
    half = first if start <= first.end else second
    return (half, between(first.start, second.end))


def between_months(year: int, first: int, last: int) -> Period:
    """The period of whole months of one year, ``last`` being a month of 30 or 31 days."""
    return between(date(year, first, 1), date(year, last, 30 if last in (4, 6, 9, 11) else 31))


# --- figures within a period ------------------------------------------------------------------------------------------


def figures_within(figures: Sequence[Figure], period: Period) -> list[Figure]:
    """The figures whose periods lie within ``period``, which may be their own; without values of each of several years.

    :param figures: in order of time, as the tables hold them.
    """
    first = bisect_left(figures, period.start, key=lambda figure: figure.key.period.start)
    last = bisect_right(figures, period.end, key=lambda figure: figure.key.period.start)
    return [figure for figure in figures[first:last] if figure.key.period.end <= period.end and not figure.key.annual]


# --- figures as parts of others ---------------------------------------------------------------------------------------


def may_be_part(figure: Figure) -> bool:
    """Whether the figure may be a part of a computed one.

    It must be an exact quantity. A partial total is not added over time: what is missing in it would be missing in the
    larger total too, whose coverage counts periods; over the tree it is, see
    :func:`~bulletin.analysis.combination.hierarchical_total`. Nor is a value added that stands for each of several
    years.
    """
    value, coverage = figure.value, figure.coverage
    is_exact = isinstance(value, Quantity) and value.qualifier is Qualifier.EXACT
    return is_exact and not figure.key.annual and (coverage is None or coverage.is_complete)


def may_be_part_or_is_suppressed(figure: Figure) -> bool:
    """Whether the figure may be a part of a computed one; or would be if it were shown, and suppresses that one."""
    return may_be_part(figure) or (is_suppressed(figure) and figure.is_complete and not figure.key.annual)


def covering_figures(catalogue: Catalogue, unit: str, figures: Iterable[Figure], period: Period) -> list[Figure]:
    """The figures of a unit that follow each other through all of a period that it was there of.

    So a ward of which the first half of a year is the end, or that reported by the quarter for longer, has its part in
    the total of the year. For measures that add over time only.

    :param figures: of one series of the unit.
    :return: empty where a figure is missing in between, or may not be a part of a total.
    """
    parts = [figure for figure in figures if may_be_part(figure)]
    segments = [Segment(part.key.period, part.origin is not FigureOrigin.REPORTED) for part in parts]
    spans = catalogue.organizations[unit].days_in(period)
    filling = [chains(segments, start, end).get(end, ()) for start, end in spans]
    return [parts[position] for positions in filling for position in positions] if all(filling) else []


def most_within(figures: Iterable[Figure], period: Period) -> list[Figure]:
    """The figures of parts of a period that make the most together, none of them of the same day as another.

    So much there was in the period at least, where no figure can be negative. Partial totals count with what they have.
    Of several ways to as much, that of the fewest figures is taken; of the figures to an end, the one that begins last.

    :param figures: of one series of a measure that adds over time.
    :return: in order of time.
    """
    usable = [f for f in figures if exact_number(f.value) is not None and not (f.key.annual or f.key.period.is_instant)]
    inside = [figure for figure in usable if period.contains(figure.key.period) and figure.key.period != period]
    best: list[_Most] = [_Most(Fraction(0), ())]
    ends: list[date] = [date.min]
    for figure in sorted(inside, key=lambda figure: (figure.key.period.end, figure.key.period.start)):
        before = best[bisect_left(ends, figure.key.period.start) - 1]
        added = _Most(before.number + (exact_number(figure.value) or 0), (*before.figures, figure))
        best.append(max(best[-1], added, key=lambda most: (most.number, -len(most.figures))))
        ends.append(figure.key.period.end)
    return list(best[-1].figures)


class _Most(NamedTuple):
    """What figures make together, in the measure's unit."""

    number: Fraction
    figures: tuple[Figure, ...]
