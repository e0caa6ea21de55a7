"""Workbooks of offices, with their defects: each is imported, or refused at the cell with a reason."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.model.values import exact_number
from bulletin.reading.reader import read
from bulletin.spreadsheets.changes import Outcome
from bulletin.spreadsheets.importing import Import, ProblemsError
from bulletin.validation import validate

from tests.sites import EN
from tests.spreadsheets.imports import (
    compared,
    csv_file,
    figures,
    open_document,
    problems,
    proposed,
    union,
    workbook,
)

Rows = list[list[Any]]
LONG: Rows = [["Library", "Year", "Visits"], ["North Library", 2021, 110], ["South Library", 2021, 210]]
BOTH = {"north visits 2021": "110", "south visits 2021": "210"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of the fictional union."""
    return union(tmp_path)


def test_a_plain_table_needs_only_its_source(project: Path) -> None:
    """Names, years and the measure are recognized; what an office alone knows is left open."""
    file = workbook(project / "plain.xlsx", LONG)
    text = proposed(project, file)
    assert yaml.safe_load(text)["columns"] == {
        "Library": "organization",
        "Year": "period",
        "Visits": {"measure": "visits"},
    }
    assert "source: report-2022  # the id of the source" in text
    result = compared(project, file)
    assert (figures(result), result.problems) == (BOTH, ())


def test_what_is_written_is_a_valid_file_of_records(project: Path) -> None:
    """The project has the figures, and is as valid as before; a second import adds nothing."""
    file = workbook(project / "plain.xlsx", LONG)
    proposed(project, file)
    work = Import(project, file, None, "en")
    assert work.write(work.compared()) == (
        "records/observations/report-2022-visits.csv",
        "records/observations/report-2022-visits.yml",
    )
    assert validate(project, alone=True).problems == ()
    again = Import(project, file, None, "en").compared()
    assert (again.addition, dict(again.counts)) == (None, {Outcome.UNCHANGED: 2})


def test_a_changed_value_is_a_newer_report(project: Path) -> None:
    """Only what is new or changed is written, in a file of its own; the earlier report stays."""
    file = workbook(project / "newer.xlsx", [["Library", "Year", "Visits"], ["north", 2020, 105], ["south", 2020, 200]])
    proposed(project, file)
    result = compared(project, file)
    assert (figures(result, Outcome.REVISED), dict(result.counts)) == (
        {"north visits 2020": "105"},
        {Outcome.REVISED: 1, Outcome.UNCHANGED: 1},
    )
    Import(project, file, None, "en").write(result)
    accepted = validate(project, alone=True).accepted
    assert accepted is not None
    (figure,) = [f for f in accepted.tables.figures if (f.key.organization, f.key.period.text) == ("north", "2020")]
    reports = [exact_number(report.value) for report in (figure, *figure.earlier)]
    assert reports == [105, 100]


def test_a_revision_needs_a_later_report(project: Path) -> None:
    """Of two reports of one day nobody knows which is newer; nothing is written."""
    file = workbook(project / "same.xlsx", [["Library", "Year", "Visits"], ["north", 2020, 105]])
    proposed(project, file, source="report-2021")
    assert problems(project, file) == ["same.xlsx:Table!C2 report-not-later"]
    work = Import(project, file, None, "en")
    with pytest.raises(ProblemsError):
        work.write(work.compared())
    assert sorted(path.name for path in (project / "records/observations").iterdir()) == ["first.yml"]


def test_an_existing_mapping_is_never_overwritten(project: Path) -> None:
    """Nor is a proposal of records beside it."""
    file = workbook(project / "plain.xlsx", LONG)
    mapping = project / "plain.xlsx.mapping.yml"
    mapping.write_text("# Typed by hand.\n", encoding="utf-8")
    assert Import(project, file, None, "en").proposed() is None
    assert mapping.read_text(encoding="utf-8") == "# Typed by hand.\n"


WIDE: Rows = [
    ["Visits to libraries, by sex", None, None, None, None, None, None],
    ["Library", 2021, None, None, 2022, None, None],
    [None, "Total", "Women", "Men", "Total", "Women", "Men"],
    ["North Library", 30, 20, 10, 50, 30, 20],
]


def _merged(_made: Any, sheet: Any) -> None:
    sheet.merge_range(0, 0, 0, 6, "Visits to libraries, by sex")
    sheet.merge_range(1, 1, 1, 3, 2021)
    sheet.merge_range(1, 4, 1, 6, 2022)


@pytest.mark.parametrize("change", [lambda _made, _sheet: None, _merged], ids=["blank", "merged"])
def test_headings_of_two_rows_are_joined(project: Path, change: Any) -> None:
    """Whether the upper ones are merged or have blank cells to their right."""
    file = workbook(project / "wide.xlsx", WIDE, change)
    text = proposed(project, file, measure="visits")
    assert yaml.safe_load(text)["header"] == [2, 3]
    assert figures(compared(project, file)) == {
        "north visits 2021": "30",
        "north visits 2021 sex women": "20",
        "north visits 2021 sex men": "10",
        "north visits 2022": "50",
        "north visits 2022 sex women": "30",
        "north visits 2022 sex men": "20",
    }


def test_one_column_a_measure(project: Path) -> None:
    """Each heading that names a measure is a column of its values."""
    file = workbook(project / "measures.xlsx", [["Library", "Year", "Visits", "Loans"], ["north", 2021, 5, 7]])
    proposed(project, file)
    assert figures(compared(project, file)) == {"north visits 2021": "5", "north loans 2021": "7"}


def test_crossed_breakdowns_are_of_the_breakdown_that_crosses_them(project: Path) -> None:
    """Two columns of categories, each filled in or not."""
    rows: Rows = [
        ["Library", "Year", "Sex", "Age", "Visits"],
        ["north", 2021, "Total", None, 9],
        ["north", 2021, "Women", None, 5],
        ["north", 2021, "Women", "Children", 2],
    ]
    file = workbook(project / "crossed.xlsx", rows)
    proposed(project, file)
    assert figures(compared(project, file)) == {
        "north visits 2021": "9",
        "north visits 2021 sex women": "5",
        "north visits 2021 sex women age child": "2",
    }


def test_numbers_stored_as_text(project: Path) -> None:
    """By the signs that are declared; where these are certain, the proposal declares them."""
    rows: Rows = [
        ["Library", "Year", "Visits"],
        ["north", "2021", "1 234 567"],
        ["south", 2021, "12,5"],
        ["east", 2021, "7"],
    ]
    file = workbook(project / "text.xlsx", rows)
    text = proposed(project, file)
    assert 'decimal: ","' in text.replace("'", '"')
    assert "grouping: space" in text
    assert problems(project, file) == ["text.xlsx:Table!C3 count-not-whole"]  # read as 12.5, of what is counted


def test_a_comma_that_can_be_either_is_not_guessed(project: Path) -> None:
    """1,234 is more than a thousand, or a little more than one."""
    file = workbook(project / "either.xlsx", [["Library", "Year", "Visits"], ["north", 2021, "1,234"]])
    assert "decimal: FILL-IN" in proposed(project, file)
    assert problems(project, file) == ["either.xlsx.mapping.yml:16:10 mapping-incomplete"]


def test_marks_behind_numbers(project: Path) -> None:
    """Letters make the status, signs lead to the footnote below the table."""
    rows: Rows = [
        ["Library", "Year", "Visits"],
        ["north", 2021, "12 (p)"],
        ["south", 2021, "13*"],
        ["east", 2021, "14 e"],
        ["* Without the branch."],
        ["Source: our registers"],
    ]
    file = workbook(project / "marks.xlsx", rows)
    mapping = yaml.safe_load(proposed(project, file))
    assert mapping["marks"] == {
        "p": {"status": "preliminary"},
        "*": {"note": "Without the branch."},
        "e": {"status": "estimated"},
    }
    result = compared(project, file)
    assert result.problems == ()
    Import(project, file, None, "en").write(result)
    added = {stored.record.organization: stored.record for stored in read(project).store.of(_observation())[4:]}
    assert [(name, record.status.value) for name, record in added.items()] == [
        ("north", "preliminary"),
        ("south", "official"),
        ("east", "estimated"),
    ]
    assert added["south"].note is not None


def _observation() -> Any:
    from bulletin.model.records import Observation

    return Observation


def test_signs_in_place_of_numbers(project: Path) -> None:
    """Each is declared; one that is not is refused at its cell."""
    rows: Rows = [["Library", "Year", "Visits"], ["north", 2021, "…"], ["south", 2021, "–"], ["east", 2021, 5]]
    file = workbook(project / "signs.xlsx", rows)
    text = proposed(project, file)
    assert yaml.safe_load(text)["missing"] == {"…": "not-available", "–": "not-applicable"}
    assert figures(compared(project, file)) == {
        "north visits 2021": "not-available",
        "south visits 2021": "not-applicable",
        "east visits 2021": "5",
    }
    mapping = project / "signs.xlsx.mapping.yml"
    mapping.write_text(text.replace("–", "none"), encoding="utf-8")
    assert problems(project, file) == ["signs.xlsx:Table!C3 value-not-a-number"]


def test_the_sign_of_a_suppressed_number_is_proposed_and_explained(project: Path) -> None:
    """As pages show it, in brackets; where the mapping lacks it, the problem says what to write there."""
    rows: Rows = [["Library", "Year", "Visits"], ["north", 2021, "[c]"], ["south", 2021, 4], ["east", 2021, 5]]
    file = workbook(project / "signs.xlsx", rows)
    text = proposed(project, file)
    assert yaml.safe_load(text)["missing"] == {"[c]": "suppressed"}
    assert figures(compared(project, file))["north visits 2021"] == "suppressed"
    mapping = project / "signs.xlsx.mapping.yml"
    mapping.write_text(re.sub(r"(?m)^missing:.*$(\n +.*$)*", "", text), encoding="utf-8")
    (problem,) = compared(project, file).problems
    assert f"{problem.place} {problem.code}" == "signs.xlsx:Table!C2 value-not-a-number"
    assert "missing: {'[c]': suppressed}" in problem.hint_in(EN)


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [("Who may see it", ("internal", "public"), "audience"), ("Quality", ("preliminary", "estimated"), "status")],
)
def test_a_column_is_proposed_by_the_words_that_it_holds(
    heading: str, cells: tuple[str, str], field: str, project: Path
) -> None:
    """Ids of audiences mark figures once imported; so do words of the status."""
    bulletin = project / "records/bulletin.yml"
    declared = "audiences: [{id: public, name: Everybody}, {id: internal, name: Staff}]\n"
    bulletin.write_text(bulletin.read_text(encoding="utf-8") + declared, encoding="utf-8")
    rows: Rows = [["Library", "Year", "Visits", heading], ["north", 2021, 5, cells[0]], ["south", 2021, 4, cells[1]]]
    file = workbook(project / "marks.xlsx", rows)
    assert yaml.safe_load(proposed(project, file))["columns"][heading] == field
    work = Import(project, file, None, "en")
    work.write(work.compared())
    written = next((project / "records/observations").glob("*.csv")).read_text(encoding="utf-8")
    assert all(cell in written for cell in cells)


def test_percent_formats_and_binary_fractions(project: Path) -> None:
    """0.25 shown as 25 % is 25; 0.1 + 0.2 is 0.3."""

    def change(made: Any, sheet: Any) -> None:
        sheet.write(1, 2, 0.07, made.add_format({"num_format": "0%"}))
        sheet.write(2, 2, 0.1 + 0.2)

    file = workbook(project / "percent.xlsx", [["Library", "Year", "Share"], ["north", 2021], ["south", 2021]], change)
    proposed(project, file)
    assert figures(compared(project, file)) == {"north share 2021": "7", "south share 2021": "0.3"}


def test_hidden_rows_and_columns_are_left_out_and_named(project: Path) -> None:
    """Unless the mapping includes them."""

    def change(_made: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})

    rows: Rows = [["Library", "Year", "Visits", "Loans"], ["north", 2021, 1, 3], ["south", 2021, 2, 4]]
    file = workbook(project / "hidden.xlsx", rows, change)
    text = proposed(project, file)
    assert problems(project, file) == ["hidden.xlsx:Table!A1 workbook-hidden"]
    assert figures(compared(project, file)) == {"north visits 2021": "1"}
    more = text.replace("  Year: period", "  Year: period\n  Loans: {measure: loans}")
    (project / "hidden.xlsx.mapping.yml").write_text(f"{more}hidden: included\n", encoding="utf-8")
    assert len(compared(project, file).changes) == 4


def test_a_hidden_sheet_is_not_taken(project: Path) -> None:
    """The first sheet that can be seen is."""

    def change(made: Any, sheet: Any) -> None:
        second = made.add_worksheet("Second")
        second.write_row(0, 0, ["Library", "Year", "Visits"])
        second.write_row(1, 0, ["east", 2021, 9])
        second.activate()
        sheet.hide()

    file = workbook(project / "sheets.xlsx", LONG, change)
    assert "sheet: Second  # hidden sheets: Table\n" in proposed(project, file)
    assert figures(compared(project, file)) == {"east visits 2021": "9"}


def test_totals_are_the_unit_above_or_left_out_and_compared(project: Path) -> None:
    """A row of totals below all units of one unit is that unit's."""
    rows: Rows = [
        ["Library", "Year", "Visits"],
        ["north", 2021, 1],
        ["south", 2021, 2],
        ["east", 2021, 3],
        ["Total", 2021, 7],
    ]
    file = workbook(project / "total.xlsx", rows)
    text = proposed(project, file)
    assert yaml.safe_load(text)["ids"] == {"organization": {"Total": "union"}}
    assert [code for code in problems(project, file) if "sum" in code or "total" in code] != []
    (project / "total.xlsx.mapping.yml").write_text(text.replace("Total: union", "Total: left-out"), encoding="utf-8")
    assert problems(project, file) == ["total.xlsx:Table!C5 total-differs"]


def test_names_are_matched_in_any_spelling_and_the_nearest_is_shown(project: Path) -> None:
    """Exactly where there is no doubt; else the mapping says what was meant."""
    rows: Rows = [
        ["Library", "Year", "Visits"],
        ["NORTH  library", 2021, 1],
        ["Ostliche Bucherei", 2021, 2],
        ["Nowhere", 2021, 3],
        ["Sauth Library", 2021, 3],
    ]
    file = workbook(project / "names.xlsx", rows)
    text = proposed(project, file)
    meant = {"Ostliche Bucherei": "east", "Nowhere": "FILL-IN", "Sauth Library": "FILL-IN"}
    assert yaml.safe_load(text)["ids"] == {"organization": meant}
    assert "Ostliche Bucherei: east  # the nearest that is known" in text
    assert "Sauth Library: FILL-IN  # perhaps south, if that is the same; else another one, or left-out" in text


def test_no_unit_is_taken_for_the_one_across_from_it(project: Path) -> None:
    """Names of several words are near each other only where each of their words is; apostrophes are all alike."""
    units = project / "records/organizations/union.yml"
    text = units.read_text(encoding="utf-8").replace("North Library", "Bureau de l’Est")
    units.write_text(text, encoding="utf-8")
    rows: Rows = [["Library", "Year", "Visits"], ["Bureau de l'Est", 2021, 1], ["Bureau de l'Ouest", 2021, 2]]
    rows += [["South Library", 2021, 3], ["Östliche Bücherei", 2021, 3]]
    text = proposed(project, workbook(project / "names.xlsx", rows))
    assert yaml.safe_load(text)["ids"] == {"organization": {"Bureau de l'Ouest": "FILL-IN"}}
    assert "FILL-IN  # known by no name like this" in text


def test_codes_that_lost_their_zeros_or_became_dates(project: Path) -> None:
    """007 is stored as 7, 12-3 as a day: the proposal shows which code each was."""

    def change(made: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 0, date(2024, 3, 12), made.add_format({"num_format": "d-mmm"}))

    rows: Rows = [["Code", "Year", "Visits"], [None, 2021, 1], [7, 2021, 2], ["E1", 2021, 3]]
    file = workbook(project / "codes.xlsx", rows, change)
    text = proposed(project, file)
    assert yaml.safe_load(text)["ids"] == {"organization": {"2024-03-12": "north", "7": "south"}}
    assert figures(compared(project, file)) == {
        "north visits 2021": "1",
        "south visits 2021": "2",
        "east visits 2021": "3",
    }


def test_periods_in_words_and_as_dates(project: Path) -> None:
    """A month that is shown without its day is the month."""

    def change(made: Any, sheet: Any) -> None:
        sheet.write_datetime(2, 1, date(2021, 5, 1), made.add_format({"num_format": "mmm yyyy"}))

    rows: Rows = [
        ["Library", "Month", "Visits"],
        ["north", "March 2021", 1],
        ["north", None, 2],
        ["north", "Q3 2021", 3],
    ]
    file = workbook(project / "periods.xlsx", rows, change)
    proposed(project, file)
    assert figures(compared(project, file)) == {
        "north visits 2021-03": "1",
        "north visits 2021-05": "2",
        "north visits 2021-Q3": "3",
    }


def test_blank_rows_repeated_headings_and_notes_are_left_out(project: Path) -> None:
    """So is a title above the table."""
    rows: Rows = [["Visits in 2021"], [], LONG[0], LONG[1], [], LONG[0], LONG[2], [], ["Source: our registers"]]
    file = workbook(project / "notes.xlsx", rows)
    proposed(project, file)
    result = compared(project, file)
    assert (figures(result), result.problems) == (BOTH, ())


def test_cells_that_hold_no_number_are_refused(project: Path) -> None:
    """Errors, formulas without a value, truth values and dates, each at its cell."""

    def change(made: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 2, "=A1", None, "")
        sheet.write_boolean(3, 2, 1)
        sheet.write_datetime(4, 2, date(2021, 5, 1), made.add_format({"num_format": "d/m/yyyy"}))

    rows: Rows = [["Library", "Year", "Visits"], *([name, 2021] for name in ("north", "south", "east", "union"))]
    file = workbook(project / "cells.xlsx", rows, change)
    (project / "cells.xlsx.mapping.yml").write_text(
        "columns: {Library: organization, Year: period, Visits: value}\n"
        "constants: {measure: visits, source: report-2022}\n",
        encoding="utf-8",
    )
    assert problems(project, file) == [
        "cells.xlsx:Table!C2 cell-failed",
        "cells.xlsx:Table!C3 cell-uncomputed",
        "cells.xlsx:Table!C4 value-not-a-number",
        "cells.xlsx:Table!C5 cell-date",
    ]


def test_a_semicolon_and_decimal_commas(project: Path) -> None:
    """The delimiter of a CSV file is recognized, and then declared."""
    file = csv_file(project / "semi.csv", [["Library", "Year", "Share"], ["north", "2021", "12,5"]], ";")
    text = proposed(project, file)
    assert "delimiter: ;" in text.replace("'", "")
    assert figures(compared(project, file)) == {"north share 2021": "12.5"}


def test_an_open_document(project: Path) -> None:
    """Repeated cells, percent, hidden rows and formulas without a value, as LibreOffice writes them."""

    def text(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    def number(kind: str, value: str, more: str = "") -> str:
        cell = f'office:value-type="{kind}" office:value="{value}" {more}'
        return f"<table:table-cell {cell}><text:p>{value}</text:p></table:table-cell>"

    rows = [
        f"<table:table-row>{text('Library')}{text('Year')}{text('Share')}</table:table-row>",
        f"<table:table-row>{text('north')}{number('float', '2021')}{number('percentage', '0.25')}</table:table-row>",
        f'<table:table-row table:visibility="collapse">{text("south")}{number("float", "2021")}',
        f"{number('percentage', '0.5')}</table:table-row>",
        f"<table:table-row>{text('east')}{number('float', '2021')}",
        '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048000">',
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    file = open_document(project / "table.ods", "".join(rows))
    proposed(project, file)
    assert figures(compared(project, file)) == {"north share 2021": "25"}
    assert problems(project, file) == ["table.ods:Table!A1 workbook-hidden", "table.ods:Table!C4 cell-uncomputed"]


def test_what_the_vocabulary_does_not_know_is_proposed(project: Path) -> None:
    """Measures and breakdowns, with all their categories, to be completed."""
    rows: Rows = [["Library", "Year", "Indicator", "Housing", "Value"]]
    rows += [["north", 2021, f"Books {n}", housing, n] for n in range(4) for housing in ("Flat", "Cottage")]
    file = workbook(project / "unknown.xlsx", rows)
    proposed(project, file)
    text = (project / "unknown.xlsx.vocabulary.yml").read_text(encoding="utf-8")
    records = {record["id"]: record for record in yaml.safe_load(text)}
    assert [category["id"] for category in records["housing"]["categories"]] == ["flat", "cottage"]
    assert records["books-1"]["kind"] == "FILL-IN"


def test_units_become_organizations(project: Path) -> None:
    """Their ids are made of names, and parents named by their codes, of the sheet or of the records."""
    rows: Rows = [
        ["Code", "Name", "Kind", "Parent"],
        ["W", "West District", "Union", "union"],
        ["W1", "West Library", "library", "W"],
        ["E1", "Östliche Bücherei", "library", "union"],
    ]
    file = csv_file(project / "units.csv", rows)
    text = proposed(project, file)
    assert yaml.safe_load(text)["id-from"] == "name"
    (project / "units.csv.mapping.yml").write_text(
        text.replace("codes.code", "codes.list") + "ids: {id: {Östliche Bücherei: east}}\n", encoding="utf-8"
    )
    result = compared(project, file)
    assert dict(result.counts) == {Outcome.ADDED: 2, Outcome.UNCHANGED: 1}
    Import(project, file, None, "en").write(result)
    accepted = validate(project, alone=True).accepted
    assert accepted is not None
    assert accepted.corpus.catalogue.organizations["west-library"].parent == "west-district"


def test_reasons_of_the_mapping_go_to_the_figures_that_need_them(project: Path) -> None:
    """And to no others, which would be a problem as well."""
    rows: Rows = [
        ["Library", "Year", "Sex", "Visits"],
        ["north", 2021, None, 5],
        ["north", 2021, "Women", 6],
        ["south", 2021, None, 7],
    ]
    file = workbook(project / "reasons.xlsx", rows)
    text = proposed(project, file)
    assert problems(project, file) == ["reasons.xlsx:Table!D3 parts-exceed-whole"]
    mapping = project / "reasons.xlsx.mapping.yml"
    mapping.write_text(f"{text}acknowledged: {{parts-exceed-whole: The source says so.}}\n", encoding="utf-8")
    result = compared(project, file)
    assert result.problems == ()
    Import(project, file, None, "en").write(result)
    assert validate(project, alone=True).problems == ()


def test_columns_beside_a_total_are_categories(project: Path) -> None:
    """Which breakdown they are of, only an editor can say; a record for it is proposed."""
    rows: Rows = [["Library", "Year", "Total", "Locals", "Visitors"], ["north", 2021, 9, 5, 4]]
    file = workbook(project / "parts.xlsx", rows)
    columns = yaml.safe_load(proposed(project, file))["columns"]
    assert columns["Locals"] == {"breakdown": "FILL-IN", "category": "locals"}
    (record,) = yaml.safe_load((project / "parts.xlsx.vocabulary.yml").read_text(encoding="utf-8"))
    assert [category["id"] for category in record["categories"]] == ["locals", "visitors"]


def test_the_measure_is_taken_from_the_title(project: Path) -> None:
    """Where it names just one."""
    rows: Rows = [["Table 1. Loans by library"], [], ["Library", 2021, 2022], ["north", 1, 2], ["south", 3, 4]]
    file = workbook(project / "title.xlsx", rows)
    assert yaml.safe_load(proposed(project, file))["constants"] == {"measure": "loans", "source": "report-2022"}
    assert len(figures(compared(project, file))) == 4


def test_a_file_that_fails_half_way_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the CSV file nor its description, nor what was begun of them."""
    file = workbook(project / "plain.xlsx", LONG)
    proposed(project, file)
    before = sorted(path.name for path in (project / "records/observations").iterdir())
    work = Import(project, file, None, "en")
    result = work.compared()
    really_link, calls = os.link, iter(range(9))

    def link(*names: Any) -> None:
        if next(calls):
            raise OSError(28, "No space left on device")
        really_link(*names)

    monkeypatch.setattr("bulletin.spreadsheets.writing.os.link", link)
    with pytest.raises(OSError, match="No space left"):
        work.write(result)
    assert sorted(path.name for path in (project / "records/observations").iterdir()) == before


def test_no_file_is_replaced(project: Path) -> None:
    """A name that is taken gets a number."""
    taken = project / "records/observations/report-2022-visits.yml"
    taken.write_text((project / "records/observations/first.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (project / "records/observations/first.yml").unlink()
    file = workbook(project / "plain.xlsx", LONG)
    proposed(project, file)
    work = Import(project, file, None, "en")
    assert work.write(work.compared())[0] == "records/observations/report-2022-visits-2.csv"


def test_a_mark_in_a_heading_is_the_status_of_its_column(project: Path) -> None:
    """Years are marked as provisional more often than single figures."""
    rows: Rows = [["Visits", None, None], ["Library", 2021, "2022 (p)"], ["north", 1, 2], ["south", 3, 4]]
    file = workbook(project / "status.xlsx", rows)
    columns = yaml.safe_load(proposed(project, file))["columns"]
    assert columns["2022 (p)"] == {"period": "2022", "status": "preliminary"}
    result = compared(project, file)
    assert result.addition is not None
    assert [row[-1] for row in result.addition.table.rows] == ["", "preliminary", "", "preliminary"]


def test_a_newer_report_may_return_to_an_earlier_value(project: Path) -> None:
    """It is a revision, while a report that is older than the newest one adds nothing to what is known."""
    reports = project / "records/sources/reports.yml"
    reports.write_text(
        reports.read_text(encoding="utf-8") + "- {id: report-2023, title: Report 2023, published: 2023-03-01}\n",
        encoding="utf-8",
    )
    for source, value, outcome in (
        ("report-2022", 105, Outcome.REVISED),
        ("report-2023", 100, Outcome.REVISED),
        ("report-2021", 100, Outcome.UNCHANGED),
        ("report-2022", 105, Outcome.UNCHANGED),
    ):
        file = workbook(project / "again.xlsx", [["Library", "Year", "Visits"], ["north", 2020, value]])
        (project / "again.xlsx.mapping.yml").write_text(
            "columns: {Library: organization, Year: period, Visits: value}\n"
            f"constants: {{measure: visits, source: {source}}}\n",
            encoding="utf-8",
        )
        work = Import(project, file, None, "en")
        result = work.compared()
        assert [change.outcome for change in result.changes] == [outcome]
        work.write(result)


def test_a_row_with_too_many_cells_is_refused(project: Path) -> None:
    """Its values may be under the wrong headings: a comma within a name that is in no quotes."""
    file = project / "ragged.csv"
    file.write_text("Library,Year,Visits\nnorth,2021,1\nsouth,of the river,2021,2\n", encoding="utf-8")
    (project / "ragged.csv.mapping.yml").write_text(
        "columns: {Library: organization, Year: period, Visits: value, '[D]': unused}\n"
        "constants: {measure: visits, source: report-2022}\n",
        encoding="utf-8",
    )
    assert problems(project, file) == ["ragged.csv:3:1 csv-row-ragged"]


def test_intervals_beside_values(project: Path) -> None:
    """Their ends are numbers like others; a report with another interval is a newer one."""
    rows: Rows = [["Library", "Year", "Visits", "Low", "High"], ["north", 2021, 10, "8,5", 12]]
    file = workbook(project / "interval.xlsx", rows)
    text = proposed(project, file)
    mapping = project / "interval.xlsx.mapping.yml"
    mapping.write_text(text + 'decimal: ","\n' if "decimal" not in text else text, encoding="utf-8")
    result = compared(project, file)
    assert result.addition is not None
    assert [row[-2:] for row in result.addition.table.rows] == [["8.5", "12"]]
    Import(project, file, None, "en").write(result)
    assert dict(compared(project, file).counts) == {Outcome.UNCHANGED: 1}
    rows[1][4] = 13
    workbook(file, rows)
    assert dict(compared(project, file).counts) == {Outcome.REFUSED: 1}


def test_what_waits_for_its_name_is_no_file_of_others(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that somebody put where the file would be written first is not followed."""
    file = workbook(project / "plain.xlsx", LONG)
    proposed(project, file)
    victim = project / "victim.txt"
    victim.write_text("not to be lost", encoding="utf-8")
    monkeypatch.setattr("bulletin.spreadsheets.writing.token_hex", lambda _: "known")
    (project / "records/observations/.report-2022-visits.csv.known.new").symlink_to(victim)
    work = Import(project, file, None, "en")
    with pytest.raises(FileExistsError):
        work.write(work.compared())
    assert victim.read_text(encoding="utf-8") == "not to be lost"
