"""Margins of crossings: as stated, else as the sum of complete cells; what cells leave open. SYNTHETIC figures only."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from bulletin.analysis.additivity import Relation, sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition
from bulletin.analysis.cross_tabulation import CrossTabulation
from bulletin.analysis.marginals import marginals
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.crossings import CATEGORIES, breakdowns, cell, crossed_corpus, stated

SEX, AGE, TRADE = CATEGORIES["sex"], CATEGORIES["age"], CATEGORIES["trade"]
ROWS = {"women": {"young": 1, "middle": 2, "old": 3}, "men": {"young": 4, "middle": 5, "old": 6}}


def tabulated(
    by: Mapping[str, Any], value: object = 21, crossing: str = "sex-and-age", **other: Any
) -> CrossTabulation:
    """The tabulation of a crossing of one observation."""
    corpus = crossed_corpus(stated(value, by), **other)
    known = corpus.catalogue.breakdowns[crossing]
    return CrossTabulation(corpus.catalogue, compile_tables(corpus), cell(None, None), known)


def test_marginals_look_in_every_direction() -> None:
    """A crossing of three adds up to the whole, to each of the three, and to each crossing of two of them."""
    known = breakdowns()
    found = [each for each in marginals(known, known) if each.breakdown == "sex-and-age-and-trade"]
    assert [each.margin for each in found] == [None, "sex", "age", "trade", "sex-and-age", "age-and-trade"]
    for marginal in found:
        parts = [part for added in marginal.parts.values() for part in added]
        assert sorted(parts) == sorted(".".join(each) for each in product(SEX, AGE, TRADE))
    assert found[-1].parts["old.binder"] == ("women.old.binder", "men.old.binder")


@given(numbers=st.lists(st.integers(0, 1000), min_size=12, max_size=12))
def test_margins_that_nobody_states_are_the_sums_of_their_cells(numbers: list[int]) -> None:
    """In every direction, and over several dimensions at once."""
    cells = dict(zip(product(SEX, AGE, TRADE), numbers, strict=True))
    nested = {s: {a: {t: cells[s, a, t] for t in TRADE} for a in AGE} for s in SEX}
    made = tabulated({"sex-and-age-and-trade": nested}, "not-available", "sex-and-age-and-trade")
    for fixed in (
        {"sex": "women"},
        {"age": "old"},
        {"sex": "men", "trade": "binder"},
        {"age": "young", "trade": "printer"},
    ):
        expected = sum(n for (s, a, t), n in cells.items() if {"sex": s, "age": a, "trade": t}.items() >= fixed.items())
        margin = made.at(fixed)
        assert margin.figure is None
        assert margin.sum == Quantity(Fraction(expected))


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        ({"women": {"young": 1, "middle": 2}}, {}),
        ({"women": {"young": 1, "middle": 2, "old": {"about": 3}}}, {}),
        ({"women": {"young": 1, "middle": 2, "old": "not-available"}}, {}),
        (ROWS, {"age": {"exhaustive": False}}),
        (ROWS, {"age": {"overlapping": True}}),
    ],
)
def test_no_margin_is_made_of_cells_that_may_lack_something(rows: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    """Of cells that are missing, not exact, or do not cover everything nothing is said."""
    made = tabulated({"sex-and-age": rows}, **other)
    assert made.at({"sex": "women"}).figure is None
    assert made.at({"sex": "women"}).sum is None


def test_a_margin_is_suppressed_with_any_of_its_cells() -> None:
    """It is there, and is not one that nobody stated; where another cell is missing, there is none in any case."""
    made = tabulated({"sex-and-age": {"women": {"young": 1, "middle": 2, "old": "suppressed"}}})
    assert (made.at({"sex": "women"}).figure, made.at({"sex": "women"}).sum) == (None, Absence.SUPPRESSED)
    made = tabulated({"sex-and-age": {"women": {"young": 1, "old": "suppressed"}}})
    assert made.at({"sex": "women"}).sum is None


def test_a_stated_margin_is_never_replaced() -> None:
    """What a source states is kept, and what its cells leave of it is known."""
    made = tabulated({"sex-and-age": ROWS, "sex": {"women": 8}}, 25)
    margin, whole = made.at({"sex": "women"}), made.at({})
    assert margin.sum is None
    assert margin.figure is not None
    assert margin.split is not None
    assert (margin.split.addition, margin.split.remainder) == (Addition.LESS, Quantity(Fraction(2)))
    assert whole.split is not None
    assert (whole.split.addition, whole.split.remainder) == (Addition.LESS, Quantity(Fraction(4)))


def test_totals_over_the_tree_are_totals_of_cells_too() -> None:
    """Cells are added up over units as other categories are."""
    corpus = crossed_corpus(*(stated(21, {"sex-and-age": ROWS}, unit) for unit in ("a", "b", "c")))
    tables = compile_tables(corpus)
    assert tables.by_key[cell("sex-and-age", "men.old", "top")].value == Quantity(Fraction(18))


def test_cells_and_margins_of_several_reports_are_compared() -> None:
    """A margin in one report and cells in another: both their place and what they add up to is known."""
    corpus = crossed_corpus(
        stated(21, {"sex": {"women": 7, "men": 15}}, line=1),
        stated(21, {"sex-and-age": ROWS}, line=2, source="later-letter"),
    )
    found = [each for each in sums(corpus.catalogue, compile_tables(corpus)) if each.breakdown == "sex-and-age"]
    assert {(each.whole.key.category, int(each.difference)) for each in found} == {(None, 0), ("women", -1), ("men", 0)}
    assert all(each.relation is Relation.CATEGORIES and each.is_complete for each in found)


def test_complete_cells_say_more_than_a_margin_that_lacks_units() -> None:
    """Of three units one states no margin by age, while all state its cells."""
    cells = {"sex-and-age": ROWS}
    margin = {"age": {"young": 5, "middle": 7, "old": 9}}
    both = [stated(21, cells | margin, unit) for unit in ("a", "b")]
    corpus = crossed_corpus(*both, stated(21, cells, "c"))
    tables, crossing = compile_tables(corpus), corpus.catalogue.breakdowns["sex-and-age"]
    partial = tables.by_key[cell("age", "young", "top")]
    assert (partial.value, partial.is_complete) == (Quantity(Fraction(10)), False)
    found = CrossTabulation(corpus.catalogue, tables, cell(None, None, "top"), crossing).at({"age": "young"})
    assert (found.figure, found.sum) == (None, Quantity(Fraction(15)))
