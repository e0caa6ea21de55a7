"""What readers can know of hidden cells: the least and the greatest value of each, given all that is published.

This is the disclosure audit, with which suppression is checked and published figures are attacked: Hundepool et al.,
*Statistical Disclosure Control* (2012), section 4.3. Cells that are whole numbers are known to be, which narrows
intervals; whatever fits all equations and bounds counts, whether likely or not.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from bulletin.disclosure.components import Component, components, plain, rational
from bulletin.disclosure.integer_program import Program, Solution
from bulletin.disclosure.linked_tables import INFINITY, Interval, LinkedTables, Rational

_NOTHING = 1e-6
"""What the solver takes for zero."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What readers can know of a cell."""

    interval: Interval
    equations: tuple[int, ...]
    """The equations that lead to it."""


class ContradictionError(ValueError):
    """Nothing fits all that is published."""


def intervals(tables: LinkedTables, hidden: Collection[int], cells: Iterable[int]) -> dict[int, Knowledge]:
    """What readers can know of hidden cells, when all cells but those of ``hidden`` are published.

    :raises SolverError: when that takes too long.
    :raises ContradictionError: when nothing fits what is published.
    """
    wanted = set(cells)
    known: dict[int, Knowledge] = {}
    for component in components(tables, hidden):
        known.update(intervals_within(component, tables, wanted))
    return {cell: known[cell] for cell in sorted(wanted)}


def intervals_within(
    component: Component, tables: LinkedTables, cells: Container[int], *, time_limit: float | None = None
) -> dict[int, Knowledge]:
    """What readers can know of those of some cells that are in a component of hidden ones.

    :param time_limit: seconds that a single program may take, if less than usual.
    :raises SolverError, ContradictionError: as :func:`intervals`.
    """
    places = {place: cell for place, cell in enumerate(component.cells) if cell in cells}
    if not places:
        return {}
    audit = _Audit(component, time_limit)
    return {cell: audit.knowledge(place, tables.values[cell] or 0) for place, cell in places.items()}


class _Audit:
    """The least and the greatest deviations of the cells of a component."""

    def __init__(self, component: Component, time_limit: float | None) -> None:
        self._component = component
        self._time_limit = time_limit
        self._relaxation = _program(component, whole=False).opened(time_limit)
        self._known: dict[int, list[int | None]] = {sign: [None] * len(component.cells) for sign in (1, -1)}
        """The least that is known to be possible of each cell's deviation, times the sign."""

    def knowledge(self, cell: int, value: Rational) -> Knowledge:
        """What readers can know of a cell of which this is the value that its deviations are from."""
        lower, below = self._least(cell, 1)
        upper, above = self._least(cell, -1)
        interval = Interval(
            None if lower is None else plain(value + lower), None if upper is None else plain(value - upper)
        )
        rows = {*below, *above} or {row for row, _ in self._component.terms_of[cell]}
        return Knowledge(interval, tuple(self._component.equations[row] for row in sorted(rows)))

    def _least(self, cell: int, sign: int) -> tuple[Rational | None, list[int]]:
        """The least deviation of a cell times the sign, None: without limit; and the rows that limit it."""
        relaxed = self._relaxation.minimize({cell: sign})
        if relaxed is None:
            raise ContradictionError("nothing fits all that is published")
        if relaxed.objective == -INFINITY:
            return None, []
        rows = [row for row, dual in enumerate(relaxed.row_duals) if abs(dual) > _NOTHING]
        if not any(self._component.integral):
            return rational(relaxed.objective), rows
        self._learn(relaxed)
        if not self._component.integral[cell]:
            return rational(self._whole({cell: sign}).objective), rows
        least = ceil(relaxed.objective - _NOTHING)
        if self._known[sign][cell] != least and not self._is_possible(cell, sign * least):
            least = round(self._whole({cell: sign}).objective)
        return least, rows

    def _is_possible(self, cell: int, deviation: int) -> bool:
        """Whether whole numbers fit of which a cell deviates by that; this is found out sooner than the least."""
        solution = _program(self._component, whole=True, fixed={cell: deviation}).solve(time_limit=self._time_limit)
        if solution is not None:
            self._learn(solution)
        return solution is not None

    def _whole(self, costs: Mapping[int, int]) -> Solution:
        """What minimizes the costs, by integer programming."""
        solution = _program(self._component, whole=True, costs=costs).solve(time_limit=self._time_limit)
        if solution is None:
            raise ContradictionError("no whole numbers fit all that is published")
        self._learn(solution)
        return solution

    def _learn(self, solution: Solution) -> None:
        """Keep what a solution proves to be possible, if it has whole numbers wherever they have to be."""
        whole = [round(value) for value in solution.values]
        if not all(self._component.integral) or any(
            abs(value - number) > _NOTHING for value, number in zip(solution.values, whole, strict=True)
        ):
            return
        for sign, known in self._known.items():
            for cell, number in enumerate(whole):
                least = known[cell]
                if least is None or sign * number < least:
                    known[cell] = sign * number


def _program(
    component: Component,
    *,
    whole: bool,
    costs: Mapping[int, int] = MappingProxyType({}),
    fixed: Mapping[int, int] = MappingProxyType({}),
) -> Program:
    """All deviations that are possible, some of them by these numbers only."""
    program = Program()
    for cell, bounds in enumerate(component.bounds):
        lower, upper = (fixed[cell], fixed[cell]) if cell in fixed else bounds
        program.add_column(lower, upper, cost=costs.get(cell, 0), whole=whole and component.integral[cell])
    for row in component.rows:
        program.add_row(*row)
    return program
