"""Claims: each form has the fields it needs, and no field that it would ignore."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import Claim, ClaimForm, Target
from bulletin.problems import figures as kinds
from bulletin.problems.claims import CLAIM_TARGET_FOREIGN
from bulletin.reading.checks.check import check
from bulletin.reading.ledger import Filed, Finding, Ledger

_USED: dict[ClaimForm, frozenset[str]] = {
    ClaimForm.PERCENT_OF_TARGET: frozenset({"target"}),
    ClaimForm.SHARE: frozenset({"of"}),
    ClaimForm.MULTIPLE: frozenset({"of"}),
    ClaimForm.DIFFERENCE: frozenset({"of"}),
    ClaimForm.TOTAL: frozenset({"parts"}),
}
"""Which of the fields below each form uses."""
_OF_SOME_FORMS = ("of", "parts", "target")
_SHARED = ("organization", "measure", "population")
"""What a claim and the target that it names have in common."""


@check(kinds.CLAIM_FIELD_MISSING, kinds.CLAIM_FIELD_UNUSED, CLAIM_TARGET_FOREIGN)
def claims(ledger: Ledger) -> Iterator[Finding]:
    """A claim says what the stated figure is to be held against."""
    targets = {filed.record.id: filed for filed in ledger.of(Target)}
    for filed in ledger.of(Claim):
        claim, form = filed.record, filed.record.form.value
        if (field := _missing(claim)) is not None:
            yield filed.find(kinds.CLAIM_FIELD_MISSING, ("form",), {"form": form, "field": field})
        for field in _OF_SOME_FORMS:
            if getattr(claim, field) and field not in _USED[claim.form]:
                yield filed.find(
                    kinds.CLAIM_FIELD_UNUSED, (field,), {"form": claim.form.value, "field": field}, key=True
                )
        yield from _foreign(filed, targets.get(filed.record.target or ""))


def _foreign(filed: Filed[Claim], target: Filed[Target] | None) -> Iterator[Finding]:
    """The first thing in which the target that a claim names is not that of the claim's figure."""
    if target is None or filed.record.form is not ClaimForm.PERCENT_OF_TARGET:
        return
    for field in _SHARED:
        ours, theirs = getattr(filed.record, field), getattr(target.record, field)
        if ours != theirs:
            details = {"given": target.record.id, "field": field, "ours": ours, "theirs": theirs}
            yield filed.find(CLAIM_TARGET_FOREIGN, ("target",), {**details, "other": target.entry.place})
            return


def _missing(claim: Claim) -> str | None:
    """The field that the claim's form cannot do without.

    The share of a category is a share of the whole figure unless it says otherwise; a total may be that of a breakdown.
    """
    if claim.form is ClaimForm.TOTAL:
        return None if claim.parts or claim.breakdown else "parts"
    if claim.form is ClaimForm.PERCENT_OF_TARGET or (claim.form is ClaimForm.SHARE and claim.category):
        return None
    return None if claim.of else "of"
