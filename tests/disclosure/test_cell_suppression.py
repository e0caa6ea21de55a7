"""Cell suppression keeps what readers can know of sensitive cells at least as wide as asked for."""

from __future__ import annotations

from bulletin.disclosure.cell_suppression import suppress_cells
from bulletin.disclosure.intervals import intervals
from bulletin.disclosure.linked_tables import Equation, Interval, LinkedTables, Protection


def _parts_of_a_total(total_weight: int | None) -> LinkedTables:
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


def test_the_least_weight_is_hidden() -> None:
    suppression = suppress_cells(_parts_of_a_total(1000))
    assert suppression.hidden == {0, 1}
    assert suppression.unprotected == ()


def test_what_readers_can_know_of_hidden_cells() -> None:
    tables = _parts_of_a_total(1000)
    known = intervals(tables, {0, 1}, {0, 1}, time_limit=10)
    assert {cell: knowledge.interval for cell, knowledge in known.items()} == {0: Interval(0, 13), 1: Interval(0, 13)}
