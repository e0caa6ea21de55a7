"""CSV as spreadsheets read it: RFC 4180, in UTF-8 with a byte order mark, without which Excel garbles Vietnamese.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return for a formula, and
may run it. An apostrophe before such a text, which spreadsheets take for "this is text", disarms it; numbers stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

EDITION = "edition"
"""The last column of the files for programs."""
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV file of the header and the rows."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(map(_harmless, header))
    writer.writerows(map(_harmless, row) for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def with_edition(
    title: str, version: str, header: Iterable[str], rows: Iterable[Iterable[str]]
) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """A header and rows with a last column that says of which edition a row is; in a draft as they are.

    Files of several editions can so be told apart, and put together, wherever they were saved.

    :param title: of the column.
    :param version: empty for a draft.
    """
    column = (title,) if version else ()
    row_end = (version,) if version else ()
    return (*header, *column), ((*row, *row_end) for row in rows)


@lru_cache(maxsize=100_000)  # the same names and numbers stand in many tables
def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
