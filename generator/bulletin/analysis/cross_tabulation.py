"""Cross tabulation: the cells of a crossing for one whole, with its margins, and what the cells leave open of each.

A margin is a figure of its own, where there is one. Where no source states it, or it is a total that lacks units, it is
the sum of its cells, as long as all of them are known and everybody is in just one of them; such a sum is shown, but is
no figure of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.composition import Composition, composition_of_parts
from bulletin.analysis.contiguous_periods import may_be_part
from bulletin.analysis.marginals import Marginal
from bulletin.analysis.quantities import number_of
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Breakdown
from bulletin.model.records.parts import crossed_categories, crossed_id
from bulletin.model.values import Quantity

Fixed = Mapping[str, str]
"""The categories that a cell or a margin is in, by the breakdowns that are crossed; of a margin, by some of them."""


@dataclass(frozen=True)
class Tabulated:
    """A cell of the table, or a margin."""

    figure: Figure | None
    """What was stated, or added up as figures are; None where there is none, or the sum of the cells says more."""
    sum: Quantity | None = None
    """For a margin without a complete figure: the sum of its cells; None where that cannot be said."""
    split: Composition | None = None
    """For a margin with a figure: its cells as its parts."""


class CrossTabulation:
    """The cells and margins of one crossing of one whole."""

    def __init__(self, catalogue: Catalogue, tables: Tables, whole: ObservationKey, crossing: Breakdown) -> None:
        """Tabulate.

        :param whole: the key of the whole, whether or not there is a figure of it.
        :param crossing: with its categories.
        """
        self.whole = whole
        self.crossing = crossing
        self._catalogue = catalogue
        self._tables = tables
        self._measure = catalogue.measures[whole.measure]
        known = (*(catalogue.breakdowns[name] for name in self._measure.breakdowns), crossing)
        self._known = {frozenset(breakdown.crosses or (breakdown.id,)): breakdown for breakdown in known}
        keys = ((category.id, whole.narrow(crossing.id, category.id)) for category in crossing.categories)
        self.cells = {category: figure for category, key in keys if (figure := tables.by_key.get(key)) is not None}
        """The figures of the cells that have one, by category."""
        self._below: dict[tuple[str, ...], Mapping[tuple[str, ...], Sequence[str]]] = {}

    def at(self, fixed: Fixed) -> Tabulated:
        """The cell or margin of some categories; of none, the whole."""
        figure, cells = self._tables.by_key.get(self._key(fixed)), self._cells(fixed)
        if len(fixed) == len(self.crossing.crosses):
            return Tabulated(figure)
        if figure is None or (fixed and not figure.is_complete):
            added = self._sum(fixed, cells)
            if figure is None or added is not None:
                return Tabulated(None, added)
        return Tabulated(figure, split=self._split(fixed, figure, cells))

    @cached_property
    def categories(self) -> Mapping[str, tuple[str, ...]]:
        """The categories of each crossed breakdown that have a cell, in the order of the breakdown."""
        used = [set(steps) for steps in zip(*map(crossed_categories, self.cells), strict=True)]
        return {
            name: tuple(category.id for category in self._catalogue.breakdowns[name].categories if category.id in steps)
            for name, steps in zip(self.crossing.crosses, used, strict=True)
        }

    def has_cells(self, fixed: Fixed) -> bool:
        """Whether there is a figure of a cell in these categories."""
        return any(cell in self.cells for cell in self._cells(fixed))

    def _key(self, fixed: Fixed) -> ObservationKey:
        """The key of a cell or margin; one that no figure has, where the measure has no such breakdown."""
        if not fixed:
            return self.whole
        breakdown = self._known.get(frozenset(fixed))
        dimensions = (breakdown.crosses or (breakdown.id,)) if breakdown else tuple(fixed)
        category = crossed_id(fixed[name] for name in dimensions)
        return self.whole.narrow(breakdown.id if breakdown else None, category)

    def _cells(self, fixed: Fixed) -> Sequence[str]:
        """The categories of the crossing that are in these categories."""
        names = tuple(name for name in self.crossing.crosses if name in fixed)
        if names not in self._below:
            places = [self.crossing.crosses.index(name) for name in names]
            found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
            for category in self.crossing.categories:
                steps = crossed_categories(category.id)
                found[tuple(steps[place] for place in places)].append(category.id)
            self._below[names] = found
        return self._below[names].get(tuple(fixed[name] for name in names), ())

    def _added_over(self, fixed: Fixed) -> Iterator[Breakdown]:
        return (self._catalogue.breakdowns[name] for name in self.crossing.crosses if name not in fixed)

    def _sum(self, fixed: Fixed, cells: Sequence[str]) -> Quantity | None:
        """The sum of cells, where all are known, and nothing is in two of them or in none."""
        is_whole = all(each.exhaustive and not each.overlapping for each in self._added_over(fixed))
        figures = [self.cells[cell] for cell in cells if cell in self.cells and may_be_part(self.cells[cell])]
        if not (is_whole and self._measure.kind.traits.adds_up and cells and len(figures) == len(cells)):
            return None
        return Quantity(sum((number_of(figure) for figure in figures), Fraction(0)))

    def _split(self, fixed: Fixed, figure: Figure, cells: Sequence[str]) -> Composition:
        added = list(self._added_over(fixed))
        marginal = Marginal(
            self.crossing.id,
            figure.key.breakdown,
            {figure.key.category: tuple(cells)},
            any(each.overlapping for each in added),
            all(each.exhaustive for each in added),
        )
        return composition_of_parts(self._catalogue, self._tables, figure, marginal)
