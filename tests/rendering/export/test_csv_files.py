"""``figures.csv`` has every released figure, and each table of a page its own file."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Asset
from bulletin.rendering.export.csv_files import figure_columns, tables_bytes
from bulletin.rendering.files import tables_of
from bulletin.rendering.links import FIGURES_CSV, tables_csv
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, ColumnHeader, Table, TableRow

from tests.rendering.samples import files, page_context, released
from tests.sites import EN, LANGUAGES, VI


def rows(path: str, language: Language = VI) -> list[dict[str, str]]:
    """The rows of a CSV of the synthetic bulletin, by column."""
    (asset,) = (file for file in files(language) if isinstance(file, Asset) and file.path == path)
    return list(csv.DictReader(io.StringIO(asset.content.decode("utf-8-sig"), newline=""), strict=True))


def test_columns_are_those_that_are_promised() -> None:
    """Programs may count on names and order."""
    assert ",".join(figure_columns(released())) == (
        "organization,measure,population,period,start,end,breakdown,category,value,qualifier,unit,status,flag,source,"
        "url,each,note_vi,note_en"
    )
    assert list(rows(FIGURES_CSV)[0]) == list(figure_columns(released()))


def test_there_is_a_row_for_every_released_figure() -> None:
    """Nothing is left out and nothing is stated twice."""
    found = Counter(
        tuple(
            row[name] for name in ("organization", "measure", "population", "period", "each", "breakdown", "category")
        )
        for row in rows(FIGURES_CSV)
    )
    expected = Counter(
        (
            *(key.organization, key.measure, key.population, key.period.text, "year" if key.annual else ""),
            *(key.breakdown or "", key.category or ""),
        )
        for key in (figure.key for figure in released().tables.figures)
    )
    assert found == expected
    assert max(found.values()) == 1


def find(**wanted: str) -> dict[str, str]:
    """The one row that has these values."""
    (row,) = (row for row in rows(FIGURES_CSV) if wanted.items() <= row.items())
    return row


def test_values_and_their_qualifiers() -> None:
    """A number, a bound, a range and an absence can be distinguished, and none is mistaken for another."""
    exact = find(organization="doi-xanh", period="2018", population="all", category="")
    assert (exact["value"], exact["qualifier"], exact["unit"], exact["flag"]) == ("23", "exact", "tree", "")
    assert (exact["start"], exact["end"], exact["source"]) == ("2018-01-01", "2018-12-31", "tap-chi")
    assert exact["url"] == "https://example.org/journal?(a)=*b*_c_"
    bound = find(organization="doi-xanh", period="2019-01/2019-09")
    assert (bound["value"], bound["qualifier"]) == ("150", "more-than")
    between = find(measure="survival")
    assert (between["value"], between["qualifier"]) == ("10..12", "between")
    absent = find(organization="doi-xanh", period="2019-Q4")
    assert (absent["value"], absent["qualifier"], absent["flag"]) == ("", "not-yet-reported", "x")
    early = find(organization="doi-xanh", period="2017")
    assert (early["status"], early["flag"]) == ("preliminary", "p")


def test_every_note_of_a_figure_is_beside_it_in_both_languages() -> None:
    """Who takes the table alone reads what the page says of a figure, and no figure has the note of another."""
    notes = [figure.note for figure in released().tables.figures]
    assert any(notes)
    expected = [(note.localized("vi"), note.localized("en")) if note else ("", "") for note in notes]
    assert [(row["note_vi"], row["note_en"]) for row in rows(FIGURES_CSV)] == expected


def test_the_file_is_the_same_in_every_language() -> None:
    """Ids are no words of a language."""
    assert rows(FIGURES_CSV, VI) == rows(FIGURES_CSV, EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_its_file(language: Language) -> None:
    """The tables of a page are one file: all of their rows, in order, each with the caption of its table."""
    paths = [file.path for file in files(language)]
    for job in page_jobs(page_context(language)):
        captions = [table.caption for table in tables_of(job.context) for _row in table.rows]
        assert paths.count(tables_csv(job.path)) == bool(captions)
        if captions:
            assert [next(iter(row.values())) for row in rows(tables_csv(job.path), language)] == captions


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_tables_of_a_page_have_the_same_caption(language: Language) -> None:
    """So that the first column says which one a row is of."""
    for job in page_jobs(page_context(language)):
        captions = [table.caption for table in tables_of(job.context)]
        assert len(captions) == len(set(captions)), job.path


def test_columns_of_the_same_title_are_one() -> None:
    """Two tables that have a column share it, and what a table does not have is empty; but not two of one table."""
    one, other = (table_of(name, columns) for name, columns in (("x", "ab"), ("y", "bcb")))
    lines = tables_bytes([one, other], EN).decode("utf-8-sig").splitlines()
    assert lines == ["Table,a,b,c,b", "x,1,2,,", "y,,1,2,3"]


def table_of(caption: str, columns: str) -> Table:
    """A table with one row, whose cells are numbered."""
    cells = tuple(Cell(str(place)) for place in range(1, len(columns) + 1))
    return Table(caption, caption, caption, tuple(map(ColumnHeader, columns)), (TableRow(cells),), "")


def test_a_table_keeps_what_is_behind_its_figures() -> None:
    """Flags, notes, periods and workings have columns of their own, so that a number is just a number."""
    (row,) = (
        row
        for row in rows("downloads/pages/organizations-doi-xanh.csv")
        if row["Kỳ"].startswith("Nhiệm kỳ") and row["Số liệu (cây)"]
    )
    assert (row["Số liệu (cây)"], row["Chỉ tiêu (cây)"], row["Tỷ lệ đạt (%)"]) == ("1115", "1100", "101.36")
    assert row["Chỉ tiêu (ký hiệu)"] == "suy ra"
    assert row["Chỉ tiêu (kỳ của chỉ tiêu)"] == "nhiệm kỳ 2015–2020"
    assert row["Tỷ lệ đạt (cách tính)"] == "1.115/1.100"
    assert "Đếm lại hai lần" in row["Ghi chú"]


def test_a_bound_is_never_written_as_a_bare_number() -> None:
    """More than 150 is not 150."""
    (row,) = (row for row in rows("downloads/pages/organizations-doi-xanh.csv") if row["Kỳ"] == "9 tháng đầu năm 2019")
    assert row["Số liệu (cây)"] == "hơn 150"
