"""How organizations stand against their targets of the main measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.analysis import Ranking, rankings
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, period_cell
from bulletin.rendering.exhibits.progress_cells import (
    Held,
    elapsed_cell,
    no_figure_text,
    percent_of_target,
    progress_cell,
    target_cell,
    widest,
)
from bulletin.rendering.exhibits.standing_cells import standing_cell
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.collation import collation_key
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.views import Cell, Table

_COLUMNS = (
    Labels.organization,
    Labels.rank,
    Labels.kind,
    Labels.period,
    Labels.value,
    Labels.target,
    Labels.progress,
    Labels.elapsed,
    Labels.standing,
    Labels.source,
)


@dataclass(frozen=True)
class Placed:
    """An organization and how it stands."""

    held: Held
    place: int | None
    """Among those of its kind and period; None where there is nobody to compare it with."""
    among: int
    """How many are compared."""


def standings(scope: Scope) -> tuple[Placed, ...]:
    """Every organization by its latest target of the main measure: first those that have a place, then by name."""
    latest: dict[str, Placed] = {}
    dated = [one for one in rankings(scope.catalogue, scope.release.tables, scope.main_measure) if one.until]
    for ranking in sorted(dated, key=lambda one: one.until.end if one.until else date.min, reverse=True):
        for placed in _placed(ranking):
            latest.setdefault(placed.held.target.key.organization, placed)
    return tuple(sorted(latest.values(), key=lambda one: _order(scope, one)))


def _placed(ranking: Ranking) -> Iterator[Placed]:
    compared = sum(entry.place is not None for entry in ranking.entries)
    for entry in ranking.entries:
        yield Placed(entry.progress, entry.place if compared > 1 else None, compared)


def _order(scope: Scope, placed: Placed) -> tuple[object, ...]:
    """Order by place where there is one: elsewhere the order of names ranks nobody."""
    organization = placed.held.target.key.organization
    return (
        placed.place is None,
        scope.kind(organization),
        placed.place or 0,
        collation_key(scope.organization(organization)),
    )


def ranking_table(scope: Scope, placed: tuple[Placed, ...]) -> Table | None:
    """The standings as a table."""
    measure = scope.lowered(scope.measure(scope.main_measure))
    draft = TableDraft(
        scope,
        "ranking",
        scope.say(Phrases.ranking_by, measure=measure),
        _COLUMNS,
        unit=scope.unit(scope.main_measure),
    )
    percents = [percent_of_target(one.held) for one in placed]
    full = widest(percents)
    for one, percent in zip(placed, percents, strict=True):
        figure, target = one.held.figure, one.held.target
        own = figure is not None and figure.key.period == target.key.period
        draft.add(
            linked(scope.to_organization(target.key.organization)),
            _place(scope, one),
            Cell(scope.kind(target.key.organization)),
            period_cell(scope, figure.key.period, each=figure.key.each)
            if figure
            else Cell(no_figure_text(scope, one.held)),
            draft.figure(figure),
            target_cell(scope, draft, target, own_period=own),
            progress_cell(scope, one.held, percent, full) if figure else EMPTY,
            elapsed_cell(scope, one.held.elapsed, target.key.period),
            standing_cell(scope, draft, one.held),
            draft.sources(figure.sources if figure else (target.source,)),
        )
    return draft.finish()


def _place(scope: Scope, placed: Placed) -> Cell:
    if placed.place is None:
        return EMPTY
    return Cell(f"{scope.count(placed.place)}/{scope.count(placed.among)}")
