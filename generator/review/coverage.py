"""The reporting calendar: each entry expects something of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Bulletin
from generator.problems import quality as kinds
from generator.reading.ledger import Finding
from generator.review.evidence import Evidence, check
from generator.statistics.coverage import coverage_of, latest_report


@check(kinds.CALENDAR_EMPTY)
def expectations(evidence: Evidence) -> Iterator[Finding]:
    """No entry of the calendar comes to nothing."""
    until = latest_report(evidence.tables)
    for filed in evidence.ledger.of(Bulletin) if until is not None else ():
        for number, entry in enumerate(filed.record.calendar):
            if until is not None and coverage_of(evidence.corpus.catalogue, evidence.tables, entry, until) is None:
                yield filed.find(kinds.CALENDAR_EMPTY, ("calendar", number, "id"), {"given": entry.id})
