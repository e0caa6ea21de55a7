"""Which columns fold below which width, and when rows become cards, follow from priorities and from what cells hold."""

from __future__ import annotations

from dataclasses import replace

from bulletin.rendering.table_layout import ALWAYS, CARD_WIDTHS, PLACES, WIDTHS, layout_of
from bulletin.rendering.views import Cell, ColumnHeader, Layout, Priority, TableRow
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(alphabet="abc 0", max_size=30)
COLUMNS = st.builds(ColumnHeader, TEXTS, st.booleans(), wide=st.booleans(), priority=st.sampled_from(Priority))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[ColumnHeader], list[TableRow]]:
    """Columns, the first of which says what a row is about, and one to three rows."""
    columns = draw(st.lists(COLUMNS, min_size=1, max_size=PLACES + 4))
    columns[0] = replace(columns[0], priority=Priority.ESSENTIAL)
    cells = st.tuples(*(st.builds(Cell, TEXTS, detail=TEXTS) for _ in columns))
    return columns, draw(st.lists(st.builds(TableRow, cells), min_size=1, max_size=3))


def folds(layout: Layout) -> dict[int, float]:
    """Below which width each column folds that does, by its place; infinitely wide where it always does."""
    named = (name.split("-") for name in layout.classes.split() if name.startswith("fold-"))
    return {int(place): int(width) or float("inf") for _, width, place in named}


@given(tables())
def test_columns_fold_by_their_priority(table: tuple[list[ColumnHeader], list[TableRow]]) -> None:
    """No essential column folds, and none before one of a lower priority, or behind it in the same."""
    columns, rows = table
    found = folds(layout_of(columns, rows))
    order = sorted(range(len(columns)), key=lambda place: (columns[place].priority, place))
    known = [found.get(place + 1, 0) for place in order if place < PLACES - 1]
    assert known == sorted(known)
    assert all(columns[place - 1].priority for place in found if place < PLACES)


@given(tables())
def test_style_sheet_knows_every_class(table: tuple[list[ColumnHeader], list[TableRow]]) -> None:
    """The widths and places in classes are those of the style sheet; the block says the widest of the folds."""
    layout = layout_of(*table)
    found = folds(layout)
    assert set(found) <= set(range(2, PLACES + 1))
    assert set(found.values()) <= {*WIDTHS, float("inf")}
    cards = [name for name in layout.classes.split() if name.startswith("cards-") and name != "cards-beside"]
    assert layout.has_cards == bool(cards)
    assert set(cards) <= {f"cards-{width}" for width in (*CARD_WIDTHS, ALWAYS)}
    widest = max(found.values(), default=None)
    assert layout.folds == ("" if widest is None else f"folds-{ALWAYS if widest == float('inf') else widest}")


@given(tables(), st.integers(0, PLACES))
def test_longer_texts_never_need_less_width(table: tuple[list[ColumnHeader], list[TableRow]], longer: int) -> None:
    """With a longer word in a cell, no column is shown from a smaller width on."""
    columns, rows = table
    first, *others = rows
    place = longer % len(columns)
    cells = list(first.cells)
    cells[place] = cells[place]._replace(text=cells[place].text + "abc")
    before, after = (folds(layout_of(columns, each)) for each in (rows, [first._replace(cells=tuple(cells)), *others]))
    assert all(after.get(place, 0) >= width for place, width in before.items())


def test_small_tables_are_shown_as_they_are() -> None:
    """What fits a phone neither folds nor becomes cards."""
    columns = [ColumnHeader("Year"), ColumnHeader("Figure", numeric=True, priority=Priority.COMPARISON)]
    assert layout_of(columns, [TableRow((Cell("2023"), Cell("323,009")))]) == Layout("number-2")


def test_rows_of_many_essential_columns_are_cards() -> None:
    """Where a phone cannot hold what a row is about, its value, target and status, they are below each other."""
    columns = [ColumnHeader(title) for title in ("Organization", "Measure", "Period", "Status", "Target", "Figure")]
    row = TableRow(tuple(Cell(text) for text in ("North", "Membership", "2023", "assessable", "1,000", "1,115")))
    assert layout_of(columns, [row]) == Layout("cards-48", "", has_cards=True)
