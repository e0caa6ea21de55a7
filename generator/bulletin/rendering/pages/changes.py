"""Tables of changes: what changed since the edition before, what is new, and what an edition corrects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange
from bulletin.analysis.tables import Figure, Flag, Number, TargetFigure, is_suppressed, value_as_bound
from bulletin.localization.messages import Message, _
from bulletin.model.keys import ObservationKey, SeriesKey, observation_key
from bulletin.model.records import CorrectedFigure
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import columns, links
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
from bulletin.rendering.phrases.figures import is_share
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import exact_digits, percent_text, signed_text
from bulletin.rendering.views import Cell, Link, Table

ROWS_IN_FRONT = 20
"""Row limit of a table of changes on the front page."""
_LARGEST = Fraction(10**20)
"""Ranks a change that no number says before all others."""
_SMALL, _LARGE = Fraction(1, 100), Fraction(1, 10)
_FOREMOST = _(
    "These are {shown} of {total} changes: the largest of each measure, those of the units highest in the tree first. "
    "The page of changes has the others."
)
_NEW = _("New figures and targets by organization")
_OVER = _("{high} or more", "size of a change")
_BETWEEN = _("{low} to less than {high}", "size of a change")
_UNDER = _("less than {low}", "size of a change")
_UNSEEN = _("not seen in the figures as they are rounded", "size of a change")
# Translators: how large a change is: one of its two figures has no number, or the former one is zero
_NO_SIZE = _("not to be said in percent", "size of a change")
_SIZES = (_NO_SIZE, _OVER, _BETWEEN, _UNDER, _UNSEEN)

# --- changes since the edition before


def changes_sentence(page: PageContext, comparison: Comparison) -> str:
    """How much changed: "2 revised, 12 new figures or targets."."""
    return f"{ChangeWords(comparison, page.language).counts()}."


def redefinitions(page: PageContext, comparison: Comparison) -> tuple[str, ...]:
    """Each way in which the meaning of a measure changed, with both meanings."""
    words = ChangeWords(comparison, page.language)
    return tuple(f"{text}." for redefined in comparison.redefined for text in words.redefinition(redefined))


def fits_front_page(comparison: Comparison) -> bool:
    """Whether the front page shows all that changed; else there is a page of it besides."""
    new = {change.key.organization for change in comparison.of(ChangeKind.NEW)}
    return max(len(_changed(comparison)), len(new)) <= ROWS_IN_FRONT


def foremost_table(page: PageContext, comparison: Comparison) -> Table | None:
    """The most important of the values that are not merely new, with a link to the page that has them all.

    Of each series the largest change comes before others of it. Whole figures come before categories, those of units
    high in the tree before those below them, and among these the largest changes first.
    """
    changes = _changed(comparison)
    if len(changes) <= ROWS_IN_FRONT:
        return _table_of(page, comparison, changes)
    tree = page.catalogue.tree_order

    def rank(change: ValueChange) -> tuple[bool, int, Fraction]:
        depth, _place = tree.get(change.key.organization, (len(tree), 0))
        size = relative_size(change)
        return change.key.breakdown is not None, depth, -(_LARGEST if size is None else size)

    counts = {"shown": page.words.count(ROWS_IN_FRONT), "total": page.words.count(len(changes))}
    more = Link(page.words.say(_FOREMOST, **counts), page.links.href(links.CHANGES))
    ranked = sorted(changes, key=rank)
    firsts = {id(first) for first in {_series(change): change for change in reversed(ranked)}.values()}
    foremost = sorted(ranked, key=lambda change: id(change) not in firsts)[:ROWS_IN_FRONT]
    return _table_of(page, comparison, sorted(foremost, key=rank), more)


def _series(change: ValueChange) -> tuple[SeriesKey, bool]:
    """What it is a change of, whatever the period."""
    return change.key.series, isinstance(change.number, TargetFigure)


def changes_table(page: PageContext, comparison: Comparison) -> Table | None:
    """Every value that is not merely new, one a row, with both values and the reason; None where there is none.

    :param comparison: with the release that the page shows as its newer side.
    """
    return _table_of(page, comparison, _changed(comparison))


def _changed(comparison: Comparison) -> list[ValueChange]:
    """What is not merely new, the gravest kind first."""
    return [change for kind in ChangeKind if kind is not ChangeKind.NEW for change in comparison.of(kind)]


def relative_size(change: ValueChange) -> Fraction | None:
    """How large a change is, relative to the former number; None where that is zero, or one of the two is missing."""
    relative = _relative(change)
    return None if relative is None else abs(relative)


def _relative(change: ValueChange) -> Fraction | None:
    before, after = (side and side.value for side in (change.before, change.after))
    if not isinstance(before, Quantity) or not isinstance(after, Quantity) or not before.number:
        return None
    return (after.fraction - before.fraction) / before.fraction


def _table_of(
    page: PageContext, comparison: Comparison, changes: list[ValueChange], more: Link | None = None
) -> Table | None:
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
        columns.text(table, _("Reason"), lambda row: words.reason(row, with_sources=False), wide=True),
        columns.sources(table, lambda row: row.reason.sources),
    )
    return table.build(shown, changes, subject=lambda row: row.key, more=more)


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
    return cell._replace(links=(table.page.links.to_row(number, text),), flags=flags, detail=_in_percent(words, change))


def _in_percent(words: ChangeWords, change: ValueChange) -> str:
    """The change of a number above zero; empty of one that is in percent or in points itself, or not exactly known."""
    wording, values = words.wording(change), [side.value for side in (change.before, change.after) if side]
    are_exact = all(isinstance(value, Quantity) and value.is_exact and value.number > 0 for value in values)
    in_points = is_share(change.number) or wording.has_points(change.key.measure)
    relative = _relative(change)
    if relative is None or not are_exact or in_points:
        return ""
    return signed_text(Quantity(relative * 100), wording.language, "%")


def new_table(page: PageContext, changes: Comparison) -> Table | None:
    """How many figures and targets are new, by organization, the most first; None where none is."""
    new = Counter(change.key.organization for change in changes.of(ChangeKind.NEW))
    table = TableBuilder(page, "new", page.words.say(_NEW))
    has_total = len(new) > 1
    names, totals = [Cell(page.words.say(Labels.whole))] * has_total, [count_cell(page, new.total())] * has_total
    shown: tuple[Column[tuple[str, int]], ...] = (
        columns.organization_id(table, lambda row: row[0]).with_totals(names),
        columns.count(table, Labels.count, lambda row: row[1]).with_totals(totals),
    )
    return table.build(shown, new.most_common())


def by_measure_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How many figures and targets of each measure changed, by sort of change; None where nothing did.

    The front page, which lists no new ones beside it, links to those on the page of changes.
    """
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
    new = Link(page.words.say(_NEW), page.links.href(links.CHANGES, "new"))
    more = new if ChangeKind.NEW in kinds and page.path != links.CHANGES else None
    return table.build(shown, sorted(names, key=lambda name: known.get(name, len(known))), more=more)


def by_size_table(page: PageContext, comparison: Comparison) -> Table | None:
    """How large the changes are, relative to the former numbers; None where nothing but new figures is."""
    words = ChangeWords(comparison, page.language)
    counts = Counter(_size(words, change) for change in _changed(comparison))
    table = TableBuilder(page, "changes-by-size", page.words.say(_("Changes by size")))
    shown: tuple[Column[Message], ...] = (
        columns.text(table, _("Change relative to the former figure"), lambda row: _size_name(page, row)),
        columns.count(table, Labels.count, lambda row: counts[row]),
    )
    return table.build(shown, [size for size in _SIZES if counts[size]])


def _size(words: ChangeWords, change: ValueChange) -> Message:
    size = relative_size(change)
    if size is None:
        return _NO_SIZE
    if not words.is_seen(change):
        return _UNSEEN
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
