"""``figures.csv`` has every released figure, and each table of a page its own file."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Asset
from bulletin.rendering.export.csv_files import figure_columns
from bulletin.rendering.files import tables_of
from bulletin.rendering.links import FIGURES_CSV, table_csv
from bulletin.rendering.tree import page_jobs

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
    """Each table of each page can be downloaded: all of its rows, under an address of its own."""
    paths = [file.path for file in files(language)]
    for job in page_jobs(page_context(language)):
        for table in tables_of(job.context):
            path = table_csv(job.path, table.id)
            assert paths.count(path) == 1
            assert len(rows(path, language)) == len(table.rows)


def test_a_table_keeps_what_is_behind_its_figures() -> None:
    """Flags, notes, periods and workings have columns of their own, so that a number is just a number."""
    (row,) = (
        row for row in rows("downloads/tables/organizations-doi-xanh-by-period.csv") if row["Kỳ"].startswith("Nhiệm kỳ")
    )
    assert (row["Số liệu (cây)"], row["Chỉ tiêu (cây)"], row["Tỷ lệ đạt (%)"]) == ("1115", "1100", "101.36")
    assert row["Chỉ tiêu (ký hiệu)"] == "suy ra"
    assert row["Chỉ tiêu (kỳ của chỉ tiêu)"] == "nhiệm kỳ 2015–2020"
    assert row["Tỷ lệ đạt (cách tính)"] == "1.115/1.100"
    assert "Đếm lại hai lần" in row["Ghi chú"]


def test_a_bound_is_never_written_as_a_bare_number() -> None:
    """More than 150 is not 150."""
    (row,) = (
        row
        for row in rows("downloads/tables/organizations-doi-xanh-by-period.csv")
        if row["Kỳ"] == "9 tháng đầu năm 2019"
    )
    assert row["Số liệu (cây)"] == "hơn 150"
