"""Claims: each form has the fields it needs, and no field that it would ignore."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Claim, ClaimForm
from generator.problems import figures as kinds
from generator.reading.checks.check import check
from generator.reading.ledger import Finding, Ledger

_USED: dict[ClaimForm, frozenset[str]] = {
    ClaimForm.PERCENT_OF_TARGET: frozenset({"target"}),
    ClaimForm.SHARE: frozenset({"of"}),
    ClaimForm.MULTIPLE: frozenset({"of"}),
    ClaimForm.DIFFERENCE: frozenset({"of"}),
    ClaimForm.TOTAL: frozenset({"parts"}),
}
"""Which of the fields below each form uses."""
_OF_SOME_FORMS = ("of", "parts", "target")


@check(kinds.CLAIM_FIELD_MISSING, kinds.CLAIM_FIELD_UNUSED)
def claims(ledger: Ledger) -> Iterator[Finding]:
    """A claim says what the stated figure is to be held against."""
    for filed in ledger.of(Claim):
        claim, form = filed.record, filed.record.form.value
        if (field := _missing(claim)) is not None:
            yield filed.find(kinds.CLAIM_FIELD_MISSING, ("form",), {"form": form, "field": field})
        for field in _OF_SOME_FORMS:
            if getattr(claim, field) and field not in _USED[claim.form]:
                yield filed.find(
                    kinds.CLAIM_FIELD_UNUSED, (field,), {"form": claim.form.value, "field": field}, key=True
                )


def _missing(claim: Claim) -> str | None:
    """The field that the claim's form cannot do without.

    The share of a category is a share of the whole figure unless it says otherwise; a total may be that of a breakdown.
    """
    if claim.form is ClaimForm.TOTAL:
        return None if claim.parts or claim.breakdown else "parts"
    if claim.form is ClaimForm.PERCENT_OF_TARGET or (claim.form is ClaimForm.SHARE and claim.category):
        return None
    return None if claim.of else "of"
