"""Collation: the order in which readers look names up, by the alphabet and the accents that a language declares.

Letters sort by their place in the alphabet, names that differ in accents (tones) only by those, then by case; numbers
within a name by size: 2 before 12. Neither Babel nor Python's ``locale`` has a collation that is the same on every
machine, so the alphabet is in the table ``collation`` of ``locales/<tag>/formats.toml``. One order serves all,
since names are the same in each language of a bulletin, but for the words around them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bulletin.localization.languages import LANGUAGES, deviations_of

_PIECE = re.compile(r"([0-9]+)|([^\W\d_]+)")
_LATIN = "abcdefghijklmnopqrstuvwxyz"

CollationKey = tuple[tuple[tuple[int, int | tuple[int, ...]], ...], tuple[int, ...], str]


class _Alphabet(NamedTuple):
    letters: dict[str, int]
    """The place of each letter."""
    accents: dict[str, int]
    """The weight of each combining mark that makes no letter of its own."""


@cache
def _alphabet() -> _Alphabet:
    """The first alphabet that a language of the program declares; else the Latin one."""
    tables = (deviations_of(language).get("collation") for language in LANGUAGES)
    declared: dict[str, Any] = next(filter(None, tables), {})
    letters, accents = declared.get("alphabet", _LATIN), declared.get("accents", [])
    return _Alphabet(
        {letter: place for place, letter in enumerate(letters)},
        {unicodedata.lookup(f"COMBINING {name}"): weight for weight, name in enumerate(accents, start=1)},
    )


@lru_cache(maxsize=16_384)
def collation_key(text: str) -> CollationKey:
    """A sort key. Spaces and punctuation separate words and otherwise count for nothing."""
    words: list[tuple[int, int | tuple[int, ...]]] = []
    accents: list[int] = []
    for digits, letters in _PIECE.findall(unicodedata.normalize("NFC", text)):
        if digits:
            words.append((0, int(digits)))
            continue
        places, marks = zip(*map(_weigh, letters.lower()), strict=True)
        words.append((1, places))
        accents += marks
    return tuple(words), tuple(accents), text


def _weigh(letter: str) -> tuple[int, int]:
    """The place of a letter in the alphabet and the weight of its accent; foreign letters follow the alphabet."""
    alphabet = _alphabet()
    decomposed = unicodedata.normalize("NFD", letter)
    accent = max((alphabet.accents.get(mark, 0) for mark in decomposed[1:]), default=0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in alphabet.accents))
    return alphabet.letters.get(base, len(alphabet.letters) + ord(base[0])), accent
