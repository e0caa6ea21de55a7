"""Which reports were expected, and what came of them: the reporting calendar compared with the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.contiguous_periods import figures_within
from bulletin.analysis.figures import Figure, has_number
from bulletin.analysis.tables import Tables, group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, PeriodType, between, holds_for, instant
from bulletin.model.records import Expectation, Frequency, Organization
from bulletin.model.values import Absence


class ReportingStatus(StrEnum):
    """The reporting status: what came of an expected report."""

    REPORTED = "reported"
    """A figure of the whole period."""
    LATE = "late"
    """The same, first reported after it was due."""
    BACKLOG = "backlog"
    """The same, first reported by a source that brings those of earlier periods together: neither in time nor late."""
    PARTIAL = "partial"
    """A figure of a part of the period, or of some of the units below, only."""
    ABSENT = "absent"
    """No figure, and the reason why: not applicable, not available."""
    MISSING = "missing"
    """Nothing."""
    NOT_EXPECTED = "not-expected"
    """No report was expected."""


@dataclass(frozen=True)
class Report:
    """What came of one organization for one period."""

    status: ReportingStatus
    figure: Figure | None = None
    """The figure, or the reason for its absence; of a partial report the figure that reaches furthest."""


@dataclass(frozen=True)
class ResponseRate:
    """How many of the reports that were expected came, and how."""

    reported: int = 0
    late: int = 0
    backlog: int = 0
    partial: int = 0
    absent: int = 0
    missing: int = 0

    @classmethod
    def of(cls, reports: Iterable[Report]) -> ResponseRate:
        """Count reports; those that nobody expected are left out."""
        counts = Counter(report.status for report in reports)
        return cls(
            reported=counts[ReportingStatus.REPORTED],
            late=counts[ReportingStatus.LATE],
            backlog=counts[ReportingStatus.BACKLOG],
            partial=counts[ReportingStatus.PARTIAL],
            absent=counts[ReportingStatus.ABSENT],
            missing=counts[ReportingStatus.MISSING],
        )

    @property
    def expected(self) -> int:
        """How many were expected."""
        return self.received + self.partial + self.absent + self.missing

    @property
    def received(self) -> int:
        """How many figures of whole periods came, in time, late or with a backlog."""
        return self.reported + self.late + self.backlog

    @property
    def share(self) -> Fraction | None:
        """The share of the expected reports that came; None where none was expected."""
        return Fraction(self.received, self.expected) if self.expected else None


@dataclass(frozen=True)
class ReportingObligation:
    """A period for which reports are expected."""

    period: Period
    deadline: date | None
    """The last day on which its report is in time; None where nothing says so."""
    is_due: bool
    """Whether the report had been due by the day up to which the matrix looks."""


@dataclass(frozen=True)
class ComplianceRow:
    """The reports of one organization, one for each period of the matrix."""

    organization: str
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class ComplianceTable:
    """One entry of the reporting calendar: organizations down, periods across."""

    expectation: Expectation
    until: date
    """The day up to which it looks."""
    periods: tuple[ReportingObligation, ...]
    """Those for which somebody was expected to report, in order of time."""
    rows: tuple[ComplianceRow, ...]
    """The organizations that were expected to report, in the order of the records."""

    @cached_property
    def response_rates(self) -> tuple[ResponseRate, ...]:
        """The response rate of each period."""
        return tuple(ResponseRate.of(row.reports[n] for row in self.rows) for n, _ in enumerate(self.periods))

    @cached_property
    def total(self) -> ResponseRate:
        """All reports that had been due."""
        return ResponseRate.of(report for row in self.rows for report in self.due_of(row))

    def due_of(self, row: ComplianceRow) -> Iterator[Report]:
        """The reports of a row that had been due."""
        return (report for due, report in zip(self.periods, row.reports, strict=True) if due.is_due)


def coverage_of(catalogue: Catalogue, tables: Tables, expectation: Expectation, until: date) -> ComplianceTable | None:
    """Which reports of an entry of the calendar were expected, and what came; None where none was.

    An organization is expected to report for the periods in which it exists, on one day at least. A stock is reported
    by its count on the last day of the period. A total counts as a report where it is complete,
    and a suppressed figure is a report as any other.

    :param until: the day up to which to look; periods that begin later are left out.
    """
    dues = tuple(_dues(expectation, until))
    expected = _expected(catalogue, tables, expectation)
    backlogs = frozenset(source.id for source in catalogue.sources.values() if source.backlog)
    rows = []
    for organization in _reporters(catalogue, expectation):
        asked = [expected(organization, due.period) for due in dues]
        if any(asked):
            rows.append(_row(tables, expectation, organization, zip(dues, asked, strict=True), backlogs))
    return _without_idle_periods(ComplianceTable(expectation, until, dues, tuple(rows))) if rows else None


def expects_any(catalogue: Catalogue, tables: Tables, expectation: Expectation, until: date) -> bool:
    """Whether :func:`coverage_of` expects a report of anybody; the first that it finds ends the search."""
    periods = [due.period for due in _dues(expectation, until)]
    expected = _expected(catalogue, tables, expectation)
    return any(expected(unit, period) for unit in _reporters(catalogue, expectation) for period in periods)


def following(period: Period) -> Period | None:
    """The period of as many whole months right after one, of an instant a year later; None of any other period."""
    if period.is_instant:
        month_later = _first_after(period.end, 13) - timedelta(1)  # the last day of that month a year later
        is_last = (period.end + timedelta(1)).day == 1
        return instant(month_later if is_last else month_later.replace(day=min(period.end.day, month_later.day)))
    after = period.end + timedelta(1)
    if period.term or period.start.day != 1 or after.day != 1:
        return None
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    return between(after, _first_after(after, months) - timedelta(1))


def _dues(expectation: Expectation, until: date) -> Iterator[ReportingObligation]:
    since, last = expectation.since, expectation.until.end if expectation.until else date.max
    is_other_year = expectation.every is Frequency.YEAR and since.type is PeriodType.REPORTING_YEAR
    first = since.start if is_other_year else date(since.start.year, 1, 1)
    for period in _successive(first, expectation.every.months, min(until, last)):
        if since.start <= period.start and period.end <= last:
            yield _due(period, expectation.due_days, until)


def _successive(first: date, months: int, until: date) -> Iterator[Period]:
    """Periods of so many whole months that follow each other, from a first day to the last that begins by a day."""
    start = first
    while start <= until:
        after = _first_after(start, months)
        yield between(start, after - timedelta(1))
        start = after


def _first_after(start: date, months: int) -> date:
    """The first day of the month that comes so many months after that of a day."""
    passed = start.month - 1 + months
    return date(start.year + passed // 12, passed % 12 + 1, 1)


def _due(period: Period, days: int | None, until: date) -> ReportingObligation:
    if days is None:
        return ReportingObligation(period, None, period.end < until)
    deadline = period.end + timedelta(days)
    return ReportingObligation(period, deadline, deadline <= until)


def _reporters(catalogue: Catalogue, expectation: Expectation) -> Iterator[str]:
    """The organizations that the entry is about."""
    return (organization.id for organization in catalogue.organizations.values() if asks(expectation, organization))


def asks(expectation: Expectation, organization: Organization) -> bool:
    """Whether an entry of the calendar is about an organization."""
    named, kinds = expectation.organizations, expectation.kinds
    return not (named or kinds) or organization.id in named or organization.kind in kinds


def _expected(catalogue: Catalogue, tables: Tables, expectation: Expectation) -> Callable[[str, Period], bool]:
    """Gives whether a report of an organization for a period is expected."""
    if expectation.of is None:
        return catalogue.exists
    of_measure = tables.targets_by_measure.get(expectation.measure, ())
    asked = (target for target in of_measure if target.key.population == expectation.population)
    targets = group_by(asked, lambda target: target.key.organization)

    def has_target(organization: str, period: Period) -> bool:
        return catalogue.exists(organization, period) and any(
            holds_for(target.years, period) if target.years else target.key.period == period
            for target in targets.get(organization, ())
        )

    return has_target


def _row(
    tables: Tables,
    expectation: Expectation,
    organization: str,
    asked: Iterable[tuple[ReportingObligation, bool]],
    backlogs: frozenset[str],
) -> ComplianceRow:
    series = SeriesKey(organization, expectation.measure, expectation.population)
    figures = tables.by_series.get(series, ())
    yearly = [figure for figure in figures if figure.key.annual]
    nothing: Report = Report(ReportingStatus.NOT_EXPECTED)
    reports = (_report(tables, series, figures, yearly, due) if is_asked else nothing for due, is_asked in asked)
    return ComplianceRow(organization, tuple(_caught_up(report, backlogs) for report in reports))


def _caught_up(report: Report, backlogs: frozenset[str]) -> Report:
    """A late report as one of a backlog, where a source that brings one was the first to report it."""
    if report.status is not ReportingStatus.LATE or report.figure is None:
        return report
    is_backlog = not backlogs.isdisjoint(report.figure.first_report.sources)
    return Report(ReportingStatus.BACKLOG, report.figure) if is_backlog else report


def _report(
    tables: Tables,
    series: SeriesKey,
    figures: Sequence[Figure],
    yearly: Iterable[Figure],
    due: ReportingObligation,
) -> Report:
    within = figures_within(figures, due.period)
    whole = _whole(tables, series, yearly, within, due.period)
    if whole is not None and not has_number(whole):
        return Report(ReportingStatus.ABSENT, whole)
    if whole is not None and whole.is_complete:
        is_late = due.deadline is not None and whole.first_report.dated.start > due.deadline
        return Report(ReportingStatus.LATE if is_late else ReportingStatus.REPORTED, whole)
    parts = [figure for figure in within if has_number(figure)]
    if parts:
        return Report(ReportingStatus.PARTIAL, max(parts, key=lambda part: part.key.period.recency))
    return Report(ReportingStatus.MISSING)


def _whole(
    tables: Tables,
    series: SeriesKey,
    yearly: Iterable[Figure],
    within: Iterable[Figure],
    period: Period,
) -> Figure | None:
    """The figure of the whole period, or the reason why there is none."""
    stated = tables.by_key.get(series.at(period))
    if stated is not None:
        return None if stated.value is Absence.NOT_YET_REPORTED else stated
    of_each_year = (figure for figure in yearly if holds_for(figure.key.period, period))
    at_the_end = (figure for figure in within if figure.key.period.is_instant and figure.key.period.end == period.end)
    found = next(of_each_year, None) or next(at_the_end, None)
    return None if found is None or found.value is Absence.NOT_YET_REPORTED else found


def _without_idle_periods(matrix: ComplianceTable) -> ComplianceTable:
    """The matrix without the periods for which nobody was expected to report."""
    kept = [n for n, rate in enumerate(matrix.response_rates) if rate.expected]
    rows = tuple(ComplianceRow(row.organization, tuple(row.reports[n] for n in kept)) for row in matrix.rows)
    return ComplianceTable(matrix.expectation, matrix.until, tuple(matrix.periods[n] for n in kept), rows)
