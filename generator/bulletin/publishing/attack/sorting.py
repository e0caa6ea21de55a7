"""The order of rows: a table that is sorted by a figure says between which others a hidden one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletin.disclosure.linked_tables import Rational
from bulletin.publishing.attack.html_elements import Element
from bulletin.publishing.attack.named import Names
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables

_LEAST = 3
"""Different published numbers that it takes to see that rows are sorted by them."""

Rows = Sequence[tuple[Element, tuple[CellKey, ...]]]


def sorted_beside(rows: Rows, version: PublishedTables, names: Names) -> Iterator[tuple[CellKey, str]]:
    """The hidden figures among rows that are sorted by the figures of one measure, and what they are between.

    Rows that are sorted by their names, periods or place in the tree are in that order by chance; hidden figures
    behind all others are apart.
    """
    for measure in dict.fromkeys(key.measure for _, keys in rows for key in keys if key in version.hidden):
        series = [key for _, keys in rows for key in keys[:1] if key.measure == measure]
        numbers = [version.figures[key].value for key in series]
        known = [value.exact for value in numbers if value.exact is not None]
        direction = _direction(known)
        if direction == 0 or _is_in_another_order(series, names):
            continue
        for place, key in enumerate(series):
            after = [value.exact for value in numbers[place + 1 :] if value.exact is not None]
            if key in version.hidden and after:
                before = [value.exact for value in numbers[:place] if value.exact is not None]
                yield key, f"{_digits(before[-1]) if before else '…'}, [c], {_digits(after[0])}"


def _direction(known: Sequence[Rational]) -> int:
    """1 where numbers rise, -1 where they fall, 0 where they do neither, or are too few to say."""
    if len(set(known)) < _LEAST:
        return 0
    rises = all(first <= second for first, second in pairwise(known))
    return 1 if rises else -1 if all(first >= second for first, second in pairwise(known)) else 0


def _is_in_another_order(series: Sequence[CellKey], names: Names) -> bool:
    """Whether rows are of consecutive periods, of one unit's categories, or sorted by name."""
    if len({key.organization for key in series}) < len(series):
        return True
    texts = [names.organizations.get(key.organization, key.organization).casefold() for key in series]
    ids = [names.order[key.organization] for key in series]
    return texts == sorted(texts) or ids == sorted(ids)


def _digits(number: Rational) -> str:
    return f"{float(number):g}"
