"""The message catalogue: every word of the pages that does not come from records."""

from bulletin.rendering.text.messages.changes import ASPECTS, CHANGE_KINDS, CHANGES_COUNTED, RECORD_KINDS, Changes
from bulletin.rendering.text.messages.claims import LACKS, VERDICT_MEANINGS, VERDICTS, Claims
from bulletin.rendering.text.messages.csv_columns import Columns
from bulletin.rendering.text.messages.editions import STATUSES, Editions
from bulletin.rendering.text.messages.labels import (
    ABSENCES,
    CLAIM_FORMS,
    DIRECTIONS,
    FLAGS,
    KINDS,
    OBSTACLES,
    QUALIFIED,
    RULES_OVER_TIME,
    RULES_OVER_TREE,
    SHAPES,
    Labels,
)
from bulletin.rendering.text.messages.phrases import Phrases
from bulletin.rendering.text.messages.quality import BESIDES, CAME, CAME_MEANS, FREQUENCIES, RELATIONS, Quality
from bulletin.rendering.text.messages.reorganizations import (
    BREAKS,
    ENDS,
    EVENTS,
    GAPS,
    GOES_ON,
    JOINED,
    LEFT,
    Reorganizations,
)
from bulletin.rendering.text.messages.standings import REASONS, STANDINGS, Paces

__all__ = [
    "ABSENCES",
    "ASPECTS",
    "BESIDES",
    "BREAKS",
    "CAME",
    "CAME_MEANS",
    "CHANGES_COUNTED",
    "CHANGE_KINDS",
    "CLAIM_FORMS",
    "DIRECTIONS",
    "ENDS",
    "EVENTS",
    "FLAGS",
    "FREQUENCIES",
    "GAPS",
    "GOES_ON",
    "JOINED",
    "KINDS",
    "LACKS",
    "LEFT",
    "OBSTACLES",
    "QUALIFIED",
    "REASONS",
    "RECORD_KINDS",
    "RELATIONS",
    "RULES_OVER_TIME",
    "RULES_OVER_TREE",
    "SHAPES",
    "STANDINGS",
    "STATUSES",
    "VERDICTS",
    "VERDICT_MEANINGS",
    "Changes",
    "Claims",
    "Columns",
    "Editions",
    "Labels",
    "Paces",
    "Phrases",
    "Quality",
    "Reorganizations",
]
