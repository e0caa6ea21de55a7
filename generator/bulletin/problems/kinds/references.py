"""Problems of identity and references: ids, breakdowns and categories that are unknown, repeated or circular."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error

ID_REPEATED = error(
    "id-repeated",
    _("The id “{given}” was already used at {first}."),
    hint=_("Choose another id, or delete the repeated record."),
    explanation=_("One id, one record. With two of them nobody can tell which one the figures that name it are about."),
)

ID_RESERVED = error(
    "id-reserved",
    _("The id “{given}” cannot be used."),
    hint=_("Add a word to it, such as “{given}-1”."),
    explanation=_(
        "Ids become names of files. Windows cannot make files named con, prn, aux, nul, com1, lpt1 and so on, and "
        "“index” is the page that lists the others."
    ),
)

REFERENCE_UNKNOWN = error(
    "reference-unknown",
    _("There is no “{given}” in {kind}."),
    hint=_("Check the id, or add a record “{given}” to {kind}."),
    explanation=_(
        "A record names another one by its id. The id must exist, or the figure would belong nowhere. Mostly the id is "
        "mistyped, or the other record has not been entered yet."
    ),
)

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

REFERENCE_CYCLE = error(
    "reference-cycle",
    _("The field “{field}” leads back to itself: {chain}."),
    hint=_("Correct “{field}” in one of these records."),
    explanation=_(
        "No organization stands above itself, no population contains itself and no target replaces itself, neither "
        "directly nor by way of others."
    ),
)
