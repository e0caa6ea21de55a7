"""Problems of YAML: syntax errors, and constructs that records may not use."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error

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
