"""Editions show what they can have known; what is said of one that does not leads to the fault. SYNTHETIC records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, hints, only, reading_of, reported, visits
from tests.sites import EN

SOURCE = "# Synthetic.\nid: report-2020\ntitle: {vi: Báo cáo mẫu, en: The sample report}\npublished: 2032-01-15\n"


def test_a_figure_that_came_too_late_leads_to_the_day_of_its_source(tmp_path: Path) -> None:
    """A mistyped day of a source is reported where it was typed, before anything is said against the edition."""
    reading = validate(good_project(tmp_path, **{"sources__report-2020": SOURCE}))
    assert reported(reading) == ["edition-headline-later 9:5", "edition-headline-later 10:5"]
    assert {hint.split(".yml")[0] for hint in hints(reading)} == {
        "First compare the day at records/sources/report-2020"
    }
    assert all("report-2020.yml:4 with" in hint for hint in hints(reading))


def test_the_earliest_report_counts(tmp_path: Path) -> None:
    """A later report of a figure that was known in time is no fault of the edition's."""
    later = visits("1200", "2019", more="  reported: 2021-01-01\n")
    assert reported(validate(good_project(tmp_path, visits__later=later))) == []


def test_the_hint_for_a_missing_next_release_says_how_to_leave_it_open(tmp_path: Path) -> None:
    """That nobody has named a day is an answer, and has a word."""
    edition = (GOOD / "records/editions/2019.yml").read_text(encoding="utf-8")
    reading = reading_of(tmp_path, editions__2019=edition.replace("next-release: to-be-announced\n", ""))
    assert reported(reading) == ["field-missing 2:1"]
    assert "to-be-announced" in hints(reading)[0]


@pytest.mark.parametrize("given", ["2020-Q1.1", "2020-Q1.2"])
def test_the_number_of_a_corrected_version_is_not_typed(given: str, tmp_path: Path) -> None:
    """Neither as the id of an edition nor in a correction; what to write instead is said."""
    edition = (GOOD / "records/editions/2019.yml").read_text(encoding="utf-8").replace("id: 2019", f"id: {given}")
    correction = (
        f"# Synthetic.\nid: sample\ndate: 2020-03-01\neditions: [2019, {given}]\n"
        "what: {vi: Số mẫu in sai., en: A sample figure was wrong.}\nreason: {vi: Gõ nhầm., en: Mistyped.}\n"
    )
    reading = reading_of(tmp_path, editions__more=edition, corrections__sample=correction)
    assert reported(reading) == ["edition-id-malformed 4:18", "edition-id-malformed 2:5"]
    assert all("For 2024-Q1.1 too, write 2024-Q1" in hint for hint in hints(reading))


LEAFLET = "# Synthetic.\nid: leaflet\ntitle: {vi: Tờ rơi mẫu, en: A sample leaflet}\npublished: 2021-03-01\n"


def _unit(name: str, more: str) -> str:
    return f"- id: {name}\n  name: {{vi: {name}, en: {name}}}\n  kind: library\n{more}"


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        (
            "",
            "knows this since the beginning, as it has no source,",
            "The record at records/organizations/new.yml:5 lacks",
        ),
        (
            "  source: report-2020\n",
            "knows this since 2020-01-15,",
            "See whether “east” is the right parent, then whether the source at records/organizations/new.yml:9 is",
        ),
    ],
)
def test_a_parent_that_came_later_leads_to_the_unit_below_it(
    source: str, message: str, hint: str, tmp_path: Path
) -> None:
    """The unit below may have the wrong parent, or lack its own source: no day is reported that nobody typed."""
    east, low = _unit("east", "  source: leaflet\n"), _unit("low", f"  parent: east\n{source}")
    reading = reading_of(tmp_path, organizations__new=east + low, sources__leaflet=LEAFLET)
    problem = only(reading.problems)
    assert problem.code == "organization-learnt-later"
    assert problem.message_in(EN) == f"The bulletin {message} but learnt of its parent “east” only on 2021-03-01."
    assert problem.hint_in(EN).startswith(hint)


def _sample(name: str, cut_off: str = "2020-02-01", released: str = "2020-02-10", more: str = "") -> str:
    """Write an edition like the good one."""
    text = (GOOD / "records/editions/2019.yml").read_text(encoding="utf-8")
    for field, value in {"id: 2019": f"id: {name}", "2020-02-01": cut_off, "2020-02-10": released}.items():
        text = text.replace(field, value)
    return text + more


@pytest.mark.parametrize(
    ("cut_off", "released", "expected"),
    [
        ("2020-02-01", "2020-02-10", ["editions-of-one-day 5:10"]),
        ("2020-02-02", "2020-02-10", []),
        ("2020-02-01", "2020-02-11", []),
    ],
)
def test_editions_differ_in_their_days(cut_off: str, released: str, expected: list[str], tmp_path: Path) -> None:
    """Of two with the same cut-off and release only the ids say which comes first: odd, but possible."""
    assert reported(reading_of(tmp_path, editions__twin=_sample("2019-b", cut_off, released))) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("  - {organization: north, measure: visits, period: 2019-01/2019-12}\n", ["headline-repeated 11:5"]),
        ("  - {organization: north, measure: visits, period: 2018}\n", ["headline-without-figure 11:5"]),
    ],
)
def test_no_headline_is_shown_twice(more: str, expected: list[str], tmp_path: Path) -> None:
    """However its period was typed."""
    assert reported(validate(good_project(tmp_path, editions__2019=_sample("2019", more=more)))) == expected


UNITS = "".join(
    f"- {{id: {unit}, name: {{vi: Thư viện {unit}, en: Library {unit}}}, kind: library, parent: central}}\n"
    for unit in ("east", "west")
)
CORRECTION = """# Synthetic.
id: slip
date: 2020-03-01
editions: [2019]
what: {{vi: Sai, en: Wrong}}
reason: {{vi: Gõ sai, en: A slip}}
figures:
  - {{organization: central, measure: visits, period: 2018, was: {was}}}
"""


@pytest.mark.parametrize(("was", "is_reported"), [("{at-least: 30}", True), ("30", False), ("{at-least: 31}", False)])
def test_a_partial_total_is_compared_as_it_was_published(tmp_path: Path, was: str, is_reported: bool) -> None:
    """A total of some units is published as at least so much: a correction of just that changes nothing."""
    project = good_project(
        tmp_path,
        organizations__more=UNITS,
        visits__more=visits("10", organization="east") + visits("20", organization="west"),
        corrections__slip=CORRECTION.format(was=was),
    )
    codes = [problem.code for problem in validate(project).problems]
    assert codes == (["correction-changes-nothing"] if is_reported else [])


_FIGURE = "  - {{organization: north, measure: visits, period: {}, was: {}}}\n"


def _correcting(figures: str, day: str = "2020-03-01", edition: str = "2019", name: str = "slip") -> str:
    """Write a correction of an edition."""
    text = CORRECTION.partition("figures:")[0].format().replace("[2019]", f"[{edition}]")
    return text.replace("2020-03-01", day).replace("id: slip", f"id: {name}") + f"figures:\n{figures}"


@pytest.mark.parametrize("again", [("2019", "303"), ("2019-01/2019-12", "303"), ("2019", "330")])
def test_a_correction_names_a_figure_once(again: tuple[str, str], tmp_path: Path) -> None:
    """However its period is typed, and whether or not both say the same: nothing else takes two lines."""
    figures = _FIGURE.format("2019", "330") + _FIGURE.format(*again)
    problem = only(validate(good_project(tmp_path, corrections__slip=_correcting(figures))).problems)
    assert (problem.code, problem.place.at_line) == ("corrected-figure-repeated", "records/corrections/slip.yml:9")
    assert problem.message_in(EN) == (
        "At records/corrections/slip.yml:8 this figure is corrected already, with was: 330: "
        "“visits” for “north” in 2019."
    )
    assert problem.hint_in(EN).startswith("Leave one of the two: the one whose was is what was published")


@pytest.mark.parametrize(
    ("second", "is_reported"),
    [
        ({}, True),
        ({"day": "2020-04-01"}, False),
        ({"edition": "2020"}, False),
        ({"edition": "2020, 2019"}, True),
    ],
)
def test_corrections_of_one_day_do_not_contradict_each_other(
    second: dict[str, str], is_reported: bool, tmp_path: Path
) -> None:
    """A later one may be about what the first got wrong; of one day nobody knows which came first."""
    corrections = {
        "corrections__first": _correcting(_FIGURE.format("2019", "330"), name="first"),
        "corrections__second": _correcting(_FIGURE.format("2019", "303"), name="second", **second),
    }
    project = good_project(tmp_path, editions__2020=_sample("2020", "2020-02-02", "2020-02-11"), **corrections)
    found = [f"{problem.code} {problem.place.at_line}" for problem in validate(project).problems]
    expected = ["corrected-figure-repeated records/corrections/second.yml:8"] if is_reported else []
    assert found == expected


HEADLINE = "  - {organization: central, measure: visits, period: 2018}\n"


def totals(directory: Path, *reported_on: str) -> list[str]:
    """What is said of an edition of 1 February 2020 with a headline of 2018, of which units report on these days."""
    units = zip(("east", "west"), reported_on, strict=False)
    stated = (visits("10", organization=unit, more=f"  reported: {day}\n") for unit, day in units)
    project = good_project(
        directory,
        organizations__more=UNITS,
        visits__more="".join(stated),
        editions__2019=_sample("2019", more=HEADLINE),
    )
    return reported(validate(project))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2020-01-10", "2020-01-20"), []),
        (("2020-01-10", "2020-03-01"), ["edition-headline-later 11:5"]),
        (("2020-01-10",), ["headline-without-figure 11:5"]),
    ],
)
def test_computed_total_may_be_a_headline(days: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    """As soon as the edition knows enough to compute it; one unit of several makes no total."""
    assert totals(tmp_path, *days) == expected


def test_total_that_comes_too_late_leads_to_a_report(tmp_path: Path) -> None:
    """The hint names the day of a report that the total needs."""
    stated = visits("10", organization="east", more="  reported: 2020-03-01\n") + visits("10", organization="west")
    edition = _sample("2019", more=HEADLINE)
    project = good_project(tmp_path, organizations__more=UNITS, visits__more=stated, editions__2019=edition)
    (hint,) = hints(validate(project))
    assert "records/visits/more.yml:5" in hint


@pytest.mark.parametrize(
    "zone", ["+07:00", "GMT+7", "../../etc/localtime", "localtime", "Factory", "Asia/đ", "zone.tab"]
)
def test_what_is_no_time_zone_of_a_place_is_called_so(tmp_path: Path, zone: str) -> None:
    """Whatever is typed, however it is spelled; that of the machine is none, since others publish on other machines."""
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    reading = reading_of(tmp_path, bulletin=f"{bulletin}time-zone: {zone}\n")
    line = bulletin.count("\n") + 1
    assert reported(reading) == [f"time-zone-unknown {line}:12"]
