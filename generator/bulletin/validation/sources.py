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
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore
from bulletin.validation.check import check


@check(kinds.SOURCE_UNUSED)
def sources(store: RecordStore) -> Iterator[Finding]:
    """Something was taken from every source; not looked into while some records are not valid."""
    users: list[type[Record]] = [Bulletin, Observation, Target, Claim, Decision, Organization]
    if not (store.all_read and all(map(store.all_valid, users))):
        return
    used = {stored.record.source for stored in store.of(Observation)}
    used |= {stored.record.source for stored in store.of(Target)}
    used |= {stored.record.source for stored in store.of(Claim)}
    used |= {stored.record.source for stored in store.of(Decision)}
    used |= {part.source for stored in store.of(Organization) for part in stored.record.subordinates}
    used |= {stored.record.source for stored in store.of(Organization) if stored.record.source}
    used |= {term.source for stored in store.of(Bulletin) for term in stored.record.terms if term.source}
    events = (event for stored in store.of(Organization) for event in stored.record.events)
    used |= {allocation.source for event in events for allocation in event.allocations}
    for stored in store.of(Source):
        if stored.record.id not in used:
            yield stored.find(kinds.SOURCE_UNUSED, ("id",), {"given": stored.record.id})
