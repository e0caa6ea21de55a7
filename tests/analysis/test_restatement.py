"""What is restated across events within a term, and of parents that state totals. All units here are SYNTHETIC."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis.figures import Flag
from bulletin.analysis.restatement import ComparabilityBreak, Restated, restated
from bulletin.model.records import Observation, Organization
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, observed, organization, tables

numbers = st.integers(0, 10_000)
MOVED = (
    organization("top", kind="country"),
    organization("p", "top", "city"),
    organization("q", "top", "city"),
    *(organization(name, "p") for name in ("p1", "p2")),
    organization("q1", "q"),
    organization("w", "q", events=[{"on": "2021-01-01", "what": "moved", "organizations": ["p"]}]),
)
"""Ward w moved from city p to city q."""
MERGED = (
    organization("g"),
    organization("h", closed="2020-12-31", events=[{"on": "2021-01-01", "what": "merged", "organizations": ["g"]}]),
)


def series(units: tuple[Organization, ...], unit: str, *records: Observation) -> dict[str, Restated]:
    """What the series of a unit come to under the structure of today, by period."""
    found = restated(catalogue(units), tables(*records, organizations=units), unit)
    return {entry.key.period.text: entry for entry in found}


@given(numbers, numbers, numbers, numbers)
def test_a_stated_total_is_restated_only_where_its_units_make_it(p1: int, p2: int, w: int, stated: int) -> None:
    """What lies between the two is never taken for a part of what moved."""
    values = {"p1": p1, "p2": p2, "w": w, "p": stated}
    (entry,) = series(MOVED, "p", *(observed(unit, 2020, value) for unit, value in values.items())).values()
    if stated == p1 + p2 + w:
        assert (entry.number, entry.gap) == (Fraction(stated - w), None)
    else:
        assert (entry.number, entry.gap) == (None, ComparabilityBreak.DISAGREES)


def test_a_stated_total_of_unknown_units_is_not_restated() -> None:
    """Whether they agree is not known without the figure of the one that left."""
    (entry,) = series(MOVED, "p", *(observed(unit, 2020, 5) for unit in ("p1", "p2")), observed("p", 2020, 15)).values()
    assert entry.gap is ComparabilityBreak.INCOMPLETE


def test_with_a_suppressed_figure_what_is_restated_is_suppressed() -> None:
    """Of a stated total, of its units, of what was taken over, reported for today's unit or not; nothing else is."""
    for hidden in ("p1", "w", "p"):
        values: dict[str, object] = {"p1": 5, "p2": 5, "w": 5, "p": 15, hidden: "suppressed"}
        (entry,) = series(MOVED, "p", *(observed(unit, 2020, value) for unit, value in values.items())).values()
        assert (entry.number, entry.gap, entry.flags) == (None, ComparabilityBreak.SUPPRESSED, (Flag.CONFIDENTIAL,))
    only = series(MERGED, "g", observed("h", 2020, "suppressed"), observed("g", 2020, 5))["2020"]
    assert (only.number, only.gap) == (None, ComparabilityBreak.SUPPRESSED)
    later = series(MERGED, "g", observed("h", 2020, 5), observed("g", 2020, 5), observed("g", 2021, "suppressed"))
    assert later["2020"].number == Fraction(10)


@given(numbers, numbers, numbers, numbers)
def test_a_sum_over_time_is_restated_by_its_parts(before: int, taken: int, after: int, later: int) -> None:
    """The years before a merger at the turn of a year are restated, those after it are taken as they are."""
    stated = [observed("g", year, value) for year, value in ((2020, before), (2021, after), (2022, later))]
    found = series(MERGED, "g", *stated, observed("h", 2020, taken))
    assert found["2020"].number == before + taken
    assert found["term-2020-2025/2022"].number == before + taken + after + later


def test_a_sum_over_time_of_which_a_part_cannot_be_restated_is_not() -> None:
    """A year that the event lies in, or a part that is missing, leaves the term as it was."""
    stated = [observed("g", year, 5) for year in (2020, 2021)]
    (year, term) = series(MERGED, "g", *stated).values()
    assert (year.gap, term.gap) == (ComparabilityBreak.INCOMPLETE, ComparabilityBreak.STRADDLES)


def test_a_stated_figure_that_an_event_lies_in_is_not_restated() -> None:
    """Nothing says what it was made of."""
    assert series(MERGED, "g", observed("g", "2020/2021", 9))["2020/2021"].gap is ComparabilityBreak.STRADDLES


def test_a_share_that_is_not_used_is_not_cited() -> None:
    """Of a ward split within one city all counts; in the part of it that moved on, the share does."""
    split = {
        "on": "2021-01-01",
        "what": "split",
        "organizations": ["x", "y"],
        "allocations": [{"shares": {"x": 60, "y": 40}, "source": "letter"}],
    }
    units = (
        *MOVED,
        organization("a", "q", closed="2020-12-31", events=[split]),
        *(organization(name, "q", opened="2021-01-01") for name in "xy"),
    )
    records = [observed(unit, 2020, 10) for unit in ("q1", "w", "a", "p1", "p2")]
    whole, part = series(units, "q", *records)["2020"], series(units, "x", *records)["2020"]
    assert (whole.number, whole.allocated) == (Fraction(30), ())
    assert (part.number, part.allocated) == (Fraction(6), ("letter",))
