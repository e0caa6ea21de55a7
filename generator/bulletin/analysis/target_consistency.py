"""Targets that do not go together: far apart from each other, off the term's, milestones off the way to theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, pairwise

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.quantities import number_of, sum_of
from bulletin.analysis.remarks import is_remarked_on, remark_ratio
from bulletin.analysis.tables import Tables, group_by
from bulletin.analysis.target_paths import numbers_of
from bulletin.analysis.target_status import TargetType
from bulletin.analysis.targets import prevailing, target_type_of
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, PeriodType, holds_for, whole_years
from bulletin.model.records import Measure, Rule
from bulletin.model.values import Qualifier, Quantity

# --- targets of one series: yearly ones far apart, or adding to another number than the one of the term ---------------


@dataclass(frozen=True)
class FarApart:
    """Yearly targets of one series, one of which is many times another: which of them is meant is not for us to say."""

    targets: tuple[TargetFigure, ...]
    """The yearly targets of the series in force that are above zero, one for each record and each of its milestones:
    the highest first, of equals the earliest."""
    highest: TargetFigure
    lowest: TargetFigure
    """Of those that are no milestones of one path, the two that are furthest apart."""
    times: Fraction
    """From how many times on targets are far apart."""


@dataclass(frozen=True)
class OffTerm:
    """Yearly targets that add up to another number than the target of the term they make up."""

    term: TargetFigure
    yearly: tuple[TargetFigure, ...]
    """The target of each year that has one; one that was set for every year is given once for each."""
    total: Fraction
    """Their sum, in the measure's unit."""

    @property
    def is_more(self) -> bool:
        """Whether they add to more than the term's target."""
        return self.total > number_of(self.term)


@dataclass(frozen=True)
class OffWay:
    """A milestone that does not lie on the way from what is before it to the target."""

    target: TargetFigure
    milestone: Period
    number: Fraction
    """What it asks for, in the target's unit."""
    before: Fraction
    """The baseline, or what the milestone before it asks for."""
    goal: Fraction
    """What the target asks for."""


FAR_APART = "targets-far-apart"
"""The code of the remark on targets of which one is many times another."""


def far_apart(catalogue: Catalogue, tables: Tables) -> Iterator[FarApart]:
    """The series with a yearly target more than so many times another; how many, the measure or the bulletin says.

    Targets on which no verdict is given take part: that they contradict others may be why. Share targets, ranges and
    superseded targets do not, nor those of zero and below, which are no multiple of anything. Milestones of one path
    are not compared with each other; nor are years of the calendar and other years.
    """
    yearly_targets = filter(_is_yearly, chain.from_iterable(_by_series(tables).values()))
    of_years = group_by(yearly_targets, lambda target: (target.key.series, target.key.period.first_month))
    for targets in of_years.values():
        wanted = (target for target in targets if number_of(target) > 0)
        remarked = (target for target in wanted if is_remarked_on(catalogue, FAR_APART, target))
        yearly = {(target.id, target.years or target.key.period): target for target in remarked}
        ranked = sorted(yearly.values(), key=lambda target: (-number_of(target), target.key.period, target.id))
        if ranked:
            times = remark_ratio(catalogue, FAR_APART, ranked[0], Fraction(catalogue.bulletin.pace.apart))
            yield from _far_apart(ranked, times)


def _far_apart(ranked: Sequence[TargetFigure], times: Fraction) -> Iterator[FarApart]:
    if _ratio((ranked[0], ranked[-1])) <= times:
        return  # as nearly always, whatever path each is on
    paths = _paths(ranked, times)
    compared = (pair for pair in combinations(ranked, 2) if paths[pair[0].id] != paths[pair[1].id])
    high, low = max(compared, key=_ratio, default=(ranked[0], ranked[0]))
    if _ratio((high, low)) > times:
        yield FarApart(tuple(ranked), high, low, times)


def _ratio(pair: tuple[TargetFigure, TargetFigure]) -> Fraction:
    return number_of(pair[0]) / number_of(pair[1])


def _paths(targets: Iterable[TargetFigure], times: Fraction) -> dict[str, str]:
    """Which path each target is a milestone of, by the ids of the target and of the path's first.

    A path is what one decision or, where none is named, one source sets for years that follow each other, rising or
    falling all the way: 35% less by 2020, 75% less by 2025. From one milestone to the next it changes by at most so
    many times for each year between; what changes more is a path of its own, since it may be mistyped.
    """
    together = group_by(targets, lambda target: (target.decision, None if target.decision else target.source))
    return {
        target.id: path[0].id if _is_path(path, times) else target.id
        for path in (sorted(group, key=_span) for group in together.values())
        for target in path
    }


def _is_path(targets: Sequence[TargetFigure], times: Fraction) -> bool:
    numbers = [number_of(target) for target in targets]
    steps = list(zip(pairwise(map(_span, targets)), pairwise(numbers), strict=True))
    is_steady = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    return is_steady and all(
        before.end < after.start and max(step) <= min(step) * times ** (after.start.year - before.end.year)
        for (before, after), step in steps
    )


def _span(target: TargetFigure) -> Period:
    """The year it was set for, or the period for each of whose years it was."""
    return target.years or target.key.period


def _is_yearly(target: TargetFigure) -> bool:
    return target.yearly or target.key.period.is_year


def beside(catalogue: Catalogue, tables: Tables, target: TargetFigure) -> TargetFigure | None:
    """Another target for the same key that whoever reads of this one must know of; None where there is none.

    That is one on which no verdict is given, else one more than so many times as high or as low, both being above zero;
    not a superseded one.
    """
    others = [
        other
        for other in tables.targets_by_key.get(target.key, ())
        if other.id != target.id and not other.superseded_by
    ]
    unassessed = (other for other in others if not other.is_assessed)
    times = remark_ratio(catalogue, FAR_APART, target, Fraction(catalogue.bulletin.pace.apart))
    is_compared = is_remarked_on(catalogue, FAR_APART, target)
    apart = (other for other in others if is_compared and _is_far(target, other, times))
    return next(unassessed, None) or next(apart, None)


def _is_far(target: TargetFigure, other: TargetFigure, times: Fraction) -> bool:
    if not (isinstance(target.value, Quantity) and isinstance(other.value, Quantity)):
        return False
    low, high = sorted((target.value.fraction, other.value.fraction))
    return low > 0 and high > times * low


OFF_WAY = "milestone-off-way"
"""The code of the remark on a milestone that does not lie between what is before it and the target."""


def off_way(catalogue: Catalogue, tables: Tables) -> Iterator[OffWay]:
    """The targets in force with a milestone off their way, each with the first such milestone."""
    for target in tables.targets:
        if target.course and not target.is_milestone and target.superseded_by is None:
            found = next(_off_way(target), None)
            if found is not None and is_remarked_on(catalogue, OFF_WAY, target):
                yield found


def _off_way(target: TargetFigure) -> Iterator[OffWay]:
    points = [(period, number) for period, number in numbers_of(target) if number is not None]
    goal = points[-1][1] if points and points[-1][0] == target.key.period else None
    for (_, before), (period, number) in pairwise(points):
        if goal is not None and not min(before, goal) <= number <= max(before, goal):
            yield OffWay(target, period, number, before, goal)


OFF_TERM = "targets-off-term"
"""The code of the remark on yearly targets that add to another number than the term's."""


def off_term(catalogue: Catalogue, tables: Tables) -> Iterator[OffTerm]:
    """The terms whose yearly targets, all of them there, add to another number; or, some of them there, to more.

    Ceilings add to at most that of the term. Where some years have no target, nothing is said of measures that can be
    negative. Looked into for measures that add over time and terms of whole years; not where only the years of a term
    are known, since one of them may lie outside of it. A target set for that very year goes before one set for every
    year; those on which no verdict is given do not count.
    """
    for series, targets in _by_series(tables).items():
        measure = catalogue.measures[series.measure]
        if measure.over_time is not Rule.SUM:
            continue
        for term in (target for target in targets if target.key.period.type is PeriodType.TERM and not target.yearly):
            is_wanted = term.is_assessed and is_remarked_on(catalogue, OFF_TERM, term)
            is_sure = is_wanted and catalogue.knows_days(term.key.period)
            years = _years(term.key.period, catalogue.bulletin.years_begin) if is_sure else []
            found = _yearly(term, targets, years)
            if found is not None and _is_off(found, len(years), measure, target_type_of(catalogue, term)):
                yield found


def _yearly(term: TargetFigure, targets: Sequence[TargetFigure], years: Iterable[Period]) -> OffTerm | None:
    """The targets of the years of a term, which ask the same way; None where it has none."""
    alike = [target for target in targets if _qualifier(target) is _qualifier(term)]
    of_years = (_of_year(year, alike) for year in years)
    yearly = tuple(target for target in of_years if target is not None)
    return OffTerm(term, yearly, sum_of(yearly)) if yearly else None


def _is_off(found: OffTerm, years: int, measure: Measure, target_type: TargetType) -> bool:
    is_whole = len(found.yearly) == years
    if abs(found.total - number_of(found.term)) <= measure.tolerance.of(number_of(found.term)):
        return False
    if found.is_more:
        return is_whole or not measure.may_be_negative
    return is_whole and not target_type.is_ceiling


def _of_year(year: Period, targets: Iterable[TargetFigure]) -> TargetFigure | None:
    """The target that counts for a year."""
    listed = list(targets)
    own = [target for target in listed if target.key.period == year]
    of_each = (target for target in listed if target.years and holds_for(target.years, year, target.years_begin))
    return prevailing(own) or prevailing(of_each)


def _years(period: Period, first_month: int) -> list[Period]:
    """The years of a period of whole years; none of any other."""
    years = list(whole_years(period, first_month))
    is_whole = bool(years) and (years[0].start, years[-1].end) == (period.start, period.end)
    return years if is_whole else []


def _by_series(tables: Tables) -> dict[SeriesKey, tuple[TargetFigure, ...]]:
    """The targets in force that are one number, by series."""
    return group_by(filter(is_one_number, tables.targets), lambda target: target.key.series)


def is_one_number(target: TargetFigure) -> bool:
    """Whether a target in force is one number that adds up, rather than a share, a range or an absence."""
    is_whole = target.superseded_by is None and target.share is None
    return is_whole and isinstance(target.value, Quantity) and target.value.upper is None


def _qualifier(target: TargetFigure) -> Qualifier | None:
    return target.value.qualifier if isinstance(target.value, Quantity) else None
