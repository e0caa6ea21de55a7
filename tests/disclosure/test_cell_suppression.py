"""Cell suppression keeps what readers can know of sensitive cells at least as wide as asked for, and hides little.

What readers can know is computed by another engine, :mod:`tests.disclosure.glpk`, and so is the least that has to be
hidden. More tables, and larger ones, are in ``test_many_tables.py``.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction
from time import sleep
from typing import TYPE_CHECKING

import pytest
from bulletin.disclosure import cell_suppression, integer_program, optimal_suppression
from bulletin.disclosure.cell_suppression import suppress_cells
from bulletin.disclosure.components import Goal
from bulletin.disclosure.integer_program import Solution, SolverError, WorkLimitError
from bulletin.disclosure.intervals import ContradictionError, Knowledge, intervals
from bulletin.disclosure.linked_tables import INFINITY, Equation, Interval, LinkedTables, Protection
from bulletin.disclosure.plan import Plan
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure import glpk
from tests.disclosure.random_tables import random_tables

if TYPE_CHECKING:
    from highspy import Highs


def _parts_of_a_total(total_weight: int | None = 1000) -> LinkedTables:
    """Parts 3, 10 and 20 of 33, of which the first is sensitive and must be possible as 1 and as 4."""
    values = (3, 10, 20, 33)
    return LinkedTables(
        values,
        ((0, None),) * 4,
        (True,) * 4,
        (Equation(((0, 1), (1, 1), (2, 1), (3, -1))),),
        (*values[:3], total_weight),
        frozenset({0}),
        {0: Protection(1, 4)},
    )


def _interval(tables: LinkedTables, hidden: set[int], cell: int) -> Interval:
    return intervals(tables, hidden, {cell})[cell].interval


def _weight(tables: LinkedTables) -> int:
    hidden = suppress_cells(tables).hidden - tables.hidden
    return sum(tables.weights[cell] or 0 for cell in hidden)


def test_the_least_weight_is_hidden() -> None:
    suppression = suppress_cells(_parts_of_a_total())
    assert suppression.hidden == {0, 1}
    assert suppression.unprotected == {}


def test_what_readers_can_know_of_hidden_cells() -> None:
    tables = _parts_of_a_total()
    assert _interval(tables, {0, 1}, 0) == Interval(0, 13)
    assert _interval(tables, {0, 1, 3}, 0) == Interval(0, None)


def test_an_only_unknown_part_of_a_published_total_cannot_be_protected() -> None:
    """It is named, with the equation that discloses it."""
    tables = replace(_parts_of_a_total(None), weights=(3, None, None, None))
    assert suppress_cells(tables).unprotected == {0: Knowledge(Interval(3, 3), (0,))}


def test_bounds_that_readers_know_count() -> None:
    """The part that could hide another cannot where readers know that it is 9 or more."""
    tables = replace(_parts_of_a_total(), bounds=((0, None), (9, 10), (0, None), (0, None)))
    assert suppress_cells(tables).hidden == {0, 2}


def test_a_cell_that_is_never_published_protects_for_nothing() -> None:
    tables = replace(_parts_of_a_total(), hidden=frozenset({0, 2}))
    assert suppress_cells(tables).hidden == {0, 2}


def test_nothing_is_hidden_for_nothing() -> None:
    tables = replace(_parts_of_a_total(), hidden=frozenset(), protected={})
    assert suppress_cells(tables).hidden == frozenset()


def test_true_values_need_not_fit_an_equation() -> None:
    """A stated total of 35: readers are taken to know that it is two more than its parts."""
    tables = replace(_parts_of_a_total(), values=(3, 10, 20, 35))
    assert suppress_cells(tables).hidden == {0, 1}
    assert _interval(tables, {0, 1}, 0) == Interval(0, 13)


def test_readers_who_do_not_know_the_true_values_know_as_much() -> None:
    tables = _parts_of_a_total()
    published = replace(tables, values=(None, None, 20, 33))
    assert _interval(published, {0, 1}, 0) == _interval(tables, {0, 1}, 0)


def test_what_is_published_may_contradict_itself() -> None:
    published = replace(_parts_of_a_total(), values=(None, None, 40, 33))
    with pytest.raises(ContradictionError):
        intervals(published, {0, 1}, {0})


def test_a_rounded_mean_leaves_its_tolerance() -> None:
    """A mean of 2.5 over 10 units is a sum from 24.5 to 25.5, exclusive of nothing."""
    tables = LinkedTables(
        (25, Fraction(5, 2)),
        ((0, None), (0, None)),
        (True, False),
        (Equation(((0, 1), (1, -10)), Fraction(1, 2)),),
        (1, 1),
        frozenset({0}),
        {0: Protection(25, 25)},
    )
    assert _interval(tables, {0}, 0) == Interval(25, 25)
    assert _interval(replace(tables, integral=(False, False)), {0}, 0) == Interval(Fraction(49, 2), Fraction(51, 2))
    assert suppress_cells(replace(tables, protected={0: Protection(24, 26)})).hidden == {0, 1}


def test_amounts_are_protected_in_parts() -> None:
    """What is no whole number is protected as exactly as what is; a cell of less than the deviation cannot help."""
    tables = replace(
        _parts_of_a_total(),
        values=(Fraction(300), Fraction(21, 2), Fraction(2000), Fraction("2310.5")),
        integral=(False,) * 4,
        weights=(300, 11, 2000, 5000),
        protected={0: Protection(270, 330)},
    )
    assert suppress_cells(tables).hidden == {0, 2}


def test_whole_numbers_are_not_protected_by_parts() -> None:
    """Three of a cell can become four only together with one and a half of the other."""
    tables = LinkedTables(
        (3, 7, 27),
        ((0, None),) * 3,
        (True,) * 3,
        (Equation(((0, 2), (1, 3), (2, -1))),),
        (3, 7, 27),
        frozenset({0}),
        {0: Protection(2, 4)},
    )
    assert suppress_cells(tables).hidden == {0, 1}
    assert _interval(tables, {0, 1}, 0) == Interval(0, 12)


def test_a_sum_deviates_as_many_times_as_far_as_a_mean() -> None:
    """The mean of 40 units may deviate by one where their sum may by 40."""
    tables = LinkedTables(
        (Fraction(5, 2), 100, 400, 500),
        ((0, None),) * 4,
        (False, True, True, True),
        (Equation(((1, 1), (0, -40))), Equation(((1, 1), (2, 1), (3, -1)))),
        (5, 100, 400, 1000),
        frozenset({0, 1}),
        {0: Protection(Fraction(3, 2), Fraction(7, 2))},
    )
    assert suppress_cells(tables).hidden == {0, 1, 2}


def test_coefficients_can_be_any_numbers() -> None:
    tables = LinkedTables(
        (Fraction(700), Fraction(300), Fraction(1000)),
        ((0, None),) * 3,
        (False,) * 3,
        (Equation(((0, Fraction(1234567, 1000)), (1, -Fraction(7654321, 1000)), (2, Fraction(-17)))),),
        (1, 2, 3),
        frozenset({0}),
        {0: Protection(600, 800)},
    )
    assert suppress_cells(tables).hidden == {0, 1}


def test_what_has_not_changed_is_not_protected_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is before it in the tables: a component is protected by itself."""
    tables = _parts_of_a_total(total_weight=1001)
    suppress_cells(tables)
    monkeypatch.setattr(cell_suppression, "protect", None)
    later = LinkedTables(
        (7, *tables.values),
        ((0, None), *tables.bounds),
        (True, *tables.integral),
        tuple(Equation(tuple((cell + 1, number) for cell, number in each.terms)) for each in tables.equations),
        (7, *tables.weights),
        frozenset({1}),
        {1: tables.protected[0]},
    )
    assert suppress_cells(later).hidden == {1, 2}


def test_time_that_is_over_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never less protection."""
    monkeypatch.setattr(integer_program, "TIME_LIMIT", 0)
    with pytest.raises(SolverError):
        suppress_cells(random_tables(3))


def test_what_is_hidden_does_not_depend_on_how_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy hides the same, as work is counted in steps; time is limited as a last resort."""
    tables = random_tables(3)
    expected = suppress_cells(tables)
    assert integer_program.TIME_LIMIT >= 3600
    monkeypatch.setattr(cell_suppression, "_remembered", {})
    solve = integer_program._solution

    def solve_late(solver: Highs, *, or_best: bool = False) -> Solution | None:
        sleep(0.01)
        return solve(solver, or_best=or_best)

    monkeypatch.setattr(integer_program, "_solution", solve_late)
    assert suppress_cells(tables) == expected


def test_too_many_steps_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the cells that were to be protected: on every machine."""
    monkeypatch.setattr(cell_suppression, "_remembered", {})
    monkeypatch.setattr(integer_program, "MOST_NODES", 0)
    monkeypatch.setitem(integer_program._OPTIONS, "presolve", "off")
    with pytest.raises(SolverError) as error:
        suppress_cells(random_tables(3))
    assert error.value.cells


def test_a_plan_that_takes_too_many_steps_to_improve_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It protects all the same; at the most, it hides more than it has to."""
    tables = random_tables(3)
    least = _weight(tables)
    reach = Plan.reach

    def reach_or_fail(plan: Plan, goal: Goal, *, barred: int | None = None, budget: float = INFINITY) -> bool:
        if barred is not None:
            raise WorkLimitError("")
        return reach(plan, goal, budget=budget)

    def fail(*_: object) -> bool:
        raise WorkLimitError("")

    monkeypatch.setattr(cell_suppression, "_remembered", {})
    monkeypatch.setattr(Plan, "reach", reach_or_fail)
    monkeypatch.setattr(optimal_suppression, "_optimize", fail)
    assert not suppress_cells(tables).unprotected
    assert _weight(tables) >= least


def test_tables_that_contradict_themselves_are_refused() -> None:
    tables = _parts_of_a_total()
    with pytest.raises(ValueError, match="hidden"):
        replace(tables, hidden=frozenset())
    with pytest.raises(ValueError, match="bounds"):
        replace(tables, bounds=())
    with pytest.raises(ValueError, match="positive"):
        replace(tables, weights=(1, 1, 1, 0))


@given(st.integers(0, 10**6))
@settings(max_examples=12)
def test_readers_know_no_hidden_cell_exactly_and_no_sensitive_one_too_closely(seed: int) -> None:
    """Tables of one to three dimensions, with hierarchies, some linked: the engines agree on all intervals."""
    tables = random_tables(seed, cells=24)
    suppression = suppress_cells(tables)
    impossible = suppression.unprotected.keys()
    known = intervals(tables, suppression.hidden, suppression.hidden)
    assert set(glpk.narrow(tables, suppression.hidden)) <= impossible
    assert {cell: knowledge.interval for cell, knowledge in known.items()} == {
        cell: Interval(*map(_whole, glpk.interval(tables, suppression.hidden, cell))) for cell in known
    }


@pytest.mark.parametrize("seed", [3, 5, 7, 9, 10, 14, 19, 26])
def test_hardly_more_is_hidden_than_has_to_be(seed: int) -> None:
    tables = replace(random_tables(seed, cells=12), counts={})  # what more of them asks for is not in the programs
    assert _weight(tables) <= 1.05 * glpk.least_weight(tables) + 1e-6


def test_the_same_is_hidden_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = random_tables(12, cells=40)
    first = suppress_cells(tables)
    monkeypatch.setattr(cell_suppression, "_remembered", {})
    assert suppress_cells(pickle.loads(pickle.dumps(tables))) == first


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
