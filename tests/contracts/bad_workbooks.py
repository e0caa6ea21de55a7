"""Workbooks with the defects of real ones, made when they are needed. What they hold is synthetic."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import xlsxwriter
from bulletin.spreadsheets import archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that Excel wrote before 2007, and those that it encrypts."""
ROWS = (("Library", "Year", "Visits"), ("Central library", 2018, 1100), ("Northern library", 2019, 300))

Change = Callable[[xlsxwriter.Workbook, "xlsxwriter.worksheet.Worksheet"], object]


def workbook(path: Path, change: Change = lambda _workbook, _sheet: None) -> None:
    """Write a workbook of one sheet, and change something in it."""
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Visits")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        change(made, sheet)


def _changed(change: Change) -> Callable[[Path], None]:
    return lambda project: workbook(project / "import.xlsx", change)


def _with_part(name: str, size: int) -> Callable[[Path], None]:
    """A workbook with another part of so many bytes."""

    def make(project: Path) -> None:
        path = project / "import.xlsx"
        workbook(path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as opened, opened.open(name, "w") as part:
            part.write(b"<links/>".ljust(size))

    return make


def _date(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write_datetime(1, 2, date(2018, 3, 12), made.add_format({"num_format": "d-mmm"}))


def _percents(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write_number(1, 2, 0.25)
    sheet.write_number(2, 2, 0.4, made.add_format({"num_format": "0 %"}))


WORKBOOKS: Mapping[str, Callable[[Path], object]] = {
    "workbook-old": lambda project: (project / "import.xls").write_bytes(OLE.ljust(2048)),
    "workbook-encrypted": lambda project: (project / "import.xlsx").write_bytes(
        OLE + "EncryptedPackage".encode("utf-16-le").ljust(2048)
    ),
    "workbook-damaged": lambda project: (project / "import.xlsx").write_bytes(b"PK\x03\x04 cut off"),
    "workbook-too-large": _with_part("xl/other/styles.xml", archive.LARGEST_STYLES + 1),
    "workbook-links": _with_part("xl/externalLinks/externalLink1.xml", 8),
    "sheet-too-large": _changed(lambda _, sheet: sheet.write(1_048_575, 16_383, "x")),
    "sheet-unknown": _changed(lambda _workbook, _sheet: None),
    "workbook-hidden": _changed(lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True})),
    "cell-failed": _changed(lambda _, sheet: sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")),
    "cell-uncomputed": _changed(lambda _, sheet: sheet.write_formula(1, 2, "=C3", None, "")),
    "cell-date": _changed(_date),
    "cell-percent": _changed(lambda made, sheet: sheet.write_number(1, 2, 0.25, made.add_format({"num_format": "0%"}))),
    "cell-fraction": _changed(_percents),
}
"""Of each problem, what makes the workbook that has it, in the folder of a project."""
