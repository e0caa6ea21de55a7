"""Problems of audiences: marks of records, and what an audience would miss or could conclude."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

AUDIENCE_UNKNOWN = error(
    "audience-unknown",
    _("The bulletin has no audience “{given}”."),
    hint=_("The audiences that it has: {known}."),
    explanation=_(
        "audience marks a record for those who may see it at the least, by the id of one of the audiences that "
        "records/bulletin.yml declares: each sees all that those before it see. Without a mark, everybody may see it."
    ),
)

AUDIENCES_UNDECLARED = Hint(
    _(
        "Declare the audiences in records/bulletin.yml, the public first: audiences: [{{id: public, name: {text}}}, "
        "{{id: {given}, name: {text}}}]."
    )
)
"""The hint where the bulletin declares none."""

AUDIENCE_IMPLIED = warning(
    "audience-implied",
    _("This is for the audience “{audience}” only, as is “{other}” ({place}), on which it depends."),
    hint=_("Mark it as well, audience: {audience}, so that whoever edits it knows; or name another record here."),
    explanation=_(
        "A mark covers what depends on the record: the figures of a source or an organization, the targets of a "
        "decision, the units below an organization, what is derived from a measure. So nobody else sees this record, "
        "though it says nothing of that itself."
    ),
)

AUDIENCE_IMPLIED_APART = _(
    "Records of further folders (--records) are for “{audience}” unless they say otherwise. If others may see "
    "“{other}”, write there: audience: {first}. Else mark this as well, audience: {audience}."
)
"""The hint where the record that it depends on is unmarked, in a folder of its own."""
AUDIENCE_IMPLIED_OFTEN = _(
    "Mark it as well, audience: {audience}, so that whoever edits it knows, and so the others of this file that "
    "depend on “{other}”, in these lines: {lines}."
)
"""The hint where there are several such records in a file."""
AUDIENCE_IMPLIED_TABLE = _(
    "Add under constants in {file}: audience: {audience}; so that whoever edits the table knows. All of its rows "
    "depend on “{other}”."
)
"""The hint for a CSV file of which all rows are such records."""
AUDIENCE_IMPLIED_CELLS = _(
    "Write {audience} under “{heading}” in these lines, so that whoever edits them knows: {lines}."
)
"""The hint for some rows of a CSV file with a column of audiences."""
AUDIENCE_IMPLIED_COLUMN = _(
    "Add a column with {audience} in these lines, so that whoever edits them knows: {lines}. Declare it in {file} "
    "under columns, such as Audience: audience."
)
"""The hint for some rows of a CSV file without such a column."""

AUDIENCE_NEEDED = error(
    "audience-needed",
    _("The audience “{audience}” would miss this in its bulletin: what it shows is for others only ({place})."),
    hint=_("Name something else here that everybody may see; or take the mark away there."),
    explanation=_(
        "Every audience gets a bulletin with its main measure and all its headline figures. An edition may have "
        "headlines that are for some only if it is marked for them itself."
    ),
)

AUDIENCE_DISCLOSED = error(
    "audience-disclosed",
    _("This says something of a figure that is for others than the audience “{audience}” ({place})."),
    hint=_("Mark this as well: audience: {mark}. Or take the mark of that figure away."),
    explanation=_(
        "A percentage, a difference or a total that a source states gives a figure away as soon as the other numbers "
        "are known; so does the wrong value that a correction names."
    ),
)

AUDIENCE_NAMED = warning(
    "audience-named",
    _("The audience “{audience}” reads this, and it names “{name}”, which is for others only ({place})."),
    hint=_("Leave the name out here; or mark this record as well: audience: {mark}."),
    explanation=_(
        "A mark takes a record out of what an audience sees, and what depends on it; but texts of other records, such "
        "as notes, definitions, reasons and the policies of the bulletin, are shown as they are. Looked for are ids, "
        "names and titles in all languages that are distinctive: six letters at least, several words or a capital "
        "letter, and no word or name that readers see elsewhere."
    ),
)

AUDIENCE_NAMED_BY_ALL = Hint(_("Leave the name out here: this record cannot be marked, as every audience needs it."))
"""The hint in the bulletin's own record and in the policy."""

AUDIENCE_COMPUTABLE = warning(
    "audience-computable",
    _(
        "The audience “{audience}” could compute this figure, which is for others only: “{measure}” for "
        "“{organization}” in {period}{part} follows from {sum}."
    ),
    hint=_(
        "Mark another of these figures as well (audience: {mark}), such as the total; or take the mark of this one "
        "away."
    ),
    explanation=_(
        "A record that is withheld takes its figures out of all that is computed, but not out of totals that sources "
        "state. Whoever subtracts the other parts from such a total has the figure. Policies of disclosure control "
        "hide other figures besides; for marks, somebody has to decide which."
    ),
)

AUDIENCE_IN_OPEN_RECORDS = error(
    "audience-in-open-records",
    _("This is marked for “{given}”, but whoever may read the files of records (“{readers}”) reads it there."),
    hint=_("Delete records-audience in records/bulletin.yml; or keep the record in a folder of its own (--records)."),
    explanation=_(
        "records-audience says who may read the files of records, so that pages name and link them. What is marked for "
        "a later audience must then not be in these files, nor in their history."
    ),
)
