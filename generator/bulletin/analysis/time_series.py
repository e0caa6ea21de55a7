"""Figures of a series in time: change on the year before, seasonality, and cumulative totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.contiguous_periods import (
    Segment,
    chains,
    figures_within,
    may_be_part,
    may_be_part_or_is_suppressed,
)
from bulletin.analysis.figures import Figure, FigureOrigin, is_suppressed
from bulletin.analysis.quantities import (
    Outcome,
    difference,
    of_the_same_units,
    quantities_of,
    quotient,
    sum_of,
)
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period, between
from bulletin.model.records import Rule
from bulletin.model.values import Absence, Quantity, Value, exact_number

# --- change on the same period of the year before ---------------------------------------------------------------------


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
    SUPPRESSED = "suppressed"
    """One has a value that is not shown."""
    QUALIFIER = "qualifier"
    """What is known of the values leaves the difference open."""


@dataclass(frozen=True)
class Change:
    """A figure, an earlier one of its series, such as that of a year before, and what lies between them."""

    figure: Figure
    before: Figure
    difference: Quantity | ComparabilityReason
    """The figure less the one before, in the measure's unit; or why the two are not compared."""

    @property
    def is_of_all(self) -> bool:
        """Whether both figures are complete; else what lies between them is that of the units that both are of."""
        return self.figure.is_complete and self.before.is_complete

    @property
    def relative(self) -> Outcome:
        """The difference over the figure before; None also where that is zero."""
        if self.difference in (ComparabilityReason.BREAK, ComparabilityReason.EXISTENCE, ComparabilityReason.COVERAGE):
            return None
        amounts = quantities_of(self.figure, self.before)
        times = quotient(*amounts) if isinstance(amounts, tuple) else amounts
        return difference(times, Quantity(Fraction(1))) if isinstance(times, Quantity) else times


def change_on_year_before(catalogue: Catalogue, tables: Tables, figure: Figure) -> Change | None:
    """The change on the same period before; None where there is no figure of that period.

    Terms and periods of over a year have no same period before.
    """
    period = figure.key.period.year_before()
    before = tables.by_key.get(figure.key._replace(period=period)) if period is not None else None
    return None if before is None else change_between(catalogue, tables, before, figure)


def change_between(catalogue: Catalogue, tables: Tables, before: Figure, figure: Figure) -> Change:
    """The change from a figure to a later one of its series, or why the two are not compared."""
    amounts = quantities_of(figure, before)
    if isinstance(amounts, Absence):
        is_hidden = amounts is Absence.SUPPRESSED
        return Change(figure, before, ComparabilityReason.SUPPRESSED if is_hidden else ComparabilityReason.ABSENCE)
    if tables.is_broken(figure.key.series, before.key.period.start, figure.key.period.end):
        return Change(figure, before, ComparabilityReason.BREAK)
    if not all(
        catalogue.exists_throughout(compared.key.organization, compared.key.period) for compared in (before, figure)
    ):
        return Change(figure, before, ComparabilityReason.EXISTENCE)
    if not of_the_same_units(figure, before):
        return Change(figure, before, ComparabilityReason.COVERAGE)
    between = difference(*amounts) if amounts is not None else None
    return Change(figure, before, between or ComparabilityReason.QUALIFIER)


def elapsed(whole: Period, part: Period) -> Fraction:
    """The share of the days of ``whole`` that were over at the end of ``part``; 0 before it and 1 after it."""
    days = (part.end - whole.start).days + 1
    return Fraction(min(max(days, 0), whole.days), whole.days)


# --- seasonality: how much of earlier years had come by the same point ------------------------------------------------


@dataclass(frozen=True)
class Season:
    """Earlier years of a series, each with what came up to the same point."""

    years: tuple[Period, ...]
    """The years, or the same parts of them where the whole is no year; the latest first."""
    to_date: Fraction
    """What came up to the same point of those years together, in the measure's unit."""
    total: Fraction
    """What came in those years together; positive, and no less than that."""

    @property
    def share(self) -> Fraction:
        """What came up to the same point over all that came, 0 to 1; exact."""
        return self.to_date / self.total


class NoSeasonReason(StrEnum):
    """Why the course of earlier years is no measure."""

    NEGATIVE = "negative"
    """Figures of the measure may be negative, so that more may come by a day than in the year."""
    BREAK = "break"
    """The series breaks between them and the figure to date."""
    EXISTENCE = "existence"
    """The organization was not there throughout."""
    UNKNOWN = "unknown"
    """A figure of a year, or of the time up to the same point of it or after it, is missing, not exact or not shown."""
    SUM = "sum"
    """What came up to a point of a year, and after it, is not what came in the year."""
    NOTHING = "nothing"
    """Nothing came."""


class NoSeason(NamedTuple):
    """Earlier years of a series of which there are figures, but not their course."""

    years: tuple[Period, ...]
    """As those of a :class:`Season`."""
    reason: NoSeasonReason


def season_of(
    catalogue: Catalogue, tables: Tables, key: ObservationKey, whole: Period, years: int
) -> Season | NoSeason | None:
    """The seasonality of a series, computed from exact figures of the years right before, or why there is none.

    None where there is nothing to say: it takes no years, or there are no figures of them.

    Pooled: of all that came in those years, the share that had come by the same point. A year in which little came so
    weighs less than one in which much did. Years in which the organization was not there throughout do not count.

    :param key: of the figure to date.
    :param whole: the period that it is a part of, at most a year.
    :param years: how many years it takes; fewer are not enough, and older ones do not count.
    """
    parts, wholes = _years_before(key.period, years), _years_before(whole, years)
    if not years or min(len(parts), len(wholes)) < years:
        return None
    figures = tables.by_series.get(key.series, ())
    if not any(figures_within(figures, year) for year in wholes):
        return None
    if catalogue.measures[key.measure].may_be_negative:
        return NoSeason(wholes, NoSeasonReason.NEGATIVE)
    if tables.is_broken(key.series, parts[-1].start, key.period.end):
        return NoSeason(wholes, NoSeasonReason.BREAK)
    to_date, total = Fraction(0), Fraction(0)
    for part, year in zip(parts, wholes, strict=True):
        course = _course_of(catalogue, tables, key._replace(period=part), key._replace(period=year))
        if isinstance(course, NoSeasonReason):
            return NoSeason(wholes, course)
        to_date, total = to_date + course[0], total + course[1]
    return Season(wholes, to_date, total) if total else NoSeason(wholes, NoSeasonReason.NOTHING)


def _course_of(
    catalogue: Catalogue, tables: Tables, part: ObservationKey, whole: ObservationKey
) -> tuple[Fraction, Fraction] | NoSeasonReason:
    """What came up to a point of a year, and in all of it; why not, where one is not known or no part of the other.

    What came up to a point is the figure of the time until then or, where there is none, the sum of those of shorter
    periods: of a year that is known in full, none may be compiled up to September. Unless both were stated, what came
    after has to make the whole of it: a year that was restated is not the sum of months that were not.
    """
    if not catalogue.exists_throughout(whole.organization, whole.period):
        return NoSeasonReason.EXISTENCE
    total, to_date = _number_in(catalogue, tables, whole), _number_in(catalogue, tables, part)
    if total is None or to_date is None:
        return NoSeasonReason.UNKNOWN
    after: Fraction | None = total - to_date
    if not _are_stated(tables, part, whole):
        rest = part._replace(period=between(part.period.end + timedelta(days=1), whole.period.end))
        after = _number_in(catalogue, tables, rest)
    if after is None:
        return NoSeasonReason.UNKNOWN
    return (to_date, total) if after >= 0 and to_date + after == total else NoSeasonReason.SUM


def _are_stated(tables: Tables, part: ObservationKey, whole: ObservationKey) -> bool:
    """Whether the figures of two periods were both stated, or are sums of what was stated of the same units."""
    of_part, of_whole = tables.by_key.get(part), tables.by_key.get(whole)
    if of_part is None or of_whole is None or of_part.origin is not of_whole.origin:
        return False
    if of_part.origin is not FigureOrigin.HIERARCHICAL_SUM:
        return of_part.origin is FigureOrigin.REPORTED
    of_units = [key._replace(period=whole.period) for key in of_part.parts]
    return of_units == [*of_whole.parts] and all(
        _are_stated(tables, *both) for both in zip(of_part.parts, of_whole.parts, strict=True)
    )


def _years_before(period: Period, years: int) -> tuple[Period, ...]:
    """The same period in the years right before, the latest first; fewer where there is none."""
    found: list[Period] = []
    while len(found) < years and (before := (found or [period])[-1].year_before()) is not None:
        found.append(before)
    return tuple(found)


def _number_in(catalogue: Catalogue, tables: Tables, key: ObservationKey) -> Fraction | None:
    """What is known exactly of a period: its own figure, else the sum of those that follow each other through it.

    What was stated of the period is never replaced by a sum, nor is a figure of it that is not shown.
    """
    figure = tables.by_key.get(key)
    if figure is not None and (figure.is_complete or figure.origin is FigureOrigin.REPORTED):
        return exact_number(figure.value) if figure.is_complete else None
    if catalogue.measures[key.measure].over_time is not Rule.SUM:
        return None
    within = figures_within(tables.by_series.get(key.series, ()), key.period)
    filling = _chains([figure for figure in within if may_be_part(figure)], key.period).get(key.period.end)
    return sum_of(filling) if filling else None


# --- cumulative totals since the beginning of a term ------------------------------------------------------------------


@dataclass(frozen=True)
class CumulativeTotal:
    """The sum from the beginning of a longer period to the end of one of its parts."""

    figures: tuple[Figure, ...]
    """What is added, in order of time, without gap or overlap; one figure where it was stated to date."""
    total: Value
    """Their sum, in the measure's unit; exact. Suppressed with any of them."""
    elapsed: Fraction | None
    """The share of the longer period, in days, that was over by then; None where its days are not known."""


def running_totals(
    catalogue: Catalogue, tables: Tables, series: SeriesKey, whole: Period
) -> tuple[CumulativeTotal, ...]:
    """The running total of a series over a term or any longer period, one step for each day that is reached.

    A day is reached by figures that follow each other from the first day of ``whole`` without a gap; of several ways,
    the one of the fewest figures counts, so that what was stated to date is never replaced by a sum. Qualified values,
    absences and partial totals are not added. A day that is reached only by way of a suppressed figure has a total that
    is suppressed. Empty for measures that do not add over time.
    """
    if catalogue.measures[series.measure].over_time is not Rule.SUM:
        return ()
    figures = [figure for figure in tables.by_series.get(series, ()) if may_be_part_or_is_suppressed(figure)]
    shown = _chains([figure for figure in figures if not is_suppressed(figure)], whole)
    reached = _chains(figures, whole) | shown
    of_time = whole if catalogue.knows_days(whole) else None
    return tuple(_running_total(reached[day], of_time) for day in sorted(reached))


def _chains(figures: Sequence[Figure], whole: Period) -> dict[date, list[Figure]]:
    """The figures that reach each day of a period; see :func:`~bulletin.analysis.contiguous_periods.chains`."""
    segments = [Segment(figure.key.period, figure.origin is not FigureOrigin.REPORTED) for figure in figures]
    reached = chains(segments, whole.start, whole.end)
    return {day: [figures[position] for position in chain] for day, chain in reached.items()}


def _running_total(figures: list[Figure], whole: Period | None) -> CumulativeTotal:
    total = Absence.SUPPRESSED if any(map(is_suppressed, figures)) else Quantity(sum_of(figures))
    return CumulativeTotal(tuple(figures), total, elapsed(whole, figures[-1].key.period) if whole is not None else None)
