"""Cross tabulation: the cells of a crossing for one whole, with its margins, and what the cells leave open of each.

A margin is a figure of its own, where there is one. Where no source states it, or it is a total that lacks units, it is
the sum of its cells, as long as all of them are known and everybody is in just one of them; such a sum is shown, but is
no figure of the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.composition import Composition, composition_of_parts
from bulletin.analysis.contiguous_periods import may_be_part
from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.analysis.marginals import Marginal, marginal_of, marginal_over
from bulletin.analysis.quantities import number_of
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Breakdown
from bulletin.model.records.parts import crossed_categories, crossed_id
from bulletin.model.values import Absence, Quantity

Fixed = Mapping[str, str]
"""The categories that a cell or a margin is in, by the breakdowns that are crossed; of a margin, by some of them."""


@dataclass(frozen=True)
class Tabulated:
    """A cell of the table, or a margin."""

    figure: Figure | None
    """What was stated, or added up as figures are; None where there is none, or the sum of the cells says more."""
    sum: Quantity | Absence | None = None
    """For a margin without a complete figure: the sum of its cells, suppressed with any of them; None where that cannot
    be said."""
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
        self._known = {frozenset(breakdown.dimensions): breakdown for breakdown in known}
        keys = ((category.id, whole.narrow(crossing.id, category.id)) for category in crossing.categories)
        self.cells = {category: figure for category, key in keys if (figure := tables.by_key.get(key)) is not None}
        """The figures of the cells that have one, by category."""
        self._marginals: dict[frozenset[str], Marginal] = {}

    def at(self, fixed: Fixed) -> Tabulated:
        """The cell or margin of some categories; of none, the whole."""
        figure = self._tables.by_key.get(self._key(fixed))
        if len(fixed) == len(self.crossing.crosses):
            return Tabulated(figure)
        if figure is None or (fixed and not figure.is_complete):
            added = self._sum(fixed)
            if figure is None or isinstance(added, Quantity):
                return Tabulated(None, added)
        split = composition_of_parts(self._catalogue, self._tables, figure, self._marginal(fixed))
        return Tabulated(figure, split=split)

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
        category = crossed_id(fixed[name] for name in self._dimensions(frozenset(fixed)))
        return self.whole.narrow(breakdown.id if breakdown else None, category)

    def _dimensions(self, names: frozenset[str]) -> tuple[str, ...]:
        """Some of the dimensions, in the order of the breakdown that crosses them, else of the table's crossing."""
        breakdown = self._known.get(names)
        return breakdown.dimensions if breakdown else tuple(name for name in self.crossing.crosses if name in names)

    def _marginal(self, fixed: Fixed) -> Marginal:
        """What cells add up to in these dimensions."""
        names = frozenset(fixed)
        if names not in self._marginals:
            kept, known = self._dimensions(names), self._catalogue.breakdowns
            self._marginals[names] = marginal_over(self.crossing, kept, known) if kept else marginal_of(self.crossing)
        return self._marginals[names]

    def _cells(self, fixed: Fixed) -> Sequence[str]:
        """The categories of the crossing that are in these categories."""
        return self._marginal(fixed).parts.get(self._key(fixed).category, ())

    def _sum(self, fixed: Fixed) -> Quantity | Absence | None:
        """The sum of cells, where all are known, and nothing is in two of them or in none."""
        marginal, cells = self._marginal(fixed), self._cells(fixed)
        is_whole = marginal.exhaustive and not marginal.overlapping
        figures = [self.cells[cell] for cell in cells if cell in self.cells and _is_known(self.cells[cell])]
        if not (is_whole and self._measure.kind.traits.adds_up and cells and len(figures) == len(cells)):
            return None
        if any(map(is_suppressed, figures)):
            return Absence.SUPPRESSED
        return Quantity(sum((number_of(figure) for figure in figures), Fraction(0)))


def _is_known(cell: Figure) -> bool:
    """Whether a cell has a number that may be added, be it that it is not shown."""
    return may_be_part(cell) or (is_suppressed(cell) and cell.is_complete)
