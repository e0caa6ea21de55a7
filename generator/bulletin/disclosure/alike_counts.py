"""Small counts as if they were all the same, so that what is hidden beside them says nothing of their values.

Whoever knows how cells are chosen can simulate the choice: a third cell is hidden beside two where these are as small
as they can be, so that they are known to be (the minimality attack of Wong, Fu, Wang and Pei, "Minimality attack in
privacy preserving data publishing", *VLDB* 2007). A choice that looks at nothing but what readers may know is
simulatable (Kenthapadi, Mishra and Nissim, "Simulatable auditing", *PODS* 2005).

Which counts are sensitive is what they may know, at the worst: of two hidden counts that add up to 4 and of which one
is sensitive, because it is below 3, this is 1. So further cells are hidden where that leaves too few possibilities,
with no more than readers know of what is hidden already.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bulletin.disclosure.components import plain
from bulletin.disclosure.imputation import fitted
from bulletin.disclosure.linked_tables import LinkedTables, Protection, Rational

_LARGE = 2
"""How many times as much as it takes to protect one a hidden count has to be above sensitive ones to protect others.

Readers can find several numbers that fit; what is chosen should not depend on which of them is found.
"""


def sensitive_counts(tables: LinkedTables) -> frozenset[int]:
    """The counts that are sensitive by a threshold."""
    return frozenset(
        cell
        for cell, (least, greatest) in tables.counts.items()
        if cell in tables.protected and least <= (tables.values[cell] or 0) <= greatest
    )


def with_alike_counts(tables: LinkedTables, cells: Collection[int], tight: Collection[int]) -> LinkedTables:
    """The tables in which all sensitive counts are as small as they can be, and others as small as ones that are not.

    So none can be less than it is, or not by more than it takes to protect another.

    :param cells: the sensitive counts that have to be protected.
    :param tight: the counts that can be no less.
    """
    small = sensitive_counts(tables)
    bounds = list(tables.bounds)
    protected = {cell: each for cell, each in tables.protected.items() if cell not in small}
    for cell, sensitive in tables.counts.items():
        value, (lower, upper) = tables.values[cell], tables.bounds[cell]
        if value is None or cell in protected:
            continue
        if lower is not None and value >= lower:
            bounds[cell] = (value if cell in tight else max(lower, plain(value - _range(sensitive)))), upper
        if cell in cells:
            protected[cell] = Protection(value, value + _range(sensitive))
    return replace(tables, bounds=tuple(bounds), protected=protected)


def with_known_sizes(tables: LinkedTables, protected: Mapping[int, Protection]) -> LinkedTables:
    """The tables as readers see them who know which counts are sensitive, and which are not.

    Sensitive ones may be one more than they know. Else further cells would be hidden just where only one number
    is possible, which would give it away again.

    :param protected: what they must hold possible of counts.
    """
    small = sensitive_counts(tables)
    bounds = list(tables.bounds)
    for cell, (least, greatest) in tables.counts.items():
        lower, upper = bounds[cell]
        if cell in small:
            bounds[cell] = _most(least, lower), greatest + 1 if upper is None else min(greatest + 1, upper)
        elif cell not in tables.protected and (tables.values[cell] or 0) > greatest:
            bounds[cell] = _most(greatest + 1, lower), upper
    return replace(tables, bounds=tuple(bounds), protected=protected, undisclosed=frozenset())


def with_fitted_counts(tables: LinkedTables, protected: Mapping[int, Protection]) -> LinkedTables:
    """Those tables with numbers that readers could find themselves for what is hidden: any that fit what is published.

    :param protected: what they must hold possible of counts.
    :raises SolverError: when finding these numbers takes too long.
    """
    seen = with_known_sizes(tables, protected)
    values = (None if cell in seen.hidden else value for cell, value in enumerate(seen.values))
    return fitted(replace(seen, values=tuple(values)))


def with_fitted_alike_counts(tables: LinkedTables, found: LinkedTables) -> LinkedTables:
    """Tables to hide further cells in: of what is hidden already, large counts alone protect others.

    :param found: the tables :func:`with_fitted_counts`.
    """
    tight = {cell for cell in tables.hidden.intersection(tables.counts) if not _is_large(found, cell)}
    seen = replace(tables, values=found.values, protected={}, undisclosed=frozenset())
    return with_alike_counts(seen, found.protected, tight)


def _is_large(tables: LinkedTables, cell: int) -> bool:
    sensitive, value = tables.counts[cell], tables.values[cell]
    return value is not None and value > sensitive.upper + _LARGE * _range(sensitive)


def _range(sensitive: Protection) -> Rational:
    """How many numbers are sensitive, by which a count has to be able to be less to protect one of them."""
    return sensitive.upper + 1 - sensitive.lower


def _most(number: Rational, other: Rational | None) -> Rational:
    return number if other is None else max(number, other)
