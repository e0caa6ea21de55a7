"""Cells of figures, each made once per figure for all tables that show it: value, flags, link, notes and formula.

A table numbers its own notes, so that a cell made here carries the texts of its notes instead: an
:class:`AnnotatedCell`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.claims.verdicts import CheckedClaim
from bulletin.analysis.figures import Figure, FigureOrigin, Flag, Number, is_suppressed
from bulletin.analysis.quantities import stated_quantity
from bulletin.analysis.tables import group_by
from bulletin.localization.formats import decimal_text
from bulletin.localization.messages import Message, _, n_
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Operation, Rule
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import links
from bulletin.rendering.context import PageContext, derived, memoized_by_depth
from bulletin.rendering.labels import CLAIM_FORMS, Labels
from bulletin.rendering.phrases.claims import arithmetic, stated_text
from bulletin.rendering.phrases.corrections import remark_on
from bulletin.rendering.phrases.figures import (
    break_text,
    coverage_text,
    decimals_beside,
    interval_text,
    value_in_cell,
    value_with_unit,
    with_interval,
)
from bulletin.rendering.phrases.formulas import symbols_of, times
from bulletin.rendering.text import as_decimal, rounded
from bulletin.rendering.views import Cell, Formula, Link, Note

_DOUBT = _("The source states {stated} (recorded as: {form}); the figures give {arithmetic}.")
_LAST_OPERAND = _("the last:")
_REPORTED_BEFORE = _("Reported before: {value} ({source}).")
_REPORTED_TOO = _("Also reported: {value} ({source}); whether before or after is not known.")


_NO_DIVISOR = _("Not computed: the number to divide by is zero or below.")
_INCOMPARABLE = _("Not computed: the figures of the two years cannot be compared.")
_OPERAND = _("Not computed: one of the numbers that it takes is not applicable.")
_OF_ESTIMATES = _(
    "Computed from estimates that have intervals: how far off it may be does not follow from these, so it has none."
)


EMPTY = Cell()
OPERANDS_SHOWN = 12
"""Most operands that a formula is written out with."""

Called = Callable[[PageContext, ObservationKey], str]
"""Names an operand among the others, by its key."""


class AnnotatedCell(NamedTuple):
    """A cell, and the texts of its notes, which each table numbers for itself."""

    cell: Cell
    notes: tuple[str, ...] = ()


# --- parts of cells


def shared_unit(units: Iterable[str]) -> str:
    """The unit that all rows of a table share; empty where they differ."""
    different = set(units)
    return different.pop() if len(different) == 1 else ""


def letters(flags: Iterable[Flag]) -> tuple[str, ...]:
    """Observation flags as they are shown."""
    return tuple([flag.value for flag in flags])


def with_formula(cell: Cell, formula: Formula) -> Cell:
    """A cell with the formula that its number was computed by."""
    return cell._replace(detail=formula.text, formula=formula)


def linked(target: Link, detail: str = "") -> Cell:
    """A cell that is a link."""
    return Cell(links=(target,), detail=detail)


def count_cell(page: PageContext, count: int) -> Cell:
    """A count."""
    return Cell(page.words.count(count), number=str(count))


def period_cell(page: PageContext, period: Period, *, annual: bool = False) -> Cell:
    """A period, linked to its page where it has one.

    :param annual: whether the row holds for every year of the period.
    """
    detail = page.words.say(Labels.every_year) if annual else ""
    if period.text not in page.tables.periods:
        return Cell(page.words.period(period), detail=detail)
    return Cell(links=(page.links.to_period(period),), detail=detail)


# --- the value of a figure


def canonical_cell(page: PageContext, figure: Figure) -> AnnotatedCell:
    """The value of a figure with its flags and notes, without a link: for its canonical row, to which others link."""
    number = page.words.digits(figure.value, figure.key.measure) if figure.is_complete else ""
    interval, flags = interval_text(page.words, figure), letters(dict.fromkeys(figure.flags))
    cell = Cell(value_in_cell(page.words, figure), number=number, detail=interval, flags=flags)
    return AnnotatedCell(cell, tuple(notes_on(page, figure)))


@memoized_by_depth
def linked_cell(page: PageContext, figure: Figure) -> AnnotatedCell:
    """The same with a link to the figure's canonical row."""
    cell, notes = canonical_cell(page, figure)
    return AnnotatedCell(cell._replace(links=(page.links.to_figure(figure, cell.text),)), notes)


def is_rounded(page: PageContext, figure: Figure) -> bool:
    """Whether a figure is shown with fewer digits than it has."""
    decimals, value = page.words.decimals(figure.key.measure), figure.value
    return decimals is not None and isinstance(value, Quantity) and _as_shown(value, decimals) != value.fraction


# --- notes on a figure


def notes_on(page: PageContext, figure: Figure, *, coverage: bool = True) -> Iterator[str]:
    """Everything a reader must know of a figure besides its flags: coverage, breaks, corrections, earlier vintages.

    :param coverage: whether to include from how many units or periods the figure was computed.
    """
    if coverage and figure.coverage is not None:
        yield coverage_text(page.words, figure)
        if figure.interval is None and has_uncertain_parts(page, figure):
            yield page.words.say(_OF_ESTIMATES)
    if figure.origin is FigureOrigin.DERIVED and figure.value is Absence.NOT_APPLICABLE:
        yield page.words.say(_why_not_applicable(page, figure))
    if figure.note:
        yield page.words.text(figure.note)
    yield from (break_text(page.words, series_break) for series_break in figure.breaks)
    yield from (page.words.text(reason) for _, reason in figure.acknowledged)
    yield from (remark_on(page, correction) for correction in page.checked.corrections_of_figure(figure))
    for phrase, reports in ((_REPORTED_BEFORE, figure.earlier), (_REPORTED_TOO, figure.unordered)):
        for report in reports:
            sources = page.words.commas(page.links.to_source(source).text for source in report.sources)
            record = report.place.at_line if page.links.names_records and report.place.file else ""
            value = value_with_unit(page.words, report, decimals=decimals_beside(page.words, report, figure))
            value = with_interval(page.words, value, report)
            yield page.words.say(phrase, value=value, source=page.words.semicolons((sources, record)))


def _why_not_applicable(page: PageContext, figure: Figure) -> Message:
    """Why a derived figure does not exist, though there are all of its operands."""
    divisor = page.tables.by_key[figure.parts[-1]].value
    if any(not isinstance(page.tables.by_key[key].value, Quantity) for key in figure.parts):
        return _OPERAND
    return _NO_DIVISOR if isinstance(divisor, Quantity) and divisor.number <= 0 else _INCOMPARABLE


def has_uncertain_parts(page: PageContext, figure: Figure) -> bool:
    """Whether a figure was computed from estimates that have intervals, directly or through other computed figures."""
    return bool(figure.parts) and figure.key in uncertain_totals(page).get(figure.key.organization, ())


@derived
def uncertain_totals(page: PageContext) -> Mapping[str, frozenset[ObservationKey]]:
    """The keys of the figures with such parts, by organization."""
    found: set[ObservationKey] = set()
    pending = [figure.key for figure in page.tables.figures if figure.interval is not None]
    if not pending:  # as of most bulletins, who need not look for what is computed of what
        return {}
    users = group_by(
        ((part, figure.key) for figure in page.tables.figures for part in figure.parts), lambda used: used[0]
    )
    while pending:
        for _part, user in users.get(pending.pop(), ()):
            if user not in found:
                found.add(user)
                pending.append(user)
    return {of: frozenset(keys) for of, keys in group_by(found, lambda key: key.organization).items()}


def doubt(page: PageContext, checked: CheckedClaim) -> Note:
    """That a source's stated value (claim) contradicts a figure, with a link to where the two are compared."""
    claim = checked.claim
    text = page.words.say(
        _DOUBT,
        form=page.words.say(CLAIM_FORMS[claim.form]),
        stated=stated_text(page.words, claim),
        arithmetic=arithmetic(page.words, checked.calculation),
    )
    return Note(
        text,
        Link(page.words.say(_("See the comparison")), page.links.href(links.QUALITY, links.claim_anchor(claim.id))),
    )


# --- formulas: how a number was computed, with links to the canonical rows of its operands (provenance)


# Translators: what a sum is made of that is shown, where none of its parts is: 4 confidential figures = 24
_HIDDEN_PARTS = n_("{count} confidential figure", "{count} confidential figures")


def formula_of(page: PageContext, figure: Figure, *, linked: bool = True) -> Formula | None:
    """The formula of a computed figure, with the values of its parts; None for a reported one, or without a value.

    :param linked: whether each operand links to its canonical row.
    """
    if not isinstance(figure.value, Quantity):
        return None
    if figure.numerator is not None:
        return _ratio(page, figure, linked=linked)
    if figure.origin is FigureOrigin.REPORTED:
        return None
    if figure.origin is FigureOrigin.DERIVED:
        return _derived(page, figure)
    return _total(page, figure, linked=linked)


def _total(page: PageContext, figure: Figure, *, linked: bool) -> Formula:
    """The formula of a figure that was computed from those of units, or of periods."""
    by_key, is_temporal = page.tables.by_key, figure.origin is FigureOrigin.TEMPORAL_SUM
    rule = page.catalogue.measures[figure.key.measure].over_time if is_temporal else Rule.SUM
    parts = [by_key[key] for key in (figure.parts[-1:] if rule is Rule.LAST else figure.parts)]
    called = by_period if is_temporal else by_organization
    before, after = _around(page, figure, parts, rule)
    if rule is Rule.SUM and len(parts) > 1 and all(map(is_suppressed, parts)):
        sign = _equals(page, parts, stated_quantity(figure))
        hidden = page.words.say(_HIDDEN_PARTS, count=len(parts))
        return Formula((), f"{hidden} {sign} {page.words.number(figure.value, figure.key.measure)}")
    if linked:
        return Formula(_operands(page, parts, called), after, before)
    return Formula((), " + ".join([_addend(page, part) for part in parts[:OPERANDS_SHOWN]]) + after, before)


def _ratio(page: PageContext, figure: Figure, *, linked: bool) -> Formula:
    """A rate or a share by its numerator and denominator, or by the sums of those of its parts."""
    parts = [page.tables.by_key[key] for key in figure.parts] or [figure]
    called = by_period if figure.origin is FigureOrigin.TEMPORAL_SUM else by_organization
    above, below = (_numbers(page, [getattr(part, side) for part in parts]) for side in ("numerator", "denominator"))
    more, (left, right) = _rest(page, parts), ("(", ")") if len(parts) > 1 else ("", "")
    rest = f"{more}{right} / {left}{' + '.join(below)}{more}{right}"
    rest += times(page.words, page.catalogue.measures[figure.key.measure])
    if not figure.parts:
        return Formula((), f"{above[0]}{rest}")
    rest += f" {_sign(page, figure)} {value_in_cell(page.words, figure)}"
    if not linked:
        return Formula((), f"{left}{' + '.join(above)}{rest}")
    rows = [page.links.to_row(part, text, called(page, part.key)) for part, text in zip(parts, above, strict=False)]
    return Formula(tuple(rows), rest, left)


def _sign(page: PageContext, figure: Figure) -> str:
    """The sign before a quotient: ``≈`` where it has more digits than are shown."""
    value, decimals = stated_quantity(figure), page.words.decimals(figure.key.measure)
    number = as_decimal(value.number) if decimals is None else rounded(value.number, value.qualifier, decimals)
    return "=" if Fraction(number) == value.fraction else "≈"


def _numbers(page: PageContext, numbers: Sequence[Decimal]) -> list[str]:
    """The first of the numbers that a ratio is made of."""
    return [decimal_text(number, page.language) for number in numbers[:OPERANDS_SHOWN]]


def _derived(page: PageContext, figure: Figure) -> Formula | None:
    """The formula of a derived figure, with the values of its operands."""
    measure = page.catalogue.measures[figure.key.measure]
    if measure.formula is None:
        return None
    parts = [page.tables.by_key[key] for key in figure.parts]
    before, between, after = symbols_of(page.words, measure, measure.formula)
    result = f"{after}{_rest(page, parts)} {_sign(page, figure)} {value_in_cell(page.words, figure)}"
    return Formula(_operands(page, parts, _CALLED.get(measure.formula.operation, by_measure)), result, before, between)


def sum_formula(page: PageContext, figures: Sequence[Figure], total: Quantity) -> Formula:
    """Figures of several periods added up, with a link to each."""
    result = page.words.number(total, figures[0].key.measure)
    return Formula(
        _operands(page, figures, by_period), f"{_rest(page, figures)} {_equals(page, figures, total)} {result}"
    )


def addition(page: PageContext, numbers: Sequence[Number], called: Called) -> Formula:
    """Numbers added up, without the sum."""
    return Formula(_operands(page, numbers, called), _rest(page, numbers))


def by_measure(page: PageContext, key: ObservationKey) -> str:
    """By the name of its measure, and of its category."""
    name, category = page.words.measure(key.measure), by_category(page, key)
    return page.words.named(name, category) if category else name


def by_period(page: PageContext, key: ObservationKey) -> str:
    """By the name of its period."""
    return page.words.period(key.period)


def by_category(page: PageContext, key: ObservationKey) -> str:
    """By the name of its category; empty for that of a whole."""
    return page.words.category_of(key)


def by_organization(page: PageContext, key: ObservationKey) -> str:
    """By the name of its organization."""
    return page.words.organization(key.organization)


_CALLED = {
    Operation.SHARE_OF_PARENT: by_organization,
    Operation.MOVING_SUM: by_period,
    Operation.GROWTH: by_period,
}
"""How operations call their operands that take several figures of one measure."""


def _operands(page: PageContext, numbers: Sequence[Number], called: Called) -> tuple[Link, ...]:
    """The first of some numbers, each by the name of the unit or period that it is of."""
    shown = numbers[:OPERANDS_SHOWN]
    return tuple([page.links.to_row(number, _addend(page, number), called(page, number.key)) for number in shown])


def _addend(page: PageContext, number: Number) -> str:
    """The value of what is added; of a partial total what it comes to, which is added exactly."""
    is_partial = isinstance(number, Figure) and isinstance(number.value, Quantity) and not number.is_complete
    return page.words.number(number.value, number.key.measure) if is_partial else value_in_cell(page.words, number)


def _around(page: PageContext, figure: Figure, parts: Sequence[Figure], rule: Rule) -> tuple[str, str]:
    """The text before and after the operands; what was rounded is marked by ≈."""
    if rule is Rule.LAST:
        return f"{page.words.say(_LAST_OPERAND)} ", ""
    measure = figure.key.measure
    rest, result = _rest(page, parts), page.words.number(figure.value, measure)
    if rule is Rule.SUM:
        return "", f"{rest} {_equals(page, parts, stated_quantity(figure))} {result}"
    sign = _equals(page, parts, stated_quantity(figure), len(parts))
    return "(", f"{rest}) / {page.words.count(len(parts))} {sign} {result}"


def _equals(page: PageContext, parts: Sequence[Figure], total: Quantity, count: int = 1) -> str:
    """The sign between numbers added up and what they make: ``≈`` where it does not follow from them as shown.

    Where some of them are not shown, it is ``≈`` only where what they make is rounded.

    :param count: by how many their sum is divided.
    """
    decimals = page.words.decimals(parts[0].key.measure)
    if any(map(is_suppressed, parts)):
        return "=" if _as_shown(total, decimals) == total.fraction else "≈"
    added = sum((_as_shown(part.value, decimals) for part in parts if isinstance(part.value, Quantity)), Fraction(0))
    return "=" if added / count == _as_shown(total, decimals) else "≈"


def _as_shown(value: Quantity, decimals: int | None) -> Fraction:
    return value.fraction if decimals is None else Fraction(rounded(value.number, value.qualifier, decimals))


def _rest(page: PageContext, numbers: Sequence[Number]) -> str:
    more = len(numbers) > OPERANDS_SHOWN
    return page.words.say(_(" + … ({count} numbers in all)"), count=page.words.count(len(numbers))) if more else ""
