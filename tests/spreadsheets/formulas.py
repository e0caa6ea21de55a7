"""Computes formulas as a spreadsheet program does: an oracle for what a unit reads beside its cells."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

Content = str | int | float | bool | None
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|(?:\'[^\']+\'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|[A-Z]+(?=\()|TRUE|FALSE|<>|<=|>=|=|'
    r"\d+(?:\.\d+)?"
)


ERROR = "#VALUE!"
"""What cannot be computed; IF alone leaves it aside."""


@dataclass(frozen=True, eq=False)
class Cell:  # noqa: PLW1641 - no key of anything
    """A value with the operators of a spreadsheet."""

    content: Content

    def __and__(self, other: Cell) -> Cell:
        return _unless_error(self, other) or Cell(_text(self) + _text(other))

    def __add__(self, other: Cell) -> Cell:
        return _calculated(operator.add, self, other)

    def __sub__(self, other: Cell) -> Cell:
        return _calculated(operator.sub, self, other)

    def __mul__(self, other: Cell) -> Cell:
        return _calculated(operator.mul, self, other)

    def __truediv__(self, other: Cell) -> Cell:
        return _calculated(operator.truediv, self, other)

    def __eq__(self, other: object) -> Cell:  # type: ignore[override]
        assert isinstance(other, Cell)
        return _compared(operator.eq, self, other)

    def __ne__(self, other: object) -> Cell:  # type: ignore[override]
        assert isinstance(other, Cell)
        return _compared(operator.ne, self, other)

    def __lt__(self, other: Cell) -> Cell:
        return _compared(operator.lt, self, other)

    def __le__(self, other: Cell) -> Cell:
        return _compared(operator.le, self, other)

    def __gt__(self, other: Cell) -> Cell:
        return _compared(operator.gt, self, other)

    def __ge__(self, other: Cell) -> Cell:
        return _compared(operator.ge, self, other)


def _unless_error(*cells: Cell) -> Cell | None:
    return next((cell for cell in cells if cell.content is ERROR), None)


def _calculated(calculate: Callable[[float, float], float], first: Cell, second: Cell) -> Cell:
    """Text is no number; an empty cell is zero."""
    if isinstance(first.content, str) or isinstance(second.content, str):
        return Cell(ERROR)
    return Cell(calculate(first.content or 0, second.content or 0))


def _compared(compare: Callable[[Any, Any], Any], first: Cell, second: Cell) -> Cell:
    """Every number is less than every text; an empty cell is the zero or the empty text that it is compared with."""
    return _unless_error(first, second) or Cell(compare(_sortable(first, second), _sortable(second, first)))


def _sortable(cell: Cell, other: Cell) -> tuple[bool, float | str]:
    if cell.content is None:
        return (True, "") if isinstance(other.content, str) else (False, 0)
    return isinstance(cell.content, str), cell.content


class Cells(list[Cell]):  # noqa: PLW1641 - no key of anything
    """Several cells, with which operators work one by one."""

    def __eq__(self, other: object) -> Cells:  # type: ignore[override]
        return Cells(own == theirs for own, theirs in zip(self, _as_many(other, len(self)), strict=True))

    def __mul__(self, other: object) -> Cells:
        return Cells(own * theirs for own, theirs in zip(self, _as_many(other, len(self)), strict=True))


def _as_many(value: object, count: int) -> Sequence[Cell]:
    if isinstance(value, Cells):
        return value
    assert isinstance(value, Cell)
    return [value] * count


def _text(cell: Cell) -> str:
    return f"{cell.content:.15g}" if isinstance(cell.content, int | float) else cell.content or ""


def _number(cell: Cell) -> float:
    return 0 if cell.content is None or isinstance(cell.content, str) else cell.content


def _applied(apply: Callable[..., float], cell: Cell, *settings: Cell) -> Cell:
    if isinstance(cell.content, str):
        return Cell(ERROR)
    return Cell(apply(_number(cell), *(int(_number(setting)) for setting in settings)))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.content, int | float) and not isinstance(cell.content, bool)


def _numbers(arguments: Sequence[Cell | Cells]) -> Iterator[float]:
    for argument in arguments:
        yield from (
            _number(cell) for cell in (argument if isinstance(argument, Cells) else [argument]) if _is_number(cell)
        )


def _if(condition: Cell, then: Cell, otherwise: Cell) -> Cell:
    return _unless_error(condition) or (then if condition.content else otherwise)


def _isnumber(cell: Cell | Cells) -> Cell | Cells:
    return Cells(Cell(_is_number(each)) for each in cell) if isinstance(cell, Cells) else Cell(_is_number(cell))


def _match(wanted: Cell, cells: Cells, _exactly: Cell) -> Cell:
    found = [n for n, cell in enumerate(cells, 1) if wanted.content is not None and cell.content == wanted.content]
    return Cell(found[0] if found else ERROR)


def _sumproduct(*arrays: Cells) -> Cell:
    rows = zip(*arrays, strict=True)
    return Cell(sum(math.prod(_number(cell) for cell in row) for row in rows))


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "IF": _if,
    "AND": lambda *cells: _unless_error(*cells) or Cell(all(cell.content for cell in cells)),
    "OR": lambda *cells: _unless_error(*cells) or Cell(any(cell.content for cell in cells)),
    "NOT": lambda cell: _unless_error(cell) or Cell(not cell.content),
    "ISNUMBER": _isnumber,
    "INT": partial(_applied, math.floor),
    "ABS": partial(_applied, abs),
    "ROUND": partial(_applied, round),
    "MATCH": _match,
    "COUNT": lambda *cells: Cell(len(list(_numbers(cells)))),
    "SUM": lambda *cells: Cell(sum(_numbers(cells))),
    "MAX": lambda *cells: Cell(max(_numbers(cells), default=0)),
    "SUMPRODUCT": _sumproduct,
}


def computed(formula: str, cells: Mapping[str, Content]) -> Content:
    """What a formula gives.

    :param cells: what cells hold, by their names, those of other sheets as ``'name'!A1``; empty where they are missing.
    """

    def reference(name: str) -> Cell | Cells:
        sheet, _, within = name.rpartition("!")
        before = f"{sheet}!" if sheet else ""
        first, _, last = within.replace("$", "").partition(":")
        if not last:
            return Cell(cells.get(before + first))
        (top, left), (bottom, right) = xl_cell_to_rowcol(first), xl_cell_to_rowcol(last)
        names = (xl_rowcol_to_cell(*at) for at in product(range(top, bottom + 1), range(left, right + 1)))
        return Cells(Cell(cells.get(before + name)) for name in names)

    def python(match: re.Match[str]) -> str:
        token = match[0]
        if token.startswith('"'):
            text = token[1:-1].replace('""', '"')
            return f"Cell({text!r})"
        if token in FUNCTIONS:
            return f"FUNCTIONS[{token!r}]"
        if token[0].isdigit():
            return f"Cell({token})"
        same = {"<>": "!=", "=": "==", "TRUE": "Cell(True)", "FALSE": "Cell(False)", "<=": "<=", ">=": ">="}
        return same.get(token) or f"reference({token!r})"

    code = _TOKEN.sub(python, formula.removeprefix("="))
    found = eval(code, {"Cell": Cell, "FUNCTIONS": FUNCTIONS, "reference": reference})
    assert isinstance(found, Cell)
    return found.content
