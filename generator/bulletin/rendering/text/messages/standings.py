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
