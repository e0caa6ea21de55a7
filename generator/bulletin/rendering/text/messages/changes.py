"""The words of what changed between two states of the bulletin."""

from __future__ import annotations

from bulletin.analysis.causes import ChangeKind
from bulletin.analysis.record_changes import RecordKind
from bulletin.rendering.text.messages.message import Counted, Message

CHANGE_KINDS = {
    ChangeKind.UNEXPLAINED: Message("Thay đổi chưa nêu lý do", "Changed, no reason given"),
    ChangeKind.CORRECTED: Message("Đính chính", "Corrected"),
    ChangeKind.WITHDRAWN: Message("Không còn công bố", "Withdrawn"),
    ChangeKind.REDEFINED: Message("Thay đổi theo định nghĩa mới", "Changed with the definition"),
    ChangeKind.RESTATED: Message("Tính lại do sắp xếp tổ chức", "Restated: the tree changed"),
    ChangeKind.REVISED: Message("Điều chỉnh", "Revised"),
    ChangeKind.NEW: Message("Số liệu mới", "New"),
}
"""What sort of change it is, for a heading or a cell."""

CHANGES_COUNTED = {
    ChangeKind.UNEXPLAINED: Counted(
        "{count} thay đổi chưa nêu lý do", "{count} changed without a reason", "{count} changed without a reason"
    ),
    ChangeKind.CORRECTED: Counted("{count} đính chính", "{count} corrected", "{count} corrected"),
    ChangeKind.WITHDRAWN: Counted("{count} không còn công bố", "{count} withdrawn", "{count} withdrawn"),
    ChangeKind.REDEFINED: Counted(
        "{count} thay đổi theo định nghĩa mới", "{count} changed with a definition", "{count} changed with a definition"
    ),
    ChangeKind.RESTATED: Counted("{count} tính lại do sắp xếp tổ chức", "{count} restated", "{count} restated"),
    ChangeKind.REVISED: Counted("{count} điều chỉnh", "{count} revised", "{count} revised"),
    ChangeKind.NEW: Counted(
        "{count} số liệu, chỉ tiêu mới", "{count} new figure or target", "{count} new figures or targets"
    ),
}
"""How many changes there are of a sort, as items of one list."""

ASPECTS = {
    "definition": Message("định nghĩa", "definition"),
    "unit": Message("đơn vị tính", "unit"),
    "kind": Message("loại chỉ số", "kind of measure"),
    "over_time": Message("cách cộng theo thời gian", "adding over time"),
    "over_tree": Message("cách cộng theo hệ thống tổ chức", "adding over the tree"),
}
"""What a measure's figures mean; see :data:`bulletin.analysis.comparison.ASPECTS`."""

RECORD_KINDS = {
    RecordKind.CORRECTIONS: Message("Đính chính", "Corrections"),
    RecordKind.EDITIONS: Message("Số bản tin", "Editions"),
    RecordKind.BULLETIN: Message("Bản tin", "The bulletin"),
    RecordKind.ORGANIZATIONS: Message("Tổ chức", "Organizations"),
    RecordKind.MEASURES: Message("Chỉ số", "Measures"),
    RecordKind.UNITS: Message("Đơn vị tính", "Units"),
    RecordKind.BREAKDOWNS: Message("Phân tổ", "Breakdowns"),
    RecordKind.KINDS: Message("Loại hình tổ chức", "Kinds of organizations"),
    RecordKind.POPULATIONS: Message("Phạm vi", "Populations"),
    RecordKind.DECISIONS: Message("Văn bản", "Decisions"),
    RecordKind.SOURCES: Message("Nguồn số liệu", "Sources"),
    RecordKind.CLAIMS: Message("Số liệu nguồn nêu để đối chiếu", "Stated figures"),
}
"""What records of a kind are called, at the head of a line."""


class Changes:
    """What is said of changes."""

    kind = Message("Thay đổi", "Change")
    before = Message("Số đã công bố", "As published")
    after = Message("Số hiện nay", "Now")
    reason = Message("Lý do", "Reason")

    changed = Message("Số liệu thay đổi", "Changed figures")
    none = Message("Không có số liệu nào thay đổi", "No figure changed")
    redefined = Message("Chỉ số đổi định nghĩa hoặc cách tính", "Measures that are defined or added otherwise")
    redefined_count = Counted(
        "{count} chỉ số đổi định nghĩa", "{count} measure defined otherwise", "{count} measures defined otherwise"
    )
    redefinition = Message("{measure}, {aspect}: “{before}” → “{after}”", "{measure}, {aspect}: “{before}” → “{after}”")

    went = Message("{before} → {after}", "{before} → {after}")
    reported = Message("theo {sources}", "according to {sources}")
    corrected = Message(
        "đính chính {date}: {what}; nguyên nhân: {reason}", "corrected, {date}: {what}; how it came about: {reason}"
    )
    moved = Message("sắp xếp tổ chức: {organizations}", "units that came, went or moved: {organizations}")
    unexplained = Message("bản ghi không nêu lý do", "the records give no reason")

    and_more = Counted("… và {count} thay đổi khác", "… and {count} more", "… and {count} more")

    records = Message("Bản ghi khác thay đổi", "Other records changed")
    records_count = Counted(
        "{count} bản ghi khác thay đổi", "{count} other record changed", "{count} other records changed"
    )
    records_new = Message("{kind}: {count} bản ghi mới ({ids})", "{kind}: {count} new ({ids})")
    records_gone = Message("{kind}: {count} bản ghi không còn ({ids})", "{kind}: {count} gone ({ids})")
    record = Message("{kind}, {id}: {fields}", "{kind}, {id}: {fields}")
    record_field = Message("{field} “{before}” → “{after}”", "{field} “{before}” → “{after}”")
    work_tree = Message("thư mục làm việc", "work tree")
