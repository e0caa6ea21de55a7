"""What makes up a report form: sheets of measures, rows of units and periods, columns of values and their parts.

A form is made from a release, so that what a reporting unit sees of earlier periods is what anybody may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.disclosure import Release
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period, between
from bulletin.model.records import EVERYTHING, Breakdown, Measure


class Reporters(StrEnum):
    """Which units the reports of a named organization are about."""

    ITSELF = "itself"
    BELOW = "below"
    """The nearest units below it that are expected to report."""
    BOTH = "both"


@dataclass(frozen=True)
class TemplateRequest:
    """What a template is asked to hold; what is left empty, the calendar and the records decide."""

    organizations: tuple[str, ...] = ()
    """Ids of the units that report; every unit that is expected to, unless any is named."""
    reporters: Reporters = Reporters.BOTH
    periods: tuple[str, ...] = ()
    """The periods to report, as they are typed in records; unless any is named, the next one that is expected."""
    measures: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] | None = None
    """Ids of the breakdowns whose categories have columns; None: all that a measure has."""
    source: str = ""
    """Id of the source that the figures will be of; made of the units and periods unless it is given."""


class ValueColumn(NamedTuple):
    """A column for the values of a measure: the whole, or a category of a breakdown."""

    breakdown: str | None = None
    category: str | None = None

    @property
    def field(self) -> str:
        """The path of the field that its values go into: ``value``, ``by.sex.women``."""
        return f"by.{self.breakdown}.{self.category}" if self.breakdown else "value"


WHOLE = ValueColumn()
"""The column for the whole."""


class TemplateRow(NamedTuple):
    """A report that is asked for."""

    organization: str
    period: Period


@dataclass(frozen=True)
class TemplateSheet:
    """The reports of one measure, each a row."""

    measure: Measure
    population: str
    breakdowns: tuple[Breakdown, ...]
    """Those that the values are asked by."""
    rows: tuple[TemplateRow, ...]

    @property
    def key(self) -> str:
        """What it is called in hidden cells: ``visits``, ``visits/students``."""
        return self.measure.id if self.population == EVERYTHING else f"{self.measure.id}/{self.population}"

    @cached_property
    def columns(self) -> tuple[ValueColumn, ...]:
        """The whole, then the categories of each breakdown."""
        parts = (ValueColumn(of.id, category.id) for of in self.breakdowns for category in of.categories)
        return (WHOLE, *parts)

    def figure_key(self, row: TemplateRow, column: ValueColumn) -> ObservationKey:
        """The key of the figure that a cell asks for."""
        series = SeriesKey(row.organization, self.measure.id, self.population)
        return series.at(row.period).narrow(column.breakdown, column.category)


@dataclass(frozen=True)
class Template:
    """A workbook to be filled in."""

    release: Release
    organizations: tuple[str, ...]
    """Ids of the units that report, as named in the request; empty where all units do."""
    sheets: tuple[TemplateSheet, ...]
    source: str

    @property
    def catalogue(self) -> Catalogue:
        """The records that it is made from."""
        return self.release.catalogue

    @cached_property
    def rows(self) -> tuple[TemplateRow, ...]:
        """The rows of all sheets."""
        return tuple(chain.from_iterable(sheet.rows for sheet in self.sheets))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that are asked for, in order of time."""
        return tuple(sorted({row.period for row in self.rows}))

    @property
    def span(self) -> Period:
        """From the first day that is asked for to the last."""
        return span_of(self.periods)

    @property
    def cells(self) -> int:
        """How many values are asked for."""
        return sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets)

    def before(self, key: ObservationKey) -> Figure | None:
        """The newest figure of a series before a period, of a comparable period; None where there is none."""
        earlier = [
            figure
            for figure in self.release.tables.by_series.get(key.series, ())
            if figure.key.period.end < key.period.end
            and figure.key.period.comparable_type == key.period.comparable_type
            and not figure.key.annual
        ]
        return max(earlier, key=lambda figure: figure.key.period.recency, default=None)

    def known(self, key: ObservationKey) -> Figure | None:
        """What is already reported of a figure that is asked for; None where nothing is."""
        figure = self.release.tables.by_key.get(key)
        return figure if figure is not None and figure.origin is FigureOrigin.REPORTED else None


def span_of(periods: Sequence[Period]) -> Period:
    """The period from the first day of some to the last; of one alone, that period."""
    if len(set(periods)) == 1:
        return periods[0]
    return between(min(period.start for period in periods), max(period.end for period in periods))
