"""Checks of totals that a source states."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.quantities import sum_of
from bulletin.analysis.stated_totals import LACKS_UNITS, StatedTotals
from bulletin.analysis.tables import Coverage, Figure, FigureOrigin
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.check import CompiledRecords, Stage, check, path_of
from bulletin.validation.typed_values import shown, typed

_NAMED = 5
"""Most missing units that a message names."""


@check(kinds.TOTAL_LACKS_UNITS, stage=Stage.COMPILED)
def stated_totals(data: CompiledRecords) -> Iterator[Finding]:
    """A stated total has in it what the units below reported that had reported before; one remark for each record."""
    found: set[int] = set()
    for figure, coverage in _lacking(data):
        stored = data.stored_record_of(figure)
        if id(stored.record) not in found:
            found.add(id(stored.record))
            before = sum_of(data.tables.by_key[key] for key in coverage.missing)
            details = {"whole": shown(figure.value), "before": typed(before)}
            details["units"] = ", ".join(_named(data, coverage.missing))
            yield stored.find(kinds.TOTAL_LACKS_UNITS, path_of(figure), details)


def _lacking(data: CompiledRecords) -> Iterator[tuple[Figure, Coverage]]:
    """The totals that lack units, those too whose records call them complete."""
    by_series = data.tables.by_series

    def lookup(series: SeriesKey) -> dict[tuple[str, bool], Figure]:
        return {(figure.key.period.text, figure.key.annual): figure for figure in by_series.get(series, ())}

    totals = StatedTotals(data.corpus.catalogue, lookup)
    for figure in data.tables.figures:
        if figure.origin is not FigureOrigin.REPORTED:
            continue
        coverage = figure.coverage
        if LACKS_UNITS in data.stored_record_of(figure).record.acknowledged:
            coverage = totals.coverage_of(figure)
        if coverage is not None and not coverage.is_complete:
            yield figure, coverage


def _named(data: CompiledRecords, missing: tuple[ObservationKey, ...]) -> Iterator[str]:
    """The first of the missing units, each with its last value and the period of that."""
    for key in missing[:_NAMED]:
        yield f"{key.organization} ({key.period}: {shown(data.tables.by_key[key].value)})"
    if len(missing) > _NAMED:
        yield f"… (+{len(missing) - _NAMED})"
