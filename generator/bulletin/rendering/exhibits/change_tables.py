"""What changed between the edition before and this one: a sentence of counts, and a table."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.causes import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange
from bulletin.analysis.slots import Number
from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.rendering.change_words import ChangeWords
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, number_of, period_cell, shared_unit
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import CHANGE_KINDS, Changes, Labels
from bulletin.rendering.views import Cell, Column, Table


def changes_sentence(scope: Scope, comparison: Comparison) -> str:
    """How much changed: "2 revised, 12 new figures or targets."."""
    return f"{ChangeWords(comparison, scope.language).counts()}."


def redefinitions(scope: Scope, comparison: Comparison) -> tuple[str, ...]:
    """Each way in which a measure means something else than before, with both meanings."""
    words = ChangeWords(comparison, scope.language)
    return tuple(f"{text}." for one in comparison.redefined for text in words.redefinition(one))


def changes_table(scope: Scope, comparison: Comparison, table_id: str = "changes") -> Table | None:
    """Every value that is not merely new, one a row, with both values and the reason; None where there is none.

    :param comparison: with the release that the page shows as its newer side.
    """
    kinds = [kind for kind in ChangeKind if kind is not ChangeKind.NEW]
    changes = [change for kind in kinds for change in comparison.of(kind)]
    words = ChangeWords(comparison, scope.language)
    unit = shared_unit(map(words.unit, changes))
    draft = TableDraft(scope, table_id, scope.say(Changes.changed), _columns(scope, unit), unit=unit)
    for change in changes:
        draft.add(*_row(scope, draft, words, change, with_unit=not unit))
    return draft.finish()


def _columns(scope: Scope, unit: str) -> Iterator[Column]:
    yield Column(scope.say(Changes.kind))
    yield Column(scope.say(Labels.organization), detail=scope.say(Labels.population))
    yield Column(scope.say(Labels.measure))
    yield Column(scope.say(Labels.category))
    yield Column(scope.say(Labels.period))
    yield Column(scope.say(Changes.before), numeric=True, unit=unit)
    yield Column(scope.say(Changes.after), numeric=True, unit=unit)
    if not unit:
        yield Column(scope.say(Labels.unit))
    yield Column(scope.say(Changes.reason), wide=True)
    yield Column(scope.say(Labels.source))


def _row(
    scope: Scope, draft: TableDraft, words: ChangeWords, change: ValueChange, *, with_unit: bool
) -> Iterator[Cell]:
    yield Cell(scope.say(CHANGE_KINDS[change.kind]))
    yield from _about(scope, words, change)
    yield _value(words.bare_before(change), change.before)
    yield _linked(scope, draft, words.bare_after(change), change.after)
    if with_unit:
        yield Cell(words.unit(change))
    yield Cell(words.reason(change, with_sources=False))
    yield draft.sources(change.reason.sources)


def _about(scope: Scope, words: ChangeWords, change: ValueChange) -> Iterator[Cell]:
    """What the row is about; with links where this release knows of it."""
    key, names = change.key, words.wording(change)
    population = names.narrowed(key.population)
    is_known = key.organization in scope.catalogue.organizations
    name = names.organization(key.organization)
    yield linked(scope.to_organization(key.organization), population) if is_known else Cell(name, detail=population)
    detail = names.say(Changes.target) if isinstance(change.number, TargetFigure) else ""
    is_known = key.measure in scope.catalogue.measures
    yield linked(scope.to_measure(key.measure), detail) if is_known else Cell(names.measure(key.measure), detail=detail)
    yield Cell(names.category(key.breakdown, key.category)) if key.breakdown and key.category else EMPTY
    yield period_cell(scope, key.period, each=key.each) if change.after else Cell(names.period(key.period))


def _value(text: str, number: Number | None) -> Cell:
    is_whole = number is not None and (isinstance(number, TargetFigure) or number.is_complete)
    return Cell(text, number=number_of(number.value) if number is not None and is_whole else "")


def _linked(scope: Scope, draft: TableDraft, text: str, number: Number | None) -> Cell:
    """The value that stands, which leads to where it is at home."""
    cell = _value(text, number)
    if number is None:
        return cell
    flags = draft.flags(number.flags) if isinstance(number, Figure) else ()
    return cell._replace(links=(scope.to_home(number, text),), flags=flags)
