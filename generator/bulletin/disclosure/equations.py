"""The equations that a reader can write between figures: margins of breakdowns, the tree of units, populations, time.

Figures of all editions so far are cells. A figure that an edition shows as an earlier one did is the same cell; where
its value is another, it is another cell. Numbers that no figure states but equations need are cells that are never
published: what a whole has besides the parts that were reported, and the flow between two days.

What is computed by dividing is hidden wherever an operand is, so that it makes no equation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.marginals import Marginal, marginals
from bulletin.analysis.tables import Figure, FigureOrigin, Tables, group_by
from bulletin.disclosure.linked_tables import Equation, LinkedTables, Protection, Rational
from bulletin.disclosure.means import means_of
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import EVERYTHING, Measure, Rule
from bulletin.model.values import Absence, Qualifier, Quantity

Bounds = tuple[Rational | None, Rational | None]
_ANY: Bounds = (None, None)
_DAY = timedelta(days=1)
_ADDING = (Rule.SUM, Rule.RATIO)
"""The rules by which figures add up, or their numerators."""


class Cells:
    """Cells and equations of the figures of all editions so far."""

    def __init__(self) -> None:
        self._values: list[Rational | None] = []
        self._bounds: list[Bounds] = []
        self._integral: list[bool] = []
        self._weights: list[int | None] = []
        self._hidden: set[int] = set()
        self._protected: dict[int, Protection] = {}
        self._undisclosed: dict[ObservationKey, int] = {}
        self.complementary: set[int] = set()
        """Cells that earlier editions hid besides, which are to stay unknown if there is a way."""
        self._published: set[ObservationKey] = set()
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
            undisclosed=frozenset(self.complementary.union(self._undisclosed.values())),
        )

    def _possible(self) -> Iterator[tuple[int, Protection]]:
        """The protections that can be had: where all parts of a whole are one at least, it is as many as they are."""
        least = self._least()
        for cell, (lower, upper) in self._protected.items():
            bound = least[cell]
            lowest = lower if bound is None else max(lower, bound)
            yield cell, Protection(lowest, max(upper, lowest + 1))

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


def equate(cells: Cells, catalogue: Catalogue, tables: Tables, of_figures: Mapping[ObservationKey, int]) -> None:
    """Write the equations between the figures of an edition.

    :param cells: of all editions so far, with those of these figures.
    :param of_figures: the cell of each figure that has a number or is suppressed.
    """
    equations = _Equations(cells, catalogue, tables, of_figures)
    by_key = tables.by_key
    for measure, figures in group_by((by_key[key] for key in of_figures), lambda figure: figure.key.measure).items():
        equations.write(catalogue.measures[measure], figures)


class _Equations:
    """The equations between the figures of one edition."""

    def __init__(
        self, cells: Cells, catalogue: Catalogue, tables: Tables, of_figures: Mapping[ObservationKey, int]
    ) -> None:
        self._cells = cells
        self._catalogue = catalogue
        self._cell = of_figures
        self._nothing = {f.key for f in tables.figures if f.value is Absence.NOT_APPLICABLE}
        self._partial = frozenset(figure.key for figure in tables.figures if _lacks_units(figure))

    def write(self, measure: Measure, figures: Sequence[Figure]) -> None:
        """Write those of one measure; a sum that lacks units is that of the others, and nothing else."""
        complete = [figure for figure in figures if figure.key not in self._partial]
        self._equate_breakdowns(measure, figures)
        self._equate_tree(measure, figures)
        self._equate_populations(measure, complete)
        self._equate_times(measure, complete)

    def _equate_breakdowns(self, measure: Measure, figures: Iterable[Figure]) -> None:
        """Categories add up to their whole, cells of crossings to the categories that are crossed."""
        if not measure.kind.traits.adds_up:
            return
        added = marginals(self._catalogue.breakdowns, measure.breakdowns)
        split = group_by((f for f in figures if f.key.breakdown is not None), lambda figure: figure.key.whole)
        for whole, parts in split.items():
            keys = {figure.key for figure in parts}
            used = [marginal for marginal in added if any(key.breakdown == marginal.breakdown for key in keys)]
            unknown: dict[ObservationKey, int] = {}
            for marginal in used:
                self._equate_margins(measure, whole, marginal, unknown)

    def _equate_margins(
        self, measure: Measure, whole: ObservationKey, marginal: Marginal, unknown: dict[ObservationKey, int]
    ) -> None:
        """The sums that one breakdown makes.

        :param unknown: the wholes that nobody reported, which several breakdowns may add up to.
        """
        for margin, categories in marginal.parts.items():
            keys = [whole.narrow(marginal.breakdown, category) for category in categories]
            parts = [self._cell[key] for key in keys if key in self._cell]
            if not parts:
                continue
            total = whole.narrow(marginal.margin, margin)
            if total in self._partial:
                continue
            is_whole = marginal.exhaustive and all(self._is_all_of(key) for key in keys)
            if total not in self._cell and total not in unknown:
                value = self._sum(parts) if is_whole else None
                unknown[total] = self._latent(measure, value)
            cell = self._cell.get(total, unknown.get(total, -1))
            if marginal.overlapping:
                for part in parts:
                    self._equate(measure, cell, [part], is_complete=False)
            else:
                self._equate(measure, cell, parts, is_complete=is_whole)

    def _is_all_of(self, key: ObservationKey) -> bool:
        return key in self._nothing or (key in self._cell and key not in self._partial)

    def _equate_tree(self, measure: Measure, figures: Iterable[Figure]) -> None:
        """Figures of the units directly below add up to that of the unit, with what was not reported."""
        if measure.over_tree not in _ADDING:
            return
        for figure in figures:
            if figure.origin is FigureOrigin.HIERARCHICAL_SUM:
                parts = [self._cell[part] for part in figure.parts if part in self._cell]
                self._equate(measure, self._cell[figure.key], parts, is_complete=len(parts) == len(figure.parts))
                continue
            key = figure.key
            units = self._catalogue.below_throughout(key.organization, key.period)
            below = [part for unit in units if (part := key.of(unit)) in self._cell]
            if below:
                is_all = len(below) == len(self._catalogue.below(key.organization, key.period))
                is_complete = is_all and self._partial.isdisjoint(below)
                self._equate(measure, self._cell[key], [self._cell[part] for part in below], is_complete=is_complete)

    def _equate_populations(self, measure: Measure, figures: Iterable[Figure]) -> None:
        """A population is a part of the one that holds it."""
        if not measure.has_bounded_parts:
            return
        for figure in figures:
            if figure.key.population != EVERYTHING:
                held_by = self._catalogue.populations[figure.key.population].part_of or EVERYTHING
                whole = figure.key._replace(population=held_by)
                if whole in self._cell:
                    self._equate(measure, self._cell[whole], [self._cell[figure.key]], is_complete=False)

    def _equate_times(self, measure: Measure, figures: Iterable[Figure]) -> None:
        """What happens in a period is the sum of what happens between the days at which other periods begin or end."""
        for series in group_by(figures, lambda figure: figure.key.series).values():
            self._equate_annual(series)
            known = [f for f in series if not f.key.annual and self._catalogue.knows_days(f.key.period)]
            if measure.over_time is Rule.LAST:
                self._equate_ends(known)
            if measure.over_time is Rule.MEAN:
                self._equate_means(measure, known)
            if measure.over_time in _ADDING:
                self._equate_spans(measure, known)

    def _equate_ends(self, figures: Sequence[Figure]) -> None:
        """What is said of the end of a year is what is said of the end of its last quarter, whoever says it."""
        for first, *others in group_by(figures, lambda figure: figure.key.period.end).values():
            for other in others:
                self._cells.equate(self._cell[other.key], [self._cell[first.key]])

    def _equate_means(self, measure: Measure, figures: Sequence[Figure]) -> None:
        """What is said of a year is the mean of what is said of its quarters, with those of which nothing is."""
        for mean in means_of(measure, figures):
            whole, parts = self._cell[mean.whole], [(self._cell[key], weight) for key, weight in mean.weights]
            if mean.rest:
                total = self._cells.value(whole)
                numbers = [(self._cells.value(cell), weight) for cell, weight in parts]
                known = [number * weight for number, weight in numbers if number is not None]
                is_known = total is not None and len(known) == len(parts)
                rest = (Fraction(total or 0) - sum(known, Fraction())) / mean.rest if is_known else None
                bounds = _ANY if measure.may_be_negative else (0, None)
                parts.append((self._cells.latent(rest, bounds, whole=False), mean.rest))
            self._cells.equate_weighted(whole, parts, mean.tolerance)

    def _equate_annual(self, series: Sequence[Figure]) -> None:
        """What is said of every year of a period is the figure of each of its years."""
        for figure in series:
            if figure.key.annual:
                for other in series:
                    if (
                        not other.key.annual
                        and other.key.period.is_year
                        and figure.key.period.contains(other.key.period)
                    ):
                        self._cells.equate(self._cell[figure.key], [self._cell[other.key]])

    def _equate_spans(self, measure: Measure, figures: Sequence[Figure]) -> None:
        """Every figure is the sum of the shortest spans that it covers; a figure of one is itself that of the span."""
        days = sorted({day for figure in figures for day in _ends(figure)})
        spans: dict[tuple[date, date], int] = {}
        longer: list[tuple[Figure, list[tuple[date, date]]]] = []
        for figure in sorted(figures, key=lambda figure: (figure.key.period.days, figure.key.period)):
            covered = [span for span in pairwise(days) if _covers(figure, span)]
            if len(covered) == 1 and covered[0] not in spans:
                spans[covered[0]] = self._cell[figure.key]
            elif len(covered) > 0:
                longer.append((figure, covered))
        for figure, covered in longer:
            self._equate_span(measure, figure, covered, spans)

    def _equate_span(
        self,
        measure: Measure,
        figure: Figure,
        covered: Sequence[tuple[date, date]],
        spans: dict[tuple[date, date], int],
    ) -> None:
        """The equation of a figure of several spans; those without a figure get cells of their own.

        Their values only have to fit: where several are unknown, all but the last are taken to be zero.
        """
        missing = [span for span in covered if span not in spans]
        rest = self._rest(self._cell[figure.key], [spans[span] for span in covered if span in spans])
        for span in missing:
            value = rest if span == missing[-1] else 0
            spans[span] = self._latent(measure, value)
        self._cells.equate(self._cell[figure.key], [spans[span] for span in covered])

    def _equate(self, measure: Measure, whole: int, parts: Sequence[int], *, is_complete: bool) -> None:
        """The sum of some parts, with what the whole has besides where these may not be all of it."""
        if is_complete:
            self._cells.equate(whole, parts)
        elif not measure.may_be_negative:
            self._cells.equate(whole, [*parts, self._latent(measure, self._rest(whole, parts))])

    def _latent(self, measure: Measure, value: Rational | None) -> int:
        bounds: Bounds = _ANY if measure.may_be_negative else (0, None)
        return self._cells.latent(value, bounds, whole=measure.is_counted or measure.keeps_parts)

    def _sum(self, cells: Iterable[int]) -> Rational | None:
        values = [self._cells.value(cell) for cell in cells]
        known = [value for value in values if value is not None]
        return sum(known, Fraction()) if len(known) == len(values) else None

    def _rest(self, whole: int, parts: Sequence[int]) -> Rational | None:
        total, added = self._cells.value(whole), self._sum(parts)
        return None if total is None or added is None else total - added


def _lacks_units(figure: Figure) -> bool:
    return figure.origin is FigureOrigin.HIERARCHICAL_SUM and not figure.is_complete


def _ends(figure: Figure) -> tuple[date, date]:
    """The first day of a period, and the day after its last."""
    return figure.key.period.start, figure.key.period.end + _DAY


def _covers(figure: Figure, span: tuple[date, date]) -> bool:
    start, end = _ends(figure)
    return start <= span[0] and span[1] <= end


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
