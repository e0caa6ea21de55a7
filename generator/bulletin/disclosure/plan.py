"""Which cells to hide, goal by goal: every goal has a deviation that reaches it, whose cells are hidden."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable

from bulletin.disclosure.components import Component, Goal
from bulletin.disclosure.deviations import REACH, Deviation, Search, multiple, reaches
from bulletin.disclosure.integer_program import WorkLimitError
from bulletin.disclosure.linked_tables import INFINITY
from bulletin.disclosure.neighbourhoods import hidden_neighbourhood, neighbourhood

NEAR = (60, 240)
"""Among how many cells a deviation is sought, one after another, beside those that are likely to deviate."""
SIZES = (300, 1_500)
"""In how large neighbourhoods these are sought, one after another; then among all cells."""
FAR = 10_000
"""How far cells deviate at the most, times the goal, where they have to deviate further than they usually do."""
HIDDEN_NEAR = 120
"""Among how many hidden cells near by, and those that are likely to deviate, a deviation is sought first."""
TRIED = 4
"""How many times as many deviations are tried to improve a plan as it has; of a large one half as many."""
KEPT = 16
"""How many of the newest deviations of a cell are tried for others of its goals."""


class Plan:
    """What is hidden for the goals of a component so far."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.deviations: dict[Goal, Deviation] = {}
        """What reaches each goal."""
        self.hidden = set(component.base)
        """What is hidden in any case, and what these deviations need."""
        self._goals: dict[int, dict[Goal, None]] = {}
        self._found: dict[int, deque[Deviation]] = defaultdict(lambda: deque(maxlen=KEPT))

    @property
    def added(self) -> frozenset[int]:
        """The cells that are hidden besides those that are in any case."""
        return frozenset(self._goals)

    @property
    def weight(self) -> int:
        """The information lost."""
        return sum(self.component.weights[cell] for cell in self._goals)

    def goals_of(self, cell: int) -> list[Goal]:
        """The goals that the cell is hidden for."""
        return list(self._goals.get(cell, ()))

    def reach(self, goal: Goal, *, barred: int | None = None, budget: float = INFINITY) -> bool:
        """Have a goal reached at the least weight beyond what is hidden already; False: there is no way.

        :param barred: a cell that has to be published.
        :param budget: how much weight there may be beyond what is hidden already.
        """
        deviation = self._known(goal, barred) or self._sought(goal, barred, budget)
        if deviation is not None:
            for cell in deviation:
                self._found[cell].append(deviation)
            self.put(goal, deviation)
        return deviation is not None

    def reach_soon(self, goal: Goal, *, barred: int, budget: float) -> bool:
        """Have a goal reached as :meth:`reach` does; False also where a program takes more steps than it may."""
        try:
            return self.reach(goal, barred=barred, budget=budget)
        except WorkLimitError:
            return False

    def reach_lightest(self, goals: Iterable[Goal]) -> bool:
        """Have that of some goals reached that takes the least weight beyond what is hidden already."""
        found: dict[Goal, Deviation] = {}
        added: dict[Goal, int] = {}
        before = self.weight
        for goal in goals:
            if self.reach(goal, budget=min(added.values(), default=INFINITY)):
                found[goal], added[goal] = self.deviations[goal], self.weight - before
                self.take(goal)
        if not found:
            return False
        best = min(found, key=added.__getitem__)
        self.put(best, found[best])
        return True

    def put(self, goal: Goal, deviation: Deviation) -> None:
        """Have a goal reached by a deviation."""
        self.take(goal)
        self.deviations[goal] = deviation
        for cell in deviation:
            if self.component.weights[cell]:
                self._goals.setdefault(cell, {})[goal] = None
                self.hidden.add(cell)

    def take(self, goal: Goal) -> None:
        """Have a goal no longer reached."""
        for cell in self.deviations.pop(goal, ()):
            if self.component.weights[cell]:
                del self._goals[cell][goal]
                if not self._goals[cell]:
                    del self._goals[cell]
                    self.hidden.remove(cell)

    def _known(self, goal: Goal, barred: int | None) -> Deviation | None:
        """A deviation that is known, or a multiple of one, and needs nothing that is not hidden already."""
        for deviation in reversed(self._found[goal.cell]):
            if barred not in deviation and self.hidden.issuperset(deviation):
                if reaches(deviation, goal):
                    return deviation
                if scaled := multiple(self.component, deviation, goal):
                    return scaled
        return None

    def _sought(self, goal: Goal, barred: int | None, budget: float) -> Deviation | None:
        """A deviation of cells near by and of those that are likely to deviate, in ever larger neighbourhoods."""
        if not budget:
            return self._among_hidden(goal, barred)
        every = len(self.component.cells)
        for size, reach in (*((size, REACH) for size in SIZES if size < every), (every, REACH), (every, FAR)):
            search = Search(self.component, goal, self.hidden, reach)
            around = self._around(goal, barred, size)
            likely = search.likely(around)
            if likely is None:
                continue
            if likely.deviation is not None and self.hidden.issuperset(likely.deviation):
                return likely.deviation
            if likely.deviation is not None:
                return search.lightest(self._or_near(likely.cells, goal, barred, NEAR[0]), budget)
            for width in NEAR:
                candidates = self._or_near(likely.cells, goal, barred, width)
                if (found := _lightest_soon(search, candidates, budget)) is not None:
                    return found
            likely = search.likely(around, whole=True)
            if likely is not None and likely.deviation is not None:
                return search.lightest(self._or_near(likely.cells, goal, barred, NEAR[0]), budget)
        return None

    def _around(self, goal: Goal, barred: int | None, size: int) -> list[int]:
        return [cell for cell in neighbourhood(self.component, goal.cell, self.hidden, size) if cell != barred]

    def _or_near(self, cells: Iterable[int], goal: Goal, barred: int | None, size: int) -> Collection[int]:
        return dict.fromkeys((*cells, *self._around(goal, barred, size)))

    def _among_hidden(self, goal: Goal, barred: int | None) -> Deviation | None:
        """A deviation of cells near by that are hidden already."""
        near = hidden_neighbourhood(self.component, goal.cell, self.hidden, SIZES[0])
        search = Search(self.component, goal, self.hidden)
        candidates = [cell for cell in near if cell != barred]
        likely = search.likely(candidates)
        if likely is None:
            return None
        if likely.deviation is not None:
            return likely.deviation
        nearest = dict.fromkeys((*likely.cells, *candidates[:HIDDEN_NEAR]))
        return _lightest_soon(search, nearest, INFINITY) or search.lightest(candidates)


def _lightest_soon(search: Search, candidates: Collection[int], budget: float) -> Deviation | None:
    """The deviation of some cells that loses the least information; None also where it takes more steps than it may."""
    try:
        return search.lightest(candidates, budget)
    except WorkLimitError:
        return None


def improve(plan: Plan, *, by_others: bool) -> None:
    """Publish again what is not needed, those of the most weight first.

    This ends early where it would take much longer than it took to make the plan.

    :param by_others: whether to hide other cells for it, where these together weigh less; it takes much longer.
    """
    searches = (TRIED if by_others else TRIED // 2) * len(plan.deviations)
    weights = plan.component.weights
    failures: Counter[Goal] = Counter()
    for cell in sorted(plan.added, key=lambda cell: (-weights[cell], cell)):
        if searches <= 0:
            return
        before = plan.weight
        goals = {goal: plan.deviations[goal] for goal in plan.goals_of(cell)}
        for goal in goals:
            plan.take(goal)
        for goal in sorted(goals, key=lambda goal: -failures[goal]):  # what fails anyway fails soon
            searches -= 1
            if not plan.reach_soon(goal, barred=cell, budget=before - plan.weight - 1 if by_others else 0):
                failures[goal] += 1
                for each, deviation in goals.items():
                    plan.put(each, deviation)
                break
