"""Targets: an inferred one says what it was inferred from."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import Basis, Target
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore
from bulletin.validation.check import check


@check(kinds.TARGET_NEEDS_CLAIM, kinds.TARGET_CLAIM_UNUSED)
def target_basis(store: RecordStore) -> Iterator[Finding]:
    """Every inferred target names its claim, and no other does."""
    for stored in store.of(Target):
        if stored.record.basis is Basis.INFERRED and stored.record.claim is None:
            yield stored.find(kinds.TARGET_NEEDS_CLAIM, ("basis",))
        if stored.record.basis is not Basis.INFERRED and stored.record.claim is not None:
            yield stored.find(kinds.TARGET_CLAIM_UNUSED, ("claim",), key=True)
