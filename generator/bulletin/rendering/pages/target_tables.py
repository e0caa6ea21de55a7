"""The tables of targets that several pages have: their status, and what the rest of their periods has to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.run_rate import RunRate, projection, run_rate
from bulletin.localization.messages import _
from bulletin.model.places import NOWHERE
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import target_anchor
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.status_cells import in_unit_of, within_band
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import asked_change, is_of_own_period, no_figure_text, progress_for, ratio_cell
from bulletin.rendering.text import MINUS, exact_digits, until_text
from bulletin.rendering.views import Cell, Formula, Link, Priority, Table

OUTLOOK_NOTE = _("A projection is no figure: no source states it, and no file of figures holds it.")
"""The note on every projection."""

Item = TypeVar("Item")


def targets_table(
    page: PageContext,
    table_id: str,
    caption: str,
    targets: Sequence[TargetFigure],
    *,
    of_one_organization: bool = False,
) -> Table | None:
    """Targets, one a row, each with its status and the figure that covers most of it.

    :param of_one_organization: leaves the organization out.
    """
    rows = [progress_for(page, target) for target in targets]
    table = TableBuilder(
        page, table_id, caption, unit=figure_cells.shared_unit(unit_of_target(page, row.target) for row in rows)
    )
    shown: tuple[Column[Progress] | None, ...] = (
        *lead_columns(table, lambda row: row.target, of_one_organization=of_one_organization),
        columns.status(table, lambda row: row),
        baseline_column(table, lambda row: row.target, targets),
        columns.target_column(
            table,
            lambda row: columns.target_cell(table, row.target, canonical=_is_canonical(page, row.target)),
        ),
        figure_column(table, lambda row: row),
        columns.unit(table, lambda row: unit_of_target(page, row.target)),
        columns.progress(table, lambda row: row, rows, unknown=False),
        columns.elapsed(table, lambda row: (row.elapsed, row.target.key.period)),
        columns.column(table, _("Set by"), lambda row: _decision(page, row.target), wide=True).of(Priority.PROVENANCE),
        columns.source(table, lambda row: _source(table, row.target)),
    )
    return table.build(
        shown,
        rows,
        anchor=lambda row: target_anchor(row.target) if _is_canonical(page, row.target) else "",
        in_full=of_one_organization,
        subject=lambda row: row.target.key,
    )


def _is_canonical(page: PageContext, target: TargetFigure) -> bool:
    return page.path == links.organization_page(target.key.organization)


def unit_of_target(page: PageContext, target: TargetFigure) -> str:
    """What the value of a target is counted in."""
    return "%" if target.share else page.words.unit_of(target.key.measure)


def lead_columns(
    table: TableBuilder, of: Callable[[Item], TargetFigure], *, of_one_organization: bool = False
) -> tuple[Column[Item] | None, ...]:
    """Which target a row is about: the organization, what it is set for, and its period.

    :param of_one_organization: leaves the organization out.
    """
    page = table.page
    return (
        None if of_one_organization else columns.organization(table, lambda item: of(item).key),
        columns.column(table, Labels.measure, lambda item: measure_cell(page, of(item)), detail=Labels.population),
        columns.column(table, _("Target's period"), lambda item: period_of_target(page, of(item))),
    )


def measure_cell(page: PageContext, target: TargetFigure) -> Cell:
    """What a target is set for: a measure or the share of a part of it, with the population."""
    key = target.key
    population = page.words.narrowed(key.population)
    if key.breakdown is None or key.category is None:
        return figure_cells.linked(page.links.to_measure(key.measure), detail=population)
    part = page.words.lowered(page.words.category(key.breakdown, key.category))
    return Cell(
        page.words.say(_("{whole}: share of {part}"), part=part, whole=page.words.measure(key.measure)),
        detail=population,
    )


def subject_text(page: PageContext, target: TargetFigure, *, with_period: bool = False) -> str:
    """The same in words, with the period of the target if need be."""
    about = measure_cell(page, target)
    period = page.words.period(target.key.period) if with_period else ""
    return page.words.commas((about.text or about.links[0].text, about.detail, period))


def period_of_target(page: PageContext, target: TargetFigure) -> Cell:
    """The period of a target, linked to its page; below it, that it is a milestone or of every year."""
    shown = figure_cells.period_cell(page, target.key.period, annual=target.key.annual)
    return shown._replace(detail=page.words.say(_("milestone"))) if target.is_milestone else shown


def baseline_column(
    table: TableBuilder, of: Callable[[Item], TargetFigure], targets: Iterable[TargetFigure]
) -> Column[Item] | None:
    """What a target starts from, linked to its figure, with its period, its source and the change on it that is asked.

    No column where no target has any.

    :param targets: those of all rows.
    """
    if all(target.baseline is None for target in targets):
        return None
    page = table.page
    return columns.column(
        table,
        _("Baseline"),
        lambda item: _baseline(page, of(item)),
        numeric=True,
        detail=Labels.period,
        unit=table.unit,
        priority=Priority.CONTEXT,
    )


def _baseline(page: PageContext, target: TargetFigure) -> Cell:
    baseline = target.baseline
    if baseline is None:
        return figure_cells.EMPTY
    figure = page.tables.by_key.get(baseline.figures[0]) if baseline.figures else None
    value = in_unit_of(page, target, baseline.value)
    source = page.links.to_source(baseline.source).text if baseline.source else ""
    change = asked_change(page, target)
    asked = page.words.say(_("target: {change}"), change=change) if change else ""
    details = (page.words.period_name(baseline.period), source, asked)
    return Cell(
        value,
        (page.links.to_figure(figure, value),) if figure is not None else (),
        number=exact_digits(baseline.value),
        detail=page.words.semicolons(details),
    )


def figure_column(table: TableBuilder, of: Callable[[Item], Progress]) -> Column[Item]:
    """The figure that is compared with a target."""
    return columns.column(table, Labels.value, lambda item: _figure(table, of(item)), numeric=True, unit=table.unit)


def _figure(table: TableBuilder, row: Progress) -> Cell:
    """The figure that is compared with the target or its share, with its period where that is another."""
    if row.figure is None:
        return Cell(no_figure_text(table.page, row))
    period = "" if is_of_own_period(row) else table.page.words.period_name(row.figure.key.period)
    figure = table.figure(row.figure)
    if row.target.share is None:
        return figure._replace(detail=table.page.words.semicolons((figure.detail, period)))
    share = _share(table.page, row)
    details = table.page.words.semicolons((share.detail, period))
    to_part = table.page.links.to_figure(row.figure, share.text)
    formula = share.formula.within(details) if share.formula else None
    return share._replace(links=(to_part,), detail=details, formula=formula, flags=figure.flags, notes=figure.notes)


def _share(page: PageContext, row: Progress) -> Cell:
    if row.share is None:
        return Cell(page.words.outcome(row.attained))
    wanted = row.target.value
    return ratio_cell(page, row.share, Fraction(100), wanted.fraction if isinstance(wanted, Quantity) else None)


def _decision(page: PageContext, target: TargetFigure) -> Cell:
    return figure_cells.linked(page.links.to_decision(target.decision)) if target.decision else figure_cells.EMPTY


def _source(table: TableBuilder, target: TargetFigure) -> Cell:
    """The source; in the canonical row also the record, and the stated value that a target was inferred from."""
    page, sources = table.page, table.sources((target.source,))
    if not _is_canonical(page, target):
        return sources
    claim = page.release.claims.get(target.claim or "")
    if claim is not None and target.basis is Basis.INFERRED and isinstance(claim.value, Quantity):
        name = page.words.say(_("inferred from the stated {value}"), value=page.words.percentage(claim.value))
        to_claim = Link(name, page.links.href(links.QUALITY, links.claim_anchor(claim.id)))
        sources = sources._replace(links=(*sources.links, to_claim))
    return sources if target.place == NOWHERE else sources._replace(record=page.links.to_record(target.place))


# --- the rest of the periods


class Outlook(NamedTuple):
    """A target under way, and the run rate that it still takes."""

    progress: Progress
    rest: RunRate


def outlook_table(
    page: PageContext, targets: Iterable[TargetFigure], *, of_one_organization: bool = False
) -> Table | None:
    """What is missing of each count to reach, the run rate that takes, and a projection where one may be made.

    :param of_one_organization: leaves the organization out.
    """
    table = TableBuilder(page, "outlook", page.words.say(_("The rest of the period: what is needed, projection")))
    shown: tuple[Column[Outlook] | None, ...] = (
        *lead_columns(table, lambda row: row.progress.target, of_one_organization=of_one_organization),
        columns.column(table, _("Missing"), lambda row: _missing(page, row), detail=Labels.workings),
        columns.text(
            table, _("Needed in the rest"), lambda row: _run_rate(page, row.progress.target.key.measure, row.rest)
        ),
        columns.column(table, _("Projection for the whole period"), lambda row: _projection(table, row.progress)),
    )
    rates = ((progress, run_rate(progress)) for progress in (progress_for(page, target) for target in targets))
    outlooks = [Outlook(progress, rest) for progress, rest in rates if rest is not None]
    return table.build(shown, outlooks, subject=lambda row: row.progress.target.key)


def _missing(page: PageContext, row: Outlook) -> Cell:
    """The target less the figure."""
    progress, needed = row.progress, row.rest.needed
    measure = progress.target.key.measure
    cell = Cell(_amount(page, measure, needed), number=page.words.digits(Quantity(needed), measure))
    ends = [number for number in (progress.target, progress.figure) if number is not None]
    texts = [value_in_cell(page.words, number) for number in ends]
    texts[1:] = [f"({text})" if text.startswith(MINUS) else text for text in texts[1:]]
    operands = tuple(page.links.to_row(number, text) for number, text in zip(ends, texts, strict=True))
    return figure_cells.with_formula(cell, Formula(operands, sign=f" {MINUS} "))


def _run_rate(page: PageContext, measure: str, rest: RunRate) -> str:
    """The amount a month that the rest of a period takes, or in all where less than a month is left."""
    until = until_text(rest.until, page.language)
    if rest.months < 1:
        return page.words.say(_("{amount} {until}"), amount=_amount(page, measure, rest.needed), until=until)
    return page.words.say(_("{amount} a month {until}"), amount=_amount(page, measure, rest.per_month), until=until)


def _projection(table: TableBuilder, progress: Progress) -> Cell:
    page, projected = table.page, projection(progress)
    if projected is None:
        return figure_cells.EMPTY
    number = round_half_up(projected.number, page.words.decimals(progress.target.key.measure) or 0)
    basis = (
        _("projection: if the rest goes as in earlier years")
        if projected.is_seasonal
        else _("projection: if the rest goes on evenly")
    )
    return Cell(
        _amount(page, progress.target.key.measure, Fraction(number)),
        detail=page.words.say(basis),
        notes=tuple(map(table.note, (page.words.say(OUTLOOK_NOTE), *within_band(page, progress)))),
    )


def _amount(page: PageContext, measure: str, number: Fraction) -> str:
    return page.words.amount(Quantity(Decimal(number.numerator) / Decimal(number.denominator)), measure)
