"""How targets stand, and what their rest of the period takes: the words of pace."""

from __future__ import annotations

from bulletin.analysis.pace import Reason, Standing
from bulletin.rendering.text.messages.message import Counted, Message

STANDINGS = {
    Standing.ACHIEVED: Message("đạt", "achieved"),
    Standing.AHEAD: Message("vượt tiến độ", "ahead"),
    Standing.ON_PACE: Message("đúng tiến độ", "on pace"),
    Standing.BEHIND: Message("chậm tiến độ", "behind"),
    Standing.MISSED: Message("không đạt", "missed"),
    Standing.NOT_ASSESSABLE: Message("không đánh giá được", "not assessable"),
    Standing.SUPERSEDED: Message("đã được thay thế", "superseded"),
}
"""How a target stands, in the order in which they are counted."""

REASONS = {
    Reason.UNASSESSED: Message("không đánh giá, lý do ở ghi chú", "no verdict is given; a note says why"),
    Reason.REORGANIZED: Message(
        "phạm vi tổ chức thay đổi trong kỳ hoặc sau khi giao chỉ tiêu",
        "what the organization covers changed within the period, or after the target was set",
    ),
    Reason.NO_TARGET: Message("chỉ tiêu không có số", "the target has no number"),
    Reason.NO_FIGURE: Message("không có số liệu", "no figure"),
    Reason.NO_VALUE: Message("không có số để so với chỉ tiêu", "there is no number to hold against it"),
    Reason.UNCLEAR: Message("số liệu chưa đủ rõ để kết luận", "the figure is not known well enough"),
    Reason.WHOLE_MISSING: Message("không có số liệu của cả kỳ", "no figure for the whole period"),
    Reason.DATES_UNKNOWN: Message(
        "chưa rõ ngày đầu và ngày cuối của nhiệm kỳ", "the first and last day of the term are not known"
    ),
    Reason.TOO_EARLY: Message("còn quá sớm", "too early"),
    Reason.TOO_FEW: Message("số cần có đến lúc ấy quá nhỏ", "too few expected by then"),
    Reason.LEVEL_TO_COME: Message("số hiện có chỉ xét vào cuối kỳ", "what there is counts at the period's end"),
}
"""Why nothing can be said."""


class Paces:
    """What is said of pace."""

    elapsed = Message(
        "đã qua {elapsed} thời gian ({over}/{whole} ngày)", "{elapsed} of the time elapsed ({over}/{whole} days)"
    )
    of_which = Message("trong đó: {reason}", "of which: {reason}")
    because = Message("{standing}: {reason}", "{standing}: {reason}")
    by_then = Message("{reason}; tính đến kỳ có số liệu: {standing}", "{reason}; as far as figures go: {standing}")
    by_time = Message("so với thời gian đã qua", "against the time elapsed")
    by_time_after_break = Message(
        "so với thời gian đã qua, vì chuỗi số liệu bị gián đoạn sau các năm trước",
        "against the time elapsed, as the series breaks after the earlier years",
    )
    by_season = Counted(
        "so với nhịp của {count} năm trước",
        "against the course of the year before",
        "against the course of the {count} years before",
    )
    so_far = Message("tính đến kỳ có số liệu", "as far as figures go")
    within_so_far = Message("trong giới hạn tính đến kỳ có số liệu", "within the bound as far as figures go")
    beyond_so_far = Message("vượt giới hạn tính đến kỳ có số liệu", "beyond the bound as far as figures go")
    replaced_by = Message("thay bằng {target} ({period})", "replaced by {target} ({period})")
    season_note = Message(
        "Cùng thời điểm của các năm {years} đã có {part} trên {whole} của cả năm, tức {share}.",
        "By the same point of {years}, {part} of the years' {whole} had come: {share}.",
    )
    against_bound = Message("chỉ tiêu {target}", "against a target of {target}")

    # --- the rest of the period

    missing = Message("Còn thiếu", "Missing")
    run_rate = Message("Cần đạt trong phần còn lại", "Needed in the rest")
    projection = Message("Dự phóng cả kỳ", "Projection for the whole period")
    a_month = Message(
        "cần {amount} mỗi tháng {until}",
        "{amount} a month {until}",
    )
    in_all = Message("cần {amount} {until}", "{amount} {until}")
    projected_by_time = Message(
        "dự phóng: nếu phần còn lại đều như phần đã qua",
        "projection: if the rest goes on evenly",
    )
    projected_by_season = Message(
        "dự phóng: nếu phần còn lại như các năm trước",
        "projection: if the rest goes as in earlier years",
    )
    outlook_note = Message(
        "Dự phóng không phải là số liệu: không nguồn nào công bố, và không có trong các tệp số liệu tải về.",
        "A projection is no figure: no source states it, and no file of figures holds it.",
    )

    # --- targets that do not go together

    far_apart = Message(
        "{organization}, {measure}: các chỉ tiêu năm chênh nhau xa: {targets}. Bản tin nêu tất cả, không lấy trung "
        "bình và không chọn thay nguồn.",
        "{organization}, {measure}: yearly targets far apart: {targets}. All are shown; none is averaged or preferred.",
    )
    off_term = Message(
        "{organization}, {measure}: các chỉ tiêu năm cộng lại là {total} ({targets}), {relation} chỉ tiêu {term} "
        "của {period}.",
        "{organization}, {measure}: the yearly targets add to {total} ({targets}), {relation} the target of {term}"
        " for the {period}.",
    )
    more = Message("nhiều hơn", "more than")
    less = Message("ít hơn", "less than")
    short = Message(
        "{organization}, {measure} {period}: chỉ tiêu của tất cả {count} đơn vị trực thuộc cộng lại là {total}, ít"
        " hơn chỉ tiêu {target} của chính tổ chức này.",
        "{organization}, {measure} {period}: the targets of all {count} units below add to {total}, less than its "
        "own target of {target}.",
    )
    one_target = Message("{value} ({period})", "{value} ({period})")
    one_inferred = Message("{value} ({period}, suy ra)", "{value} ({period}, inferred)")
    beside_unassessed = Message(
        "cùng kỳ còn một chỉ tiêu khác, không đánh giá được", "another target for the same period takes no verdict"
    )
    beside_apart = Message(
        "cùng kỳ còn một chỉ tiêu khác, chênh xa", "another target for the same period is far apart from this one"
    )
    each_year_of = Message("mỗi năm của {period}", "every year, {period}")

    # --- the units below

    units_with_target = Message("Đơn vị có chỉ tiêu", "Units with a target")
    sum_below = Message("Tổng chỉ tiêu của các đơn vị", "Sum of their targets")
    gap = Message("Chênh lệch", "Difference")
    of_units = Message("{count}/{expected}", "{count}/{expected}")
    units_unknown = Message("{count}, không rõ trên bao nhiêu", "{count} of an unknown number")

    # --- the rule, as the methods page publishes it

    rule_settled = Message(
        "Đạt hay không đạt chỉ kết luận khi có số liệu của cả kỳ, hoặc khi phần đã có đủ để kết luận: số đếm đã đủ"
        " chỉ tiêu thì đạt, số đếm đã vượt mức giới hạn thì không đạt. Kỳ đã qua mà không có số liệu của cả kỳ thì "
        "không đánh giá được, không bao giờ coi là không đạt. Kỳ đã qua hay chưa là xét theo ngày báo cáo mới nhất "
        "trong bản tin, không theo ngày người đọc xem trang.",
        "Achieved and missed are only said by a figure for the whole period, or by a part of it that settles the "
        "matter: a count that has come is achieved, a count beyond its ceiling is missed. Where a period is over "
        "and there is no figure for the whole of it, the target is not assessable, never missed. Whether a "
        "period is over is told by the newest report in the bulletin, never by the day on which the page is read.",
    )
    rule_dates = Message(
        "Nhiệm kỳ chỉ biết năm đầu và năm cuối thì không tính tỷ lệ thời gian đã qua, không xét tiến độ và không dự "
        "phóng: nhiệm kỳ có thể ngắn hơn khoảng giữa hai năm ấy gần một năm hoặc hơn.",
        "Over a term of which only the first and the last year are known no share of the time elapsed, no pace and no "
        "projection is computed: the term may be shorter than these years together by a year or more.",
    )
    rule_pace = Message(
        "Khi kỳ chưa hết, số đếm được so với số cần có đến lúc ấy: chỉ tiêu nhân với tỷ lệ thời gian đã qua, tính "
        "theo ngày. Chênh không quá {band} so với số cần có là đúng tiến độ, hơn thế là vượt hoặc chậm. Với mức "
        "giới hạn, dùng quá nhanh là chậm tiến độ. Tỷ trọng và thời gian xử lý được so với chính chỉ tiêu, "
        "không có khoảng chênh: đúng như chỉ tiêu yêu cầu là đúng tiến độ, nếu không là chậm, không bao giờ là vượt. "
        "Số hiện có chưa đủ chỉ tiêu thì đợi đến cuối kỳ.",
        "Before the end, a count is compared with what was to be expected by then: the target times the share of "
        "the days that are over. Within {band} of that it is on pace, beyond that ahead or behind. Of a ceiling, "
        "using it up too fast is behind. Shares and durations are compared with the target itself, without that "
        "margin: as the target asks is on pace, else behind, and never ahead. A number of what there is, still below "
        "its target, waits for the end of the period.",
    )
    rule_season = Message(
        "Nếu có đủ số liệu của {seasons} năm liền trước, cả năm và đến cùng thời điểm, thì thay tỷ lệ thời gian "
        "bằng tỷ lệ đã có đến cùng thời điểm của các năm ấy cộng chung. Nếu sau các năm ấy chuỗi số liệu bị gián đoạn "
        "([b]) thì vẫn so theo thời gian. Bảng nói rõ đã so theo cách nào, và vì sao.",
        "Where the {seasons} years right before are known in full and up to the same point, the share that had "
        "come by then in those years together takes the place of the share of time. Where the series breaks ([b]) "
        "after those years, time stays the measure. The table says which was used, and why.",
    )
    rule_least = Message(
        "Bản tin chỉ nói đến tiến độ khi đã qua ít nhất {elapsed} kỳ và số cần có đến lúc ấy ít nhất là "
        "{expected}; với tỷ trọng, khi mẫu số ít nhất là {expected}. Số nhỏ hơn thì chỉ thêm bớt một trường hợp đã"
        " đổi kết luận.",
        "Pace is only spoken of once at least {elapsed} of the period is over and at least {expected} were to be "
        "expected by then; for the share of a part, once it is a share of at least {expected}. With fewer, a "
        "single case would turn the verdict.",
    )
    rule_rest = Message(
        "Mức cần đạt mỗi tháng là số còn thiếu chia cho số tháng còn lại, làm tròn lên. Dự phóng là số đã có chia "
        "cho tỷ lệ cần có đến lúc ấy; dự phóng luôn được ghi rõ, nêu ở bảng riêng và không nằm trong các tệp số "
        "liệu. Chỉ tiêu năm gấp hơn {apart} lần một chỉ tiêu năm khác của cùng chỉ số thì được nêu để đối chiếu.",
        "What is needed a month is what is missing over the months that are left, rounded up. A projection is what"
        " has come over the share that was to be expected by then; it is always called one, stands in a table of "
        "its own and in no file of figures. A yearly target more than {apart} times another one of the same "
        "measure is remarked on.",
    )
