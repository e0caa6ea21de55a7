"""Time series: change on the year before, seasonality, cumulative totals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.run_rate import projection
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.time_series import (
    Change,
    ComparabilityReason,
    CumulativeTotal,
    NoSeason,
    NoSeasonReason,
    change_on_year_before,
    running_totals,
)
from bulletin.model.keys import SeriesKey
from bulletin.model.records import Observation, Organization
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import (
    FLAT,
    catalogue,
    corpus,
    figure,
    observed,
    organization,
    period,
    tables,
    target,
    words,
)


def changed(*records: Observation, unit: str = "a", when: str = "2019") -> Change | None:
    """The change of a unit's figure."""
    compiled = tables(*records)
    found = figure(compiled, unit, when)
    assert found is not None
    return change_on_year_before(catalogue(), compiled, found)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_change_is_exact_absolutely_and_relatively(now: int, then: int) -> None:
    change = changed(observed("a", 2018, then), observed("a", 2019, now))
    assert change is not None
    assert (change.difference, change.relative) == (
        Quantity(Fraction(now - then)),
        Quantity(Fraction(now - then, then)),
    )


@pytest.mark.parametrize("when", ["2019", "2019-Q1", "2019-H2", "2019-02", "2019-01/2019-07"])
def test_a_period_is_compared_with_the_same_one_a_year_before(when: str) -> None:
    before = when.replace("2019", "2018")
    change = changed(observed("a", before, 4), observed("a", when, 5), when=when)
    assert change is not None
    assert (change.before.key.period.text, change.relative) == (before, Quantity(Fraction(1, 4)))


def test_a_longer_or_another_period_is_no_period_before() -> None:
    assert changed(observed("a", 2018, 9), observed("a", "2019-01/2019-09", 6), when="2019-01/2019-09") is None
    assert changed(observed("a", 2018, 9, population="firms"), observed("a", 2019, 6)) is None


def test_from_nothing_there_is_no_relative_change() -> None:
    change = changed(observed("a", 2018, 0), observed("a", 2019, 6))
    assert change is not None
    assert (change.difference, change.relative) == (Quantity(Fraction(6)), None)


@pytest.mark.parametrize(
    ("broken", "is_compared"), [("2019-Q3", False), ("2019-Q1", False), ("2018-Q4", False), ("2018-Q3", True)]
)
def test_nothing_is_compared_across_a_break(broken: str, is_compared: bool) -> None:
    quarters = ["2018-Q3", "2018-Q4", "2019-Q1", "2019-Q3"]
    records = [observed("a", q, 4, break_in_series=words("b") if q == broken else None) for q in quarters]
    change = changed(*records, when="2019-Q3")
    assert change is not None
    assert isinstance(change.difference, Quantity) == is_compared
    if not is_compared:
        assert (change.difference, change.relative) == (ComparabilityReason.BREAK, None)


@pytest.mark.parametrize(
    ("then", "now", "difference", "relative"),
    [
        (
            100,
            {"more-than": 150},
            Quantity(Fraction(50), Qualifier.MORE_THAN),
            Quantity(Fraction(1, 2), Qualifier.MORE_THAN),
        ),
        (100, {"about": 150}, Quantity(Fraction(50), Qualifier.ABOUT), Quantity(Fraction(1, 2), Qualifier.ABOUT)),
        (
            {"at-least": 100},
            150,
            Quantity(Fraction(50), Qualifier.AT_MOST),
            Quantity(Fraction(1, 2), Qualifier.AT_MOST),
        ),
        (
            100,
            {"between": [110, 120]},
            Quantity(Fraction(10), Qualifier.BETWEEN, Fraction(20)),
            Quantity(Fraction(1, 10), Qualifier.BETWEEN, Fraction(1, 5)),
        ),
    ],
)
def test_a_change_keeps_the_qualifier_of_what_it_was_computed_from(
    then: Any, now: Any, difference: Quantity, relative: Quantity
) -> None:
    change = changed(observed("a", 2018, then), observed("a", 2019, now))
    assert change is not None
    assert (change.difference, change.relative) == (difference, relative)


def test_a_change_that_its_qualifiers_leave_open_is_not_given() -> None:
    change = changed(observed("a", 2018, {"more-than": 3}), observed("a", 2019, {"more-than": 4}))
    assert change is not None
    assert (change.difference, change.relative) == (ComparabilityReason.QUALIFIER, None)


@pytest.mark.parametrize(
    ("then", "now", "absence", "reason"),
    [
        ("suppressed", 4, Absence.SUPPRESSED, ComparabilityReason.SUPPRESSED),
        (4, "suppressed", Absence.SUPPRESSED, ComparabilityReason.SUPPRESSED),
        ("not-available", "suppressed", Absence.SUPPRESSED, ComparabilityReason.SUPPRESSED),
        ("suppressed", "not-available", Absence.SUPPRESSED, ComparabilityReason.SUPPRESSED),
        (4, "not-available", Absence.NOT_AVAILABLE, ComparabilityReason.ABSENCE),
    ],
)
def test_an_absence_on_either_side_is_the_change(
    then: object, now: object, absence: Absence, reason: ComparabilityReason
) -> None:
    change = changed(observed("a", 2018, then), observed("a", 2019, now))
    assert change is not None
    assert (change.difference, change.relative) == (reason, absence)


def test_partial_totals_are_compared_only_for_the_same_units() -> None:
    then, now = [observed("a", 2018, 4), observed("b", 2018, 5)], [observed("a", 2019, 5), observed("b", 2019, 6)]
    same = changed(*then, *now, unit="top")
    assert same is not None
    assert same.difference == Quantity(Fraction(2))
    for units in ("ac", "bc", "abc"):
        other = changed(*then, *(observed(unit, 2019, 5) for unit in units), unit="top")
        assert other is not None
        assert (other.difference, other.relative) == (ComparabilityReason.COVERAGE, None)


# --- how earlier years went stands in for even time, and only where it is known ---------------------------------------


YEARS = {2018: (10, 100), 2019: (50, 100)}
"""Up to the end of March, and the whole year."""


def year(when: int, part: int, whole: object, **more: Any) -> list[Observation]:
    """A year of a unit and its first quarter."""
    return [observed("a", f"{when}-Q1", part, **more), observed("a", when, whole)]


def past() -> list[Observation]:
    """Two full years: 60 of 200 came in their first quarters."""
    return [figure for when, numbers in YEARS.items() for figure in year(when, *numbers)]


def progress_of(value: int, *records: Observation, goal: object = 100) -> Progress:
    """The first quarter of 2020 against the year's target."""
    made = corpus(target("a", 2020, goal), observed("a", "2020-Q1", value), *records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def test_two_years_right_before_are_pooled() -> None:
    """Of all that came in the two years 60 of 200 came by March, so that 30 of 100 are due, not 25."""
    found = progress_of(26, *past())
    assert found.season is not None
    assert (found.season.to_date, found.season.total, found.due) == (Fraction(60), Fraction(200), Fraction(3, 10))
    assert found.status is TargetStatus.BEHIND
    assert progress_of(26).status is TargetStatus.ON_PACE
    assert progress_of(30, *past()).status is TargetStatus.ON_PACE


MONTHS = [f"{when}-{month:02}" for when in (2018, 2019) for month in range(1, 13)]
SEASONS = st.lists(st.integers(0, 50), min_size=len(MONTHS), max_size=len(MONTHS)).filter(any)


@given(SEASONS, st.integers(2, 11), st.booleans())
def test_how_earlier_years_were_reported_changes_no_verdict(months: list[int], last: int, stated: bool) -> None:
    """Whether a figure of January to October is there, stated or added up, or only those of the months."""
    reported = [observed("a", when, number) for when, number in zip(MONTHS, months, strict=True)]
    upto = [f"{when}-01/{when}-{last:02}" for when in (2018, 2019)]
    sums = [sum(months[start : start + last]) for start in (0, 12)]
    more = [observed("a", *both) for both in zip(upto, sums, strict=True)] if stated else []
    made = corpus(target("a", 2020, 100), observed("a", f"2020-01/2020-{last:02}", 60), *reported, *more)
    compiled = compile_tables(made)
    found = progress_towards(made.catalogue, compiled, compiled.targets[0])
    assert found.season is not None
    assert found.due == Fraction(sum(sums), sum(months))


def test_the_first_nine_months_are_those_of_earlier_years_that_were_reported_by_quarter() -> None:
    """Of 100 a year 40 used to come in the last quarter, so that 60 are due of 100, where time would have 75."""
    quarters = [observed("a", f"{when}-Q{n}", 20) for when in (2018, 2019) for n in (1, 2, 3)]
    year_ends = [observed("a", f"{when}-Q4", 40) for when in (2018, 2019)]
    now = [observed("a", f"2020-Q{n}", 21) for n in (1, 2, 3)]
    made = corpus(target("a", 2020, 100), *quarters, *year_ends, *now)
    compiled = compile_tables(made)
    found = progress_towards(made.catalogue, compiled, compiled.targets[0])
    assert found.figure is not None
    assert found.figure.key.period.text == "2020-01/2020-09"
    assert found.season is not None
    assert (found.season.to_date, found.season.total) == (Fraction(120), Fraction(200))
    assert found.status is TargetStatus.ON_PACE


def months_of(unit: str, *years: int) -> list[Observation]:
    """Figures of every month of these years."""
    return [observed(unit, f"{when}-{month:02}", 5) for when in years for month in range(1, 13)]


def nine_months(*records: Observation, unit: str = "a", organizations: Sequence[Organization] = FLAT) -> Progress:
    """Nine months of 2020 against the year's target."""
    made = corpus(target(unit, 2020, 100), *records, organizations=organizations)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


@given(SEASONS, st.integers(-60, 60))
def test_a_sum_of_months_is_no_part_of_a_year_that_was_stated_differently(months: list[int], more: int) -> None:
    """The parts through the whole year add up to its figure, or none of them is a part of it."""
    reported = [observed("a", when, number) for when, number in zip(MONTHS, months, strict=True)]
    stated = [observed("a", 2018, sum(months[:12])), observed("a", 2019, max(0, sum(months[12:]) + more))]
    found = nine_months(*reported, *stated, observed("a", "2020-01/2020-09", 60))
    is_alike = more == 0 or sum(months[12:]) + more < 0 == sum(months[12:])
    assert (found.season is not None) == is_alike
    if not is_alike:
        assert found.due == found.elapsed


YEAR_AND_PART = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(YEAR_AND_PART, YEAR_AND_PART)
def test_in_each_year_the_part_is_no_more_than_the_whole(last: tuple[int, int], before: tuple[int, int]) -> None:
    records = [*year(2018, *before), *year(2019, *last)]
    is_known = all(part <= whole for part, whole in (last, before)) and (last[1] or before[1]) > 0
    assert (progress_of(26, *records).season is not None) == is_known


def test_quarters_that_are_more_than_the_year_are_no_part_of_it() -> None:
    quarters = [observed("a", f"{when}-Q{n}", 60) for when in (2018, 2019) for n in (1, 2, 3)]
    to_date = observed("a", "2020-01/2020-09", 60)
    assert nine_months(*quarters, observed("a", 2018, 400), observed("a", 2019, 170), to_date).season is None


@pytest.mark.parametrize(
    "there",
    [{"opened": "2018-07-01"}, {"opened": "2018-02-15"}, {"suspended": ["2019-04/2019-06"]}],
    ids=["opened", "opened-in-the-first-quarter", "suspended"],
)
def test_years_in_which_the_unit_was_not_there_throughout_do_not_count(there: dict[str, Any]) -> None:
    units = (organization("top", kind="city"), organization("a", "top", **there))
    stated = [observed("a", *of) for when in (2018, 2019) for of in ((f"{when}-01/{when}-09", 20), (when, 60))]
    now = observed("a", "2020-01/2020-09", 60)
    assert nine_months(*stated, now).season is not None
    past = nine_months(*stated, now, organizations=units).past
    assert isinstance(past, NoSeason)
    assert past.reason is NoSeasonReason.EXISTENCE


def test_a_stated_part_is_none_of_a_total_of_units() -> None:
    """The city states 100 for nine months, of which its wards have 135, and 180 a year."""
    months = [figure for unit in ("a", "b", "c") for figure in months_of(unit, 2018, 2019)]
    months += [observed(unit, "2020-01/2020-09", 20) for unit in ("a", "b", "c")]
    city = [observed("top", f"{when}-01/{when}-09", 100) for when in (2018, 2019)]
    assert nine_months(*months, unit="top").season is not None
    assert nine_months(*months, *city, unit="top").season is None


def test_totals_of_the_same_units_are_alike_where_those_stated_both() -> None:
    wards, whens = ("a", "b", "c"), (2018, 2019)
    parts = [observed(unit, f"{when}-01/{when}-09", 20) for when in (*whens, 2020) for unit in wards]
    wholes = [observed(unit, when, 80) for when in whens for unit in wards]
    found = nine_months(*parts, *wholes, unit="top").season
    assert found is not None
    assert (found.to_date, found.total) == (Fraction(120), Fraction(480))
    restated = [*months_of("a", *whens), *parts[2:], *(observed("b", f"{when}-Q4", 9) for when in whens)]
    assert nine_months(*restated, *wholes, unit="top").season is None


@pytest.mark.parametrize("stated", [{"about": 40}, "suppressed"], ids=["not exact", "not shown"])
def test_what_is_stated_of_the_same_months_is_not_replaced_by_their_sum(stated: object) -> None:
    months = [observed("a", when, 5) for when in MONTHS]
    to_date = observed("a", "2019-01/2019-09", stated)
    made = corpus(target("a", 2020, 100), observed("a", "2020-01/2020-09", 60), *months, to_date)
    compiled = compile_tables(made)
    assert progress_towards(made.catalogue, compiled, compiled.targets[0]).season is None


def test_a_projection_goes_by_the_season_where_the_pace_does() -> None:
    projected = projection(progress_of(36, *past()))
    assert projected is not None
    assert (projected.number, projected.is_seasonal) == (Fraction(120), True)


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        (year(2019, 50, 100), NoSeasonReason.UNKNOWN),
        ([*year(2017, 10, 100), *year(2019, 50, 100)], NoSeasonReason.UNKNOWN),
        ([*year(2018, 10, 100), observed("a", 2019, 100)], NoSeasonReason.UNKNOWN),
        ([*year(2018, 10, 100), *year(2019, 50, {"about": 100})], NoSeasonReason.UNKNOWN),
        ([observed("a", when, 5) for when in MONTHS if when != "2019-07"], NoSeasonReason.UNKNOWN),
        ([observed("a", when, 5) for when in (*MONTHS, "2018", "2019")], NoSeasonReason.SUM),
        ([*year(2018, 90, 60), *year(2019, 50, 100)], NoSeasonReason.SUM),
        ([*year(2018, 0, 0), *year(2019, 0, 0)], NoSeasonReason.NOTHING),
        ([*year(2018, 10, 100), *year(2019, 50, 100, break_in_series=words("counted anew"))], NoSeasonReason.BREAK),
        ([observed("b", when, 9) for when in (2018, 2019, "2018-Q1", "2019-Q1")], None),
        (year(2017, 10, 100), None),
        ([], None),
    ],
    ids=[
        *("one", "gap", "no-part", "about", "month", "restated", "more-than-all", "nothing"),
        *("break", "others", "earlier", "none"),
    ],
)
def test_without_two_full_years_right_before_time_is_the_measure(
    records: list[Observation], reason: NoSeasonReason | None
) -> None:
    """The pages can so say why it is; where there are no figures of these years there is nothing to say."""
    found = progress_of(26, *records)
    assert found.season is None
    assert found.due == Fraction(91, 366)
    assert (found.past.reason if isinstance(found.past, NoSeason) else found.past) is reason


def test_of_what_may_be_negative_no_part_of_a_year_is_a_share_of_it() -> None:
    records = [observed("a", when, number, measure="balance") for when, number in (("2018", 9), ("2019", 9))]
    made = corpus(target("a", 2020, 40, measure="balance"), observed("a", "2020-Q1", 9, measure="balance"), *records)
    compiled = compile_tables(made)
    past = progress_towards(made.catalogue, compiled, compiled.targets[0]).past
    assert isinstance(past, NoSeason)
    assert past.reason is NoSeasonReason.NEGATIVE


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 200)), min_size=2, max_size=2))
def test_what_was_due_by_the_season_is_a_share_of_the_target(years: list[tuple[int, int]]) -> None:
    found = progress_of(
        26, *(figure for when, numbers in zip((2018, 2019), years, strict=True) for figure in year(when, *numbers))
    )
    assert 0 <= found.due <= 1
    assert found.due == Fraction(sum(part for part, _ in years), sum(whole for _, whole in years))


def test_where_nothing_used_to_come_by_then_nothing_is_said() -> None:
    """Nothing was due, so that nothing can be behind."""
    assert progress_of(0, *year(2018, 0, 100), *year(2019, 0, 100)).status is TargetStatus.NOT_ASSESSABLE


# --- A running total adds consecutive figures from the first day on, each day once ------------------------------------


def steps(*records: Observation, whole: str = "term-2015-2020", measure: str = "joined") -> tuple[CumulativeTotal, ...]:
    """The running total of unit a."""
    return running_totals(catalogue(), tables(*records), SeriesKey("a", measure), period(whole))


def totals_of(*records: Observation, whole: str = "term-2015-2020") -> list[tuple[str, int | None]]:
    """The last day and the total of each step; None where that is suppressed."""
    found = steps(*records, whole=whole)
    numbers = (None if isinstance(step.total, Absence) else int(step.total.number) for step in found)
    return list(zip((step.figures[-1].key.period.end.isoformat() for step in found), numbers, strict=True))


def test_years_add_up_over_a_term() -> None:
    years = [observed("a", year, 10) for year in (2015, 2016, 2017)]
    assert totals_of(*years) == [("2015-12-31", 10), ("2016-12-31", 20), ("2017-12-31", 30)]


def test_what_was_stated_to_date_is_never_replaced_and_later_figures_add_to_it() -> None:
    stated = observed("a", "term-2015-2020/2016", 25)
    years = [observed("a", year, 10) for year in (2015, 2016, 2017)]
    assert totals_of(stated, *years) == [("2015-12-31", 10), ("2016-12-31", 25), ("2017-12-31", 35)]


def test_it_ends_at_the_first_gap_absence_or_qualified_value() -> None:
    assert totals_of(observed("a", 2015, 1), observed("a", 2017, 1)) == [("2015-12-31", 1)]
    for value in ("not-available", {"about": 3}):
        assert totals_of(observed("a", 2015, 1), observed("a", 2016, value), observed("a", 2017, 1)) == [
            ("2015-12-31", 1)
        ]
    assert totals_of(observed("a", 2016, 1)) == []


def test_it_is_suppressed_from_the_first_suppressed_figure_to_the_next_stated_to_date() -> None:
    years = [observed("a", year, value) for year, value in ((2015, 1), (2016, "suppressed"), (2017, 1))]
    suppressed = [("2015-12-31", 1), ("2016-12-31", None), ("2017-12-31", None)]
    assert totals_of(*years) == suppressed
    later = [observed("a", "term-2015-2020/2017", 9), observed("a", 2018, 1)]
    assert totals_of(*years, *later) == [*suppressed[:2], ("2017-12-31", 9), ("2018-12-31", 10)]


def test_the_elapsed_time_of_the_term_is_beside_each_step() -> None:
    (step,) = steps(observed("a", "term-2015-2020/2019-11", 1115))
    assert step.elapsed == Fraction(1795, 2192)


def test_any_longer_period_will_do() -> None:
    quarters = [observed("a", f"2019-Q{quarter}", quarter) for quarter in (1, 2, 3)]
    assert totals_of(*quarters, whole="2019") == [("2019-03-31", 1), ("2019-06-30", 3), ("2019-09-30", 6)]


def test_measures_that_do_not_add_over_time_have_no_running_total() -> None:
    assert steps(observed("a", 2015, 5, measure="days"), measure="days") == ()
    assert steps(observed("a", 2015, 5, measure="rating"), measure="rating") == ()


@given(
    st.dictionaries(
        st.sampled_from([*(f"2019-Q{q}" for q in (1, 2, 3, 4)), "2019-H1", "2019-01/2019-09"]), st.integers(0, 9)
    )
)
def test_no_day_is_counted_twice(values: dict[str, int]) -> None:
    for step in steps(*(observed("a", when, value) for when, value in values.items()), whole="2019"):
        spans = [figure.key.period for figure in step.figures]
        assert spans[0].start == period(2019).start
        assert sum(span.days for span in spans) == (spans[-1].end - spans[0].start).days + 1
        assert all(not before.overlaps(after) for before, after in pairwise(spans))


@given(st.lists(st.integers(0, 9), max_size=4))
def test_the_total_of_what_is_never_negative_never_falls(values: list[int]) -> None:
    records = [observed("a", f"2019-Q{quarter}", value) for quarter, value in enumerate(values, 1)]
    totals = [total for _, total in totals_of(*records, whole="2019") if total is not None]
    assert totals == [sum(values[:count]) for count in range(1, len(values) + 1)] == sorted(totals)
