"""How targets stand, and what their rest of the period takes: the words of pace."""

from __future__ import annotations

from bulletin.analysis.pace import Reason, Standing
from bulletin.localization.messages import _, n_

STANDINGS = {
    Standing.ACHIEVED: _("achieved"),
    Standing.AHEAD: _("ahead"),
    Standing.ON_PACE: _("on pace"),
    Standing.BEHIND: _("behind"),
    Standing.MISSED: _("missed"),
    Standing.NOT_ASSESSABLE: _("not assessable"),
    Standing.SUPERSEDED: _("superseded"),
}
"""How a target stands, in the order in which they are counted."""

REASONS = {
    Reason.UNASSESSED: _("no verdict is given; a note says why"),
    Reason.REORGANIZED: _("what the organization covers changed within the period, or after the target was set"),
    Reason.NO_TARGET: _("the target has no number"),
    Reason.NO_FIGURE: _("no figure"),
    Reason.NO_VALUE: _("there is no number to hold against it"),
    Reason.UNCLEAR: _("the figure is not known well enough"),
    Reason.WHOLE_MISSING: _("no figure for the whole period"),
    Reason.DATES_UNKNOWN: _("the first and last day of the term are not known"),
    Reason.TOO_EARLY: _("too early"),
    Reason.TOO_FEW: _("too few expected by then"),
    Reason.LEVEL_TO_COME: _("what there is counts at the period's end"),
}
"""Why nothing can be said."""


class Paces:
    """What is said of pace."""

    elapsed = _("{elapsed} of the time elapsed ({over}/{whole} days)")
    of_which = _("of which: {reason}")
    because = _("{standing}: {reason}")
    by_then = _("{reason}; as far as figures go: {standing}")
    by_time = _("against the time elapsed")
    by_time_after_break = _("against the time elapsed, as the series breaks after the earlier years")
    by_season = n_("against the course of the year before", "against the course of the {count} years before")
    so_far = _("as far as figures go")
    within_so_far = _("within the bound as far as figures go")
    beyond_so_far = _("beyond the bound as far as figures go")
    replaced_by = _("replaced by {target} ({period})")
    season_note = _("By the same point of {years}, {part} of the years' {whole} had come: {share}.")
    against_bound = _("against a target of {target}")

    # --- the rest of the period

    missing = _("Missing")
    run_rate = _("Needed in the rest")
    projection = _("Projection for the whole period")
    a_month = _("{amount} a month {until}")
    in_all = _("{amount} {until}")
    projected_by_time = _("projection: if the rest goes on evenly")
    projected_by_season = _("projection: if the rest goes as in earlier years")
    outlook_note = _("A projection is no figure: no source states it, and no file of figures holds it.")

    # --- targets that do not go together

    far_apart = _(
        "{organization}, {measure}: yearly targets far apart: {targets}. All are shown; none is averaged or preferred."
    )
    off_term = _(
        "{organization}, {measure}: the yearly targets add to {total} ({targets}), {relation} the target of {term}"
        " for the {period}."
    )
    more = _("more than")
    less = _("less than")
    short = _(
        "{organization}, {measure} {period}: the targets of all {count} units below add to {total}, less than its "
        "own target of {target}."
    )
    one_target = _("{value} ({period})")
    one_inferred = _("{value} ({period}, inferred)")
    beside_unassessed = _("another target for the same period takes no verdict")
    beside_apart = _("another target for the same period is far apart from this one")
    each_year_of = _("every year, {period}")

    # --- the units below

    units_with_target = _("Units with a target")
    sum_below = _("Sum of their targets")
    gap = _("Difference")
    of_units = _("{count}/{expected}")
    units_unknown = _("{count} of an unknown number")

    # --- the rule, as the methods page publishes it

    rule_settled = _(
        "Achieved and missed are only said by a figure for the whole period, or by a part of it that settles the "
        "matter: a count that has come is achieved, a count beyond its ceiling is missed. Where a period is over "
        "and there is no figure for the whole of it, the target is not assessable, never missed. Whether a "
        "period is over is told by the newest report in the bulletin, never by the day on which the page is read."
    )
    rule_dates = _(
        "Over a term of which only the first and the last year are known no share of the time elapsed, no pace and no "
        "projection is computed: the term may be shorter than these years together by a year or more."
    )
    rule_pace = _(
        "Before the end, a count is compared with what was to be expected by then: the target times the share of "
        "the days that are over. Within {band} of that it is on pace, beyond that ahead or behind. Of a ceiling, "
        "using it up too fast is behind. Shares and durations are compared with the target itself, without that "
        "margin: as the target asks is on pace, else behind, and never ahead. A number of what there is, still below "
        "its target, waits for the end of the period."
    )
    rule_season = _(
        "Where the {seasons} years right before are known in full and up to the same point, the share that had "
        "come by then in those years together takes the place of the share of time. Where the series breaks ([b]) "
        "after those years, time stays the measure. The table says which was used, and why."
    )
    rule_least = _(
        "Pace is only spoken of once at least {elapsed} of the period is over and at least {expected} were to be "
        "expected by then; for the share of a part, once it is a share of at least {expected}. With fewer, a "
        "single case would turn the verdict."
    )
    rule_rest = _(
        "What is needed a month is what is missing over the months that are left, rounded up. A projection is what"
        " has come over the share that was to be expected by then; it is always called one, stands in a table of "
        "its own and in no file of figures. A yearly target more than {apart} times another one of the same "
        "measure is remarked on."
    )
