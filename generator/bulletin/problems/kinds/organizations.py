"""What can be wrong with what became of organizations: mergers, splits, moves, and who took over which figures."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

EVENT_INCOMPLETE = ProblemKind(
    "event-incomplete",
    Severity.ERROR,
    Text(vi="Sự kiện “{what}” cần {needs}.", en="The event “{what}” takes {needs}."),
    Text(
        vi="Viết theo mẫu: - {{on: {on}, what: {what}, {rest}}}.",
        en="Write it like this: - {{on: {on}, what: {what}, {rest}}}.",
    ),
    Text(
        vi="Đổi tên (renamed) cần tên cũ; sáp nhập (merged) và chia tách (split) cần các đơn vị mới; chuyển (moved) "
        "cần tổ chức cấp trên cũ, còn cấp trên mới ghi ở parent. Thiếu thì không biết số liệu cũ thuộc về đâu.",
        en="A renaming takes the old name; a merger and a split, the units that came of it; a move, the parent until "
        "then, while the new one stands in parent. Without that nobody can tell where the earlier figures belong.",
    ),
    words={
        "needs-renamed": Text(
            vi="tên cho đến lúc đó, không cần tổ chức", en="the name until then, and no organization"
        ),
        "needs-merged": Text(
            vi="tổ chức khác mà nó sáp nhập vào, không cần tên",
            en="another organization that it was merged into, and no name",
        ),
        "needs-split": Text(
            vi="ít nhất hai tổ chức mà nó chia thành, không cần tên",
            en="at least two organizations that it was split into, and no name",
        ),
        "needs-moved": Text(
            vi="đúng một tổ chức cấp trên cũ, và cấp trên mới ở parent, không cần tên",
            en="exactly one organization, the parent until then, the new one in parent, and no name",
        ),
        "rest-renamed": Text(vi="name: {vi: Tên cũ, en: Former name}", en="name: {vi: Tên cũ, en: Former name}"),
        "rest-merged": Text(vi="organizations: [ma-don-vi-moi]", en="organizations: [id-of-new-unit]"),
        "rest-split": Text(vi="organizations: [ma-mot, ma-hai]", en="organizations: [one-id, another-id]"),
        "rest-moved": Text(vi="organizations: [ma-cap-tren-cu]", en="organizations: [id-of-former-parent]"),
    },
)

EVENT_WITHOUT_CLOSING = ProblemKind(
    "event-without-closing",
    Severity.ERROR,
    Text(
        vi="“{given}” {what} từ {on}, nhưng closed của nó không phải là ngay trước đó.",
        en="“{given}” was {what} as of {on}, but it did not close right before.",
    ),
    Text(
        vi="So ngày với nguồn. Nếu on đúng, ghi closed: {day} ở “{given}”. Nếu chính “{given}” vẫn còn và đơn vị khác "
        "sáp nhập vào nó, chuyển sự kiện sang bản ghi của đơn vị kia.",
        en="Compare the day with the source. Where on is right, write closed: {day} at “{given}”. If “{given}” goes "
        "on, and another unit was merged into it, the event belongs in that unit's record.",
    ),
    Text(
        vi="Ngày của sự kiện là ngày đầu tiên theo cơ cấu mới, nên ngày trước đó là ngày cuối cùng của đơn vị cũ. "
        "Nếu hai bên cùng tồn tại, có số liệu bị tính hai lần; nếu có khoảng trống, có số liệu không thuộc về ai.",
        en="The day of an event is the first one under the new structure, so that the day before is the old unit's "
        "last. Were both there, figures would count twice; were there a gap, some would belong to nobody.",
    ),
    words={
        "merged": Text(vi="sáp nhập", en="merged"),
        "split": Text(vi="chia tách", en="split"),
    },
)
PART_THAT_GOES_ON = Text(
    vi="So ngày với nguồn. Nếu on đúng, ghi closed: {day} ở “{given}”. Nếu “{given}” vẫn còn, nêu cả nó trong các đơn "
    "vị được chia thành.",
    en="Compare the day with the source. Where on is right, write closed: {day} at “{given}”. If “{given}” goes on, "
    "name it too among those that it was split into.",
)
"""The hint where a unit was split."""

EVENT_UNIT_NOT_THERE = ProblemKind(
    "event-unit-not-there",
    Severity.ERROR,
    Text(
        vi="Khi có sự kiện ({on}), tổ chức “{given}” không tồn tại.",
        en="When this happened ({on}), the organization “{given}” was not there.",
    ),
    Text(
        vi="Kiểm tra ngày của sự kiện, hoặc opened và closed của “{given}”.",
        en="Check the day of the event, or opened and closed of “{given}”.",
    ),
    Text(
        vi="Đơn vị mới phải hoạt động từ ngày của sự kiện; đơn vị chuyển đi và cấp trên cũ phải còn cho đến ngày ấy.",
        en="What came of an event is there from its day on; what was moved, and its former parent, are there until "
        "then.",
    ),
)

EVENT_DAY_UNCLEAR = ProblemKind(
    "event-day-unclear",
    Severity.ERROR,
    Text(
        vi="Sự kiện chỉ biết đến {on}, nên không rõ số liệu {period} của “{given}” là trước hay sau đó.",
        en="Of this event only {on} is known: whether the figure of “{given}” for {period} comes before or after it "
        "cannot be told.",
    ),
    Text(vi="Ghi ngày của sự kiện, chẳng hạn 2020-07-01.", en="Give the day of the event, such as 2020-07-01."),
    Text(
        vi="Số liệu thuộc về cơ cấu cũ hay cơ cấu mới là do ngày. Chỉ biết năm hay tháng thì đủ, nếu không có số "
        "liệu nào của kỳ ngắn hơn trong năm hay tháng ấy.",
        en="The day decides to which structure a figure belongs. The year or the month is enough where there is no "
        "figure of a shorter period within it.",
    ),
)

MOVED_FROM_PARENT = ProblemKind(
    "moved-from-parent",
    Severity.ERROR,
    Text(
        vi="Tổ chức chuyển từ “{given}” về chính “{given}”.",
        en="The organization was moved from “{given}” to “{given}” itself.",
    ),
    Text(
        vi="Trong sự kiện ghi cấp trên cũ; cấp trên hiện nay ghi ở parent.",
        en="The event names the former parent; today's stands in parent.",
    ),
    Text(
        vi="Sự kiện chuyển (moved) nêu cấp trên trước đó. Cấp trên sau đó là tổ chức mà lần chuyển kế tiếp nêu, "
        "hoặc là parent nếu không chuyển lần nào nữa.",
        en="A move names the parent before it. The one after it is what the next move names or, after the last, "
        "parent.",
    ),
)

RENAMED_TO_SAME_NAME = ProblemKind(
    "renamed-to-same-name",
    Severity.ERROR,
    Text(
        vi="“{given}” đổi tên nhưng tên trước và tên sau đều là “{name}”.",
        en="“{given}” was renamed, but its name before and after is “{name}”.",
    ),
    Text(
        vi="Trong sự kiện ghi tên cũ theo nguồn; tên hiện nay ghi ở name của tổ chức. Không đổi tên thì xóa sự kiện.",
        en="The event gives the former name, as its source does; today's stands in the organization's name. Where "
        "nothing was renamed, delete the event.",
    ),
    Text(
        vi="Sự kiện đổi tên (renamed) nêu tên cho đến lúc đó. Tên sau đó là tên mà lần đổi kế tiếp nêu, hoặc là tên "
        "hiện nay nếu không đổi lần nào nữa.",
        en="A renaming gives the name before it. The one after it is what the next renaming gives or, after the last, "
        "today's.",
    ),
)

MERGED_UNIT_WITHOUT_OPENED = ProblemKind(
    "merged-unit-without-opened",
    Severity.WARNING,
    Text(
        vi="Nhiều đơn vị sáp nhập vào “{given}” từ {on}; nó không có số liệu nào trước đó và cũng không ghi opened.",
        en="Several units were merged into “{given}” as of {on}; it has no figure from before, and no opened.",
    ),
    Text(
        vi="Nếu đơn vị này được lập khi sáp nhập: ghi opened: {on}. Nếu có từ trước: ghi opened theo nguồn, biết năm "
        "thì ghi năm; không rõ thì để như vậy.",
        en="If this unit came of the merger, write opened: {on}. If it was there before, give opened as a source "
        "has it, the year where no more is known; else leave it as it is.",
    ),
    Text(
        vi="Không ghi opened nghĩa là có từ trước mọi số liệu. Đơn vị mới mà thiếu opened thì có thể hiện ra ở "
        "những số bản tin có trước khi nó được lập.",
        en="Without opened a unit was there before anything in the records. A new one could then show in editions from "
        "before it was founded as well.",
    ),
)

ALLOCATION_NOT_WHOLE = ProblemKind(
    "allocation-not-whole",
    Severity.ERROR,
    Text(vi="Các tỷ lệ cộng lại là {sum}, không phải 100.", en="The shares add to {sum}, not to 100."),
    Text(
        vi="So lại với nguồn. Nguồn không cho thêm thì bỏ allocations, đừng tự tính phần còn lại.",
        en="Compare with the source. Where it gives no more, leave allocations out; do not make up the rest.",
    ),
    Text(
        vi="Đơn vị mới tiếp nhận toàn bộ số liệu của đơn vị cũ, không thừa không thiếu. Tỷ lệ là số đúng: với ba phần "
        "bằng nhau, ghi 33.33, 33.33 và 33.34.",
        en="Together the successors take over all of the old figures, no more and no less. Shares are exact: three "
        "equal ones are 33.33, 33.33 and 33.34.",
    ),
)
SHARES_OF_ONE = Text(vi="Ghi theo phần trăm: {better}.", en="Write them in percent: {better}.")
"""The hint where the shares add to exactly 1."""

ALLOCATION_UNLIKE_EVENT = ProblemKind(
    "allocation-unlike-event",
    Severity.ERROR,
    Text(
        vi="Tỷ lệ phân bổ không đúng cho các tổ chức của sự kiện: {named}.",
        en="The shares are not those of the organizations of the event: {named}.",
    ),
    Text(
        vi="Ghi một tỷ lệ cho mỗi tổ chức trong organizations của sự kiện chia tách hay sáp nhập.",
        en="Give a share for each of the organizations that the unit was split or merged into.",
    ),
    Text(
        vi="Phân bổ cho biết mỗi đơn vị mới tiếp nhận bao nhiêu phần trăm số liệu của đơn vị cũ.",
        en="An allocation says how much of the old unit's figures each of the new ones takes over.",
    ),
)

ALLOCATION_REPEATED = ProblemKind(
    "allocation-repeated",
    Severity.ERROR,
    Text(
        vi="Đã có tỷ lệ phân bổ khác cho {given}.",
        en="There is another allocation for {given} already.",
    ),
    Text(
        vi="Mỗi chỉ số một tỷ lệ; một tỷ lệ chung không nêu chỉ số nào.",
        en="One allocation for each measure, and one that names none, for all others.",
    ),
    Text(
        vi="Nếu có hai tỷ lệ cho cùng một chỉ số thì không biết dùng tỷ lệ nào.",
        en="With two of them nobody could tell which one holds.",
    ),
    words={"every-measure": Text(vi="mọi chỉ số", en="every measure")},
)
