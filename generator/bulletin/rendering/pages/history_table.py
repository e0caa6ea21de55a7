"""The figures of a measure over time: units in rows, periods in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import group_by
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.table_layout import PLACES
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import ColumnHeader, Priority, Table

MOST_PERIODS = PLACES - 2
"""Periods that a table has as columns, beside the unit and the sources: more than the style sheet knows by their place
would all fold together, so that longer series have a row for each figure."""


class _Series(NamedTuple):
    """The figures of a unit and a population, by period."""

    key: ObservationKey
    """That of one of them."""
    figures: Mapping[_Column, Figure]


class _Column(NamedTuple):
    period: Period
    annual: bool
    """Whether values hold for each year of the period."""


def history_table(page: PageContext, table_id: str, caption: str, figures: Sequence[Figure]) -> Table | None:
    """Figures of one measure, each linked to its canonical row, which has its notes.

    :param figures: whole figures; their units come in the order of the table, unless that is in parts.
    """
    measure = figures[0].key.measure
    unit = page.words.unit_of(measure)
    table = TableBuilder(page, table_id, caption, unit=unit)
    found = group_by(figures, lambda figure: figure.key.series)
    series = [_Series(of_one[0].key, {_column(figure): figure for figure in of_one}) for of_one in found.values()]
    periods = sorted({_column(figure) for figure in figures}, key=lambda each: (each.period.recency, each.annual))

    def of_period(each: _Column, priority: Priority) -> Column[_Series]:
        name = page.words.period(each.period)
        title = page.words.commas((name, page.words.say(Labels.every_year))) if each.annual else name
        header = ColumnHeader(title, numeric=True, unit=unit, priority=priority)
        return Column(header, lambda row: table.figure(row.figures.get(each), notes=False))

    if len(periods) > MOST_PERIODS:
        return figures_table(page, table_id, caption, figures, (Lead.ORGANIZATION, Lead.PERIOD))
    latest, *earlier = reversed(periods)
    shown: tuple[Column[_Series], ...] = (
        columns.organization(table, lambda row: row.key, population=True),
        of_period(latest, Priority.ESSENTIAL),
        *(of_period(each, Priority.COMPARISON) for each in earlier),
        columns.sources(table, lambda row: (source for figure in row.figures.values() for source in figure.sources)),
    )
    return table.build(shown, series, subject=lambda row: row.key.organization)


def _column(figure: Figure) -> _Column:
    return _Column(figure.key.period, figure.key.annual)
