"""What can be wrong with what sources state of figures: claims that the figures contradict, and claims of nothing."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

_ACCEPT = Text(
    vi="nếu nguồn đúng là nêu như vậy, ghi lý do: acknowledged: {{vi: …, en: …}}.",
    en="where the source does print it so, say why: acknowledged: {{vi: …, en: …}}.",
)
"""A claim accepts what is odd about it with a reason alone: it has but one number to explain."""
_COMPARE = Text(
    vi=f"Đối chiếu các số đã gõ với nguồn ({{places}}); {_ACCEPT.root['vi']}",
    en=f"Compare the numbers typed with the source ({{places}}); {_ACCEPT.root['en']}",
)

CLAIM_TARGET_FOREIGN = ProblemKind(
    "claim-target-foreign",
    Severity.ERROR,
    Text(
        vi="Chỉ tiêu “{given}” có {field} là {theirs}, còn số công bố này là {ours}.",
        en="The target “{given}” has {theirs} as its {field}, and this claim has {ours}.",
    ),
    Text(
        vi="Ghi chỉ tiêu của đúng tổ chức, chỉ số và phạm vi ấy, hoặc xóa target; chỉ tiêu đã ghi ở {other}.",
        en="Name a target of that very organization, measure and population, or delete target; this one is at {other}.",
    ),
    Text(
        vi="Tỷ lệ hoàn thành là số liệu chia cho chỉ tiêu của chính nó. Chỉ tiêu của tổ chức, chỉ số hay phạm vi khác "
        "thì không so được, và thường là do chép mã từ bản ghi khác.",
        en="A percentage of a target is a figure over the target that is its own. One of another organization, measure "
        "or population cannot be held against it; mostly the id was copied from another record.",
    ),
)

CLAIM_DISAGREES = ProblemKind(
    "claim-disagrees",
    Severity.WARNING,
    Text(
        vi="Nguồn nêu {given}, nhưng {workings} = {computed}.",
        en="The source states {given}, but {workings} = {computed}.",
    ),
    _COMPARE,
    Text(
        vi="Số mà nguồn công bố được tính lại từ các số liệu khác và so ở đúng số chữ số mà nguồn nêu. Không khớp thì "
        "hoặc một số bị gõ sai, hoặc nguồn tự mâu thuẫn; khi ấy trang chất lượng số liệu nêu cả hai số.",
        en="What a source states is computed again from the other figures and compared at the digits that were stated. "
        "Where the two differ, a number is mistyped, or the source contradicts itself; the page on data quality then "
        "shows both.",
    ),
)

CLAIM_ON_ANOTHER_BASE = ProblemKind(
    "claim-on-another-base",
    Severity.WARNING,
    Text(
        vi="Nguồn nêu {given}, nhưng {workings} = {computed}; {reading} thì khớp.",
        en="The source states {given}, but {workings} = {computed}; {reading} agrees.",
    ),
    _COMPARE,
    Text(
        vi="Tỷ lệ này không khớp với phép tính mà bản ghi mô tả, nhưng khớp khi thay một trong hai số bằng một số khác "
        "của chính tổ chức và kỳ ấy. Có thể nguồn đã tính trên cơ sở khác, hoặc bản ghi mô tả nhầm cơ sở.",
        en="The ratio is not what the record describes, but agrees once one of its two numbers is another number of "
        "the same organization and period. The source may have taken another base, or the record may describe the "
        "wrong one.",
    ),
)

CLAIM_UNLIKE_FIGURE = ProblemKind(
    "claim-unlike-figure",
    Severity.WARNING,
    Text(
        vi="Nguồn nêu tổng là {given}, nhưng chính số liệu ấy đã ghi là {figure}.",
        en="The source states a total of {given}, but that very figure is recorded as {figure}.",
    ),
    _COMPARE,
    Text(
        vi="Tổng mà nguồn nêu là một số liệu; khi số liệu ấy cũng có trong bản ghi thì hai số phải như nhau, dù các "
        "phần của tổng chưa có đủ. So với số mà nguồn đã biết: số của chính nguồn, nếu không có thì số báo cáo gần "
        "nhất tính đến ngày của nguồn.",
        en="The total that a source states is a figure. Where the records hold that figure too, the two are the same, "
        "even while parts of the total are missing. It is held against what the source knew: its own figure, else the "
        "latest reported up to its day.",
    ),
)

CLAIM_SHARE_ABOVE_WHOLE = ProblemKind(
    "claim-share-above-whole",
    Severity.WARNING,
    Text(
        vi="Tỷ trọng {given} là trên 100%, mà số liệu này nằm trong số chung của nó.",
        en="The share of {given} is more than 100%, and the figure is a part of its whole.",
    ),
    Text(
        vi=f"Xem lại số, và form: gấp bao nhiêu lần thì ghi multiple; {_ACCEPT.root['vi']}",
        en=f"Look at the number, and at form: so many times as much is a multiple; {_ACCEPT.root['en']}",
    ),
    Text(
        vi="Một phần không thể nhiều hơn toàn bộ. Hay gặp: quên dấu chấm thập phân, hoặc ghi nhầm số chung ở of.",
        en="A part is never more than its whole. Common slips: a lost decimal point, or the wrong whole in of.",
    ),
)

CLAIM_BEFORE_END = ProblemKind(
    "claim-before-end",
    Severity.WARNING,
    Text(
        vi="Nguồn công bố ngày {day}, khi kỳ {period} chưa kết thúc.",
        en="The source was published on {day}, before the end of {period}.",
    ),
    Text(
        vi=f"Nếu chỉ tính đến ngày ấy, sửa phần cuối của kỳ; {_ACCEPT.root['vi']}",
        en=f"If it only runs until that day, correct the end of the period; {_ACCEPT.root['en']}",
    ),
    Text(
        vi="Nguồn không thể biết số của một kỳ chưa kết thúc. Có thể kỳ gõ sai năm, hoặc kỳ thật ra kết thúc sớm hơn, "
        "chẳng hạn term-2020-2025/2023-06. Kỳ kết thúc trong chính tháng mà nguồn công bố thì không nhắc.",
        en="No source knows the figure of a period that has not ended. The year may be mistyped, or the period may end "
        "earlier, such as term-2020-2025/2023-06. A period that ends in the very month of the source is let pass.",
    ),
)

CLAIM_ACKNOWLEDGMENT_NEEDLESS = ProblemKind(
    "claim-acknowledgment-needless",
    Severity.WARNING,
    Text(
        vi="Số công bố này khớp với số tính được ({workings} = {computed}), không có gì để giải thích.",
        en="This claim agrees with what is computed ({workings} = {computed}): there is nothing to explain.",
    ),
    Text(vi="Xóa mục acknowledged.", en="Delete acknowledged."),
    Text(
        vi="Lời giải thích cho một chỗ mâu thuẫn nên được bỏ khi chỗ ấy không còn, nếu không người đọc sẽ hiểu sai.",
        en="What explains a contradiction should go once it is gone, or it misleads readers.",
    ),
)

CLAIM_ACKNOWLEDGMENT_UNFOUNDED = ProblemKind(
    "claim-acknowledgment-unfounded",
    Severity.WARNING,
    Text(
        vi="Chưa tính được số công bố này từ các số liệu, nên chưa có mâu thuẫn nào để giải thích.",
        en="This claim cannot be computed from the figures, so that there is no contradiction to explain.",
    ),
    Text(
        vi="Xóa mục acknowledged; điều muốn nói với người đọc thì ghi ở note.",
        en="Delete acknowledged; what readers should know goes into note.",
    ),
    Text(
        vi="acknowledged nói vì sao một mâu thuẫn với số liệu vẫn đứng. Khi còn thiếu số liệu để tính, trang chất "
        "lượng số liệu tự nêu điều còn thiếu.",
        en="acknowledged says why a contradiction with the figures stands. While figures are missing, the page on data "
        "quality says by itself which.",
    ),
)
