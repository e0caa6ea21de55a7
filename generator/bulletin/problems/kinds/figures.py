"""What can be wrong with a record beside the others: references, the tree, figures that cannot all be right."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

ID_REPEATED = ProblemKind(
    "id-repeated",
    Severity.ERROR,
    Text(vi="Mã “{given}” đã được dùng ở {first}.", en="The id “{given}” was already used at {first}."),
    Text(vi="Đặt mã khác, hoặc xóa bản ghi lặp lại.", en="Choose another id, or delete the repeated record."),
    Text(
        vi="Mỗi mã chỉ một bản ghi. Nếu hai bản ghi cùng mã, không biết số liệu nhắc đến mã ấy thuộc về bản ghi nào.",
        en="One id, one record. With two of them nobody can tell which one the figures that name it are about.",
    ),
)

ID_RESERVED = ProblemKind(
    "id-reserved",
    Severity.ERROR,
    Text(vi="Mã “{given}” không dùng được.", en="The id “{given}” cannot be used."),
    Text(vi="Thêm một từ vào mã, chẳng hạn “{given}-1”.", en="Add a word to it, such as “{given}-1”."),
    Text(
        vi="Mã trở thành tên tệp. Windows không tạo được tệp tên con, prn, aux, nul, com1, lpt1…, còn “index” là "
        "trang danh sách.",
        en="Ids become names of files. Windows cannot make files named con, prn, aux, nul, com1, lpt1 and so on, and "
        "“index” is the page that lists the others.",
    ),
)

REFERENCE_UNKNOWN = ProblemKind(
    "reference-unknown",
    Severity.ERROR,
    Text(vi="Không có “{given}” trong {kind}.", en="There is no “{given}” in {kind}."),
    Text(
        vi="Kiểm tra lại mã, hoặc thêm bản ghi “{given}” vào {kind}.",
        en="Check the id, or add a record “{given}” to {kind}.",
    ),
    Text(
        vi="Bản ghi nhắc đến một bản ghi khác bằng mã. Mã phải có thật, nếu không số liệu sẽ không thuộc về đâu cả. "
        "Thường là gõ sai mã, hoặc bản ghi kia chưa được nhập.",
        en="A record names another one by its id. The id must exist, or the figure would belong nowhere. Mostly the "
        "id is mistyped, or the other record has not been entered yet.",
    ),
)

CATEGORY_UNKNOWN = ProblemKind(
    "category-unknown",
    Severity.ERROR,
    Text(
        vi="Phân tổ “{breakdown}” không có mục “{given}”.",
        en="The breakdown “{breakdown}” has no category “{given}”.",
    ),
    Text(vi="Các mục của “{breakdown}”: {known}.", en="The categories of “{breakdown}”: {known}."),
    Text(
        vi="Các mục của một phân tổ được khai báo trong vocabulary/breakdowns.yml. Mục mới phải được thêm vào đó "
        "trước.",
        en="The categories of a breakdown are declared in vocabulary/breakdowns.yml. A new one is added there first.",
    ),
)

BREAKDOWN_NOT_ALLOWED = ProblemKind(
    "breakdown-not-allowed",
    Severity.ERROR,
    Text(
        vi="Chỉ số “{measure}” không có phân tổ “{given}”.",
        en="The measure “{measure}” is not split by “{given}”.",
    ),
    Text(
        vi="Các phân tổ của nó: {known}. Muốn thêm, ghi vào breakdowns của chỉ số trong vocabulary/measures.yml.",
        en="Its breakdowns: {known}. To add one, list it under breakdowns of the measure in vocabulary/measures.yml.",
    ),
    Text(
        vi="Mỗi chỉ số khai báo các phân tổ của mình, để không ai chia nhầm số liệu theo một phân tổ vô nghĩa với nó.",
        en="Each measure declares its breakdowns, so that nobody splits its figures by something meaningless for it.",
    ),
)

CATEGORY_WITHOUT_BREAKDOWN = ProblemKind(
    "category-without-breakdown",
    Severity.ERROR,
    Text(vi="Có mục “{given}” nhưng không nói thuộc phân tổ nào.", en="The category “{given}” has no breakdown."),
    Text(vi="Thêm một dòng “breakdown: …” bên cạnh.", en="Add a line “breakdown: …” next to it."),
    Text(vi="Một mục chỉ có nghĩa trong phân tổ của nó.", en="A category means something only within its breakdown."),
)

REFERENCE_CYCLE = ProblemKind(
    "reference-cycle",
    Severity.ERROR,
    Text(
        vi="Trường “{field}” đi vòng về chính nó: {chain}.",
        en="The field “{field}” leads back to itself: {chain}.",
    ),
    Text(vi="Sửa “{field}” ở một trong các bản ghi ấy.", en="Correct “{field}” in one of these records."),
    Text(
        vi="Tổ chức không thể trực thuộc chính mình, phạm vi không thể nằm trong chính mình, chỉ tiêu không thể thay "
        "thế chính mình, dù trực tiếp hay qua các bản ghi khác.",
        en="No organization stands above itself, no population contains itself and no target replaces itself, neither "
        "directly nor by way of others.",
    ),
)

CLOSED_BEFORE_OPENED = ProblemKind(
    "closed-before-opened",
    Severity.ERROR,
    Text(
        vi="Tổ chức kết thúc trước khi thành lập ({opened}).",
        en="The organization closed before it opened ({opened}).",
    ),
    Text(vi="Kiểm tra hai trường opened và closed.", en="Check the fields opened and closed."),
    Text(
        vi="opened là khi tổ chức thành lập, closed là khi nó thôi tồn tại. Có thể hai trường đã bị đổi chỗ.",
        en="opened is when the organization came into being, closed when it ceased to be. Perhaps the two are swapped.",
    ),
)

ORGANIZATION_NOT_THERE = ProblemKind(
    "organization-not-there",
    Severity.ERROR,
    Text(
        vi="Trong kỳ {period}, tổ chức “{given}” không tồn tại.",
        en="The organization “{given}” did not exist in {period}.",
    ),
    Text(
        vi="Kiểm tra kỳ ở đây, hoặc opened và closed của tổ chức ấy.",
        en="Check the period here, or opened and closed of that organization.",
    ),
    Text(
        vi="Tổ chức chưa thành lập hoặc đã kết thúc thì không có số liệu. Sau khi sáp nhập, số liệu thuộc về tổ chức "
        "mới.",
        en="An organization has no figures before it opened or after it closed. After a merger they belong to the new "
        "one.",
    ),
)

FLOW_AT_INSTANT = ProblemKind(
    "flow-at-instant",
    Severity.ERROR,
    Text(
        vi="Chỉ số “{measure}” tính trong một khoảng thời gian, không phải tại một ngày.",
        en="The measure “{measure}” belongs to a span of time, not to a day.",
    ),
    Text(
        vi="Viết khoảng thời gian: 2019, 2019-09, hoặc {period}/{period} nếu chỉ trong một ngày.",
        en="Write the span: 2019, 2019-09, or {period}/{period} for a single day.",
    ),
    Text(
        vi="Số lượt, thời gian hay tiền tích lũy dần trong một kỳ; một ngày như 2019-09-05 chỉ dùng cho số có tại "
        "ngày đó, như số hội viên. Nếu nguồn nói “đến nay”, hãy viết kỳ từ khi bắt đầu tính.",
        en="Counts of what happens, time and money accumulate over a period; a day such as 2019-09-05 is for what is "
        "there on that day, such as the number of members. Where a source says “so far”, write the period from when "
        "counting began.",
    ),
)

STOCK_OVER_SPAN = ProblemKind(
    "stock-over-span",
    Severity.WARNING,
    Text(
        vi="Chỉ số “{measure}” là số có tại một ngày, nhưng kỳ ở đây là {period}.",
        en="The measure “{measure}” is counted on a day, but the period here is {period}.",
    ),
    Text(
        vi="Nếu biết ngày, viết ngày đó (chẳng hạn {end}). Nếu không, giữ nguyên và nêu lý do ở acknowledged.",
        en="If the day is known, write it (such as {end}). If not, leave it and say so under acknowledged.",
    ),
    Text(
        vi="Số có tại một thời điểm không cộng dồn theo kỳ. Khi nguồn chỉ nói “năm 2018”, không rõ đó là đầu năm, "
        "cuối năm hay bình quân.",
        en="A stock does not add up over a period. Where a source only says “in 2018”, it stays open whether the "
        "beginning, the end or the mean of the year is meant.",
    ),
    acknowledgeable=True,
)

EACH_WITHOUT_YEARS = ProblemKind(
    "each-without-years",
    Severity.ERROR,
    Text(
        vi="“each: year” cần một kỳ có ít nhất một năm trọn vẹn, không phải {period}.",
        en="“each: year” needs a period with at least one whole year, not {period}.",
    ),
    Text(
        vi="Xóa dòng each, hoặc viết kỳ gồm các năm, chẳng hạn 2016/2020.",
        en="Delete the line “each”, or write the years, such as 2016/2020.",
    ),
    Text(
        vi="each: year nghĩa là giá trị đúng cho từng năm trong kỳ, nên trong kỳ phải có năm trọn vẹn.",
        en="each: year means that the value holds for every year of the period, so there must be whole years in it.",
    ),
)

COUNT_NOT_WHOLE = ProblemKind(
    "count-not-whole",
    Severity.ERROR,
    Text(
        vi="“{given}” không phải số nguyên, mà chỉ số này đếm.",
        en="“{given}” is no whole number, but this measure counts.",
    ),
    Text(vi="Viết số nguyên.", en="Write a whole number."),
    Text(
        vi="Chỉ số loại flow và stock đếm người hoặc vật, nên là số nguyên. Dấu chấm trong bản ghi là dấu thập phân: "
        "1.115 là một phẩy một một năm. Nghìn thì viết liền: 1115.",
        en="Measures of the kinds flow and stock count people or things, so they are whole. A point in records is a "
        "decimal point: 1.115 is a little more than one. Thousands are written without it: 1115.",
    ),
)

VALUE_NEGATIVE = ProblemKind(
    "value-negative",
    Severity.ERROR,
    Text(vi="“{given}” nhỏ hơn 0.", en="“{given}” is below zero."),
    Text(
        vi="Xóa dấu trừ; nếu số âm là đúng, nêu lý do ở acknowledged.",
        en="Delete the minus; if the number really is negative, say why under acknowledged.",
    ),
    Text(
        vi="Số đếm và thời gian không âm. Dấu gạch ngang trước số thường là gạch đầu dòng bị dính vào số.",
        en="Counts and durations are not negative. A minus is mostly a dash that stuck to the number.",
    ),
    acknowledgeable=True,
)

SHARE_OUT_OF_RANGE = ProblemKind(
    "share-out-of-range",
    Severity.WARNING,
    Text(vi="Tỷ lệ {given} nằm ngoài khoảng 0 đến 100.", en="The share {given} lies outside of 0 to 100."),
    Text(
        vi="Kiểm tra lại số; tỷ lệ viết theo phần trăm: 26.2, không phải 0.262. Nếu đúng, nêu lý do ở acknowledged.",
        en="Check the number; shares are in percent: 26.2, not 0.262. If it is right, say why under acknowledged.",
    ),
    Text(
        vi="Một phần không lớn hơn toàn bộ. Tỷ lệ trên 100 có thể do mẫu số là một tập khác, hoặc do gõ thiếu dấu "
        "thập phân.",
        en="A part is no larger than the whole. A share above 100 may be taken of something else, or lack its decimal "
        "point.",
    ),
    acknowledgeable=True,
)

PARTS_EXCEED_WHOLE = ProblemKind(
    "parts-exceed-whole",
    Severity.ERROR,
    Text(
        vi="Phân tổ “{breakdown}” cộng lại được {parts}, lớn hơn cả số chung {whole}.",
        en="The breakdown “{breakdown}” adds up to {parts}, more than the whole of {whole}.",
    ),
    Text(
        vi="Đối chiếu với nguồn. Nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{parts-exceed-whole: {{vi: "
        "…, en: …}}}}.",
        en="Compare with the source. If it says so, give the reason: acknowledged: {{parts-exceed-whole: {{vi: …, en: "
        "…}}}}.",
    ),
    Text(
        vi="Các mục của một phân tổ không trùng nhau thì không thể cộng lại nhiều hơn số chung. Thường là gõ sai số; "
        "cũng có khi chính nguồn mâu thuẫn, khi đó bản tin giữ nguyên số và nêu lý do. Nếu một người có thể thuộc "
        "nhiều mục, khai báo phân tổ là overlapping: true.",
        en="Categories that do not overlap cannot add up to more than the whole. Mostly a number is mistyped; "
        "sometimes the source contradicts itself, and then the bulletin keeps the figures and states the reason. If "
        "one person can be in several categories, declare the breakdown overlapping: true.",
    ),
    acknowledgeable=True,
)

PART_EXCEEDS_WHOLE = ProblemKind(
    "part-exceeds-whole",
    Severity.ERROR,
    Text(
        vi="Mục “{category}” ({part}) lớn hơn số chung {whole}.",
        en="“{category}” ({part}) exceeds the whole of {whole}.",
    ),
    Text(
        vi="Đối chiếu với nguồn. Nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{part-exceeds-whole: {{vi: "
        "…, en: …}}}}.",
        en="Compare with the source. If it says so, give the reason: acknowledged: {{part-exceeds-whole: {{vi: …, en: "
        "…}}}}.",
    ),
    Text(
        vi="Một phần không thể lớn hơn toàn bộ, kể cả khi các mục trùng nhau. Thường là gõ sai số hoặc nhầm dòng.",
        en="No part is larger than the whole, not even where categories overlap. Mostly a number or a line is "
        "mistaken.",
    ),
    acknowledgeable=True,
)

POPULATION_EXCEEDS_WHOLE = ProblemKind(
    "population-exceeds-whole",
    Severity.WARNING,
    Text(
        vi="Số của phạm vi “{population}” ({part}) lớn hơn số của phạm vi chứa nó ({whole}, ở {other}).",
        en="The figure of “{population}” ({part}) exceeds that of the population that holds it ({whole}, at {other}).",
    ),
    Text(
        vi="Đối chiếu hai nguồn; nếu cả hai đúng như nguồn viết, nêu lý do ở acknowledged.",
        en="Compare the two sources; if both say so, give the reason under acknowledged.",
    ),
    Text(
        vi="Một phần của toàn bộ không thể lớn hơn toàn bộ. Có thể hai số báo cáo ở hai thời điểm, hoặc một bản ghi "
        "thiếu phạm vi.",
        en="A part of the whole cannot exceed it. Perhaps the two were reported at different times, or one record "
        "lacks its population.",
    ),
    acknowledgeable=True,
)

FIGURES_CONTRADICT = ProblemKind(
    "figures-contradict",
    Severity.ERROR,
    Text(
        vi="Cùng một số liệu đã được báo cáo cùng ngày {day} với giá trị khác ({value}), ở {other}.",
        en="The same figure was reported on the same day, {day}, with another value ({value}), at {other}.",
    ),
    Text(
        vi="Giữ một giá trị. Nếu một giá trị mới hơn, ghi ngày báo cáo của nó ở trường reported.",
        en="Keep one value. If one of them is later, give the day it was reported in the field “reported”.",
    ),
    Text(
        vi="Báo cáo sau thay cho báo cáo trước; nhưng hai giá trị báo cáo cùng ngày thì không biết cái nào đúng. Cũng "
        "có thể một trong hai là của phạm vi hay kỳ khác.",
        en="A later report revises an earlier one; of two values reported on one day nobody can tell which is right. "
        "Or one of them is about another population or period.",
    ),
)

REPORTED_BEFORE_END = ProblemKind(
    "reported-before-end",
    Severity.WARNING,
    Text(
        vi="Số liệu được báo cáo ngày {day}, khi kỳ {period} chưa kết thúc.",
        en="The figure was reported on {day}, before the end of {period}.",
    ),
    Text(
        vi="Nếu là số ước tính, ghi status: estimated. Nếu chỉ tính đến ngày báo cáo, sửa phần cuối của kỳ.",
        en="For an estimate, write status: estimated. If it only runs until that day, correct the end of the period.",
    ),
    Text(
        vi="Một kỳ chưa kết thúc thì chưa có số chính thức. Có thể là số ước tính, kỳ gõ sai năm, hoặc kỳ thật ra kết "
        "thúc sớm hơn, chẳng hạn term-2020-2025/2023-06.",
        en="A period that has not ended has no final figure. It may be an estimate, a mistyped year, or a period that "
        "ends earlier, such as term-2020-2025/2023-06.",
    ),
    acknowledgeable=True,
)

ACKNOWLEDGMENT_UNKNOWN = ProblemKind(
    "acknowledgment-unknown",
    Severity.WARNING,
    Text(
        vi="Bản ghi loại này không có vấn đề nào mã “{given}” để chấp nhận.",
        en="There is no problem “{given}” that a record of this kind can acknowledge.",
    ),
    Text(vi="Các mã dùng được: {known}.", en="The codes that can be used: {known}."),
    Text(
        vi="acknowledged nêu mã của một vấn đề và lý do vì sao số liệu vẫn giữ nguyên. Chỉ những vấn đề có thể là "
        "đúng mới chấp nhận được; lỗi thì phải sửa.",
        en="acknowledged names the code of a problem and why the figure stands all the same. Only what may be right "
        "after all can be acknowledged; mistakes are corrected.",
    ),
)

ACKNOWLEDGMENT_NEEDLESS = ProblemKind(
    "acknowledgment-needless",
    Severity.WARNING,
    Text(vi="Bản ghi này không có vấn đề “{given}”.", en="There is no problem “{given}” in this record."),
    Text(vi="Xóa mục này ở acknowledged.", en="Delete it from acknowledged."),
    Text(
        vi="Lý do ở acknowledged được hiện cạnh số liệu. Khi vấn đề đã hết mà lý do còn đó, người đọc sẽ hiểu sai.",
        en="The reason under acknowledged is shown beside the figure. Once the problem is gone it misleads the reader.",
    ),
)

TARGET_NEEDS_CLAIM = ProblemKind(
    "target-needs-claim",
    Severity.ERROR,
    Text(
        vi="Chỉ tiêu này được suy ra nhưng không nói suy ra từ đâu.",
        en="This target is inferred, but it does not say from what.",
    ),
    Text(
        vi="Thêm “claim: …” với mã của số liệu công bố mà nó được suy ra, hoặc ghi basis: stated.",
        en="Add “claim: …” with the id of the stated figure it was inferred from, or write basis: stated.",
    ),
    Text(
        vi="Trang hiện chỉ tiêu suy ra kèm căn cứ, chẳng hạn “22 người = 110%, nên chỉ tiêu là 20”. Thiếu căn cứ thì "
        "không được coi là suy ra.",
        en="Pages show an inferred target with its reason, such as “22 admitted = 110 %, so 20”. Without one it "
        "cannot be called inferred.",
    ),
)

CLAIM_FIELD_MISSING = ProblemKind(
    "claim-field-missing",
    Severity.ERROR,
    Text(
        vi="Số liệu công bố dạng “{form}” cần trường “{field}”.",
        en="A claim of the form “{form}” needs “{field}”.",
    ),
    Text(vi="Thêm “{field}: …”.", en="Add “{field}: …”."),
    Text(
        vi="share, multiple và difference so một số với số khác, ghi ở of. total là tổng của các số ghi ở parts, hoặc "
        "của các mục trong một phân tổ ghi ở breakdown. percent-of-target so với chỉ tiêu.",
        en="share, multiple and difference hold a figure against another one, in of. total is the sum of the figures "
        "in parts, or of the categories of a breakdown. percent-of-target is held against a target.",
    ),
)

CLAIM_FIELD_UNUSED = ProblemKind(
    "claim-field-unused",
    Severity.ERROR,
    Text(
        vi="Số liệu công bố dạng “{form}” không dùng trường “{field}”.",
        en="A claim of the form “{form}” has no use for “{field}”.",
    ),
    Text(vi="Xóa trường ấy, hoặc chọn dạng khác ở form.", en="Delete the field, or choose another form."),
    Text(
        vi="Trường không dùng đến sẽ bị bỏ qua mà không ai biết; có lẽ form bị chọn nhầm.",
        en="A field that is not used would silently be ignored; perhaps the form is the wrong one.",
    ),
)

HEADLINE_WITHOUT_FIGURE = ProblemKind(
    "headline-without-figure",
    Severity.ERROR,
    Text(
        vi="Không có số liệu nào cho “{measure}” của “{organization}”, kỳ {period}.",
        en="There is no figure of “{measure}” for “{organization}” in {period}.",
    ),
    Text(
        vi="Chọn số liệu đã có trong bản ghi; kiểm tra cả phạm vi (population).",
        en="Choose a figure that is in the records; check the population as well.",
    ),
    Text(
        vi="Trang đầu hiện các số liệu chính lấy từ bản ghi. Số liệu không có thì chỗ ấy sẽ trống.",
        en="The front page shows its headline figures from the records. Without the figure its place would stay empty.",
    ),
)

SOURCE_UNUSED = ProblemKind(
    "source-unused",
    Severity.WARNING,
    Text(vi="Chưa có bản ghi nào dùng nguồn “{given}”.", en="No record uses the source “{given}”."),
    Text(
        vi="Nhập số liệu lấy từ nguồn này, hoặc xóa nguồn.",
        en="Enter what was taken from it, or delete the source.",
    ),
    Text(
        vi="Trang nguồn liệt kê những gì lấy từ nguồn ấy. Nguồn không ai dùng có thể là do mã gõ sai ở các bản ghi, "
        "hoặc còn chưa nhập.",
        en="A source's page lists what was taken from it. A source that nobody uses may be mistyped in other records, "
        "or not worked through yet.",
    ),
)

TARGET_CLAIM_UNUSED = ProblemKind(
    "target-claim-unused",
    Severity.ERROR,
    Text(
        vi="Chỉ tiêu này không phải suy ra (basis: inferred) mà có trường “claim”.",
        en="This target is not inferred (basis: inferred), and yet names a claim.",
    ),
    Text(
        vi="Nếu chỉ tiêu được suy ra, thêm “basis: inferred”; nếu nguồn nêu rõ, xóa “claim”.",
        en="If the target was inferred, add “basis: inferred”; if a source states it, delete “claim”.",
    ),
    Text(
        vi="claim chỉ ra số liệu mà từ đó chỉ tiêu được suy ra. Chỉ tiêu không ghi basis được coi là do nguồn nêu, nên "
        "mất dòng basis là một số suy ra bị công bố như số chính thức.",
        en="claim names the stated figure that a target was inferred from. Without basis a target counts as stated by "
        "its source, so losing that line would publish an inferred value as an official one.",
    ),
)

FIGURE_REPEATED = ProblemKind(
    "figure-repeated",
    Severity.WARNING,
    Text(vi="Số liệu này đã có ở {other}.", en="This figure is already at {other}."),
    Text(
        vi="Xóa một trong hai bản ghi, hoặc sửa kỳ hay tổ chức nếu bản này là của chỗ khác.",
        en="Delete one of the two records, or correct its period or organization if it is about something else.",
    ),
    Text(
        vi="Hai bản ghi cùng tổ chức, chỉ số, kỳ, phạm vi, giá trị, ngày báo cáo và nguồn không cho biết thêm gì. "
        "Thường là bản ghi được chép lại mà chưa sửa, nên một số liệu khác có thể bị thiếu.",
        en="Two records of the same organization, measure, period, population, value, day and source say nothing more "
        "than one. Mostly a record was copied and not changed, so that another figure may be missing.",
    ),
)

TREE_TOO_DEEP = ProblemKind(
    "tree-too-deep",
    Severity.ERROR,
    Text(
        vi="“{given}” nằm quá {limit} bậc dưới tổ chức cao nhất.",
        en="“{given}” stands more than {limit} levels below the topmost organization.",
    ),
    Text(vi="Kiểm tra lại parent của các tổ chức ở trên nó.", en="Check the parents of the organizations above it."),
    Text(
        vi="Không bộ máy nào có nhiều bậc như vậy; có lẽ parent bị điền nhầm thành một chuỗi. Số bậc được giới hạn để "
        "mọi trang đều dựng được.",
        en="No administration has so many levels; probably parents were filled in as a chain by mistake. The levels "
        "are bounded so that every page can be built.",
    ),
)
