"""The running totals of an organization over each term, against the elapsed time."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import Flag, TargetFigure
from bulletin.analysis.quantities import quantity_of, quotient
from bulletin.analysis.targets import prevailing, target_type_of
from bulletin.analysis.time_series import CumulativeTotal, running_totals
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import whole_term
from bulletin.model.records import Term
from bulletin.model.values import Quantity
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import BY_PERCENT, bar, operand_text
from bulletin.rendering.text import exact_digits
from bulletin.rendering.views import Cell, Formula, Table

_WHOLE = Fraction(100)
_WORTH_A_TABLE = 2
"""Steps that say more than the figures by period do; fewer do so only beside a target."""


class RunningTotal(NamedTuple):
    """A step of a running total, in percent of the target for the term, where that is above zero."""

    step: CumulativeTotal
    percent: Quantity | None


def term_tables(page: PageContext, organization: str) -> tuple[Table, ...]:
    """The running totals of each measure over each term, against the elapsed time."""
    series = (SeriesKey(organization, measure) for measure in page.measures)
    tables = (_term_table(page, each, term) for each in series for term in page.catalogue.terms.values())
    return tuple(table for table in tables if table is not None)


def _term_table(page: PageContext, series: SeriesKey, term: Term) -> Table | None:
    whole, measure = whole_term(term.id, term.period), series.measure
    steps = running_totals(page.catalogue, page.tables, series, whole)
    target = prevailing(page.tables.targets_by_key.get(series.at(whole), ()))
    if len(steps) < _WORTH_A_TABLE and target is None:
        return None
    rows = [RunningTotal(step, _percent(page, step, target)) for step in steps]
    scale = max([_WHOLE, *(row.percent.fraction for row in rows if row.percent)])
    caption = page.words.say(
        _("{measure} over the {term}"),
        measure=page.words.measure(measure),
        term=page.words.period_name(whole),
    )
    table_id = page.of_measure(f"over-{term.id}", measure)
    table = TableBuilder(page, table_id, caption, unit=page.words.unit_of(measure))
    shown: tuple[Column[RunningTotal], ...] = (
        columns.text(
            table, _("To the end of"), lambda row: day_text(row.step.figures[-1].key.period.end, page.language)
        ),
        columns.column(table, Labels.value, lambda row: _total(table, row.step), numeric=True, unit=table.unit),
        columns.target_column(table, lambda _: columns.target_cell(table, target) if target else figure_cells.EMPTY),
        columns.percent_column(table, Labels.progress, lambda row: _attained(page, row, target, scale)),
        columns.elapsed(table, lambda row: (row.step.elapsed, whole)),
        columns.sources(table, lambda row: (source for figure in row.step.figures for source in figure.sources)),
    )
    return table.build(shown, rows)


def _total(table: TableBuilder, step: CumulativeTotal) -> Cell:
    if len(step.figures) == 1:
        return table.figure(step.figures[0])
    page = table.page
    parts = page.words.semicolons(page.words.period_name(figure.key.period) for figure in step.figures)
    note = table.note(page.words.say(_("Added up from the figures of: {parts}."), parts=parts))
    measure = step.figures[0].key.measure
    total, number = page.words.number(step.total, measure), page.words.digits(step.total, measure)
    if not isinstance(step.total, Quantity):
        return Cell(total, flags=table.flags((Flag.CONFIDENTIAL,)), notes=(note,))
    flags = table.flags(flag for figure in step.figures for flag in figure.flags)
    cell = Cell(total, number=number, flags=flags, notes=(note,))
    return figure_cells.with_formula(cell, figure_cells.sum_formula(page, step.figures, step.total))


def _total_text(page: PageContext, step: CumulativeTotal) -> str:
    first = step.figures[0]
    is_one = len(step.figures) == 1
    return value_in_cell(page.words, first) if is_one else page.words.number(step.total, first.key.measure)


def _percent(page: PageContext, step: CumulativeTotal, target: TargetFigure | None) -> Quantity | None:
    wanted = quantity_of(target) if target is not None else None
    if target is None or not isinstance(wanted, Quantity) or wanted.number <= 0:
        return None
    if not isinstance(step.total, Quantity):
        return None
    if target_type_of(page.catalogue, target) not in BY_PERCENT:
        return None
    ratio = quotient(step.total, wanted)
    return ratio.times(100) if ratio is not None else None


def _target_text(page: PageContext, target: TargetFigure) -> str:
    """The target that a percentage is of: before it was rounded, where it was."""
    is_as_shown = target.unrounded is None
    return value_in_cell(page.words, target) if is_as_shown else operand_text(page, target)


def _attained(page: PageContext, row: RunningTotal, target: TargetFigure | None, scale: Fraction) -> Cell:
    if row.percent is None or target is None:
        return figure_cells.EMPTY
    length = bar(row.percent.fraction, scale, _WHOLE)
    cell = Cell(page.words.outcome(row.percent, "%"), number=exact_digits(row.percent), bar=length)
    before = f"{_total_text(page, row.step)}/"
    return figure_cells.with_formula(
        cell, Formula((page.links.to_target(target, _target_text(page, target)),), before=before)
    )
