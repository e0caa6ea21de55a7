"""Labels: headings, column titles, flags, reasons for absence. Templates use :class:`Labels` as ``words.<name>``."""

from __future__ import annotations

from bulletin.analysis.change import ComparabilityReason
from bulletin.analysis.tables import Flag
from bulletin.model.periods import Shape
from bulletin.model.records import ClaimForm, Direction, MeasureKind, Rule
from bulletin.model.values import Absence, Qualifier
from bulletin.rendering.text.messages.message import Message

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
    Flag.REVISED: Message("số đã điều chỉnh", "revised"),
    Flag.ESTIMATED: Message("số ước tính", "estimated"),
    Flag.BREAK: Message("chuỗi số liệu bị gián đoạn, không so sánh được với kỳ trước", "break in series"),
    Flag.CONFIDENTIAL: Message("không công bố", "confidential"),
    Flag.NOT_AVAILABLE: Message("không có hoặc chưa có số liệu", "not available"),
    Flag.NOT_APPLICABLE: Message("không áp dụng", "not applicable"),
}
"""What the letter in square brackets means."""

OBSTACLES = {
    ComparabilityReason.BREAK: Message(
        "Không so sánh với năm trước vì chuỗi số liệu bị gián đoạn.",
        "Not compared with the year before: the series was broken.",
    ),
    ComparabilityReason.EXISTENCE: Message(
        "Không so sánh với năm trước vì tổ chức không hoạt động trọn vẹn trong cả hai kỳ.",
        "Not compared with the year before: the organization was not there all through both periods.",
    ),
    ComparabilityReason.COVERAGE: Message(
        "Không so sánh với năm trước vì số đơn vị báo cáo khác nhau.",
        "Not compared with the year before: other units reported then.",
    ),
    ComparabilityReason.ABSENCE: Message(
        "Không so sánh với năm trước vì một trong hai số không có.",
        "Not compared with the year before: one of the two figures is absent.",
    ),
    ComparabilityReason.QUALIFIER: Message(
        "Không so sánh với năm trước vì số liệu chỉ biết đại khái.",
        "Not compared with the year before: the figures are not known exactly enough.",
    ),
}
"""Why two figures are not compared."""

CLAIM_FORMS = {
    ClaimForm.PERCENT_OF_TARGET: Message("tỷ lệ đạt chỉ tiêu", "percentage of the target"),
    ClaimForm.SHARE: Message("tỷ trọng", "share"),
    ClaimForm.MULTIPLE: Message("số lần so với", "multiple"),
    ClaimForm.DIFFERENCE: Message("chênh lệch", "difference"),
    ClaimForm.TOTAL: Message("tổng số", "total"),
}

KINDS = {
    MeasureKind.FLOW: Message("Số phát sinh trong kỳ", "Flow: what happened in a period"),
    MeasureKind.STOCK: Message("Số hiện có tại một thời điểm", "Stock: what there was on a day"),
    MeasureKind.SHARE: Message("Tỷ lệ", "Share"),
    MeasureKind.DURATION: Message("Thời gian", "Duration"),
    MeasureKind.MONEY: Message("Giá trị bằng tiền", "Money"),
}

DIRECTIONS = {
    Direction.MORE: Message("Càng nhiều càng tốt", "More is better"),
    Direction.LESS: Message("Càng ít càng tốt", "Less is better"),
    Direction.NONE: Message("Không đánh giá", "Neither is better"),
}

RULES_OVER_TIME = {
    Rule.SUM: Message("Cộng số liệu các kỳ liền nhau", "Figures of consecutive periods are added"),
    Rule.LAST: Message("Lấy số liệu cuối kỳ", "The last figure counts"),
    Rule.MEAN: Message("Lấy trung bình các kỳ", "Figures are averaged"),
    Rule.NONE: Message("Không cộng", "Not added"),
}

RULES_OVER_TREE = {
    Rule.SUM: Message("Cộng số liệu các đơn vị trực thuộc", "Figures of the units below are added"),
    Rule.NONE: Message("Không cộng", "Not added"),
}


SHAPES = {
    Shape.YEAR: Message("Theo năm", "By year"),
    Shape.HALF: Message("Theo nửa năm", "By half-year"),
    Shape.QUARTER: Message("Theo quý", "By quarter"),
    Shape.MONTH: Message("Theo tháng", "By month"),
    Shape.INSTANT: Message("Tại một ngày", "On a day"),
    Shape.MONTHS: Message("Từ đầu năm", "From the beginning of the year"),
    Shape.TERM: Message("Theo nhiệm kỳ", "By term"),
    Shape.TERM_TO_DATE: Message("Từ đầu nhiệm kỳ", "From the beginning of the term"),
    Shape.INTERVAL: Message("Khoảng thời gian khác", "Other periods"),
}
"""How periods of a shape are headed."""


class Labels:
    """Words that stand alone on a page."""

    # --- pages
    organizations = Message("Tổ chức", "Organizations")
    periods = Message("Kỳ báo cáo", "Periods")
    measures = Message("Chỉ số", "Measures")
    targets = Message("Chỉ tiêu", "Targets")
    decisions = Message("Văn bản", "Decisions")
    sources = Message("Nguồn số liệu", "Sources")
    quality = Message("Chất lượng số liệu", "Data quality")
    methods = Message("Phương pháp", "Methods")
    downloads = Message("Tải số liệu", "Downloads")

    # --- columns and facts
    organization = Message("Tổ chức", "Organization")
    parent = Message("Trực thuộc", "Part of")
    kind = Message("Loại hình", "Kind")
    period = Message("Kỳ", "Period")
    measure = Message("Chỉ số", "Measure")
    population = Message("Phạm vi", "Population")
    everything = Message("Toàn bộ", "Everything")
    category = Message("Nhóm", "Category")
    value = Message("Số liệu", "Figure")
    until = Message("Đến hết ngày", "To the end of")
    reported_on = Message("Ngày báo cáo", "Reported on")
    first_value = Message("Số công bố lần đầu", "First value")
    second_value = Message("Số công bố lần thứ hai", "Second value")
    latest_value = Message("Số mới nhất", "Latest value")
    revision = Message("Mức điều chỉnh từ lần đầu đến nay", "Revision, first to latest")
    relative_revision = Message("Mức điều chỉnh so với số lần đầu", "Revision relative to the first value")
    of_which = Message("Trong đó", "Of which")
    record = Message("dòng số liệu gốc", "record")
    unit = Message("Đơn vị tính", "Unit")
    target = Message("Chỉ tiêu", "Target")
    target_period = Message("Kỳ của chỉ tiêu", "Target's period")
    target_share = Message("Chỉ tiêu tỷ trọng", "Target share")
    set_by = Message("Văn bản đặt ra", "Set by")
    progress = Message("Tỷ lệ đạt", "Progress")
    share = Message("Tỷ trọng", "Share")
    workings = Message("Cách tính", "Workings")
    elapsed = Message("Thời gian đã qua", "Time elapsed")
    standing = Message("Tình trạng", "Status")
    change = Message("So với cùng kỳ năm trước", "Change on a year before")
    source = Message("Nguồn", "Source")
    stated_as = Message("Nội dung công bố", "What is stated")
    compared_with = Message("So với", "Compared with")
    stated_value = Message("Số công bố", "As stated")
    rank = Message("Thứ hạng", "Rank")
    count = Message("Số lượng", "Number")
    note = Message("Ghi chú", "Note")
    date = Message("Ngày ban hành", "Date")
    date_unknown = Message("không rõ", "not known")
    issuer = Message("Cơ quan ban hành", "Issued by")
    learnt_from = Message("Theo nguồn", "According to")
    text_of_decision = Message("Toàn văn", "Text")
    publisher = Message("Nơi công bố", "Publisher")
    published = Message("Ngày công bố", "Published")
    address = Message("Địa chỉ", "Address")
    opened = Message("Thành lập", "Founded")
    closed = Message("Chấm dứt hoạt động", "Closed")
    subordinates = Message("Đơn vị trực thuộc", "Units below")
    definition = Message("Định nghĩa", "Definition")
    measure_kind = Message("Loại chỉ số", "Kind of measure")
    direction = Message("Chiều đánh giá", "Direction")
    over_time = Message("Cộng theo thời gian", "Over time")
    over_tree = Message("Cộng theo hệ thống tổ chức", "Over the tree")
    breakdowns = Message("Phân tổ", "Breakdowns")
    contact = Message("Liên hệ", "Contact")
    editor = Message("Đơn vị biên tập", "Published by")
    covers = Message("Thời gian số liệu", "Period covered")
    updated = Message("Số liệu mới nhất ngày", "Latest figure of")
    reporting = Message("Tổ chức có số liệu", "Organizations with figures")
    term = Message("Nhiệm kỳ", "Term")
    first_day = Message("Ngày đầu", "First day")
    last_day = Message("Ngày cuối", "Last day")
    within = Message("Nằm trong", "Within")
    breakdown = Message("Phân tổ", "Breakdown")
    categories = Message("Các nhóm", "Categories")
    relation = Message("Quan hệ giữa các nhóm", "How categories relate")
    overlapping = Message("Có thể trùng nhau", "May overlap")
    separate = Message("Tách biệt", "Separate")
    column = Message("Cột", "Column")
    meaning = Message("Ý nghĩa", "Meaning")
    day = Message("Ngày", "Day")
    days = Message("Từ ngày – đến ngày", "First – last day")
    figures = Message("Số liệu", "Figures")
    detail = Message("chi tiết", "detail")
    flag = Message("ký hiệu", "flags")

    # --- parts of pages
    main_points = Message("Điểm chính", "Main points")
    headline_figures = Message("Số liệu chính", "Headline figures")
    figures_taken = Message("Số liệu lấy từ nguồn này", "Figures taken from this source")
    targets_taken = Message("Chỉ tiêu lấy từ nguồn này", "Targets taken from this source")
    claims_taken = Message("Tỷ lệ và so sánh do nguồn công bố", "Percentages and comparisons the source states")
    decisions_learnt = Message("Văn bản biết qua nguồn này", "Decisions learnt of from this source")
    decisions_setting = Message("Văn bản đặt ra chỉ tiêu", "Decisions that set the targets")
    targets_set = Message("Chỉ tiêu do các văn bản đặt ra", "Targets set by these decisions")
    claims = Message("Số liệu công bố để đối chiếu", "Stated figures")
    other_measures = Message("Các chỉ số khác", "Other measures")
    units_compared = Message("Các đơn vị trực thuộc", "Units below")
    added_up = Message("Số cộng từ các đơn vị trực thuộc", "Added up over the units below")
    revised = Message("Số liệu đã điều chỉnh", "Revised figures")
    parts_alone = Message("Số liệu của riêng từng nhóm", "Figures of categories alone")
    over_term = Message("Lũy kế trong nhiệm kỳ", "Over the term")
    composition = Message("Cơ cấu", "Composition")
    tree = Message("Hệ thống tổ chức", "Tree of organizations")
    latest = Message("Số liệu mới nhất", "Latest figures")
    history = Message("Tất cả số liệu", "All figures")
    about = Message("Thông tin chung", "About")
    ranking = Message("Mức đạt chỉ tiêu của các tổ chức", "Organizations against their targets")
    more = Message("Xem thêm", "More")

    targets_in_force = Message("Chỉ tiêu đang theo dõi", "Targets")
    targets_superseded = Message("Chỉ tiêu đã được thay thế", "Superseded targets")
    outlook = Message(
        "Phần còn lại của kỳ: mức cần đạt và dự phóng", "The rest of the period: what is needed, projection"
    )
    target_findings = Message("Chỉ tiêu cần đối chiếu", "Targets that do not go together")
    cascade = Message(
        "Chỉ tiêu của các đơn vị trực thuộc so với cấp trên", "Targets of the units below against the unit above"
    )
    targets_by_standing = Message("Số lượt so sánh với chỉ tiêu theo tình trạng", "Comparisons with targets by status")

    terms = Message("Nhiệm kỳ", "Terms")
    populations = Message("Phạm vi", "Populations")
    table_notes = Message("Ghi chú", "Notes")
    columns = Message("Các cột của tệp figures.csv", "Columns of figures.csv")
    claim_columns = Message("Các cột của tệp claims.csv", "Columns of claims.csv")
    json_schema = Message("Cấu trúc của các tệp JSON (JSON Schema)", "Structure of the JSON files (JSON Schema)")

    # --- small words
    every_year = Message("hằng năm", "every year")
    inferred = Message("suy ra", "inferred")
    cannot_be_said = Message("không tính được", "cannot be said")
    legend = Message("Ký hiệu", "Symbols")
    breadcrumb = Message("Vị trí trong hệ thống", "Place in the tree")
    download_table = Message("Tải bảng này (CSV)", "Download this table (CSV)")
    table_of_chart = Message("Bảng số liệu của biểu đồ", "The chart's figures in a table")
    all_figures_csv = Message("Toàn bộ số liệu (CSV)", "All figures (CSV)")
    figures_json = Message("Số liệu cho chương trình máy tính (JSON)", "Figures for programs (JSON)")
    remainder = Message("Chưa nêu", "Not stated")
    times = Message("lần", "times")
    percent_of_target = Message("% chỉ tiêu", "% of the target")
    inferred_target = Message("Chỉ tiêu suy ra", "Inferred target")
    whole = Message("Tổng số", "Total")
