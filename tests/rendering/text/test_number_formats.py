"""Numbers read as each language writes them; Babel is the oracle."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from bulletin.localization.formats import decimal_text
from bulletin.model.text import Language
from bulletin.model.values import Absence, Qualifier, Quantity, parse_value
from bulletin.rendering.text.number_formats import (
    MINUS,
    fraction_text,
    integer_text,
    percent_text,
    quantity_text,
    signed_text,
    value_text,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN, LANGUAGES, VI

ANY = st.sampled_from(LANGUAGES)


@given(st.decimals(-(10**14), 10**14, places=3), ANY)
def test_grouping_and_points_are_those_of_babel(number: Decimal, language: Language) -> None:
    """A number looks as the CLDR has it, but for the minus sign."""
    expected = format_decimal(number or Decimal(0), "#,##0.000", locale=language)
    assert decimal_text(number, language).replace(MINUS, "-") == expected


@given(st.integers(-(10**15), 10**15), ANY)
def test_whole_numbers_are_those_of_babel(number: int, language: Language) -> None:
    """A whole number looks as the CLDR has it, but for the minus sign."""
    assert integer_text(number, language).replace(MINUS, "-") == format_decimal(number, locale=language)


@given(st.fractions(-1000, 1000), ANY)
def test_a_displayed_fraction_is_off_by_half_of_its_last_digit_at_most(number: Fraction, language: Language) -> None:
    """What is displayed lies within half a hundredth, and tells by its decimals whether it is exact."""
    shown = _read(fraction_text(number, language), language)
    assert abs(shown - number) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("numerator", "denominator", "vi", "en"),
    [
        (1115, 1100, "101,36%", "101.36%"),
        (23, 16, "143,75%", "143.75%"),
        (22, 20, "110%", "110%"),
        (2241, 9810, "22,84%", "22.84%"),
        (1, 800, "0,13%", "0.13%"),
        (99_999, 100_000, "100,00%", "100.00%"),
        (0, 7, "0%", "0%"),
    ],
)
def test_percentages(numerator: int, denominator: int, vi: str, en: str) -> None:
    """A ratio has two decimals where it was rounded, half up, and only those it needs where it is exact."""
    ratio = Fraction(numerator, denominator)
    assert (percent_text(ratio, VI), percent_text(ratio, EN)) == (vi, en)


@pytest.mark.parametrize(
    ("raw", "symbol", "vi", "en"),
    [
        (1115, None, "1.115", "1,115"),
        (Decimal("26.20"), "%", "26,20%", "26.20%"),
        ({"more-than": 150}, None, "hơn 150", "more than 150"),
        ({"about": 10_000}, None, "khoảng 10.000", "about 10,000"),
        ({"at-least": 5}, None, "ít nhất 5", "at least 5"),
        ({"under": Decimal("0.5")}, "%", "dưới 0,5%", "under 0.5%"),
        ({"at-most": 7}, None, "không quá 7", "at most 7"),
        ({"between": [10, 12]}, "%", "10 đến 12%", "10 to 12%"),
        ({"more-than": 70}, "₫", "hơn 70\u00a0₫", "more than 70\u00a0₫"),
        (-7, None, "−7", "−7"),
        ("not-yet-reported", None, "chưa báo cáo", "not yet reported"),
        ("suppressed", "%", "không công bố", "suppressed"),
    ],
)
def test_values(raw: object, symbol: str | None, vi: str, en: str) -> None:
    """A value reads with its qualifier, the digits it was stated with and its unit's symbol."""
    value = parse_value(raw)
    assert (value_text(value, VI, symbol), value_text(value, EN, symbol)) == (vi, en)


def test_differences_have_a_sign() -> None:
    """A difference says which way it went, but for none."""
    assert [signed_text(Quantity(Fraction(n)), VI) for n in (1234, 0, -7)] == ["+1.234", "0", "−7"]
    assert signed_text(Quantity(Fraction(7), Qualifier.MORE_THAN), VI) == "hơn 7"


def test_computed_amounts_keep_their_qualifier() -> None:
    """A percentage of a partial total is at least so much, never just so much."""
    assert quantity_text(Quantity(Fraction(115, 2), Qualifier.AT_LEAST), VI, "%") == "ít nhất 57,5%"
    assert quantity_text(Quantity(Fraction(1), Qualifier.BETWEEN, Fraction(4, 3)), EN, "%") == "1 to 1.33%"
    assert value_text(None, VI) == "không tính được"
    assert value_text(Absence.SUPPRESSED, EN) == "suppressed"


@given(st.integers(0, 10**9), ANY)
def test_an_exact_quantity_is_just_its_number(number: int, language: Language) -> None:
    """No qualifier, no word."""
    assert quantity_text(Quantity(Decimal(number)), language) == integer_text(number, language)


def _read(text: str, language: Language) -> Fraction:
    thousands, point = (".", ",") if language is VI else (",", ".")
    return Fraction(text.replace(thousands, "").replace(point, ".").replace(MINUS, "-"))
