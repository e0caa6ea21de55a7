"""Collation: the order in which readers look names up, by the alphabet and the accents that a language declares.

Letters sort by their place in the alphabet, names that differ in accents (tones) only by those, then by case; numbers
within a name by size: 2 before 12. A letter with an accent that the alphabet does not have sorts as the letter without
it, other scripts behind the alphabet. Neither Babel nor Python's ``locale`` has a collation that is the same on every
machine, so an alphabet other than the Latin one is in the table ``collation`` of ``locales/<tag>/formats.toml``. One
order serves all pages of a bulletin, that of its first language: names are the same in each, but for the words around
them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from bulletin.localization.languages import deviations_of

_PIECE = re.compile(r"([0-9]+)|([^\W\d_]+)")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SPELT = {
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN SMALL LIGATURE OE}": "oe",
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LETTER ETH}": "d",
    "\N{LATIN SMALL LETTER THORN}": "th",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
}
"""Letters that sort as others, of which Unicode does not say so, where the alphabet does not have them."""
_MODIFIED = re.compile("LATIN SMALL LETTER ([A-Z]) WITH .*")
"""The names of letters with a stroke, a hook and the like, which have no combining mark."""

CollationKey = tuple[tuple[tuple[int, int | tuple[int, ...]], ...], tuple[int, ...], str]


class _Alphabet(NamedTuple):
    letters: dict[str, int]
    """The place of each letter."""
    accents: dict[str, int]
    """The weight of each combining mark that makes no letter of its own, as far as they are declared."""


@cache
def _alphabet(language: str) -> _Alphabet:
    """The alphabet that a language declares; else the Latin one."""
    declared = deviations_of(language).get("collation", {})
    letters, accents = declared.get("alphabet", _LATIN), declared.get("accents", [])
    return _Alphabet(
        {letter: place for place, letter in enumerate(letters)},
        {unicodedata.lookup(f"COMBINING {name}"): weight for weight, name in enumerate(accents, start=1)},
    )


@lru_cache(maxsize=16_384)
def collation_key(text: str, language: str) -> CollationKey:
    """A sort key. Spaces and punctuation separate words and otherwise count for nothing.

    :param language: the first of the bulletin.
    """
    words: list[tuple[int, int | tuple[int, ...]]] = []
    accents: list[int] = []
    for digits, letters in _PIECE.findall(unicodedata.normalize("NFC", text)):
        if digits:
            words.append((0, int(digits)))
            continue
        weighed = [weight for letter in letters.lower() for weight in _weigh(letter, language)]
        words.append((1, tuple(place for place, _accent in weighed)))
        accents += [accent for _place, accent in weighed]
    return tuple(words), tuple(accents), text


@lru_cache(maxsize=4_096)
def _weigh(letter: str, language: str) -> tuple[tuple[int, int], ...]:
    """The place of a letter in the alphabet and the weight of its accents; of a ligature, those of its letters."""
    alphabet = _alphabet(language)
    decomposed = unicodedata.normalize("NFD", letter)
    base = decomposed[0]
    accent = 0
    for mark in decomposed[1:]:
        composed = unicodedata.normalize("NFC", base + mark)
        if composed in alphabet.letters:
            base = composed
        else:
            accent = max(accent, alphabet.accents.get(mark, len(alphabet.accents) + ord(mark)))
    if base in alphabet.letters:
        return ((alphabet.letters[base], accent),)
    if spelt := _spelt(base):
        return tuple((place, ord(base)) for part in spelt for place, _accent in _weigh(part, language))
    return ((len(alphabet.letters) + ord(base), accent),)


def _spelt(letter: str) -> str:
    """The letters that a letter sorts as which has no combining mark; empty for one of its own."""
    modified = _MODIFIED.fullmatch(unicodedata.name(letter, ""))
    return _SPELT.get(letter) or (modified[1].lower() if modified else "")
