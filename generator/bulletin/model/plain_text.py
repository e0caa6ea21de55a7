"""Text of unknown origin, made safe to show: sanitized for terminals, logs and messages of one line.

What somebody typed, or a foreign file holds, is neither obeyed by a terminal (escape sequences, bidirectional marks)
nor taken for a line of the program's own.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories: controls, invisible formats, surrogates, private use, unassigned characters, line separators."""


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing, or something else than itself; spaces of all kinds do not count."""
    return not character.isprintable() and unicodedata.category(character) in _HIDDEN


def visible(text: str) -> str:
    """The text in one line, with U+FFFD in place of each hidden character, and an arrow in place of a tab."""
    if text.isprintable():
        return text
    return "".join(_sign(character) if is_hidden(character) else character for character in text)


def _sign(character: str) -> str:
    return "→" if character == "\t" else "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """The text in one line, with a plain space in place of each hidden character and of each other kind of space."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
