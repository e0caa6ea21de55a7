"""Additivity: sums compared with the figures that they should make, wherever the records hold both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.combination import expected_units
from bulletin.analysis.contiguous_periods import Segment, figures_within, longest_chain, may_be_part
from bulletin.analysis.figures import Figure, FigureOrigin, is_suppressed
from bulletin.analysis.marginals import Marginal, marginals
from bulletin.analysis.quantities import exact_sum, number_of, of_the_same_units, stated_quantity
from bulletin.analysis.remarks import is_remarked_on
from bulletin.analysis.tables import Tables, group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Measure, Rule
from bulletin.model.values import Quantity, are_same


class Relation(StrEnum):
    """What makes a whole."""

    UNITS = "units"
    """The units directly below."""
    PERIODS = "periods"
    """Consecutive shorter periods."""
    CATEGORIES = "categories"
    """The categories of a breakdown."""

    @property
    def remark(self) -> str:
        """The code of the remark on a sum that differs from its whole."""
        return f"{'parts' if self is Relation.CATEGORIES else self.value}-do-not-add-up"


@dataclass(frozen=True)
class Sum:
    """A stated figure, and the sum of the figures that should make it, or make a part of it."""

    whole: Figure
    relation: Relation
    parts: tuple[Figure, ...]
    """In order; none where all of them are there and not shown."""
    breakdown: str | None
    """For categories: what they split the whole by."""
    is_complete: bool
    """Whether all parts are there and shown. Where some may not be, the sum is only looked at for exceeding."""
    expected: int | None
    """How many parts there should be; None where the records do not say."""
    total: Decimal
    """The sum of the parts, with every digit."""
    measure: Measure
    """What all of them are figures of."""
    hides_parts: bool = False
    """Whether there are parts besides that are not shown."""

    @property
    def stated(self) -> Fraction:
        """The whole as it was stated, in the measure's unit."""
        return number_of(self.whole)

    @property
    def added(self) -> Fraction:
        """The sum of the parts, in the measure's unit."""
        return Fraction(self.total)

    @property
    def tolerance(self) -> Fraction:
        """How far the two may be apart, in the measure's unit."""
        return self.measure.margin_of(self.stated)

    @cached_property
    def is_equal(self) -> bool:
        """Whether the two are the same, but for what figures of the measure do not show, and what programs round."""
        whole = stated_quantity(self.whole)
        if self.total == whole.decimal:  # as nearly always
            return True
        return abs(self.difference) <= self.measure.least_shown or are_same(whole, Quantity(self.total))

    @property
    def difference(self) -> Fraction:
        """The sum less the whole, in the measure's unit."""
        return self.added - self.stated

    @property
    def may_be_incomplete(self) -> bool:
        """Whether parts are missing or not shown, or may be, and those there are do not exceed the whole."""
        return not self.is_complete and self.total <= stated_quantity(self.whole).decimal

    @property
    def is_within_tolerance(self) -> bool:
        """Whether the two are no further apart than the measure allows, as far as the parts show."""
        return self.is_equal or self.may_be_incomplete or abs(self.difference) <= self.tolerance


def sums(catalogue: Catalogue, tables: Tables) -> Iterator[Sum]:
    """Every stated exact figure of which the records also hold what it should be the sum of.

    Sums of units and of periods are looked for where the measure adds so; sums of categories where they do not overlap
    and the measure adds up at all, those of the cells of a crossing also for each category that is crossed. Exact
    values are added only. A sum that lacks parts (units that did not report, categories that were not stated or that
    the breakdown does not have, figures that are not shown) can only be found to exceed the whole; it is not given for
    measures that can be negative, of which it says nothing. One of which no part is shown exceeds nothing, and counts
    as one with hidden parts. Nor are sums given that the record of the measure switches the remark on off for, and sums
    of figures of which it is not known which report is the latest.

    :return: in the order of the figures; of one figure units first, then periods, then breakdowns.
    """
    splits = {
        measure.id: group_by(marginals(catalogue.breakdowns, measure.breakdowns), lambda added: added.margin)
        for measure in catalogue.measures.values()
        if measure.kind.traits.adds_up
    }
    for figure in tables.figures:
        is_stated = figure.origin is FigureOrigin.REPORTED and not figure.key.annual
        if is_stated and isinstance(figure.value, Quantity) and figure.value.is_exact:
            measure = catalogue.measures[figure.key.measure]
            split = splits.get(measure.id, {}).get(figure.key.breakdown, ())
            found = (_of_units(catalogue, tables, measure, figure), _of_periods(tables, measure, figure))
            for added in (*found, *[_of_categories(tables, measure, figure, marginal) for marginal in split]):
                if added is not None and is_remarked_on(catalogue, added.relation.remark, figure):
                    yield added


def _of_units(catalogue: Catalogue, tables: Tables, measure: Measure, whole: Figure) -> Sum | None:
    below = catalogue.below(whole.key.organization, whole.key.period) if measure.over_tree is Rule.SUM else ()
    if not below:
        return None
    figures = [figure for unit in below if (figure := tables.by_key.get(whole.key.of(unit))) is not None]
    parts = [figure for figure in figures if may_be_part(figure)]
    expected = expected_units(catalogue, whole.key.organization, whole.key.period) if parts else None
    is_complete = len(parts) == expected
    return _sum(measure, whole, Relation.UNITS, parts, figures, is_complete=is_complete, expected=expected)


def _of_periods(tables: Tables, measure: Measure, whole: Figure) -> Sum | None:
    """The fewest consecutive shorter periods that fill the figure's own; what was made of shorter ones is left out."""
    series, period = whole.key.series, whole.key.period
    if measure.over_time is not Rule.SUM or not tables.holds_shorter[series]:
        return None
    shorter = [
        f
        for f in figures_within(tables.by_series[series], period)
        if f.key.period.days < period.days and f.origin is not FigureOrigin.TEMPORAL_SUM
    ]
    shown = [figure for figure in shorter if may_be_part(figure)]
    segments = [Segment(figure.key.period) for figure in shown]
    parts = [shown[position] for position in longest_chain(segments, period.start, period.end)]
    is_filled = bool(parts) and parts[-1].key.period.end == period.end
    return _sum(measure, whole, Relation.PERIODS, parts, shorter, is_complete=is_filled)


def _of_categories(tables: Tables, measure: Measure, whole: Figure, marginal: Marginal) -> Sum | None:
    """The sum of the categories of a breakdown; of a figure that is itself of a category, of the cells of a crossing.

    :param marginal: what adds up to the whole, or to categories of the breakdown that the figure is of.
    """
    categories = marginal.parts.get(whole.key.category, ())
    if marginal.overlapping or not categories:
        return None
    figures = _categories(tables, whole, marginal.breakdown, categories)
    parts = [figure for figure in figures if may_be_part(figure) or _shares(figure, whole)]
    return _sum(
        measure,
        whole,
        Relation.CATEGORIES,
        parts,
        figures,
        is_complete=marginal.exhaustive and len(parts) == len(categories),
        expected=len(categories) if marginal.exhaustive else None,
        breakdown=marginal.breakdown,
    )


def _categories(tables: Tables, whole: Figure, breakdown: str, categories: Iterable[str]) -> list[Figure]:
    keys = (whole.key.narrow(breakdown, category) for category in categories)
    return [figure for key in keys if (figure := tables.by_key.get(key)) is not None]


def _shares(part: Figure, whole: Figure) -> bool:
    """Whether an exact category lacks the same units as the whole, so that the two fit all the same."""
    is_exact = isinstance(part.value, Quantity) and part.value.is_exact
    return is_exact and not whole.is_complete and of_the_same_units(part, whole)


def _sum(  # noqa: PLR0913 - what a sum consists of
    measure: Measure,
    whole: Figure,
    relation: Relation,
    parts: Sequence[Figure],
    candidates: Iterable[Figure],
    *,
    is_complete: bool,
    expected: int | None = None,
    breakdown: str | None = None,
) -> Sum | None:
    """The sum of some parts.

    :param candidates: these and others that are no exact numbers, or not shown.
    """
    hides_parts = not is_complete and any(map(is_suppressed, candidates))
    if not (parts or hides_parts) or (not is_complete and measure.may_be_negative):
        return None
    if any(figure.unordered and figure.rival_reports for figure in (whole, *parts)):
        return None
    total = exact_sum([stated_quantity(part).decimal for part in parts])
    return Sum(whole, relation, tuple(parts), breakdown, is_complete, expected, total, measure, hides_parts)
