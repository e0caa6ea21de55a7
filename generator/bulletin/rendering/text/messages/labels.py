"""Labels: headings, column titles, flags, reasons for absence. Templates use :class:`Labels` as ``words.<name>``."""

from __future__ import annotations

from bulletin.analysis.change import ComparabilityReason
from bulletin.analysis.tables import Flag
from bulletin.localization.messages import _
from bulletin.model.periods import Shape
from bulletin.model.records import ClaimForm, Direction, MeasureKind, Rule
from bulletin.model.values import Absence, Qualifier

QUALIFIED = {
    Qualifier.EXACT: _("{number}"),
    Qualifier.ABOUT: _("about {number}"),
    Qualifier.MORE_THAN: _("more than {number}"),
    Qualifier.AT_LEAST: _("at least {number}"),
    Qualifier.UNDER: _("under {number}"),
    Qualifier.AT_MOST: _("at most {number}"),
    Qualifier.BETWEEN: _("{number} to {upper}"),
}
"""How a stated number bounds the true one."""

ABSENCES = {
    Absence.NOT_APPLICABLE: _("not applicable"),
    Absence.NOT_AVAILABLE: _("not available"),
    Absence.NOT_YET_REPORTED: _("not yet reported"),
    Absence.SUPPRESSED: _("suppressed"),
}
"""Why there is no number."""

FLAGS = {
    Flag.PROVISIONAL: _("provisional", "flag"),
    Flag.REVISED: _("revised"),
    Flag.ESTIMATED: _("estimated", "flag"),
    Flag.BREAK: _("break in series"),
    Flag.CONFIDENTIAL: _("confidential"),
    Flag.NOT_AVAILABLE: _("not available", "flag"),
    Flag.NOT_APPLICABLE: _("not applicable"),
}
"""What the letter in square brackets means."""

OBSTACLES = {
    ComparabilityReason.BREAK: _("Not compared with the year before: the series was broken."),
    ComparabilityReason.EXISTENCE: _(
        "Not compared with the year before: the organization was not there all through both periods."
    ),
    ComparabilityReason.COVERAGE: _("Not compared with the year before: other units reported then."),
    ComparabilityReason.ABSENCE: _("Not compared with the year before: one of the two figures is absent."),
    ComparabilityReason.QUALIFIER: _("Not compared with the year before: the figures are not known exactly enough."),
}
"""Why two figures are not compared."""

CLAIM_FORMS = {
    ClaimForm.PERCENT_OF_TARGET: _("percentage of the target"),
    ClaimForm.SHARE: _("share"),
    ClaimForm.MULTIPLE: _("multiple"),
    ClaimForm.DIFFERENCE: _("difference"),
    ClaimForm.TOTAL: _("total"),
}

KINDS = {
    MeasureKind.FLOW: _("Flow: what happened in a period"),
    MeasureKind.STOCK: _("Stock: what there was on a day"),
    MeasureKind.SHARE: _("Share", "kind of measure"),
    MeasureKind.DURATION: _("Duration"),
    MeasureKind.MONEY: _("Money"),
}

DIRECTIONS = {
    Direction.MORE: _("More is better"),
    Direction.LESS: _("Less is better"),
    Direction.NONE: _("Neither is better"),
}

RULES_OVER_TIME = {
    Rule.SUM: _("Figures of consecutive periods are added"),
    Rule.LAST: _("The last figure counts"),
    Rule.MEAN: _("Figures are averaged"),
    Rule.NONE: _("Not added"),
}

RULES_OVER_TREE = {
    Rule.SUM: _("Figures of the units below are added"),
    Rule.NONE: _("Not added"),
}


SHAPES = {
    Shape.YEAR: _("By year"),
    Shape.HALF: _("By half-year"),
    Shape.QUARTER: _("By quarter"),
    Shape.MONTH: _("By month"),
    Shape.INSTANT: _("On a day"),
    Shape.MONTHS: _("From the beginning of the year"),
    Shape.TERM: _("By term"),
    Shape.TERM_TO_DATE: _("From the beginning of the term"),
    Shape.INTERVAL: _("Other periods"),
}
"""How periods of a shape are headed."""


class Labels:
    """Words that stand alone on a page."""

    # --- pages
    organizations = _("Organizations")
    periods = _("Periods")
    measures = _("Measures")
    targets = _("Targets")
    decisions = _("Decisions")
    sources = _("Sources")
    quality = _("Data quality")
    methods = _("Methods")
    downloads = _("Downloads")

    # --- columns and facts
    organization = _("Organization")
    parent = _("Part of")
    kind = _("Kind")
    period = _("Period")
    measure = _("Measure")
    population = _("Population")
    everything = _("Everything")
    category = _("Category")
    value = _("Figure")
    until = _("To the end of")
    reported_on = _("Reported on")
    first_value = _("First value")
    second_value = _("Second value")
    latest_value = _("Latest value")
    revision = _("Revision, first to latest")
    relative_revision = _("Revision relative to the first value")
    of_which = _("Of which")
    record = _("record")
    unit = _("Unit")
    target = _("Target")
    target_period = _("Target's period")
    target_share = _("Target share")
    set_by = _("Set by")
    progress = _("Progress")
    share = _("Share")
    workings = _("Workings")
    elapsed = _("Time elapsed")
    standing = _("Status")
    change = _("Change on a year before")
    source = _("Source")
    stated_as = _("What is stated")
    compared_with = _("Compared with")
    stated_value = _("As stated")
    rank = _("Rank")
    count = _("Number")
    note = _("Note")
    date = _("Date")
    date_unknown = _("not known")
    issuer = _("Issued by")
    learnt_from = _("According to")
    text_of_decision = _("Text")
    publisher = _("Publisher")
    published = _("Published")
    address = _("Address")
    opened = _("Founded")
    closed = _("Closed")
    subordinates = _("Units below")
    definition = _("Definition")
    measure_kind = _("Kind of measure")
    direction = _("Direction")
    over_time = _("Over time")
    over_tree = _("Over the tree")
    breakdowns = _("Breakdowns")
    contact = _("Contact")
    editor = _("Published by")
    covers = _("Period covered")
    updated = _("Latest figure of")
    reporting = _("Organizations with figures")
    term = _("Term")
    first_day = _("First day")
    last_day = _("Last day")
    within = _("Within")
    breakdown = _("Breakdown")
    categories = _("Categories")
    relation = _("How categories relate")
    overlapping = _("May overlap")
    separate = _("Separate")
    column = _("Column")
    meaning = _("Meaning")
    day = _("Day")
    days = _("First – last day")
    figures = _("Figures")
    detail = _("detail")
    flag = _("flags")

    # --- headings of pages and of tables
    coverage_title = _("Reports that came and reports that are missing")
    additivity_title = _("Sums held against totals")
    outliers_title = _("Values out of the ordinary")
    measures_title = _("Measures and how they add up")
    main_points = _("Main points")
    headline_figures = _("Headline figures")
    figures_taken = _("Figures taken from this source")
    targets_taken = _("Targets taken from this source")
    claims_taken = _("Percentages and comparisons the source states")
    decisions_learnt = _("Decisions learnt of from this source")
    decisions_setting = _("Decisions that set the targets")
    targets_set = _("Targets set by these decisions")
    claims = _("Stated figures")
    other_measures = _("Other measures")
    units_compared = _("Units below", "compared with each other")
    added_up = _("Added up over the units below")
    revised = _("Revised figures")
    parts_alone = _("Figures of categories alone")
    over_term = _("Over the term")
    composition = _("Composition")
    tree = _("Tree of organizations")
    latest = _("Latest figures")
    history = _("All figures")
    about = _("About", "heading")
    ranking = _("Organizations against their targets")
    more = _("More")

    targets_in_force = _("Targets", "in force")
    targets_superseded = _("Superseded targets")
    outlook = _("The rest of the period: what is needed, projection")
    target_findings = _("Targets that do not go together")
    cascade = _("Targets of the units below against the unit above")
    targets_by_standing = _("Comparisons with targets by status")

    terms = _("Terms")
    populations = _("Populations")
    table_notes = _("Notes")
    columns = _("Columns of figures.csv")
    claim_columns = _("Columns of claims.csv")
    json_schema = _("Structure of the JSON files (JSON Schema)")

    # --- small words
    every_year = _("every year")
    inferred = _("inferred")
    cannot_be_said = _("cannot be said")
    legend = _("Symbols")
    breadcrumb = _("Place in the tree")
    download_table = _("Download this table (CSV)")
    table_of_chart = _("The chart's figures in a table")
    all_figures_csv = _("All figures (CSV)")
    figures_json = _("Figures for programs (JSON)")
    remainder = _("Not stated")
    times = _("times")
    percent_of_target = _("% of the target")
    inferred_target = _("Inferred target")
    whole = _("Total")
