"""Values, amounts and percentages in words and digits of a language, with their qualifiers and units.

Values stay exact until here; they are rounded, half up, only to be displayed.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bulletin.analysis.quantities import Outcome
from bulletin.localization.formats import decimal_text, formats_of
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.model.values import Qualifier, Quantity
from bulletin.rendering.labels import ABSENCES
from bulletin.rendering.text.digits import DECIMALS, as_decimal

QUALIFIED = {
    Qualifier.EXACT: _("{number}"),
    Qualifier.ABOUT: _("about {number}"),
    Qualifier.MORE_THAN: _("more than {number}"),
    Qualifier.AT_LEAST: _("at least {number}"),
    Qualifier.UNDER: _("under {number}"),
    Qualifier.AT_MOST: _("at most {number}"),
    Qualifier.BETWEEN: _("{number} to {upper}"),
}
"""How a stated number bounds the true one."""


MINUS = "−"
"""The sign of a subtraction."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def integer_text(number: int, language: Language) -> str:
    """A whole number, grouped by thousands."""
    return decimal_text(Decimal(number), language)


def fraction_text(number: Fraction, language: Language, decimals: int = DECIMALS) -> str:
    """An exact number with the decimals it has, at most ``decimals``: trailing zeros mean that it was rounded."""
    return decimal_text(as_decimal(number, decimals), language)


def percent_text(ratio: Fraction, language: Language) -> str:
    """A ratio in percent: 1234/1200 is ``102,83%``."""
    return f"{fraction_text(ratio * 100, language)}{formats_of(language).percent}"


def signed_text(difference: Quantity, language: Language, symbol: str | None = None) -> str:
    """A difference with its sign: ``+7``, ``−7``, ``0``; a qualified one in words: ``more than 7``."""
    text = quantity_text(difference, language, symbol)
    return f"+{text}" if difference.is_exact and difference.number > 0 else text


def quantity_text(quantity: Quantity, language: Language, symbol: str | None = None) -> str:
    """A number with its qualifier: ``more than 150``, ``under 0.5%``, ``10 to 12%``, ``at least 57.5%``.

    :param symbol: the unit's symbol, written behind the number: a percent sign at once, others after a space.
    """
    percent = formats_of(language).percent
    behind = "" if symbol is None else percent if symbol == "%" else f"{NO_BREAK}{symbol}"
    number = decimal_text(as_decimal(quantity.number), language)
    if quantity.upper is None:
        return translate(QUALIFIED[quantity.qualifier], language, number=number + behind, upper="")
    upper = decimal_text(as_decimal(quantity.upper), language) + behind
    return translate(QUALIFIED[quantity.qualifier], language, number=number, upper=upper)


def value_text(value: Outcome, language: Language, symbol: str | None = None) -> str:
    """A value, stated or computed: the quantity, the reason for its absence in words, or that it cannot be said."""
    if isinstance(value, Quantity):
        return quantity_text(value, language, symbol)
    return translate(ABSENCES[value] if value is not None else _("cannot be said"), language)
