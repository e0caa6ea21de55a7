"""Stated totals that are the sum of those that reported, while others are missing. SYNTHETIC corpora only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.quantities import Ratio, quantity_of
from bulletin.analysis.revisions import revisions_of
from bulletin.analysis.stated_totals import LACKS_UNITS, NEGLIGIBLE
from bulletin.analysis.tables import CompiledTables
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.model.corpus import Corpus
from bulletin.model.records import Expectation, Observation, Organization
from bulletin.model.text import Text
from bulletin.model.values import Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import (
    DEEP,
    FLAT,
    catalogue,
    compositions,
    corpus,
    figure,
    observed,
    organization,
    tables,
    target,
    tuned,
    words,
)

UNITS = ("a", "b", "c")
VALUES = st.fixed_dictionaries({unit: st.integers(1, 900) for unit in UNITS})
"""None is a negligible part of the three."""
SOME = st.frozensets(st.sampled_from(UNITS), min_size=1, max_size=2)
"""Those that report in the second year: some, and not all."""
ADDING = st.sampled_from(["joined", "members", "balance"])
"""Measures that add over the tree: a flow, a stock, and one that can be negative."""
WHEN = {"joined": ("2018", "2019"), "members": ("2018-12-31", "2019-12-31"), "balance": ("2018", "2019")}


def reports(measure: str, when: str, values: Mapping[str, int], total: object) -> list[Observation]:
    """What some units report of a period, and their total."""
    units = [observed(unit, when, value, measure=measure) for unit, value in values.items()]
    return [*units, observed("top", when, total, measure=measure)]


def two_years(measure: str, before: Mapping[str, int], after: Mapping[str, int], total: object) -> list[Observation]:
    """A year in which all report, and one in which some do, of which the total is stated."""
    first, second = WHEN[measure]
    return [
        *reports(measure, first, before, sum(before.values())),
        *reports(measure, second, after, total),
    ]


def total_of(compiled: CompiledTables, measure: str = "joined", when: str = "2019", unit: str = "top") -> Figure:
    found = figure(compiled, unit, when, measure)
    assert found is not None
    return found


def missing_in(total: Figure) -> set[str]:
    return {key.organization for key in total.coverage.missing} if total.coverage else set()


# --- what is incomplete -----------------------------------------------------------------------------------------------


@given(ADDING, SOME, VALUES, VALUES)
def test_the_sum_of_those_that_reported_lacks_the_others(
    measure: str, reporting: frozenset[str], before: dict[str, int], values: dict[str, int]
) -> None:
    after = {unit: values[unit] for unit in sorted(reporting)}
    records = two_years(measure, before, after, sum(after.values()))
    compiled = tables(*records)
    total = total_of(compiled, measure, WHEN[measure][1])
    lost = {unit: before[unit] for unit in UNITS if unit not in reporting}
    assert missing_in(total) == lost.keys()
    assert total.coverage is not None
    assert (total.coverage.reported, total.coverage.expected) == (len(reporting), len(UNITS))
    is_negligible = sum(lost.values()) <= sum(after.values()) * NEGLIGIBLE
    assert (total.coverage.is_negligible, total.is_complete) == (is_negligible, is_negligible)
    if is_negligible:
        return
    assert total_of(compiled, measure, WHEN[measure][0]).coverage is None
    if measure != "members":  # a count of a day has no year before
        change = change_on_year_before(catalogue(), compiled, total)
        assert change is not None
        assert (change.difference, change.relative) == (ComparabilityReason.COVERAGE, None)


@given(ADDING, SOME, VALUES, VALUES, st.integers(1, 900))
def test_a_total_that_is_no_such_sum_is_believed(
    measure: str, reporting: frozenset[str], before: dict[str, int], values: dict[str, int], more: int
) -> None:
    """A source that estimates what is missing."""
    after = {unit: values[unit] for unit in sorted(reporting)}
    total = total_of(tables(*two_years(measure, before, after, sum(after.values()) + more)), measure, WHEN[measure][1])
    assert total.is_complete


@given(VALUES, VALUES)
def test_a_total_of_all_is_complete(before: dict[str, int], after: dict[str, int]) -> None:
    compiled = tables(*two_years("joined", before, after, sum(after.values())))
    change = change_on_year_before(catalogue(), compiled, total_of(compiled))
    assert change is not None
    assert change.difference == Quantity(Fraction(sum(after.values()) - sum(before.values())))


@given(SOME, VALUES, VALUES)
def test_who_is_not_expected_is_not_missing(
    reporting: frozenset[str], before: dict[str, int], values: dict[str, int]
) -> None:
    """Units that closed, for good or for a while, or never reported, or to which the figure does not apply."""
    after = {unit: values[unit] for unit in sorted(reporting)}
    gone = [unit for unit in UNITS if unit not in reporting]
    records = two_years("joined", before, after, sum(after.values()))
    closed = [replaced(FLAT, unit, closed="2018-12-31") for unit in gone]
    assert total_of(tables(*records, organizations=merged(closed))).is_complete
    paused = [replaced(FLAT, unit, suspended=["2019"]) for unit in gone]
    assert total_of(tables(*records, organizations=merged(paused))).is_complete
    never = [record for record in records if record.organization not in gone]
    assert total_of(tables(*never)).is_complete
    excused = [observed(unit, 2019, "not-applicable") for unit in gone]
    assert total_of(tables(*records, *excused)).is_complete


def replaced(units: Iterable[Organization], name: str, **more: Any) -> Organization:
    unit = next(unit for unit in units if unit.id == name)
    return organization(unit.id, unit.parent, unit.kind, **more)


def merged(changed: Iterable[Organization]) -> list[Organization]:
    by_name = {unit.id: unit for unit in (*FLAT, *changed)}
    return list(by_name.values())


def test_who_was_merged_is_not_missing() -> None:
    units = merged(
        [
            organization(
                "c",
                "top",
                closed="2018-12-31",
                events=[{"on": "2019-01-01", "what": "merged", "organizations": ["b"]}],
            )
        ]
    )
    records = two_years("joined", {"a": 5, "b": 6, "c": 7}, {"a": 5, "b": 14}, 19)
    assert total_of(tables(*records, organizations=units)).is_complete


ONCE = two_years("joined", {"a": 50, "b": 60, "c": 70}, {"a": 51, "b": 62}, 113)
"""A year in which c is missing."""


def test_a_negligible_part_may_be_missing() -> None:
    records = two_years("joined", {"a": 5000, "b": 4900, "c": 9}, {"a": 5100, "b": 4900}, 10000)
    assert total_of(tables(*records)).is_complete
    zeros = two_years("joined", {"a": 5, "b": 6, "c": 0}, {"a": 5, "b": 7}, 12)
    assert total_of(tables(*zeros)).is_complete


def test_a_total_nearer_to_the_sum_with_what_was_there_before_is_believed() -> None:
    tolerant = catalogue().measures["joined"].model_copy(update={"tolerance": tolerance(100)})
    made = corpus(*two_years("joined", {"a": 50, "b": 60, "c": 70}, {"a": 51, "b": 62}, 150))
    measures = {**made.catalogue.measures, "joined": tolerant}
    made = replace(made, catalogue=replace(made.catalogue, measures=measures))
    assert total_of(compile_tables(made)).is_complete
    near = replace(made, observations=tuple(two_years("joined", {"a": 50, "b": 60, "c": 70}, {"a": 51, "b": 62}, 120)))
    assert missing_in(total_of(compile_tables(near))) == {"c"}


def tolerance(absolute: int) -> object:
    return type(catalogue().measures["joined"].tolerance).model_validate({"absolute": absolute})


def test_shorter_periods_that_fill_the_year_are_a_report() -> None:
    quarters = [observed("c", f"2019-Q{number}", 10) for number in (1, 2, 3, 4)]
    records = two_years("joined", {"a": 50, "b": 60, "c": 70}, {"a": 51, "b": 62}, 113 + 40)
    assert total_of(tables(*records, *quarters)).is_complete
    months = [observed("top", "2019-Q1", 20), observed("a", "2019-Q1", 20), observed("b", "2018-Q4", 5)]
    assert missing_in(total_of(tables(*months), when="2019-Q1")) == {"b"}


def test_periods_of_another_kind_are_no_earlier_report() -> None:
    records = [observed("c", 2018, 70), *reports("joined", "2019-Q1", {"a": 5, "b": 6}, 11)]
    assert total_of(tables(*records), when="2019-Q1").is_complete


def test_a_record_may_say_that_nothing_is_missing() -> None:
    first, last = ONCE[:-1], ONCE[-1]
    known = last.model_copy(update={"acknowledged": {LACKS_UNITS: Text.model_validate(words("c had none"))}})
    known.placed(last.place)
    compiled = tables(*first, known)
    assert total_of(compiled).is_complete
    change = change_on_year_before(catalogue(), compiled, total_of(compiled))
    assert change is not None
    assert change.difference == Quantity(Fraction(113 - 180))


def test_the_record_of_a_measure_may_say_so_of_all_totals_or_of_some_units() -> None:
    made = corpus(*ONCE)
    off = {"code": LACKS_UNITS, "off": True}
    assert not total_of(compile_tables(made)).is_complete
    assert total_of(compile_tables(tuned(made, "joined", off))).is_complete
    assert total_of(compile_tables(tuned(made, "joined", {**off, "organizations": ["top"]}))).is_complete
    assert not total_of(compile_tables(tuned(made, "joined", {**off, "organizations": ["a"]}))).is_complete


def test_units_not_in_the_records_leave_it_open_how_many_there_are() -> None:
    units = merged([replaced(FLAT, "top", **{"unlisted-units": True})])
    coverage = total_of(tables(*ONCE, organizations=units)).coverage
    assert coverage is not None
    assert (coverage.reported, coverage.expected) == (2, None)


def test_a_population_is_looked_at_for_itself() -> None:
    firms = [
        observed("c", 2018, 7, population="firms"),
        observed("a", 2019, 3, population="firms"),
        observed("top", 2019, 3, population="firms"),
    ]
    compiled = tables(*ONCE[:-1], observed("top", 2019, 200), *firms)
    assert total_of(compiled).is_complete
    of_firms = figure(compiled, "top", 2019, population="firms")
    assert of_firms is not None
    assert missing_in(of_firms) == {"c"}


def test_no_total_of_a_measure_that_does_not_add_lacks_units() -> None:
    records = [observed(u, y, 5, measure="days") for u in ("a", "b") for y in (2018, 2019) if (u, y) != ("b", 2019)]
    assert total_of(tables(*records, observed("top", 2019, 5, measure="days")), "days").is_complete


CALENDAR: dict[str, tuple[list[dict[str, object]], bool]] = {
    "that asks everybody": ([{"since": 2018}], False),
    "that asks others": ([{"since": 2018, "organizations": ["a", "b"]}], True),
    "that asks others of late": ([{"since": 2019, "organizations": ["a", "b"]}], True),
    "that has not begun": ([{"since": 2020, "organizations": ["a", "b"]}], False),
    "that ended for it": ([{"since": 2017, "until": 2018, "organizations": ["c"]}], True),
    "of another measure": ([{"since": 2018, "organizations": ["a"], "measure": "members"}], False),
    "of whoever has a target": ([{"since": 2018, "of": "targeted"}], False),
}


@pytest.mark.parametrize("case", CALENDAR)
def test_a_calendar_says_who_need_not_report(case: str) -> None:
    entries, is_complete = CALENDAR[case]
    usual = {"measure": "joined", "every": "year"}
    calendar = tuple(
        Expectation.model_validate({"id": f"e{number}", **usual, **entry}) for number, entry in enumerate(entries)
    )
    made = corpus(*ONCE)
    bulletin = made.catalogue.bulletin.model_copy(update={"calendar": calendar})
    compiled = compile_tables(replace(made, catalogue=replace(made.catalogue, bulletin=bulletin)))
    assert total_of(compiled).is_complete is is_complete


# --- totals of totals -------------------------------------------------------------------------------------------------

WARDS = {"x1": 40, "x2": 50, "y1": 60, "y2": 70, "y3": 80}
THREE = (*DEEP, organization("y3", "y"))


def country(when: int, values: Mapping[str, int], *, stated: Iterable[str] = ("x", "y", "top")) -> list[Observation]:
    """What wards report, with the totals of their cities and of the country as far as they are stated."""
    sums = {
        "x": sum(value for ward, value in values.items() if ward[0] == "x"),
        "y": sum(value for ward, value in values.items() if ward[0] == "y"),
        "top": sum(values.values()),
    }
    return [observed(unit, when, value) for unit, value in {**values, **{name: sums[name] for name in stated}}.items()]


@pytest.mark.parametrize("stated", [("x", "y", "top"), ("top",), ("y", "top")])
def test_what_a_city_lacks_its_country_lacks(stated: tuple[str, ...]) -> None:
    """Whether the city's total is stated or computed."""
    later = {ward: value for ward, value in WARDS.items() if ward != "y3"}
    records = [*country(2018, WARDS, stated=stated), *country(2019, later, stated=stated)]
    compiled = tables(*records, organizations=THREE)
    assert missing_in(total_of(compiled)) == {"y3"}
    assert total_of(compiled, when="2018").is_complete
    change = change_on_year_before(catalogue(THREE), compiled, total_of(compiled))
    assert change is not None
    assert change.difference is ComparabilityReason.COVERAGE


def test_a_total_passes_on_what_is_negligible_below_it() -> None:
    """A ward had one of 161 in its city, which counts as complete, but does not report in full."""
    wards = {"x1": 40, "x2": 50, "y1": 60, "y2": 100, "y3": 1}
    later = {ward: value for ward, value in wards.items() if ward != "y3"}
    compiled = tables(*country(2018, wards), *country(2019, later), organizations=THREE)
    city, total = (total_of(compiled, unit=unit) for unit in ("y", "top"))
    assert city.coverage is not None
    assert total.coverage is not None
    assert (city.is_complete, total.is_complete) == (True, True)
    assert missing_in(city) == missing_in(total) == {"y3"}
    assert (city.coverage.reported, city.coverage.expected) == (2, 3)
    assert (total.coverage.reported, total.coverage.expected) == (1, 2)


def test_totals_that_lack_unlike_units_below_are_not_compared() -> None:
    """Of two countries with all their cities, of which each year other wards are missing."""
    years = [country(2017, WARDS), country(2018, {**WARDS, "y2": 0}), country(2019, {**WARDS, "y1": 0})]
    records = [r for year in years for r in year if r.value != Quantity(Fraction(0))]
    compiled = tables(*records, organizations=THREE)
    assert missing_in(total_of(compiled, when="2018")) == {"y2"}
    change = change_on_year_before(catalogue(THREE), compiled, total_of(compiled))
    assert change is not None
    assert change.difference is ComparabilityReason.COVERAGE


def test_a_total_with_a_part_that_is_at_least_so_much_is_incomplete() -> None:
    records = [*ONCE[:-1], observed("c", 2019, {"at-least": 30}), observed("top", 2019, 143)]
    assert missing_in(total_of(tables(*records))) == {"c"}


def test_no_sum_is_made_of_a_total_that_lacks_units() -> None:
    """Neither over time nor over the tree."""
    units = [organization("all", kind="country"), organization("top", "all", "city"), *FLAT[1:]]
    full = reports("joined", "2018-Q1", {"a": 5, "b": 6, "c": 7}, 18)
    partial = reports("joined", "2019-Q1", {"a": 5, "b": 6}, 11)
    compiled = tables(
        *full, *partial, observed("top", "2018-Q2", 9), observed("top", "2019-Q2", 9), organizations=units
    )
    assert total_of(compiled, when="2018-H1").value == Quantity(Fraction(27))
    assert figure(compiled, "top", "2019-H1") is None
    assert total_of(compiled, when="2018-Q1", unit="all").value == Quantity(Fraction(18))
    assert figure(compiled, "all", "2019-Q1") is None


# --- what is known when -----------------------------------------------------------------------------------------------


def test_a_total_stays_what_it_was_when_units_report_later() -> None:
    compiled = tables(*ONCE, observed("c", 2019, 71, source="later-letter"))
    assert missing_in(total_of(compiled)) == {"c"}


def test_a_total_and_its_units_may_be_revised_apart() -> None:
    """The total is the sum of what was known on its day."""
    compiled = tables(*ONCE, observed("a", 2019, 58, source="later-letter"))
    assert missing_in(total_of(compiled)) == {"c"}


def test_units_may_report_after_their_total() -> None:
    early = [record.model_copy(update={"source": "later-letter"}) for record in ONCE if record.organization != "top"]
    totals = [record for record in ONCE if record.organization == "top"]
    assert missing_in(total_of(tables(*early, *totals))) == {"c"}


def test_a_fuller_report_is_no_revision_of_the_value() -> None:
    later = [observed("c", 2019, 71, source="later-letter"), observed("top", 2019, 184, source="later-letter")]
    total = total_of(tables(*ONCE, *later))
    assert total.is_complete
    (first,) = total.earlier
    assert missing_in(first) == {"c"}
    (revision,) = revisions_of([total])
    assert (revision.difference, revision.relative) == (None, None)


# --- what follows from it ---------------------------------------------------------------------------------------------


def progress_of(made: Corpus) -> Progress:
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


@pytest.mark.parametrize(("goal", "status"), [(113, TargetStatus.ACHIEVED), (114, TargetStatus.NOT_ASSESSABLE)])
def test_a_target_is_achieved_by_a_part_and_never_missed_by_one(goal: int, status: TargetStatus) -> None:
    progress = progress_of(corpus(*ONCE, target("top", 2019, goal)))
    assert progress.status is status


def test_a_measure_that_can_be_negative_is_settled_by_no_part() -> None:
    records = two_years("balance", {"a": 50, "b": 60, "c": 70}, {"a": 51, "b": 62}, 113)
    assert quantity_of(total_of(tables(*records), "balance")) is None
    assert quantity_of(total_of(tables(*ONCE))) == Quantity(Fraction(113), Qualifier.AT_LEAST)
    progress = progress_of(corpus(*records, target("top", 2019, 100, measure="balance")))
    assert progress.status is TargetStatus.NOT_ASSESSABLE


def test_categories_lack_what_their_whole_lacks() -> None:
    """And the share that one has is exact, since it is of the same units."""
    split = {"sex": {"women": 60, "men": 53}}
    made = corpus(*ONCE[:-1], observed("top", 2019, 113, by=split))
    compiled = compile_tables(made)
    women = figure(compiled, "top", 2019, breakdown="sex", category="women")
    assert women is not None
    assert missing_in(women) == {"c"}
    (composition,) = compositions(made.catalogue, compiled, total_of(compiled))
    share = composition.parts[0].share
    assert isinstance(share, Ratio)
    assert share.value == Quantity(Fraction(60, 113))


def test_categories_still_have_to_add_to_their_whole() -> None:
    records = [*ONCE[:-1], observed("top", 2019, 113, by={"account": {"income": 60, "expenses": 54}})]
    made = corpus(*records)
    (found,) = [added for added in sums(made.catalogue, compile_tables(made)) if added.breakdown == "account"]
    assert (found.is_complete, found.difference) == (True, Fraction(1))


def test_a_category_may_lack_units_of_which_the_whole_is_known() -> None:
    split = {unit: {"sex": {"women": 5}} for unit in UNITS}
    first = [observed(unit, 2018, 10, by=split[unit]) for unit in UNITS]
    second = [observed(unit, 2019, 10, by=split[unit] if unit != "c" else {}) for unit in UNITS]
    compiled = tables(*first, *second, observed("top", 2019, 30, by={"sex": {"women": 10}}))
    assert total_of(compiled).is_complete
    women = figure(compiled, "top", 2019, breakdown="sex", category="women")
    assert women is not None
    assert missing_in(women) == {"c"}
