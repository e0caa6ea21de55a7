"""How a table fits where there is less width than its columns take: which of them fold, and when rows become cards.

The style sheet decides by the width that a page gives a table; it knows columns by their place. What is decided here is
from which width on each column is shown, by the least and the comfortable width of its cells. All widths are in ems of
a table's letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bulletin.rendering.views import Cell, ColumnHeader, Layout, TableRow

WIDTHS = (34, 48, 66, 82, 96)
"""From which widths on columns can be shown: phones are below the first, tablets below the third."""
CARD_WIDTHS = (48, 66)
"""Below which widths rows can become cards."""
ALWAYS = 0
"""In the place of a width: at every width, until the reader asks for all columns."""
PLACES = 16
"""Columns that the style sheet knows by their place; from this one on, they share a layout."""
_PHONE, _TABLET = 23, 48
"""The width of a table on a phone of 360 px, whose tables have smaller letters; and the one below which numbers are
wrapped as well."""
_LETTER, _HEADING, _SMALL = 0.62, 0.72, 0.9
"""Widths of a letter within cells and in bold headings; and the size of details, relative to that of cells."""
_EDGES = 1.4
"""What is left and right of the text of a cell, together."""
_MARK, _FLAG, _BAR, _SPARKLINE, _INDENT = 1.2, 2.0, 4.7, 5.2, 1.5
_SHORT = 8
"""Up to this need, what a row is about is beside its cells on a card, rather than above them."""
_LINE, _WIDE_LINE = 8.0, 14.0
"""As wide as texts are wrapped with comfort: names, and sentences."""
_BREAK = re.compile(r"[ \n]|(?<=[-–])(?=[^\W\d])")
"""Where browsers break lines."""


class _Need(NamedTuple):
    """What a column needs of the width of its table."""

    broken: float
    """Where every text is wrapped wherever it can be."""
    whole: float
    """Where numbers are not wrapped, and sentences have some room."""
    comfortable: float
    """Where names are in two lines at most, and sentences in lines that are read with ease."""


def layout_of(columns: Sequence[ColumnHeader], rows: Sequence[TableRow]) -> Layout:
    """The layout of a table.

    Columns are shown by their priority, those of one priority from the first to the last: each from the width on that
    holds it and all before it. Where not even the essential columns fit, rows become cards.
    """
    cells = zip(*(row.cells for row in rows), strict=True)
    indent = max(row.depth for row in rows) * _INDENT
    needs = [
        _need(column, of, 0 if place else indent) for place, (column, of) in enumerate(zip(columns, cells, strict=True))
    ]
    folds = dict(_folds(columns, needs))
    cards = _cards([need for column, need in zip(columns, needs, strict=True) if not column.priority])
    is_short = needs[0].whole <= _SHORT
    classes = (
        *(f"number-{place}" for place, column in enumerate(columns[:PLACES], 1) if column.numeric),
        *(f"wide-{place}" for place, column in enumerate(columns[:PLACES], 1) if column.wide),
        *(f"fold-{width}-{place}" for place, width in folds.items()),
        *(() if cards is None else (f"cards-{cards}", *(["cards-beside"] if is_short else []))),
    )
    widest = max(folds.values(), key=lambda width: width or WIDTHS[-1] + 1, default=None)
    return Layout(" ".join(classes), "" if widest is None else f"folds-{widest}", cards is not None)


def _folds(columns: Sequence[ColumnHeader], needs: Sequence[_Need]) -> Iterator[tuple[int, int]]:
    """The place of each column that folds, with the width below which it does; the last places share the widest."""
    broken = comfortable = 0.0
    below: dict[int, int] = {}
    for place in sorted(range(len(columns)), key=lambda place: (columns[place].priority, place)):
        broken, comfortable = broken + needs[place].broken, comfortable + needs[place].comfortable
        if columns[place].priority and (broken > _PHONE or comfortable > _TABLET):
            below[min(place + 1, PLACES)] = _first(WIDTHS, comfortable)  # which grows, so that the last is the widest
    yield from sorted(below.items())


def _cards(essential: Sequence[_Need]) -> int | None:
    """The width below which rows are cards; None where a table of the essential columns always fits."""
    whole = sum(need.whole for need in essential)
    if sum(need.broken for need in essential) <= _PHONE and whole <= _TABLET:
        return None
    return _first(CARD_WIDTHS, whole)


def _first(widths: Iterable[int], needed: float) -> int:
    """The first of some widths that is enough; for the widest tables, none is."""
    return next((width for width in widths if needed <= width), ALWAYS)


def _need(column: ColumnHeader, cells: Sequence[Cell], indent: float) -> _Need:
    """What a column needs.

    :param indent: how far its cells are indented at most.
    """
    widths = zip(*map(_widths, dict.fromkeys(cells)), strict=True)
    broken, whole, comfortable = (max(of_cells) for of_cells in widths)
    broken = max(_word(column.title) * _HEADING, indent + broken)
    whole = max(broken, whole if column.numeric else 0, _WIDE_LINE if column.wide else 0)
    comfortable = max(whole, min(comfortable, _WIDE_LINE if column.wide else _LINE))
    return _Need(_EDGES + broken, _EDGES + whole, _EDGES + comfortable)


@lru_cache(maxsize=100_000)
def _word(text: str) -> int:
    """The letters of the longest word of a text, which browsers do not break."""
    return max(map(len, _BREAK.split(text)))


def _half(letters: int) -> int:
    """The letters of a line of a text that is wrapped into two."""
    return letters // 2 + 2


def _widths(cell: Cell) -> tuple[float, ...]:
    """What a cell needs besides its edges: broken, with its text in one line, and with everything in two lines."""
    texts = [cell.text, *[link.text for link in cell.links[len(cell.sources) :]]]
    if cell.sources or cell.categories:
        texts += ["[1] " * len(cell.sources), *[f"{part.name} {part.text}" for part in cell.categories]]
    word, line = max(map(_word, texts)), max(map(len, texts))
    widths = word * _LETTER, line * _LETTER, _half(line) * _LETTER
    return _with_remarks(cell, widths) if cell.has_remarks else widths


def _with_remarks(cell: Cell, widths: Iterable[float]) -> tuple[float, ...]:
    """The same with what is behind and below the text."""
    behind = _MARK * len(cell.notes) + _FLAG * len(cell.flags) + (_SPARKLINE if cell.line else 0)
    least = max(len(cell.record.text) * _LETTER * _SMALL if cell.record else 0, _BAR if cell.bar else 0)
    detail = f"({cell.detail})" if cell.detail else ""
    word, half = (_word(detail), _half(len(detail))) if detail else (0, 0)
    below = (letters * _LETTER * _SMALL for letters in (word, word, half))
    return tuple([max(width + behind, beneath, least) for width, beneath in zip(widths, below, strict=True)])
