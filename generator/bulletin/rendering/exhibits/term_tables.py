"""What the main measure adds up to over a term, step by step, against the time that has passed."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis import Amount, Step, prevailing, quotient, running_totals
from bulletin.analysis.tables import ObservationKey, SeriesKey, TargetFigure
from bulletin.localization.formats import day_text
from bulletin.model.periods import Period, Shape
from bulletin.model.records import EVERYTHING, Term
from bulletin.model.values import Quantity
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, number_text, with_formula
from bulletin.rendering.exhibits.progress_cells import bar, elapsed_cell, target_cell
from bulletin.rendering.exhibits.provenance import sum_formula
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.text.number_formats import machine_amount
from bulletin.rendering.views import Cell, Formula, Table

_WHOLE = Fraction(100)
_WORTH_A_TABLE = 2
"""Steps that say more than the figures by period do; fewer do so only beside a target."""
_COLUMNS = (
    Labels.until,
    Labels.value,
    Labels.target,
    Labels.progress,
    Labels.elapsed,
    Labels.source,
)


def term_tables(scope: Scope, organization: str) -> tuple[Table, ...]:
    """The running totals over each term that has any."""
    tables = (_term_table(scope, organization, term) for term in scope.catalogue.terms.values())
    return tuple(table for table in tables if table is not None)


def _term_table(scope: Scope, organization: str, term: Term) -> Table | None:
    whole = Period(term.period.start, term.period.end, Shape.TERM, term.id, term.id)
    series = SeriesKey(organization, scope.main_measure, EVERYTHING)
    steps = running_totals(scope.catalogue, scope.release.tables, series, whole)
    target = prevailing(
        scope.release.tables.targets_by_key.get(ObservationKey(organization, scope.main_measure, whole), ())
    )
    if len(steps) < _WORTH_A_TABLE and target is None:
        return None
    percents = [_percent(step, target) for step in steps]
    full = max([_WHOLE, *(percent.number for percent in percents if percent)])
    caption = scope.say(Phrases.over_term, measure=scope.measure(scope.main_measure), term=scope.period_name(whole))
    draft = TableDraft(
        scope,
        f"over-{term.id}",
        caption,
        _COLUMNS,
        unit=scope.unit(scope.main_measure),
    )
    for step, percent in zip(steps, percents, strict=True):
        total = _total(scope, draft, step)
        draft.add(
            Cell(day_text(step.figures[-1].key.period.end, scope.language)),
            total,
            target_cell(scope, draft, target, own_period=True) if target else EMPTY,
            _progress(scope, percent, total.text, target, full),
            elapsed_cell(scope, step.elapsed, whole),
            draft.sources(dict.fromkeys(source for figure in step.figures for source in figure.sources)),
        )
    return draft.finish()


def _total(scope: Scope, draft: TableDraft, step: Step) -> Cell:
    if len(step.figures) == 1:
        return draft.figure(step.figures[0])
    parts = "; ".join(scope.period_name(figure.key.period) for figure in step.figures)
    flags = draft.flags(flag for figure in step.figures for flag in figure.flags)
    note = draft.note(scope.say(Phrases.added_of, parts=parts))
    total = scope.outcome(step.total)
    cell = Cell(total, number=machine_amount(step.total), flags=flags, notes=(note,))
    return with_formula(cell, sum_formula(scope, step.figures, total))


def _percent(step: Step, target: TargetFigure | None) -> Amount | None:
    if target is None or not isinstance(target.value, Quantity):
        return None
    ratio = quotient(step.total, Amount.of(target.value))
    return ratio.times(100) if ratio is not None else None


def _progress(scope: Scope, percent: Amount | None, total: str, target: TargetFigure | None, full: Fraction) -> Cell:
    if percent is None or target is None:
        return EMPTY
    length = bar(percent.number, full, _WHOLE)
    cell = Cell(scope.outcome(percent, "%"), number=machine_amount(percent), bar=length)
    return with_formula(cell, Formula((scope.to_target(target, number_text(scope, target)),), before=f"{total}/"))
