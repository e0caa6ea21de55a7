"""Problems that only compiled figures show: additivity, outliers, targets, calendar, order of reports."""

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
    remark=_("Inferred targets that are one of several numbers that fit"),
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
    remark=_("Units below that do not add up to the unit above"),
)

TOTAL_LACKS_UNITS = warning(
    "total-lacks-units",
    _(
        "This total of {whole} is the sum of the units below that reported. Missing, though they reported before: "
        "{units}; their last reports come to {before}."
    ),
    hint=_(
        "Compare with the source. Where it left them out, pages say so, and compare the total with no fuller one; or "
        "give the value as {{at-least: {whole}}}. Where nothing is missing in it, say why: acknowledged: "
        "{{total-lacks-units: {text}}}. If a unit no longer exists, write closed: in the record of that unit; if "
        "units need not report any more, say so in the calendar of bulletin.yml."
    ),
    explanation=_(
        "A total that equals the sum of the units below that reported has nothing in it for those that did not. "
        "Whatever its source calls it, it is only a part of the whole, and a change on the year before would show who "
        "reported rather than what happened. A unit is missing where it is still there, has no figure of the period "
        "(or only one that says at least), and had one of a comparable period before. Units that never reported are "
        "not expected. Totals that differ from the sum by more than the measure's tolerance, such as those with an "
        "estimate of what is missing, are not remarked on; nor are those whose missing units had no more than a "
        "hundredth of them."
    ),
    acknowledgeable=True,
    remark=_("Stated totals that lack units"),
)

TOTALS_NOT_COMPARED = warning(
    "totals-not-compared",
    _(
        "Figures of this measure are not added over the tree, though {equal} of {count} stated totals are the sum of "
        "the units below. So nobody sees which totals lack units that did not report."
    ),
    hint=_(
        "Write over-tree: sum in this record: stated totals stay as they are and are compared with their parts. Where "
        "figures are not to be added all the same, say why: remarks: [{{code: totals-not-compared, off: true, reason: "
        "{text}}}]."
    ),
    explanation=_(
        "What is added over the tree is also compared: a total that is the sum of the units that reported lacks those "
        "that did not, and one that is not the sum of its parts may have been mistyped. Of a measure without a rule "
        "over the tree nothing of that is known, and a total that falls because fewer units reported is shown as a "
        "fall. Looked at are stated totals of flows, amounts and stocks of which all units directly below have exact "
        "figures, two at least; three such totals, of which eight in ten are their sum, leave little doubt that the "
        "source added them up."
    ),
    remark=_("Totals that are sums, though the measure is not added over the tree"),
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
    remark=_("Shorter periods that do not add up to the longer one"),
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
    remark=_("Categories that do not add up to the whole"),
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
    remark=_("Values far from the unit's own past"),
    has_ratio=True,
)

VALUE_UNLIKE_PEERS = warning(
    "value-unlike-peers",
    _("{ratio} times the usual: {given}, while the median of the {count} units of the same kind is {median}."),
    hint=_(
        "Look at the number, the period and the organization. If the source says so, give the reason: acknowledged: "
        "{{value-unlike-peers: {text}}}."
    ),
    explanation=_(
        "A value far from those of the other units of its kind in the same period may be mistyped, or be that of the "
        "unit above. The page on methods gives the rule and its thresholds; small numbers are not looked at."
    ),
    acknowledgeable=True,
    remark=_("Values far from those of other units"),
    has_ratio=True,
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
    remark=_("Yearly targets far apart"),
    has_ratio=True,
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
    remark=_("Yearly targets that do not add up to the term's"),
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
    remark=_("Targets of units below that add to less than that of the unit above"),
)

TARGETS_ABOVE_PARENT = warning(
    "targets-above-parent",
    _("The target is not to be exceeded: {target}, while those of {count} units below add to {sum}."),
    hint=_("Compare the sources; if they say so, give the reason: acknowledged: {{targets-above-parent: {text}}}."),
    explanation=_(
        "If every unit below used up what it is allowed, the unit above would exceed its own limit. A target may be "
        "mistyped, or be meant the other way round: {{at-least: …}} rather than {{at-most: …}}."
    ),
    acknowledgeable=True,
    remark=_("Ceilings of units below that add to more than that of the unit above"),
)

REPORT_ORDER_UNKNOWN = warning(
    "report-order-unknown",
    _("Of this report only {given} is known; that of {day}, at {other}, has {value}: which is later is not known."),
    hint=_(
        "Give the day of this report: reported: … with year, month and day; if nobody knows it, say so: acknowledged: "
        "{{report-order-unknown: {text}}}."
    ),
    explanation=_(
        "A later report revises an earlier one. Where only the month or the year of one is known and the other lies "
        "within it, nobody can tell which is later: the one that is known to have been there first is shown, the other "
        "one is in a note beside it, and neither is called revised."
    ),
    acknowledgeable=True,
    remark=_("Reports of which it is not known which is later"),
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
    remark=_("Revisions that are less final than what they revise"),
    words={
        "estimated": _("estimated", "status of a figure"),
        "preliminary": _("preliminary", "status of a figure"),
        "official": _("official", "status of a figure"),
    },
)
