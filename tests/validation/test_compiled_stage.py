"""Problems of compiled figures: sums, outliers and calendars, and what a reason settles. Synthetic records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bulletin.validation import validate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, visits

REASON = "  acknowledged: {{{code}: {{vi: Nguồn viết vậy, en: So the source says}}}}\n"
USUAL = ("1010", "990", "1200", "1150", "1080", "1120")
WARDS = ("east", "west", "south", "upper", "lower", "inner", "outer")


def codes(directory: Path, **files: str) -> list[str]:
    """The codes of all that is found in the good records with these files besides."""
    return [problem.code for problem in validate(good_project(directory, **files)).problems]


def vocabulary(name: str, old: str, new: str) -> str:
    """A file of the good vocabulary with something in it replaced."""
    text = (GOOD / "records" / "vocabulary" / f"{name}.yml").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def units(whole: str = "40", below: str = "41", more: str = "") -> str:
    return visits(whole, "2019-05", more=more) + visits(below, "2019-05", "north")


def periods(year: str = "120", last: str = "31", more: str = "") -> str:
    quarters = "".join(visits(value, f"2018-Q{n}") for n, value in enumerate(("30", "30", "30", last), 1))
    return visits(year, more=more) + quarters


def past(value: str = "11300", more: str = "") -> str:
    return "".join(visits(usual, str(2010 + n)) for n, usual in enumerate(USUAL)) + visits(value, "2016", more=more)


def peers(value: str = "11300", more: str = "") -> str:
    figures = zip(WARDS, USUAL, strict=False)
    return "".join(visits(count, "2018", ward) for ward, count in figures) + visits(value, "2018", WARDS[-1], more=more)


def wards(kind: str = "library") -> str:
    """As many libraries as make peers; the last may be of another kind."""
    entry = "- id: {0}\n  name: {{vi: Thư viện {0}, en: Library {0}}}\n  kind: {1}\n"
    return "".join(entry.format(ward, kind if ward == WARDS[-1] else "library") for ward in WARDS)


MADE: dict[str, Callable[[str], dict[str, str]]] = {
    "units-do-not-add-up": lambda more: {"visits__more": units(more=more)},
    "reported-before-end": lambda more: {"visits__more": visits("5", "2021", more=more)},
    "periods-do-not-add-up": lambda more: {"visits__more": periods(more=more)},
    "value-unlike-own-past": lambda more: {"visits__more": past(more=more)},
    "value-unlike-peers": lambda more: {"visits__more": peers(more=more), "organizations__more": wards()},
    "parts-do-not-add-up": lambda more: {
        "vocabulary__breakdowns": vocabulary("breakdowns", "en: Age}\n", "en: Age}\n  exhaustive: true\n"),
        "visits__more": visits("120", more=f"  by: {{age: {{child: 50, adult: 69}}}}\n{more}"),
    },
}


@pytest.mark.parametrize("code", MADE)
def test_a_reason_settles_a_warning_and_nothing_else_does(code: str, tmp_path: Path) -> None:
    """Without one the warning is given; with one it is not, and the reason is not needless."""
    assert codes(tmp_path / "open", **MADE[code]("")) == [code]
    assert codes(tmp_path / "settled", **MADE[code](REASON.format(code=code))) == []


@pytest.mark.parametrize("code", MADE)
def test_the_record_of_a_measure_switches_a_warning_off(code: str, tmp_path: Path) -> None:
    """Of that measure; an acknowledgment besides is needless."""
    off = "  remarks: [{{code: {code}, off: true, reason: {{vi: Vốn vậy, en: It is so}}}}]\n- id: members\n"
    measures = {"vocabulary__measures": vocabulary("measures", "- id: members\n", off.format(code=code))}
    assert codes(tmp_path / "off", **MADE[code](""), **measures) == []
    assert codes(tmp_path / "both", **MADE[code](REASON.format(code=code)), **measures) == ["acknowledgment-needless"]
    of_another = vocabulary(
        "measures", "- id: satisfied-share\n", off.format(code=code).replace("members", "satisfied-share")
    )
    assert codes(tmp_path / "other", **MADE[code](""), vocabulary__measures=of_another) == [code]


@pytest.mark.parametrize("code", MADE)
def test_a_reason_for_nothing_is_reported(code: str, tmp_path: Path) -> None:
    """Once the numbers agree, the acknowledgment is a warning, so that it gets removed."""
    record = visits("41", more=REASON.format(code=code))
    assert codes(tmp_path, visits__more=record) == ["acknowledgment-needless"]


@pytest.mark.parametrize(
    "files",
    [
        {"visits__more": units("41", "41")},
        {"visits__more": units("42", "41")},
        {"visits__more": periods("121")},
        {"visits__more": past("1300")},
        {"visits__more": peers("1300"), "organizations__more": wards()},
        {"visits__more": visits("120", more="  by: {age: {child: 50, adult: 69}}\n")},
    ],
    ids=("equal", "units-missing", "periods-equal", "like-the-past", "like-the-peers", "breakdown-not-exhaustive"),
)
def test_what_is_right_is_not_reported(files: dict[str, str], tmp_path: Path) -> None:
    assert codes(tmp_path, **files) == []


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [("{absolute: 1}", []), ("{percent: 2.5}", []), ("{percent: 2.4}", ["units-do-not-add-up"])],
)
def test_a_difference_within_the_tolerance_of_the_measure_is_not_reported(
    tolerance: str, expected: list[str], tmp_path: Path
) -> None:
    """41 beside 40."""
    measures = vocabulary("measures", "  kind: flow\n", f"  kind: flow\n  tolerance: {tolerance}\n")
    assert codes(tmp_path, visits__more=units(), vocabulary__measures=measures) == expected


def test_parts_that_exceed_the_whole_of_their_record_are_reported_once(tmp_path: Path) -> None:
    record = visits("120", more="  by: {age: {child: 50, adult: 71}}\n")
    breakdowns = vocabulary("breakdowns", "en: Age}\n", "en: Age}\n  exhaustive: true\n")
    assert codes(tmp_path, visits__more=record, vocabulary__breakdowns=breakdowns) == ["parts-exceed-whole"]


def test_parts_within_the_tolerance_do_not_exceed_the_whole(tmp_path: Path) -> None:
    record = visits("120", more="  by: {age: {child: 50, adult: 71}}\n")
    measures = vocabulary("measures", "  kind: flow\n", "  kind: flow\n  tolerance: {absolute: 1}\n")
    assert codes(tmp_path, visits__more=record, vocabulary__measures=measures) == []


def test_parts_of_an_older_report_are_compared_with_the_newer_whole(tmp_path: Path) -> None:
    """No single record is wrong, and the two together are."""
    older = visits("121", more="  by: {age: {child: 50, adult: 71}}\n")
    newer = visits("110").replace("source: report-2020", "reported: 2020-06-30\n  source: report-2020")
    assert codes(tmp_path, visits__more=older + newer) == ["parts-do-not-add-up"]


@pytest.mark.parametrize(
    ("tolerance", "code"),
    [
        ("{absolute: -1}", "number-too-small"),
        ("{percent: 100.5}", "number-too-large"),
        ("{}", "items-too-few"),
        ("{absolute: much}", "value-not-a-number"),
        ("2", "fields-expected"),
    ],
)
def test_a_tolerance_is_a_margin_that_is_not_negative_nor_more_than_all(
    tolerance: str, code: str, tmp_path: Path
) -> None:
    measures = vocabulary("measures", "  kind: flow\n", f"  kind: flow\n  tolerance: {tolerance}\n")
    assert codes(tmp_path, vocabulary__measures=measures) == [code]


# --- measures that are not added over the tree


def unadded(over_tree: str = "none", more: str = "") -> str:
    """The measures, of which visits are added as is said."""
    return vocabulary("measures", "  over-tree: sum\n", f"  over-tree: {over_tree}\n{more}")


def totals(equal: int, others: int, *, units: int = 2) -> str:
    """So many months in which a total is the sum of the units below, and so many in which it is another number."""
    names = ("north", *WARDS)[:units]
    months = [(f"2019-{number:02}", 31 * units + (number > equal)) for number in range(1, equal + others + 1)]
    return "".join(
        visits(str(total), month) + "".join(visits("31", month, name) for name in names) for month, total in months
    )


BELOW_CENTRAL = "".join(
    f"- id: {name}\n  name: {{vi: Thư viện {name}, en: Library {name}}}\n  kind: library\n  parent: central\n"
    for name in WARDS[:1]
)


@given(equal=st.integers(0, 6), others=st.integers(0, 6))
@settings(max_examples=15, deadline=None)
def test_totals_that_are_mostly_sums_are_remarked_on(equal: int, others: int) -> None:
    """From three on of which four in five are the sum of all units; once for the measure, where it is declared."""
    with TemporaryDirectory() as directory:
        files = {"vocabulary__measures": unadded(), "organizations__more": BELOW_CENTRAL}
        project = good_project(Path(directory), visits__more=totals(equal, others), **files)
        problems = [each for each in validate(project).problems if each.kind.code == "totals-not-compared"]
    is_expected = equal + others >= 3 and 5 * equal >= 4 * (equal + others)
    assert [(each.place.file, each.place.line) for each in problems] == (
        [("records/vocabulary/measures.yml", 2)] if is_expected else []
    )


@pytest.mark.parametrize(
    ("measures", "figures"),
    [
        (unadded("sum"), totals(4, 0)),
        (unadded(more="  remarks: [{code: totals-not-compared, off: true, reason: {vi: Vì, en: So}}]\n"), totals(4, 0)),
        (unadded(), totals(4, 0, units=1)),
        (unadded().replace("kind: flow", "kind: duration"), totals(4, 0)),
    ],
    ids=("added", "switched-off", "some-unit-missing", "never-adds"),
)
def test_other_totals_are_not_remarked_on(measures: str, figures: str, tmp_path: Path) -> None:
    found = codes(tmp_path, vocabulary__measures=measures, organizations__more=BELOW_CENTRAL, visits__more=figures)
    assert "totals-not-compared" not in found


def calendar(entry: str) -> str:
    """The good bulletin with an entry of a reporting calendar."""
    return (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + f"calendar:\n  - {{{entry}}}\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("id: a, measure: visits, every: year, since: 2019", []),
        ("id: a, measure: visits, every: year, since: 2019, of: targeted", []),
        ("id: a, measure: members, every: year, since: 2019, of: targeted", ["calendar-empty"]),
        ("id: a, measure: visits, every: year, since: 2030", ["calendar-empty"]),
        ("id: a, measure: visits, every: week, since: 2019", ["choice-unknown"]),
        ("id: a, measure: visit, every: year, since: 2019", ["reference-unknown"]),
        ("id: a, measure: visits, every: year, since: 2019, kinds: [archive]", ["reference-unknown"]),
        ("id: a, measure: visits, every: year, since: 2019, organizations: [south]", ["reference-unknown"]),
        ("id: a, measure: visits, every: year, since: 2019, population: pupils", ["reference-unknown"]),
        ("id: a, measure: visits, every: year, since: 2019, due-days: -1", ["number-too-small"]),
    ],
)
def test_a_calendar_names_what_exists_and_expects_something(entry: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, bulletin=calendar(entry)) == expected


def test_two_entries_of_a_calendar_have_names_of_their_own(tmp_path: Path) -> None:
    entry = "id: a, measure: visits, every: year, since: 2019"
    assert codes(tmp_path, bulletin=f"{calendar(entry)}  - {{{entry}}}\n") == ["id-repeated"]


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        ("{band: 100, least-elapsed: 0}", []),
        ("{band: 101}", ["number-too-large"]),
        ("{least-elapsed: 101}", ["number-too-large"]),
        ("{least-elapsed: -1}", ["number-too-small"]),
        ("{band: 10%}", ["number-expected"]),
    ],
)
def test_a_threshold_in_percent_is_within_a_hundred(pace: str, expected: list[str], tmp_path: Path) -> None:
    """Beyond it nothing would ever be on pace, or behind it, or spoken of."""
    bulletin = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + f"pace: {pace}\n"
    assert codes(tmp_path, bulletin=bulletin) == expected
