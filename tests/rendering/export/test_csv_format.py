"""CSV that spreadsheets and programs read alike, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest
from bulletin.rendering.export.csv_files import csv_bytes
from hypothesis import given
from hypothesis import strategies as st

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(',"\n=+-@'), max_size=12)


def read(content: bytes) -> list[list[str]]:
    """The rows of a file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    """Reading gives what was written, but for the apostrophe before what would be a formula."""
    read_back = read(csv_bytes(["a", "b"], rows))
    assert read_back[0] == ["a", "b"]
    for written, found in zip(rows, read_back[1:], strict=True):
        assert [
            cell.removeprefix("'") if cell[1:] == old else cell for cell, old in zip(found, written, strict=True)
        ] == (written)


@given(CELLS)
def test_no_cell_begins_a_formula(cell: str) -> None:
    """Nothing but a number begins with a sign that spreadsheets compute from."""
    ((_,), (found,)) = read(csv_bytes(["a"], [[cell]])) if cell else ((["a"]), ([""]))
    assert not found.lstrip().startswith(("=", "+", "@"))
    assert not found.lstrip().startswith("-") or found.lstrip("-").replace(".", "").isdecimal()


@pytest.mark.parametrize("number", ["-7", "1115", "-0.5", "26.20"])
def test_numbers_stay_numbers(number: str) -> None:
    """A negative number is not text."""
    assert read(csv_bytes(["a"], [[number]]))[1] == [number]


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "-cmd|' /C calc'!A0"])
def test_formulas_become_text(formula: str) -> None:
    """What a spreadsheet would run is behind an apostrophe."""
    assert read(csv_bytes(["a"], [[formula]]))[1] == [f"'{formula}"]


def test_the_form_of_the_file() -> None:
    """RFC 4180 with a byte order mark: commas, quotes where needed, lines that end in CR LF."""
    assert csv_bytes(["Tổ chức", "b"], [["a,b", 'c"d']]) == (b"\xef\xbb\xbf" + 'Tổ chức,b\r\n"a,b","c""d"\r\n'.encode())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_rows_of_an_edition_end_with_its_version(rows: list[list[str]]) -> None:
    """The last column says of which edition each row is; a draft's file stays as it is."""
    draft = csv_bytes(["a", "b"], rows)
    assert csv_bytes(["a", "b"], rows, "2023-Q1.1") == csv_bytes(
        ["a", "b", "edition"], [[*row, "2023-Q1.1"] for row in rows]
    )
    assert csv_bytes(["a", "b"], rows, "") == draft
