"""The message catalogue: everything is said in both languages, with the same details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from string import Formatter

import pytest
from bulletin.analysis import ComparabilityReason, Standing
from bulletin.analysis.additivity import Relation
from bulletin.analysis.claims import MissingReason, Verdict
from bulletin.analysis.outliers import Beside
from bulletin.analysis.tables import Flag
from bulletin.model.periods import Shape
from bulletin.model.records import ClaimForm, Direction, EventKind, Frequency, MeasureKind, Rule
from bulletin.model.values import Absence, Qualifier
from bulletin.rendering.text import messages
from bulletin.rendering.text.messages import (
    Claims,
    Columns,
    Counted,
    Labels,
    Message,
    Methods,
    Phrases,
    Quality,
    bound,
)

from tests.sites import EN, LANGUAGES, VI

CLASSES = (Claims, Labels, Phrases, Methods, Columns, Quality)


def catalogue() -> Iterator[tuple[str, Message | Counted]]:
    """Every message by name."""
    for one in CLASSES:
        yield from ((f"{one.__name__}.{name}", value) for name, value in vars(one).items() if not name.startswith("_"))
    for name in messages.__all__:
        value = getattr(messages, name)
        if isinstance(value, dict):
            yield from ((f"{name}[{key}]", message) for key, message in value.items())


def details(text: str) -> set[str]:
    """The details that a format string names."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("name", "message"), list(catalogue()))
def test_every_message_is_in_both_languages(name: str, message: Message | Counted) -> None:
    """Both languages say something, with the same details, without spaces at the end or in twos."""
    texts = [message.vi, *([message.one, message.other] if isinstance(message, Counted) else [message.en])]
    for text in texts:
        assert text.strip(), name
        assert text.rstrip() == text, name
        assert "  " not in text, name
        assert details(text) == details(message.vi), name


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (messages.ABSENCES, Absence),
        (messages.CLAIM_FORMS, ClaimForm),
        (messages.DIRECTIONS, Direction),
        (messages.EVENTS, EventKind),
        (messages.FLAGS, Flag),
        (messages.KINDS, MeasureKind),
        (messages.OBSTACLES, ComparabilityReason),
        (messages.QUALIFIED, Qualifier),
        (messages.RULES_OVER_TIME, Rule),
        (messages.SHAPES, Shape),
        (messages.STANDINGS, Standing),
        (messages.VERDICTS, Verdict),
        (messages.VERDICT_MEANINGS, Verdict),
        (messages.LACKS, MissingReason),
        (messages.BESIDES, Beside),
        (messages.FREQUENCIES, Frequency),
        (messages.RELATIONS, Relation),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_case_has_words(table: dict[Enum, Message], keys: type[Enum]) -> None:
    """Whatever the records or the statistics may say can be put into words."""
    assert set(table) == set(keys)


def test_english_counts_in_two_forms() -> None:
    """One unit, several units; Vietnamese has one form."""
    message = Counted("{count} cây", "{count} tree", "{count} trees")
    assert [message.in_(EN, number, count=str(number)) for number in (0, 1, 2)] == [
        "0 trees",
        "1 tree",
        "2 trees",
    ]
    assert message.in_(VI, 1, count="1") == "1 cây"


def test_bound_messages_need_no_details() -> None:
    """Templates get those messages only that are whole."""
    for catalogue_class in (Labels, Methods):
        for language in LANGUAGES:
            assert all("{" not in text for text in bound(catalogue_class, language).values())


def test_vietnamese_is_composed() -> None:
    """No letter of the catalogue is spelt in pieces, which search would miss."""
    pieces = re.compile("[\u0300-\u036f]")
    assert not [name for name, message in catalogue() if pieces.search(message.vi)]


def test_a_missing_detail_is_an_error() -> None:
    """A message never shows a hole."""
    with pytest.raises(KeyError):
        Phrases.unit.in_(VI)
