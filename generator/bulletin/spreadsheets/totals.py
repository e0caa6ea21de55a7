"""Rows of totals that a mapping leaves out, compared with what the rows above them add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bulletin.model.keys import ValueKey
from bulletin.model.records.sheets import LEFT_OUT
from bulletin.model.values import exact_number
from bulletin.problems import Problem, kinds
from bulletin.spreadsheets.columns import Table
from bulletin.spreadsheets.statements import Statement


def total_problems(table: Table, statements: Sequence[Statement]) -> Iterator[Problem]:
    """A warning for each total that is neither the sum of the rows since the total before it nor of all rows above."""
    columns: defaultdict[ValueKey, list[Statement]] = defaultdict(list)
    if any(statement.key.organization == LEFT_OUT for statement in statements):
        for statement in statements:
            columns[statement.key._replace(organization=LEFT_OUT)].append(statement)
    for column in columns.values():
        since: list[Statement] = []
        above: list[Statement] = []
        for statement in column:
            if statement.key.organization != LEFT_OUT:
                since.append(statement)
                above.append(statement)
                continue
            yield from _compared(table, statement, since, above)
            since = []


def _compared(table: Table, total: Statement, since: list[Statement], above: list[Statement]) -> Iterator[Problem]:
    stated = exact_number(total.value)
    sums = [sum_of for rows in (since, above, _highest(table, above)) if (sum_of := _sum(rows)) is not None]
    if stated is not None and sums and stated not in sums:
        yield Problem(kinds.TOTAL_DIFFERS, total.place, {"given": _shown(stated), "sum": _shown(sums[0])})


def _sum(rows: Sequence[Statement]) -> Fraction | None:
    """The sum of at least two rows of exact numbers; None of others."""
    numbers = [exact_number(row.value) for row in rows]
    return sum(filter(None, numbers), Fraction(0)) if len(rows) > 1 and None not in numbers else None


def _highest(table: Table, rows: Sequence[Statement]) -> list[Statement]:
    """The rows of units that are below none of the other rows' units."""
    units = table.vocabulary.organizations
    named = {row.key.organization for row in rows}
    return [row for row in rows if row.key.organization not in units or units[row.key.organization].parent not in named]


def _shown(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.15g}"
