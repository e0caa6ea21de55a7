"""Periods: the notation is canonical, spans are what they say, and comparison never crosses types."""

from __future__ import annotations

import calendar
import itertools
from datetime import date, timedelta

import pytest
from bulletin.model.periods import PeriodType, between, instant, parse_period, reporting_year, whole_term, whole_years
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

TERMS = {"term-2015-2020": parse_period("2015/2020")}
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """Draw spans of any length, half of them made of whole months, as most reported periods are."""
    start = draw(days)
    end = start + timedelta(days=draw(st.integers(0, 2_500)))
    if draw(st.booleans()):
        start = start.replace(day=1)
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return start, end


@given(spans())
def test_the_canonical_notation_reads_back_as_the_same_period(span: tuple[date, date]) -> None:
    period = between(*span)
    assert (period.start, period.end) == span
    if period.days > 1:  # a single day's notation means an instant, which a span is not
        assert parse_period(period.text) == period


@given(days)
def test_an_instant_reads_back_as_an_instant(day: date) -> None:
    assert parse_period(instant(day).text) == instant(day)


@given(spans(), spans(), st.booleans())
def test_what_a_period_is_shown_as_has_all_of_it(days: tuple[date, date], other: tuple[date, date], near: bool) -> None:
    """By which is known whether a page would read the same."""
    other = (days[0], other[1]) if near and other[1] >= days[0] else other
    made = [
        make(*span)
        for span in (days, other)
        for make in (
            between,
            lambda start, end: whole_term("term", between(start, end)),
            lambda start, _: instant(start),
        )
    ]
    for first, second in itertools.product(made, repeat=2):
        assert (repr(first) == repr(second)) == (first == second)


@pytest.mark.parametrize(
    ("typed", "canonical", "period_type", "length"),
    [
        (2018, "2018", PeriodType.YEAR, 365),
        ("2019-01/2019-12", "2019", PeriodType.YEAR, 365),
        ("2020-Q1", "2020-Q1", PeriodType.QUARTER, 91),
        ("2019-01/2019-03", "2019-Q1", PeriodType.QUARTER, 90),
        ("2019-H2", "2019-H2", PeriodType.HALF, 184),
        ("2019-05", "2019-05", PeriodType.MONTH, 31),
        ("2019-01/2019-09", "2019-01/2019-09", PeriodType.MONTHS, 273),
        ("2019-07-01/2019-09-06", "2019-07/2019-09-06", PeriodType.INTERVAL, 68),
        ("2019-09-05", "2019-09-05", PeriodType.INSTANT, 1),
        ("term-2015-2020", "term-2015-2020", PeriodType.TERM, 2192),
        ("term-2015-2020/2019-11", "term-2015-2020/2019-11", PeriodType.TERM_TO_DATE, 1795),
    ],
)
def test_every_type_of_period(typed: object, canonical: str, period_type: PeriodType, length: int) -> None:
    period = parse_period(typed, TERMS)
    assert (period.text, period.type, period.days) == (canonical, period_type, length)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2019-13", "period-malformed"),
        ("2019-02-30", "period-malformed"),
        ("2019-Q5", "period-malformed"),
        ("19", "period-malformed"),
        ("0018", "period-malformed"),
        ("quý I/2019", "period-malformed"),
        ("２０１９", "period-malformed"),
        ("2019/", "period-malformed"),
        (True, "period-malformed"),
        (None, "period-malformed"),
        ("2020/2019", "period-backwards"),
        ("term-2010-2015", "term-unknown"),
        ("term-2015-2020/2021", "period-outside-term"),
    ],
)
def test_what_is_no_period_is_refused_by_code(typed: object, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_period(typed, TERMS)
    assert refused.value.type == code


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("2019", "2018"),
        ("2023-Q1", "2022-Q1"),
        ("2020-02", "2019-02"),
        ("2019-01/2019-09", "2018-01/2018-09"),
        ("2020-01/2020-02", "2019-01/2019-02"),
        ("2019-09-05", "2018-09-05"),
        ("2019-12-31", "2018-12-31"),
        ("2020-02-29", "2019-02-28"),
        ("2021-02-28", "2020-02-28"),
        ("term-2015-2020", None),
        ("2020/2022-09-28", None),
    ],
)
def test_the_same_period_a_year_before(typed: str, before: str | None) -> None:
    earlier = parse_period(typed, TERMS).year_before()
    assert (earlier and earlier.text) == before


@given(spans())
def test_the_year_before_never_overlaps_and_starts_a_year_earlier(span: tuple[date, date]) -> None:
    period = between(*span)
    before = period.year_before()
    if before is not None:
        assert not before.overlaps(period)
        assert (before.start.year, before.end.year) == (period.start.year - 1, period.end.year - 1)


@given(spans(), spans())
def test_containing_is_overlapping_and_works_by_days(days: tuple[date, date], other: tuple[date, date]) -> None:
    first, second = between(*days), between(*other)
    assert first.overlaps(second) == second.overlaps(first)
    if first.contains(second):
        assert first.overlaps(second)
        assert second.days <= first.days


@given(st.lists(spans(), min_size=1, max_size=6))
def test_what_is_longer_than_a_year_is_never_newer_than_what_ends_with_it(found: list[tuple[date, date]]) -> None:
    """A plan that ends with a year does not stand for that year, and nothing is newer than what ends later."""
    periods = [between(*span) for span in found]
    newest = max(periods, key=lambda period: period.recency)
    assert newest.end == max(period.end for period in periods)
    assert not newest.is_long or all(period.is_long for period in periods if period.end == newest.end)


def test_a_term_never_stands_for_the_year_that_it_ends_with() -> None:
    year, term = parse_period(2020), parse_period("term-2015-2020", TERMS)
    first = parse_period("term-2015-2020/2015-09", TERMS)
    assert year.recency > term.recency
    assert parse_period("2015-Q3").recency > first.recency
    assert year.recency > parse_period("2020-Q4").recency
    assert sorted([term, year], key=lambda period: period.extent) == [year, term]


years, months = st.integers(1950, 2100), st.integers(2, 12)


@given(years, months)
def test_a_year_typed_as_two_is_the_twelve_months_from_its_month_on(year: int, month: int) -> None:
    """However it is typed it is the same period, whose notation reads back with and without the declaration."""
    short = parse_period(f"{year}/{(year + 1) % 100:02}", first_month=month)
    assert short == parse_period(f"{year}/{year + 1}", first_month=month) == reporting_year(year, month)
    assert parse_period(short.text) == parse_period(short.text, first_month=month) == short
    assert (short.start, short.type) == (date(year, month, 1), PeriodType.REPORTING_YEAR)
    assert short.days in (365, 366)
    assert short.year_before() == reporting_year(year - 1, month)


@given(years, st.integers(0, 99), months)
def test_two_years_that_do_not_follow_each_other_are_no_year(year: int, second: int, month: int) -> None:
    is_next = second == (year + 1) % 100
    for first_month in (1, month):
        if first_month == 1 or not is_next:
            with pytest.raises(PydanticCustomError, match="is not a period"):
                parse_period(f"{year}/{second:02}", first_month=first_month)


@given(years)
def test_a_year_alone_is_that_of_the_calendar_whatever_is_declared(year: int) -> None:
    assert parse_period(year, first_month=9) == parse_period(year)
    assert parse_period(f"{year}/{year + 2}", first_month=9) == parse_period(f"{year}/{year + 2}")


@given(st.lists(st.tuples(years, st.integers(1, 12)), min_size=2, max_size=8))
def test_years_of_all_kinds_sort_by_their_days(found: list[tuple[int, int]]) -> None:
    periods = sorted(reporting_year(*each) for each in found)
    assert [period.start for period in periods] == sorted(period.start for period in periods)


@given(years, months, st.integers(1, 6))
def test_a_period_of_such_years_alone_has_them_and_any_other_one_those_of_the_calendar(
    year: int, month: int, count: int
) -> None:
    span = between(reporting_year(year, month).start, reporting_year(year + count - 1, month).end)
    assert whole_years(span, month) == tuple(reporting_year(year + n, month) for n in range(count))
    assert whole_years(span) == tuple(parse_period(year + n) for n in range(1, count))
    calendar_years = parse_period(f"{year}-01/{year + count}-12")
    assert whole_years(calendar_years, month) == tuple(parse_period(year + n) for n in range(count + 1))


@given(spans(), st.integers(1, 12))
def test_the_years_of_a_period_follow_each_other_within_it(span: tuple[date, date], month: int) -> None:
    period = between(*span)
    found = whole_years(period, month)
    assert all(period.contains(year) and year.is_year for year in found)
    assert all(after.start == before.end + timedelta(1) for before, after in itertools.pairwise(found))
