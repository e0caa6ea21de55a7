"""Numbers, dates and lists in the notation of a language: CLDR's by Babel, but for the bulletin's few deviations.

The deviations of a language are in ``locales/<tag>/formats.toml``, and nowhere else. What CLDR says is read once for
each language, so that formatting a number costs little more than grouping its digits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    get_decimal_symbol,
    get_group_symbol,
    get_minus_sign_symbol,
    get_plus_sign_symbol,
)

from bulletin.localization.languages import LOCALES, deviations_of, locale_of

_OTHERS = {"collation", "plurals"}
"""What a language declares besides its formats."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How a language writes numbers, dates and lists: symbols, and patterns in CLDR's letters."""

    decimal: str
    """Between the whole number and its decimals."""
    group: str
    """Between groups of digits."""
    sizes: tuple[int, int]
    """Digits of the last group and of those before it: (3, 3); (3, 2) in Hindi."""
    plus: str
    """With what keeps it before the number where text runs from right to left; so has the minus sign."""
    minus: str
    percent: str
    """A number in percent: ``{}%``."""
    day: str
    month: str
    """A month of a year."""
    lists: str
    """The language tag whose lists CLDR writes likewise."""
    first_day: str = ""
    """The first day of a month, where it is written in another way than the others: French has an ordinal number."""
    lowers_names: bool = False
    """Whether names of terms and languages lose their capital within a sentence."""
    lowers_words: bool = True
    """Whether other words of the records do, such as the name of a measure; not in German."""
    least_grouped: int = 1
    """The fewest digits before the last group for which groups are written: 2 in Spanish, which has 1234 and 12.345."""


@cache
def formats_of(language: str) -> Formats:
    """The formats of a language.

    :raises babel.UnknownLocaleError: where CLDR does not know it.
    """
    locale = locale_of(language)
    return Formats(
        **{
            "decimal": get_decimal_symbol(locale),
            "group": get_group_symbol(locale),
            "sizes": locale.decimal_formats[None].grouping,
            "plus": get_plus_sign_symbol(locale),
            "minus": get_minus_sign_symbol(locale),
            "percent": f"{locale.percent_formats[None].prefix[0]}{{}}{locale.percent_formats[None].suffix[0]}",
            "day": locale.date_formats["long"].pattern,
            "month": locale.datetime_skeletons["yMMMM"].pattern,
            "lists": language,
        }
        | {name: value for name, value in deviations_of(language).items() if name not in _OTHERS}
    )


def lowered(words: str, language: str) -> str:
    """Words within a sentence: without the capital they begin with, but for acronyms. German, for one, keeps it."""
    is_word = words[1:2].islower() or words[1:2] == " "
    return words[:1].lower() + words[1:] if is_word and formats_of(language).lowers_words else words


def decimal_text(number: Decimal, language: str) -> str:
    """A number with the digits it has, grouped by thousands: ``1,234.50`` in English."""
    return _localized(f"{number:f}", language)


@lru_cache(maxsize=4_096)
def compact_text(number: Decimal, language: str) -> str:
    """A large number in words, with as many decimals as it takes: ``8.65 billion`` in English."""
    return format_compact_decimal(
        number, format_type="long", locale=locale_of(language), fraction_digits=_MOST_DECIMALS
    )


_MOST_DECIMALS = 9
"""More than round numbers in words take."""


@lru_cache(maxsize=32_768)  # by digits: 1.5 and 1.50 are equal numbers
def _localized(plain: str, language: str) -> str:
    formats = formats_of(language)
    whole, _, part = plain.removeprefix("-").partition(".")
    sign = formats.minus if plain[0] == "-" and plain.strip("-0.") else ""
    return f"{sign}{_grouped(whole, formats)}{formats.decimal}{part}" if part else f"{sign}{_grouped(whole, formats)}"


def _grouped(digits: str, formats: Formats) -> str:
    last, others = formats.sizes
    if len(digits) < last + formats.least_grouped:
        return digits
    head, groups = digits[:-last], [digits[-last:]]
    while head:
        head, group = head[:-others], head[-others:]
        groups.append(group)
    return formats.group.join(reversed(groups))


@lru_cache(maxsize=32_768)
def day_text(day: date, language: str) -> str:
    """A day: ``5 September 2019`` in English."""
    formats = formats_of(language)
    return format_date(
        day, formats.first_day if day.day == 1 and formats.first_day else formats.day, locale_of(language)
    )


@lru_cache(maxsize=4_096)
def month_text(day: date, language: str, *, within: bool = False) -> str:
    """The month of a day: ``May 2019`` in English.

    :param within: whether it has the case that it has in dates (CLDR's format form), as behind a preposition.
    """
    pattern = formats_of(language).month
    return format_date(day, pattern.replace("LLLL", "MMMM") if within else pattern, locale_of(language))


def list_text(items: Iterable[str], language: str) -> str:
    """An enumeration: ``a, b and c`` in English."""
    return format_list(tuple(items), locale=locale_of(formats_of(language).lists))


@cache
def language_name(tag: str, language: str) -> str:
    """What a language calls another one, within a sentence."""
    name = str(locale_of(tag).get_display_name(locale_of(language)))
    return name[:1].lower() + name[1:] if formats_of(language).lowers_names else name


# --- words by which people type numbers and periods, for hints: ``notations.toml`` of each language -------------------


@cache
def _tables(languages: tuple[str, ...]) -> tuple[Mapping[str, Any], ...]:
    paths = [LOCALES / language / "notations.toml" for language in languages]
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.exists())


def words(name: str, languages: tuple[str, ...]) -> str:
    """The words of some languages as alternatives of a regular expression; one that never matches for none."""
    found = [word for table in _tables(languages) for word in table.get(name, ())]
    return "|".join(map(re.escape, found)) or "(?!)"


def codes(name: str, languages: tuple[str, ...]) -> dict[str, str]:
    """The words of some languages in a table, each with the code that it stands for."""
    return {word: code for table in _tables(languages) for code, known in table.get(name, {}).items() for word in known}
