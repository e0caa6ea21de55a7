"""The table of what sources state and other figures imply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.records import Claim, ClaimForm
from generator.rendering.pages.drafts import EMPTY, TableDraft, linked, number_of, period_cell, shared_unit
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import CLAIM_FORMS, Labels, Phrases
from generator.rendering.text.numbers import value_text
from generator.rendering.views import Cell, Table

_PERCENTAGES = (ClaimForm.PERCENT_OF_TARGET, ClaimForm.SHARE)


def claims_table(
    scope: Scope, table_id: str, caption: str, claims: Iterable[Claim], *, of_one_organization: bool = False
) -> Table | None:
    """Claims, one a row, as stated: nothing is corrected here.

    :param of_one_organization: leaves the organization out.
    """
    first = 1 if of_one_organization else 0
    titles = (
        Labels.organization,
        Labels.measure,
        Labels.period,
        Labels.stated_as,
        Labels.compared_with,
        Labels.stated_value,
        Labels.unit,
        Labels.source,
    )
    claims = tuple(claims)
    unit = shared_unit(_unit(scope, claim) for claim in claims)
    draft = TableDraft(scope, table_id, caption, titles[first:], unit=unit)
    for claim in claims:
        cells = (
            linked(scope.to_organization(claim.organization)),
            _measure(scope, claim)._replace(detail=scope.narrowed(claim.population)),
            period_cell(scope, claim.period),
            Cell(scope.say(CLAIM_FORMS[claim.form])),
            Cell(", ".join(_others(scope, claim))),
            Cell(
                _stated(scope, claim),
                number=number_of(claim.value),
                notes=tuple(draft.note(scope.text(text)) for text in (claim.acknowledged, claim.note) if text),
            ),
            EMPTY if unit else Cell(_unit(scope, claim)),
            draft.sources((claim.source,)),
        )
        draft.add(*cells[first:])
    return draft.finish()


def _measure(scope: Scope, claim: Claim) -> Cell:
    if not claim.breakdown or not claim.category:
        return linked(scope.to_measure(claim.measure))
    part = scope.category(claim.breakdown, claim.category)
    return Cell(scope.say(Phrases.part_of, part=part, whole=scope.measure(claim.measure)))


def _stated(scope: Scope, claim: Claim) -> str:
    if claim.form in _PERCENTAGES:
        return scope.percentage(claim.value)
    if claim.form is ClaimForm.MULTIPLE:
        return value_text(claim.value, scope.language)
    return scope.value(claim.value, claim.measure)


def _unit(scope: Scope, claim: Claim) -> str:
    if claim.form in _PERCENTAGES:
        return "%"
    return scope.say(Labels.times) if claim.form is ClaimForm.MULTIPLE else scope.unit(claim.measure)


def _others(scope: Scope, claim: Claim) -> Iterator[str]:
    """What the claim compares with, as far as it differs from what it is about."""
    if claim.target and claim.target in scope.shelf.targets:
        target = scope.shelf.targets[claim.target]
        yield scope.say(Phrases.target_of, value=scope.amount(target.value, target.key.measure))
    for other in (claim.of, *claim.parts):
        if other is None:
            continue
        if other.organization:
            yield scope.organization(other.organization)
        if other.measure:
            yield scope.measure(other.measure)
        if other.breakdown and other.category:
            yield scope.category(other.breakdown, other.category)
        if other.population:
            yield scope.population(other.population)
        if other.period:
            yield scope.period(other.period)
