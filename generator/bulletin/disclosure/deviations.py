"""Deviations that fit all that is published, by integer programming.

A deviation of a sensitive cell by as much as its protection asks for proves that readers cannot exclude that value. The
solver works with floating-point numbers; each deviation is rounded and then verified exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil, floor

from bulletin.disclosure.components import Component, Goal
from bulletin.disclosure.integer_program import Program
from bulletin.disclosure.linked_tables import Rational

STEPS = 1_000
"""In how many steps a deviation as large as its goal's is sought."""
REACH = 4
"""How many times the goal's deviation other cells deviate at the most."""

Deviation = Mapping[int, Rational]
"""How far cells of a component deviate; those that are left out do not."""


def find_deviation(
    component: Component, goal: Goal, candidates: Collection[int], hidden: Collection[int], *, time_limit: float
) -> Deviation | None:
    """A deviation that reaches the goal and loses the least information; None: there is none.

    :param candidates: the cells that may deviate.
    :param hidden: those of them that are hidden already, and cost nothing.
    """
    steps = {cell: _step(component, cell, goal) for cell in candidates}
    program = Program()
    columns = {}
    for cell in candidates:
        lower, upper = _limits(component, cell, goal, steps[cell])
        columns[cell] = program.add_column(lower, upper)
        if cell not in hidden:
            _add_decision(program, columns[cell], (lower, upper), component.weights[cell])
    for row in component.rows:
        terms = [(columns[cell], number * steps[cell]) for cell, number in row.terms if cell in columns]
        if terms:
            program.add_row(terms, row.lower, row.upper)
    solution = program.solve(time_limit)
    if solution is None:
        return None
    rounded = {cell: round(solution.values[column]) * steps[cell] for cell, column in columns.items()}
    deviation = {cell: by for cell, by in rounded.items() if by}
    return deviation if reaches(deviation, goal) and is_possible(component, deviation) else None


def reaches(deviation: Deviation, goal: Goal) -> bool:
    """Whether the cell of the goal deviates as far as it must, in that direction."""
    by = deviation.get(goal.cell, 0)
    return by <= goal.deviation if goal.deviation < 0 else by >= goal.deviation


def is_possible(component: Component, deviation: Deviation) -> bool:
    """Whether readers who know all equations and bounds must hold the deviation possible, computed exactly."""
    return all(_is_within(component, cell, by) for cell, by in deviation.items()) and all(
        row.lower <= sum(number * deviation[cell] for cell, number in row.terms if cell in deviation) <= row.upper
        for row in component.rows
    )


def _is_within(component: Component, cell: int, by: Rational) -> bool:
    lower, upper = component.bounds[cell]
    is_whole = not component.integral[cell] or by == floor(by)
    return is_whole and (lower is None or by >= lower) and (upper is None or by <= upper)


def _step(component: Component, cell: int, goal: Goal) -> Rational:
    """What the deviation of a cell is a multiple of: a part of the goal's, and a whole number where the cell is one."""
    size = goal.size
    if not component.integral[cell]:
        return Fraction(size, STEPS)
    return size // STEPS if size >= STEPS and size % (size // STEPS) == 0 else 1


def _add_decision(program: Program, column: int, limits: tuple[int, int], weight: int) -> None:
    """Add whether a cell has to be hidden, without which it does not deviate."""
    decision = program.add_column(0, 1, cost=weight)
    program.add_row([(column, 1), (decision, -limits[1])], upper=0)
    program.add_row([(column, 1), (decision, -limits[0])], lower=0)


def _limits(component: Component, cell: int, goal: Goal, step: Rational) -> tuple[int, int]:
    """The least and the greatest deviation of a cell, in steps."""
    reach = REACH * goal.size
    lower, upper = component.bounds[cell]
    least = ceil((-reach if lower is None else max(lower, -reach)) / Fraction(step))
    greatest = floor((reach if upper is None else min(upper, reach)) / Fraction(step))
    if cell == goal.cell and goal.deviation < 0:
        greatest = floor(goal.deviation / Fraction(step))
    elif cell == goal.cell:
        least = ceil(goal.deviation / Fraction(step))
    return least, greatest
