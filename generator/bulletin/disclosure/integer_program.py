"""Linear and integer programs, solved by HiGHS: by one thread and with the same seed, so that solutions are repeatable.

How much work a program may take is counted in steps of the solver rather than in seconds, so that the same program has
the same solution on a fast machine as on one that is busy. Time is limited as a last resort only, which is an error.

Numbers of the solver are floating-point numbers: whoever relies on them verifies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bulletin.disclosure.linked_tables import INFINITY, Rational
from bulletin.errors import BulletinError
from bulletin.localization.messages import _

if TYPE_CHECKING:
    from highspy import Highs, HighsLp

TIME_LIMIT = 3600.0
"""How many seconds a single program may take, as a last resort: far more than its steps do."""
MOST_NODES = 1_000
"""How many nodes of its tree of cases an integer program may take; those of 20,000 cells take 13 at the most."""
MOST_ITERATIONS = 1_000_000
"""How many iterations of the simplex algorithm a linear program may take, which take a few thousand."""

_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_heuristic_run_feasibility_jump": False,  # takes longer than all the rest of a small program
}


class SolverError(BulletinError):
    """The solver did not solve a program in time, or at all. Nothing is known then, and nothing may be published."""

    cells: Sequence[int] = ()
    """The cells that are linked, among which those that have to be hidden were sought."""


class WorkLimitError(SolverError):
    """A program takes more steps than it may, on whatever machine."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What minimizes the objective of a program."""

    values: Sequence[float]
    """Of the columns."""
    objective: float
    """Minus infinity where the objective has no minimum; there are no values then."""
    column_duals: Sequence[float] = ()
    """The reduced costs, where the program is linear."""
    row_duals: Sequence[float] = ()
    """The duals of the rows, where the program is linear."""


@dataclass(slots=True)
class Program:
    """A program that is made column by column and row by row, and whose objective is minimized."""

    _lower: list[float | Rational] = field(default_factory=list)
    _upper: list[float | Rational] = field(default_factory=list)
    _costs: list[float] = field(default_factory=list)
    _whole: list[bool] = field(default_factory=list)
    _row_lower: list[float | Rational] = field(default_factory=list)
    _row_upper: list[float | Rational] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _coefficients: list[float | Rational] = field(default_factory=list)

    def add_column(
        self, lower: float | Rational | None, upper: float | Rational | None, *, cost: float = 0, whole: bool = True
    ) -> int:
        """Add a variable; None: without limit. Its position is returned."""
        self._lower.append(-INFINITY if lower is None else lower)
        self._upper.append(INFINITY if upper is None else upper)
        self._costs.append(cost)
        self._whole.append(whole)
        return len(self._costs) - 1

    def add_row(
        self,
        terms: Iterable[tuple[int, Rational | float]],
        lower: float | Rational = -INFINITY,
        upper: float | Rational = INFINITY,
    ) -> None:
        """Add a constraint: the sum of variables, each with its coefficient, is between these limits."""
        for column, coefficient in terms:
            self._columns.append(column)
            self._coefficients.append(coefficient)
        self._starts.append(len(self._columns))
        self._row_lower.append(lower)
        self._row_upper.append(upper)

    def solve(self, *, gap: float = 0, or_best: bool = False, time_limit: float | None = None) -> Solution | None:
        """The solution; None: there is none.

        :param gap: how far the objective may be from the least, relative to itself; 1 takes the first solution found.
        :param or_best: whether the best that was found will do where the program takes more steps than it may.
        :param time_limit: in seconds; as long as any program may take, if not given.
        :raises WorkLimitError: when the program takes more steps than it may.
        :raises SolverError: when the time has passed, or when the solver fails.
        """
        solver = _solver(self._model(), time_limit, gap)
        if not any(self._whole):
            solver.setOptionValue("presolve", "off")  # takes longer than a small program without whole numbers
        return _solution(solver, or_best=or_best)

    def opened(self, time_limit: float | None = None) -> OpenProgram:
        """The program as one that is solved again and again, with other bounds and costs."""
        return OpenProgram(_solver(self._model(), time_limit), len(self._costs))

    def _model(self) -> HighsLp:
        import numpy as np
        from highspy import HighsLp, HighsVarType, MatrixFormat

        model = HighsLp()
        model.num_col_ = len(self._costs)
        model.num_row_ = len(self._row_lower)
        model.col_cost_ = np.array(self._costs, dtype=float)
        model.col_lower_ = np.array(self._lower, dtype=float)
        model.col_upper_ = np.array(self._upper, dtype=float)
        model.row_lower_ = np.array(self._row_lower, dtype=float)
        model.row_upper_ = np.array(self._row_upper, dtype=float)
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self._starts)
        model.a_matrix_.index_ = np.array(self._columns)
        model.a_matrix_.value_ = np.array(self._coefficients, dtype=float)
        if any(self._whole):
            types = (HighsVarType.kContinuous, HighsVarType.kInteger)
            model.integrality_ = [types[whole] for whole in self._whole]
        return model


class OpenProgram:
    """A program that is solved again and again; each time the solver goes on from the solution before."""

    def __init__(self, solver: Highs, columns: int) -> None:
        self._solver = solver
        self._columns = columns
        self._costly: list[int] = []

    def bound(self, bounds: Mapping[int, tuple[Rational | None, Rational | None]]) -> None:
        """Give columns other bounds."""
        import numpy as np

        lower = [-INFINITY if low is None else float(low) for low, _ in bounds.values()]
        upper = [INFINITY if high is None else float(high) for _, high in bounds.values()]
        self._solver.changeColsBounds(
            len(bounds), np.array(list(bounds), dtype=np.int32), np.array(lower), np.array(upper)
        )

    def minimize(self, costs: Mapping[int, float]) -> Solution | None:
        """The solution with these costs, and none of other columns; None: there is none.

        :raises WorkLimitError: when the program takes more steps than it may.
        :raises SolverError: when the time has passed, or when the solver fails.
        """
        for column in self._costly:
            self._solver.changeColCost(column, 0.0)
        for column, cost in costs.items():
            self._solver.changeColCost(column, cost)
        self._costly = list(costs)
        return _solution(self._solver)


def _solver(model: HighsLp, time_limit: float | None, gap: float = 0) -> Highs:
    from highspy._core import _Highs  # the class around it prints a line

    solver = _Highs()
    seconds = TIME_LIMIT if time_limit is None else time_limit
    limits = {"time_limit": seconds, "mip_max_nodes": MOST_NODES, "simplex_iteration_limit": MOST_ITERATIONS}
    for name, value in {**_OPTIONS, **limits, "mip_rel_gap": gap}.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver  # type: ignore[return-value]


def _solution(solver: Highs, *, or_best: bool = False) -> Solution | None:
    from highspy import HighsModelStatus, SolutionStatus

    solver.run()
    status = solver.getModelStatus()
    if status == HighsModelStatus.kUnboundedOrInfeasible:  # which presolving does not distinguish
        solver.setOptionValue("presolve", "off")
        solver.run()
        status = solver.getModelStatus()
    if status == HighsModelStatus.kUnknown:  # after many programs one after another, each from the solution before
        solver.clearSolver()
        solver.run()
        status = solver.getModelStatus()
    if status == HighsModelStatus.kInfeasible:
        return None
    if status == HighsModelStatus.kUnbounded:
        return Solution((), -INFINITY)
    is_limited = status in {HighsModelStatus.kSolutionLimit, HighsModelStatus.kIterationLimit}
    is_found = solver.getInfo().primal_solution_status == SolutionStatus.kSolutionStatusFeasible
    if status not in {HighsModelStatus.kOptimal, HighsModelStatus.kModelEmpty} and not (
        is_limited and or_best and is_found
    ):
        raise (WorkLimitError if is_limited else SolverError)(
            _("The solver of cell suppression has ended without a solution: {status}."),
            status=solver.modelStatusToString(status),
        )
    solution = solver.getSolution()
    objective = solver.getInfo().objective_function_value
    return Solution(solution.col_value, objective, solution.col_dual, solution.row_dual)
