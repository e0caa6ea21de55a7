"""Organizations in time: they open before they close, and have figures only while they are there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.periods import Period
from generator.model.records import Observation, Organization, Target
from generator.problems import figures as kinds
from generator.reading.checks.check import check
from generator.reading.ledger import Filed, Finding, Ledger


@check(kinds.CLOSED_BEFORE_OPENED, kinds.ORGANIZATION_NOT_THERE)
def lifetimes(ledger: Ledger) -> Iterator[Finding]:
    """Every figure and target lies, at least in part, in the life of its organization."""
    for filed in ledger.of(Organization):
        opened, closed = filed.record.opened, filed.record.closed
        if opened and closed and closed.end < opened.start:
            yield filed.find(kinds.CLOSED_BEFORE_OPENED, ("closed",), {"opened": opened})
    organizations = ledger.by_id(Organization)
    figures: list[Filed[Observation] | Filed[Target]] = [*ledger.of(Observation), *ledger.of(Target)]
    for figure in figures:
        organization = organizations.get(figure.record.organization)
        if organization is not None and not _there(organization, figure.record.period):
            details = {"given": organization.id, "period": figure.record.period}
            yield figure.find(kinds.ORGANIZATION_NOT_THERE, ("period",), details)


def _there(organization: Organization, period: Period) -> bool:
    opened, closed = organization.opened, organization.closed
    return (opened is None or opened.start <= period.end) and (closed is None or period.start <= closed.end)
