"""Problems of disclosure control: rules that say nothing or do not fit measures, and figures that nothing hides."""

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

DISCLOSURE_POLICY_REPEATED = error(
    "disclosure-policy-repeated",
    _("There is a policy of disclosure control already ({first})."),
    hint=_("Put what is here under rules: and exempt: there, and delete it here."),
    explanation=_(
        "A bulletin has one policy of disclosure control, records/disclosure.yml, so that readers see in one place "
        "what is hidden from them, and why."
    ),
)

DISCLOSURE_RULE_EMPTY = error(
    "disclosure-rule-empty",
    _("This rule hides nothing."),
    hint=_(
        "For counts, write threshold: 5 below it, or rounding-base: 5. For amounts, write dominance: {{largest: 1, "
        "percent: 75}}, p-percent: 10 or contributors: 3."
    ),
    explanation=_(
        "A rule says what is sensitive of its measures: counts from 1 to below a threshold; totals of which the "
        "largest contributions make most, or from which a contributor could estimate the contribution of another; "
        "totals of few contributions. Or it says to what multiples counts are rounded. zero-discloses alone is no "
        "rule: it says of a threshold that zero is sensitive as well."
    ),
)

DISCLOSURE_ZERO_UNUSED = error(
    "disclosure-zero-unused",
    _("zero-discloses says nothing without a threshold."),
    hint=_("Write threshold: 5 beside it; or delete it."),
    explanation=_(
        "zero-discloses makes zero sensitive beside the counts below a threshold. Without one, zero would be shown all "
        "the same, and whoever wrote the rule would not know."
    ),
)

DISCLOSURE_RULE_REPEATED = error(
    "disclosure-rule-repeated",
    _("There is a rule for “{measure}” already ({first})."),
    hint=_(
        "Delete “{measure}” here, or there. A rule may have a threshold and a rounding base at once. If this one is to "
        "replace the other, say from when: since: 2025-07-01."
    ),
    explanation=_(
        "Each measure has one rule at a time, so that nobody has to ask which of two thresholds holds. Measures with "
        "the same rule may be in one list. A rule that replaces another is below it and says from when it holds: for "
        "editions whose cut-off is on that day or later."
    ),
)

DISCLOSURE_RULE_OF_DERIVED = error(
    "disclosure-rule-of-derived",
    _("“{measure}” is derived from other measures: it is hidden wherever one of these is, and has no rule of its own."),
    hint=_("Delete “{measure}” here; write a rule for what it is derived from: {operands}."),
    explanation=_(
        "What is derived discloses nothing but the figures that it is computed from. Where one of these is hidden, so "
        "is what is derived from it; where they are all shown, readers can compute it themselves."
    ),
)

DISCLOSURE_THRESHOLD_UNCOUNTED = error(
    "disclosure-threshold-uncounted",
    _("{field} is for counts, but “{measure}” counts nothing."),
    hint=_(
        "Put “{measure}” into a rule of its own. For amounts, write dominance: {{largest: 1, percent: 75}}, p-percent: "
        "10 or contributors: 3 there."
    ),
    explanation=_(
        "threshold is about how many people or firms are counted: about figures that are whole numbers, and about the "
        "numerators of rates and of shares that add up by them (rule ratio). rounding-base is about whole numbers "
        "only. An amount of 4 is not four persons. If figures of the measure are counts all the same, write "
        "whole-numbers: true in its record."
    ),
)

DISCLOSURE_ROUNDING_OF_PARTS = Hint(
    _("Put “{measure}” into a rule of its own, with threshold: 5 and no rounding-base.")
)
"""The hint where it is a rate or a share, whose numerator is not shown alone."""

DISCLOSURE_DOMINANCE_OF_COUNTS = error(
    "disclosure-dominance-of-counts",
    _("{field} is for amounts that add up over the tree, which “{measure}” is not."),
    hint=_("Put “{measure}” into a rule of its own. For counts, write threshold: 5 there."),
    explanation=_(
        "dominance, p-percent and contributors look at what the units at the bottom of the tree contribute to a total. "
        "So they are for amounts with the rule over-tree: sum; in a count, everybody contributes the same. If figures "
        "of the measure are amounts rather than counts, such as hectares, write whole-numbers: false in its record."
    ),
)

DISCLOSURE_EXEMPT_UNUSED = warning(
    "disclosure-exempt-unused",
    _("No figure is from the source “{source}”, so nothing is exempt."),
    hint=_("Check the id, or delete this exemption."),
    explanation=_(
        "A figure is exempt from the policy where all of its sources are. A source without figures may be one that was "
        "meant to be another."
    ),
)

DISCLOSURE_UNPROTECTED = error(
    "disclosure-unprotected",
    _(
        "In {edition}, the audience “{audience}” could compute this figure, which is to be hidden, whatever else is "
        "hidden: “{measure}” for “{organization}” in {period}{part} would be known to be {interval}."
    ),
    hint=_(
        "It follows from {sums}. If one of these is not published yet, mark it as well (audience: {mark}). If all of "
        "them are, nothing hides it any more: list its source under exempt in records/disclosure.yml, and say why. "
        "Then every figure of that source is shown."
    ),
    explanation=_(
        "Beside a figure that is to be hidden, others are hidden from which it could be computed, as far as they are "
        "not published already: by an earlier edition, or as figures that are exempt. Where that is not enough, "
        "nothing is built or published. A published total with a single unknown part is the usual case."
    ),
    words={"draft": _("the draft")},
)

DISCLOSURE_LEFT_LESS = warning(
    "disclosure-left-less",
    _(
        "By what is published already, the audience “{audience}” knows more of hidden figures ({count}) than this rule "
        "allows: {figures}."
    ),
    hint=_(
        "They stay hidden, and later editions add nothing to what is known of them, so that nothing has to be done. "
        "Whoever wants less to be known has to take the published editions offline."
    ),
    explanation=_(
        "A rule that becomes stricter asks for more of figures that earlier editions have hidden than these editions "
        "left: what is published cannot be taken back. Such figures are protected as far as what is published allows. "
        "Figures that no edition has had yet are protected as the rule asks for, or nothing is published."
    ),
)

DISCLOSURE_POLICY_MISPLACED = error(
    "disclosure-policy-misplaced",
    _("This file is outside of records/, so nothing is hidden by it."),
    hint=_("If it is the policy of disclosure control, move it to {better}; if it is something else, rename it."),
    explanation=_(
        "The policy of disclosure control is a record: records/disclosure.yml. A file of that name anywhere else is "
        "not read, and without a policy every figure is shown."
    ),
)

DISCLOSURE_UNSOLVED = error(
    "disclosure-unsolved",
    _(
        "What has to be hidden in {edition} from the audience “{audience}” was not found in as many steps as the "
        "solver may take: equations link {count} figures of {measures}, of {organizations}."
    ),
    hint=_(
        "Leave out what links them: a crossing or a breakdown, totals that can be computed, or an overlapping period; "
        "or give {measures} a less strict rule."
    ),
    explanation=_(
        "What has to be hidden is found by integer programs, in so many steps at the most that the same records have "
        "the same result on every machine. Where a program is not solved by then, nothing is known, so nothing is "
        "built or published."
    ),
    words={"draft": _("the draft")},
)
