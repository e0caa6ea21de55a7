"""Which cells to hide, goal by goal: every goal has a deviation that reaches it, whose cells are hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from bulletin.disclosure.components import Component, Goal
from bulletin.disclosure.deviations import Deviation, Search, multiple, reaches
from bulletin.disclosure.linked_tables import INFINITY
from bulletin.disclosure.neighbourhoods import neighbourhood

NEAR = 60
"""Among how many cells a deviation is sought, beside those that are likely to deviate."""
SIZES = (300, 1_500)
"""In how large neighbourhoods these are sought, one after another; then among all cells."""
KEPT = 16
"""How many of the newest deviations of a cell are tried for others of its goals."""


class Plan:
    """What is hidden for the goals of a component so far."""

    def __init__(self, component: Component, time_limit: float) -> None:
        self.component = component
        self.deviations: dict[Goal, Deviation] = {}
        """What reaches each goal."""
        self._time_limit = time_limit
        self._uses: Counter[int] = Counter()
        self._found: dict[int, list[Deviation]] = defaultdict(list)

    @property
    def added(self) -> frozenset[int]:
        """The cells that are hidden besides those that are in any case."""
        return frozenset(self._uses)

    @property
    def weight(self) -> int:
        """The information lost."""
        return sum(self.component.weights[cell] for cell in self._uses)

    def is_hidden(self, cell: int) -> bool:
        """Whether a cell is not published."""
        return not self.component.weights[cell] or cell in self._uses

    def goals_of(self, cell: int) -> list[Goal]:
        """The goals that the cell is hidden for."""
        return [goal for goal, deviation in self.deviations.items() if cell in deviation]

    def reach(self, goal: Goal, *, barred: int | None = None, budget: float = INFINITY) -> bool:
        """Have a goal reached at the least weight beyond what is hidden already; False: there is no way.

        :param barred: a cell that has to be published.
        :param budget: how much weight there may be beyond what is hidden already.
        """
        deviation = self._known(goal, barred) or self._sought(goal, barred, budget)
        if deviation is not None:
            self.put(goal, deviation)
        return deviation is not None

    def put(self, goal: Goal, deviation: Deviation) -> None:
        """Have a goal reached by a deviation."""
        self.take(goal)
        self.deviations[goal] = deviation
        for cell in deviation:
            if self.component.weights[cell]:
                self._uses[cell] += 1
            if len(kept := self._found[cell]) == KEPT:
                kept.pop(0)
            kept.append(deviation)

    def take(self, goal: Goal) -> None:
        """Have a goal no longer reached."""
        for cell in self.deviations.pop(goal, ()):
            if self.component.weights[cell]:
                self._uses[cell] -= 1
                if not self._uses[cell]:
                    del self._uses[cell]

    def _known(self, goal: Goal, barred: int | None) -> Deviation | None:
        """A deviation that is known, or a multiple of one, and needs nothing that is not hidden already."""
        for deviation in reversed(self._found[goal.cell]):
            if barred not in deviation and all(map(self.is_hidden, deviation)):
                if reaches(deviation, goal):
                    return deviation
                if scaled := multiple(self.component, deviation, goal):
                    return scaled
        return None

    def _sought(self, goal: Goal, barred: int | None, budget: float) -> Deviation | None:
        hidden = _Hidden(self)
        if not budget:
            return self._among_hidden(goal, barred)
        search = Search(self.component, goal, hidden, self._time_limit)
        near = neighbourhood(self.component, goal.cell, hidden, NEAR)
        for size in (*SIZES, len(self.component.cells)):
            around = neighbourhood(self.component, goal.cell, hidden, size)
            likely = search.likely(cell for cell in around if cell != barred)
            if likely is not None:
                candidates = dict.fromkeys(cell for cell in (*likely, *near) if cell != barred)
                found = search.lightest(candidates, budget)
                if found or budget < INFINITY:
                    return found
            if len(around) == len(self.component.cells):
                break
        return None

    def _among_hidden(self, goal: Goal, barred: int | None) -> Deviation | None:
        """A deviation of cells near by that are hidden already."""
        hidden = _Hidden(self)
        near = neighbourhood(self.component, goal.cell, hidden, SIZES[0])
        candidates = [cell for cell in near if cell != barred and cell in hidden]
        return Search(self.component, goal, hidden, self._time_limit).lightest(candidates)


class _Hidden(Collection[int]):
    """The hidden cells of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __contains__(self, cell: object) -> bool:
        return isinstance(cell, int) and self._plan.is_hidden(cell)

    def __iter__(self) -> Iterator[int]:
        return filter(self._plan.is_hidden, range(len(self._plan.component.cells)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def improve(plan: Plan, *, by_others: bool) -> None:
    """Publish again what is not needed, those of the most weight first.

    :param by_others: whether to hide other cells for it, where these together weigh less; it takes much longer.
    """
    weights = plan.component.weights
    for cell in sorted(plan.added, key=lambda cell: (-weights[cell], cell)):
        before = plan.weight
        goals = {goal: plan.deviations[goal] for goal in plan.goals_of(cell)}
        for goal in goals:
            plan.take(goal)
        left = (before - plan.weight - 1 if by_others else 0 for _ in goals)
        if not all(plan.reach(goal, barred=cell, budget=budget) for goal, budget in zip(goals, left, strict=True)):
            for goal, deviation in goals.items():
                plan.put(goal, deviation)
