"""What can be wrong with editions and corrections: dates that cannot be, and figures that were not known."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

EDITION_ID_MALFORMED = ProblemKind(
    "edition-id-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không dùng làm mã số bản tin được.", en="“{given}” cannot be the id of an edition."),
    Text(
        vi="Viết năm, rồi nếu cần thì tháng hay quý sau gạch ngang: 2024, 2024-04, 2024-Q1. Với 2024-Q1.1 cũng chỉ "
        "viết 2024-Q1: số của bản đã đính chính tự có.",
        en="Write a year and, where needed, a month or a quarter after a hyphen: 2024, 2024-04, 2024-Q1. For 2024-Q1.1 "
        "too, write 2024-Q1: the number of a corrected version comes by itself.",
    ),
    Text(
        vi="Mã số bản tin thành địa chỉ của nó trên trang, nên chỉ có chữ cái không dấu, chữ số và gạch ngang, bắt đầu "
        "bằng năm có bốn chữ số. Bản đã đính chính tự có thêm .1, .2.",
        en="An edition's id becomes its address, so it has only plain letters, digits and hyphens, and begins with a "
        "year of four digits. Corrected versions get .1, .2 by themselves.",
    ),
)

NEXT_RELEASE_MALFORMED = ProblemKind(
    "next-release-malformed",
    Severity.ERROR,
    Text(
        vi="“{given}” không phải là ngày, tháng, quý hay năm, cũng không phải to-be-announced.",
        en="“{given}” is neither a day, a month, a quarter or a year, nor to-be-announced.",
    ),
    Text(
        vi="Viết như 2024-07-15, 2024-07, 2024-Q3; chưa định thì viết to-be-announced.",
        en="Write it like 2024-07-15, 2024-07, 2024-Q3; where it is open, to-be-announced.",
    ),
    Text(
        vi="Người đọc thấy trường này trong lịch phát hành. Chưa định cũng là một câu trả lời, và được nói rõ.",
        en="Readers see this in the release calendar. That it is open is an answer too, and is said.",
    ),
)

EDITION_HEADLINE_LATER = ProblemKind(
    "edition-headline-later",
    Severity.ERROR,
    Text(
        vi="Số liệu “{measure}” của “{organization}”, kỳ {period}, được báo cáo ngày {reported} (theo {place}), sau "
        "hạn của số bản tin ({cut_off}).",
        en="The figure of “{measure}” for “{organization}” in {period} was reported on {reported} (by {place}), after "
        "the edition's cut-off ({cut_off}).",
    ),
    Text(
        vi="Trước hết so ngày ở {place} với nguồn. Ngày ấy đúng thì chọn số liệu đã được báo cáo đến {cut_off}; "
        "cut-off gõ sai thì sửa cut-off.",
        en="First compare the day at {place} with the source. Where it is right, choose a figure that had been "
        "reported by {cut_off}; where cut-off was mistyped, mend it.",
    ),
    Text(
        vi="Một số bản tin chỉ cho thấy những gì đã được báo cáo đến hạn của nó, nên số liệu chính của nó cũng phải "
        "được báo cáo đến lúc ấy.",
        en="An edition shows only what had been reported by its cut-off, so that its main figures must have been "
        "reported by then as well.",
    ),
)

EDITION_RELEASED_EARLY = ProblemKind(
    "edition-released-early",
    Severity.ERROR,
    Text(
        vi="Số bản tin phát hành ({given}) trước hạn số liệu của nó ({cut_off}).",
        en="The edition was released ({given}) before its cut-off ({cut_off}).",
    ),
    Text(
        vi="Sửa released hoặc cut-off: hạn số liệu không muộn hơn ngày phát hành.",
        en="Mend released or cut-off: the cut-off is no later than the release.",
    ),
    Text(
        vi="Số bản tin đã phát hành thì không thể biết điều được báo cáo sau đó.",
        en="An edition that has come out cannot know what was reported afterwards.",
    ),
)

EDITION_PERIOD_LATER = ProblemKind(
    "edition-period-later",
    Severity.ERROR,
    Text(
        vi="Kỳ của số bản tin ({given}) bắt đầu sau hạn số liệu ({cut_off}).",
        en="The edition's period ({given}) begins after its cut-off ({cut_off}).",
    ),
    Text(vi="Sửa period hoặc cut-off.", en="Mend period or cut-off."),
    Text(
        vi="Đến hạn số liệu thì kỳ ấy chưa bắt đầu, nên không thể có báo cáo nào về nó.",
        en="By the cut-off the period had not begun, so that nothing can have been reported of it.",
    ),
)

EDITION_NEXT_EARLY = ProblemKind(
    "edition-next-early",
    Severity.ERROR,
    Text(
        vi="Số tiếp theo ({given}) không muộn hơn số này ({released}).",
        en="The next release ({given}) is no later than this one ({released}).",
    ),
    Text(
        vi="Ghi ngày, tháng, quý hoặc năm sau {released}; chưa định thì ghi to-be-announced.",
        en="Give a day, month, quarter or year after {released}; where it is open, to-be-announced.",
    ),
    Text(
        vi="Người đọc dựa vào lịch phát hành, nên số tiếp theo phải ra sau số này.",
        en="Readers rely on the release calendar, so the next release must come after this one.",
    ),
)

EDITION_IDS_ALIKE = ProblemKind(
    "edition-ids-alike",
    Severity.ERROR,
    Text(
        vi="Mã “{given}” chỉ khác “{first}” ở chữ hoa, chữ thường.",
        en="The id “{given}” differs from “{first}” only in capital letters.",
    ),
    Text(vi="Đặt mã khác hẳn.", en="Choose an id that differs otherwise."),
    Text(
        vi="Mã thành tên thư mục của trang. Trên Windows và macOS, hai tên chỉ khác chữ hoa là một thư mục, nên số này "
        "sẽ đè lên số kia.",
        en="Ids become folders of the site. On Windows and macOS two names that differ only in capitals are one "
        "folder, so that one edition would overwrite the other.",
    ),
)

EDITIONS_OF_ONE_DAY = ProblemKind(
    "editions-of-one-day",
    Severity.WARNING,
    Text(
        vi="Số “{given}” và số “{first}” có cùng hạn số liệu ({cut_off}) và cùng ngày phát hành ({released}).",
        en="The editions “{given}” and “{first}” have the same cut-off ({cut_off}) and the same release ({released}).",
    ),
    Text(
        vi="Gõ nhầm thì sửa cut-off hoặc released; một trong hai là thừa thì xóa. Để nguyên thì hai số xếp theo mã.",
        en="Mend cut-off or released where one was mistyped; delete one that is too many. As they are, their ids give "
        "their order.",
    ),
    Text(
        vi="Các số bản tin xếp theo hạn số liệu và ngày phát hành. Trùng cả hai thì số nào mới nhất là do mã, và hai "
        "số cho thấy cùng một điều.",
        en="Editions follow one another by cut-off and release. Where both agree, their ids decide which is the "
        "newest, and both show the same.",
    ),
)

HEADLINE_REPEATED = ProblemKind(
    "headline-repeated",
    Severity.ERROR,
    Text(
        vi="Số liệu chính này đã có ở dòng {line}: “{measure}” của “{organization}”, kỳ {period}.",
        en="This main figure stands in line {line} already: “{measure}” for “{organization}” in {period}.",
    ),
    Text(vi="Xóa một trong hai, hoặc sửa chỗ gõ nhầm.", en="Delete one of the two, or mend what was mistyped."),
    Text(
        vi="Người đọc sẽ thấy một số liệu hai lần ở đầu trang nhất.",
        en="Readers would see one figure twice on top of the front page.",
    ),
)

CORRECTION_DAY_UNKNOWN = ProblemKind(
    "correction-day-unknown",
    Severity.ERROR,
    Text(vi="“{given}” không phải là một ngày.", en="“{given}” is not a day."),
    Text(vi="Ghi đủ ngày đính chính, chẳng hạn 2023-05-10.", en="Give the day of the correction, such as 2023-05-10."),
    Text(
        vi="Đính chính là việc của chính bản tin, nên ngày của nó luôn biết đủ. Người đọc xếp các đính chính theo "
        "ngày.",
        en="A correction is the bulletin's own act, so that its day is always known. Readers tell corrections by it.",
    ),
)

CORRECTION_BEFORE_RELEASE = ProblemKind(
    "correction-before-release",
    Severity.ERROR,
    Text(
        vi="Đính chính ngày {date} nhưng số “{given}” phát hành sau đó ({released}).",
        en="The correction is of {date}, but the edition “{given}” was released afterwards ({released}).",
    ),
    Text(
        vi="Sửa date, hoặc bỏ “{given}” khỏi editions: số chưa phát hành thì sửa thẳng bản ghi.",
        en="Mend date, or leave “{given}” out of editions: before its release, records are simply mended.",
    ),
    Text(
        vi="Chỉ điều đã công bố mới cần đính chính.",
        en="Only what has been published needs a correction.",
    ),
)

CORRECTION_CHANGES_NOTHING = ProblemKind(
    "correction-changes-nothing",
    Severity.ERROR,
    Text(
        vi="Số “{edition}” vẫn ghi {given}, đúng như số bị coi là sai.",
        en="The edition “{edition}” still says {given}, which is what was wrong.",
    ),
    Text(
        vi="Sửa bản ghi của số liệu ấy ({place}), hoặc ghi vào was số đã in sai.",
        en="Mend the record of that figure ({place}), or type into was what was wrongly published.",
    ),
    Text(
        vi="Đính chính nói số đã công bố (was) là sai; số đúng lấy từ bản ghi. Hai số bằng nhau thì không có gì được "
        "đính chính.",
        en="A correction says that what was published (was) is wrong; what is right comes from the records. Where they "
        "are equal, nothing was put right.",
    ),
)

CORRECTED_FIGURE_MISSING = ProblemKind(
    "corrected-figure-missing",
    Severity.WARNING,
    Text(
        vi="Số “{edition}” không có số liệu này: “{measure}” của “{organization}”, kỳ {period}.",
        en="The edition “{edition}” has no such figure: “{measure}” for “{organization}” in {period}.",
    ),
    Text(
        vi="Nếu số ấy từng in số liệu này và nay rút lại thì đúng rồi. Nếu chưa từng in: bỏ “{edition}” khỏi editions, "
        "hoặc sửa kỳ, phạm vi, phân tổ gõ sai.",
        en="If the edition had the figure and it was withdrawn, all is well. If it never had it: take “{edition}” out "
        "of editions, or mend a mistyped period, population or category.",
    ),
    Text(
        vi="Người đọc thấy đính chính là: trước ghi số này, nay không còn. Gõ sai kỳ thì thành rút nhầm số liệu.",
        en="Readers are told that the figure was published and is no more. A mistyped period would tell them so "
        "wrongly.",
    ),
)

ORGANIZATION_LEARNT_LATER = ProblemKind(
    "organization-learnt-later",
    Severity.ERROR,
    Text(
        vi="Bản tin biết bản ghi này từ {known}, nhưng đến {learnt} mới biết {role} “{given}”.",
        en="The bulletin knows this since {known}, but learnt of {role} “{given}” only on {learnt}.",
    ),
    Text(
        vi="Trước hết xem nguồn ở {own} có đúng không. Nếu đúng: ở bản ghi của “{given}” ({place}), ghi source là "
        "nguồn sớm nhất nhắc đến nó.",
        en="First see whether the source at {own} is right. Where it is: in the record of “{given}” ({place}), give "
        "the earliest source that names it.",
    ),
    Text(
        vi="Số bản tin chỉ biết những tổ chức mà nguồn (source) đã có đến hạn của nó; tổ chức không ghi source thì mọi "
        "số đều biết. Số liệu của tổ chức chưa biết thì không có chỗ để hiện, đơn vị của cấp trên chưa biết cũng vậy.",
        en="An edition knows the organizations whose source it knew by its cut-off; every edition knows those without "
        "a source. A figure of one that it does not know, or a unit below it, would have no place to stand.",
    ),
    words={
        "an-organization": Text(vi="tổ chức", en="the organization"),
        "its-parent": Text(vi="cấp trên", en="its parent"),
        "no-source": Text(vi="đầu, vì không ghi source", en="the beginning, as it has no source"),
    },
)
PARENT_LEARNT_LATER = Text(
    vi="Kiểm tra parent: “{given}” có đúng là cấp trên không; rồi xem source ở {own}. Nếu cả hai đúng: ở bản ghi của "
    "“{given}” ({place}), ghi source là nguồn sớm nhất nhắc đến nó.",
    en="See whether “{given}” is the right parent, then whether the source at {own} is right. Where both are: in the "
    "record of “{given}” ({place}), give the earliest source that names it.",
)
"""The hint where it is an organization's parent that the bulletin learnt of later."""
SOURCE_LEFT_OUT = Text(
    vi="Bản ghi ở {own} thiếu source: ghi vào đó nguồn đầu tiên nhắc đến nó.",
    en="The record at {own} lacks source: give there the first source that names it.",
)
"""The hint where what is known too early has no source at all."""
