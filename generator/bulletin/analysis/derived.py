"""Derived figures: what the formulas of derived measures make of the figures of other measures.

They are computed once all totals are: the rate of a region is the cases of the region over its population, never a mean
of the rates below. Nothing here depends on a value but values: which figures are operands of one another follows from
their keys, so that figures derived from released ones disclose nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import chain

from bulletin.analysis.combination import combined
from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.quantities import absence_in, difference, of_the_same_units, quotient, total, units_reported
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Formula, Measure, Operand, Operation
from bulletin.model.records.derivation import in_order_of_derivation
from bulletin.model.values import Absence, Quantity, Value

Operands = tuple[ObservationKey, tuple[Figure, ...]]
"""The key of a derived figure, and the figures that it is computed from, in the order of the formula."""


def derived_measures(measures: Mapping[str, Measure]) -> Iterator[list[tuple[Measure, Formula]]]:
    """The measures that have a formula, in groups, each measure after the groups of those that it is computed from.

    :raises graphlib.CycleError: when one is computed from itself.
    """
    for group in in_order_of_derivation(measures):
        if derived := [(measure, measure.formula) for measure in group if measure.formula is not None]:
            yield derived


def with_derived(
    catalogue: Catalogue, figures: Iterable[Figure], hidden: Collection[ObservationKey] = ()
) -> Iterator[Figure]:
    """Figures, and those that are derived from them, in no particular order.

    :param figures: all but derived ones, as they are reported or were added up.
    :param hidden: keys of derived figures that are suppressed, whatever they are derived from.
    """
    base, groups = tuple(figures), list(derived_measures(catalogue.measures))
    operands = {operand.measure for group in groups for _, formula in group for operand in formula.operands}
    tables = Tables(tuple(figure for figure in base if figure.key.measure in operands), ())
    yield from base
    for group in groups:
        made = (_Derivation(catalogue, tables, measure, formula).figures(hidden) for measure, formula in group)
        found = list(chain.from_iterable(made))
        yield from found
        tables = Tables((*tables.figures, *found), ())


class _Derivation:
    """The derivation of the figures of one measure."""

    def __init__(self, catalogue: Catalogue, tables: Tables, measure: Measure, formula: Formula) -> None:
        self._catalogue = catalogue
        self._tables = tables
        self._measure = measure
        self._formula = formula

    def figures(self, hidden: Collection[ObservationKey]) -> list[Figure]:
        """Every figure that the formula makes; none where what it takes is not of the same units."""
        find, compute = _HOW[self._formula.operation]
        found = []
        for key, operands in find(self):
            if key in hidden:
                found.append(self._derived(key, Absence.SUPPRESSED, operands))
            elif (value := self._value(compute, operands)) is not None:
                found.append(self._derived(key, value, operands))
        return found

    def _value(self, compute: Compute, operands: Sequence[Figure]) -> Value | None:
        """What the operands make; the reason where one is absent; None where it cannot be said.

        A partial total goes with others of the same units only, as what all of these report.
        """
        values = [figure.value for figure in operands]
        if (absence := absence_in(*values)) is not None:
            return absence
        if not all(of_the_same_units(operands[0], other) for other in operands[1:]):
            return None
        quantities = [value for value in values if isinstance(value, Quantity)]
        return compute(self, operands, quantities)

    def _derived(self, key: ObservationKey, value: Value, operands: Sequence[Figure]) -> Figure:
        """The derived figure of operands that are complete, or partial totals of the same units."""
        coverage = operands[0].coverage if not operands[0].is_complete else None
        if coverage is not None:
            is_bound = coverage.is_lower_bound and self._formula.operation in _ADDING
            coverage = replace(coverage, is_lower_bound=is_bound, units=units_reported(operands[0]))
        return combined(key, value, FigureOrigin.DERIVED, operands, coverage)

    # --- which figures are computed with one another

    def of_others(self) -> Iterator[Operands]:
        """The figures of one operand, each with those of the others of its period, of the same part."""
        operands = self._formula.operands
        lead = next((each for each in operands if not self._is_of_day(each)), operands[0])
        for key, figure in self._of(lead):
            found = [figure if each is lead else self._beside(each, key) for each in operands]
            if all(found):
                yield key, tuple(other for other in found if other is not None)

    def of_parent(self) -> Iterator[Operands]:
        """The figures of units, each with that of the unit that was directly above all through its period."""
        (operand,) = self._formula.operands
        for key, figure in self._of(operand):
            above = [unit for unit in self._catalogue.history.parents(key.organization, key.period) if unit]
            whole = self._tables.by_key.get(figure.key.of(above[0])) if len(above) == 1 else None
            if whole is not None:
                yield key, (figure, whole)

    def of_periods(self) -> Iterator[Operands]:
        """The figures of a period, each with those of as many of its length before it as there are to be."""
        for key, figure in self._of(self._formula.operands[0]):
            found = [figure] if not key.annual else []
            while found and len(found) < (self._formula.periods or 1):
                before = self._period_before(found[-1])
                found = [*found, before] if before is not None else []
            if found:
                yield key, tuple(reversed(found))

    def of_year_before(self) -> Iterator[Operands]:
        """The figures of a period, each with that of the same period a year before."""
        for key, figure in self._of(self._formula.operands[0]):
            period = key.period.year_before()
            before = self._tables.by_key.get(figure.key._replace(period=period)) if period is not None else None
            if before is not None:
                yield key, (figure, before)

    def _of(self, operand: Operand) -> Iterator[tuple[ObservationKey, Figure]]:
        """The figures of an operand, each with the key of what is derived from it."""
        for figure in self._tables.by_measure.get(operand.measure, ()):
            key = figure.key._replace(measure=self._measure.id)
            if operand.breakdown is None:
                yield key, figure
            elif (key.breakdown, key.category) == (operand.breakdown, operand.category):
                yield key.whole, figure

    def _beside(self, operand: Operand, key: ObservationKey) -> Figure | None:
        """The figure of an operand for a derived one: of its period, else of the day nearest to the middle of it."""
        wanted = key._replace(measure=operand.measure)
        if operand.breakdown is not None:
            if key.breakdown is not None:
                return None
            wanted = wanted.narrow(operand.breakdown, operand.category)
        found = self._tables.by_key.get(wanted)
        return found if found is not None or not self._is_of_day(operand) else self._nearest(wanted)

    def _nearest(self, wanted: ObservationKey) -> Figure | None:
        """The figure of the day of a period that is nearest to its middle; of two as near, the earlier."""
        period = wanted.period
        days = [figure for figure in self._tables.by_series.get(wanted.series, ()) if _is_day_of(figure, period)]
        middle = period.start.toordinal() + period.end.toordinal()
        return min(days, key=lambda figure: abs(2 * figure.key.period.start.toordinal() - middle), default=None)

    def _is_of_day(self, operand: Operand) -> bool:
        return self._catalogue.measures[operand.measure].kind.traits.is_of_day

    def _period_before(self, figure: Figure) -> Figure | None:
        """The figure of the period of the same length that ends on the day before a period begins."""
        period, last = figure.key.period, figure.key.period.start - timedelta(days=1)
        for other in self._tables.by_series[figure.key.series]:
            before = other.key.period
            if before.end == last and before.is_similar_to(period) and not other.key.annual:
                return other
        return None

    # --- what they make

    def ratio(self, _operands: Sequence[Figure], quantities: Sequence[Quantity]) -> Value | None:
        """The first over the second; not applicable where that is zero."""
        first, second = quantities
        if second == Quantity(Fraction(0)):
            return Absence.NOT_APPLICABLE
        result = quotient(first, second)
        return result.times(self._measure.factor) if result is not None else None

    def difference(self, _operands: Sequence[Figure], quantities: Sequence[Quantity]) -> Value | None:
        """The first less the second."""
        return difference(*quantities)

    def sum(self, _operands: Sequence[Figure], quantities: Sequence[Quantity]) -> Value | None:
        """All together."""
        return total(quantities)

    def growth(self, operands: Sequence[Figure], quantities: Sequence[Quantity]) -> Value | None:
        """The change in percent; not applicable through a base that is not above zero, or where not comparable."""
        now, before = quantities
        if (before.is_exact and before.number <= 0) or self._is_broken(*operands):
            return Absence.NOT_APPLICABLE
        if now.is_exact and before.is_exact:
            return Quantity((now.fraction / before.fraction - 1) * 100)
        times = quotient(now, before)
        change = difference(times, Quantity(Fraction(1))) if times is not None else None
        return change.times(100) if change is not None else None

    def _is_broken(self, now: Figure, before: Figure) -> bool:
        since, until = before.key.period, now.key.period
        there = all(self._catalogue.exists_throughout(now.key.organization, each) for each in (since, until))
        return not there or self._tables.is_broken(now.key.series, since.start, until.end)


def _is_day_of(figure: Figure, period: Period) -> bool:
    return figure.key.period.is_instant and period.contains(figure.key.period)


Compute = Callable[[_Derivation, Sequence[Figure], Sequence[Quantity]], Value | None]
_HOW: Mapping[Operation, tuple[Callable[[_Derivation], Iterator[Operands]], Compute]] = {
    Operation.RATIO: (_Derivation.of_others, _Derivation.ratio),
    Operation.DIFFERENCE: (_Derivation.of_others, _Derivation.difference),
    Operation.SUM: (_Derivation.of_others, _Derivation.sum),
    Operation.SHARE_OF_PARENT: (_Derivation.of_parent, _Derivation.ratio),
    Operation.MOVING_SUM: (_Derivation.of_periods, _Derivation.sum),
    Operation.GROWTH: (_Derivation.of_year_before, _Derivation.growth),
}
"""How each operation finds its operands, and what it makes of them."""
_ADDING = (Operation.SUM, Operation.MOVING_SUM)
"""The operations whose result is at least what partial totals give, where no figure is negative."""
