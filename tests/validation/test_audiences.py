"""Marks for audiences: what an editor reads of records that are not marked, and of texts that name marked ones.

All records are synthetic.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.problems import Problem
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, only
from tests.sites import EN

AUDIENCES = """\
audiences:
  - {id: public, name: {vi: Mọi người, en: Everybody}}
  - {id: council, name: {vi: Hội đồng, en: The council}}
  - {id: internal, name: {vi: Nội bộ, en: Staff}}
"""
LETTER = """\
id: letter
title: {vi: Thư mật của Thị trưởng, en: Secret letter (Annex 2)}
published: 2020-01-16
audience: internal
"""
MEMBERS = (
    "{organization: central, measure: members, period: 2018-12-31, value: 400, source: letter, audience: internal}"
)
DESCRIBED = (
    "columns: {Unit: organization, Day: period, Members: value, Source: source}\nconstants: {measure: members}\n"
)
ROWS = ("central,2017-12-31,390", "central,2018-12-31,400", "central,2016-12-31,90")


def problems(directory: Path, table: str = "", **files: str) -> list[Problem]:
    """What is wrong with a project with audiences and these files."""
    project = good_project(directory, **{"sources__letter": LETTER, **files})
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as bulletin:
        bulletin.write(AUDIENCES)
    if table:
        (project / "records/observations/more.csv").write_text(table, encoding="utf-8")
    validation = validate(project)
    assert validation.is_complete, validation.problems
    return [problem for problem in validation.problems if problem.code.startswith("audience")]


def test_a_table_that_depends_on_a_marked_record_is_marked_once_for_all(tmp_path: Path) -> None:
    """Under constants, but only where all of its rows depend on it."""
    rows = "\n".join(f"{row},letter" for row in ROWS)
    problem = only(tuple(problems(tmp_path, f"Unit,Day,Members,Source\n{rows}\n", observations__more=DESCRIBED)))
    assert (problem.code, str(problem.place)) == ("audience-implied", "records/observations/more.csv:2:1")
    assert problem.hint_in(EN) == (
        "Add under constants in records/observations/more.yml: audience: internal; so that whoever edits the table "
        "knows. All of its rows depend on “letter”."
    )


@pytest.mark.parametrize(
    ("heading", "column", "hint"),
    [
        ("", "", "Add a column with internal in these lines, so that whoever edits them knows: 2, 4. Declare it in"),
        (",Seen by", ", Seen by: audience", "Write internal under “Seen by” in these lines, so that whoever edits"),
    ],
)
def test_rows_that_depend_on_a_marked_record_are_marked_by_a_column(
    heading: str, column: str, hint: str, tmp_path: Path
) -> None:
    """Their lines are named, and no other is."""
    sources = ("letter", "report-2020", "letter")
    cell = "," if heading else ""
    rows = "\n".join(f"{row},{source}{cell}" for row, source in zip(ROWS, sources, strict=True))
    described = DESCRIBED.replace("Source: source", f"Source: source{column}")
    table = f"Unit,Day,Members,Source{heading}\n{rows}\n"
    problem = only(tuple(problems(tmp_path, table, observations__more=described)))
    assert (problem.code, str(problem.place)) == ("audience-implied", "records/observations/more.csv:2:1")
    assert problem.hint_in(EN).startswith(hint)
    assert "2, 4" in problem.hint_in(EN)


def test_an_edition_without_a_headline_for_an_audience_is_one_problem(tmp_path: Path) -> None:
    """The headline is named; that the edition depends on it is the same cause."""
    edition = (GOOD / "records/editions/2019.yml").read_text(encoding="utf-8")
    headlines = edition.replace(
        "headlines:\n", "headlines:\n  - {organization: central, measure: guests, period: 2019}\n", 1
    )
    guests = (
        "{id: guests, name: {vi: Khách, en: Guests}, definition: {vi: Khách., en: Guests.}, unit: person, kind: flow, "
        "audience: internal}"
    )
    figure = "{organization: central, measure: guests, period: 2019, value: 7, source: report-2020, audience: internal}"
    files = {"vocabulary__measures__guests": guests, "observations__guests": figure, "editions__2019": headlines}
    found = problems(tmp_path, **files)
    assert {problem.code for problem in found} == {"audience-needed"}
    assert {problem.place.file for problem in found} == {"records/editions/2019.yml"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{vi: Xem thư mật của thị trưởng., en: Nothing.}", ["Thư mật của Thị trưởng"]),
        ("{vi: Không., en: See the SECRET LETTER.}", ["Secret letter"]),
        ("{vi: Không., en: Secrets and letters are not meant.}", []),
        ("{vi: Không., en: A letter. Letters.}", []),
        ("{vi: Không., en: The Northern Wing is closed.}", ["Northern Wing"]),
        ("{vi: Không., en: The Northern Wing Library is open.}", []),
        ("{vi: Không., en: Auroral lights.}", []),
        ("{vi: Không., en: It moves to Aurora.}", ["Aurora"]),
        ("{vi: Không., en: 'See codename-x1.'}", ["codename-x1"]),
    ],
)
def test_texts_that_name_withheld_records_are_found(text: str, names: list[str], tmp_path: Path) -> None:
    """In every language, by names, titles and ids; not words that a name merely is made of, nor longer names."""
    units = (
        "- {id: codename-x1, name: {vi: Aurora, en: Aurora}, kind: library, parent: central, audience: internal}\n"
        "- {id: wing, name: {vi: Cánh, en: Northern Wing}, kind: library, parent: central, audience: internal}\n"
        "- {id: wings, name: {vi: Thư viện, en: Northern Wing Library}, kind: library, parent: central}\n"
    )
    note = f"{{id: report-2021, title: {{vi: Báo cáo, en: Report}}, published: 2021-01-15, note: {text}}}"
    found = problems(tmp_path, organizations__units=units, sources__report=note, observations__letter=MEMBERS)
    assert [(each.code, each.place.file, each.details["name"]) for each in found] == [
        ("audience-named", "records/sources/report.yml", name) for name in names
    ]
    assert {each.details["audience"] for each in found} <= {"public"}


def test_the_texts_of_the_bulletin_and_of_marked_records_are_read_as_who_sees_them(tmp_path: Path) -> None:
    """The council reads its own records too; the hint says what to do in the bulletin, which cannot be marked."""
    project_text = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    named = project_text.replace("en: Invented figures for tests", "en: Invented figures of the secret letter")
    note = (
        "{id: report-2021, title: {vi: Báo cáo, en: Report}, published: 2021-01-15, audience: council, "
        "note: {vi: Không., en: See the secret letter.}}"
    )
    found = problems(tmp_path, bulletin=named, sources__report=note, observations__letter=MEMBERS)
    said = {each.place.file: (each.details["audience"], each.hint_in(EN)) for each in found}
    assert said == {
        "records/bulletin.yml": (
            "public",
            "Leave the name out here: this record cannot be marked, as every audience needs it.",
        ),
        "records/sources/report.yml": (
            "council",
            "Leave the name out here; or mark this record as well: audience: internal.",
        ),
    }


def test_a_headline_that_nothing_is_computed_for_names_the_suppressed_part(tmp_path: Path) -> None:
    """Rather than say that there is no such figure in the records."""
    headline = "headlines:\n  - {organization: central, measure: visits, period: 2015-H1}\n"
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8").replace("headlines:\n", headline)
    figures = (
        "- {organization: central, measure: visits, period: 2015-Q1, value: 4, source: report-2020}\n"
        "- {organization: central, measure: visits, period: 2015-Q2, value: suppressed, source: report-2020}\n"
    )
    project = good_project(tmp_path, bulletin=bulletin, observations__more=figures)
    problem = only(validate(project).problems)
    assert problem.code == "headline-without-figure"
    assert problem.hint_in(EN).startswith("A part of it is suppressed (records/observations/more.yml:2), and no source")


def test_a_headline_for_others_names_the_mark_rather_than_a_figure_without_one(tmp_path: Path) -> None:
    """The place is that of the marked source, which is where a mark can be taken away."""
    headline = "headlines:\n  - {organization: central, measure: members, period: 2018-12-31}\n"
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8").replace("headlines:\n", headline)
    unmarked = MEMBERS.replace(", audience: internal", "")
    found = problems(tmp_path, bulletin=bulletin, observations__letter=unmarked)
    needed = [each for each in found if each.code == "audience-needed"]
    assert {each.details["place"] for each in needed} == {"records/sources/letter.yml:1"}


@pytest.mark.parametrize(
    ("mark", "hint"),
    [
        ("Internal", "Did you mean “internal”?"),
        ("Staff", "The audiences that it has: public, council, internal."),
        ("Nội bộ", "The audiences that it has: public, council, internal."),
        ("interna", "Did you mean “internal”?"),
    ],
)
def test_a_mark_by_a_name_leads_to_the_ids_of_audiences(mark: str, hint: str, tmp_path: Path) -> None:
    """Rather than to an id that would be made of the name, which no audience has."""
    project = good_project(tmp_path, sources__letter=LETTER.replace("internal", mark))
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as bulletin:
        bulletin.write(AUDIENCES)
    found = [problem for problem in validate(project).problems if problem.code == "audience-unknown"]
    assert [(str(problem.place), problem.hint_in(EN)) for problem in found] == [
        ("records/sources/letter.yml:4:11", hint)
    ]


@pytest.mark.parametrize("word", ["confidential", "Hidden", "withheld"])
def test_words_for_a_suppressed_number_are_known(word: str, tmp_path: Path) -> None:
    figure = f"{{organization: central, measure: members, period: 2018-12-31, value: {word}, source: report-2020}}"
    problem = only(validate(good_project(tmp_path, observations__more=figure)).problems)
    assert (problem.code, problem.hint_in(EN)) == ("value-not-a-number", "Write suppressed.")


def test_a_record_that_its_folder_alone_makes_internal_is_not_called_marked(tmp_path: Path) -> None:
    """The hint says where to write that others may see it."""
    project = good_project(tmp_path / "own", observations__letter=MEMBERS.replace("internal", "public"))
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as bulletin:
        bulletin.write(AUDIENCES)
    further = tmp_path / "secret"
    (further / "sources").mkdir(parents=True)
    (further / "sources/letter.yml").write_text(LETTER.replace("audience: internal\n", ""), encoding="utf-8")
    problem = only(validate(project, more=[further]).problems)
    assert problem.message_in(EN) == (
        "This is for the audience “internal” only, as is “letter” (secret/sources/letter.yml:1), on which it depends."
    )
    assert "If others may see “letter”, write there: audience: public." in problem.hint_in(EN)
