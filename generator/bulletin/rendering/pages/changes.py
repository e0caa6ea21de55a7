"""Tables of changes: what changed since the edition before, what is new, and what an edition corrects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange
from bulletin.analysis.tables import Figure, Number, TargetFigure, value_as_bound
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import CorrectedFigure
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import count_cell, linked, period_cell, shared_unit
from bulletin.rendering.labels import CHANGE_KINDS, Labels
from bulletin.rendering.phrases.changes import ChangeWords
from bulletin.rendering.phrases.corrections import (
    CorrectedValue,
    corrected_values,
    corrections_of,
    derived_values,
    is_target,
    now_text,
    was_text,
)
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import exact_digits
from bulletin.rendering.views import Cell, Table

# --- changes since the edition before


def changes_sentence(page: PageContext, comparison: Comparison) -> str:
    """How much changed: "2 revised, 12 new figures or targets."."""
    return f"{ChangeWords(comparison, page.language).counts()}."


def redefinitions(page: PageContext, comparison: Comparison) -> tuple[str, ...]:
    """Each way in which the meaning of a measure changed, with both meanings."""
    words = ChangeWords(comparison, page.language)
    return tuple(f"{text}." for redefined in comparison.redefined for text in words.redefinition(redefined))


def changes_table(page: PageContext, comparison: Comparison) -> Table | None:
    """Every value that is not merely new, one a row, with both values and the reason; None where there is none.

    :param comparison: with the release that the page shows as its newer side.
    """
    kinds = [kind for kind in ChangeKind if kind is not ChangeKind.NEW]
    changes = [change for kind in kinds for change in comparison.of(kind)]
    words = ChangeWords(comparison, page.language)
    unit = shared_unit(map(words.unit, changes))
    table = TableBuilder(page, "changes", page.words.say(_("Changed figures")), unit=unit)
    shown: tuple[Column[ValueChange] | None, ...] = (
        columns.text(table, _("Change"), lambda row: page.words.say(CHANGE_KINDS[row.kind])),
        columns.column(
            table, Labels.organization, lambda row: _organization(page, words, row), detail=Labels.population
        ),
        columns.column(table, Labels.measure, lambda row: _measure(page, words, row)),
        columns.text(table, Labels.category, lambda row: words.wording(row).category_of(row.key)),
        columns.column(table, Labels.period, lambda row: _period_of(page, words, row)),
        columns.column(
            table,
            _("As published"),
            lambda row: _number(words.bare(row)[0], row.before),
            numeric=True,
            unit=unit,
        ),
        # Translators: head of a column: the value since a change, beside the one "As published"
        columns.column(table, _("Now"), lambda row: _after(table, words, row), numeric=True, unit=unit),
        columns.unit(table, words.unit),
        columns.text(table, _("Reason"), lambda row: words.reason(row, with_sources=False), wide=True),
        columns.sources(table, lambda row: row.reason.sources),
    )
    return table.build(shown, changes, subject=lambda row: row.key)


def _organization(page: PageContext, words: ChangeWords, change: ValueChange) -> Cell:
    """The organization; linked where this release has it."""
    organization, names = change.key.organization, words.wording(change)
    population = names.narrowed(change.key.population)
    if organization in page.catalogue.organizations:
        return linked(page.links.to_organization(organization), population)
    return Cell(names.organization(organization), detail=population)


def _measure(page: PageContext, words: ChangeWords, change: ValueChange) -> Cell:
    """The measure, and whether it is a target's value; linked where this release has it."""
    measure, names = change.key.measure, words.wording(change)
    detail = names.say(_("target")) if isinstance(change.number, TargetFigure) else ""
    if measure in page.catalogue.measures:
        return linked(page.links.to_measure(measure), detail)
    return Cell(names.measure(measure), detail=detail)


def _period_of(page: PageContext, words: ChangeWords, change: ValueChange) -> Cell:
    if change.after:
        return period_cell(page, change.key.period, annual=change.key.annual)
    return Cell(words.wording(change).period(change.key.period))


def _number(text: str, number: Number | None) -> Cell:
    return Cell(text, number=exact_digits(value_as_bound(number)) if number is not None else "")


def _after(table: TableBuilder, words: ChangeWords, change: ValueChange) -> Cell:
    """The present value, linked to its canonical row."""
    text, number = words.bare(change)[1], change.after
    cell = _number(text, number)
    if number is None:
        return cell
    flags = table.flags(number.flags) if isinstance(number, Figure) else ()
    return cell._replace(links=(table.page.links.to_row(number, text),), flags=flags)


def new_table(page: PageContext, changes: Comparison) -> Table | None:
    """How many figures and targets are new, by organization, the most first; None where none is."""
    new = Counter(change.key.organization for change in changes.of(ChangeKind.NEW))
    table = TableBuilder(page, "new", page.words.say(_("New figures and targets by organization")))
    has_total = len(new) > 1
    names, totals = [Cell(page.words.say(Labels.whole))] * has_total, [count_cell(page, new.total())] * has_total
    shown: tuple[Column[tuple[str, int]], ...] = (
        columns.organization_id(table, lambda row: row[0]).with_totals(names),
        columns.count(table, Labels.count, lambda row: row[1]).with_totals(totals),
    )
    return table.build(shown, new.most_common())


# --- corrections


def corrected_table(page: PageContext) -> Table | None:
    """Every figure that the edition corrects, one a row, with both values; None where there is none."""
    values = [value for correction in corrections_of(page) for value in corrected_values(page, correction)]
    return _corrections_table(TableBuilder(page, "corrected", page.words.say(_("Corrected figures"))), values)


def derived_table(page: PageContext) -> Table | None:
    """Every total that was computed from a corrected figure, with both values; None where there is none."""
    table = TableBuilder(page, "corrected-totals", page.words.say(Labels.derived))
    return _corrections_table(table, derived_values(page))


def _subject(value: CorrectedValue) -> ObservationKey:
    about = value.about
    return about if isinstance(about, ObservationKey) else observation_key(about)


def _corrections_table(table: TableBuilder, values: Iterable[CorrectedValue]) -> Table | None:
    page = table.page
    shown: tuple[Column[CorrectedValue], ...] = (
        columns.organization(table, lambda row: row.about, population=True),
        columns.column(table, Labels.measure, lambda row: _corrected_measure(page, row.about)),
        columns.category(table, lambda row: row.about),
        columns.plain_period(table, lambda row: row.about.period),
        # Translators: head of a column: the wrong value
        columns.column(table, _("As published", "before a correction"), lambda row: _wrong(page, row), numeric=True),
        columns.column(table, _("Corrected to"), lambda row: _present(page, row), numeric=True),
        columns.text(table, Labels.corrected_on, lambda row: page.words.date(row.correction.date)),
    )
    return table.build(shown, values, subject=_subject)


def _corrected_measure(page: PageContext, about: CorrectedFigure | ObservationKey) -> Cell:
    return linked(page.links.to_measure(about.measure), page.words.say(_("target")) if is_target(about) else "")


def _wrong(page: PageContext, corrected: CorrectedValue) -> Cell:
    return Cell(was_text(page, corrected.about, corrected.was), number=exact_digits(corrected.was))


def _present(page: PageContext, corrected: CorrectedValue) -> Cell:
    """The value that replaces it, linked to its canonical row."""
    cell, number = _number(now_text(page, corrected), corrected.number), corrected.number
    return cell if number is None else cell._replace(links=(page.links.to_row(number, cell.text),))
