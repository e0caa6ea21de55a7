"""An independent engine for the integer programs of disclosure control: GLPK, with models of its own.

Nothing here is shared with the product but the tables: readers' programs are made of values rather than of deviations,
and the least weight comes from one program for all goals at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import swiglpk as glpk
from bulletin.disclosure.linked_tables import LinkedTables, Protection, Rational

Terms = Mapping[int, float]
FAR = 40
"""How far no cell has to deviate for its protection; were this larger, the solver's tolerances would count."""


@dataclass
class Model:
    """A mixed integer program, minimized."""

    columns: list[tuple[float | None, float | None, float, bool]] = field(default_factory=list)
    """Lower and upper bound, cost, whether whole."""
    rows: list[tuple[Terms, float | None, float | None]] = field(default_factory=list)

    def column(self, lower: float | None, upper: float | None, cost: float = 0, *, whole: bool = True) -> int:
        """Add a column; its position, from 1."""
        self.columns.append((lower, upper, cost, whole))
        return len(self.columns)

    def least(self, costs: Terms | None = None) -> float | None:
        """The least value of the objective; None: without limit.

        :raises ValueError: when there is no solution.
        """
        with _problem(self, costs or {}) as problem:
            parameters = glpk.glp_smcp()
            glpk.glp_init_smcp(parameters)
            parameters.msg_lev = glpk.GLP_MSG_OFF
            glpk.glp_simplex(problem, parameters)
            status = glpk.glp_get_status(problem)
            if status == glpk.GLP_UNBND:
                return None
            if status != glpk.GLP_OPT:
                raise ValueError("no solution")
            whole = glpk.glp_iocp()
            glpk.glp_init_iocp(whole)
            whole.msg_lev = glpk.GLP_MSG_OFF
            glpk.glp_intopt(problem, whole)
            if glpk.glp_mip_status(problem) != glpk.GLP_OPT:
                raise ValueError("no solution in whole numbers")
            return float(glpk.glp_mip_obj_val(problem))


@contextmanager
def _problem(model: Model, costs: Terms) -> Iterator[object]:
    problem = glpk.glp_create_prob()
    glpk.glp_set_obj_dir(problem, glpk.GLP_MIN)
    glpk.glp_add_cols(problem, len(model.columns))
    for column, (lower, upper, cost, whole) in enumerate(model.columns, 1):
        glpk.glp_set_col_bnds(problem, column, *_bounds(lower, upper))
        glpk.glp_set_obj_coef(problem, column, costs.get(column, cost))
        glpk.glp_set_col_kind(problem, column, glpk.GLP_IV if whole else glpk.GLP_CV)
    for terms, lower, upper in model.rows:
        row = glpk.glp_add_rows(problem, 1)
        glpk.glp_set_row_bnds(problem, row, *_bounds(lower, upper))
        indices, numbers = glpk.intArray(len(terms) + 1), glpk.doubleArray(len(terms) + 1)
        for place, (column, number) in enumerate(terms.items(), 1):
            indices[place], numbers[place] = column, number
        glpk.glp_set_mat_row(problem, row, len(terms), indices, numbers)
    yield problem
    glpk.glp_delete_prob(problem)


def _bounds(lower: float | None, upper: float | None) -> tuple[int, float, float]:
    if lower is None:
        return (glpk.GLP_FR, 0, 0) if upper is None else (glpk.GLP_UP, 0, upper)
    if upper is None:
        return glpk.GLP_LO, lower, 0
    return (glpk.GLP_FX if lower == upper else glpk.GLP_DB), lower, upper


def reader(tables: LinkedTables, hidden: Collection[int]) -> Model:
    """All that is published, as a model of the values of all cells, in their order."""
    model = Model()
    for cell, value in enumerate(tables.values):
        assert value is not None
        lower, upper = tables.bounds[cell] if cell in hidden else (value, value)
        model.column(
            None if lower is None else float(lower),
            None if upper is None else float(upper),
            whole=tables.integral[cell] and cell in hidden,
        )
    for equation in tables.equations:
        terms = {cell + 1: float(number) for cell, number in equation.terms}
        model.rows.append((terms, -float(equation.tolerance), float(equation.tolerance)))
    return model


def interval(tables: LinkedTables, hidden: Collection[int], cell: int) -> tuple[float | None, float | None]:
    """The least and the greatest value of a cell that fit all that is published."""
    model = reader(tables, hidden)
    least, greatest = model.least({cell + 1: 1}), model.least({cell + 1: -1})
    return least, None if greatest is None else -greatest


def narrow(tables: LinkedTables, hidden: Collection[int]) -> list[int]:
    """The hidden cells that are known exactly, and the sensitive ones that are known too closely."""
    found = []
    for cell in sorted(hidden):
        lower, upper = interval(tables, hidden, cell)
        value = tables.values[cell]
        assert value is not None
        protection = tables.protected.get(cell, Protection(value, value))
        too_high = lower is not None and lower > protection.lower
        too_low = upper is not None and upper < protection.upper
        if too_high or too_low or (lower == upper is not None and cell not in tables.hidden):
            found.append(cell)
    return found


def least_weight(tables: LinkedTables) -> float:
    """The least weight that has to be hidden beside what is, by one program for all goals.

    :raises ValueError: when a sensitive cell cannot be protected.
    """
    model = Model()
    decisions = {
        cell: model.column(0, 1, weight)
        for cell, weight in enumerate(tables.weights)
        if weight is not None and cell not in tables.hidden
    }
    for cell, protection in tables.protected.items():
        for limits in ((None, protection.lower), (protection.upper, None)):
            _add_goal(model, tables, decisions, cell, limits)
    return model.least() or 0


def _add_goal(
    model: Model,
    tables: LinkedTables,
    decisions: Mapping[int, int],
    sensitive: int,
    limits: tuple[Rational | None, Rational | None],
) -> None:
    """Add values that fit what is published: the sensitive cell has at most the second limit, or at least the first."""
    columns: dict[int, int] = {}
    for cell, exact in enumerate(tables.values):
        assert exact is not None
        value = float(exact)
        lower, upper = _near(value, tables.bounds[cell])
        if cell == sensitive:
            lower, upper = _within((lower, upper), limits)
        if cell not in tables.hidden and cell not in decisions:
            lower = upper = value
        columns[cell] = model.column(lower, upper, whole=tables.integral[cell])
        if cell in decisions:
            model.rows.append(({columns[cell]: 1, decisions[cell]: value - lower}, value, None))
            model.rows.append(({columns[cell]: 1, decisions[cell]: value - upper}, None, value))
    for equation in tables.equations:
        terms = {columns[cell]: float(number) for cell, number in equation.terms}
        model.rows.append((terms, -float(equation.tolerance), float(equation.tolerance)))


def _near(value: float, bounds: tuple[Rational | None, Rational | None]) -> tuple[float, float]:
    lower, upper = bounds
    return (
        value - FAR if lower is None else max(value - FAR, float(lower)),
        value + FAR if upper is None else min(value + FAR, float(upper)),
    )


def _within(bounds: tuple[float, float], limits: tuple[Rational | None, Rational | None]) -> tuple[float, float]:
    least, greatest = limits
    return bounds[0] if least is None else float(least), bounds[1] if greatest is None else float(greatest)
