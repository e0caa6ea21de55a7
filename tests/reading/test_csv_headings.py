"""Headings of CSV files that are wrong: what was meant is said once, and what to type loses no column.

All records here are synthetic.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate_records
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.projects import hints, reported
from tests.reading.test_csv import PLAIN, SOURCE, csv_project, figures, read_csv


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Adult", "Adults"),
        ("ADULTS", "Adults"),
        ("Adults ", "Adults (all)"),
        ("Adúlts", "Adults"),
        ("Nbr of adults", "Nb. of adults"),
        ("Взрослый", "Взрослые"),
        ("Women 2010", "women, 2010"),
        ("Women", "Men"),
        ("Femmes", "Hommes"),
        ("2010", "2011"),
        ("Adults 2010", "Adults 2011"),
        ("Members (women)", "Members (men)"),
        ("F", "M"),
    ],
)
def test_a_heading_that_is_spelt_otherwise_is_one_problem(heading: str, meant: str, tmp_path: Path) -> None:
    """With what to write, on either side, after which nothing is lost; another heading is never taken for it."""
    described = f'columns: {{Library: organization, Year: period, "{meant}": by.age.adult}}\n{SOURCE}'
    text = f"Library,Year,{heading}\ncentral,2016,5\n".replace(heading, f'"{heading}"')
    (problem,) = read_csv(tmp_path / "typed", text, described).problems
    if heading in {"Women", "Femmes", "2010", "Adults 2010", "Members (women)", "F", "Adults "}:
        assert problem.code == "csv-column-undeclared"
        assert f"write that heading here: {meant}." in problem.hint_in("en")
        return
    assert (problem.code, problem.place.line, problem.place.column) == ("csv-heading-misspelt", 1, 14)
    assert f"Write “{meant}” here; or" in problem.hint_in("en")
    for name, mended in (
        ("file", (text.replace(heading, meant), described)),
        ("description", (text, described.replace(meant, heading))),
    ):
        reading = read_csv(tmp_path / name, *mended)
        assert reading.problems == ()
        assert [[*figure["by"]["age"]] for figure in figures(reading, "records/visits/more")] == [["adult"]]


@given(
    st.lists(st.sampled_from(["", "Visits of a year", "Table 3, Visits", ",,", "2010,,2011"]), min_size=1, max_size=9),
    st.permutations(["Library", "Year", "Visits"]),
)
@settings(max_examples=15, deadline=None)
def test_headings_are_found_below_what_is_above_them(
    tmp_path_factory: pytest.TempPathFactory, above: list[str], headings: list[str]
) -> None:
    """What to delete is said by its line; once that is deleted, the file is read."""
    row = {"Library": "central", "Year": "2016", "Visits": "5"}
    table = f"{','.join(headings)}\n{','.join(row[heading] for heading in headings)}\n"
    text = "".join(f"{line}\n" for line in above) + table
    reading = read_csv(tmp_path_factory.mktemp("typed"), text)
    if any(above):
        (problem,) = reading.problems
        assert (problem.code, problem.place.line) == ("csv-headings-below", len(above) + 1)
        mended = "".join(text.splitlines(keepends=True)[int(problem.details["line"]) - 1 :])
        reading = read_csv(tmp_path_factory.mktemp("mended"), mended)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "described", "expected", "hint"),
    [
        (
            "Library,Year,Visits,Female\ncentral,2016,5,2\n",
            PLAIN.replace("}", ", Children: by.age.child}"),
            "csv-column-undeclared 1:21",
            "If this is the column that records/visits/more.yml calls otherwise, write that heading here: Children.",
        ),
        (
            "Library,Year,\ncentral,2016,5\n",
            PLAIN,
            "csv-heading-empty 1:14",
            "If this is a column that records/visits/more.yml names, write its heading here: Visits.",
        ),
        (
            "Library,Year,Year\ncentral,2016,5\n",
            PLAIN,
            "csv-heading-repeated 1:14",
            "If this is a column that records/visits/more.yml names, write its heading here: Visits.",
        ),
        (
            "Library,Year,Visits,Remark\ncentral,2016,5,-\n",
            PLAIN.replace("}", ", Remark: value}"),
            "key-repeated 1:63",
            "Correct what one of the two columns holds",
        ),
        (
            "Library,Year,Visits\ncentral,2016,–\n",
            PLAIN,
            "value-not-a-number 2:14",
            "write in records/visits/more.yml: missing: {–: not-available}",
        ),
    ],
)
def test_what_to_type_loses_no_column(text: str, described: str, expected: str, hint: str, tmp_path: Path) -> None:
    """Nothing is to be left out or deleted where it may be a column under another heading."""
    reading = read_csv(tmp_path, text, described + SOURCE)
    assert reported(reading) == [expected]
    assert hint in hints(reading)[0]


def test_of_several_headings_that_are_missing_each_is_named(tmp_path: Path) -> None:
    """A line of the description is deleted only if the file has no such column any more."""
    described = PLAIN.replace("}", ", Children: by.age.child, Adults: by.age.adult}") + SOURCE
    reading = read_csv(tmp_path, "Library,Year,Visits,Young\ncentral,2016,5,2\n", described)
    assert reported(reading) == ["csv-column-undeclared 1:21", "csv-column-missing 1:63", "csv-column-missing 1:87"]
    assert "Delete this line only if the file no longer has that column." in hints(reading)[1]


def test_a_description_under_the_name_of_the_csv_file_is_to_be_renamed(tmp_path: Path) -> None:
    """Its fields are not taken for those of a record."""
    project = csv_project(tmp_path, "Library,Year,Visits\ncentral,2016,5\n")
    path = project / "records/visits/more.yml"
    path.rename(path.with_name("more.csv.yml"))
    reading = validate_records(project)
    assert reported(reading) == ["csv-description-missing 1:1"]
    assert hints(reading) == ["Rename records/visits/more.csv.yml to records/visits/more.yml."]


def test_a_proposed_description_names_the_measure_where_the_folder_does_not(tmp_path: Path) -> None:
    """Everything that the records need is there to be filled in."""
    project = csv_project(tmp_path, "Organization,2016\ncentral,5\n", name="observations/more")
    (project / "records/observations/more.yml").unlink()
    (problem,) = validate_records(project).problems
    assert problem.details["better"].endswith("constants: {source: …, measure: …}}")


AUDIENCES = (
    "\naudiences: [{id: public, name: {vi: Mọi người, en: Everybody}}, {id: board, name: {vi: Ban, en: Board}}]\n"
)


@pytest.mark.parametrize(
    ("heading", "cells", "proposed"),
    [
        ("Audience", ("", ""), "audience"),
        ("Readers", ("public", "board"), "audience"),
        ("Readers", ("board", ""), "audience"),
        ("Readers", ("board", "partners"), "unused"),
        ("Quality", ("preliminary", "estimated"), "status"),
        ("Seen in", ("report-2020", ""), "source"),
        ("Place", ("central", "central"), "unused"),
        ("Adults", ("3", "1 400"), "unused"),
    ],
)
def test_a_column_is_recognized_by_what_its_cells_hold(
    heading: str, cells: tuple[str, str], proposed: str, tmp_path: Path
) -> None:
    """Ids of audiences and records, and choices among a few, whatever the heading; no field is proposed twice."""
    text = f"Library,Year,Visits,{heading}\ncentral,2016,5,{cells[0]}\ncentral,2017,6,{cells[1]}\n"
    described = "columns: {Library: organization, Year: period, Visits: value}\nconstants: {measure: visits}\n"
    project = csv_project(tmp_path, text, described)
    bulletin = project / "records/bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").rstrip() + AUDIENCES, encoding="utf-8")
    (problem,) = validate_records(project).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("csv-column-undeclared", 1, 21)
    assert problem.hint_in("en").endswith(f": {heading}: {proposed}")


def test_a_table_of_names_is_to_be_imported(tmp_path: Path) -> None:
    """Where no column can be that of the organizations, nothing but an import makes records of the table."""
    project = csv_project(tmp_path, "District,Quarter,Visits\nNorth District,Q1 2016,5\nCentral,Q2 2016,7\n")
    (project / "records/visits/more.yml").unlink()
    (problem,) = validate_records(project).problems
    assert "let bulletin import make records of it" in problem.hint_in("en")
    assert "{District: unused, Quarter: unused, " in problem.hint_in("en")


def test_a_first_description_says_which_column_states_the_period_and_which_the_value(tmp_path: Path) -> None:
    """By what cells look like, where headings do not say so; each once."""
    text = "Place,When,How many,Of them\ncentral,2016-Q1,5,3\nnorth,2016-Q2,1 600,4\n"
    project = csv_project(tmp_path, text)
    (project / "records/visits/more.yml").unlink()
    (problem,) = validate_records(project).problems
    assert problem.code == "csv-description-missing"
    assert "{Place: organization, When: period, How many: value, Of them: unused}" in problem.hint_in("en")


@pytest.mark.parametrize(
    ("headings", "periods"),
    [
        ("2016,2017", "2016: {period: 2016}, 2017: {period: 2017}"),
        ("2016-Q1,2016-Q2", "2016-Q1: {period: 2016-Q1}, 2016-Q2: {period: 2016-Q2}"),
        ("Q1 2016,Q2 2016", "Q1 2016: {period: 2016-Q1}, Q2 2016: {period: 2016-Q2}"),
        ("2016-01,March 2016", "2016-01: {period: 2016-01}, March 2016: {period: 2016-03}"),
        ("2016-Q1,Q1 2016", "2016-Q1: {period: 2016-Q1}, Q1 2016: unused"),
        ("2016-01/2016-09,2016-12-31", "2016-01/2016-09: {period: 2016-01/2016-09}, 2016-12-31: {period: 2016-12-31}"),
    ],
)
def test_columns_of_periods_are_proposed_as_such(headings: str, periods: str, tmp_path: Path) -> None:
    """However they are written; what is proposed reads the figures."""
    text = f"Place,{headings},Remark\ncentral,5,3,\nnorth,7,4,\n"
    project = csv_project(tmp_path, text)
    path = project / "records/visits/more.yml"
    path.unlink()
    (problem,) = validate_records(project).problems
    described = str(problem.details["better"])
    assert f"{{Place: organization, {periods}, Remark: unused}}" in described.replace("'", "")
    path.write_text(described.replace("…", "report-2020"), encoding="utf-8")
    assert "csv" not in " ".join(reported(validate_records(project)))


def test_columns_of_categories_are_proposed_as_such(tmp_path: Path) -> None:
    """Where their headings are the ids of categories; what is proposed reads the figures."""
    project = csv_project(tmp_path, "Place,Year,Child,ADULT\ncentral,2016,5,3\nnorth,2016,7,4\n")
    path = project / "records/visits/more.yml"
    path.unlink()
    (problem,) = validate_records(project).problems
    described = str(problem.details["better"])
    assert "{Place: organization, Year: period, Child: by.age.child, ADULT: by.age.adult}" in described
    path.write_text(described.replace("…", "report-2020"), encoding="utf-8")
    assert "csv" not in " ".join(reported(validate_records(project)))


@pytest.mark.parametrize(
    ("columns", "hint"),
    [
        (
            ("note.vi", "note.en", "note.fr"),
            "Of a column in another one write “unused” in place of “note.fr”.",
        ),
        (("note.en", "note.vn"), "Did you mean “note.vi”?"),
        (("note.vi", "note.en", "note.vn"), "The fields that can stand here: vi, en."),
    ],
)
def test_a_column_in_another_language_says_what_to_write(columns: tuple[str, ...], hint: str, tmp_path: Path) -> None:
    """Words in it are shown nowhere, so that nothing is lost without them."""
    texts = "".join(f", {number}: {column}" for number, column in enumerate(columns))
    described = f"columns: {{Library: organization, Year: period, Visits: value{texts}}}\n{SOURCE}"
    cells = "".join(f",{number}" for number in range(len(columns)))
    text = f"Library,Year,Visits{cells}\ncentral,2016,5{cells}\n"
    (problem,) = read_csv(tmp_path / "typed", text, described).problems
    assert (problem.code, problem.place.at_line) == ("field-unknown", "records/visits/more.yml:1")
    assert problem.hint_in("en").removeprefix("The bulletin has these languages: vi, en. ") == hint
    if "unused" in hint:
        assert read_csv(tmp_path / "mended", text, described.replace("note.fr", "unused")).problems == ()
