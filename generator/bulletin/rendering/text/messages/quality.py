"""The words of coverage, additivity and outliers."""

from __future__ import annotations

from bulletin.analysis.additivity import Relation
from bulletin.analysis.coverage import ReportingStatus
from bulletin.analysis.outliers import Beside
from bulletin.model.records import Frequency
from bulletin.rendering.text.messages.message import Counted, Message

CAME = {
    ReportingStatus.REPORTED: Message("đủ", "full"),
    ReportingStatus.LATE: Message("trễ", "late"),
    ReportingStatus.PARTIAL: Message("một phần", "part"),
    ReportingStatus.MISSING: Message("chưa có", "none"),
    ReportingStatus.NOT_EXPECTED: Message("–", "–"),
}
"""What came of an expected report, in a word; of an absence its reason is told instead."""

CAME_MEANS = {
    ReportingStatus.REPORTED: Message("có số liệu của cả kỳ", "a figure of the whole period"),
    ReportingStatus.LATE: Message(
        "có số liệu của cả kỳ, nhưng sau hạn", "a figure of the whole period, after it was due"
    ),
    ReportingStatus.PARTIAL: Message(
        "chỉ có số liệu của một phần kỳ hoặc của một số đơn vị trực thuộc",
        "a figure of a part of the period, or of some units below, only",
    ),
    ReportingStatus.MISSING: Message("bản tin chưa có số liệu nào", "the bulletin has no figure"),
    ReportingStatus.NOT_EXPECTED: Message("không phải báo cáo kỳ này", "no report was expected"),
}
"""The same at length, for the legend."""

FREQUENCIES = {
    Frequency.YEAR: Message("hằng năm", "every year"),
    Frequency.HALF_YEAR: Message("mỗi nửa năm", "every half-year"),
    Frequency.QUARTER: Message("hằng quý", "every quarter"),
    Frequency.MONTH: Message("hằng tháng", "every month"),
}

RELATIONS = {
    Relation.UNITS: Message("các đơn vị trực thuộc so với cấp trên", "units below against the unit above"),
    Relation.PERIODS: Message("các kỳ ngắn so với kỳ dài", "shorter periods against the longer one"),
    Relation.CATEGORIES: Message("các nhóm so với tổng số", "categories against the whole"),
}
"""What is added, and what it is held against."""

BESIDES = {
    Beside.OWN_PAST: Counted(
        "{count} kỳ trước của chính đơn vị", "{count} earlier period of its own", "{count} earlier periods of its own"
    ),
    Beside.PEERS: Counted(
        "{count} đơn vị khác cùng loại", "{count} other unit of its kind", "{count} other units of its kind"
    ),
}
"""What a value was compared with."""


class Quality:
    """Sentences and titles of the page on data quality."""

    # --- coverage

    coverage = Message(
        "Ai phải báo cáo chỉ số nào, cho kỳ nào, và bản tin đã có gì tính đến hết ngày {day}, ngày của báo cáo mới "
        "nhất.",
        "Who is expected to report which measure for which period, and what the bulletin has by {day}, the day of the "
        "latest report.",
    )
    coverage_of_edition = Message(
        "Ai phải báo cáo chỉ số nào, cho kỳ nào, và số bản tin này đã có gì {until}, hạn số liệu của số này.",
        "Who is expected to report which measure for which period, and what this edition has up {until}, its cut-off.",
    )
    coverage_none = Message("Chưa có lịch báo cáo nào trong bản ghi.", "The records hold no reporting calendar.")
    coverage_of = Message("{measure}, báo cáo {every}", "{measure}, reported {every}")
    share_reported = Message("Tỷ lệ đã báo cáo", "Share reported")
    everybody = Message("Tất cả", "All")
    of_expected = Message("{count}/{expected}", "{count}/{expected}")
    not_due = Message("chưa đến hạn", "not yet due")
    due = Message("Hạn báo cáo: {days} ngày sau khi kết thúc kỳ.", "Due {days} days after the end of the period.")
    legend = Message("{word}: {meaning}", "{word}: {meaning}")

    # --- additivity

    additivity = Counted(
        "{count} phép cộng được đối chiếu: khi bản ghi có cả tổng số nguồn nêu lẫn các phần thì hai số được so với "
        "nhau, trong mức sai lệch mà chỉ số cho phép. {complete} phép cộng có đủ các phần; {incomplete} phép cộng "
        "thiếu hoặc có thể thiếu phần, nên chỉ xét xem có vượt tổng số hay không.",
        "{count} sum was checked. Wherever the records hold both a total and its parts, the parts are added and held "
        "against the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} lacks "
        "parts, or may, and is only looked at for exceeding the total.",
        "{count} sums were checked. Wherever the records hold both a total and its parts, the parts are added and held "
        "against the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} lack "
        "parts, or may, and are only looked at for exceeding the total.",
    )
    additivity_summary = Message("Các phép cộng đã đối chiếu", "Sums that were checked")
    additivity_differing = Message(
        "Tổng số nguồn nêu khác với tổng các phần", "Totals that differ from the sum of their parts"
    )
    relation = Message("Đối chiếu", "What is compared")
    checked = Message("Đã đối chiếu", "Checked")
    complete = Message("Đủ các phần", "All parts there")
    incomplete = Message("Thiếu hoặc có thể thiếu phần", "Parts missing, perhaps")
    leaves_room = Message("Thiếu phần, không vượt tổng số", "Parts missing, not exceeding")
    not_all = Counted("{count} trên {expected} phần", "{count} of {expected} part", "{count} of {expected} parts")
    perhaps_not_all = Counted(
        "{count} phần, có thể chưa đủ", "{count} part, perhaps not all", "{count} parts, perhaps not all"
    )
    equal = Message("Khớp", "Equal")
    within_tolerance = Message("Lệch trong mức cho phép", "Within the tolerance")
    beyond_tolerance = Message("Lệch quá mức cho phép", "Beyond the tolerance")
    total = Message("Tổng số nguồn nêu", "Total as stated")
    sum_of_parts = Message("Tổng các phần", "Sum of the parts")
    difference = Message("Chênh lệch", "Difference")
    tolerance = Message("Mức cho phép", "Tolerance")
    unexplained = Message("chưa có giải thích", "no explanation yet")

    # --- outliers

    outliers_reach = Counted(
        "Đã so sánh {compared} trên {count} số liệu có thể xét; số còn lại không đủ số để so sánh, hoặc quá nhỏ.",
        "{compared} of {count} value that may be looked at was compared; the rest has too few comparators, or is "
        "small.",
        "{compared} of {count} values that may be looked at were compared; the rest have too few comparators, or are "
        "small.",
    )
    examined = Message("Số liệu đã xét", "Values looked at")
    looked_at = Message("Số liệu", "Values")
    eligible = Message("Có thể xét", "That may be looked at")
    compared = Message("Đủ số để so sánh", "With enough comparators")
    unusual = Message("Khác thường", "Out of the ordinary")
    outliers_unknown = Message(
        "Chưa thể nói số liệu nào khác thường: trong {count} số liệu có thể xét, không số nào có đủ số để so sánh.",
        "Nothing can be said yet of values out of the ordinary: of {count} that may be looked at, none has enough "
        "comparators to be compared.",
    )
    outliers = Counted(
        "Trong số đó {count} số liệu khác hẳn những kỳ trước của chính đơn vị hoặc khác hẳn các đơn vị cùng loại.",
        "{count} of them is far from what its unit reported before, or from what units of its kind report.",
        "{count} of them are far from what their units reported before, or from what units of their kind report.",
    )
    outliers_none = Message(
        "Trong số đó không có số liệu nào khác hẳn những kỳ trước của chính đơn vị hay khác hẳn các đơn vị cùng loại.",
        "None of them is far from what its unit reported before, or from what units of its kind report.",
    )
    outliers_rule = Message(
        "Được xét là các số đếm và số tiền do nguồn nêu, chính xác và cho toàn bộ; không xét số của một nhóm, số của "
        "nhiệm kỳ và của kỳ dài ngắn bất kỳ, số mỗi năm của một khoảng nhiều năm, số chỉ biết đại khái và số do bản "
        "tin tính, tuy số này vẫn được dùng để so sánh. Mỗi số được so với trung vị của các kỳ trước cùng loại của "
        "chính đơn vị (không quá {latest} kỳ, kể từ lần gián đoạn cuối) và với trung vị của các đơn vị cùng loại "
        "trong cùng kỳ. Số liệu bị coi là khác thường khi vừa gấp từ {factor} lần trung vị trở lên hoặc chỉ bằng "
        "1/{factor} trở xuống, vừa có điểm z bền vững trên {score}. Điểm này là khoảng cách đến trung vị, tính theo "
        "lôgarit, chia cho {consistency} lần trung vị của các độ lệch tuyệt đối (Iglewicz và Hoaglin, 1993); khi quá "
        "nửa số so sánh bằng nhau thì chỉ xét tỷ số. Không xét khi có dưới {fewest} số để so sánh, hoặc khi cả số đếm "
        "lẫn trung vị đều dưới {least}. Số liệu khác thường vẫn được giữ nguyên, kèm giải thích nếu bản ghi có nêu.",
        "Looked at are counts and sums of money that a source states, exactly and as a whole; left out are "
        "categories, terms and periods of odd length, yearly figures of several years, what is known roughly and what "
        "the bulletin computed, though others are compared with that. Each is held against the median of the unit's "
        "own earlier periods of the same shape (the latest {latest} at most, since the last break in the series), and "
        "against the median of the units of its kind in the same period. A value is out of the ordinary where it is "
        "at least {factor} times the median, or at most 1/{factor} of it, and its robust z-score is above {score}. "
        "The score is the distance from the median, in logarithms, over {consistency} times the median absolute "
        "deviation (Iglewicz and Hoaglin, 1993); where more than half of the comparators are equal, the ratio alone "
        "decides. Nothing is said with fewer than {fewest} comparators, nor where both a count and the median are "
        "below {least}. Such values stay as they are, with the reason where the records give one.",
    )
    beside = Message("So với", "Compared with")
    median = Message("Trung vị", "Median")
    ratio = Message("Gấp trung vị (lần)", "Times the median")
    score = Message("Điểm z bền vững", "Robust z-score")
