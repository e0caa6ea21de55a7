"""The reporting calendar: each entry expects something of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.coverage import expects_any
from bulletin.model.records import Bulletin
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.check import CompiledRecords, Stage, check


@check(kinds.CALENDAR_EMPTY, stage=Stage.COMPILED)
def expectations(data: CompiledRecords) -> Iterator[Finding]:
    """No entry of the calendar comes to nothing."""
    until = data.tables.latest_report
    if until is None:
        return
    for stored in data.store.of(Bulletin):
        for number, entry in enumerate(stored.record.calendar):
            if not expects_any(data.corpus.catalogue, data.tables, entry, until):
                yield stored.find(kinds.CALENDAR_EMPTY, ("calendar", number, "id"), {"given": entry.id})
