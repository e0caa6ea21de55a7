"""Words about editions: what each is, and how it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.records import Status
from generator.rendering.text.messages.message import Message


class Editions:
    """Labels and sentences."""

    to_be_announced = Message("chưa công bố", "to be announced")
    knows = Message("số liệu báo cáo đến {day}", "figures reported up to {day}")
    here_in_latest = Message("Trang này ở số mới nhất", "This page in the latest edition")
    all = Message("Các số bản tin", "All editions")


STATUSES: Mapping[Status, Message] = {
    Status.ESTIMATED: Message("ước tính", "estimated"),
    Status.PRELIMINARY: Message("sơ bộ", "provisional"),
    Status.OFFICIAL: Message("chính thức", "official"),
}
"""How final an edition is as a whole."""
