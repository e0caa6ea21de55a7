"""A file has no more cells than it can hold, and says what it leaves out. All tables are synthetic."""

from __future__ import annotations

import pytest
from bulletin.rendering.pdf.encoding import Data
from bulletin.rendering.pdf.shortening import ROWS, shorten
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.pdf.files import context

_TABLES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 400), st.integers(0, 3)), max_size=8)


def table(columns: int, rows: int, summaries: int) -> Data:
    """A table of rows with a note each, every other one of a part of the cell, and rows of totals below them."""
    return {
        "kind": "table",
        "columns": [None] * columns,
        "rows": [row(number) for number in range(1, rows + summaries + 1)],
        "summaries": summaries,
        "notes": [[number, [f"note {number}"]] for number in range(1, rows + summaries + 1)],
        "below": [["source"]],
    }


def row(number: int) -> Data:
    """A row that is known by its note."""
    of_part = number % 2 == 0
    notes: list[int] = [] if of_part else [number]
    return {"cells": ["raised", {"notes": notes, "lines": [["raised", {"raised": [number]}] if of_part else ["5"]]}]}


@given(_TABLES, st.integers(1, 20_000))
def test_cells_are_bounded_and_totals_stay(shapes: list[tuple[int, int, int]], cells: int) -> None:
    """The first rows of each table stay, all totals and their notes, few enough unless they are the fewest."""
    tables = [table(*shape) for shape in shapes]
    shorten(context().words, tables, cells)
    left = [len(made["rows"]) - made["summaries"] for made in tables]
    for made, (_columns, rows, summaries), shown in zip(tables, shapes, left, strict=True):
        numbers = [*range(1, shown + 1), *range(rows + 1, rows + summaries + 1)]
        assert made["rows"] == list(map(row, numbers))
        assert made["notes"] == [[number, [f"note {number}"]] for number in numbers]
        assert len(made["below"]) == 1 + (shown < rows)
    most = max(left, default=0)
    assert most <= ROWS[0]
    assert most <= ROWS[-1] or sum(n * len(made["columns"]) for n, made in zip(left, tables, strict=True)) <= cells


@pytest.mark.parametrize(("rows", "shown"), [(ROWS[0], ROWS[0]), (ROWS[0] + 1, ROWS[0])])
def test_what_is_left_out_is_counted(rows: int, shown: int) -> None:
    made = table(2, rows, 1)
    shorten(context("en").words, [made])
    said = [f"The first {shown} of {rows} rows; the others are on the web."]
    assert made["below"] == [*([said] if shown < rows else []), ["source"]]
