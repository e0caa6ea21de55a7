"""Values: what is typed is kept digit by digit, and what is no value is refused by code."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import inf, nextafter

import pytest
from bulletin.model.records.vocabulary import Tolerance
from bulletin.model.values import Absence, Qualifier, Quantity, Value, are_same, parse_value
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

numbers = st.integers(-(10**14), 10**14) | st.decimals(-(10**9), 10**9, places=3, allow_nan=False)


@given(numbers)
def test_a_plain_number_is_exact_and_keeps_its_digits(number: int | Decimal) -> None:
    value = parse_value(number)
    assert isinstance(value, Quantity)
    assert value.is_exact
    assert str(value.number) == str(number)


@given(st.sampled_from([q for q in Qualifier if q not in (Qualifier.EXACT, Qualifier.BETWEEN)]), numbers)
def test_a_qualified_number_keeps_its_qualifier(qualifier: Qualifier, number: int | Decimal) -> None:
    assert parse_value({qualifier.value: number}) == Quantity(Decimal(number), qualifier)


def test_a_range_keeps_both_ends() -> None:
    assert parse_value({"between": [10, 12]}) == Quantity(Decimal(10), Qualifier.BETWEEN, Decimal(12))


@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_typed_by_its_name(absence: Absence) -> None:
    assert parse_value(absence.value) is absence


def test_zero_is_a_value() -> None:
    assert parse_value(0) == Quantity(Decimal(0))


def test_stated_decimals_are_counted() -> None:
    assert (Quantity(Decimal("26.20")).decimals, Quantity(Decimal(26)).decimals) == (2, 0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("many", "value-not-a-number"),
        (True, "value-not-a-number"),
        (1.5, "value-not-a-number"),
        (None, "value-not-a-number"),
        (Decimal("NaN"), "value-too-large"),
        (10**15, "value-too-large"),
        ({"around": 5}, "value-qualifier"),
        ({"about": 5, "under": 6}, "value-qualifier"),
        ({}, "value-qualifier"),
        ({"about": "five"}, "value-not-a-number"),
        ({"between": [12, 10]}, "value-range"),
        ({"between": [10]}, "value-range"),
        ({"between": 10}, "value-range"),
    ],
)
def test_what_is_no_value_is_refused_by_code(raw: object, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_value(raw)
    assert refused.value.type == code


@given(numbers, st.integers(1, 100))
def test_a_computed_quantity_equals_the_stated_one_and_has_no_digits_of_its_own(number: int | Decimal, by: int) -> None:
    stated, computed = Quantity(Decimal(number)), Quantity(Fraction(number))
    assert (stated, hash(stated), stated.times(by)) == (computed, hash(computed), computed.times(by))
    assert stated.decimal == number
    with pytest.raises(TypeError):
        assert computed.decimal


def test_a_margin_is_written_as_it_was_typed() -> None:
    """In ``values.json`` of an edition, and without a warning on the publisher's terminal."""
    typed = Tolerance.model_validate({"absolute": 60, "percent": 5})
    assert typed.model_dump(mode="json") == {"absolute": "60", "percent": "5"}


typed = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)
"""Numbers of up to 15 digits."""


@given(typed, typed)
def test_numbers_that_people_type_are_the_same_only_where_they_are_equal(number: Decimal, other: Decimal) -> None:
    assert are_same(Quantity(number), Quantity(other)) == (number == other)


@given(st.floats(1e-6, 1e9), st.integers(-3, 3))
def test_what_programs_round_is_no_other_value(number: float, steps: int) -> None:
    """Whichever of the two comes first."""
    near = number
    for _step in range(abs(steps)):
        near = nextafter(near, inf if steps > 0 else 0)
    values = Quantity(Decimal(repr(number))), Quantity(Decimal(repr(near)))
    is_long = any(len(value.decimal.as_tuple().digits) > 15 for value in values)
    assert are_same(*values) == are_same(*reversed(values))
    assert are_same(*values) == (is_long or values[0] == values[1])


@pytest.mark.parametrize(
    ("value", "other", "same"),
    [
        (Quantity(Decimal("70.27686552488977")), Quantity(Decimal("70.27686552488978")), True),
        (Quantity(Decimal("70.27686552488977")), Quantity(Decimal("70.2768655248898")), True),
        (Quantity(Decimal("70.27686552488977")), Quantity(Decimal("70.2768")), False),
        (Quantity(Decimal("123456789012.34")), Quantity(Decimal("123456789012.35")), False),
        (Quantity(Fraction(1, 3)), Quantity(Fraction(10**13 + 1, 3 * 10**13)), True),
        (Quantity(Fraction(1, 3)), Quantity(Fraction(10**11 + 1, 3 * 10**11)), False),
        (Quantity(Decimal("0.1")), Quantity(Decimal("0.1"), Qualifier.AT_LEAST), False),
        (Quantity(Decimal(0)), Quantity(Decimal("1E-20")), False),
        (Quantity(Decimal(1)), Absence.NOT_AVAILABLE, False),
        (Absence.SUPPRESSED, Absence.SUPPRESSED, True),
    ],
)
def test_values_are_the_same_by_what_they_say(value: Value, other: Value, *, same: bool) -> None:
    assert are_same(value, other) is same
