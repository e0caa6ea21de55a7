"""Deviations that fit all that is published, by integer programming.

A deviation of a sensitive cell by as much as its protection asks for proves that readers cannot exclude that value. The
solver works with floating-point numbers; each deviation is rounded and then verified exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from bulletin.disclosure.components import Component, Goal, ratio
from bulletin.disclosure.integer_program import Program
from bulletin.disclosure.linked_tables import INFINITY, Rational

STEPS = 1_000
"""In how many steps a deviation as large as its goal's is sought."""
REACH = 4
"""How many times as far as the goal, times their scale, other cells deviate at the most."""
_NOTHING = 1e-7
"""What the solver takes for zero."""

_HIDDEN = 0.001
"""What part of its weight it costs that a cell deviates which is hidden already, so that few do."""

Deviation = Mapping[int, Rational]
"""How far cells of a component deviate; those that are left out do not."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What a linear program finds."""

    cells: tuple[int, ...]
    """The cells that deviate."""
    deviation: Deviation | None
    """By how much, if that is an exact solution as well."""


@dataclass(frozen=True, slots=True)
class Search:
    """The search for a deviation that reaches a goal."""

    component: Component
    goal: Goal
    hidden: Container[int]
    """The cells that are hidden already, and cost nothing."""
    reach: int = REACH
    """How many times as far as the goal, times their scale, other cells deviate at the most."""

    def likely(self, candidates: Iterable[int], *, whole: bool = False) -> Likely | None:
        """Where each cell costs in proportion to how far it deviates, those that do; None: there is no deviation.

        This program is quickly solved, and its cells are few.

        :param whole: whether to mind whole numbers, which takes longer; cells that cost a little more will do then.
        """
        program = Program()
        terms = _Terms(self.component)
        ways: list[tuple[int, Rational]] = []
        for cell in candidates:
            step, size = self._step(cell)
            weight = max(self.component.weights[cell], 1) * (_HIDDEN if cell in self.hidden else 1)
            lower, upper = self._limits(cell, step, size)
            for by, least, greatest in ((-step, -upper, -lower), (step, lower, upper)):
                if greatest > 0:
                    cost = weight / min(float(size), greatest)
                    column = program.add_column(max(least, 0), greatest, cost=cost, whole=whole)
                    terms.add(cell, column, by)
                    ways.append((cell, by))
        terms.add_rows(program)
        solution = program.solve(gap=1)
        return None if solution is None else self._likely(zip(ways, solution.values, strict=True))

    def _likely(self, parts: Iterable[tuple[tuple[int, Rational], float]]) -> Likely:
        """The cells that deviate by these steps, and by how much if whole steps are an exact solution."""
        sums: dict[int, Rational] = {}
        for (cell, step), steps in parts:
            if steps > _NOTHING:
                sums[cell] = sums.get(cell, 0) + round(steps) * step
        deviation = {cell: by for cell, by in sums.items() if by}
        is_exact = reaches(deviation, self.goal) and is_possible(self.component, deviation)
        return Likely(tuple(sums), deviation if is_exact else None)

    def _limits(self, cell: int, step: Rational, size: Rational) -> tuple[int, int]:
        """The least and the greatest deviation of a cell, in steps.

        :param size: a deviation as large as the goal's, in steps.
        """
        reach = self.reach * size
        lower, upper = self.component.bounds[cell]
        least = -reach if lower is None else max(-reach, _divided(lower, step))
        greatest = reach if upper is None else min(reach, _divided(upper, step))
        if cell == self.goal.cell and self.goal.deviation < 0:
            greatest = _divided(self.goal.deviation, step)
        elif cell == self.goal.cell:
            least = _divided(self.goal.deviation, step)
        return ceil(least), floor(greatest)

    def lightest(self, candidates: Collection[int], budget: float = INFINITY) -> Deviation | None:
        """The deviation that loses the least information; None: there is none.

        :param candidates: the cells that may deviate.
        :param budget: how much information may be lost.
        """
        program = Program()
        terms = _Terms(self.component)
        columns: dict[int, tuple[int, Rational]] = {}
        decisions: list[tuple[int, int]] = []
        for cell in candidates:
            step, size = self._step(cell)
            lower, upper = self._limits(cell, step, size)
            if lower > upper:
                return None
            if lower or upper:
                columns[cell] = program.add_column(lower, upper), step
                terms.add(cell, columns[cell][0], step)
                if cell not in self.hidden:
                    weight = self.component.weights[cell]
                    decisions.append((_add_decision(program, columns[cell][0], (lower, upper), weight), weight))
        if self.goal.cell not in columns:
            return None
        terms.add_rows(program)
        if budget < INFINITY:
            program.add_row(decisions, upper=budget)
        solution = program.solve(or_best=True)
        if solution is None:
            return None
        rounded = {cell: round(solution.values[column]) * step for cell, (column, step) in columns.items()}
        deviation = {cell: by for cell, by in rounded.items() if by}
        return deviation if reaches(deviation, self.goal) and is_possible(self.component, deviation) else None

    def _step(self, cell: int) -> tuple[Rational, Rational]:
        """What the deviation of a cell is a multiple of: a part of the goal's; of whole numbers, a whole number.

        :return: with it, a deviation as large as the goal's, in steps.
        """
        size, scales = self.goal.size, self.component.scales
        scaled = size * ratio(scales[cell], scales[self.goal.cell])  # by the coefficients between them
        if not self.component.integral[cell]:
            return Fraction(scaled, STEPS), STEPS
        step = size // STEPS if size >= STEPS and size % (size // STEPS) == 0 else 1
        return step, _divided(scaled, step)


def _divided(number: Rational, step: Rational) -> Rational:
    return number if step == 1 else Fraction(number) / step


class _Terms:
    """The terms of the rows of a program, as its columns are added."""

    def __init__(self, component: Component) -> None:
        self._component = component
        self._terms: dict[int, list[tuple[int, Rational]]] = {}

    def add(self, cell: int, column: int, factor: Rational) -> None:
        """Add the column to all rows of a cell, which deviates by so much times its value."""
        for row, coefficient in self._component.terms_of[cell]:
            self._terms.setdefault(row, []).append((column, factor if coefficient == 1 else coefficient * factor))

    def add_rows(self, program: Program) -> None:
        """Add the rows to the program."""
        for position, terms in self._terms.items():
            row = self._component.rows[position]
            program.add_row(terms, row.lower, row.upper)


def _add_decision(program: Program, column: int, limits: tuple[int, int], weight: int) -> int:
    """Add whether a cell has to be hidden, without which it does not deviate."""
    decision = program.add_column(0, 1, cost=weight)
    if limits[1]:
        program.add_row([(column, 1), (decision, -limits[1])], upper=0)
    if limits[0]:
        program.add_row([(column, 1), (decision, -limits[0])], lower=0)
    return decision


def reaches(deviation: Deviation, goal: Goal) -> bool:
    """Whether the cell of the goal deviates as far as it must, in that direction."""
    by = deviation.get(goal.cell, 0)
    return by <= goal.deviation if goal.deviation < 0 else by >= goal.deviation


def is_possible(component: Component, deviation: Deviation) -> bool:
    """Whether readers who know all equations and bounds must hold the deviation possible, computed exactly."""
    if not all(_is_within(component, cell, by) for cell, by in deviation.items()):
        return False
    sums: dict[int, Rational] = {}
    for cell, by in deviation.items():
        for position, coefficient in component.terms_of[cell]:
            sums[position] = sums.get(position, 0) + coefficient * by
    return all(component.rows[row].lower <= total <= component.rows[row].upper for row, total in sums.items())


def _is_within(component: Component, cell: int, by: Rational) -> bool:
    lower, upper = component.bounds[cell]
    is_whole = not component.integral[cell] or by == floor(by)
    return is_whole and (lower is None or by >= lower) and (upper is None or by <= upper)


def multiple(component: Component, deviation: Deviation, goal: Goal) -> Deviation | None:
    """The least multiple of a deviation, backwards where need be, that reaches the goal; None: it is not possible."""
    by = deviation.get(goal.cell)
    if not by:
        return None
    is_forward = (by < 0) == (goal.deviation < 0)
    factor = ceil(Fraction(goal.size) / (-by if by < 0 else by)) * (1 if is_forward else -1)
    scaled = {cell: factor * each for cell, each in deviation.items()}
    return scaled if is_possible(component, scaled) else None
