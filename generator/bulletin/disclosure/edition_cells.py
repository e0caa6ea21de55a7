"""The figures of an edition as cells and equations: what readers know of each, and what it is worth to them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from bulletin.analysis.figures import Figure, FigureOrigin, is_suppressed
from bulletin.analysis.tables import Tables
from bulletin.disclosure.cells import Cells, bounds_of
from bulletin.disclosure.equations import equate
from bulletin.disclosure.information_loss import InformationLoss
from bulletin.disclosure.linked_tables import Bounds
from bulletin.disclosure.publications import PublishedVersion
from bulletin.disclosure.sensitivity import Sensitive, counted_value, few_of, is_exempt, sensitive_figures
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import DisclosurePolicy, DisclosureRule, Measure, Rule
from bulletin.model.values import Qualifier, Quantity


@dataclass(frozen=True)
class EditionCells:
    """The figures of an edition, as cells and equations."""

    catalogue: Catalogue
    tables: Tables
    policy: DisclosurePolicy | None
    unknown: frozenset[ObservationKey]
    """The figures whose numbers readers must not know exactly, whatever they are."""
    measures: frozenset[str]
    """Those whose figures are looked at."""
    published: PublishedVersion | None = None
    """What readers have of it; None of what is not published yet."""

    @cached_property
    def loss(self) -> InformationLoss:
        """What each figure is worth to readers."""
        return InformationLoss(self.catalogue, self.tables.figures)

    @property
    def sensitive(self) -> dict[ObservationKey, Sensitive]:
        """The figures that are sensitive by the policy, but for unknown ones."""
        found = sensitive_figures(self.catalogue, self.policy, self.tables) if self.policy else {}
        return {key: each for key, each in found.items() if key not in self.unknown}

    def rule_of(self, measure: str) -> DisclosureRule | None:
        """The rule of a measure; None where the policy has none of it."""
        return None if self.policy is None else self.policy.rule_of(measure)

    @property
    def suppressed(self) -> frozenset[ObservationKey]:
        """The figures with a number that the published version hides."""
        if self.published is None:
            return frozenset()
        hidden = filter(self.published.hides, self.tables.figures)
        return frozenset(figure.key for figure in hidden if not is_suppressed(figure))

    def rounding(self, sensitive: Container[ObservationKey]) -> Iterator[tuple[ObservationKey, int]]:
        """The figures that the policy rounds, each with the base."""
        for figure in self.tables.figures:
            rule = self.rule_of(figure.key.measure)
            if rule is None or rule.rounding_base is None or figure.key in sensitive or self._is_exempt(figure):
                continue
            if isinstance(figure.value, Quantity) and figure.value.is_exact and figure.numerator is None:
                yield figure.key, rule.rounding_base

    def write(self, cells: Cells, bases: Mapping[ObservationKey, int]) -> dict[ObservationKey, int]:
        """Add the figures and their equations; the cell of each figure that has one."""
        followed = [figure for figure in self.tables.figures if figure.key.measure in self.measures]
        found = {f.key: cell for f in followed if (cell := self._cell(cells, f, bases.get(f.key))) is not None}
        equate(cells, self.catalogue, self.tables, found)
        return found

    def _cell(self, cells: Cells, figure: Figure, base: int | None) -> int | None:
        """The cell of a figure; None of one that has neither a number nor is suppressed.

        :param base: what it is rounded to, if it is.
        """
        measure, value = self.catalogue.measures[figure.key.measure], counted_value(figure)
        is_mean = figure.origin is FigureOrigin.TEMPORAL_SUM and measure.over_time is Rule.MEAN
        usual, whole = _usual_bounds(measure, self.policy), (measure.is_counted or measure.keeps_parts) and not is_mean
        if figure.key in self.unknown:
            return cells.figure(figure.key, None, usual, None, whole=whole)
        if not isinstance(value, Quantity) or (measure.keeps_parts and figure.numerator is None):
            return None
        if not value.is_exact:
            return cells.figure(figure.key, value, bounds_of(value), None, whole=whole)
        if base is not None:
            limits = _rounded_from(measure, nearest_multiple(value.fraction, base), base)
            cell = cells.figure(figure.key, value, limits, None, whole=whole)
            cells.hide(cell)
            return cell
        is_zero = not value.fraction and usual[0] == 1
        if is_mean and value.fraction and usual[0]:  # of zeros and others
            usual = 0, None
        weight = None if is_zero or self._is_exempt(figure) else self.loss.of(figure.key)
        cell = cells.figure(figure.key, value, (0, 0) if is_zero else usual, weight, whole=whole)
        rule = self.rule_of(measure.id)
        if rule is not None and whole and not is_zero and (few := few_of(rule)) is not None:
            cells.note_count(cell, few)
        return cell

    def _is_exempt(self, figure: Figure) -> bool:
        return self.policy is not None and is_exempt(self.policy, figure)


def _usual_bounds(measure: Measure, policy: DisclosurePolicy | None) -> Bounds:
    """Between what readers know a hidden figure of a measure to be; where zero is never hidden, it is one at least."""
    if measure.may_be_negative:
        return None, None
    rule = None if policy is None else policy.rule_of(measure.id)
    is_never_zero = rule is not None and rule.threshold is not None and not rule.zero_discloses
    return (1 if is_never_zero and (measure.is_counted or measure.keeps_parts) else 0), None


def rounded_value(value: Quantity, base: int) -> Quantity:
    """The nearest multiple of a base, as pages show it."""
    return Quantity(Decimal(nearest_multiple(value.fraction, base)), Qualifier.ABOUT)


def nearest_multiple(number: Fraction, base: int) -> int:
    """The multiple of a base that is nearest to a number; of two the larger."""
    return base * floor(number / base + Fraction(1, 2))


def _rounded_from(measure: Measure, multiple: int, base: int) -> Bounds:
    """Between what readers know a number to be that is rounded to a multiple: of whole numbers, half up."""
    lower = multiple - Fraction(base, 2)
    least = lower if measure.may_be_negative else max(Fraction(0), lower)
    return least, multiple + ((base - 1) // 2 if measure.is_counted else Fraction(base, 2))
