"""Tables of changes: what changed since the edition before, what is new, and what an edition corrects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange
from bulletin.analysis.figures import Figure, Flag, Number, TargetFigure, is_suppressed, value_as_bound, value_key
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import Message, _
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import CorrectedFigure
from bulletin.model.values import Absence
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
from bulletin.rendering.phrases.editions import headline_figures
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_shown
from bulletin.rendering.text import exact_digits, percent_text
from bulletin.rendering.views import Cell, Priority, Table

_MOST_NEW, _MOST_NEW_OF_ALL = 10, 100
"""New figures of an organization that are named, the newest first: so many, or its part of what are named of all."""
_SMALL, _LARGE = Fraction(1, 100), Fraction(1, 10)
_NEW = _("New figures and targets by organization")
_OVER = _("{high} or more", "size of a change")
_BETWEEN = _("{low} to less than {high}", "size of a change")
_UNDER = _("less than {low}", "size of a change")
_UNSEEN = _("not seen in the figures as they are rounded", "size of a change")
# Translators: how large a change is: a figure has no number, the former one is zero, or they are percentages
_NO_SIZE = _("not to be said in percent", "size of a change")
_SIZES = (_NO_SIZE, _OVER, _BETWEEN, _UNDER, _UNSEEN)

# --- changes since the edition before


def headline_changes_table(page: PageContext, comparison: Comparison) -> Table | None:
    """What changed of the headline figures, but what is merely new; None where nothing did.

    Of each, its target's change and the newest one of its series: what was reported for the last period is new in most
    editions, so that what was said of the period before is what a reader knows otherwise.
    """
    changed, shown = not_merely_new(comparison), set[int]()
    for figure in headline_figures(page):
        progress, series = progress_shown(page, figure), figure.key.series
        target = value_key(progress.target) if progress else None
        of_series = [each for each in changed if isinstance(each.number, Figure) and each.key.series == series]
        newest = sorted(of_series, key=lambda change: change.key.period.recency)[-1:]
        of_target = [each for each in changed if value_key(each.number) == target]
        shown.update(map(id, newest + of_target))
    return _table_of(page, comparison, [change for change in changed if id(change) in shown])


def changes_table(page: PageContext, comparison: Comparison) -> Table | None:
    """Every value that is not merely new, one a row, with both values and the reason; None where there is none.

    :param comparison: with the release that the page shows as its newer side.
    """
    return _table_of(page, comparison, not_merely_new(comparison))


def not_merely_new(comparison: Comparison) -> list[ValueChange]:
    """What is not merely new, the gravest kind first."""
    return [change for kind in ChangeKind if kind is not ChangeKind.NEW for change in comparison.of(kind)]


def _table_of(page: PageContext, comparison: Comparison, changes: list[ValueChange]) -> Table | None:
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
        columns.column(
            table, _("Now"), lambda row: _after(table, words, row), numeric=True, unit=unit, detail=_("In percent")
        ),
        columns.unit(table, words.unit),
        columns.text(table, _("Reason"), lambda row: words.reason(row, with_sources=False), wide=True).of(
            Priority.CONTEXT
        ),
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
    """The measure, and whether it is a target's value."""
    detail = words.say(_("target")) if isinstance(change.number, TargetFigure) else ""
    return _measure_of(page, words, change)._replace(detail=detail)


def _measure_of(page: PageContext, words: ChangeWords, change: ValueChange) -> Cell:
    """The measure; linked where this release has it."""
    measure = change.key.measure
    is_known = measure in page.catalogue.measures
    return linked(page.links.to_measure(measure)) if is_known else Cell(words.wording(change).measure(measure))


def _period_of(page: PageContext, words: ChangeWords, change: ValueChange) -> Cell:
    if change.after:
        return period_cell(page, change.key.period, annual=change.key.annual)
    return Cell(words.wording(change).period(change.key.period))


def _number(text: str, number: Number | None) -> Cell:
    return Cell(text, number=exact_digits(value_as_bound(number)) if number is not None else "")


def _after(table: TableBuilder, words: ChangeWords, change: ValueChange) -> Cell:
    """The present value, linked to its canonical row; below it the change in percent, but of percentages."""
    text, number = words.bare(change)[1], change.after
    cell = _number(text, number)
    if number is None:
        return cell
    flags = table.flags(number.flags) if isinstance(number, Figure) else ()
    return cell._replace(links=(table.page.links.to_row(number, text),), flags=flags, detail=words.in_percent(change))


def new_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How many figures and targets are new, and which, by organization, the most first; None where none is."""
    new = group_by(comparison.of(ChangeKind.NEW), lambda change: change.key.organization)
    words = ChangeWords(comparison, page.language)
    table = TableBuilder(page, "new", page.words.say(_NEW))
    has_total, most = len(new) > 1, max(_MOST_NEW, _MOST_NEW_OF_ALL // max(1, len(new)))
    names = [Cell(page.words.say(Labels.whole))] * has_total
    totals = [count_cell(page, sum(map(len, new.values())))] * has_total
    shown: tuple[Column[tuple[str, tuple[ValueChange, ...]]], ...] = (
        columns.organization_id(table, lambda row: row[0]).with_totals(names),
        columns.count(table, Labels.count, lambda row: len(row[1])).with_totals(totals),
        columns.column(table, _("Which"), lambda row: _named(page, words, row[1], most), wide=True),
    )
    return table.build(shown, sorted(new.items(), key=lambda of: -len(of[1])))


def _named(page: PageContext, words: ChangeWords, new: Iterable[ValueChange], most: int) -> Cell:
    """The newest of some figures and targets, each once whatever its categories, and how many there are besides.

    :param most: so many are named.
    """
    firsts: dict[tuple[ObservationKey, bool], ValueChange] = {}
    for change in new:
        whole = change.key._replace(breakdown=None, category=None)
        firsts.setdefault((whole, isinstance(change.number, TargetFigure)), change)
    newest = sorted(firsts.values(), key=lambda change: change.key.period.recency, reverse=True)
    named = tuple(page.links.to_row(change.number, words.series_and_period(change)) for change in newest[:most])
    more = len(newest) - len(named)
    return Cell(words.semicolons(link.text for link in named), named, detail=words.and_more(more) if more else "")


def by_measure_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How many figures and targets of each measure changed, by sort of change; None where nothing did."""
    words = ChangeWords(comparison, page.language)
    counts = Counter((change.key.measure, change.kind) for change in comparison.changes)
    names = {change.key.measure: _measure_of(page, words, change) for change in comparison.changes}
    table = TableBuilder(page, "changes-by-measure", page.words.say(_("Changes by measure")))
    total = [Cell(page.words.say(Labels.whole))] * (len(names) > 1)

    kinds = comparison.counts

    def column(kind: ChangeKind) -> Column[str]:
        totals = [count_cell(page, kinds[kind])] * (len(names) > 1)
        return columns.count(table, CHANGE_KINDS[kind], lambda row: counts[row, kind]).with_totals(totals)

    known = {measure: place for place, measure in enumerate(page.measures)}
    shown: tuple[Column[str], ...] = (
        columns.column(table, Labels.measure, lambda row: names[row]).with_totals(total),
        *map(column, kinds),
    )
    return table.build(shown, sorted(names, key=lambda name: known.get(name, len(known))))


def by_reason_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How many changes, but of what is merely new, are of which sort and by which sources; None where nothing is."""
    reasons = Counter((change.kind, change.reason.sources) for change in not_merely_new(comparison))
    table = TableBuilder(page, "changes-by-reason", page.words.say(_("Changes by reason")))
    shown: tuple[Column[tuple[tuple[ChangeKind, tuple[str, ...]], int]], ...] = (
        columns.text(table, _("Change"), lambda row: page.words.say(CHANGE_KINDS[row[0][0]])),
        columns.sources(table, lambda row: row[0][1]),
        columns.count(table, Labels.count, lambda row: row[1]),
    )
    return table.build(shown, reasons.most_common())


def by_size_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How large the changes are, relative to the former numbers; None where nothing but new figures is."""
    words = ChangeWords(comparison, page.language)
    counts = Counter(_size(words, change) for change in not_merely_new(comparison))
    table = TableBuilder(page, "changes-by-size", page.words.say(_("Changes by size")))
    shown: tuple[Column[Message], ...] = (
        columns.text(table, _("Change relative to the former figure"), lambda row: _size_name(page, row)),
        columns.count(table, Labels.count, lambda row: counts[row]),
    )
    return table.build(shown, [size for size in _SIZES if counts[size]])


def _size(words: ChangeWords, change: ValueChange) -> Message:
    if change.relative is None or words.is_in_points(change):
        return _NO_SIZE
    if not words.is_seen(change):
        return _UNSEEN
    size = abs(change.relative)
    return _UNDER if size < _SMALL else _BETWEEN if size < _LARGE else _OVER


def _size_name(page: PageContext, size: Message) -> str:
    low, high = (percent_text(share, page.language) for share in (_SMALL, _LARGE))
    return page.words.capitalized(page.words.say(size, low=low, high=high))


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
        columns.column(table, _("As published", "before a correction"), lambda row: _wrong(table, row), numeric=True),
        columns.column(table, _("Corrected to"), lambda row: _present(table, row), numeric=True),
        columns.text(table, Labels.corrected_on, lambda row: page.words.date(row.correction.date)),
    )
    return table.build(shown, values, subject=_subject)


def _corrected_measure(page: PageContext, about: CorrectedFigure | ObservationKey) -> Cell:
    return linked(page.links.to_measure(about.measure), page.words.say(_("target")) if is_target(about) else "")


def _wrong(table: TableBuilder, corrected: CorrectedValue) -> Cell:
    flags = table.flags((Flag.CONFIDENTIAL,)) if corrected.was is Absence.SUPPRESSED else ()
    return Cell(was_text(table.page, corrected), number=exact_digits(corrected.was), flags=flags)


def _present(table: TableBuilder, corrected: CorrectedValue) -> Cell:
    """The value that replaces it, linked to its canonical row."""
    cell, number = _number(now_text(table.page, corrected), corrected.number), corrected.number
    if number is None:
        return cell
    flags = table.flags((Flag.CONFIDENTIAL,)) if is_suppressed(number) else ()
    return cell._replace(links=(table.page.links.to_row(number, cell.text),), flags=flags)
