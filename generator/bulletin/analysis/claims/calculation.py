"""Calculation of a claim: which figures it names, each as its source knew it, and what they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.analysis.claims.verdicts import RATIOS, Calculation, Missing, MissingReason
from bulletin.analysis.figures import Figure, Number, TargetFigure
from bulletin.analysis.quantities import difference, quantities_of, quantity_of, quotient, total
from bulletin.analysis.tables import Tables
from bulletin.analysis.targets import is_compared_with, target_then
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import Claim, ClaimForm, FigureRef
from bulletin.model.values import Absence, Quantity


def compared_with(claim: Claim) -> ObservationKey:
    """The key of the figure that a share, a multiple or a difference is taken over or from."""
    return observation_key(claim).whole if claim.of is None else referred(claim, claim.of)


def referred(claim: Claim, other: FigureRef) -> ObservationKey:
    """The key of another figure that a claim names: what is left out is as in the claim."""
    dimensions = {name: value for name in ObservationKey._fields if (value := getattr(other, name, None))}
    return observation_key(claim)._replace(**dimensions)


def keys_of(claim: Claim) -> Iterator[ObservationKey]:
    """The keys of every figure that a claim names, but for the categories of a total by breakdown."""
    yield observation_key(claim)
    if claim.category is not None or claim.of is not None:
        yield compared_with(claim)
    for part in claim.parts:
        yield referred(claim, part)


def as_of_claim(catalogue: Catalogue, figure: Figure, claim: Claim) -> Figure:
    """A figure as a claim's source knew it: what that source reported, else the latest report of its day or before.

    What a source states was computed from what was known then, whatever was reported later. Where the figure was only
    reported later, its first report stands for it.
    """
    reports = (*figure.earlier, figure)
    own = [report for report in (*figure.other_reports, figure) if claim.source in report.sources]
    day = catalogue.sources[claim.source].published.end
    return (own or [report for report in reports if report.reported <= day] or reports[:1])[-1]


# --- calculating with the figures of a claim --------------------------------------------------------------------------


def calculation_of(catalogue: Catalogue, tables: Tables, claim: Claim) -> Calculation:
    """A claim's own calculation, as far as its figures are there."""
    operands = tuple(_operands(catalogue, tables, claim))
    numbers = [operand for operand in operands if not isinstance(operand, Missing)]
    outcome = outcome_of(claim.form, numbers) if numbers and len(numbers) == len(operands) else None
    return Calculation(claim.form, operands, outcome)


def outcome_of(form: ClaimForm, operands: Sequence[Number]) -> Quantity | None:
    """What a claim of this form should state; None where that is not defined, or left open by qualifiers.

    :param operands: two, and the first of them a figure, unless the claim is a total.

    Partial totals of the same units are divided as they are, as everywhere else.
    """
    if form is ClaimForm.TOTAL:
        terms = [quantity_of(operand) for operand in operands]
        known = [amount for amount in terms if isinstance(amount, Quantity)]
        return None if None in terms else total(known)
    over, under = operands
    amounts = quantities_of(over, under) if isinstance(over, Figure) else Absence.NOT_APPLICABLE
    if amounts is None or isinstance(amounts, Absence):
        return None
    if form is ClaimForm.DIFFERENCE:
        return difference(*amounts)
    ratio = quotient(*amounts)
    return ratio.times(RATIOS[form]) if ratio is not None else None


def _operands(catalogue: Catalogue, tables: Tables, claim: Claim) -> Iterator[Number | Missing]:
    if claim.form is ClaimForm.TOTAL:
        keys = [referred(claim, part) for part in claim.parts] or list(_categories(catalogue, tables, claim))
        yield from (_figure(catalogue, tables, claim, key) for key in keys or [observation_key(claim)])
        return
    yield _figure(catalogue, tables, claim, observation_key(claim))
    is_target = claim.form is ClaimForm.PERCENT_OF_TARGET
    yield _target(tables, claim) if is_target else _figure(catalogue, tables, claim, compared_with(claim))


def _categories(catalogue: Catalogue, tables: Tables, claim: Claim) -> Iterator[ObservationKey]:
    """The categories of which something is recorded."""
    breakdown = catalogue.breakdowns.get(claim.breakdown or "")
    for category in breakdown.categories if breakdown else ():
        key = observation_key(claim).narrow(claim.breakdown, category.id)
        if _found(tables, key) is not None:
            yield key


def _found(tables: Tables, key: ObservationKey) -> Figure | None:
    return tables.by_key.get(key) or tables.by_key.get(key._replace(annual=True))


def _figure(catalogue: Catalogue, tables: Tables, claim: Claim, key: ObservationKey) -> Figure | Missing:
    """The figure as the claim's source knew it: a later report makes nothing wrong that was right then."""
    current = _found(tables, key)
    if current is None:
        return Missing(MissingReason.FIGURE, key)
    figure = as_of_claim(catalogue, current, claim)
    return Missing(MissingReason.ABSENT, key) if isinstance(figure.value, Absence) else figure


def _target(tables: Tables, claim: Claim) -> TargetFigure | Missing:
    """The target that the claim names, in the year that it is about; else the one that its figure is compared with."""
    key = observation_key(claim)
    target = _named(tables, claim, key) if claim.target else _compared(tables, key)
    if target is None or target.share is not None:
        return Missing(MissingReason.TARGET, key)
    return Missing(MissingReason.ABSENT, key) if isinstance(target.value, Absence) else target


def _named(tables: Tables, claim: Claim, key: ObservationKey) -> TargetFigure | None:
    named = [target for target in tables.targets_by_id.get(claim.target or "", ()) if _is_of(target, key)]
    candidates = [target for target in named if is_compared_with(key, target)]
    return candidates[0] if candidates else named[0] if len(named) == 1 else None


def _is_of(target: TargetFigure, key: ObservationKey) -> bool:
    return target.key.organization == key.organization and not target.is_milestone


def _compared(tables: Tables, key: ObservationKey) -> TargetFigure | None:
    figure = _found(tables, key)
    return target_then(tables, figure) if figure is not None else None
