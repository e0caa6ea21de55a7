"""Messages and their translations."""

from __future__ import annotations

import pytest
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, template, translate

FILES = n_("{count} file", "{count} files")


@pytest.mark.parametrize(("count", "text"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1234, "1,234 files")])
def test_the_count_chooses_the_plural_form(count: int, text: str) -> None:
    """As English does; the number is written as English writes it."""
    assert translate(FILES, SOURCE_LANGUAGE, count=count) == text


def test_a_plural_message_needs_a_number() -> None:
    """A count in words has no plural form."""
    with pytest.raises(TypeError):
        translate(FILES, SOURCE_LANGUAGE, count="two")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_translated_is_in_the_source_language(language: str) -> None:
    """A missing translation stops no build."""
    assert translate(_("An unheard-of {thing}", "made up"), language, thing="x") == "An unheard-of x"
    assert template(Message("Braces: {{}}"), language) == "Braces: {{}}"
    assert translate(n_("{count} oddity", "{count} oddities"), language, count=3) == "3 oddities"


def test_a_missing_detail_is_an_error() -> None:
    """A message never shows a hole."""
    with pytest.raises(KeyError):
        translate(_("Reported by {who}"), SOURCE_LANGUAGE)
