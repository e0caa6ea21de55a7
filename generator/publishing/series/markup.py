"""The templates of what stands above the editions, HTML and XML: everything in them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.model.text import Language
from generator.rendering.text.messages import Message
from generator.rendering.text.messages.series import Series as Words


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(template: str, language: Language, **context: object) -> bytes:
    """A template of ``generator/publishing/series/templates``, filled in.

    It has ``words``, the catalogue of messages, and ``say``, which tells one of them in a language.
    """

    def say(message: Message, **details: str) -> str:
        return message.in_(language, **details)

    return _templates().get_template(template).render(context, language=language, say=say, words=Words).encode()
