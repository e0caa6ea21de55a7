"""The words of the pages on methods and downloads."""

from __future__ import annotations

from bulletin.localization.messages import _


class Methods:
    """Headings and paragraphs; templates use them as ``methods.<name>``."""

    figures_title = _("Where figures come from")
    figures = _(
        "Every figure was entered from one source, and always leads to that source's page. The bulletin keeps the "
        "number that the source states, even where it contradicts another; contradictions are noted beside it. "
        "Words such as “more than”, “about” or “under” are part of a figure: a figure with such a word is not added"
        " to others."
    )
    provenance = _(
        "A number leads to its row on the organization's page, which tells the source, the line of the record, what "
        "was reported before and, for what the bulletin computed, the calculation in full, with a link to each of its "
        "numbers."
    )
    periods_title = _("Periods")
    periods = _(
        "Every figure belongs to a period with a first and a last day or, for what there is rather than what "
        "happens, to a day. Periods may overlap: the first nine months of 2019 lie in 2019, so that the two are "
        "never added. Figures are compared with the same period a year before only."
    )
    populations_title = _("Populations")
    populations = _(
        "A figure may be about a part of the whole only. Figures of different populations are neither added nor "
        "compared."
    )
    breakdowns_title = _("Breakdowns")
    breakdowns = _(
        "A figure may be split into categories. Sources sometimes state a few of them only; the rest is shown as "
        "“not stated”. Where one person or unit can be in several categories, the categories are not added up."
    )
    totals_title = _("Totals and coverage")
    totals = _(
        "The bulletin adds only where the measure allows it, and exact numbers only. A total that a source states is "
        "never replaced by a sum. Where not all units below have reported, or it is not known how many there are, a "
        "sum is partial: how many reported stands beside it, of how many where that is known, and it is not added "
        "further up. Periods are added only where each follows the one before without gap or overlap."
    )
    coverage_title = _("Reports that came and reports that are missing")
    coverage = _(
        "The reporting calendar in the records says who reports which measure how often. Organizations are expected "
        "to report for periods in which they exist, and only periods whose reports had been due by the day of the "
        "newest report in the bulletin or, where the calendar gives no day, that were over before it, are counted. "
        "The share that reported is the number of reports on whole periods, late ones among them, over the number "
        "expected. A figure of a part of a period is told apart and not counted. A report is late where the first "
        "figure of the period came after it was due; where the calendar gives no day, nobody is late."
    )
    additivity_title = _("Sums held against totals")
    additivity = _(
        "Wherever the records hold the figure of a unit and those of all units below, of a period and of the shorter "
        "ones that fill it, or of a whole and of all categories of an exhaustive breakdown, the parts are added and "
        "held against the stated figure. Where some are missing, or the breakdown is not recorded as exhaustive so "
        "that there may be other categories, they are only looked at for exceeding it; sums of money, which can be "
        "negative, are not looked at then. A measure may allow a tolerance, in its unit or in percent; without one "
        "the two must be equal. Figures that do not agree stay as their sources state them."
    )
    outliers_title = _("Values out of the ordinary")
    percentages_title = _("Percentages and rounding")
    percentages = _(
        "Percentages are computed from exact numbers; numerator and denominator stand in parentheses below, such as "
        "102.83% (1,234/1,200). They are rounded for display only, to two decimals, halves away from zero. A "
        "percentage that needs no rounding has only the digits it needs: 110% is exactly 110%, while 100.00% was "
        "rounded. Percentages that a source states are shown apart, as stated."
    )
    targets_title = _("Targets")
    targets = _(
        "A target is set for a period; the decision that set it is named where the source names it. A figure is held "
        "against the target of its own period; while a period lasts, the figure since its beginning is held against "
        "the target of the whole, with the share of the time that has passed beside it. A minimum, such as “at least "
        "40%”, has a percentage; a ceiling, such as “under 0.5%”, and a range have none. A target for every year has "
        "a row for each year of its period up to that of the newest report in the bulletin, years without a figure "
        "among them."
    )
    target_checks = _(
        "A target whose place another one took is superseded: no verdict is given on it any more, and it stands in a "
        "table of its own, with the one that took its place. For measures that add over time, yearly targets are "
        "added and held against the target of the term: where every year has one, the two must be equal; where some "
        "have none, the sum must not be more. Terms of which the first and last day are not known are left out. For "
        "measures that add over the tree, the targets of the units below that the bulletin knows are added and stand "
        "beside the target of the unit above for the same measure, period and population; where all units are known "
        "to have one and the sum is still less, that is remarked on. Share targets, ranges, and targets that were "
        "superseded or take no verdict have no part in these sums."
    )
    pace_title = _("How a target is found achieved, on pace or behind")
    inferred_title = _("Inferred targets")
    inferred = _(
        "Some sources do not state a target but how far it was reached. The target is then inferred from the figure"
        " and the percentage: where 22 are 110%, the target is 20. Such a target is always marked as inferred, with"
        " a note on how."
    )
    claims_title = _("Holding stated figures against others")
    claims = _(
        "Percentages, multiples, differences and totals that a source states are computed again, exactly, from "
        "other figures, and compared at the digits that were stated: 23% stands for everything from 22.5% up to, "
        "but not including, 23.5%. “About 10,000” stands for 9,500 up to 10,500: rounded at the last digit that is "
        "no zero, but with two significant digits at the least. Where figures are known roughly, a claim agrees "
        "only if all values that they may have agree, and disagrees only if none does. Figures are taken as the source "
        "knew them: its own report or, failing that, the latest one up to its day; later reports change no verdict."
    )
    readings = _(
        "Where a claim does not agree, the bulletin looks for how it may have come about, among exact numbers of "
        "the same organization and period only: one of the two numbers of a ratio taken to be another in the same "
        "unit: first those of the same measure and population (its parts, its whole, its targets), then those of the "
        "measure in other populations, then those of other measures; some parts of a total left out; or one number "
        "above the line that several ratios of a source share. The ratio must be stated in three digits or more, and "
        "one reading must be nearer than all others; otherwise none is given. No figure is altered by a reading."
    )
    reorganizations_title = _("Reorganizations")
    reorganizations = _(
        "When units are merged, split or moved, what was reported stays, and totals use the units that stood below"
        " in their period. The bulletin itself marks with [b], and the reason, every figure whose period the "
        "change lies in and the first one after it, of each organization that covers more or less since; it "
        "compares nothing across the change, and gives no verdict on targets whose period it lies in or that were "
        "set before it. The year in the midst of which an organization was founded or closed is not compared with "
        "others. Beside what was reported stands what it comes to under today's structure: the sum of the units "
        "that were merged, the share of what was split that a source states, or the sum of the units of today. "
        "That is done for measures that add over units only, and not where a figure is missing, no source states "
        "the shares, or a stated total and its units do not agree."
    )
    symbols_title = _("Symbols")
    symbols = _(
        "Symbols in square brackets stand behind figures. Zero is a value; where there is no number, the reason is "
        "given."
    )
    revisions_title = _("Estimates, revisions and final figures")
    revisions = _(
        "Figures go from estimated [e] and provisional [p] to final. A figure with neither symbol, also in its own "
        "row on the organization's page, is final as far as its source says: the source calls it neither estimated "
        "nor provisional, which is not to say that it calls it official. Where a later report states another number "
        "for the same measure, organization and period, the new one takes the place of the old one and is marked [r]; "
        "none is deleted: the old one stays, with its source, the day of its report and the line of its record. Which "
        "report is later goes by the day of the report, not by the day it was entered. Totals and percentages are "
        "computed anew from the latest figures."
    )
    revisions_rule = _(
        "The page of each measure lists the figures that were revised: their first, second and latest values. A "
        "revision is the latest value less the first. Where the revisions of {least} figures or more are known "
        "exactly, their mean tells whether first values tend to be too low or too high, and their mean absolute "
        "revision how far off they are. Suppressed figures are not in that table."
    )
    measures_title = _("Measures and how they add up")

    # --- downloads

    downloads_intro = _(
        "Every figure on the pages can be downloaded. Each table also has a CSV of its own, right below it."
    )
    figures_csv_title = _("All figures in one table")
    figures_csv = _("The file figures.csv has one row for each published figure. Its columns:")
    claims_csv = _(
        "The file claims.csv has one row for everything that a source states and other figures imply. Its columns:"
    )
    format_title = _("Format")
    csv_format = _(
        "The CSV files follow RFC 4180: separated by commas, in UTF-8 with a byte order mark so that Excel reads "
        "Vietnamese, numbers in plain digits with a decimal point, their unit in the head of the column or in a column "
        "of its own. Where a text begins with =, +, - or @, an apostrophe stands before it, so that no spreadsheet "
        "takes it for a formula."
    )
    api_title = _("For programs")
    api = _(
        "Each organization and each measure has a JSON file, linked at the end of its page. A JSON Schema describes"
        " them."
    )


class Columns:
    """What the columns of ``figures.csv`` and ``claims.csv`` hold, by their names."""

    organization = _("id of the organization")
    measure = _("id of the measure")
    population = _("id of the population; all for everything")
    period = _("the period, such as 2018 or 2023-Q1")
    start = _("first day of the period; of a term known by its years only, that of its first year")
    end = _("last day of the period; of a term known by its years only, that of its last year")
    breakdown = _("id of the breakdown, for a part of a figure")
    category = _("id of the category")
    value = _("the number; the ends of a range joined by two points; empty where there is none")
    qualifier = _(
        "exact, about, more-than, at-least, under, at-most or between; or the reason why there is no number. A partial "
        "total has at-least"
    )
    unit = _("id of the unit")
    status = _(
        "estimated, preliminary (provisional) or official (its source calls it neither estimated nor provisional)"
    )
    flag = _("flags, separated by spaces")
    source = _("ids of the sources, separated by spaces")
    url = _("addresses of the sources, where there are any")
    each = _("year where the figure is that of every year of the period, not of the period as a whole")
    note_vi = _("the note of the record in Vietnamese: what to know before the figure is used")
    note_en = _("the same note in English")
    edition = _("the version of the edition")

    # --- of claims.csv only
    id = _("id of the claim")
    form = _("what is stated: percent-of-target, share, multiple, difference or total")
    stated = _("the number as stated; ratios in percent")
    computed = _("what the figures give, rounded to two decimals; empty where that cannot be said exactly")
    verdict = _(
        "agrees, agrees-coarser (once rounded), circular (the target was inferred from it), another-base, disagrees or "
        "cannot-be-computed"
    )
    numerator = _("of a percentage or multiple: the numerator as recorded, by the ids that name a figure")
    numerator_value = _("its value; empty where there is none", "numerator")
    denominator = _(
        "the denominator as recorded: the id of a target, or the ids that name a figure; numerator over denominator "
        "gives computed"
    )
    denominator_value = _("its value; empty where there is none", "denominator")
    base = _("with another-base only: the number that makes the claim agree in the place of one of the two; else empty")
    base_value = _("its value")
    base_for = _(
        "which of the two it takes the place of: numerator or denominator; the one over the other then gives stated"
    )
    record = _("file and line of the record")
    explanation_vi = _("the explanation in Vietnamese")
    explanation_en = _("the explanation in English")
