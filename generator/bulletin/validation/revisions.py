"""Revisions: figures become more final with every report, never less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletin.analysis.reported import FINALITY
from bulletin.analysis.tables import Figure
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.check import CompiledRecords, Stage, check


@check(kinds.STATUS_BACKWARDS, stage=Stage.COMPILED)
def finality(data: CompiledRecords) -> Iterator[Finding]:
    """A figure goes from estimated and preliminary to official; a category of it is as final as the whole."""
    told = set()
    for before, after in _successions(data):
        if FINALITY[after.status] < FINALITY[before.status] and after.place not in told:
            told.add(after.place)
            details = {"status": after.status.value, "before": before.status.value, "other": str(before.place)}
            yield data.stored_record_of(after).find(kinds.STATUS_BACKWARDS, (), details)


def _successions(data: CompiledRecords) -> Iterator[tuple[Figure, Figure]]:
    """Every report of a figure with the one before it."""
    for figure in data.tables.figures:
        if figure.earlier:
            yield from pairwise((*figure.earlier, figure))
