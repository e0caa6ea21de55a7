"""Scales: the numbers at which an axis is labelled."""

from __future__ import annotations

import math
from collections.abc import Iterable

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST = 5
"""Steps of a scale, at the most."""
_FLAT = 0.25
"""A line whose values differ by less than this share of the largest would look level on a scale that begins at 0."""


def ticks(values: Iterable[float]) -> tuple[float, ...]:
    """Round numbers in equal steps, three to six or so, between whose ends all of the values lie.

    They begin or end at 0 where that is on one side of all values and not far from them in comparison with how much
    these differ; bars need 0, lines do not.
    """
    found = tuple(values)
    low, high = min(found, default=0.0), max(found, default=0.0)
    if high - low >= _FLAT * max(abs(low), abs(high)) or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = 0.0, 1.0
    step = _step((high - low) / _MOST)
    first, last = math.floor(low / step + _ROUNDING), math.ceil(high / step - _ROUNDING)
    return tuple(round(number * step, 12) for number in range(first, last + 1))


_ROUNDING = 1e-9


def _step(least: float) -> float:
    """The smallest round number that is not less."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * (1 - _ROUNDING))
