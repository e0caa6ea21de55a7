"""Rates and shares with numerator and denominator add up by these, never as a mean of values. SYNTHETIC."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, FigureOrigin, Flag
from bulletin.analysis.tables import Tables
from bulletin.model.records import Observation
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, figure, observed
from tests.analysis.formulas import deriving, measuring
from tests.disclosure.test_release import released, whole

RULES = {"kind": "rate", "per": 1000, "over_tree": "ratio", "over_time": "ratio"}
Parts = tuple[int, int]
parts_of = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


def rate(
    unit: str, when: str | int, numerator: int | None, denominator: int | None, value: Any = None, **more: Any
) -> Observation:
    """A synthetic observation of the measure ``made``, by its parts."""
    parts: dict[str, Any] = {"numerator": numerator, "denominator": denominator}
    return observed(unit, when, value, measure="made", **parts, **more)


def tables(*records: Observation, **rules: Any) -> Tables:
    """The tables of flat records, with the rate ``made``."""
    return compile_tables(measuring(corpus(*records), **(RULES | rules)))


def shown(compiled: Tables, unit: str, when: str | int) -> Figure:
    """The figure of the rate."""
    found = figure(compiled, unit, when, "made")
    assert found is not None
    return found


def quotient(numerator: int, denominator: int) -> object:
    """What a rate per 1,000 is."""
    return Quantity(Fraction(1000 * numerator, denominator)) if denominator else Absence.NOT_APPLICABLE


@given(parts_of)
def test_a_value_that_is_left_out_is_computed_from_its_parts(parts: Parts) -> None:
    found = shown(tables(rate("a", 2019, *parts)), "a", 2019)
    assert (found.value, found.origin) == (quotient(*parts), FigureOrigin.REPORTED)
    assert (found.numerator, found.denominator) == tuple(map(Decimal, parts))


def test_a_value_that_is_stated_is_kept_with_its_digits() -> None:
    found = shown(tables(rate("a", 2019, 1, 3, Decimal("333.3"))), "a", 2019)
    assert (found.value, found.numerator) == (Quantity(Decimal("333.3")), Decimal(1))


@given(st.lists(parts_of, min_size=3, max_size=3))
def test_the_rate_of_a_region_and_of_a_year_is_by_the_sums_of_its_parts(given_parts: list[Parts]) -> None:
    """Also where the denominator of some part is zero."""
    sums = tuple(map(sum, zip(*given_parts, strict=True)))
    of_units = tables(*(rate(unit, 2019, *parts) for unit, parts in zip("abc", given_parts, strict=True)))
    of_time = tables(*(rate("a", f"2019-0{month}", *parts) for month, parts in enumerate(given_parts, 1)))
    for found in (shown(of_units, "top", 2019), shown(of_time, "a", "2019-Q1")):
        assert found.value == quotient(*sums)
        assert (found.numerator, found.denominator) == tuple(map(Decimal, sums))
        assert found.is_complete


@given(st.lists(parts_of, min_size=4, max_size=4))
def test_it_is_the_same_whether_time_or_tree_is_added_up_first(given_parts: list[Parts]) -> None:
    keys = [(unit, when) for unit in "ab" for when in ("2019-H1", "2019-H2")]
    records = [rate(unit, when, *parts) for (unit, when), parts in zip(keys, given_parts, strict=True)]
    made = compile_tables(measuring(corpus(*records, organizations=FLAT[:3]), **RULES))
    assert shown(made, "top", 2019).value == quotient(*map(sum, zip(*given_parts, strict=True)))


def test_a_mean_is_what_it_is_not() -> None:
    found = tables(rate("a", 2019, 410, 310_000), rate("b", 2019, 290, 200_000), rate("c", 2019, 0, 0), per=100_000)
    total = shown(found, "top", 2019)
    assert (total.value, total.flags) == (Quantity(Fraction(700 * 100_000, 510_000)), ())
    assert shown(found, "c", 2019).flags == (Flag.NOT_APPLICABLE,)


def test_rates_without_parts_do_not_add_up() -> None:
    made = tables(rate("a", 2019, None, None, 5), rate("b", 2019, 1, 2), rate("c", 2019, 1, 2))
    found = shown(made, "top", 2019)
    assert found.coverage is not None
    assert (found.coverage.reported, found.coverage.expected, found.is_open) == (2, 3, True)
    assert {key.organization for key in found.parts} == {"b", "c"}
    assert figure(tables(rate("a", 2019, None, None, 5), rate("b", 2019, None, None, 6)), "top", 2019, "made") is None


def test_shares_add_up_likewise() -> None:
    made = tables(rate("a", 2019, 1, 2), rate("b", 2019, 1, 6), rate("c", 2019, 0, 2), kind="share", per=None)
    assert shown(made, "top", 2019).value == Quantity(Fraction(20))


@pytest.mark.parametrize("rule", ["mean", "last"])
def test_other_rules_over_time_take_computed_values_as_they_are(rule: str) -> None:
    records = rate("a", "2019-H1", 1, 3), rate("a", "2019-H2", 2, 3)
    found = shown(tables(*records, kind="share", per=None, over_time=rule), "a", 2019)
    assert found.value == Quantity(Fraction(50) if rule == "mean" else Fraction(200, 3))


def test_a_later_report_revises_the_parts_with_the_value() -> None:
    reports = rate("a", 2019, 1, 4), rate("a", 2019, 2, 4, line=2, source="later-letter")
    found = shown(tables(*reports), "a", 2019)
    assert (found.value, found.numerator) == (Quantity(Fraction(500)), Decimal(2))
    assert [(report.value, report.numerator) for report in found.earlier] == [(Quantity(Fraction(250)), Decimal(1))]


def test_what_hides_a_rate_hides_its_parts_and_what_adds_up_from_them() -> None:
    made = measuring(corpus(rate("a", 2019, 424_242, 10**6), rate("b", 2019, 1, 5), rate("c", 2019, 1, 5)), **RULES)
    hidden = whole("a", "2019")._replace(measure="made")
    through = released(made, hidden).tables
    for unit in ("a", "top"):
        found = shown(through, unit, 2019)
        assert (found.value, found.numerator, found.denominator) == (Absence.SUPPRESSED, None, None)
    assert "424242" not in repr(through)


def test_parts_of_a_value_that_its_record_suppresses_are_not_kept() -> None:
    later = rate("a", 2019, 424_242, 10**6, "suppressed", line=2, source="later-letter")
    records = rate("a", 2019, 424_242, 10**6), later
    made = measuring(corpus(*records), **RULES)
    through = released(made).tables
    assert shown(through, "a", 2019).numerator is None
    assert "424242" not in repr(through)


def test_two_reports_of_a_day_that_agree_are_one_with_the_parts_of_either() -> None:
    reports = rate("a", 2019, 1, 4), rate("a", 2019, None, None, 250, line=2, source="second-letter")
    for order in (reports, reports[::-1]):
        found = shown(tables(*order), "a", 2019)
        assert (found.numerator, found.sources) == (Decimal(1), ("letter", "second-letter"))


def test_a_derived_measure_takes_rates_that_were_computed() -> None:
    made = measuring(corpus(rate("a", 2018, 1, 4), rate("a", 2019, 1, 3)), **RULES)
    grown = figure(compile_tables(deriving(made, {"growth": "made"}, name="grown")), "a", 2019, "grown")
    assert grown is not None
    assert grown.value == Quantity(Fraction(100, 3))
