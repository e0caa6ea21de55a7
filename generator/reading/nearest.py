"""What somebody may have meant: the known word nearest to a mistyped one."""

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
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def to_id(text: str) -> str:
    """A text as an id: ``Bình Thạnh`` becomes ``binh-thanh``. Empty where no letter or digit is left."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_IN_IDS.sub("-", bare.replace("đ", "d")).strip("-")


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
        found = difflib.get_close_matches(wanted, likely, n=1, cutoff=0.6)
        return found[0] if found else None

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for known in self._known:
            for pair in _pairs(known):
                words[pair].append(known)
        return words


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}
