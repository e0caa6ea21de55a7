"""Messages and their translations."""

from __future__ import annotations

import pytest
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, template, texts_of, translate

FILES = n_("{count} file", "{count} files")


class Declarations:
    """Messages as a module declares them."""

    title = _("Data quality")
    column = _("Figure")
    detailed = _("{count} of {expected}")
    other = "no message"


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


def test_texts_of_a_class_are_those_without_details() -> None:
    """Templates use them by name, and have no details to fill in."""
    assert texts_of(Declarations, SOURCE_LANGUAGE) == {"title": "Data quality", "column": "Figure"}
