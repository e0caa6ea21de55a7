"""Sums compared with the figures that they should make. SYNTHETIC corpora only."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bulletin.analysis.additivity import Relation, Sum, sums
from bulletin.analysis.compilation import compile_tables
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Organization, Tolerance
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, observed, organization


def checked(
    *records: Observation,
    units: Iterable[Organization] = FLAT,
    exhaustive: str | None = None,
    tolerance: Mapping[str, Any] | None = None,
) -> list[Sum]:
    """The sums of a corpus, with one breakdown declared exhaustive and a tolerance of ``joined``."""
    made = _changed(corpus(*records, organizations=units), exhaustive, tolerance)
    return list(sums(made.catalogue, compile_tables(made)))


def _changed(made: Corpus, exhaustive: str | None, tolerance: Mapping[str, Any] | None) -> Corpus:
    measures, breakdowns = dict(made.catalogue.measures), dict(made.catalogue.breakdowns)
    if tolerance is not None:
        margin = Tolerance.model_validate(tolerance)
        measures["joined"] = measures["joined"].model_copy(update={"tolerance": margin})
    if exhaustive is not None:
        breakdowns[exhaustive] = breakdowns[exhaustive].model_copy(update={"exhaustive": True})
    return replace(made, catalogue=replace(made.catalogue, measures=measures, breakdowns=breakdowns))


def below(*values: object, when: str | int = 2018, **more: Any) -> list[Observation]:
    """What the units below report, from the first on."""
    return [observed(unit, when, value, **more) for unit, value in zip("abc", values, strict=False)]


def quarters(*values: object) -> list[Observation]:
    return [observed("a", f"2018-Q{number}", value) for number, value in enumerate(values, 1)]


# --- units against the unit above ------------------------------------------------------------------------------------


def test_units_that_all_reported_are_compared_with_the_unit_above() -> None:
    (added,) = checked(observed("top", 2018, 10), *below(3, 3, 3))
    assert (added.relation, added.stated, added.added, added.difference) == (
        Relation.UNITS,
        *map(Fraction, (10, 9, -1)),
    )
    assert not added.is_within_tolerance


def test_a_sum_of_some_units_is_only_looked_at_for_exceeding_the_whole() -> None:
    (less,) = checked(observed("top", 2018, 10), *below(3, 3))
    assert (less.is_complete, less.may_be_incomplete, less.is_within_tolerance) == (False, True, True)
    (more,) = checked(observed("top", 2018, 10), *below(6, 6))
    assert (more.is_complete, more.may_be_incomplete, more.difference) == (False, False, Fraction(2))
    assert not more.is_within_tolerance
    assert (len(more.parts), more.expected) == (2, 3)


def test_units_that_the_records_do_not_hold_leave_a_smaller_sum_alone() -> None:
    units = [organization("top", kind="city", unlisted_units=True), *FLAT[1:]]
    (added,) = checked(observed("top", 2018, 10), *below(3, 3, 3), units=units)
    assert (added.is_complete, added.may_be_incomplete) == (False, True)


def test_a_computed_total_is_not_compared_with_its_own_parts() -> None:
    assert checked(*below(3, 3, 3)) == []


def test_qualified_and_absent_values_are_not_added() -> None:
    for value in ({"more-than": 3}, "suppressed"):
        (added,) = checked(observed("top", 2018, 10), *below(3, value, 3))
        assert (added.added, len(added.parts), added.may_be_incomplete) == (Fraction(6), 2, True)
    assert checked(observed("top", 2018, {"more-than": 1}), *below(3, 3, 3)) == []


def test_parts_that_are_not_shown_are_not_missing() -> None:
    units = (observed("top", 2018, 10), *below(3, "suppressed", 3))
    periods = (observed("a", 2018, 10), *quarters(2, "suppressed", 2, 2))
    categories = (observed("a", 2018, 10, by={"sex": {"women": 4, "men": "suppressed"}}),)
    for records in (units, periods, categories):
        (added,) = checked(*records, exhaustive="sex")
        assert (added.is_complete, added.hides_parts, added.may_be_incomplete) == (False, True, True)
    (without,) = checked(observed("top", 2018, 10), *below(3, "not-available", 3))
    assert not without.hides_parts


def test_a_sum_of_which_no_part_is_shown_counts_as_one_with_hidden_parts() -> None:
    """Of hidden figures nothing is missing: a total with them is one of the sums that there are."""
    hidden = {"sex": {"women": "suppressed", "men": "suppressed"}}
    (added,) = checked(observed("a", 2018, 10, by=hidden), exhaustive="sex")
    assert (added.parts, added.hides_parts, added.is_complete, added.may_be_incomplete) == ((), True, False, True)
    assert added.is_within_tolerance
    assert checked(observed("a", 2018, 10, by={"sex": {"women": "not-available", "men": "not-available"}})) == []


def test_only_measures_that_add_over_the_tree_are_looked_at() -> None:
    assert checked(observed("top", 2018, 10, measure="rating"), *below(3, 3, 3, measure="rating")) == []


# --- periods against the longer one ----------------------------------------------------------------------------------


def test_quarters_that_fill_the_year_are_compared_with_it() -> None:
    (added,) = checked(observed("a", 2018, 10), *quarters(2, 2, 2, 2))
    assert (added.relation, added.difference, len(added.parts)) == (Relation.PERIODS, Fraction(-2), 4)


def test_periods_that_do_not_fill_the_year_are_only_looked_at_for_exceeding_it() -> None:
    (less,) = checked(observed("a", 2018, 10), *quarters(2, 2, 2))
    assert (less.is_complete, less.may_be_incomplete) == (False, True)
    assert checked(observed("a", 2018, 10), *quarters(2, 2, 2)[1:]) == []
    (added,) = checked(observed("a", 2018, 10), observed("a", "2018-01/2018-09", 11))
    assert (added.is_complete, added.difference) == (False, Fraction(1))


def test_overlapping_periods_are_never_added() -> None:
    nine, last = observed("a", "2018-01/2018-09", 6), observed("a", "2018-07/2018-12", 9)
    assert all(len(added.parts) == 1 for added in checked(observed("a", 2018, 10), nine, last))


def test_only_measures_that_add_over_time_are_looked_at() -> None:
    records = [observed("a", f"2018-Q{n}", 20, measure="rating") for n in (1, 2, 3, 4)]
    assert checked(observed("a", 2018, 20, measure="rating"), *records) == []


# --- categories against the whole ------------------------------------------------------------------------------------


def test_a_breakdown_is_only_held_to_the_whole_where_it_is_exhaustive() -> None:
    split = observed("a", 2018, 10, by={"sex": {"women": 4, "men": 5}})
    (open_,) = checked(split)
    assert (open_.is_complete, open_.may_be_incomplete, open_.expected) == (False, True, None)
    (added,) = checked(split, exhaustive="sex")
    assert (added.relation, added.breakdown, added.difference) == (Relation.CATEGORIES, "sex", Fraction(-1))


def test_a_breakdown_of_which_some_categories_were_stated_may_leave_some_out() -> None:
    (added,) = checked(observed("a", 2018, 10, by={"sex": {"women": 4}}), exhaustive="sex")
    assert (added.may_be_incomplete, len(added.parts), added.expected) == (True, 1, 2)


def test_categories_that_reach_the_whole_are_given_in_any_case() -> None:
    (equal,) = checked(observed("a", 2018, 10, by={"sex": {"women": 5, "men": 5}}))
    (more,) = checked(observed("a", 2018, 10, by={"sex": {"women": 5, "men": 6}}))
    assert (equal.difference, more.difference) == (Fraction(0), Fraction(1))


def test_overlapping_categories_are_never_added() -> None:
    assert checked(observed("a", 2018, 10, by={"trait": {"tall": 9, "quick": 9}})) == []


# --- tolerance -------------------------------------------------------------------------------------------------------


def test_a_tolerance_is_exact_at_its_edge_and_of_two_the_wider_counts() -> None:
    def agrees(stated: int, tolerance: Mapping[str, Any]) -> bool:
        (added,) = checked(observed("top", 2018, stated), *below(30, 30, 30), tolerance=tolerance)
        return added.is_within_tolerance

    assert agrees(92, {"absolute": 2})
    assert agrees(88, {"absolute": 2})
    assert not agrees(93, {"absolute": 2})
    assert agrees(100, {"percent": 10})
    assert not agrees(100, {"percent": Decimal("9.9")})
    assert agrees(100, {"absolute": 10, "percent": 1})
    assert not agrees(91, {})


# --- laws ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 50), min_size=3, max_size=3), st.integers(0, 160))
def test_the_difference_is_what_the_parts_have_more_than_the_whole(parts: list[int], whole: int) -> None:
    (added,) = checked(observed("top", 2018, whole), *below(*parts))
    assert added.difference == Fraction(sum(parts) - whole)
    assert added.is_within_tolerance == (sum(parts) == whole)


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_sums_do_not_depend_on_the_order_of_records(values: list[int], shuffling: random.Random) -> None:
    records = [observed("top", 2018, values[0]), *below(*values[1:4]), *quarters(*values[4:])]
    found = {(added.whole.key, added.relation, added.added) for added in checked(*records)}
    shuffling.shuffle(records)
    assert {(added.whole.key, added.relation, added.added) for added in checked(*records)} == found


@given(st.lists(st.integers(0, 50), min_size=1, max_size=3), st.integers(0, 160))
def test_a_sum_that_lacks_parts_is_faulted_only_where_it_exceeds(parts: list[int], whole: int) -> None:
    """Every sum is counted; the parts that are missing could make up for what is less, never for what is more."""
    (added,) = checked(observed("top", 2018, whole), *below(*parts))
    assert added.is_complete == (len(parts) == 3)
    assert added.may_be_incomplete == (len(parts) < 3 and sum(parts) <= whole)
    assert added.is_within_tolerance == (added.may_be_incomplete or sum(parts) == whole)


NOTATIONS = ("2018", "2018-H1", "2018-H2", "2018-Q1", "2018-Q2", "2018-Q3", "2018-03", "2018-05/2018-07", "2019-Q1")


@given(st.lists(st.sampled_from(NOTATIONS), min_size=1, unique=True))
def test_shorter_periods_are_looked_for_only_in_series_that_have_some_within_others(notations: list[str]) -> None:
    made = corpus(*(observed("a", notation, 1) for notation in notations), organizations=FLAT)
    tables = compile_tables(made)
    (series,) = {figure.key.series for figure in tables.figures if figure.key.organization == "a"}
    of = [record.period for record in made.observations]
    is_nested = any(longer.contains(other) for longer in of for other in of if other is not longer)
    assert tables.holds_shorter[series] is is_nested
