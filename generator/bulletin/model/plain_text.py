"""Text of unknown origin, made safe to show: sanitized for terminals, logs, messages of one line, and XML.

What somebody typed, or a foreign file holds, is neither obeyed by a terminal (escape sequences, bidirectional marks)
nor taken for a line of the program's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories: controls, invisible formats, surrogates, private use, unassigned characters, line separators."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
_NOT_XML = frozenset({"Cc", "Cs"})
_SHOWN = 10
"""Of many lines, those that are shown."""


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing, or something else than itself; spaces of all kinds do not count."""
    return not character.isprintable() and unicodedata.category(character) in _HIDDEN


def visible(text: str) -> str:
    """The text in one line, with U+FFFD in place of each hidden character, and an arrow in place of a tab."""
    if text.isprintable():
        return text
    return "".join(_sign(character) if is_hidden(character) else character for character in text)


def _sign(character: str) -> str:
    return "→" if character == "\t" else _REPLACEMENT


def one_line(text: str) -> str:
    """The text in one line, with a plain space in place of each hidden character and of each other kind of space."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


@lru_cache(maxsize=4096)
def xml_text(text: str) -> str:
    """The text in one line, with U+FFFD in place of whatever XML or HTML cannot hold; invisible formats stay."""
    if text.isprintable():
        return text.strip()
    signs = (_REPLACEMENT if _is_not_xml(sign) else sign for sign in text.translate(_SPACES))
    return "".join(signs).strip()


def _is_not_xml(character: str) -> bool:
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return is_noncharacter or unicodedata.category(character) in _NOT_XML


def first_lines(lines: Sequence[str]) -> str:
    """The first of many lines, each indented and in plain text, and how many more there are."""
    more = [f"  … +{len(lines) - _SHOWN}"] if len(lines) > _SHOWN else []
    return "\n".join([*(f"  {one_line(line)}" for line in lines[:_SHOWN]), *more])
