"""Words about all editions together: the page that lists them, feeds, and ways from old addresses."""

from __future__ import annotations

from generator.rendering.text.messages.message import Message


class Series:
    """Labels and sentences."""

    editions = Message("Các số bản tin", "Editions")
    newest = Message("Số mới nhất", "Latest edition")
    list = Message("Các số đã phát hành", "Published editions")
    calendar = Message("Lịch phát hành", "Release calendar")
    calendar_says = Message(
        "Kỳ phát hành kế tiếp của mỗi số ghi đúng như công bố khi số ấy ra.",
        "The next release is given as it was announced when each edition came out.",
    )
    coming = Message("Số kế tiếp: {day}.", "Next edition: {day}.")
    edition = Message("Số", "Edition")
    period = Message("Kỳ báo cáo", "Period")
    cut_off = Message("Số liệu báo cáo đến", "Figures reported up to")
    released = Message("Phát hành", "Released")
    next_release = Message("Số kế tiếp, như đã công bố", "Next edition, as announced")
    status = Message("Tình trạng", "Status")
    no_day_known = Message("{day} (không rõ ngày)", "{day} (no day is known)")
    main_figures = Message("Số liệu chính", "Main figures")
    figure = Message("Số liệu", "Figure")
    was = Message("Đã công bố", "As published")
    now = Message("Đính chính thành", "Corrected to")
    corrected = Message("{title} (đã đính chính)", "{title} (corrected)")
    correction_of = Message("Đính chính: {title}", "Correction: {title}")
    what = Message("Nội dung sai", "What was wrong")
    reason = Message("Lý do", "Reason")
    before = Message("Bản trước khi đính chính: {version}", "Before the correction: {version}")
    labelled = Message("{label}: {value}", "{label}: {value}")
    stamped = Message(
        "Mốc thời gian của mục này là ngày cuối cùng mà số này có thể đã ra.",
        "This entry is stamped with the last day on which the edition may have come out.",
    )
    feeds = Message("Theo dõi bản tin", "Follow the bulletin")
    feeds_say = Message(
        "Nguồn tin báo mỗi số mới và mỗi lần đính chính.", "The feeds announce every new edition and every correction."
    )
    atom = Message("Nguồn tin Atom", "Atom feed")
    json = Message("Nguồn tin JSON", "JSON feed")
    languages = Message("Ngôn ngữ", "Languages")
    moving = Message("Đang chuyển đến {title}", "On to {title}")
    not_in_newest = Message("Không có trong số mới nhất", "Not in the latest edition")
    not_in_newest_says = Message(
        "Trang này không có trong số mới nhất ({newest}). Trang có trong số sau đây:",
        "The latest edition ({newest}) has no such page. This one has it:",
    )
    not_found = Message("Không tìm thấy trang", "Page not found")
    not_found_says = Message(
        "Địa chỉ này không có trong bản tin. Có thể trang đã được chuyển đi.",
        "The bulletin has no page at this address. It may have moved.",
    )
