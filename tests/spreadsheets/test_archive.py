"""Files that are no workbooks, or would fill the memory: refused before they are read."""

from __future__ import annotations

import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bulletin.spreadsheets import archive, sheet_facts
from bulletin.spreadsheets.sheet_facts import RefusedError
from bulletin.spreadsheets.workbook import read_workbook

from tests.spreadsheets.imports import open_document, workbook

ROWS: list[list[Any]] = [["Library", "Year", "Visits"], ["north", 2021, 1]]


def refusal(path: Path) -> str:
    """The code by which a file is refused."""
    with pytest.raises(RefusedError) as refused:
        read_workbook(path)
    return refused.value.kind.code


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewritten(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a workbook of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return path


def test_a_part_that_is_larger_than_it_declares_is_refused(tmp_path: Path) -> None:
    """A reader of zip files that trusts the stream would unpack all of it."""
    path = workbook(tmp_path / "lie.xlsx", ROWS)
    rewritten(path, {**parts_of(path), "xl/other.xml": b" " * 100_000})
    content = bytearray(path.read_bytes())
    last = content.rfind(b"PK\x01\x02")
    content[last + 24 : last + 28] = struct.pack("<I", 10)
    path.write_bytes(content)
    assert refusal(path) == "workbook-damaged"


def test_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "many.xlsx", ROWS)
    monkeypatch.setattr(archive, "MOST_PARTS", 5)
    assert refusal(path) == "workbook-too-large"


def test_large_sheets_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "large.xlsx", ROWS)
    monkeypatch.setattr(archive, "LARGEST_PART", 2_000)
    monkeypatch.setattr(archive, "_part", lambda *_: pytest.fail("unpacked"))
    assert refusal(path) == "workbook-too-large"


def test_document_types_are_refused(tmp_path: Path) -> None:
    """There are no entities without them, which could multiply or name other files."""
    path = workbook(tmp_path / "entities.xlsx", ROWS)
    parts = parts_of(path)
    declared = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook", declared, 1)
    assert refusal(rewritten(path, parts)) == "workbook-damaged"


def test_repeated_cells_are_refused_where_they_make_the_sheet_too_large(tmp_path: Path) -> None:
    """A single cell of an .ods file may say that it is there ten million times."""
    cell = '<table:table-cell table:number-columns-repeated="10000000" office:value-type="float" office:value="1"/>'
    path = open_document(tmp_path / "repeated.ods", f"<table:table-row>{cell}</table:table-row>")
    assert refusal(path) == "sheet-too-large"


def test_an_encrypted_open_document_is_refused(tmp_path: Path) -> None:
    path = open_document(tmp_path / "encrypted.ods", "")
    parts = parts_of(path)
    parts["META-INF/manifest.xml"] = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    assert refusal(rewritten(path, parts)) == "workbook-encrypted"


def test_a_renamed_text_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    path.write_text("Library,Year,Visits\n", encoding="utf-8")
    assert refusal(path) == "workbook-damaged"


def test_latin_letters_are_named_with_their_line(tmp_path: Path) -> None:
    """A byte of another encoding in the last of many lines of a CSV file."""
    path = tmp_path / "latin.csv"
    path.write_bytes(b"Library,Year,Visits\n" + b"north,2021,1\n" * 1000 + "Östlich".encode("latin-1"))
    with pytest.raises(RefusedError) as refused:
        read_workbook(path)
    assert (refused.value.kind.code, refused.value.line) == ("file-not-utf8", 1002)


def test_empty_rows_and_columns_at_the_end_cost_nothing(tmp_path: Path) -> None:
    """Spreadsheets write them by the million."""
    path = tmp_path / "empty.csv"
    path.write_text("Library,Year,Visits,,,\nnorth,2021,1,,,\n" + ",,,,,\n" * 10_000, encoding="utf-8")
    (sheet,) = read_workbook(path).sheets
    assert (sheet.height, sheet.width) == (2, 3)


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """A workbook in whose first sheet something was replaced."""
    parts = parts_of(workbook(path, ROWS))
    assert old in parts[SHEET]
    return rewritten(path, {**parts, SHEET: parts[SHEET].replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A1"', b'r="A0"'),
        (b'r="A1"', b'r="XFE1"'),
        (b'r="A1"', b'r="ZZZ9999999"'),
        (b'<row r="1"', b'<row r="0"'),
        (b'<row r="1"', b'<row r="99999999999999999999"'),
    ],
)
def test_cells_beyond_every_sheet_are_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert refusal(with_sheet(tmp_path / "far.xlsx", old, new)) == "workbook-damaged"


def test_a_part_that_is_several_sheets_is_refused(tmp_path: Path) -> None:
    """A hundred sheets of one part would be read a hundred times."""
    path = workbook(tmp_path / "twice.xlsx", ROWS)
    parts = parts_of(path)
    name = "xl/workbook.xml"
    twice = parts[name].replace(b"</sheets>", b'<sheet name="Again" sheetId="9" r:id="rId1"/></sheets>')
    assert refusal(rewritten(path, {**parts, name: twice})) == "workbook-damaged"


def test_merged_cells_are_cut_to_what_holds_something(tmp_path: Path) -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 2_000 + b"</mergeCells>"
    path = with_sheet(tmp_path / "merged.xlsx", b"</sheetData>", b"</sheetData>" + merged)
    assert set(read_workbook(path).sheets[0].facts.merged) == {(0, 0, 1, 2)}


def test_merged_cells_that_overlap_a_lot_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_facts, "MOST_CELLS", 11)
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:C2"/>' * 2 + b"</mergeCells>"
    path = with_sheet(tmp_path / "merged.xlsx", b"</sheetData>", b"</sheetData>" + merged)
    assert refusal(path) == "workbook-damaged"


def test_a_number_format_that_is_no_format_takes_no_time(tmp_path: Path) -> None:
    """A pattern for quotes that are not closed would look at the rest of a long format again and again."""
    path = workbook(tmp_path / "format.xlsx", ROWS)
    parts = parts_of(path)
    name = "xl/styles.xml"
    long = b'<numFmts count="1"><numFmt numFmtId="164" formatCode="' + b"[" * 1_000_000 + b'"/></numFmts><fonts'
    styles = parts[name].replace(b"<fonts", long, 1)
    before = time.process_time()
    read_workbook(rewritten(path, {**parts, name: styles}))
    assert time.process_time() - before < 5
