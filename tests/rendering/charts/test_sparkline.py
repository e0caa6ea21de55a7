"""Sparklines are lines of values in their order, within their picture, and are silent about what is missing."""

from __future__ import annotations

import re
from itertools import pairwise

from bulletin.rendering.charts.sparkline import FEWEST, HEIGHT, WIDTH, sparkline
from hypothesis import given
from hypothesis import strategies as st

values = st.lists(st.none() | st.floats(-1e9, 1e9), max_size=60)


def pieces(path: str) -> list[list[tuple[float, float]]]:
    """Give the places of each line."""
    found = [re.findall(r"([-\d.]+) ([-\d.]+)", piece) for piece in path.split("M")[1:]]
    return [[(float(x), float(y)) for x, y in piece] for piece in found]


@given(values)
def test_each_value_is_a_place_and_each_gap_ends_a_line(series: list[float | None]) -> None:
    """As high as it is large, from left to right, inside of the picture; the point of the last value is on its line."""
    known = [value for value in series if value is not None]
    path = sparkline(series)
    if len(known) < FEWEST:
        assert path == ""
        return
    *lines, (point,) = pieces(path)
    places = [place for line in lines for place in line]
    assert len(places) == len(known)
    assert point == places[-1]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert all(x < following for (x, _), (following, _) in pairwise(places))
    for (low, (_, lower)), (high, (_, upper)) in pairwise(sorted(zip(known, places, strict=True))):
        assert lower >= upper or low == high
    gaps = sum(value is None and before is not None for before, value in pairwise(series))
    assert len(lines) == gaps + (series[-1] is not None)
