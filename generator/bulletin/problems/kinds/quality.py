"""Problems of compiled figures: additivity, outliers, targets, statuses, the reporting calendar."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

TARGET_NOT_IMPLIED = error(
    "target-not-implied",
    _("A target of {given} ({target}) does not make {figure} ({place}) the stated {percent} % ({claim})."),
    hint=_(
        "First compare with the print: the figure at {place} and the percentage at {claim}. Only if both are as "
        "printed, correct the target; what then fits: {implied}."
    ),
    explanation=_(
        "An inferred target is a whole number over which the figure, rounded as the source rounded it, gives exactly "
        "the stated percentage. Look at the figure, the percentage and the target: one may be mistyped. The figure is "
        "taken as the source of the percentage knew it: that source's own, else the latest reported up to its day. A "
        "later report revises the figure without making the old percentage wrong."
    ),
)

NO_WHOLE_NUMBER = Hint(
    _(
        "First compare with the print: the figure at {place} and the percentage at {claim}. Do not look for another "
        "target: no whole number does."
    )
)
"""The hint where no target gives the percentage."""

TARGET_ONE_OF_SEVERAL = warning(
    "target-one-of-several",
    _("The stated {percent} % with the figure {figure} fits more than one target: {implied}."),
    hint=_("Look for a source that states the target; failing that, leave it: pages then show the whole interval."),
    explanation=_(
        "A rounded percentage can come from more than one whole number. The one in the record is but one of them."
    ),
)

UNITS_DO_NOT_ADD_UP = warning(
    "units-do-not-add-up",
    _(
        "The figure is {whole}, the units below ({count}) add to {sum}: a difference of {difference}, tolerance "
        "{tolerance}."
    ),
    hint=_(
        "Compare the sources; if they say so, give the reason: acknowledged: {{units-do-not-add-up: {text}}}. "
        "If some units are not in the records, give the organization unlisted-units: true."
    ),
    explanation=_(
        "Once all units below have reported, they add to the figure of the unit above; before that they cannot exceed "
        "it. Mostly a number is mistyped, or the two levels reported at different times. Where small differences are "
        "only rounding, give the measure a tolerance."
    ),
    acknowledgeable=True,
)

PERIODS_DO_NOT_ADD_UP = warning(
    "periods-do-not-add-up",
    _(
        "The figure is {whole}, the shorter periods ({count}) add to {sum}: a difference of {difference}, tolerance "
        "{tolerance}."
    ),
    hint=_(
        "Compare the sources: {parts}. If all of them say so, give the reason: acknowledged: {{periods-do-not-add-up: "
        "{text}}}."
    ),
    explanation=_(
        "Consecutive periods that fill a longer one add to its figure; if they do not fill it, they cannot exceed it. "
        "Mostly a number is mistyped, or the year was revised and the quarters were not. Where small differences are "
        "only rounding, give the measure a tolerance."
    ),
    acknowledgeable=True,
)

PARTS_DO_NOT_ADD_UP = warning(
    "parts-do-not-add-up",
    _(
        "The figure is {whole}, the categories of “{breakdown}” ({count}) add to {sum}: a difference of {difference}, "
        "tolerance {tolerance}."
    ),
    hint=_("Compare with the source. If it says so, give the reason: acknowledged: {{parts-do-not-add-up: {text}}}."),
    explanation=_(
        "In a breakdown that is exhaustive: true everybody is in one category, so that they add to the whole. If "
        "somebody can be in none, leave exhaustive out. If the whole and the categories come from two reports, one of "
        "them may have been revised. Where small differences are only rounding, give the measure a tolerance."
    ),
    acknowledgeable=True,
)

VALUE_UNLIKE_OWN_PAST = warning(
    "value-unlike-own-past",
    _("{ratio} times the usual: {given}, while the median of the {count} periods before is {median}."),
    hint=_(
        "Look at the number, the period and the unit. If the source says so, give the reason: acknowledged: "
        "{{value-unlike-own-past: {text}}}."
    ),
    explanation=_(
        "A value far from the unit's own past mostly has a digit too many or too few, or belongs to another period or "
        "unit of measurement. It is told where the robust z-score is above 3.5, and only once there are six earlier "
        "periods; the page on methods gives the rule in full; small numbers are not looked at."
    ),
    acknowledgeable=True,
)

VALUE_UNLIKE_PEERS = warning(
    "value-unlike-peers",
    _("{ratio} times the usual: {given}, while the median of {count} other units of the same kind is {median}."),
    hint=_(
        "Look at the number, the period and the organization. If the source says so, give the reason: acknowledged: "
        "{{value-unlike-peers: {text}}}."
    ),
    explanation=_(
        "A value far from those of the other units of its kind in the same period may be mistyped, or be that of the "
        "unit above. The page on methods gives the rule and its thresholds; small numbers are not looked at."
    ),
    acknowledgeable=True,
)

CALENDAR_EMPTY = warning(
    "calendar-empty",
    _("By the entry “{given}” of the reporting calendar nobody is to report anything."),
    hint=_(
        "Look at since, until, kinds and organizations; of: targeted takes targets of that very measure and population."
    ),
    explanation=_(
        "Each entry of the reporting calendar makes a table of the page on data quality. One without a period or an "
        "organization makes none; mostly until lies before since, or no organization is of the kind. Those named in "
        "organizations report besides those of the kinds."
    ),
)

TARGETS_FAR_APART = warning(
    "targets-far-apart",
    _(
        "This yearly target is {highest}, more than {times} times another yearly target of the same figure: {lowest} "
        "({other})."
    ),
    hint=_("Compare with the source; if it says so, give the reason: acknowledged: {{targets-far-apart: {text}}}."),
    explanation=_(
        "Yearly targets of one organization, measure and population are mostly close. Where one is many times another, "
        "the target of a whole term was taken for that of each year, or a number is mistyped. How many times is too "
        "many, pace.apart in bulletin.yml says."
    ),
    acknowledgeable=True,
)

TARGETS_OFF_TERM = warning(
    "targets-off-term",
    _("The term's target is {term}, while the yearly targets ({count}) add to {sum}."),
    hint=_("Compare with the source; if it says so, give the reason: acknowledged: {{targets-off-term: {text}}}."),
    explanation=_(
        "Where every year of a term has a target, they add to the term's; where only some have, they do not exceed it. "
        "Otherwise a number is mistyped, or yearly targets were changed later."
    ),
    acknowledgeable=True,
)

TARGETS_BELOW_PARENT = warning(
    "targets-below-parent",
    _("The target is {target}, while those of the units below (all {count} of them) add to {sum} only."),
    hint=_("Compare the sources; if they say so, give the reason: acknowledged: {{targets-below-parent: {text}}}."),
    explanation=_(
        "If every unit below just reached its target, the unit above would still miss its own. A target may be "
        "mistyped, or a unit be missing from the records."
    ),
    acknowledgeable=True,
)

STATUS_BACKWARDS = warning(
    "status-backwards",
    _("This {status} figure revises one that was {before} at {other}."),
    hint=_(
        "Check status and the day of the report (reported); if both are right, give the reason: acknowledged: "
        "{{status-backwards: {text}}}."
    ),
    explanation=_(
        "Figures go from estimated and preliminary to official. A later report that is less final than the one before "
        "it mostly comes from a wrong status or a wrong day."
    ),
    acknowledgeable=True,
    words={
        "estimated": _("estimated", "status of a figure"),
        "preliminary": _("preliminary", "status of a figure"),
        "official": _("official", "status of a figure"),
    },
)
