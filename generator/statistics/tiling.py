"""Which figures follow each other without a gap and without an overlap, so that time may be added up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from generator.statistics.tables import Figure, Origin

State = TypeVar("State")
Chain = tuple[Figure[State], ...]
"""Figures of consecutive periods: each begins on the day after the one before it ends."""

_DAY = timedelta(days=1)
_in_time = attrgetter("key.period.start", "key.period.end", "key.period.text")


def chains(figures: Iterable[Figure[State]], start: date, end: date) -> dict[date, Chain[State]]:
    """For each day that consecutive figures reach from ``start``: those figures, by their last day, earliest first.

    Of several ways to reach a day, the one with the fewest figures counts, then the one with the fewest computed ones:
    what was stated for a longer period goes before what its pieces add to. Instants reach nowhere. The figures may
    come in any order; those that do not lie between ``start`` and ``end`` are left out.
    """
    best = _best(figures, start, end)
    return {after - _DAY: _walk_back(best, after) for after in sorted(best) if after != start}


def longest_chain(figures: Iterable[Figure[State]], start: date, end: date) -> Chain[State]:
    """The one of :func:`chains` that reaches furthest; empty where nothing begins at ``start``."""
    best = _best(figures, start, end)
    return _walk_back(best, max(best))


_Best = dict[date, tuple[tuple[int, int], Figure[State] | None]]
"""The day after the last → the cost of reaching it, and the figure that reaches it."""


def _best(figures: Iterable[Figure[State]], start: date, end: date) -> _Best[State]:
    best: _Best[State] = {start: ((0, 0), None)}
    for figure in sorted(figures, key=_in_time):
        period = figure.key.period
        if period.start not in best or period.end > end or period.is_instant:
            continue
        (count, computed), _ = best[period.start]
        cost = (count + 1, computed + (figure.origin is not Origin.REPORTED))
        after = period.end + _DAY
        if after not in best or cost < best[after][0]:
            best[after] = (cost, figure)
    return best


def _walk_back(best: _Best[State], after: date) -> Chain[State]:
    chain: list[Figure[State]] = []
    while (figure := best[after][1]) is not None:
        chain.append(figure)
        after = figure.key.period.start
    return tuple(reversed(chain))
