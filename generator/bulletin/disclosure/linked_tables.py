"""Linked tables as cell suppression sees them: cells with values, and linear equations between them.

What the cells mean is not known here. Figures of this edition, of earlier ones, and differences between the two are all
cells; so are numbers that nobody publishes but that equations need, such as what a total lacks.
See Hundepool et al., *Statistical Disclosure Control* (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

Rational: TypeAlias = int | Fraction
"""An exact number."""
Bounds: TypeAlias = tuple[Rational | None, Rational | None]
"""Between what readers know a number to be; None: without limit."""
INFINITY = float("inf")
"""What the solver takes for no limit."""


@dataclass(frozen=True, slots=True)
class Equation:
    """What readers know to hold: the sum of these cells, each with its coefficient, is zero."""

    terms: tuple[tuple[int, Rational], ...]
    """Cells, each once, with coefficients that are not zero."""
    tolerance: Rational = 0
    """How far from zero the sum may be, either way: half a unit of the last digit of a mean, times its denominator."""


class Protection(NamedTuple):
    """What readers must still hold possible of a cell: a value of at most ``lower`` and one of at least ``upper``."""

    lower: Rational
    upper: Rational


class Interval(NamedTuple):
    """The least and the greatest value of a cell that fit all that is published; None: there is no such limit."""

    lower: Rational | None
    upper: Rational | None


@dataclass(frozen=True)
class LinkedTables:
    """Cells by their position, what readers know of them beforehand, and what has to be protected."""

    values: tuple[Rational | None, ...]
    """True values; None of a cell that is not published, for who knows what is published only.

    True values need not fit an equation: totals that sources state may differ from the sum of their parts. Readers are
    taken to know by how much.
    """
    bounds: tuple[Bounds, ...]
    """Between what readers know each cell to be, without any table; None: without limit."""
    integral: tuple[bool, ...]
    """Whether readers know the cell to be a whole number."""
    equations: tuple[Equation, ...]
    weights: tuple[int | None, ...]
    """The information lost where a cell is hidden, which is positive; None: it cannot be, being out already."""
    hidden: frozenset[int]
    """Cells that are not published in any case, whatever their weight."""
    protected: Mapping[int, Protection]
    """The sensitive cells, all among the hidden ones."""
    undisclosed: frozenset[int] = frozenset()
    """Hidden cells that readers may know as closely as they like, but not exactly."""
    counts: Mapping[int, Protection] = field(default_factory=dict)
    """The cells that are sensitive by a threshold where they count few, and between what."""

    def __post_init__(self) -> None:
        """Refuse tables that contradict themselves.

        :raises ValueError: when the fields differ in length, a sensitive cell is not hidden or a weight not positive.
        """
        if not len(self.values) == len(self.bounds) == len(self.integral) == len(self.weights):
            raise ValueError("every cell has a value, bounds, a type and a weight")
        if not self.hidden.issuperset((*self.protected, *self.undisclosed)):
            raise ValueError("sensitive cells are hidden")
        if any(weight is not None and weight <= 0 for weight in self.weights):
            raise ValueError("weights are positive")
