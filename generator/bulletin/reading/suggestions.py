"""Suggestions for mistyped words: the most similar of the known ones ("did you mean"), by fuzzy string matching."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

_CANDIDATES = 12
"""So many words that share the most pairs of letters are compared in full; it keeps thousands of ids quick."""
_LONGEST = 200
"""A longer word is a mistyped something else."""
_ALIKE = 0.8
"""Less alike, and the word is rather a new one."""
_STROKED_D = "\N{LATIN SMALL LETTER D WITH STROKE}"
"""A letter of its own in Unicode, not a letter with a mark."""
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def to_id(text: str) -> str:
    """A text as an id: ``North Library`` becomes ``north-library``. Empty where no letter or digit is left."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_IN_IDS.sub("-", bare.replace(_STROKED_D, "d")).strip("-")


class Nearest:
    """Finds the nearest of some known words."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)

    def to(self, word: str) -> str | None:
        """The known word most like ``word``; None where none is much alike."""
        if len(word) > _LONGEST:
            return None
        wanted = to_id(word) or word
        shared = Counter(known for pair in _pairs(wanted) for known in self._by_pair.get(pair, ()))
        likely = [known for known, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]]
        found = difflib.get_close_matches(wanted, [known for known in likely if _may_be(wanted, known)], 1, _ALIKE)
        return found[0] if found else None

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for known in self._known:
            for pair in _pairs(known):
                words[pair].append(known)
        return words


def _may_be(word: str, known: str) -> bool:
    """Whether a word can be a slip of a known one, not the name of something else: ``quan-1`` is not ``quan-10``."""
    if re.findall("[0-9]", word) != re.findall("[0-9]", known):
        return False
    (one, *_), (other, *_) = word.split("-"), known.split("-")
    return word.replace("-", "") == known.replace("-", "") or _one_letter(one, other)


def _one_letter(one: str, other: str) -> bool:
    """Whether two words differ by a letter at most, or by two that changed places."""
    matched = 0
    while matched < min(len(one), len(other)) and one[matched] == other[matched]:
        matched += 1
    a, b = one[matched:], other[matched:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}
