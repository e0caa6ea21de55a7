"""The words of coverage, additivity and outliers."""

from __future__ import annotations

from bulletin.analysis.additivity import Relation
from bulletin.analysis.coverage import ReportingStatus
from bulletin.analysis.outliers import Beside
from bulletin.localization.messages import _, n_
from bulletin.model.records import Frequency

CAME = {
    ReportingStatus.REPORTED: _("full"),
    ReportingStatus.LATE: _("late"),
    ReportingStatus.PARTIAL: _("part"),
    ReportingStatus.MISSING: _("none"),
    ReportingStatus.NOT_EXPECTED: _("–"),
}
"""What came of an expected report, in a word; of an absence its reason is told instead."""

CAME_MEANS = {
    ReportingStatus.REPORTED: _("a figure of the whole period"),
    ReportingStatus.LATE: _("a figure of the whole period, after it was due"),
    ReportingStatus.PARTIAL: _("a figure of a part of the period, or of some units below, only"),
    ReportingStatus.MISSING: _("the bulletin has no figure"),
    ReportingStatus.NOT_EXPECTED: _("no report was expected"),
}
"""The same at length, for the legend."""

FREQUENCIES = {
    Frequency.YEAR: _("every year"),
    Frequency.HALF_YEAR: _("every half-year"),
    Frequency.QUARTER: _("every quarter"),
    Frequency.MONTH: _("every month"),
}

RELATIONS = {
    Relation.UNITS: _("units below against the unit above"),
    Relation.PERIODS: _("shorter periods against the longer one"),
    Relation.CATEGORIES: _("categories against the whole"),
}
"""What is added, and what it is held against."""

BESIDES = {
    Beside.OWN_PAST: n_("{count} earlier period of its own", "{count} earlier periods of its own"),
    Beside.PEERS: n_("{count} other unit of its kind", "{count} other units of its kind"),
}
"""What a value was compared with."""


class Quality:
    """Sentences and titles of the page on data quality."""

    # --- coverage

    coverage = _(
        "Who is expected to report which measure for which period, and what the bulletin has by {day}, the day of the "
        "latest report."
    )
    coverage_of_edition = _(
        "Who is expected to report which measure for which period, and what this edition has up {until}, its cut-off."
    )
    coverage_none = _("The records hold no reporting calendar.")
    coverage_of = _("{measure}, reported {every}")
    share_reported = _("Share reported")
    everybody = _("All")
    of_expected = _("{count}/{expected}")
    not_due = _("not yet due")
    due = _("Due {days} days after the end of the period.")
    legend = _("{word}: {meaning}")

    # --- additivity

    additivity = n_(
        "{count} sum was checked. Wherever the records hold both a total and its parts, the parts are added and held "
        "against the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} lacks "
        "parts, or may, and is only looked at for exceeding the total.",
        "{count} sums were checked. Wherever the records hold both a total and its parts, the parts are added and held "
        "against the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} lack "
        "parts, or may, and are only looked at for exceeding the total.",
    )
    additivity_summary = _("Sums that were checked")
    additivity_differing = _("Totals that differ from the sum of their parts")
    relation = _("What is compared")
    checked = _("Checked")
    complete = _("All parts there")
    incomplete = _("Parts missing, perhaps")
    leaves_room = _("Parts missing, not exceeding")
    not_all = n_("{present} of {count} part", "{present} of {count} parts")
    perhaps_not_all = n_("{count} part, perhaps not all", "{count} parts, perhaps not all")
    equal = _("Equal")
    within_tolerance = _("Within the tolerance")
    beyond_tolerance = _("Beyond the tolerance")
    total = _("Total as stated")
    sum_of_parts = _("Sum of the parts")
    difference = _("Difference")
    tolerance = _("Tolerance")
    unexplained = _("no explanation yet")

    # --- outliers

    outliers_reach = n_(
        "{compared} of {count} value that may be looked at was compared; the rest has too few comparators, or is "
        "small.",
        "{compared} of {count} values that may be looked at were compared; the rest have too few comparators, or are "
        "small.",
    )
    examined = _("Values looked at")
    looked_at = _("Values")
    eligible = _("That may be looked at")
    compared = _("With enough comparators")
    unusual = _("Out of the ordinary")
    outliers_unknown = _(
        "Nothing can be said yet of values out of the ordinary: of {count} that may be looked at, none has enough "
        "comparators to be compared."
    )
    outliers = n_(
        "{count} of them is far from what its unit reported before, or from what units of its kind report.",
        "{count} of them are far from what their units reported before, or from what units of their kind report.",
    )
    outliers_none = _("None of them is far from what its unit reported before, or from what units of its kind report.")
    beside = _("Compared with")
    median = _("Median")
    ratio = _("Times the median")
    score = _("Robust z-score")
