"""Reorganizations: totals over the tree as it was, breaks, and series restated. All units here are SYNTHETIC."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bulletin.analysis.figures import Flag
from bulletin.analysis.restatement import ComparabilityBreak, Restated, restated
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import PeriodType, instant
from bulletin.model.records import Observation, Organization
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import (
    FLAT,
    as_of,
    catalogue,
    corpus,
    figure,
    observed,
    organization,
    period,
    tables,
    words,
)

DAY = "2020-01-01"
LAST = "2019-12-31"
YEARS = (2018, 2019)
numbers = st.integers(0, 10_000)


def event(what: str, *others: str, on: str = DAY, **more: object) -> dict[str, object]:
    """A synthetic event."""
    return {"on": on, "what": what, "organizations": others, **more}


def shares(measures: tuple[str, ...] = (), **percent: object) -> dict[str, object]:
    """A synthetic allocation."""
    return {"shares": percent, "measures": measures, "source": "letter"}


def series(units: tuple[Organization, ...], unit: str, *records: Observation) -> dict[ObservationKey, Restated]:
    """What the series of a unit come to under the structure of today."""
    compiled = tables(*records, organizations=units)
    return {entry.key: entry for entry in restated(catalogue(units), compiled, unit)}


MERGED = (
    organization("top", kind="city"),
    organization("a", "top", closed=LAST, events=[event("merged", "n")]),
    organization("b", "top", closed=LAST, events=[event("merged", "n")]),
    organization("n", "top", opened=DAY),
    organization("c", "top"),
)
"""Wards a and b merged into the new ward n."""


def parted(*allocations: dict[str, object]) -> tuple[Organization, ...]:
    """Ward a split into x and y."""
    return (
        organization("top", kind="city"),
        organization("a", "top", closed=LAST, events=[event("split", "x", "y", allocations=allocations)]),
        organization("x", "top", opened=DAY),
        organization("y", "top", opened=DAY),
    )


MOVED = (
    organization("top", kind="country"),
    organization("p", "top", "city"),
    organization("q", "top", "city"),
    organization("p1", "p"),
    organization("p2", "p"),
    organization("q1", "q"),
    organization("w", "q", events=[event("moved", "p")]),
)
"""Ward w moved from city p to city q."""


# --- totals over the tree as it was


def test_a_unit_that_moved_counts_for_its_former_parent_before_the_move() -> None:
    """Before the day of the move the former parent's total holds the unit, from then on the new parent's."""
    compiled = tables(
        *(observed(unit, year, 10) for unit in ("p1", "p2", "q1", "w") for year in (2019, 2020)), organizations=MOVED
    )
    totals = {(city, year): figure(compiled, city, year) for city in ("p", "q") for year in (2019, 2020)}
    parts = {about: total and [part.organization for part in total.parts] for about, total in totals.items()}
    assert parts == {
        ("p", 2019): ["p1", "p2", "w"],
        ("p", 2020): ["p1", "p2"],
        ("q", 2019): ["q1"],
        ("q", 2020): ["q1", "w"],
    }
    assert all(total is not None and total.is_complete for total in totals.values())


def test_a_unit_counts_for_nobody_in_the_period_of_its_move() -> None:
    """A figure of 2020 of a unit that moved within 2020 is neither parent's, and is missed in both totals."""
    units = (*MOVED[:-1], organization("w", "q", events=[event("moved", "p", on="2020-07-01")]))
    compiled = tables(*(observed(unit, 2020, 10) for unit in ("p1", "p2", "q1", "w")), organizations=units)
    total = figure(compiled, "p", 2020)
    assert total is not None
    assert total.coverage is not None
    assert (total.coverage.reported, total.coverage.expected) == (2, 3)
    assert figure(compiled, "q", 2020) is None


@given(st.dictionaries(st.sampled_from(["p1", "p2", "q1", "w"]), numbers), st.sampled_from([2018, 2019, 2020, 2021]))
def test_a_move_never_changes_what_is_above_both_parents(values: dict[str, int], year: int) -> None:
    """Where all reported, the total of the country is that of the wards, wherever they stood."""
    compiled = tables(*(observed(unit, year, value) for unit, value in values.items()), organizations=MOVED)
    top = figure(compiled, "top", year)
    if len(values) == 4:
        assert top is not None
        assert top.value.number == sum(values.values())  # type: ignore[union-attr]


def test_a_unit_may_move_more_than_once() -> None:
    """At each time a unit stood below the parent that the next move names, or below that of its record."""
    unit = organization("w", "q", events=[event("moved", "top", on="2021-01-01"), event("moved", "p")])
    history = catalogue((*MOVED[:-1], unit)).history
    stood = [history.parents("w", period(year)) for year in (2019, 2020, 2021)]
    assert stood == [("p",), ("top",), ("q",)]
    assert history.parents("w", period("2019/2020")) == ("p", "top")
    assert history.parents("w", instant(date(2020, 1, 1))) == ("top",)


# --- where series break


def broken(compiled: Tables, unit: str) -> list[str]:
    """The years of a unit's figures that are flagged as breaks."""
    years = [figure for figure in compiled.by_organization.get(unit, ()) if figure.key.period.type is PeriodType.YEAR]
    return [year.key.period.text for year in years if Flag.BREAK in year.flags]


def test_whoever_gains_or_loses_a_unit_has_a_break() -> None:
    """The first figure after a move is flagged for both parents, with what happened; not those that cover the same."""
    compiled = tables(
        *(observed(u, year, 10) for u in ("p1", "p2", "q1", "w") for year in (2018, 2019, 2020, 2021)),
        organizations=MOVED,
    )
    found = {unit.id: periods for unit in MOVED if (periods := broken(compiled, unit.id))}
    assert found == {"p": ["2020"], "q": ["2020"]}
    first = figure(compiled, "q", 2020)
    assert first is not None
    assert first.breaks == (ReorganizationEvent("w", MOVED[-1].events[0]),)


def test_a_figure_that_the_event_lies_in_is_flagged_too() -> None:
    """A year in which a unit took another one in is comparable neither with those before nor with those after."""
    units = (
        organization("n"),
        organization("a", closed="2020-06-30", events=[event("merged", "n", on="2020-07-01")]),
    )
    compiled = tables(*(observed("n", year, 10) for year in (2019, 2020, 2021, 2022)), organizations=units)
    assert broken(compiled, "n") == ["2020", "2021"]


def test_what_an_event_made_has_no_break() -> None:
    """The series of a unit that begins with the event is never broken, nor is that of a parent of all who took part."""
    compiled = tables(
        *(observed(unit, 2019, 1) for unit in "abc"), *(observed(u, 2020, 1) for u in "nc"), organizations=MERGED
    )
    assert [unit.id for unit in MERGED if broken(compiled, unit.id)] == []


def test_renaming_is_no_break() -> None:
    """A unit under another name covers what it covered."""
    units = (organization("a", events=[{"on": DAY, "what": "renamed", "name": words("old")}]),)
    assert broken(tables(*(observed("a", year, 1) for year in (2019, 2020)), organizations=units), "a") == []


def test_a_break_that_a_record_states_needs_no_other_reason() -> None:
    """The record's own reason stays alone."""
    units = (organization("n"), organization("a", closed=LAST, events=[event("merged", "n")]))
    own = observed("n", 2020, 9, break_in_series=words("counted otherwise"))
    first = figure(tables(observed("n", 2019, 5), own, organizations=units), "n", 2020)
    assert first is not None
    assert first.breaks == (Text(**words("counted otherwise")),)


# --- restated to the structure of today


@given(numbers, numbers)
def test_a_merger_is_restated_as_the_sum(count: int, other: int) -> None:
    """What the merged unit had before is the sum of what those had that it was made of; what it reported stays."""
    found = series(MERGED, "n", observed("a", 2019, count), observed("b", 2019, other), observed("n", 2020, 7))
    ((key, entry),) = found.items()
    assert (key.period.text, entry.number) == ("2019", Fraction(count + other))
    assert entry.reported is None


@given(numbers, st.decimals(0, 100, places=3))
def test_all_successors_of_a_split_have_what_there_was(value: int, percent: Decimal) -> None:
    """However the shares are, they add to the predecessor's value exactly, and each part is flagged as estimated."""
    units = parted(shares(x=percent, y=100 - percent))
    parts = [next(iter(series(units, unit, observed("a", 2019, value)).values()), None) for unit in "xy"]
    assert sum((part.number or Fraction(0) for part in parts if part), Fraction(0)) == value
    assert all(part.number == value or Flag.ESTIMATED in part.flags for part in parts if part)
    assert all(part.number == 0 or Flag.ESTIMATED in part.flags or part.taken[0].share == 1 for part in parts if part)


def test_shares_may_differ_by_measure() -> None:
    """The allocation that names the measure counts rather than the one for all."""
    units = parted(shares(x=50, y=50), shares(("members",), x=10, y=90))
    found = series(units, "x", observed("a", 2019, 40), observed("a", LAST, 40, measure="members"))
    assert {key.measure: entry.number for key, entry in found.items()} == {"joined": 20, "members": 4}


def test_without_an_allocation_a_split_is_not_restated() -> None:
    """Where no source says who took over what, that is said instead of a number."""
    (entry,) = series(parted(), "x", observed("a", 2019, 40)).values()
    assert (entry.gap, entry.number) == (ComparabilityBreak.NO_ALLOCATION, None)


def test_measures_that_do_not_add_up_are_never_restated() -> None:
    """A rating of two units is none of both."""
    assert series(MERGED, "n", *(observed(u, 2019, 50, measure="rating") for u in "ab")) == {}


def test_periods_that_an_event_lies_in_are_not_restated() -> None:
    """Neither the old structure nor the new one reported all of them."""
    units = (
        organization("a", closed="2019-06-30", events=[event("merged", "n", on="2019-07-01")]),
        organization("n"),
    )
    found = series(units, "n", *(observed("n", year, 5) for year in (2018, 2019, 2020)), observed("a", 2018, 2))
    assert {key.period.text: (entry.number, entry.gap) for key, entry in found.items()} == {
        "2018": (7, None),
        "2019": (None, ComparabilityBreak.STRADDLES),
    }


def test_what_is_missing_is_not_guessed() -> None:
    """A merger of which one part is unknown, or known roughly only, gives no sum."""
    assert series(MERGED, "n", observed("a", 2019, 5)) == {}
    units = (organization("a", closed=LAST, events=[event("merged", "n")]), organization("n"))
    found = series(units, "n", observed("n", 2019, 5), observed("a", 2019, {"about": 3}))
    assert [entry.gap for entry in found.values()] == [ComparabilityBreak.INCOMPLETE]


@given(*[numbers] * 4)
def test_a_parent_is_restated_with_its_units_of_today(p1: int, p2: int, q1: int, w: int) -> None:
    """The unit that moved leaves its former parent and joins the new one; together they have what they had."""
    values = {"p1": p1, "p2": p2, "q1": q1, "w": w}
    records = [observed(unit, 2019, value) for unit, value in values.items()]
    (of_p,) = series(MOVED, "p", *records).values()
    (of_q,) = series(MOVED, "q", *records).values()
    assert [of_p.number, of_q.number] == [p1 + p2, q1 + w]
    assert of_p.reported is not None
    assert of_p.reported.value.number == p1 + p2 + w  # type: ignore[union-attr]
    assert series(MOVED, "top", *records) == {}


def test_nothing_is_restated_where_units_are_not_listed() -> None:
    """Units that the records do not hold may have moved as well, or be a part of the sum."""
    units = (*MOVED[:1], organization("p", "top", "city", unlisted_units=True), *MOVED[2:])
    found = series(units, "p", observed("p", 2019, 9), *(observed(u, 2019, 1) for u in ("p1", "p2")))
    assert [entry.gap for entry in found.values()] == [ComparabilityBreak.INCOMPLETE]


def test_a_split_within_one_parent_needs_no_shares() -> None:
    """The whole of a unit counts for a parent that has all of its successors."""
    units = (*parted(), *MOVED[1:2], organization("w", "top", events=[event("moved", "p")]))
    records = [observed("a", 2019, 40), observed("w", 2019, 2), observed("p", 2019, 8)]
    (entry,) = series(units, "top", *records, observed("top", 2019, 99)).values() or [None]
    assert entry is None or entry.gap is None


def test_a_chain_of_events_is_followed_back() -> None:
    """Of a unit that came of a merger and was split, each part has its share of the sum."""
    units = (
        *MERGED[:3],
        organization(
            "n",
            "top",
            opened=DAY,
            closed="2020-12-31",
            events=[event("split", "x", "y", on="2021-01-01", allocations=[shares(x=25, y=75)])],
        ),
        *(organization(name, "top", opened="2021-01-01") for name in "xy"),
    )
    found = series(units, "x", observed("a", 2019, 10), observed("b", 2019, 30), observed("n", 2020, 60))
    assert {key.period.text: entry.number for key, entry in found.items()} == {"2019": 10, "2020": 15}


def test_a_unit_may_go_on_smaller() -> None:
    """A unit that gave a part away keeps its share of what it had."""
    allocations = [shares(a=60, x=40)]
    units = (
        organization("a", events=[event("split", "a", "x", allocations=allocations)]),
        organization("x", opened=DAY),
    )
    records = [observed("a", year, 50) for year in (2019, 2020)]
    assert [entry.number for entry in series(units, "a", *records).values()] == [30]
    assert [entry.number for entry in series(units, "x", *records).values()] == [20]
    assert broken(tables(*records, organizations=units), "a") == ["2020"]


def test_events_that_cannot_be_distinguished_give_nothing() -> None:
    """A unit that took in another one, and later a ward of a third one, is not restated from the first event alone."""
    units = (
        *MOVED[:-1],
        organization("w", "q", events=[event("moved", "p", on="2021-01-01")]),
        organization("z", "top", "city", closed=LAST, events=[event("merged", "q")]),
    )
    found = series(units, "q", *(observed(unit, 2019, 5) for unit in ("q", "z", "w", "q1")))
    assert [entry.gap for entry in found.values()] == [ComparabilityBreak.ENTANGLED]


def test_wards_that_go_with_their_city_entangle_nothing() -> None:
    """A city merged together with all its wards is what its own figures say."""
    units = (
        organization("p", kind="city", closed=LAST, events=[event("merged", "q")]),
        organization("q", kind="city"),
        organization("q1", "q"),
        organization("w", "q", events=[event("moved", "p")]),
    )
    found = series(units, "q", observed("q", 2019, 5), observed("p", 2019, 6))
    assert [entry.number for entry in found.values()] == [11]


# --- without events, and before them


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(YEARS), numbers), unique_by=lambda report: report[:2])
)
def test_without_events_nothing_is_restated_or_flagged(stated: list[tuple[str, int, int]]) -> None:
    """Tables of a tree that never changed are what they would be of one in which a unit was only renamed."""
    renamed = {"on": DAY, "what": "renamed", "name": words("old")}
    other = tuple(unit.model_copy(update={"events": organization("z", events=[renamed]).events}) for unit in FLAT)
    records = [observed(*report) for report in stated]
    compiled = tables(*records)
    assert compiled == tables(*records, organizations=other)
    assert [restated(catalogue(units), compiled, "top") for units in (FLAT, other)] == [[], []]
    assert not any(Flag.BREAK in figure.flags for figure in compiled.figures)


def test_an_edition_knows_no_event_to_come() -> None:
    """Before its day a unit has its old name, is below its old parent, and has not closed."""
    named: dict[str, Any] = {"on": "2020-03-01", "what": "renamed", "name": words("old")}
    units = (
        *MOVED[:-1],
        organization(
            "w", "q", closed="2020-12-31", events=[event("moved", "p"), named, event("merged", "q", on="2021")]
        ),
    )
    before = as_of(corpus(organizations=units), date(2019, 12, 31)).catalogue.organizations["w"]
    assert (before.name.localized("en"), before.parent, before.closed, before.events) == (
        "old (synthetic)",
        "p",
        None,
        (),
    )
    between = as_of(corpus(organizations=units), date(2020, 6, 1)).catalogue.organizations["w"]
    assert (between.name.localized("en"), between.parent, between.closed, len(between.events)) == (
        "w (synthetic)",
        "q",
        None,
        2,
    )


def test_an_edition_knows_no_allocation_that_came_later() -> None:
    """The event is known, what was learnt of it later is not."""
    later = {**shares(x=50, y=50), "source": "later-letter"}
    everything = corpus(organizations=parted(later))
    for day, known in ((date(2020, 5, 1), 0), (date(2020, 7, 1), 1)):
        (split,) = as_of(everything, day).catalogue.organizations["a"].events
        assert len(split.allocations) == known


def test_what_is_hidden_is_not_restated() -> None:
    """A figure that a policy hides is no part of anything restated."""
    compiled = tables(observed("a", 2019, "suppressed"), observed("b", 2019, 6), organizations=MERGED)
    shown = replace(compiled)
    assert [entry.number for entry in restated(catalogue(MERGED), shown, "n")] in ([], [None])
