"""Claims: each form has the fields it needs, and no field that it would ignore."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import Claim, ClaimForm, Target
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

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


@check(kinds.CLAIM_FIELD_MISSING, kinds.CLAIM_FIELD_UNUSED, kinds.CLAIM_TARGET_FOREIGN)
def claim_forms(store: RecordStore) -> Iterator[Finding]:
    """A claim says what the stated figure is to be held against."""
    targets = {stored.record.id: stored for stored in store.of(Target)}
    for stored in store.of(Claim):
        claim, form = stored.record, stored.record.form.value
        if (field := _missing(claim)) is not None:
            yield stored.find(kinds.CLAIM_FIELD_MISSING, ("form",), {"form": form, "field": field})
        for field in _OF_SOME_FORMS:
            if getattr(claim, field) and field not in _USED[claim.form]:
                yield stored.find(
                    kinds.CLAIM_FIELD_UNUSED, (field,), {"form": claim.form.value, "field": field}, key=True
                )
        yield from _foreign(stored, targets.get(stored.record.target or ""))


def _foreign(stored: StoredRecord[Claim], target: StoredRecord[Target] | None) -> Iterator[Finding]:
    """The first thing in which the target that a claim names is not that of the claim's figure."""
    if target is None or stored.record.form is not ClaimForm.PERCENT_OF_TARGET:
        return
    for field in _SHARED:
        ours, theirs = getattr(stored.record, field), getattr(target.record, field)
        if ours != theirs:
            details = {"given": target.record.id, "field": field, "ours": ours, "theirs": theirs}
            yield stored.find(kinds.CLAIM_TARGET_FOREIGN, ("target",), {**details, "other": target.entry.place})
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
