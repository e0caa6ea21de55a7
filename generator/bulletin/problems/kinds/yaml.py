"""What can be wrong with the way a file is written, before its fields are looked at: the editor's words for YAML."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

COLON_MISSING = ProblemKind(
    "yaml-colon-missing",
    Severity.ERROR,
    Text(
        vi="Thiếu dấu hai chấm và dấu cách giữa tên trường và giá trị.",
        en="A colon and a space are missing between the field and its value.",
    ),
    Text(
        vi="Viết “tên-trường: giá trị”, có dấu cách sau dấu hai chấm.",
        en="Write “field: value”, a space behind the colon.",
    ),
    Text(
        vi="Dấu hai chấm chỉ ngăn tên trường với giá trị khi có dấu cách theo sau. “value:15” hay “value 15” bị đọc "
        "thành một đoạn chữ liền.",
        en="A colon separates a field from its value only when a space follows. “value:15” and “value 15” are each "
        "read as one piece of text.",
    ),
)

COLON_IN_TEXT = ProblemKind(
    "yaml-colon-in-text",
    Severity.ERROR,
    Text(
        vi="Trong đoạn chữ có dấu hai chấm kèm dấu cách, nên nó bị hiểu là một trường mới.",
        en="The text holds a colon and a space, which reads as the beginning of another field.",
    ),
    Text(vi='Đặt cả đoạn chữ trong ngoặc kép: "…: …".', en='Put the whole text in quotes: "…: …".'),
    Text(
        vi="Một dòng chỉ có một trường. Đoạn chữ có dấu “: ” ở trong phải được đặt giữa hai dấu ngoặc kép.",
        en="A line holds one field. Text with “: ” inside of it must stand between quotes.",
    ),
)

INDENTATION = ProblemKind(
    "yaml-indentation",
    Severity.ERROR,
    Text(
        vi="Dòng này thụt vào không khớp với các dòng phía trên.",
        en="This line is not indented like those above it.",
    ),
    Text(
        vi="Các trường của một bản ghi phải bắt đầu ở cùng một cột; mỗi bản ghi trong danh sách bắt đầu bằng “- ”.",
        en="All fields of a record begin in the same column; each record of a list begins with “- ”.",
    ),
    Text(
        vi="Số dấu cách đầu dòng cho biết trường nào thuộc về bản ghi nào. Chỉ cần thừa hoặc thiếu một dấu cách là "
        "dòng rơi ra ngoài bản ghi của nó. Cũng có thể dòng ngay phía trên còn dở: thiếu dấu hai chấm, hoặc thiếu dấu "
        "cách sau gạch đầu dòng.",
        en="The spaces at the beginning of a line say which record a field belongs to. One too many or too few and "
        "the line drops out of its record. It may also be that the line above is unfinished: no colon, or no space "
        "behind the dash.",
    ),
)

QUOTE_OPEN = ProblemKind(
    "yaml-quote-open",
    Severity.ERROR,
    Text(
        vi="Dấu ngoặc kép (hoặc nháy đơn) mở ở đây không được đóng lại.",
        en="The quote opened here is never closed.",
    ),
    Text(vi="Thêm dấu đóng cùng loại ở cuối đoạn chữ.", en="Close the text with the same kind of quote."),
    Text(
        vi="Đoạn chữ mở bằng \" phải đóng bằng \", mở bằng ' phải đóng bằng '. Khi thiếu dấu đóng, mọi dòng phía sau "
        "đều bị coi là chữ.",
        en="A text opened with \" is closed with \", one opened with ' with '. Without it everything below is taken "
        "for text.",
    ),
)

AFTER_VALUE = ProblemKind(
    "yaml-after-value",
    Severity.ERROR,
    Text(vi="Sau giá trị đã đóng ngoặc còn thừa chữ.", en="Something stands behind a value that was already closed."),
    Text(
        vi="Xóa phần thừa. Nếu nó thuộc về đoạn chữ, đặt dấu đóng ngoặc ra sau nó; dấu nháy đơn bên trong thì gõ hai "
        "lần ('').",
        en="Delete it. If it belongs to the text, move the closing quote behind it; a ' inside of '…' is typed twice "
        "('').",
    ),
    Text(
        vi="Giá trị trong ngoặc kết thúc ở dấu đóng đầu tiên. Hay gặp nhất là dấu nháy đơn nằm trong đoạn chữ đã mở "
        "bằng nháy đơn, hoặc dấu ngoặc } ] thừa.",
        en="A value in quotes or brackets ends at the first closing sign. Most often a ' stands inside of text opened "
        "with ', or a } or ] is one too many.",
    ),
)

BRACKET_OPEN = ProblemKind(
    "yaml-bracket-open",
    Severity.ERROR,
    Text(
        vi="Dấu ngoặc mở “{given}” không được đóng đúng, hoặc giữa các mục thiếu dấu phẩy.",
        en="The bracket “{given}” is not closed properly, or a comma is missing between its items.",
    ),
    Text(
        vi="Viết {{a: 1, b: 2}} hoặc [a, b]: dấu phẩy giữa các mục, dấu đóng ở cuối.",
        en="Write {{a: 1, b: 2}} or [a, b]: commas between the items, the closing bracket at the end.",
    ),
    Text(
        vi="Trong ngoặc, các mục cách nhau bằng dấu phẩy và mỗi dấu mở phải có dấu đóng cùng loại.",
        en="Inside of brackets the items are separated by commas, and every bracket needs its counterpart.",
    ),
)

BRACKET_STRAY = ProblemKind(
    "yaml-bracket-stray",
    Severity.ERROR,
    Text(
        vi="“{given}” ở đây không có gì để đóng hay ngăn cách.",
        en="“{given}” has nothing to close or to separate here.",
    ),
    Text(vi="Xóa nó, hoặc đặt cả đoạn chữ trong ngoặc kép.", en="Delete it, or put the whole text in quotes."),
    Text(
        vi="Dấu ] } và dấu phẩy chỉ dùng bên trong ngoặc đã mở. Đoạn chữ bắt đầu bằng những dấu này phải đặt trong "
        "ngoặc kép.",
        en="A ], a } and a comma belong inside of brackets. Text that begins with one of them must stand in quotes.",
    ),
)

FIRST_CHARACTER = ProblemKind(
    "yaml-first-character",
    Severity.ERROR,
    Text(vi="Giá trị không thể bắt đầu bằng “{given}”.", en="A value cannot begin with “{given}”."),
    Text(
        vi="Đặt đoạn chữ trong ngoặc kép. Với số “hơn 150” hãy viết {{more-than: 150}}.",
        en="Put the text in quotes. For “over 150” write {{more-than: 150}}.",
    ),
    Text(
        vi="Các dấu @ ` % > | có nghĩa riêng khi đứng đầu giá trị, nên đoạn chữ bắt đầu bằng chúng phải đặt trong "
        "ngoặc kép. Số kèm dấu > hay < được viết bằng chữ: more-than, at-least, under, at-most, about, between.",
        en="The signs @ ` % > | have a meaning of their own at the beginning of a value, so text beginning with them "
        "must stand in quotes. Numbers with > or < are written in words: more-than, at-least, under, at-most, about, "
        "between.",
    ),
)

ESCAPE = ProblemKind(
    "yaml-escape",
    Severity.ERROR,
    Text(
        vi="Dấu gạch chéo ngược trong ngoặc kép này không viết như thế được.",
        en="A backslash in double quotes cannot be written like this.",
    ),
    Text(
        vi="Gõ hai dấu gạch chéo ngược (\\\\), hoặc dùng nháy đơn thay cho ngoặc kép.",
        en="Type two backslashes (\\\\), or use single quotes instead of double ones.",
    ),
    Text(
        vi='Giữa hai dấu " thì dấu \\ mở đầu một mã đặc biệt. Giữa hai dấu nháy đơn thì nó chỉ là một dấu thường.',
        en='Between " and " a backslash begins a special code. Between single quotes it is an ordinary character.',
    ),
)

SYNTAX = ProblemKind(
    "yaml-syntax",
    Severity.ERROR,
    Text(vi="Chỗ này không đọc được.", en="This cannot be read."),
    Text(
        vi="Viết theo mẫu “tên-trường: giá trị”, mỗi trường một dòng; mỗi bản ghi trong danh sách bắt đầu bằng “- ”.",
        en="Write “field: value”, one field a line; each record of a list begins with “- ”.",
    ),
    Text(
        vi="Cách viết ở đây không thuộc mẫu nào mà tệp bản ghi dùng. Hãy so với một bản ghi khác trong cùng thư mục.",
        en="The way this is written is none that files of records use. Compare it with another record of the same "
        "folder.",
    ),
)

ANCHOR = ProblemKind(
    "yaml-anchor",
    Severity.ERROR,
    Text(
        vi="Dấu & và * (bản ghi dùng lại) không được dùng.",
        en="The signs & and * (reused pieces) are not used in records.",
    ),
    Text(
        vi="Viết đầy đủ giá trị ở đây; nếu là chữ thì đặt trong ngoặc kép.",
        en="Write the value out here; if it is meant as text, put it in quotes.",
    ),
    Text(
        vi="Mỗi bản ghi phải đọc được một mình, không cần tìm phần còn lại ở chỗ khác. Đoạn chữ bắt đầu bằng & hoặc * "
        "phải đặt trong ngoặc kép.",
        en="Every record must be readable on its own, without looking for the rest elsewhere. Text that begins with & "
        "or * must stand in quotes.",
    ),
)

MERGE = ProblemKind(
    "yaml-merge",
    Severity.ERROR,
    Text(
        vi="“<<” (trộn bản ghi khác vào) không được dùng.",
        en="“<<” (merging another record in) is not used in records.",
    ),
    Text(vi="Viết đầy đủ các trường ở đây.", en="Write the fields out here."),
    Text(
        vi="Mỗi bản ghi phải đọc được một mình, không cần tìm phần còn lại ở chỗ khác.",
        en="Every record must be readable on its own, without looking for the rest elsewhere.",
    ),
)

TAG = ProblemKind(
    "yaml-tag",
    Severity.ERROR,
    Text(vi="Dấu ! ở đầu giá trị không được dùng.", en="A value cannot begin with “!”."),
    Text(
        vi="Xóa phần bắt đầu bằng !, hoặc đặt đoạn chữ trong ngoặc kép.",
        en="Delete what begins with !, or quote the text.",
    ),
    Text(
        vi="Dấu ! ở đầu giá trị là lệnh cho chương trình đọc tệp. Bản ghi chỉ chứa dữ liệu, không chứa lệnh.",
        en="A ! at the beginning of a value is an instruction to the program that reads the file. Records hold data "
        "only.",
    ),
)

DIRECTIVE = ProblemKind(
    "yaml-directive",
    Severity.ERROR,
    Text(vi="Dòng bắt đầu bằng % không được dùng.", en="Lines that begin with % are not used in records."),
    Text(vi="Xóa dòng này.", en="Delete the line."),
    Text(
        vi="Dòng bắt đầu bằng % là chỉ dẫn cho chương trình đọc tệp, chẳng hạn %YAML 1.1. Bản ghi không cần đến nó.",
        en="A line that begins with % instructs the program that reads the file, such as %YAML 1.1. Records need none.",
    ),
)

DOCUMENTS = ProblemKind(
    "yaml-documents",
    Severity.ERROR,
    Text(vi="Từ đây là tài liệu thứ hai trong cùng một tệp.", en="A second document begins here in the same file."),
    Text(
        vi="Xóa dòng “---” và viết các bản ghi thành một danh sách, mỗi bản ghi bắt đầu bằng “- ”.",
        en="Delete the line “---” and write the records as one list, each beginning with “- ”.",
    ),
    Text(
        vi="Một tệp chứa một bản ghi hoặc một danh sách. Dòng “---” ở giữa tệp mở ra một tài liệu mới, dễ bị bỏ sót.",
        en="A file holds one record or one list. A line “---” in the middle begins another document, easily "
        "overlooked.",
    ),
)

TOO_DEEP = ProblemKind(
    "yaml-too-deep",
    Severity.ERROR,
    Text(vi="Các mục lồng vào nhau quá {limit} bậc.", en="The items are nested more than {limit} levels deep."),
    Text(
        vi="Kiểm tra các dấu ngoặc mở và số dấu cách đầu dòng.",
        en="Check the opening brackets and the indentation.",
    ),
    Text(
        vi="Không bản ghi nào cần lồng sâu như vậy. Có lẽ ngoặc mở nhiều hơn đóng, hoặc tệp không phải là tệp bản ghi.",
        en="No record is nested this deeply. Perhaps more brackets are opened than closed, or the file is something "
        "else.",
    ),
)

TOO_MANY = ProblemKind(
    "yaml-too-many",
    Severity.ERROR,
    Text(
        vi="Có hơn {limit} mục trong một bản ghi hoặc một tệp.",
        en="A record or a file holds more than {limit} items.",
    ),
    Text(
        vi="Chia bản ghi ra nhiều tệp trong cùng thư mục; mỗi bản ghi bắt đầu bằng “- ”.",
        en="Spread the records over several files of the same folder; each begins with “- ”.",
    ),
    Text(
        vi="Giới hạn giữ cho việc kiểm tra luôn nhanh và không dùng hết bộ nhớ.",
        en="The limit keeps checking quick and within memory.",
    ),
)

KEY_REPEATED = ProblemKind(
    "key-repeated",
    Severity.ERROR,
    Text(vi="Trường “{given}” đã có ở dòng {first}.", en="The field “{given}” was already given in line {first}."),
    Text(
        vi="Giữ một trong hai. Nếu là hai bản ghi, bản ghi sau phải bắt đầu bằng “- ”.",
        en="Keep one of the two. If they belong to two records, the second record begins with “- ”.",
    ),
    Text(
        vi="Không thể biết giá trị nào là đúng, nên không giá trị nào được chọn thay người nhập.",
        en="Nobody can tell which of the two values is right, so none is chosen on the editor's behalf.",
    ),
)

KEY_NOT_TEXT = ProblemKind(
    "key-not-text",
    Severity.ERROR,
    Text(vi="Tên trường phải là chữ.", en="The name of a field must be text."),
    Text(vi="Viết “tên-trường: giá trị”.", en="Write “field: value”."),
    Text(
        vi="Ở chỗ của tên trường đang có một danh sách, một nhóm trường hoặc chỗ trống, thường do thừa dấu ngoặc, dấu "
        "? hoặc dấu hai chấm.",
        en="A list, a group of fields or a blank stands where a field's name belongs, mostly because of a stray "
        "bracket, question mark or colon.",
    ),
)

VALUE_EMPTY = ProblemKind(
    "value-empty",
    Severity.ERROR,
    Text(vi="Ở đây không có giá trị.", en="There is no value here."),
    Text(
        vi="Nếu chưa có số, viết lý do: not-available (không có), not-applicable (không áp dụng), not-yet-reported "
        "(chưa báo cáo) hoặc suppressed (không công bố). Nếu trường không cần, xóa cả dòng.",
        en="Where there is no number, write why: not-available, not-applicable, not-yet-reported or suppressed. Where "
        "the field is not needed, delete the whole line.",
    ),
    Text(
        vi="Chỗ trống có thể là không, là chưa biết hoặc là quên. Bản tin không đoán: số không viết là 0, thiếu số "
        "thì viết lý do.",
        en="A blank may mean zero, unknown or forgotten. The bulletin does not guess: zero is written 0, and a "
        "missing number has a reason.",
    ),
)

NUMBER_LEADING_ZERO = ProblemKind(
    "number-leading-zero",
    Severity.ERROR,
    Text(vi="Số “{given}” bắt đầu bằng số 0.", en="The number “{given}” begins with a zero."),
    Text(
        vi='Nếu là số, viết {better}. Nếu là chữ (số hiệu, điện thoại), đặt trong ngoặc kép: "{given}".',
        en='If it is a number, write {better}. If it is text (a reference, a telephone number), quote it: "{given}".',
    ),
    Text(
        vi="Có chương trình đọc 010 là 8, có chương trình đọc là 10. Để không ai hiểu nhầm, số không có số 0 ở đầu.",
        en="Some programs read 010 as 8, some as 10. So that nobody mistakes it, numbers have no zero in front.",
    ),
)
