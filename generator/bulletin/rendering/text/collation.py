"""The order in which a Vietnamese reader looks things up: base letters first (Đ after D), then tones, then case.

The alphabet is that of Vietnamese schools with F, J, W and Z in their Latin places; tones go level, grave, hook, tilde,
acute, dot, as in the Unicode collation for Vietnamese. Numbers within a name sort by size: 2 before 12.
"""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PIECE = re.compile(r"([0-9]+)|([^\W\d_]+)")

CollationKey = tuple[tuple[tuple[int, int | tuple[int, ...]], ...], tuple[int, ...], str]


def collation_key(text: str) -> CollationKey:
    """A sort key. Spaces and punctuation separate words and otherwise count for nothing."""
    words: list[tuple[int, int | tuple[int, ...]]] = []
    tones: list[int] = []
    for digits, letters in _PIECE.findall(unicodedata.normalize("NFC", text)):
        if digits:
            words.append((0, int(digits)))
            continue
        places, marks = zip(*map(_weigh, letters.lower()), strict=True)
        words.append((1, places))
        tones += marks
    return tuple(words), tuple(tones), text


def _weigh(letter: str) -> tuple[int, int]:
    """The place of a letter in the alphabet and its tone; foreign letters follow the alphabet."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = max((_TONES.get(mark, 0) for mark in decomposed[1:]), default=0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return _LETTERS.get(base, len(_ALPHABET) + ord(base[0])), tone
