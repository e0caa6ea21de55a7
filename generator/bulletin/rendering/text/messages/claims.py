"""What is said of claims: verdicts, and how they come about. The details are finished text."""

from __future__ import annotations

from bulletin.analysis.claims import MissingReason, Verdict
from bulletin.rendering.text.messages.message import Counted, Message

VERDICTS = {
    Verdict.AGREES: Message("khớp", "agrees"),
    Verdict.AGREES_COARSER: Message("khớp khi làm tròn", "agrees when rounded"),
    Verdict.CIRCULAR: Message("khớp, nhưng không kiểm chứng được", "agrees by construction"),
    Verdict.ANOTHER_BASE: Message("khớp nếu tính trên cơ sở khác", "agrees on another base"),
    Verdict.DISAGREES: Message("không khớp", "disagrees"),
    Verdict.CANNOT_BE_COMPUTED: Message("không tính được", "cannot be computed"),
}

VERDICT_MEANINGS = {
    Verdict.AGREES: Message(
        "Số tính được, làm tròn đến hai chữ số thập phân, bằng số công bố; số đếm thì bằng đúng.",
        "What is computed, rounded to two decimals, is what is stated; a count is exactly what is stated.",
    ),
    Verdict.AGREES_COARSER: Message(
        "Số tính được bằng số công bố sau khi làm tròn đến mức mà nguồn nêu.",
        "What is computed is what is stated once it is rounded as far as the source rounded.",
    ),
    Verdict.CIRCULAR: Message(
        "Chỉ tiêu được suy ra từ chính tỷ lệ này: phép tính đương nhiên khớp và không kiểm chứng được gì.",
        "The target was inferred from this very percentage: it agrees by construction and confirms nothing.",
    ),
    Verdict.ANOTHER_BASE: Message(
        "Phép tính như được ghi trong bản ghi không cho ra số công bố, nhưng khớp khi thay một trong hai số bằng đúng "
        "một số khác của chính tổ chức và kỳ ấy. Nguồn có thể không nói tỷ lệ tính trên số nào.",
        "The calculation as recorded does not give what is stated, but does once one of its two numbers is one certain "
        "other number of the same organization and period. The source may not say what the ratio is taken over.",
    ),
    Verdict.DISAGREES: Message(
        "Không giá trị nào mà các số liệu cho phép bằng số công bố.",
        "No value that the figures allow is what is stated.",
    ),
    Verdict.CANNOT_BE_COMPUTED: Message(
        "Thiếu số liệu để tính, hoặc số liệu chỉ biết đại khái nên chưa thể kết luận.",
        "A figure is missing, or known so roughly that the verdict is open.",
    ),
}
"""What each verdict means."""

LACKS = {
    MissingReason.FIGURE: Message("thiếu số liệu về {what}", "there is no figure for {what}"),
    MissingReason.TARGET: Message("thiếu chỉ tiêu cho {what}", "there is no target for {what}"),
    MissingReason.ABSENT: Message("{what} không có con số", "there is no number for {what}"),
    MissingReason.INEXACT: Message("{what} không được biết chính xác", "{what} is not known exactly enough"),
    MissingReason.ZERO: Message("{what} bằng 0", "{what} is zero"),
    MissingReason.STATED: Message("số công bố không được nêu ở đây", "the stated number is not shown here"),
}
"""Why a claim cannot be computed."""


class Claims:
    """Words and sentences on claims."""

    verdict = Message("Kết luận", "Verdict")
    verdicts = Message("Số liệu công bố theo kết luận", "Stated figures by verdict")
    computed = Message("Số tính được", "As computed")
    subject = Message("Nội dung", "About")
    stated = Message("Nguồn công bố", "As stated")
    arithmetic = Message("Phép tính", "Arithmetic")
    explanation = Message("Giải thích", "Explanation")
    to_check = Message("Xem đối chiếu", "See the comparison")
    all_claims_csv = Message("Số liệu công bố và kết luận (CSV)", "Stated figures and verdicts (CSV)")
    all_claims_json = Message("Số liệu công bố và kết luận (JSON)", "Stated figures and verdicts (JSON)")

    intro = Counted(
        "Các nguồn công bố {count} tỷ lệ đạt chỉ tiêu, tỷ trọng, "
        "bội số, chênh lệch và tổng số có thể đối chiếu với số liệu khác; trong đó "
        "{disagreeing} số không khớp, {another} số chỉ khớp nếu tính trên cơ sở khác và {open} số không tính được.",
        "Sources state {count} percentage, multiple, difference or total to hold against other figures: {disagreeing} "
        "disagree, {another} agree on another base only, and {open} cannot be computed.",
        "Sources state {count} percentages, multiples, differences and totals to hold against other figures: "
        "{disagreeing} disagree, {another} agree on another base only, and {open} cannot be computed.",
    )
    doubt = Message(
        "Nguồn công bố {stated} (ghi là: {form}), còn tính từ số liệu thì được {arithmetic}.",
        "The source states {stated} (recorded as: {form}); the figures give {arithmetic}.",
    )

    # --- explanations
    over_another = Message("Lấy {base} làm mẫu số thì khớp: {arithmetic}.", "It agrees over {base}: {arithmetic}.")
    of_another = Message("Lấy {base} làm tử số thì khớp: {arithmetic}.", "It agrees for {base}: {arithmetic}.")
    same = Message("Số tính được bằng đúng số công bố.", "What is computed is exactly what is stated.")
    same_rounded = Counted(
        "Số tính được, làm tròn đến {count} chữ số thập phân, bằng số công bố.",
        "What is computed, rounded to {count} decimal, is what is stated.",
        "What is computed, rounded to {count} decimals, is what is stated.",
    )
    within_stated = Message(
        "Mọi giá trị mà các số liệu cho phép đều khớp với số công bố.",
        "Every value that the figures allow agrees with what is stated.",
    )
    more = Message(
        "Số tính được cao hơn số công bố, chênh lệch {gap}.", "What is computed is {gap} more than what is stated."
    )
    less = Message(
        "Số tính được thấp hơn số công bố, chênh lệch {gap}.", "What is computed is {gap} less than what is stated."
    )
    points = Message("{gap} điểm phần trăm", "{gap} percentage points")
    impossible = Message(
        "Không giá trị nào mà các số liệu cho phép khớp với số công bố.", "No value that the figures allow agrees."
    )
    would_fit = Message("Muốn khớp thì {ways}.", "For it to agree, {ways}.")
    way = Message("{role} phải {wholes}", "the {role} would have to be {wholes}")
    no_way = Message("không có {role} nào là số nguyên", "no whole number would do as the {role}")
    missing_would_be = Message(
        "Nếu số công bố đúng thì số còn thiếu {wholes}.", "If what is stated is right, the missing number is {wholes}."
    )
    missing_part_would_be = Message(
        "Nếu đó là tất cả các phần, không phần nào trùng nhau, và số công bố đúng thì số còn thiếu {wholes}.",
        "If these parts are all there are, none counted twice, and what is stated is right, the missing number is "
        "{wholes}.",
    )
    one_whole = Message("là {number}", "{number}")
    several_wholes = Message("từ {first} đến {last}", "from {first} to {last}")
    at_most = Message("không quá {last}", "at most {last}")
    or_ = Message("{one}, hoặc {other}", "{one}, or {other}")
    parts_alone = Message(
        "Riêng {parts} đã bằng đúng số công bố: {arithmetic}. Có thể {others} đã được tính trong các phần ấy.",
        "{parts} alone are exactly what is stated: {arithmetic}. Perhaps {others} are counted in them.",
    )
    joint = Message(
        "{ratios} cùng đúng nếu tử số {wholes}, con số mà nguồn không in.",
        "{ratios} hold together if the number above the line is {wholes}, which the source does not print.",
    )
    ratio_of = Message("{ratio} của {base}", "{ratio} of {base}")
    cannot = Message("Không tính được vì {reasons}.", "It cannot be computed: {reasons}.")
    and_ = Message("{one} và {other}", "{one} and {other}")

    # --- a target that was inferred
    only_whole = Message(
        "Tỷ lệ {percent} chỉ khớp với một số nguyên duy nhất là {first}.",
        "Only one whole number, {first}, gives the stated {percent}.",
    )
    whole_range = Message(
        "Do làm tròn, tỷ lệ {percent} khớp với mọi số nguyên từ {first} đến {last}.",
        "As it was rounded, the stated {percent} fits every whole number from {first} to {last}.",
    )


ROLES = {
    True: (Message("tử số", "number above the line"), Message("mẫu số", "number below the line")),
    False: (Message("số bị trừ", "first number"), Message("số trừ", "second number")),
}
"""What the two numbers of a calculation are called: of a ratio, and of a difference."""
