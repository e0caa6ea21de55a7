"""A small fictional union of libraries to import workbooks into, and workbooks as offices make them."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from bulletin.spreadsheets.changes import Outcome
from bulletin.spreadsheets.importing import Compared, Import, ProblemsError

BULLETIN = """\
# Fictional: made up for tests.
title: Bulletin of the union
description: Invented figures for tests
publisher: The union
contact: {name: The office}
languages: [en]
main-measure: visits
headlines:
  - {organization: union, measure: visits, period: 2020}
  - {organization: north, measure: visits, period: 2020}
"""
RECORDS = {
    "vocabulary/units": "- {id: person, name: {one: person, other: people}}\n"
    '- {id: percent, name: {one: percent, other: percent}, symbol: "%"}\n',
    "vocabulary/organization-kinds": "- {id: union, name: {one: union, other: unions}}\n"
    "- {id: library, name: {one: library, other: libraries}}\n",
    "vocabulary/breakdowns": "- id: sex\n  name: Sex\n  categories:\n    - {id: women, name: Women}\n"
    "    - {id: men, name: Men}\n"
    "- id: age\n  name: Age\n  categories:\n    - {id: child, name: Children}\n    - {id: adult, name: Adults}\n"
    "- {id: sex-and-age, crosses: [sex, age]}\n",
    "vocabulary/measures": "- id: visits\n  name: Visits\n  definition: Visits.\n  unit: person\n  kind: flow\n"
    "  over-tree: sum\n  breakdowns: [sex, age, sex-and-age]\n"
    "- {id: loans, name: Loans, definition: Loans., unit: person, kind: flow, over-tree: sum}\n"
    "- {id: share, name: Share of readers, definition: Share., unit: percent, kind: share}\n",
    "organizations/union": "- {id: union, name: Union of libraries, kind: union}\n"
    "- {id: north, name: North Library, kind: library, parent: union, codes: {list: 12-3}}\n"
    "- {id: south, name: South Library, kind: library, parent: union, codes: {list: '007'}}\n"
    "- {id: east, name: Östliche Bücherei, kind: library, parent: union, codes: {list: E1}}\n",
    "sources/reports": "- {id: report-2021, title: Report 2021, published: 2021-03-01}\n"
    "- {id: report-2022, title: Report 2022, published: 2022-03-01}\n",
    "observations/first": "- {organization: union, measure: visits, period: 2020, value: 600, source: report-2021}\n"
    "- {organization: north, measure: visits, period: 2020, value: 100, source: report-2021}\n"
    "- {organization: south, measure: visits, period: 2020, value: 200, source: report-2021}\n"
    "- {organization: east, measure: visits, period: 2020, value: 300, source: report-2021}\n",
}
Change = Callable[[xlsxwriter.Workbook, "xlsxwriter.worksheet.Worksheet"], object]


def union(directory: Path) -> Path:
    """Make the project of the union."""
    for name, text in {"bulletin": BULLETIN, **RECORDS}.items():
        path = directory / "records" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def workbook(path: Path, rows: Sequence[Sequence[Any]], change: Change = lambda _workbook, _sheet: None) -> Path:
    """Write a workbook of one sheet, and change something in it; cells of None stay empty."""
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Table")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        change(made, sheet)
    return path


def csv_file(path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",") -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def open_document(path: Path, table: str) -> Path:
    """Write an .ods file of one table, given in XML."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Table">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def proposed(project: Path, file: Path, **answers: str) -> str:
    """Let a mapping be proposed, answer what it leaves open, and give its text."""
    made = Import(project, file, None, "en").proposed()
    assert made is not None
    text = made.mapping.read_text(encoding="utf-8")
    for name, answer in {"source": "report-2022", **answers}.items():
        text = text.replace(f"{name}: FILL-IN", f"{name}: {answer}")
    made.mapping.write_text(text, encoding="utf-8")
    return text


def compared(project: Path, file: Path) -> Compared:
    """What an import by the mapping beside a file would change."""
    return Import(project, file, None, "en").compared()


def problems(project: Path, file: Path) -> list[str]:
    """The problems of an import, each as ``place code``."""
    try:
        found = compared(project, file).problems
    except ProblemsError as error:
        found = error.problems
    return [f"{problem.place} {problem.code}" for problem in found]


def figures(result: Compared, outcome: Outcome = Outcome.ADDED) -> dict[str, str]:
    """The values with an outcome, by what they are about."""
    return {" ".join(change.about): change.after for change in result.changes if change.outcome is outcome}
