"""Report forms to which something was done besides filling them in. What they hold is synthetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from bulletin.spreadsheets.template import TemplateRequest
from bulletin.spreadsheets.template_plan import plan_template
from bulletin.spreadsheets.template_workbook import workbook_of
from bulletin.website.pipeline import release_of

from tests.spreadsheets.workbooks import HIDDEN, Typed, Written

GOOD = Path(__file__).parent / "good_records"
ASKED = TemplateRequest(periods=("2020",), measures=("visits",), breakdowns=())
SHEET, INSTRUCTIONS = "Visits", "Instructions"
DAY = 44_228
"""1 February 2021, as spreadsheets count days."""


@cache
def form() -> Written:
    """A form with a day and one figure."""
    book = Written(workbook_of(plan_template(release_of(GOOD), ASKED), "en"))
    return book.with_cells(INSTRUCTIONS, {"C4": DAY}).with_cells(SHEET, {cell("value"): 310})


def cell(field: str) -> str:
    """The cell of a field in the row of the northern library."""
    return Written(workbook_of(plan_template(release_of(GOOD), ASKED), "en")).cell("visits", "north", "2020", field)


def _with(sheet: str, cells: Callable[[Written], Mapping[str, Typed | None]]) -> Callable[[Path], object]:
    """Write the form with something else in some cells."""
    return lambda project: (project / "import.xlsx").write_bytes(form().with_cells(sheet, cells(form())).content)


def _in_row(**fields: Typed | None) -> Callable[[Path], object]:
    return _with(SHEET, lambda book: {book.cell("visits", "north", "2020", name): to for name, to in fields.items()})


def _hidden(entry: str, text: str, column: str = "B") -> Callable[[Path], object]:
    return _with(HIDDEN, lambda book: {column + book.hidden_cell(entry)[1:]: text})


FORMS: Mapping[str, Callable[[Path], object]] = {
    "form-newer": _hidden("version", "99"),
    "form-of-other-bulletin": _hidden("bulletin", "Another bulletin"),
    "form-heading-changed": _with(SHEET, lambda _: {"G5": "Loans"}),
    "form-row-mismatch": _in_row(**{"organization-name": "Central library"}),
    "form-cell-outside": _with(SHEET, lambda _: {"D8": "Southern library"}),
    "form-part-missing": _hidden("heading", "extra", "C"),
    "form-reason-and-value": _in_row(reason="not available"),
    "form-word-unknown": _in_row(status="nearly final"),
    "form-day-missing": _with(INSTRUCTIONS, lambda _: {"C4": None}),
    "form-definition-changed": _in_row(),
    "form-not-in-records": _hidden("row", "south", "C"),
    "form-note-alone": _in_row(value=None, note="Closed in May."),
    "form-number-unclear": _in_row(value="about 310"),
    "form-damaged": _with(SHEET, lambda _: {"A4": None}),
    "form-note-untranslated": _in_row(note="Closed in May."),
}
"""Of each problem, what writes the form that has it, into the folder of a project."""
