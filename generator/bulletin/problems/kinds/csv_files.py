"""Problems of CSV files of records and of the descriptions beside them."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

CSV_DESCRIPTION_MISSING = error(
    "csv-description-missing",
    _("Nothing says what the columns of this file hold: “{file}” is missing."),
    hint=_("Make the file {file} with this line, and correct what each column holds: {better}"),
    explanation=_(
        "A CSV file of records has a description beside it, of the same name but for its ending: figures.yml says what "
        "the columns of figures.csv hold. Under columns every heading is followed by a field of the records, such as "
        "organization, period or value, by {{breakdown: sex}}, by {{period: 2022}}, or by unused."
    ),
)

CSV_FILE_MISSING = error(
    "csv-file-missing",
    _("This describes the columns of a CSV file, but there is no “{file}”."),
    hint=_("Put the CSV file beside this one under that name, or delete this one."),
    explanation=_(
        "A file with columns: is the description of the CSV file of the same name. Without it there are no figures, "
        "which nobody would notice."
    ),
)

CSV_COLUMN_UNDECLARED = error(
    "csv-column-undeclared",
    _("Nothing says what the column “{given}” holds."),
    hint=_("Add under columns in {file}: {better}"),
    explanation=_(
        "Every column of a CSV file is named in the description beside it, so that no figures are lost from sight. A "
        "column that is not needed is declared as unused."
    ),
)

CSV_COLUMN_MISSING = error(
    "csv-column-missing",
    _("{file} has no column “{given}”."),
    hint=_("Correct the heading, or delete this line. The headings of the file: {known}."),
    explanation=_(
        "The description names a column that the CSV file does not have. Perhaps the heading was changed in the "
        "spreadsheet; or the first row of the file is not the row of headings."
    ),
)

CSV_HEADING_MISSPELT = error(
    "csv-heading-misspelt",
    _("The heading “{given}” is probably what {file} calls “{meant}”."),
    hint=_("Write “{meant}” here; or, if the heading is right, write “{given}” in {file} in place of “{meant}”."),
    explanation=_(
        "Columns are known by their headings, which are written in the description as they are in the file: with the "
        "same capitals, accents and endings. Nothing is read from a column whose heading differs."
    ),
)

CSV_HEADINGS_BELOW = error(
    "csv-headings-below",
    _("The headings that {file} names are in line {line}, not in the first row."),
    hint=_("Delete everything above line {line}, so that the file begins with the headings."),
    explanation=_(
        "The first row of a CSV file holds the headings. A title above them goes out of the file; a second row of "
        "headings above them is made one with them: “2022 women”."
    ),
)

CSV_HEADINGS_MISSING = error(
    "csv-headings-missing",
    _("The first row has none of the headings that {file} names."),
    hint=_(
        "Write the headings of the file under columns in {file}, in place of those there; or, if the file has none, "
        "write “{better}” above its first row."
    ),
    explanation=_(
        "The first row of a CSV file holds the headings, by which the description beside it says what each column "
        "holds. Perhaps the row was deleted, or the description belongs to another file."
    ),
)

CSV_HEADING_REPEATED = error(
    "csv-heading-repeated",
    _("The heading “{given}” was already given to another column."),
    hint=_("Give each column a heading of its own, in the file and in {file}."),
    explanation=_("Columns are known by their headings, so nobody can tell which of the two is meant."),
)

CSV_HEADING_EMPTY = error(
    "csv-heading-empty",
    _("A column has no heading."),
    hint=_(
        "Give it a heading, or delete the column in the spreadsheet and save the file again. Such columns: {count}."
    ),
    explanation=_(
        "Columns are known by their headings. Spreadsheet programs often write empty columns on the right of the "
        "table: mark them, delete them, and save the file as CSV again."
    ),
)

CSV_DELIMITER = error(
    "csv-delimiter",
    _("The cells of this file seem to be separated by “{given}”, not by “{declared}”."),
    hint=_("Write in {file}: delimiter: {better}"),
    explanation=_(
        "What separates the cells is a comma unless the description says otherwise. Spreadsheet programs write a "
        "semicolon wherever decimals begin with a comma."
    ),
)

CSV_ROW_RAGGED = error(
    "csv-row-ragged",
    _("This row has {given} cells; there are {count} headings."),
    hint=_("Check where a cell is missing or too many; a cell that holds “{separator}” stands in double quotes."),
    explanation=_(
        "Where a row has more or fewer cells than there are headings, its figures may stand under the wrong headings. "
        "Nothing of such a row is read."
    ),
)

CSV_ROWS_EMPTY = warning(
    "csv-rows-empty",
    _("Empty rows: {count}, beginning here."),
    hint=_("Delete them in the spreadsheet, and save the file again."),
    explanation=_(
        "Spreadsheet programs often write empty rows below a table. Nothing is read from them, but figures may have "
        "been there."
    ),
)

CSV_SECOND_HEADINGS = error(
    "csv-second-headings",
    _("This looks like a second row of headings: “{given}” is no number."),
    hint=_("Make one row of headings of the two, and delete the other."),
    explanation=_(
        "The first row of a CSV file holds the headings, the others hold records. Where a table has several rows of "
        "headings, put what they say into one: “2022 women”."
    ),
)

CSV_QUOTE_OPEN = error(
    "csv-quote-open",
    _("The quote opened here is never closed."),
    hint=_('Close it with ", or delete it. A quote inside of a cell in quotes is typed twice: "".'),
    explanation=_('A cell that begins with " goes on to the next ", over as many lines as that takes.'),
)

CSV_QUOTE_CLOSED = error(
    "csv-quote-closed",
    _("Something stands behind a cell whose quotes were already closed."),
    hint=_('Delete it, or move the closing quote behind it. A quote inside of a cell in quotes is typed twice: "".'),
    explanation=_('A cell that begins with " ends with the next " that is not typed twice.'),
)

CSV_COLUMN_UNCLEAR = error(
    "csv-column-unclear",
    _("This does not say what the column “{given}” holds."),
    hint=_("Write a field, such as value; or of observations {{breakdown: …}} or {{period: …}}; or unused."),
    explanation=_(
        "A column holds a field of the records, or the categories of a breakdown, or the values of a period. Only "
        "observations have columns of breakdowns and of periods; whole is written beside breakdown."
    ),
)

CSV_SIGNS_ALIKE = error(
    "csv-signs-alike",
    _("Decimals and thousands cannot both be marked with “{given}”."),
    hint=_("Correct decimal or grouping; leave grouping out where thousands are not separated."),
    explanation=_("Otherwise nobody could tell whether 1.234 is more than a thousand or a little more than one."),
)

CSV_CROSSING_UNKNOWN = error(
    "csv-crossing-unknown",
    _("No breakdown crosses {given}, of each of which this row has a category."),
    hint=_("Add to vocabulary/breakdowns.yml: {better}"),
    explanation=_(
        "A row with categories of several breakdowns, such as sex and age, is a figure of a breakdown that crosses "
        "them. That breakdown is a record of its own, and the measure names it under breakdowns."
    ),
)

PROBLEMS_LEFT_OUT = warning(
    "problems-left-out",
    _("From here on there are further problems of the same kind in this file: {count}."),
    hint=_("Begin with those that are shown; most have the same cause."),
    explanation=_(
        "Of each kind of problem only the first ones of a file are shown, so that others can be seen as well."
    ),
)

DECLARE_DECIMAL = _('If decimals begin with “{sign}” in this file, write in {file}: decimal: "{sign}"')
"""The hint for a number with a sign of decimals that the description does not declare."""
DECLARE_GROUPING = _("If “{sign}” separates thousands in this file, write in {file}: grouping: {better}")
"""The hint for a number with separators that the description does not declare."""
DECLARE_EITHER = _(
    'If decimals begin with “{sign}” in this file, write in {file}: decimal: "{sign}"; if it separates thousands: '
    'grouping: "{sign}"'
)
"""The hint for a number whose sign can be either."""
AS_DECLARED = _("Decimals begin with “{sign}” in this file, as {file} says. Correct the number, or the file {file}.")
"""The hint for a number that has the wrong sign of decimals."""
FILL_IN = _(
    "Fill in the cell, or add a column; what holds for all rows can stand under constants in {file}: “{field}: …”."
)
"""The hint where a field is missing in a row."""
EMPTY_CELL = _(
    "Type the number, or why there is none: not-available, not-applicable, not-yet-reported or suppressed. Where all "
    "empty cells say the same, write in {file}: empty: not-available"
)
"""The hint where a cell of values is empty."""
TAB_DELIMITER = _("If tabs separate the cells of this file, write in {file}: delimiter: tab")
"""The hint where there is a tab in a file that is not declared to be separated by them."""
UNDECLARED_OR_MISSING = _(
    "If this is the column that {file} calls otherwise, write that heading here: {missing}. If it is a further column, "
    "add under columns in {file}: {better}"
)
"""The hint for a heading that is not declared, where others that are declared are missing."""
EMPTY_OR_MISSING = _(
    "If this is a column that {file} names, write its heading here: {missing}. Otherwise delete the column in the "
    "spreadsheet and save the file again. Such columns: {count}."
)
"""The hint for a column without a heading, where headings that are declared are missing."""
REPEATED_OR_MISSING = _(
    "If this is a column that {file} names, write its heading here: {missing}. Otherwise give each column a heading of "
    "its own, in the file and in {file}."
)
"""The hint for a heading that is given twice, where headings that are declared are missing."""
RENAMED_OR_GONE = _(
    "Write “{given}” as the heading of its column in {file}. Delete this line only if the file no longer has that "
    "column."
)
"""The hint for a heading that is missing, where columns of the file are not declared."""
DESCRIBE_OR_IMPORT = _(
    "If the columns hold names, move the file out of records/, and let bulletin import make records of it; if they "
    "hold ids, make the file {file} with this line, and correct what each column holds: {better}"
)
"""The hint for a file without a description in which no column is known to name the organizations."""
ONE_COLUMN = _("Correct what one of the two columns holds; if it is not needed, write unused there.")
"""The hint where two columns hold the same field."""
RENAME_DESCRIPTION = _("Rename {other} to {file}.")
"""The hint where the name of a description keeps the ending of the CSV file."""
DECLARE_SIGN = _(
    "Type the number, or why there is none: not-available, not-applicable, not-yet-reported or suppressed. Where "
    "“{given}” says the same in all cells, write in {file}: missing: {better}"
)
"""The hint where a sign is in the place of a number."""
DECLARE_SUPPRESSED = _(
    "Where “{given}” says that the source does not state the number, write in {file}: missing: {better}; or suppressed "
    "in the cell. A number that you know belongs in the cell: the policy in {policy} hides it."
)
"""The hint where the sign for a suppressed number is in its place."""
