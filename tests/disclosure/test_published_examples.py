"""Cell suppression and its audit give the answers that are published for tables of others.

The numbers are of these sources: Fischetti and Salazar, *Management Science* 47 (2001), 1008-1027, figure 1; the tests
of the R package sdcTable (``problemdata``, linked tables); the vignette "Small count frequency table suppression" of
the R package GaussSuppression of Statistics Norway, and the data of "Magnitude table suppression"; the examples 1 and 2
of section 4.2 of Hundepool et al., *Statistical Disclosure Control* (2012).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure.cell_suppression import suppress_cells
from bulletin.disclosure.intervals import intervals
from bulletin.disclosure.linked_tables import Equation, Interval, LinkedTables, Protection
from bulletin.disclosure.sensitivity import sensitive_figures
from bulletin.model.keys import ObservationKey

from tests.analysis.builders import FLAT, corpus, observed, period
from tests.disclosure.test_policy import ruled


def _table(
    rows: Sequence[Sequence[int | None]], sensitive: dict[int, Protection], hidden: Collection[int] = ()
) -> LinkedTables:
    """A table whose last row and column are totals; its cells are numbered row by row."""
    width = len(rows[0])
    values = tuple(value for row in rows for value in row)
    cells = [range(number * width, (number + 1) * width) for number in range(len(rows))]
    sums = [*cells, *zip(*cells, strict=True)]
    return LinkedTables(
        values,
        ((0, None),) * len(values),
        (True,) * len(values),
        tuple(_sum(cells[-1], cells[:-1]) for cells in sums),
        tuple((value or 0) + 1 for value in values),
        frozenset([*sensitive, *hidden]),
        sensitive,
    )


def _sum(whole: int, parts: Iterable[int]) -> Equation:
    return Equation(((whole, -1), *((part, 1) for part in parts)))


INVESTMENT = ([20, 50, 10, 80], [8, 19, 22, 49], [17, 32, 12, 61], [45, 101, 44, 190])
"""Of enterprises by activity and region; that of activity II in region C is sensitive."""


def test_what_the_missing_entries_of_fischetti_and_salazar_can_be() -> None:
    tables = _table(INVESTMENT, {6: Protection(5, 30)})
    known = intervals(tables, {4, 6, 8, 10}, {6})
    assert known[6].interval == Interval(5, 30)


def test_the_least_that_has_to_be_hidden_of_their_table() -> None:
    """A range of 5 to 30 needs the rectangle that they give; it is also the lightest."""
    assert suppress_cells(_table(INVESTMENT, {6: Protection(5, 30)})).hidden == {4, 6, 8, 10}


def test_two_missing_entries_in_every_row_and_column_may_not_be_enough() -> None:
    """Rows w and x less columns a and c leave a single number in w, b: it is 47 (sdcTable)."""
    rows = (
        [None, None, None, 89, 230],
        [None, 124, None, 31, 250],
        [92, None, 59, None, 336],
        [800, None, 651, None, 3127],
        [1021, 1262, 770, 890, 3943],
    )
    hidden = {0, 1, 2, 5, 7, 11, 13, 16, 18}
    known = intervals(_table(rows, {}, hidden), hidden, hidden)
    assert known[1].interval == Interval(47, 47)
    assert {cell for cell, knowledge in known.items() if knowledge.interval.lower == knowledge.interval.upper} == {1}


def test_tables_that_are_safe_alone_may_not_be_together() -> None:
    """Regions by county and by group: the difference of a county and a group is two regions (sdcTable)."""
    regions = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
    sums = {"county-1": "ABIJ", "county-2": "KLMN", "small": "ABIJKN", "big": "LM"}
    names = [*regions, *sums, "total"]
    values = {**regions, **{name: sum(regions[part] for part in parts) for name, parts in sums.items()}, "total": 36}
    equations = [(whole, tuple(parts)) for whole, parts in sums.items()]
    equations += [("total", ("county-1", "county-2")), ("total", ("small", "big"))]
    small = frozenset(names.index(name) for name, count in regions.items() if count <= 3)
    tables = LinkedTables(
        tuple(values[name] for name in names),
        ((0, None),) * len(names),
        (True,) * len(names),
        tuple(_sum(names.index(whole), map(names.index, parts)) for whole, parts in equations),
        tuple(values[name] for name in names),
        small,
        {cell: Protection(values[names[cell]] - 1, values[names[cell]] + 1) for cell in small},
    )
    assert intervals(tables, small, {names.index("K")})[names.index("K")].interval == Interval(3, 3)
    assert suppress_cells(tables).hidden - small == {names.index("N")}


def test_a_zero_that_discloses() -> None:
    """Young people in Portugal are none; the same other counts are hidden as by GaussSuppression."""
    rows = ([2, 0, 5, 7], [3, 4, 6, 13], [5, 4, 11, 20])
    assert suppress_cells(_table(rows, {1: Protection(0, 1)})).hidden == {0, 1, 4, 5}


# --- sensitive amounts ------------------------------------------------------------------------------------------------


def _level(contributions: Sequence[str], **rule: object) -> Protection | None:
    """What readers must still hold possible of a total of these contributions; None: it is not sensitive."""
    made = corpus(
        *(
            observed(unit, 2019, Decimal(amount), measure="land")
            for unit, amount in zip("abc", contributions, strict=False)
        ),
        organizations=FLAT,
    )
    made = ruled(made, measures=["land"], **rule)
    policy = made.catalogue.disclosure
    assert policy is not None
    found = sensitive_figures(made.catalogue, policy, compile_tables(made))
    total = found.get(ObservationKey("top", "land", period(2019)))
    return None if total is None else total.protection


def test_the_second_largest_company_estimates_the_largest_to_two_percent() -> None:
    """Example 1 of the handbook: safe by (1,90) dominance, sensitive by p% with p of 10; and by how much."""
    amounts = ("50000", "49000", "1000")
    assert _level(amounts, dominance={"largest": 1, "percent": 90}) is None
    assert _level(amounts, **{"p-percent": 10}) == Protection(96_000, 104_000)
    assert _level(amounts, **{"p-percent": 2}) is None


def test_dominance_of_two_protects_more_than_the_same_percentage_of_the_largest() -> None:
    """Example 2 of the handbook: the estimate is 15.4 % too large, and 102,000 of 110,000 is more than 90.9 %."""
    amounts = ("52000", "50000", "8000")
    assert _level(amounts, **{"p-percent": 10}) is None
    assert _level(amounts, **{"p-percent": 16}) is not None
    assert _level(amounts, dominance={"largest": 2, "percent": Decimal("90.9")}) is not None


@pytest.mark.parametrize(
    ("contributions", "is_sensitive"),
    [
        (("75.9", "24.5"), True),
        (("77.4", "11.5", "16.4"), False),
        (("9.6", "8.8", "1.9"), True),
    ],
    ids=["all of two", "89 %", "91 %"],
)
def test_what_two_companies_make_more_than_90_percent_of(contributions: Sequence[str], is_sensitive: bool) -> None:
    """Cells of the data "magnitude1" of GaussSuppression, of which two companies make so much."""
    assert (_level(contributions, dominance={"largest": 2, "percent": 90}) is not None) is is_sensitive
