"""Organizations in time: they open before they close, and have figures only while they are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.model.periods import Period
from bulletin.model.records import Observation, Organization, Target
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

DEEPEST = 20
"""Levels of organizations below a topmost one."""


@check(kinds.CLOSED_BEFORE_OPENED, kinds.ORGANIZATION_NOT_THERE)
def lifetimes(store: RecordStore) -> Iterator[Finding]:
    """Every figure and target lies, at least in part, in the life of its organization."""
    for stored in store.of(Organization):
        opened, closed = stored.record.opened, stored.record.closed
        if opened and closed and closed.end < opened.start:
            yield stored.find(kinds.CLOSED_BEFORE_OPENED, ("closed",), {"opened": opened})
    organizations = store.by_id(Organization)
    figures: list[StoredRecord[Observation] | StoredRecord[Target]] = [*store.of(Observation), *store.of(Target)]
    for figure in figures:
        organization = organizations.get(figure.record.organization)
        if organization is not None and not _there(organization, figure.record.period):
            details = {"given": organization.id, "period": figure.record.period}
            yield figure.find(kinds.ORGANIZATION_NOT_THERE, ("period",), details)


@check(kinds.TREE_TOO_DEEP)
def levels(store: RecordStore) -> Iterator[Finding]:
    """No branch of the tree is deeper than any real one; told at the first organization that is too deep."""
    parents = {name: organization.parent for name, organization in store.by_id(Organization).items()}
    for stored in store.of(Organization):
        if _levels_above(stored.record.id, parents) == DEEPEST + 1:
            details = {"given": stored.record.id, "limit": DEEPEST}
            yield stored.find(kinds.TREE_TOO_DEEP, ("parent",), details)


def _levels_above(name: str, parents: Mapping[str, str | None]) -> int:
    """How many organizations stand above one; no more are counted than it takes to see that they are too many."""
    above, levels = parents.get(name), 0
    while above is not None and levels <= DEEPEST + 1:
        above, levels = parents.get(above), levels + 1
    return levels


def _there(organization: Organization, period: Period) -> bool:
    opened, closed = organization.opened, organization.closed
    return (opened is None or opened.start <= period.end) and (closed is None or period.start <= closed.end)
