"""Formulas: how a number was computed, with its operands as links to their canonical rows (provenance)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from bulletin.analysis.tables import Figure, ObservationKey, Origin, TargetFigure
from bulletin.model.records import Rule
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import figure_text, number_text
from bulletin.rendering.text.messages import Phrases
from bulletin.rendering.text.number_formats import value_text
from bulletin.rendering.views import Formula, Link

OPERANDS_SHOWN = 12
"""Most operands that a formula is written out with."""

Number = Figure | TargetFigure
Called = Callable[[PageContext, ObservationKey], str]
"""Names an operand among the others, by its key."""


def formula_of(page: PageContext, figure: Figure, *, linked: bool = True) -> Formula | None:
    """The formula of a computed figure, with the values of its parts; None for a reported one, or without a value.

    :param linked: whether each operand links to its canonical row.
    """
    if figure.origin is Origin.REPORTED or not isinstance(figure.value, Quantity):
        return None
    by_key, over_time = page.release.tables.by_key, figure.origin is Origin.SUM_OVER_TIME
    rule = page.catalogue.measures[figure.key.measure].over_time if over_time else Rule.SUM
    parts = [by_key[key] for key in (figure.parts[-1:] if rule is Rule.LAST else figure.parts)]
    called = by_period if over_time else by_organization
    before, after = _around(page, figure.value, parts, rule)
    if linked:
        return Formula(_operands(page, parts, called), after, before)
    return Formula((), " + ".join([figure_text(page, part) for part in parts[:OPERANDS_SHOWN]]) + after, before)


def sum_formula(page: PageContext, figures: Sequence[Figure], total: str) -> Formula:
    """Figures of several periods added up, with a link to each."""
    return Formula(_operands(page, figures, by_period), f"{_rest(page, figures)} = {total}")


def addition(page: PageContext, numbers: Sequence[Number], called: Called) -> Formula:
    """Numbers added up, without the sum."""
    return Formula(_operands(page, numbers, called), _rest(page, numbers))


def by_period(page: PageContext, key: ObservationKey) -> str:
    """By the name of its period."""
    return page.words.period(key.period)


def by_category(page: PageContext, key: ObservationKey) -> str:
    """By the name of its category; empty for that of a whole."""
    return page.words.category(key.breakdown, key.category) if key.breakdown and key.category else ""


def by_organization(page: PageContext, key: ObservationKey) -> str:
    """By the name of its organization."""
    return page.words.organization(key.organization)


def _operands(page: PageContext, numbers: Sequence[Number], called: Called) -> tuple[Link, ...]:
    """The first of some numbers, each by the name of the unit or period that it is of."""
    shown = numbers[:OPERANDS_SHOWN]
    return tuple([page.links.to_row(number, number_text(page, number), called(page, number.key)) for number in shown])


def _around(page: PageContext, value: Quantity, parts: Sequence[Figure], rule: Rule) -> tuple[str, str]:
    """The text before and after the operands; a rounded mean is marked by ≈."""
    if rule is Rule.LAST:
        return f"{page.words.say(Phrases.last_operand)} ", ""
    rest, result = _rest(page, parts), value_text(value, page.language)
    if rule is Rule.SUM:
        return "", f"{rest} = {result}"
    total = sum((part.value.fraction for part in parts if isinstance(part.value, Quantity)), Fraction(0))
    sign = "=" if total / len(parts) == value.fraction else "≈"
    return "(", f"{rest}) / {page.words.count(len(parts))} {sign} {result}"


def _rest(page: PageContext, numbers: Sequence[Number]) -> str:
    more = len(numbers) > OPERANDS_SHOWN
    return page.words.say(Phrases.more_operands, count=page.words.count(len(numbers))) if more else ""
