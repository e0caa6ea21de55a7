"""A figure against that of the same period a year before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.amounts import difference, quotient
from bulletin.analysis.ratios import Outcome, of_the_same_units, quantities_of
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period
from bulletin.model.values import Absence, Quantity


class ComparabilityReason(StrEnum):
    """Why two figures are not compared."""

    BREAK = "break"
    """The series was broken between them."""
    EXISTENCE = "existence"
    """The organization was not there all through both periods."""
    COVERAGE = "coverage"
    """One is a partial total, and not of the same units as the other."""
    ABSENCE = "absence"
    """One has no value."""
    QUALIFIER = "qualifier"
    """What is known of the values leaves the difference open."""


@dataclass(frozen=True)
class Change:
    """A figure, that of the same period a year before, and what lies between them."""

    figure: Figure
    before: Figure
    obstacle: ComparabilityReason | None
    """Why the two are not compared; None where they are."""
    difference: Outcome
    """The figure less the one before, in the measure's unit."""

    @property
    def relative(self) -> Outcome:
        """The difference over the figure before; None also where that is zero."""
        if self.obstacle in (ComparabilityReason.BREAK, ComparabilityReason.EXISTENCE, ComparabilityReason.COVERAGE):
            return None
        amounts = quantities_of(self.figure, self.before)
        times = amounts if isinstance(amounts, Absence) else quotient(*amounts)
        return difference(times, Quantity(Fraction(1))) if isinstance(times, Quantity) else times


def change_on_year_before(catalogue: Catalogue, tables: Tables, figure: Figure) -> Change | None:
    """The change on the same period before; None where there is no figure of that period.

    Terms, instants and periods of over a year have no same period before.
    """
    period = figure.key.period.year_before()
    before = tables.by_key.get(figure.key._replace(period=period)) if period is not None else None
    if before is None:
        return None
    amounts = quantities_of(figure, before)
    if isinstance(amounts, Absence):
        return Change(figure, before, ComparabilityReason.ABSENCE, amounts)
    if tables.is_broken(figure.key.series, before.key.period.start, figure.key.period.end):
        return Change(figure, before, ComparabilityReason.BREAK, None)
    if not all(catalogue.exists_throughout(one.key.organization, one.key.period) for one in (before, figure)):
        return Change(figure, before, ComparabilityReason.EXISTENCE, None)
    if not of_the_same_units(figure, before):
        return Change(figure, before, ComparabilityReason.COVERAGE, None)
    between = difference(*amounts)
    return Change(figure, before, ComparabilityReason.QUALIFIER if between is None else None, between)


def elapsed(whole: Period, part: Period) -> Fraction:
    """The share of the days of ``whole`` that were over at the end of ``part``; 0 before it and 1 after it."""
    days = (part.end - whole.start).days + 1
    return Fraction(min(max(days, 0), whole.days), whole.days)
