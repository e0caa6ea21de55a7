"""Words for what became of organizations, and for series restated to the structure of today."""

from __future__ import annotations

from bulletin.analysis.forerunners import ComparabilityBreak
from bulletin.model.records import EventKind
from bulletin.rendering.text.messages.message import Message

EVENTS = {
    EventKind.RENAMED: Message("{day}: đổi tên; tên cũ là {name}.", "{day}: renamed; the name until then was {name}."),
    EventKind.MERGED: Message("{day}: sáp nhập vào {others}.", "{day}: merged into {others}."),
    EventKind.SPLIT: Message("{day}: chia tách thành {others}.", "{day}: split into {others}."),
    EventKind.MOVED: Message(
        "{day}: chuyển về trực thuộc {parent}; trước đó trực thuộc {others}.",
        "{day}: moved to {parent}; until then part of {others}.",
    ),
}
"""What happened, on the page of the organization that it happened to."""

JOINED = {
    EventKind.MERGED: Message("{day}: {unit} sáp nhập vào tổ chức này.", "{day}: {unit} was merged into it."),
    EventKind.SPLIT: Message("{day}: được chia tách từ {unit}.", "{day}: split off from {unit}."),
    EventKind.MOVED: Message("{day}: {unit} chuyển về trực thuộc tổ chức này.", "{day}: {unit} was moved here."),
}
"""The same on the page of an organization that took over."""

GOES_ON = Message("{day}: {others} tách ra khỏi tổ chức này.", "{day}: {others} split off from it.")
"""A split on the page of an organization that goes on, smaller."""

LEFT = Message("{day}: {unit} chuyển về trực thuộc {parent}.", "{day}: {unit} was moved to {parent}.")
"""The same on the page of the organization that a unit left."""

ENDS = {
    EventKind.MERGED: Message(
        "Từ {day}, tổ chức này đã sáp nhập vào {others}. Trang này giữ số liệu của tổ chức cũ như đã báo cáo.",
        "As of {day} this organization was merged into {others}. Its figures stand here as reported then.",
    ),
    EventKind.SPLIT: Message(
        "Từ {day}, tổ chức này đã chia tách thành {others}. Trang này giữ số liệu của tổ chức cũ như đã báo cáo.",
        "As of {day} this organization was split into {others}. Its figures stand here as reported then.",
    ),
}
"""The notice on the page of an organization that is no more."""

BREAKS = {
    EventKind.MERGED: Message("{unit} sáp nhập vào {others}", "{unit} was merged into {others}"),
    EventKind.SPLIT: Message("{unit} chia tách thành {others}", "{unit} was split into {others}"),
    EventKind.MOVED: Message("{unit} chuyển từ {others} về {parent}", "{unit} moved from {others} to {parent}"),
}
"""What happened, within the reason of a break."""

GAPS = {
    ComparabilityBreak.STRADDLES: Message(
        "Không tính lại: thay đổi tổ chức diễn ra trong kỳ này.", "Not restated: the change came within this period."
    ),
    ComparabilityBreak.NO_ALLOCATION: Message(
        "Không tính lại: không có nguồn cho biết mỗi đơn vị mới tiếp nhận bao nhiêu.",
        "Not restated: no source says how much each successor took over.",
    ),
    ComparabilityBreak.INCOMPLETE: Message(
        "Không tính lại: thiếu số liệu đầy đủ, chính xác của một đơn vị.",
        "Not restated: a full and exact figure of a unit is missing.",
    ),
    ComparabilityBreak.DISAGREES: Message(
        "Không tính lại: số tổng đã nêu và số của các đơn vị trực thuộc khi ấy không khớp nhau.",
        "Not restated: the stated total and the units below it then do not agree.",
    ),
    ComparabilityBreak.ENTANGLED: Message(
        "Không tính lại: nhiều lần thay đổi tổ chức nối tiếp nhau, không rõ phạm vi của từng đơn vị khi ấy.",
        "Not restated: several changes came upon each other; what each unit covered then is not known.",
    ),
}
"""Why a figure is not restated."""


class Reorganizations:
    """Words of the organizations' pages."""

    break_reason = Message("Phạm vi tổ chức thay đổi: {what}.", "What the organization covers changed: {what}.")
    split_off = Message("{others} tách ra khỏi {unit}", "{others} split off from {unit}")
    history = Message("Lịch sử tổ chức", "History")
    restated = Message("Theo cơ cấu hiện nay", "Restated to today's structure")
    as_reported = Message("Như đã báo cáo", "As reported then")
    restated_says = Message(
        "Số liệu trước khi thay đổi tổ chức, tính lại theo các đơn vị hiện nay. Số đã báo cáo không thay đổi.",
        "Figures from before reorganizations, worked out for the units of today. What was reported stays as it was.",
    )
    not_restated = Message("không tính lại", "not restated")
    figure_of = Message("số của", "that of")
    times_share = Message("{value} × {percent}", "{value} × {percent}")
    shares_by = Message("Tỷ lệ phân bổ theo", "Shares according to")
    until = Message("{unit} (đến {day})", "{unit} (until {day})")
    found_elsewhere = Message("Trang này đã chuyển sang địa chỉ khác", "This page has moved")
