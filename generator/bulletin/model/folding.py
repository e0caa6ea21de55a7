"""One form for the ways in which a text can be typed: case, spaces, invisible signs, Unicode's normal forms."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Characters that show nothing: soft hyphens, joiners, marks of direction, variation selectors."""
_COMPATIBLE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\ufb00-\ufb4f\ufe50-\ufefc\uff00-\uffef]")
"""Characters that look like others: digits above the line or in circles, ligatures, letters of full width."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_ABSENT = str.maketrans({
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
})  # fmt: skip
"""Letters with a stroke or without a dot, which Unicode does not decompose."""

LEAST_LETTERS = 6
"""Letters and digits of a name or text from which on it is found elsewhere by no mere chance."""


def folded(text: str) -> str:
    """The text by which it is compared: in Unicode's composed form, in lower case, in one line."""
    if not text.isascii():
        text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _INVISIBLE.sub("", text))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def without_accents(text: str) -> str:
    """A folded text without its accents, as in addresses and indexes of search."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text)).translate(_ABSENT)


def letters_in(text: str) -> int:
    """The number of letters and digits in a text."""
    return sum(map(str.isalnum, text))
