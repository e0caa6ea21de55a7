"""Problems of figures, targets and claims beside the other records: lifetimes, periods, values, acknowledgments."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

CLOSED_BEFORE_OPENED = error(
    "closed-before-opened",
    _("The organization closed before it opened ({opened})."),
    hint=_("Check the fields opened and closed."),
    explanation=_(
        "opened is when the organization came into being, closed when it ceased to be. Perhaps the two are swapped. "
        "One that closed and opened again has neither for that, but the time in between under suspended."
    ),
)

CLOSED_FOR_A_TIME = Hint(
    _("Swap opened and closed; or, if it closed and opened again, write in the place of both: suspended: [{gap}].")
)
"""The hint where days lie between, so that both may be right."""

ORGANIZATION_NOT_THERE = error(
    "organization-not-there",
    _("The organization “{given}” did not exist in {period}."),
    hint=_("Check the period here, or opened, closed and suspended of that organization."),
    explanation=_(
        "An organization has no figures before it opened, after it closed, or while it was suspended. After a merger "
        "they belong to the new one. One that closed and opened again has no closed, but the time in between under "
        "suspended."
    ),
)

OPENED_AGAIN = Hint(
    _(
        "Check the period here, or closed of that organization. If it opened again, write there, in place of closed: "
        "suspended: [{gap}], with the last day before it opened again."
    )
)
"""The hint where an organization has a figure from after it closed."""

SUSPENDED_OUTSIDE_LIFETIME = error(
    "suspended-outside-lifetime",
    _("The organization cannot be suspended in {given}: it was not there before or after, or suspended already."),
    hint=_(
        "A time under suspended begins after the organization opened, ends before it closed, and overlaps no other. "
        "Before the first and after the last, write opened and closed."
    ),
    explanation=_(
        "suspended is for an organization that closed and opened again: from the first day on which it was not there "
        "to the last, such as 2016/2018. No report is expected of it then, and no total misses it."
    ),
)

FLOW_AT_INSTANT = error(
    "flow-at-instant",
    _("The measure “{measure}” belongs to a span of time, not to a day."),
    hint=_("Write the span: 2019, 2019-09, or {period}/{period} for a single day."),
    explanation=_(
        "Counts of what happens, time and money accumulate over a period; a day such as 2019-09-05 is for what is "
        "there on that day, such as the number of members. Where a source says “so far”, write the period from when "
        "counting began."
    ),
)

STOCK_OVER_SPAN = warning(
    "stock-over-span",
    _("The measure “{measure}” is counted on a day, but the period here is {period}."),
    hint=_("If the day is known, write it (such as {end}). If not, leave it and say so under acknowledged."),
    explanation=_(
        "A stock does not add up over a period. Where a source only says “in 2018”, it stays open whether the "
        "beginning, the end or the mean of the year is meant."
    ),
    acknowledgeable=True,
    remark=_("Counts of a day given for a longer period"),
)

EACH_WITHOUT_YEARS = error(
    "each-without-years",
    _("“each: year” needs a period with at least one whole year, not {period}."),
    hint=_("Delete the line “each”, or write the years, such as 2016/2020."),
    explanation=_(
        "each: year means that the value holds for every year of the period, so there must be whole years in it."
    ),
)

PERIOD_TWO_YEARS = warning(
    "period-two-years",
    _("The period “{given}” is read as two calendar years, yet the same figure is given for {beside} as well."),
    hint=_("Write the first and the last month: 2023-09/2024-08 for one year, 2023-01/2024-12 for two."),
    explanation=_(
        "Schools and many budgets count years that begin in another month than January and write them as two: "
        "2023/2024. Here that means January 2023 to December 2024, and would be added to single years or overlap with "
        "the next two. A bulletin may declare in which month such years begin: with years-begin: 9 in bulletin.yml, "
        "2023/24 and 2023/2024 are September 2023 to August 2024. Two calendar years are typed by their months, "
        "2023-01/2024-12. Nothing is said where the two single years add up to the figure."
    ),
    acknowledgeable=True,
    remark=_("Periods of two years that may be one year across two"),
)

YEARS_UNLIKE_FIGURES = warning(
    "years-unlike-figures",
    _("This asks for figures of years, but not of those that the figures are given for, such as {example}."),
    hint=_("Write it in those years: as one of them in the calendar (since), from the first to the last in a target."),
    explanation=_(
        "A school or fiscal year is another year than that of the calendar, and no figure of one is taken for the "
        "other. Pages would say that no figure has come. An entry of the reporting calendar asks for such years where "
        "since is one of them, as 2021/22 or 2021-09/2022-08; a target for each year, where its period consists of "
        "them, as 2021-09/2024-08."
    ),
)

EACH_WITHOUT_FIGURES = warning(
    "each-without-figures",
    _("This target is compared with nothing: no figure is of one of its years, but of such periods as {example}."),
    hint=_(
        "Delete each if the value is that of the whole period; else report the figures of single years, or write the "
        "period in the years that figures are of, from the first to the last."
    ),
    explanation=_(
        "each: year asks for the value in every year of the period. A figure of several years, or of years that begin "
        "in another month, is taken for none of them: pages would say that no figure has come."
    ),
)

COUNT_NOT_WHOLE = error(
    "count-not-whole",
    _("“{given}” is no whole number, but this measure counts."),
    hint=_("Write a whole number; for a measure that does not count but measures, declare whole-numbers: false."),
    explanation=_(
        "Measures of the kinds flow and stock count people or things, so they are whole. What is measured instead "
        "(hectares, tonnes, full-time posts) has “whole-numbers: false” in its record in vocabulary/measures.yml. A "
        "point in records is a decimal point: 1.115 is a little more than one. Thousands are written without it: 1115."
    ),
)

VALUE_NEGATIVE = error(
    "value-negative",
    _("“{given}” is below zero."),
    hint=_("Delete the minus; for a measure that can go below zero, declare can-be-negative: true."),
    explanation=_(
        "Money may be below zero, unless the measure's record in vocabulary/measures.yml has “can-be-negative: false”; "
        "other measures only where it has “can-be-negative: true”, as for a balance or a net change. Parts may then be "
        "more than their whole, so that an incomplete total is no lower bound. A minus is mostly a dash that stuck to "
        "the number. A single number that is negative all the same can be acknowledged."
    ),
    acknowledgeable=True,
)

SHARE_OUT_OF_RANGE = warning(
    "share-out-of-range",
    _("The share {given} lies outside of 0 to 100."),
    hint=_("Check the number; shares are in percent: 26.2, not 0.262. If it is right, say why under acknowledged."),
    explanation=_(
        "A part is no larger than the whole. A share above 100 may be taken of something else, or lack its decimal "
        "point. A rate of change is no such share: its measure has “can-be-negative: true”."
    ),
    acknowledgeable=True,
    remark=_("Shares below 0% or above 100%"),
)

PARTS_EXCEED_WHOLE = error(
    "parts-exceed-whole",
    _("The breakdown “{breakdown}” adds up to {parts}, more than the whole of {whole}."),
    hint=_("Compare with the source. If it says so, give the reason: acknowledged: {{parts-exceed-whole: {text}}}."),
    explanation=_(
        "Categories that do not overlap cannot add up to more than the whole. Mostly a number is mistyped; sometimes "
        "the source contradicts itself, and then the bulletin keeps the figures and states the reason. If one person "
        "can be in several categories, declare the breakdown overlapping: true."
    ),
    acknowledgeable=True,
)

PART_EXCEEDS_WHOLE = error(
    "part-exceeds-whole",
    _("“{category}” ({part}) exceeds the whole of {whole}."),
    hint=_("Compare with the source. If it says so, give the reason: acknowledged: {{part-exceeds-whole: {text}}}."),
    explanation=_(
        "No part is larger than the whole, not even where categories overlap. Mostly a number or a line is mistaken."
    ),
    acknowledgeable=True,
)

CELLS_EXCEED_MARGIN = error(
    "cells-exceed-margin",
    _("“{category}” is {whole} (at {other}), but its cells in “{breakdown}” add up to {parts}."),
    hint=_("Compare with the source. If it says so, give the reason: acknowledged: {{cells-exceed-margin: {text}}}."),
    explanation=_(
        "The cells of a crossing that are in one category are parts of that category: what is said of women by age "
        "cannot add up to more than what is said of women. The largest of these cells is pointed at. Mostly one of the "
        "numbers is mistyped; sometimes the source contradicts itself, and then the bulletin keeps the figures and "
        "states the reason."
    ),
    acknowledgeable=True,
)

POPULATION_EXCEEDS_WHOLE = warning(
    "population-exceeds-whole",
    _("The figure of “{population}” ({part}) exceeds that of the population that holds it ({whole}, at {other})."),
    hint=_("Compare the two sources; if both say so, give the reason under acknowledged."),
    explanation=_(
        "A part of the whole cannot exceed it. Perhaps the two were reported at different times, or one record lacks "
        "its population."
    ),
    acknowledgeable=True,
    remark=_("Figures of a part of the population that are more than those of the whole"),
)

FIGURES_CONTRADICT = error(
    "figures-contradict",
    _("The same figure was reported on the same day, {day}, with another value ({value}), at {other}."),
    hint=_("Keep one value. If one of them is later, give the day it was reported in the field “reported”."),
    explanation=_(
        "A later report revises an earlier one; of two values reported on one day nobody can tell which is right. Or "
        "one of them is about another population or period."
    ),
)

REPORTED_BEFORE_END = warning(
    "reported-before-end",
    _("The figure was reported on {day}, before the end of {period}."),
    hint=_(
        "First compare the day at {place} with the source. Where it is right: for an estimate, write status: "
        "estimated; if the figure only runs until that day, correct the end of the period."
    ),
    explanation=_(
        "A period that has not ended has no final figure. It may be an estimate, a mistyped year, or a period that "
        "ends earlier, such as term-2020-2025/2023-06."
    ),
    acknowledgeable=True,
    remark=_("Figures reported before the end of their period"),
)

ACKNOWLEDGMENT_UNKNOWN = warning(
    "acknowledgment-unknown",
    _("There is no problem “{given}” that a record of this kind can acknowledge."),
    hint=_("The codes that can be used: {known}."),
    explanation=_(
        "acknowledged names the code of a problem and why the figure stands all the same. Only what may be right after "
        "all can be acknowledged; mistakes are corrected."
    ),
)

ACKNOWLEDGMENT_NEEDLESS = warning(
    "acknowledgment-needless",
    _("There is no problem “{given}” in this record."),
    hint=_("Delete it from acknowledged."),
    explanation=_(
        "The reason under acknowledged is shown beside the figure. Once the problem is gone it misleads the reader."
    ),
)

REMARK_UNKNOWN = error(
    "remark-unknown",
    _("There is no remark “{given}” that a measure can switch off or tune."),
    hint=_("The codes that can be used: {known}."),
    explanation=_(
        "Under remarks the record of a measure names the code of a warning that its figures or targets are not to get, "
        "because it would be made again and again of what is right. Errors cannot be switched off."
    ),
)

REMARK_WITHOUT_SETTING = error(
    "remark-without-setting",
    _("It is not clear what is to be done about the remark “{given}”."),
    hint=_("Write off: true to switch it off, or ratio: with a number to tune it; not both."),
    explanation=_(
        "A remark that compares by a ratio (value-unlike-own-past, value-unlike-peers, targets-far-apart) can be made "
        "from another ratio on; ratio: 10 remarks on what is ten times as much, or a tenth. All others are only "
        "switched off."
    ),
)

ONLY_OFF = Hint(_("This one compares by no ratio: write off: true."))
"""The hint where a ratio is given to a remark that has none."""

TARGET_NEEDS_CLAIM = error(
    "target-needs-claim",
    _("This target is inferred, but it does not say from what."),
    hint=_("Add “claim: …” with the id of the stated figure it was inferred from, or write basis: stated."),
    explanation=_(
        "Pages show an inferred target with its reason, such as “22 admitted = 110 %, so 20”. Without one it cannot be "
        "called inferred."
    ),
)

CLAIM_FIELD_MISSING = error(
    "claim-field-missing",
    _("A claim of the form “{form}” needs “{field}”."),
    hint=_("Add “{field}: …”."),
    explanation=_(
        "share, multiple and difference hold a figure against another one, in of. total is the sum of the figures in "
        "parts, or of the categories of a breakdown. percent-of-target is held against a target."
    ),
)

CLAIM_FIELD_UNUSED = error(
    "claim-field-unused",
    _("A claim of the form “{form}” has no use for “{field}”."),
    hint=_("Delete the field, or choose another form."),
    explanation=_("A field that is not used would silently be ignored; perhaps the form is the wrong one."),
)

HEADLINE_WITHOUT_FIGURE = error(
    "headline-without-figure",
    _("There is no figure of “{measure}” for “{organization}” in {period}."),
    hint=_(
        "Choose a figure that is in the records, or a total that is computed from theirs; check the population as well."
    ),
    explanation=_(
        "A headline is a figure that a source states, or a total over periods or units below that the site computes "
        "from such figures; the front page says then what was added. Without the figure its place would stay empty."
    ),
)

HEADLINE_PART_SUPPRESSED = _(
    "A part of it is suppressed ({place}), and no source states the total, so that none is computed. Enter the total "
    "if a source states it; or choose another figure."
)
"""The hint where the total is not computed for a part that a record suppresses."""

SOURCE_UNUSED = warning(
    "source-unused",
    _("No record uses the source “{given}”."),
    hint=_("Enter what was taken from it, or delete the source."),
    explanation=_(
        "A source's page lists what was taken from it. A source that nobody uses may be mistyped in other records, or "
        "not worked through yet."
    ),
)

TARGET_CLAIM_UNUSED = error(
    "target-claim-unused",
    _("This target is not inferred (basis: inferred), and yet names a claim."),
    hint=_("If the target was inferred, add “basis: inferred”; if a source states it, delete “claim”."),
    explanation=_(
        "claim names the stated figure that a target was inferred from. Without basis a target counts as stated by its "
        "source, so losing that line would publish an inferred value as an official one."
    ),
)

FIGURE_REPEATED = warning(
    "figure-repeated",
    _("This figure is already at {other}."),
    hint=_("Delete one of the two records, or correct its period or organization if it is about something else."),
    explanation=_(
        "Two records of the same organization, measure, period, population, value, day and source say nothing more "
        "than one. Mostly a record was copied and not changed, so that another figure may be missing."
    ),
)

TREE_TOO_DEEP = error(
    "tree-too-deep",
    _("“{given}” stands more than {limit} levels below the topmost organization."),
    hint=_("Check the parents of the organizations above it."),
    explanation=_(
        "No administration has so many levels; probably parents were filled in as a chain by mistake. The levels are "
        "bounded so that every page can be built."
    ),
)
