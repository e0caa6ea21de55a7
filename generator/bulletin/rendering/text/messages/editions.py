"""Words about editions: what each is, and how it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.localization.messages import Message, _
from bulletin.model.records import Status


class Editions:
    """Labels and sentences."""

    edition = _("Edition")
    version = _("Version")
    period = _("Period", "of an edition")
    cut_off = _("Data cut-off")
    released = _("Released")
    next_release = _("Next release")
    to_be_announced = _("to be announced")
    end_of = _("the end of {period}")
    no_day_known = _("{date} (no day is known)")
    corrected_title = _("{title} (corrected)")
    status = _("Status of the figures")

    # --- the line on every page
    knows = _("figures reported up {until}")
    here_in_latest = _("This page in the latest edition")
    all = _("All editions")
    newer = _("There is a newer edition")
    corrected = _("This edition has been corrected")
    draft = _("Draft: figures reported up {until}, not released")

    # --- the front page
    correction = _("Correction ({date})")
    corrected_on = _("Corrected on")
    reason = _("Reason")
    corrected_figures = _("Corrected figures")
    was = _("As published", "before a correction")
    now = _("Corrected to")
    target = _("target")
    derived = _("What was computed from them changed with them")
    put_right = _("Corrected ({date}): it was {was}.")
    followed_from = _("Computed from a figure that was corrected ({date}): it was {was}.")
    followed = _("Computed from a figure that was corrected ({date}).")
    withdrawn = _("withdrawn")
    label = _("{organization}, {figure}, {period}")
    reported = _("Who has reported")
    reported_of = _("Reports that have come, by the reporting calendar")
    report = _("Report")
    changed = _("What changed since the last edition")
    changed_since = _("Since the {title}: {changes}")
    first = _("This is the first edition: there is none to compare with.")
    new_figures = _("New figures and targets by organization")


STATUSES: Mapping[Status, Message] = {
    Status.ESTIMATED: _("estimated", "status of a figure"),
    Status.PRELIMINARY: _("provisional", "status of a figure"),
    Status.OFFICIAL: _("official (no source calls them estimated or provisional)"),
}
"""How final an edition is as a whole."""
