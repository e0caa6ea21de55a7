"""The words of what changed between two states of the bulletin."""

from __future__ import annotations

from bulletin.analysis.causes import ChangeKind
from bulletin.analysis.record_changes import RecordKind
from bulletin.localization.messages import _, n_

CHANGE_KINDS = {
    ChangeKind.UNEXPLAINED: _("Changed, no reason given"),
    ChangeKind.CORRECTED: _("Corrected"),
    ChangeKind.WITHDRAWN: _("Withdrawn"),
    ChangeKind.REDEFINED: _("Changed with the definition"),
    ChangeKind.RESTATED: _("Restated: the tree changed"),
    ChangeKind.REVISED: _("Revised"),
    ChangeKind.NEW: _("New"),
}
"""What sort of change it is, for a heading or a cell."""

CHANGES_COUNTED = {
    ChangeKind.UNEXPLAINED: n_("{count} changed without a reason", "{count} changed without a reason"),
    ChangeKind.CORRECTED: n_("{count} corrected", "{count} corrected"),
    ChangeKind.WITHDRAWN: n_("{count} withdrawn", "{count} withdrawn"),
    ChangeKind.REDEFINED: n_("{count} changed with a definition", "{count} changed with a definition"),
    ChangeKind.RESTATED: n_("{count} restated", "{count} restated"),
    ChangeKind.REVISED: n_("{count} revised", "{count} revised"),
    ChangeKind.NEW: n_("{count} new figure or target", "{count} new figures or targets"),
}
"""How many changes there are of a sort, as items of one list."""

ASPECTS = {
    "definition": _("definition"),
    "unit": _("unit"),
    "kind": _("kind of measure"),
    "over_time": _("adding over time"),
    "over_tree": _("adding over the tree"),
}
"""What a measure's figures mean; see :data:`bulletin.analysis.comparison.ASPECTS`."""

RECORD_KINDS = {
    RecordKind.CORRECTIONS: _("Corrections"),
    RecordKind.EDITIONS: _("Editions"),
    RecordKind.BULLETIN: _("The bulletin"),
    RecordKind.ORGANIZATIONS: _("Organizations"),
    RecordKind.MEASURES: _("Measures"),
    RecordKind.UNITS: _("Units"),
    RecordKind.BREAKDOWNS: _("Breakdowns"),
    RecordKind.KINDS: _("Kinds of organizations"),
    RecordKind.POPULATIONS: _("Populations"),
    RecordKind.DECISIONS: _("Decisions"),
    RecordKind.SOURCES: _("Sources"),
    RecordKind.CLAIMS: _("Stated figures", "kind of records"),
}
"""What records of a kind are called, at the head of a line."""


class Changes:
    """What is said of changes."""

    kind = _("Change")
    before = _("As published")
    after = _("Now")
    reason = _("Reason")

    changed = _("Changed figures")
    none = _("No figure changed")
    redefined = _("Measures that are defined or added otherwise")
    redefined_count = n_("{count} measure defined otherwise", "{count} measures defined otherwise")
    redefinition = _("{measure}, {aspect}: “{before}” → “{after}”")

    went = _("{before} → {after}")
    reported = _("according to {sources}")
    corrected = _("corrected, {date}: {what}; how it came about: {reason}")
    moved = _("units that came, went or moved: {organizations}")
    unexplained = _("the records give no reason")

    and_more = n_("… and {count} more", "… and {count} more")

    records = _("Other records changed")
    records_count = n_("{count} other record changed", "{count} other records changed")
    records_new = _("{kind}: {count} new ({ids})")
    records_gone = _("{kind}: {count} gone ({ids})")
    record = _("{kind}, {id}: {fields}")
    record_field = _("{field} “{before}” → “{after}”")
    work_tree = _("work tree")
