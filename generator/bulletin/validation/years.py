"""Checks of years: of two typed as one, and of years that are asked for where figures are those of others.

2023/2024 may be meant as two years of the calendar, or as a school or fiscal year that lies in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from bulletin.analysis.tables import group_by
from bulletin.analysis.targets import figure_for
from bulletin.model.periods import Period, PeriodType, whole_years
from bulletin.model.records import Bulletin, Observation, Target
from bulletin.model.records.bulletin import Frequency
from bulletin.model.values import Value, exact_number
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import other_year_hint
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check
from bulletin.validation.figures import first_month_of_years

_Asking: TypeAlias = StoredRecord[Bulletin] | StoredRecord[Target]


@check(kinds.PERIOD_TWO_YEARS)
def two_years(store: RecordStore) -> Iterator[Finding]:
    """Two years typed beside single ones, or beside two that overlap with them, are perhaps meant as one year.

    Single years within a plan of two may well have targets of their own, so of targets only those are looked at that
    overlap.
    """
    yield from _of(store.of(Observation), beside_years=True)
    yield from _of(store.of(Target), beside_years=False)


def _of(figures: Sequence[StoredRecord[Observation | Target]], *, beside_years: bool) -> Iterator[Finding]:
    pairs = group_by(filter(_is_typed_as_pair, figures), _series)
    stated = group_by(figures, _series) if pairs else {}
    for series, typed in pairs.items():
        records = (stored.record for stored in stated[series] if not stored.record.each)
        values = {record.period: record.value for record in records if record.value is not None}
        for stored in typed:
            period = stored.record.period
            beside = _single_beside(period, values) if beside_years else None
            beside = beside or next((other for other in values if _overlap(period, other)), None)
            if beside is not None:
                details = {"given": period.text, "beside": beside}
                hint = other_year_hint(period.start.year)
                yield stored.find(kinds.PERIOD_TWO_YEARS, ("period",), details, hint=hint)


def _series(stored: StoredRecord[Observation | Target]) -> tuple[object, ...]:
    figure = stored.record
    share = figure.share if isinstance(figure, Target) else None
    return figure.organization, figure.measure, figure.population, share


def _is_typed_as_pair(stored: StoredRecord[Observation | Target]) -> bool:
    """Whether two calendar years in a row were typed, without their months."""
    typed = stored.entry.data["period"] if isinstance(stored.entry.data, dict) else None
    period = stored.record.period
    return _is_pair(period) and typed == period.text and not stored.record.each


def _is_pair(period: Period) -> bool:
    if period.type is not PeriodType.INTERVAL:
        return False
    year = period.start.year
    return (period.start, period.end) == (date(year, 1, 1), date(year + 1, 12, 31))


def _overlap(period: Period, other: Period) -> bool:
    return other != period and _is_pair(other) and other.overlaps(period)


def _single_beside(period: Period, values: Mapping[Period, Value]) -> Period | None:
    """The single year that is nearest to two of one series; None where there is none, or both add up to them."""
    parts = [exact_number(values.get(year)) for year in whole_years(period)]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts) and sum(known) == exact_number(values.get(period)):
        return None
    singles = (other for other in values if other.type is PeriodType.YEAR)
    return min(singles, key=lambda other: abs((other.start - period.start).days), default=None)


@check(kinds.YEARS_UNLIKE_FIGURES)
def years_asked_for(store: RecordStore) -> Iterator[Finding]:
    """Figures of a measure for years are of those that the calendar, or a target for each year, asks for."""
    for stored, path, latest in _unlike_figures(store):
        yield stored.find(kinds.YEARS_UNLIKE_FIGURES, path, {"example": latest.text})


def _unlike_figures(store: RecordStore) -> Iterator[tuple[_Asking, Path, Period]]:
    """What asks for years without figures, the field that does, and the latest year of which there are some."""
    years = (stored.record for stored in store.of(Observation) if stored.record.period.is_year)
    reported = group_by(years, lambda figure: (figure.measure, figure.population))
    for stored, path, series, month in _asked(store):
        figures = reported.get(series, ())
        if figures and all(figure.period.first_month != month for figure in figures):
            yield stored, path, max(figure.period for figure in figures)


@check(kinds.EACH_WITHOUT_FIGURES, stage=Stage.COMPILED)
def yearly_targets(data: CompiledRecords) -> Iterator[Finding]:
    """A target for each year is compared with some figure, where there are any of its time that are as long as a year.

    Shorter ones are on the way to the figure of a year, and may do without the first of them.
    """
    settled = {id(stored) for stored, _path, _latest in _unlike_figures(data.store)}
    for stored in data.store.of(Target):
        goals = data.tables.targets_by_id.get(stored.record.id, ()) if stored.record.each else ()
        if id(stored) in settled or any(figure_for(data.tables, goal) is not None for goal in goals):
            continue
        series = dict.fromkeys(goal.key.series for goal in goals)
        figures = (figure for each in series for figure in data.tables.by_series.get(each, ()))
        long = [period for period in (figure.key.period for figure in figures) if period.days >= _YEAR]
        of_its_time = [period for period in long if period.overlaps(stored.record.period)]
        if of_its_time:
            yield stored.find(kinds.EACH_WITHOUT_FIGURES, ("period",), {"example": max(of_its_time).text})


_YEAR: Final = 365


def _asked(store: RecordStore) -> Iterator[tuple[_Asking, Path, tuple[str, str], int]]:
    """What asks for figures of years: its record and field, the measure and population, and the years' first month."""
    for stored in store.of(Bulletin):
        for number, entry in enumerate(stored.record.calendar):
            if entry.every is Frequency.YEAR:
                month = entry.since.first_month if entry.since.is_year else 1
                yield stored, ("calendar", number, "since"), (entry.measure, entry.population), month
    for goal in store.of(Target):
        years = whole_years(goal.record.period, first_month_of_years(store)) if goal.record.each else ()
        if years:
            yield goal, ("period",), (goal.record.measure, goal.record.population), years[0].first_month
