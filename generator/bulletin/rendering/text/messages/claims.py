"""What is said of claims: verdicts, and how they come about. The details are finished text."""

from __future__ import annotations

from bulletin.analysis.claims import MissingReason, Verdict
from bulletin.localization.messages import _, n_

VERDICTS = {
    Verdict.AGREES: _("agrees"),
    Verdict.AGREES_COARSER: _("agrees when rounded"),
    Verdict.CIRCULAR: _("agrees by construction"),
    Verdict.ANOTHER_BASE: _("agrees on another base"),
    Verdict.DISAGREES: _("disagrees"),
    Verdict.CANNOT_BE_COMPUTED: _("cannot be computed"),
}

VERDICT_MEANINGS = {
    Verdict.AGREES: _(
        "What is computed, rounded to two decimals, is what is stated; a count is exactly what is stated."
    ),
    Verdict.AGREES_COARSER: _("What is computed is what is stated once it is rounded as far as the source rounded."),
    Verdict.CIRCULAR: _(
        "The target was inferred from this very percentage: it agrees by construction and confirms nothing."
    ),
    Verdict.ANOTHER_BASE: _(
        "The calculation as recorded does not give what is stated, but does once one of its two numbers is one certain "
        "other number of the same organization and period. The source may not say what the ratio is taken over."
    ),
    Verdict.DISAGREES: _("No value that the figures allow is what is stated."),
    Verdict.CANNOT_BE_COMPUTED: _("A figure is missing, or known so roughly that the verdict is open."),
}
"""What each verdict means."""

LACKS = {
    MissingReason.FIGURE: _("there is no figure for {what}"),
    MissingReason.TARGET: _("there is no target for {what}"),
    MissingReason.ABSENT: _("there is no number for {what}"),
    MissingReason.INEXACT: _("{what} is not known exactly enough"),
    MissingReason.ZERO: _("{what} is zero"),
    MissingReason.STATED: _("the stated number is not shown here"),
}
"""Why a claim cannot be computed."""


class Claims:
    """Words and sentences on claims."""

    verdict = _("Verdict")
    verdicts = _("Stated figures by verdict")
    computed = _("As computed")
    subject = _("About", "column")
    stated = _("As stated", "by a source")
    arithmetic = _("Arithmetic")
    explanation = _("Explanation")
    to_check = _("See the comparison")
    all_claims_csv = _("Stated figures and verdicts (CSV)")
    all_claims_json = _("Stated figures and verdicts (JSON)")

    intro = n_(
        "Sources state {count} percentage, multiple, difference or total to hold against other figures: {disagreeing} "
        "disagree, {another} agree on another base only, and {open} cannot be computed.",
        "Sources state {count} percentages, multiples, differences and totals to hold against other figures: "
        "{disagreeing} disagree, {another} agree on another base only, and {open} cannot be computed.",
    )
    doubt = _("The source states {stated} (recorded as: {form}); the figures give {arithmetic}.")

    # --- explanations
    over_another = _("It agrees over {base}: {arithmetic}.")
    of_another = _("It agrees for {base}: {arithmetic}.")
    same = _("What is computed is exactly what is stated.")
    same_rounded = n_(
        "What is computed, rounded to {count} decimal, is what is stated.",
        "What is computed, rounded to {count} decimals, is what is stated.",
    )
    within_stated = _("Every value that the figures allow agrees with what is stated.")
    more = _("What is computed is {gap} more than what is stated.")
    less = _("What is computed is {gap} less than what is stated.")
    points = _("{gap} percentage points")
    impossible = _("No value that the figures allow agrees.")
    would_fit = _("For it to agree, {ways}.")
    way = _("the {role} would have to be {wholes}")
    no_way = _("no whole number would do as the {role}")
    missing_would_be = _("If what is stated is right, the missing number is {wholes}.")
    missing_part_would_be = _(
        "If these parts are all there are, none counted twice, and what is stated is right, the missing number is "
        "{wholes}."
    )
    one_whole = _("{number}", "whole number that would fit")
    several_wholes = _("from {first} to {last}", "whole numbers that would fit")
    at_most = _("at most {last}")
    or_ = _("{one}, or {other}")
    parts_alone = _("{parts} alone are exactly what is stated: {arithmetic}. Perhaps {others} are counted in them.")
    joint = _("{ratios} hold together if the number above the line is {wholes}, which the source does not print.")
    ratio_of = _("{ratio} of {base}")
    cannot = _("It cannot be computed: {reasons}.")
    and_ = _("{one} and {other}")

    # --- a target that was inferred
    only_whole = _("Only one whole number, {first}, gives the stated {percent}.")
    whole_range = _("As it was rounded, the stated {percent} fits every whole number from {first} to {last}.")


ROLES = {
    True: (_("number above the line"), _("number below the line")),
    False: (_("first number"), _("second number")),
}
"""What the two numbers of a calculation are called: of a ratio, and of a difference."""
