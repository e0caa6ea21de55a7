"""Messages and their translations."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bulletin.localization.languages import LANGUAGES, LOCALES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, template, translate

FILES = n_("{count} file", "{count} files")
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/bulletin.po"))


def test_every_language_but_the_source_has_a_catalogue() -> None:
    """A language that the program speaks is translated."""
    assert {path.parent.parent.name for path in CATALOGUES} == set(LANGUAGES) - {SOURCE_LANGUAGE}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_compiled_catalogues_are_up_to_date(path: Path) -> None:
    """What the program reads is compiled of what translators edit."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.parent.parent.name))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize(("count", "text"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_the_count_chooses_the_plural_form(count: int, text: str) -> None:
    """As English does."""
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
