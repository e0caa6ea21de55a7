"""Cross tables: cells, margins and what is left, on the page and in its files. SYNTHETIC figures only."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.model.records import Observation
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.export.encoding import figure_entry
from bulletin.rendering.files import tables_of
from bulletin.rendering.links import figure_anchor
from bulletin.rendering.views import Table

from tests.analysis.crossings import cell, crossed_corpus, stated
from tests.rendering.export.one_table import table_bytes
from tests.rendering.tables import job_of, table_of
from tests.sites import EN

ROWS = {"women": {"young": 1, "middle": 2, "old": 3}, "men": {"young": 4, "middle": 5, "old": 6}}
TRADES = {sex: {age: {"printer": n, "binder": 0} for age, n in row.items()} for sex, row in ROWS.items()}


def page(*records: Observation, **other: Any) -> PageContext:
    """The context of pages of what these observations make."""
    corpus = crossed_corpus(*records, **other)
    return PageContext.of(release(corpus, compile_tables(corpus)), EN, charts=False)


def crossed(made: PageContext, organization: str = "a") -> dict[str, Table]:
    """The cross tables of an organization, by id."""
    tables = tables_of(job_of(made, f"organizations/{organization}.md").context)
    return {table.id: table for table in tables if table.id.startswith("crossed")}


def texts(table: Table) -> list[list[str]]:
    """What the cells of a table show, below the titles of the columns."""
    rows = [[cell.links[0].text if cell.links else cell.text for cell in row.cells] for row in table.rows]
    return [[column.title for column in table.columns], *rows]


def name(category: str) -> str:
    """What a category is called."""
    return f"{category} (synthetic)"


def test_a_cross_table_has_the_smaller_breakdown_in_its_columns_and_all_margins() -> None:
    """The sums of what nobody states are marked by a note; what somebody states leads to its own place."""
    made = page(stated(21, {"sex-and-age": ROWS, "sex": {"women": 6, "men": 15}}))
    (table,) = crossed(made).values()
    assert texts(table) == [
        [name("age"), "Total", name("women"), name("men")],
        ["Total", "21", "6", "15"],
        [name("young"), "5", "1", "4"],
        [name("middle"), "7", "2", "5"],
        [name("old"), "9", "3", "6"],
    ]
    assert [row.depth for row in table.rows] == [0, 1, 1, 1]
    assert [note.text for note in table.notes] == ["Added up from the cells: no source states it."]
    assert [row.cells[1].notes for row in table.rows] == [(), (1,), (1,), (1,)]
    assert table.rows[2].cells[2].anchor == figure_anchor(cell("sex-and-age", "women.middle"))
    assert "joined (synthetic) by sex (synthetic) × age (synthetic) – 2019" in table.caption


def test_a_partial_crossing_says_how_much_of_the_total_it_is() -> None:
    """What is left has a row and a column of its own, and a note has the numbers."""
    made = page(stated(30, {"sex-and-age": ROWS, "sex": {"women": 8, "men": 15}, "age": {"young": 6}}))
    (table,) = crossed(made).values()
    assert texts(table) == [
        [name("age"), "Total", name("women"), name("men"), "Not stated"],
        ["Total", "30", "8", "15", "9"],
        [name("young"), "6", "1", "4", "1"],
        [name("middle"), "7", "2", "5", ""],
        [name("old"), "9", "3", "6", ""],
        ["Not stated", "9", "2", "", ""],
    ]
    assert any(
        "Of 30" in note.text and "21 are given by sex (synthetic) × age (synthetic)" in note.text
        for note in table.notes
    )


def test_margins_that_cannot_be_known_are_said_to_be_missing() -> None:
    """Where a cell lacks and nobody states the margin."""
    rows = {"women": ROWS["women"], "men": {"young": 4}}
    (table,) = crossed(page(stated("not-available", {"sex-and-age": rows}))).values()
    assert texts(table)[1:] == [
        ["Total", "not available", "6", "Not stated"],
        [name("young"), "5", "1", "4"],
        [name("middle"), "Not stated", "2", ""],
        [name("old"), "Not stated", "3", ""],
    ]


def test_three_breakdowns_are_nested_rows() -> None:
    """The one with fewer categories, and of these the last, is in the columns; the others follow each other."""
    made = page(stated(21, {"sex-and-age-and-trade": TRADES, "sex-and-age": ROWS}))
    table = crossed(made)["crossed-2"]
    assert [column.title for column in table.columns] == [
        "sex (synthetic), age (synthetic)",
        "Total",
        name("printer"),
        name("binder"),
    ]
    assert [row.depth for row in table.rows] == [0, *([1, 2, 2, 2] * 2)]
    assert texts(table)[2:4] == [[name("women"), "6", "6", "0"], [name("young"), "1", "1", "0"]]


def test_earlier_periods_are_in_a_table_of_their_own() -> None:
    """The latest period has a table of its own; the others have a column of periods."""
    made = page(*(stated(21, {"sex-and-age": ROWS}, when=year) for year in ("2017", "2018", "2019")))
    tables = crossed(made)
    assert list(tables) == ["crossed-1", "crossed-1-earlier"]
    assert [row[1] for row in texts(tables["crossed-1-earlier"])[1:]] == ["2018"] * 4 + ["2017"] * 4
    assert len(texts(tables["crossed-1"])) == 5


def test_crossed_cells_are_in_no_list_of_categories() -> None:
    """They are in the cross table once, and each where links lead to it."""
    made = page(stated(21, {"sex-and-age": ROWS, "sex": {"women": 6}}))
    tables = list(tables_of(job_of(made, "organizations/a.md").context))
    named = [part.name for table in tables for row in table.rows for each in row.cells for part in each.categories]
    assert named == [name("women")]
    anchors = [each.anchor for table in tables for row in table.rows for each in row.cells if each.anchor]
    assert sorted(anchors) == sorted(
        figure_anchor(figure.key)
        for figure in made.tables.figures
        if figure.key.is_crossed and figure.key.organization == "a"
    )
    source = next(iter(tables_of(job_of(made, "sources/letter.md").context)))
    assert len(source.rows) == 2
    assert source.more is not None
    assert source.more.text.startswith("6 figures of crossed breakdowns")


def test_a_suppressed_cell_is_in_no_sum_and_no_remainder() -> None:
    """Nor can it be read off its row or its column."""
    rows: Mapping[str, Any] = {**ROWS, "women": {**ROWS["women"], "young": "suppressed"}}
    made = page(stated(30, {"sex-and-age": rows, "sex": {"women": 6, "men": 15}, "age": {"young": 5}}))
    (table,) = crossed(made).values()
    young, men = texts(table)[2], [row[3] for row in texts(table)[1:]]
    assert young[1:] == ["5", "suppressed", "suppressed"]
    assert men.count("suppressed") == 2
    assert "Not stated" not in texts(table)[0]


def test_sums_that_differ_say_of_which_margin() -> None:
    """The page of data quality names the category that cells should add up to, and the crossing that they are of."""
    made = page(stated(21, {"sex-and-age": ROWS, "sex": {"women": 7, "men": 14}}))
    table = table_of(made, "quality.md", "additivity-differences")
    compared = {cell.detail for row in table.rows for cell in row.cells if "×" in cell.detail}
    assert {text.partition(":")[0] for text in compared} == {
        f"{name(sex)}, sex (synthetic) × age (synthetic)" for sex in ("women", "men")
    }


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_spreadsheet_has_a_column_of_each_crossed_breakdown() -> None:
    """``figures.csv`` can be pivoted, and the table's own CSV has plain numbers."""
    made = page(stated(21, {"sex-and-age": ROWS, "sex": {"women": 6, "men": 15}}))
    found = {row["category"]: row for row in rows_of(figures_csv(made.release).content) if row["organization"] == "a"}
    assert [found["women.old"][column] for column in ("breakdown", "value", "by_sex", "by_age", "by_trade")] == [
        "sex-and-age",
        "3",
        "women",
        "old",
        "",
    ]
    assert found["women.old"]["label_en"] == "women (synthetic) × old (synthetic)"
    assert [found["women"][column] for column in ("by_sex", "by_age")] == ["women", ""]
    assert [found[""][column] for column in ("by_sex", "label_en")] == ["", ""]
    (table,) = crossed(made).values()
    assert [list(row.values())[:4] for row in rows_of(table_bytes(table, EN))][1][1:] == ["5", "1", "4"]


def test_a_program_gets_the_dimensions_of_a_cell() -> None:
    """Category by category, so that no id has to be taken apart."""
    made = page(stated(21, {"sex-and-age": ROWS}))
    entries = {figure.key.category: figure_entry(made.catalogue, figure) for figure in made.tables.figures}
    assert entries["women.old"]["dimensions"] == {"sex": "women", "age": "old"}
    assert entries[None]["dimensions"] is None
