"""CSV files of strangers, read as those of records are: rows, places and broken quotes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bulletin.spreadsheets.workbook import read_workbook
from hypothesis import given
from hypothesis import strategies as st

from tests.spreadsheets.imports import compared, figures, problems, union

MAPPING = """\
columns: {Library: organization, Note: note, '2021': {period: 2021}}
constants: {measure: visits, source: report-2022}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of the fictional union."""
    return union(tmp_path)


def written(project: Path, text: str, mapping: str = MAPPING) -> Path:
    """Write a CSV file with its mapping."""
    file = project / "table.csv"
    file.write_text(text, encoding="utf-8", newline="")
    (project / "table.csv.mapping.yml").write_text(mapping, encoding="utf-8")
    return file


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_line_ends_end_a_row(project: Path, sign: str) -> None:
    """Not the other characters at which texts are sometimes broken."""
    file = written(project, f"Library,Note,2021\nnorth,first{sign}second,5\nsouth,x,6\n")
    result = compared(project, file)
    assert (figures(result), result.problems) == ({"north visits 2021": "5", "south visits 2021": "6"}, ())


def test_a_quote_that_is_never_closed_is_shown_where_it_opens(project: Path) -> None:
    """As in a CSV file of records."""
    file = written(project, 'Library,Note,2021\nnorth,x,5\nsouth,"y,6\neast,z,7\n')
    assert problems(project, file) == ["table.csv:3:7 csv-quote-open"]
    (project / "table.csv.mapping.yml").unlink()
    assert problems(project, file) == ["table.csv:3:7 csv-quote-open"]


def test_places_behind_quotes(project: Path) -> None:
    """The column is that of the file, quotes and all."""
    file = written(project, 'Library,Note,2021\nnorth,"one, ""two""\nthree",x\n')
    assert problems(project, file) == ["table.csv:3:8 value-not-a-number"]


def test_signs_within_cells_do_not_separate(tmp_path: Path) -> None:
    """What divides the headings and most rows does, be it rarer than others."""
    file = tmp_path / "semi.csv"
    rows = "".join(f"U{n},{n},x;y;z;w;v;u\n" for n in range(9))
    file.write_text(f"unit,2021,who\n{rows}", encoding="utf-8")
    assert read_workbook(file).delimiter == ","
    file.write_text('unit;2021\n"a,b,c";1,5\n"d,e,f";2,5\n', encoding="utf-8")
    assert read_workbook(file).delimiter == ";"


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_row_begins_where_it_is_said_to(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """And so does each of its cells."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    file = tmp_path_factory.mktemp("rows") / "rows.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    sheet = read_workbook(file, ",").sheets[0]
    document = sheet.document
    assert document is not None
    assert sheet.counts == [2] * (len(rows) + 1)
    for number, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            place = sheet.place(number, column)
            start = document.start_of(place.line) + place.column - 1
            quoted = '"' + cell.replace('"', '""') + '"'
            assert document.text[start:].startswith(quoted)
