"""Workbooks as programs of their users leave them: cells filled in, texts kept in the cells or apart from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = f"{{{_NAMESPACE}}}"
ET.register_namespace("", _NAMESPACE)
HIDDEN = "bulletin-template"
FIELDS, HEADINGS, FIRST_ROW = 3, 4, 5

Typed = str | int | float


@dataclass(frozen=True, repr=False)
class Written:
    """A workbook as bytes, read independently of the program's own reader."""

    content: bytes

    @cached_property
    def names(self) -> list[str]:
        """The names of its sheets."""
        return list(CalamineWorkbook.from_filelike(io.BytesIO(self.content)).sheet_names)

    def rows(self, name: str) -> list[list[Any]]:
        """All cells of a sheet."""
        return self._rows[name]

    @cached_property
    def _rows(self) -> dict[str, list[list[Any]]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        sheets = ((name, book.get_sheet_by_name(name)) for name in self.names)
        return {name: [list(row) for row in sheet.to_python(skip_empty_area=False)] for name, sheet in sheets}

    def sheet(self, key: str) -> str:
        """The name of the sheet with a key."""
        return next(name for name in self.names if self.rows(name)[0][0] == key)

    def cell(self, key: str, organization: str, period: str, field: str) -> str:
        """The name of the cell that takes a value: ``G6``."""
        rows = self.rows(self.sheet(key))
        row = next(n for n, cells in enumerate(rows) if n >= FIRST_ROW and cells[:2] == [organization, period])
        return str(xl_rowcol_to_cell(row, rows[FIELDS].index(field)))

    def part(self, name: str) -> str:
        """The text of a part of the file."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name).decode()

    def xml(self, sheet: str) -> ET.Element:
        """The XML of a sheet."""
        return ET.fromstring(self.part(f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml"))

    def with_cells(self, sheet: str, cells: Mapping[str, Typed | None], *, inline: bool = True) -> Written:
        """The workbook with cells filled in.

        :param cells: what was typed, by the names of cells; None empties a cell.
        :param inline: whether texts are in the cells; else apart, as most programs keep them.
        """
        parts = self._parts()
        path = f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml"
        tree, strings = ET.fromstring(parts[path]), ET.fromstring(parts["xl/sharedStrings.xml"])
        found = {cell.get("r"): cell for cell in tree.iter(f"{_MAIN}c")}
        for name, typed in cells.items():
            cell = found[name] if name in found else _new_cell(tree, name)
            _type_into(cell, typed, None if inline else strings)
        parts |= {path: ET.tostring(tree), "xl/sharedStrings.xml": ET.tostring(strings)}
        return _packed(parts)

    def with_rows_swapped(self, sheet: str, first: int, second: int) -> Written:
        """The workbook with two rows of a sheet in each other's place, counted from 1, as sorting all columns does."""
        parts = self._parts()
        path = f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml"
        tree = ET.fromstring(parts[path])
        for row in tree.iter(f"{_MAIN}row"):
            number = int(row.get("r", ""))
            if number in (first, second):
                other = first + second - number
                row.set("r", str(other))
                for cell in row:
                    cell.set("r", cell.get("r", "").replace(str(number), str(other)))
        data = tree.find(f"{_MAIN}sheetData")
        assert data is not None
        data[:] = sorted(data, key=lambda row: int(row.get("r", "")))
        return _packed({**parts, path: ET.tostring(tree)})

    def with_part(self, path: str, old: str, new: str) -> Written:
        """The workbook with something else in one of its parts."""
        parts = self._parts()
        assert old in parts[path].decode()
        return _packed({**parts, path: parts[path].decode().replace(old, new).encode()})

    def hidden_cell(self, entry: str) -> str:
        """The name of the cell of the hidden sheet with what an entry says."""
        return f"B{next(n for n, row in enumerate(self.rows(HIDDEN), 1) if row[0] == entry)}"

    def _parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> Written:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return Written(content.getvalue())


def _new_cell(tree: ET.Element, name: str) -> ET.Element:
    """A cell below the last row of a sheet."""
    data = tree.find(f"{_MAIN}sheetData")
    assert data is not None
    row = ET.SubElement(data, f"{_MAIN}row", r=name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return ET.SubElement(row, f"{_MAIN}c", r=name)


def _type_into(cell: ET.Element, typed: Typed | None, strings: ET.Element | None) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(typed, str) and strings is None:
        cell.set("t", "inlineStr")
        ET.SubElement(ET.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = typed
    elif isinstance(typed, str) and strings is not None:
        cell.set("t", "s")
        ET.SubElement(cell, f"{_MAIN}v").text = str(len(strings))
        ET.SubElement(ET.SubElement(strings, f"{_MAIN}si"), f"{_MAIN}t").text = typed
    elif typed is not None:
        ET.SubElement(cell, f"{_MAIN}v").text = repr(typed)
