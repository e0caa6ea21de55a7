"""Which figures of a series are about a part of a period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bulletin.analysis.tables import Figure
from bulletin.model.periods import Period


def inside(figures: Sequence[Figure], period: Period) -> list[Figure]:
    """The figures whose periods lie within ``period``, which may be their own; without values of each of several years.

    :param figures: in order of time, as the tables hold them.
    """
    first = bisect_left(figures, period.start, key=lambda figure: figure.key.period.start)
    last = bisect_right(figures, period.end, key=lambda figure: figure.key.period.start)
    return [figure for figure in figures[first:last] if figure.key.period.end <= period.end and not figure.key.annual]
