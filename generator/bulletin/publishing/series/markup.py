"""The templates of what stands above the editions, HTML and XML: everything in them is escaped."""

from __future__ import annotations

from pathlib import Path

from bulletin.model.text import Language
from bulletin.rendering.text.messages import Editions, Message
from bulletin.rendering.text.messages.series import Series as Words
from bulletin.website.resources import templates

_FOLDER = Path(__file__).parent / "templates"


def fill(template: str, language: Language, **context: object) -> bytes:
    """A template of ``generator/bulletin/publishing/series/templates``, filled in.

    It has ``words`` and ``editions``, the catalogues of messages, and ``say``, which tells one of them in a language.
    """

    def say(message: Message, **details: str) -> str:
        return message.in_(language, **details)

    catalogues = {"words": Words, "editions": Editions}
    return templates(_FOLDER).get_template(template).render(context, language=language, say=say, **catalogues).encode()
