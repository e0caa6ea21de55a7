"""The tables of a bulletin: every figure and every target, current and keyed.

:func:`~bulletin.analysis.compilation.compile_tables` makes :data:`CompiledTables`, which nobody has released yet; only
:mod:`bulletin.disclosure` turns them into a ``Release``, and rendering takes nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NewType, TypeVar

from bulletin.analysis.figures import (
    Figure,
    FigureOrigin,
    Flag,
    Number,
    TargetFigure,
    has_number,
    is_suppressed,
    value_key,
)
from bulletin.model.keys import ObservationKey, SeriesKey, ValueKey
from bulletin.model.periods import Period
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text

Item = TypeVar("Item")
GroupKey = TypeVar("GroupKey", bound=Hashable)


def group_by(items: Iterable[Item], key: Callable[[Item], GroupKey]) -> dict[GroupKey, tuple[Item, ...]]:
    """Group items by a key: key → its items in order, the keys in the order of their first items."""
    groups: defaultdict[GroupKey, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {group: tuple(found) for group, found in groups.items()}


def wholes_by_part(figures: Iterable[Figure]) -> dict[ObservationKey, list[Figure]]:
    """The figures that were computed of each figure, by the key of that one, in order."""
    wholes: defaultdict[ObservationKey, list[Figure]] = defaultdict(list)
    for figure in figures:
        for part in figure.parts:
            wholes[part].append(figure)
    return dict(wholes)


@dataclass(frozen=True)
class Tables:
    """Every figure and every target. Figures are sorted: organization, measure, population, period, breakdown."""

    figures: tuple[Figure, ...]
    targets: tuple[TargetFigure, ...]

    @cached_property
    def by_key(self) -> dict[ObservationKey, Figure]:
        """The figures by key."""
        return {figure.key: figure for figure in self.figures}

    @cached_property
    def only_by_category(self) -> dict[ObservationKey, None]:
        """The keys of totals that have no number, while a category has one."""
        wholes = (figure.key.whole for figure in self.figures if figure.key.breakdown and has_number(figure))
        return dict.fromkeys(whole for whole in wholes if not self.has_number_of(whole))

    def has_number_of(self, key: ObservationKey) -> bool:
        """Whether there is a figure with this key that has a number, be it shown or suppressed."""
        figure = self.by_key.get(key)
        return figure is not None and has_number(figure)

    @cached_property
    def latest_report(self) -> date | None:
        """The day of the newest report of all: as far as the records know of time. None without figures.

        Past it, nothing can be said to be missing. Of a report of which only the year is known no more is certain than
        that it came in that year, after what it reports.
        """
        stated = (figure for figure in self.figures if figure.origin is FigureOrigin.REPORTED)
        return max((max(f.dated.start, min(f.key.period.end, f.reported)) for f in stated), default=None)

    @cached_property
    def latest_end(self) -> date | None:
        """The last day that stated figures with a number are of, up to the day of their report. None without any."""
        stated = (f for f in self.figures if f.origin is FigureOrigin.REPORTED and has_number(f))
        return max((min(figure.key.period.end, figure.reported) for figure in stated), default=None)

    def go_beyond(self, period: Period) -> bool:
        """Whether a report is newer than a period, so that it is over by all that the records know of time."""
        return self.latest_report is not None and self.latest_report > period.end

    @cached_property
    def by_organization(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each organization that has any, in order."""
        return group_by(self.figures, lambda figure: figure.key.organization)

    @cached_property
    def by_measure(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each measure that has any, in order."""
        return group_by(self.figures, lambda figure: figure.key.measure)

    @cached_property
    def by_series(self) -> dict[SeriesKey, tuple[Figure, ...]]:
        """The figures of each series, by period."""
        return group_by(self.figures, lambda figure: figure.key.series)

    @cached_property
    def periods_by_series(self) -> dict[SeriesKey, tuple[Period, ...]]:
        """The periods of the figures of each series, in order of time."""
        return {
            series: tuple(dict.fromkeys(figure.key.period for figure in of)) for series, of in self.by_series.items()
        }

    @cached_property
    def holds_shorter(self) -> dict[SeriesKey, bool]:
        """Whether a series has a figure, other than a sum over time, whose period may lie within that of another."""
        return {series: _holds_shorter(of) for series, of in self.by_series.items()}

    @cached_property
    def by_period(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each period that has any, by its notation."""
        return group_by(self.figures, lambda figure: figure.key.period.text)

    @cached_property
    def by_source(self) -> dict[str, tuple[Figure, ...]]:
        """The reported figures of each source that states any."""
        stated = (figure for figure in self.figures if figure.origin is FigureOrigin.REPORTED)
        pairs = group_by(((source, figure) for figure in stated for source in figure.sources), itemgetter(0))
        return {source: tuple(figure for _, figure in found) for source, found in pairs.items()}

    @cached_property
    def periods(self) -> dict[str, Period]:
        """Every period that has figures or targets, by its notation, in order of time."""
        keys = (number.key for numbers in (self.figures, self.targets) for number in numbers)
        by_notation = {key.period.text: key.period for key in keys}
        return {period.text: period for period in sorted(by_notation.values())}

    @cached_property
    def by_value_key(self) -> dict[ValueKey, Number]:
        """The figures and targets as corrections name them; a target for every year of a period under that period."""
        numbers: tuple[Number, ...] = (*self.targets, *self.figures)
        return {value_key(number).unspecific: number for number in numbers}

    def has_suppressed_after(self, figure: Figure, until: date) -> bool:
        """Whether the series has a later figure that is not shown, of a period up to a day.

        Then the figure is not the newest there is, but the newest that is shown.
        """
        return any(
            is_suppressed(other) and not other.key.annual and figure.key.period.end < other.key.period.end <= until
            for other in self.by_series.get(figure.key.series, ())
        )

    def is_broken(self, series: SeriesKey, since: date, until: date) -> bool:
        """Whether a series was broken after one day, up to another: figures of the two cannot be compared."""
        return any(since < start <= until for start in self._breaks.get(series, ()))

    @cached_property
    def _breaks(self) -> dict[SeriesKey, list[date]]:
        """The days on which series begin anew."""
        breaks: dict[SeriesKey, list[date]] = defaultdict(list)
        for figure in self.figures:
            if Flag.BREAK in figure.flags:
                breaks[figure.key.series] += _broken_on(figure)
        return dict(breaks)

    @cached_property
    def targets_by_series(self) -> dict[SeriesKey, tuple[TargetFigure, ...]]:
        """The targets by the series of the figures that are to reach them."""
        return group_by(self.targets, lambda target: target.key.series)

    @cached_property
    def targets_by_id(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets by their record: of a yearly one, all its years."""
        return group_by(self.targets, lambda target: target.id)

    @cached_property
    def targets_by_key(self) -> dict[ObservationKey, tuple[TargetFigure, ...]]:
        """The targets by the key of the figure that is to reach them."""
        return group_by(self.targets, lambda target: target.key)

    @cached_property
    def targets_by_organization(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each organization that has any."""
        return group_by(self.targets, lambda target: target.key.organization)

    @cached_property
    def targets_by_measure(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each measure that has any."""
        return group_by(self.targets, lambda target: target.key.measure)

    @cached_property
    def targets_by_period(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each period that has any, by its notation."""
        return group_by(self.targets, lambda target: target.key.period.text)

    @cached_property
    def targets_by_source(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets that each source states or implies."""
        return group_by(self.targets, lambda target: target.source)


CompiledTables = NewType("CompiledTables", Tables)
"""Tables of a corpus that were not released: nobody has decided yet what of them an audience may see."""


def _holds_shorter(figures: Iterable[Figure]) -> bool:
    """Whether of periods in order of time one may lie within another: then one does within its neighbour."""
    periods = [figure.key.period for figure in figures if figure.origin is not FigureOrigin.TEMPORAL_SUM]
    return any(before.start == after.start or after.end <= before.end for before, after in pairwise(periods))


def _broken_on(figure: Figure) -> Iterator[date]:
    """The days on which a series begins anew, by a figure of it that is flagged so.

    That is the day of an event within its period, else its first day. What years bring to a sum counts from them on,
    and not from the beginning of it all.
    """
    period = figure.key.period
    yield from (
        max(reason.event.on.start, period.start) for reason in figure.breaks if isinstance(reason, ReorganizationEvent)
    )
    is_stated = not figure.breaks or any(isinstance(reason, Text) for reason in figure.breaks)
    if is_stated and not (figure.origin is FigureOrigin.TEMPORAL_SUM and period.start.year != period.end.year):
        yield period.start
