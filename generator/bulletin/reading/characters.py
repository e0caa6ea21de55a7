"""The character whitelist of records: visible characters, plain spaces and line ends; and NFC normalization."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category that nevertheless show nothing."""
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"})
"""Controls, invisible formats (bidirectional marks, zero-width characters, soft hyphens), private use, odd spaces."""
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LONE_RETURN = re.compile(r"\r(?!\n)")


def is_refused(character: str) -> bool:
    """Whether a character may not stand in records; line ends and the space may."""
    if character in " \n":
        return False
    code = ord(character)
    unseen = character in _UNSEEN or code in _NONCHARACTERS or code & 0xFFFE == 0xFFFE
    return unseen or unicodedata.category(character) in _REFUSED_CATEGORIES


def refused_in(text: str) -> frozenset[str]:
    """The refused characters that occur in a text; a return is fine as the first half of a line end."""
    found = {character for character in set(text) if is_refused(character)}
    if "\r" in found and _LONE_RETURN.search(text) is None:
        found.discard("\r")
    return frozenset(found)


def places_of(refused: frozenset[str], text: str) -> Iterator[int]:
    """The offsets at which refused characters stand; a return counts only where no line feed follows."""
    if not refused:
        return
    single = "".join(map(re.escape, sorted(refused - {"\r"})))
    choices = ([f"[{single}]"] if single else []) + ([_LONE_RETURN.pattern] if "\r" in refused else [])
    for match in re.finditer("|".join(choices), text):
        yield match.start()


def name_of(character: str) -> str:
    """How a character that cannot be seen is named to people: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def to_nfc(text: str) -> str:
    """The text in Unicode's composed form, so that equal names are equal however their accents were typed."""
    return unicodedata.normalize("NFC", text)
