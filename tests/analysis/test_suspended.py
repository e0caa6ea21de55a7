"""Units that closed and opened again: nobody expects anything of them in between. All units are SYNTHETIC."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from bulletin.analysis.coverage import ReportingStatus, coverage_of
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.analysis.vintages import as_of
from bulletin.model.periods import instant
from bulletin.model.records import Expectation, Organization
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, corpus, figure, observed, organization, period, tables, target

TOP = organization("top", kind="city")
AGAIN = organization("again", "top", opened=2010, suspended=["2016/2018"])
OTHER = organization("other", "top")
CITY = (TOP, AGAIN, OTHER)

MONTHS = st.integers(0, 47).map(lambda month: f"{2015 + month // 12}-{month % 12 + 1:02}")


@st.composite
def lives(draw: st.DrawFn) -> Organization:
    """A unit with an opening, a closing and gaps, each of them perhaps, in any order."""
    first, last = sorted((draw(MONTHS), draw(MONTHS)))
    life: dict[str, Any] = {"suspended": [f"{a}/{b}" for a, b in draw(st.lists(SPANS, max_size=3)) if a != b]}
    if draw(st.booleans()):
        life["opened"] = first
    if draw(st.booleans()):
        life["closed"] = last
    return organization("unit", **life)


SPANS = st.tuples(MONTHS, MONTHS).map(lambda pair: (min(pair), max(pair)))


def there(unit: Organization, day: date) -> bool:
    """Whether a unit is there on a day, read off its record."""
    opened, closed = unit.opened, unit.closed
    begun = opened is None or opened.start <= day
    gone = closed is not None and closed.end < day
    return begun and not gone and not any(gap.start <= day <= gap.end for gap in unit.suspended)


@given(lives(), SPANS)
def test_days_in_a_period_are_those_on_which_it_was_there(unit: Organization, span: tuple[str, str]) -> None:
    """Each of them is in one span, no other is in any, and the spans have days between them."""
    asked = period("/".join(span)) if span[0] != span[1] else period(span[0])
    days = {asked.start + timedelta(days=n) for n in range(asked.days)}
    spans = list(unit.days_in(asked))
    found = {first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)}
    assert found == {day for day in days if there(unit, day)}
    assert all(last < after for (_, last), (after, _) in pairwise(spans))
    assert unit.exists_in(asked) == bool(found)


@pytest.mark.parametrize(("year", "expected"), [(2015, (2, 2)), (2016, (1, 1)), (2018, (1, 1)), (2019, (2, 2))])
def test_no_total_misses_a_unit_while_it_is_suspended(year: int, expected: tuple[int, int]) -> None:
    """The city's total is of all units that were there."""
    stated = [observed("other", year, 10)]
    stated += [observed("again", year, 5)] if year not in range(2016, 2019) else []
    total = figure(tables(*stated, organizations=CITY), "top", year)
    assert total is not None
    assert total.coverage is not None
    assert (total.coverage.reported, total.coverage.expected) == expected


def test_total_covers_what_a_unit_was_there_of() -> None:
    """Of a year with a gap in its midst, figures of before and after it are all that there can be."""
    halves = organization("again", "top", suspended=["2019-05/2019-08"])
    stated = [
        observed("other", 2019, 10),
        observed("again", "2019-01/2019-04", 3),
        observed("again", "2019-09/2019-12", 4),
    ]
    total = figure(tables(*stated, organizations=(TOP, halves, OTHER)), "top", 2019)
    assert total is not None
    assert total.is_complete
    assert total.value.number == 17  # type: ignore[union-attr]
    partial = figure(tables(*stated[:2], organizations=(TOP, halves, OTHER)), "top", 2019)
    assert partial is None or not partial.is_complete


def test_yearly_target_asks_nothing_of_the_years_in_between() -> None:
    """A target of every year has no row for a year in which its unit was not there."""
    each_year = target("again", "2015/2020", 4, each="year")
    compiled = tables(each_year, observed("again", 2019, 5), organizations=CITY)
    assert [wanted.key.period.text for wanted in compiled.targets] == ["2015", "2019", "2020"]


def test_no_report_is_expected_while_it_is_suspended() -> None:
    """In the reporting calendar, a suspended unit neither reports nor is missing."""
    known = corpus(observed("other", 2019, 10), organizations=CITY)
    every_year = {"id": "all", "measure": "joined", "every": "year", "since": 2015, "kinds": ["ward"]}
    matrix = coverage_of(
        known.catalogue,
        tables(organizations=CITY),
        Expectation.model_validate(every_year, context=CONTEXT),
        date(2019, 12, 31),
    )
    assert matrix is not None
    (again,) = (row for row in matrix.rows if row.organization == "again")
    expected = [report.status is not ReportingStatus.NOT_EXPECTED for report in again.reports]
    assert [due.period.text for due, is_asked in zip(matrix.periods, expected, strict=True) if is_asked] == [
        "2015",
        "2019",
    ]


def test_years_around_a_gap_are_not_compared() -> None:
    """A year of which a unit was there for a part is no base of a change."""
    gap = organization("again", "top", suspended=["2018-07/2018-12"])
    known = corpus(observed("again", 2018, 5), observed("again", 2019, 10), organizations=(TOP, gap))
    compiled = tables(observed("again", 2018, 5), observed("again", 2019, 10), organizations=(TOP, gap))
    latest = figure(compiled, "again", 2019)
    assert latest is not None
    changed = change_on_year_before(known.catalogue, compiled, latest)
    assert changed is not None
    assert changed.difference is ComparabilityReason.EXISTENCE


def test_editions_know_no_opening_to_come() -> None:
    """Within the gap an edition shows a unit that is closed; before it, one that is simply there."""
    known = corpus(observed("other", 2014, 10), organizations=CITY)
    shown = {
        day: as_of(known, day, ()).catalogue.organizations["again"]
        for day in (date(2015, 6, 1), date(2017, 6, 1), date(2020, 6, 1))
    }
    before, within, after = shown.values()
    assert (before.suspended, before.closed) == ((), None)
    assert (within.suspended, within.closed) == ((), instant(date(2015, 12, 31)))
    assert (after.suspended, after.closed) == (AGAIN.suspended, None)


def test_editions_know_no_closing_to_come() -> None:
    """A unit that closes later is simply there."""
    closing = organization("again", "top", closed=2019)
    known = corpus(observed("other", 2014, 10), organizations=(TOP, closing, OTHER))
    assert as_of(known, date(2018, 6, 1), ()).catalogue.organizations["again"].closed is None
    assert as_of(known, date(2020, 6, 1), ()).catalogue.organizations["again"].closed == closing.closed
