"""Where a figure comes from, told in the one row where it is at home: its record, its parts, how it was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from bulletin.analysis.tables import Figure, ObservationKey, Origin, TargetFigure
from bulletin.localization.formats import day_text
from bulletin.model.places import NOWHERE
from bulletin.model.records import Basis, Rule
from bulletin.model.values import Quantity
from bulletin.rendering import links
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, figure_text, number_text, remarks_on, with_formula
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Phrases
from bulletin.rendering.text.number_formats import value_text
from bulletin.rendering.views import Category, Cell, Formula, Link

OPERANDS_SHOWN = 12
"""Numbers that a sum is written out with, at most."""

Parts = Mapping[ObservationKey, Sequence[Figure]]
"""The figures of its categories, by the key of a whole figure that has any."""
Number = Figure | TargetFigure
Called = Callable[[Scope, ObservationKey], str]
"""What a number is called, among others of the same sort, by its key."""


def parts_of(figures: Iterable[Figure]) -> tuple[dict[ObservationKey, list[Figure]], list[Figure]]:
    """The parts of each whole figure; and those that have none to be a part of.

    :param figures: of one organization, in the order of the tables: parts stand right behind their whole.
    """
    parts: dict[ObservationKey, list[Figure]] = {}
    alone: list[Figure] = []
    for _, group in groupby(figures, _about):
        first, *others = group
        if first.key.breakdown is not None:
            alone += first, *others
        elif others:
            parts[first.key] = others
    return parts, alone


def _about(figure: Figure) -> tuple[str, str, str, bool]:
    """What a figure and its parts have in common."""
    key = figure.key
    return key.measure, key.population, key.period.text, key.each


def home_cell(scope: Scope, draft: TableDraft, figure: Figure) -> Cell:
    """The cell of a figure's value in the row where it is at home, with how it was computed."""
    cell, formula = draft.figure(figure, at_home=True), formula_of(scope, figure)
    return with_formula(cell, formula) if formula else cell


def categories_cell(scope: Scope, draft: TableDraft, figure: Figure, parts: Parts) -> Cell:
    """The cell of a figure's categories, in the row where they are at home; empty without any."""
    categories = [_category(scope, draft, figure, part) for part in parts.get(figure.key, ())]
    return Cell(categories=tuple(categories)) if categories else EMPTY


def _category(scope: Scope, draft: TableDraft, whole: Figure, part: Figure) -> Category:
    """A part, with what is to be said of it that is not said of its whole already."""
    key = part.key
    is_special = _is_special(part, whole) or scope.shelf.put_right_in(part)
    told = [*remarks_on(scope, part, coverage=part.coverage != whole.coverage)] if is_special else ()
    elsewhere = part.origin is Origin.REPORTED and part.place != whole.place
    return Category(
        anchor=scope.anchor(part),
        name=scope.category(key.breakdown, key.category) if key.breakdown and key.category else "",
        text=figure_text(scope, part),
        flags=draft.flags(part.flags) if part.flags else (),
        notes=(*[draft.note(text) for text in told], *draft.doubts(part)),
        formula=formula_of(scope, part, linked=whole.origin is not part.origin),
        record=scope.to_record(part.place) if elsewhere else None,
    )


def _is_special(part: Figure, whole: Figure) -> bool:
    """Whether there is anything to say of a part that may not be said of its whole."""
    return bool(part.earlier) or part.breaks != whole.breaks or part.coverage != whole.coverage


def entered(scope: Scope, figure: Figure, sources: Cell) -> Cell:
    """The cell of a figure's sources, with its place in the records.

    It says the day of the report too, where that is another than its source's. What was computed stands in no record.
    """
    if figure.origin is not Origin.REPORTED or figure.place == NOWHERE:
        return sources
    sources = sources._replace(record=scope.to_record(figure.place))
    if figure.reported == scope.catalogue.sources[figure.sources[0]].published.end:
        return sources
    day = day_text(figure.reported, scope.language)
    return sources._replace(detail=scope.say(Phrases.reported_on, day=day))


def set_out(scope: Scope, target: TargetFigure, sources: Cell) -> Cell:
    """The cell of a target's source, with its place in the records and the stated figure that it was inferred from."""
    claim = scope.release.claims.get(target.claim or "")
    if claim is not None and target.basis is Basis.INFERRED and isinstance(claim.value, Quantity):
        name = scope.say(Phrases.inferred_from, value=scope.percentage(claim.value))
        to_claim = Link(name, scope.href(links.QUALITY, links.claim_anchor(claim.id)))
        sources = sources._replace(links=(*sources.links, to_claim))
    return sources if target.place == NOWHERE else sources._replace(record=scope.to_record(target.place))


def formula_of(scope: Scope, figure: Figure, *, linked: bool = True) -> Formula | None:
    """How a figure was computed, with the values of its parts; None where it was not, or has no value.

    :param linked: whether each value leads to the row where it is at home.
    """
    if figure.origin is Origin.REPORTED or not isinstance(figure.value, Quantity):
        return None
    by_key, over_time = scope.release.tables.by_key, figure.origin is Origin.SUM_OVER_TIME
    rule = scope.catalogue.measures[figure.key.measure].over_time if over_time else Rule.SUM
    parts = [by_key[key] for key in (figure.parts[-1:] if rule is Rule.LAST else figure.parts)]
    called = by_period if over_time else by_organization
    before, after = _frame(scope, figure.value, parts, rule)
    if linked:
        return Formula(_operands(scope, parts, called), after, before)
    return Formula((), " + ".join([figure_text(scope, part) for part in parts[:OPERANDS_SHOWN]]) + after, before)


def sum_formula(scope: Scope, figures: Sequence[Figure], total: str) -> Formula:
    """Figures of several periods added up, with a link to each."""
    return Formula(_operands(scope, figures, by_period), f"{_rest(scope, figures)} = {total}")


def addition(scope: Scope, numbers: Sequence[Number], called: Called) -> Formula:
    """Numbers added up, without the sum."""
    return Formula(_operands(scope, numbers, called), _rest(scope, numbers))


def by_period(scope: Scope, key: ObservationKey) -> str:
    """By the name of its period."""
    return scope.period(key.period)


def by_category(scope: Scope, key: ObservationKey) -> str:
    """By the name of its category; empty for that of a whole."""
    return scope.category(key.breakdown, key.category) if key.breakdown and key.category else ""


def by_organization(scope: Scope, key: ObservationKey) -> str:
    """By the name of its organization."""
    return scope.organization(key.organization)


def _operands(scope: Scope, numbers: Sequence[Number], called: Called) -> tuple[Link, ...]:
    """The first of some numbers, each by the name of the unit or period that it is of."""
    shown = numbers[:OPERANDS_SHOWN]
    return tuple([scope.to_home(one, number_text(scope, one), called(scope, one.key)) for one in shown])


def _frame(scope: Scope, value: Quantity, parts: Sequence[Figure], rule: Rule) -> tuple[str, str]:
    """What stands before the values and behind them; a mean may be what it gives only nearly."""
    if rule is Rule.LAST:
        return f"{scope.say(Phrases.last_operand)} ", ""
    rest, result = _rest(scope, parts), value_text(value, scope.language)
    if rule is Rule.SUM:
        return "", f"{rest} = {result}"
    total = sum((part.value.fraction for part in parts if isinstance(part.value, Quantity)), Fraction(0))
    sign = "=" if total / len(parts) == value.fraction else "≈"
    return "(", f"{rest}) / {scope.count(len(parts))} {sign} {result}"


def _rest(scope: Scope, numbers: Sequence[Number]) -> str:
    more = len(numbers) > OPERANDS_SHOWN
    return scope.say(Phrases.more_operands, count=scope.count(len(numbers))) if more else ""
