"""Tables of sums that were compared with the totals that they should make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial

from bulletin.analysis.additivity import Relation, Sum
from bulletin.localization.messages import Message, _, n_
from bulletin.model.values import Quantity
from bulletin.problems import kinds
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import addition, by_category, by_organization, by_period, with_formula
from bulletin.rendering.labels import Labels
from bulletin.rendering.phrases.figures import decimals_apart
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import AS_STATED, digits, value_text
from bulletin.rendering.views import Cell, Formula, Priority, Table

RELATIONS = {
    Relation.UNITS: _("units below against the unit above"),
    Relation.PERIODS: _("shorter periods against the longer one"),
    Relation.CATEGORIES: _("categories against the whole"),
}
"""What is added, and what it is compared with."""
_ADDITIVITY = n_(
    "{count} sum was checked. Wherever the records hold both a total and its parts, the parts are added and compared "
    "with the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} "
    "lacks parts, or may, and is only looked at for exceeding the total.",
    "{count} sums were checked. Wherever the records hold both a total and its parts, the parts are added and compared "
    "with the total, within the tolerance of the measure. All parts are there in {complete}; {incomplete} "
    "lack parts, or may, and are only looked at for exceeding the total.",
)
_WITH_HIDDEN = n_(
    "{count} has parts that are not shown, and is only looked at for exceeding the total.",
    "{count} have parts that are not shown, and are only looked at for exceeding the total.",
)
_HIDDEN_TOTALS = _("Totals that are not shown are compared with nothing.")
_CALLED = {Relation.UNITS: by_organization, Relation.PERIODS: by_period, Relation.CATEGORIES: by_category}
"""What the operands of a sum are named by."""
_SHOWN_PARTS = n_("{count} part that is shown", "{count} parts that are shown")


_COUNTED: tuple[tuple[Message, Callable[[Sum], bool]], ...] = (
    (_("Checked"), lambda _: True),
    (_("All parts there"), lambda check: check.is_complete),
    (_("Parts missing, perhaps"), lambda check: not (check.is_complete or check.hides_parts)),
    (_("Equal"), lambda check: not check.may_be_incomplete and check.is_equal),
    (_("Within the tolerance"), lambda check: _differs(check) and check.is_within_tolerance),
    (_("Beyond the tolerance"), lambda check: _differs(check) and not check.is_within_tolerance),
    (_("Parts missing, not exceeding"), lambda check: check.may_be_incomplete and not check.hides_parts),
)
"""What additivity checks are counted by: their extent, and their result, of which each has one."""
_HIDDEN: tuple[tuple[Message, Callable[[Sum], bool]], ...] = (
    (_("Parts not shown"), lambda check: check.hides_parts),
    (_("Parts not shown, not exceeding"), lambda check: check.may_be_incomplete and check.hides_parts),
)
"""The same of sums with parts that are not shown."""


def additivity_intro(page: PageContext, checked: Sequence[Sum]) -> str:
    """How many sums were checked, and of how many of them all parts are there."""
    complete, hidden = sum(check.is_complete for check in checked), sum(check.hides_parts for check in checked)
    counts = {"complete": complete, "incomplete": len(checked) - complete - hidden}
    details = {name: page.words.count(count) for name, count in counts.items()}
    said = page.words.say(_ADDITIVITY, count=len(checked), **details)
    more = (page.words.say(_WITH_HIDDEN, count=hidden), page.words.say(_HIDDEN_TOTALS)) if hidden else ()
    return " ".join((said, *more))


def additivity_tables(page: PageContext, checked: Sequence[Sum]) -> tuple[Table, ...]:
    """The number of sums by result, and those that differ, where there are any."""
    tables = (_summary_table(page, checked), _differences_table(page, checked))
    return tuple(table for table in tables if table is not None)


def _summary_table(page: PageContext, checked: Sequence[Sum]) -> Table | None:
    table = TableBuilder(page, "additivity", page.words.say(_("Sums that were checked")))
    groups = {relation: [check for check in checked if check.relation is relation] for relation in Relation}
    names = {relation: page.words.capitalized(page.words.say(RELATIONS[relation])) for relation in groups}
    rows = [(names[relation], sums) for relation, sums in groups.items() if sums]
    rows += [(page.words.say(Labels.whole), list(checked))] if checked else []
    counted = (*_COUNTED, *_HIDDEN) if any(check.hides_parts for check in checked) else _COUNTED
    shown: tuple[Column[tuple[str, list[Sum]]], ...] = (
        columns.text(table, _("What is compared"), lambda row: row[0]),
        *(columns.count(table, title, partial(_counted, applies)) for title, applies in counted),
    )
    return table.build(shown, rows)


def _counted(applies: Callable[[Sum], bool], row: tuple[str, list[Sum]]) -> int:
    return sum(map(applies, row[1]))


def _differs(check: Sum) -> bool:
    return not (check.is_equal or check.may_be_incomplete)


def _differences_table(page: PageContext, checked: Iterable[Sum]) -> Table | None:
    """The sums that differ from the total, each with its formula and the acknowledged reason."""
    table = TableBuilder(
        page, "additivity-differences", page.words.say(_("Totals that differ from the sum of their parts"))
    )
    shown: tuple[Column[Sum] | None, ...] = (
        columns.organization(table, lambda row: row.whole.key),
        columns.measure(table, lambda row: row.whole.key),
        columns.plain_period(table, lambda row: row.whole.key.period),
        columns.column(table, _("What is compared"), lambda row: _relation(page, row)),
        columns.column(table, _("Total as stated"), lambda row: _stated(page, row), numeric=True),
        columns.column(table, _("Sum of the parts"), lambda row: _added(page, row), numeric=True),
        columns.column(table, _("Difference"), lambda row: _difference(page, row), numeric=True),
        columns.column(table, _("Tolerance"), lambda row: _tolerance(page, row), numeric=True).of(Priority.CONTEXT),
        columns.unit(table, lambda row: page.words.unit_of(row.whole.key.measure)),
        columns.column(table, Labels.status, lambda row: _result(table, row)),
        columns.sources(table, lambda row: (source for figure in (row.whole, *row.parts) for source in figure.sources)),
    )
    return table.build(shown, filter(_differs, checked), subject=lambda row: row.whole.key)


def _relation(page: PageContext, check: Sum) -> Cell:
    """What is added up: over units, periods or categories; to which category, and by which breakdown."""
    about = page.words.category_of(check.whole.key)
    if check.breakdown is not None:
        by = page.words.lowered(page.words.text(page.catalogue.breakdowns[check.breakdown].name))
        about = page.words.commas((about, by))
    formula: Formula = addition(page, check.parts, _CALLED[check.relation])
    cell = Cell(page.words.say(RELATIONS[check.relation]))
    return with_formula(cell, formula._replace(before=page.words.named(about, "") if about else ""))


def _stated(page: PageContext, check: Sum) -> Cell:
    cell = _exact(page, check, check.stated)
    return cell._replace(links=(page.links.to_figure(check.whole, cell.text),))


def _added(page: PageContext, check: Sum) -> Cell:
    """The sum; below it of how many parts, where some are missing or may be."""
    cell, present = _exact(page, check, check.added), len(check.parts)
    if check.is_complete:
        return cell
    if check.hides_parts:
        return cell._replace(detail=page.words.say(_SHOWN_PARTS, count=present))
    if check.expected is None:
        return cell._replace(
            detail=page.words.say(n_("{count} part, perhaps not all", "{count} parts, perhaps not all"), count=present)
        )
    detail = page.words.say(
        n_("{present} of {count} part", "{present} of {count} parts"),
        present=page.words.count(present),
        count=check.expected,
    )
    return cell._replace(detail=detail)


def _exact(page: PageContext, check: Sum, number: Fraction) -> Cell:
    """One of the two numbers, with the digits in which they differ; the CSV has all."""
    usual = page.words.decimals(check.whole.key.measure)
    stated, added = (partial(_shown, page, usual, each) for each in (check.stated, check.added))
    return Cell(_shown(page, usual, number, decimals=decimals_apart(usual, stated, added)), number=_digits(number))


def _shown(page: PageContext, usual: int | None, number: Fraction, *, decimals: int | None = None) -> str:
    return value_text(Quantity(number), page.language, decimals=usual if decimals is None else decimals)


def _difference(page: PageContext, check: Sum) -> Cell:
    apart = check.difference
    return Cell(page.words.signed(Quantity(apart), check.whole.key.measure), number=_digits(apart))


def _tolerance(page: PageContext, check: Sum) -> Cell:
    return Cell(page.words.outcome(Quantity(check.tolerance)), number=_digits(check.tolerance))


def _digits(number: Fraction) -> str:
    """All digits of a number that was stated, or added up from such."""
    return digits(number, AS_STATED)


def _result(table: TableBuilder, check: Sum) -> Cell:
    """Whether the difference is within tolerance; where it is not, the acknowledged reason."""
    page = table.page
    if check.is_within_tolerance:
        return Cell(page.words.say(_("within the tolerance")))
    codes = (check.relation.remark, *([kinds.PARTS_EXCEED_WHOLE.code] if check.relation is Relation.CATEGORIES else []))
    reasons = [page.words.text(reason) for code, reason in check.whole.acknowledged if code in codes]
    detail = "" if reasons else page.words.say(_("no explanation yet"))
    return Cell(page.words.say(_("beyond the tolerance")), detail=detail, notes=tuple(map(table.note, reasons)))
