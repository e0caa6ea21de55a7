"""Text without marks, for readers who type "binh thanh" and mean Bình Thạnh."""

from __future__ import annotations

import unicodedata

_BY_HAND = str.maketrans("đĐ", "dD")
"""Đ has no decomposition in Unicode."""


def fold(text: str) -> str:
    """Lower-case letters without tones and marks."""
    marks = unicodedata.normalize("NFD", text.translate(_BY_HAND))
    return "".join(letter for letter in marks if not unicodedata.combining(letter)).lower()


def searchable(text: str) -> str:
    """The text, and its folded form where that differs, so that either finds it."""
    folded = fold(text)
    return text if folded == text.lower() else f"{text} {folded}"
