"""Every case that records or analysis may hold can be put into words."""

from __future__ import annotations

from enum import Enum

import pytest
from bulletin.analysis import ComparabilityReason, Standing
from bulletin.analysis.additivity import Relation
from bulletin.analysis.claims import MissingReason, Verdict
from bulletin.analysis.outliers import Beside
from bulletin.analysis.tables import Flag
from bulletin.localization.messages import Message
from bulletin.model.periods import Shape
from bulletin.model.records import ClaimForm, Direction, EventKind, Frequency, MeasureKind, Rule
from bulletin.model.values import Absence, Qualifier
from bulletin.rendering.text import messages


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
