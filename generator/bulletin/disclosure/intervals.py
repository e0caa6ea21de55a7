"""What readers can know of hidden cells: the least and the greatest value of each, given all that is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from bulletin.disclosure.components import Component, components, plain
from bulletin.disclosure.integer_program import Program, Solution
from bulletin.disclosure.linked_tables import Interval, LinkedTables, Rational

_LARGEST_DENOMINATOR = 10**6
"""Of what is reported of cells that are no whole numbers, since the solver computes with floating-point numbers."""

_NOTHING = 1e-9
"""Below which a dual value is taken to be zero."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What readers can know of a cell."""

    interval: Interval
    equations: tuple[int, ...]
    """The equations that lead to it."""


class ContradictionError(ValueError):
    """Nothing fits all that is published."""


def intervals(
    tables: LinkedTables, hidden: Collection[int], cells: Iterable[int], *, time_limit: float
) -> dict[int, Knowledge]:
    """What readers can know of hidden cells, when all cells but those of ``hidden`` are published.

    :param time_limit: seconds that a single program may take.
    :raises SolverError: when one takes longer.
    :raises ContradictionError: when nothing fits what is published.
    """
    wanted = set(cells)
    known: dict[int, Knowledge] = {}
    for component in components(tables, hidden):
        for place, cell in enumerate(component.cells):
            if cell in wanted:
                known[cell] = _knowledge(component, place, tables.values[cell] or 0, time_limit)
    return {cell: known[cell] for cell in sorted(wanted)}


def _knowledge(component: Component, cell: int, value: Rational, time_limit: float) -> Knowledge:
    limits = [_limit(component, cell, sign, time_limit) for sign in (1, -1)]
    lower, upper = (None if limit is None else plain(value + limit) for limit in limits)
    rows = {row for sign in (1, -1) for row in _binding(component, cell, sign, time_limit)}
    return Knowledge(Interval(lower, upper), tuple(component.equations[row] for row in sorted(rows)))


def _limit(component: Component, cell: int, sign: int, time_limit: float) -> Rational | None:
    """The least deviation of a cell, or the greatest one where the sign is negative."""
    solution = _program(component, cell, sign, whole=True).solve(time_limit)
    if solution is None:
        raise ContradictionError("nothing fits all that is published")
    return _exact(component, cell, solution) if solution.is_bounded else None


def _exact(component: Component, cell: int, solution: Solution) -> Rational:
    number = solution.values[cell]
    return (
        round(number) if component.integral[cell] else plain(Fraction(number).limit_denominator(_LARGEST_DENOMINATOR))
    )


def _binding(component: Component, cell: int, sign: int, time_limit: float) -> list[int]:
    """The rows that limit the deviation; where only whole numbers do, those that the cell is in."""
    solution = _program(component, cell, sign, whole=False).solve(time_limit)
    binding = [row for row, dual in enumerate(solution.duals if solution else ()) if abs(dual) > _NOTHING]
    return binding or [row for row, (terms, *_) in enumerate(component.rows) if cell in dict(terms)]


def _program(component: Component, cell: int, sign: int, *, whole: bool) -> Program:
    program = Program()
    for place, (lower, upper) in enumerate(component.bounds):
        cost = sign if place == cell else 0
        program.add_column(lower, upper, cost=cost, whole=whole and component.integral[place])
    for row in component.rows:
        program.add_row(row.terms, row.lower, row.upper)
    return program
