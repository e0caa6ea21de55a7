"""Linked tables in terms of deviations, part by part: what is hidden in one part has nothing to do with another.

A *deviation* is what a reader's solution adds to the true value of each cell. A published cell has none. So deviations
balance in every equation, whatever its published cells are, and cells that no equation links have nothing to do with
each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from bulletin.disclosure.linked_tables import INFINITY, LinkedTables, Rational

_LARGEST_DENOMINATOR = 10**6
"""Of numbers that the solver computes, which are floating-point numbers."""
_UNCERTAINTIES = (Fraction(1, 10), Fraction(1, 1000))
"""By what part of itself an amount must be able to deviate that must not be known exactly: by the first if possible."""


class Row(NamedTuple):
    """An equation between deviations."""

    terms: tuple[tuple[int, Rational], ...]
    lower: Rational
    upper: Rational


class Goal(NamedTuple):
    """A deviation that a sensitive cell must be able to have: by so much, or more, in the same direction."""

    cell: int
    deviation: Rational

    @property
    def size(self) -> Rational:
        """How far the cell must be able to deviate."""
        return -self.deviation if self.deviation < 0 else self.deviation


@dataclass(frozen=True)
class Component:
    """Cells that equations link, by their position in it; nothing else is needed to protect them."""

    cells: tuple[int, ...]
    """Their positions in the tables."""
    equations: tuple[int, ...]
    """The positions in the tables of the equations of the rows."""
    bounds: tuple[tuple[Rational | None, Rational | None], ...]
    """The least and the greatest deviation that readers hold possible without any table."""
    integral: tuple[bool, ...]
    weights: tuple[int, ...]
    """The information lost where a cell is hidden besides; zero where it is hidden in any case."""
    rows: tuple[Row, ...]
    goals: tuple[Goal, ...]
    """All of them must be reached."""
    alternatives: tuple[tuple[Goal, ...], ...]
    """Of each of these at least one must be reached: of cells that must not be known exactly, whichever way."""

    def digest(self) -> bytes:
        """A hash of all that its protection depends on, which its places in the tables are not among."""
        content = (self.bounds, self.integral, self.weights, self.rows, self.goals, self.alternatives)
        return sha256(repr(content).encode()).digest()

    @cached_property
    def base(self) -> frozenset[int]:
        """The cells that are hidden in any case."""
        return frozenset(cell for cell, weight in enumerate(self.weights) if not weight)

    @cached_property
    def terms_of(self) -> tuple[tuple[tuple[int, Rational], ...], ...]:
        """The rows that each cell is in, with its coefficient."""
        terms: list[list[tuple[int, Rational]]] = [[] for _ in self.cells]
        for position, row in enumerate(self.rows):
            for cell, coefficient in row.terms:
                terms[cell].append((position, coefficient))
        return tuple(map(tuple, terms))

    @cached_property
    def limits(self) -> tuple[tuple[float, float], ...]:
        """The bounds as floating-point numbers."""
        return tuple(
            (-INFINITY if low is None else float(low), INFINITY if high is None else float(high))
            for low, high in self.bounds
        )

    @cached_property
    def scales(self) -> tuple[Rational, ...]:
        """How far each cell deviates where others do, by the coefficients between them.

        The sum of 40 units deviates 40 times as far as their mean.
        """
        scales: list[Rational] = [0] * len(self.cells)
        seen: set[int] = set()
        for start in range(len(self.cells)):
            pending = deque([] if scales[start] else [start])
            scales[start] = scales[start] or 1
            while pending:
                cell = pending.popleft()
                for row, coefficient in self.terms_of[cell]:
                    for other, number in () if row in seen else self.rows[row].terms:
                        if not scales[other]:
                            scales[other] = ratio(scales[cell] * coefficient, number)
                            pending.append(other)
                    seen.add(row)
        return tuple(scales)

    @cached_property
    def lightest(self) -> tuple[tuple[int, ...], ...]:
        """The cells of each row that can deviate, those of the least weight first."""
        movable = [bounds != (0, 0) for bounds in self.bounds]
        return tuple(
            tuple(sorted((c for c, _ in row.terms if movable[c]), key=lambda cell: (self.weights[cell], cell)))
            for row in self.rows
        )


def components(tables: LinkedTables, unknown: Iterable[int]) -> Iterator[Component]:
    """The components of these cells, in the order of their first cells; all other cells are published."""
    cells = frozenset(unknown)
    terms = [
        tuple((cell, coefficient) for cell, coefficient in equation.terms if cell in cells)
        for equation in tables.equations
    ]
    roots = _roots(len(tables.values), terms)
    members = _grouped((roots[cell], cell) for cell in sorted(cells))
    equations = _grouped((roots[linked[0][0]], position) for position, linked in enumerate(terms) if linked)
    for root, group in members.items():
        yield _component(tables, group, equations.get(root, []), terms)


def _roots(count: int, terms: Sequence[Sequence[tuple[int, Rational]]]) -> list[int]:
    """A cell of its component for each cell, the same for all of them (by union and find)."""
    parents = list(range(count))

    def root(cell: int) -> int:
        while parents[cell] != cell:
            parents[cell] = cell = parents[parents[cell]]
        return cell

    for linked in terms:
        for cell, _ in linked[1:]:
            parents[root(cell)] = root(linked[0][0])
    return [root(cell) for cell in range(count)]


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return groups


def _component(
    tables: LinkedTables,
    cells: Sequence[int],
    equations: Sequence[int],
    terms: Sequence[Sequence[tuple[int, Rational]]],
) -> Component:
    places = {cell: place for place, cell in enumerate(cells)}
    return Component(
        tuple(cells),
        tuple(equations),
        tuple(_deviation_bounds(tables, cell) for cell in cells),
        tuple(tables.integral[cell] for cell in cells),
        tuple(0 if cell in tables.hidden else tables.weights[cell] or 0 for cell in cells),
        tuple(_row(tables, position, [(places[c], k) for c, k in terms[position]]) for position in equations),
        tuple(_goals(tables, places)),
        tuple(_alternatives(tables, places)) if equations else (),
    )


def _deviation_bounds(tables: LinkedTables, cell: int) -> tuple[Rational | None, Rational | None]:
    """The bounds of a cell's deviation, which is zero for the true value even where that is out of bounds."""
    value = tables.values[cell]
    lower, upper = tables.bounds[cell]
    if value is None:
        return lower, upper
    return (
        None if lower is None else min(plain(lower - value), 0),
        None if upper is None else max(plain(upper - value), 0),
    )


def _row(tables: LinkedTables, position: int, terms: Sequence[tuple[int, Rational]]) -> Row:
    """What the deviations of an equation may add up to: between its tolerances, less what the true values add up to.

    Where true values do not fit the equation, no deviation from them is possible, since readers are taken to know how
    far they are from it.
    """
    equation = tables.equations[position]
    known = [(tables.values[cell], coefficient) for cell, coefficient in equation.terms]
    residual = plain(sum((value * coefficient for value, coefficient in known if value is not None), Fraction()))
    lower, upper = plain(-equation.tolerance - residual), plain(equation.tolerance - residual)
    if all(value is not None for value, _ in known) and not lower <= 0 <= upper:
        lower = upper = 0
    return Row(tuple(terms), lower, upper)


def _goals(tables: LinkedTables, places: Mapping[int, int]) -> Iterator[Goal]:
    """The deviations downwards and upwards that the sensitive cells must be able to have."""
    for cell, place in places.items():
        protection, value = tables.protected.get(cell), tables.values[cell]
        if protection is None or value is None:
            continue
        if protection.lower < value:
            yield Goal(place, plain(protection.lower - value))
        if protection.upper > value:
            yield Goal(place, plain(protection.upper - value))


def _alternatives(tables: LinkedTables, places: Mapping[int, int]) -> Iterator[tuple[Goal, ...]]:
    """The deviations of which each cell must be able to have one: to be not known exactly, by whatever there is."""
    for cell, place in places.items():
        if cell in tables.undisclosed and cell not in tables.protected:
            size = abs(Fraction(tables.values[cell] or 0)) or 1
            parts: list[Rational] = [1] if tables.integral[cell] else [size * part for part in _UNCERTAINTIES]
            yield tuple(Goal(place, plain(part * sign)) for part in parts for sign in (1, -1))


def ratio(number: Rational, other: Rational) -> Rational:
    """How many times as far from zero a number is as another."""
    return 1 if number in (other, -other) else plain(abs(Fraction(number) / other))


def rational(number: float) -> Rational:
    """The rational number that a floating-point number of the solver stands for."""
    return plain(Fraction(number).limit_denominator(_LARGEST_DENOMINATOR))


def plain(number: Rational) -> Rational:
    """The number as an ``int`` where it is one, since arithmetic with those is faster."""
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number
