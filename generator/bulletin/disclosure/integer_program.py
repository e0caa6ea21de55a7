"""Integer programs, solved by HiGHS: by one thread and with the same seed, so that solutions can be repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bulletin.disclosure.linked_tables import Rational
from bulletin.errors import BulletinError
from bulletin.localization.messages import _

if TYPE_CHECKING:
    from highspy import HighsLp


class SolverError(BulletinError):
    """The solver did not solve a program in time, or at all. Nothing is known then, and nothing may be published."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What minimizes the objective of a program."""

    values: tuple[float, ...]
    """Of the columns."""
    duals: tuple[float, ...]
    """Of the rows, where the program is linear."""
    is_bounded: bool = True
    """Whether the objective has a minimum; where it has none, there are no values."""


@dataclass(slots=True)
class Program:
    """A program that is made column by column and row by row, and whose objective is minimized."""

    _lower: list[float] = field(default_factory=list)
    _upper: list[float] = field(default_factory=list)
    _costs: list[float] = field(default_factory=list)
    _whole: list[bool] = field(default_factory=list)
    _row_lower: list[float] = field(default_factory=list)
    _row_upper: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _coefficients: list[float] = field(default_factory=list)

    def add_column(
        self, lower: Rational | None, upper: Rational | None, *, cost: Rational = 0, whole: bool = True
    ) -> int:
        """Add a variable; None: without limit. Its position is returned."""
        self._lower.append(_limit(lower, -1))
        self._upper.append(_limit(upper, 1))
        self._costs.append(float(cost))
        self._whole.append(whole)
        return len(self._costs) - 1

    def add_row(
        self, terms: Iterable[tuple[int, Rational]], lower: Rational | None = None, upper: Rational | None = None
    ) -> None:
        """Add a constraint: the sum of variables, each with its coefficient, is between these limits."""
        for column, coefficient in terms:
            self._columns.append(column)
            self._coefficients.append(float(coefficient))
        self._starts.append(len(self._columns))
        self._row_lower.append(_limit(lower, -1))
        self._row_upper.append(_limit(upper, 1))

    def solve(self, time_limit: float) -> Solution | None:
        """The solution; None: there is none.

        :param time_limit: in seconds.
        :raises SolverError: when the time has passed, or when the solver fails.
        """
        from highspy import HighsModelStatus
        from highspy._core import _Highs  # the class around it prints a line

        solver = _Highs()
        options = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "time_limit": time_limit}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model())
        solver.run()
        status = solver.getModelStatus()
        if status == HighsModelStatus.kUnboundedOrInfeasible:  # which presolving does not distinguish
            solver.setOptionValue("presolve", "off")
            solver.run()
            status = solver.getModelStatus()
        if status == HighsModelStatus.kInfeasible:
            return None
        if status == HighsModelStatus.kUnbounded:
            return Solution((), (), is_bounded=False)
        if status not in {HighsModelStatus.kOptimal, HighsModelStatus.kModelEmpty}:
            raise SolverError(
                _("The solver of cell suppression has ended without a solution: {status}."),
                status=solver.modelStatusToString(status),
            )
        solution = solver.getSolution()
        return Solution(tuple(solution.col_value), tuple(solution.row_dual))

    def _model(self) -> HighsLp:
        import numpy as np
        from highspy import HighsLp, HighsVarType, MatrixFormat

        model = HighsLp()
        model.num_col_ = len(self._costs)
        model.num_row_ = len(self._row_lower)
        model.col_cost_ = np.array(self._costs)
        model.col_lower_ = np.array(self._lower)
        model.col_upper_ = np.array(self._upper)
        model.row_lower_ = np.array(self._row_lower)
        model.row_upper_ = np.array(self._row_upper)
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self._starts)
        model.a_matrix_.index_ = np.array(self._columns)
        model.a_matrix_.value_ = np.array(self._coefficients)
        if any(self._whole):
            types = (HighsVarType.kContinuous, HighsVarType.kInteger)
            model.integrality_ = [types[whole] for whole in self._whole]
        return model


def _limit(limit: Rational | None, sign: int) -> float:
    return sign * float("inf") if limit is None else float(limit)
