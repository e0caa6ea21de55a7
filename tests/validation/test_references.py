"""Identity and references: ids are unique, and what a record names exists. All records are synthetic."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.problems.report import as_text
from bulletin.validation import validate_records
from bulletin.validation.references import circles
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.projects import good_project, hints, only, reading_of, reported, visits
from tests.sites import EN

SOUTH = "id: south\nname: {vi: Nam, en: S}\nkind: library\n"
TWINS = "id: b\nname: {vi: B, en: B}\ncategories:\n" + "- {id: x, name: {vi: X, en: X}}\n" * 2
CLAIM = "id: c\nsource: report-2020\norganization: central\nmeasure: visits\nperiod: 2019\nvalue: 2\n"
ACKNOWLEDGED = "  acknowledged: {{{code}: {{vi: Nguồn viết vậy, en: So the source says}}}}\n"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("visits__bad", visits(organization="norht"), "reference-unknown 1:17 north"),
        ("visits__bad", visits().replace("report-2020", "reprot-2020"), "reference-unknown 4:11 report-2020"),
        ("visits__bad", visits(more="  population: student\n"), "reference-unknown 5:15 students"),
        ("visits__bad", visits(more="  by: {ages: {child: 1}}\n"), "reference-unknown 5:8 age"),
        ("organizations__bad", "id: south\nname: {vi: Nam, en: S}\nkind: librari\n", "reference-unknown 3:7 library"),
        (
            "organizations__bad",
            SOUTH + "events: [{on: 2020, what: split, organizations: [nort]}]\n",
            "reference-unknown 4:50 north",
        ),
        (
            "claims__bad",
            CLAIM + "form: total\nparts: [{measure: visit}]\n",
            "reference-unknown 8:19 visits",
        ),
    ],
)
def test_references_lead_to_records(file: str, text: str, expected: str, tmp_path: Path) -> None:
    """An id that is not known is reported where it is typed, with the nearest known one."""
    reading = reading_of(tmp_path, **{file: text})
    code, place, meant = expected.split()
    assert reported(reading) == [f"{code} {place}"]
    (hint,) = hints(reading)
    assert re.match(rf"Did you mean “{meant}”\? If it is a new one, add a record “\S+” to \S+ first\.$", hint)


def test_each_main_measure_leads_to_a_record(tmp_path: Path) -> None:
    """In a list as by itself."""
    project = good_project(tmp_path)
    bulletin = project / "records/bulletin.yml"
    text = bulletin.read_text(encoding="utf-8")
    for typed, column in (("visit", 15), ("[visits, visit]", 24)):
        bulletin.write_text(text.replace("main-measure: visits", f"main-measure: {typed}"), encoding="utf-8")
        line = text[: text.index("main-measure")].count("\n") + 1
        assert reported(validate_records(project)) == [f"reference-unknown {line}:{column}"]


def test_everything_is_a_population_without_a_record(tmp_path: Path) -> None:
    """The population that leaves nobody out need not be declared."""
    assert reported(reading_of(tmp_path, visits__bad=visits(more="  population: all\n"))) == []


def test_what_is_far_from_every_id_gets_no_guess(tmp_path: Path) -> None:
    """Where nothing is alike, the hint lists the few that there are instead of guessing."""
    (hint,) = hints(reading_of(tmp_path, visits__bad=visits(organization="xyzzy")))
    assert hint.startswith("The ids that there are: central, north. ")
    assert hint.endswith("If it is a new one, add a record “xyzzy” to records/organizations first.")


def test_the_same_mistake_in_many_places_is_reported_once_in_text(tmp_path: Path) -> None:
    """Three hundred figures of a missing organization are three hundred problems, and one paragraph."""
    months = [f"{year}-{month:02}" for year in range(1990, 2015) for month in range(1, 13)]
    figures = "".join(visits(period=month, organization="south") for month in months)
    problems = reading_of(tmp_path, visits__bad=figures).problems
    text = as_text(problems, EN)
    assert len(problems) == 300
    assert text.count("\n\n") == 0
    assert "Also in 299 more places: records/visits/bad.yml:5:17, " in text


@given(st.dictionaries(st.integers(0, 9).map(str), st.none() | st.integers(0, 11).map(str), max_size=10))
def test_every_circle_is_found_once(onwards: dict[str, str | None]) -> None:
    """The records in circles are exactly those from which one comes back, each in one circle."""

    def comes_back(start: str) -> bool:
        at = onwards[start]
        for _ in onwards:
            if at == start:
                return True
            at = onwards.get(at) if at is not None else None
        return False

    found = list(circles(onwards))
    members = [name for circle in found for name in circle]
    assert sorted(members) == sorted(name for name in onwards if comes_back(name))
    assert all(onwards[a] == b for circle in found for a, b in zip(circle, [*circle[1:], circle[0]], strict=True))


def test_an_organization_is_not_its_own_parent(tmp_path: Path) -> None:
    """The shortest circle is one record."""
    reading = reading_of(tmp_path, organizations__bad=SOUTH + "parent: south\n")
    assert reported(reading) == ["reference-cycle 4:9"]
    assert "south → south" in only(reading.problems).message_in(EN)


# --- ids --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "index"])
def test_ids_can_be_names_of_files(name: str, tmp_path: Path) -> None:
    """No id is the name of a device of Windows or of the page that lists the others."""
    reading = reading_of(tmp_path, organizations__bad=f"id: {name}\nname: {{vi: Nam, en: S}}\nkind: library\n")
    assert reported(reading) == ["id-reserved 1:5"]


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("organizations__more", "id: north\nname: {vi: Bắc, en: N}\nkind: library\n", "1:5"),
        (
            "vocabulary__breakdowns__more",
            TWINS,
            "5:8",
        ),
    ],
)
def test_ids_are_unique(file: str, text: str, place: str, tmp_path: Path) -> None:
    """An id is used once among the records of a kind, and a category once in its breakdown."""
    assert reported(reading_of(tmp_path, **{file: text})) == [f"id-repeated {place}"]


def test_one_id_may_name_records_of_two_kinds(tmp_path: Path) -> None:
    """An organization and a source of the same id do not get in each other's way."""
    text = "id: report-2020\nname: {vi: Nam, en: S}\nkind: library\n"
    assert reported(reading_of(tmp_path, organizations__bad=text)) == []


DISTRICT = "id: lib-9\nname: {vi: Thư viện Đống Đa, en: Dong Da Library}\nkind: library\n"


@pytest.mark.parametrize(("given", "meant"), [("thu-vien-dong-da", "lib-9"), ("dong-da-library", "lib-9")])
def test_a_name_that_was_typed_for_an_id_leads_to_it(given: str, meant: str, tmp_path: Path) -> None:
    """The name without its accents is what the hint about a malformed id proposes first."""
    (hint,) = hints(reading_of(tmp_path, organizations__more=DISTRICT, visits__bad=visits(organization=given)))
    assert hint.startswith(f"Did you mean “{meant}”?")


def test_a_name_that_several_have_leads_to_none(tmp_path: Path) -> None:
    """Two wards of one name are two wards."""
    twins = (
        "- "
        + DISTRICT.replace("\n", "\n  ").rstrip()
        + "\n- "
        + DISTRICT.replace("lib-9", "lib-8").replace("\n", "\n  ")
    )
    reading = reading_of(tmp_path, organizations__more=twins, visits__bad=visits(organization="thu-vien-dong-da"))
    assert not any("lib-8”?" in hint or "lib-9”?" in hint for hint in hints(reading))


def test_a_malformed_id_is_reported_once(tmp_path: Path) -> None:
    """Whatever names the record by the id that it will have is right, and no list proposes the malformed one."""
    bad = DISTRICT.replace("lib-9", "Đống-Đa")
    reading = reading_of(tmp_path, organizations__more=bad, visits__bad=visits(organization="dong-da"))
    assert [code.split()[0] for code in reported(reading)] == ["id-malformed"]
    (hint, *_) = hints(reading_of(tmp_path, organizations__more=bad, visits__bad=visits(organization="xyzzy")))
    assert "Đống-Đa" not in hint
