"""Tables short enough for a file of bounded size, however large the bulletin is.

typst needs about 30 kB of memory and 0.2 ms for a cell. All figures are attached to the file, and tables are on the web
in full.
"""

from __future__ import annotations

from collections.abc import Sequence

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

    :param cells: how many there may be.
    """
    tables = [block for block in blocks if block["kind"] == "table"]
    fitting = (most for most in ROWS if sum(_cells(table, most) for table in tables) <= cells)
    most = next(fitting, ROWS[-1])
    for table in tables:
        _shorten(words, table, most)


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
