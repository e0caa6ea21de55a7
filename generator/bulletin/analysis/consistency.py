"""Targets of one series that do not go together: yearly ones far apart, or adding to another number than the term's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bulletin.analysis.matching import prevailing
from bulletin.analysis.ratios import number_of
from bulletin.analysis.tables import Tables, TargetFigure
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, Shape, between
from bulletin.model.records import Rule
from bulletin.model.values import Qualifier, Quantity


@dataclass(frozen=True)
class FarApart:
    """Yearly targets of one series, one of which is many times another: which of them is meant is not for us to say."""

    targets: tuple[TargetFigure, ...]
    """All yearly targets of the series in force, one for each record: the highest first, of equals the earliest."""


@dataclass(frozen=True)
class OffTerm:
    """Yearly targets that add up to another number than the target of the term they make up."""

    term: TargetFigure
    yearly: tuple[TargetFigure, ...]
    """The target of each year that has one; one that was set for every year stands once for each."""
    total: Fraction
    """Their sum, in the measure's unit."""

    @property
    def is_more(self) -> bool:
        """Whether they add to more than the term's target."""
        return self.total > number_of(self.term)


def far_apart(catalogue: Catalogue, tables: Tables) -> Iterator[FarApart]:
    """The series whose highest yearly target is more than so many times the lowest; how many, the bulletin says.

    Targets on which no verdict is given take part: that they contradict others may be why. Share targets, ranges and
    superseded targets do not.
    """
    for targets in _by_series(tables).values():
        yearly = {one.id: one for one in targets if one.yearly or one.key.period.shape is Shape.YEAR}
        ranked = sorted(yearly.values(), key=lambda one: (-number_of(one), one.key.period, one.id))
        if ranked and number_of(ranked[0]) > catalogue.bulletin.pace.apart * number_of(ranked[-1]):
            yield FarApart(tuple(ranked))


def beside(catalogue: Catalogue, tables: Tables, target: TargetFigure) -> TargetFigure | None:
    """Another target for the same key that whoever reads of this one must know of; None where there is none.

    That is one on which no verdict is given, else one more than so many times as high or as low; not a superseded one.
    """
    others = [one for one in tables.targets_by_key.get(target.key, ()) if one.id != target.id and not one.superseded_by]
    unassessed = (one for one in others if not one.is_assessed)
    apart = (one for one in others if _is_far(target, one, catalogue.bulletin.pace.apart))
    return next(unassessed, None) or next(apart, None)


def _is_far(one: TargetFigure, other: TargetFigure, times: int) -> bool:
    if not (isinstance(one.value, Quantity) and isinstance(other.value, Quantity)):
        return False
    low, high = sorted((one.value.fraction, other.value.fraction))
    return high > times * low


def off_term(catalogue: Catalogue, tables: Tables) -> Iterator[OffTerm]:
    """The terms whose yearly targets, all of them there, add to another number; or, some of them there, to more.

    Looked into for measures that add over time and terms of whole years; not where only the years of a term are known,
    since one of them may lie outside of it. A target set for that very year goes before
    one set for every year; those on which no verdict is given do not count.
    """
    for series, targets in _by_series(tables).items():
        if catalogue.measures[series.measure].over_time is not Rule.SUM:
            continue
        for term in (one for one in targets if one.key.period.shape is Shape.TERM and not one.yearly):
            is_sure = term.is_assessed and catalogue.knows_days(term.key.period)
            found = _off_term(term, targets) if is_sure else None
            if found is not None:
                yield found


def _off_term(term: TargetFigure, targets: list[TargetFigure]) -> OffTerm | None:
    years = _years(term.key.period)
    alike = [one for one in targets if _qualifier(one) is _qualifier(term)]
    yearly = tuple(one for one in (_of_year(year, alike) for year in years) if one is not None)
    total = sum((number_of(one) for one in yearly), Fraction(0))
    differs = total != number_of(term) if years and len(yearly) == len(years) else total > number_of(term)
    return OffTerm(term, yearly, total) if differs else None


def _of_year(year: Period, targets: Iterable[TargetFigure]) -> TargetFigure | None:
    """The target that counts for a year."""
    held = list(targets)
    own = [one for one in held if one.key.period == year]
    return prevailing(own) or prevailing(one for one in held if one.years is not None and one.years.contains(year))


def _years(period: Period) -> list[Period]:
    """The years of a period of whole years; none of any other."""
    if (period.start.month, period.start.day, period.end.month, period.end.day) != (1, 1, 12, 31):
        return []
    return [between(date(year, 1, 1), date(year, 12, 31)) for year in range(period.start.year, period.end.year + 1)]


def _by_series(tables: Tables) -> dict[SeriesKey, list[TargetFigure]]:
    """The targets in force that are one number, by series."""
    found: defaultdict[SeriesKey, list[TargetFigure]] = defaultdict(list)
    for target in tables.targets:
        is_number = isinstance(target.value, Quantity) and target.value.upper is None
        if is_number and target.share is None and target.superseded_by is None:
            found[target.key.series].append(target)
    return found


def _qualifier(target: TargetFigure) -> Qualifier | None:
    return target.value.qualifier if isinstance(target.value, Quantity) else None
