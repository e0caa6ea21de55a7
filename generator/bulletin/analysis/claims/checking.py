"""Checking of claims: every claim gets a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from bulletin.analysis.claims.calculation import calculation_of
from bulletin.analysis.claims.interpretations import fits, joint_interpretations, other_base, parts_alone
from bulletin.analysis.claims.verdicts import (
    RATIOS,
    Calculation,
    CheckedClaim,
    Missing,
    MissingReason,
    Verdict,
    verdict_on,
)
from bulletin.analysis.quantities import number_of, quantity_of, span_of
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import observation_key
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Absence, Qualifier, Quantity, exact_number


def checked(catalogue: Catalogue, tables: Tables, claims: Mapping[str, Claim]) -> Mapping[str, CheckedClaim]:
    """Every claim with its verdict, by id, in the order of the claims.

    No verdict depends on the order of figures, targets or claims.
    """
    found = {name: _check(catalogue, tables, claim) for name, claim in claims.items()}
    for joint in joint_interpretations(catalogue, tables, found.values()):
        found |= {claim.id: replace(found[claim.id], interpretation=joint) for claim in joint.claims}
    return found


def _check(catalogue: Catalogue, tables: Tables, claim: Claim) -> CheckedClaim:
    if isinstance(claim.value, Absence):  # not even the calculation is shown: a sum of its parts is the hidden figure
        unsaid = (Missing(MissingReason.STATED, observation_key(claim)),)
        return CheckedClaim(claim, Verdict.CANNOT_BE_COMPUTED, Calculation(claim.form, unsaid, None), unsaid)
    calculation = calculation_of(catalogue, tables, claim)
    verdict = _verdict(claim, calculation)
    is_bounded = not catalogue.measures[claim.measure].may_be_negative
    if verdict is None and is_bounded and (exceeding := _exceeding(claim, calculation)) is not None:
        calculation, verdict = exceeding, Verdict.DISAGREES
    if verdict is None:
        missing = tuple(_missing(calculation))
        fitting = tuple(fits(catalogue, claim, calculation)) if calculation.outcome is None else ()
        return CheckedClaim(claim, Verdict.CANNOT_BE_COMPUTED, calculation, missing, fitting)
    if verdict is not Verdict.DISAGREES:
        found = CheckedClaim(claim, verdict, calculation)
        return replace(found, verdict=Verdict.CIRCULAR) if found.is_circular else found
    other = other_base(catalogue, tables, claim, calculation)
    if other is not None:
        return CheckedClaim(claim, Verdict.ANOTHER_BASE, calculation, interpretation=other)
    fitting, alone = tuple(fits(catalogue, claim, calculation)), parts_alone(claim, calculation)
    return CheckedClaim(claim, verdict, calculation, fits=fitting, interpretation=alone)


def _verdict(claim: Claim, calculation: Calculation) -> Verdict | None:
    if calculation.outcome is None or not isinstance(claim.value, Quantity):
        return None
    return verdict_on(calculation.outcome, claim.value, is_ratio=claim.form in RATIOS)


def _exceeding(claim: Claim, calculation: Calculation) -> Calculation | None:
    """The sum of the parts of a total that are known, where it alone is more than was stated; else None.

    What is missing is never less than nothing, so that no number for it would make such a claim true. To be asked of
    measures only that cannot be negative.
    """
    if claim.form is not ClaimForm.TOTAL or not isinstance(claim.value, Quantity):
        return None
    spans = [span_of(amount) for number in calculation.numbers if isinstance(amount := quantity_of(number), Quantity)]
    known = Quantity(sum((span.low or Fraction(0) for span in spans), Fraction(0)), Qualifier.AT_LEAST)
    is_rough = any(
        isinstance(number.value, Quantity) and number.value.qualifier is Qualifier.ABOUT
        for number in calculation.numbers
    )
    if is_rough or verdict_on(known, claim.value, is_ratio=False) is not Verdict.DISAGREES:
        return None
    return replace(calculation, outcome=known)


def _missing(calculation: Calculation) -> Iterator[Missing]:
    """Why there is no verdict; at least one reason."""
    lacking = [operand for operand in calculation.operands if isinstance(operand, Missing)]
    yield from lacking
    if not lacking:
        rough = [number.key for number in calculation.numbers if exact_number(quantity_of(number)) is None]
        yield from (Missing(MissingReason.INEXACT, key) for key in rough)
        if not rough:
            negative = dict.fromkeys(number.key for number in calculation.numbers if number_of(number) < 0)
            yield from (Missing(MissingReason.NEGATIVE, key) for key in negative)
            if not negative:
                yield Missing(MissingReason.ZERO, calculation.operands[-1].key)
