"""Long prose is the same texts in every language."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import bulletin.rendering
import pytest
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.rendering.text.prose import prose

FOLDER = Path(bulletin.rendering.__file__).parent / "templates" / "prose"
NAMES = sorted({path.name.split(".")[0] for path in FOLDER.iterdir()})


def fields(text: str) -> set[str]:
    """The placeholders of a text."""
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(name: str, language: str) -> None:
    """A translation has the paragraphs of the source, with the same placeholders."""
    assert (FOLDER / f"{name}.{language}.md.jinja").is_file()
    translated = {key: fields(text) for key, text in prose(name, language).items()}
    assert translated == {key: fields(text) for key, text in prose(name, SOURCE_LANGUAGE).items()}


def test_an_unknown_language_has_the_source() -> None:
    """What is not translated stops no build."""
    assert prose("methods", "fr") == prose("methods", SOURCE_LANGUAGE)
