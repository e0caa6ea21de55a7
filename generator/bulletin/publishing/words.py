"""What publishing says, in both languages."""

from __future__ import annotations

from bulletin.publishing.plan import StepKind
from bulletin.publishing.verify import FaultKind
from bulletin.rendering.text.messages.message import Message


class Refusals:
    """Why something is not published, and what to do."""

    not_due = Message(
        "Số {edition} chưa đến ngày phát hành ({day}) nên không phát hành.",
        "The edition {edition} is not released before {day}, so it is not published.",
    )
    no_address = Message(
        "“{address}” không phải địa chỉ của một trang. Hãy nêu bằng SITE_URL hoặc --address, chẳng hạn "
        "https://bulletin.example/ hay https://bulletin.example/phuong/: không tên người dùng, ?, #, dấu cách.",
        "“{address}” is no address of a site. Give one by SITE_URL or --address, such as https://bulletin.example/ or "
        "https://bulletin.example/ward/: without user name, ?, #, or space.",
    )
    loopback = Message(
        "Địa chỉ {address} chỉ dùng được trên máy này nên không phát hành. Cho biết địa chỉ thật bằng SITE_URL hoặc "
        "--address.",
        "The address {address} works on this machine only, so nothing is published. Give the true one by SITE_URL or "
        "--address.",
    )
    other_address = Message(
        "Trang đã phát hành ở địa chỉ {out}, không phải {address}. Các số đã phát hành không thay đổi nên địa chỉ phải "
        "giữ nguyên.",
        "What is out was published at {out}, not at {address}. Published editions never change, so the address has to "
        "stay.",
    )
    further_language = Message(
        "{version} đã phát hành mà không có ngôn ngữ {languages}. Số đã phát hành không thêm ngôn ngữ; ngôn ngữ mới "
        "bắt đầu từ số sau.",
        "{version} is out without the language {languages}. What is out gets no further language; a new one begins "
        "with the next edition.",
    )
    uncommitted = Message(
        "Có thay đổi chưa đưa vào git nên không ai dựng lại được số bản tin này. Hãy commit trước:\n{files}",
        "There are changes that are in no commit, so nobody could rebuild the edition. Commit them first:\n{files}",
    )
    line_ends = Message(
        "Các tệp này chỉ khác commit ở dấu xuống dòng, nhưng dựng lại từ commit sẽ ra khác. Hãy đặt git config "
        "core.autocrlf false, bỏ eol trong .gitattributes, rồi lấy lại các tệp từ git:\n{files}",
        "These files differ from the commit in their line ends only, yet a rebuild from it would not. Set git config "
        "core.autocrlf false, leave eol out of .gitattributes, and check them out anew:\n{files}",
    )
    unreached = Message(
        "Không nhánh hay thẻ nào có commit {commit} đang dùng nên không ai dựng lại được số bản tin này. Hãy tạo một "
        "nhánh: git branch TÊN.",
        "No branch or tag leads to the commit {commit} that is checked out, so nobody could rebuild the edition. Make "
        "a branch: git branch NAME.",
    )
    no_repository = Message(
        "Dự án không nằm trong kho git nào nên không ai dựng lại được số bản tin này.",
        "The project is in no git repository, so nobody could rebuild the edition.",
    )
    other_bytes = Message(
        "{folder} đã phát hành; số liệu không đổi, nhưng {count} tệp sẽ khác đi nên giữ nguyên bản đã phát "
        "hành:\n{files}",
        "{folder} is out; its values are the same, but {count} files would differ, so it is left as it is:\n{files}",
    )
    damaged = Message(
        "Trang đã phát hành không còn đúng với bản kê của nó:\n{files}",
        "What is out is not as its manifests say:\n{files}",
    )


class Rebuilding:
    """Why an edition cannot be built again."""

    not_out = Message(
        "Ở đó không có số {edition}; có: {known}.", "The edition {edition} is not published there; these are: {known}."
    )
    nothing_out = Message("Ở đó không có số nào đã phát hành.", "No edition is published there.")
    no_commit = Message(
        "{version} không ghi commit nào nên không dựng lại được.", "{version} names no commit to be built again from."
    )
    unknown_commit = Message(
        "Không nhánh hay thẻ nào ở đây có commit {commit} mà {version} ghi.",
        "No branch or tag here leads to the commit {commit} that {version} names.",
    )
    other_records = Message(
        "Bản ghi ở commit {commit} không phải là bản ghi đã dựng nên {version}, nên không chạy gì của commit ấy.",
        "The records at the commit {commit} are not those that {version} was made from, so nothing of it is run.",
    )
    failed = Message("Không dựng lại được {version}:\n{told}", "{version} could not be built again:\n{told}")


class Results:
    """What was done."""

    dry_run = Message("Chạy thử: không có gì thay đổi.", "A dry run: nothing was changed.")
    nothing = Message("Không có số nào mới để phát hành.", "There is no edition to publish.")
    whole = Message("Mọi tệp đều đúng với bản kê.", "Every file is as its manifest says.")
    rebuilt = Message(
        "{version}: dựng lại từ {commit}, giống từng byte.", "{version}: rebuilt from {commit}, same bytes."
    )
    differs = Message(
        "{version}: dựng lại từ {commit}, khác đi:\n{files}", "{version}: rebuilt from {commit}, differs:\n{files}"
    )
    tools = Message("Công cụ khác phiên bản:\n{tools}", "Tools of other versions:\n{tools}")


STEPS = {
    StepKind.NEW: Message("{version}: phát hành mới", "{version}: published"),
    StepKind.CORRECTED: Message("{version}: phát hành bản đính chính", "{version}: published as a correction"),
    StepKind.OUT: Message("{version}: đã phát hành, giữ nguyên", "{version}: out already, left as it is"),
    StepKind.LATER: Message("{version}: phát hành từ ngày {day}", "{version}: not before {day}"),
}
"""What became of an edition."""

PLANS = {
    **STEPS,
    StepKind.NEW: Message("{version}: sẽ phát hành mới", "{version}: would be published"),
    StepKind.CORRECTED: Message(
        "{version}: sẽ phát hành bản đính chính", "{version}: would be published as a correction"
    ),
}
"""What would become of an edition."""

FAULTS = {
    FaultKind.MISSING: Message("{path}: thiếu", "{path}: missing"),
    FaultKind.EXTRA: Message("{path}: thừa, không có trong bản kê", "{path}: not in the manifest"),
    FaultKind.CHANGED: Message("{path}: đã bị thay đổi", "{path}: changed"),
    FaultKind.STRANGE: Message("{path}: không phải tệp thường", "{path}: no regular file"),
    FaultKind.UNREADABLE: Message("{path}: không đọc được: {told}", "{path}: cannot be read: {told}"),
}
"""What is wrong with a file."""
