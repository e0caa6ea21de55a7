"""Problems of files: missing, unreadable, misplaced, badly named or badly encoded."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

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
    hint=_("Open the file and save it again with the encoding “UTF-8”."),
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
    _("Files of records end in .yml, in lower case."),
    hint=_("Rename it to “{better}”."),
    explanation=_(
        "Only one ending is used, so that no two files differ by .yaml and .yml. Leaving this file out would silently "
        "leave its figures out."
    ),
)

FILE_IGNORED = warning(
    "file-ignored",
    _("This file is not read: it is not a .yml file."),
    hint=_("Enter its figures in a .yml file; keep other documents outside of the folder of records."),
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
