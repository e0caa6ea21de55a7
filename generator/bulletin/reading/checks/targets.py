"""Targets: an inferred one says what it was inferred from."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import Basis, Target
from bulletin.problems import figures as kinds
from bulletin.reading.checks.check import check
from bulletin.reading.ledger import Finding, Ledger


@check(kinds.TARGET_NEEDS_CLAIM, kinds.TARGET_CLAIM_UNUSED)
def targets(ledger: Ledger) -> Iterator[Finding]:
    """Every inferred target names its claim, and no other does."""
    for filed in ledger.of(Target):
        if filed.record.basis is Basis.INFERRED and filed.record.claim is None:
            yield filed.find(kinds.TARGET_NEEDS_CLAIM, ("basis",))
        if filed.record.basis is not Basis.INFERRED and filed.record.claim is not None:
            yield filed.find(kinds.TARGET_CLAIM_UNUSED, ("claim",), key=True)
