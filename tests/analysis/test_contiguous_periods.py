"""Chains of periods leave no gap and count no day twice, whatever lies around."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations

from bulletin.analysis.contiguous_periods import Chain, Segment, chains, longest_chain
from bulletin.model.periods import between, instant
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
