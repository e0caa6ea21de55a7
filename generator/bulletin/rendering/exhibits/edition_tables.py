"""What only an edition's front page shows: what corrections put right, and how many figures are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bulletin.analysis.affected import Affected
from bulletin.analysis.causes import ChangeKind
from bulletin.analysis.comparison import Comparison
from bulletin.analysis.slots import told
from bulletin.analysis.tables import ObservationKey
from bulletin.model.records import CorrectedFigure, Correction
from bulletin.rendering.corrections import (
    before_text,
    corrections_of,
    derived_of,
    is_target,
    now,
    now_text,
    part_of,
    was_text,
)
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, number_of, period_cell
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Editions, Labels
from bulletin.rendering.views import Cell, Column, Table


def corrected_table(scope: Scope, table_id: str = "corrected") -> Table | None:
    """Every figure that was put right in the edition, one a row, with both values; None where there is none."""
    draft = TableDraft(scope, table_id, scope.say(Editions.corrected_figures), _columns(scope))
    for correction in corrections_of(scope):
        for figure in correction.figures:
            draft.add(*_row(scope, correction, figure))
    return draft.finish()


def derived_table(scope: Scope, table_id: str = "corrected-totals") -> Table | None:
    """Every total that was computed from a corrected figure, with both values; None where there is none."""
    draft = TableDraft(scope, table_id, scope.say(Editions.derived), _columns(scope))
    for one in derived_of(scope):
        draft.add(*_derived_row(scope, one))
    return draft.finish()


def _columns(scope: Scope) -> Iterator[Column]:
    yield Column(scope.say(Labels.organization), detail=scope.say(Labels.population))
    for title in (Labels.measure, Labels.category, Labels.period):
        yield Column(scope.say(title))
    for title in (Editions.was, Editions.now):
        yield Column(scope.say(title), numeric=True)
    yield Column(scope.say(Editions.corrected_on))


def _row(scope: Scope, correction: Correction, figure: CorrectedFigure) -> Iterator[Cell]:
    yield from _about(scope, figure)
    yield Cell(was_text(scope, figure), number=number_of(figure.was))
    yield _now(scope, figure)
    yield Cell(scope.date(correction.date))


def _about(scope: Scope, what: CorrectedFigure | ObservationKey) -> Iterator[Cell]:
    yield linked(scope.to_organization(what.organization), scope.narrowed(what.population))
    yield linked(scope.to_measure(what.measure), scope.say(Editions.target) if is_target(what) else "")
    yield Cell(scope.category(*part)) if (part := part_of(what)) else EMPTY
    yield period_cell(scope, what.period)


def _now(scope: Scope, figure: CorrectedFigure) -> Cell:
    number, text = now(scope, figure), now_text(scope, figure)
    return Cell(text, (scope.to_home(number, text),), number_of(number.value)) if number is not None else Cell(text)


def _derived_row(scope: Scope, one: Affected) -> Iterator[Cell]:
    figure = one.figure
    text, value = scope.amount(told(figure), figure.key.measure), figure.value
    was = number_of(one.was) if one.was is not None and figure.is_complete else ""
    now = number_of(value) if figure.is_complete else ""
    yield from _about(scope, figure.key)
    yield Cell(before_text(scope, one), number=was)
    yield Cell(text, (scope.to_figure(figure, text),), now)
    yield Cell(scope.date(one.correction.date))


def new_table(scope: Scope, changes: Comparison, table_id: str = "new") -> Table | None:
    """How many figures and targets are new, by organization, the most first; None where none is."""
    new = Counter(change.key.organization for change in changes.of(ChangeKind.NEW))
    draft = TableDraft(scope, table_id, scope.say(Editions.new_figures), (Labels.organization, Labels.count))
    for organization, count in new.most_common():
        draft.add(linked(scope.to_organization(organization)), _count(scope, count))
    if len(new) > 1:
        draft.add(Cell(scope.say(Labels.whole)), _count(scope, new.total()))
    return draft.finish()


def _count(scope: Scope, count: int) -> Cell:
    return Cell(scope.count(count), number=str(count))
