"""Reported figures → the same with every total that the measures' rules allow, unit by unit up the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bulletin.analysis.combining import may_be_part
from bulletin.analysis.longer_periods import Calendar
from bulletin.analysis.over_time import totals_over_time
from bulletin.analysis.over_tree import brought_to, expected_units, total_over_tree
from bulletin.analysis.tables import Figure, Origin
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, Shape
from bulletin.model.records import Rule

_Time = tuple[str, bool]
"""The notation of a period, and whether the value is annual."""


class _Figures:
    """The figures of one organization, by series and time."""

    def __init__(self) -> None:
        self.series: defaultdict[SeriesKey, dict[_Time, Figure]] = defaultdict(dict)

    def enter(self, figures: Iterable[Figure]) -> None:
        """Take the figures in, in the place of any that have their keys."""
        for figure in figures:
            organization, measure, period, population, annual, breakdown, category = figure.key
            series = SeriesKey(organization, measure, population, breakdown, category)
            self.series[series][period.text, annual] = figure

    def holds(self, series: SeriesKey, time: _Time) -> bool:
        """Whether the series has a figure of that time."""
        return series in self.series and time in self.series[series]


def with_totals(corpus: Corpus, reported: Iterable[Figure]) -> Iterator[Figure]:
    """The reported figures and the totals they make, in no particular order.

    See :func:`~bulletin.analysis.compilation.compile_tables` for what is added and what is not.
    """
    catalogue = corpus.catalogue
    figures_of: defaultdict[str, _Figures] = defaultdict(_Figures)
    for figure in reported:
        figures_of[figure.key.organization].enter((figure,))
    calendars = _Calendars(corpus)
    for organization in _bottom_up(catalogue):
        below = {unit: figures_of[unit] for unit in catalogue.ever_below(organization) if unit in figures_of}
        if organization not in figures_of and not below:
            continue
        own = figures_of[organization]
        own.enter(list(_over_time(own, calendars, organization)))
        if below:
            own.enter(list(_over_tree(catalogue, organization, own, below)))
            own.enter(list(_over_time(own, calendars, organization)))
        yield from chain.from_iterable(by_time.values() for by_time in own.series.values())


def _bottom_up(catalogue: Catalogue) -> Iterator[str]:
    """Every organization after all of those that are, or once were, below it."""
    seen: set[str] = set()

    def climb(organization: str) -> Iterator[str]:
        if organization not in seen:
            seen.add(organization)
            yield from chain.from_iterable(map(climb, catalogue.ever_below(organization)))
            yield organization

    return chain.from_iterable(map(climb, catalogue.roots))


class _Calendars:
    """The periods that matter, for each organization's measures."""

    def __init__(self, corpus: Corpus) -> None:
        self._rules = {measure.id: measure.over_time for measure in corpus.catalogue.measures.values()}
        terms = corpus.catalogue.terms.values()
        self._terms = tuple(Period(t.period.start, t.period.end, Shape.TERM, t.id, t.id) for t in terms)
        self._of_targets: defaultdict[tuple[str, str, str], dict[str, Period]] = defaultdict(dict)
        for target in corpus.targets.values():
            if target.each is None and not target.period.is_instant:
                about = (target.organization, target.measure, target.population)
                self._of_targets[about][target.period.text] = target.period
        self._made: dict[tuple[str, ...], Calendar] = {}

    def rule(self, measure: str) -> Rule:
        """How the measure adds over time."""
        return self._rules[measure]

    def calendar(self, organization: str, series: SeriesKey) -> Calendar:
        """The periods that matter for the series; the same calendar wherever they are the same."""
        targets = self._of_targets.get((organization, series.measure, series.population), {})
        asked = tuple(sorted(targets))
        if asked not in self._made:
            self._made[asked] = Calendar(self._terms, tuple(targets.values()))
        return self._made[asked]


def _over_time(own: _Figures, calendars: _Calendars, organization: str) -> Iterator[Figure]:
    for series, by_time in own.series.items():
        calendar = calendars.calendar(organization, series)
        yield from totals_over_time(tuple(by_time.values()), calendars.rule(series.measure), calendar)


def _over_tree(
    catalogue: Catalogue, organization: str, own: _Figures, below: Mapping[str, _Figures]
) -> Iterator[Figure]:
    expected: dict[str, int | None] = {}
    for (series, time), found in _parts(catalogue, organization, below).items():
        period = found[0].key.period
        if time[0] not in expected:
            expected[time[0]] = expected_units(catalogue, organization, period)
        missing = _missing(catalogue, organization, below, found) if len(found) != expected[time[0]] else {}
        brought = _brought(catalogue, series, missing, period)
        total = total_over_tree(organization, [*found, *chain.from_iterable(brought.values())], expected[time[0]])
        if not total.is_complete and brought.keys() != missing.keys() and _is_cut(found):
            continue
        whole = series.whole
        stands = total.is_complete or (len(total.parts) > 1 and not own.holds(whole, time))
        if stands and not own.holds(series, time):
            yield total


def _missing(
    catalogue: Catalogue, organization: str, below: Mapping[str, _Figures], found: Sequence[Figure]
) -> Mapping[str, _Figures]:
    """The units below in the period of a total that have no figure of it."""
    period, having = found[0].key.period, {part.key.organization for part in found}
    return {
        unit: own
        for unit, own in below.items()
        if unit not in having
        and catalogue.exists(unit, period)
        and catalogue.history.parents(unit, period) == (organization,)
    }


def _brought(
    catalogue: Catalogue, series: SeriesKey, missing: Mapping[str, _Figures], period: Period
) -> Mapping[str, list[Figure]]:
    """What units without a figure of a period have of all of it that they were there, each that has."""
    if not missing or catalogue.measures[series.measure].over_time is not Rule.SUM:
        return {}
    brought = {
        unit: brought_to(catalogue, unit, own.series[key].values(), period)
        for unit, own in missing.items()
        if (key := series._replace(organization=unit)) in own.series
    }
    return {unit: figures for unit, figures in brought.items() if figures}


def _is_cut(found: Iterable[Figure]) -> bool:
    """Whether a period is only that of a part of a term after which some units happen to have no figure."""
    return all(part.origin is Origin.SUM_OVER_TIME and part.key.period.shape is Shape.TERM_TO_DATE for part in found)


def _parts(
    catalogue: Catalogue, organization: str, below: Mapping[str, _Figures]
) -> Mapping[tuple[SeriesKey, _Time], list[Figure]]:
    """What can be added of the units below, by what it would be a total of.

    A unit that was moved counts where it stood all through the figure's period; in the period of the move, nowhere.
    """
    parts: defaultdict[tuple[SeriesKey, _Time], list[Figure]] = defaultdict(list)
    adding = {measure.id for measure in catalogue.measures.values() if measure.over_tree is Rule.SUM}
    for unit, own in below.items():
        moved = unit in catalogue.history.moves
        for series, by_time in own.series.items():
            if series.measure not in adding:
                continue
            total = series._replace(organization=organization)
            for time, figure in by_time.items():
                if may_be_part(figure) and (
                    not moved or catalogue.history.parents(unit, figure.key.period) == (organization,)
                ):
                    parts[total, time].append(figure)
    return parts
