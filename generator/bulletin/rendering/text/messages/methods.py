"""The words of the pages on methods and downloads."""

from __future__ import annotations

from bulletin.rendering.text.messages.message import Message


class Methods:
    """Headings and paragraphs; templates use them as ``methods.<name>``."""

    figures_title = Message("Số liệu lấy từ đâu", "Where figures come from")
    figures = Message(
        "Mỗi số liệu được nhập từ một nguồn và luôn đi kèm đường dẫn đến trang của nguồn ấy. Bản tin giữ nguyên con"
        " số mà nguồn nêu, kể cả khi số ấy mâu thuẫn với số khác; chỗ mâu thuẫn được ghi chú bên cạnh. Những từ như"
        " “hơn”, “khoảng”, “dưới” là một phần của số liệu: số có kèm các từ ấy không được đem cộng với số khác.",
        "Every figure was entered from one source, and always leads to that source's page. The bulletin keeps the "
        "number that the source states, even where it contradicts another; contradictions are noted beside it. "
        "Words such as “more than”, “about” or “under” are part of a figure: a figure with such a word is not added"
        " to others.",
    )
    provenance = Message(
        "Bấm vào một con số để đến dòng của nó trên trang của tổ chức: ở đó có nguồn, dòng bản ghi đã nhập, các số "
        "công bố trước và, với số do bản tin tính, phép tính viết đầy đủ với đường dẫn đến từng số hạng.",
        "A number leads to its row on the organization's page, which tells the source, the line of the record, what "
        "was reported before and, for what the bulletin computed, the calculation in full, with a link to each of its "
        "numbers.",
    )
    periods_title = Message("Kỳ báo cáo", "Periods")
    periods = Message(
        "Mỗi số liệu thuộc một kỳ có ngày đầu và ngày cuối, hoặc thuộc một ngày đối với số hiện có. Các kỳ có thể "
        "gối lên nhau: 9 tháng đầu năm 2019 nằm trong năm 2019, nên hai số ấy không bao giờ được cộng với nhau. Số "
        "liệu chỉ được so với cùng kỳ năm trước.",
        "Every figure belongs to a period with a first and a last day or, for what there is rather than what "
        "happens, to a day. Periods may overlap: the first nine months of 2019 lie in 2019, so that the two are "
        "never added. Figures are compared with the same period a year before only.",
    )
    populations_title = Message("Phạm vi", "Populations")
    populations = Message(
        "Một số liệu có thể chỉ nói về một phần của tổng thể. Số liệu của các phạm vi khác nhau không được cộng hay"
        " so sánh với nhau.",
        "A figure may be about a part of the whole only. Figures of different populations are neither added nor "
        "compared.",
    )
    breakdowns_title = Message("Phân tổ", "Breakdowns")
    breakdowns = Message(
        "Một số liệu có thể được chia thành nhiều nhóm. Nguồn có khi chỉ nêu một vài nhóm; phần còn lại được ghi là"
        " “chưa nêu”. Với phân tổ mà một người hay một đơn vị có thể thuộc nhiều nhóm, các nhóm không được cộng với"
        " nhau.",
        "A figure may be split into categories. Sources sometimes state a few of them only; the rest is shown as "
        "“not stated”. Where one person or unit can be in several categories, the categories are not added up.",
    )
    totals_title = Message("Số cộng và mức độ đầy đủ", "Totals and coverage")
    totals = Message(
        "Bản tin chỉ cộng khi chỉ số cho phép cộng, và chỉ cộng những số chính xác. Số tổng do nguồn nêu không bao "
        "giờ bị thay bằng số cộng. Khi chưa phải mọi đơn vị trực thuộc đều báo cáo, hoặc không rõ có tất cả bao nhiêu "
        "đơn vị, số cộng chỉ là một phần: bên cạnh có ghi bao nhiêu đơn vị đã báo cáo, trên bao nhiêu đơn vị nếu "
        "biết, và số ấy không dùng để cộng tiếp lên cấp trên. Các kỳ chỉ được cộng khi nối tiếp nhau, không hở và "
        "không gối lên nhau.",
        "The bulletin adds only where the measure allows it, and exact numbers only. A total that a source states is "
        "never replaced by a sum. Where not all units below have reported, or it is not known how many there are, a "
        "sum is partial: how many reported stands beside it, of how many where that is known, and it is not added "
        "further up. Periods are added only where each follows the one before without gap or overlap.",
    )
    coverage_title = Message("Báo cáo đã có và còn thiếu", "Reports that came and reports that are missing")
    coverage = Message(
        "Lịch báo cáo trong bản ghi nêu ai phải báo cáo chỉ số nào, bao lâu một lần. Một tổ chức chỉ phải báo cáo "
        "những kỳ mà tổ chức ấy tồn tại, và chỉ những kỳ đã đến hạn báo cáo vào ngày của báo cáo mới nhất trong bản "
        "tin, hoặc đã kết thúc trước ngày ấy nếu lịch không ghi hạn, mới được tính. Tỷ lệ đã báo cáo là số báo cáo đủ "
        "cả kỳ, kể cả nộp trễ, chia cho số báo cáo phải có. Số chỉ của một phần kỳ được nêu riêng và không tính là đã "
        "báo cáo. Báo cáo bị coi là trễ khi số liệu đầu tiên của kỳ có sau hạn; lịch không ghi hạn thì không ai bị "
        "coi là trễ.",
        "The reporting calendar in the records says who reports which measure how often. Organizations are expected "
        "to report for periods in which they exist, and only periods whose reports had been due by the day of the "
        "newest report in the bulletin or, where the calendar gives no day, that were over before it, are counted. "
        "The share that reported is the number of reports on whole periods, late ones among them, over the number "
        "expected. A figure of a part of a period is told apart and not counted. A report is late where the first "
        "figure of the period came after it was due; where the calendar gives no day, nobody is late.",
    )
    additivity_title = Message("Đối chiếu các phép cộng", "Sums held against totals")
    additivity = Message(
        "Khi bản ghi có cả số của cấp trên lẫn của mọi đơn vị trực thuộc, cả số của một kỳ lẫn của các kỳ ngắn lấp "
        "đầy kỳ ấy, hoặc cả tổng số lẫn mọi nhóm của một phân tổ trọn vẹn, thì tổng các phần được so với tổng số "
        "nguồn nêu. Thiếu một phần, hoặc phân tổ không được ghi là trọn vẹn nên có thể còn nhóm khác, thì chỉ xét xem "
        "các phần đã có có vượt tổng số hay không; số tiền có thể âm nên khi thiếu phần thì không xét. Mỗi chỉ số có "
        "thể cho phép lệch một mức, tính bằng đơn vị hoặc bằng phần trăm; không ghi thì phải khớp tuyệt đối. Số không "
        "khớp vẫn được giữ như nguồn nêu.",
        "Wherever the records hold the figure of a unit and those of all units below, of a period and of the shorter "
        "ones that fill it, or of a whole and of all categories of an exhaustive breakdown, the parts are added and "
        "held against the stated figure. Where some are missing, or the breakdown is not recorded as exhaustive so "
        "that there may be other categories, they are only looked at for exceeding it; sums of money, which can be "
        "negative, are not looked at then. A measure may allow a tolerance, in its unit or in percent; without one "
        "the two must be equal. Figures that do not agree stay as their sources state them.",
    )
    outliers_title = Message("Số liệu khác thường", "Values out of the ordinary")
    percentages_title = Message("Tỷ lệ và làm tròn", "Percentages and rounding")
    percentages = Message(
        "Tỷ lệ được tính từ các số chính xác; tử số và mẫu số ghi trong ngoặc ngay bên dưới, chẳng hạn 102,83% "
        "(1.234/1.200). Chỉ khi trình bày mới làm tròn, đến hai chữ số thập phân, đúng một nửa thì làm tròn ra xa số "
        "0. Tỷ lệ không phải làm tròn thì chỉ có những chữ số cần thiết: 110% là đúng 110%, còn 100,00% là số đã làm "
        "tròn. Tỷ lệ do nguồn công bố được trình bày riêng, đúng như nguồn nêu.",
        "Percentages are computed from exact numbers; numerator and denominator stand in parentheses below, such as "
        "102.83% (1,234/1,200). They are rounded for display only, to two decimals, halves away from zero. A "
        "percentage that needs no rounding has only the digits it needs: 110% is exactly 110%, while 100.00% was "
        "rounded. Percentages that a source states are shown apart, as stated.",
    )
    targets_title = Message("Chỉ tiêu", "Targets")
    targets = Message(
        "Chỉ tiêu được đặt ra cho một kỳ; văn bản đặt ra chỉ tiêu được nêu khi nguồn nêu văn bản ấy. Số liệu được so "
        "với chỉ tiêu của chính kỳ ấy; khi kỳ chưa hết, số liệu từ đầu kỳ được so với chỉ tiêu của cả kỳ, kèm tỷ lệ "
        "thời gian đã qua. Mức tối thiểu, như “ít nhất 40%”, có tỷ lệ đạt; mức tối đa, như “dưới 0,5%”, và chỉ tiêu "
        "là một khoảng thì không có. Chỉ tiêu hằng năm có một dòng cho mỗi năm của kỳ cho đến năm của báo cáo mới "
        "nhất trong bản tin, kể cả năm không có số liệu.",
        "A target is set for a period; the decision that set it is named where the source names it. A figure is held "
        "against the target of its own period; while a period lasts, the figure since its beginning is held against "
        "the target of the whole, with the share of the time that has passed beside it. A minimum, such as “at least "
        "40%”, has a percentage; a ceiling, such as “under 0.5%”, and a range have none. A target for every year has "
        "a row for each year of its period up to that of the newest report in the bulletin, years without a figure "
        "among them.",
    )
    target_checks = Message(
        "Chỉ tiêu đã có chỉ tiêu khác thay thế mang tình trạng “đã được thay thế”: bản tin không kết luận gì về nó "
        "nữa và nêu nó ở bảng riêng, cạnh chỉ tiêu thay nó. Với chỉ số cộng được theo thời gian, các chỉ tiêu năm "
        "được cộng lại và so với chỉ tiêu của nhiệm kỳ: nếu năm nào cũng có chỉ tiêu thì tổng phải bằng, nếu thiếu "
        "năm thì tổng không được vượt; nhiệm kỳ chưa rõ ngày đầu và ngày cuối thì không so. Với chỉ số cộng được theo "
        "hệ thống tổ chức, chỉ tiêu của các đơn vị trực thuộc có trong bản tin được cộng lại và nêu cạnh chỉ tiêu của "
        "tổ chức cấp trên cùng chỉ số, cùng kỳ, cùng phạm vi; khi biết là mọi đơn vị đều có chỉ tiêu mà tổng vẫn ít "
        "hơn thì điều ấy được nêu để đối chiếu. Chỉ tiêu tỷ trọng, chỉ tiêu là một khoảng và chỉ tiêu đã được thay "
        "thế hoặc không đánh giá không tham gia các phép cộng này.",
        "A target whose place another one took is superseded: no verdict is given on it any more, and it stands in a "
        "table of its own, with the one that took its place. For measures that add over time, yearly targets are "
        "added and held against the target of the term: where every year has one, the two must be equal; where some "
        "have none, the sum must not be more. Terms of which the first and last day are not known are left out. For "
        "measures that add over the tree, the targets of the units below that the bulletin knows are added and stand "
        "beside the target of the unit above for the same measure, period and population; where all units are known "
        "to have one and the sum is still less, that is remarked on. Share targets, ranges, and targets that were "
        "superseded or take no verdict have no part in these sums.",
    )
    pace_title = Message("Chỉ tiêu đạt, đúng hay chậm tiến độ", "How a target is found achieved, on pace or behind")
    inferred_title = Message("Chỉ tiêu suy ra", "Inferred targets")
    inferred = Message(
        "Có nguồn không nêu chỉ tiêu mà chỉ nêu tỷ lệ đạt. Khi ấy chỉ tiêu được suy ra từ số liệu và tỷ lệ: 22 đạt "
        "110% thì chỉ tiêu là 20. Chỉ tiêu như vậy luôn được ghi là “suy ra”, kèm cách suy.",
        "Some sources do not state a target but how far it was reached. The target is then inferred from the figure"
        " and the percentage: where 22 are 110%, the target is 20. Such a target is always marked as inferred, with"
        " a note on how.",
    )
    claims_title = Message("Đối chiếu số do nguồn công bố", "Holding stated figures against others")
    claims = Message(
        "Tỷ lệ đạt chỉ tiêu, tỷ trọng, "
        "bội số, chênh lệch và tổng số mà nguồn công bố được tính lại chính xác từ các số liệu khác, rồi so "
        "ở đúng số chữ số mà nguồn nêu: 23% ứng với mọi số từ 22,5% đến dưới 23,5%. “Khoảng 10.000” được hiểu là từ"
        " 9.500 đến dưới 10.500, tức làm tròn đến chữ số cuối khác 0, nhưng ít nhất là hai chữ số có nghĩa. Khi số "
        "liệu chỉ biết đại khái, số công bố chỉ khớp nếu mọi giá trị có thể đều khớp, và chỉ không khớp nếu không "
        "giá trị nào khớp. Số liệu được lấy như nguồn đã biết: số chính nguồn ấy báo cáo, nếu không có thì số mới nhất "
        "tính đến ngày công bố; báo cáo về sau không làm kết luận thay đổi.",
        "Percentages, multiples, differences and totals that a source states are computed again, exactly, from "
        "other figures, and compared at the digits that were stated: 23% stands for everything from 22.5% up to, "
        "but not including, 23.5%. “About 10,000” stands for 9,500 up to 10,500: rounded at the last digit that is "
        "no zero, but with two significant digits at the least. Where figures are known roughly, a claim agrees "
        "only if all values that they may have agree, and disagrees only if none does. Figures are taken as the source "
        "knew them: its own report or, failing that, the latest one up to its day; later reports change no verdict.",
    )
    readings = Message(
        "Khi số công bố không khớp, bản tin tìm cách hiểu có thể, chỉ trong những số chính xác của cùng tổ chức và "
        "cùng kỳ: thay một trong hai số của một tỷ lệ bằng số khác cùng đơn vị tính, trước hết là số của cùng chỉ số "
        "và cùng phạm vi (các phần, tổng số và chỉ tiêu của nó), sau đó là số của cùng chỉ số trong các phạm vi khác, "
        "cuối cùng là số của các chỉ số khác; bỏ bớt một số phần của tổng; hoặc tìm một tử số chung cho nhiều tỷ lệ "
        "của cùng một nguồn. Tỷ lệ phải được nêu với ít nhất ba chữ số và chỉ được có một cách hiểu gần nhất; nếu "
        "không, bản tin không nêu cách hiểu nào. Không số liệu nào bị sửa theo cách hiểu ấy.",
        "Where a claim does not agree, the bulletin looks for how it may have come about, among exact numbers of "
        "the same organization and period only: one of the two numbers of a ratio taken to be another in the same "
        "unit: first those of the same measure and population (its parts, its whole, its targets), then those of the "
        "measure in other populations, then those of other measures; some parts of a total left out; or one number "
        "above the line that several ratios of a source share. The ratio must be stated in three digits or more, and "
        "one reading must be nearer than all others; otherwise none is given. No figure is altered by a reading.",
    )
    reorganizations_title = Message("Thay đổi tổ chức", "Reorganizations")
    reorganizations = Message(
        "Khi các đơn vị sáp nhập, chia tách hoặc chuyển sang đơn vị cấp trên khác, số đã báo cáo giữ nguyên và số "
        "cộng theo các đơn vị trực thuộc trong kỳ ấy. Bản tin tự đánh dấu [b], kèm lý do, ở mọi số có kỳ chứa thay"
        " đổi và ở số đầu tiên sau đó của tổ chức có phạm vi thay đổi; không so với số trước đó, và không đánh giá"
        " chỉ tiêu có kỳ chứa thay đổi hoặc được giao trước thay đổi. Năm mà tổ chức thành lập hoặc giải thể giữa "
        "chừng không được so với năm khác. Bên cạnh số đã báo cáo là số tính lại theo cơ cấu hiện nay: cộng số của"
        " các đơn vị đã sáp nhập, nhân với tỷ lệ phân bổ mà một nguồn nêu, hoặc cộng số của các đơn vị hiện nay. "
        "Chỉ tính lại với chỉ số cộng được theo đơn vị; không tính lại khi thiếu số liệu, không có nguồn về tỷ lệ,"
        " hay khi số tổng đã nêu và số của các đơn vị không khớp nhau.",
        "When units are merged, split or moved, what was reported stays, and totals use the units that stood below"
        " in their period. The bulletin itself marks with [b], and the reason, every figure whose period the "
        "change lies in and the first one after it, of each organization that covers more or less since; it "
        "compares nothing across the change, and gives no verdict on targets whose period it lies in or that were "
        "set before it. The year in the midst of which an organization was founded or closed is not compared with "
        "others. Beside what was reported stands what it comes to under today's structure: the sum of the units "
        "that were merged, the share of what was split that a source states, or the sum of the units of today. "
        "That is done for measures that add over units only, and not where a figure is missing, no source states "
        "the shares, or a stated total and its units do not agree.",
    )
    symbols_title = Message("Ký hiệu", "Symbols")
    symbols = Message(
        "Ký hiệu trong ngoặc vuông đứng sau số liệu. Số 0 là một giá trị; ô không có số luôn nêu lý do.",
        "Symbols in square brackets stand behind figures. Zero is a value; where there is no number, the reason is "
        "given.",
    )
    revisions_title = Message("Số ước tính, sơ bộ, cuối cùng và điều chỉnh", "Estimates, revisions and final figures")
    revisions = Message(
        "Số liệu đi từ ước tính [e], sơ bộ [p] đến số cuối cùng. Số không mang ký hiệu nào trong hai ký hiệu ấy, kể "
        "cả ở dòng riêng của nó trên trang của tổ chức, là số cuối cùng theo như nguồn viết: nguồn không gọi là ước "
        "tính hay sơ bộ; nguồn cũng không nhất thiết gọi là chính thức. Khi một báo cáo sau nêu số khác cho cùng chỉ "
        "số, tổ chức và kỳ, số mới thay số cũ và mang ký hiệu [r]; không số nào bị xóa: số cũ vẫn được ghi cùng "
        "nguồn, ngày báo cáo và dòng bản ghi của nó. Báo cáo sau được tính theo ngày báo cáo, không theo ngày nhập "
        "liệu. Số cộng và tỷ lệ được tính lại từ số mới nhất.",
        "Figures go from estimated [e] and provisional [p] to final. A figure with neither symbol, also in its own "
        "row on the organization's page, is final as far as its source says: the source calls it neither estimated "
        "nor provisional, which is not to say that it calls it official. Where a later report states another number "
        "for the same measure, organization and period, the new one takes the place of the old one and is marked [r]; "
        "none is deleted: the old one stays, with its source, the day of its report and the line of its record. Which "
        "report is later goes by the day of the report, not by the day it was entered. Totals and percentages are "
        "computed anew from the latest figures.",
    )
    revisions_rule = Message(
        "Trang của mỗi chỉ số liệt kê các số liệu đã điều chỉnh: số công bố lần đầu, lần thứ hai và số mới nhất. Mức "
        "điều chỉnh là số mới nhất trừ số lần đầu. Từ {least} số liệu trở lên có mức điều chỉnh tính được chính xác "
        "thì có thêm mức bình quân, cho biết số lần đầu thường thấp hay cao, và mức tuyệt đối bình quân, cho biết số "
        "lần đầu thường lệch bao nhiêu. Số không công bố không có trong bảng ấy.",
        "The page of each measure lists the figures that were revised: their first, second and latest values. A "
        "revision is the latest value less the first. Where the revisions of {least} figures or more are known "
        "exactly, their mean tells whether first values tend to be too low or too high, and their mean absolute "
        "revision how far off they are. Suppressed figures are not in that table.",
    )
    measures_title = Message("Các chỉ số và quy tắc cộng", "Measures and how they add up")

    # --- downloads

    downloads_intro = Message(
        "Mọi số liệu trên các trang đều có thể tải về. Mỗi bảng cũng có tệp CSV riêng ở ngay dưới bảng.",
        "Every figure on the pages can be downloaded. Each table also has a CSV of its own, right below it.",
    )
    figures_csv_title = Message("Toàn bộ số liệu trong một bảng", "All figures in one table")
    figures_csv = Message(
        "Tệp figures.csv có một dòng cho mỗi số liệu đã công bố. Các cột:",
        "The file figures.csv has one row for each published figure. Its columns:",
    )
    claims_csv = Message(
        "Tệp claims.csv có một dòng cho mỗi số mà nguồn công bố và có thể tính lại từ số liệu khác. Các cột:",
        "The file claims.csv has one row for everything that a source states and other figures imply. Its columns:",
    )
    format_title = Message("Định dạng", "Format")
    csv_format = Message(
        "Các tệp CSV theo RFC 4180: phân cách bằng dấu phẩy, mã hóa UTF-8 có dấu thứ tự byte (BOM) để Excel đọc "
        "đúng tiếng Việt, số viết bằng chữ số với dấu chấm thập phân, đơn vị tính nêu ở tiêu đề cột hoặc ở một cột "
        "riêng. Nếu một đoạn chữ bắt đầu bằng =, +, - hoặc @ thì trước nó có thêm dấu nháy đơn, để bảng tính không coi "
        "đó là công thức.",
        "The CSV files follow RFC 4180: separated by commas, in UTF-8 with a byte order mark so that Excel reads "
        "Vietnamese, numbers in plain digits with a decimal point, their unit in the head of the column or in a column "
        "of its own. Where a text begins with =, +, - or @, an apostrophe stands before it, so that no spreadsheet "
        "takes it for a formula.",
    )
    api_title = Message("Cho chương trình máy tính", "For programs")
    api = Message(
        "Mỗi tổ chức và mỗi chỉ số có một tệp JSON; đường dẫn nằm ở cuối trang của tổ chức hay chỉ số ấy. Cấu trúc "
        "của các tệp được mô tả bằng JSON Schema.",
        "Each organization and each measure has a JSON file, linked at the end of its page. A JSON Schema describes"
        " them.",
    )


class Columns:
    """What the columns of ``figures.csv`` and ``claims.csv`` hold, by their names."""

    organization = Message("mã của tổ chức", "id of the organization")
    measure = Message("mã của chỉ số", "id of the measure")
    population = Message("mã của phạm vi; all là toàn bộ", "id of the population; all for everything")
    period = Message("kỳ, ví dụ 2018, 2023-Q1", "the period, such as 2018 or 2023-Q1")
    start = Message(
        "ngày đầu của kỳ; nhiệm kỳ chỉ biết năm thì là ngày đầu của năm đầu",
        "first day of the period; of a term known by its years only, that of its first year",
    )
    end = Message(
        "ngày cuối của kỳ; nhiệm kỳ chỉ biết năm thì là ngày cuối của năm cuối",
        "last day of the period; of a term known by its years only, that of its last year",
    )
    breakdown = Message("mã của phân tổ, nếu là số của một nhóm", "id of the breakdown, for a part of a figure")
    category = Message("mã của nhóm", "id of the category")
    value = Message(
        "số liệu; hai đầu của khoảng nối bằng hai dấu chấm; để trống khi không có số",
        "the number; the ends of a range joined by two points; empty where there is none",
    )
    qualifier = Message(
        "exact, about, more-than, at-least, under, at-most hoặc between; hoặc lý do không có số. Số cộng chưa đủ "
        "đơn vị mang at-least",
        "exact, about, more-than, at-least, under, at-most or between; or the reason why there is no number. A partial "
        "total has at-least",
    )
    unit = Message("mã của đơn vị tính", "id of the unit")
    status = Message(
        "estimated (ước tính), preliminary (sơ bộ) hoặc official (nguồn không gọi là ước tính hay sơ bộ)",
        "estimated, preliminary (provisional) or official (its source calls it neither estimated nor provisional)",
    )
    flag = Message("các ký hiệu, cách nhau bằng dấu cách", "flags, separated by spaces")
    source = Message("mã của các nguồn, cách nhau bằng dấu cách", "ids of the sources, separated by spaces")
    url = Message("địa chỉ của các nguồn, nếu có", "addresses of the sources, where there are any")
    each = Message(
        "year nếu số liệu là của mỗi năm trong kỳ, không phải của cả kỳ",
        "year where the figure is that of every year of the period, not of the period as a whole",
    )
    note_vi = Message(
        "ghi chú của bản ghi bằng tiếng Việt: những gì phải biết trước khi dùng số liệu",
        "the note of the record in Vietnamese: what to know before the figure is used",
    )
    note_en = Message("ghi chú ấy bằng tiếng Anh", "the same note in English")
    edition = Message("phiên bản của số bản tin", "the version of the edition")

    # --- of claims.csv only
    id = Message("mã của số công bố", "id of the claim")
    form = Message(
        "điều được công bố: percent-of-target, share, multiple, difference hoặc total",
        "what is stated: percent-of-target, share, multiple, difference or total",
    )
    stated = Message("số như nguồn công bố; tỷ lệ tính bằng phần trăm", "the number as stated; ratios in percent")
    computed = Message(
        "số tính được từ số liệu, làm tròn đến hai chữ số thập phân; để trống khi không tính được chính xác",
        "what the figures give, rounded to two decimals; empty where that cannot be said exactly",
    )
    verdict = Message(
        "agrees, agrees-coarser (khớp khi làm tròn), circular (chỉ tiêu suy ra từ chính số này), another-base, "
        "disagrees hoặc cannot-be-computed",
        "agrees, agrees-coarser (once rounded), circular (the target was inferred from it), another-base, disagrees or "
        "cannot-be-computed",
    )
    numerator = Message(
        "với tỷ lệ và bội số: tử số như bản ghi hiểu, là các mã nhận diện một số liệu",
        "of a percentage or multiple: the numerator as recorded, by the ids that name a figure",
    )
    numerator_value = Message("giá trị của tử số; để trống khi không có", "its value; empty where there is none")
    denominator = Message(
        "mẫu số như bản ghi hiểu: mã của chỉ tiêu, hoặc các mã nhận diện một số liệu; tử số chia cho mẫu số cho "
        "computed",
        "the denominator as recorded: the id of a target, or the ids that name a figure; numerator over denominator "
        "gives computed",
    )
    denominator_value = Message("giá trị của mẫu số; để trống khi không có", "its value; empty where there is none")
    base = Message(
        "chỉ với another-base: số làm cho số công bố khớp khi thay vào; để trống khi không có",
        "with another-base only: the number that makes the claim agree in the place of one of the two; else empty",
    )
    base_value = Message("giá trị của số ấy", "its value")
    base_for = Message(
        "số bị thay: numerator hoặc denominator; sau khi thay thì tử số chia cho mẫu số cho stated",
        "which of the two it takes the place of: numerator or denominator; the one over the other then gives stated",
    )
    record = Message("tệp và dòng của bản ghi", "file and line of the record")
    explanation_vi = Message("giải thích bằng tiếng Việt", "the explanation in Vietnamese")
    explanation_en = Message("giải thích bằng tiếng Anh", "the explanation in English")
