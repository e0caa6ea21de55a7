"""Words about all editions together: the page that lists them, feeds, and ways from old addresses.

What an edition itself says too is in :class:`~bulletin.rendering.text.messages.editions.Editions`.
"""

from __future__ import annotations

from bulletin.rendering.text.messages.message import Message


class Series:
    """Labels and sentences."""

    newest = Message("Số mới nhất", "Latest edition")
    calendar = Message("Lịch phát hành", "Release calendar")
    calendar_says = Message(
        "Kỳ phát hành kế tiếp của mỗi số ghi đúng như công bố khi số ấy ra.",
        "The next release is given as it was announced when each edition came out.",
    )
    coming = Message("Số kế tiếp: {day}.", "Next edition: {day}.")
    next_release = Message("Số kế tiếp (theo thông báo khi phát hành)", "Next edition (as announced at the release)")
    main_figures = Message("Số liệu chính", "Main figures")
    figure = Message("Số liệu", "Figure")
    correction_of = Message("Đính chính: {title}", "Correction: {title}")
    what = Message("Nội dung sai", "What was wrong")
    before = Message("Bản trước khi đính chính: {version}", "Before the correction: {version}")
    labelled = Message("{label}: {value}", "{label}: {value}")
    stamped = Message(
        "Nơi bắt buộc phải ghi ngày (Atom), mục này ghi ngày cuối cùng mà số này có thể đã ra.",
        "Where a day has to be given (Atom), this entry has the last day on which the edition may have come out.",
    )
    feeds = Message("Theo dõi bản tin", "Follow the bulletin")
    feeds_say = Message(
        "Kênh tin báo mỗi số mới và mỗi lần đính chính.", "The feeds announce every new edition and every correction."
    )
    atom = Message("Kênh tin Atom", "Atom feed")
    json = Message("Kênh tin JSON", "JSON feed")
    languages = Message("Ngôn ngữ", "Languages")
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
