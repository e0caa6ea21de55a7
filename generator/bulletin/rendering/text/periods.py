"""What a period is called, standing alone ("Quý I/2023") and inside a sentence ("trong quý I/2023")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bulletin.model.periods import Period, Shape
from bulletin.model.records import Term
from bulletin.model.text import Language
from bulletin.rendering.text.messages.message import Message

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")

_HALF = 6
"""Months of half a year."""
_SHAPES = {
    Shape.YEAR: Message("năm {year}", "{year}"),
    Shape.HALF: Message("6 tháng {half_vi} năm {year}", "{half_en} half of {year}"),
    Shape.QUARTER: Message("quý {roman}/{year}", "Q{quarter} {year}"),
    Shape.MONTHS: Message("{months} tháng đầu năm {year}", "first {count} months of {year}"),
}


def day_text(day: date, language: Language) -> str:
    """A day: ``5/9/2019``, ``5 September 2019``."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_text(day: date, language: Language) -> str:
    """A month: ``tháng 5/2019``, ``May 2019``."""
    if language == "vi":
        return f"tháng {day.month}/{day.year}"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def period_text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period standing alone, such as at the head of a row.

    :param terms: the terms of office by id, for their names.
    """
    text = _text(period, language, terms)
    return text[0].upper() + text[1:]


def period_name(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period in the midst of a sentence or in parentheses, without a preposition: ``năm 2018``."""
    if period.shape is Shape.TERM_TO_DATE and period.term:
        return f"{_lowered(terms[period.term].name.localized(language), language)}, {until_text(period.end, language)}"
    text = _text(period, language, terms)
    return _lowered(text, language) if period.term else text


def _lowered(name: str, language: Language) -> str:
    return name[0].lower() + name[1:] if language == "vi" else name


def period_inside(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    """A period within a sentence, with its preposition: ``trong năm 2018``, ``in 2018``; ``tại ngày 5/9/2019``."""
    text = _text(period, language, terms)
    text = _lowered(text, language) if period.term else text
    if language == "vi":
        if period.shape is Shape.INTERVAL and not _whole_years(period):
            return f"từ {text.replace(' – ', ' đến ')}"
        return f"tại {text}" if period.is_instant else f"trong {text}"
    if period.shape is Shape.INTERVAL:
        return f"from {text.replace(' – ', ' to ').replace('–', ' to ')}"
    if period.is_instant:
        return f"on {text}"
    return f"in {text}" if period.shape in (Shape.YEAR, Shape.QUARTER, Shape.MONTH) else f"in the {text}"


def _text(period: Period, language: Language, terms: Mapping[str, Term]) -> str:
    if period.term:
        name = terms[period.term].name.localized(language)
        return name if period.shape is Shape.TERM else f"{name} ({until_text(period.end, language)})"
    if period.shape in _SHAPES:
        return _SHAPES[period.shape].in_(language, **_details(period))
    if period.is_instant:
        day = day_text(period.end, language)
        return f"ngày {day}" if language == "vi" else day
    return month_text(period.end, language) if period.shape is Shape.MONTH else _interval(period, language)


def _details(period: Period) -> dict[str, str]:
    last, second = period.end.month, period.end.month > _HALF
    return {
        "year": str(period.end.year),
        "half_vi": "cuối" if second else "đầu",
        "half_en": "second" if second else "first",
        "roman": ("I", "II", "III", "IV")[(last - 1) // 3],
        "quarter": str((last + 2) // 3),
        "months": str(last),
        "count": _COUNTS[last % 12],
    }


def _interval(period: Period, language: Language) -> str:
    if _whole_years(period):
        years = f"{period.start.year}–{period.end.year}"
        return f"giai đoạn {years}" if language == "vi" else years
    return f"{_beginning(period, language)} – {_end(period, language)}"


def _beginning(period: Period, language: Language) -> str:
    """The year or the month, as the notation has it, where the period outlasts that; else the day."""
    first, last = period.start, period.end
    if (first.month, first.day) == (1, 1) and first.year < last.year:
        return f"năm {first.year}" if language == "vi" else str(first.year)
    if first.day == 1 and (_ends_month(last) or (first.year, first.month) < (last.year, last.month)):
        return month_text(first, language)
    return day_text(first, language)


def _end(period: Period, language: Language) -> str:
    """The month, where the beginning is no day either; else the day."""
    is_month = period.start.day == 1 and _ends_month(period.end)
    return month_text(period.end, language) if is_month else day_text(period.end, language)


def until_text(end: date, language: Language) -> str:
    """Up to a day: ``đến hết tháng 12/2023``, ``to the end of December 2023``."""
    vietnamese = language == "vi"
    if (end.month, end.day) == (12, 31):
        return f"đến hết năm {end.year}" if vietnamese else f"to the end of {end.year}"
    if _ends_month(end):
        return f"đến hết {month_text(end, language)}" if vietnamese else f"to the end of {month_text(end, language)}"
    return f"đến ngày {day_text(end, language)}" if vietnamese else f"to {day_text(end, language)}"


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _whole_years(period: Period) -> bool:
    first, last = period.start, period.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
