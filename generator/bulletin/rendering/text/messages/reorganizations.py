"""Words for what became of organizations, and for series restated to the structure of today."""

from __future__ import annotations

from bulletin.analysis.forerunners import ComparabilityBreak
from bulletin.localization.messages import _
from bulletin.model.records import EventKind

EVENTS = {
    EventKind.RENAMED: _("{day}: renamed; the name until then was {name}."),
    EventKind.MERGED: _("{day}: merged into {others}."),
    EventKind.SPLIT: _("{day}: split into {others}."),
    EventKind.MOVED: _("{day}: moved to {parent}; until then part of {others}."),
}
"""What happened, on the page of the organization that it happened to."""

JOINED = {
    EventKind.MERGED: _("{day}: {unit} was merged into it."),
    EventKind.SPLIT: _("{day}: split off from {unit}."),
    EventKind.MOVED: _("{day}: {unit} was moved here."),
}
"""The same on the page of an organization that took over."""

GOES_ON = _("{day}: {others} split off from it.")
"""A split on the page of an organization that goes on, smaller."""

LEFT = _("{day}: {unit} was moved to {parent}.")
"""The same on the page of the organization that a unit left."""

ENDS = {
    EventKind.MERGED: _(
        "As of {day} this organization was merged into {others}. Its figures stand here as reported then."
    ),
    EventKind.SPLIT: _(
        "As of {day} this organization was split into {others}. Its figures stand here as reported then."
    ),
}
"""The notice on the page of an organization that is no more."""

BREAKS = {
    EventKind.MERGED: _("{unit} was merged into {others}"),
    EventKind.SPLIT: _("{unit} was split into {others}"),
    EventKind.MOVED: _("{unit} moved from {others} to {parent}"),
}
"""What happened, within the reason of a break."""

GAPS = {
    ComparabilityBreak.STRADDLES: _("Not restated: the change came within this period."),
    ComparabilityBreak.NO_ALLOCATION: _("Not restated: no source says how much each successor took over."),
    ComparabilityBreak.INCOMPLETE: _("Not restated: a full and exact figure of a unit is missing."),
    ComparabilityBreak.DISAGREES: _("Not restated: the stated total and the units below it then do not agree."),
    ComparabilityBreak.ENTANGLED: _(
        "Not restated: several changes came upon each other; what each unit covered then is not known."
    ),
}
"""Why a figure is not restated."""


class Reorganizations:
    """Words of the organizations' pages."""

    break_reason = _("What the organization covers changed: {what}.")
    split_off = _("{others} split off from {unit}")
    history = _("History")
    restated = _("Restated to today's structure")
    as_reported = _("As reported then")
    restated_says = _(
        "Figures from before reorganizations, worked out for the units of today. What was reported stays as it was."
    )
    not_restated = _("not restated")
    figure_of = _("that of")
    times_share = _("{value} × {percent}")
    shares_by = _("Shares according to")
    until = _("{unit} (until {day})")
    found_elsewhere = _("This page has moved")
