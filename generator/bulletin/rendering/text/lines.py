"""Text of others in a line of ours."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Text in one line, with nothing in it that a terminal obeys, so that it can pass for no line of the program's."""
    return "".join(character if character.isprintable() else " " for character in text)
