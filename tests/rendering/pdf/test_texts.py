"""Text of records in PDF files: whatever it is, it is only ever text, in whatever script it is written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from bulletin.analysis.referenced_codes import changed
from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import PluralText, Text
from bulletin.rendering.context import PageContext
from bulletin.rendering.pdf.document import one_unit
from bulletin.rendering.pdf.typesetting import typeset
from hypothesis import example, given, settings

from tests.rendering.pdf.files import ADDRESS, edition, largest
from tests.rendering.pdf.reading_pdf import bare, elements, failures, missing_glyphs, pages_in, text_of
from tests.rendering.test_hostile_text import HOSTILE, TEXTS
from tests.sites import EN, VI

NAMES = {
    "ar": "منطقة بينه ثانه",
    "en": "Binh Thanh District",
    "es": "Distrito de Ñandú",
    "fr": "Arrondissement de l’Œuvre",
    "ru": "Округ Биньтхань, объём",
    "vi": "Quận Bình Thạnh, ờ ẵ ữ ệ Đ",
}
TYPST = ("#panic()", "$x$ @label <label> `raw`", '#import "/etc/passwd"', "*a* _b_ = c\n= d", "\\u{41} // /* ~ ---")


def named(text: str, language: str = VI) -> bytes:
    """The sheet of a unit that is called so, as are all measures."""
    catalogue, words = edition().catalogue, Text.computed({VI: text, EN: text, language: text})
    unit = changed(catalogue.organizations[largest()], name=words)
    measures = {name: changed(measure, label=words) for name, measure in catalogue.measures.items()}
    organizations = {**catalogue.organizations, unit.id: unit}
    released = replace(edition(), catalogue=replace(catalogue, organizations=organizations, measures=measures))
    return typeset(one_unit(PageContext.of(released, language, address=ADDRESS), unit.id))


def kinds(file: bytes) -> list[str]:
    """What the structure of a file consists of, in the order in which it is read."""
    every = ("Document", "H1", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", "Formula", "Code", "Note")
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [str(element.S) for element in elements(pdf, *every)]


@pytest.mark.parametrize("text", TYPST + HOSTILE)
def test_markup_is_text(text: str) -> None:
    """It is in the file as typed, and adds no element to it; line breaks count as spaces."""
    file = named(text)
    assert bare(text) in text_of(file)
    assert kinds(file) == kinds(named("Harmless words"))


@settings(max_examples=15, deadline=None)
@given(TEXTS)
@example("".join(HOSTILE) + "".join(TYPST))
def test_no_text_stops_the_typesetting(text: str) -> None:
    assert pages_in(named(text)) == 1


def test_the_longest_names_fit_a_page() -> None:
    """A name may have 200 characters, with spaces or without."""
    assert pages_in(named("Nghiêng " * 25)) == 1
    assert pages_in(named("W" * 200)) == 1


@pytest.mark.parametrize(("times", "printed"), [(2, 16), (40, 20)])
def test_the_most_measures_fit_a_page(times: int, printed: int) -> None:
    """A row for each; where there are too many, the first ones. Of a row, typst remembers 500 kB while it shortens."""
    document = one_unit(PageContext.of(edition(), VI, address=ADDRESS), largest())
    table = document.data["sheet"]["table"]
    table["rows"] = [
        {**row, "cells": [row["cells"][0], f"<{number}>", *row["cells"][2:]]}
        for number, row in enumerate(table["rows"] * times)
    ]
    file = typeset(document)
    assert pages_in(file) == 1
    assert re.findall(r"<(\d+)>", text_of(file)) == [str(number) for number in range(printed)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_letters(language: str, spoken: Callable[[str], PageContext]) -> None:
    """No glyph is missing, the file says its language, and which way it is read."""
    file = typeset(one_unit(spoken(language), largest()))
    assert missing_glyphs(file) == []
    assert failures(file) == []
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.Root.ViewerPreferences.Direction) == ("/R2L" if language == "ar" else "/L2R")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], PageContext]:
    """Give a function that gives the edition in a language that its records are not in: their text is a name in it."""

    def in_language(language: str) -> PageContext:
        monkeypatch.setattr(Text, "localized", lambda text, _: text.root.get(language, NAMES[language]))
        monkeypatch.setattr(PluralText, "form", lambda _text, _language, _category="": NAMES[language])
        return PageContext.of(edition(), language, address=ADDRESS)

    return in_language
