"""Sources: something was taken from each."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import (
    Bulletin,
    Claim,
    Decision,
    Observation,
    Organization,
    Record,
    Source,
    Target,
)
from bulletin.problems import figures as kinds
from bulletin.reading.checks.check import check
from bulletin.reading.ledger import Finding, Ledger


@check(kinds.SOURCE_UNUSED)
def sources(ledger: Ledger) -> Iterator[Finding]:
    """Something was taken from every source; not looked into while some records are not valid."""
    users: list[type[Record]] = [Bulletin, Observation, Target, Claim, Decision, Organization]
    if not (ledger.all_read and all(map(ledger.all_valid, users))):
        return
    used = {filed.record.source for filed in ledger.of(Observation)}
    used |= {filed.record.source for filed in ledger.of(Target)}
    used |= {filed.record.source for filed in ledger.of(Claim)}
    used |= {filed.record.source for filed in ledger.of(Decision)}
    used |= {part.source for filed in ledger.of(Organization) for part in filed.record.subordinates}
    used |= {filed.record.source for filed in ledger.of(Organization) if filed.record.source}
    used |= {term.source for filed in ledger.of(Bulletin) for term in filed.record.terms if term.source}
    events = (event for filed in ledger.of(Organization) for event in filed.record.events)
    used |= {allocation.source for event in events for allocation in event.allocations}
    for filed in ledger.of(Source):
        if filed.record.id not in used:
            yield filed.find(kinds.SOURCE_UNUSED, ("id",), {"given": filed.record.id})
