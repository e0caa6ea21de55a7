"""Which languages there are, and what CLDR says of each: its English name and its plural categories.

A language is a BCP 47 tag. The program speaks its source language and each one that has a compiled catalogue below
``locales/``. Which of them a bulletin has, and which is its first, only ``records/bulletin.yml`` says.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LOCALES = Path(__file__).parent.parent / "locales"
"""A folder for each language: its catalogue of messages, and where its formats depart from CLDR."""
SOURCE_LANGUAGE = "en"
"""The language of the messages in the code and in the templates."""

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def _available() -> tuple[str, ...]:
    return tuple(sorted({SOURCE_LANGUAGE, *(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/bulletin.mo"))}))


LANGUAGES: Final = _available()
"""The tag of each language that the program speaks, in alphabetical order, which means nothing."""


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale of a language tag, such as ``pt-BR``.

    :raises babel.UnknownLocaleError: where CLDR does not know the language.
    """
    return Locale.parse(language, sep="-")


@cache
def is_language(tag: str) -> bool:
    """Whether CLDR knows a language by this very tag: ``pt-BR``, but not ``PT-br``."""
    try:
        return str(locale_of(tag)).replace("_", "-") == tag
    except (UnknownLocaleError, ValueError):
        return False


def nearest_language(given: str) -> str | None:
    """The language of the program that was probably meant by a mistyped tag; None where that is not clear.

    It may be that of a country (``vn``), its own or its English name, or a longer tag (``fr_FR``).
    """
    wanted = given.strip().casefold()
    named = [tag for tag in LANGUAGES if wanted in {english_name(tag).casefold(), own_name(tag).casefold()}]
    try:
        likely = [locale_of(wanted.replace("_", "-")).language]
    except (UnknownLocaleError, ValueError):
        spoken = get_global("territory_languages").get(wanted.upper(), {})
        likely = sorted(spoken, key=lambda tag: -spoken[tag]["population_percent"])[:1]
    return next((tag for tag in (*named, *likely) if tag in LANGUAGES), None)


@cache
def english_name(language: str) -> str:
    """What English calls a language: ``French``."""
    return locale_of(language).english_name or language


@cache
def own_name(language: str) -> str:
    """What a language calls itself, with a capital: ``Deutsch``."""
    name = locale_of(language).display_name or language
    return name[0].upper() + name[1:]


@cache
def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return locale_of(language).character_order == "right-to-left"


@cache
def deviations_of(language: str) -> dict[str, Any]:
    """What a language declares in its table of formats; empty where it has none."""
    path = LOCALES / language / "formats.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """The CLDR plural categories of a language: ``("one", "other")``; ``("other",)`` where number changes no word.

    A language may declare which of them its words have: releases of CLDR differ, and records must stay valid.
    """
    known = {*deviations_of(language).get("plurals", locale_of(language).plural_form.tags), "other"}
    return tuple(category for category in _CATEGORIES if category in known)


def plural_category(language: str, number: int | Decimal) -> str:
    """The CLDR plural category of a number of things, with the decimals it has: ``one`` or ``other`` in English."""
    category = str(locale_of(language).plural_form(number))
    return category if category in plural_categories(language) else "other"
