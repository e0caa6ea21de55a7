"""Target figures: what a target's record asks for, of which organization, in which period, and starting from what.

A record may ask for more than one value: for one each year, on the way to its target, or from each organization of a
kind. Where it asks for a change on a baseline, the value is computed from the figure of the baseline's period, so that
it follows each revision of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor

from bulletin.analysis.figures import Figure, PathPoint, TargetBaseline, TargetFigure
from bulletin.analysis.quantities import Ratio
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_status import nature_of
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period, calendar_year, whole_years
from bulletin.model.records import Direction, Measure, MeasureKind, Milestone, Target, TargetPath
from bulletin.model.values import Absence, Qualifier, Quantity, Value


def target_figures(corpus: Corpus, figures: Iterable[Figure]) -> tuple[TargetFigure, ...]:
    """Every target figure that the records ask for.

    Of a target of every year, there is one for each year that the records have reached. Only years that lie in its
    period with all of their months have one: of a term that begins in October, the figure of that whole year says
    nothing. They have reached the year of their newest report, whatever it is about: a year before it without any
    figure is shown as one without. A yearly target of years still to come stays one target figure, of every year of the
    whole period, so that it is not lost from sight. Of a target with milestones, there is one for each of them, before
    the target's own. Target figures come in the order of the records, then of organizations, then of time.
    """
    known = Tables(tuple(figures), ())
    newest = max((figure.reported for figure in known.figures), default=None)
    return tuple(
        target_figure
        for target in corpus.targets.values()
        for organization in corpus.catalogue.set_for(target)
        for target_figure in _Expansion(corpus.catalogue, known, newest, target, organization).figures()
    )


@dataclass(frozen=True)
class _Expansion:
    """What one record asks of one organization."""

    catalogue: Catalogue
    known: Tables
    """All figures."""
    newest: date | None
    """The day of the newest report."""
    target: Target
    organization: str

    def figures(self) -> Iterator[TargetFigure]:
        """One target figure for each period that it has to do with, and in which the organization is there."""
        baseline, target = self._baseline(), self.target
        steps: tuple[Target | Milestone, ...] = (*target.milestones, target)
        values = [self._value(step, baseline) for step in steps]
        course = self._course(baseline, values)
        for step, value in zip(steps, values, strict=True):
            for period in self._years() if target.each else (step.period,):
                if target.organization_kind is None or self.catalogue.exists(self.organization, period):
                    yield self._figure(step, value, period, baseline, course)

    def _course(self, baseline: TargetBaseline | None, values: Iterable[Value]) -> tuple[PathPoint, ...]:
        """The way to the target; none to one that is to be reached in each of several years."""
        target = self.target
        if target.each or (baseline is None and not target.milestones):
            return ()
        start = () if baseline is None else (PathPoint(baseline.period, baseline.value),)
        periods = (*(milestone.period for milestone in target.milestones), target.period)
        return (*start, *map(PathPoint, periods, values))

    def _years(self) -> tuple[Period, ...]:
        """The years of a yearly target, up to the newest report, in which its organization was there.

        The whole period where there are none. Where only the years of a term are known, each of them is taken for one
        of the term.
        """
        span = self.target.period
        is_known = self.catalogue.knows_days(span)
        years = (
            whole_years(span, self.catalogue.bulletin.years_begin)
            if is_known
            else map(calendar_year, range(span.start.year, span.end.year + 1))
        )
        reached = (year for year in years if self.newest is not None and year.start.year <= self.newest.year)
        return tuple(year for year in reached if self.catalogue.exists(self.organization, year)) or (span,)

    # --- the baseline, and values computed from it

    @property
    def _measure(self) -> Measure:
        return self.catalogue.measures[self.target.measure]

    def _key(self, period: Period, *, annual: bool = False) -> ObservationKey:
        """The key of the figure of a period that is compared with the target."""
        target, share = self.target, self.target.share
        key = ObservationKey(self.organization, target.measure, period, target.population, annual)
        return key.narrow(share.breakdown, share.category) if share else key

    def _baseline(self) -> TargetBaseline | None:
        stated = self.target.baseline
        if stated is None:
            return None
        if stated.value is not None:
            return TargetBaseline(stated.period, stated.value, stated.source or self.target.source)
        key = self._key_of_baseline(stated.period)
        if self.target.share is None:
            figure = self.known.by_key.get(key)
            is_estimate = figure is not None and figure.is_estimate
            return TargetBaseline(key.period, _usable(figure), figures=(key,), is_estimate=is_estimate)
        part, whole = self.known.by_key.get(key), self.known.by_key.get(key.whole)
        missing = next((value for value in map(_usable, (part, whole)) if isinstance(value, Absence)), None)
        percent = Ratio(part, whole).percent if part is not None and whole is not None and missing is None else missing
        return TargetBaseline(stated.period, percent or Absence.NOT_AVAILABLE, figures=(key, key.whole))

    def _key_of_baseline(self, period: Period) -> ObservationKey:
        """The key of the figure of a period; of a stock, which is of a day, that of the last one in it."""
        key = self._key(period)
        if self._measure.kind is not MeasureKind.STOCK or key in self.known.by_key:
            return key
        figures = self.known.by_series.get(key.series, ())
        found = (figure.key for figure in figures if period.contains(figure.key.period))
        return max(found, key=lambda found: found.period.recency, default=key)

    def _value(self, step: Target | Milestone, baseline: TargetBaseline | None) -> Value:
        """The value of a target or milestone: as stated, else by its change on the baseline, with all its digits."""
        if step.value is not None:
            return step.value
        if baseline is None or step.change is None or not isinstance(baseline.value, Quantity):
            value = None if baseline is None else baseline.value
            return value if isinstance(value, Absence) else Absence.NOT_AVAILABLE
        if not baseline.value.is_exact:
            return Absence.NOT_AVAILABLE
        if baseline.value.number < 0 or (baseline.value.number == 0 and step.change != 0):
            return Absence.NOT_APPLICABLE
        return changed_by(self._measure, baseline.value, step.change)

    def _figure(
        self,
        step: Target | Milestone,
        value: Value,
        period: Period,
        baseline: TargetBaseline | None,
        course: tuple[PathPoint, ...],
    ) -> TargetFigure:
        target = self.target
        yearly = target.each is not None
        nature = nature_of(self._measure, of_a_part=target.share is not None)
        is_annual = yearly and period == target.period and period.start.year != period.end.year
        is_counted = self._measure.is_counted and target.share is None and step.change is not None
        shown = in_wholes(value) if is_counted and isinstance(value, Quantity) else value
        return TargetFigure(
            id=target.id,
            key=self._key(period, annual=is_annual),
            value=shown,
            unrounded=value if isinstance(value, Quantity) and value != shown else None,
            share=target.share,
            basis=target.basis,
            claim=target.claim,
            decision=target.decision,
            source=target.source,
            superseded_by=target.superseded_by,
            place=target.place,
            note=target.note,
            baseline=baseline,
            change=step.change,
            path=target.path or TargetPath.LINEAR,
            course=course,
            is_milestone=step is not target,
            organization_kind=target.organization_kind,
            years=target.period if yearly else None,
            years_begin=self.catalogue.bulletin.years_begin,
            is_accumulated=nature.is_accumulated,
            is_assessed=target.unassessed is None,
            unassessed=target.unassessed,
            acknowledged=tuple(target.acknowledged.items()),
        )


def _usable(figure: Figure | None) -> Value:
    """The value of a baseline's figure; an absence where it is not the exact number of the whole."""
    if figure is None:
        return Absence.NOT_AVAILABLE
    is_certain = figure.is_complete and not figure.rival_reports
    is_number = isinstance(figure.value, Quantity) and figure.value.is_exact and is_certain
    return figure.value if is_number or isinstance(figure.value, Absence) else Absence.NOT_AVAILABLE


_DIGITS = Context(prec=100)
"""Holds every digit of a stated number times a stated percentage."""


def _percent_of(number: Decimal | Fraction, percent: Decimal) -> Decimal | Fraction:
    """So many percent of a number, exact; of a stated one with all digits and no more."""
    if isinstance(number, Fraction):
        return number * Fraction(percent) / 100
    return _DIGITS.multiply(number, percent).scaleb(-2, _DIGITS).normalize(_DIGITS)


def changed_by(measure: Measure, baseline: Quantity, change: Decimal) -> Quantity:
    """The bound that a change in percent makes of a baseline above zero, or of zero that is to be kept; exact."""
    is_most = change < 0 or (change == 0 and measure.good is Direction.LESS)
    return Quantity(_percent_of(baseline.number, 100 + change), Qualifier.AT_MOST if is_most else Qualifier.AT_LEAST)


def in_wholes(bound: Quantity) -> Quantity:
    """The whole number that asks for the same of what is counted: at most 1,049,878 rather than 1,049,878.05."""
    rounded = floor if bound.qualifier is Qualifier.AT_MOST else ceil
    return Quantity(Decimal(rounded(bound.number)), bound.qualifier)
