"""Columns that several tables share: organization, period, value, target, progress, status, sources and others.

Each function declares a column for a table: how to get from what its rows are about to what the column shows. What
they show is made once per figure or target, in ``figure_cells``, ``target_cells`` and ``status_cells``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from bulletin.analysis.figures import Figure, Flag, TargetFigure, is_suppressed
from bulletin.analysis.progress import Progress
from bulletin.localization.messages import Message, _
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Claim, CorrectedFigure
from bulletin.model.values import Quantity
from bulletin.rendering import status_cells, target_cells
from bulletin.rendering.charts.sparkline import sparkline
from bulletin.rendering.figure_cells import EMPTY, count_cell, linked, period_cell
from bulletin.rendering.labels import Labels
from bulletin.rendering.phrases.figures import decimals_beside, value_in_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import exact_digits, signed_text
from bulletin.rendering.views import Cell, ColumnHeader, Priority

_TARGET = _("Target")


Item = TypeVar("Item")


Described = ObservationKey | Claim | CorrectedFigure
"""What has the dimensions of a figure: its key, and the records that name it."""


def column(  # noqa: PLR0913 - the properties of a column, each with its default
    table: TableBuilder,
    header: Message,
    cell: Callable[[Item], Cell],
    *,
    numeric: bool = False,
    detail: Message | None = None,
    wide: bool = False,
    unit: str = "",
    priority: Priority = Priority.ESSENTIAL,
) -> Column[Item]:
    """Any column.

    :param numeric: aligns the cells by their last digit.
    :param detail: what is in small letters below the cells, for the header of its column in the CSV.
    :param wide: gives the cells the room that sentences and titles need.
    :param unit: of the numbers, for the header in the CSV, where they are plain digits.
    :param priority: how long it stays where there is less width than the columns take.
    """
    say = table.page.words.say
    title = ColumnHeader(say(header), numeric, say(detail) if detail is not None else "", wide, unit, priority)
    return Column(title, cell)


def text(
    table: TableBuilder,
    header: Message,
    of: Callable[[Item], str],
    *,
    wide: bool = False,
    priority: Priority = Priority.ESSENTIAL,
) -> Column[Item]:
    """A column of words."""
    return column(table, header, lambda item: Cell(of(item)), wide=wide, priority=priority)


def count(table: TableBuilder, header: Message, of: Callable[[Item], int]) -> Column[Item]:
    """A column of counts."""
    return column(table, header, lambda item: count_cell(table.page, of(item)), numeric=True)


# --- dimensions: what a row is about


def organization(table: TableBuilder, of: Callable[[Item], Described], *, population: bool = False) -> Column[Item]:
    """The organization (reporting unit), linked to its page.

    :param population: adds the population below.
    """
    if not population:
        return organization_id(table, lambda item: of(item).organization)
    page = table.page

    def cell(item: Item) -> Cell:
        key = of(item)
        return linked(page.links.to_organization(key.organization), page.words.narrowed(key.population))

    return column(table, Labels.organization, cell, detail=Labels.population)


def organization_id(table: TableBuilder, of: Callable[[Item], str]) -> Column[Item]:
    """The organization (reporting unit) of an id, linked to its page."""
    to = table.page.links.to_organization
    return column(table, Labels.organization, lambda item: linked(to(of(item))))


def kind(table: TableBuilder, of: Callable[[Item], str]) -> Column[Item]:
    """The kind of an organization."""
    return text(table, _("Kind"), lambda item: table.page.words.kind_of(of(item)), priority=Priority.CONTEXT)


def measure(table: TableBuilder, of: Callable[[Item], Described]) -> Column[Item]:
    """The measure (indicator), linked to its page, with the population below."""
    page = table.page

    def cell(item: Item) -> Cell:
        key = of(item)
        return linked(page.links.to_measure(key.measure), page.words.narrowed(key.population))

    return column(table, Labels.measure, cell, detail=Labels.population)


def category(table: TableBuilder, of: Callable[[Item], Described]) -> Column[Item]:
    """The category of a part of a figure; empty for whole figures."""

    def cell(item: Item) -> Cell:
        key = of(item)
        return Cell(table.page.words.category_of(key))

    return column(table, Labels.category, cell)


def period(table: TableBuilder, of: Callable[[Item], ObservationKey]) -> Column[Item]:
    """The period of an observation key, linked to its page; says below whether it stands for every year in it."""

    def cell(item: Item) -> Cell:
        key = of(item)
        return period_cell(table.page, key.period, annual=key.annual)

    return column(table, Labels.period, cell)


def plain_period(table: TableBuilder, of: Callable[[Item], Period]) -> Column[Item]:
    """A period, linked to its page."""
    return column(table, Labels.period, lambda item: period_cell(table.page, of(item)))


def figure_period(
    table: TableBuilder, of: Callable[[Item], Figure | None], missing: Callable[[Item], str] = lambda _: ""
) -> Column[Item]:
    """The period of a figure, linked to its page.

    :param missing: text where there is no figure.
    """

    def cell(item: Item) -> Cell:
        figure = of(item)
        if figure is None:
            return Cell(missing(item))
        return period_cell(table.page, figure.key.period, annual=figure.key.annual)

    return column(table, Labels.period, cell)


# --- values


def value(table: TableBuilder, of: Callable[[Item], Figure | None], header: Message = Labels.value) -> Column[Item]:
    """The value of a figure with its flags and notes, linked to its canonical row."""
    return column(table, header, lambda item: table.figure(of(item)), numeric=True, unit=table.unit)


def value_with_line(
    table: TableBuilder, of: Callable[[Item], Figure | None], series: Callable[[Item], Iterable[Figure]]
) -> Column[Item]:
    """The value of a figure, with the line of the series that ends with it.

    :param series: the figures of the same organization, measure and population.
    """
    plain = value(table, of)

    def cell(item: Item) -> Cell:
        figure = of(item)
        return plain.cell(item)._replace(line=_line(figure, series(item)) if figure is not None else "")

    return replace(plain, cell=cell)


def _line(last: Figure, series: Iterable[Figure]) -> str:
    """The line of the years up to that of a figure; none where it is not shown, or the series broke."""
    years = {each.key.period.end.year: each for each in series if each.key.period.is_comparable_with(last.key.period)}
    if not last.key.period.is_year or is_suppressed(last) or any(Flag.BREAK in each.flags for each in years.values()):
        return ""
    found = (years.get(year) for year in range(min(years), last.key.period.end.year + 1))
    values = (each.value if each is not None else None for each in found)
    return sparkline([float(value.number) if isinstance(value, Quantity) else None for value in values])


def report(
    table: TableBuilder, header: Message, of: Callable[[Item], tuple[Figure, Figure]], unit: str
) -> Column[Item]:
    """One vintage of a figure, with its flags and the day of its report; linked to the figure's canonical row.

    It has finer digits where others of the figure look the same as they are rounded.

    :param of: the reported figure, and the figure as published.
    """
    page = table.page

    def cell(item: Item) -> Cell:
        reported, latest = of(item)
        decimals = decimals_beside(page.words, reported, *latest.other_reports, latest)
        shown = value_in_cell(page.words, reported, decimals=decimals)
        return Cell(
            shown,
            (page.links.to_figure(latest, shown),),
            exact_digits(reported.value) if reported.is_complete else "",
            page.words.date(reported.dated),
            flags=table.flags(reported.flags),
        )

    return column(table, header, cell, numeric=True, detail=_("Reported on"), unit=unit)


def signed(
    table: TableBuilder,
    header: Message,
    of: Callable[[Item], Quantity | None],
    measure: str,
) -> Column[Item]:
    """A difference between figures of a measure with its sign; in words why there is none."""

    def cell(item: Item) -> Cell:
        return signed_cell(table, of(item), measure)

    unit = table.page.words.difference_unit(measure)
    return column(table, header, cell, numeric=True, detail=Labels.unit, unit=unit, priority=Priority.COMPARISON)


def signed_cell(table: TableBuilder, amount: Quantity | None, measure: str) -> Cell:
    """A difference between figures of a measure with its sign, below it its points; in words why there is none."""
    words = table.page.words
    if amount is None:
        return Cell(words.outcome(None))
    return Cell(
        words.signed(amount, measure),
        number=words.digits(amount, measure),
        detail=target_cells.points_unit(table.page, measure),
    )


def signed_percent(table: TableBuilder, amount: Quantity | None) -> Cell:
    """A change in percent with its sign; in words why there is none."""
    if amount is None:
        return Cell(table.page.words.outcome(None))
    return Cell(signed_text(amount, table.page.language, "%"), number=exact_digits(amount))


def change(table: TableBuilder, of: Callable[[Item], Figure], unit: str) -> Column[Item]:
    """The change on the same period a year before.

    :param unit: what the changes of all rows are counted in, for the header in the CSV.
    """
    return column(
        table,
        _("Change on a year before"),
        lambda item: table.noted(target_cells.change_cell(table.page, of(item))),
        numeric=True,
        detail=Labels.unit,
        unit=unit,
        priority=Priority.COMPARISON,
    )


def unit(table: TableBuilder, of: Callable[[Item], str]) -> Column[Item] | None:
    """The unit of each row; no column where the table has one unit for all."""
    return None if table.unit else text(table, Labels.unit, of, priority=Priority.CONTEXT)


# --- targets and progress


def target(table: TableBuilder, of: Callable[[Item], Progress | None]) -> Column[Item]:
    """The target of a figure, with its period where that is another than the figure's."""

    def cell(item: Item) -> Cell:
        progress = of(item)
        if progress is None:
            return EMPTY
        shown = target_cell(table, progress.target)
        if target_cells.is_of_own_period(progress):
            return shown
        return shown._replace(detail=table.page.words.period_name(progress.target.key.period))

    return target_column(table, cell)


def target_column(
    table: TableBuilder, cell: Callable[[Item], Cell], header: Message = _TARGET, unit: str | None = None
) -> Column[Item]:
    """A column of target values."""
    unit = table.unit if unit is None else unit
    return column(table, header, cell, numeric=True, detail=_("Target's period"), unit=unit)


def target_cell(table: TableBuilder, of: TargetFigure, *, canonical: bool = False) -> Cell:
    """A target's value with its notes.

    :param canonical: whether the row is the one with the target's provenance, to which all other cells link.
    """
    return table.noted(
        (target_cells.canonical_target_cell if canonical else target_cells.linked_target_cell)(table.page, of)
    )


def progress(
    table: TableBuilder,
    of: Callable[[Item], Progress | None],
    items: Iterable[Item],
    *,
    unknown: bool = True,
) -> Column[Item]:
    """The figure in percent of its target (attainment), with a bar.

    :param items: those of all rows, which share the scale of the bars.
    :param unknown: says in words why a percentage is not known; else the cell is empty.
    """
    scale = target_cells.bar_scale(map(of, items))

    def cell(item: Item) -> Cell:
        compared = of(item)
        if compared is None or (not unknown and not target_cells.is_compared_in_numbers(compared)):
            return EMPTY
        return target_cells.progress_cell(table.page, compared, scale)

    return percent_column(table, Labels.progress, cell)


def percent_column(
    table: TableBuilder,
    header: Message,
    cell: Callable[[Item], Cell],
    priority: Priority = Priority.COMPARISON,
) -> Column[Item]:
    """A column of percentages, with what each was computed from below."""
    return column(table, header, cell, numeric=True, detail=Labels.workings, unit="%", priority=priority)


def status(table: TableBuilder, of: Callable[[Item], Progress | None], *, with_elapsed: bool = False) -> Column[Item]:
    """The status of a target: achieved, ahead, on pace, behind, not assessable.

    :param with_elapsed: adds the elapsed share of the period, for tables without a column of it.
    """
    make = status_cells.status_cell_with_elapsed if with_elapsed else status_cells.status_cell

    def cell(item: Item) -> Cell:
        compared = of(item)
        return EMPTY if compared is None else table.noted(make(table.page, compared))

    return column(table, Labels.status, cell)


def elapsed(table: TableBuilder, of: Callable[[Item], tuple[Fraction | None, Period]]) -> Column[Item]:
    """The elapsed share of a period, in percent and days."""

    def cell(item: Item) -> Cell:
        return target_cells.elapsed_cell(table.page, *of(item))

    return percent_column(table, _("Time elapsed"), cell, Priority.CONTEXT)


# --- where a row comes from


def sources(table: TableBuilder, of: Callable[[Item], Iterable[str]]) -> Column[Item]:
    """The sources of a row, each once, by their ids."""
    return source(table, lambda item: table.sources(dict.fromkeys(of(item))))


def source(table: TableBuilder, cell: Callable[[Item], Cell]) -> Column[Item]:
    """A column of where rows come from, by its cells."""
    shown = column(table, Labels.source, cell, priority=Priority.PROVENANCE)
    return replace(shown, header=replace(shown.header, has_sources=True))
