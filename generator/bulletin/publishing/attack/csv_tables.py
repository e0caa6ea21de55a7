"""The CSV files of tables: rows of hidden figures must have no number that nothing published explains."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from bulletin.publishing.attack.explanations import Explanation
from bulletin.publishing.attack.readings import Number

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def csv_of_table(folder: Path, page: str, table: str) -> Path:
    """The path of the CSV of a table.

    :param page: where the page is: ``organizations/north/index.html``.
    :param table: the id of the table on its page.
    """
    name = page.removesuffix("index.html").strip("/").replace("/", "-") or "index"
    return folder / "downloads" / "tables" / f"{name}-{table}.csv"


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a file, the headings first.

    :raises OSError: when the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def unexplained_cells(row: Sequence[str], explanation: Explanation, names: Collection[str]) -> Iterator[str]:
    """The cells of a row that are numbers which nothing explains.

    :param names: of periods, which may look like a number.
    """
    text = " ".join(row)
    for cell in row:
        number = plain_number(cell) if cell not in names else None
        if number is not None and not explanation.explains(number.value, number.decimals, text):
            yield cell


def plain_number(cell: str) -> Number | None:
    """The number that a cell is."""
    return Number(Fraction(cell), len(cell.partition(".")[2])) if _NUMBER.fullmatch(cell) else None
