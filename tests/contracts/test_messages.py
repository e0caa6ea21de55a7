"""The words of the program are data: English is declared in the code, each other language is in a catalogue.

``make messages`` updates the catalogues, ``make messages-check`` runs these tests. Whoever does not know all languages
names those that have to be complete: ``make messages-check LANGUAGES=vi``.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from bulletin.localization import catalogues
from bulletin.localization.catalogues import texts
from bulletin.localization.languages import LANGUAGES, LOCALES, SOURCE_LANGUAGE

PACKAGE = LOCALES.parent

extracted = cache(catalogues.extracted)

every_catalogue = pytest.mark.parametrize("path", catalogues.paths(), ids=lambda path: path.parent.parent.name)


def entries(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue, without its header."""
    return [message for message in catalogue if message.id]


def is_translated(message: Message) -> bool:
    """Whether a message has all its translations."""
    return all(texts(message.string))


def fields(text: str) -> set[str]:
    """The placeholders of a format string."""
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field}


def translations(catalogue: Catalog) -> dict[tuple[str, str | None], list[str]]:
    """The translations of a catalogue by message and context."""
    return {(texts(message.id)[0], message.context): texts(message.string) for message in entries(catalogue)}


def test_every_language_but_the_source_has_a_catalogue() -> None:
    """A language that the program speaks is translated."""
    assert set(LOCALES.glob("*/LC_MESSAGES/bulletin.po")) == set(catalogues.paths())
    assert len(catalogues.paths()) == len(set(LANGUAGES) - {SOURCE_LANGUAGE})


def demanded() -> list[Path]:
    """The catalogues that have to be complete: those of the languages that ``LANGUAGES`` names, or else all.

    :raises AssertionError: where a language that it names has no catalogue.
    """
    named = set(re.split(r"[,\s]+", os.environ.get("LANGUAGES", ""))) - {""}
    known = {path.parent.parent.name: path for path in catalogues.paths()}
    assert named <= set(known), f"LANGUAGES: there are catalogues of {', '.join(sorted(known))}"
    return [path for tag, path in known.items() if tag in named or not named]


@pytest.mark.parametrize(
    ("named", "tags"), [("", set(LANGUAGES) - {SOURCE_LANGUAGE}), ("vi", {"vi"}), ("vi, fr", {"vi", "fr"})]
)
def test_languages_limit_what_has_to_be_complete(named: str, tags: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """All catalogues have to be complete, unless some are named; a name that is none is an error."""
    monkeypatch.setenv("LANGUAGES", named)
    assert {path.parent.parent.name for path in demanded()} == tags
    monkeypatch.setenv("LANGUAGES", "xx")
    with pytest.raises(AssertionError, match="there are catalogues of"):
        demanded()


@pytest.mark.parametrize("path", demanded(), ids=lambda path: path.parent.parent.name)
def test_every_message_is_translated(path: Path) -> None:
    """No message lacks a translation, and none is doubtful (fuzzy)."""
    catalogue = catalogues.translated(path)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    assert [message.id for message in entries(catalogue) if message.fuzzy or not is_translated(message)] == []


@every_catalogue
def test_every_translation_is_used(path: Path) -> None:
    """No translation is left over of a message that code and templates no longer declare."""
    catalogue = catalogues.translated(path)
    declared = {(message.id, message.context) for message in entries(extracted())}
    assert {(message.id, message.context) for message in entries(catalogue)} - declared == set()
    assert list(catalogue.obsolete) == []


@every_catalogue
def test_translations_have_the_placeholders_of_their_message(path: Path) -> None:
    """A translation can be filled in with the details that its message takes.

    Only a form for one may leave out what the English leaves out for one, as in "the year before".
    """
    for message in filter(is_translated, entries(catalogues.translated(path))):
        singular, plural = fields(texts(message.id)[0]), fields(texts(message.id)[-1])
        *others, last = map(fields, texts(message.string))
        assert last == plural, message.id
        assert all(each in (singular, plural) for each in others), message.id


@every_catalogue
def test_compiled_catalogues_are_up_to_date(path: Path) -> None:
    """What the program reads is compiled from what translators edit."""
    with path.with_suffix(".mo").open("rb") as file:
        current = read_mo(file)
    expected = read_mo(BytesIO(catalogues.compiled(catalogues.translated(path))))
    assert translations(current) == translations(expected)


@every_catalogue
def test_translations_are_clean(path: Path) -> None:
    """Letters are composed, as search expects them; spaces begin or end a text only where they do in the message.

    What is between the items of a list may have other spaces in another language.
    """
    for message in filter(is_translated, entries(catalogues.translated(path))):
        source = texts(message.id)[0]
        if message.context == "separator":
            continue
        for text in texts(message.string):
            assert unicodedata.normalize("NFC", text) == text
            assert "  " not in text or "  " in source
            assert (text[:1].isspace(), text[-1:].isspace()) == (source[:1].isspace(), source[-1:].isspace())


# --- a reporting unit may be of any kind


def heading(path: Path) -> str:
    """The heading of the pages of reporting units, which a bulletin can replace by a word of its own."""
    return translations(catalogues.translated(path))["Organizations", None][0]


def letters(text: str) -> str:
    """A text without the accents that come and go with the endings of words."""
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def test_what_is_a_unit_in_english_is_no_organization_in_a_translation() -> None:
    """In a bulletin about countries, what is below a country is not called an organization.

    Looked for is the heading without its ending, in languages where that is one long word; a short one begins others.
    """
    beginnings = {path: letters(heading(path))[:-2] for path in catalogues.paths()}
    stems = {path: re.compile(rf"\b{text}") for path, text in beginnings.items() if len(text) >= 8 and " " not in text}
    assert len(stems) > 1
    assert [
        (path.parent.parent.name, message.id)
        for path, stem in stems.items()
        for message in entries(catalogues.translated(path))
        if "organi" not in texts(message.id)[0].casefold()
        and any(stem.search(letters(text)) for text in texts(message.string))
    ] == []


# --- words of other languages are nowhere else

TEMPLATES = [path for pattern in ("*.jinja", "*.html") for path in PACKAGE.rglob(pattern)]
SOURCES = [*PACKAGE.rglob("*.py"), *TEMPLATES]
every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


@every_source
def test_source_is_in_the_source_language(path: Path) -> None:
    """No letter beyond ASCII: words of other languages belong into catalogues and tables of formats."""
    text = path.read_text(encoding="utf-8")
    assert {char for char in text if not char.isascii() and char.isalpha()} == set()


@every_source
def test_no_source_names_a_language(path: Path) -> None:
    """Which languages there are follows from the folders of ``locales/``; code and templates are about any language."""
    text = path.read_text(encoding="utf-8")
    tags = set(re.findall(r"""["']([a-z]{2})["']""", text)) & set(LANGUAGES)
    assert tags <= ({SOURCE_LANGUAGE} if path == PACKAGE / "localization" / "languages.py" else set())


def test_an_update_says_what_is_left_to_translate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message whose English changed is listed as new, with the translation of the old one to take over."""
    path = tmp_path / "vi/LC_MESSAGES/bulletin.po"
    path.parent.mkdir(parents=True)
    former, template = Catalog(locale="vi"), Catalog()
    for source, translation in (("Kept", "Giữ"), ("Time elapsed", "Thời gian đã qua")):
        former.add(source, translation)
    for source in ("Kept", "Share of the period"):
        template.add(source)
    path.write_bytes(catalogues.written(former))
    monkeypatch.setattr(catalogues, "paths", lambda: (path,))
    monkeypatch.setattr(catalogues, "extracted", lambda: template)
    assert list(catalogues.update()) == [
        "vi: to be translated: Share of the period",
        "vi: removed: Time elapsed = Thời gian đã qua",
    ]
    assert list(catalogues.update()) == ["vi: to be translated: Share of the period"]
