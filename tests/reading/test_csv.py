"""CSV files of records: the same records, checks and places as in YAML. All records here are synthetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bulletin.model.records import Observation, Organization, Target
from bulletin.reading.documents import MOST_PROBLEMS
from bulletin.validation import RecordsValidation, validate, validate_records
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.bad_projects import GOOD, PUBLISHED, problems_of
from tests.publishing.published_sites import publish
from tests.reading.projects import good_project, hints, reported
from tests.sites import EN, ROOT

LONG = "columns: {Library: organization, Year: period, Age: {breakdown: age}, Visits: value}\n"
PLAIN = "columns: {Library: organization, Year: period, Visits: value}\n"
SOURCE = "constants: {source: report-2020}\n"


def csv_project(directory: Path, text: str, described: str = PLAIN + SOURCE, name: str = "visits/more") -> Path:
    """Make a project with one CSV file among good records."""
    good_project(directory, **{name.replace("/", "__"): described})
    (directory / "records" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return directory


def read_csv(
    directory: Path, text: str, described: str = PLAIN + SOURCE, name: str = "visits/more"
) -> RecordsValidation:
    """Validate the records of such a project as typed."""
    return validate_records(csv_project(directory, text, described, name))


def figures(reading: RecordsValidation, file: str) -> list[dict[str, Any]]:
    """The observations of a file, without their places, in an order of their own."""
    records = [s.record for s in reading.store.of(Observation) if s.record.place.file.rpartition(".")[0] == file]
    return sorted((record.model_dump() for record in records), key=repr)


# --- the same records as in YAML --------------------------------------------------------------------------------------

VALUES = st.one_of(
    st.integers(0, 2_000_000).map(str),
    st.sampled_from(["not-available", "suppressed", "{about: 12}", "{between: [3, 9]}"]),
)
UNITS, YEARS, AGES = ("central", "north"), ("2015", "2016", "2017"), ("child", "adult")


@st.composite
def observations(draw: st.DrawFn) -> dict[tuple[str, str], dict[str, str]]:
    """Values by organization and year: of the whole (under no name) and of categories, as they are typed in YAML."""
    keys = draw(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(YEARS)), min_size=1, unique=True))
    parts = st.dictionaries(st.sampled_from(("", *AGES)), VALUES, min_size=1)
    return {key: draw(parts) for key in keys}


def as_yaml(stated: Mapping[tuple[str, str], Mapping[str, str]]) -> str:
    """Observations as records in YAML."""
    lines = []
    for (unit, year), values in stated.items():
        by = ", ".join(f"{age}: {value}" for age, value in values.items() if age)
        fields = [f"organization: {unit}", f"period: {year}", "source: report-2020"]
        fields += [f"value: {values['']}"] if "" in values else []
        fields += [f"by: {{age: {{{by}}}}}"] if by else []
        lines.append(f"- {{{', '.join(fields)}}}\n")
    return "".join(lines)


def quoted(cells: Iterable[str], delimiter: str) -> str:
    """Cells as a row, in quotes where they need them."""
    return delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in cells) + "\n"


def as_long(stated: Mapping[tuple[str, str], Mapping[str, str]], delimiter: str, whole: str) -> str:
    rows = [("Library", "Year", "Age", "Visits")]
    rows += [(unit, year, age or whole, value) for (unit, year), of in stated.items() for age, value in of.items()]
    return "".join(quoted(row, delimiter) for row in rows)


def as_wide(stated: Mapping[tuple[str, str], Mapping[str, str]], delimiter: str) -> str:
    rows: list[tuple[str, ...]] = [("Library", "Age", *YEARS)]
    rows += [
        (unit, age, *(stated.get((unit, year), {}).get(age, "") for year in YEARS))
        for unit in UNITS
        for age in ("", *AGES)
    ]
    return "".join(quoted(row, delimiter) for row in rows if any(row[2:]))


def as_columns(stated: Mapping[tuple[str, str], Mapping[str, str]], delimiter: str) -> str:
    """One row an observation; empty values are said by a sign, which the description explains."""
    rows: list[tuple[str, ...]] = [("Library", "Year", *AGES)]
    rows += [(*key, *(values.get(age, "") for age in AGES)) for key, values in stated.items()]
    return "".join(quoted(row, delimiter) for row in rows)


@settings(max_examples=25, deadline=None)
@given(
    observations(), st.sampled_from([",", ";", "|", "\t"]), st.sampled_from(["", "total"]), st.booleans(), st.booleans()
)
def test_observations_are_the_same_in_yaml_and_in_csv(  # noqa: PLR0917 - drawn
    tmp_path_factory: pytest.TempPathFactory,
    stated: dict[tuple[str, str], dict[str, str]],
    delimiter: str,
    whole: str,
    has_mark: bool,
    has_returns: bool,
) -> None:
    """In rows of categories, in columns of periods; whatever separates the cells and ends the lines."""
    name = "tab" if delimiter == "\t" else f'"{delimiter}"'
    common = f"{SOURCE}delimiter: {name}\n"
    age = f"{{breakdown: age{f', whole: {whole}' if whole else ''}}}"
    years = ", ".join(f'"{year}": {{period: {year}}}' for year in YEARS)
    files = {
        f"{common}columns: {{Library: organization, Year: period, Age: {age}, Visits: value}}\n": as_long(
            stated, delimiter, whole
        ),
        f"{common}columns: {{Library: organization, Age: {{breakdown: age}}, {years}}}\n": as_wide(stated, delimiter),
    }
    if all("" not in values for values in stated.values()):
        ages = ", ".join(f"{age}: by.age.{age}" for age in AGES)
        files[f"{common}columns: {{Library: organization, Year: period, {ages}}}\n"] = as_columns(stated, delimiter)
    expected = validate_records(good_project(tmp_path_factory.mktemp("yaml"), visits__more=as_yaml(stated)))
    for described, text in files.items():
        typed = ("\ufeff" if has_mark else "") + (text.replace("\n", "\r\n") if has_returns else text)
        read = read_csv(tmp_path_factory.mktemp("csv"), typed, described)
        assert figures(read, "records/visits/more") == figures(expected, "records/visits/more")
        assert sorted(problem.code for problem in read.problems) == sorted(p.code for p in expected.problems)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), st.sampled_from([None, "space", ".", "'"]))
@settings(max_examples=15, deadline=None)
def test_numbers_are_read_by_the_signs_that_are_declared(
    tmp_path_factory: pytest.TempPathFactory, number: Any, grouping: str | None
) -> None:
    """Decimals behind a comma, thousands separated by what the description says."""
    group = {None: "", "space": " "}.get(grouping, grouping)
    typed = f"{number:,f}".replace(",", "_").replace(".", ",").replace("_", str(group))
    described = (
        "columns: {Library: organization, Year: period, Share: value}\ndelimiter: ;\n"
        'constants: {source: report-2020, measure: satisfied-share}\ndecimal: ","\n'
    )
    described += f'grouping: "{grouping}"\n' if grouping else ""
    read = read_csv(
        tmp_path_factory.mktemp("csv"), f"Library;Year;Share\ncentral;2010;{typed}\n", described, "observations/more"
    )
    (stored,) = [s for s in read.store.of(Observation) if s.record.place.file.endswith(".csv")]
    assert str(getattr(stored.record.value, "number", None)) == str(number)


def test_other_kinds_of_records_are_rows_too(tmp_path: Path) -> None:
    """Fields within fields, lists of several columns and truth values are where the description says."""
    read_csv(
        tmp_path,
        "Id,Vietnamese,English,Kind,Over,Once,Before\nsouth,Nam,South,library,central,south-1,south-2\n",
        "columns: {Id: id, Vietnamese: name.vi, English: name.en, Kind: kind, Over: parent, Once: former-ids, "
        "Before: former-ids}\n",
        "organizations/more",
    )
    reading = read_csv(
        tmp_path,
        "Id,Library,Year,Value,By\nsouth-2024,south,2024,700,report-2020\n",
        "columns: {Id: id, Library: organization, Year: period, Value: value, By: source}\n"
        "constants: {measure: visits}\n",
        "targets/more",
    )
    assert reading.problems == ()
    south = reading.store.by_id(Organization)["south"]
    assert (south.former_ids, south.name.localized("vi"), south.place.line) == (("south-1", "south-2"), "Nam", 2)
    assert reading.store.by_id(Target)["south-2024"].organization == "south"


def test_rows_with_a_note_of_their_own_are_figures_of_their_own(tmp_path: Path) -> None:
    """What is said of one row is not said of the whole; a note that all rows have is one note."""
    described = (
        "columns: {Library: organization, Year: period, Age: {breakdown: age}, Visits: value, "
        "Vi: note.vi, En: note.en}\n"
    )
    text = (
        "Library,Year,Age,Visits,Vi,En\n"
        "central,2010,,10,Chung,Common\ncentral,2010,child,4,Riêng,Own\ncentral,2010,adult,6,Chung,Common\n"
    )
    found = figures(read_csv(tmp_path, text, described + SOURCE), "records/visits/more")
    assert {str(figure["value"] is None): list(figure["by"]["age"]) for figure in found} == {
        "False": ["adult"],
        "True": ["child"],
    }


def test_a_row_of_two_categories_is_a_cell_of_their_crossing(tmp_path: Path) -> None:
    """In the order that the crossing names them, whatever the order of the columns."""
    breakdowns = (GOOD / "records/vocabulary/breakdowns.yml").read_text(encoding="utf-8")
    measures = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8")
    text = "Library,Year,Day,Age,Visits\ncentral,2016,,,9\ncentral,2016,sunday,child,4\ncentral,2016,sunday,,5\n"
    described = LONG.replace("Age:", "Day: {breakdown: weekday}, Age:")
    good_project(
        tmp_path,
        vocabulary__breakdowns=breakdowns + "- {id: age-by-day, crosses: [age, weekday]}\n",
        vocabulary__measures=measures.replace("[age, interest]", "[age, interest, weekday, age-by-day]"),
        visits__more=described + SOURCE,
    )
    (tmp_path / "records/visits/more.csv").write_text(text, encoding="utf-8")
    reading = validate_records(tmp_path)
    assert reading.problems == ()
    (stored,) = [each for each in reading.store.of(Observation) if each.record.place.file.endswith(".csv")]
    by = stored.record.by
    assert {name: [*of] for name, of in by.items()} == {"age-by-day": ["child.sunday"], "weekday": ["sunday"]}
    place = stored.entry.place_of(("by", "age-by-day", "child", "sunday"))
    assert (place.line, place.column) == (3, 27)


def test_a_description_is_proposed_that_can_be_read(tmp_path: Path) -> None:
    """Made of the headings; what it does not know is left to be filled in."""
    project = csv_project(tmp_path, "Organization;2016;Remark\ncentral;5;\n")
    path = project / "records/visits/more.yml"
    path.unlink()
    (problem,) = validate_records(project).problems
    path.write_text(str(problem.details["better"]).replace("source: …", "source: report-2020"), encoding="utf-8")
    assert [str(figure["value"]) for figure in figures(validate_records(project), "records/visits/more")] != []
    assert validate_records(project).problems == ()


def test_a_published_figure_is_at_its_cell(tmp_path: Path) -> None:
    """What was published and is changed without a correction is shown in the table."""
    text = "Library,Year,Visits\ncentral,2016,5\ncentral,2017,6\n"
    project = csv_project(tmp_path, text)
    publish(project, project / PUBLISHED)
    (project / "records/visits/more.csv").write_text(text.replace("2017,6", "2017,8"), encoding="utf-8")
    (problem,) = problems_of(project)
    assert (problem.code, str(problem.place)) == ("published-value-changed", "records/visits/more.csv:3:14")


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "described", "expected"),
    [
        ("Library,Year,Visits\ncental,2010,5\n", PLAIN + SOURCE, "reference-unknown 2:1"),
        ('Library,Year,Visits\n"central",2010,"12*"\n', PLAIN + SOURCE, "value-not-a-number 2:16"),
        ("Library,Year,Visits\ncentral,20100,5\n", PLAIN + SOURCE, "period-malformed 2:9"),
        ("Library,Year,Visits\ncentral,2010,\n", PLAIN + SOURCE, "value-empty 2:14"),
        ("Library,Year,Visits\n,2010,5\n", PLAIN + SOURCE, "field-missing 2:1"),
        ("Library,Year,Age,Visits\ncentral,2010,,5\ncentral,2010,chld,5\n", LONG + SOURCE, "category-unknown 3:14"),
        ("Library,Year,Age,Visits\ncentral,2010,,5\ncentral,2010,child,5x\n", LONG + SOURCE, "value-not-a-number 3:20"),
        ("Library,Year,Age,Visits\ncentral,2010,,5\ncentral,2010,child,8\n", LONG + SOURCE, "parts-exceed-whole 3:20"),
        ("Library,Year,Age,Visits\ncentral,2010,,5\ncentral,2010,,5\n", LONG + SOURCE, "figure-repeated 3:15"),
        ("Library,Year,Age,Visits\ncentral,2010,,5\ncentral,2010,,6\n", LONG + SOURCE, "figures-contradict 3:15"),
        (
            "Library,Year,Visits\ncentral,2010,5\n",
            PLAIN + "constants: {source: report-2021}\n",
            "reference-unknown 3:21",
        ),
        (
            "Library,2010,2011\ncentral,5,-6\n",
            'columns: {Library: organization, "2010": {period: 2010}, "2011": {period: 2011}}\n' + SOURCE,
            "value-negative 2:11",
        ),
        (
            'Library,Year,Visits,Remark\ncentral,2010,5,"two\nlines, ""quoted"""\ncentral,2011,x9,\n',
            PLAIN.replace("}", ", Remark: unused}") + SOURCE,
            "value-not-a-number 4:14",
        ),
        ("Library,Year,Visits\ncentral,2010,5\n", PLAIN.replace("value", "valeu") + SOURCE, "field-unknown 2:48"),
        (
            "Library,Year,Visits\n\n\ncentral,2010,5\n",
            PLAIN.replace("}", ", Vists: note}") + SOURCE,
            "csv-column-missing 2:63",
        ),
        ("Title\n\nLibrary,Year,Visits\ncentral,2010,5\n", PLAIN + SOURCE, "csv-headings-below 3:1"),
        (",,2010\nLibrary,Year,Visits\ncentral,2010,5\n", PLAIN + SOURCE, "csv-headings-below 2:1"),
        ("\n\ncentral,2010,5\n", PLAIN + SOURCE, "csv-headings-missing 3:1"),
        (
            "Libraries; all\n\nLibrary;Year;Visits\ncentral;2010;5\n",
            PLAIN + SOURCE + "delimiter: ;\n",
            "csv-headings-below 3:1",
        ),
        ("Library\tYear\tVisits\ncentral\t2010\t5\n", PLAIN + SOURCE, "tab-found 1:8"),
        ("Library,Year,Visits\ncentral,2010,5\0\n", PLAIN + SOURCE, "character-refused 2:15"),
    ],
)
def test_a_problem_is_at_its_cell(text: str, described: str, expected: str, tmp_path: Path) -> None:
    """Line and column are those of the file, or of the description where the fault is there."""
    found = reported(read_csv(tmp_path, text, "# Synthetic.\n" + described))
    assert [each for each in found if not each.startswith("tab-found 2") and each != "tab-found 1:13"] == [expected]


@pytest.mark.parametrize(
    ("cell", "more", "hint"),
    [
        ('"12,5"', "", 'decimal: ","'),
        ("1 234", "", "grouping: space"),
        ('"1,234"', "", 'grouping: ","'),
        ("12.5", 'decimal: ","\n', "Decimals begin with “,”"),
        ("1234,5".replace(",", "."), 'decimal: ","\ngrouping: "."\n', "Decimals begin with “,”"),
    ],
)
def test_signs_of_numbers_are_declared_and_never_guessed(cell: str, more: str, hint: str, tmp_path: Path) -> None:
    """A number in another notation is refused, with what to write in the description."""
    reading = read_csv(tmp_path, f"Library,Year,Visits\ncentral,2010,{cell}\n", PLAIN + SOURCE + more)
    assert [code.partition(" ")[0] for code in reported(reading)] == ["value-not-a-number"]
    assert hint in hints(reading)[0]
    assert "{" not in hints(reading)[0]


def test_signs_in_place_of_numbers_are_explained_once(tmp_path: Path) -> None:
    """What a sign or an empty cell says is said by the description."""
    described = PLAIN + SOURCE + 'missing: {"…": not-available, "<5": {under: 5}}\nempty: not-applicable\n'
    text = "Library,Year,Visits\ncentral,2009,…\ncentral,2010,<5\ncentral,2011,\n"
    found = figures(read_csv(tmp_path, text, described), "records/visits/more")
    values = [str(getattr(figure["value"], "value", figure["value"])) for figure in found]
    assert {"not-available", "not-applicable"} < set(values)
    assert any("under" in value for value in values)


def test_the_guide_says_how_figures_are_marked_and_suppressed(tmp_path: Path) -> None:
    """Its example is read word by word, with this bulletin's names."""
    guide = (ROOT / "docs/guide/csv.md").read_text(encoding="utf-8")
    section = guide.partition("## Figures that are not for everybody")[2]
    text, described = re.findall(r"^```(?:yaml)?\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[:2]
    for name, own in {"north": "central", "south": "north", "trees-planted": "visits", "forest-": ""}.items():
        text, described = text.replace(name, own), described.replace(name, own)
    described = described.replace("report-2024", "report-2020")
    found = figures(read_csv(tmp_path, text, described), "records/visits/more")
    shown = [
        (each["organization"], str(getattr(each["value"], "value", "a number")), each["audience"]) for each in found
    ]
    assert sorted(shown, key=str) == [
        ("central", "a number", None),
        ("central", "suppressed", None),
        ("north", "a number", "internal"),
    ]


@pytest.mark.parametrize("sign", ["[c]", "(c)", "c", "C"])
def test_the_sign_of_a_suppressed_number_is_declared(sign: str, tmp_path: Path) -> None:
    """As pages show it, even in the first row; the hint says what to declare, and that makes a value of it."""
    text = f"Library,Year,Visits\ncentral,2011,{sign}\n"
    (problem,) = read_csv(tmp_path / "typed", text).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("value-not-a-number", 2, 14)
    hint = problem.hint_in(EN)
    assert "the policy in records/disclosure.yml hides it" in hint
    declared = hint.partition("write in records/visits/more.yml: ")[2].partition(";")[0]
    mended = read_csv(tmp_path / "mended", text, f"{PLAIN}{SOURCE}{declared}\n")
    assert [figure["value"] for figure in figures(mended, "records/visits/more")] == ["suppressed"]


# --- bad input --------------------------------------------------------------------------------------------------------


def test_a_byte_of_another_encoding_is_at_its_row(tmp_path: Path) -> None:
    """However far down it is."""
    rows = b"".join(b"central,%d,5\n" % (1900 + number % 100) for number in range(70_000))
    project = csv_project(tmp_path, "")
    (project / "records/visits/more.csv").write_bytes(b"Library,Year,Visits\n" + rows + b"Caf\xe9,2010,5\n")
    assert reported(validate(project)) == ["file-not-utf8 70002:4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Library,Year,Visits\ncentral,2010,5\n" + ",,\n" * 1_000_000, ["csv-rows-empty 3:1"]),
        ("Library,Year,Visits" + "," * 1_000_000 + "\ncentral,2010,5\n", ["csv-heading-empty 1:21"]),
        ("Library,Year,Visits\ncentral,2010,5" + "," * 1_000_000 + "\n", ["csv-row-ragged 2:16"]),
        ("", ["file-empty 1:1"]),
        ('Library,Year,Visits\ncentral,2010,"5\n' + "central,2011,5\n" * 20_000, ["csv-quote-open 2:14"]),
    ],
    ids=["rows", "headings", "cells", "empty", "quote"],
)
def test_what_a_spreadsheet_leaves_behind_is_one_problem(text: str, expected: list[str], tmp_path: Path) -> None:
    """A million empty rows or columns are one problem, as is a quote that nothing closes."""
    assert reported(read_csv(tmp_path, text)) == expected


def test_the_same_problem_in_many_rows_does_not_hide_others(tmp_path: Path) -> None:
    """Of each kind the first are written out, then how many more there are."""
    rows = "".join(f"central,{1900 + number},{number}*\n" for number in range(2, 200)) * 10
    reading = read_csv(tmp_path, f"Library,Year,Visits\n{rows}cental,2010,5\n")
    codes = [code.partition(" ")[0] for code in reported(reading)]
    assert codes.count("value-not-a-number") == MOST_PROBLEMS
    assert codes.count("problems-left-out") == 1
    assert codes.count("reference-unknown") == 1
    (left_out,) = [problem for problem in reading.problems if problem.code == "problems-left-out"]
    assert (left_out.details["count"], left_out.place.line) == (str(1980 - MOST_PROBLEMS), MOST_PROBLEMS + 2)


def test_what_holds_for_all_rows_is_reported_once(tmp_path: Path) -> None:
    """A constant that is wrong is one mistake, not one a row."""
    rows = "".join(f"central,{year},5\n" for year in range(1950, 2000))
    reading = read_csv(
        tmp_path, f"Library,Year,Visits\n{rows}", PLAIN + "constants: {source: report-2020, statsu: official}\n"
    )
    assert reported(reading) == ["field-unknown 2:34"]
