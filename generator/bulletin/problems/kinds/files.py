"""What can be wrong with the folder of records and with a file as such, before a word of it is understood."""

from __future__ import annotations

from bulletin.model.text import Text
from bulletin.problems import ProblemKind, Severity

RECORDS_MISSING = ProblemKind(
    "records-missing",
    Severity.ERROR,
    Text(vi="Không thấy thư mục “{given}”.", en="There is no folder “{given}”."),
    Text(
        vi="Chạy lệnh trong thư mục chứa “{given}”, hoặc chỉ ra thư mục ấy bằng --project.",
        en="Run the command in the folder that holds “{given}”, or point at that folder with --project.",
    ),
    Text(
        vi="Mọi số liệu của bản tin nằm trong một thư mục “records”. Lệnh tìm thư mục ấy ở nơi nó được chạy.",
        en="All figures of a bulletin stand in a folder “records”. The command looks for it where it is run.",
    ),
)

BULLETIN_MISSING = ProblemKind(
    "bulletin-missing",
    Severity.ERROR,
    Text(vi="Thiếu tệp “{given}”.", en="The file “{given}” is missing."),
    Text(
        vi="Tạo tệp “{given}” với tên bản tin, đơn vị phát hành, địa chỉ liên hệ và các số liệu trang đầu.",
        en="Create “{given}” with the bulletin's title, publisher, contact and headline figures.",
    ),
    Text(
        vi="Tệp này nói những điều đúng cho cả bản tin: tên, đơn vị phát hành, các nhiệm kỳ, chỉ số chính. Phải có "
        "đúng một tệp như thế, với đúng tên ấy.",
        en="This file says what holds for the whole bulletin: its title, publisher, terms of office and main measure. "
        "There must be exactly one, under exactly this name.",
    ),
)

FOLDER_UNKNOWN = ProblemKind(
    "folder-unknown",
    Severity.ERROR,
    Text(
        vi="“{given}” không phải là chỗ của loại bản ghi nào.",
        en="“{given}” is not the place of any kind of record.",
    ),
    Text(vi="Chuyển tệp vào một trong các thư mục: {known}.", en="Move the file into one of the folders: {known}."),
    Text(
        vi="Thư mục cho biết bản ghi thuộc loại nào: tổ chức, nguồn, chỉ tiêu… Thư mục mang mã của một chỉ số thì "
        "chứa số liệu của chỉ số đó. Nếu đây là một chỉ số mới, hãy khai báo nó trong vocabulary/measures.yml trước.",
        en="The folder says what kind its records are: organizations, sources, targets and so on. A folder named "
        "after a measure holds figures of that measure. If this is a new measure, declare it in "
        "vocabulary/measures.yml first.",
    ),
)

FILE_SYMLINK = ProblemKind(
    "file-symlink",
    Severity.ERROR,
    Text(
        vi="Đây là một liên kết chứ không phải tệp hay thư mục thật.",
        en="This is a link, not a real file or folder.",
    ),
    Text(vi="Thay liên kết bằng chính tệp mà nó trỏ tới.", en="Put the file it leads to in its place."),
    Text(
        vi="Liên kết có thể dẫn ra ngoài thư mục bản ghi; khi đó bản tin phụ thuộc vào thứ không được lưu cùng nó, "
        "hoặc để lộ tệp không định công bố.",
        en="A link can lead out of the folder of records, so that the bulletin depends on something that is not kept "
        "with it, or publishes a file that nobody meant to publish.",
    ),
)

FILE_SPECIAL = ProblemKind(
    "file-special",
    Severity.ERROR,
    Text(
        vi="Tên này kết thúc bằng .yml nhưng không phải là tệp.",
        en="This is named like a file of records but is no file.",
    ),
    Text(
        vi="Đổi tên hoặc xóa nó; bản ghi phải nằm trong tệp thường.",
        en="Rename or delete it; records stand in plain files.",
    ),
    Text(
        vi="Một thư mục, đường ống hay thiết bị mang đuôi .yml thường là do gõ nhầm khi tạo thư mục hoặc do công cụ "
        "khác để lại. Bản ghi bên trong sẽ không ai thấy, nên việc dựng bản tin dừng lại.",
        en="A folder, pipe or device whose name ends in .yml is usually a slip while making a folder, or left by "
        "another tool. Nobody would see records inside of it, so the build stops.",
    ),
)

FILE_UNREADABLE = ProblemKind(
    "file-unreadable",
    Severity.ERROR,
    Text(vi="Không có quyền đọc tệp này.", en="There is no permission to read this."),
    Text(vi="Cấp quyền đọc cho tệp rồi chạy lại.", en="Allow reading it and run the command again."),
    Text(
        vi="Hệ điều hành không cho mở tệp hoặc thư mục. Bỏ qua nó sẽ làm bản tin thiếu số liệu mà không ai biết.",
        en="The operating system refuses to open the file or folder. Leaving it out would silently leave figures out.",
    ),
)

FILE_TOO_LARGE = ProblemKind(
    "file-too-large",
    Severity.ERROR,
    Text(vi="Tệp có {size} byte; tối đa là {limit}.", en="The file has {size} bytes; the limit is {limit}."),
    Text(
        vi="Chia bản ghi ra nhiều tệp trong cùng thư mục, chẳng hạn mỗi tổ chức một tệp.",
        en="Spread the records over several files of the same folder, such as one for each organization.",
    ),
    Text(
        vi="Tệp lớn thế này thường không phải do người nhập mà do nhầm tệp. Giới hạn giữ cho việc kiểm tra luôn nhanh.",
        en="A file of this size is usually the wrong file rather than typed by people. The limit keeps checking quick.",
    ),
)

FILE_NOT_UTF8 = ProblemKind(
    "file-not-utf8",
    Severity.ERROR,
    Text(
        vi="Tệp không được lưu bằng bảng mã UTF-8: byte {given} ở đây không đọc được.",
        en="The file is not saved as UTF-8: byte {given} here cannot be read.",
    ),
    Text(
        vi="Mở tệp và lưu lại với bảng mã “UTF-8”.",
        en="Open the file and save it again with the encoding “UTF-8”.",
    ),
    Text(
        vi="Chữ tiếng Việt chỉ hiện đúng ở mọi nơi khi lưu bằng UTF-8. Tệp lưu bằng bảng mã cũ (TCVN3, VNI, "
        "Windows-1258) hoặc “Unicode” của Notepad cần được lưu lại.",
        en="Vietnamese letters are the same everywhere only in UTF-8. Files in an older encoding (TCVN3, VNI, "
        "Windows-1258) or in Notepad's “Unicode” must be saved anew.",
    ),
)

FILE_NAME_CLASH = ProblemKind(
    "file-name-clash",
    Severity.ERROR,
    Text(
        vi="Tên này chỉ khác “{other}” ở chữ hoa, chữ thường hoặc cách ghi dấu.",
        en="This name differs from “{other}” only by case or by the way its accents are stored.",
    ),
    Text(
        vi="Gộp hai tệp làm một, hoặc đặt tên khác hẳn.",
        en="Make one file of the two, or give one a different name.",
    ),
    Text(
        vi="Trên Windows và macOS hai tên như vậy là một tệp, nên một trong hai tệp sẽ mất khi ai đó tải kho về máy.",
        en="On Windows and macOS the two names are one file, so one of the files is lost when somebody checks the "
        "repository out there.",
    ),
)

FILE_NAME_UNSAFE = ProblemKind(
    "file-name-unsafe",
    Severity.ERROR,
    Text(vi="Tên tệp có ký tự không dùng được.", en="The file's name holds characters that cannot be used."),
    Text(
        vi="Đổi tên; chỉ dùng chữ, số, dấu cách, dấu chấm, gạch ngang và gạch dưới.",
        en="Rename it with letters, digits, spaces, dots, hyphens and underscores only.",
    ),
    Text(
        vi="Ký tự điều khiển, ký tự ẩn hay ký hiệu đặc biệt trong tên tệp làm hỏng thông báo, liên kết “sửa bản ghi” "
        "và việc tải kho về Windows.",
        en="Control characters, invisible characters and special signs in a file's name break messages, the links for "
        "editing a record, and checking the repository out on Windows.",
    ),
)

FILE_ENDING = ProblemKind(
    "file-ending",
    Severity.ERROR,
    Text(vi="Tệp bản ghi phải có đuôi .yml viết thường.", en="Files of records end in .yml, in lower case."),
    Text(vi="Đổi tên thành “{better}”.", en="Rename it to “{better}”."),
    Text(
        vi="Chỉ một đuôi được dùng, để không có hai tệp chỉ khác nhau ở .yaml và .yml. Nếu bỏ qua tệp này, số liệu "
        "trong đó sẽ mất mà không ai biết.",
        en="Only one ending is used, so that no two files differ by .yaml and .yml. Leaving this file out would "
        "silently leave its figures out.",
    ),
)

FILE_IGNORED = ProblemKind(
    "file-ignored",
    Severity.WARNING,
    Text(vi="Tệp này không được đọc: nó không phải .yml.", en="This file is not read: it is not a .yml file."),
    Text(
        vi="Nhập số liệu vào tệp .yml; chuyển tài liệu khác ra ngoài thư mục bản ghi.",
        en="Enter its figures in a .yml file; keep other documents outside of the folder of records.",
    ),
    Text(
        vi="Bảng tính hay văn bản đặt trong thư mục bản ghi trông như đã được nhập, nhưng bản tin không hề dùng đến. "
        "Tệp .md và tệp ẩn thì được phép.",
        en="A spreadsheet or document in the folder of records looks as if it counted, yet the bulletin never uses "
        "it. .md files and hidden files are welcome.",
    ),
)

FILE_EMPTY = ProblemKind(
    "file-empty",
    Severity.WARNING,
    Text(vi="Tệp không có bản ghi nào.", en="The file holds no record."),
    Text(vi="Nhập bản ghi, hoặc xóa tệp.", en="Enter a record, or delete the file."),
    Text(
        vi="Tệp trống hoặc chỉ có ghi chú (dòng bắt đầu bằng #). Có thể việc lưu tệp đã hỏng giữa chừng.",
        en="The file is empty or holds only comments (lines that begin with #). Perhaps saving it went wrong.",
    ),
)

CHARACTER_REFUSED = ProblemKind(
    "character-refused",
    Severity.ERROR,
    Text(
        vi="Ở đây có ký tự ẩn hoặc ký tự lạ: {given}.",
        en="There is an invisible or strange character here: {given}.",
    ),
    Text(
        vi="Xóa ký tự ấy; nếu nó đứng thay dấu cách thì gõ lại một dấu cách thường.",
        en="Delete it; where it stands for a space, type an ordinary space.",
    ),
    Text(
        vi="Ký tự điều khiển, dấu đảo chiều chữ, ký tự không chiếm chỗ và dấu cách đặc biệt thường lọt vào khi dán từ "
        "Word, Excel hoặc trang web. Mắt không thấy nhưng chúng làm hai tên giống nhau thành khác nhau, hoặc làm chữ "
        "hiện ra khác với chữ được lưu.",
        en="Control characters, marks that reverse the direction of text, zero-width characters and special spaces "
        "slip in when pasting from Word, Excel or web pages. The eye does not see them, but they make equal names "
        "differ, or make text look different from what is stored.",
    ),
)

TAB_FOUND = ProblemKind(
    "tab-found",
    Severity.ERROR,
    Text(vi="Ở đây có dấu Tab.", en="There is a tab here."),
    Text(vi="Thay dấu Tab bằng các dấu cách.", en="Type spaces instead of the tab."),
    Text(
        vi="Cấu trúc của tệp dựa vào số dấu cách đầu dòng. Dấu Tab rộng hẹp tùy máy, nên người đọc và chương trình có "
        "thể hiểu khác nhau. Hầu hết trình soạn thảo có thể đặt để phím Tab gõ ra dấu cách.",
        en="A file's structure rests on the spaces at the beginning of its lines. Tabs are wider or narrower from one "
        "machine to the next, so people and program may see different structures. Most editors can be set to type "
        "spaces.",
    ),
)

MERGE_CONFLICT = ProblemKind(
    "merge-conflict",
    Severity.ERROR,
    Text(
        vi="Ở đây còn dấu của hai bản sửa chưa được ghép xong.",
        en="Two versions of these lines were never merged: the marks of the conflict are still here.",
    ),
    Text(
        vi="Giữ một trong hai bản, rồi xóa các dòng dấu này.",
        en="Keep one of the two versions, then delete the lines of marks.",
    ),
    Text(
        vi="Khi hai người sửa cùng một chỗ, git ghi cả hai bản vào tệp: bản thứ nhất giữa <<<<<<< và =======, bản thứ "
        "hai giữa ======= và >>>>>>>. Chỉ con người mới biết bản nào đúng, nên cả tệp không được đọc cho đến khi các "
        "dòng dấu ấy không còn.",
        en="When two people edit the same lines, git writes both versions into the file: one between <<<<<<< and "
        "=======, the other between ======= and >>>>>>>. Only people know which is right, so nothing of the file is "
        "read until those lines of marks are gone.",
    ),
)
