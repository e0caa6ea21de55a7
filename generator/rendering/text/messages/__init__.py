"""The message catalogue: every word of the pages that does not come from records, in both languages."""

from generator.rendering.text.messages.labels import ABSENCES, BASES, FLAGS, ORIGINS, QUALIFIED, STATUSES, Labels
from generator.rendering.text.messages.message import Counted, Message, bound
from generator.rendering.text.messages.phrases import Phrases

__all__ = [
    "ABSENCES",
    "BASES",
    "FLAGS",
    "ORIGINS",
    "QUALIFIED",
    "STATUSES",
    "Counted",
    "Labels",
    "Message",
    "Phrases",
    "bound",
]
