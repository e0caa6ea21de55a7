"""Comparisons of computed totals are over the same set of reporters, or are refused. SYNTHETIC corpora only."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.quantities import Ratio
from bulletin.analysis.ranking import rankings
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import (
    FLAT,
    catalogue,
    compositions,
    corpus,
    figure,
    observed,
    organization,
    tables,
    target,
)

UNITS = frozenset("abc")
REPORTERS = st.frozensets(st.sampled_from("abc"), min_size=2)
"""Two units at least: the figure of one is no total."""
VALUES = st.fixed_dictionaries({unit: st.integers(1, 9) for unit in "abc"})


@given(REPORTERS, REPORTERS, VALUES, VALUES)
def test_a_change_of_totals_is_that_of_the_same_units_or_is_refused(
    then: frozenset[str], now: frozenset[str], before: dict[str, int], after: dict[str, int]
) -> None:
    earlier = [observed(unit, 2018, before[unit]) for unit in sorted(then)]
    compiled = tables(*earlier, *(observed(unit, 2019, after[unit]) for unit in sorted(now)))
    total = figure(compiled, "top", 2019)
    change = change_on_year_before(catalogue(), compiled, total) if total is not None else None
    assert change is not None
    if then == now:
        assert change.difference == Quantity(Fraction(sum(after[unit] - before[unit] for unit in now)))
    else:
        assert (change.difference, change.relative) == (ComparabilityReason.COVERAGE, None)


@given(st.lists(REPORTERS, min_size=2, max_size=3), VALUES)
def test_a_ranking_compares_only_totals_of_all_units(reporters: list[frozenset[str]], values: dict[str, int]) -> None:
    cities = [f"city{number}" for number, _ in enumerate(reporters)]
    units = [organization(city, kind="city") for city in cities]
    units += [organization(f"{city}-{unit}", city) for city in cities for unit in "abc"]
    records = [
        observed(f"{city}-{unit}", 2019, values[unit])
        for city, those in zip(cities, reporters, strict=True)
        for unit in sorted(those)
    ]
    made = corpus(*records, *(target(city, 2019, 9, name=city) for city in cities), organizations=units)
    (ranking,) = rankings(made.catalogue, compile_tables(made), "joined")
    placed = {entry.progress.target.key.organization for entry in ranking.entries if entry.place is not None}
    assert placed == {city for city, those in zip(cities, reporters, strict=True) if those == UNITS}


@given(REPORTERS, REPORTERS, VALUES)
def test_a_share_of_a_total_is_exact_only_where_the_same_units_reported_both(
    whole: frozenset[str], part: frozenset[str], values: dict[str, int]
) -> None:
    """Units report their sum, and some of them how many of it are women."""
    records = [
        observed(unit, 2018, 10, by={"sex": {"women": values[unit]}} if unit in part else {}) for unit in sorted(whole)
    ]
    made = corpus(*records, organizations=FLAT)
    compiled = compile_tables(made)
    total = figure(compiled, "top", 2018)
    assert total is not None
    both = part & whole
    for composition in compositions(made.catalogue, compiled, total):
        (women,) = composition.parts
        share = women.share.value if isinstance(women.share, Ratio) else None
        is_exact = isinstance(share, Quantity) and share.is_exact
        assert is_exact == (both == whole)
        if is_exact:
            assert share == Quantity(Fraction(sum(values[unit] for unit in both), 10 * len(both)))
