"""Tables of what sources state (claims), checked against what other figures imply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletin.analysis.claims.verdicts import Calculation, CheckedClaim, OtherBase, PartsAlone
from bulletin.analysis.figures import Number
from bulletin.localization.messages import _
from bulletin.model.keys import observation_key
from bulletin.model.places import NOWHERE
from bulletin.model.records import Claim, ClaimForm
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, linked, shared_unit, with_formula
from bulletin.rendering.labels import CLAIM_FORMS, VERDICTS, Labels
from bulletin.rendering.phrases.claims import explanation, is_in_points, operand_name, outcome, sign, stated_text
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import exact_digits, value_text
from bulletin.rendering.views import Cell, Formula, Link, Priority, Table


def claims_table(
    page: PageContext, table_id: str, caption: str, claims: Iterable[CheckedClaim], *, of_one_organization: bool = False
) -> Table | None:
    """Claims, one a row, with the computed value and a verdict that links to its explanation. Nothing is corrected.

    :param of_one_organization: leaves the organization out.
    """
    rows = tuple(claims)
    table = TableBuilder(page, table_id, caption, unit=shared_unit(_unit(page, row.claim) for row in rows))
    shown: tuple[Column[CheckedClaim] | None, ...] = (
        None if of_one_organization else columns.organization(table, lambda row: row.claim),
        columns.column(table, Labels.measure, lambda row: _measure_of(page, row.claim), detail=Labels.population),
        columns.plain_period(table, lambda row: row.claim.period),
        columns.text(table, _("What is stated"), lambda row: page.words.say(CLAIM_FORMS[row.claim.form])),
        columns.text(table, _("Compared with"), lambda row: page.words.commas(_others(page, row.claim))).of(
            Priority.CONTEXT
        ),
        columns.column(table, _("As stated"), lambda row: _stated(table, row.claim), numeric=True, unit=table.unit),
        columns.column(
            table,
            _("As computed"),
            lambda row: _computed(page, row),
            numeric=True,
            detail=Labels.workings,
            unit=table.unit,
        ),
        columns.unit(table, lambda row: _unit(page, row.claim)),
        columns.column(table, Labels.verdict, lambda row: linked(_to_explanation(page, row))),
        columns.sources(table, lambda row: (row.claim.source,)),
    )
    return table.build(shown, rows, subject=lambda row: observation_key(row.claim))


def explained_table(page: PageContext, table_id: str, caption: str, claims: Iterable[CheckedClaim]) -> Table | None:
    """Claims, one a row, with the calculation written out and the explanation of the verdict."""
    table = TableBuilder(page, table_id, caption)
    shown: tuple[Column[CheckedClaim], ...] = (
        # Translators: head of a column: the organization and measure that a stated figure is about
        columns.column(table, _("About", "column"), lambda row: _subject(page, row.claim)),
        # Translators: head of a column: the number in the words of the source
        columns.column(table, _("As stated", "by a source"), lambda row: _stated_in_words(table, row.claim)),
        columns.column(table, _("Arithmetic"), lambda row: _arithmetic(page, row.claim, row.calculation)),
        columns.column(table, _("Explanation"), lambda row: _explanation(page, row), wide=True),
        columns.source(table, lambda row: _entered(table, row.claim)),
    )
    # pages of organizations and sources link to single rows
    return table.build(shown, claims, anchor=lambda row: links.claim_anchor(row.claim.id), in_full=True)


def _entered(table: TableBuilder, claim: Claim) -> Cell:
    """The source of a claim, with its place in the records."""
    sources = table.sources((claim.source,))
    return sources if claim.place == NOWHERE else sources._replace(record=table.page.links.to_record(claim.place))


def _stated_in_words(table: TableBuilder, claim: Claim) -> Cell:
    form = table.page.words.say(CLAIM_FORMS[claim.form])
    return Cell(_with_unit(table.page, claim), detail=form, notes=_notes(table, claim))


def _stated(table: TableBuilder, claim: Claim) -> Cell:
    return Cell(stated_text(table.page.words, claim), number=exact_digits(claim.value), notes=_notes(table, claim))


def _notes(table: TableBuilder, claim: Claim) -> tuple[int, ...]:
    return tuple(table.note(table.page.words.text(text)) for text in (claim.acknowledged, claim.note) if text)


def _measure_of(page: PageContext, claim: Claim) -> Cell:
    return _measure(page, claim)._replace(detail=page.words.narrowed(claim.population))


def _subject(page: PageContext, claim: Claim) -> Cell:
    """What a claim is about, in one cell: the explanation beside it needs the room."""
    measure = page.links.to_measure(claim.measure)
    named = Link(page.words.lowered(_measure(page, claim).text or measure.text), measure.href)
    details = (page.words.period_name(claim.period), page.words.narrowed(claim.population))
    return Cell(links=(page.links.to_organization(claim.organization), named), detail=page.words.semicolons(details))


def _arithmetic(page: PageContext, claim: Claim, calculation: Calculation) -> Cell:
    """A calculation with its outcome, each of its numbers linked to its canonical row."""
    if calculation.outcome is None:
        return EMPTY
    formula = _calculation(page, claim, calculation)
    return Cell(formula.text, arithmetic=formula)


def _calculation(page: PageContext, claim: Claim, calculation: Calculation) -> Formula:
    after = f" = {outcome(page.words, calculation)}"
    return Formula(_operands(page, claim, calculation.numbers), after, sign=sign(calculation.form))


def _operands(page: PageContext, claim: Claim, numbers: Iterable[Number]) -> tuple[Link, ...]:
    """Numbers by what they are."""
    return tuple(
        page.links.to_row(number, value_text(number.value, page.language), operand_name(page.words, claim, number))
        for number in numbers
    )


def _explanation(page: PageContext, checked: CheckedClaim) -> Cell:
    """How the verdict came about; the numbers of a reading link to their canonical rows."""
    text, claim = explanation(page.words, checked), checked.claim
    match checked.interpretation:
        case OtherBase(calculation):
            return Cell(text, arithmetic=_calculation(page, claim, calculation).within(text))
        case PartsAlone(parts):
            sum_ = Formula(_operands(page, claim, parts), f" = {stated_text(page.words, claim)}")
            return Cell(text, arithmetic=sum_.within(text))
        case _:
            return Cell(text)


def _with_unit(page: PageContext, claim: Claim) -> str:
    text, unit = stated_text(page.words, claim), _unit(page, claim)
    has_unit = claim.form.is_percentage or is_in_points(page.words, claim) or text.endswith(unit)
    return text if has_unit else page.words.with_unit(text, unit)


def _computed(page: PageContext, checked: CheckedClaim) -> Cell:
    calculation = checked.calculation
    if calculation.outcome is None:
        return EMPTY
    operands = _operands(page, checked.claim, calculation.numbers)
    cell = Cell(outcome(page.words, calculation), number=exact_digits(calculation.outcome))
    return with_formula(cell, Formula(operands, sign=sign(calculation.form)))


def _to_explanation(page: PageContext, checked: CheckedClaim) -> Link:
    href = page.links.href(links.QUALITY, links.claim_anchor(checked.claim.id))
    return Link(page.words.say(VERDICTS[checked.verdict]), href)


def _measure(page: PageContext, claim: Claim) -> Cell:
    if not claim.breakdown or not claim.category:
        return linked(page.links.to_measure(claim.measure))
    part = page.words.lowered(page.words.category(claim.breakdown, claim.category))
    # Translators: a measure and one category of it; with the context "share", the column beside says that it is a share
    phrase = _("{whole}: {part}", "share") if claim.form is ClaimForm.SHARE else _("{whole}: {part}")
    return Cell(page.words.say(phrase, part=part, whole=page.words.measure(claim.measure)))


def _unit(page: PageContext, claim: Claim) -> str:
    if claim.form.is_percentage:
        return "%"
    if claim.form is ClaimForm.DIFFERENCE:
        return page.words.difference_unit(claim.measure)
    return page.words.say(_("times")) if claim.form is ClaimForm.MULTIPLE else page.words.unit_of(claim.measure)


def _others(page: PageContext, claim: Claim) -> Iterator[str]:
    """What the claim compares with, as far as it differs from what it is about."""
    named = page.tables.targets_by_id.get(claim.target or "", ())
    for target in [target for target in named if target.key.organization == claim.organization][:1]:
        yield operand_name(page.words, claim, target)
    for other in (claim.of, *claim.parts):
        if other is None:
            continue
        if other.organization:
            yield page.words.organization(other.organization)
        if other.measure:
            yield page.words.measure(other.measure)
        if other.breakdown and other.category:
            yield page.words.category(other.breakdown, other.category)
        if other.population:
            yield page.words.population(other.population)
        if other.period:
            yield page.words.period(other.period)
