"""Numbers and periods as text: plain digits for programs, words and digits of a language for readers.

Values stay exact until here; they are rounded, half up, only to be displayed. Digits for programs have a decimal point,
and an empty string for no number, as an empty CSV cell. A period is named alone ("Q1 2023") and within a sentence ("in
Q1 2023").
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor

from bulletin.analysis.claims.verdicts import DECIMALS
from bulletin.analysis.quantities import Outcome, round_half_up
from bulletin.localization.formats import day_text, decimal_text, formats_of, month_text
from bulletin.localization.messages import Message, _, translate
from bulletin.model.periods import Period, PeriodType
from bulletin.model.records import Term
from bulletin.model.text import Language
from bulletin.model.values import Qualifier, Quantity, Value
from bulletin.rendering.labels import ABSENCES

# --- numbers in plain digits, for programs


def as_decimal(number: Decimal | Fraction, decimals: int = DECIMALS) -> Decimal:
    """A stated number as it was typed, a computed one rounded half up; that has trailing zeros only where rounded.

    :param decimals: of a computed number, at most.
    """
    if isinstance(number, Decimal):
        return number
    if number.denominator == 1:
        return Decimal(number.numerator)
    rounded = round_half_up(number, decimals)
    is_exact = 10**decimals % number.denominator == 0
    return rounded.normalize() if is_exact else rounded


def rounded(number: Decimal | Fraction, qualifier: Qualifier, decimals: int) -> Decimal:
    """A number with so many digits after the decimal point: half up, but a bound the way that keeps it true."""
    exact, scale = Fraction(number), 10**decimals
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        exact = Fraction(floor(exact * scale), scale)
    if qualifier in (Qualifier.UNDER, Qualifier.AT_MOST):
        exact = Fraction(ceil(exact * scale), scale)
    return round_half_up(exact, decimals)


def digits(number: Decimal | Fraction, decimals: int = DECIMALS) -> str:
    """A number in plain digits, see :func:`as_decimal`."""
    return f"{as_decimal(number, decimals):f}"


def exact_digits(value: Outcome, decimals: int = DECIMALS) -> str:
    """The digits of an exact value; empty for an absence and for a qualified one, which digits alone would misstate.

    :param decimals: of a computed number, at most.
    """
    return digits(value.number, decimals) if isinstance(value, Quantity) and value.is_exact else ""


def value_digits(value: Value, decimals: int = DECIMALS) -> str:
    """The digits of a value without its qualifier, the ends of a range joined by ``..``; empty for an absence.

    :param decimals: of a computed number, at most.
    """
    if not isinstance(value, Quantity):
        return ""
    lower = digits(value.number, decimals)
    return lower if value.upper is None else f"{lower}..{digits(value.upper, decimals)}"


def json_number(number: Decimal | Fraction) -> int | float:
    """A whole number exactly, any other as the nearest double, which is what JSON parsers commonly hold."""
    return int(number) if number == int(number) else float(number)


# --- numbers in words and digits of a language

QUALIFIED = {
    # Translators: how a stated number bounds the true one; {number} has its unit
    Qualifier.EXACT: _("{number}"),
    Qualifier.ABOUT: _("about {number}"),
    Qualifier.MORE_THAN: _("more than {number}"),
    Qualifier.AT_LEAST: _("at least {number}"),
    Qualifier.UNDER: _("under {number}"),
    Qualifier.AT_MOST: _("at most {number}"),
    Qualifier.BETWEEN: _("{number} to {upper}"),
}
"""How a stated number bounds the true one."""


AS_STATED = 99
"""As digits after the decimal point: all that were stated, of which no number has so many."""
MINUS = "−"
"""The sign of a subtraction."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def integer_text(number: int, language: Language) -> str:
    """A whole number, grouped by thousands."""
    return decimal_text(Decimal(number), language)


def fraction_text(number: Fraction, language: Language, decimals: int = DECIMALS) -> str:
    """An exact number with the decimals it has, at most ``decimals``: trailing zeros mean that it was rounded."""
    return decimal_text(as_decimal(number, decimals), language)


def percent_text(ratio: Fraction, language: Language, decimals: int = DECIMALS) -> str:
    """A ratio in percent: 1234/1200 is ``102,83%``."""
    return formats_of(language).percent.format(fraction_text(ratio * 100, language, decimals))


def signed_text(
    difference: Quantity, language: Language, symbol: str | None = None, decimals: int | None = None
) -> str:
    """A difference with its sign: ``+7``, ``−7``, ``0``; a qualified one in words: ``more than 7``.

    :param decimals: as in :func:`gap_text`.
    """
    text = gap_text(difference, language, symbol, decimals)
    return f"{formats_of(language).plus}{text}" if difference.is_exact and difference.number > 0 else text


def gap_text(difference: Quantity, language: Language, symbol: str | None = None, decimals: int | None = None) -> str:
    """How far apart two figures are, as :func:`value_text`; what would look like nothing has more digits."""
    if decimals is not None and difference.number and not rounded(difference.number, difference.qualifier, decimals):
        decimals = None
    if decimals is None and difference.number and not as_decimal(difference.number):
        decimals = next(places for places in count(DECIMALS) if round_half_up(Fraction(difference.number), places))
    return value_text(difference, language, symbol, decimals)


def value_text(value: Outcome, language: Language, symbol: str | None = None, decimals: int | None = None) -> str:
    """A value, stated or computed: a number with its qualifier, such as ``more than 150``, ``10 to 12%``.

    Else the reason for its absence in words, or that it cannot be said.

    :param symbol: the unit's symbol, written behind the number: a percent sign as the language has it, others after a
        space.
    :param decimals: digits after the decimal point; None for those that were stated or, of a computed number, that it
        takes.
    """
    if not isinstance(value, Quantity):
        return translate(ABSENCES[value] if value is not None else _("cannot be said"), language)
    lower, upper = _shown_ends(value, decimals)
    number = decimal_text(lower, language)
    if upper is None:
        return translate(QUALIFIED[value.qualifier], language, number=_with_symbol(number, language, symbol), upper="")
    end = _with_symbol(decimal_text(upper, language), language, symbol)
    return translate(QUALIFIED[value.qualifier], language, number=number, upper=end)


def _shown_ends(value: Quantity, decimals: int | None) -> tuple[Decimal, Decimal | None]:
    """The number as it is shown, and the upper end of a range, whose ends are rounded away from each other."""
    if decimals is None:
        return as_decimal(value.number), None if value.upper is None else as_decimal(value.upper)
    if value.upper is None:
        return rounded(value.number, value.qualifier, decimals), None
    return rounded(value.number, Qualifier.AT_LEAST, decimals), rounded(value.upper, Qualifier.AT_MOST, decimals)


def _with_symbol(number: str, language: Language, symbol: str | None) -> str:
    if symbol == "%":
        return formats_of(language).percent.format(number)
    return number if symbol is None else f"{number}{NO_BREAK}{symbol}"


# --- what periods are called

# Translators: a year as it is called; {year} is a number
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
# Translators: a school or fiscal year as it is called, such as 2023/24; {last} has two digits
_REPORTING_YEAR = _("{first}/{last}", "name of a year that does not begin in January")
# Translators: a day as it is called; {day} is the whole date
_DAY = _("{day}", "name of a day")
# Translators: several whole years; both are numbers
_YEARS = _("{first}–{last}", "name of a span of years")
# Translators: both are dates or months
INTERVAL = _("{first} – {last}", "name of an interval")
# Translators: a term of office up to a day; {until} is such as "to the end of June 2019"
_TERM_TO_DATE = _("{term} ({until})", "name of a term of office up to a day")
_TERM_TO_DATE_INSIDE = _("{term}, {until}", "name of a term of office up to a day, within a sentence")
# Translators: the last day of a period that is named by its end, after a term or within a sentence; a month has the
# case that dates have
_UNTIL_YEAR = _("to the end of {year}", "up to a day")
_UNTIL_MONTH = _("to the end of {month}", "up to a day")
_UNTIL_DAY = _("to {day}", "up to a day")

# Translators: adverbial, within a sentence; both are years
_FROM_YEARS = _("from {first} to {last}", "during some years")
# Translators: adverbial, within a sentence; both are dates or months, the first in the case that dates have
_FROM = _("from {first} to {last}", "during an interval")
# Translators: adverbial, within a sentence; {day} is a date
_ON = _("on {day}", "on a day")
# Translators: adverbial, within a sentence; {period} is called such as 2018 or, for a school or fiscal year, 2023/24
_IN_YEAR = _("in {period}", "during a year")
# Translators: adverbial, within a sentence; {period} is the name of a term, typed by editors: 2015-2020 term
_IN_TERM = _("in the {period}", "during a term of office")
_IN = {
    PeriodType.YEAR: _IN_YEAR,
    PeriodType.REPORTING_YEAR: _IN_YEAR,
    # Translators: adverbial, within a sentence; {period} is called such as Q1 2019
    PeriodType.QUARTER: _("in {period}", "during a quarter"),
    # Translators: adverbial, within a sentence; {period} is called such as May 2019
    PeriodType.MONTH: _("in {period}", "during a month"),
    # Translators: adverbial, within a sentence; {period} is called such as first half of 2019
    PeriodType.HALF: _("in the {period}", "during a half-year"),
    # Translators: adverbial, within a sentence; {period} is called such as first nine months of 2019
    PeriodType.MONTHS: _("in the {period}", "during some months"),
}
"""By type of period; any other is a term of office, or that up to a day."""
# Translators: after a preposition such as since, for or from, with an article where the language has one; {period} is
# called such as first half of 2019
_AFTER_HALF = _("the {period}", "a half-year after a preposition")
# Translators: after a preposition such as since, for or from, with an article where the language has one; {period} is
# called such as first nine months of 2019
_AFTER_MONTHS = _("the {period}", "some months after a preposition")
# Translators: after a preposition such as since, for or from, with an article where the language has one; {period} is
# the name of a term, typed by editors: 2015-2020 term
_AFTER_TERM = _("the {period}", "a term of office after a preposition")
_AFTER = {
    PeriodType.HALF: _AFTER_HALF,
    PeriodType.MONTHS: _AFTER_MONTHS,
    PeriodType.TERM: _AFTER_TERM,
    PeriodType.TERM_TO_DATE: _AFTER_TERM,
    # Translators: after a preposition such as since, for or from, with an article where the language has one; {period}
    # is called such as Q1 2019
    PeriodType.QUARTER: _("{period}", "a quarter after a preposition"),
    # Translators: after a preposition such as since, for or from, with an article where the language has one; {period}
    # is a date
    PeriodType.INSTANT: _("{period}", "a day after a preposition"),
}
"""By type of period; any other has no article."""


def period_text(period: Period, language: Language, terms: Mapping[str, Term], first_month: int = 1) -> str:
    """A period standing alone, such as at the head of a row.

    :param terms: the terms of office by id, for their names.
    :param first_month: in which the years begin that are called ``2023/24``.
    """
    text = _period(period, language, terms, first_month)
    return text[0].upper() + text[1:]


def period_name(period: Period, language: Language, terms: Mapping[str, Term], first_month: int = 1) -> str:
    """A period in the midst of a sentence or in parentheses, without a preposition: ``2018``."""
    if period.type is PeriodType.TERM_TO_DATE and period.term:
        name = _in_sentence(terms[period.term].name.localized(language), language)
        return translate(_TERM_TO_DATE_INSIDE, language, term=name, until=until_text(period.end, language))
    text = _period(period, language, terms, first_month)
    return _in_sentence(text, language) if period.term else text


def period_after(period: Period, language: Language, terms: Mapping[str, Term], first_month: int = 1) -> str:
    """A period after a preposition such as since or for: ``2018``, but ``the first half of 2018``."""
    name = period_name(period, language, terms, first_month)
    message = _AFTER.get(PeriodType.INSTANT if _is_day(period) else period.type)
    return name if message is None else translate(message, language, period=name)


def _in_sentence(name: str, language: Language) -> str:
    """A term's name within a sentence, where some languages write it without its capital."""
    return name[0].lower() + name[1:] if formats_of(language).lowers_names else name


def period_inside(period: Period, language: Language, terms: Mapping[str, Term], first_month: int = 1) -> str:
    """A period within a sentence, with its preposition: ``in 2018``; ``on 5 September 2019``."""
    text = _period(period, language, terms, first_month)
    if _is_day(period):
        return translate(_ON, language, day=text)
    if _is_named_by_ends(period, first_month):
        message = _FROM_YEARS if _whole_years(period) else _FROM
        return translate(message, language, **_ends(period, language, within=True))
    message = _IN.get(period.type, _IN_TERM)
    return translate(message, language, period=_in_sentence(text, language) if period.term else text)


def _period(period: Period, language: Language, terms: Mapping[str, Term], first_month: int) -> str:
    if period.term:
        name = terms[period.term].name.localized(language)
        until = until_text(period.end, language)
        return name if period.type is PeriodType.TERM else translate(_TERM_TO_DATE, language, term=name, until=until)
    if period.type is PeriodType.MONTH:
        return month_text(period.end, language)
    if _is_day(period):
        return translate(_DAY, language, day=day_text(period.end, language))
    if _is_named_by_ends(period, first_month):
        return translate(_YEARS if _whole_years(period) else INTERVAL, language, **_ends(period, language))
    if period.type is PeriodType.REPORTING_YEAR:
        return translate(_REPORTING_YEAR, language, first=str(period.start.year), last=_new_year(period))
    return translate(_part_of_year(period), language, year=str(period.end.year))


def _is_named_by_ends(period: Period, first_month: int) -> bool:
    """Whether it has no name of its own, as twelve months have that begin with the years of the bulletin."""
    is_year = period.type is PeriodType.REPORTING_YEAR and period.start.month == first_month
    return period.type in (PeriodType.INTERVAL, PeriodType.REPORTING_YEAR) and not is_year


def _new_year(period: Period) -> str:
    """The second of the two years that a year lies in: two digits, but for a new century."""
    year = period.end.year
    return str(year) if year % 100 == 0 else f"{year % 100:02}"


def _part_of_year(period: Period) -> Message:
    """What a year is called, or some months of it."""
    last = period.end.month
    match period.type:
        case PeriodType.HALF:
            return _HALVES[last // 6 - 1]
        case PeriodType.QUARTER:
            return _QUARTERS[last // 3 - 1]
        case PeriodType.MONTHS:
            return _FIRST_MONTHS[last]
    return _YEAR


def _ends(period: Period, language: Language, *, within: bool = False) -> dict[str, str]:
    """Where an interval begins and where it ends, as exactly as its notation says.

    :param within: whether a preposition is before the beginning, so that a month has the case that dates have.
    """
    if _whole_years(period):
        return {"first": str(period.start.year), "last": str(period.end.year)}
    return {"first": _beginning(period, language, within=within), "last": _end(period, language)}


def _beginning(period: Period, language: Language, *, within: bool) -> str:
    """The year or the month, as the notation has it, where the period outlasts that; else the day."""
    first, last = period.start, period.end
    if (first.month, first.day) == (1, 1) and first.year < last.year:
        return translate(_YEAR, language, year=str(first.year))
    if first.day == 1 and (_ends_month(last) or (first.year, first.month) < (last.year, last.month)):
        return month_text(first, language, within=within)
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
        return translate(_UNTIL_MONTH, language, month=month_text(end, language, within=True))
    return translate(_UNTIL_DAY, language, day=day_text(end, language))


def _is_day(period: Period) -> bool:
    """Whether it is called by its only day, be it one on which was counted or one over which was."""
    return period.term is None and period.days == 1


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _whole_years(period: Period) -> bool:
    first, last = period.start, period.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
