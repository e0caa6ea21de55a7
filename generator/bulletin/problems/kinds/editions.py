"""Problems of editions and corrections: dates out of order, and figures not known by the cut-off."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

EDITION_ID_MALFORMED = error(
    "edition-id-malformed",
    _("“{given}” cannot be the id of an edition."),
    hint=_(
        "Write a year and, where needed, a month or a quarter after a hyphen: 2024, 2024-04, 2024-Q1. For 2024-Q1.1 "
        "too, write 2024-Q1: the number of a corrected version comes by itself."
    ),
    explanation=_(
        "An edition's id becomes its address, so it has only plain letters, digits and hyphens, and begins with a year "
        "of four digits. Corrected versions get .1, .2 by themselves."
    ),
)

NEXT_RELEASE_MALFORMED = error(
    "next-release-malformed",
    _("“{given}” is neither a day, a month, a quarter or a year, nor to-be-announced."),
    hint=_("Write it like 2024-07-15, 2024-07, 2024-Q3; where it is open, to-be-announced."),
    explanation=_("Readers see this in the release calendar. That it is open is an answer too, and is said."),
)

TIME_ZONE_UNKNOWN = error(
    "time-zone-unknown",
    _("There is no time zone “{given}”."),
    hint=_(
        "Write a name of the IANA time zone database, such as Asia/Ho_Chi_Minh or Europe/Berlin, or delete the line."
    ),
    explanation=_(
        "An edition comes out on the day of its release, and the time zone says when that day begins. Without one it "
        "is that of the machine that publishes, which on those of forges is UTC."
    ),
)

EDITION_HEADLINE_LATER = error(
    "edition-headline-later",
    _(
        "The figure of “{measure}” for “{organization}” in {period} was reported on {reported} (by {place}), after the "
        "edition's cut-off ({cut_off})."
    ),
    hint=_(
        "First compare the day at {place} with the source. Where it is right, choose a figure that had been reported "
        "by {cut_off}; where cut-off was mistyped, mend it."
    ),
    explanation=_(
        "An edition shows only what had been reported by its cut-off, so that its main figures must have been reported "
        "by then as well."
    ),
)

EDITION_RELEASED_EARLY = error(
    "edition-released-early",
    _("The edition was released ({given}) before its cut-off ({cut_off})."),
    hint=_("Mend released or cut-off: the cut-off is no later than the release."),
    explanation=_("An edition that has come out cannot know what was reported afterwards."),
)

EDITION_PERIOD_LATER = error(
    "edition-period-later",
    _("The edition's period ({given}) begins after its cut-off ({cut_off})."),
    hint=_("Mend period or cut-off."),
    explanation=_("By the cut-off the period had not begun, so that nothing can have been reported of it."),
)

EDITION_NEXT_EARLY = error(
    "edition-next-early",
    _("The next release ({given}) is no later than this one ({released})."),
    hint=_("Give a day, month, quarter or year after {released}; where it is open, to-be-announced."),
    explanation=_("Readers rely on the release calendar, so the next release must come after this one."),
)

EDITION_IDS_ALIKE = error(
    "edition-ids-alike",
    _("The id “{given}” differs from “{first}” only in capital letters."),
    hint=_("Choose an id that differs otherwise."),
    explanation=_(
        "Ids become folders of the site. On Windows and macOS two names that differ only in capitals are one folder, "
        "so that one edition would overwrite the other."
    ),
)

EDITIONS_OF_ONE_DAY = warning(
    "editions-of-one-day",
    _("The editions “{given}” and “{first}” have the same cut-off ({cut_off}) and the same release ({released})."),
    hint=_(
        "Mend cut-off or released where one was mistyped; delete one that is too many. As they are, their ids give "
        "their order."
    ),
    explanation=_(
        "Editions follow one another by cut-off and release. Where both agree, their ids decide which is the newest, "
        "and both show the same."
    ),
)

HEADLINE_REPEATED = error(
    "headline-repeated",
    _("This main figure stands in line {line} already: “{measure}” for “{organization}” in {period}."),
    hint=_("Delete one of the two, or mend what was mistyped."),
    explanation=_("Readers would see one figure twice on top of the front page."),
)

CORRECTION_DAY_UNKNOWN = error(
    "correction-day-unknown",
    _("“{given}” is not a day."),
    hint=_("Give the day of the correction, such as 2023-05-10."),
    explanation=_(
        "A correction is the bulletin's own act, so that its day is always known. Readers tell corrections by it."
    ),
)

CORRECTION_BEFORE_RELEASE = error(
    "correction-before-release",
    _("The correction is of {date}, but the edition “{given}” was released afterwards ({released})."),
    hint=_("Mend date, or leave “{given}” out of editions: before its release, records are simply mended."),
    explanation=_("Only what has been published needs a correction."),
)

CORRECTION_CHANGES_NOTHING = error(
    "correction-changes-nothing",
    _("The edition “{edition}” still says {given}, which is what was wrong."),
    hint=_("Mend the record of that figure ({place}), or type into was what was wrongly published."),
    explanation=_(
        "A correction says that what was published (was) is wrong; what is right comes from the records. Where they "
        "are equal, nothing was put right."
    ),
)

CORRECTED_FIGURE_MISSING = warning(
    "corrected-figure-missing",
    _("The edition “{edition}” has no such figure: “{measure}” for “{organization}” in {period}."),
    hint=_(
        "If the edition had the figure and it was withdrawn, all is well. If it never had it: take “{edition}” out of "
        "editions, or mend a mistyped period, population or category."
    ),
    explanation=_(
        "Pages say that the figure was published and is withdrawn. Of a mistyped period they would say so wrongly. "
        "Records alone do not show which of the two it is; where what is published can be looked at, a figure that was "
        "never in it is an error, and nothing is said of one that was."
    ),
)

CORRECTED_FIGURE_REPEATED = error(
    "corrected-figure-repeated",
    _("At {place} this figure is corrected already, with was: {was}: “{measure}” for “{organization}” in {period}."),
    hint=_(
        "Leave one of the two: the one whose was is what was published; or mend the period, population or category of "
        "one that is about another figure. A correction of what an earlier one got wrong has a later day."
    ),
    explanation=_(
        "A figure was published with one value, so that only one can have been wrong. Named twice, by one correction "
        "or by two that come out together, it would be shown with two wrong values, and what totals were before would "
        "be computed from either."
    ),
)

CORRECTED_FIGURE_UNPUBLISHED = error(
    "corrected-figure-unpublished",
    _("The edition “{edition}” was published without this figure: “{measure}” for “{organization}” in {period}."),
    hint=_(
        "Mend a mistyped period, population or category, or leave “{edition}” out of editions. What has not been "
        "published takes no correction."
    ),
    explanation=_(
        "Only what readers have seen can be called wrong. Pages would say of a figure that nobody saw that it was "
        "published and is withdrawn. What is published is compared with, so that this is said for certain; without it, "
        "a figure that is in no record is perhaps one that was withdrawn (corrected-figure-missing)."
    ),
)

ORGANIZATION_LEARNT_LATER = error(
    "organization-learnt-later",
    _("The bulletin knows this since {known}, but learnt of {role} “{given}” only on {learnt}."),
    hint=_(
        "First see whether the source at {own} is right. Where it is: in the record of “{given}” ({place}), give the "
        "earliest source that names it."
    ),
    explanation=_(
        "An edition knows the organizations whose source it knew by its cut-off; every edition knows those without a "
        "source. A figure of one that it does not know, or a unit below it, would have no place to stand."
    ),
    words={
        "an-organization": _("the organization"),
        "its-parent": _("its parent"),
        "no-source": _("the beginning, as it has no source"),
    },
)

PARENT_LEARNT_LATER = Hint(
    _(
        "See whether “{given}” is the right parent, then whether the source at {own} is right. Where both are: in the "
        "record of “{given}” ({place}), give the earliest source that names it."
    )
)
"""The hint where it is an organization's parent that the bulletin learnt of later."""

SOURCE_LEFT_OUT = Hint(_("The record at {own} lacks source: give there the first source that names it."))
"""The hint where what is known too early has no source at all."""
