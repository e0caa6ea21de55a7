"""Words about all editions together: the page that lists them, feeds, and ways from old addresses.

What an edition itself says too is in :class:`~bulletin.rendering.text.messages.editions.Editions`.
"""

from __future__ import annotations

from bulletin.localization.messages import _


class Series:
    """Labels and sentences."""

    newest = _("Latest edition")
    calendar = _("Release calendar")
    calendar_says = _("The next release is given as it was announced when each edition came out.")
    coming = _("Next edition: {day}.")
    next_release = _("Next edition (as announced at the release)")
    main_figures = _("Main figures")
    figure = _("Figure")
    correction_of = _("Correction: {title}")
    what = _("What was wrong")
    before = _("Before the correction: {version}")
    labelled = _("{label}: {value}")
    stamped = _(
        "Where a day has to be given (Atom), this entry has the last day on which the edition may have come out."
    )
    feeds = _("Follow the bulletin")
    feeds_say = _("The feeds announce every new edition and every correction.")
    atom = _("Atom feed")
    json = _("JSON feed")
    languages = _("Languages")
    not_in_newest = _("Not in the latest edition")
    not_in_newest_says = _("The latest edition ({newest}) has no such page. This one has it:")
    not_found = _("Page not found")
    not_found_says = _("The bulletin has no page at this address. It may have moved.")
