"""Which figures are hidden beside small counts says that these are small, and not how small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from bulletin.disclosure.alike_counts import sensitive_counts, with_alike_counts, with_fitted_counts, with_known_sizes
from bulletin.disclosure.cell_suppression import suppress_cells
from bulletin.disclosure.cells import Cells
from bulletin.disclosure.components import components
from bulletin.disclosure.intervals import intervals
from bulletin.disclosure.linked_tables import Interval, LinkedTables, Protection
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Quantity
from hypothesis import example, given
from hypothesis import strategies as st

from tests.analysis.builders import period
from tests.disclosure.random_tables import THRESHOLD, Tables, flat

Counts = Sequence[Sequence[int]]


def linked(counts: Counts, threshold: int = THRESHOLD) -> LinkedTables:
    """Rows of counts with all their sums, of which no zero is hidden; what each is worth does not depend on it."""
    tables = Tables()
    sizes = [flat(len(counts), "row"), flat(len(counts[0]), "column")]
    cells: dict[tuple[str, ...], int] = {
        (f"row.{r}", f"column.{c}"): count for r, row in enumerate(counts) for c, count in enumerate(row)
    }
    tables.add("people", sizes, cells)
    small = Protection(1, threshold - 1)
    sensitive = {cell: small for cell, value in enumerate(tables.values.values()) if 0 < value < threshold}
    made = tables.linked(sensitive, least=1)
    weights = tuple(10 + len(made.values) - cell for cell in range(len(made.values)))
    return replace(made, weights=weights, counts=dict.fromkeys(range(len(made.values)), small))


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
def test_the_first_choice_looks_at_which_counts_are_small(both: tuple[Counts, Counts]) -> None:
    """What it looks at is the same, whatever they are: the bounds of deviations, and how large they have to be."""
    first, second = ([*components(_first(linked(counts)), range(len(linked(counts).values)))] for counts in both)
    assert first == second


def _first(tables: LinkedTables) -> LinkedTables:
    cells = sensitive_counts(tables)
    return with_alike_counts(tables, cells, cells)


@given(st.lists(large, min_size=9, max_size=9), small, st.integers(1, 60))
def test_what_is_hidden_further_looks_at_what_is_published(counts: list[int], least: int, by: int) -> None:
    """Numbers that fit it are found in the place of hidden ones: the same where other numbers have the same sums."""
    a, b, c, d, e, f, g, h, _ = counts
    first = linked([[a, b + by, c], [d + by, e, f], [g, h, least]])
    second = linked([[a + by, b, c], [d, e + by, f], [g, h, least]])
    leaves = frozenset(cell for cell in range(16) if cell > 3 and cell % 4)
    protected = dict.fromkeys(sensitive_counts(first), Protection(1, THRESHOLD))
    seen = [with_fitted_counts(replace(each, hidden=leaves), protected) for each in (first, second)]
    assert seen[0] == seen[1]


@given(st.lists(st.booleans(), min_size=3, max_size=7), st.data())
def test_lists_of_which_the_same_are_small_hide_the_same(is_small: list[bool], data: st.DataObject) -> None:
    """As long as they leave all possibilities: those that are not small are far from being so."""
    far = st.integers(THRESHOLD * 2, 60)
    lists = [[data.draw(small if each else far) for each in is_small] + [THRESHOLD * 3] for _ in range(2)]
    first, second = (suppress_cells(linked([each])).hidden for each in lists)
    assert first == second


@given(st.lists(st.integers(1, 8), min_size=3, max_size=4))
def test_who_knows_which_counts_of_a_list_are_small_and_how_cells_are_chosen_does_not_know_how_small(
    counts: list[int],
) -> None:
    """Of all lists that fit what is published, those of which the same cells are hidden have each small number."""
    hidden = suppress_cells(linked([counts], 3)).hidden
    alike = [each for each in _fitting(counts, hidden) if suppress_cells(linked([each], 3)).hidden == hidden]
    assert counts in alike
    for position, count in enumerate(counts):
        assert count > 2 or {each[position] for each in alike} == {1, 2}


def _fitting(counts: list[int], hidden: frozenset[int]) -> Iterator[list[int]]:
    """The lists of which the same counts are below 3, and the same numbers and sum published."""
    largest = max(counts) + 3
    possible = [
        [count] if cell not in hidden else range(1, 3) if count < 3 else range(3, largest)
        for cell, count in enumerate(counts, 1)
    ]
    for each in product(*possible):
        if 0 in hidden or sum(each) == sum(counts):
            yield list(each)


numbers = st.integers(1, 8) | st.sampled_from([20, 40])


@given(
    threshold=st.integers(2, 4),
    counts=st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=2, max_size=3),
    is_stated=st.booleans(),
)
@example(threshold=3, counts=[[6, 20, 5], [20, 2, 8], [20, 20, 3]], is_stated=False)
@example(threshold=3, counts=[[1, 8, 4], [1, 1, 20]], is_stated=False)
@example(threshold=4, counts=[[2, 1, 3], [4, 1, 20]], is_stated=False)
def test_who_knows_which_counts_of_a_table_are_small_holds_each_small_number_possible(
    threshold: int, counts: Counts, is_stated: bool
) -> None:
    """And one more; but where they would know as much of the count if nothing was published."""
    tables = with_stated_total(linked(counts, threshold)) if is_stated else linked(counts, threshold)
    cells = sensitive_counts(tables)
    seen = with_known_sizes(tables, {})
    found, least = (
        intervals(seen, hidden, cells) for hidden in (suppress_cells(tables).hidden, frozenset(range(len(seen.values))))
    )
    for cell, known in found.items():
        assert known.interval in {Interval(1, threshold), least[cell].interval}


def with_stated_total(tables: LinkedTables) -> LinkedTables:
    """The tables with a total that is 30 more than its parts, as its source states."""
    return replace(tables, values=(tables.values[0] + 30, *tables.values[1:]))  # type: ignore[operator]


def test_a_stated_total_changes_nothing() -> None:
    """Readers know how far it is from its parts."""
    tables = [linked([[40, 9, *pair]], 3) for pair in ((1, 3), (1, 4), (2, 3))]
    assert [suppress_cells(with_stated_total(each)).hidden for each in tables] == [
        suppress_cells(each).hidden for each in tables
    ]


def test_what_readers_know_already_stays_known() -> None:
    """A count that was rounded, and one that is below 4 by what is published; what another rule hides may be any."""
    made = linked([[2, 16, 6, 40]], 3)
    bounds = {1: (2, 4), 2: (15, 24)}
    made = replace(
        made,
        bounds=tuple(bounds.get(cell, usual) for cell, usual in enumerate(made.bounds)),
        hidden=frozenset({1, 2, 3, 6}),
        protected={**made.protected, 3: Protection(1, 7)},
    )
    assert sensitive_counts(made) == {1, 6}
    assert with_known_sizes(made, {}).bounds[1:5] == ((2, 3), (15, 24), (1, None), (3, None))
    assert with_alike_counts(made, {1}, {1}).protected == {1: Protection(2, 4), 3: Protection(1, 7)}


def test_a_count_that_a_stricter_rule_has_hidden_stays_as_sensitive() -> None:
    cells = Cells()
    cell = cells.figure(ObservationKey("a", "joined", period(2019)), Quantity(Decimal(6)), (1, None), 1, whole=True)
    for rule, expected in (((1, 2), (1, 2)), ((1, 7), (1, 7)), ((1, 2), (1, 7))):
        cells.note_count(cell, Protection(*rule))
        assert cells.linked().counts[cell] == expected
        if expected == (1, 7):
            cells.hide(cell, Protection(1, 7))
    assert sensitive_counts(cells.linked()) == {cell}


def test_further_cells_are_hidden_where_a_sum_leaves_one_possibility_or_few() -> None:
    """Of two that add up to 4 the sensitive one is 1; were 5 not treated alike, it would be 1 beside two others."""
    assert {len(suppress_cells(linked([[40, 9, *pair]], 3)).hidden) for pair in ((1, 3), (1, 4), (2, 3))} == {6}
    assert {len(suppress_cells(linked([[40, 9, *pair]], 3)).hidden) for pair in ((1, 5), (2, 4), (2, 30))} == {4}


def test_whatever_small_counts_are_they_are_protected() -> None:
    """The choice that does not look at them is completed by what a true count asks for besides."""
    for counts in ([[1, 4, 30], [9, 20, 6]], [[4, 4, 5], [4, 5, 5]], [[1, 1, 5], [5, 5, 5]]):
        assert not suppress_cells(linked(counts)).unprotected
