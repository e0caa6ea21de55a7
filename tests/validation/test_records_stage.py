"""What is seen only across records. All records are synthetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bulletin.analysis.quantities import span_of_count
from bulletin.model.records import Observation
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.problems.kinds import KINDS
from bulletin.validation import RecordsValidation, runner, validate
from bulletin.validation.acknowledgments import ACKNOWLEDGEABLE
from bulletin.validation.runner import CHECKS
from bulletin.validation.typed_values import is_count, shown
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, hints, reading_of, reported, visits

SOUTH = "id: south\nname: {vi: Nam, en: S}\nkind: library\n"
TWINS = "id: b\nname: {vi: B, en: B}\ncategories:\n" + "- {id: x, name: {vi: X, en: X}}\n" * 2
CLAIM = "id: c\nsource: report-2020\norganization: central\nmeasure: visits\nperiod: 2019\nvalue: 2\n"
ACKNOWLEDGED = "  acknowledged: {{{code}: {{vi: Nguồn viết vậy, en: So the source says}}}}\n"


def split(by: str, value: str = "10", more: str = "") -> str:
    """Write visits with a breakdown."""
    return visits(value, more=f"  by: {by}\n{more}")


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (split("{age: {child: 4, adult: 6}}"), []),
        (split("{age: {child: 4}}"), []),
        (split("{age: {child: 4, adult: 7}}"), ["parts-exceed-whole 5:8"]),
        (split("{age: {child: 11}}"), ["parts-exceed-whole 5:8"]),
        (split("{age: {child: 4, adult: 7}}", "{about: 10}"), []),
        (split("{age: {child: 4, adult: 7}}", "{more-than: 10}"), []),
        (split("{age: {child: 4, adult: 7}}", "{at-most: 10}"), ["parts-exceed-whole 5:8"]),
        (split("{age: {child: 4, adult: 7}}", "{between: [8, 11]}"), []),
        (split("{age: {child: 4, adult: 7}}", "{between: [8, 10]}"), ["parts-exceed-whole 5:8"]),
        (split("{age: {child: 4, adult: {more-than: 6}}}"), []),
        (split("{age: {child: 4, adult: {more-than: 7}}}"), ["parts-exceed-whole 5:8"]),
        (split("{age: {child: 4, adult: {under: 70}}}"), []),
        (split("{age: {child: 4, adult: {about: 70}}}"), []),
        (split("{age: {child: 4, adult: not-available}}"), []),
        (split("{age: {child: 4, adult: 7}}", "suppressed"), []),
        (split("{interest: {books: 9, music: 9}}"), []),
        (split("{interest: {books: 9, music: 11}}"), ["part-exceeds-whole 5:36"]),
        (
            split("{age: {child: 4, adult: 7}, interest: {books: 11}}"),
            ["parts-exceed-whole 5:8", "part-exceeds-whole 5:53"],
        ),
    ],
)
def test_parts_fit_into_their_whole(text: str, expected: list[str], tmp_path: Path) -> None:
    """Parts are reported only where no reading of the stated values makes them fit."""
    assert reported(reading_of(tmp_path, visits__bad=text)) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "parts-exceed-whole",
            split("{age: {child: 4, adult: 7}}", more=ACKNOWLEDGED.format(code="parts-exceed-whole")),
        ),
        ("part-exceeds-whole", split("{interest: {music: 11}}", more=ACKNOWLEDGED.format(code="part-exceeds-whole"))),
        ("value-negative", visits("-3", more=ACKNOWLEDGED.format(code="value-negative"))),
        ("reported-before-end", visits(period="2020", more=ACKNOWLEDGED.format(code="reported-before-end"))),
    ],
)
def test_what_is_acknowledged_is_no_problem(code: str, text: str, tmp_path: Path) -> None:
    """A record that says why it is odd is left in peace, and only while it is odd."""
    reading = reading_of(tmp_path, visits__bad=text)
    assert reported(reading) == []
    calm = visits(more=ACKNOWLEDGED.format(code=code))
    assert reported(reading_of(tmp_path, visits__bad=calm)) == ["acknowledgment-needless 5:18"]


@pytest.mark.parametrize("code", sorted({kind.code for kind in KINDS} - set(ACKNOWLEDGEABLE[Observation])))
def test_mistakes_cannot_be_acknowledged(code: str, tmp_path: Path) -> None:
    """What cannot be right is corrected, not accepted."""
    reading = reading_of(tmp_path, visits__bad=visits(more=ACKNOWLEDGED.format(code=code)))
    assert reported(reading) == ["acknowledgment-unknown 5:18"]


def test_an_acknowledgment_is_for_its_own_record(tmp_path: Path) -> None:
    """What one record accepts is still reported of the next."""
    text = visits("-3", more=ACKNOWLEDGED.format(code="value-negative")) + visits("-3", period="2017")
    assert reported(reading_of(tmp_path, visits__bad=text)) == ["value-negative 8:10"]


def report(value: str, day: str = "", **fields: str) -> str:
    """Write visits to the central library in 2018, as reported on a day."""
    more = "".join(f"  {name}: {text}\n" for name, text in {"reported": day, **fields}.items() if text)
    return visits(value, more=more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (report("7") + report("7"), ["figure-repeated 5:3"]),
        (report("7") + report("7", "2021-01-01"), []),
        (report("7") + report("8"), ["figures-contradict 7:10"]),
        (report("7") + report("8", "2021-01-01"), []),
        (report("7", "2020-01-15") + report("8"), ["figures-contradict 8:10"]),
        (report("7", "2020-01") + report("8"), []),
        (report("7") + report("8", population="students"), ["population-exceeds-whole 7:10"]),
        (report("7") + report("6", population="students"), []),
        (report("7") + report("8", each="year"), []),
        (report("7") + report("8", population="students") + report("9", "2021"), []),
        (report("7") + report("9", "2021") + report("8", population="students"), []),
        (report("9") + report("7", "2021") + report("8", population="students"), ["population-exceeds-whole 12:10"]),
        (report("7", by="{age: {child: 3}}") + report("7", by="{age: {adult: 4}}"), []),
        (report("7", by="{age: {child: 3}}") + report("7", by="{age: {child: 4}}"), ["figures-contradict 10:21"]),
    ],
)
def test_reports_of_one_figure_agree_or_follow_one_another(text: str, expected: list[str], tmp_path: Path) -> None:
    """Of one figure one value is reported a day, and the latest is compared with what holds it."""
    assert reported(reading_of(tmp_path, visits__bad=text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (visits(period="2018-09-05"), ["flow-at-instant 2:11"]),
        (visits(period="2018-09-05/2018-09-05"), []),
        (visits(period="2018-09-05").replace("period", "measure: members\n  period"), []),
        (visits().replace("period", "measure: members\n  period"), ["stock-over-span 3:11"]),
        (visits(more="  each: year\n"), []),
        (visits(period="2015/2018", more="  each: year\n"), []),
        (visits(period="2017-06/2018-11", more="  each: year\n"), ["each-without-years 5:9"]),
        (visits(period="2016-06/2018-11", more="  each: year\n"), []),
        (visits(period="2020"), ["reported-before-end 2:11"]),
        (visits(period="2020", more="  status: estimated\n"), []),
        (visits(period="term-2019-2023"), ["reported-before-end 2:11"]),
        (visits("not-applicable", period="2019/2030", more="  each: year\n"), []),
        (visits("not-available", period="2019/2030", more="  each: year\n"), ["reported-before-end 2:11"]),
        (visits(period="term-2019-2023/2019-12"), []),
        (visits("1.5"), ["count-not-whole 3:10"]),
        (visits("1.0"), ["count-not-whole 3:10"]),
        (visits("{between: [1.5, 2.5]}"), ["count-not-whole 3:10", "count-not-whole 3:10"]),
        (visits("0"), []),
        (visits("26.2").replace("period", "measure: satisfied-share\n  period"), []),
        (visits("100").replace("period", "measure: satisfied-share\n  period"), []),
        (visits("-0.1").replace("period", "measure: satisfied-share\n  period"), ["share-out-of-range 4:10"]),
        (visits(period="2018", organization="north"), ["organization-not-there 2:11"]),
        (visits(period="2018-12/2019", organization="north"), []),
        (visits(period="term-2019-2023/2019", organization="north"), []),
    ],
)
def test_figures_suit_their_measure_and_their_organization(text: str, expected: list[str], tmp_path: Path) -> None:
    """Flows belong to spans and stocks to days; counts are whole; shares are percentages; organizations exist."""
    named = text if "measure" in text else text.replace("period", "measure: visits\n  period", 1)
    moved = expected if "measure" in text else [_down(place) for place in expected]
    assert reported(reading_of(tmp_path, observations__bad=named)) == moved


def _down(given_at: str) -> str:
    code, place = given_at.split()
    line, column = place.split(":")
    return f"{code} {int(line) + 1}:{column}"


VALUES: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(list(Absence)),
    st.builds(
        Quantity,
        st.integers(0, 1000).map(Decimal),
        st.sampled_from([qualifier for qualifier in Qualifier if qualifier is not Qualifier.BETWEEN]),
    ),
    st.builds(
        lambda low, more: Quantity(Decimal(low), Qualifier.BETWEEN, Decimal(low + more)), st.integers(0), st.integers(1)
    ),
)


@given(VALUES)
def test_bounds_hold_the_stated_number(value: Value) -> None:
    """A value is at least its least and at most its most; only an exact one is both."""
    least, most, _, _ = span_of_count(value)
    assert least is not None
    assert most is None or least <= most
    assert (least == most) == (isinstance(value, Quantity) and (value.is_exact or (value.number == 0 == most)))
    assert shown(value)


@given(VALUES | st.decimals(-9, 9, places=1).map(Quantity))
def test_a_count_is_a_number_of_digits_alone(value: Value) -> None:
    has_digits_alone = isinstance(value, Quantity) and str(value.number).isdigit()
    assert is_count(value) == (has_digits_alone and isinstance(value, Quantity) and value.upper is None)


# --- targets, claims, the bulletin ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("form: percent-of-target\n", []),
        ("form: percent-of-target\nof: {organization: north}\n", ["claim-field-unused 8:1"]),
        ("form: share\n", ["claim-field-missing 7:7"]),
        ("form: share\nbreakdown: age\ncategory: child\n", []),
        ("form: share\nof: {organization: north}\n", []),
        ("form: multiple\n", ["claim-field-missing 7:7"]),
        ("form: multiple\nof: {organization: north}\nparts: [{organization: north}]\n", ["claim-field-unused 9:1"]),
        ("form: difference\nof: {period: 2018}\n", []),
        ("form: total\n", ["claim-field-missing 7:7"]),
        ("form: total\nbreakdown: age\n", []),
        ("form: total\nparts: [{organization: north}]\n", []),
        ("form: total\nbreakdown: weekday\n", ["breakdown-not-allowed 8:12"]),
        ("form: multiple\nof: {breakdown: age, category: old}\n", ["category-unknown 8:32"]),
        ("form: multiple\nof: {category: child}\n", ["category-without-breakdown 8:16"]),
        ("form: multiple\nof: {measure: members, breakdown: age, category: child}\n", ["breakdown-not-allowed 8:35"]),
    ],
)
def test_claims_have_the_fields_that_their_form_needs(more: str, expected: list[str], tmp_path: Path) -> None:
    """Each form of claim has what it needs and nothing that it ignores."""
    assert reported(reading_of(tmp_path, claims__bad=CLAIM + more)) == expected


TARGET = "id: t\norganization: central\nmeasure: visits\nperiod: 2019\nsource: report-2020\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("value: 40\nshare: {breakdown: age, category: child}\n", []),
        ("value: 40.5\nshare: {breakdown: age, category: child}\n", []),
        ("value: 140\nshare: {breakdown: age, category: child}\n", ["share-out-of-range 6:8"]),
        ("value: 40.5\n", ["count-not-whole 6:8"]),
        ("value: 40\nshare: {breakdown: age, category: old}\n", ["category-unknown 7:35"]),
        ("value: 40\nbasis: inferred\n", ["target-needs-claim 7:8"]),
        ("value: 40\nbasis: inferred\nclaim: central-visits-percent\n", []),
        ("value: 40\nsuperseded-by: t\n", ["reference-cycle 7:16"]),
    ],
)
def test_targets_can_be_reached(more: str, expected: list[str], tmp_path: Path) -> None:
    """A target suits its measure, says what it was inferred from, and is not its own successor."""
    assert reported(reading_of(tmp_path, targets__bad=TARGET + more)) == expected


GOAL = "id: t\norganization: central\nmeasure: visits\nperiod: 2025\nsource: report-2020\n"
FROM_2018 = "baseline: {period: 2018}\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (f"change: -50\n{FROM_2018}", []),
        (f"change: -100\n{FROM_2018}", []),
        (f"change: -101\n{FROM_2018}", ["number-too-small 6:9"]),
        (f"change: 0\n{FROM_2018}", []),
        (f"change: 25\npath: steps\n{FROM_2018}", []),
        (FROM_2018, ["field-missing 1:1"]),
        ("value: 5\npath: linear\n", ["baseline-missing 7:1"]),
        ("value: 5\nmilestones: [{period: 2020, change: 5}]\n", ["baseline-missing 7:29"]),
        ("value: 5\nmilestones: [{period: 2020, value: 4}]\n", []),
        (f"value: 5\nmilestones: [{{period: 2020}}]\n{FROM_2018}", ["field-missing 7:14"]),
        (f"value: 5\nmilestones: [{{period: 2020, value: 5, change: 5}}]\n{FROM_2018}", ["fields-not-together 7:39"]),
        (f"value: 5\nmilestones: [{{period: 2026, value: 5}}]\n{FROM_2018}", ["milestone-out-of-order 7:23"]),
        (f"value: 5\nmilestones: [{{period: 2018, value: 5}}]\n{FROM_2018}", ["baseline-after-target 8:20"]),
        (f"value: 5\nmilestones: [{{period: 2020-Q1, value: 5}}]\n{FROM_2018}", ["periods-unlike 7:23"]),
        (f"value: 5\nmilestones: [{{period: 2020, value: 5.5}}]\n{FROM_2018}", ["count-not-whole 7:36"]),
        (f"change: -100\npath: exponential\n{FROM_2018}", ["path-through-zero 7:7"]),
        ("value: 5\nbaseline: {period: 2018, value: 0}\npath: exponential\n", ["path-through-zero 8:7"]),
        ("value: 5\nbaseline: {period: 2018, value: 2.5}\n", ["count-not-whole 7:33"]),
        ("value: 5\nbaseline: {period: 2018, value: 2, source: nowhere}\n", ["reference-unknown 7:44"]),
        ("value: 5\norganization-kind: library\n", ["fields-not-together 7:1"]),
    ],
)
def test_targets_start_where_they_can(more: str, expected: list[str], tmp_path: Path) -> None:
    """Baseline, milestones and path go together, in order of time."""
    found = reported(reading_of(tmp_path, targets__bad=GOAL + more))
    assert [each for each in found if not each.startswith("target-against-direction")] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (f"change: -50\n{FROM_2018}", ["target-against-direction 6:9"]),
        (f"change: 50\n{FROM_2018}", []),
        (f"change: 0\n{FROM_2018}", []),
        ("value: {at-most: 50}\n", ["target-against-direction 6:8"]),
        ("value: {under: 50}\n", ["target-against-direction 6:8"]),
        ("value: {at-least: 50}\n", []),
        ("value: {between: [5, 50]}\n", []),
        ("value: 50\n", []),
        ("value: {at-most: 50}\nshare: {breakdown: age, category: child}\n", []),
        (f"value: 50\nmilestones: [{{period: 2020, change: -5}}]\n{FROM_2018}", ["target-against-direction 7:37"]),
    ],
)
def test_targets_ask_for_what_is_good(more: str, expected: list[str], tmp_path: Path) -> None:
    """More visits are good; a minus that is forgotten, or one too many, shows in the direction."""
    assert reported(reading_of(tmp_path, targets__bad=GOAL + more)) == expected


def test_yearly_targets_have_no_milestones(tmp_path: Path) -> None:
    """Each year asks anew; a baseline of all of them is fine."""
    yearly = GOAL.replace("2025", "2025/2027") + "each: year\nchange: 5\n"
    steps = "milestones: [{period: 2025, change: 1}]\n"
    assert reported(reading_of(tmp_path / "plain", targets__bad=yearly + FROM_2018)) == []
    found = reported(reading_of(tmp_path / "steps", targets__bad=yearly + steps + FROM_2018))
    assert found == ["fields-not-together 8:1"]


def test_a_source_may_serve_the_tree_only(tmp_path: Path) -> None:
    """A source that only says how many units there are is used."""
    reading = reading_of(
        tmp_path,
        sources__more="id: census\ntitle: {vi: Thống kê, en: Census}\npublished: 2021\n",
        organizations__more=SOUTH + "subordinates: [{kind: library, count: 3, source: census}]\n",
    )
    assert reported(reading) == []


def test_while_figures_are_broken_headlines_are_left_alone(tmp_path: Path) -> None:
    """A figure that is there but not valid yet is not called missing on the front page as well."""
    validation = validate(good_project(tmp_path, visits__libraries=visits("x", period="2019")))
    assert reported(validation) == ["value-not-a-number 3:10"]


ODD_PARTS = """  by: {age: {child: 500, adult: 701}}
  acknowledged: {parts-exceed-whole: {vi: Nguồn ghi thế (giả lập)., en: As in the source (synthetic).}}
"""


def test_what_is_acknowledged_hides_no_missing_headline(tmp_path: Path) -> None:
    """A figure that is kept as it is, with a reason, is not broken: a headline of another period is still missing."""
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8").replace("period: 2019}", "period: 1990}", 1)
    validation = validate(good_project(tmp_path, bulletin=bulletin, visits__bad=visits("1200", "2018", more=ODD_PARTS)))
    assert [problem.split()[0] for problem in reported(validation)] == ["headline-without-figure"]


CORRECTION = """id: slip
date: 2020-03-01
editions: [{edition}]
what: {{vi: Sai (giả lập), en: Wrong (synthetic)}}
reason: {{vi: Gõ nhầm, en: Mistyped}}
"""


@pytest.mark.parametrize("edition", ["2019-Q2", "2018"])
def test_an_edition_that_is_not_there_cannot_be_corrected(tmp_path: Path, edition: str) -> None:
    """Whatever its name looks like; and no hint says to add one that was never published."""
    reading = reading_of(tmp_path, corrections__slip=CORRECTION.format(edition=edition))
    assert reported(reading) == ["reference-unknown 3:12"]
    assert "add a record" not in hints(reading)[0]


def test_warnings_do_not_stop(tmp_path: Path) -> None:
    """What is odd but possible is reported, and the corpus is there all the same."""
    reading: RecordsValidation = reading_of(tmp_path, visits__bad=visits(period="2020"))
    assert [problem.kind.severity.value for problem in reading.problems] == ["warning"]
    assert reading.corpus is not None
    assert reading.corpus.reported(reading.corpus.observations[-1]) == date(2020, 1, 15)


def test_every_check_says_what_it_is_for() -> None:
    """Each check has a docstring and declares what it can report."""
    assert all(check.run.__doc__ and check.kinds for check in CHECKS)


def test_every_declared_check_runs() -> None:
    """No module of checks is forgotten by the runner."""
    modules = Path(runner.__file__).parent.glob("*.py")
    assert len(CHECKS) == sum(module.read_text(encoding="utf-8").count("\n@check(") for module in modules)
