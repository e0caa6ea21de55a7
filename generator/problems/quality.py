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
