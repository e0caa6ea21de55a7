"""An inverted index in small files, of which a query fetches a few: for sites with too many pages for one file.

Entries have numbers, in the order in which answers are to list them. Three kinds of files are below the folder of the
search: ``pages/``, the entries; ``words/``, all words in their order, each with the numbers of the entries that have
it; ``prefixes/``, the same of beginnings that words of more than two of these files have. The worker of the search
(``workers/split_search.js`` of the theme) finds the file of a word by the words that files begin with, which are in the
index's :class:`Contents`. See decision 0072.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from array import array
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from typing import NotRequired, TypedDict

from bulletin.model.folding import without_accents

FORM = 1
"""The form of these files. The worker of a later theme has to know it still, since themes can be renewed."""
PAGES_EACH = 24
"""Entries that a file of ``pages/`` has."""
LARGEST = 16_000
"""Bytes that a file of ``words/`` has at most, unless it has a single word."""
LONGEST_TEXT = 1_000
"""Characters of a text that are shown; its page is found by all of its words."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FIRST_VOWEL = re.compile(f"([ou])([{_TONES}])([aey])")
_SECOND_VOWEL = re.compile(f"([ou])([aey])([{_TONES}])")


class SearchEntry(TypedDict):
    """A page in the index of the search, or a section of it. Texts are HTML, since results are shown as HTML."""

    location: str
    title: str
    text: str
    page: NotRequired[str]
    """The title of the page that a section is on."""


class Contents(TypedDict):
    """What has to be known of an index before any of its files is fetched."""

    form: int
    version: str
    """Another one whenever any of the files is another."""
    entries: int
    pages_each: int
    words: Sequence[str]
    """The first word of each file of ``words/``."""
    prefixes: Sequence[str]
    """The beginning that each file of ``prefixes/`` is about."""


@dataclass
class InvertedIndex:
    """An index that is being written. Memory is taken by words and numbers only."""

    directory: Path
    """Of the search; it has no such files yet."""
    separator: re.Pattern[str]
    """What is between words."""
    _numbers: dict[str, array[int]] = field(default_factory=dict)
    """Of each word, twice the number of each entry that has it, and one more where it is in the text only."""
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, entries: Iterable[SearchEntry]) -> Contents:
        """Write all files.

        :param entries: read one after the other: of those that a query finds by the same kind of words, the first
            is the best answer.
        """
        total = 0
        for file, part in enumerate(_parts(entries)):
            for number, entry in enumerate(part, total):
                self._add(number, entry)
            total += len(part)
            self._write(f"pages/{file}.json", {"docs": list(map(_shown, part))})
        words = sorted(self._numbers, key=_order_in_scripts)
        firsts = list(self._write_words(words))
        prefixes = sorted({begins for pair in pairwise(firsts) for begins in _common_beginnings(*pair)})
        for file, begins in enumerate(prefixes):
            self._write(f"prefixes/{file}.json", {begins: self._of_beginning(words, begins)})
        return Contents(
            form=FORM,
            version=self._digest.hexdigest()[:16],
            entries=total,
            pages_each=PAGES_EACH,
            words=firsts,
            prefixes=prefixes,
        )

    def _add(self, number: int, entry: SearchEntry) -> None:
        in_title = self._words_of(entry["title"])
        for word in in_title:
            self._numbers.setdefault(word, array("I")).append(2 * number)
        for word in self._words_of(entry["text"]) - in_title:
            self._numbers.setdefault(word, array("I")).append(2 * number + 1)

    def _words_of(self, text: str) -> set[str]:
        words = filter(None, self.separator.split(text.lower()))
        return {spelling for word in words for spelling in spellings(word)}

    def _write_words(self, words: Iterable[str]) -> Iterator[str]:
        """Write the files of words; give the first word of each."""
        part: dict[str, tuple[Numbers, Numbers]] = {}
        size = file = 0
        for word in words:
            numbers = _split(self._numbers[word])
            weight = len(json.dumps({word: numbers}, ensure_ascii=False).encode())
            if part and size + weight > LARGEST:
                self._write(f"words/{file}.json", part)
                part, size, file = {}, 0, file + 1
            if not part:
                yield word
            part[word] = numbers
            size += weight
        if part:
            self._write(f"words/{file}.json", part)

    def _of_beginning(self, words: Sequence[str], begins: str) -> tuple[Numbers, Numbers]:
        start = bisect_left(words, _order_in_scripts(begins), key=_order_in_scripts)
        found = set[int]()
        for word in islice(words, start, None):
            if not word.startswith(begins):
                break
            found.update(self._numbers[word])
        return _split(sorted(number for number in found if number % 2 == 0 or number - 1 not in found))

    def _write(self, path: str, content: object) -> None:
        encoded = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        self._digest.update(f"{path} {len(encoded)}\n".encode() + encoded)
        target = self.directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(encoded)


def _parts(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    remaining = iter(entries)
    while part := list(islice(remaining, PAGES_EACH)):
        yield part


def _shown(entry: SearchEntry) -> SearchEntry:
    """An entry with no more text than is shown, which ends between two words."""
    if len(entry["text"]) <= LONGEST_TEXT:
        return entry
    return {**entry, "text": f"{entry['text'][:LONGEST_TEXT].rpartition(' ')[0]} …"}


def _common_beginnings(word: str, following: str) -> Iterator[str]:
    for end in range(1, len(word) + 1):
        if not following.startswith(word[:end]):
            return
        yield word[:end]


def _order_in_scripts(word: str) -> bytes:
    """By which scripts compare texts: UTF-16."""
    return word.encode("utf-16-be")


# --- numbers ----------------------------------------------------------------------------------------------------------

Numbers = Sequence[int] | str
"""Ascending numbers, each as its distance from the one before (the first from -1); or, where that is shorter, a bit
for each number from 0 on, eight a byte, as base64."""


def _split(numbers: Iterable[int]) -> tuple[Numbers, Numbers]:
    """The numbers of those that have a word in the title, and of those that have it in the text only."""
    parts: tuple[list[int], list[int]] = ([], [])
    for number in numbers:
        parts[number % 2].append(number // 2)
    return _shortest(parts[0]), _shortest(parts[1])


def _shortest(numbers: Sequence[int]) -> Numbers:
    distances = [number - before for before, number in pairwise([-1, *numbers])]
    size = numbers[-1] // 8 + 1 if numbers else 0
    if len(str(distances)) - len(distances) <= 4 * -(-size // 3):  # without the spaces; three bytes are four characters
        return distances
    bits = bytearray(size)
    for number in numbers:
        bits[number // 8] |= 1 << number % 8
    return b64encode(bits).decode()


# --- spellings --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def spellings(word: str) -> tuple[str, ...]:
    """A word as it is typed, without its marks, and with a Vietnamese tone on the other vowel.

    The same as in ``lunr.mul.min.js`` of the theme.

    :param word: in small letters.
    """
    typed = unicodedata.normalize("NFC", word)
    if typed.isascii():
        return (typed,)
    return tuple(dict.fromkeys((typed, without_accents(typed), _with_other_tone(typed))))


def _with_other_tone(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    vowels = _FIRST_VOWEL if _FIRST_VOWEL.search(parts) else _SECOND_VOWEL
    return unicodedata.normalize("NFC", vowels.sub(r"\1\3\2", parts, count=1))
