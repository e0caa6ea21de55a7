"""What a period is called, standing alone ("Quý I/2023") and inside a sentence ("trong quý I/2023")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bulletin.localization.formats import day_text, formats_of, month_text
from bulletin.model.periods import Period, Shape
from bulletin.model.records import Term
from bulletin.model.text import Language
from bulletin.rendering.text.messages.message import Message

_YEAR = Message("năm {year}", "{year}")
_HALVES = (
    Message("6 tháng đầu năm {year}", "first half of {year}"),
    Message("6 tháng cuối năm {year}", "second half of {year}"),
)
_QUARTERS = (
    Message("quý I/{year}", "Q1 {year}"),
    Message("quý II/{year}", "Q2 {year}"),
    Message("quý III/{year}", "Q3 {year}"),
    Message("quý IV/{year}", "Q4 {year}"),
)
_FIRST_MONTHS = {
    2: Message("2 tháng đầu năm {year}", "first two months of {year}"),
    4: Message("4 tháng đầu năm {year}", "first four months of {year}"),
    5: Message("5 tháng đầu năm {year}", "first five months of {year}"),
    7: Message("7 tháng đầu năm {year}", "first seven months of {year}"),
    8: Message("8 tháng đầu năm {year}", "first eight months of {year}"),
    9: Message("9 tháng đầu năm {year}", "first nine months of {year}"),
    10: Message("10 tháng đầu năm {year}", "first ten months of {year}"),
    11: Message("11 tháng đầu năm {year}", "first eleven months of {year}"),
}
"""By how many months of the year; three and six are a quarter and a half."""
_DAY = Message("ngày {day}", "{day}")
_YEARS = Message("giai đoạn {first}–{last}", "{first}–{last}")
_INTERVAL = Message("{first} – {last}", "{first} – {last}")
_TERM_TO_DATE = Message("{term} ({until})", "{term} ({until})")
_TERM_TO_DATE_INSIDE = Message("{term}, {until}", "{term}, {until}")
_UNTIL_YEAR = Message("đến hết năm {year}", "to the end of {year}")
_UNTIL_MONTH = Message("đến hết {month}", "to the end of {month}")
_UNTIL_DAY = Message("đến ngày {day}", "to {day}")

_FROM_YEARS = Message("trong giai đoạn {first}–{last}", "from {first} to {last}")
_FROM = Message("từ {first} đến {last}", "from {first} to {last}")
_ON = Message("tại {day}", "on {day}")
_IN = Message("trong {period}", "in {period}")
_IN_THE = Message("trong {period}", "in the {period}")
_NAMED = frozenset({Shape.YEAR, Shape.QUARTER, Shape.MONTH})
"""Periods with a name of their own, which takes no article; others are called by a phrase."""


def period_text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period standing alone, such as at the head of a row.

    :param terms: the terms of office by id, for their names.
    """
    text = _text(period, language, terms)
    return text[0].upper() + text[1:]


def period_name(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period in the midst of a sentence or in parentheses, without a preposition: ``năm 2018``."""
    if period.shape is Shape.TERM_TO_DATE and period.term:
        name = _in_sentence(terms[period.term].name.localized(language), language)
        return _TERM_TO_DATE_INSIDE.in_(language, term=name, until=until_text(period.end, language))
    text = _text(period, language, terms)
    return _in_sentence(text, language) if period.term else text


def _in_sentence(name: str, language: Language) -> str:
    """A term's name within a sentence, where some languages write it without its capital."""
    return name[0].lower() + name[1:] if formats_of(language).lowers_names else name


def period_inside(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period within a sentence, with its preposition: ``trong năm 2018``, ``in 2018``; ``tại ngày 5/9/2019``."""
    if period.shape is Shape.INTERVAL:
        message = _FROM_YEARS if _whole_years(period) else _FROM
        return message.in_(language, **_ends(period, language))
    text = _text(period, language, terms)
    if period.is_instant:
        return _ON.in_(language, day=text)
    message = _IN if period.shape in _NAMED else _IN_THE
    return message.in_(language, period=_in_sentence(text, language) if period.term else text)


def _text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    if period.term:
        name = terms[period.term].name.localized(language)
        until = until_text(period.end, language)
        return name if period.shape is Shape.TERM else _TERM_TO_DATE.in_(language, term=name, until=until)
    if period.shape is Shape.MONTH:
        return month_text(period.end, language)
    if period.is_instant:
        return _DAY.in_(language, day=day_text(period.end, language))
    if period.shape is Shape.INTERVAL:
        return (_YEARS if _whole_years(period) else _INTERVAL).in_(language, **_ends(period, language))
    return _part_of_year(period).in_(language, year=str(period.end.year))


def _part_of_year(period: Period) -> Message:
    """What a year is called, or some months of it."""
    last = period.end.month
    match period.shape:
        case Shape.HALF:
            return _HALVES[last // 6 - 1]
        case Shape.QUARTER:
            return _QUARTERS[last // 3 - 1]
        case Shape.MONTHS:
            return _FIRST_MONTHS[last]
    return _YEAR


def _ends(period: Period, language: Language) -> dict[str, str]:
    """Where an interval begins and where it ends, as exactly as its notation tells."""
    if _whole_years(period):
        return {"first": str(period.start.year), "last": str(period.end.year)}
    return {"first": _beginning(period, language), "last": _end(period, language)}


def _beginning(period: Period, language: Language) -> str:
    """The year or the month, as the notation has it, where the period outlasts that; else the day."""
    first, last = period.start, period.end
    if (first.month, first.day) == (1, 1) and first.year < last.year:
        return _YEAR.in_(language, year=str(first.year))
    if first.day == 1 and (_ends_month(last) or (first.year, first.month) < (last.year, last.month)):
        return month_text(first, language)
    return day_text(first, language)


def _end(period: Period, language: Language) -> str:
    """The month, where the beginning is no day either; else the day."""
    is_month = period.start.day == 1 and _ends_month(period.end)
    return month_text(period.end, language) if is_month else day_text(period.end, language)


def until_text(end: date, language: Language) -> str:
    """Up to a day: ``đến hết tháng 12/2023``, ``to the end of December 2023``."""
    if (end.month, end.day) == (12, 31):
        return _UNTIL_YEAR.in_(language, year=str(end.year))
    if _ends_month(end):
        return _UNTIL_MONTH.in_(language, month=month_text(end, language))
    return _UNTIL_DAY.in_(language, day=day_text(end, language))


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _whole_years(period: Period) -> bool:
    first, last = period.start, period.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
