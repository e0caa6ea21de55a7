"""The table of targets, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bulletin.analysis import Amount
from bulletin.analysis.tables import TargetFigure
from bulletin.model.values import Quantity
from bulletin.rendering.anchors import target_anchor
from bulletin.rendering.exhibits.drafts import EMPTY, ROWS_SHOWN, TableDraft, linked, period_cell, shared_unit
from bulletin.rendering.exhibits.progress_cells import (
    Held,
    elapsed_cell,
    no_figure_text,
    percent_of_target,
    progress_cell,
    ratio_cell,
    target_cell,
    towards,
    widest,
)
from bulletin.rendering.exhibits.provenance import set_out
from bulletin.rendering.exhibits.standing_cells import standing_cell
from bulletin.rendering.links import TARGETS, organization_page
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.views import Cell, Link, Table

_COLUMNS = (
    Labels.organization,
    Labels.measure,
    Labels.target_period,
    Labels.standing,
    Labels.target,
    Labels.value,
    Labels.unit,
    Labels.progress,
    Labels.elapsed,
    Labels.set_by,
    Labels.source,
)


def targets_table(
    scope: Scope,
    table_id: str,
    caption: str,
    targets: Sequence[TargetFigure],
    *,
    of_one_organization: bool = False,
) -> Table | None:
    """Targets, one a row, each with the figure that says most of how it stands.

    Tables elsewhere than on the page of targets end after so many rows as a page can bear, and then lead there.

    :param of_one_organization: leaves the organization out.
    """
    rows = len(targets) if scope.page == TARGETS else ROWS_SHOWN
    held = [towards(scope, target) for target in targets[:rows]]
    first = 1 if of_one_organization else 0
    unit = shared_unit(_unit(scope, one.target) for one in held)
    draft = TableDraft(scope, table_id, caption, _COLUMNS[first:], unit=unit)
    percents = [percent_of_target(one) for one in held]
    full = widest(percents)
    for one, percent in zip(held, percents, strict=True):
        anchor = target_anchor(one.target) if _is_at_home(scope, one.target) else ""
        draft.add(*_row(scope, draft, one, percent, full)[first:], anchor=anchor)
    return draft.finish(more=_more(scope, len(targets)) if len(targets) > rows else None)


def _more(scope: Scope, total: int) -> Link:
    counts = {"shown": scope.count(ROWS_SHOWN), "total": scope.count(total)}
    return Link(scope.say(Phrases.more_targets, **counts), scope.href(TARGETS))


def _is_at_home(scope: Scope, target: TargetFigure) -> bool:
    return scope.page == organization_page(target.key.organization)


def _row(scope: Scope, draft: TableDraft, held: Held, percent: Amount | None, full: Fraction) -> tuple[Cell, ...]:
    target = held.target
    key, at_home, sources = target.key, _is_at_home(scope, target), draft.sources((target.source,))
    return (
        linked(scope.to_organization(key.organization)),
        measure_cell(scope, target),
        period_cell(scope, key.period, each=key.each),
        standing_cell(scope, draft, held),
        target_cell(scope, draft, target, own_period=True, at_home=at_home),
        _figure(scope, draft, held),
        EMPTY if draft.unit else Cell(_unit(scope, target)),
        progress_cell(scope, held, percent, full) if percent is not None else EMPTY,
        elapsed_cell(scope, held.elapsed, key.period),
        linked(scope.to_decision(target.decision)) if target.decision else EMPTY,
        set_out(scope, target, sources) if at_home else sources,
    )


def _figure(scope: Scope, draft: TableDraft, held: Held) -> Cell:
    """What is held against the target: the figure or its share, with its period where that is another."""
    if held.figure is None:
        return Cell(no_figure_text(scope, held))
    own = held.figure.key.period == held.target.key.period
    period = "" if own else scope.period_name(held.figure.key.period)
    figure = draft.figure(held.figure)
    if held.target.share is None:
        return figure._replace(detail=period)
    share = _share(scope, held)
    details = "; ".join(filter(None, (share.detail, period)))
    to_part = scope.to_figure(held.figure, share.text)
    formula = share.formula.within(details) if share.formula else None
    return share._replace(links=(to_part,), detail=details, formula=formula, flags=figure.flags, notes=figure.notes)


def _share(scope: Scope, held: Held) -> Cell:
    if held.share is None:
        return Cell(scope.outcome(held.attained))
    wanted = held.target.value
    return ratio_cell(scope, held.share, Fraction(100), wanted.fraction if isinstance(wanted, Quantity) else None)


def _unit(scope: Scope, target: TargetFigure) -> str:
    return "%" if target.share else scope.unit(target.key.measure)


def measure_cell(scope: Scope, target: TargetFigure) -> Cell:
    """What a target is about: a measure or the share of a part of it, and of whom."""
    key = target.key
    population = scope.narrowed(key.population)
    if key.breakdown is None or key.category is None:
        return linked(scope.to_measure(key.measure), detail=population)
    part = scope.lowered(scope.category(key.breakdown, key.category))
    return Cell(scope.say(Phrases.share_of_part, part=part, whole=scope.measure(key.measure)), detail=population)
