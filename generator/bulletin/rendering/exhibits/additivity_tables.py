"""Sums held against the figures that they should make: how many were checked, and those that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bulletin.analysis.additivity import Relation, Sum
from bulletin.analysis.amounts import Amount
from bulletin.problems import kinds
from bulletin.rendering.exhibits.drafts import TableDraft, linked, period_cell, with_formula
from bulletin.rendering.exhibits.provenance import addition, by_category, by_organization, by_period
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import RELATIONS, Labels, Message, Quality
from bulletin.rendering.text.number_formats import machine_fraction, signed_text
from bulletin.rendering.views import Cell, Column, Formula, Table

_ACKNOWLEDGED = {
    Relation.UNITS: (kinds.UNITS_DO_NOT_ADD_UP.code,),
    Relation.PERIODS: (kinds.PERIODS_DO_NOT_ADD_UP.code,),
    Relation.CATEGORIES: (kinds.PARTS_DO_NOT_ADD_UP.code, kinds.PARTS_EXCEED_WHOLE.code),
}
"""Under which codes a record says why its figure is not the sum of its parts."""
_CALLED = {Relation.UNITS: by_organization, Relation.PERIODS: by_period, Relation.CATEGORIES: by_category}
"""What the numbers of a sum are told by."""
_EXTENTS = (Quality.checked, Quality.complete, Quality.incomplete)
_RESULTS = (Quality.equal, Quality.within_tolerance, Quality.beyond_tolerance, Quality.leaves_room)
"""What a sum that was checked comes to: each to one of these."""


def additivity_intro(scope: Scope, checked: Sequence[Sum]) -> str:
    """How many sums were checked, and of how many of them all parts are there."""
    complete = sum(one.is_complete for one in checked)
    counts = {"count": len(checked), "complete": complete, "incomplete": len(checked) - complete}
    details = {name: scope.count(count) for name, count in counts.items()}
    return Quality.additivity.in_(scope.language, len(checked), **details)


def additivity_tables(scope: Scope, checked: Sequence[Sum]) -> tuple[Table, ...]:
    """How many agree, and those that differ, where there are any."""
    found = (_summary_table(scope, checked), _differences_table(scope, checked))
    return tuple(table for table in found if table is not None)


def _summary_table(scope: Scope, checked: Sequence[Sum]) -> Table | None:
    """How many sums of each sort were checked, and with what result."""
    titles = (*_EXTENTS, *_RESULTS)
    columns = [Column(scope.say(Quality.relation)), *(Column(scope.say(title), numeric=True) for title in titles)]
    draft = TableDraft(scope, "additivity", scope.say(Quality.additivity_summary), columns)
    for relation in Relation:
        some = [one for one in checked if one.relation is relation]
        words = scope.say(RELATIONS[relation])
        if some:
            draft.add(Cell(words[0].upper() + words[1:]), *_counts(scope, some))
    if checked:
        draft.add(Cell(scope.say(Labels.whole)), *_counts(scope, checked))
    return draft.finish()


def _counts(scope: Scope, some: Sequence[Sum]) -> Iterator[Cell]:
    """How many sums there are, and of these how many are complete, and how many came to which result."""
    complete = sum(one.is_complete for one in some)
    results = Counter(map(_result_of, some))
    counts = (len(some), complete, len(some) - complete, *(results[result] for result in _RESULTS))
    return (_count(scope, count) for count in counts)


def _result_of(one: Sum) -> Message:
    if one.leaves_room:
        return Quality.leaves_room
    if one.difference == 0:
        return Quality.equal
    return Quality.within_tolerance if one.is_within_tolerance else Quality.beyond_tolerance


def _count(scope: Scope, count: int) -> Cell:
    return Cell(scope.count(count), number=str(count))


def _differences_table(scope: Scope, checked: Iterable[Sum]) -> Table | None:
    """The sums that are not exactly the total, each with its arithmetic and the reason why it stands."""
    titles = (Quality.total, Quality.sum_of_parts, Quality.difference, Quality.tolerance)
    columns: list[Message | Column] = [
        *(Labels.organization, Labels.measure, Labels.period),
        Column(scope.say(Quality.relation)),
        *(Column(scope.say(title), numeric=True) for title in titles),
        *(Labels.unit, Labels.standing, Labels.source),
    ]
    draft = TableDraft(scope, "additivity-differences", scope.say(Quality.additivity_differing), columns)
    for one in checked:
        if one.difference and not one.leaves_room:
            draft.add(*_row(scope, draft, one))
    return draft.finish()


def _row(scope: Scope, draft: TableDraft, one: Sum) -> list[Cell]:
    key = one.whole.key
    sources = dict.fromkeys(source for figure in (one.whole, *one.parts) for source in figure.sources)
    return [
        linked(scope.to_organization(key.organization)),
        linked(scope.to_measure(key.measure), detail=scope.narrowed(key.population)),
        period_cell(scope, key.period),
        with_formula(Cell(scope.say(RELATIONS[one.relation])), _workings(scope, one)),
        _stated(scope, one),
        _number(scope, one.added)._replace(detail=_extent(scope, one)),
        Cell(signed_text(Amount(one.difference), scope.language), number=machine_fraction(one.difference)),
        _number(scope, one.tolerance),
        Cell(scope.unit(key.measure)),
        _result(scope, draft, one),
        draft.sources(sources),
    ]


def _workings(scope: Scope, one: Sum) -> Formula:
    """By what the whole is split, or which category is added up; and what is added."""
    key = one.whole.key
    about = scope.category(key.breakdown, key.category) if key.breakdown and key.category else ""
    if one.breakdown is not None:
        about = scope.lowered(scope.text(scope.catalogue.breakdowns[one.breakdown].name))
    return addition(scope, one.parts, _CALLED[one.relation])._replace(before=f"{about}: " if about else "")


def _stated(scope: Scope, one: Sum) -> Cell:
    cell = _number(scope, one.stated)
    return cell._replace(links=(scope.to_figure(one.whole, cell.text),))


def _extent(scope: Scope, one: Sum) -> str:
    """Of how many parts a sum is made that lacks some, or may; empty where all are there."""
    count = scope.count(len(one.parts))
    if one.is_complete:
        return ""
    if one.expected is None:
        return Quality.perhaps_not_all.in_(scope.language, len(one.parts), count=count)
    return Quality.not_all.in_(scope.language, one.expected, count=count, expected=scope.count(one.expected))


def _number(scope: Scope, number: Fraction) -> Cell:
    return Cell(scope.outcome(Amount(number)), number=machine_fraction(number))


def _result(scope: Scope, draft: TableDraft, one: Sum) -> Cell:
    """Whether the two are near enough; the reason that the record gives for what is not."""
    if one.is_within_tolerance:
        return Cell(scope.say(Quality.within_tolerance).lower())
    reasons = [scope.text(reason) for code, reason in one.whole.acknowledged if code in _ACKNOWLEDGED[one.relation]]
    detail = "" if reasons else scope.say(Quality.unexplained)
    return Cell(scope.say(Quality.beyond_tolerance).lower(), detail=detail, notes=tuple(map(draft.note, reasons)))
