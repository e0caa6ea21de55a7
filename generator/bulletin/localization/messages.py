"""Messages: English source text declared in code, translated by the gettext catalogue of a language.

``_("Value")`` declares a message; :func:`translate` gives its text in a language. Details are ``{named}`` fields.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import NamedTuple

from bulletin.localization.formats import decimal_text
from bulletin.localization.languages import LOCALES, SOURCE_LANGUAGE


class Message(NamedTuple):
    """A message, which is a format string; nothing is translated before a language is known."""

    source: str
    """The English text; of a plural message, for one."""
    context: str | None = None
    """What the text is about, where the same English words need different translations (gettext's ``msgctxt``)."""
    plural: str | None = None
    """The English text for any other number than one, where the message counts something."""


def _(source: str, context: str | None = None) -> Message:
    """Declare a message."""
    return Message(source, context)


def n_(singular: str, plural: str) -> Message:
    """Declare a message that counts; its detail ``count`` is an integer."""
    return Message(singular, plural=plural)


@cache
def _catalogue(language: str) -> NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "bulletin.mo"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


@cache
def template(message: Message, language: str) -> str:
    """The format string of a message in a language, without plural forms; the English where it is not translated."""
    catalogue = _catalogue(language)
    if message.context is None:
        return catalogue.gettext(message.source)
    return catalogue.pgettext(message.context, message.source)


def translate(message: Message, language: str, /, **details: object) -> str:
    """The text of a message in a language, with its details filled in.

    :param details: the format fields by name; ``count`` chooses the plural form, and is written as the language writes
        whole numbers.
    :raises KeyError: where a detail is missing that the message names.
    """
    if message.plural is None:
        return template(message, language).format_map(details)
    count = details["count"]
    if not isinstance(count, int):
        raise TypeError(count)
    details["count"] = decimal_text(Decimal(count), language)
    return _catalogue(language).ngettext(message.source, message.plural, count).format_map(details)


def gettext_for(language: str) -> Callable[..., str]:
    """The function ``_`` of templates: it takes a message's text and context, and gives its text in a language."""

    def translated(source: str, context: str | None = None) -> str:
        return template(Message(source, context), language)

    return translated
