"""What only shows once records are compiled: figures and targets that do not go together."""

from __future__ import annotations

from generator.model.text import Text
from generator.problems import ProblemKind, Severity

TARGET_NOT_IMPLIED = ProblemKind(
    "target-not-implied",
    Severity.ERROR,
    Text(
        vi="Chỉ tiêu {given} không cho ra tỷ lệ {percent}% với số liệu {figure}.",
        en="A target of {given} does not make {figure} the stated {percent} %.",
    ),
    Text(
        vi="Với số liệu ấy, tỷ lệ đã nêu chỉ khớp với: {implied}.",
        en="With that figure, the stated percentage only fits: {implied}.",
    ),
    Text(
        vi="Chỉ tiêu suy ra là số nguyên mà số liệu chia cho nó, làm tròn như nguồn đã làm tròn, cho đúng tỷ lệ đã "
        "nêu. Kiểm tra lại chỉ tiêu, số liệu và tỷ lệ: một trong ba số có thể gõ sai.",
        en="An inferred target is a whole number over which the figure, rounded as the source rounded it, gives "
        "exactly the stated percentage. Look at the target, the figure and the percentage: one may be mistyped.",
    ),
)

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

CLAIM_DISAGREES = ProblemKind(
    "claim-disagrees",
    Severity.WARNING,
    Text(
        vi="Nguồn nêu {given}, nhưng {workings} = {computed}.",
        en="The source states {given}, but {workings} = {computed}.",
    ),
    Text(
        vi="Kiểm tra các số đã gõ; nếu nguồn đúng là nêu như vậy, ghi lý do vào acknowledged.",
        en="Look at the numbers typed; where the source does print them so, say why they stand under acknowledged.",
    ),
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
    Text(
        vi="Kiểm tra các số đã gõ; nếu nguồn đúng là nêu như vậy, ghi lý do vào acknowledged.",
        en="Look at the numbers typed; where the source does print them so, say why they stand under acknowledged.",
    ),
    Text(
        vi="Tỷ lệ này không khớp với phép tính mà bản ghi mô tả, nhưng khớp khi thay một trong hai số bằng một số khác "
        "của chính tổ chức và kỳ ấy. Có thể nguồn đã tính trên cơ sở khác, hoặc bản ghi mô tả nhầm cơ sở.",
        en="The ratio is not what the record describes, but agrees once one of its two numbers is another number of "
        "the same organization and period. The source may have taken another base, or the record may describe the "
        "wrong one.",
    ),
)

CLAIM_ACKNOWLEDGMENT_NEEDLESS = ProblemKind(
    "claim-acknowledgment-needless",
    Severity.WARNING,
    Text(
        vi="Số công bố này khớp với số tính được ({workings} = {computed}), không còn gì để giải thích.",
        en="This claim agrees with what is computed ({workings} = {computed}): there is nothing left to explain.",
    ),
    Text(vi="Xóa mục acknowledged.", en="Delete acknowledged."),
    Text(
        vi="Lời giải thích cho một chỗ mâu thuẫn nên được bỏ khi chỗ ấy không còn, nếu không người đọc sẽ hiểu sai.",
        en="What explains a contradiction should go once it is gone, or it misleads readers.",
    ),
)
