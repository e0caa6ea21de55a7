"""Small counts as if they were all the same, so that what is hidden beside them says nothing of their values.

Whoever knows how cells are chosen can simulate the choice: a third cell is hidden beside two where these are as small
as they can be, so that they are known to be (the minimality attack of Wong, Fu, Wang and Pei, "Minimality attack in
privacy preserving data publishing", *VLDB* 2007). A choice that looks at nothing but what readers may know is
simulatable (Kenthapadi, Mishra and Nissim, "Simulatable auditing", *PODS* 2005).

Which counts are sensitive is what they may know, at the worst: of two hidden counts that add up to 4 and of which one
is sensitive, because it is below 3, this is 1. So further cells are hidden where that leaves too few possibilities,
again without looking at what is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bulletin.disclosure.components import plain
from bulletin.disclosure.imputation import fitted
from bulletin.disclosure.linked_tables import LinkedTables, Protection, Rational

_LARGE = 2
"""How many times what protects a count another has to be more than sensitive ones to be taken for large: a number that
readers find is not the only one that fits, and what is chosen should not depend on it."""


def sensitive_counts(tables: LinkedTables) -> frozenset[int]:
    """The counts that are sensitive by a threshold."""
    return frozenset(cell for cell in tables.protected if cell in tables.counts)


def with_alike_counts(tables: LinkedTables, inferred: Collection[int], tight: Collection[int]) -> LinkedTables:
    """The tables in which all sensitive counts are as small as they can be, and others as small as ones that are not.

    So none can be less than it is, or not by more than it takes to protect another.

    :param inferred: the sensitive counts that have to be protected.
    :param tight: the counts that can be no less.
    """
    bounds = list(tables.bounds)
    for cell, sensitive in tables.counts.items():
        value, (lower, upper) = tables.values[cell], tables.bounds[cell]
        if value is not None and lower is not None and value >= lower:
            bounds[cell] = (value if cell in tight else max(lower, plain(value - _range(sensitive)))), upper
    protected = {cell: each for cell, each in tables.protected.items() if cell not in tables.counts}
    for cell in inferred:
        value = tables.values[cell]
        if value is not None:
            protected[cell] = Protection(value, value + _range(tables.counts[cell]))
    return replace(tables, bounds=tuple(bounds), protected=protected)


def with_known_sizes(tables: LinkedTables, protected: Mapping[int, Protection]) -> LinkedTables:
    """The tables as readers see them who know which counts are sensitive, and which are not.

    Of a sensitive one they hold one number more possible. Else further cells would be hidden just where only one number
    is possible, which would give it away again.

    :param protected: what they must hold possible of counts.
    """
    bounds = list(tables.bounds)
    for cell, (least, greatest) in tables.counts.items():
        if cell in tables.protected:
            bounds[cell] = least, greatest + 1
        elif (tables.values[cell] or 0) > greatest:
            bounds[cell] = greatest + 1, tables.bounds[cell][1]
    return replace(tables, bounds=tuple(bounds), protected=protected, undisclosed=frozenset())


def with_fitted_counts(tables: LinkedTables, inferred: Collection[int]) -> LinkedTables:
    """Such tables to hide further cells in, with numbers that readers could find themselves for what is hidden already.

    Of these any that fit all that is published will do; those that are not large protect no other.

    :param inferred: the sensitive counts that have to be protected.
    :raises SolverError: when finding these numbers takes too long.
    """
    seen = with_known_sizes(tables, {})
    found = fitted(replace(seen, values=tuple(None if c in seen.hidden else v for c, v in enumerate(seen.values))))
    tight = {cell for cell in tables.hidden.intersection(tables.counts) if not _is_large(found, cell)}
    return with_alike_counts(replace(tables, values=found.values), inferred, tight)


def _is_large(tables: LinkedTables, cell: int) -> bool:
    sensitive, value = tables.counts[cell], tables.values[cell]
    return value is not None and value > sensitive.upper + _LARGE * _range(sensitive)


def _range(sensitive: Protection) -> Rational:
    """How many numbers are sensitive, by which a count has to be able to be less to protect one of them."""
    return sensitive.upper + 1 - sensitive.lower
