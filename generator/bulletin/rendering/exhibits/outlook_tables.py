"""What the rest of a period takes and would bring, and how targets go together: apart from figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bulletin.analysis import Amount, RunRate, projection, round_half_up, run_rate
from bulletin.analysis.cascade import Cascade, cascades
from bulletin.analysis.consistency import FarApart, OffTerm, far_apart, off_term
from bulletin.analysis.tables import Tables, TargetFigure
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, number_text, period_cell, with_formula
from bulletin.rendering.exhibits.progress_cells import Held, target_cell, towards
from bulletin.rendering.exhibits.provenance import addition, by_organization
from bulletin.rendering.exhibits.target_tables import measure_cell
from bulletin.rendering.scope import Scope, once
from bulletin.rendering.text.messages import Labels, Paces
from bulletin.rendering.text.number_formats import MINUS, fraction_text, machine_fraction, signed_text
from bulletin.rendering.text.periods import until_text
from bulletin.rendering.views import Cell, Formula, Table

Target = TargetFigure

_OUTLOOK = (
    Labels.organization,
    Labels.measure,
    Labels.target_period,
    Paces.missing,
    Paces.run_rate,
    Paces.projection,
)
_CASCADE = (
    Labels.organization,
    Labels.measure,
    Labels.target_period,
    Labels.target,
    Paces.sum_below,
    Paces.gap,
    Paces.units_with_target,
)


def outlook_table(scope: Scope, targets: Iterable[Target], *, of_one_organization: bool = False) -> Table | None:
    """What is missing of each count to reach, what that is a month, and a projection where one may be made.

    :param of_one_organization: leaves the organization out.
    """
    first = 1 if of_one_organization else 0
    draft = TableDraft(scope, "outlook", scope.say(Labels.outlook), _OUTLOOK[first:])
    for held in (towards(scope, target) for target in targets):
        rest = run_rate(held)
        if rest is not None:
            draft.add(*_rest(scope, draft, held, rest)[first:])
    return draft.finish()


def _rest(scope: Scope, draft: TableDraft, held: Held, rest: RunRate) -> tuple[Cell, ...]:
    key = held.target.key
    return (
        linked(scope.to_organization(key.organization)),
        measure_cell(scope, held.target),
        period_cell(scope, key.period, each=key.each),
        _missing(scope, held, rest),
        Cell(run_rate_text(scope, key.measure, rest)),
        _projection(scope, draft, held),
    )


def _missing(scope: Scope, held: Held, rest: RunRate) -> Cell:
    """What is missing: the target less the figure."""
    cell = Cell(_amount(scope, held.target.key.measure, Fraction(rest.needed)), number=str(rest.needed))
    ends = [one for one in (held.target, held.figure) if one is not None]
    operands = tuple(scope.to_home(one, number_text(scope, one)) for one in ends)
    return with_formula(cell, Formula(operands, sign=f" {MINUS} "))


def run_rate_text(scope: Scope, measure: str, rest: RunRate) -> str:
    """What the rest of a period has to bring: so many a month, or in all where less than a month is left."""
    until = until_text(rest.until, scope.language)
    if rest.months < 1:
        return scope.say(Paces.in_all, amount=_amount(scope, measure, Fraction(rest.needed)), until=until)
    return scope.say(Paces.a_month, amount=_amount(scope, measure, Fraction(rest.per_month)), until=until)


def _projection(scope: Scope, draft: TableDraft, held: Held) -> Cell:
    projected = projection(held)
    if projected is None:
        return EMPTY
    number = round_half_up(projected.number, 0)
    basis = Paces.projected_by_season if projected.is_seasonal else Paces.projected_by_time
    return Cell(
        _amount(scope, held.target.key.measure, Fraction(number)),
        detail=scope.say(basis),
        notes=(draft.note(scope.say(Paces.outlook_note)),),
    )


def _amount(scope: Scope, measure: str, number: Fraction) -> str:
    return scope.amount(Quantity(Decimal(number.numerator) / Decimal(number.denominator)), measure)


# --- the units below


def cascade_table(scope: Scope) -> Table | None:
    """The targets of the units below against that of the unit above, where both ends exist."""
    draft = TableDraft(scope, "cascade", scope.say(Labels.cascade), _CASCADE)
    for one in cascades(scope.catalogue, scope.release.tables):
        key = one.above.key
        draft.add(
            linked(scope.to_organization(key.organization)),
            measure_cell(scope, one.above),
            period_cell(scope, key.period, each=key.each),
            target_cell(scope, draft, one.above, own_period=True),
            _total(scope, one),
            Cell(signed_text(Amount(one.difference), scope.language), number=machine_fraction(one.difference)),
            Cell(_units(scope, one)),
        )
    return draft.finish()


def _total(scope: Scope, one: Cascade) -> Cell:
    cell = Cell(fraction_text(one.total, scope.language), number=machine_fraction(one.total))
    return with_formula(cell, addition(scope, one.below, by_organization))


def _units(scope: Scope, one: Cascade) -> str:
    count = scope.count(len(one.below))
    if one.expected is None:
        return scope.say(Paces.units_unknown, count=count)
    return scope.say(Paces.of_units, count=count, expected=scope.count(one.expected))


# --- targets that do not go together


def target_findings(scope: Scope, organization: str | None = None) -> tuple[str, ...]:
    """What is odd about targets, a sentence each.

    :param organization: only what is about this one's targets.
    """
    found = _found(scope, scope.release.tables)
    return tuple(text for about, text in found if organization in (None, about))


@once
def _found(scope: Scope, _: Tables) -> tuple[tuple[str, str], ...]:
    """All that is odd, each with the organization that it is about."""
    return tuple(_findings(scope))


def _findings(scope: Scope) -> Iterator[tuple[str, str]]:
    catalogue, tables = scope.catalogue, scope.release.tables
    for apart in far_apart(catalogue, tables):
        yield apart.targets[0].key.organization, _far_apart(scope, apart)
    for off in off_term(catalogue, tables):
        yield off.term.key.organization, _off_term(scope, off)
    for cascade in cascades(catalogue, tables):
        if cascade.is_short:
            yield cascade.above.key.organization, _short(scope, cascade)


def _names(scope: Scope, target: Target) -> dict[str, str]:
    return {
        "organization": scope.organization(target.key.organization),
        "measure": scope.lowered(scope.measure(target.key.measure)),
    }


def _far_apart(scope: Scope, found: FarApart) -> str:
    return scope.say(Paces.far_apart, **_names(scope, found.targets[0]), targets=_listed(scope, found.targets))


def _off_term(scope: Scope, found: OffTerm) -> str:
    return scope.say(
        Paces.off_term,
        **_names(scope, found.term),
        total=fraction_text(found.total, scope.language),
        targets=_listed(scope, tuple({one.id: one for one in found.yearly}.values())),
        relation=scope.say(Paces.more if found.is_more else Paces.less),
        term=scope.amount(found.term.value, found.term.key.measure),
        period=scope.period_name(found.term.key.period),
    )


def _short(scope: Scope, found: Cascade) -> str:
    return scope.say(
        Paces.short,
        **_names(scope, found.above),
        period=scope.period_inside(found.above.key.period),
        count=scope.count(len(found.below)),
        total=fraction_text(found.total, scope.language),
        target=scope.amount(found.above.value, found.above.key.measure),
    )


def _listed(scope: Scope, targets: Sequence[Target]) -> str:
    return ", ".join(_one(scope, target) for target in targets)


def _one(scope: Scope, target: Target) -> str:
    phrase = Paces.one_inferred if target.basis is Basis.INFERRED else Paces.one_target
    return scope.say(phrase, value=_value(scope, target), period=_when(scope, target))


def _value(scope: Scope, target: Target) -> str:
    return scope.value(target.value, target.key.measure)


def _when(scope: Scope, target: Target) -> str:
    if target.years is None:
        return scope.period_name(target.key.period)
    return scope.say(Paces.each_year_of, period=scope.period_name(target.years))
