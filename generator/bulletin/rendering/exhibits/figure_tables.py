"""The table of figures that most pages have: its leading columns differ, the others are the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from fractions import Fraction

from bulletin.analysis import Amount
from bulletin.analysis.tables import Figure, ObservationKey
from bulletin.rendering.exhibits.drafts import EMPTY, ROWS_SHOWN, TableDraft, linked, period_cell, shared_unit
from bulletin.rendering.exhibits.progress_cells import (
    Held,
    change_cell,
    held_against,
    percent_of_target,
    progress_cell,
    target_cell,
    widest,
)
from bulletin.rendering.exhibits.provenance import Parts, categories_cell, entered, home_cell
from bulletin.rendering.exhibits.standing_cells import standing_cell
from bulletin.rendering.links import FIGURES_CSV
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Message, Phrases
from bulletin.rendering.views import Cell, Link, Table


class Lead(Enum):
    """A leading column: what the rows of a table differ in."""

    ORGANIZATION = Labels.organization
    CATEGORY = Labels.category
    MEASURE = Labels.measure
    PERIOD = Labels.period


def figures_table(  # noqa: PLR0913 - a table is what it is called, what is in it and how it is laid out
    scope: Scope,
    table_id: str,
    caption: str,
    figures: Sequence[Figure],
    leads: Sequence[Lead],
    *,
    changes: bool = False,
    parts: Parts | None = None,
) -> Table | None:
    """Figures, one a row, each with its target; parts of a figure are indented below it.

    Tables end after so many rows as a page can bear, and then lead to the file of all figures; unless the figures are
    at home here.

    :param changes: adds the change on the same period a year before.
    :param parts: given where the figures are at home: each row then has its anchor, its record or how it was computed,
        and the categories of its figure, which are at home in it.
    """
    at_home = parts is not None
    shown = figures if at_home else figures[:ROWS_SHOWN]
    measures = {figure.key.measure for figure in shown}
    unit = shared_unit(scope.unit(measure) for measure in measures)
    draft = TableDraft(
        scope, table_id, caption, _columns(leads, with_unit=not unit, changes=changes, at_home=at_home), unit=unit
    )
    held = [held_against(scope, figure) if figure.key.breakdown is None else None for figure in shown]
    percents = [percent_of_target(one) for one in held]
    full = widest(percents)
    for figure, against, percent in zip(shown, held, percents, strict=True):
        cells = [*_leading(scope, figure, leads)]
        cells += [home_cell(scope, draft, figure) if at_home else draft.figure(figure)]
        cells += [] if unit else [Cell(scope.unit(figure.key.measure))]
        cells += _progress(scope, draft, against, percent, full)
        cells += [change_cell(scope, draft, figure)] if changes else []
        sources = draft.sources(figure.sources)
        if parts is not None:
            of_which = categories_cell(scope, draft, figure, parts)
            draft.add(*cells, of_which, entered(scope, figure, sources), anchor=scope.anchor(figure))
        else:
            draft.add(*cells, sources, depth=0 if figure.key.breakdown is None else 1)
    if not at_home:
        return draft.finish(_more(scope, len(figures)))
    table = draft.finish(in_full=True)
    return table and replace(table, legend=(*table.legend, scope.say(Phrases.without_symbol)))


def latest_first(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of one organization by measure and population as in the records, the latest first, longer ones first."""
    by_period = sorted(figures, key=lambda figure: (figure.key.period.end, figure.key.period.days), reverse=True)
    order: dict[tuple[str, str], int] = {}
    for figure in figures:
        order.setdefault((figure.key.measure, figure.key.population), len(order))
    return sorted(by_period, key=lambda figure: order[figure.key.measure, figure.key.population])


def _columns(leads: Sequence[Lead], *, with_unit: bool, changes: bool, at_home: bool) -> Iterator[Message]:
    yield from (lead.value for lead in leads)
    yield Labels.value
    yield from (Labels.unit,) if with_unit else ()
    yield from (Labels.target, Labels.progress, Labels.standing)
    yield from (Labels.change,) if changes else ()
    yield from (Labels.of_which,) if at_home else ()
    yield Labels.source


def _leading(scope: Scope, figure: Figure, leads: Sequence[Lead]) -> Iterator[Cell]:
    """The cells that say what the figure is of; the population stands below the measure, or below the first of them."""
    key = figure.key
    population = scope.narrowed(key.population)
    bearer = Lead.MEASURE if Lead.MEASURE in leads and key.breakdown is None else leads[0]
    for lead in leads:
        cell = _lead(scope, key, lead) if key.category is None or lead is not leads[0] else _part(scope, key)
        details = (cell.detail, population if lead is bearer else "")
        yield cell._replace(detail="; ".join(filter(None, details))) if any(details) else cell


def _lead(scope: Scope, key: ObservationKey, lead: Lead) -> Cell:
    if lead is Lead.ORGANIZATION:
        return linked(scope.to_organization(key.organization))
    if lead is Lead.MEASURE:
        return linked(scope.to_measure(key.measure))
    return period_cell(scope, key.period, each=key.each)


def _part(scope: Scope, key: ObservationKey) -> Cell:
    return Cell(scope.category(key.breakdown, key.category) if key.breakdown and key.category else "")


def _progress(
    scope: Scope, draft: TableDraft, held: Held | None, percent: Amount | None, full: Fraction
) -> tuple[Cell, Cell, Cell]:
    if held is None or held.figure is None:
        return EMPTY, EMPTY, EMPTY
    own = held.target.key.period == held.figure.key.period
    return (
        target_cell(scope, draft, held.target, own_period=own),
        progress_cell(scope, held, percent, full),
        standing_cell(scope, draft, held, with_elapsed=True),
    )


def _more(scope: Scope, total: int) -> Link | None:
    if total <= ROWS_SHOWN:
        return None
    text = scope.say(Phrases.more_figures, shown=scope.count(ROWS_SHOWN), total=scope.count(total))
    return Link(text, scope.href(FIGURES_CSV))
