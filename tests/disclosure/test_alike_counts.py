"""Which figures are hidden beside small counts says that these are small, and not how small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bulletin.disclosure.alike_counts import with_alike_counts
from bulletin.disclosure.cell_suppression import suppress_cells
from bulletin.disclosure.components import components
from bulletin.disclosure.linked_tables import LinkedTables, Protection
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.random_tables import THRESHOLD, Tables, flat

SMALL = Protection(1, THRESHOLD - 1)
Counts = Sequence[Sequence[int]]


def linked(counts: Counts) -> LinkedTables:
    """Rows of counts with all their sums, of which no zero is hidden; what each is worth does not depend on it."""
    tables = Tables()
    sizes = [flat(len(counts), "row"), flat(len(counts[0]), "column")]
    cells: dict[tuple[str, ...], int] = {
        (f"row.{r}", f"column.{c}"): count for r, row in enumerate(counts) for c, count in enumerate(row)
    }
    tables.add("people", sizes, cells)
    made = tables.linked(least=1)
    weights = tuple(10 + len(made.values) - cell for cell in range(len(made.values)))
    return replace(made, weights=weights, counts=dict.fromkeys(range(len(made.values)), SMALL))


small, large = st.integers(1, THRESHOLD - 1), st.integers(THRESHOLD, 60)


@st.composite
def alike(draw: st.DrawFn) -> tuple[Counts, Counts]:
    """Two tables of which the same counts are small; their sums are large."""
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    is_small = [[draw(st.booleans()) for _ in range(columns)] for _ in range(rows)]
    is_small[-1] = [False] * columns
    for row in is_small:
        row[-1] = False
    is_small[0][0] = True
    first, second = ([[draw(small if each else large) for each in row] for row in is_small] for _ in range(2))
    return first, second


@given(alike())
def test_the_choice_looks_at_which_counts_are_small(both: tuple[Counts, Counts]) -> None:
    """What it looks at is the same, whatever they are: the bounds of deviations, and how large they have to be."""
    chosen = [[*components(with_alike_counts(made), range(len(made.values)))] for made in map(linked, both)]
    assert chosen[0] == chosen[1]


@given(st.lists(st.booleans(), min_size=3, max_size=7), st.data())
def test_lists_of_which_the_same_are_small_hide_the_same(is_small: list[bool], data: st.DataObject) -> None:
    lists = [[data.draw(small if each else large) for each in is_small] + [THRESHOLD * 3] for _ in range(2)]
    first, second = (suppress_cells(linked([each])).hidden for each in lists)
    assert first == second


def test_nobody_learns_that_small_counts_are_as_small_as_can_be() -> None:
    """A third count is not hidden beside two only where these are 1 and 1; so from 7 nobody learns of 5, 1 and 1."""
    hidden = {suppress_cells(linked([[a, b, 7, 9, 40]])).hidden for a in range(1, 5) for b in range(1, 5)}
    assert len(hidden) == 1


def test_whatever_small_counts_are_they_are_protected() -> None:
    """The choice that does not look at them is completed by what a true count asks for besides."""
    for counts in ([[1, 4, 30], [9, 20, 6]], [[4, 4, 5], [4, 5, 5]], [[1, 1, 5], [5, 5, 5]]):
        assert not suppress_cells(linked(counts)).unprotected


def test_tables_without_small_counts_are_left_as_they_are() -> None:
    tables = linked([[10, 20], [30, 40]])
    assert with_alike_counts(tables) is tables
