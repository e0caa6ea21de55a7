"""The CSV files of tables: rows of hidden figures must have no number that nothing published explains."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PAIR = re.compile(r"(\d+)\s*/\s*(\d+)")
_HIDDEN = "c"
"""The flag of a hidden figure."""
_PERCENT = 100


def csv_of_table(folder: Path, page: str, table: str) -> Path:
    """The path of the CSV of a table.

    :param page: where the page is: ``organizations/north/index.html``.
    :param table: the id of the table on its page.
    """
    name = page.removesuffix("index.html").strip("/").replace("/", "-") or "index"
    return folder / "downloads" / "tables" / f"{name}-{table}.csv"


def unexplained_rows(
    path: Path, places: Collection[int], explained: Collection[Fraction], days: Collection[int]
) -> Iterator[tuple[int, str]]:
    """The rows of hidden figures that have other numbers: the place of each row, and the number.

    :param places: of the rows of hidden figures that the page shows; behind these, rows that are flagged as such count.
    :param explained: numbers that may be there.
    :param days: the lengths of periods, of which a number may be a share.
    :raises OSError: when the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        _header, *rows = csv.reader(file)
    for place, row in enumerate(rows):
        if place in places or _HIDDEN in row:
            yield from ((place, cell) for cell in row if not _is_explained(cell, row, explained, days))


def _is_explained(cell: str, row: Sequence[str], explained: Collection[Fraction], days: Collection[int]) -> bool:
    if not _NUMBER.fullmatch(cell):
        return True
    number, decimals = Fraction(cell), len(cell.partition(".")[2])
    pairs = [(int(part), int(whole)) for part, whole in _PAIR.findall(" ".join(row)) if int(whole) in days]
    shares = (Fraction(_PERCENT * part, whole) for part, whole in pairs)
    return number in explained or any(abs(number - share) <= Fraction(1, 2 * 10**decimals) for share in shares)
