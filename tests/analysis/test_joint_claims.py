"""Several claims of one figure are read together where no printed figure fits them. All SYNTHETIC."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.claims import interpretations
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import (
    Joint,
    MissingReason,
    Verdict,
    verdict_on,
)
from bulletin.analysis.tables import Tables
from bulletin.model.records import Claim
from bulletin.model.values import Absence, Qualifier, Quantity

from tests.analysis.builders import catalogue, observed, tables, target
from tests.analysis.claims import AGREEING, Records, claim, found, split, verdict, women

PRINTED = (
    observed("a", 2018, 425_588),
    observed("a", 2018, 472_869, population="firms"),
)
OVER = claim("share", "102.26", "over", of={"population": "firms"})
UNDER = claim("share", "92.04", "under", of={"measure": "members"})


def test_claims_that_fit_no_printed_figure_are_read_together() -> None:
    """Of the two printed numbers, one is the base of each claim, and what is above the line was not printed."""
    both = found(PRINTED, OVER, UNDER)
    assert [both[name].verdict for name in ("over", "under")] == [Verdict.DISAGREES, Verdict.CANNOT_BE_COMPUTED]
    joint = both["over"].interpretation
    assert isinstance(joint, Joint)
    assert joint == both["under"].interpretation
    assert joint.wholes == range(435_205, 435_228)
    for whole in (joint.wholes[0], joint.wholes[-1]):
        for stated_claim, base in zip(joint.claims, joint.bases, strict=True):
            assert isinstance(base.value, Quantity)
            ratio = Quantity(Fraction(100 * whole, int(base.value.number)))
            assert isinstance(stated_claim.value, Quantity)
            assert verdict_on(ratio, stated_claim.value, is_ratio=True) in AGREEING


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param((OVER,), id="one claim"),
        pytest.param((OVER, UNDER.model_copy(update={"value": OVER.value})), id="one base for both"),
        pytest.param((OVER, UNDER.model_copy(update={"source": "second-letter"})), id="two sources"),
        pytest.param((OVER, UNDER.model_copy(update={"value": Quantity(Decimal(92))})), id="too few digits"),
        pytest.param((OVER, UNDER.model_copy(update={"value": Quantity(Decimal("93.04"))})), id="no common number"),
    ],
)
def test_claims_are_not_read_together_without_reason(claims: tuple[Claim, ...]) -> None:
    """It takes two closely stated claims of one source, and a number that makes both true."""
    assert not any(isinstance(result.interpretation, Joint) for result in found(PRINTED, *claims).values())


@pytest.mark.parametrize(("claims", "targets", "most"), [(20, 50, 0), (4, 11, 100), (4, 5, 100)])
def test_looking_for_a_joint_reading_ends_at_the_second_way(
    claims: int, targets: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many claims of one figure over equal targets there are, few ways to read them are tried."""
    steps, search = 0, interpretations._ways

    def counted(*arguments: Any) -> Any:
        nonlocal steps
        steps += 1
        assert steps <= most
        return search(*arguments)

    monkeypatch.setattr(interpretations, "_ways", counted)
    goals = [target("a", 2018, 1_000, name=f"goal-{number}") for number in range(targets)]
    stated = [
        claim("percent-of-target", "100.5", f"claim-{number}", target=f"goal-{max(number, 1)}")
        for number in range(claims)
    ]
    assert not any(
        isinstance(result.interpretation, Joint)
        for result in found([observed("a", 2018, 23), *goals], *stated).values()
    )


def test_a_suppressed_claim_says_nothing() -> None:
    """Neither a computed number nor a reading is given for what is not shown."""
    made: Tables = tables(split(23, women=15))
    hidden = women("93.75").model_copy(update={"value": Absence.SUPPRESSED})
    (result,) = checked(catalogue(), made, {"claim": hidden}).values()
    assert (result.verdict, result.fits, result.interpretation, result.gap) == (
        Verdict.CANNOT_BE_COMPUTED,
        (),
        None,
        None,
    )


def test_partial_figures_are_not_taken_for_whole_ones() -> None:
    """A total over some of the units is at least so much, which leaves a claim open."""
    records: Records = [observed("a", 2018, 5), observed("b", 2018, 6), target("top", 2018, 10)]
    result = verdict(records, claim("percent-of-target", 110, organization="top"))
    assert [missing.reason for missing in result.missing] == [MissingReason.INEXACT]
    assert result.calculation.outcome == Quantity(Fraction(110), Qualifier.AT_LEAST)


def test_a_yearly_target_is_that_of_the_claims_year() -> None:
    """A target of every year is one of each year; the claim is compared with its own."""
    records: Records = [
        observed("a", 2017, 5),
        observed("a", 2018, 12),
        target("a", "2017/2019", 10, each="year"),
    ]
    result = verdict(records, claim("percent-of-target", 120, target="goal"))
    assert result.verdict is Verdict.AGREES
    assert [operand.key.period.text for operand in result.calculation.operands] == ["2018", "2018"]
