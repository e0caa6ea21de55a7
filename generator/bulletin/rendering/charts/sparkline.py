"""Sparklines: how a value came about, in cells of tables, as small as a word (Tufte, 2006)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

WIDTH, HEIGHT = 60, 16
"""Of the picture."""
FEWEST = 5
"""Values that make a line."""
_EDGE = 2


def sparkline(values: Sequence[float | None]) -> str:
    """The path of a line through values in equal steps of time, on a scale of their own; the last one ends in a point.

    :param values: None where one is missing, which the line does not bridge.
    :return: what ``d`` of a path says; empty where there are too few values.
    """
    known = [value for value in values if value is not None]
    if len(known) < FEWEST:
        return ""
    low, span = min(known), max(known) - min(known) or 1.0
    step = (WIDTH - 2 * _EDGE) / (len(values) - 1)
    places = [
        None if value is None else (_EDGE + step * number, HEIGHT - _EDGE - (value - low) / span * (HEIGHT - 2 * _EDGE))
        for number, value in enumerate(values)
    ]
    return "".join(_pieces(places))


def _pieces(places: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    """Each line between gaps, and the last value as a line without a length, whose ends are round."""
    for is_known, run in groupby(places, key=lambda place: place is not None):
        if is_known:
            yield "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in filter(None, run))
    last = next(place for place in reversed(places) if place is not None)
    yield f"M{last[0]:.1f} {last[1]:.1f}h0"
