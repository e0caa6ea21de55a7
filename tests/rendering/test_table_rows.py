"""Rows of tables: text is encoded wherever it is, and a cell shows what it has most of: sources, links, a formula."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bulletin.rendering.table_rows import HtmlWriter
from bulletin.rendering.views import CategoryValue, Cell, CellBar, ColumnHeader, Formula, Layout, Link, Table, TableRow

HOSTILE = "<b>\"'&{{ 1 }}`</td>"
LINK = Link(HOSTILE, f"../{HOSTILE}", HOSTILE)
FORMULA = Formula((LINK, LINK._replace(text="2")), after=HOSTILE, before=HOSTILE, sign=HOSTILE)
WRITER = HtmlWriter("en", ())
EVERYTHING = Cell(
    text=HOSTILE,
    detail=HOSTILE,
    flags=(HOSTILE,),
    inferred=True,
    notes=(1, 2),
    shade="late",
    record=LINK._replace(href=""),
    line="M1 2",
    bar=CellBar(40, 60),
    anchor="here",
)


def written(*cells: Cell, anchor: str = "", depth: int = 0, has_cards: bool = False) -> ET.Element:
    """A row of a table as an element, without what HTML knows and XML does not."""
    columns = tuple(ColumnHeader(f"{HOSTILE} {number}") for number, _ in enumerate(cells))
    table = Table("t", "", "", columns, (TableRow(cells, depth, anchor),), "", layout=Layout(has_cards=has_cards))
    return ET.fromstring(str(WRITER.rows(table)).replace("<br>", "<br/>"))


@pytest.mark.parametrize(
    "cell",
    [
        EVERYTHING,
        Cell(HOSTILE, links=(LINK, LINK)),
        Cell(HOSTILE, links=(LINK, LINK), sources=(1,)),
        Cell(HOSTILE, arithmetic=FORMULA),
        Cell(HOSTILE, detail=HOSTILE, formula=FORMULA),
        Cell(
            HOSTILE, categories=(CategoryValue("a", HOSTILE, HOSTILE, (HOSTILE,), (3,), FORMULA, LINK),) * 2, notes=(1,)
        ),
    ],
    ids=["everything", "links", "sources", "arithmetic", "formula", "categories"],
)
def test_text_is_encoded_wherever_it_is(cell: Cell) -> None:
    """Hostile text leaves the elements as they are, and is read as typed."""
    row = written(cell, cell)
    harmless = _harmless(cell)
    plain = written(harmless, harmless)
    assert [element.tag for element in row.iter()] == [element.tag for element in plain.iter()]
    assert "".join(row.itertext()) == "".join(plain.itertext()).replace("typed", HOSTILE)


def _harmless(value: Any) -> Any:
    """The same with other text."""
    if isinstance(value, str):
        return value.replace(HOSTILE, "typed")
    if isinstance(value, tuple):
        parts = map(_harmless, value)
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def test_a_cell_shows_one_thing() -> None:
    """Numbers of sources take the place of as many links, links that of a formula, and that of its text."""
    cell = Cell(
        "text", links=(Link("named", "a"), Link("linked", "b")), arithmetic=Formula((), "computed"), sources=(7,)
    )
    assert "".join(written(Cell("head"), cell)[1].itertext()) == "[7], linked"
    assert "".join(written(Cell("head"), cell._replace(sources=()))[1].itertext()) == "named, linked"
    assert "".join(written(Cell("head"), cell._replace(sources=(), links=()))[1].itertext()) == "computed"
    assert "".join(written(Cell("head"), Cell("text"))[1].itertext()) == "text"


def test_rows_have_headings_and_cards_have_labels() -> None:
    """The first cell is the heading of its row; on a card, each other one that shows anything names its column."""
    row = written(Cell("head"), EVERYTHING, Cell(detail="only"), anchor="place", depth=2, has_cards=True)
    assert row.attrib == {"id": "place"}
    assert [cell.tag for cell in row] == ["th", "td", "td"]
    assert row[0].attrib == {"scope": "row", "class": "bulletin-depth-2"}
    assert row[1].attrib == {"id": "here", "class": "bulletin-shade-late", "data-label": f"{HOSTILE} 1"}
    assert row[2].attrib == {}


def test_remarks_follow_what_a_cell_says() -> None:
    """Flags, how a value was found, notes, detail, record, and pictures that repeat the number."""
    said = "".join(written(Cell("head"), EVERYTHING)[1].itertext()).replace(HOSTILE, "typed")
    assert said == "typed [typed] (inferred)\u202f1\u202f2(typed)typed  "
