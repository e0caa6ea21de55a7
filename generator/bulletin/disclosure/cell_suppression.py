"""Cell suppression: which cells have to be hidden besides, lest sensitive ones be known too closely.

For every sensitive cell there have to be deviations, downwards and upwards, that fit all that is published. They are
sought one after another, each with the least information lost beyond what is hidden already; then everything that no
deviation needs is published again. See Fischetti and Salazar, "Solving the cell suppression problem on tabular
data with linear constraints", *Management Science* 47 (2001), 1008–1027.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from bulletin.disclosure.alike_counts import (
    sensitive_counts,
    with_alike_counts,
    with_fitted_alike_counts,
    with_fitted_counts,
    with_known_sizes,
)
from bulletin.disclosure.components import Component, Goal, components
from bulletin.disclosure.imputation import balanced, fitted
from bulletin.disclosure.integer_program import SolverError
from bulletin.disclosure.intervals import Knowledge, intervals
from bulletin.disclosure.linked_tables import LinkedTables, Protection
from bulletin.disclosure.optimal_suppression import optimize
from bulletin.disclosure.plan import Plan, improve

SOME_GOALS = 60
"""Up to how many goals a component has to have for other cells to be tried, which takes about a second."""
FEW_GOALS = 20
"""Up to how many goals a component has to have for the optimum to be sought, which may take several."""
REMEMBERED = 1_000
"""Of how many components it is remembered how they are protected."""
FEW_CELLS = 150
"""Up to how many cells a component has to have for the optimum to be sought."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """What has to be hidden."""

    hidden: frozenset[int]
    """All cells that are not published."""
    unprotected: Mapping[int, Knowledge] = field(default_factory=dict)
    """The sensitive cells that cannot be protected, with what readers know of them even where all that may be hidden
    is. Where there are any, nothing may be published."""


class Protected(NamedTuple):
    """How a component is protected, by the positions of its cells in it."""

    added: frozenset[int]
    """The cells that have to be hidden besides."""
    failed: frozenset[int]
    """The sensitive cells that cannot be protected."""


_remembered: dict[bytes, Protected] = {}
"""How components have been protected, by their digests."""


def suppress_cells(tables: LinkedTables) -> Suppression:
    """What has to be hidden, so that every sensitive cell has its protection.

    No cell that is not to be disclosed, and none that is hidden besides, is known exactly.

    :raises SolverError: with the linked cells, when a program takes more steps than it may.
    """
    if not (tables.protected or tables.undisclosed):
        return Suppression(tables.hidden)
    tables = fitted(tables)
    hidden, failed = _protected(replace(tables, hidden=_beside_counts(tables)))
    known = intervals(tables, frozenset(_changeable(tables)), failed) if failed else {}
    return Suppression(hidden, known)


def _beside_counts(tables: LinkedTables) -> frozenset[int]:
    """What is hidden lest anybody infer how small a sensitive count is, which depends on no more than which these are.

    Further cells are hidden where the numbers that fit all that is published leave too few possibilities.
    """
    small = sensitive_counts(tables)
    if not small:
        return tables.hidden
    hidden = _protected(with_alike_counts(tables, small, small)).added
    tables = balanced(tables)
    every = {cell: Protection(tables.counts[cell].lower, tables.counts[cell].upper + 1) for cell in sorted(small)}
    inferred = _inferred(tables, hidden, every)
    possible = dict(_possible(tables, inferred)) if inferred else {}
    while inferred := _inferred(tables, hidden, possible):
        further = _further(replace(tables, hidden=hidden), {cell: possible[cell] for cell in sorted(inferred)})
        if further == hidden:
            break
        hidden = further
    return hidden


def _further(tables: LinkedTables, protected: Mapping[int, Protection]) -> frozenset[int]:
    """What is hidden when further cells are, by what readers could find out themselves."""
    found = with_fitted_counts(tables, protected)
    further = _protected(with_fitted_alike_counts(tables, found)).added
    return _protected(found).added if further == tables.hidden else further


def _inferred(tables: LinkedTables, hidden: frozenset[int], possible: Mapping[int, Protection]) -> frozenset[int]:
    """The counts of which readers who know which ones are sensitive do not hold so much possible."""
    if not possible:
        return frozenset()
    seen = replace(tables, hidden=hidden, weights=(None,) * len(tables.weights))
    return _protected(with_known_sizes(seen, possible)).failed


def _possible(tables: LinkedTables, cells: Iterable[int]) -> Iterator[tuple[int, Protection]]:
    """What they hold possible of some sensitive counts even if nothing is published that may be hidden."""
    known = intervals(with_known_sizes(tables, {}), frozenset(_changeable(tables)), cells)
    for cell, (lower, upper) in ((cell, each.interval) for cell, each in known.items()):
        if lower is not None and upper is not None:
            yield cell, Protection(lower, upper)


def _protected(tables: LinkedTables) -> Protected:
    """All cells that are hidden in the end, and those that cannot be protected, component by component."""
    hidden = set(tables.hidden)
    failed: set[int] = set()
    for component in components(tables, _changeable(tables)):
        if component.goals or component.alternatives:
            try:
                protected = _protect_once(component)
            except SolverError as error:
                error.cells = component.cells
                raise
            hidden.update(component.cells[cell] for cell in protected.added)
            failed.update(component.cells[cell] for cell in protected.failed)
    return Protected(frozenset(hidden), frozenset(failed))


def _changeable(tables: LinkedTables) -> Iterator[int]:
    return (cell for cell, weight in enumerate(tables.weights) if weight is not None or cell in tables.hidden)


def _protect_once(component: Component) -> Protected:
    """How a component is protected, computed where it has changed only."""
    digest = component.digest()
    if digest not in _remembered:
        if len(_remembered) == REMEMBERED:
            del _remembered[next(iter(_remembered))]
        _remembered[digest] = protect(component)
    return _remembered[digest]


def protect(component: Component) -> Protected:
    """What has to be hidden to protect a component, which depends on nothing else."""
    plan = Plan(component)
    goals = sorted(component.goals, key=lambda goal: (-goal.size, goal))
    failed = {goal.cell for goal in goals if not plan.reach(goal)}
    failed.update(each[0].cell for each in component.alternatives if not _reach_any(plan, each))
    improve(plan, by_others=len(plan.deviations) <= SOME_GOALS)
    if len(plan.deviations) <= FEW_GOALS and len(component.cells) <= FEW_CELLS:
        optimize(plan)
    return Protected(plan.added, frozenset(failed))


def _reach_any(plan: Plan, goals: Iterable[Goal]) -> bool:
    """Have one of some goals reached: of the first size of which any can be, that which loses the least information."""
    return any(plan.reach_lightest(alike) for _size, alike in groupby(goals, key=lambda goal: goal.size))
