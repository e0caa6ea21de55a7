"""What only shows once records are compiled: figures and targets that do not go together."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

_COMPARE_FIRST = Text(
    vi="Trước hết đối chiếu với bản in: số liệu ở {place} và tỷ lệ ở {claim}. ",
    en="First compare with the print: the figure at {place} and the percentage at {claim}. ",
)
TARGET_NOT_IMPLIED = ProblemKind(
    "target-not-implied",
    Severity.ERROR,
    Text(
        vi="Chỉ tiêu {given} ({target}) không cho ra tỷ lệ {percent}% ({claim}) với số liệu {figure} ({place}).",
        en="A target of {given} ({target}) does not make {figure} ({place}) the stated {percent} % ({claim}).",
    ),
    Text(
        vi=f"{_COMPARE_FIRST.root['vi']}Chỉ khi cả hai đúng như in mới sửa chỉ tiêu; khi ấy số khớp là: {{implied}}.",
        en=f"{_COMPARE_FIRST.root['en']}Only if both are as printed, correct the target; what then fits: {{implied}}.",
    ),
    Text(
        vi="Chỉ tiêu suy ra là số nguyên mà số liệu chia cho nó, làm tròn như nguồn đã làm tròn, cho đúng tỷ lệ đã "
        "nêu. Kiểm tra lại số liệu, tỷ lệ và chỉ tiêu: một trong ba số có thể gõ sai. Số liệu được lấy như chính nguồn "
        "nêu tỷ lệ đã biết: số của nguồn ấy, nếu không có thì số báo cáo gần nhất tính đến ngày của nguồn. Báo cáo sau "
        "đó điều chỉnh số liệu mà không làm tỷ lệ cũ thành sai.",
        en="An inferred target is a whole number over which the figure, rounded as the source rounded it, gives "
        "exactly the stated percentage. Look at the figure, the percentage and the target: one may be mistyped. The "
        "figure is taken as the source of the percentage knew it: that source's own, else the latest reported up to "
        "its day. A later report revises the figure without making the old percentage wrong.",
    ),
)
NO_WHOLE_NUMBER = Text(
    vi=f"{_COMPARE_FIRST.root['vi']}Đừng tìm chỉ tiêu khác: không có số nguyên nào khớp.",
    en=f"{_COMPARE_FIRST.root['en']}Do not look for another target: no whole number does.",
)
"""The hint where no target gives the percentage."""

TARGET_ONE_OF_SEVERAL = ProblemKind(
    "target-one-of-several",
    Severity.WARNING,
    Text(
        vi="Tỷ lệ {percent}% với số liệu {figure} khớp với nhiều chỉ tiêu: {implied}.",
        en="The stated {percent} % with the figure {figure} fits more than one target: {implied}.",
    ),
    Text(
        vi="Tìm nguồn nêu chính chỉ tiêu; nếu không có, giữ nguyên, trang sẽ nêu cả khoảng.",
        en="Look for a source that states the target; failing that, leave it: pages then show the whole interval.",
    ),
    Text(
        vi="Tỷ lệ đã làm tròn thì có thể ứng với vài số nguyên. Số được ghi chỉ là một trong số đó.",
        en="A rounded percentage can come from more than one whole number. The one in the record is but one of them.",
    ),
)

UNITS_DO_NOT_ADD_UP = ProblemKind(
    "units-do-not-add-up",
    Severity.WARNING,
    Text(
        vi="Số nêu là {whole}, các đơn vị trực thuộc ({count}) cộng lại được {sum}: chênh {difference}, mức cho "
        "phép {tolerance}.",
        en="The figure is {whole}, the units below ({count}) add to {sum}: a difference of {difference}, "
        "tolerance {tolerance}.",
    ),
    Text(
        vi="Đối chiếu các nguồn; nếu đúng như vậy, nêu lý do ở acknowledged: {{units-do-not-add-up: {{vi: …, en: …}}}}."
        " Còn đơn vị không có trong bản ghi thì thêm unlisted-units: true vào tổ chức.",
        en="Compare the sources; if they say so, give the reason: acknowledged: {{units-do-not-add-up: {{vi: …, en: "
        "…}}}}. If some units are not in the records, give the organization unlisted-units: true.",
    ),
    Text(
        vi="Khi mọi đơn vị trực thuộc đã báo cáo, cộng lại phải bằng số của cấp trên; khi mới một phần báo cáo "
        "thì không thể lớn hơn. Thường là một số gõ sai, hoặc hai cấp báo cáo ở hai thời điểm. Chênh lệch nhỏ do "
        "làm tròn thì khai báo tolerance ở chỉ số.",
        en="Once all units below have reported, they add to the figure of the unit above; before that they cannot "
        "exceed it. Mostly a number is mistyped, or the two levels reported at different times. Where small "
        "differences are only rounding, give the measure a tolerance.",
    ),
    acknowledgeable=True,
)

PERIODS_DO_NOT_ADD_UP = ProblemKind(
    "periods-do-not-add-up",
    Severity.WARNING,
    Text(
        vi="Số nêu là {whole}, các kỳ ngắn hơn ({count}) cộng lại được {sum}: chênh {difference}, mức cho phép "
        "{tolerance}.",
        en="The figure is {whole}, the shorter periods ({count}) add to {sum}: a difference of {difference}, "
        "tolerance {tolerance}.",
    ),
    Text(
        vi="Đối chiếu các nguồn: {parts}. Nếu đều viết đúng như vậy, nêu lý do ở acknowledged: "
        "{{periods-do-not-add-up: {{vi: …, en: …}}}}.",
        en="Compare the sources: {parts}. If all of them say so, give the reason: acknowledged: "
        "{{periods-do-not-add-up: {{vi: …, en: …}}}}.",
    ),
    Text(
        vi="Các kỳ nối tiếp nhau lấp đầy một kỳ dài hơn thì cộng lại phải bằng số của kỳ ấy; chưa lấp đầy thì "
        "không thể lớn hơn. Thường là một số gõ sai, hoặc số cả năm đã điều chỉnh mà số các quý thì chưa. Chênh "
        "lệch nhỏ do làm tròn thì khai báo tolerance ở chỉ số.",
        en="Consecutive periods that fill a longer one add to its figure; if they do not fill it, they cannot "
        "exceed it. Mostly a number is mistyped, or the year was revised and the quarters were not. Where small "
        "differences are only rounding, give the measure a tolerance.",
    ),
    acknowledgeable=True,
)

PARTS_DO_NOT_ADD_UP = ProblemKind(
    "parts-do-not-add-up",
    Severity.WARNING,
    Text(
        vi="Số nêu là {whole}, phân tổ “{breakdown}” ({count} mục) cộng lại được {sum}: chênh {difference}, mức "
        "cho phép {tolerance}.",
        en="The figure is {whole}, the categories of “{breakdown}” ({count}) add to {sum}: a difference of "
        "{difference}, tolerance {tolerance}.",
    ),
    Text(
        vi="Đối chiếu với nguồn. Nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{parts-do-not-add-up: "
        "{{vi: …, en: …}}}}.",
        en="Compare with the source. If it says so, give the reason: acknowledged: {{parts-do-not-add-up: {{vi: "
        "…, en: …}}}}.",
    ),
    Text(
        vi="Phân tổ có exhaustive: true thì ai cũng thuộc một mục, nên các mục cộng lại phải bằng số chung. Nếu "
        "có người không thuộc mục nào thì bỏ exhaustive. Số chung và các mục lấy từ hai báo cáo thì có thể một "
        "bên đã điều chỉnh. Chênh lệch nhỏ do làm tròn thì khai báo tolerance ở chỉ số.",
        en="In a breakdown that is exhaustive: true everybody is in one category, so that they add to the whole. "
        "If somebody can be in none, leave exhaustive out. If the whole and the categories come from two reports, "
        "one of them may have been revised. Where small differences are only rounding, give the measure a "
        "tolerance.",
    ),
    acknowledgeable=True,
)

VALUE_UNLIKE_OWN_PAST = ProblemKind(
    "value-unlike-own-past",
    Severity.WARNING,
    Text(
        vi="Bằng {ratio} lần mức thường thấy: {given}, trong khi trung vị của {count} kỳ trước là {median}.",
        en="{ratio} times the usual: {given}, while the median of the {count} periods before is {median}.",
    ),
    Text(
        vi="Xem lại số, kỳ và đơn vị tính. Nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: "
        "{{value-unlike-own-past: {{vi: …, en: …}}}}.",
        en="Look at the number, the period and the unit. If the source says so, give the reason: acknowledged: "
        "{{value-unlike-own-past: {{vi: …, en: …}}}}.",
    ),
    Text(
        vi="Số khác hẳn những kỳ trước của chính đơn vị thường do thừa hay thiếu một chữ số, nhầm kỳ hoặc nhầm "
        "đơn vị tính. Số bị nhắc khi điểm z bền vững trên 3,5, và chỉ khi đã có ít nhất sáu kỳ trước; trang phương "
        "pháp nêu đủ cách so sánh và các ngưỡng; số nhỏ không được xét.",
        en="A value far from the unit's own past mostly has a digit too many or too few, or belongs to another "
        "period or unit of measurement. It is told where the robust z-score is above 3.5, and only once there are "
        "six earlier periods; the page on methods gives the rule in full; small numbers are not looked at.",
    ),
    acknowledgeable=True,
)

VALUE_UNLIKE_PEERS = ProblemKind(
    "value-unlike-peers",
    Severity.WARNING,
    Text(
        vi="Bằng {ratio} lần mức thường thấy: {given}, trong khi trung vị của {count} đơn vị khác cùng loại là "
        "{median}.",
        en="{ratio} times the usual: {given}, while the median of {count} other units of the same kind is {median}.",
    ),
    Text(
        vi="Xem lại số, kỳ và tổ chức. Nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: "
        "{{value-unlike-peers: {{vi: …, en: …}}}}.",
        en="Look at the number, the period and the organization. If the source says so, give the reason: "
        "acknowledged: {{value-unlike-peers: {{vi: …, en: …}}}}.",
    ),
    Text(
        vi="Số khác hẳn của các đơn vị cùng loại trong cùng kỳ có thể do gõ sai, hoặc là số của cấp trên ghi nhầm "
        "vào cấp dưới. Trang phương pháp nêu cách so sánh và các ngưỡng; số nhỏ không được xét.",
        en="A value far from those of the other units of its kind in the same period may be mistyped, or be that "
        "of the unit above. The page on methods gives the rule and its thresholds; small numbers are not looked "
        "at.",
    ),
    acknowledgeable=True,
)

CALENDAR_EMPTY = ProblemKind(
    "calendar-empty",
    Severity.WARNING,
    Text(
        vi="Theo mục “{given}” của lịch báo cáo thì không ai phải báo cáo kỳ nào.",
        en="By the entry “{given}” of the reporting calendar nobody is to report anything.",
    ),
    Text(
        vi="Kiểm tra since, until, kinds, organizations; với of: targeted, phải có chỉ tiêu của chính chỉ số và "
        "phạm vi ấy.",
        en="Look at since, until, kinds and organizations; of: targeted takes targets of that very measure and "
        "population.",
    ),
    Text(
        vi="Mỗi mục của lịch báo cáo thành một bảng ở trang chất lượng số liệu. Mục không có kỳ hay tổ chức nào thì "
        "không thành bảng; thường là until đứng trước since, hoặc loại tổ chức không có tổ chức nào. Tổ chức nêu ở "
        "organizations được tính thêm vào các tổ chức thuộc kinds.",
        en="Each entry of the reporting calendar makes a table of the page on data quality. One without a period or an "
        "organization makes none; mostly until lies before since, or no organization is of the kind. Those named in "
        "organizations report besides those of the kinds.",
    ),
)

TARGETS_FAR_APART = ProblemKind(
    "targets-far-apart",
    Severity.WARNING,
    Text(
        vi="Chỉ tiêu năm này là {highest}, gấp hơn {times} lần chỉ tiêu năm khác của cùng chỉ số: {lowest} ({other}).",
        en="This yearly target is {highest}, more than {times} times another yearly target of the same figure: "
        "{lowest} ({other}).",
    ),
    Text(
        vi="Đối chiếu với nguồn; nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{targets-far-apart: "
        "{{vi: …, en: …}}}}.",
        en="Compare with the source; if it says so, give the reason: acknowledged: {{targets-far-apart: {{vi: …,"
        " en: …}}}}.",
    ),
    Text(
        vi="Các chỉ tiêu năm của cùng tổ chức, chỉ số và phạm vi thường gần nhau. Chênh nhiều lần thì thường là "
        "chỉ tiêu của cả nhiệm kỳ bị ghi là của mỗi năm, hoặc gõ sai. Bao nhiêu lần thì nêu là do pace.apart "
        "trong bulletin.yml.",
        en="Yearly targets of one organization, measure and population are mostly close. Where one is many times"
        " another, the target of a whole term was taken for that of each year, or a number is mistyped. How "
        "many times is too many, pace.apart in bulletin.yml says.",
    ),
    acknowledgeable=True,
)

TARGETS_OFF_TERM = ProblemKind(
    "targets-off-term",
    Severity.WARNING,
    Text(
        vi="Chỉ tiêu nhiệm kỳ là {term}, còn các chỉ tiêu năm ({count}) cộng lại là {sum}.",
        en="The term's target is {term}, while the yearly targets ({count}) add to {sum}.",
    ),
    Text(
        vi="Đối chiếu với nguồn; nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{targets-off-term: "
        "{{vi: …, en: …}}}}.",
        en="Compare with the source; if it says so, give the reason: acknowledged: {{targets-off-term: {{vi: …, "
        "en: …}}}}.",
    ),
    Text(
        vi="Khi mọi năm của nhiệm kỳ đều có chỉ tiêu, cộng lại phải bằng chỉ tiêu nhiệm kỳ; khi mới có một số "
        "năm thì không được nhiều hơn. Lệch thì một số gõ sai, hoặc chỉ tiêu năm đã được điều chỉnh.",
        en="Where every year of a term has a target, they add to the term's; where only some have, they do not "
        "exceed it. Otherwise a number is mistyped, or yearly targets were changed later.",
    ),
    acknowledgeable=True,
)

TARGETS_BELOW_PARENT = ProblemKind(
    "targets-below-parent",
    Severity.WARNING,
    Text(
        vi="Chỉ tiêu là {target}, còn chỉ tiêu của tất cả {count} đơn vị trực thuộc cộng lại chỉ là {sum}.",
        en="The target is {target}, while those of the units below (all {count} of them) add to {sum} only.",
    ),
    Text(
        vi="Đối chiếu các nguồn; nếu nguồn viết đúng như vậy, nêu lý do ở acknowledged: {{targets-below-parent: "
        "{{vi: …, en: …}}}}.",
        en="Compare the sources; if they say so, give the reason: acknowledged: {{targets-below-parent: {{vi: …,"
        " en: …}}}}.",
    ),
    Text(
        vi="Nếu mọi đơn vị trực thuộc chỉ đạt đúng chỉ tiêu của mình thì cấp trên vẫn không đạt. Có thể một chỉ "
        "tiêu gõ sai, hoặc một đơn vị chưa được ghi vào bản ghi.",
        en="If every unit below just reached its target, the unit above would still miss its own. A target may "
        "be mistyped, or a unit be missing from the records.",
    ),
    acknowledgeable=True,
)

STATUS_BACKWARDS = ProblemKind(
    "status-backwards",
    Severity.WARNING,
    Text(
        vi="Số {status} này thay cho số {before} đã có ở {other}.",
        en="This {status} figure revises one that was {before} at {other}.",
    ),
    Text(
        vi="Xem lại status và ngày báo cáo (reported); nếu đúng như vậy, nêu lý do ở acknowledged: "
        "{{status-backwards: {{vi: …, en: …}}}}.",
        en="Check status and the day of the report (reported); if both are right, give the reason: acknowledged: "
        "{{status-backwards: {{vi: …, en: …}}}}.",
    ),
    Text(
        vi="Số liệu đi từ ước tính (estimated), sơ bộ (preliminary) đến chính thức (official). Báo cáo sau mà kém "
        "chính thức hơn báo cáo trước thường là do ghi nhầm trạng thái hoặc nhầm ngày.",
        en="Figures go from estimated and preliminary to official. A later report that is less final than the one "
        "before it mostly comes from a wrong status or a wrong day.",
    ),
    acknowledgeable=True,
    words={
        "estimated": Text(vi="ước tính", en="estimated"),
        "preliminary": Text(vi="sơ bộ", en="preliminary"),
        "official": Text(vi="chính thức", en="official"),
    },
)
