"""Checks of totals that a source states."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bulletin.analysis.figures import Coverage, Figure, FigureOrigin
from bulletin.analysis.quantities import sum_of
from bulletin.analysis.remarks import is_remarked_on
from bulletin.analysis.stated_totals import LACKS_UNITS, StatedTotals
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.records import Measure, Rule
from bulletin.model.values import exact_number
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.check import CompiledRecords, Stage, check, path_of
from bulletin.validation.typed_values import shown, typed

_NAMED = 5
"""Most missing units that a message names."""
_FEWEST_TOTALS = 3
"""How many totals it takes to say that a source adds them up."""
_FEWEST_UNITS = 2
"""How many units a sum takes: the figure of a single one is that of the unit above whatever the source does."""
_MOSTLY = Fraction(8, 10)
"""Which part of them has to be the sum of the units below."""


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


@check(kinds.TOTALS_NOT_COMPARED, stage=Stage.COMPILED)
def totals_not_compared(data: CompiledRecords) -> Iterator[Finding]:
    """A measure whose stated totals are sums of the units below says so, lest nobody compares them; one remark each."""
    for stored in data.store.of(Measure):
        measure = stored.record
        if measure.over_tree is not Rule.NONE or measure.formula is not None or not measure.kind.traits.adds_up:
            continue
        are_sums = list(_are_sums(data, measure))
        if len(are_sums) >= _FEWEST_TOTALS and sum(are_sums) >= _MOSTLY * len(are_sums):
            details = {"equal": str(sum(are_sums)), "count": str(len(are_sums))}
            yield stored.find(kinds.TOTALS_NOT_COMPARED, ("id",), details)


def _are_sums(data: CompiledRecords, measure: Measure) -> Iterator[bool]:
    """Of each stated total of which all units below have exact figures: whether it is their sum."""
    catalogue, by_key = data.corpus.catalogue, data.tables.by_key
    for figure in data.tables.by_measure.get(measure.id, ()):
        key, whole = figure.key, exact_number(figure.value)
        is_total = figure.origin is FigureOrigin.REPORTED and key.category is None
        is_total = is_total and is_remarked_on(catalogue, kinds.TOTALS_NOT_COMPARED.code, figure)
        units = catalogue.below_throughout(key.organization, key.period) if is_total else ()
        if len(units) < _FEWEST_UNITS or not whole:
            continue
        parts = [exact_number(part.value) for unit in units if (part := by_key.get(key.of(unit)))]
        known = [part for part in parts if part is not None]
        if len(known) == len(units):
            yield abs(whole - sum(known)) <= measure.margin_of(whole)
