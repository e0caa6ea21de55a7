"""Problems of reorganizations: mergers, splits, moves, renamings, and the allocation of earlier figures."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

OPENED_UNDER_CLOSED = error(
    "opened-under-closed",
    _("This unit opened ({opened}) after “{parent}” had closed ({closed}, at {place}), below which it would be."),
    hint=_(
        "Compare opened here and closed of “{parent}” with their sources. Where both are right, write as parent the "
        "unit that took over."
    ),
    explanation=_(
        "A unit comes into being below one that is there. Under a closed one its figures would be in no total, and "
        "readers would look for it where nothing is any more."
    ),
)

LEFT_UNDER_CLOSED = warning(
    "left-under-closed",
    _("“{parent}” closed ({closed}, at {place}), and this unit goes on below it."),
    hint=_(
        "Write as parent the unit that it is below since, and what happened: events: [{{on: {day}, what: moved, "
        "organizations: [{parent}]}}]. If it closed as well, write closed; or mend closed of “{parent}”."
    ),
    explanation=_(
        "Where a unit closes, those below it close too, are moved, or go to the unit that it was merged or split into. "
        "Where none of that is in the records, the figures of later periods are in no total. Nothing is said where the "
        "record of the closed unit names who took over."
    ),
)

EVENT_INCOMPLETE = error(
    "event-incomplete",
    _("The event “{what}” takes {needs}."),
    hint=_("Write it like this: - {{on: {on}, what: {what}, {rest}}}."),
    explanation=_(
        "A renaming takes the old name; a merger and a split, the units that came of it; a move, the parent until "
        "then, while the new one stands in parent. Without that nobody can tell where the earlier figures belong."
    ),
    words={
        "needs-renamed": _("the name until then, and no organization"),
        "needs-merged": _("another organization that it was merged into, and no name"),
        "needs-split": _("at least two organizations that it was split into, and no name"),
        "needs-moved": _("exactly one organization, the parent until then, the new one in parent, and no name"),
        "rest-renamed": _("name: {text}"),
        "rest-merged": _("organizations: [id-of-new-unit]"),
        "rest-split": _("organizations: [one-id, another-id]"),
        "rest-moved": _("organizations: [id-of-former-parent]"),
    },
)

EVENT_WITHOUT_CLOSING = error(
    "event-without-closing",
    _("“{given}” was {what} as of {on}, but it did not close right before."),
    hint=_(
        "Compare the day with the source. Where on is right, write closed: {day} at “{given}”. If “{given}” goes on, "
        "and another unit was merged into it, the event belongs in that unit's record."
    ),
    explanation=_(
        "The day of an event is the first one under the new structure, so that the day before is the old unit's last. "
        "Were both there, figures would count twice; were there a gap, some would belong to nobody."
    ),
    words={
        "merged": _("merged", "what became of an organization"),
        "split": _("split", "what became of an organization"),
    },
)

PART_THAT_GOES_ON = Hint(
    _(
        "Compare the day with the source. Where on is right, write closed: {day} at “{given}”. If “{given}” goes on, "
        "name it too among those that it was split into."
    )
)
"""The hint where a unit was split."""

EVENT_UNIT_NOT_THERE = error(
    "event-unit-not-there",
    _("When this happened ({on}), the organization “{given}” was not there."),
    hint=_("Check the day of the event, or opened and closed of “{given}”."),
    explanation=_(
        "What came of an event is there from its day on; what was moved, and its former parent, are there until then."
    ),
)

EVENT_DAY_UNCLEAR = error(
    "event-day-unclear",
    _(
        "Of this event only {on} is known: whether the figure of “{given}” for {period} comes before or after it "
        "cannot be told."
    ),
    hint=_("Give the day of the event, such as 2020-07-01."),
    explanation=_(
        "The day decides to which structure a figure belongs. The year or the month is enough where there is no figure "
        "of a shorter period within it."
    ),
)

MOVED_FROM_PARENT = error(
    "moved-from-parent",
    _("The organization was moved from “{given}” to “{given}” itself."),
    hint=_("The event names the former parent; today's stands in parent."),
    explanation=_(
        "A move names the parent before it. The one after it is what the next move names or, after the last, parent."
    ),
)

RENAMED_TO_SAME_NAME = error(
    "renamed-to-same-name",
    _("“{given}” was renamed, but its name before and after is “{name}”."),
    hint=_(
        "The event gives the former name, as its source does; today's stands in the organization's name. Where nothing "
        "was renamed, delete the event."
    ),
    explanation=_(
        "A renaming gives the name before it. The one after it is what the next renaming gives or, after the last, "
        "today's."
    ),
)

MERGED_UNIT_WITHOUT_OPENED = warning(
    "merged-unit-without-opened",
    _("Several units were merged into “{given}” as of {on}; it has no figure from before, and no opened."),
    hint=_(
        "If this unit came of the merger, write opened: {on}. If it was there before, give opened as a source has it, "
        "the year where no more is known; else leave it as it is."
    ),
    explanation=_(
        "Without opened a unit was there before anything in the records. A new one could then show in editions from "
        "before it was founded as well."
    ),
)

ALLOCATION_NOT_WHOLE = error(
    "allocation-not-whole",
    _("The shares add to {sum}, not to 100."),
    hint=_("Compare with the source. Where it gives no more, leave allocations out; do not make up the rest."),
    explanation=_(
        "Together the successors take over all of the old figures, no more and no less. Shares are exact: three equal "
        "ones are 33.33, 33.33 and 33.34."
    ),
)

SHARES_OF_ONE = Hint(_("Write them in percent: {better}."))
"""The hint where the shares add to exactly 1."""

ALLOCATION_UNLIKE_EVENT = error(
    "allocation-unlike-event",
    _("The shares are not those of the organizations of the event: {named}."),
    hint=_("Give a share for each of the organizations that the unit was split or merged into."),
    explanation=_("An allocation says how much of the old unit's figures each of the new ones takes over."),
)

ALLOCATION_REPEATED = error(
    "allocation-repeated",
    _("There is another allocation for {given} already."),
    hint=_("One allocation for each measure, and one that names none, for all others."),
    explanation=_("With two of them nobody could tell which one holds."),
    words={
        "every-measure": _("every measure"),
    },
)

NAME_SHARED = warning(
    "name-shared",
    _(
        "“{name}” is the name of {count} organizations that have neither a short name nor another name nor a code; the "
        "first is “{first}” ({place})."
    ),
    hint=_(
        "The pages show what each is part of behind the name. Add what people know it by, if there is anything: "
        'short: {text}, aliases: [{text}], or codes: {{name-of-list: "00001"}}.'
    ),
    explanation=_(
        "Names that several organizations share, such as those of wards, are told apart on pages and in files by the "
        "short name, else by the organization above, the kind, the official code, or the id. Readers who search for "
        "one of them find it more easily by a short name, another name, or its code in an official list."
    ),
)

TILE_REPEATED = error(
    "tile-repeated",
    _("Column {column} of row {row} is the tile of “{other}” already ({place})."),
    hint=_("Give each unit of a kind a tile of its own; leave tile out where a unit has no place in the map."),
    explanation=_(
        "The map of the units of a kind has a square for each, at its column and row. Of two on the same one, the map "
        "would show one only."
    ),
)

CODE_REPEATED = error(
    "code-repeated",
    _("The code “{given}” of the list “{scheme}” is that of “{other}” already ({place})."),
    hint=_("Look the code up in the list. If one unit took it over from the other, give closed and opened of the two."),
    explanation=_(
        "An official list gives a code to one unit at a time. With two of them, whoever joins the figures to the list "
        "by their codes would count one for the other."
    ),
)
