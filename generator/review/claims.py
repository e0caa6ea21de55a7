"""Claims: what a source states is what its own figures imply, or the record says why it stands all the same."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Claim, ClaimForm
from generator.model.values import Quantity
from generator.problems import quality as kinds
from generator.reading.ledger import Filed, Finding
from generator.review.evidence import Evidence, check
from generator.statistics.arithmetic import round_half_up
from generator.statistics.claims import CheckedClaim, OtherBase, Verdict, Workings, checked
from generator.statistics.claims.stated import DECIMALS
from generator.statistics.tables import Unreleased

_AGREEING = (Verdict.AGREES, Verdict.AGREES_COARSER, Verdict.CIRCULAR)
_SIGNS = {ClaimForm.DIFFERENCE: " - ", ClaimForm.TOTAL: " + "}


@check(kinds.CLAIM_DISAGREES, kinds.CLAIM_ON_ANOTHER_BASE, kinds.CLAIM_ACKNOWLEDGMENT_NEEDLESS)
def claims(evidence: Evidence) -> Iterator[Finding]:
    """A claim agrees with the figures, or is acknowledged not to; what cannot be computed is neither."""
    found = checked(evidence.corpus.catalogue, evidence.tables, evidence.corpus.claims)
    for filed in evidence.ledger.of(Claim):
        one = found[filed.record.id]
        is_open = one.verdict.doubts and not one.is_circular  # a target that its claim does not imply is told of there
        if is_open and filed.record.acknowledged is None:
            yield _doubted(filed, one)
        elif one.verdict in _AGREEING and filed.record.acknowledged is not None:
            kind = kinds.CLAIM_ACKNOWLEDGMENT_NEEDLESS
            yield filed.find(kind, ("acknowledged",), _details(one.workings), key=True)


def _doubted(filed: Filed[Claim], one: CheckedClaim[Unreleased]) -> Finding:
    details = {"given": _stated(filed.record), **_details(one.workings)}
    if isinstance(one.reading, OtherBase):
        details["reading"] = _expression(one.reading.workings)
        return filed.find(kinds.CLAIM_ON_ANOTHER_BASE, ("value",), details)
    return filed.find(kinds.CLAIM_DISAGREES, ("value",), details)


def _details(workings: Workings[Unreleased]) -> dict[str, str]:
    outcome = workings.outcome
    computed = "" if outcome is None else f"{round_half_up(outcome.number, DECIMALS):f}"
    digits = computed.removesuffix("." + "0" * DECIMALS)
    return {"workings": _expression(workings), "computed": f"{digits}{_sign(workings.form)}"}


def _expression(workings: Workings[Unreleased]) -> str:
    """The calculation in plain digits, as an editor types them."""
    numbers = (one.value.number for one in workings.numbers if isinstance(one.value, Quantity))
    return _SIGNS.get(workings.form, "/").join(f"{number:f}" for number in numbers)


def _stated(claim: Claim) -> str:
    return f"{claim.value.number:f}{_sign(claim.form)}" if isinstance(claim.value, Quantity) else ""


def _sign(form: ClaimForm) -> str:
    return "%" if form in (ClaimForm.PERCENT_OF_TARGET, ClaimForm.SHARE) else ""
