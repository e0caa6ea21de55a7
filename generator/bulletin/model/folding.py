"""One form for the ways in which a text can be typed: case, spaces, invisible signs, Unicode's normal forms."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Characters that show nothing: soft hyphens, joiners, marks of direction, variation selectors."""
_COMPATIBLE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\ufb00-\ufb4f\ufe50-\ufefc\uff00-\uffef]")
"""Characters that look like others: digits above the line or in circles, ligatures, letters of full width."""


class _Bare(dict[int, int | str | None]):
    """What each character is without accents, by its code: a mark is nothing."""

    def __missing__(self, code: int) -> int | None:
        self[code] = bare = None if unicodedata.category(chr(code)).startswith("M") else code
        return bare


_PLAIN: dict[str, str | None] = {
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER ETH}": "d",
    "\N{LATIN SMALL LETTER H WITH STROKE}": "h",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LETTER THORN}": "th",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN SMALL LIGATURE OE}": "oe",
    "\N{ARABIC TATWEEL}": None,
}
"""Letters that Unicode does not decompose, and the stroke that lengthens Arabic words."""
_BARE = _Bare({ord(letter): plain for letter, plain in _PLAIN.items()})

LEAST_LETTERS = 6
"""Letters and digits of a name or text from which on it is found elsewhere by no mere chance."""


def folded(text: str) -> str:
    """The text by which it is compared: in Unicode's composed form, in lower case, in one line."""
    if not text.isascii():
        text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _INVISIBLE.sub("", text))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def without_accents(text: str) -> str:
    """A folded text without its accents, as in addresses and indexes of search; of any script."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_BARE))


def letters_in(text: str) -> int:
    """The number of letters and digits in a text."""
    return sum(map(str.isalnum, text))
