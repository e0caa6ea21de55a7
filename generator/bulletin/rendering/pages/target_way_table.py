"""The table of the ways to targets: where each starts, how far its figure has come, and how far it is to go."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.target_paths import Way
from bulletin.localization.messages import _
from bulletin.model.records import TargetPath
from bulletin.model.values import Quantity
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.pages.target_tables import (
    baseline_column,
    figure_column,
    lead_columns,
    unit_of_target,
)
from bulletin.rendering.status_cells import in_unit_of
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.text import digits, percent_text, signed_text
from bulletin.rendering.views import Cell, Priority, Table

_HUNDREDTH = Fraction(1, 100)


class _Row(NamedTuple):
    progress: Progress
    way: Way


def way_table(page: PageContext, targets: Iterable[TargetFigure], *, of_one_organization: bool = False) -> Table | None:
    """How far the newest figure has come, and how far it is to go; None where that is known of no target.

    :param of_one_organization: leaves the organization out.
    """
    found = [(progress, progress.way) for progress in (progress_for(page, target) for target in targets)]
    rows = [_Row(progress, way) for progress, way in found if way is not None]
    unit = figure_cells.shared_unit(unit_of_target(page, row.progress.target) for row in rows)
    have_start = any(row.way.baseline is not None for row in rows)
    table = TableBuilder(page, "way", page.words.say(_("The way to the target")), unit=unit)
    shown: tuple[Column[_Row] | None, ...] = (
        *lead_columns(table, lambda row: row.progress.target, of_one_organization=of_one_organization),
        baseline_column(table, lambda row: row.progress.target, [row.progress.target for row in rows]),
        columns.target_column(table, lambda row: columns.target_cell(table, row.progress.target)),
        figure_column(table, lambda row: row.progress),
        columns.unit(table, lambda row: unit_of_target(page, row.progress.target)),
        columns.column(
            table, _("Expected by then"), lambda row: _expected(page, row), numeric=True, unit=table.unit
        ).of(Priority.COMPARISON)
        if any(row.way.expected is not None for row in rows)
        else None,
        columns.column(
            table,
            _("Distance gone"),
            lambda row: _gone(page, row),
            numeric=True,
            unit=table.unit,
            detail=_("Share of the way"),
            priority=Priority.COMPARISON,
        )
        if have_start
        else None,
        columns.column(table, _("Still to go"), lambda row: _to_go(page, row), numeric=True, unit=table.unit),
        columns.column(
            table,
            _("Needed a year"),
            lambda row: _needed(page, row),
            numeric=True,
            unit=table.unit,
            detail=_("In percent"),
            priority=Priority.COMPARISON,
        ),
    )
    return table.build(shown, rows, subject=lambda row: row.progress.target.key)


def _expected(page: PageContext, row: _Row) -> Cell:
    if row.way.expected is None:
        return EMPTY
    number = _rounded(page, row, row.way.expected)
    return Cell(in_unit_of(page, row.progress.target, Quantity(number)), number=digits(row.way.expected))


def _gone(page: PageContext, row: _Row) -> Cell:
    if row.way.gone is None:
        return EMPTY
    share = row.way.share_gone
    part = (
        page.words.say(_("{share} of the way"), share=percent_text(share, page.language)) if share is not None else ""
    )
    return _signed(page, row, row.way.gone)._replace(detail=part)


def _to_go(page: PageContext, row: _Row) -> Cell:
    if row.way.is_fulfilled:
        return Cell(page.words.say(_("nothing")))
    return _signed(page, row, row.way.to_go)


def _needed(page: PageContext, row: _Row) -> Cell:
    """By how much a year it has to change from now on; on an exponential path also by which percentage."""
    if row.way.needed_a_year is None:
        return EMPTY
    cell, rate = _signed(page, row, _that_suffices(page, row, row.way.needed_a_year)), row.way.needed_rate
    if rate is None or row.way.path is not TargetPath.EXPONENTIAL:
        return cell
    percent = signed_text(Quantity(rate * 100), page.language, "%")
    return cell._replace(detail=page.words.say(_("{percent} a year"), percent=percent))


def _signed(page: PageContext, row: _Row, number: Fraction) -> Cell:
    target = row.progress.target
    decimals = None if target.share else page.words.decimals(target.key.measure)
    shown = signed_text(Quantity(_rounded(page, row, number)), page.language, decimals=decimals)
    text = page.words.difference(shown, target.key.measure, of_a_share=target.share is not None)
    return Cell(text, number=digits(number))


def _that_suffices(page: PageContext, row: _Row, needed: Fraction) -> Fraction:
    """The smallest amount a year that suffices, as fine as figures are: of what is counted, a whole number.

    Less than what is seen of other figures is shown in hundredths.
    """
    step = (None if row.progress.target.share else row.progress.step) or _HUNDREDTH
    if abs(needed) < step and not _is_whole(page, row):
        step = _HUNDREDTH
    steps = needed / step
    return (ceil(steps) if needed > 0 else floor(steps)) * step


def _rounded(page: PageContext, row: _Row, number: Fraction) -> Fraction:
    """The number to display: of what is counted, to the nearest whole."""
    return Fraction(round_half_up(number, 0)) if _is_whole(page, row) else number


def _is_whole(page: PageContext, row: _Row) -> bool:
    """Whether it is about whole numbers, rather than estimates of counts, of which a part may be missing."""
    target = row.progress.target
    return target.share is None and page.catalogue.measures[target.key.measure].is_counted
