"""Numbers in the place of those that nobody knows, so that there is a solution from which others deviate.

A figure that its own record suppresses has a number that the program does not know either. What readers can know of it
does not depend on that number, but on the numbers that fit all that is published: any of these will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bulletin.disclosure.components import Component, components, plain, rational
from bulletin.disclosure.integer_program import Program
from bulletin.disclosure.linked_tables import Equation, LinkedTables, Rational


def fitted(tables: LinkedTables) -> LinkedTables:
    """The tables with a number for every cell: of those that are not known, numbers that fit all others best.

    :raises SolverError: when that takes too long.
    """
    unknown = [cell for cell, value in enumerate(tables.values) if value is None]
    if not unknown:
        return tables
    values = list(tables.values)
    for component in components(tables, unknown):
        for cell, value in zip(component.cells, _fitting(component), strict=True):
            values[cell] = value
    return replace(tables, values=tuple(values))


def balanced(tables: LinkedTables) -> LinkedTables:
    """The tables with a published cell more in each equation that true values do not fit: how far they are from it.

    Readers are taken to know that, so that other numbers have to be as far from it.
    """
    differences: list[Rational] = []
    equations: list[Equation] = []
    for equation in tables.equations:
        parts = [(tables.values[cell], coefficient) for cell, coefficient in equation.terms]
        difference = plain(sum((value * coefficient for value, coefficient in parts if value is not None), Fraction()))
        if any(value is None for value, _ in parts) or -equation.tolerance <= difference <= equation.tolerance:
            equations.append(equation)
        else:
            equations.append(Equation((*equation.terms, (len(tables.values) + len(differences), -1))))
            differences.append(difference)
    return replace(
        tables,
        values=(*tables.values, *differences),
        bounds=(*tables.bounds, *((each, each) for each in differences)),
        integral=(*tables.integral, *(isinstance(each, int) for each in differences)),
        equations=tuple(equations),
        weights=(*tables.weights, *(None for _ in differences)),
    )


def _fitting(component: Component) -> Iterator[Rational]:
    """Numbers that are as near to fitting all rows as any, within the bounds."""
    if not component.rows:
        yield from (lower or 0 for lower, _upper in component.bounds)
        return
    program = Program()
    for (lower, upper), whole in zip(component.bounds, component.integral, strict=True):
        program.add_column(lower, upper, whole=whole)
    for row in component.rows:
        excess = [(program.add_column(0, None, cost=1, whole=False), sign) for sign in (1, -1)]
        program.add_row((*row.terms, *excess), row.lower, row.upper)
    solution = program.solve()
    if solution is None:
        raise AssertionError("with what each row exceeds, any numbers fit")
    for value, whole in zip(solution.values, component.integral, strict=False):
        yield round(value) if whole else rational(value)
