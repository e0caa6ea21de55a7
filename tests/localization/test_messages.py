"""Messages and their translations."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import bulletin
import pytest
from babel.messages.extract import extract
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bulletin.localization.languages import LANGUAGES, LOCALES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, template, translate

FILES = n_("{count} file", "{count} files")
KEYWORDS = parse_keywords(["_:1,1t", "_:1,2c,2t", "n_:1,2"])
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


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_catalogues_hold_what_the_source_declares(path: Path) -> None:
    """No message lacks a translation, and no translation is left over or doubtful."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    translated = {(message.id, message.context) for message in catalogue if message.id and message.string}
    assert translated == set(_declared())
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_translations_have_the_fields_of_their_message(path: Path) -> None:
    """A translation names the details that the message names, so that it can be filled in."""
    with path.open("rb") as file:
        for message in read_po(file, locale=path.parent.parent.name):
            source = message.id if isinstance(message.id, str) else message.id[-1]
            texts = (message.string,) if isinstance(message.string, str) else message.string or ()
            assert all(_fields(text) == _fields(source) for text in texts), message.id


def _declared() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for path in Path(bulletin.__file__).parent.rglob("*.py"):
        with path.open("rb") as file:
            for _line, message, _comments, context in extract("python", file, keywords=KEYWORDS):
                yield message, context


def _fields(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field}


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
