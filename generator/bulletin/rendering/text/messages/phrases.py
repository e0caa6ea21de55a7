"""Sentences and captions with details in them. The details are finished text."""

from __future__ import annotations

from bulletin.rendering.text.messages.message import Counted, Message


class Phrases:
    """What pages say of figures."""

    # --- captions

    caption_with_unit = Message("{caption} (đơn vị tính: {unit})", "{caption} (unit: {unit})")
    part_of = Message("{whole}: {part}", "{whole}: {part}")
    stated_share = Message("{whole}: tỷ trọng {part}", "{whole}: {part}")  # no “share of weak”: the form stands beside
    share_of_part = Message("{whole}: tỷ trọng {part}", "{whole}: share of {part}")
    composition_by = Message("{measure} chia theo {breakdown}", "{measure} by {breakdown}")
    units_by = Message(
        "Các đơn vị trực thuộc: số liệu mới nhất của mỗi đơn vị về {measure}",
        "Units below, the latest figure of each: {measure}",
    )
    over_term = Message("{measure} lũy kế trong {term}", "{measure} over the {term}")
    ranking_by = Message("Các tổ chức so với chỉ tiêu {measure}", "Organizations against their targets: {measure}")
    unit = Message("Đơn vị tính: {unit}", "Unit: {unit}")
    source = Message("Nguồn: {sources}", "Source: {sources}")
    total_of = Message("Tổng số: {value}", "Total: {value}")
    more_rows = Message(
        "Trang này nêu {shown} trên {total} dòng; tệp CSV của bảng có đủ.",
        "This page shows {shown} of {total} rows; the table's CSV has them all.",
    )
    more_targets = Message(
        "Trang này nêu {shown} trên {total} dòng; trang chỉ tiêu có đủ.",
        "This page shows {shown} of {total} rows; the page of targets has them all.",
    )
    more_figures = Message(
        "Trang này nêu {shown} trên {total} số liệu; tệp CSV chung có đủ.",
        "This page shows {shown} of {total} figures; the CSV of all figures has the rest.",
    )

    # --- sentences

    figure = Message("{measure} {period}: {value}", "{measure} {period}: {value}")
    figure_of = Message("{organization}, {measure} {period}: {value}", "{organization}, {measure} {period}: {value}")
    measure_within = Message("{measure} ({population})", "{measure} ({population})")
    of_target = Message("bằng {percent} chỉ tiêu {target}", "equal to {percent} of the target of {target}")
    every_year = Message("hằng năm {period}", "every year {period}")
    percent_of_target = Message("bằng {percent} chỉ tiêu", "equal to {percent} of the target")
    value_within = Message("{value} {period}", "{value} {period}")
    inferred_target = Message("{target} (chỉ tiêu suy ra)", "{target} (an inferred target)")
    more_than_before = Message(
        "tăng {difference} so với cùng kỳ năm trước", "up {difference} on the same period a year before"
    )
    less_than_before = Message(
        "giảm {difference} so với cùng kỳ năm trước", "down {difference} on the same period a year before"
    )
    same_as_before = Message("bằng cùng kỳ năm trước", "unchanged on the same period a year before")

    leader = Message(
        "{organization} đạt tỷ lệ cao nhất so với chỉ tiêu: {percent} ({period})",
        "{organization} stands highest against its target: {percent} ({period})",
    )
    composition = Message(
        "{category} chiếm {percent} số {measure} {period}", "{category}: {percent} of {measure} {period}"
    )
    composition_unknown = Message("{measure} {period}", "{measure} {period}")
    composition_exceeds = Message(
        "{measure} {period}: các nhóm cộng lại là {sum}, vượt tổng số {whole}",
        "{measure} {period}: the categories add to {sum}, more than the total of {whole}",
    )

    # --- text alternatives of charts

    ranking_alternative = Message("Tỷ lệ đạt chỉ tiêu: {rows}.", "Percentage of the target: {rows}.")
    periods_alternative = Message("Theo từng kỳ: {rows}.", "By period: {rows}.")
    composition_alternative = Message("{title}: {rows}. Tổng số {whole}.", "{title}: {rows}. Total {whole}.")

    # --- remarks on figures

    without_symbol = Message(
        "không có [e] hay [p]: nguồn không gọi là ước tính hay sơ bộ",
        "neither [e] nor [p]: its source calls it neither estimated nor provisional",
    )

    reported_before = Message("Số đã công bố trước: {value} ({source}).", "Reported before: {value} ({source}).")
    revisions_of = Message("{measure}: các số liệu đã điều chỉnh", "{measure}: revised figures")
    mean_revision = Message("Mức điều chỉnh bình quân của {count} số liệu", "Mean revision of {count} figures")
    mean_absolute_revision = Message(
        "Mức điều chỉnh tuyệt đối bình quân của {count} số liệu", "Mean absolute revision of {count} figures"
    )
    reported_on = Message("báo cáo ngày {day}", "reported on {day}")
    more_operands = Message(" + … (tất cả {count} số)", " + … ({count} numbers in all)")
    last_operand = Message("số cuối kỳ:", "the last:")
    inferred_from = Message("suy từ tỷ lệ {value} do nguồn nêu", "inferred from the stated {value}")
    target_of_every_year = Message("Chỉ tiêu của mỗi năm.", "A target of every year.")
    no_figure = Message("không có số liệu", "no figure")
    no_figure_yet = Message("chưa có số liệu", "no figure yet")
    units_reported = Counted(
        "Cộng từ {count} đơn vị trực thuộc có báo cáo; không rõ có tất cả bao nhiêu đơn vị.",
        "Added up from {count} unit that reported; how many there are in all is not known.",
        "Added up from {count} units that reported; how many there are in all is not known.",
    )
    units_reported_of = Counted(
        "Cộng từ các đơn vị trực thuộc: {count} trên {expected} đơn vị đã báo cáo ({percent}).",
        "Added up over units: {count} of {expected} unit reported ({percent}).",
        "Added up over units: {count} of {expected} units reported ({percent}).",
    )
    periods_combined = Counted(
        "Tính từ số liệu của {count} kỳ ngắn hơn.",
        "Computed from the figure of {count} shorter period.",
        "Computed from the figures of {count} shorter periods.",
    )

    day_in = Message("trong năm {year}, chưa rõ ngày", "in {year}; the day is not known")
    days_not_known = Message(
        "không tính, vì chưa rõ ngày đầu và ngày cuối của nhiệm kỳ",
        "not computed: the first and last day of the term are not known",
    )
    days_of = Message("{over}/{whole} ngày", "{over}/{whole} days")
    not_compared = Message("không so sánh", "not compared")
    added_of = Message("Cộng từ số liệu của: {parts}.", "Added up from the figures of: {parts}.")
    parts_overlap = Message(
        "Một người hay một đơn vị có thể thuộc nhiều nhóm, nên không cộng các nhóm với nhau.",
        "One person or unit can be in several categories, so that they are not added up.",
    )
    parts_overlap_but_add_up = Message(
        "Các nhóm của phân tổ này có thể trùng nhau nên nói chung không cộng với nhau; ở đây, các nhóm được nêu cộng "
        "lại đúng bằng tổng số.",
        "The categories of this breakdown may overlap, so that they are not added up in general; here, those that are "
        "stated add to exactly the total.",
    )
    parts_exceed = Message(
        "Các nhóm cộng lại là {sum}, vượt tổng số {whole} là {excess}.",
        "The categories add to {sum}, which is {excess} more than the total of {whole}.",
    )
    parts_leave = Message(
        "Nguồn không nêu {number} trong tổng số thuộc nhóm nào.",
        "The source does not say to which category {number} of the total belong.",
    )
    nothing_known = Message(
        "Chưa có số liệu hay chỉ tiêu nào của tổ chức này.",
        "There is no figure and no target of this organization yet.",
    )

    # --- claims

    target_of = Message("chỉ tiêu {value}", "the target of {value}")

    # --- what pages are about

    latest_of = Message(
        "{measure}: số liệu mới nhất của mỗi tổ chức", "{measure}: the latest figure of each organization"
    )
    all_of = Message("{measure}: tất cả số liệu", "{measure}: all figures")
    no_figures_of_measure = Message("Chưa có số liệu nào của chỉ số này.", "There is no figure of this measure yet.")
    ranking_note = Message(
        "Mỗi tổ chức được so với chỉ tiêu gần nhất của chính mình; thứ hạng chỉ xếp giữa các tổ chức cùng loại, "
        "cùng kỳ.",
        "Each organization is held against its own latest target; places are given only among organizations of one "
        "kind and one period.",
    )
    of_known = Message("{count} trên {known} tổ chức trong bản tin", "{count} of {known} in the bulletin")
    no_figures_of_period = Message("Chưa có số liệu của {period}.", "No figures for {period} yet.")
    figures_of_period = Counted(
        "{count} số liệu của {period}.", "{count} figure for {period}.", "{count} figures for {period}."
    )
    targets_intro = Counted(
        "{count} chỉ tiêu, trong đó {inferred} chỉ tiêu được suy ra từ tỷ lệ mà nguồn công bố.",
        "{count} target, {inferred} of them inferred from a percentage that a source states.",
        "{count} targets, {inferred} of them inferred from a percentage that a source states.",
    )
    comparisons_intro = Counted(
        "Chỉ tiêu hằng năm có một dòng cho mỗi năm cho đến năm của báo cáo mới nhất trong bản tin, kể cả năm không có "
        "số liệu, nên có tất cả {count} lượt so sánh.",
        "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
        "without a figure among them, which makes {count} comparison in all.",
        "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
        "without a figure among them, which makes {count} comparisons in all.",
    )
    organizations_intro = Counted(
        "{count} tổ chức, xếp theo hệ thống.",
        "{count} organization, as it stands in the tree.",
        "{count} organizations, as they stand in the tree.",
    )
    periods_intro = Counted(
        "Số liệu của {count} kỳ, kỳ mới nhất trước. Các kỳ có thể gối lên nhau nên không cộng với nhau.",
        "Figures for {count} period.",
        "Figures for {count} periods, the latest first. Periods may overlap, so that they are not added up.",
    )
    measures_intro = Counted("{count} chỉ số.", "{count} measure.", "{count} measures.")
    sources_intro = Counted(
        "{count} nguồn số liệu, nguồn mới nhất trước.", "{count} source.", "{count} sources, the latest first."
    )

    decisions_intro = Message(
        "Các văn bản được nhắc đến trong các nguồn số liệu.", "The decisions that the sources name."
    )
    quality_intro = Message(
        "Trang này đối chiếu số do nguồn công bố với số tính từ các số liệu khác, và cho biết ai đã báo cáo gì, các "
        "tổng có khớp hay không, giá trị nào khác thường.",
        "This page holds what sources state against what other figures give, and shows who has reported what, whether "
        "sums add up, and which values are out of the ordinary.",
    )
    taken_from = Counted(
        "Bản tin lấy {count} số liệu từ nguồn này.",
        "The bulletin took {count} figure from this source.",
        "The bulletin took {count} figures from this source.",
    )
