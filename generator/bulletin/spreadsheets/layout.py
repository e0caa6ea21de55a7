"""Where the table of a sheet is: the rows of its headings, the rows below them, and the notes below these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bulletin.model.periods import EARLIEST, LATEST
from bulletin.model.places import column_name
from bulletin.spreadsheets.workbook import Content, Sheet

SEPARATOR = " / "
"""Between the parts of a heading of several rows."""
_MOST_HEADER_ROWS = 3
_LOOKED_AT = 200
"""Rows by which the headings are recognized."""
_SYMBOL = r"[*†‡#]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]+"
_NUMBER = r"[-+−]?\d(?:[\d.,'’\s]*\d)?"
_MARK = rf"\(?\s*(?:[^\W\d_]{{1,4}}|{_SYMBOL})\s*\)?|\(\d{{1,2}}\)|\d?\d\)"
MARKED = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<mark>{_MARK})")
"""A number with a mark behind it, which says how final it is or leads to a footnote."""
_NUMBER_LIKE = re.compile(rf"{_NUMBER}\s*%?\s*(?:{_MARK})?")
NAME_MARK = re.compile(rf"\s*(?:{_SYMBOL}|\(?\d\)|\([a-z]{{1,2}}\))$")
"""A mark that leads to a footnote, behind a name."""
_YEAR = re.compile(r"(19|20|21)\d\d")


def header_rows(sheet: Sheet) -> tuple[int, ...]:
    """The rows of the headings, counted from 0: the first row that is as wide as most, and those that divide it."""
    last = min(sheet.height, sheet.top + _LOOKED_AT)
    filled = {row: _filled(sheet, row) for row in range(sheet.top, last)}
    widths = Counter(len(cells) for cells in filled.values() if len(cells) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    first = next((row for row, cells in filled.items() if 2 * len(cells) > usual), sheet.top)
    rows = [first]
    while len(filled.get(rows[0] - 1, ())) > 1 and _divides(sheet, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    while len(rows) < _MOST_HEADER_ROWS and _divides(sheet, rows[-1], rows[-1] + 1):
        rows.append(rows[-1] + 1)
    return tuple(rows)


def _filled(sheet: Sheet, row: int) -> dict[int, Content]:
    """The cells of a row that hold something; those that are merged with one that does, too."""
    found = {column: cell for column, cell in enumerate(sheet.row(row)) if cell != ""}
    for top, left, bottom, right in sheet.facts.merged:
        if top <= row <= bottom and sheet.content(top, left) != "" and right > left:
            if row == top and right - left + 1 >= sheet.width - sheet.left:
                continue  # a title over the whole table
            found |= dict.fromkeys(range(left, right + 1), sheet.content(top, left))
    return found


def _divides(sheet: Sheet, above: int, row: int) -> bool:
    """Whether a row is one of headings below other headings: it divides what the row above leaves blank or merged."""
    cells = {column: cell for column, cell in enumerate(sheet.row(row)) if cell != ""}
    if not cells or not all(map(_may_head, cells.values())):
        return False
    is_blank_above = any(sheet.content(above, column) == "" for column in cells)
    is_repeated = len(cells) > 1 and len(set(map(str, cells.values()))) < len(cells)
    begins_blank = sheet.content(row, sheet.left) == ""
    above_begins_blank = sheet.content(above, sheet.left) == ""
    return (begins_blank and (is_blank_above or is_repeated)) or (above_begins_blank and is_repeated)


def _may_head(cell: Content) -> bool:
    """Whether a cell can be a heading: text that is no number, a year, or a date."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, (int, float)):
        return float(cell).is_integer() and EARLIEST <= cell <= LATEST
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and (_NUMBER_LIKE.fullmatch(cell) is None or _YEAR.match(cell) is not None)


def is_number_like(cell: Content) -> bool:
    """Whether a cell holds a number, be it as text or with a mark behind it."""
    if isinstance(cell, bool):
        return False
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and _NUMBER_LIKE.fullmatch(cell) is not None)


def text_of(cell: Content) -> str:
    """What a cell holds, as text: a whole number without a decimal point, a date as 2024-03-12."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}" if not cell.is_integer() or abs(cell) >= 1e15 else str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(cell)


def headings(sheet: Sheet, rows: Sequence[int]) -> dict[str, int]:
    """The headings, those of several rows joined, with the column of each.

    A merged heading is that of each column below it, and so is a heading in an upper row with nothing to its right. A
    heading that is there twice, and a column without one, get the letters of the column.
    """
    found: dict[str, int] = {}
    for column, parts in enumerate(zip(*(_spread(sheet, row, is_last=row == rows[-1]) for row in rows), strict=True)):
        if not _holds_anything(sheet, column, rows):
            continue
        heading = SEPARATOR.join(dict.fromkeys(filter(None, parts)))
        if not heading or heading in found:
            heading = f"{heading} [{column_name(column + 1)}]".strip()
        found[heading] = column
    return found


def _spread(sheet: Sheet, row: int, *, is_last: bool) -> list[str]:
    """The texts of a row of headings, those of merged cells in each of their columns."""
    texts = [text_of(cell) for cell in sheet.row(row)]
    for top, left, bottom, right in sheet.facts.merged:
        if top <= row <= bottom:
            texts[left : right + 1] = [text_of(sheet.content(top, left))] * (min(right + 1, len(texts)) - left)
    if is_last or sheet.facts.merged:
        return texts
    spread: list[str] = []
    for column, text in enumerate(texts):
        is_continued = (
            not text and spread and spread[-1] and column > sheet.left and sheet.content(row + 1, column) != ""
        )
        spread.append(spread[-1] if is_continued else text)
    return spread


def _holds_anything(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    below = range(rows[-1] + 1, sheet.height)
    return any(sheet.content(row, column) != "" for row in (*rows, *below))


def data_rows(sheet: Sheet, rows: Sequence[int]) -> Iterator[int]:
    """The rows below the headings that are not blank and do not repeat the headings."""
    repeated = {tuple(map(text_of, sheet.row(row))) for row in rows}
    for row in range(rows[-1] + 1, sheet.height):
        cells = sheet.row(row)
        if any(cell != "" for cell in cells) and tuple(map(text_of, cells)) not in repeated:
            yield row


_FOOTNOTE = re.compile(rf"\(?({_SYMBOL}|\d{{1,2}}|[a-zA-Z]{{1,3}})\)?\s*[:.)=–-]?\s+(\S.*)|({_SYMBOL})(\S.*)")


def footnotes(sheet: Sheet, rows: Sequence[int]) -> dict[str, str]:
    """The notes below the table by their marks: rows of a single text that begins with a mark."""
    found: dict[str, str] = {}
    for row in data_rows(sheet, rows):
        cells = [cell for cell in sheet.row(row) if cell != ""]
        if len(cells) == 1 and isinstance(cells[0], str) and (match := _FOOTNOTE.fullmatch(cells[0])):
            found.setdefault(match[1] or match[3], match[2] or match[4])
    return found
