"""Like is ranked with like, equals share a place, and what cannot be compared has none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.ranking import Ranking, rankings
from bulletin.model.records import Observation, Organization, Target
from bulletin.model.values import exact_number
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, observed, organization, period, target, words

FOUR = (organization("top", kind="city"), *(organization(name, "top") for name in "abcd"))


def ranked(
    *records: Observation | Target, organizations: tuple[Organization, ...] = FOUR, measure: str = "joined"
) -> tuple[Ranking, ...]:
    """All rankings of a measure."""
    made = corpus(*records, organizations=organizations)
    return rankings(made.catalogue, compile_tables(made), measure)


def places(ranking: Ranking) -> list[tuple[str, int | None]]:
    """Units with their places, in order."""
    return [(entry.progress.target.key.organization, entry.place) for entry in ranking.entries]


def against(
    unit: str, value: Any, goal: Any = 10, when: str = "2019", measure: str = "joined"
) -> list[Observation | Target]:
    """A unit's figure and target."""
    goal_record = target(unit, 2019, goal, name=f"goal-{unit}", measure=measure)
    return [observed(unit, when, value, measure=measure), goal_record]


def test_the_further_along_the_higher_and_equals_share_a_place() -> None:
    (ranking,) = ranked(*against("a", 3), *against("b", 12, 20), *against("c", 6), *against("d", 9))
    assert places(ranking) == [("d", 1), ("b", 2), ("c", 2), ("a", 4)]
    assert (ranking.kind, ranking.period.text) == ("ward", "2019")


def test_equal_shares_of_unlike_targets_are_equal() -> None:
    (ranking,) = ranked(*against("a", 1, 3), *against("b", 2, 6), *against("c", 333, 1000))
    assert places(ranking) == [("a", 1), ("b", 1), ("c", 3)]


def test_figures_that_end_earlier_qualified_or_missing_have_no_place() -> None:
    (ranking,) = ranked(
        *against("a", 3), *against("b", 9, when="2019-Q1"), *against("c", {"about": 9}), target("d", 2019, 5, name="d")
    )
    assert places(ranking) == [("a", 1), ("b", None), ("c", None), ("d", None)]
    assert ranking.until is not None
    assert ranking.until.text == "2019"


OTHERS: dict[str, tuple[list[Observation | Target], tuple[int, int]]] = {
    "ends earlier": (against("c", 9, when="2019-Q1"), (1, 0)),
    "not exact": (against("c", {"about": 9}), (1, 0)),
    "no figure": ([target("c", 2019, 5, name="c")], (1, 0)),
    "does not apply": (against("c", "not-applicable"), (0, 0)),
    "not to be reached": (against("c", 9, "not-available"), (0, 0)),
    "no verdict": ([observed("c", "2019-Q1", 9), target("c", 2019, 5, name="c", unassessed=words("no"))], (0, 0)),
    "closed": ([target("closed", 2019, 5, name="c")], (0, 0)),
    "a target of zero": (against("c", 4, 0), (0, 1)),
    "a target of zero, without a figure": ([target("c", 2019, 0, name="c")], (0, 1)),
}


@pytest.mark.parametrize(("others", "found"), OTHERS.values(), ids=OTHERS)
def test_who_may_have_come_further_leaves_open_who_is_first(
    others: list[Observation | Target], found: tuple[int, int]
) -> None:
    """Unless nothing is asked of it, or it was not there any longer."""
    tree = (*FOUR, organization("closed", "top", closed="2018-12-31"))
    (ranking,) = ranked(*against("a", 3), *against("b", 9), *others, organizations=tree)
    assert places(ranking)[:2] == [("b", 1), ("a", 2)]
    assert ranking.open == found


GOALS = st.sampled_from([10, 20, 0, {"at-least": 10}, {"at-most": 10}, {"between": [5, 10]}])


@given(st.lists(GOALS, min_size=4, max_size=4))
def test_who_is_not_measured_by_a_share_of_a_like_target_leaves_open_who_is_first_of_all(goals: list[Any]) -> None:
    """None of the others is bounded on the other side or on both, nor of zero, which has no share."""
    records = [record for unit, goal in zip("abcd", goals, strict=True) for record in against(unit, 6, goal)]
    found = ranked(*records)
    for ranking in found:
        of = [entry.progress.target.value for entry in ranking.entries]
        alike = [goal for goal in of if exact_number(goal) != 0]
        assert ranking.open == (0, len(goals) - len(alike))
    units = [entry.progress.target.key.organization for ranking in found for entry in ranking.entries]
    assert sorted(units) == [unit for unit, goal in zip("abcd", goals, strict=True) if goal != {"between": [5, 10]}]


def test_without_figures_nobody_has_a_place() -> None:
    (ranking,) = ranked(target("a", 2019, 5))
    assert (places(ranking), ranking.until) == ([("a", None)], None)


def test_kinds_and_periods_are_ranked_apart_in_order() -> None:
    records = [*against("top", 5), *against("a", 5), target("b", 2018, 5, name="b"), observed("b", 2018, 5)]
    assert [(r.period.text, r.kind) for r in ranked(*records)] == [("2018", "ward"), ("2019", "ward"), ("2019", "city")]


def test_where_the_target_is_a_ceiling_less_is_better() -> None:
    records = [*against("a", 3, {"under": 5}, measure="weak"), *against("b", 1, {"under": 5}, measure="weak")]
    (ranking,) = ranked(*records, measure="weak")
    assert places(ranking) == [("b", 1), ("a", 2)]


def test_who_has_most_of_the_change_that_is_asked_for_is_first() -> None:
    """A target of −35% on 3 is at most 1, of which 2 is twice as much: and yet a third is gone, of 100 only 30%."""

    def asked(unit: str, before: object, after: object, change: int = -35) -> list[Observation | Target]:
        goal = target(unit, 2019, None, name=f"goal-{unit}", change=change, baseline={"period": 2018}, measure="weak")
        return [observed(unit, 2018, before, measure="weak"), observed(unit, 2019, after, measure="weak"), goal]

    (ranking,) = ranked(*asked("a", 3, 2), *asked("b", 100, 70), *asked("c", 100, 60, -80), measure="weak")
    assert places(ranking) == [("a", 1), ("b", 2), ("c", 3)]
    (ranking,) = ranked(*asked("a", 1, 0), *asked("b", 100, 70), *asked("c", 100, {"about": 9}), measure="weak")
    assert places(ranking) == [("a", 1), ("b", 2), ("c", None)]
    for records in (asked("c", "suppressed", 5), asked("c", 9, "suppressed")):
        (ranking,) = ranked(*asked("a", 3, 2), *asked("b", 100, 70), *records, measure="weak")
        assert {place for _unit, place in places(ranking)} == {None}


def test_counts_to_date_have_no_place_by_a_change_on_a_whole_year() -> None:
    """Both are below their baselines in the first quarter, as any count is."""

    def asked(unit: str, quarter: int, change: int) -> list[Observation | Target]:
        goal = target(
            unit, 2019, None, name=f"goal-{unit}", change=change, baseline={"period": 2018}, measure="accidents"
        )
        figures = [observed(unit, when, n, measure="accidents") for when, n in ((2018, 4000), ("2019-Q1", quarter))]
        return [*figures, goal]

    (ranking,) = ranked(*asked("a", 1060, -5), *asked("b", 480, -50), measure="accidents")
    assert places(ranking) == [("a", None), ("b", None)]
    assert ranking.open == (2, 0)


def test_share_targets_and_ranges_take_no_part() -> None:
    share = target("a", 2019, 40, share={"breakdown": "sex", "category": "women"})
    assert ranked(share, *against("b", 3, {"between": [1, 5]})) == ()


def test_a_target_on_which_no_verdict_is_given_takes_no_part() -> None:
    doubtful = target("a", 2019, 75, unassessed=words("contradicts"))
    assert ranked(doubtful, observed("a", 2019, 3)) == ()


def test_each_unit_takes_part_once_with_its_prevailing_target() -> None:
    every_year = target("a", "term-2015-2020", 75, name="every-year", each="year")
    found = ranked(every_year, *against("a", 3))
    (ranking,) = (candidate for candidate in found if candidate.period == period(2019))
    assert [entry.progress.target.id for entry in ranking.entries] == ["goal-a"]


def test_a_partial_total_has_no_place() -> None:
    units = (*FLAT, organization("other", kind="city"))
    (ranking,) = ranked(target("top", 2019, 2), observed("a", 2019, 9), *against("other", 1), organizations=units)
    assert places(ranking) == [("other", 1), ("top", None)]


def test_where_one_is_suppressed_nobody_has_a_place() -> None:
    """The one that is not shown may be the best; one of an earlier period is compared with nobody."""
    others = [*against("a", 3), *against("b", 12, 20)]
    (ranking,) = ranked(*others, *against("c", "suppressed"))
    assert places(ranking) == [("a", None), ("b", None), ("c", None)]
    (ranking,) = ranked(*others, *against("c", "suppressed", when="2019-Q1"))
    assert places(ranking) == [("b", 1), ("a", 2), ("c", None)]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=4, max_size=4))
def test_a_place_is_one_more_than_the_number_of_those_who_are_further(values: list[tuple[int, int]]) -> None:
    ratios = {unit: Fraction(*value) for unit, value in zip("abcd", values, strict=True)}
    records = [record for unit, value in zip("abcd", values, strict=True) for record in against(unit, *value)]
    (ranking,) = ranked(*records)
    assert dict(places(ranking)) == {u: 1 + sum(other > ratios[u] for other in ratios.values()) for u in ratios}
    assert [place for _, place in places(ranking)] == sorted(place or 0 for _, place in places(ranking))
