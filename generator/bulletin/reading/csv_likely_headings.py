"""What is probably meant where the headings of a CSV file are not those that its description declares."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from bulletin.reading.csv_documents import CsvDocument
from bulletin.reading.csv_text import SEPARATORS, cells_at
from bulletin.reading.documents import to_nfc
from bulletin.reading.hints import differ_by_a_letter, to_word

_MOST_LINES: Final = 100
"""Headings are looked for in so many lines at the top of a file."""
_LONGEST_LINE: Final = 20_000
"""A longer line, in characters, is no row of headings."""
_ALIKE: Final = 0.75
"""Words less alike, by :meth:`difflib.SequenceMatcher.ratio`, are different words."""


class HeadingRow(NamedTuple):
    """A row that holds headings that are declared."""

    line: int
    separator: str
    """What separates its cells."""
    headings: int
    """The number of declared headings in it."""


def row_of_headings(document: CsvDocument, declared: Collection[str]) -> HeadingRow | None:
    """The row that holds most of the declared headings, the first of several.

    :returns: None where none of the first rows holds at least half of them, and two unless only one is declared.
    """
    separators = [document.separator, *(other for other in SEPARATORS if other != document.separator)]
    rows = [_row(document, line, each, declared) for each in separators for line in range(1, _last_line(document) + 1)]
    best = max(rows, key=lambda row: row.headings)
    return best if best.headings >= max(len(declared) / 2, min(2, len(declared))) else None


def _last_line(document: CsvDocument) -> int:
    return min(_MOST_LINES, document.place(len(document.text)).line)


def _row(document: CsvDocument, line: int, separator: str, declared: Collection[str]) -> HeadingRow:
    if len(document.line(line)) > _LONGEST_LINE:
        return HeadingRow(line, separator, 0)
    cells = {to_nfc(cell) for _, cell in cells_at(document.text, document.start_of(line), separator)}
    return HeadingRow(line, separator, len(cells.intersection(declared)))


def respelt(found: Sequence[str], declared: Sequence[str]) -> dict[str, str]:
    """The headings of a file that the description probably spells otherwise, each with what it says there.

    Only where neither can be another one.

    :param found: those that the description does not name.
    :param declared: those of the description that the file does not have.
    """
    pairs = [(heading, other) for heading in found for other in declared if _are_alike(heading, other)]
    often = Counter(heading for heading, _ in pairs), Counter(other for _, other in pairs)
    return {heading: other for heading, other in pairs if often[0][heading] == often[1][other] == 1}


def _are_alike(heading: str, other: str) -> bool:
    """Whether two headings are equal but for case, accents and signs, or a letter of a word; digits are equal."""
    words, others = to_word(heading).split("-"), to_word(other).split("-")
    if "".join(words) == "".join(others):
        return any(words)
    return len(words) == len(others) and all(map(_may_be, words, others))


def _may_be(word: str, other: str) -> bool:
    if word == other:
        return True
    is_a_slip = differ_by_a_letter(word, other) and not any(c.isdigit() for c in word + other)
    return is_a_slip and difflib.SequenceMatcher(None, word, other).ratio() >= _ALIKE
