"""Problems of files and of YAML: missing, unreadable, misplaced or badly encoded files, syntax errors, refused YAML."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

FILE_IN_SEVERAL_FOLDERS = error(
    "file-in-several-folders",
    _("There is a file of this name already: {other}."),
    hint=_("Give it another name, or delete one of the two."),
    explanation=_(
        "Folders of records that are named with --records add to records/: none of their files has the path in its "
        "folder that a file of an earlier folder has there."
    ),
)

RECORDS_MISSING = error(
    "records-missing",
    _("There is no folder “{given}”."),
    hint=_("Run the command in the folder that holds “{given}”, or point at that folder with --project."),
    explanation=_("All figures of a bulletin stand in a folder “records”. The command looks for it where it is run."),
)

BULLETIN_MISSING = error(
    "bulletin-missing",
    _("The file “{given}” is missing."),
    hint=_("Create “{given}” with the bulletin's title, publisher, contact and headline figures."),
    explanation=_(
        "This file says what holds for the whole bulletin: its title, publisher, terms of office and main measure. "
        "There must be exactly one, under exactly this name."
    ),
)

FOLDER_UNKNOWN = error(
    "folder-unknown",
    _("“{given}” is not the place of any kind of record."),
    hint=_("Move the file into one of the folders: {known}."),
    explanation=_(
        "The folder says what kind its records are: organizations, sources, targets and so on. A folder named after a "
        "measure holds figures of that measure. If this is a new measure, declare it in vocabulary/measures.yml first."
    ),
)

FILE_SYMLINK = error(
    "file-symlink",
    _("This is a link, not a real file or folder."),
    hint=_("Put the file it leads to in its place."),
    explanation=_(
        "A link can lead out of the folder of records, so that the bulletin depends on something that is not kept with "
        "it, or publishes a file that nobody meant to publish."
    ),
)

FILE_SPECIAL = error(
    "file-special",
    _("This is named like a file of records but is no file."),
    hint=_("Rename or delete it; records stand in plain files."),
    explanation=_(
        "A folder, pipe or device whose name ends in .yml is usually a slip while making a folder, or left by another "
        "tool. Nobody would see records inside of it, so the build stops."
    ),
)

FILE_UNREADABLE = error(
    "file-unreadable",
    _("There is no permission to read this."),
    hint=_("Allow reading it and run the command again."),
    explanation=_(
        "The operating system refuses to open the file or folder. Leaving it out would silently leave figures out."
    ),
)

FILE_TOO_LARGE = error(
    "file-too-large",
    _("The file has {size} bytes; the limit is {limit}."),
    hint=_("Spread the records over several files of the same folder, such as one for each organization."),
    explanation=_(
        "A file of this size is usually the wrong file rather than typed by people. The limit keeps checking quick."
    ),
)

FILE_NOT_UTF8 = error(
    "file-not-utf8",
    _("The file is not saved as UTF-8: byte {given} here cannot be read."),
    hint=_("Open the file and save it again with the encoding “UTF-8”; in a spreadsheet program: as “CSV UTF-8”."),
    explanation=_(
        "Vietnamese letters are the same everywhere only in UTF-8. Files in an older encoding (TCVN3, VNI, "
        "Windows-1258) or in Notepad's “Unicode” must be saved anew."
    ),
)

FILE_NAME_CLASH = error(
    "file-name-clash",
    _("This name differs from “{other}” only by case or by the way its accents are stored."),
    hint=_("Make one file of the two, or give one a different name."),
    explanation=_(
        "On Windows and macOS the two names are one file, so one of the files is lost when somebody checks the "
        "repository out there."
    ),
)

FILE_NAME_UNSAFE = error(
    "file-name-unsafe",
    _("The file's name holds characters that cannot be used."),
    hint=_("Rename it with letters, digits, spaces, dots, hyphens and underscores only."),
    explanation=_(
        "Control characters, invisible characters and special signs in a file's name break messages, the links for "
        "editing a record, and checking the repository out on Windows."
    ),
)

FILE_ENDING = error(
    "file-ending",
    _("Files of records end in .yml or .csv, in lower case."),
    hint=_("Rename it to “{better}”."),
    explanation=_(
        "Only one ending is used, so that no two files differ by .yaml and .yml. Leaving this file out would silently "
        "leave its figures out."
    ),
)

FILE_IGNORED = warning(
    "file-ignored",
    _("This file is not read: it is neither a .yml nor a .csv file."),
    hint=_("Save the table as .csv, or enter its figures in a .yml file; keep other documents outside of “records”."),
    explanation=_(
        "A spreadsheet or document in the folder of records looks as if it counted, yet the bulletin never uses it. "
        ".md files and hidden files are welcome."
    ),
)

FILE_EMPTY = warning(
    "file-empty",
    _("The file holds no record."),
    hint=_("Enter a record, or delete the file."),
    explanation=_("The file is empty or holds only comments (lines that begin with #). Perhaps saving it went wrong."),
)

CHARACTER_REFUSED = error(
    "character-refused",
    _("There is an invisible or strange character here: {given}."),
    hint=_("Delete it; where it stands for a space, type an ordinary space."),
    explanation=_(
        "Control characters, marks that reverse the direction of text, zero-width characters and special spaces slip "
        "in when pasting from Word, Excel or web pages. The eye does not see them, but they make equal names differ, "
        "or make text look different from what is stored."
    ),
)

TAB_FOUND = error(
    "tab-found",
    _("There is a tab here."),
    hint=_("Type spaces instead of the tab."),
    explanation=_(
        "A file's structure rests on the spaces at the beginning of its lines. Tabs are wider or narrower from one "
        "machine to the next, so people and program may see different structures. Most editors can be set to type "
        "spaces."
    ),
)

MERGE_CONFLICT = error(
    "merge-conflict",
    _("Two versions of these lines were never merged: the marks of the conflict are still here."),
    hint=_("Keep one of the two versions, then delete the lines of marks."),
    explanation=_(
        "When two people edit the same lines, git writes both versions into the file: one between <<<<<<< and =======, "
        "the other between ======= and >>>>>>>. Only people know which is right, so nothing of the file is read until "
        "those lines of marks are gone."
    ),
)

# --- YAML: syntax errors, and constructs that records may not use -----------------------------------------------------

COLON_MISSING = error(
    "yaml-colon-missing",
    _("A colon and a space are missing between the field and its value."),
    hint=_("Write “field: value”, a space behind the colon."),
    explanation=_(
        "A colon separates a field from its value only when a space follows. “value:15” and “value 15” are each read "
        "as one piece of text."
    ),
)

COLON_IN_TEXT = error(
    "yaml-colon-in-text",
    _("The text holds a colon and a space, which reads as the beginning of another field."),
    hint=_('Put the whole text in quotes: "…: …".'),
    explanation=_("A line holds one field. Text with “: ” inside of it must stand between quotes."),
)

INDENTATION = error(
    "yaml-indentation",
    _("This line is not indented like those above it."),
    hint=_("All fields of a record begin in the same column; each record of a list begins with “- ”."),
    explanation=_(
        "The spaces at the beginning of a line say which record a field belongs to. One too many or too few and the "
        "line drops out of its record. It may also be that the line above is unfinished: no colon, or no space behind "
        "the dash."
    ),
)

QUOTE_OPEN = error(
    "yaml-quote-open",
    _("The quote opened here is never closed."),
    hint=_("Close the text with the same kind of quote."),
    explanation=_(
        "A text opened with \" is closed with \", one opened with ' with '. Without it everything below is taken for "
        "text."
    ),
)

AFTER_VALUE = error(
    "yaml-after-value",
    _("Something stands behind a value that was already closed."),
    hint=_(
        "Delete it. If it belongs to the text, move the closing quote behind it; a ' inside of '…' is typed twice ('')."
    ),
    explanation=_(
        "A value in quotes or brackets ends at the first closing sign. Most often a ' stands inside of text opened "
        "with ', or a }} or ] is one too many."
    ),
)

BRACKET_OPEN = error(
    "yaml-bracket-open",
    _("The bracket “{given}” is not closed properly, or a comma is missing between its items."),
    hint=_("Write {{a: 1, b: 2}} or [a, b]: commas between the items, the closing bracket at the end."),
    explanation=_("Inside of brackets the items are separated by commas, and every bracket needs its counterpart."),
)

TEXT_BEFORE_COMMENT = warning(
    "text-before-comment",
    _("A comment begins with this #, so “{given}” is not read."),
    hint=_(
        "If it belongs to the text, put the whole text in quotes: {better}. A comment stands two spaces behind the "
        "text, or in a line of its own."
    ),
    explanation=_(
        "A # with a space before it begins a comment, of which nothing is read up to the end of the line: a ward named "
        "“Ward # 4” would be published as “Ward”. Behind numbers, ids, quotes and brackets, and two spaces "
        "behind a text, a comment is taken for one."
    ),
)

COMMENT_IN_BRACKETS = error(
    "yaml-comment-in-brackets",
    _("A comment begins with this #, so that the rest of the line is not read: its closing bracket, too."),
    hint=_('Put the text that holds # in quotes: "… # …". A comment belongs behind the closing bracket.'),
    explanation=_(
        "A # with a space before it begins a comment, of which nothing is read up to the end of the line. Text with "
        "“ #” inside of it must stand between quotes."
    ),
)

BRACKET_STRAY = error(
    "yaml-bracket-stray",
    _("“{given}” has nothing to close or to separate here."),
    hint=_("Delete it, or put the whole text in quotes."),
    explanation=_(
        "A ], a }} and a comma belong inside of brackets. Text that begins with one of them must stand in quotes."
    ),
)

FIRST_CHARACTER = error(
    "yaml-first-character",
    _("A value cannot begin with “{given}”."),
    hint=_("Put the text in quotes. For “over 150” write {{more-than: 150}}."),
    explanation=_(
        "The signs @ ` % > | have a meaning of their own at the beginning of a value, so text beginning with them must "
        "stand in quotes. Numbers with > or < are written in words: more-than, at-least, under, at-most, about, "
        "between."
    ),
)

ESCAPE = error(
    "yaml-escape",
    _("A backslash in double quotes cannot be written like this."),
    hint=_("Type two backslashes (\\\\), or use single quotes instead of double ones."),
    explanation=_(
        'Between " and " a backslash begins a special code. Between single quotes it is an ordinary character.'
    ),
)

SYNTAX = error(
    "yaml-syntax",
    _("This cannot be read."),
    hint=_("Write “field: value”, one field a line; each record of a list begins with “- ”."),
    explanation=_(
        "The way this is written is none that files of records use. Compare it with another record of the same folder."
    ),
)

ANCHOR = error(
    "yaml-anchor",
    _("The signs & and * (reused pieces) are not used in records."),
    hint=_("Write the value out here; if it is meant as text, put it in quotes."),
    explanation=_(
        "Every record must be readable on its own, without looking for the rest elsewhere. Text that begins with & or "
        "* must stand in quotes."
    ),
)

MERGE = error(
    "yaml-merge",
    _("“<<” (merging another record in) is not used in records."),
    hint=_("Write the fields out here."),
    explanation=_("Every record must be readable on its own, without looking for the rest elsewhere."),
)

TAG = error(
    "yaml-tag",
    _("A value cannot begin with “!”."),
    hint=_("Delete what begins with !, or quote the text."),
    explanation=_(
        "A ! at the beginning of a value is an instruction to the program that reads the file. Records hold data only."
    ),
)

DIRECTIVE = error(
    "yaml-directive",
    _("Lines that begin with % are not used in records."),
    hint=_("Delete the line."),
    explanation=_(
        "A line that begins with % instructs the program that reads the file, such as %YAML 1.1. Records need none."
    ),
)

DOCUMENTS = error(
    "yaml-documents",
    _("A second document begins here in the same file."),
    hint=_("Delete the line “---” and write the records as one list, each beginning with “- ”."),
    explanation=_(
        "A file holds one record or one list. A line “---” in the middle begins another document, easily overlooked."
    ),
)

TOO_DEEP = error(
    "yaml-too-deep",
    _("The items are nested more than {limit} levels deep."),
    hint=_("Check the opening brackets and the indentation."),
    explanation=_(
        "No record is nested this deeply. Perhaps more brackets are opened than closed, or the file is something else."
    ),
)

TOO_MANY = error(
    "yaml-too-many",
    _("A record or a file holds more than {limit} items."),
    hint=_("Spread the records over several files of the same folder; each begins with “- ”."),
    explanation=_("The limit keeps checking quick and within memory."),
)

KEY_REPEATED = error(
    "key-repeated",
    _("The field “{given}” was already given in line {first}."),
    hint=_("Keep one of the two. If they belong to two records, the second record begins with “- ”."),
    explanation=_("Nobody can tell which of the two values is right, so none is chosen on the editor's behalf."),
)

KEY_NOT_TEXT = error(
    "key-not-text",
    _("The name of a field must be text."),
    hint=_("Write “field: value”."),
    explanation=_(
        "A list, a group of fields or a blank stands where a field's name belongs, mostly because of a stray bracket, "
        "question mark or colon."
    ),
)

VALUE_EMPTY = error(
    "value-empty",
    _("There is no value here."),
    hint=_(
        "Where there is no number, write why: not-available, not-applicable, not-yet-reported or suppressed. Where the "
        "field is not needed, delete the whole line."
    ),
    explanation=_(
        "A blank may mean zero, unknown or forgotten. The bulletin does not guess: zero is written 0, and a missing "
        "number has a reason."
    ),
)

NUMBER_LEADING_ZERO = error(
    "number-leading-zero",
    _("The number “{given}” begins with a zero."),
    hint=_('If it is a number, write {better}. If it is text (a reference, a telephone number), quote it: "{given}".'),
    explanation=_(
        "Some programs read 010 as 8, some as 10. So that nobody mistakes it, numbers have no zero in front."
    ),
)
