"""Following references from record to record never leads in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from bulletin.model.records import Organization, Population, Record, Target
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

_CHAINS: Mapping[type[Record], str] = {
    Organization: "parent",
    Population: "part_of",
    Target: "superseded_by",
}
"""The fields that lead from a record to another of its own kind."""


@check(kinds.REFERENCE_CYCLE)
def cycles(store: RecordStore) -> Iterator[Finding]:
    """Nothing stands above itself, contains itself or takes its own place."""
    for model, field in _CHAINS.items():
        stored = {entry.record.id: entry for entry in cast("list[StoredRecord[Any]]", store.of(model))}
        onwards = {name: getattr(entry.record, field) for name, entry in stored.items()}
        typed = field.replace("_", "-")
        for circle in circles(onwards):
            chain = " → ".join((*circle, circle[0]))
            yield stored[circle[0]].find(kinds.REFERENCE_CYCLE, (typed,), {"field": typed, "chain": chain})


def circles(onwards: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, beginning with the record that comes first."""
    rank = {name: number for number, name in enumerate(onwards)}
    done: set[str] = set()
    for start in onwards:
        walked: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in onwards and at not in done and at not in walked:
            walked[at] = None
            at = onwards[at]
        if at is not None and at in walked:
            circle = list(walked)[list(walked).index(at) :]
            first = circle.index(min(circle, key=rank.__getitem__))
            yield circle[first:] + circle[:first]
        done.update(walked)
