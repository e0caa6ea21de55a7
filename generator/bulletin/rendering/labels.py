"""Messages that several modules share: labels of columns and facts, and what cases of enumerations are called."""

from __future__ import annotations

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.figures import Flag
from bulletin.analysis.growth_assessment import GrowthCategory, GrowthReason
from bulletin.analysis.target_status import StatusReason
from bulletin.localization.messages import _, n_
from bulletin.model.records import ClaimForm, MeasureKind, Rule
from bulletin.model.values import Absence

CHANGE_KINDS = {
    ChangeKind.UNEXPLAINED: _("Changed, no reason given"),
    ChangeKind.CORRECTED: _("Corrected"),
    ChangeKind.WITHDRAWN: _("Withdrawn"),
    # Translators: of a total that the bulletin itself computed in its last edition, and does not compute any more
    ChangeKind.NOT_COMPUTED: _("No longer computed"),
    ChangeKind.REDEFINED: _("Changed with the definition"),
    ChangeKind.RESTATED: _("Restated: the tree changed"),
    ChangeKind.REVISED: _("Revised"),
    # Translators: of a total: nothing that is shown says why it changed, but a part of it is suppressed
    ChangeKind.NOT_SHOWN: _("Changed with a figure that is not shown"),
    ChangeKind.NEW: _("New"),
}
"""What sort of change it is, for a heading or a cell."""

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
    Verdict.CANNOT_BE_COMPUTED: _("A figure is missing or not shown, or known so roughly that the verdict is open."),
}
"""What each verdict means."""

ABSENCES = {
    Absence.NOT_APPLICABLE: _("not applicable"),
    Absence.NOT_AVAILABLE: _("not available"),
    Absence.NOT_YET_REPORTED: _("not yet reported"),
    Absence.SUPPRESSED: _("suppressed"),
}
"""Why there is no number."""

FLAGS = {
    # Translators: meaning of the letter [p] beside a value
    Flag.PROVISIONAL: _("provisional", "flag"),
    Flag.REVISED: _("revised"),
    # Translators: meaning of the letter [e] beside a value
    Flag.ESTIMATED: _("estimated", "flag"),
    Flag.BREAK: _("break in series"),
    Flag.CONFIDENTIAL: _("confidential"),
    # Translators: meaning of the letter [x] beside a value
    Flag.NOT_AVAILABLE: _("not available", "flag"),
    Flag.NOT_APPLICABLE: _("not applicable"),
}
"""What the letter in square brackets means."""

CLAIM_FORMS = {
    ClaimForm.PERCENT_OF_TARGET: _("percentage of the target"),
    ClaimForm.SHARE: _("share"),
    # Translators: a ratio stated as so many times another figure
    ClaimForm.MULTIPLE: _("multiple"),
    ClaimForm.DIFFERENCE: _("difference"),
    ClaimForm.TOTAL: _("total"),
}

KINDS = {
    MeasureKind.FLOW: _("Flow: what happened in a period"),
    MeasureKind.STOCK: _("Stock: what there was on a day"),
    # Translators: kind of a measure that is itself a percentage
    MeasureKind.SHARE: _("Share", "kind of measure"),
    MeasureKind.DURATION: _("Duration"),
    MeasureKind.MONEY: _("Money"),
    # Translators: kind of a measure that is so many per 1,000 or 100,000 of something
    MeasureKind.RATE: _("Rate", "kind of measure"),
    MeasureKind.INDEX: _("Index: so much for every 100 in its base period"),
}

TEMPORAL_AGGREGATION = {
    Rule.SUM: _("Figures of consecutive periods are added"),
    Rule.LAST: _("The last figure counts"),
    Rule.MEAN: _("Figures are averaged"),
    Rule.RATIO: _("The numerators of consecutive periods are added, and divided by the sum of the denominators"),
    Rule.NONE: _("Not added"),
}

HIERARCHICAL_AGGREGATION = {
    Rule.SUM: _("Figures of the units below are added"),
    Rule.RATIO: _("The numerators of the units below are added, and divided by the sum of their denominators"),
    Rule.NONE: _("Not added"),
}

REASONS = {
    StatusReason.UNASSESSED: _("no verdict is given; a note says why"),
    StatusReason.REORGANIZED: _("what the organization covers changed within the period, or after the target was set"),
    StatusReason.NO_TARGET: _("the target has no number"),
    StatusReason.NO_BASELINE: _("its baseline has no figure that is known exactly"),
    StatusReason.BASELINE_NOT_POSITIVE: _("its baseline is not above zero, so that a percentage of it says nothing"),
    StatusReason.NO_FIGURE: _("no figure"),
    StatusReason.NO_VALUE: _("there is no number to compare with it"),
    StatusReason.SUPPRESSED: _("one of the numbers to compare is not shown"),
    StatusReason.UNCLEAR: _("the figure is not known well enough"),
    StatusReason.WHOLE_MISSING: _("no figure for the whole period"),
    StatusReason.CLOSED: _("the organization is not there at the end of the period"),
    StatusReason.DATES_UNKNOWN: _("the first and last day of the term are not known"),
    StatusReason.TOO_EARLY: _("too early"),
    StatusReason.TOO_FEW: _("too few expected by then"),
    StatusReason.SMALL_COUNTS: _("counts too small: chance alone makes such changes"),
    StatusReason.NOTHING_DUE: _("nothing was due by then"),
    StatusReason.NO_PATH: _("what was to be expected by then is not known"),
    StatusReason.LEVEL_TO_COME: _("what there is counts at the period's end"),
}
"""Why nothing can be said."""

GROWTH_CATEGORIES = {
    GrowthCategory.TARGET_ACHIEVED: _("target achieved"),
    GrowthCategory.SUBSTANTIAL_PROGRESS: _("on track"),
    GrowthCategory.MODERATE_PROGRESS: _("progress, but acceleration needed"),
    GrowthCategory.LIMITED_PROGRESS: _("limited progress"),
    GrowthCategory.DETERIORATION: _("deterioration"),
    GrowthCategory.NOT_AVAILABLE: _("not assessed"),
}
"""What the method of Statistics Canada and Open SDG calls progress."""

GROWTH_REASONS = {
    GrowthReason.NO_DIRECTION: _("neither the target nor the record of its measure says whether more is better"),
    GrowthReason.NO_FIGURE: _("the baseline or a later figure is not known exactly"),
    GrowthReason.OTHER_LENGTH: _("the later figures are of periods of another length than the baseline"),
    GrowthReason.SUPPRESSED: _("the target, the baseline or a later figure is not shown"),
    GrowthReason.TOO_SHORT: _("less than a year lies between the figures"),
    GrowthReason.NOT_COMPARABLE: _("the series was broken after the baseline"),
    GrowthReason.EXISTENCE: _("the organization was not there all through the later periods"),
    GrowthReason.ZERO_BASE: _("nothing grows from zero by a rate"),
    GrowthReason.ZERO_TARGET: _("no growth rate leads to zero"),
    GrowthReason.SIGN_CHANGES: _("no growth rate leads through zero"),
    GrowthReason.BASE_IS_TARGET: _("the target is the baseline, for which no growth is needed"),
    GrowthReason.NO_TARGET: _("a percentage of a baseline below zero says nothing"),
}
"""Why it says nothing of a target."""


class Labels:
    """Words and sentences that two modules or more show; what a single module shows is declared there."""

    verdict = _("Verdict")
    cut_off = _("Data cut-off")
    corrected_on = _("Corrected on")
    derived = _("What was computed from them changed with them")
    organizations = _("Organizations")
    periods = _("Periods")
    measures = _("Measures")
    targets = _("Targets")
    sources = _("Sources")
    quality = _("Data quality")
    organization = _("Organization")
    # Translators: head of a column: the span of time a row is about
    period = _("Period")
    measure = _("Measure")
    # Translators: head of a column and name of a field: how a measure is computed from others
    formula = _("Formula")
    population = _("Population")
    category = _("Category")
    # Translators: head of a column: the statistical value of a row, not a drawing
    value = _("Figure")
    unit = _("Unit")
    progress = _("Progress")
    # Translators: the calculation below a percentage, such as "22/20"
    workings = _("Workings")
    # Translators: head of a column: how a figure compares with its target, such as "achieved" or "behind"
    status = _("Status")
    source = _("Source")
    # Translators: head of a column: how many there are
    count = _("Number")
    note = _("Note")
    # Translators: head of a column that explains the words or letters of another
    meaning = _("Meaning")
    # Translators: below a period: the value is that of each year in it
    every_year = _("every year")
    all_figures_csv = _("All figures (CSV)")
    # Translators: name of the row of all others together
    whole = _("Total")
    ranking_by = _("Organizations against their targets: {measure}")
    units_reported = n_(
        "Added up from {count} unit that reported; how many there are in all is not known.",
        "Added up from {count} units that reported; how many there are in all is not known.",
    )
