"""Numbers in each language's notation: ``1.115`` and ``101,36%`` in Vietnamese, ``1,115`` and ``101.36%`` in English.

Values stay exact until here; they are rounded, half up, only to be displayed.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.model.text import Language
from generator.model.values import Absence, Quantity, Value
from generator.rendering.text.messages import ABSENCES, QUALIFIED
from generator.statistics.arithmetic import round_half_up

PERCENT_DECIMALS = 2
"""Decimals of a percentage, at most."""
MINUS = "−"
"""The minus sign, which a screen reader reads as one; a hyphen it skips."""
NO_BREAK = "\N{NO-BREAK SPACE}"

_SEPARATORS = {Language.VI: (".", ","), Language.EN: (",", ".")}
"""Thousands and decimal separator."""


def decimal_text(number: Decimal, language: Language) -> str:
    """A number with the digits it has, grouped by thousands."""
    thousands, point = _SEPARATORS[language]
    sign = MINUS if number < 0 else ""
    whole, _, part = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{sign}{grouped}{point}{part}" if part else f"{sign}{grouped}"


def integer_text(number: int, language: Language) -> str:
    """A whole number, grouped by thousands."""
    return decimal_text(Decimal(number), language)


def fraction_text(number: Fraction, language: Language, decimals: int = PERCENT_DECIMALS) -> str:
    """An exact number with the decimals it has, at most ``decimals``: trailing zeros mean that it was rounded."""
    shown = round_half_up(number, decimals)
    if Fraction(shown) == number:
        shown = shown.normalize()
    return decimal_text(shown, language)


def percent_text(ratio: Fraction, language: Language) -> str:
    """A ratio in percent: 1115/1100 is ``101,36%``."""
    return f"{fraction_text(ratio * 100, language)}%"


def signed_text(number: Fraction, language: Language) -> str:
    """A difference with its sign: ``+7``, ``−7``, ``0``."""
    return f"+{fraction_text(number, language)}" if number > 0 else fraction_text(number, language)


def quantity_text(quantity: Quantity, language: Language, symbol: str | None = None) -> str:
    """A stated number with its qualifier: ``hơn 150``, ``dưới 0,5%``, ``10 đến 12%``.

    :param symbol: the unit's symbol, written behind the number: a percent sign at once, others after a space.
    """
    behind = "" if symbol is None else symbol if symbol == "%" else f"{NO_BREAK}{symbol}"
    number = decimal_text(quantity.number, language)
    upper = "" if quantity.upper is None else decimal_text(quantity.upper, language)
    return QUALIFIED[quantity.qualifier].in_(language, number=number + ("" if upper else behind), upper=upper + behind)


def value_text(value: Value, language: Language, symbol: str | None = None) -> str:
    """What a cell shows for a value: the quantity, or the reason for its absence in words."""
    if isinstance(value, Absence):
        return ABSENCES[value].in_(language)
    return quantity_text(value, language, symbol)


def machine_text(value: Value) -> str:
    """A value for machines: plain digits with a point, the ends of a range joined by ``..``, nothing for an absence."""
    if isinstance(value, Absence):
        return ""
    lower = f"{value.number:f}"
    return lower if value.upper is None else f"{lower}..{value.upper:f}"
