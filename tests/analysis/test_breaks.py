"""What an event within a period, or after a target was set, leaves to be said. All units here are SYNTHETIC."""

from __future__ import annotations

from fractions import Fraction

import pytest
from bulletin.analysis.figures import Flag
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.ranking import rankings
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.model.records import Organization
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, figure, observed, organization, tables, target, words

ON = "2021-07-01"
GOES_ON = (
    organization("top", kind="city"),
    organization(
        "e",
        "top",
        events=[
            {
                "on": ON,
                "what": "split",
                "organizations": ["e", "e2"],
                "allocations": [{"shares": {"e": 70, "e2": 30}, "source": "letter"}],
            }
        ],
    ),
    organization("e2", "top", opened=ON),
    organization("g", "top"),
)
"""Ward e went on without a part of it, which became ward e2."""
STATED = (
    observed("e", 2020, 40),
    observed("e", "2021-H1", 42),
    observed("e", "2021-H2", 41),
    observed("e", 2022, 30),
)


def progress_of(compiled: Tables, units: tuple[Organization, ...] = GOES_ON) -> list[Progress]:
    """The status of each target."""
    return [progress_towards(catalogue(units), compiled, target) for target in compiled.targets]


@pytest.mark.parametrize(
    ("when", "flagged"),
    [("term-2020-2025/2020", None), (2020, False), ("2021-H1", False), ("2021-H2", True), (2021, True), (2022, True)],
)
def test_figures_that_an_event_lies_in_and_the_first_after_it_are_flagged(
    when: str | int, flagged: bool | None
) -> None:
    """Those before it are not, and those that are name the event."""
    found = figure(tables(*STATED, organizations=GOES_ON), "e", when)
    assert (None if found is None else Flag.BREAK in found.flags) is flagged
    assert not flagged or (found is not None and [reason.unit for reason in found.breaks] == ["e"])  # type: ignore[union-attr]


@given(st.integers(1, 4))
def test_every_total_across_an_event_is_flagged(years: int) -> None:
    """The term to date has the break, though its series begins with it, wherever it ends after the event."""
    stated = [observed("e", 2020 + number, 10) for number in range(years + 1)]
    found = figure(tables(*stated, organizations=GOES_ON), "e", f"term-2020-2025/{2020 + years}")
    assert found is not None
    assert Flag.BREAK in found.flags
    assert found.breaks


def test_a_break_within_a_term_is_none_at_its_beginning() -> None:
    """Years before the event are compared with each other all the same."""
    compiled = tables(observed("e", 2019, 39), *STATED, organizations=GOES_ON)
    found = {year: figure(compiled, "e", year) for year in (2020, 2021, 2022)}
    changes = {year: change_on_year_before(catalogue(GOES_ON), compiled, of) for year, of in found.items() if of}
    assert {year: change.difference for year, change in changes.items() if change} == {
        2020: Quantity(Fraction(1)),
        2021: ComparabilityReason.BREAK,
        2022: ComparabilityReason.BREAK,
    }


def test_a_target_whose_period_an_event_lies_in_gets_no_verdict() -> None:
    """Neither a verdict nor a percentage nor a place; the reason says why, the target names the event."""
    goals = [target(unit, "term-2020-2025", 150, name=unit, source="later-letter") for unit in ("e", "g")]
    compiled = tables(*STATED, observed("g", "term-2020-2025/2022", 153), *goals, organizations=GOES_ON)
    split, other = progress_of(compiled)
    assert (split.status, split.assessment.reason) == (TargetStatus.NOT_ASSESSABLE, StatusReason.REORGANIZED)
    assert split.ratio is None
    assert [reorganization.unit for reorganization in split.target.reorganized] == ["e"]
    assert other.status is TargetStatus.ACHIEVED
    (ranking,) = rankings(catalogue(GOES_ON), compiled, "joined")
    assert [entry.progress.target.key.organization for entry in ranking.entries] == ["g"]


@pytest.mark.parametrize(
    ("on", "when", "assessed"),
    [
        (ON, 2020, True),
        (ON, 2021, False),
        (ON, 2022, False),
        ("2020-02-15", 2021, False),
        ("2020-02", 2021, False),
        ("2020-01", 2021, True),
        ("2020-01-01", 2021, True),
        ("2021-01-01", 2021, False),
        ("2021-01-01", 2020, True),
    ],
)
def test_targets_set_before_an_event_are_not_compared_with_figures_after_it(on: str, when: int, assessed: bool) -> None:
    """Set on 31 January 2020; of an event the month may be all that is known."""
    units = (
        organization("n"),
        organization("a", closed=2019, events=[{"on": on, "what": "merged", "organizations": ["n"]}]),
    )
    compiled = tables(target("n", when, 5), observed("n", when, 6), organizations=units)
    (found,) = progress_of(compiled, units)
    assert (found.status is TargetStatus.ACHIEVED) is assessed


@pytest.mark.parametrize(
    ("unit", "when", "compared"),
    [
        ("n", 2022, False),
        ("n", 2023, True),
        ("n", "2022-H2", True),
        ("n", "2022-H1", None),
        ("c", 2021, False),
        ("c", "2021-H1", True),
        ("g", 2022, True),
    ],
)
def test_a_year_is_not_compared_with_a_part_of_one(unit: str, when: str | int, compared: bool | None) -> None:
    """Where a unit was founded or closed within either period the two are not alike, whatever was stated."""
    units = (
        organization("g"),
        organization("n", opened="2021-07-01"),
        organization("c", closed="2021-06-30"),
    )
    stated = [observed("n", when, 6) for when in (2021, "2021-H2", 2022, "2022-H1", "2022-H2", 2023)]
    stated += [observed("c", when, 5) for when in (2020, "2020-H1", 2021, "2021-H1")]
    compiled = tables(*stated, observed("g", 2021, 5), observed("g", 2022, 5), organizations=units)
    found = figure(compiled, unit, when)
    change = change_on_year_before(catalogue(units), compiled, found) if found else None
    assert compared is (None if change is None else isinstance(change.difference, Quantity))
    assert change is None or compared or (change.difference, change.relative) == (ComparabilityReason.EXISTENCE, None)


def test_a_renaming_leaves_targets_as_they_are() -> None:
    """What is called otherwise covers what it covered."""
    units = (organization("a", events=[{"on": ON, "what": "renamed", "name": words("old")}]),)
    (found,) = progress_of(tables(target("a", 2021, 5), observed("a", 2021, 6), organizations=units), units)
    assert found.status is TargetStatus.ACHIEVED
