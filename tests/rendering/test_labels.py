"""Every case that records or analysis may hold can be put into words."""

from __future__ import annotations

from enum import Enum

import pytest
from bulletin.analysis.additivity import Relation
from bulletin.analysis.claims.verdicts import MissingReason, Verdict
from bulletin.analysis.figures import Flag
from bulletin.analysis.outliers import Beside
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.time_series import ComparabilityReason
from bulletin.localization.messages import Message
from bulletin.model.periods import PeriodType
from bulletin.model.records import ClaimForm, Direction, EventKind, Frequency, MeasureKind, Rule
from bulletin.model.values import Absence, Qualifier
from bulletin.rendering.labels import (
    ABSENCES,
    CLAIM_FORMS,
    FLAGS,
    KINDS,
    TEMPORAL_AGGREGATION,
    VERDICT_MEANINGS,
    VERDICTS,
)
from bulletin.rendering.localizer import TARGET_STATUSES
from bulletin.rendering.pages.additivity import RELATIONS
from bulletin.rendering.pages.coverage import FREQUENCIES
from bulletin.rendering.pages.measure import DIRECTIONS
from bulletin.rendering.pages.quality import BESIDES
from bulletin.rendering.pages.reorganizations import EVENTS
from bulletin.rendering.pages.series_chart import PERIOD_TYPES
from bulletin.rendering.phrases.claims import MISSING_REASONS
from bulletin.rendering.target_cells import COMPARABILITY_REASONS
from bulletin.rendering.text import QUALIFIED


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (ABSENCES, Absence),
        (CLAIM_FORMS, ClaimForm),
        (DIRECTIONS, Direction),
        (EVENTS, EventKind),
        (FLAGS, Flag),
        (KINDS, MeasureKind),
        (COMPARABILITY_REASONS, ComparabilityReason),
        (QUALIFIED, Qualifier),
        (TEMPORAL_AGGREGATION, Rule),
        (PERIOD_TYPES, PeriodType),
        (TARGET_STATUSES, TargetStatus),
        (VERDICTS, Verdict),
        (VERDICT_MEANINGS, Verdict),
        (MISSING_REASONS, MissingReason),
        (BESIDES, Beside),
        (FREQUENCIES, Frequency),
        (RELATIONS, Relation),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_case_has_words(table: dict[Enum, Message], keys: type[Enum]) -> None:
    """Whatever the records or the statistics may say can be put into words."""
    assert set(table) == set(keys)
