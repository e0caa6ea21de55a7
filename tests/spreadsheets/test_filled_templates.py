"""Templates that come back: what was filled in becomes records, and what else was done to the workbook is reported."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from bulletin.model.corpus import Corpus
from bulletin.model.records import Status
from bulletin.model.values import Absence, Quantity, Value
from bulletin.problems import Problem
from bulletin.spreadsheets.changes import Outcome
from bulletin.spreadsheets.importing import Compared, Import, ProblemsError
from bulletin.spreadsheets.template import TemplateRequest
from bulletin.spreadsheets.template_plan import plan_template
from bulletin.spreadsheets.template_workbook import workbook_of
from bulletin.validation import validate_records
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.spreadsheets.projects import BREAKDOWNS, BULLETIN, MEASURES, OTHERS, union_project, union_release
from tests.spreadsheets.workbooks import HIDDEN, Typed, Written

UNITS_OF_UNION = OTHERS["organizations/union"]
INSTRUCTIONS = "Mode d’emploi"
DAY = 45_337
"""15 February 2024, as spreadsheets count days."""
Asked = tuple[str, str, str, str]
"""Sheet, organization, period and field of a cell."""
ASKED = TemplateRequest(periods=("2023",), measures=("joined", "hours", "balance"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A template whose day is typed, and nothing else."""
    made = plan_template(union_release(tmp_path_factory.mktemp("union")), ASKED)
    return Written(workbook_of(made, "fr")).with_cells(INSTRUCTIONS, {"C4": DAY})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return union_project(tmp_path / "union")


def imported(project: Path, book: Written, *, write: bool = True) -> Compared:
    """Import a workbook, without any mapping."""
    file = project.parent / "form.xlsx"
    file.write_bytes(book.content)
    work = Import(project, file, None, "en")
    assert work.proposed() is None
    compared = work.compared()
    if write:
        work.write(compared)
    return compared


def problems(project: Path, book: Written) -> list[str]:
    """The problems of a workbook, as ``code place``."""
    try:
        found: tuple[Problem, ...] = imported(project, book, write=False).problems
    except ProblemsError as error:
        found = error.problems
    return [f"{problem.code} {problem.place}" for problem in found]


def corpus_of(project: Path) -> Corpus:
    corpus = validate_records(project).corpus
    assert corpus is not None
    return corpus


def filled(book: Written, cells: Mapping[Asked, Typed | None], *, inline: bool = True) -> Written:
    """A workbook with values filled in, by sheet, organization, period and field."""
    by_sheet: defaultdict[str, dict[str, Typed | None]] = defaultdict(dict)
    for (key, *about), typed in cells.items():
        by_sheet[book.sheet(key)][book.cell(key, *about)] = typed
    for sheet, named in by_sheet.items():
        book = book.with_cells(sheet, named, inline=inline)
    return book


def figures(corpus: Corpus, source: str) -> dict[Asked, Value]:
    """The values of a source, by measure, organization, period and field."""
    found: dict[Asked, Value] = {}
    for record in corpus.observations:
        if record.source == source:
            about = record.measure, record.organization, record.period.text
            found |= {(*about, "value"): record.value} if record.value is not None else {}
            parts = ((of, part, value) for of, by in record.by.items() for part, value in by.items())
            found |= {(*about, f"by.{of}.{part}"): value for of, part, value in parts}
    return found


# --- the round trip ---------------------------------------------------------------------------------------------------

WORDS = {
    "sans objet": Absence.NOT_APPLICABLE,
    "non disponible": Absence.NOT_AVAILABLE,
    "non diffusé": Absence.SUPPRESSED,
}
WHOLES = st.one_of(st.none(), st.integers(100, 10**9), st.sampled_from(sorted(WORDS)))
PARTS = st.one_of(st.none(), st.integers(0, 100), st.sampled_from(sorted(WORDS)))
"""No part is above the whole, which is an error wherever it is typed."""
HOURS = st.one_of(st.none(), st.integers(0, 10**6), st.decimals(0, 10**6, places=3).map(float))
BALANCES = st.one_of(st.none(), st.integers(-(10**6), 10**6))
UNITS = ("union", "nord", "sud", "port")
CELLS = {
    **{("joined", unit, "2023", "value"): WHOLES for unit in UNITS},
    **{("joined", unit, "2023", f"by.{part}"): PARTS for unit in UNITS[:2] for part in ("sex.women", "field.health")},
    **{("hours", unit, f"2023-Q{n}", "value"): HOURS for unit in UNITS[1:3] for n in (1, 4)},
    **{("balance", unit, "2023", "value"): BALANCES for unit in UNITS[:2]},
}


def expected(typed: Typed) -> Value:
    """The value of the records for what was typed."""
    return WORDS[typed] if isinstance(typed, str) else Quantity(Decimal(repr(typed)).normalize())


def normal(value: Value) -> Value:
    return Quantity(value.decimal.normalize()) if isinstance(value, Quantity) else value


@pytest.mark.slow
@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.fixed_dictionaries(CELLS), inline=st.booleans())
def test_the_corpus_has_exactly_what_was_filled_in(
    template: Written, tmp_path: Path, typed: dict[Asked, Typed | None], *, inline: bool
) -> None:
    """Every value, of its own unit, period and part, and no other; whichever way a program keeps its texts.

    A reason for the whole is chosen from the list beside it.
    """
    shutil.rmtree(tmp_path / "union", ignore_errors=True)
    project = union_project(tmp_path / "union")
    cells = {
        (*key[:3], "reason" if key[3] == "value" and isinstance(value, str) else key[3]): value
        for key, value in typed.items()
    }
    imported(project, filled(template, cells, inline=inline))
    corpus = corpus_of(project)
    found = {key: normal(value) for key, value in figures(corpus, "report-2023").items()}
    assert found == {key: expected(value) for key, value in typed.items() if value is not None}
    assert len(corpus.observations) >= 4


def test_status_note_and_source_come_along(template: Written, project: Path) -> None:
    """The source is recorded with the day that was typed; a figure without a status is final."""
    cells: dict[Asked, Typed | None] = {
        ("joined", "nord", "2023", "value"): 20,
        ("joined", "nord", "2023", "status"): "provisoire",
        ("joined", "nord", "2023", "note"): "Sans le mois d’août.",
        ("joined", "sud", "2023", "value"): 7,
    }
    imported(project, filled(template, cells))
    corpus = corpus_of(project)
    nord, sud = (record for record in corpus.observations if record.source == "report-2023")
    assert (nord.status, nord.note and nord.note.main) == (Status.PRELIMINARY, "Sans le mois d’août.")
    assert (sud.status, sud.note) == (Status.OFFICIAL, None)
    assert corpus.catalogue.sources["report-2023"].published.text == "2024-02-15"
    assert corpus.reported(nord).isoformat() == "2024-02-15"


def test_cells_of_a_crossing_come_back_to_their_place(tmp_path: Path) -> None:
    """A crossing has a column for each combination of categories."""
    crossed = BREAKDOWNS + "- {id: sex-and-field, crosses: [sex, field]}\n"
    measures = MEASURES.replace("[sex, field]", "[sex, field, sex-and-field]")
    files = {"vocabulary__breakdowns": crossed, "vocabulary__measures": measures}
    plan = plan_template(union_release(tmp_path / "asked", **files), TemplateRequest(measures=("joined",)))
    book = Written(workbook_of(plan, "fr")).with_cells(INSTRUCTIONS, {"C4": DAY})
    cells: dict[Asked, Typed | None] = {
        ("joined", "nord", "2023", "value"): 20,
        ("joined", "nord", "2023", "by.sex-and-field.women.schools"): 3,
    }
    project = union_project(tmp_path / "union", **files)
    imported(project, filled(book, cells))
    assert figures(corpus_of(project), plan.source) == {
        ("joined", "nord", "2023", "value"): Quantity(Decimal(20)),
        ("joined", "nord", "2023", "by.sex-and-field.women.schools"): Quantity(Decimal(3)),
    }


def test_importing_twice_adds_nothing_and_a_later_report_revises(template: Written, project: Path) -> None:
    once = filled(template, {("joined", "nord", "2023", "value"): 20})
    imported(project, once)
    assert imported(project, once).addition is None
    later = filled(once, {("joined", "nord", "2023", "value"): 21}).with_cells(INSTRUCTIONS, {"C4": DAY + 10})
    assert [change.outcome for change in imported(project, later).changes] == [Outcome.REVISED]
    records = [record for record in corpus_of(project).observations if record.source == "report-2023"]
    values = {str(record.reported): record.value for record in records}
    assert values == {"2024-02-15": Quantity(Decimal(20)), "2024-02-25": Quantity(Decimal(21))}


def test_another_figure_of_the_same_day_is_refused_in_words_of_the_form(template: Written, project: Path) -> None:
    """A form has no mapping: what is to be changed is the day on its first sheet."""
    imported(project, filled(template, {("joined", "nord", "2023", "value"): 20}))
    again = imported(project, filled(template, {("joined", "nord", "2023", "value"): 21}), write=False)
    (problem,) = again.problems
    assert problem.code == "report-not-later"
    assert problem.hint is not None
    assert "first sheet of the form" in problem.hint.message.source


def test_a_day_to_come_is_reported_where_it_was_typed(template: Written, project: Path) -> None:
    cells: dict[Asked, Typed | None] = {("joined", "nord", "2023", "value"): 20}
    book = filled(template, cells).with_cells(INSTRUCTIONS, {"C4": "2190-02-01"})
    assert {problem.partition(" ")[2] for problem in problems(project, book)} <= {f"form.xlsx:{INSTRUCTIONS}!C4"}


def test_an_empty_form_adds_nothing(template: Written, project: Path) -> None:
    before = sorted((project / "records").rglob("*"))
    assert imported(project, template).changes == []
    assert sorted((project / "records").rglob("*")) == before


def test_sheets_rows_and_columns_may_be_moved(template: Written, project: Path) -> None:
    """Every row and column has its ids with it, and every sheet its key."""
    book = filled(template, {("joined", "nord", "2023", "value"): 20, ("joined", "sud", "2023", "value"): 7})
    swapped = book.with_rows_swapped(book.sheet("joined"), 7, 8)
    renamed = swapped.with_part("xl/workbook.xml", 'name="Adhésions"', 'name="Feuille 1"')
    imported(project, renamed)
    assert figures(corpus_of(project), "report-2023") == {
        ("joined", "nord", "2023", "value"): Quantity(Decimal(20)),
        ("joined", "sud", "2023", "value"): Quantity(Decimal(7)),
    }


def test_a_note_in_one_language_is_remarked_on_in_a_bulletin_of_two(tmp_path: Path) -> None:
    """It is in the records in both, for readers to see, until it is translated."""
    from tests.reading.projects import good_project

    project = good_project(tmp_path / "library")
    from bulletin.website.pipeline import release_of

    plan = plan_template(release_of(project), TemplateRequest(periods=("2020",), measures=("visits",), breakdowns=()))
    book = Written(workbook_of(plan, "en")).with_cells("Instructions", {"C4": DAY})
    cells: dict[Asked, Typed | None] = {
        ("visits", "north", "2020", "value"): 5,
        ("visits", "north", "2020", "note"): "Closed in May.",
    }
    book = filled(book, cells)
    assert problems(project, book) == [
        f"form-note-untranslated form.xlsx:Visits!{book.cell('visits', 'north', '2020', 'note')}"
    ]
    imported(project, book)
    record = next(record for record in corpus_of(project).observations if record.source == "report-2020-2")
    assert record.note is not None
    assert record.note.root == {"vi": "Closed in May.", "en": "Closed in May."}


# --- what else was done to the workbook -------------------------------------------------------------------------------


def changed(book: Written) -> Iterator[tuple[str, Written, list[str]]]:
    """Workbooks in which something was done besides filling them in, with the problems that they have."""
    joined = book.sheet("joined")
    twenty = filled(book, {("joined", "nord", "2023", "value"): 20})
    heading, unit = "G5", "D7"
    yield "heading", twenty.with_cells(joined, {heading: "Départs"}), [f"form-heading-changed form.xlsx:{joined}!G5"]
    yield "sorted", twenty.with_cells(joined, {unit: "Section du Sud"}), [f"form-row-mismatch form.xlsx:{joined}!D7"]
    yield (
        "row without ids",
        twenty.with_cells(joined, {"A7": None, "B7": None}),
        [f"form-part-missing form.xlsx:{joined}!A5", f"form-cell-outside form.xlsx:{joined}!C7"],
    )
    yield "no day", twenty.with_cells(INSTRUCTIONS, {"C4": None}), [f"form-day-missing form.xlsx:{INSTRUCTIONS}!C4"]
    reason = {("joined", "nord", "2023", "reason"): "sans objet"}
    yield "both", filled(twenty, reason), [f"form-reason-and-value form.xlsx:{joined}!H7"]
    unknown = {("joined", "nord", "2023", "status"): "presque"}
    status = twenty.cell("joined", "nord", "2023", "status")
    yield "word", filled(twenty, unknown), [f"form-word-unknown form.xlsx:{joined}!{status}"]
    note = twenty.cell("joined", "sud", "2023", "note")
    alone = filled(twenty, {("joined", "sud", "2023", "note"): "À suivre"})
    yield "note", alone, [f"form-note-alone form.xlsx:{joined}!{note}"]
    yield (
        "text",
        filled(book, {("joined", "nord", "2023", "value"): "vingt"}),
        [f"form-number-unclear form.xlsx:{joined}!G7"],
    )
    grouped = filled(book, {("joined", "nord", "2023", "value"): "1.810"})
    yield "thousands", grouped, [f"form-number-unclear form.xlsx:{joined}!G7"]
    yield "fields", twenty.with_cells(joined, {"A4": None}), [f"form-damaged form.xlsx:{joined}!A4"]
    far = twenty.with_cells(INSTRUCTIONS, {"C4": "3025-02-01"})
    yield "far day", far, [f"form-day-missing form.xlsx:{INSTRUCTIONS}!C4"]
    lost = ["form-part-missing form.xlsx:1:1", f"form-damaged form.xlsx:{joined}!A1"]
    yield "key", twenty.with_cells(joined, {"A1": None}), lost
    women = twenty.cell("joined", "nord", "2023", "by.sex.women")
    other = filled(twenty, {("joined", "nord", "2023", "by.sex.women"): 3}).with_cells(
        joined, {f"{women[0]}4": "by.a.b"}
    )
    yield "field", other, [f"form-part-missing form.xlsx:{joined}!A5"]
    version = twenty.hidden_cell("version")
    yield "newer", twenty.with_cells(HIDDEN, {version: "99"}), ["form-newer form.xlsx:1:1"]
    title = twenty.hidden_cell("bulletin")
    yield "other", twenty.with_cells(HIDDEN, {title: "Autre bulletin"}), ["form-of-other-bulletin form.xlsx:1:1"]
    yield "damaged", twenty.with_cells(HIDDEN, {version: None}), ["workbook-damaged form.xlsx:1:1"]


CHANGES = [
    "heading",
    "sorted",
    "row without ids",
    "no day",
    "both",
    "word",
    "note",
    "text",
    "field",
    "thousands",
    "fields",
    "far day",
    "key",
    "newer",
    "other",
    "damaged",
]


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_besides_filling_in_is_reported_at_its_cell(template: Written, project: Path, name: str) -> None:
    book, expected_problems = next((book, found) for case, book, found in changed(template) if case == name)
    assert problems(project, book) == expected_problems


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("vocabulary__measures", MEASURES.replace("qui ont adhéré", "nouvelles"), "form-definition-changed"),
        ("organizations__union", UNITS_OF_UNION.replace("id: port", "id: hafen"), "form-not-in-records"),
        ("bulletin", BULLETIN.replace("de l’union fictive", "d’une autre union"), "form-of-other-bulletin"),
    ],
)
def test_records_that_have_changed_since_are_reported(
    template: Written, tmp_path: Path, file: str, text: str, code: str
) -> None:
    """A definition that has changed, a unit that has another id, a bulletin with another title."""
    project = union_project(tmp_path / "union", **{file: text})
    found = problems(project, filled(template, {("joined", "nord", "2023", "value"): 20}))
    assert {problem.partition(" ")[0] for problem in found} == {code}


def test_nothing_is_written_where_anything_is_wrong(template: Written, project: Path) -> None:
    book = filled(template, {("joined", "nord", "2023", "value"): 20, ("hours", "nord", "2023-Q1", "value"): "viel"})
    before = sorted((project / "records").rglob("*"))
    with pytest.raises(ProblemsError):
        imported(project, book)
    assert sorted((project / "records").rglob("*")) == before
