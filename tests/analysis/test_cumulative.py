"""A running total adds consecutive figures from the first day on, each day once."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.time_series import Step, running_totals
from bulletin.model.keys import SeriesKey
from bulletin.model.records import Observation
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, observed, period, tables


def steps(*records: Observation, whole: str = "term-2015-2020", measure: str = "joined") -> tuple[Step, ...]:
    """The running total of unit a."""
    return running_totals(catalogue(), tables(*records), SeriesKey("a", measure), period(whole))


def told(*records: Observation, whole: str = "term-2015-2020") -> list[tuple[str, int]]:
    """The last day and the total of each step."""
    found = steps(*records, whole=whole)
    return [(step.figures[-1].key.period.end.isoformat(), int(step.total.number)) for step in found]


def test_years_add_up_over_a_term() -> None:
    years = [observed("a", year, 10) for year in (2015, 2016, 2017)]
    assert told(*years) == [("2015-12-31", 10), ("2016-12-31", 20), ("2017-12-31", 30)]


def test_what_was_stated_to_date_is_never_replaced_and_later_figures_add_to_it() -> None:
    stated = observed("a", "term-2015-2020/2016", 25)
    years = [observed("a", year, 10) for year in (2015, 2016, 2017)]
    assert told(stated, *years) == [("2015-12-31", 10), ("2016-12-31", 25), ("2017-12-31", 35)]


def test_it_ends_at_the_first_gap_absence_or_qualified_value() -> None:
    assert told(observed("a", 2015, 1), observed("a", 2017, 1)) == [("2015-12-31", 1)]
    for value in ("suppressed", {"about": 3}):
        assert told(observed("a", 2015, 1), observed("a", 2016, value), observed("a", 2017, 1)) == [("2015-12-31", 1)]
    assert told(observed("a", 2016, 1)) == []


def test_the_elapsed_time_of_the_term_is_beside_each_step() -> None:
    (step,) = steps(observed("a", "term-2015-2020/2019-11", 1115))
    assert step.elapsed == Fraction(1795, 2192)


def test_any_longer_period_will_do() -> None:
    quarters = [observed("a", f"2019-Q{quarter}", quarter) for quarter in (1, 2, 3)]
    assert told(*quarters, whole="2019") == [("2019-03-31", 1), ("2019-06-30", 3), ("2019-09-30", 6)]


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
    totals = [total for _, total in told(*records, whole="2019")]
    assert totals == [sum(values[:count]) for count in range(1, len(values) + 1)] == sorted(totals)
