"""The message catalogue: every word of the pages that does not come from records, in both languages."""

from generator.rendering.text.messages.labels import (
    ABSENCES,
    BASES,
    CLAIM_FORMS,
    DIRECTIONS,
    EVENTS,
    FLAGS,
    KINDS,
    OBSTACLES,
    ORIGINS,
    QUALIFIED,
    RULES_OVER_TIME,
    RULES_OVER_TREE,
    SHAPES,
    STANDINGS,
    STATUSES,
    Labels,
)
from generator.rendering.text.messages.message import Counted, Message, bound
from generator.rendering.text.messages.methods import Columns, Methods
from generator.rendering.text.messages.phrases import Phrases

__all__ = [
    "ABSENCES",
    "BASES",
    "CLAIM_FORMS",
    "DIRECTIONS",
    "EVENTS",
    "FLAGS",
    "KINDS",
    "OBSTACLES",
    "ORIGINS",
    "QUALIFIED",
    "RULES_OVER_TIME",
    "RULES_OVER_TREE",
    "SHAPES",
    "STANDINGS",
    "STATUSES",
    "Columns",
    "Counted",
    "Labels",
    "Message",
    "Methods",
    "Phrases",
    "bound",
]
