"""Small counts as if they were all the same, so that what is hidden beside them says nothing of their values.

Whoever knows how cells are chosen can simulate the choice: a third cell is hidden beside two where these are as small
as they can be, so that they are known to be (the minimality attack of Wong, Fu, Wang and Pei, "Minimality attack in
privacy preserving data publishing", *VLDB* 2007). A choice that looks at nothing but what readers may know is
simulatable (Kenthapadi, Mishra and Nissim, "Simulatable auditing", *PODS* 2005): at which counts are sensitive, not at
how large they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bulletin.disclosure.components import plain
from bulletin.disclosure.linked_tables import LinkedTables, Protection, Rational


def with_alike_counts(tables: LinkedTables) -> LinkedTables:
    """The tables in which every sensitive count is as small as it can be, and every other as small as one that is not.

    So none can be less than it is, or not by more than it takes to protect another; who is protected then is protected
    whatever the counts are. They are the same tables where no count is sensitive.
    """
    small = {cell for cell in tables.protected if cell in tables.counts}
    if not small:
        return tables
    bounds = list(tables.bounds)
    for cell, (least, greatest) in tables.counts.items():
        value, (lower, upper) = tables.values[cell], tables.bounds[cell]
        if value is not None and lower is not None and value >= lower:
            space = 0 if cell in small else greatest + 1 - least
            bounds[cell] = max(lower, plain(value - space)), upper
    return replace(tables, bounds=tuple(bounds), protected={**tables.protected, **dict(_enlarged(tables, small))})


def _enlarged(tables: LinkedTables, small: set[int]) -> Iterator[tuple[int, Protection]]:
    """What has to be possible of each sensitive count: as much more as the largest has on the smallest."""
    for cell in small:
        least, greatest = tables.counts[cell]
        value: Rational | None = tables.values[cell]
        if value is not None:
            yield cell, Protection(value, value + max(greatest - least, 1))
