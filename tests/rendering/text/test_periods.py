"""What periods are called."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from bulletin.localization.formats import day_text, month_text
from bulletin.model.periods import Period, between, instant, parse_period
from bulletin.model.records import Term
from bulletin.model.text import Language
from bulletin.rendering.text.periods import period_inside, period_name, period_text
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN, LANGUAGES, VI

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


def test_a_term_to_date_has_no_parentheses_of_its_own_in_parentheses() -> None:
    """In the midst of a sentence the day it runs to is set off by a comma."""
    period = _period("term-2015-2020/2019-11")
    assert period_name(period, VI, TERMS) == "nhiệm kỳ 2015–2020, đến hết tháng 11/2019"
    assert period_name(period, EN, TERMS) == "2015–2020 term, to the end of November 2019"


@given(DAYS, DAYS, ANY_LANGUAGE)
def test_two_periods_never_share_a_name(start: date, end: date, language: Language) -> None:
    """A name tells both ends, so that equal names mean equal periods."""
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
