"""Chains of periods leave no gap and count no day twice, whatever lies around."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations

from bulletin.analysis.contiguous_periods import Chain, Segment, chains, longest_chain
from bulletin.model.periods import Period, PeriodType, between, instant, reporting_year
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import period

DAY = timedelta(days=1)
START = date(2019, 1, 1)


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    """Draw a segment among few days, so that many of them meet."""
    first = draw(st.integers(0, 6))
    start, end = START + first * DAY, START + draw(st.integers(first, 7)) * DAY
    shown = instant(start) if start == end and draw(st.booleans()) else between(start, end)
    return Segment(shown, draw(st.booleans()))


boxes = st.lists(segments(), max_size=8)
END = START + 6 * DAY


@given(boxes)
def test_segments_of_a_chain_follow_each_other_without_gap_or_overlap(box: list[Segment]) -> None:
    for last, chain in chains(box, START, END).items():
        taken = [box[position].period for position in chain]
        assert (taken[0].start, taken[-1].end) == (START, last)
        assert last <= END
        assert all(after.start == before.end + DAY for before, after in pairwise(taken))
        assert sum(segment.days for segment in taken) == (last - START).days + 1
        assert not any(segment.is_instant for segment in taken)


@given(st.lists(segments(), max_size=5))
def test_every_day_that_can_be_reached_is_reached_by_the_fewest_segments_then_the_fewest_computed(
    box: list[Segment],
) -> None:
    """The oracle tries every order of every subset."""
    costs: dict[date, tuple[int, int]] = {}
    for size in range(1, len(box) + 1):
        for taken in permutations((segment for segment in box if not segment.period.is_instant), size):
            follows = all(after.period.start == before.period.end + DAY for before, after in pairwise(taken))
            if follows and taken[0].period.start == START and taken[-1].period.end <= END:
                cost = (size, sum(segment.computed for segment in taken))
                last = taken[-1].period.end
                costs[last] = min(cost, costs.get(last, cost))
    found = chains(box, START, END)
    assert {last: (len(c), sum(box[p].computed for p in c)) for last, c in found.items()} == costs


@given(boxes)
def test_the_longest_chain_is_the_one_that_reaches_furthest(box: list[Segment]) -> None:
    found = chains(box, START, END)
    assert longest_chain(box, START, END) == (found[max(found)] if found else ())


def taken(*periods: str, whole: str = "2019") -> list[str]:
    """Notations of the periods that fill ``whole`` furthest."""
    box = [Segment(period(text)) for text in periods]
    chain: Chain = longest_chain(box, period(whole).start, period(whole).end)
    return [periods[position] for position in chain]


def test_nine_months_and_the_year_are_never_in_one_chain() -> None:
    assert taken("2019", "2019-01/2019-09") == ["2019"]
    assert taken("2019-01/2019-09", "2019-Q3", "2019-Q4") == ["2019-01/2019-09", "2019-Q4"]


def test_a_chain_stops_at_the_first_gap() -> None:
    assert taken("2019-Q1", "2019-Q3", "2019-Q4") == ["2019-Q1"]
    assert taken("2019-Q2", "2019-Q3") == []


def test_halves_go_before_quarters() -> None:
    assert taken("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4", "2019-H1") == ["2019-H1", "2019-Q3", "2019-Q4"]


some_years = st.builds(reporting_year, st.integers(2017, 2020), st.sampled_from([1, 4, 9]))
whole_months = st.builds(
    lambda start, end: between(start, end - DAY),
    st.builds(date, st.just(2019), st.integers(1, 5), st.just(1)),
    st.builds(date, st.just(2019), st.integers(6, 12), st.just(1)),
)


@given(st.lists(st.one_of(some_years, whole_months), max_size=10))
def test_no_chain_holds_years_of_the_calendar_and_other_years(box: list[Period]) -> None:
    """So no total does either, be it of a term, a plan or a year."""
    taken = [Segment(each) for each in box]
    for start in {each.start for each in box}:
        found = chains(taken, start, date(2022, 1, 1))
        for chain in (*found.values(), longest_chain(taken, start, date(2022, 1, 1))):
            types = {box[position].type for position in chain}
            assert not types >= {PeriodType.YEAR, PeriodType.REPORTING_YEAR}


def test_what_is_reached_without_mixing_years_is_reached_all_the_same() -> None:
    """Months bridge a calendar year and a school year; where they fill the time alone, they do."""
    bridge = [period(2018), period("2019-01/2019-08"), period("2019-09/2020-08")]
    assert longest_chain([Segment(each) for each in bridge], date(2018, 1, 1), date(2020, 8, 31)) == (0, 1)
    with_parts = [*bridge, period("2018-H1"), period("2018-H2")]
    found = longest_chain([Segment(each) for each in with_parts], date(2018, 1, 1), date(2020, 8, 31))
    assert [with_parts[position].text for position in found] == [
        "2018-H1",
        "2018-H2",
        "2019-01/2019-08",
        "2019-09/2020-08",
    ]
