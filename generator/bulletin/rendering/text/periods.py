"""What a period is called, standing alone ("Q1 2023") and inside a sentence ("in Q1 2023")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bulletin.localization.formats import day_text, formats_of, month_text
from bulletin.localization.messages import Message, _, translate
from bulletin.model.periods import Period, Shape
from bulletin.model.records import Term
from bulletin.model.text import Language

_YEAR = _("{year}", "name of a year")
_HALVES = (
    _("first half of {year}", "name of some months"),
    _("second half of {year}", "name of some months"),
)
_QUARTERS = (
    _("Q1 {year}", "name of some months"),
    _("Q2 {year}", "name of some months"),
    _("Q3 {year}", "name of some months"),
    _("Q4 {year}", "name of some months"),
)
_FIRST_MONTHS = {
    2: _("first two months of {year}", "name of some months"),
    4: _("first four months of {year}", "name of some months"),
    5: _("first five months of {year}", "name of some months"),
    7: _("first seven months of {year}", "name of some months"),
    8: _("first eight months of {year}", "name of some months"),
    9: _("first nine months of {year}", "name of some months"),
    10: _("first ten months of {year}", "name of some months"),
    11: _("first eleven months of {year}", "name of some months"),
}
"""By how many months of the year; three and six are a quarter and a half."""
_DAY = _("{day}", "name of a day")
_YEARS = _("{first}–{last}", "name of a span of years")
_INTERVAL = _("{first} – {last}", "name of an interval")
_TERM_TO_DATE = _("{term} ({until})", "name of a term of office up to a day")
_TERM_TO_DATE_INSIDE = _("{term}, {until}", "name of a term of office up to a day, within a sentence")
_UNTIL_YEAR = _("to the end of {year}", "up to a day")
_UNTIL_MONTH = _("to the end of {month}", "up to a day")
_UNTIL_DAY = _("to {day}", "up to a day")

_FROM_YEARS = _("from {first} to {last}", "during some years")
_FROM = _("from {first} to {last}", "during an interval")
_ON = _("on {day}", "on a day")
_IN = _("in {period}", "during a year, a quarter or a month")
_IN_THE = _("in the {period}", "during some months or a term of office")
_NAMED = frozenset({Shape.YEAR, Shape.QUARTER, Shape.MONTH})
"""Periods with a name of their own, which takes no article; others are called by a phrase."""


def period_text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period standing alone, such as at the head of a row.

    :param terms: the terms of office by id, for their names.
    """
    text = _text(period, language, terms)
    return text[0].upper() + text[1:]


def period_name(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period in the midst of a sentence or in parentheses, without a preposition: ``2018``."""
    if period.shape is Shape.TERM_TO_DATE and period.term:
        name = _in_sentence(terms[period.term].name.localized(language), language)
        return translate(_TERM_TO_DATE_INSIDE, language, term=name, until=until_text(period.end, language))
    text = _text(period, language, terms)
    return _in_sentence(text, language) if period.term else text


def _in_sentence(name: str, language: Language) -> str:
    """A term's name within a sentence, where some languages write it without its capital."""
    return name[0].lower() + name[1:] if formats_of(language).lowers_names else name


def period_inside(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period within a sentence, with its preposition: ``in 2018``; ``on 5 September 2019``."""
    if period.shape is Shape.INTERVAL:
        message = _FROM_YEARS if _whole_years(period) else _FROM
        return translate(message, language, **_ends(period, language))
    text = _text(period, language, terms)
    if period.is_instant:
        return translate(_ON, language, day=text)
    message = _IN if period.shape in _NAMED else _IN_THE
    return translate(message, language, period=_in_sentence(text, language) if period.term else text)


def _text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    if period.term:
        name = terms[period.term].name.localized(language)
        until = until_text(period.end, language)
        return name if period.shape is Shape.TERM else translate(_TERM_TO_DATE, language, term=name, until=until)
    if period.shape is Shape.MONTH:
        return month_text(period.end, language)
    if period.is_instant:
        return translate(_DAY, language, day=day_text(period.end, language))
    if period.shape is Shape.INTERVAL:
        return translate(_YEARS if _whole_years(period) else _INTERVAL, language, **_ends(period, language))
    return translate(_part_of_year(period), language, year=str(period.end.year))


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
        return translate(_YEAR, language, year=str(first.year))
    if first.day == 1 and (_ends_month(last) or (first.year, first.month) < (last.year, last.month)):
        return month_text(first, language)
    return day_text(first, language)


def _end(period: Period, language: Language) -> str:
    """The month, where the beginning is no day either; else the day."""
    is_month = period.start.day == 1 and _ends_month(period.end)
    return month_text(period.end, language) if is_month else day_text(period.end, language)


def until_text(end: date, language: Language) -> str:
    """Up to a day: ``to the end of December 2023``."""
    if (end.month, end.day) == (12, 31):
        return translate(_UNTIL_YEAR, language, year=str(end.year))
    if _ends_month(end):
        return translate(_UNTIL_MONTH, language, month=month_text(end, language))
    return translate(_UNTIL_DAY, language, day=day_text(end, language))


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _whole_years(period: Period) -> bool:
    first, last = period.start, period.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
