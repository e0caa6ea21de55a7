"""The equations that a reader can write between figures: margins of breakdowns, the tree of units, populations, time.

Numbers that no figure states but equations need are cells that are never published: what a whole has besides the parts
that were reported, and the flow between two days.

What is computed by dividing is hidden wherever an operand is, so that it makes no equation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.marginals import Marginal, marginals
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure.cells import Cells
from bulletin.disclosure.linked_tables import Bounds, Rational
from bulletin.disclosure.means import means_of
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import EVERYTHING, Measure, Rule
from bulletin.model.values import Absence

_ANY: Bounds = (None, None)
_DAY = timedelta(days=1)
_ADDING = (Rule.SUM, Rule.RATIO)
"""The rules by which figures add up, or their numerators."""


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
