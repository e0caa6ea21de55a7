"""Numbers, dates and lists are those of CLDR, but for the deviations that a language declares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.plural import PluralRule
from bulletin.localization.formats import day_text, decimal_text, formats_of, list_text, month_text
from bulletin.localization.languages import (
    LANGUAGES,
    LOCALES,
    SOURCE_LANGUAGE,
    english_name,
    own_name,
    plural_categories,
    plural_category,
)
from hypothesis import given
from hypothesis import strategies as st

FOREIGN = ("de", "fr", "hi", "pt-BR")
"""Languages without a catalogue, which CLDR knows all the same."""
ANY = st.sampled_from((*LANGUAGES, *FOREIGN))
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def _locale(language: str) -> str:
    return language.replace("-", "_")


def _is_grouped(number: Decimal, language: str) -> bool:
    """Whether the language groups a number as Babel does, which knows nothing of a least number of digits."""
    return not 1000 <= abs(number) < 10000 or formats_of(language).least_grouped == 1


@given(st.decimals(-(10**14), 10**14, places=3), ANY)
def test_decimals_are_those_of_babel(number: Decimal, language: str) -> None:
    """Digits, groups and points look as CLDR has them, but for the minus sign."""
    pattern = "#,##,##0.000" if formats_of(language).sizes == (3, 2) else "#,##0.000"
    written = decimal_text(number, language).replace(formats_of(language).minus, "-")
    expected = format_decimal(
        number or Decimal(0), pattern, locale=_locale(language), group_separator=_is_grouped(number, language)
    )
    assert written == expected


@given(st.integers(-(10**15), 10**15), ANY)
def test_whole_numbers_are_those_of_babel(number: int, language: str) -> None:
    """Groups look as CLDR has them: by twos before the last three in Hindi."""
    written = decimal_text(Decimal(number), language).replace(formats_of(language).minus, "-")
    assert written == format_decimal(
        number, locale=_locale(language), group_separator=_is_grouped(Decimal(number), language)
    )


def test_equal_numbers_keep_the_digits_they_were_stated_with() -> None:
    """1.5 and 1.50 are equal, and yet are written as they were reported."""
    assert [decimal_text(Decimal(number), "en") for number in ("1.5", "1.50", "1.5")] == ["1.5", "1.50", "1.5"]
    assert decimal_text(Decimal("-0.0"), "en") == "0.0"


@given(DAYS, ANY)
def test_dates_are_those_of_babel(day: date, language: str) -> None:
    """A day and a month are written by the patterns of the language, with its names of months."""
    formats = formats_of(language)
    pattern = formats.first_day if day.day == 1 and formats.first_day else formats.day
    assert day_text(day, language) == format_date(day, pattern, locale=_locale(language))
    assert month_text(day, language) == format_date(day, formats.month, locale=_locale(language))
    assert str(day.year) in day_text(day, language)


@pytest.mark.parametrize(("language", "text"), [("en", "a, b and c"), ("vi", "a, b và c"), ("de", "a, b und c")])
def test_lists_end_with_the_word_of_the_language(language: str, text: str) -> None:
    assert list_text("abc", language) == text
    assert [list_text(items, language) for items in ((), "a")] == ["", "a"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_known_to_cldr(language: str) -> None:
    """Whatever has a folder of its own has a name in English and one of its own, and plural categories."""
    assert (LOCALES / language).is_dir()
    assert english_name(language)
    assert not own_name(language)[0].islower()
    assert plural_categories(language)[-1] == "other"


@pytest.fixture
def newer_cldr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let CLDR have a category of its own for one thing in every language, as newer releases have for Vietnamese."""
    monkeypatch.setattr("babel.Locale.plural_form", PluralRule({"one": "i = 0 or n = 1"}))
    plural_categories.cache_clear()
    yield
    plural_categories.cache_clear()


@pytest.mark.usefixtures("newer_cldr")
def test_words_that_number_does_not_change_stay_so_with_any_release_of_cldr() -> None:
    """Whichever Babel is installed, a Vietnamese unit is typed as one word, and records stay valid."""
    assert (plural_categories("fr"), plural_categories("vi")) == (("one", "other"), ("other",))
    assert [plural_category("vi", number) for number in (0, 1, 2)] == ["other"] * 3


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != SOURCE_LANGUAGE])
def test_records_and_messages_have_the_same_plural_forms(language: str) -> None:
    """Where messages have one form for every number, so have the units of records."""
    path = LOCALES / language / "LC_MESSAGES" / "bulletin.po"
    with path.open("rb") as file:
        forms = read_po(file).num_plurals
    assert (forms == 1) == (len(plural_categories(language)) == 1)


def test_russian_dates_have_no_abbreviation_that_would_end_a_sentence() -> None:
    """CLDR has "г." behind a year, whose point would be followed by the full stop."""
    day = date(2019, 9, 5)
    assert day_text(day, "ru") == "5 сентября 2019 года"
    assert (month_text(day, "ru"), month_text(day, "ru", within=True)) == ("сентябрь 2019 года", "сентября 2019 года")
