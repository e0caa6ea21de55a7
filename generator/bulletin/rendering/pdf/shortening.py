"""Tables short enough for a file of bounded size, however large the bulletin is.

typst needs about 30 kB of memory and 0.2 ms for a cell. All figures are attached to the file, and tables are on the web
in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bulletin.localization.messages import _
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.pdf.encoding import Data

CELLS = 40_000
"""So many cells a file has at most, unless its tables have the fewest rows already."""
ROWS = (250, 120, 60, 30, 15)
"""Most rows of a table: the first of these with which the cells are few enough."""
_SHORTENED = _("The first {shown} of {total} rows; the others are on the web.")


def shorten(words: Localizer, blocks: Sequence[Data], cells: int = CELLS) -> None:
    """Leave rows out of the tables among some blocks, and say so below each; rows of totals stay.

    Notes that no cell leads to any more are left out too; the others keep their numbers.

    :param cells: how many there may be.
    """
    tables = [block for block in blocks if block["kind"] == "table"]
    fitting = (most for most in ROWS if sum(_cells(table, most) for table in tables) <= cells)
    most = next(fitting, ROWS[-1])
    for table in tables:
        _shorten(words, table, most)
        used = set(_used_notes(table))
        table["notes"] = [note for note in table["notes"] if note[0] in used]


def _cells(table: Data, most: int) -> int:
    return min(most, len(table["rows"])) * len(table["columns"])


def _shorten(words: Localizer, table: Data, most: int) -> None:
    rows, summaries = table["rows"], table["summaries"]
    total = len(rows) - summaries
    if total <= most:
        return
    table["rows"] = rows[:most] + rows[total:]
    said = words.say(_SHORTENED, shown=words.count(most), total=words.count(total))
    table["below"] = [[said], *table["below"]]


def _used_notes(table: Data) -> Iterator[int]:
    """The numbers of the notes that cells lead to, or parts of cells."""
    cells = (cell for row in table["rows"] for cell in row["cells"] if isinstance(cell, dict))
    for cell in cells:
        yield from cell["notes"]
        parts = (part for line in cell["lines"] for part in line if isinstance(part, dict))
        yield from chain.from_iterable(part.get("raised", ()) for part in parts)
