"""Templates: what they ask for, and workbooks that any spreadsheet program opens, in the language of the unit."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bulletin.disclosure import Release
from bulletin.errors import RequestError
from bulletin.localization.languages import LANGUAGES
from bulletin.spreadsheets.template import Reporters, Template, TemplateRequest
from bulletin.spreadsheets.template_plan import plan_template
from bulletin.spreadsheets.template_workbook import sheet_names, workbook_of
from hypothesis import given
from hypothesis import strategies as st

from tests.spreadsheets.formulas import computed
from tests.spreadsheets.projects import BREAKDOWNS, BULLETIN, MEASURES, OTHERS, union_release
from tests.spreadsheets.workbooks import HEADINGS, HIDDEN, Written

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = ["=cmd|'/C calc'!A0", "@SUM(1)", "+1", "-2+3", "http://example.org", "{=1}", "internal:Sheet1!A1"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return union_release(tmp_path_factory.mktemp("union"))


def asked(template: Template) -> dict[str, list[tuple[str, str]]]:
    """The units and periods of each sheet."""
    return {sheet.key: [(row.organization, row.period.text) for row in sheet.rows] for sheet in template.sheets}


def written(release: Release, request: TemplateRequest | None = None) -> Written:
    return Written(workbook_of(plan_template(release, request or TemplateRequest()), language_of(release)))


def language_of(release: Release) -> str:
    return release.catalogue.bulletin.languages[0]


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_each_unit_is_asked_for_the_period_after_its_newest_report(release: Release) -> None:
    """Whoever has reported what others still owe is asked for the next one; shares and quarters have their own."""
    assert asked(plan_template(release, TemplateRequest())) == {
        "joined": [("union", "2023"), ("nord", "2023"), ("sud", "2022"), ("port", "2022")],
        "hours": [("nord", "2022-Q4"), ("sud", "2022-Q4"), ("port", "2022-Q4")],
        "present": [("nord", "2022"), ("sud", "2022")],
    }


def test_a_unit_reports_itself_and_the_nearest_units_below_it(release: Release) -> None:
    """The calendar does not ask the union for hours; its sections report to it, and the group to its section."""
    both = asked(plan_template(release, TemplateRequest(organizations=("union",))))
    assert both["joined"] == [("union", "2023"), ("nord", "2023"), ("sud", "2022")]
    assert both["hours"] == [("nord", "2022-Q4"), ("sud", "2022-Q4")]
    itself = TemplateRequest(organizations=("sud",), reporters=Reporters.ITSELF)
    assert asked(plan_template(release, itself))["joined"] == [("sud", "2022")]
    below = TemplateRequest(organizations=("sud",), reporters=Reporters.BELOW)
    assert asked(plan_template(release, below)) == {"joined": [("port", "2022")], "hours": [("port", "2022-Q4")]}


def test_periods_and_measures_can_be_named(release: Release) -> None:
    """A year stands for its quarters; a measure that no calendar has is asked of all units, a stock on the last day."""
    quarters = asked(
        plan_template(release, TemplateRequest(periods=("2022",), measures=("hours",), organizations=("nord",)))
    )
    assert quarters == {"hours": [("nord", f"2022-Q{n}") for n in range(1, 5)]}
    members = asked(plan_template(release, TemplateRequest(periods=("2022",), measures=("members",))))
    assert members == {"members": [(unit, "2022-12-31") for unit in ("union", "nord", "sud", "port")]}
    with pytest.raises(RequestError, match="expects no such report"):
        plan_template(release, TemplateRequest(measures=("members",)))


def test_without_a_calendar_what_was_reported_is_asked_for_again(tmp_path: Path) -> None:
    release = union_release(tmp_path, bulletin=BULLETIN.partition("calendar:")[0])
    assert asked(plan_template(release, TemplateRequest())) == {"joined": [("nord", "2023"), ("union", "2023")][::-1]}


def test_a_named_unit_is_asked_for_what_it_has_never_reported(tmp_path: Path) -> None:
    """As long as neither it nor a unit below it has; a measure of which nothing can be asked is not left out unsaid."""
    release = union_release(tmp_path, bulletin=BULLETIN.partition("calendar:")[0])
    named = TemplateRequest(organizations=("port",), measures=("joined",), periods=("2023",))
    assert asked(plan_template(release, named)) == {"joined": [("port", "2023")]}
    above = TemplateRequest(organizations=("union",), measures=("joined",), reporters=Reporters.BELOW)
    assert asked(plan_template(release, above)) == {"joined": [("nord", "2023")]}
    with pytest.raises(RequestError, match="No report of “members” can be asked of these units"):
        plan_template(release, TemplateRequest(measures=("joined", "members")))


def test_what_is_computed_is_not_asked_for(tmp_path: Path) -> None:
    """Neither where all measures are asked for nor by name: what it is computed from is."""
    measures = MEASURES + (
        "- {id: gap, name: Écart, definition: Adhésions moins solde, unit: person, kind: flow, "
        "formula: {difference: [joined, balance]}}\n"
    )
    without = BULLETIN.partition("calendar:")[0]
    release = union_release(tmp_path, bulletin=without, vocabulary__measures=measures)
    assert "gap" not in asked(plan_template(release, TemplateRequest(periods=("2023",))))
    with pytest.raises(RequestError, match="Ask for what it is computed from: joined, balance"):
        plan_template(release, TemplateRequest(measures=("gap",)))


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (TemplateRequest(organizations=("nrd",)), "--organization: “nrd” is not in the records. Did you mean “nord”?"),
        (TemplateRequest(measures=("wages",)), "--measure: “wages” is not in the records."),
        (TemplateRequest(periods=("last year",)), "“last year” is not a period."),
        (TemplateRequest(source="Rapport 1"), "“Rapport 1” is not an id"),
        (TemplateRequest(periods=("2030-05",)), "The reporting calendar expects no such report."),
    ],
)
def test_what_the_records_do_not_have_is_refused(release: Release, request_: TemplateRequest, message: str) -> None:
    with pytest.raises(RequestError, match=re.escape(message)):
        plan_template(release, request_)


def test_breakdowns_can_be_left_out(release: Release) -> None:
    whole = plan_template(release, TemplateRequest(breakdowns=(), measures=("joined",)))
    assert [column.field for column in whole.sheets[0].columns] == ["value"]
    by_sex = plan_template(release, TemplateRequest(breakdowns=("sex",), measures=("joined",)))
    assert [column.field for column in by_sex.sheets[0].columns] == ["value", "by.sex.women", "by.sex.men"]


# --- the workbook -----------------------------------------------------------------------------------------------------


def test_the_same_records_give_the_same_bytes(release: Release, tmp_path: Path) -> None:
    assert written(release).content == written(union_release(tmp_path)).content


def test_what_was_reported_before_is_beside_the_cell(release: Release) -> None:
    """With its period and its flags; and what is already known of the period itself."""
    book = written(release, request=TemplateRequest(periods=("2022",), measures=("joined",)))
    rows = book.rows(book.sheet("joined"))
    assert rows[HEADINGS][5:8] == ["Déjà transmis", "Chiffre (personnes)", "S’il n’y a pas de chiffre\u00a0: pourquoi"]
    assert [row[5] for row in rows[HEADINGS + 1 :]] == [
        "2021\u00a0: 30 [p]\n2022\u00a0: 40",
        "2021\u00a0: 12\n2022\u00a0: 15",
        "",
        "",
    ]


def test_only_input_cells_are_unlocked(release: Release) -> None:
    """Headings, names, earlier figures and checks cannot be changed; each sheet says so to every program."""
    book = written(release)
    styles = ET.fromstring(book.part("xl/styles.xml"))
    formats = list(styles.find(f"{MAIN}cellXfs") or [])
    unlocked = {
        str(n)
        for n, xf in enumerate(formats)
        if (p := xf.find(f"{MAIN}protection")) is not None and p.get("locked") == "0"
    }
    for name in book.names:
        assert book.xml(name).find(f"{MAIN}sheetProtection") is not None
    rows, xml = book.rows(book.sheet("joined")), book.xml(book.sheet("joined"))
    fields = [n for n, field in enumerate(rows[3]) if field and n >= 5]
    for row in list(xml.iter(f"{MAIN}row"))[5:]:
        cells = [n for n, cell in enumerate(row) if cell.get("s") in unlocked]
        assert [row[n].get("r") for n in cells] == [f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}{row.get('r')}" for n in fields]


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_programs_take_it_in_every_language(language: str, tmp_path: Path) -> None:
    """Within the limits of the format, beyond which Excel calls a file damaged; from right to left where it is."""
    release = union_release(tmp_path, language)
    request = TemplateRequest(periods=("2022",), measures=("joined", "hours", "present", "balance", "members"))
    book = written(release, request)
    for name in book.names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        xml = book.xml(name)
        assert bool(xml.findall(f".//{MAIN}sheetView[@rightToLeft='1']")) == (language == "ar" and name != HIDDEN)
        for validation in xml.iter(f"{MAIN}dataValidation"):
            assert len(validation.get("errorTitle", "")) <= 32
            assert 0 < len(validation.get("error", "")) <= 255
            assert len(validation.findtext(f"{MAIN}formula1") or "") <= 255
        for formula in xml.iter(f"{MAIN}f"):
            assert len(formula.text or "") < 8192
            assert all(len(text) <= 255 for text in re.findall(r'"((?:[^"]|"")*)"', formula.text or ""))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_records_is_never_a_formula_nor_a_link(text: str, tmp_path: Path) -> None:
    """Whatever it begins with: names, definitions and categories are only read."""
    quoted = "'" + text.replace("'", "''") + "'"
    release = union_release(
        tmp_path,
        vocabulary__measures=MEASURES.replace("name: Adhésions", f"name: {quoted}").replace(
            "definition: Personnes qui ont adhéré dans la période", f"definition: {quoted}"
        ),
        vocabulary__breakdowns=BREAKDOWNS.replace("name: Femmes", f"name: {quoted}"),
        organizations__union=OTHERS["organizations/union"].replace("name: Section du Nord", f"name: {quoted}"),
    )
    book = written(release)
    rows = book.rows(book.sheet("joined"))
    shown = " ".join(text.split())
    assert (rows[0][3], rows[1][3], rows[6][3]) == (shown, shown, shown)
    with zipfile.ZipFile(BytesIO(book.content)) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any("hyperlink" in part for part in content.values())
    formulas = re.findall("<f>(.*?)</f>", "".join(content.values()))
    assert formulas
    assert all(formula.startswith("IF(OR(NOT(ISNUMBER(") and "cmd" not in formula for formula in formulas)


@given(st.lists(st.text(), max_size=6))
def test_names_of_sheets_are_different_and_allowed(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names} | {"history", HIDDEN}) == len(names) + 2
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


# --- checks and what cells accept -------------------------------------------------------------------------------------


def formulas(book: Written, key: str, use: str) -> dict[str, str]:
    """The formulas of a sheet: those of cells, or those by which cells accept what is typed."""
    xml = book.xml(book.sheet(key))
    if use == "cells":
        found = ((cell.get("r", ""), cell.findtext(f"{MAIN}f")) for cell in xml.iter(f"{MAIN}c"))
    else:
        found = (
            ((each.get("sqref", "").partition(":")[0]), each.findtext(f"{MAIN}formula1"))
            for each in xml.iter(f"{MAIN}dataValidation")
        )
    return {cell: formula for cell, formula in found if formula}


BOOKS: dict[TemplateRequest, Written] = {}


def book_of(release: Release, request: TemplateRequest) -> Written:
    """A workbook of the union, which is made once for all examples of a law."""
    if request not in BOOKS:
        BOOKS[request] = written(release, request)
    return BOOKS[request]


NUMBERS = st.one_of(st.none(), st.integers(0, 30), st.just("non disponible"))


@given(whole=NUMBERS, women=NUMBERS, men=NUMBERS, health=NUMBERS, schools=NUMBERS)
def test_checks_say_what_does_not_fit(
    release: Release, whole: int | str | None, women: int | str | None, men: int | str | None, **parts: int | str | None
) -> None:
    """All parts of an exhaustive breakdown make the whole; fewer are not above it, nor is any that overlaps others."""
    book = book_of(release, TemplateRequest(organizations=("nord",), measures=("joined",)))
    values = {"value": whole, "by.sex.women": women, "by.sex.men": men} | {f"by.field.{n}": v for n, v in parts.items()}
    cells = {book.cell("joined", "nord", "2023", field): value for field, value in values.items()}
    by_sex, by_field = (computed(formula, cells) for formula in formulas(book, "joined", "cells").values())
    sexes = [n for n in (women, men) if isinstance(n, int)]
    fields = [n for n in parts.values() if isinstance(n, int)]
    assert by_sex == expected(whole, sexes, sum(sexes), must_be_equal=len(sexes) == 2)
    assert str(by_field).startswith("Une partie dépasse") == (isinstance(whole, int) and max(fields, default=0) > whole)


def expected(whole: int | str | None, parts: list[int], added: int, *, must_be_equal: bool) -> str:
    if not isinstance(whole, int) or not parts:
        return ""
    fits = added == whole if must_be_equal else added <= whole
    return "cohérent" if fits else f"Les parties font {added}, l’ensemble {whole}."


@given(union=NUMBERS, nord=NUMBERS, sud=NUMBERS)
def test_units_below_make_the_unit_above(
    release: Release, union: int | str | None, nord: int | str | None, sud: int | str | None
) -> None:
    """Once all of them are filled in, of the same period."""
    request = TemplateRequest(organizations=("union",), measures=("joined",), periods=("2022", "2023"), breakdowns=())
    book = book_of(release, request)
    rows = book.rows(book.sheet("joined"))
    values = {"union": union, "nord": nord, "sud": sud}
    cells = {
        f"{letter}{n}": rows[n - 1][at]
        for n in range(6, len(rows) + 1)
        for letter, at in (("A", 0), ("B", 1), ("C", 2))
    }
    cells |= {book.cell("joined", unit, "2022", "value"): value for unit, value in values.items()}
    cells |= {book.cell("joined", unit, "2023", "value"): 1 for unit in values}
    by_cell = {cell: computed(formula, cells) for cell, formula in formulas(book, "joined", "cells").items()}
    of_2022 = by_cell[next(cell for cell in by_cell if cell[1:] == book.cell("joined", "union", "2022", "value")[1:])]
    known = [n for n in (nord, sud) if isinstance(n, int)]
    if not isinstance(union, int) or not known:
        assert of_2022 == ""
    elif len(known) == 2 and sum(known) != union:
        assert of_2022 == f"Les unités rattachées font {sum(known)}, le chiffre ici est {union}."
    else:
        assert of_2022 == "cohérent"
    assert "Les unités rattachées font 2, le chiffre ici est 1." in by_cell.values()


TYPED = st.one_of(
    st.integers(-5, 200), st.floats(-5, 200).map(lambda n: round(n, 2)), st.sampled_from(["non disponible", "x"])
)


@pytest.mark.parametrize("measure", ["joined", "hours", "present", "balance"])
@given(typed=TYPED)
def test_cells_accept_what_the_records_take(release: Release, measure: str, typed: float | str) -> None:
    """Whole numbers of a count, nothing below zero but of a balance, shares up to a hundred; no word for a whole."""
    request = TemplateRequest(organizations=("nord",), measures=(measure,), periods=("2022",), breakdowns=())
    book = book_of(release, request)
    cell = min((name for name in formulas(book, measure, "accepted")), key=lambda name: (len(name), name))
    accepted = computed(formulas(book, measure, "accepted")[cell], {cell: typed})
    is_whole = isinstance(typed, int | float) and float(typed).is_integer()
    right: Mapping[str, Callable[[float], bool]] = {
        "joined": lambda n: is_whole and n >= 0,
        "hours": lambda n: n >= 0,
        "present": lambda n: 0 <= n <= 100,
        "balance": lambda n: is_whole,
    }
    assert accepted == (not isinstance(typed, str) and right[measure](typed))


@given(whole=st.one_of(st.none(), st.integers(0, 20)), part=st.one_of(st.integers(0, 20), st.just("non disponible")))
def test_no_part_is_above_the_whole(release: Release, whole: int | None, part: int | str) -> None:
    """A part may also be the reason why there is none, in the words of the list."""
    request = TemplateRequest(organizations=("nord",), measures=("joined",), periods=("2023",), breakdowns=("sex",))
    book = book_of(release, request)
    cell = book.cell("joined", "nord", "2023", "by.sex.women")
    reasons = {f"'{HIDDEN}'!C{n}": row[2] for n, row in enumerate(book.rows(HIDDEN), 1) if row[0] == "absence"}
    cells = {book.cell("joined", "nord", "2023", "value"): whole, cell: part, **reasons}
    accepted = computed(formulas(book, "joined", "accepted")[cell], cells)
    assert accepted == (isinstance(part, str) or whole is None or part <= whole)
