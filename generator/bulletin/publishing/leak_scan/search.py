"""Search for thousands of texts at once in one pass over a file.

Each text is looked for by eight of its bytes (four, where it is short): all such bytes of a file are looked up in a
table at once, and only where one is in it the whole text is compared. It is the filter of Rabin and Karp's algorithm
for several patterns, with fixed-size fingerprints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LONG, _SHORT = 8, 4
"""Bytes of a fingerprint."""
_BITS = 22
"""The table has two to the power of so many places."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""Spreads fingerprints over the table (Fibonacci hashing)."""
_BLOCK = 1 << 16
"""Bytes that are looked at together."""


class Occurrence(NamedTuple):
    """A pattern in a text."""

    pattern: bytes
    start: int
    """Where it begins, in bytes."""


class MultiSearch:
    """Looks for many patterns in texts."""

    def __init__(self, patterns: Iterable[bytes], background: bytes = b"") -> None:
        """Choose by which of its bytes each pattern is looked for.

        :param patterns: of four bytes at least; shorter ones are never found.
        :param background: what texts are like in which patterns are looked for: fingerprints that it has are avoided.
        """
        distinct = set(patterns)
        sizes = ((_LONG, [p for p in distinct if len(p) >= _LONG]), (_SHORT, [p for p in distinct if len(p) < _LONG]))
        self._searches = [_Fingerprints(size, group, background) for size, group in sizes if group]

    def found(self, text: bytes) -> Iterator[Occurrence]:
        """Every occurrence of every pattern."""
        for search in self._searches:
            yield from search.found(text)


class _Fingerprints:
    """The search for patterns by fingerprints of one size."""

    def __init__(self, size: int, patterns: Collection[bytes], background: bytes) -> None:
        self._size = size
        known = self._table(self._values(background)) if len(background) >= size else None
        self._patterns: defaultdict[int, list[tuple[bytes, int]]] = defaultdict(list)
        for pattern in patterns:
            if len(pattern) >= size:
                values = self._values(pattern)
                at = 0 if known is None else int(np.argmin(known[self._places(values)]))
                self._patterns[int(values[at])].append((pattern, at))
        self._wanted = self._table(np.array(list(self._patterns), dtype=np.uint64))

    def _values(self, text: bytes) -> NDArray[np.uint64]:
        """The fingerprint that begins at each byte."""
        kind = np.dtype("<u8") if self._size == _LONG else np.dtype("<u4")
        overlapping = np.ndarray((len(text) - self._size + 1,), kind, text, strides=(1,))
        return overlapping.astype(np.uint64)

    @staticmethod
    def _places(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return (values * _MULTIPLIER) >> np.uint64(64 - _BITS)

    def _table(self, values: NDArray[np.uint64]) -> NDArray[np.bool_]:
        table = np.zeros(1 << _BITS, dtype=np.bool_)
        table[self._places(values)] = True
        return table

    def found(self, text: bytes) -> Iterator[Occurrence]:
        for begin in range(0, len(text) - self._size + 1, _BLOCK):
            values = self._values(text[begin : begin + _BLOCK + self._size - 1])
            places = np.flatnonzero(self._wanted[self._places(values)])
            for place, value in zip(places.tolist(), values[places].tolist(), strict=True):
                for pattern, offset in self._patterns.get(value, ()):
                    start = begin + place - offset
                    if start >= 0 and text.startswith(pattern, start):
                        yield Occurrence(pattern, start)
