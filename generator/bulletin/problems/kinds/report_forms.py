"""Problems of report forms that come back filled in: what was done to them besides filling them in."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

FORM_NEWER = error(
    "form-newer",
    _("This report form was made by a newer version of the program ({given})."),
    hint=_("Install that version, and import the form with it."),
    explanation=_("A later version may ask for what this one does not know."),
)

FORM_OF_OTHER_BULLETIN = error(
    "form-of-other-bulletin",
    _("This report form is of another bulletin: “{given}”, not “{known}”."),
    hint=_("Import it with --project and the folder of that bulletin. If yours had that title, send out a new form."),
    explanation=_("What a form calls a unit or a measure means something only in the bulletin that it was made for."),
)

FORM_HEADING_CHANGED = error(
    "form-heading-changed",
    _("The heading was changed: it says “{given}”, and was “{known}”."),
    hint=_("Ask the unit what its figures are. If they are what was asked for, type the heading as it was."),
    explanation=_("Who changes a heading may have counted something else. Nothing is imported until that is clear."),
)

FORM_ROW_MISMATCH = error(
    "form-row-mismatch",
    _("This row was asked for “{known}”, and says “{given}”."),
    hint=_("Ask the unit whose figures these are, and type them into its row of a form that nobody has sorted."),
    explanation=_(
        "Hidden cells of a row say which unit and which period it is about. They do not move along where only some of "
        "the columns are sorted or copied, so that figures may be in the row of another unit."
    ),
)

FORM_CELL_OUTSIDE = error(
    "form-cell-outside",
    _("“{given}” is outside of what the form asks for."),
    hint=_("Ask the unit what it means. Make a form that asks for it, or type it as a record; then empty the cell."),
    explanation=_("Rows and columns that a unit adds to a form have no place in the records that could be known."),
)

FORM_PART_MISSING = warning(
    "form-part-missing",
    _("“{given}” was taken out of the form, so that nothing of it is imported."),
    hint=_("Ask the unit, unless it has nothing to report there."),
    explanation=_("Sheets, rows and columns of a form are to be left empty where there is nothing to report."),
)

FORM_REASON_AND_VALUE = error(
    "form-reason-and-value",
    _("There is a figure ({given}), and also a reason why there is none."),
    hint=_("Ask the unit which of the two holds, and empty the other cell."),
    explanation=_("A figure is a number, or the reason why there is no number, never both."),
)

FORM_WORD_UNKNOWN = error(
    "form-word-unknown",
    _("“{given}” is none of the words in the list: {known}."),
    hint=_("Choose the word of the list that is meant."),
    explanation=_("Words outside of the list get into a form where a cell was pasted over."),
)

FORM_DAY_MISSING = error(
    "form-day-missing",
    _("The day of the report is missing."),
    hint=_("Type into this cell the day on which the unit sent its figures, such as 2024-01-31."),
    explanation=_("By the day of a report it is known which of several reports of a figure is the latest."),
)

FORM_DEFINITION_CHANGED = warning(
    "form-definition-changed",
    _("The definition of the measure “{given}” has changed since this form was made."),
    hint=_("Make sure that the unit counted by the new definition, or send it a new form."),
    explanation=_("A form has the definition of the day on which it was made."),
)

FORM_NOT_IN_RECORDS = error(
    "form-not-in-records",
    _("The form asks for “{given}”, which is no longer in the records."),
    hint=_("If it has another id now, import the form with a mapping; else send out a new form."),
    explanation=_("Units, measures and categories may be renamed or taken out between sending a form and reading it."),
)

FORM_NOTE_ALONE = warning(
    "form-note-alone",
    _("“{given}” is not imported, since no figure is filled in beside it."),
    hint=_("Read it; it may say why there is no figure. The form has a list for that."),
    explanation=_("A note and how final a figure is belong to a figure."),
)

FORM_NOTE_UNTRANSLATED = warning(
    "form-note-untranslated",
    _("The note is in one language only, and is imported as it is for each language of the bulletin: “{given}”"),
    hint=_("Translate it in the file that is written."),
    explanation=_("A unit writes its notes in one language; readers of another one see them untranslated until then."),
)

FORM_NUMBER_UNCLEAR = error(
    "form-number-unclear",
    _("“{given}” is neither a number for certain nor one of these reasons: {known}."),
    hint=_(
        "Ask the unit which number is meant, and type that alone, as your program shows numbers. What else there is to "
        "say about it belongs into the column of notes."
    ),
    explanation=_(
        "A text gets into a cell where something is pasted over it. In a text a comma or a point may part thousands or "
        "begin decimals, and words and signs beside a number may change it."
    ),
)

FORM_DAMAGED = error(
    "form-damaged",
    _("Hidden cells of this sheet were deleted, so that nobody knows which figures are in it."),
    hint=_("Copy the figures into a form whose rows and columns are all there."),
    explanation=_("The first columns and the row above the headings are hidden; they say what each cell is about."),
)
