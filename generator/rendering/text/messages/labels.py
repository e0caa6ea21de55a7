"""Labels: headings, column titles, flags, reasons for absence. Templates use :class:`Labels` as ``words.<name>``."""

from __future__ import annotations

from generator.model.records import Basis, Status
from generator.model.values import Absence, Qualifier
from generator.rendering.text.messages.message import Message
from generator.statistics.tables import Flag, Origin

QUALIFIED = {
    Qualifier.EXACT: Message("{number}", "{number}"),
    Qualifier.ABOUT: Message("khoảng {number}", "about {number}"),
    Qualifier.MORE_THAN: Message("hơn {number}", "more than {number}"),
    Qualifier.AT_LEAST: Message("ít nhất {number}", "at least {number}"),
    Qualifier.UNDER: Message("dưới {number}", "under {number}"),
    Qualifier.AT_MOST: Message("không quá {number}", "at most {number}"),
    Qualifier.BETWEEN: Message("{number} đến {upper}", "{number} to {upper}"),
}
"""How a stated number bounds the true one."""

ABSENCES = {
    Absence.NOT_APPLICABLE: Message("không áp dụng", "not applicable"),
    Absence.NOT_AVAILABLE: Message("không có số liệu", "not available"),
    Absence.NOT_YET_REPORTED: Message("chưa báo cáo", "not yet reported"),
    Absence.SUPPRESSED: Message("không công bố", "suppressed"),
}
"""Why there is no number."""

FLAGS = {
    Flag.PROVISIONAL: Message("số sơ bộ", "provisional"),
    Flag.REVISED: Message("số điều chỉnh", "revised"),
    Flag.ESTIMATED: Message("số ước tính", "estimated"),
    Flag.BREAK: Message("gián đoạn chuỗi số liệu", "break in series"),
    Flag.CONFIDENTIAL: Message("số liệu mật", "confidential"),
    Flag.NOT_AVAILABLE: Message("không có số liệu", "not available"),
    Flag.NOT_APPLICABLE: Message("không áp dụng", "not applicable"),
}
"""What the letter in square brackets means."""

STATUSES = {
    Status.ESTIMATED: Message("ước tính", "estimated"),
    Status.PRELIMINARY: Message("sơ bộ", "provisional"),
    Status.OFFICIAL: Message("chính thức", "official"),
}

ORIGINS = {
    Origin.REPORTED: Message("theo nguồn", "reported"),
    Origin.SUM_OVER_TREE: Message("cộng từ đơn vị trực thuộc", "added up over units"),
    Origin.SUM_OVER_TIME: Message("cộng từ các kỳ", "added up over periods"),
}

BASES = {
    Basis.STATED: Message("được nêu", "stated"),
    Basis.INFERRED: Message("suy ra", "inferred"),
}


class Labels:
    """Words that stand alone on a page."""

    home = Message("Trang đầu", "Home")
    organizations = Message("Tổ chức", "Organizations")
    organization = Message("Tổ chức", "Organization")
    periods = Message("Kỳ", "Periods")
    period = Message("Kỳ", "Period")
    measures = Message("Chỉ số", "Measures")
    measure = Message("Chỉ số", "Measure")
    targets = Message("Chỉ tiêu", "Targets")
    target = Message("Chỉ tiêu", "Target")
    decisions = Message("Văn bản", "Decisions")
    sources = Message("Nguồn số liệu", "Sources")
    source = Message("Nguồn", "Source")
    methods = Message("Phương pháp", "Methods")
    downloads = Message("Tải số liệu", "Downloads")
    main_points = Message("Điểm chính", "Main points")
    headline_figures = Message("Số liệu chính", "Headline figures")
    value = Message("Số liệu", "Figure")
    unit = Message("Đơn vị tính", "Unit")
    population = Message("Phạm vi", "Population")
    everything = Message("Toàn bộ", "Everything")
    progress = Message("Tỷ lệ đạt", "Progress")
    workings = Message("Cách tính", "Workings")
    inferred = Message("suy ra", "inferred")
    download_table = Message("Tải bảng này (CSV)", "Download this table (CSV)")
    notes = Message("Ghi chú", "Notes")
    legend = Message("Ký hiệu", "Symbols")
    breadcrumb = Message("Vị trí trong hệ thống", "Place in the tree")
    definition = Message("Định nghĩa", "Definition")
