"""What can be wrong with a record on its own: its fields, and the values in them."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

FIELDS_EXPECTED = ProblemKind(
    "fields-expected",
    Severity.ERROR,
    Text(vi="Ở đây phải là một nhóm trường.", en="A group of fields belongs here."),
    Text(vi="Viết mỗi trường một dòng: “tên-trường: giá trị”.", en="Write one field a line: “field: value”."),
    Text(
        vi="Một bản ghi, hoặc một mục như name, gồm các trường có tên. Hay gặp: thiếu dấu cách sau dấu hai chấm, "
        "thiếu phần vi và en của một tên gọi, hoặc viết danh sách ở chỗ chỉ có một bản ghi.",
        en="A record, or an item such as a name, consists of named fields. Common slips: no space behind the colon, a "
        "name without its vi and en, or a list where a single record belongs.",
    ),
)

LIST_EXPECTED = ProblemKind(
    "list-expected",
    Severity.ERROR,
    Text(vi="Ở đây phải là một danh sách.", en="A list belongs here."),
    Text(
        vi="Viết [a, b], hoặc mỗi mục một dòng bắt đầu bằng “- ”.",
        en="Write [a, b], or one item a line, each with “- ”.",
    ),
    Text(
        vi="Trường này nhận nhiều mục, nên dù chỉ có một mục cũng viết thành danh sách: [a].",
        en="This field takes several items, so even a single one is written as a list: [a].",
    ),
)

TEXT_EXPECTED = ProblemKind(
    "text-expected",
    Severity.ERROR,
    Text(vi="Ở đây phải là chữ, không phải “{given}”.", en="Text belongs here, not “{given}”."),
    Text(
        vi='Nếu đúng là “{given}” thì đặt trong ngoặc kép: "{given}".',
        en='If “{given}” is what you mean, put it in quotes: "{given}".',
    ),
    Text(
        vi="Số, true và false viết không có ngoặc kép được hiểu là số hay đúng/sai. Ở chỗ cần chữ, hãy đặt chúng "
        "trong ngoặc kép. Danh sách hay nhóm trường thì không dùng được ở đây.",
        en="Numbers, true and false without quotes are taken for numbers and truth values. Where text belongs, put "
        "them in quotes. Lists and groups of fields cannot stand here.",
    ),
)

NUMBER_EXPECTED = ProblemKind(
    "number-expected",
    Severity.ERROR,
    Text(vi="Ở đây phải là một số nguyên, không phải “{given}”.", en="A whole number belongs here, not “{given}”."),
    Text(
        vi="Viết một số nguyên bằng chữ số, không kèm chữ hay dấu: 1115.",
        en="Write a whole number in digits, without words or signs: 1115.",
    ),
    Text(
        vi="Trường này đếm, nên chỉ nhận số nguyên viết bằng chữ số.",
        en="This field counts, so it takes a whole number in digits only.",
    ),
)

TRUE_FALSE_EXPECTED = ProblemKind(
    "true-false-expected",
    Severity.ERROR,
    Text(vi="Ở đây phải là true hoặc false, không phải “{given}”.", en="true or false belongs here, not “{given}”."),
    Text(vi="Viết true (đúng) hoặc false (sai), không có ngoặc kép.", en="Write true or false, without quotes."),
    Text(
        vi="yes, no, on, off có chương trình hiểu là đúng/sai, có chương trình hiểu là chữ, nên chỉ dùng true và "
        "false.",
        en="Some programs take yes, no, on and off for truth values and some for text, so only true and false are "
        "used.",
    ),
)

FIELD_MISSING = ProblemKind(
    "field-missing",
    Severity.ERROR,
    Text(vi="Thiếu trường “{field}”.", en="The field “{field}” is missing."),
    Text(vi="Thêm một dòng “{field}: …”.", en="Add a line “{field}: …”."),
    Text(
        vi="Bản ghi loại này không thể thiếu trường ấy. Nếu trường đã có, hãy xem tên của nó có gõ sai, hoặc dòng có "
        "bị thụt vào sai chỗ không.",
        en="A record of this kind cannot do without the field. If it is there, its name may be mistyped, or its line "
        "may be indented into something else.",
    ),
)

FIELD_UNKNOWN = ProblemKind(
    "field-unknown",
    Severity.ERROR,
    Text(vi="Không có trường nào tên là “{field}” ở đây.", en="There is no field “{field}” here."),
    Text(vi="Các trường dùng được ở đây: {known}.", en="The fields that can stand here: {known}."),
    Text(
        vi="Tên trường gõ sai thì giá trị của nó sẽ mất mà không ai biết, nên mọi tên lạ đều bị chặn. Tên trường viết "
        "bằng chữ thường không dấu, nối bằng gạch ngang.",
        en="The value of a mistyped field would silently be lost, so every unknown name is stopped. Names of fields "
        "are in lower case, joined by hyphens.",
    ),
)

REASON_WITHOUT_CODE = Text(
    vi="Bỏ mã “{field}”: số công bố chỉ có một lý do, viết acknowledged: {{vi: …, en: …}}.",
    en="Leave the code “{field}” out: a claim has one reason only, written acknowledged: {{vi: …, en: …}}.",
)
"""The hint where a claim's reason stands below a code, as in other records."""

ONLY_CHOICE = Text(
    vi="Ở đây chỉ viết được {known}; nếu không phải vậy thì xóa trường này.",
    en="Only {known} can stand here; where that is not meant, delete the field.",
)
"""The hint where there is but one choice."""

CHOICE_UNKNOWN = ProblemKind(
    "choice-unknown",
    Severity.ERROR,
    Text(vi="“{given}” không phải là một lựa chọn ở đây.", en="“{given}” is not one of the choices here."),
    Text(vi="Viết một trong: {known}.", en="Write one of: {known}."),
    Text(
        vi="Trường này chỉ nhận một số giá trị cố định, viết đúng như trong danh sách.",
        en="This field takes a few fixed values only, written exactly as listed.",
    ),
)

TEXT_TOO_LONG = ProblemKind(
    "text-too-long",
    Severity.ERROR,
    Text(vi="Đoạn chữ này dài hơn {limit} ký tự.", en="This text is longer than {limit} characters."),
    Text(vi="Rút ngắn đoạn chữ.", en="Shorten it."),
    Text(
        vi="Đoạn chữ quá dài làm hỏng trang và thường là do dấu ngoặc kép đóng nhầm chỗ.",
        en="Text of this length breaks pages, and mostly comes from a quote closed in the wrong place.",
    ),
)

ITEMS_TOO_FEW = ProblemKind(
    "items-too-few",
    Severity.ERROR,
    Text(vi="Ở đây phải có ít nhất {limit} mục.", en="There must be at least {limit} here."),
    Text(
        vi="Thêm mục, hoặc xóa cả trường nếu không cần.",
        en="Add items, or delete the field where it is not needed.",
    ),
    Text(
        vi="Một danh sách hay nhóm trống không nói lên điều gì; có lẽ nội dung của nó đã rơi ra ngoài vì thụt dòng "
        "sai.",
        en="An empty list or group says nothing; perhaps its content dropped out through wrong indentation.",
    ),
)

ITEMS_TOO_MANY = ProblemKind(
    "items-too-many",
    Severity.ERROR,
    Text(vi="Ở đây chỉ được có nhiều nhất {limit} mục.", en="There may be at most {limit} here."),
    Text(vi="Bỏ bớt mục.", en="Remove some."),
    Text(
        vi="Chỗ hiển thị trường này có hạn: trang đầu, chẳng hạn, chỉ có chỗ cho vài số liệu chính.",
        en="What this field is for has limited room: the front page, for one, has room for a few main figures only.",
    ),
)

ITEM_REPEATED = ProblemKind(
    "item-repeated",
    Severity.ERROR,
    Text(vi="“{given}” đã có trong danh sách này.", en="“{given}” is already in this list."),
    Text(vi="Xóa mục lặp lại.", en="Delete the repeated item."),
    Text(
        vi="Mỗi mục chỉ được kể một lần; mục lặp lại thường là do chép dòng rồi quên sửa.",
        en="Each item is listed once; a repeated one is mostly a copied line that was never changed.",
    ),
)

NUMBER_TOO_SMALL = ProblemKind(
    "number-too-small",
    Severity.ERROR,
    Text(vi="Số này phải từ {limit} trở lên, không phải {given}.", en="This number is at least {limit}, not {given}."),
    Text(vi="Sửa lại số; nhỏ nhất là {limit}.", en="Correct it; the least that can stand here is {limit}."),
    Text(
        vi="Trường này đếm hoặc đo, nên có một số nhỏ nhất. Ở subordinates, không có đơn vị nào thì không ghi mục.",
        en="This field counts or measures, so there is a least number. Under subordinates, a kind without any unit is "
        "not entered at all.",
    ),
)

NUMBER_TOO_LARGE = ProblemKind(
    "number-too-large",
    Severity.ERROR,
    Text(vi="Số này phải từ {limit} trở xuống, không phải {given}.", en="This number is at most {limit}, not {given}."),
    Text(vi="Sửa lại số; lớn nhất là {limit}.", en="Correct it; the most that can stand here is {limit}."),
    Text(
        vi="Trường này ghi theo phần trăm của một toàn bộ, nên không quá 100. Số lớn hơn sẽ tắt luôn phép kiểm tra "
        "hay đánh giá dùng nó.",
        en="This field is in percent of a whole, so it is 100 at most. A larger number would silently switch off what "
        "it is for.",
    ),
)

ID_MALFORMED = ProblemKind(
    "id-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không dùng làm mã được.", en="“{given}” cannot be an id."),
    Text(
        vi="Viết bằng chữ thường không dấu, chữ số và gạch ngang đơn: “{better}”.",
        en="Write it in lower-case letters without accents, digits and single hyphens: “{better}”.",
    ),
    Text(
        vi="Mã trở thành địa chỉ trang và tên tệp, nên chỉ gồm a–z, 0–9 và gạch ngang. Tên có dấu được viết ở trường "
        "name.",
        en="Ids become addresses of pages and names of files, so they hold a–z, 0–9 and hyphens only. The name with "
        "its accents stands in the field “name”.",
    ),
)

TERM_ID_MALFORMED = ProblemKind(
    "term-id-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không dùng làm mã nhiệm kỳ được.", en="“{given}” cannot be the id of a term of office."),
    Text(
        vi="Bắt đầu bằng chữ cái rồi đến gạch ngang, chẳng hạn term-2015-2020.",
        en="Begin with letters and a hyphen, such as term-2015-2020.",
    ),
    Text(
        vi="Mã nhiệm kỳ được gõ ở chỗ của kỳ báo cáo, nên phải bắt đầu bằng chữ cái để không lẫn với năm hay ngày.",
        en="The id of a term is typed where a period belongs, so it begins with letters lest it look like a year or a "
        "day.",
    ),
)

URL_MALFORMED = ProblemKind(
    "url-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không phải là địa chỉ trang web.", en="“{given}” is not a web address."),
    Text(
        vi="Chép cả địa chỉ, bắt đầu bằng https:// hoặc http://, không có dấu cách.",
        en="Copy the whole address, beginning with https:// or http://, without spaces.",
    ),
    Text(
        vi="Địa chỉ trở thành liên kết mà người đọc bấm vào, nên chỉ nhận địa chỉ http và https đầy đủ.",
        en="The address becomes a link that readers follow, so only complete http and https addresses are taken.",
    ),
)

EMAIL_MALFORMED = ProblemKind(
    "email-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không phải là địa chỉ thư điện tử.", en="“{given}” is not an e-mail address."),
    Text(vi="Viết dạng ten@don-vi.vn.", en="Write it like name@example.org."),
    Text(
        vi="Người đọc dùng địa chỉ này để liên hệ, nên nó phải có đúng một dấu @ và không có dấu cách.",
        en="Readers write to this address, so it has exactly one @ and no spaces.",
    ),
)

VALUE_NOT_A_NUMBER = ProblemKind(
    "value-not-a-number",
    Severity.ERROR,
    Text(vi="“{given}” không phải là số.", en="“{given}” is not a number."),
    Text(
        vi="Viết số bằng chữ số (1115; 26.2), số kèm điều kiện ({{more-than: 150}}), hoặc lý do không có số "
        "(not-available).",
        en="Write digits (1115; 26.2), a qualified number ({{more-than: 150}}), or why there is none (not-available).",
    ),
    Text(
        vi="Số được viết không có dấu phân cách hàng nghìn, phần thập phân sau dấu chấm, không kèm đơn vị hay dấu %. "
        "Trang tự hiện 1.115 và 26,2% theo lối Việt Nam. Khi nguồn nói “hơn”, “khoảng”, “ít nhất”, “dưới”, dùng: "
        "more-than, about, at-least, under, at-most, between. Khi không có số, viết: not-available, not-applicable, "
        "not-yet-reported, suppressed.",
        en="Numbers have no thousands separators, a point before their decimals, and neither unit nor %. The pages "
        "show them as 1.115 and 26,2% in Vietnamese by themselves. Where the source says over, about, at least or "
        "below, use: more-than, about, at-least, under, at-most, between. Where there is no number: not-available, "
        "not-applicable, not-yet-reported, suppressed.",
    ),
)

VALUE_TOO_LARGE = ProblemKind(
    "value-too-large",
    Severity.ERROR,
    Text(vi="Số “{given}” quá lớn.", en="The number “{given}” is too large."),
    Text(
        vi="Kiểm tra số chữ số; nếu đơn vị là tiền, dùng đơn vị lớn hơn (triệu, tỷ).",
        en="Check its digits; for money, use a larger unit (millions, billions).",
    ),
    Text(
        vi="Số từ 10^15 trở lên gần như chắc chắn là gõ thừa, và bảng tính không giữ được đủ chữ số của nó.",
        en="A number of 10^15 or more is almost certainly mistyped, and spreadsheets cannot keep all of its digits.",
    ),
)

VALUE_QUALIFIER = ProblemKind(
    "value-qualifier",
    Severity.ERROR,
    Text(vi="“{given}” không phải là cách nói điều kiện của một số.", en="“{given}” does not qualify a number."),
    Text(
        vi="Viết đúng một trong: about (khoảng), more-than (hơn), at-least (ít nhất), under (dưới), at-most (nhiều "
        "nhất), between (từ … đến …).",
        en="Write exactly one of: about, more-than, at-least, under, at-most, between.",
    ),
    Text(
        vi="Nguồn thường không nói số chính xác. Khi đó giá trị là một nhóm có đúng một điều kiện: {more-than: 150}; "
        "{about: 10000}; {between: [10, 12]}.",
        en="Sources often give no exact number. The value then is a group of exactly one qualifier: {more-than: 150}; "
        "{about: 10000}; {between: [10, 12]}.",
    ),
)

VALUE_RANGE = ProblemKind(
    "value-range",
    Severity.ERROR,
    Text(vi="Khoảng phải gồm hai số, số nhỏ trước.", en="A range takes two numbers, the smaller first."),
    Text(vi="Viết {{between: [10, 12]}}.", en="Write {{between: [10, 12]}}."),
    Text(
        vi="“Từ 10 đến 12” có hai đầu khác nhau. Nếu hai đầu bằng nhau thì chỉ là một số.",
        en="“Between 10 and 12” has two different ends. If they are equal, it is just one number.",
    ),
)

PERIOD_MALFORMED = ProblemKind(
    "period-malformed",
    Severity.ERROR,
    Text(vi="“{given}” không phải là một kỳ hay một ngày.", en="“{given}” is not a period or a day."),
    Text(
        vi="Viết 2018, 2019-H1 (nửa năm), 2023-Q1 (quý), 2019-05 (tháng), 2019-09-05 (ngày), hoặc 2019-01/2019-09 "
        "(từ/đến).",
        en="Write 2018, 2019-H1, 2023-Q1, 2019-05, 2019-09-05 (a day), or 2019-01/2019-09 (from/to).",
    ),
    Text(
        vi="Năm viết trước, rồi tháng, rồi ngày, mỗi phần đủ chữ số: 2019-09-05 chứ không phải 5/9/2019. Khoảng thời "
        "gian là “từ/đến”, tính cả hai đầu. Nhiệm kỳ viết bằng mã của nó: term-2015-2020, hoặc term-2015-2020/2019-11 "
        "khi tính đến tháng 11 năm 2019. Năm phải từ 1900 đến 2200.",
        en="The year comes first, then month and day, each with all digits: 2019-09-05, not 5/9/2019. A span of time "
        "is “from/to”, both included. A term of office is written by its id: term-2015-2020, or "
        "term-2015-2020/2019-11 for the term until November 2019. Years run from 1900 to 2200.",
    ),
)

PERIOD_BACKWARDS = ProblemKind(
    "period-backwards",
    Severity.ERROR,
    Text(vi="Kỳ “{given}” kết thúc trước khi bắt đầu.", en="The period “{given}” ends before it begins."),
    Text(
        vi="Viết phần bắt đầu trước dấu /, phần kết thúc sau.",
        en="Write its beginning before the / and its end behind.",
    ),
    Text(
        vi="Khoảng thời gian viết theo thứ tự “từ/đến”. Có thể hai phần đã bị đổi chỗ, hoặc năm gõ sai.",
        en="A span of time is written “from/to”. Perhaps the two are swapped, or a year is mistyped.",
    ),
)

PERIOD_OUTSIDE_TERM = ProblemKind(
    "period-outside-term",
    Severity.ERROR,
    Text(
        vi="Trong “{given}”, phần sau dấu / nằm ngoài nhiệm kỳ.",
        en="“{given}” ends outside of its term of office.",
    ),
    Text(
        vi="Kiểm tra lại thời điểm, hoặc chọn nhiệm kỳ khác đã khai báo trong bulletin.yml.",
        en="Check the date, or choose another term declared in bulletin.yml.",
    ),
    Text(
        vi="“mã-nhiệm-kỳ/tháng” nghĩa là từ đầu nhiệm kỳ đến hết tháng ấy, nên tháng ấy phải thuộc nhiệm kỳ.",
        en="“term/month” means from the beginning of the term to the end of that month, so the month belongs to the "
        "term.",
    ),
)

TERM_UNKNOWN = ProblemKind(
    "term-unknown",
    Severity.ERROR,
    Text(vi="Không có nhiệm kỳ hay kỳ nào là “{given}”.", en="There is no term of office or period “{given}”."),
    Text(
        vi="Các nhiệm kỳ đã khai báo: {known}. Muốn thêm, khai báo ở terms trong bulletin.yml.",
        en="The terms declared: {known}. To add one, declare it under terms in bulletin.yml.",
    ),
    Text(
        vi="Kỳ bắt đầu bằng chữ cái được hiểu là một nhiệm kỳ. Mỗi nhiệm kỳ được khai báo một lần trong bulletin.yml, "
        "với ngày đầu và ngày cuối.",
        en="A period that begins with a letter is taken for a term of office. Each term is declared once in "
        "bulletin.yml, with its first and last day.",
    ),
)

MEASURE_FOLDER = ProblemKind(
    "measure-folder",
    Severity.ERROR,
    Text(
        vi="Bản ghi này là của chỉ số “{given}” nhưng nằm trong thư mục của chỉ số “{folder}”.",
        en="This record is of the measure “{given}”, yet it stands in the folder of the measure “{folder}”.",
    ),
    Text(
        vi="Chuyển bản ghi sang thư mục observations, hoặc xóa dòng measure nếu nó thuộc về “{folder}”.",
        en="Move the record to the folder observations, or delete the line “measure” if it belongs to “{folder}”.",
    ),
    Text(
        vi="Thư mục mang mã của một chỉ số chỉ chứa số liệu của chỉ số đó, nên ở đó không cần trường measure.",
        en="A folder named after a measure holds figures of that measure only, so that its records need no field "
        "“measure”.",
    ),
)
