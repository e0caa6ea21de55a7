"""Compilation: the corpus → the tables of what was reported, what it adds up to, and what was to be reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bulletin.analysis.aggregation import with_totals
from bulletin.analysis.breaks import with_breaks, with_scope_changed
from bulletin.analysis.derived import with_derived
from bulletin.analysis.figures import FINALITY, FLAG_OF_ABSENCE, Figure, FigureOrigin, Flag, is_suppressed, sorted_flags
from bulletin.analysis.quantities import ratio_value
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.analysis.target_figures import target_figures
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import Measure, Observation, StatedInterval, Status
from bulletin.model.values import Absence, Interval, Value, are_same


def compile_tables(corpus: Corpus) -> CompiledTables:
    """Every current figure of the corpus, every total that the measures' rules allow, and every target.

    A figure that was stated is never replaced by a computed one. What is computed, and in which order, unit by unit
    from the bottom of the tree to its top:

    1. what the unit's own stated figures make of longer periods (see
       :func:`~bulletin.analysis.aggregation.temporal_totals`);
    2. the sum of the units that were directly below all through the period, for measures that add over the tree. A
       unit without a figure of the period has those in it that fill the time that it was there (see
       :func:`~bulletin.analysis.contiguous_periods.covering_figures`); a term to date is not cut to where only some
       units end. Its coverage counts the units that reported in full. Those whose figure is itself a partial total,
       and where the measure adds over time and is never negative those of which only shorter periods are known, are
       added with what they have, so that a lower bound is the sum of all that was reported; those whose figure is
       qualified or absent are not. A partial sum takes two units at least: the figure of one of several is no total,
       and would only say again what that unit reported; further up it counts. It is left out where the organization's
       own figures of parts of the period say more. A partial sum of one category is only kept beside a computed whole,
       since a whole that was stated would be about more units;
    3. what those sums, where complete, and the stated figures make of longer periods;
    4. once all of these are known, what the formulas of derived measures make of them.

    Nothing is added over populations or breakdowns. Where a reorganization changed what a unit covers, its series is
    marked as broken, and its targets of then are given no verdict: see :mod:`bulletin.analysis.breaks`.
    """
    catalogue = corpus.catalogue
    base = with_breaks(catalogue, in_order(catalogue, with_totals(corpus, reported_figures(corpus))))
    figures = with_all_derived(catalogue, base)
    return CompiledTables(Tables(figures, with_scope_changed(catalogue, target_figures(corpus, figures))))


def with_all_derived(
    catalogue: Catalogue, base: tuple[Figure, ...], hidden: Collection[ObservationKey] = ()
) -> tuple[Figure, ...]:
    """Figures in order with those that are derived from them; see :func:`~bulletin.analysis.derived.with_derived`."""
    is_deriving = any(measure.formula for measure in catalogue.measures.values())
    return in_order(catalogue, with_derived(catalogue, base, hidden)) if is_deriving else base


def in_order(catalogue: Catalogue, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures by organization, measure, population and category as in the records, and by period.

    Ranks are looked up rather than periods compared: there can be hundreds of thousands of figures.
    """
    listed = list(figures)
    periods = {figure.key.period.text: figure.key.period for figure in listed}
    period_rank = {period.text: rank for rank, period in enumerate(sorted(periods.values()))}
    organization_rank = _ranks(catalogue.organizations)
    measure_rank = _ranks(catalogue.measures)
    population_rank = _ranks(catalogue.populations)
    category_rank = _ranks(
        (breakdown.id, category.id) for breakdown in catalogue.breakdowns.values() for category in breakdown.categories
    )

    def rank(figure: Figure) -> tuple[int, ...]:
        organization, measure, period, population, each, breakdown, category = figure.key
        return (
            organization_rank[organization],
            measure_rank[measure],
            population_rank.get(population, -1),
            period_rank[period.text],
            each,
            category_rank.get((breakdown, category), -1),
        )

    return tuple(sorted(listed, key=rank))


def _ranks(ids: Iterable[object]) -> dict[object, int]:
    return {named: rank for rank, named in enumerate(ids)}


# --- current figures and their revisions ------------------------------------------------------------------------------


FLAG_OF_STATUS = {Status.ESTIMATED: Flag.ESTIMATED, Status.PRELIMINARY: Flag.PROVISIONAL}
"""What marks a value that is not official."""


def flags_of(value: Value, status: Status, *, broken: bool = False) -> tuple[Flag, ...]:
    """What a reader must know of a stated value; an absence is flagged by its reason alone."""
    if isinstance(value, Absence):
        return (FLAG_OF_ABSENCE[value],)
    status_flags = (FLAG_OF_STATUS[status],) if status in FLAG_OF_STATUS else ()
    return (*status_flags, Flag.BREAK) if broken else status_flags


def reported_figures(corpus: Corpus) -> Iterator[Figure]:
    """The current figure of every key that an observation states, in no particular order.

    Each category of a breakdown is a figure of its own. Of several reports of one key the latest is current; the others
    are in its ``earlier``, and it is flagged as revised where one of them said something else. Reports of one day
    that agree are one figure with the sources of all. Where only the month or the year of a report is known, it takes
    the place of none within it, but is in the figure's ``unordered``: so a figure is only ever revised by what is known
    to be later, whichever edition shows it. The order of the observations does not matter.
    """
    first: dict[ObservationKey, Figure] = {}
    repeated: defaultdict[ObservationKey, list[Figure]] = defaultdict(list)
    for report in _reports(corpus):
        if first.setdefault(report.key, report) is not report:
            repeated[report.key].append(report)
    for key, report in first.items():
        yield _lineage((report, *repeated[key])) if repeated and key in repeated else report


def _reports(corpus: Corpus) -> Iterator[Figure]:
    """One figure for every value that an observation states; its note and reasons are kept with the whole, if any."""
    for record in corpus.observations:
        stated = _Stated(record, corpus.report_period(record))
        if record.value is not None or record.numerator is not None:
            yield stated.whole(corpus.catalogue.measures[record.measure])
        for breakdown, categories in record.by.items():
            for category, value in categories.items():
                yield stated.figure(breakdown, category, value)


class _Stated:
    """What the values of one observation have in common."""

    def __init__(self, record: Observation, reported: Period) -> None:
        self._record = record
        self._reported = reported
        self._place = record.place
        self._about = (record.organization, record.measure, record.period, record.population, record.each is not None)
        self._sources = (record.source,)

    def whole(self, measure: Measure) -> Figure:
        """The figure that has no category; its value is computed where the record has only what it is made of."""
        record, interval = self._record, _interval(self._record.interval, measure)
        numerator, denominator = record.numerator, record.denominator
        if numerator is None or denominator is None or isinstance(record.value, Absence):
            return self.figure(None, None, record.value or Absence.NOT_AVAILABLE, interval=interval)
        value = record.value or ratio_value(numerator, denominator, measure.factor)
        return self.figure(None, None, value, interval=interval, numerator=numerator, denominator=denominator)

    def figure(  # noqa: PLR0913 - what is stated of a value
        self,
        breakdown: str | None,
        category: str | None,
        value: Value,
        *,
        interval: Interval | None = None,
        numerator: Decimal | None = None,
        denominator: Decimal | None = None,
    ) -> Figure:
        """The figure of one value."""
        record = self._record
        is_noted = breakdown is None or (record.value is None and record.numerator is None)
        return Figure(
            key=ObservationKey(*self._about, breakdown, category),
            value=value,
            status=record.status,
            flags=flags_of(value, record.status, broken=record.break_in_series is not None),
            origin=FigureOrigin.REPORTED,
            reported=self._reported.end,
            report_period=self._reported,
            sources=self._sources,
            place=self._place,
            interval=interval,
            note=record.note if is_noted else None,
            breaks=() if record.break_in_series is None or isinstance(value, Absence) else (record.break_in_series,),
            acknowledged=tuple(record.acknowledged.items()) if is_noted else (),
            numerator=numerator,
            denominator=denominator,
        )


def _interval(stated: StatedInterval | None, measure: Measure) -> Interval | None:
    """The interval of a value, at the level of the measure unless it has one of its own."""
    if stated is None:
        return None
    return Interval(stated.lower, stated.upper, measure.interval_level if stated.level is None else stated.level)


def is_later(figure: Figure, other: Figure) -> bool:
    """Whether a report is known to have come after another one: of one day, as what is more final does."""
    return figure.dated.is_after(other.dated) or (figure.dated == other.dated and _age(figure) > _age(other))


def _age(figure: Figure) -> tuple[date, int, int, Place, tuple[str, ...]]:
    """Sorts the report first that is known to have been there first; of one day, the least final first."""
    return figure.reported, figure.dated.days, FINALITY[figure.status], figure.place, figure.sources


def _lineage(reports: Iterable[Figure]) -> Figure:
    """The latest of several reports of one key, with the others behind it.

    In the order in which the reports are known to have been there, each takes the place of the one before only where it
    is known to be later. What may be meant to suppress the figure does so.
    """
    stated: dict[tuple[Period, Value], Figure] = {}
    for figure in sorted(reports, key=_age):
        said = (figure.dated, figure.value)
        same = stated.get(said)
        stated[said] = figure if same is None else _merged(same, figure)
    line: list[Figure] = []
    unordered: list[Figure] = []
    for figure in stated.values():
        (line if not line or is_later(figure, line[-1]) else unordered).append(figure)
    latest = line.pop()
    hidden = next((other for other in unordered if is_suppressed(other) and not is_later(latest, other)), None)
    if hidden is not None:
        others = (other for other in (*line, latest, *unordered) if other is not hidden)
        latest, line, unordered = hidden, [], list(others)
    return replace(
        latest,
        flags=_flags(latest, stated.values()),
        earlier=tuple(_revising(figure, stated.values()) for figure in line),
        unordered=tuple(_revising(figure, stated.values()) for figure in unordered),
    )


def _revising(figure: Figure, reports: Iterable[Figure]) -> Figure:
    """A report, flagged as a revision where one that is known to be earlier said something else.

    Digits that only programs make of a number say nothing else: see :func:`~bulletin.model.values.are_same`.
    """
    flags = _flags(figure, reports)
    return figure if flags == figure.flags else replace(figure, flags=flags)


def _flags(figure: Figure, reports: Iterable[Figure]) -> tuple[Flag, ...]:
    different = (other for other in reports if other.value != figure.value and is_later(figure, other))
    revises = any(not are_same(figure.value, other.value) for other in different)
    return sorted_flags((*figure.flags, Flag.REVISED)) if revises else figure.flags


def _merged(first: Figure, second: Figure) -> Figure:
    """Two reports of one day that agree; ``second`` is at least as final as ``first``."""
    broken = Flag.BREAK in (*first.flags, *second.flags)
    with_parts = second if second.numerator is not None else first
    return replace(
        second,
        numerator=with_parts.numerator,
        denominator=with_parts.denominator,
        flags=flags_of(second.value, second.status, broken=broken),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        place=first.place,
        interval=second.interval or first.interval,
        note=first.note or second.note,
        breaks=tuple(dict.fromkeys((*first.breaks, *second.breaks))),
        acknowledged=tuple({**dict(second.acknowledged), **dict(first.acknowledged)}.items()),
    )
