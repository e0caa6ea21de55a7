"""Tables of targets: their status, what the rest of their periods takes, and how they go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis import Progress, RunRate, projection, round_half_up, run_rate
from bulletin.analysis.cascade import Cascade, cascades
from bulletin.analysis.tables import TargetFigure
from bulletin.model.places import NOWHERE
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering import columns, links
from bulletin.rendering.anchors import target_anchor
from bulletin.rendering.figure_cells import EMPTY, linked, number_text, shared_unit, with_formula
from bulletin.rendering.formulas import addition, by_organization
from bulletin.rendering.scope import Scope
from bulletin.rendering.tables import ROWS_SHOWN, Column, TableBuilder
from bulletin.rendering.target_cells import (
    is_of_own_period,
    no_figure_text,
    progress_for,
    ratio_cell,
)
from bulletin.rendering.text.messages import Labels, Paces, Phrases
from bulletin.rendering.text.number_formats import MINUS, fraction_text, machine_fraction
from bulletin.rendering.text.periods import until_text
from bulletin.rendering.views import Cell, Formula, Link, Table


def targets_table(
    scope: Scope,
    table_id: str,
    caption: str,
    targets: Sequence[TargetFigure],
    *,
    of_one_organization: bool = False,
) -> Table | None:
    """Targets, one a row, each with its status and the figure that covers most of it.

    Above the row limit, tables link to the page of all targets.

    :param of_one_organization: leaves the organization out.
    """
    limit = len(targets) if scope.page == links.TARGETS else ROWS_SHOWN
    rows = [progress_for(scope, target) for target in targets[:limit]]
    table = TableBuilder(scope, table_id, caption, unit=shared_unit(_unit(scope, row.target) for row in rows))
    shown: tuple[Column[Progress] | None, ...] = (
        None if of_one_organization else columns.organization(table, lambda row: row.target.key),
        _measure(table),
        columns.period(table, lambda row: row.target.key, header=Labels.target_period),
        columns.status(table, lambda row: row),
        columns.target_column(
            table,
            lambda row: columns.target_cell(table, row.target, canonical=_is_canonical(scope, row.target)),
        ),
        columns.column(table, Labels.value, lambda row: _figure(table, row), numeric=True, unit=table.unit),
        columns.unit(table, lambda row: _unit(scope, row.target)),
        columns.progress(table, lambda row: row, rows, unknown=False),
        columns.elapsed(table, lambda row: (row.elapsed, row.target.key.period)),
        columns.column(table, Labels.set_by, lambda row: _decision(scope, row.target), wide=True),
        columns.column(table, Labels.source, lambda row: _source(table, row.target)),
    )
    return table.build(
        shown,
        rows,
        anchor=lambda row: target_anchor(row.target) if _is_canonical(scope, row.target) else "",
        more=_more(scope, len(targets)) if len(targets) > limit else None,
    )


def _more(scope: Scope, total: int) -> Link:
    counts = {"shown": scope.count(ROWS_SHOWN), "total": scope.count(total)}
    return Link(scope.say(Phrases.more_targets, **counts), scope.href(links.TARGETS))


def _is_canonical(scope: Scope, target: TargetFigure) -> bool:
    return scope.page == links.organization_page(target.key.organization)


def _unit(scope: Scope, target: TargetFigure) -> str:
    return "%" if target.share else scope.unit(target.key.measure)


def _measure(table: TableBuilder) -> Column[Progress]:
    return columns.column(
        table, Labels.measure, lambda row: measure_cell(table.scope, row.target), detail=Labels.population
    )


def measure_cell(scope: Scope, target: TargetFigure) -> Cell:
    """What a target is set for: a measure or the share of a part of it, with the population."""
    key = target.key
    population = scope.narrowed(key.population)
    if key.breakdown is None or key.category is None:
        return linked(scope.to_measure(key.measure), detail=population)
    part = scope.lowered(scope.category(key.breakdown, key.category))
    return Cell(scope.say(Phrases.share_of_part, part=part, whole=scope.measure(key.measure)), detail=population)


def _figure(table: TableBuilder, row: Progress) -> Cell:
    """The figure that is compared with the target or its share, with its period where that is another."""
    if row.figure is None:
        return Cell(no_figure_text(table.scope, row))
    period = "" if is_of_own_period(row) else table.scope.period_name(row.figure.key.period)
    figure = table.figure(row.figure)
    if row.target.share is None:
        return figure._replace(detail=period)
    share = _share(table.scope, row)
    details = "; ".join(filter(None, (share.detail, period)))
    to_part = table.scope.to_figure(row.figure, share.text)
    formula = share.formula.within(details) if share.formula else None
    return share._replace(links=(to_part,), detail=details, formula=formula, flags=figure.flags, notes=figure.notes)


def _share(scope: Scope, row: Progress) -> Cell:
    if row.share is None:
        return Cell(scope.outcome(row.attained))
    wanted = row.target.value
    return ratio_cell(scope, row.share, Fraction(100), wanted.fraction if isinstance(wanted, Quantity) else None)


def _decision(scope: Scope, target: TargetFigure) -> Cell:
    return linked(scope.to_decision(target.decision)) if target.decision else EMPTY


def _source(table: TableBuilder, target: TargetFigure) -> Cell:
    """The source; in the canonical row also the record, and the stated value that a target was inferred from."""
    scope, sources = table.scope, table.sources((target.source,))
    if not _is_canonical(scope, target):
        return sources
    claim = scope.release.claims.get(target.claim or "")
    if claim is not None and target.basis is Basis.INFERRED and isinstance(claim.value, Quantity):
        name = scope.say(Phrases.inferred_from, value=scope.percentage(claim.value))
        to_claim = Link(name, scope.href(links.QUALITY, links.claim_anchor(claim.id)))
        sources = sources._replace(links=(*sources.links, to_claim))
    return sources if target.place == NOWHERE else sources._replace(record=scope.to_record(target.place))


# --- the rest of the periods


class Outlook(NamedTuple):
    """A target under way, and the run rate that it still takes."""

    progress: Progress
    rest: RunRate


def outlook_table(scope: Scope, targets: Iterable[TargetFigure], *, of_one_organization: bool = False) -> Table | None:
    """What is missing of each count to reach, the run rate that takes, and a projection where one may be made.

    :param of_one_organization: leaves the organization out.
    """
    table = TableBuilder(scope, "outlook", scope.say(Labels.outlook))
    shown: tuple[Column[Outlook] | None, ...] = (
        None if of_one_organization else columns.organization(table, lambda row: row.progress.target.key),
        columns.column(
            table, Labels.measure, lambda row: measure_cell(scope, row.progress.target), detail=Labels.population
        ),
        columns.period(table, lambda row: row.progress.target.key, header=Labels.target_period),
        columns.column(table, Paces.missing, lambda row: _missing(scope, row), detail=Labels.workings),
        columns.text(table, Paces.run_rate, lambda row: _run_rate(scope, row.progress.target.key.measure, row.rest)),
        columns.column(table, Paces.projection, lambda row: _projection(table, row.progress)),
    )
    rates = ((progress, run_rate(progress)) for progress in (progress_for(scope, target) for target in targets))
    return table.build(shown, [Outlook(progress, rest) for progress, rest in rates if rest is not None])


def _missing(scope: Scope, row: Outlook) -> Cell:
    """The target less the figure."""
    progress, needed = row.progress, row.rest.needed
    cell = Cell(_amount(scope, progress.target.key.measure, Fraction(needed)), number=str(needed))
    ends = [number for number in (progress.target, progress.figure) if number is not None]
    operands = tuple(scope.to_home(number, number_text(scope, number)) for number in ends)
    return with_formula(cell, Formula(operands, sign=f" {MINUS} "))


def _run_rate(scope: Scope, measure: str, rest: RunRate) -> str:
    """The amount a month that the rest of a period takes, or in all where less than a month is left."""
    until = until_text(rest.until, scope.language)
    if rest.months < 1:
        return scope.say(Paces.in_all, amount=_amount(scope, measure, Fraction(rest.needed)), until=until)
    return scope.say(Paces.a_month, amount=_amount(scope, measure, Fraction(rest.per_month)), until=until)


def _projection(table: TableBuilder, progress: Progress) -> Cell:
    scope, projected = table.scope, projection(progress)
    if projected is None:
        return EMPTY
    number = round_half_up(projected.number, 0)
    basis = Paces.projected_by_season if projected.is_seasonal else Paces.projected_by_time
    return Cell(
        _amount(scope, progress.target.key.measure, Fraction(number)),
        detail=scope.say(basis),
        notes=(table.note(scope.say(Paces.outlook_note)),),
    )


def _amount(scope: Scope, measure: str, number: Fraction) -> str:
    return scope.amount(Quantity(Decimal(number.numerator) / Decimal(number.denominator)), measure)


# --- targets of units below


def cascade_table(scope: Scope) -> Table | None:
    """The targets of the units below (cascade) against that of the unit above, where both exist."""
    table = TableBuilder(scope, "cascade", scope.say(Labels.cascade))
    shown: tuple[Column[Cascade], ...] = (
        columns.organization(table, lambda row: row.above.key),
        columns.column(table, Labels.measure, lambda row: measure_cell(scope, row.above), detail=Labels.population),
        columns.period(table, lambda row: row.above.key, header=Labels.target_period),
        columns.target_column(table, lambda row: columns.target_cell(table, row.above)),
        columns.column(table, Paces.sum_below, lambda row: _sum_below(scope, row), detail=Labels.workings),
        columns.difference(table, Paces.gap, lambda row: row.difference, numeric=False),
        columns.text(table, Paces.units_with_target, lambda row: _units(scope, row)),
    )
    return table.build(shown, cascades(scope.catalogue, scope.release.tables))


def _sum_below(scope: Scope, row: Cascade) -> Cell:
    cell = Cell(fraction_text(row.total, scope.language), number=machine_fraction(row.total))
    return with_formula(cell, addition(scope, row.below, by_organization))


def _units(scope: Scope, row: Cascade) -> str:
    count = scope.count(len(row.below))
    if row.expected is None:
        return scope.say(Paces.units_unknown, count=count)
    return scope.say(Paces.of_units, count=count, expected=scope.count(row.expected))
