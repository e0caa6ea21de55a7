"""What can be wrong with breakdowns, and with the categories that records name."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error

CATEGORY_UNKNOWN = error(
    "category-unknown",
    _("The breakdown “{breakdown}” has no category “{given}”."),
    hint=_("The categories of “{breakdown}”: {known}."),
    explanation=_(
        "The categories of a breakdown are declared in vocabulary/breakdowns.yml. A new one is added there first."
    ),
)

BREAKDOWN_NOT_ALLOWED = error(
    "breakdown-not-allowed",
    _("The measure “{measure}” is not split by “{given}”."),
    hint=_("Its breakdowns: {known}. To add one, list it under breakdowns of the measure in vocabulary/measures.yml."),
    explanation=_(
        "Each measure declares its breakdowns, so that nobody splits its figures by something meaningless for it."
    ),
)

CATEGORY_WITHOUT_BREAKDOWN = error(
    "category-without-breakdown",
    _("The category “{given}” has no breakdown."),
    hint=_("Add a line “breakdown: …” next to it."),
    explanation=_("A category means something only within its breakdown."),
)

CROSSING_FIELD_UNUSED = error(
    "crossing-field-unused",
    _("A breakdown that crosses others has no “{field}” of its own."),
    hint=_("Delete “{field}”, or delete “crosses”."),
    explanation=_(
        "A crossing has every category of the one breakdown with every category of the other. Its categories overlap "
        "where those of one of the two do, and are exhaustive where those of both are."
    ),
)

CROSSING_OF_CROSSING = error(
    "crossing-of-crossing",
    _("“{given}” is itself a crossing."),
    hint=_("Name the breakdowns that it crosses in its place: {better}."),
    explanation=_("What is crossed are breakdowns with categories of their own, up to four of them."),
)
