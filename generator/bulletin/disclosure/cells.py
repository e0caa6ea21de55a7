"""The figures of all editions so far as cells of linked tables, and what is published or hidden of them.

A figure that an edition shows as an earlier one did is the same cell; where its value is another, it is another cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from bulletin.disclosure.linked_tables import Bounds, Equation, Interval, LinkedTables, Protection, Rational
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Qualifier, Quantity

_ANY: Bounds = (None, None)


class Extent(NamedTuple):
    """What there is by some moment."""

    cells: int
    """So many cells."""
    unknown: frozenset[int]
    """Those of them that nobody has published."""


class Cells:
    """Cells and equations of the figures of all editions so far."""

    def __init__(self) -> None:
        self._values: list[Rational | None] = []
        self._bounds: list[Bounds] = []
        self._integral: list[bool] = []
        self._weights: list[int | None] = []
        self._hidden: set[int] = set()
        self._protected: dict[int, Protection] = {}
        self._counts: dict[int, Protection] = {}
        self._undisclosed: dict[ObservationKey, int] = {}
        self.complementary: set[int] = set()
        """Cells that earlier editions hid besides, which are to stay unknown if there is a way."""
        self._published: set[ObservationKey] = set()
        self._limits: dict[int, Interval] = {}
        self._of_figures: dict[tuple[ObservationKey, Quantity | None], int] = {}
        self._equations: dict[tuple[tuple[int, Rational], ...], Equation] = {}

    def figure(
        self, key: ObservationKey, value: Quantity | None, bounds: Bounds, weight: int | None, *, whole: bool
    ) -> int:
        """The cell of a figure's value, which is that of an earlier edition where it is unchanged.

        :param value: None where it is not known, so that it must not be known exactly either, until there is a number.
        :param bounds: what readers know of it where it is hidden.
        :param weight: the information lost where it is hidden; None: it is not to be.
        :param whole: whether readers know it to be a whole number.
        """
        known = (key, value)
        if known not in self._of_figures:
            number = None if value is None else value.fraction
            self._of_figures[known] = cell = self._add(number, bounds, weight, whole=whole)
            if value is None or not value.is_exact:
                self._hidden.add(cell)
        if value is not None:
            self._undisclosed.pop(key, None)
        elif key not in self._published:
            self._undisclosed[key] = self._of_figures[known]
        return self._of_figures[known]

    def keys(self) -> dict[int, ObservationKey]:
        """The figure that each cell is a value of; nobody publishes the other cells."""
        return {cell: key for (key, _value), cell in self._of_figures.items()}

    def latent(self, value: Rational | None, bounds: Bounds, *, whole: bool) -> int:
        """A cell that nobody publishes."""
        cell = self._add(value, bounds, None, whole=whole)
        self._hidden.add(cell)
        return cell

    def _add(self, value: Rational | None, bounds: Bounds, weight: int | None, *, whole: bool) -> int:
        self._values.append(value)
        self._bounds.append(bounds)
        self._integral.append(whole)
        self._weights.append(weight)
        return len(self._values) - 1

    def value(self, cell: int) -> Rational | None:
        """The true value of a cell."""
        return self._values[cell]

    def equate(self, whole: int, parts: Iterable[int]) -> None:
        """Note that a cell is the sum of others."""
        self.equate_weighted(whole, ((part, 1) for part in parts))

    def equate_weighted(self, whole: int, parts: Iterable[tuple[int, Rational]], tolerance: Rational = 0) -> None:
        """Note that a cell is the sum of others, each times a weight, or as near to it as the tolerance."""
        coefficients: defaultdict[int, Rational] = defaultdict(int)
        coefficients[whole] -= 1
        for part, weight in parts:
            coefficients[part] += weight
        terms: tuple[tuple[int, Rational], ...] = tuple((c, k) for c, k in coefficients.items() if k)
        if terms:
            self._equations.setdefault(tuple(sorted(terms)), Equation(terms, tolerance))

    def hide(self, cell: int, protection: Protection | None = None) -> None:
        """Note that a cell is not published; where it is sensitive, what must stay possible of it."""
        self._hidden.add(cell)
        if protection is not None:
            self._protected[cell] = protection

    def note_count(self, cell: int, sensitive: Protection) -> None:
        """Note between what a count is sensitive, whether this is or not; if hidden so before, by the stricter rule."""
        before = self._counts.get(cell, sensitive) if cell in self._protected else sensitive
        self._counts[cell] = max(before, sensitive, key=lambda each: each.upper)

    def reveal(self, cell: int) -> None:
        """Note that a cell is published that an earlier edition may have hidden."""
        self._hidden.discard(cell)
        self._protected.pop(cell, None)
        self.complementary.discard(cell)

    def limit(self, known: Mapping[int, Interval]) -> None:
        """Note what readers know of some cells by what is published: no more protection than that can be had."""
        self._limits.update(known)

    @property
    def extent(self) -> Extent:
        """How many cells there are by now, and which of them nobody has published."""
        cells = len(self._values)
        return Extent(cells, frozenset(cell for cell in range(cells) if not self.is_known(cell)))

    def is_hidden(self, cell: int) -> bool:
        """Whether a cell is not published, by what is known so far."""
        return cell in self._hidden

    def publish(self, of_figures: Mapping[ObservationKey, int]) -> None:
        """Note that everybody knows these figures from now on, but for those that are hidden."""
        for key, cell in of_figures.items():
            if cell not in self._hidden:
                self._weights[cell] = None
                self._published.add(key)

    def reconsider(self, cells: Iterable[int]) -> None:
        """Note that these are published unless they have to be hidden again, though only beside others so far."""
        again = self.complementary.intersection(cells)
        self._hidden -= again
        self.complementary -= again

    def is_known(self, cell: int) -> bool:
        """Whether everybody knows a cell, so that it cannot be hidden."""
        return self._weights[cell] is None and cell not in self._hidden

    def linked(self) -> LinkedTables:
        """All cells and equations."""
        return LinkedTables(
            values=tuple(self._values),
            bounds=tuple(self._bounds),
            integral=tuple(self._integral),
            equations=tuple(self._equations.values()),
            weights=tuple(self._weights),
            hidden=frozenset(self._hidden),
            protected=dict(self._possible()),
            undisclosed=frozenset(self.complementary.union(self._undisclosed.values()) - self._disclosed),
            counts=dict(self._counts),
        )

    @property
    def _disclosed(self) -> frozenset[int]:
        """The cells that readers know exactly by what is published already."""
        return frozenset(cell for cell, (lower, upper) in self._limits.items() if lower is not None and lower == upper)

    def _possible(self) -> Iterator[tuple[int, Protection]]:
        """The protections that can be had: where all parts of a whole are one at least, it is as many as they are."""
        least = self._least()
        for cell, (lower, upper) in self._protected.items():
            bound = least[cell]
            lowest = lower if bound is None else max(lower, bound)
            yield cell, within(self._limits.get(cell, Interval(None, None)), Protection(lowest, max(upper, lowest + 1)))

    def _least(self) -> list[Rational | None]:
        """What each cell is at least, by what readers know of those that it is the sum of."""
        least = [lower for lower, _upper in self._bounds]
        sums = [whole_and_parts(equation) for equation in self._equations.values() if _is_plain(equation)]
        is_changed = True
        while is_changed:
            is_changed = False
            for whole, parts in sums:
                lowers = [lower for part in parts if (lower := least[part]) is not None]
                known, added = least[whole], sum(lowers)
                if len(lowers) == len(parts) and (known is None or added > known):
                    least[whole], is_changed = added, True
                elif len(parts) == 1 and known is not None and not (lowers and lowers[0] >= known):
                    least[parts[0]], is_changed = known, True
        return least


def _is_plain(equation: Equation) -> bool:
    """Whether it is a sum, rather than a mean."""
    return not equation.tolerance and all(coefficient in {1, -1} for _cell, coefficient in equation.terms)


def whole_and_parts(equation: Equation) -> tuple[int, list[int]]:
    """The cell that others add up to, and those others."""
    (whole,) = (cell for cell, coefficient in equation.terms if coefficient == -1)
    return whole, [cell for cell, coefficient in equation.terms if coefficient > 0]


def within(known: Interval, protection: Protection) -> Protection:
    """As much of a protection as there can be where readers know a number to be in an interval."""
    lower, upper = protection
    least, greatest = known
    return Protection(
        lower if least is None else max(lower, least), upper if greatest is None else min(upper, greatest)
    )


def bounds_of(value: Quantity) -> Bounds:
    """Between what readers know a number to be that is published with a qualifier."""
    number = value.fraction
    match value.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return number, None
        case Qualifier.AT_MOST | Qualifier.UNDER:
            return 0, number
        case Qualifier.BETWEEN if value.upper is not None:
            return number, Fraction(value.upper)
    return _ANY
