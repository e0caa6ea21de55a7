"""What the commands about editions refuse to do, in words for people."""

from __future__ import annotations

from bulletin.errors import RejectedError
from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import Message, translate


class RefusedError(RejectedError):
    """It must not, or cannot, be done as things stand."""

    def __init__(self, reason: Message, **details: str) -> None:
        super().__init__(translate(reason, SOURCE_LANGUAGE, **details))
        self.reason = reason
        self.details = details
