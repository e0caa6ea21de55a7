"""Problems of what targets start from, and of the way to them."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

FIELDS_NOT_TOGETHER = error(
    "fields-not-together",
    _("“{field}” and “{other}” do not go together."),
    hint=_("Keep one of the two and delete the other."),
    explanation=_(
        "A target is set for one organization or for each of a kind (organization-kind), by a value or by a change on "
        "its baseline. A target of each year is to be reached in every one of them anew, so that it has no milestones "
        "and no path on the way."
    ),
)

BASELINE_MISSING = error(
    "baseline-missing",
    _("“{field}” needs a baseline."),
    hint=_("Add the period that the target starts from: baseline: {{period: …}}."),
    explanation=_(
        "A change in percent is computed from a baseline, and a path begins there. With its period alone the baseline "
        "is the figure that the records have of it; with value and source it is what its source states."
    ),
)

BASELINE_AFTER_TARGET = error(
    "baseline-after-target",
    _("The baseline is of {given}, but what is to be reached begins with {other}."),
    hint=_("Correct the period of the baseline; it ends before that of the target and of every milestone begins."),
    explanation=_(
        "A target starts from its baseline: the way between them takes time. Mostly the two periods were exchanged, or "
        "a year is mistyped."
    ),
)

MILESTONE_OUT_OF_ORDER = error(
    "milestone-out-of-order",
    _("The milestone of {given} does not end before what follows it begins: {other}."),
    hint=_("Put the milestones in order of time, each of a period of its own before that of the target."),
    explanation=_(
        "Milestones are what is to be reached on the way to a target, one after the other. One that lies after the "
        "target, or overlaps with another one, is mistyped, or a target of its own."
    ),
)

KIND_WITHOUT_ORGANIZATION = warning(
    "kind-without-organization",
    _("No organization of the kind “{given}” is there in the target's period, {period}."),
    hint=_(
        "Look at the kind and the period; records/organizations/ says of each its kind, and since when it is there."
    ),
    explanation=_(
        "A target for a kind of organization is one for each of them that is there in its period. Where there is none, "
        "nothing of it is on any page."
    ),
)

PERIODS_UNLIKE = error(
    "periods-unlike",
    _("{given} and {other} are not of the same length, so that what happens in them cannot be compared."),
    hint=_("Type a period that is as long as that of the target: a year for a year, a quarter for a quarter."),
    explanation=_(
        "What is counted over a time is more in a longer one: cases of a quarter are no baseline of those of a year. "
        "Baseline, milestones and target of such a measure are of one length. What there is on a day, shares and "
        "durations are compared whatever the length of their periods."
    ),
)

CHANGE_WITHOUT_DIRECTION = error(
    "change-without-direction",
    _("Whether more or less than the baseline is meant cannot be said, as the measure “{measure}” has no direction."),
    hint=_("Give the measure a direction (good), or type a bound in place of change: value: {{at-most: …}}."),
    explanation=_(
        "change: 0 keeps a figure at its baseline: at most there where less is good, at least there where more is. A "
        "change above zero asks for at least so much, one below zero for at most so much; these need no direction."
    ),
)

TARGET_AGAINST_DIRECTION = warning(
    "target-against-direction",
    _("The direction of this target is “{asked}”, while the record of “{measure}” says good: {good}."),
    hint=_(
        "A change for less begins with a minus: -50; a floor is at-least, a ceiling at-most. If it is meant so, say "
        "why: acknowledged: {{target-against-direction: {text}}}."
    ),
    explanation=_(
        "A change above zero and a floor ask for more, a change below zero and a ceiling for less. Where the measure "
        "says that the other way is good, a minus was forgotten, the wrong bound was taken, or the direction of the "
        "measure is not what it should be. Shares of a part have no direction of their own, and ranges have none."
    ),
    acknowledgeable=True,
    remark=_("Targets that ask for what is not good"),
)

PATH_THROUGH_ZERO = error(
    "path-through-zero",
    _("On an exponential path all numbers are above zero, or all below it; {given} is not."),
    hint=_("Write path: linear or path: steps."),
    explanation=_(
        "On an exponential path a figure changes by the same percentage each year. So it comes nearer to zero without "
        "ever being there, and no percentage leads from above zero to below it."
    ),
)

MILESTONE_OFF_WAY = warning(
    "milestone-off-way",
    _("The milestone of {given} is {number}, which is not between {before} before it and the target of {target}."),
    hint=_("Compare with the source; if it says so, give the reason: acknowledged: {{milestone-off-way: {text}}}."),
    explanation=_(
        "Milestones lead from the baseline to the target. One beyond the target, or back before the baseline, mostly "
        "has a digit or a minus too many; a change in percent is always one on the baseline, never on the "
        "milestone before."
    ),
    acknowledgeable=True,
    remark=_("Milestones that do not lie on the way to their target"),
)

BASELINE_IS_TARGET = warning(
    "baseline-is-target",
    _("The target is the same as its baseline: {given}."),
    hint=_("If it is to be kept, write change: 0 in place of value; else correct one of the two."),
    explanation=_(
        "From a baseline that is the target already there is no distance to go. Mostly one of the two was copied into "
        "the other; where a figure is to be kept where it is, change: 0 says so, and pages name the bound."
    ),
)
