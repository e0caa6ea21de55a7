"""Sentences and captions with details in them. The details are finished text."""

from __future__ import annotations

from bulletin.localization.messages import _, n_


class Phrases:
    """What pages say of figures."""

    # --- captions

    caption_with_unit = _("{caption} (unit: {unit})")
    part_of = _("{whole}: {part}")
    stated_share = _("{whole}: {part}", "share")  # no “share of weak”: the form stands beside
    share_of_part = _("{whole}: share of {part}")
    composition_by = _("{measure} by {breakdown}")
    units_by = _("Units below, the latest figure of each: {measure}")
    over_term = _("{measure} over the {term}")
    ranking_by = _("Organizations against their targets: {measure}")
    unit = _("Unit: {unit}")
    source = _("Source: {sources}")
    total_of = _("Total: {value}")
    more_rows = _("This page shows {shown} of {total} rows; the table's CSV has them all.")
    more_targets = _("This page shows {shown} of {total} rows; the page of targets has them all.")
    more_figures = _("This page shows {shown} of {total} figures; the CSV of all figures has the rest.")

    # --- sentences

    figure = _("{measure} {period}: {value}")
    figure_of = _("{organization}, {measure} {period}: {value}")
    measure_within = _("{measure} ({population})")
    of_target = _("equal to {percent} of the target of {target}")
    every_year = _("every year {period}")
    percent_of_target = _("equal to {percent} of the target")
    value_within = _("{value} {period}")
    inferred_target = _("{target} (an inferred target)")
    more_than_before = _("up {difference} on the same period a year before")
    less_than_before = _("down {difference} on the same period a year before")
    same_as_before = _("unchanged on the same period a year before")

    leader = _("{organization} stands highest against its target: {percent} ({period})")
    composition = _("{category}: {percent} of {measure} {period}")
    composition_unknown = _("{measure} {period}")
    composition_exceeds = _("{measure} {period}: the categories add to {sum}, more than the total of {whole}")

    # --- text alternatives of charts

    ranking_alternative = _("Percentage of the target: {rows}.")
    periods_alternative = _("By period: {rows}.")
    composition_alternative = _("{title}: {rows}. Total {whole}.")

    # --- remarks on figures

    without_symbol = _("neither [e] nor [p]: its source calls it neither estimated nor provisional")

    reported_before = _("Reported before: {value} ({source}).")
    revisions_of = _("{measure}: revised figures")
    mean_revision = _("Mean revision of {count} figures")
    mean_absolute_revision = _("Mean absolute revision of {count} figures")
    reported_on = _("reported on {day}")
    more_operands = _(" + … ({count} numbers in all)")
    last_operand = _("the last:")
    inferred_from = _("inferred from the stated {value}")
    target_of_every_year = _("A target of every year.")
    no_figure = _("no figure")
    no_figure_yet = _("no figure yet")
    units_reported = n_(
        "Added up from {count} unit that reported; how many there are in all is not known.",
        "Added up from {count} units that reported; how many there are in all is not known.",
    )
    units_reported_of = n_(
        "Added up over units: {reported} of {count} unit reported ({percent}).",
        "Added up over units: {reported} of {count} units reported ({percent}).",
    )
    periods_combined = n_(
        "Computed from the figure of {count} shorter period.", "Computed from the figures of {count} shorter periods."
    )

    day_in = _("in {year}; the day is not known")
    days_not_known = _("not computed: the first and last day of the term are not known")
    days_of = _("{over}/{whole} days")
    not_compared = _("not compared")
    added_of = _("Added up from the figures of: {parts}.")
    parts_overlap = _("One person or unit can be in several categories, so that they are not added up.")
    parts_overlap_but_add_up = _(
        "The categories of this breakdown may overlap, so that they are not added up in general; here, those that are "
        "stated add to exactly the total."
    )
    parts_exceed = _("The categories add to {sum}, which is {excess} more than the total of {whole}.")
    parts_leave = _("The source does not say to which category {number} of the total belong.")
    nothing_known = _("There is no figure and no target of this organization yet.")

    # --- claims

    target_of = _("the target of {value}")

    # --- what pages are about

    latest_of = _("{measure}: the latest figure of each organization")
    all_of = _("{measure}: all figures")
    no_figures_of_measure = _("There is no figure of this measure yet.")
    ranking_note = _(
        "Each organization is held against its own latest target; places are given only among organizations of one "
        "kind and one period."
    )
    of_known = _("{count} of {known} in the bulletin")
    no_figures_of_period = _("No figures for {period} yet.")
    figures_of_period = n_("{count} figure for {period}.", "{count} figures for {period}.")
    targets_intro = n_(
        "{count} target, {inferred} of them inferred from a percentage that a source states.",
        "{count} targets, {inferred} of them inferred from a percentage that a source states.",
    )
    comparisons_intro = n_(
        "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
        "without a figure among them, which makes {count} comparison in all.",
        "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
        "without a figure among them, which makes {count} comparisons in all.",
    )
    organizations_intro = n_(
        "{count} organization, as it stands in the tree.", "{count} organizations, as they stand in the tree."
    )
    periods_intro = n_(
        "Figures for {count} period.",
        "Figures for {count} periods, the latest first. Periods may overlap, so that they are not added up.",
    )
    measures_intro = n_("{count} measure.", "{count} measures.")
    sources_intro = n_("{count} source.", "{count} sources, the latest first.")

    decisions_intro = _("The decisions that the sources name.")
    quality_intro = _(
        "This page holds what sources state against what other figures give, and shows who has reported what, whether "
        "sums add up, and which values are out of the ordinary."
    )
    taken_from = n_(
        "The bulletin took {count} figure from this source.", "The bulletin took {count} figures from this source."
    )
