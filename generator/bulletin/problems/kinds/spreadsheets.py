"""Problems of workbooks and CSV files that are imported, of their cells, and of the mapping of these."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

# --- the file -------------------------------------------------------------------------------------------------------

WORKBOOK_UNKNOWN = error(
    "workbook-unknown",
    _("Files that end in “{given}” are not imported."),
    hint=_("In the program that the table is in, save it as .xlsx, .ods or .csv, and import that file."),
    explanation=_("Workbooks of Excel (.xlsx) and LibreOffice (.ods) and CSV files can be imported."),
)

WORKBOOK_OLD = error(
    "workbook-old",
    _("The workbook is in the format that Excel had before 2007 (.xls)."),
    hint=_("Open it in Excel or LibreOffice, choose “Save as”, type “.xlsx”, and import the new file."),
    explanation=_("The old format is closed to most programs, and cannot be checked before it is read."),
)

WORKBOOK_ENCRYPTED = error(
    "workbook-encrypted",
    _("The workbook is encrypted: it opens with a password only."),
    hint=_("Open it, remove the password under “Save as”, and import the copy without one."),
    explanation=_("What is in an encrypted file can neither be read nor checked."),
)

WORKBOOK_DAMAGED = error(
    "workbook-damaged",
    _("The file cannot be read: it is damaged, or no workbook although it is named like one."),
    hint=_("Open it in the program that it was made with, save it again, and import the new file."),
    explanation=_(
        "A file may have been cut off while it was sent, or another kind of file may have been given the ending .xlsx. "
        "In a CSV file, a quote may never be closed."
    ),
)

WORKBOOK_TOO_LARGE = error(
    "workbook-too-large",
    _(
        "“{part}” in the workbook unpacks to more than is read: {size}, where the limit is {limit} (megabytes, or "
        "parts)."
    ),
    hint=_("Copy the cells of the table, paste them into a new workbook as values only, and import that one."),
    explanation=_(
        "Workbooks that are edited for years collect styles, pictures and copies until they are hundreds of megabytes "
        "large, around a table of a few pages. A small file may also have been made to unpack without end. Either "
        "would fill the memory of the machine, so it is refused before it is read."
    ),
)

SHEET_TOO_LARGE = error(
    "sheet-too-large",
    _("The sheet reaches to the cell {cell}: more than {limit} cells lie between its first and its last."),
    hint=_(
        "Delete what stands far away from the table, such as a single cell at the end of the sheet, and save it again."
    ),
    explanation=_(
        "A stray character in the last row or column of a sheet makes a table of billions of cells of it, nearly all "
        "of them "
        "empty."
    ),
)

WORKBOOK_LINKS = warning(
    "workbook-links",
    _(
        "Formulas of this workbook take values from other files: {count}. The values are those of the last time that "
        "it was saved."
    ),
    hint=_("If these may be out of date, open the workbook, update its links, and save it again."),
    explanation=_("Other files are never opened; what counts is the value that the workbook holds for each cell."),
)

WORKBOOK_HIDDEN = warning(
    "workbook-hidden",
    _("Hidden in the sheet and left out: rows {rows}; columns {columns}."),
    hint=_("Where they belong to the figures, write in the mapping: hidden: included"),
    explanation=_(
        "Offices hide rows and columns that are not meant for readers, and forget others. So nothing that is hidden is "
        "imported unless the mapping says so."
    ),
)

SHEET_UNKNOWN = error(
    "sheet-unknown",
    _("The workbook has no sheet “{given}”."),
    hint=_("Write one of its sheets behind sheet: {known}."),
    explanation=_("Nothing is imported from hidden sheets either, unless the mapping names one of them."),
)

# --- the mapping ----------------------------------------------------------------------------------------------------

MAPPING_INCOMPLETE = error(
    "mapping-incomplete",
    _("This is still to be filled in."),
    hint=_("Put what is meant in place of {given}; the comment beside it says what is known."),
    explanation=_(
        "A proposed mapping leaves open what only an editor can know: where the figures are from, and whom a name "
        "means "
        "that could be several."
    ),
)

# --- cells ----------------------------------------------------------------------------------------------------------

CELL_FAILED = error(
    "cell-failed",
    _("The formula of this cell has failed: it shows {given}."),
    hint=_("Correct the formula in the workbook; where there is no number, clear the cell, or type … in it."),
    explanation=_("Division by zero, a lost reference and the like leave an error in place of a number."),
)

CELL_UNCOMPUTED = error(
    "cell-uncomputed",
    _("This cell has a formula, but the file holds no value of it."),
    hint=_("Open the workbook in Excel or LibreOffice, let it compute, save it, and import it again."),
    explanation=_(
        "Programs that write workbooks often leave it to Excel to compute formulas. The bulletin computes none: what "
        "counts is the value that whoever saved the workbook has seen."
    ),
)

CELL_DATE = error(
    "cell-date",
    _("There is a date where a number belongs: {given}."),
    hint=_("Format the cell as a number, type the number again, and save the workbook."),
    explanation=_("Excel makes dates of what looks like one: 3-12 becomes 12 March, 1.5 the first of May."),
)

CELL_PERCENT = error(
    "cell-percent",
    _("The cell shows percent, but “{measure}” is not in percent: {given}."),
    hint=_(
        "If it is a count, give the cell the format of a number and compare it with the source; if it is a share, "
        "give the column another measure."
    ),
    explanation=_(
        "A cell with the format of a percentage that shows 25 % holds 0.25. Neither can be what is meant where the "
        "measure counts."
    ),
)

CELL_FRACTION = error(
    "cell-fraction",
    _("The cell holds {given}, while others of its column show percent."),
    hint=_("Give the cell the format of the others, so that it shows what is meant."),
    explanation=_(
        "In a column of percentages 0.25 may be 25 % without its format, or a quarter of a percent. What is meant only "
        "the sheet can say, by the format of the cell."
    ),
)

CELL_MARK = error(
    "cell-mark",
    _("Nothing says what “{mark}” behind the number means: {given}."),
    hint=_(
        "Write in the mapping, for instance: marks: {{'{mark}': {{status: preliminary}}}}, or {{'{mark}': {{}}}} if "
        "it says nothing."
    ),
    explanation=_(
        "Marks behind numbers lead to footnotes, or say that a figure is preliminary or estimated. Left out unread, "
        "they "
        "would make a figure look more certain than it is."
    ),
)

CELL_NAME_UNKNOWN = error(
    "cell-name-unknown",
    _("“{given}” is no {field} of the records."),
    hint=_("Write what is meant in the mapping, under ids: {field}: {{'{given}': …}}, or add a record for it."),
    explanation=_(
        "What stands in the cell is neither an id of the records nor a name or code that one of them has. Names are "
        "compared in all languages, whatever their case."
    ),
)

CELL_NAME_AMBIGUOUS = error(
    "cell-name-ambiguous",
    _("“{given}” may be several: {known}."),
    hint=_("Write which one is meant in the mapping, under ids: {field}: {{'{given}': …}}; or use a column of codes."),
    explanation=_("Several records have this name or code. Nobody guesses which of them the figure belongs to."),
)

CELL_DIMENSION_MISSING = error(
    "cell-dimension-missing",
    _("Nothing says the {field} of this value."),
    hint=_("Fill in the cell of its row, or write {field} under constants in the mapping if all rows have the same."),
    explanation=_("A figure needs to say whose it is, what it measures, and of which period."),
)

CELL_REPEATED = error(
    "cell-repeated",
    _("This figure is already in {other}, with another value."),
    hint=_(
        "Correct one of the two cells; or they are about different things, of which a column is unused in the mapping."
    ),
    explanation=_(
        "Two cells of the sheet state the same measure of the same organization and period. Nobody can tell which is "
        "right."
    ),
)

REPORT_NOT_LATER = error(
    "report-not-later",
    _(
        "The records have {before} here, reported on {day} ({source}); {given} comes from a report that is not "
        "later: {own}."
    ),
    hint=_(
        "If it revises the figure, name a later source in the mapping, or write there when it was reported: "
        "constants: {{reported: …}}"
    ),
    explanation=_(
        "A newer report revises an earlier one, which is kept. So it must be known to have come later. What was "
        "typed wrong in the "
        "records is corrected there, not by an import."
    ),
)

RECORD_DIFFERS = error(
    "record-differs",
    _("The records have another {field} for “{given}”: {other}."),
    hint=_("Change the record there if the sheet is right, else the sheet."),
    explanation=_(
        "An import adds records. It never changes one that is there, since nobody would see what it was before."
    ),
)

TOTAL_DIFFERS = warning(
    "total-differs",
    _("This total is {given}; the rows above add up to {sum}."),
    hint=_("Look for a row that is missing or wrong. The row itself is left out, so that its figure is not imported."),
    explanation=_(
        "Rows of totals are left out where no organization is meant by them, but they show whether all rows are there."
    ),
)
