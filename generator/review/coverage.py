"""The reporting calendar: each entry expects something of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Bulletin
from generator.problems import quality as kinds
from generator.reading.ledger import Finding
from generator.review.evidence import Evidence, check
from generator.statistics.coverage import expects_any


@check(kinds.CALENDAR_EMPTY)
def expectations(evidence: Evidence) -> Iterator[Finding]:
    """No entry of the calendar comes to nothing."""
    until = evidence.tables.latest_report
    if until is None:
        return
    for filed in evidence.ledger.of(Bulletin):
        for number, entry in enumerate(filed.record.calendar):
            if not expects_any(evidence.corpus.catalogue, evidence.tables, entry, until):
                yield filed.find(kinds.CALENDAR_EMPTY, ("calendar", number, "id"), {"given": entry.id})
