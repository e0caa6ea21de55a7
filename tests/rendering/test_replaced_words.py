"""Every heading has a word that can replace it, and every language has the sentences for it."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import Message, template
from bulletin.model.records import ReplacedWords
from bulletin.rendering.replaced_words import HEADINGS, gettext_in_words, replacements, say

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import hints, reading_of, reported
from tests.sites import EN

WORDS = tuple((name, f"WORD-{name}") for name in HEADINGS)
"""A word for each heading, which is in no message."""


def slots(text: str) -> set[str]:
    """The fields of a format string."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_word_replaces_a_heading() -> None:
    """Nothing can be typed that would be shown nowhere."""
    assert list(ReplacedWords.model_fields) == list(HEADINGS)
    assert [name for name in HEADINGS if say(HEADINGS[name], EN, WORDS) != f"WORD-{name}"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_the_fields_that_it_had_and_words_besides(language: str) -> None:
    """So whoever says the one fills in all that the other needs, in each language."""
    for message, other in replacements(WORDS).items():
        own = slots(message.source)
        assert own - {"count"} <= slots(template(other, language)) | slots(message.source) - set(HEADINGS)
        assert slots(template(other, language)) <= own | set(HEADINGS)


def test_without_words_every_message_is_as_it_was() -> None:
    """And one word replaces nothing but its own heading and sentences."""
    only = (("downloads", "Data"),)
    for message in [*replacements(WORDS), Message("Nothing of the kind")]:
        if message.plural is None and not slots(message.source):
            expected = "Data" if message == HEADINGS["downloads"] else template(message, EN)
            assert say(message, EN, ()) == template(message, EN)
            assert say(message, EN, only) == gettext_in_words(EN, only)(message.source, message.context) == expected


def test_a_detail_that_is_called_as_a_word_stays_the_detail() -> None:
    """The name of a measure is not replaced by what measures are called."""
    message = next(message for message in replacements(WORDS) if message.source.endswith("targets: {measure}"))
    assert say(message, EN, WORDS, measure="visits") == "WORD-organizations against their targets: visits"


def test_a_word_for_no_heading_is_one_problem_at_its_line(tmp_path: Path) -> None:
    """With the heading that was probably meant."""
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    reading = reading_of(tmp_path, bulletin=f"{bulletin}words:\n  organisations: {{vi: Nước, en: Countries}}\n")
    assert reported(reading) == [f"field-unknown {bulletin.count(chr(10)) + 2}:3"]
    assert hints(reading) == ["Did you mean “organizations”?"]
