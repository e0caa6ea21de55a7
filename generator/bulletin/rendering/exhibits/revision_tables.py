"""What later reports made of the figures of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bulletin.analysis import Amount
from bulletin.analysis.revisions import MeanRevision, Revision, mean_revision, revisions_of
from bulletin.analysis.tables import Figure
from bulletin.localization.formats import day_text
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, number_of, period_cell
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.text.number_formats import machine_amount, signed_text
from bulletin.rendering.views import Cell, Column, Table

_HUNDRED = 100


def revisions_table(scope: Scope, table_id: str, figures: Iterable[Figure]) -> Table | None:
    """The figures of one measure that were revised, one a row, and what their revisions have in common; or None."""
    revised = revisions_of(figures)
    if not revised:
        return None
    measure = revised[0].latest.key.measure
    unit = scope.unit(measure)
    caption = scope.say(Phrases.revisions_of, measure=scope.measure(measure))
    draft = TableDraft(scope, table_id, caption, _columns(scope, unit), unit=unit)
    for one in revised:
        draft.add(*_row(scope, draft, one))
    if mean := mean_revision(revised):
        for cells in _means(scope, mean):
            draft.add(*cells)
    return draft.finish()


def _columns(scope: Scope, unit: str) -> tuple[Column, ...]:
    day = scope.say(Labels.reported_on)
    return (
        Column(scope.say(Labels.organization), detail=scope.say(Labels.population)),
        Column(scope.say(Labels.category)),
        Column(scope.say(Labels.period)),
        *(
            Column(scope.say(title), numeric=True, detail=day, unit=unit)
            for title in (Labels.first_value, Labels.second_value, Labels.latest_value)
        ),
        Column(scope.say(Labels.revision), numeric=True, unit=unit),
        Column(scope.say(Labels.relative_revision), numeric=True, unit="%"),
        Column(scope.say(Labels.source)),
    )


def _row(scope: Scope, draft: TableDraft, revision: Revision) -> tuple[Cell, ...]:
    key = revision.latest.key
    sources = dict.fromkeys(source for report in revision.reports for source in report.sources)
    return (
        linked(scope.to_organization(key.organization), detail=scope.narrowed(key.population)),
        Cell(scope.category(key.breakdown, key.category)) if key.breakdown and key.category else EMPTY,
        period_cell(scope, key.period, each=key.each),
        *(_value(scope, draft, revision, report) for report in (revision.first, revision.second, revision.latest)),
        _signed(scope, revision.difference),
        _signed(scope, revision.relative and revision.relative.times(_HUNDRED), "%"),
        draft.sources(sources),
    )


def _value(scope: Scope, draft: TableDraft, revision: Revision, report: Figure) -> Cell:
    """What a report said, with its flags and its day; it leads to the figure, which tells all its reports."""
    text = scope.value(report.value, report.key.measure)
    return Cell(
        text,
        (scope.to_figure(revision.latest, text),),
        number_of(report.value),
        day_text(report.reported, scope.language),
        flags=draft.flags(report.flags),
    )


def _signed(scope: Scope, amount: Amount | None, symbol: str | None = None) -> Cell:
    if amount is None:
        return Cell(scope.outcome(None))
    return Cell(signed_text(amount, scope.language, symbol), number=machine_amount(amount))


def _means(scope: Scope, mean: MeanRevision) -> Iterator[tuple[Cell, ...]]:
    """Rows below all others."""
    count = scope.count(mean.count)
    yield _mean(scope, scope.say(Phrases.mean_revision, count=count), mean.mean)
    yield _mean(scope, scope.say(Phrases.mean_absolute_revision, count=count), mean.absolute, signed=False)


def _mean(scope: Scope, name: str, number: Fraction, *, signed: bool = True) -> tuple[Cell, ...]:
    amount = Amount(number)
    text = signed_text(amount, scope.language) if signed else scope.outcome(amount)
    return Cell(name), EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, Cell(text, number=machine_amount(amount)), EMPTY, EMPTY
