"""The tables of what sources state and other figures imply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletin.analysis.claims import Operand, OtherBase, PartsAlone, Workings
from bulletin.model.places import NOWHERE
from bulletin.model.records import Claim, ClaimForm
from bulletin.rendering import links
from bulletin.rendering.claim_words import PERCENTAGES, Checked, explanation, operand_name, outcome, sign, stated_text
from bulletin.rendering.exhibits.drafts import (
    EMPTY,
    TableDraft,
    linked,
    number_of,
    period_cell,
    shared_unit,
    with_formula,
)
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import CLAIM_FORMS, VERDICTS, Claims, Labels, Phrases
from bulletin.rendering.text.number_formats import NO_BREAK, machine_amount, value_text
from bulletin.rendering.views import Cell, Formula, Link, Table

_COLUMNS = (
    Labels.organization,
    Labels.measure,
    Labels.period,
    Labels.stated_as,
    Labels.compared_with,
    Labels.stated_value,
    Claims.computed,
    Labels.unit,
    Claims.verdict,
    Labels.source,
)
_EXPLAINED = (Claims.subject, Claims.stated, Claims.arithmetic, Claims.explanation, Labels.source)


def claims_table(
    scope: Scope, table_id: str, caption: str, claims: Iterable[Checked], *, of_one_organization: bool = False
) -> Table | None:
    """Claims, one a row, with what is computed and a verdict that leads to its explanation. Nothing is corrected.

    :param of_one_organization: leaves the organization out.
    """
    first = 1 if of_one_organization else 0
    claims = tuple(claims)
    unit = shared_unit(_unit(scope, one.claim) for one in claims)
    draft = TableDraft(scope, table_id, caption, _COLUMNS[first:], unit=unit)
    for one in claims:
        cells = (
            *_stated(scope, draft, one.claim),
            _computed(scope, one),
            EMPTY if unit else Cell(_unit(scope, one.claim)),
            linked(_to_explanation(scope, one)),
            draft.sources((one.claim.source,)),
        )
        draft.add(*cells[first:])
    return draft.finish()


def explained_table(scope: Scope, table_id: str, caption: str, claims: Iterable[Checked]) -> Table | None:
    """Claims, one a row, with the arithmetic written out and how the verdict came about."""
    draft = TableDraft(scope, table_id, caption, _EXPLAINED)
    for one in claims:
        claim = one.claim
        draft.add(
            _subject(scope, claim),
            Cell(
                _with_unit(scope, claim), detail=scope.say(CLAIM_FORMS[claim.form]), notes=_notes(scope, draft, claim)
            ),
            _arithmetic(scope, claim, one.workings),
            _explanation(scope, one),
            _entered(scope, claim, draft.sources((claim.source,))),
            anchor=links.claim_anchor(claim.id),
        )
    return draft.finish(in_full=True)  # organizations' and sources' pages lead to every row


def _entered(scope: Scope, claim: Claim, sources: Cell) -> Cell:
    """The cell of a claim's source, with its place in the records."""
    return sources if claim.place == NOWHERE else sources._replace(record=scope.to_record(claim.place))


def _subject(scope: Scope, claim: Claim) -> Cell:
    """What a claim is about, in one cell: the explanation beside it needs the room."""
    measure = scope.to_measure(claim.measure)
    named = Link(scope.lowered(_measure(scope, claim).text or measure.text), measure.href)
    details = (scope.period_name(claim.period), scope.narrowed(claim.population))
    return Cell(links=(scope.to_organization(claim.organization), named), detail="; ".join(filter(None, details)))


def _arithmetic(scope: Scope, claim: Claim, workings: Workings) -> Cell:
    """A calculation with its outcome, each of its numbers leading to where it is at home."""
    if workings.outcome is None:
        return EMPTY
    formula = _calculation(scope, claim, workings)
    return Cell(formula.text, arithmetic=formula)


def _calculation(scope: Scope, claim: Claim, workings: Workings) -> Formula:
    after = f" = {outcome(scope, workings)}"
    return Formula(_operands(scope, claim, workings.numbers), after, sign=sign(workings.form))


def _operands(scope: Scope, claim: Claim, numbers: Iterable[Operand]) -> tuple[Link, ...]:
    """Numbers by what they are."""
    return tuple(
        scope.to_home(one, value_text(one.value, scope.language), operand_name(scope, claim, one)) for one in numbers
    )


def _explanation(scope: Scope, checked: Checked) -> Cell:
    """How the verdict came about; the numbers of a reading lead to where they are at home."""
    text, claim = explanation(scope, checked), checked.claim
    match checked.reading:
        case OtherBase(workings):
            return Cell(text, arithmetic=_calculation(scope, claim, workings).within(text))
        case PartsAlone(parts):
            sum_ = Formula(_operands(scope, claim, parts), f" = {stated_text(scope, claim)}")
            return Cell(text, arithmetic=sum_.within(text))
        case _:
            return Cell(text)


def _with_unit(scope: Scope, claim: Claim) -> str:
    text = stated_text(scope, claim)
    return text if text.endswith(_unit(scope, claim)) else f"{text}{NO_BREAK}{_unit(scope, claim)}"


def _notes(scope: Scope, draft: TableDraft, claim: Claim) -> tuple[int, ...]:
    return tuple(draft.note(scope.text(text)) for text in (claim.acknowledged, claim.note) if text)


def _stated(scope: Scope, draft: TableDraft, claim: Claim) -> tuple[Cell, ...]:
    return (
        linked(scope.to_organization(claim.organization)),
        _measure(scope, claim)._replace(detail=scope.narrowed(claim.population)),
        period_cell(scope, claim.period),
        Cell(scope.say(CLAIM_FORMS[claim.form])),
        Cell(", ".join(_others(scope, claim))),
        Cell(
            stated_text(scope, claim),
            number=number_of(claim.value),
            notes=_notes(scope, draft, claim),
        ),
    )


def _computed(scope: Scope, checked: Checked) -> Cell:
    workings = checked.workings
    if workings.outcome is None:
        return EMPTY
    operands = _operands(scope, checked.claim, workings.numbers)
    cell = Cell(outcome(scope, workings), number=machine_amount(workings.outcome))
    return with_formula(cell, Formula(operands, sign=sign(workings.form)))


def _to_explanation(scope: Scope, checked: Checked) -> Link:
    href = scope.href(links.QUALITY, links.claim_anchor(checked.claim.id))
    return Link(scope.say(VERDICTS[checked.verdict]), href)


def _measure(scope: Scope, claim: Claim) -> Cell:
    if not claim.breakdown or not claim.category:
        return linked(scope.to_measure(claim.measure))
    part = scope.lowered(scope.category(claim.breakdown, claim.category))
    phrase = Phrases.stated_share if claim.form is ClaimForm.SHARE else Phrases.part_of
    return Cell(scope.say(phrase, part=part, whole=scope.measure(claim.measure)))


def _unit(scope: Scope, claim: Claim) -> str:
    if claim.form in PERCENTAGES:
        return "%"
    return scope.say(Labels.times) if claim.form is ClaimForm.MULTIPLE else scope.unit(claim.measure)


def _others(scope: Scope, claim: Claim) -> Iterator[str]:
    """What the claim compares with, as far as it differs from what it is about."""
    for target in scope.release.tables.targets_by_id.get(claim.target or "", ())[:1]:
        yield operand_name(scope, claim, target)
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
