"""Stated totals that lack units: sums of those that reported, where others had reported before.

A source may call a number the total of a region although it only added up what had come in. Its parts distinguish such
a total from a full one: it is their sum, and units that are still there and had reported before are not among them.
A source that estimates what is missing has a total that is no such sum, and is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, zip_longest
from typing import NamedTuple

from bulletin.analysis.contiguous_periods import covering_figures
from bulletin.analysis.coverage import asks
from bulletin.analysis.figures import Coverage, Figure, FigureOrigin
from bulletin.analysis.quantities import number_of, sum_of
from bulletin.analysis.remarks import is_remarked_on
from bulletin.analysis.tables import group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period
from bulletin.model.records import Expectation, Rule
from bulletin.model.values import Absence, Qualifier, Quantity

LACKS_UNITS = "total-lacks-units"
"""The code of the remark on totals that lack units; a record, or that of the measure, says why they are complete."""
NEGLIGIBLE = Fraction(1, 100)
"""Up to which part of a total its missing units may have had before, and the total still count as complete."""
_LOWER_BOUNDS = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_EXCUSED = (Absence.NOT_APPLICABLE, Absence.SUPPRESSED)
"""Why a unit without a number is not missing: there was nothing to report, or it did report and that is withheld."""

Time = tuple[str, bool]
"""The notation of a period, and whether the value is annual."""
Lookup = Callable[[SeriesKey], Mapping[Time, Figure]]
"""Gives the figures of a series by time; none for a series that has none."""


class _Contribution(NamedTuple):
    """What a unit has in the total of the unit above it, in the measure's unit."""

    reported: Fraction | None = None
    """What it reported; None for nothing."""
    missing: tuple[ObservationKey, ...] = ()
    """See :attr:`~bulletin.analysis.figures.Coverage.missing`."""
    before: tuple[Fraction, ...] = ()
    """What each of those that are missing reported last; nothing for one of which only a part is known."""


_NOTHING = _Contribution()


class StatedTotals:
    """Finds the stated totals that lack units.

    The totals of the units below have to be known already, with what they lack.
    """

    def __init__(self, catalogue: Catalogue, lookup: Lookup) -> None:
        self._catalogue = catalogue
        self._lookup = lookup
        self._adding = {measure.id for measure in catalogue.measures.values() if measure.over_tree is Rule.SUM}
        entries = (entry for entry in catalogue.bulletin.calendar if entry.of is None)
        self._calendar = group_by(entries, lambda entry: (entry.measure, entry.population))

    def with_coverage(self, figure: Figure) -> Figure:
        """A total that lacks units, or that did as it was reported before, with its coverage; else the figure as it is.

        A category lacks at least what the whole in its record lacks, which therefore has to have its coverage before.
        A total of which its record says that it is complete is left as it is.
        """
        if not self._may_lack(figure):
            return figure
        *earlier, current = (
            replace(report, coverage=self._accepted(report, until)) for report, until in _reports(figure)
        )
        others = (replace(report, coverage=self._accepted(report, date.max)) for report in figure.unordered)
        return replace(current, earlier=tuple(earlier), unordered=tuple(others))

    def coverage_of(self, figure: Figure) -> Coverage | None:
        """What a stated total lacks, whatever its record says of that; None where it lacks nothing."""
        return self._coverage(figure, date.max) if self._may_lack(figure) else None

    def _may_lack(self, figure: Figure) -> bool:
        key, is_stated = figure.key, figure.origin is FigureOrigin.REPORTED and not figure.key.annual
        return is_stated and key.measure in self._adding and bool(self._catalogue.ever_below(key.organization))

    def _accepted(self, report: Figure, until: date) -> Coverage | None:
        """The coverage of one report of a total, unless a record says that it is complete."""
        whole = self._whole(report)
        is_looked_for = is_remarked_on(self._catalogue, LACKS_UNITS, whole)
        if not is_looked_for or any(code == LACKS_UNITS for code, _ in whole.acknowledged):
            return None
        own = self._coverage(report, until)
        if own is None or whole is report or whole.coverage is None:
            return own or whole.coverage
        return replace(own, missing=tuple(dict.fromkeys((*own.missing, *whole.coverage.missing))))

    def _whole(self, report: Figure) -> Figure:
        """The whole in the record of a report of a category; the report itself where it is no category."""
        if report.key.breakdown is None:
            return report
        whole = self._lookup(report.key.series.whole).get((report.key.period.text, False))
        reports = (*whole.other_reports, whole) if whole is not None else ()
        return next((other for other in reports if other.place == report.place), report)

    # --- one report of a total

    def _coverage(self, report: Figure, until: date) -> Coverage | None:
        """What a total lacks, by what was known when it was reported, or by all that was until it was reported anew.

        Units may report after their total, and revise what they reported: in either case it is the sum of what it was
        made of.
        """
        days = dict.fromkeys((report.reported, until))
        return next(filter(None, (self._coverage_by(report, day) for day in days)), None)

    def _coverage_by(self, report: Figure, day: date) -> Coverage | None:
        value = report.value
        if not isinstance(value, Quantity) or not value.is_exact:
            return None
        units = list(self._contributions(report.key.series, report.key.period, day))
        if not self._is_sum_without(report, value, units):
            return None
        before = sum(abs(number) for unit in units for number in unit.before)
        full = sum(unit.reported is not None and not unit.missing for unit in units)
        record = self._catalogue.organizations[report.key.organization]
        is_known = not record.unlisted_units and not record.subordinates
        return Coverage(
            full,
            full + sum(bool(unit.missing) for unit in units) if is_known else None,
            not self._catalogue.measures[report.key.measure].may_be_negative,
            tuple(chain.from_iterable(unit.missing for unit in units)),
            is_negligible=not _is_bound(units) and before <= abs(value.fraction) * NEGLIGIBLE,
        )

    def _is_sum_without(self, report: Figure, value: Quantity, units: list[_Contribution]) -> bool:
        """Whether a total is the sum of what was reported rather than of that and what is missing.

        It must not be nearer to the sum with what had been reported before.
        """
        reported = [unit.reported for unit in units if unit.reported is not None]
        if not reported or not any(unit.missing for unit in units):
            return False
        before = list(chain.from_iterable(unit.before for unit in units))
        tolerance = self._catalogue.measures[report.key.measure].margin_of(value.fraction)
        apart = value.fraction - sum(reported)
        return abs(apart) <= tolerance and (_is_bound(units) or abs(apart) <= abs(apart - sum(before)))

    # --- the units below a total

    def _contributions(self, whole: SeriesKey, period: Period, day: date) -> Iterator[_Contribution]:
        """What each unit that was directly below all through the period has in the total, as known by a day."""
        for unit in self._catalogue.below_throughout(whole.organization, period):
            yield self._contribution(whole.of(unit), period, day)

    def _contribution(self, series: SeriesKey, period: Period, day: date) -> _Contribution:
        by_time = self._lookup(series)
        figure = _known(by_time.get((period.text, False)), day)
        if figure is None or isinstance(figure.value, Absence):
            is_excused = figure is not None and figure.value in _EXCUSED
            return _NOTHING if is_excused else self._without_figure(series.at(period), by_time.values(), day)
        number = figure.value.fraction
        if not figure.value.is_exact:
            return _Contribution(number, (figure.key,)) if figure.value.qualifier in _LOWER_BOUNDS else _NOTHING
        if figure.coverage is None or (figure.is_complete and not figure.coverage.missing):
            return _Contribution(number)
        below = list(self._contributions(series, period, day))
        missing, before = (unit.missing for unit in below), (unit.before for unit in below)
        return _Contribution(number, tuple(chain.from_iterable(missing)), tuple(chain.from_iterable(before)))

    def _without_figure(self, key: ObservationKey, figures: Iterable[Figure], day: date) -> _Contribution:
        """Of a unit that has no figure of the period: what fills it in shorter ones, else what it reported last."""
        known = [figure for figure in (_known(figure, day) for figure in figures) if figure is not None]
        if self._catalogue.measures[key.measure].over_time is Rule.SUM:
            filling = covering_figures(self._catalogue, key.organization, known, key.period)
            if filling:
                return _Contribution(sum_of(filling))
        past = [figure for figure in known if _is_of_past(figure, key.period)]
        if not past or not self._is_expected(key):
            return _NOTHING
        last = max(past, key=lambda figure: figure.key.period.recency)
        return _Contribution(None, (last.key,), (number_of(last),))

    def _is_expected(self, key: ObservationKey) -> bool:
        """Whether a unit is still there at the end of the period, and no calendar says that it need not report."""
        record, period = self._catalogue.organizations[key.organization], key.period
        if not any(last == period.end for _, last in record.days_in(period)):
            return False
        entries = self._calendar.get((key.measure, key.population), ())
        asking = [entry for entry in entries if asks(entry, record)]
        if current := [entry for entry in entries if _is_about(entry, period)]:
            return any(entry in asking for entry in current)
        return not any(entry.until is not None and entry.until.end < period.end for entry in asking)


def _is_bound(units: Iterable[_Contribution]) -> bool:
    """Whether of some unit it is only known that it lacks something."""
    return any(unit.missing and not unit.before for unit in units)


def _is_about(entry: Expectation, period: Period) -> bool:
    return entry.since.start <= period.start and (entry.until is None or period.end <= entry.until.end)


def _is_of_past(figure: Figure, period: Period) -> bool:
    """Whether a figure has a number of a comparable period before another."""
    past = figure.key.period
    is_comparable = past.comparable_type == period.comparable_type and past.is_similar_to(period)
    is_number = isinstance(figure.value, Quantity) and not figure.key.annual
    return is_number and is_comparable and past.end < period.start


def _reports(figure: Figure) -> Iterator[tuple[Figure, date]]:
    """Every report of a figure, the oldest first, each with the last day on which it was the newest."""
    reports = (*figure.earlier, figure)
    for report, following in zip_longest(reports, reports[1:]):
        until = date.max if following is None else following.reported - timedelta(1)
        yield report, max(until, report.reported)


def _known(figure: Figure | None, day: date) -> Figure | None:
    """The figure as it was known by a day; a computed one as it is."""
    if figure is None or figure.origin is not FigureOrigin.REPORTED or figure.reported <= day:
        return figure
    return next((report for report in reversed(figure.earlier) if report.reported <= day), None)
