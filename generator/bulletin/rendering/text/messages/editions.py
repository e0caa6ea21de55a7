"""Words about editions: what each is, and how it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.model.records import Status
from bulletin.rendering.text.messages.message import Message


class Editions:
    """Labels and sentences."""

    edition = Message("Số bản tin", "Edition")
    version = Message("Phiên bản", "Version")
    period = Message("Kỳ báo cáo", "Period")
    cut_off = Message("Hạn số liệu", "Data cut-off")
    released = Message("Ngày phát hành", "Released")
    next_release = Message("Số kế tiếp", "Next release")
    to_be_announced = Message("chưa ấn định", "to be announced")
    end_of = Message("hết {period}", "the end of {period}")
    no_day_known = Message("{date} (không rõ ngày)", "{date} (no day is known)")
    corrected_title = Message("{title} (đã đính chính)", "{title} (corrected)")
    status = Message("Tình trạng số liệu", "Status of the figures")

    # --- the line on every page
    knows = Message("số liệu báo cáo {until}", "figures reported up {until}")
    here_in_latest = Message("Trang này ở số mới nhất", "This page in the latest edition")
    all = Message("Các số bản tin", "All editions")
    newer = Message("Đã có số mới hơn", "There is a newer edition")
    corrected = Message("Số này đã được đính chính", "This edition has been corrected")
    draft = Message(
        "Bản nháp: số liệu báo cáo {until}, chưa phát hành", "Draft: figures reported up {until}, not released"
    )

    # --- the front page
    correction = Message("Đính chính ({date})", "Correction ({date})")
    corrected_on = Message("Ngày đính chính", "Corrected on")
    reason = Message("Lý do", "Reason")
    corrected_figures = Message("Số liệu đã đính chính", "Corrected figures")
    was = Message("Đã công bố", "As published")
    now = Message("Đính chính thành", "Corrected to")
    target = Message("chỉ tiêu", "target")
    derived = Message("Số liệu tính từ đó cũng thay đổi", "What was computed from them changed with them")
    put_right = Message("Đính chính ({date}): trước là {was}.", "Corrected ({date}): it was {was}.")
    followed_from = Message(
        "Tính từ số liệu đã đính chính ({date}): trước là {was}.",
        "Computed from a figure that was corrected ({date}): it was {was}.",
    )
    followed = Message("Tính từ số liệu đã đính chính ({date}).", "Computed from a figure that was corrected ({date}).")
    withdrawn = Message("không còn công bố", "withdrawn")
    label = Message("{organization}, {figure}, {period}", "{organization}, {figure}, {period}")
    reported = Message("Tình hình báo cáo", "Who has reported")
    reported_of = Message("Báo cáo đã có so với lịch báo cáo", "Reports that have come, by the reporting calendar")
    report = Message("Báo cáo", "Report")
    changed = Message("Thay đổi so với số trước", "What changed since the last edition")
    changed_since = Message("So với {title}: {changes}", "Since the {title}: {changes}")
    first = Message(
        "Đây là số đầu tiên, chưa có số trước để so sánh.", "This is the first edition: there is none to compare with."
    )
    new_figures = Message("Số liệu và chỉ tiêu mới theo tổ chức", "New figures and targets by organization")


STATUSES: Mapping[Status, Message] = {
    Status.ESTIMATED: Message("ước tính", "estimated"),
    Status.PRELIMINARY: Message("sơ bộ", "provisional"),
    Status.OFFICIAL: Message(
        "chính thức (nguồn không gọi là ước tính hay sơ bộ)",
        "official (no source calls them estimated or provisional)",
    ),
}
"""How final an edition is as a whole."""
