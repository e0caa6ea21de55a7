"""A message in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.text import Language


@dataclass(frozen=True, slots=True)
class Message:
    """Words of the generator's own, as format strings over the details that are given with them."""

    vi: str
    en: str

    def in_(self, language: Language, **details: str) -> str:
        """The message in ``language``.

        :raises KeyError: when a detail that it names is not given.
        """
        return (self.vi if language == "vi" else self.en).format(**details)


@dataclass(frozen=True, slots=True)
class Counted:
    """A message about a number of things, ``{count}``. Vietnamese has one form for all numbers, English two."""

    vi: str
    one: str
    other: str

    def in_(self, language: Language, number: int, **details: str) -> str:
        """The message for so many things; ``count`` among the details is the number as displayed."""
        english = self.one if number == 1 else self.other
        return (self.vi if language == "vi" else english).format(**details)


def bound(catalogue: type, language: Language) -> dict[str, str]:
    """The messages without details that a class of messages holds, by name, in one language."""
    messages = {name: value for name, value in vars(catalogue).items() if isinstance(value, Message)}
    return {name: message.in_(language) for name, message in messages.items() if "{" not in message.vi}
