"""What a mapping says of columns, of numbers and of ids: nothing of it is silently left out or read otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.model.records import Observation
from bulletin.problems import Problem
from bulletin.project_template.identifiers import record_id
from bulletin.reading.reader import read
from bulletin.spreadsheets.changes import Outcome
from bulletin.spreadsheets.importing import Import, ProblemsError
from bulletin.validation import validate
from hypothesis import given
from hypothesis import strategies as st

from tests.spreadsheets.imports import compared, csv_file, figures, open_document, problems, proposed, union, workbook

Rows = list[list[Any]]
CONSTANTS = "constants: {measure: visits, source: report-2022}\n"
RATES = """\
- id: coverage
  name: Coverage
  definition: Readers of all.
  unit: percent
  kind: rate
  per: 100
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of the fictional union."""
    return union(tmp_path)


def mapped(project: Path, rows: Rows, mapping: str, name: str = "table.csv") -> Path:
    """Write a file with a mapping beside it."""
    file = (csv_file if name.endswith(".csv") else workbook)(project / name, rows)
    (project / f"{name}.mapping.yml").write_text(mapping, encoding="utf-8")
    return file


def found(project: Path, file: Path) -> list[Problem]:
    """The problems of an import."""
    try:
        return list(compared(project, file).problems)
    except ProblemsError as error:
        return list(error.problems)


# --- columns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "rows", "line"),
    [
        ("  Library: organization\n  Other: organization\n  '2021': {period: 2021}\n", ["north", "south", 5], 3),
        ("  Library: organization\n  Other: {period: 2021}\n  '2021': {period: 2021}\n", ["north", 4, 5], 4),
        (
            "  Library: organization\n  Other: {breakdown: sex}\n  '2021': {breakdown: sex}\n",
            ["north", "men", "men"],
            4,
        ),
    ],
    ids=["field", "period", "breakdown"],
)
def test_two_columns_of_one_thing_are_refused(project: Path, columns: str, rows: list[Any], line: int) -> None:
    """Else the one that comes last would say whose figure it is."""
    file = mapped(project, [["Library", "Other", "2021"], rows], f"columns:\n{columns}{CONSTANTS}")
    assert problems(project, file) == [f"table.csv.mapping.yml:{line}:3 key-repeated"]


def test_a_sign_cannot_separate_both_decimals_and_thousands(project: Path) -> None:
    """A grouping by points needs another sign of decimals."""
    rows: Rows = [["Library", "Share"], ["north", "1.234"], ["south", "1.23"]]
    columns = "columns: {Library: organization, Share: value}\n"
    constants = "constants: {measure: share, source: report-2022, period: 2021}\n"
    file = mapped(project, rows, f'{columns}{constants}grouping: "."\n')
    assert problems(project, file) == ["table.csv.mapping.yml:3:11 csv-signs-alike"]


def test_points_between_thousands_with_decimal_commas(project: Path) -> None:
    """1.234,5 is more than a thousand."""
    rows: Rows = [["Library", "Share"], ["north", "1.234,5"], ["south", "0,25"]]
    columns = "columns: {Library: organization, Share: value}\n"
    constants = "constants: {measure: share, source: report-2022, period: 2021}\n"
    file = mapped(project, rows, f'{columns}{constants}grouping: "."\ndecimal: ","\n')
    assert figures(compared(project, file)) == {"north share 2021": "1234.5", "south share 2021": "0.25"}


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("{category: women}", "csv-column-unclear"),
        ("{breakdown: sex, measure: visits}", "csv-column-unclear"),
        ("{breakdown: sex, category: women, field: numerator}", "csv-column-unclear"),
        ("{status: preliminary}", "csv-column-unclear"),
        ("note.xx", "field-unknown"),
        ("intervall.lower", "field-unknown"),
    ],
)
def test_a_column_that_says_nothing_that_can_be_is_refused(project: Path, column: str, code: str) -> None:
    """At its heading in the mapping."""
    file = mapped(
        project,
        [["Library", "Year", "Visits", "Odd"], ["north", 2021, 5, 1]],
        f"columns:\n  Library: organization\n  Year: period\n  Visits: value\n  Odd: {column}\n{CONSTANTS}",
    )
    assert problems(project, file) == [f"table.csv.mapping.yml:5:3 {code}"]


def test_intervals_of_several_measures_in_a_row(project: Path) -> None:
    """Each end belongs to the value of its own measure, and is never taken for one."""
    rows: Rows = [["Library", "Best", "Low", "High", "Loans", "Loans low", "Loans high"], ["north", 10, 8, 12, 5, 4, 7]]
    names = {"Best": "measure: visits", "Low": "measure: visits, field: interval.lower"}
    names |= {"High": "measure: visits, field: interval.upper", "Loans": "measure: loans"}
    names |= {"Loans low": "measure: loans, field: interval.lower"}
    names |= {"Loans high": "measure: loans, field: interval.upper"}
    columns = "".join(f"  {name}: {{{said}}}\n" for name, said in names.items())
    mapping = f"columns:\n  Library: organization\n{columns}constants: {{source: report-2022, period: 2021}}\n"
    file = mapped(project, rows, mapping)
    assert figures(compared(project, file)) == {"north visits 2021": "10", "north loans 2021": "5"}
    work = Import(project, file, None, "en")
    work.write(work.compared())
    stored = [each.record for each in read(project).store.of(Observation)][-2:]
    ends = {each.measure: f"{each.interval.lower}-{each.interval.upper}" for each in stored if each.interval}
    assert ends == {"visits": "8-12", "loans": "4-7"}


def test_an_end_without_a_value_is_no_value(project: Path) -> None:
    """A column of the lower ends alone gives no figure."""
    mapping = "columns: {Library: organization, Low: {measure: visits, field: interval.lower}}\n"
    mapping += "constants: {source: report-2022, period: 2021}\n"
    file = mapped(project, [["Library", "Low"], ["north", 8]], mapping)
    assert figures(compared(project, file)) == {}


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "mark"), [("12¹", "¹"), ("12 (1)", "1"), ("12 1)", "1"), ("12 (prov)", "prov")])
def test_a_column_of_marked_numbers_is_one_of_values(project: Path, typed: str, mark: str) -> None:
    """However the marks are written; what each says is then asked for."""
    file = workbook(
        project / "marks.xlsx", [["Library", "Year", "Visits"], ["north", 2021, typed], ["south", 2021, typed]]
    )
    made = yaml.safe_load(proposed(project, file))
    assert made["columns"]["Visits"] == {"measure": "visits"}
    assert [*made["marks"]] == [mark]
    assert figures(compared(project, file)) == {"north visits 2021": "12", "south visits 2021": "12"}


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_fifteen_digits_of_a_number_are_kept(project: Path, name: str) -> None:
    """What is behind them is the rest of a binary fraction, and no revision."""
    mapping = "columns: {Library: organization, Share: value}\n"
    mapping += "constants: {measure: share, source: SOURCE, period: 2021}\n"
    values = {"report-2021": 62.38100000000004, "report-2022": 62.38100000000001}
    outcomes = []
    for source, value in values.items():
        rows: Rows = [["Library", "Share"], ["north", value]]
        work = Import(project, mapped(project, rows, mapping.replace("SOURCE", source), name), None, "en")
        result = work.compared()
        work.write(result)
        outcomes += [(change.outcome, change.after) for change in result.changes]
    assert outcomes == [(Outcome.ADDED, "62.381"), (Outcome.UNCHANGED, "62.381")]


def test_a_month_of_an_open_document(project: Path) -> None:
    """A date that is shown without its day is the month, or the year, also in the files of LibreOffice."""

    def row(day: str, shown: str, value: int) -> str:
        return (
            '<table:table-row><table:table-cell office:value-type="string"><text:p>north</text:p></table:table-cell>'
            f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{shown}</text:p>'
            f'</table:table-cell><table:table-cell office:value-type="float" office:value="{value}"/></table:table-row>'
        )

    headings = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Library", "Month", "Visits")
    )
    shown = {"03/2021": "2021-03", "mars 21": "2021-04", "2021": "2021"}
    days = ("2021-03-01", "2021-04-01", "2021-01-01")
    rows = "".join(row(day, text, n) for n, (day, text) in enumerate(zip(days, shown, strict=True), 1))
    file = open_document(project / "m.ods", f"<table:table-row>{headings}</table:table-row>{rows}")
    proposed(project, file)
    assert [*figures(compared(project, file))] == [f"north visits {period}" for period in shown.values()]


# --- what is reported again -------------------------------------------------------------------------------------------


def again(project: Path, rows: Rows, more: str, source: str, *, write: bool = True) -> list[Outcome]:
    """Import a table of 2021, and give what became of its rows."""
    columns = {"Library": "organization", "Value": "value", "N": "numerator", "D": "denominator"}
    said = ", ".join(f"{heading}: {columns[heading]}" for heading in rows[0])
    mapping = f"columns: {{{said}}}\nconstants: {{{more}, source: {source}, period: 2021}}\n"
    mapping += f"marks: {{'*': {{note: As of {source}.}}}}\n"
    work = Import(project, mapped(project, rows, mapping), None, "en")
    result = work.compared()
    if write:
        work.write(result)
    return [change.outcome for change in result.changes]


def test_another_numerator_and_denominator_are_a_revision(project: Path) -> None:
    """Also where they make the same value, since totals add up by them; a report of the same day is refused."""
    (project / "records/vocabulary/rates.yml").unlink(missing_ok=True)
    with (project / "records/vocabulary/measures.yml").open("a", encoding="utf-8") as measures:
        measures.write(RATES)
    head = ["Library", "Value", "N", "D"]
    assert again(project, [head, ["north", 50, 1, 2]], "measure: coverage", "report-2021") == [Outcome.ADDED]
    more: Rows = [head, ["north", 50, 1000, 2000]]
    assert again(project, more, "measure: coverage", "report-2021", write=False) == [Outcome.REFUSED]
    assert again(project, more, "measure: coverage", "report-2022") == [Outcome.REVISED]
    assert again(project, more, "measure: coverage", "report-2022") == [Outcome.UNCHANGED]


def test_a_rate_without_a_value_is_computed(project: Path) -> None:
    """Of its numerator and denominator, whether other rows have values, or there is no column of them."""
    with (project / "records/vocabulary/measures.yml").open("a", encoding="utf-8") as measures:
        measures.write(RATES)
    mixed: Rows = [["Library", "Value", "N", "D"], ["north", 50, 1, 2], ["south", None, 1, 4]]
    assert again(project, mixed, "measure: coverage", "report-2021") == [Outcome.ADDED] * 2
    alone: Rows = [["Library", "N", "D"], ["south", 1, 4], ["east", 3, 4]]
    assert again(project, alone, "measure: coverage", "report-2022") == [Outcome.UNCHANGED, Outcome.ADDED]
    validation = validate(project, alone=True)
    assert validation.accepted is not None
    values = {f.key.organization: f.value for f in validation.accepted.tables.figures if f.key.measure == "coverage"}
    assert {name: getattr(value, "number", value) for name, value in values.items()} == {
        "north": 50,
        "south": 25,
        "east": 75,
    }


def test_another_note_is_a_revision(project: Path) -> None:
    """Of a later report; nothing that is said for the reader is dropped without a word."""
    rows: Rows = [["Library", "Value"], ["north", "3*"]]
    assert again(project, rows, "measure: visits", "report-2021") == [Outcome.ADDED]
    assert again(project, rows, "measure: visits", "report-2022") == [Outcome.REVISED]
    assert again(project, rows, "measure: visits", "report-2022") == [Outcome.UNCHANGED]
    assert again(project, [["Library", "Value"], ["north", 3]], "measure: visits", "report-2022") == [Outcome.UNCHANGED]


@pytest.mark.parametrize("last", [False, True])
def test_reasons_go_to_their_rows_below_notes_of_several_lines(project: Path, last: bool) -> None:
    """A note with a line break makes a row of two lines; places and reasons are those of its own row."""
    rows: Rows = [["Library", "Sex", "Visits"], ["north", "", "5*"], ["north", "women", 6]]
    rows += [] if last else [["south", "", 7]]
    mapping = "columns: {Library: organization, Sex: {breakdown: sex}, Visits: value}\n"
    mapping += "constants: {measure: visits, source: report-2022, period: 2021}\nmarks: {'*': {note: \"one\\ntwo\"}}\n"
    file = mapped(project, rows, mapping)
    assert problems(project, file) == ["table.csv:3:13 parts-exceed-whole"]
    with (project / "table.csv.mapping.yml").open("a", encoding="utf-8") as more:
        more.write('acknowledged: {parts-exceed-whole: "The source\\nsays so."}\n')
    work = Import(project, file, None, "en")
    result = work.compared()
    assert result.problems == ()
    work.write(result)
    stored = [each.record for each in read(project).store.of(Observation)]
    assert [each.organization for each in stored if each.acknowledged] == ["north"]
    assert validate(project, alone=True).problems == ()


def test_words_of_a_mapping_in_another_language_are_warned_of(project: Path) -> None:
    """As those of records are: they would be dropped without a word."""
    rows: Rows = [["Library", "Value"], ["north", "3*"]]
    mapping = "columns: {Library: organization, Value: value}\n"
    mapping += "constants: {measure: visits, source: report-2022, period: 2021}\n"
    file = mapped(project, rows, mapping + "marks:\n  '*': {note: {en: A note, fr: Une note}}\n")
    (problem,) = Import(project, file, None, "en").compared().problems
    assert (problem.code, problem.place.at_line) == ("language-undeclared", "table.csv.mapping.yml:4")
    assert problem.hint_in("en").startswith("Its languages: en. Delete these words, or add “fr” to languages")


# --- ids --------------------------------------------------------------------------------------------------------------

NAMES = [
    "Central Department of Public Health North",
    "Central Department of Public Health South",
    "Łódź",
    "Ærø",
    "Москва",
]


def test_ids_are_made_of_names_in_one_way(project: Path) -> None:
    """Of names in any script, in full, so that they differ; a second import knows the records by their names."""
    rows: Rows = [["Name", "Kind", "Parent"], *([name, "library", "union"] for name in NAMES)]
    file = csv_file(project / "units.csv", rows)
    assert yaml.safe_load(proposed(project, file))["id-from"] == "name"
    work = Import(project, file, None, "en")
    result = work.compared()
    assert [change.about[0] for change in result.changes] == [*map(record_id, NAMES)]
    assert record_id("Łódź") == "lodz"
    work.write(result)
    written = project / "records/organizations/units.csv"
    written.write_text(written.read_text(encoding="utf-8").replace("lodz", "lodz-city"), encoding="utf-8")
    assert dict(compared(project, file).counts) == {Outcome.UNCHANGED: len(NAMES)}


@pytest.mark.parametrize(
    ("typed", "problem", "hint"),
    [
        ("id-from: code\n", "units.csv.mapping.yml:2:10 field-unknown", "Did you mean “codes.code”?"),
        ("id-from: nam\n", "units.csv.mapping.yml:2:10 field-unknown", "Did you mean “name”?"),
        ("", "units.csv.mapping.yml:1:1 field-missing", "Add a line “id-from: …”."),
    ],
)
def test_ids_are_made_of_a_field_of_a_column(project: Path, typed: str, problem: str, hint: str) -> None:
    """Else it is said once, in the mapping, which field is meant."""
    rows: Rows = [
        ["Code", "Name", "Kind", "Parent"],
        ["1", "West", "library", "union"],
        ["2", "Far", "library", "union"],
    ]
    file = csv_file(project / "units.csv", rows)
    (project / "units.csv.mapping.yml").write_text(
        f"records: organizations\n{typed}columns: {{Code: codes.code, Name: name, Kind: kind, Parent: parent}}\n",
        encoding="utf-8",
    )
    (only,) = found(project, file)
    assert f"{only.place} {only.code}" == problem
    assert only.hint_in("en") == hint


def test_vocabulary_of_other_scripts_and_numbers_is_proposed(project: Path) -> None:
    """By names that can be found again; where no id can be made of one, it is to be filled in."""
    rows: Rows = [["Library", "Year", "Indicator", "Breakdown", "Category", "Value"]]
    rows += [["north", 2021, name, "Возраст", n, n] for n in (1, 2, 3) for name in ("Опрошенные", "人口")]
    file = workbook(project / "names.xlsx", rows)
    proposed(project, file)
    records = yaml.safe_load((project / "names.xlsx.vocabulary.yml").read_text(encoding="utf-8"))
    breakdown = next(record for record in records if "categories" in record)
    assert (breakdown["id"], breakdown["name"]) == ("vozrast", "Возраст")
    assert [category["name"] for category in breakdown["categories"]] == ["1", "2", "3"]
    assert {record["name"]: record["id"] for record in records if "unit" in record} == {
        "Опрошенные": record_id("Опрошенные"),
        "人口": "FILL-IN",
    }


@given(st.text(max_size=120))
def test_every_id_that_is_made_is_valid(name: str) -> None:
    """Or there is none."""
    made = record_id(name)
    assert made == "" or (re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made) and len(made) <= 80)


def test_the_notes_of_a_mark_and_of_a_row_are_both_kept(project: Path) -> None:
    """And are the same note when the sheet is imported again; another one in the column is a revision."""
    mapping = "columns: {Library: organization, Visits: value, Remark: note}\n"
    mapping += "constants: {measure: visits, source: SOURCE, period: 2021}\nmarks: {'*': {note: Without Sunday.}}\n"
    outcomes = []
    for source, remark in (("report-2021", "Old roof."), ("report-2021", "Old roof."), ("report-2022", "New roof.")):
        rows: Rows = [["Library", "Visits", "Remark"], ["north", "3*", remark]]
        work = Import(project, mapped(project, rows, mapping.replace("SOURCE", source)), None, "en")
        result = work.compared()
        work.write(result)
        outcomes += [(change.outcome, change.before, change.after) for change in result.changes]
    old = "3 (Without Sunday. Old roof.)"
    assert outcomes == [
        (Outcome.ADDED, "", "3"),
        (Outcome.UNCHANGED, old, old),
        (Outcome.REVISED, old, "3 (Without Sunday. New roof.)"),
    ]


# --- what a mapping names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("ids: {organisation: {north: north}}\n", "3:7 field-unknown"),
        ("ids: {organization: {north: nort}}\n", "3:29 reference-unknown"),
        ("ids: {sex: {w: woman}}\n", "3:16 category-unknown"),
        ("ids: {organization: {Total: left-out, north: north}}\n", None),
    ],
)
def test_what_is_not_in_the_records_is_refused_where_the_mapping_names_it(
    project: Path, more: str, problem: str | None
) -> None:
    """Not at the cells of the sheet, which are right."""
    columns = "columns: {Library: organization, Visits: value}\n"
    mapping = f"{columns}constants: {{measure: visits, source: report-2022, period: 2021}}\n{more}"
    file = mapped(project, [["Library", "Visits"], ["north", 5]], mapping)
    assert problems(project, file) == ([f"table.csv.mapping.yml:{problem}"] if problem else [])


@pytest.mark.parametrize(
    ("constants", "problem"),
    [
        ("measure: visit, source: report-2022", "2:22 reference-unknown"),
        ("measure: visits, source: r", "2:38 ref"),
    ],
)
def test_constants_that_are_not_in_the_records(project: Path, constants: str, problem: str) -> None:
    """At their place in the mapping."""
    mapping = f"columns: {{Library: organization, Visits: value}}\nconstants: {{{constants}, period: 2021}}\n"
    (found_one,) = problems(project, mapped(project, [["Library", "Visits"], ["north", 5]], mapping))
    assert found_one.startswith(f"table.csv.mapping.yml:{problem}")


def test_several_totals_can_be_left_out(project: Path) -> None:
    """Each is compared with the rows above it, and none with another."""
    rows: Rows = [["Library", "Visits"], ["north", 5], ["south", 6], ["Subtotal", 11], ["east", 7], ["Total", 18]]
    mapping = "columns: {Library: organization, Visits: value}\n"
    mapping += "constants: {measure: visits, source: report-2022, period: 2021}\n"
    mapping += "ids: {organization: {Subtotal: left-out, Total: left-out}}\n"
    result = compared(project, mapped(project, rows, mapping))
    assert (len(figures(result)), result.problems) == (3, ())
    rows[-1][1] = 19
    assert problems(project, mapped(project, rows, mapping)) == ["table.csv:6:7 total-differs"]


def test_values_as_they_are_typed_in_records(project: Path) -> None:
    """A cell can hold what a hint says of YAML; what is written is read again."""
    mapping = "columns: {Library: organization, Visits: value}\n"
    mapping += "constants: {measure: visits, source: report-2022, period: 2021}\n"
    rows: Rows = [
        ["Library", "Visits"],
        ["north", "{about: 810}"],
        ["south", "{between: [3, 9]}"],
        ["east", "{odd: 3}"],
    ]
    file = mapped(project, rows, mapping, "table.xlsx")
    assert problems(project, file) == ["table.xlsx:Table!B4 value-not-a-number"]
    mapped(project, rows[:-1], mapping, "table.xlsx")
    work = Import(project, file, None, "en")
    result = work.compared()
    assert figures(result) == {"north visits 2021": "{about: 810}", "south visits 2021": "{between: [3, 9]}"}
    work.write(result)
    assert dict(compared(project, file).counts) == {Outcome.UNCHANGED: 2}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1 234", "grouping: space"),
        ("1,234", 'decimal: ","; if it separates thousands: grouping: ","'),
    ],
)
def test_signs_of_numbers_are_declared_in_the_mapping(project: Path, typed: str, hint: str) -> None:
    """Once, rather than changed in every cell."""
    mapping = "columns: {Library: organization, Visits: value}\n"
    mapping += "constants: {measure: visits, source: report-2022, period: 2021}\n"
    (only,) = found(project, mapped(project, [["Library", "Visits"], ["north", typed]], mapping))
    assert only.hint_in("en").endswith(hint)
    assert "table.csv.mapping.yml" in only.hint_in("en")


# --- what is proposed -------------------------------------------------------------------------------------------------


def test_ends_of_intervals_below_their_measures_are_proposed(project: Path) -> None:
    """Best, low and high of several measures that the records know."""
    rows: Rows = [
        [None, None, "Visits", None, None, "Loans", None, None],
        ["Library", "Year", "Best", "Low", "High", "Best", "Low", "High"],
        ["north", 2021, 10, 8, 12, 5, 4, 7],
        ["south", 2021, 20, 18, 22, 6, 5, 8],
    ]
    file = workbook(project / "ends.xlsx", rows)
    made = yaml.safe_load(proposed(project, file))
    assert made["constants"] == {"source": "report-2022"}
    assert figures(compared(project, file)) == {
        "north visits 2021": "10",
        "north loans 2021": "5",
        "south visits 2021": "20",
        "south loans 2021": "6",
    }


def test_a_second_table_beside_the_first_is_left_out(project: Path) -> None:
    """Its values would else be taken for those of the organizations of the first."""
    rows: Rows = [["Library", 2021, None, "Library", 2020], ["north", 5, None, "south", 9]]
    file = workbook(project / "beside.xlsx", rows)
    columns = yaml.safe_load(proposed(project, file, measure="visits"))["columns"]
    assert columns == {"Library": "organization", "2021": {"period": "2021"}, "Library [D]": "unused", "2020": "unused"}
    assert figures(compared(project, file)) == {"north visits 2021": "5"}


def test_headings_that_name_the_breakdown_and_the_category(project: Path) -> None:
    """“Age Children” is the category of that name."""
    rows: Rows = [["Library", "Year", "Visits", "Age Children", "Sex: Women"], ["north", 2021, 5, 2, 3]]
    columns = yaml.safe_load(proposed(project, workbook(project / "age.xlsx", rows)))["columns"]
    assert columns["Age Children"] == {"breakdown": "age", "category": "child"}
    assert columns["Sex: Women"] == {"breakdown": "sex", "category": "women"}


def test_decimals_are_proposed_for_values_with_a_fraction(project: Path) -> None:
    """Else pages would show all digits of a spreadsheet."""
    rows: Rows = [["Library", "Year", "Indicator", "Value"]]
    values = {"Rate": 70.27686552488977, "Small rate": 0.03125, "Books": 12, "Typed": "4,5"}
    rows += [["north", 2021, name, value] for name, value in values.items()]
    file = workbook(project / "rates.xlsx", rows)
    proposed(project, file)
    records = yaml.safe_load((project / "rates.xlsx.vocabulary.yml").read_text(encoding="utf-8"))
    assert {record["name"]: record.get("decimals") for record in records} == {
        "Rate": 1,
        "Small rate": 2,
        "Books": None,
        "Typed": 2,
    }
