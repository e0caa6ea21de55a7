"""Which periods follow each other without a gap and without an overlap, so that time may be added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bulletin.model.periods import Period


class Tile(NamedTuple):
    """A period that a figure is known for."""

    period: Period
    computed: bool = False
    """Whether the figure was computed, so that a stated one is taken rather."""


Chain = tuple[int, ...]
"""Positions of tiles, each of which begins on the day after the one before it ends."""

_DAY = timedelta(days=1)


def chains(tiles: Sequence[Tile], start: date, end: date) -> dict[date, Chain]:
    """For each day that consecutive tiles reach from ``start``: their positions, by their last day, earliest first.

    Of several ways to reach a day, the one with the fewest tiles counts, then the one with the fewest computed ones:
    what is known for a longer period goes before what its pieces add to. Instants reach nowhere. The tiles may come in
    any order; those that do not lie between ``start`` and ``end`` are left out.
    """
    best = _best(tiles, start, end)
    return {after - _DAY: _walk_back(best, tiles, after) for after in sorted(best) if after != start}


def longest_chain(tiles: Sequence[Tile], start: date, end: date) -> Chain:
    """The one of :func:`chains` that reaches furthest; empty where no tile begins at ``start``."""
    best = _best(tiles, start, end)
    return _walk_back(best, tiles, max(best))


class _Reached(NamedTuple):
    """How a day is reached: at what cost, and by which tile last."""

    cost: tuple[int, int]
    tile: int | None


def _best(tiles: Sequence[Tile], start: date, end: date) -> dict[date, _Reached]:
    """For each day at which a chain may go on, the cheapest way there: settled in one pass over the tiles by start."""
    best = {start: _Reached((0, 0), None)}
    for position in sorted(range(len(tiles)), key=lambda position: (tiles[position].period, position)):
        period, computed = tiles[position]
        if period.start not in best or period.end > end or period.is_instant:
            continue
        length, of_them_computed = best[period.start].cost
        cost = (length + 1, of_them_computed + computed)
        after = period.end + _DAY
        if after not in best or cost < best[after].cost:
            best[after] = _Reached(cost, position)
    return best


def _walk_back(best: dict[date, _Reached], tiles: Sequence[Tile], after: date) -> Chain:
    chain: list[int] = []
    while (position := best[after].tile) is not None:
        chain.append(position)
        after = tiles[position].period.start
    return tuple(reversed(chain))
