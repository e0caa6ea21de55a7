"""Aggregation: totals of figures over time (temporal) and over the units below (hierarchical).

:func:`with_totals` goes through the tree of organizations from the bottom up; which totals a measure allows, its rules
over time and over the tree say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain, product

from bulletin.analysis.combination import combined, expected_units, hierarchical_total, ratio_figure
from bulletin.analysis.contiguous_periods import Calendar, Segment, covering_figures, may_be_part, most_within
from bulletin.analysis.figures import Coverage, Figure, FigureOrigin
from bulletin.analysis.quantities import exact_sum, number_of, round_half_up, sum_of
from bulletin.analysis.stated_totals import StatedTotals, Time
from bulletin.analysis.tables import group_by
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period, PeriodType, whole_term
from bulletin.model.records import Measure, Rule, Target
from bulletin.model.values import Quantity, exact_number


def _may_be_added(figure: Figure, rule: Rule) -> bool:
    """Whether the figure may be a part of one that is computed by a rule; by ratios, only with what it is made of."""
    if rule is not Rule.RATIO:
        return may_be_part(figure)
    return figure.numerator is not None and figure.is_complete and not figure.key.annual


def _may_be_part_of_hierarchical_total(figure: Figure, rule: Rule) -> bool:
    """Whether the figure may be a part of a total over the tree, of which a partial total makes a partial one."""
    if figure.is_complete or figure.key.annual:
        return _may_be_added(figure, rule)
    return figure.numerator is not None if rule is Rule.RATIO else exact_number(figure.value) is not None


# --- temporal aggregation: consecutive periods → a longer one ---------------------------------------------------------


def temporal_totals(figures: Sequence[Figure], rule: Rule, calendar: Calendar, factor: int = 1) -> Iterator[Figure]:
    """What the figures of one series make of longer periods, by the measure's rule over time.

    A longer period gets a figure only where two or more figures fill it from its first day to its last, each beginning
    on the day after the one before ends: 2019 and nine months of 2019 are never added, nor are the first and the third
    quarter. A year, a term or a target's period that is not filled to its end gets a figure *to date* instead: three
    quarters are a figure of nine months, not a partial figure of the year. So coverage over time is always full and
    says how many periods were combined. Values for each year, and partial totals over the tree, are left out.

    :param figures: of one series; what is known for a longer period is among them and is not computed again.
    :param factor: that of the measure, by which a quotient is multiplied.
    """
    if rule is Rule.NONE or len(figures) < 2:
        return
    parts = [figure for figure in figures if _may_be_added(figure, rule)]
    segments = [Segment(part.key.period, part.origin is not FigureOrigin.REPORTED) for part in parts]
    known = frozenset(figure.key.period.text for figure in figures if figure.is_complete and not figure.key.annual)
    for filling in calendar.fillings(segments, known):
        chain = [parts[position] for position in filling.parts]
        organization, measure, _, population, annual, breakdown, category = chain[0].key
        key = ObservationKey(organization, measure, filling.period, population, annual, breakdown, category)
        coverage = _full_coverage(len(chain))
        if rule is Rule.RATIO:
            yield ratio_figure(key, FigureOrigin.TEMPORAL_SUM, chain, coverage, factor)
        elif (value := _value(chain, rule)) is not None:
            total = combined(key, value, FigureOrigin.TEMPORAL_SUM, chain, coverage)
            yield replace(total, interval=chain[-1].interval) if rule is Rule.LAST else total


@lru_cache
def _full_coverage(count: int) -> Coverage:
    """The coverage of a figure of so many periods, one for all that have it: most figures do."""
    return Coverage(count, count)


def _value(chain: Sequence[Figure], rule: Rule) -> Quantity | None:
    """The sum, the last or the mean; no mean of periods of unlike type, which would need weights.

    A mean is rounded half-up to two digits more than the most precise of its parts, and not for display only: a figure
    is a decimal number, whose digits are all shown, and a third has no last one.
    """
    values = [figure.value for figure in chain if isinstance(figure.value, Quantity)]
    if rule is Rule.LAST:
        return values[-1]
    numbers = [value.number for value in values if isinstance(value.number, Decimal)]
    if len(numbers) < len(values):  # computed from parts, so without a last digit
        number = sum((value.fraction for value in values), Fraction(0))
        return Quantity(number if rule is Rule.SUM else number / len(values))
    total = exact_sum(numbers)
    if rule is Rule.SUM:
        return Quantity(total)
    if len({figure.key.period.type for figure in chain}) > 1:
        return None
    return Quantity(round_half_up(Fraction(total) / len(values), max(value.decimals for value in values) + 2))


# --- every total, unit by unit up the tree ----------------------------------------------------------------------------


class _Figures:
    """The figures of one organization, by series and time."""

    def __init__(self) -> None:
        self.series: defaultdict[SeriesKey, dict[Time, Figure]] = defaultdict(dict)
        self.unshown: defaultdict[SeriesKey, dict[Time, Figure]] = defaultdict(dict)
        """Sums of one of several units: only parts of totals further up, which name the parts of these."""

    def enter(self, figures: Iterable[Figure]) -> None:
        """Take the figures in, in the place of any that have their keys."""
        for figure in figures:
            organization, measure, period, population, annual, breakdown, category = figure.key
            series = SeriesKey(organization, measure, population, breakdown, category)
            self.series[series][period.text, annual] = figure

    def keep_unshown(self, figure: Figure) -> None:
        """Keep the sum of one of several units."""
        self.unshown[figure.key.series][figure.key.period.text, figure.key.annual] = figure

    def all_of(self, series: SeriesKey) -> list[Figure]:
        """The figures of a series, and the sums of one of several units."""
        return [figure for of in (self.series, self.unshown) for figure in of.get(series, {}).values()]

    def wholes_first(self) -> list[Figure]:
        """The figures, those of categories after all others."""
        figures = chain.from_iterable(by_time.values() for by_time in self.series.values())
        return sorted(figures, key=lambda figure: figure.key.breakdown is not None)

    def holds(self, series: SeriesKey, time: Time) -> bool:
        """Whether the series has a figure of that time."""
        return series in self.series and time in self.series[series]


def with_totals(corpus: Corpus, reported: Iterable[Figure]) -> Iterator[Figure]:
    """The reported figures and the totals they make, in no particular order.

    See :func:`~bulletin.analysis.compilation.compile_tables` for what is added and what is not.
    """
    catalogue = corpus.catalogue
    figures_of: defaultdict[str, _Figures] = defaultdict(_Figures)
    for organization, figures in group_by(reported, lambda figure: figure.key.organization).items():
        figures_of[organization].enter(figures)
    calendars = _Calendars(corpus)
    stated = StatedTotals(catalogue, lambda series: figures_of[series.organization].series.get(series, {}))
    for organization in _bottom_up(catalogue):
        below = {unit: figures_of[unit] for unit in catalogue.ever_below(organization) if unit in figures_of}
        if organization not in figures_of and not below:
            continue
        own = figures_of[organization]
        if below:
            own.enter(map(stated.with_coverage, own.wholes_first()))
        own.enter(list(_temporal_totals(own, calendars, organization)))
        if below:
            own.enter(list(_hierarchical_totals(catalogue, organization, own, below)))
            own.enter(list(_temporal_totals(own, calendars, organization)))
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


def _spans_of(target: Target) -> Iterator[Period]:
    """The periods for which a target needs a figure, but for days and for each of several years."""
    baseline = [target.baseline.period] if target.baseline else []
    periods = [*baseline, *(milestone.period for milestone in target.milestones), target.period]
    yield from (period for period in periods if target.each is None and not period.is_instant)


class _Calendars:
    """The periods that matter, for each organization's measures."""

    def __init__(self, corpus: Corpus) -> None:
        self._measures = corpus.catalogue.measures
        terms = corpus.catalogue.terms.values()
        self._terms = tuple(whole_term(t.id, t.period) for t in terms)
        self._of_targets: defaultdict[tuple[str, str, str], dict[str, Period]] = defaultdict(dict)
        for target in corpus.targets.values():
            spans = {period.text: period for period in _spans_of(target)}
            measures = (target.measure, *corpus.catalogue.operands_of(target.measure))
            for about in product(corpus.catalogue.set_for(target), measures, (target.population,)):
                self._of_targets[about] |= spans
        self._made: dict[tuple[str, ...], Calendar] = {}

    def measure(self, series: SeriesKey) -> Measure:
        """The measure of a series, which says how it adds over time."""
        return self._measures[series.measure]

    def calendar(self, organization: str, series: SeriesKey) -> Calendar:
        """The periods that matter for the series; the same calendar wherever they are the same."""
        targets = self._of_targets.get((organization, series.measure, series.population), {})
        asked = tuple(sorted(targets))
        if asked not in self._made:
            self._made[asked] = Calendar(self._terms, tuple(targets.values()))
        return self._made[asked]


def _temporal_totals(own: _Figures, calendars: _Calendars, organization: str) -> Iterator[Figure]:
    for series, by_time in own.series.items():
        calendar, measure = calendars.calendar(organization, series), calendars.measure(series)
        yield from temporal_totals(tuple(by_time.values()), measure.over_time, calendar, measure.factor)


def _hierarchical_totals(
    catalogue: Catalogue, organization: str, own: _Figures, below: Mapping[str, _Figures]
) -> Iterator[Figure]:
    expected: dict[str, int | None] = {}
    for (series, time), found in _parts(catalogue, organization, below).items():
        if own.holds(series, time):
            continue
        period, measure = found[0].key.period, catalogue.measures[series.measure]
        if time[0] not in expected:
            expected[time[0]] = expected_units(catalogue, organization, period)
        missing = _missing(catalogue, organization, below, found) if len(found) != expected[time[0]] else {}
        covering = _covering(catalogue, series, missing, period)
        parts = [*found, *chain.from_iterable(covering.values())]
        total = hierarchical_total(organization, measure, parts, expected[time[0]])
        if total.is_complete:
            yield total
            continue
        is_cut = covering.keys() != missing.keys() and _is_cut(found)
        if is_cut or own.holds(series.whole, time):
            continue
        is_of_several = len(parts) > 1
        if measure.over_time is Rule.SUM and not measure.may_be_negative:
            reached = _some_of_the_time(series, missing, covering, period)
            parts += chain.from_iterable(reached.values())
            total = hierarchical_total(organization, measure, parts, expected[time[0]], reached)
            if sum_of(most_within(own.series.get(series, {}).values(), period)) > number_of(total):
                continue  # what the organization itself has of parts of the period says more
        total = replace(total, parts=tuple(chain.from_iterable(_shown(below, part) for part in parts)))
        if is_of_several:
            yield total
        else:
            own.keep_unshown(total)


def _shown(below: Mapping[str, _Figures], part: Figure) -> Sequence[ObservationKey]:
    """What a part is named by: its key, or those of its own parts where it is the sum of one of several units."""
    time = part.key.period.text, part.key.annual
    is_shown = below[part.key.organization].holds(part.key.series, time)
    return (part.key,) if is_shown else part.parts


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


def _covering(
    catalogue: Catalogue, series: SeriesKey, missing: Mapping[str, _Figures], period: Period
) -> Mapping[str, list[Figure]]:
    """What units without a figure of a period have of all of it that they were there, each that has."""
    rule = catalogue.measures[series.measure].over_time
    if not missing or rule not in (Rule.SUM, Rule.RATIO):
        return {}
    covering = {
        unit: covering_figures(
            catalogue, unit, [figure for figure in own.series[key].values() if _may_be_added(figure, rule)], period
        )
        for unit, own in missing.items()
        if (key := series.of(unit)) in own.series
    }
    return {unit: figures for unit, figures in covering.items() if figures}


def _some_of_the_time(
    series: SeriesKey, missing: Mapping[str, _Figures], covering: Container[str], period: Period
) -> Mapping[str, list[Figure]]:
    """What units without a figure of a period, nor of all of it that they were there, have of some of it."""
    reached = {
        unit: most_within(own.all_of(series.of(unit)), period) for unit, own in missing.items() if unit not in covering
    }
    return {unit: figures for unit, figures in reached.items() if figures}


def _is_cut(found: Iterable[Figure]) -> bool:
    """Whether a period is only that of a part of a term after which some units happen to have no figure."""
    return all(
        part.origin is FigureOrigin.TEMPORAL_SUM and part.key.period.type is PeriodType.TERM_TO_DATE for part in found
    )


def _parts(
    catalogue: Catalogue, organization: str, below: Mapping[str, _Figures]
) -> Mapping[tuple[SeriesKey, Time], list[Figure]]:
    """What can be added of the units below, by what it would be a total of.

    A unit that was moved counts where it stood all through the figure's period; in the period of the move, nowhere.
    """
    parts: defaultdict[tuple[SeriesKey, Time], list[Figure]] = defaultdict(list)
    measures = catalogue.measures.values()
    adding = {measure.id: Rule(measure.over_tree) for measure in measures if measure.over_tree is not Rule.NONE}
    for unit, own in below.items():
        moved = unit in catalogue.history.moves
        for series, by_time in chain(own.series.items(), own.unshown.items()):
            if (rule := adding.get(series.measure)) is None:
                continue
            total = series.of(organization)
            for time, figure in by_time.items():
                if _may_be_part_of_hierarchical_total(figure, rule) and (
                    not moved or catalogue.history.parents(unit, figure.key.period) == (organization,)
                ):
                    parts[total, time].append(figure)
    return parts
