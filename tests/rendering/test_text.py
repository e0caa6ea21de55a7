"""Numbers and periods as text: digits for programs, numbers and periods for readers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from bulletin.localization.formats import day_text, decimal_text, month_text
from bulletin.model.periods import Period, between, instant, parse_period, reporting_year
from bulletin.model.records import Term
from bulletin.model.text import Language
from bulletin.model.values import Absence, Qualifier, Quantity, Value, parse_value
from bulletin.rendering.text import (
    MINUS,
    digits,
    exact_digits,
    fraction_text,
    integer_text,
    json_number,
    percent_text,
    period_after,
    period_inside,
    period_name,
    period_text,
    signed_text,
    value_digits,
    value_text,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN, LANGUAGES, VI

DECIMALS = st.decimals(-(10**14), 10**14, places=2)


@given(DECIMALS)
def test_stated_numbers_read_back_with_their_decimals(number: Decimal) -> None:
    """26.20 is not 26.2."""
    for written in (value_digits(Quantity(number)), exact_digits(Quantity(number))):
        assert str(Decimal(written)) == str(number)


@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_computed_numbers_are_rounded_to_the_nearest(number: Fraction, decimals: int) -> None:
    """No more decimals than asked for, and no further from the number than half of the last one."""
    written = digits(number, decimals)
    assert len(written.partition(".")[2]) <= decimals
    assert abs(Fraction(written) - number) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("number", "written"), [(Fraction(1, 2), "0.5"), (Fraction(1, 3), "0.33"), (Fraction(2, 3) * 3, "2")]
)
def test_trailing_zeros_are_kept_only_where_a_number_was_rounded(number: Fraction, written: str) -> None:
    """An exact number has the decimals that it has."""
    assert digits(number) == written
    assert digits(Fraction(2999, 10_000)) == "0.30"


def test_ranges_and_absences() -> None:
    """A range has both ends; an absence is empty, never zero."""
    assert value_digits(parse_value({"between": [10, Decimal("12.5")]})) == "10..12.5"
    assert value_digits(Absence.NOT_AVAILABLE) == ""


@pytest.mark.parametrize(
    "inexact", [Absence.SUPPRESSED, parse_value({"more-than": 150}), Quantity(Fraction(7), Qualifier.ABOUT), None]
)
def test_digits_alone_never_misstate_a_value(inexact: Value | Quantity | None) -> None:
    """More than 150 is not 150."""
    assert exact_digits(inexact) == ""


@given(DECIMALS | st.integers(-(10**15), 10**15).map(Decimal))
def test_whole_numbers_are_exact_in_json(number: Decimal) -> None:
    """Others are the nearest double."""
    found = json_number(number)
    assert isinstance(found, int) == (number == int(number))
    assert found == (int(number) if isinstance(found, int) else float(str(number)))


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
    """What is displayed lies within half a hundredth, and says by its decimals whether it is exact."""
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


def test_a_percentage_may_have_more_decimals_and_another_place_for_its_sign() -> None:
    """Shares of a split unit are shown as exactly as sources state them; Spanish has a space before the sign."""
    assert percent_text(Fraction(333_333, 1_000_000), EN, 6) == "33.3333%"
    assert percent_text(Fraction(1, 10), "es") == "10\N{NO-BREAK SPACE}%"


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
    assert value_text(Quantity(Fraction(115, 2), Qualifier.AT_LEAST), VI, "%") == "ít nhất 57,5%"
    assert value_text(Quantity(Fraction(1), Qualifier.BETWEEN, Fraction(4, 3)), EN, "%") == "1 to 1.33%"
    assert value_text(None, VI) == "không tính được"
    assert value_text(Absence.SUPPRESSED, EN) == "suppressed"


@given(st.integers(0, 10**9), ANY)
def test_an_exact_quantity_is_just_its_number(number: int, language: Language) -> None:
    """No qualifier, no word."""
    assert value_text(Quantity(Decimal(number)), language) == integer_text(number, language)


def _read(text: str, language: Language) -> Fraction:
    thousands, point = (".", ",") if language is VI else (",", ".")
    return Fraction(text.replace(thousands, "").replace(point, ".").replace(MINUS, "-"))


SPANS = {"term-2015-2020": parse_period("2015/2020")}
TERMS = {
    "term-2015-2020": Term.model_validate(
        {
            "id": "term-2015-2020",
            "name": {"vi": "Nhiệm kỳ 2015–2020", "en": "2015–2020 term"},
            "period": SPANS["term-2015-2020"],
        }
    )
}

ALONE = [
    (2018, "Năm 2018", "2018"),
    ("2019-H1", "6 tháng đầu năm 2019", "First half of 2019"),
    ("2019-H2", "6 tháng cuối năm 2019", "Second half of 2019"),
    ("2023-Q1", "Quý I/2023", "Q1 2023"),
    ("2023-Q4", "Quý IV/2023", "Q4 2023"),
    ("2019-05", "Tháng 5/2019", "May 2019"),
    ("2019-09-05", "Ngày 5/9/2019", "5 September 2019"),
    ("2019-01/2019-09", "9 tháng đầu năm 2019", "First nine months of 2019"),
    ("2019-01/2019-07", "7 tháng đầu năm 2019", "First seven months of 2019"),
    ("2016/2017", "Giai đoạn 2016–2017", "2016–2017"),
    ("2019-07/2019-08", "Tháng 7/2019 – tháng 8/2019", "July 2019 – August 2019"),
    ("2019-07-02/2019-09-06", "2/7/2019 – 6/9/2019", "2 July 2019 – 6 September 2019"),
    ("2019-07/2019-09-06", "Tháng 7/2019 – 6/9/2019", "July 2019 – 6 September 2019"),
    ("2019-07/2019-07-06", "1/7/2019 – 6/7/2019", "1 July 2019 – 6 July 2019"),
    ("2020/2022-09-28", "Năm 2020 – 28/9/2022", "2020 – 28 September 2022"),
    ("2020/2022-09", "Năm 2020 – tháng 9/2022", "2020 – September 2022"),
    ("term-2015-2020", "Nhiệm kỳ 2015–2020", "2015–2020 term"),
    (
        "term-2015-2020/2019-11",
        "Nhiệm kỳ 2015–2020 (đến hết tháng 11/2019)",
        "2015–2020 term (to the end of November 2019)",
    ),
    ("term-2015-2020/2018", "Nhiệm kỳ 2015–2020 (đến hết năm 2018)", "2015–2020 term (to the end of 2018)"),
    ("term-2015-2020/2019-11-28", "Nhiệm kỳ 2015–2020 (đến ngày 28/11/2019)", "2015–2020 term (to 28 November 2019)"),
]
INSIDE = [
    (2018, "trong năm 2018", "in 2018"),
    ("2019-H1", "trong 6 tháng đầu năm 2019", "in the first half of 2019"),
    ("2023-Q1", "trong quý I/2023", "in Q1 2023"),
    ("2019-05", "trong tháng 5/2019", "in May 2019"),
    ("2019-09-05", "tại ngày 5/9/2019", "on 5 September 2019"),
    ("2019-01/2019-09", "trong 9 tháng đầu năm 2019", "in the first nine months of 2019"),
    ("2016/2017", "trong giai đoạn 2016–2017", "from 2016 to 2017"),
    ("2019-07-02/2019-09-06", "từ 2/7/2019 đến 6/9/2019", "from 2 July 2019 to 6 September 2019"),
    ("2020/2022-09-28", "từ năm 2020 đến 28/9/2022", "from 2020 to 28 September 2022"),
    ("2018/2019-11-28", "từ năm 2018 đến 28/11/2019", "from 2018 to 28 November 2019"),
    ("2019-07/2019-09-06", "từ tháng 7/2019 đến 6/9/2019", "from July 2019 to 6 September 2019"),
    ("2019-07/2019-08", "từ tháng 7/2019 đến tháng 8/2019", "from July 2019 to August 2019"),
    ("term-2015-2020", "trong nhiệm kỳ 2015–2020", "in the 2015–2020 term"),
]
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ANY_LANGUAGE = st.sampled_from(LANGUAGES)


def _period(notation: str | int) -> Period:
    return parse_period(notation, SPANS)


@pytest.mark.parametrize(("notation", "vi", "en"), ALONE)
def test_a_period_alone(notation: str | int, vi: str, en: str) -> None:
    """Every shape has its customary name."""
    period = _period(notation)
    assert (period_text(period, VI, TERMS), period_text(period, EN, TERMS)) == (vi, en)


@pytest.mark.parametrize(("notation", "vi", "en"), INSIDE)
def test_a_period_in_a_sentence(notation: str | int, vi: str, en: str) -> None:
    """Every shape has its preposition."""
    period = _period(notation)
    assert (period_inside(period, VI, TERMS), period_inside(period, EN, TERMS)) == (vi, en)


@pytest.mark.parametrize(
    ("notation", "en", "fr", "es"),
    [
        (2019, "2019", "2019", "2019"),
        ("2019-05", "May 2019", "mai 2019", "mayo de 2019"),
        ("2019-Q1", "Q1 2019", "le 1er trimestre 2019", "el primer trimestre de 2019"),
        ("2019-H1", "the first half of 2019", "le 1er semestre 2019", "el primer semestre de 2019"),
        (
            "2019-01/2019-09",
            "the first nine months of 2019",
            "les neuf premiers mois de 2019",
            "los primeros nueve meses de 2019",
        ),
        ("2019-12-31", "31 December 2019", "le 31 d\u00e9cembre 2019", "el 31 de diciembre de 2019"),
        ("term-2015-2020", "the 2015–2020 term", None, None),
    ],
)
def test_a_period_after_a_preposition(notation: str | int, en: str, fr: str | None, es: str | None) -> None:
    """It is called as elsewhere, with an article before it where the language has one."""
    period = _period(notation)
    assert period_after(period, EN, TERMS) == en
    assert period_after(period, VI, TERMS) == period_name(period, VI, TERMS)
    for language, called in (("fr", fr), ("es", es)):
        if called is not None:
            assert period_after(period, language, TERMS) == called
            assert called.endswith(period_name(period, language, TERMS))


def test_a_term_to_date_has_no_parentheses_of_its_own_in_parentheses() -> None:
    """In the midst of a sentence the day it runs to is set off by a comma."""
    period = _period("term-2015-2020/2019-11")
    assert period_name(period, VI, TERMS) == "nhiệm kỳ 2015–2020, đến hết tháng 11/2019"
    assert period_name(period, EN, TERMS) == "2015–2020 term, to the end of November 2019"


@pytest.mark.parametrize(
    ("notation", "first_month", "vi", "en"),
    [
        ("2023-09/2024-08", 9, "Năm 2023/24", "2023/24"),
        ("2023-04/2024-03", 4, "Năm 2023/24", "2023/24"),
        ("2008-09/2009-08", 9, "Năm 2008/09", "2008/09"),
        ("1999-09/2000-08", 9, "Năm 1999/2000", "1999/2000"),
        ("2023-09/2024-08", 1, "Tháng 9/2023 – tháng 8/2024", "September 2023 – August 2024"),
        ("2023-10/2024-09", 9, "Tháng 10/2023 – tháng 9/2024", "October 2023 – September 2024"),
        ("2023", 9, "Năm 2023", "2023"),
        ("2023/2024", 9, "Giai đoạn 2023–2024", "2023–2024"),
        ("2020-09/2024-08", 9, "Tháng 9/2020 – tháng 8/2024", "September 2020 – August 2024"),
    ],
)
def test_a_year_of_the_bulletin_is_called_by_the_two_it_lies_in(
    notation: str, first_month: int, vi: str, en: str
) -> None:
    """Only where its month is declared: twelve months may be anything else."""
    period = parse_period(notation)
    assert period_text(period, VI, {}, first_month) == vi
    assert period_text(period, EN, {}, first_month) == en


def test_a_year_of_the_bulletin_in_a_sentence() -> None:
    """It has the preposition of a year."""
    period = parse_period("2023-09/2024-08")
    assert (period_inside(period, VI, {}, 9), period_inside(period, EN, {}, 9)) == ("trong năm 2023/24", "in 2023/24")
    assert period_name(period, VI, {}, 9) == "năm 2023/24"


@given(st.integers(1900, 2199), st.integers(2, 12), ANY_LANGUAGE)
def test_the_name_of_a_year_of_the_bulletin_can_be_typed(year: int, month: int, language: Language) -> None:
    """Whoever copies it from the site gets the same period, but for the word before it."""
    period = reporting_year(year, month)
    name = period_text(period, language, {}, month).removeprefix("Năm ")
    assert parse_period(name, first_month=month) == period


@given(DAYS, st.integers(0, 900), ANY_LANGUAGE)
def test_a_name_never_repeats_its_ends(start: date, days: int, language: Language) -> None:
    """A day, a month or a year from its beginning to its end is called by its name once."""
    period = between(start, min(start + timedelta(days), date(2200, 12, 31)))
    for name in (period_text(period, language, {}), period_name(period, language, {})):
        first, _, last = name.replace("–", " – ").partition(" – ")
        assert first.strip() != last.strip()
    inside = period_inside(period, language, {})
    assert inside.count(day_text(period.start, language)) <= 1 or period.days > 1


@given(DAYS, ANY_LANGUAGE)
def test_one_day_is_called_by_its_date(day: date, language: Language) -> None:
    """What happened over a day is named like what was counted on one."""
    assert period_text(between(day, day), language, {}) == period_text(instant(day), language, {})
    assert period_inside(between(day, day), language, {}) == period_inside(instant(day), language, {})


@given(DAYS, DAYS, ANY_LANGUAGE)
def test_two_periods_never_share_a_name(start: date, end: date, language: Language) -> None:
    """A name says both ends, so that equal names mean equal periods."""
    first, last = sorted((start, end))
    period, shorter = between(first, last), between(first, first if first == last else last.replace(day=1))
    if shorter.end >= shorter.start and shorter != period:
        assert period_text(period, language, {}) != period_text(shorter, language, {})


@given(DAYS)
def test_english_days_are_those_of_babel(day: date) -> None:
    """Day, month in words, year."""
    assert day_text(day, EN) == format_date(day, "d MMMM y", locale="en")
    assert period_text(instant(day), EN, {}) == day_text(day, EN)


@given(DAYS)
def test_vietnamese_days_are_those_of_babel(day: date) -> None:
    """Day, month and year in digits, without zeros in front."""
    assert day_text(day, VI) == format_date(day, "d/M/y", locale="vi")
    assert month_text(day, VI) == format_date(day, "MMMM/y", locale="vi").replace("Tháng", "tháng")
