"""The least information that has to be lost to protect a component, by cutting planes.

A program chooses cells by what is known to be necessary: of every one of some sets of cells, each with coefficients, so
much has to be hidden. Wherever a goal cannot be reached with the chosen cells, the dual of the linear program that
seeks its deviation gives one more such set; where only whole numbers are in the way, some cell more has to be hidden.
See Fischetti and Salazar, *Management Science* 47 (2001), 1008-1027.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bulletin.disclosure.components import Component, Goal
from bulletin.disclosure.deviations import Search
from bulletin.disclosure.integer_program import OpenProgram, Program, WorkLimitError
from bulletin.disclosure.linked_tables import Rational
from bulletin.disclosure.plan import Plan

ROUNDS = 30
"""How many times cells are chosen anew."""
GAP = 1.05
"""How many times the least weight is good enough."""
_SETS = 8
"""How many sets a goal adds each time."""
_NOTHING = 1e-6
"""What the solver takes for zero, of parts of what a goal lacks."""

_Cut = Mapping[int, float]
"""Cells with coefficients, of which the hidden ones must add up to one."""


class _Readers:
    """What readers can work out by linear programming, when some cells are published."""

    def __init__(self, component: Component) -> None:
        self._component = component
        program = Program()
        for cell, (lower, upper) in enumerate(component.bounds):
            program.add_column(*((lower, upper) if cell in component.base else (0, 0)), whole=False)
        for row in component.rows:
            program.add_row(*row)
        self._program: OpenProgram = program.opened()
        self._open: set[int] = set()

    def cuts(self, goal: Goal, hidden: set[int]) -> Iterator[_Cut]:
        """Sets of which too little is hidden for the goal, each without the cells of those before."""
        hidden = set(hidden)
        for _ in range(_SETS):
            cut = self._cut(goal, hidden)
            if not cut:
                return
            yield cut
            hidden.update(cut)

    def _cut(self, goal: Goal, hidden: set[int]) -> _Cut | None:
        self._hide(hidden)
        solution = self._program.minimize({goal.cell: -1.0 if goal.deviation > 0 else 1.0})
        gap = 0.0 if solution is None else solution.objective + float(goal.size)
        if solution is None or gap <= _NOTHING * float(goal.size):
            return None
        cut: dict[int, float] = {}
        for cell, dual in enumerate(solution.column_duals):
            if cell not in hidden and cell not in self._component.base and dual:
                lower, upper = self._component.limits[cell]
                gain = dual * -lower if dual > 0 else dual * -upper
                if gain > _NOTHING * gap:
                    cut[cell] = min(gain / gap, 1.0)
        return cut

    def _hide(self, hidden: set[int]) -> None:
        bounds: dict[int, tuple[Rational | None, Rational | None]] = dict.fromkeys(self._open - hidden, (0, 0))
        bounds |= {cell: self._component.bounds[cell] for cell in hidden - self._open}
        if bounds:
            self._program.bound(bounds)
        self._open = set(hidden)


class _Cuts:
    """What is known to be necessary for goals."""

    def __init__(self, plan: Plan) -> None:
        self._component = plan.component
        self._readers = _Readers(plan.component)
        self._cuts: list[_Cut] = []
        self._known = {goal: [deviation] for goal, deviation in plan.deviations.items()}

    def chosen(self) -> set[int]:
        """The cells of the least weight that have enough of all sets."""
        program = Program()
        cells = sorted({cell for cut in self._cuts for cell in cut})
        columns = {cell: program.add_column(0, 1, cost=self._component.weights[cell]) for cell in cells}
        for cut in self._cuts:
            program.add_row([(columns[cell], number) for cell, number in cut.items()], lower=1 - _NOTHING)
        solution = program.solve()
        return {cell for cell, column in columns.items() if solution and solution.values[column] > 1 / 2}

    def add(self, chosen: set[int]) -> bool:
        """Add sets of which more has to be hidden than was chosen; whether there are any."""
        before = len(self._cuts)
        for goal in self._known:
            self._cuts.extend(self._lacking(goal, chosen))
        return len(self._cuts) > before

    def _lacking(self, goal: Goal, chosen: set[int]) -> list[_Cut]:
        component, hidden = self._component, self._component.base | chosen
        if any(hidden.issuperset(deviation) for deviation in self._known[goal]):
            return []
        if cuts := list(self._readers.cuts(goal, chosen)):
            return cuts
        deviation = Search(component, goal, hidden).lightest(sorted(hidden))
        if deviation is None:
            return [dict.fromkeys((cell for cell in range(len(component.cells)) if cell not in hidden), 1.0)]
        self._known[goal].append(deviation)
        return []


def optimize(plan: Plan) -> bool:
    """Improve a plan; whether what it hides is known to weigh at most ``GAP`` times what has to be hidden."""
    try:
        return _optimize(plan)
    except WorkLimitError:  # the plan is as good as it was
        return False


def _optimize(plan: Plan) -> bool:
    cuts, goals = _Cuts(plan), list(plan.deviations)
    for _ in range(ROUNDS):
        chosen = cuts.chosen()
        if GAP * sum(plan.component.weights[cell] for cell in chosen) >= plan.weight:
            return True
        is_lacking = cuts.add(chosen)
        _complete(plan, chosen, goals)
        if not is_lacking:
            return True
    return False


def _complete(plan: Plan, chosen: set[int], goals: list[Goal]) -> None:
    """Reach all goals with the chosen cells and others; where that is better than the plan, have the plan do so."""
    component = plan.component
    weights = tuple(0 if cell in chosen else weight for cell, weight in enumerate(component.weights))
    trial = Plan(replace(component, weights=weights))
    if not all(trial.reach(goal, budget=plan.weight) for goal in goals):
        return
    used = {cell for deviation in trial.deviations.values() for cell in deviation}
    if sum(component.weights[cell] for cell in used) < plan.weight:
        for goal, deviation in trial.deviations.items():
            plan.put(goal, deviation)
