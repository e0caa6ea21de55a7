"""What can be wrong with records beside what is published of them: it may not change silently."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

_ADD = Text(
    vi="thêm vào records/corrections một bản ghi đính chính: {{id: …, date: …, editions: [{edition}], what: {{vi: …, "
    "en: …}}, reason: {{vi: …, en: …}}, figures: [{figure}]}}.",
    en="add a record to records/corrections: {{id: …, date: …, editions: [{edition}], what: {{vi: …, en: …}}, reason: "
    "{{vi: …, en: …}}, figures: [{figure}]}}.",
)

PUBLISHED_VALUE_CHANGED = ProblemKind(
    "published-value-changed",
    Severity.ERROR,
    Text(
        vi="Đã công bố {was} (số bản tin {edition}), nay theo bản ghi là {now}, mà không nêu lý do: “{measure}” của "
        "“{organization}”, kỳ {period}.",
        en="Published as {was} (edition {edition}), now {now} by the records, which give no reason: “{measure}” for "
        "“{organization}” in {period}.",
    ),
    Text(
        vi=f"Nguồn báo cáo lại thì thêm báo cáo mới, giữ báo cáo cũ. Công bố sai thì {_ADD.root['vi']}",
        en=f"Where a source reports it anew, add the new report and leave the old one. "
        f"Where it was wrong, {_ADD.root['en']}",
    ),
    Text(
        vi="Số bản tin đã công bố không bao giờ lặng lẽ thay đổi. Báo cáo mới điều chỉnh số liệu từ số sau; số công bố "
        "sai thì phải đính chính, và số bản tin được phát hành lại với phiên bản mới, nêu rõ sai gì và vì sao.",
        en="A published edition never changes silently. A newer report revises a figure in later editions; a mistake "
        "takes a correction, and the edition comes out under a new version that says what was wrong and why.",
    ),
)

PUBLISHED_VALUE_GONE = ProblemKind(
    "published-value-gone",
    Severity.ERROR,
    Text(
        vi="Đã công bố {was} (số bản tin {edition}), nay bản ghi không còn số liệu ấy, mà không nêu lý do: “{measure}” "
        "của “{organization}”, kỳ {period}.",
        en="Published as {was} (edition {edition}), which the records do not hold any more and give no reason for: "
        "“{measure}” for “{organization}” in {period}.",
    ),
    Text(
        vi=f"Khôi phục bản ghi; nếu phải rút số liệu thì {_ADD.root['vi']}",
        en=f"Restore the record; if the figure has to be withdrawn, {_ADD.root['en']}",
    ),
    Text(
        vi="Số liệu đã công bố không được biến mất. Có thể bản ghi bị xóa, kỳ hoặc mã bị đổi, hoặc một tổng không còn "
        "tính được.",
        en="A published figure may not vanish. A record may have been deleted, its period or an id changed, or a total "
        "cannot be computed any more.",
    ),
)

PUBLISHED_VALUE_ADDED = ProblemKind(
    "published-value-added",
    Severity.WARNING,
    Text(
        vi="Theo ngày báo cáo, số liệu này thuộc số bản tin đã phát hành mà không có nó: {edition}.",
        en="By its day this figure belongs to what came out without it: edition {edition}.",
    ),
    Text(
        vi="Ghi reported là ngày bản tin nhận được số liệu, để số sau công bố nó như số mới.",
        en="Give reported as the day on which the bulletin got it: then the next edition tells it as new.",
    ),
    Text(
        vi="Số bản tin đã phát hành giữ nguyên, nên số liệu nhập sau chỉ có ở các số sau. Không ghi ngày thì số sau "
        "không nêu nó là số liệu mới.",
        en="An edition stays as it came out, so that what was entered afterwards only shows in later ones. Without the "
        "day, the next edition does not tell it as new.",
    ),
)

CORRECTION_WAS_UNLIKE = ProblemKind(
    "correction-was-unlike",
    Severity.ERROR,
    Text(
        vi="Đính chính ghi số sai là {was}, nhưng số bản tin {edition} đã công bố {published}.",
        en="The correction says that {was} was wrong, but what edition {edition} published is {published}.",
    ),
    Text(
        vi="Ghi was: {published}, đúng như đã công bố.",
        en="Type was: {published}, as it was published.",
    ),
    Text(
        vi="Đính chính nói lại con số người đọc đã thấy, và lời ấy được giữ mãi. Gõ nhầm ở đây thì đính chính lại sai.",
        en="A correction repeats the number that readers saw, and is kept for ever. Mistyped here, the correction is "
        "wrong itself.",
    ),
)

PUBLISHED_CORRECTION_GONE = ProblemKind(
    "published-correction-gone",
    Severity.ERROR,
    Text(
        vi="Đính chính “{given}” đã công bố trong số bản tin “{edition}”, nay không còn trong bản ghi.",
        en="The correction “{given}” was published in the edition “{edition}” and is not in the records any more.",
    ),
    Text(
        vi="Khôi phục bản ghi “{given}” trong records/corrections, với editions có “{edition}”. Đính chính sai thì "
        "thêm một đính chính khác.",
        en="Restore the record “{given}” in records/corrections, with “{edition}” among its editions. If it was wrong "
        "itself, add another correction.",
    ),
    Text(
        vi="Đính chính không được xóa: người đọc phải luôn thấy điều gì đã sai và đã sửa ra sao.",
        en="Corrections cannot be deleted: readers must always see what was wrong and how it was put right.",
    ),
)

PUBLISHED_EDITION_GONE = ProblemKind(
    "published-edition-gone",
    Severity.ERROR,
    Text(
        vi="Số bản tin “{given}” đã phát hành, nay không còn trong bản ghi.",
        en="The edition “{given}” is published and not in the records any more.",
    ),
    Text(
        vi="Khôi phục bản ghi “{given}” trong records/editions.",
        en="Restore the record “{given}” in records/editions.",
    ),
    Text(
        vi="Số bản tin đã phát hành luôn đọc được dưới địa chỉ của nó, nên bản ghi và mã của nó không được đổi.",
        en="A published edition stays readable under its address for ever, so that neither its record nor its id may "
        "change.",
    ),
)

PUBLISHED_CORRECTION_CHANGED = ProblemKind(
    "published-correction-changed",
    Severity.ERROR,
    Text(
        vi="Đính chính “{given}” đã công bố ghi {field} là “{was}”, nay bản ghi là “{now}”.",
        en="The correction “{given}” was published with “{was}” as its {field}, which is “{now}” in the records now.",
    ),
    Text(
        vi="Ghi lại như đã công bố: “{was}”. Còn sai điều khác thì thêm một đính chính mới.",
        en="Put it back as it was published: “{was}”. For a further mistake, add a new correction.",
    ),
    Text(
        vi="Đính chính đã công bố không được viết lại: người đọc phải luôn thấy điều đã được nói về sai sót ấy.",
        en="A published correction is never rewritten: readers must always see what they were told of the mistake.",
    ),
)

BY_CORRECTION = Text(
    vi="Ghi lại như đã công bố: “{was}”; nếu đã công bố sai thì thêm vào records/corrections một đính chính có "
    "“{edition}” trong editions.",
    en="Put it back as it was published: “{was}”; if that was wrong, add a correction to records/corrections, with "
    "“{edition}” among its editions.",
)
"""The hint where a correction may change what an edition says of itself."""

PUBLISHED_EDITION_CHANGED = ProblemKind(
    "published-edition-changed",
    Severity.ERROR,
    Text(
        vi="Số bản tin {edition} đã phát hành với {field} là “{was}”, nay bản ghi là “{now}”.",
        en="Edition {edition} was published with “{was}” as its {field}, which is “{now}” in the records now.",
    ),
    Text(vi="Ghi lại như đã công bố: “{was}”.", en="Put it back as it was published: “{was}”."),
    Text(
        vi="Kỳ, hạn số liệu và ngày phát hành của số đã phát hành không đổi được; lời lẽ của nó chỉ đổi khi được đính "
        "chính, và khi ấy nó ra lại với phiên bản mới.",
        en="The period, the cut-off and the release of what is out cannot change; what else an edition says of itself "
        "changes by a correction only, with which it comes out anew.",
    ),
)

PUBLISHED_MEASURE_CHANGED = ProblemKind(
    "published-measure-changed",
    Severity.ERROR,
    Text(
        vi="Số bản tin {edition} đã phát hành với {field} của chỉ số là “{was}”, nay bản ghi là “{now}”.",
        en="Edition {edition} was published with “{was}” as the measure's {field}, which is “{now}” in the records "
        "now.",
    ),
    Text(
        vi="Chỉ số có nghĩa khác thì thêm chỉ số mới với mã khác; câu chữ đã công bố sai thì thêm đính chính có "
        "“{edition}” trong editions; còn lại thì ghi lại như đã công bố.",
        en="For another meaning, add a new measure under another id; where the words were wrong, add a correction with "
        "“{edition}” among its editions; else put it back as it was published.",
    ),
    Text(
        vi="Đổi định nghĩa hay đơn vị thì mọi số liệu đã công bố của chỉ số mang nghĩa khác, dù không con số nào đổi.",
        en="With another definition or unit, every published figure of the measure means something else, though no "
        "number changed.",
    ),
)
