"""Checks of additivity: parts fit into their whole, and add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bulletin.analysis.additivity import Relation, Sum, sums
from bulletin.analysis.quantities import span_of_count
from bulletin.model.records import Breakdown, Measure, Observation, Population
from bulletin.model.values import Quantity, Value
from bulletin.problems import ProblemKind, kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.bounds import is_dubious, shown
from bulletin.validation.check import CompiledRecords, Stage, check, path_of, typed
from bulletin.validation.figures import current, values_of


@check(kinds.PARTS_EXCEED_WHOLE, kinds.PART_EXCEEDS_WHOLE)
def parts(store: RecordStore) -> Iterator[Finding]:
    """Categories of a breakdown are no more than the figure that they are parts of."""
    measures, breakdowns = store.by_id(Measure), store.by_id(Breakdown)
    for stored in store.of(Observation):
        measure, whole = measures.get(stored.record.measure), span_of_count(stored.record.value).high
        if measure is None or not measure.kind.adds_up or whole is None:
            continue
        if any(is_dubious(value, measure.kind) for _, value in values_of(stored.record)):
            continue  # reported by another check
        most = whole + measure.tolerance.of(whole)
        for name, categories in stored.record.by.items():
            breakdown = breakdowns.get(name)
            if breakdown is not None and breakdown.overlapping:
                yield from _larger_categories(stored, name, whole)
            elif breakdown is not None and (total := sum(map(_at_least, categories.values()), Fraction(0))) > most:
                details = {"breakdown": name, "parts": typed(total), "whole": shown(stored.record.value)}
                yield stored.find(kinds.PARTS_EXCEED_WHOLE, ("by", name), details, key=True)


def _larger_categories(stored: StoredRecord[Observation], breakdown: str, whole: Fraction) -> Iterator[Finding]:
    for category, value in stored.record.by[breakdown].items():
        if _at_least(value) > whole:
            details = {"category": category, "part": shown(value), "whole": shown(stored.record.value)}
            yield stored.find(kinds.PART_EXCEEDS_WHOLE, ("by", breakdown, category), details)


@check(kinds.POPULATION_EXCEEDS_WHOLE)
def populations(store: RecordStore) -> Iterator[Finding]:
    """The figure of a population is no larger than that of a population that contains it."""
    part_of = {population.id: population.part_of for population in store.by_id(Population).values()}
    measures = store.by_id(Measure)
    figures = current(store)
    containing = {name: tuple(containing_populations(name, part_of)) for name in {key.population for key in figures}}
    for key, stored in figures.items():
        measure = measures.get(key.measure)
        if measure is None or not measure.kind.adds_up:
            continue
        for population in containing[key.population]:
            whole = figures.get(key._replace(population=population))
            dubious = any(is_dubious(part.record.value, measure.kind) for part in (stored, whole) if part is not None)
            if whole is not None and not dubious and _exceeds(stored.record.value, whole.record.value):
                details = {"population": key.population, "part": shown(stored.record.value)}
                of_whole = {"whole": shown(whole.record.value), "other": whole.entry.place_of(("value",))}
                yield stored.find(kinds.POPULATION_EXCEEDS_WHOLE, ("value",), {**details, **of_whole})


def _exceeds(part: Value, whole: Value) -> bool:
    most = span_of_count(whole).high
    return isinstance(part, Quantity) and most is not None and _at_least(part) > most


def _at_least(value: Value) -> Fraction:
    return span_of_count(value).low or Fraction(0)


def containing_populations(population: str, part_of: Mapping[str, str | None]) -> Iterator[str]:
    """The populations that contain a population, from the inside out; in a circular chain, each but once.

    :param part_of: the population that each population is declared to be part of.
    """
    seen = {population}
    above = part_of.get(population)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = part_of.get(above)


_KINDS: Mapping[Relation, ProblemKind] = {
    Relation.UNITS: kinds.UNITS_DO_NOT_ADD_UP,
    Relation.PERIODS: kinds.PERIODS_DO_NOT_ADD_UP,
    Relation.CATEGORIES: kinds.PARTS_DO_NOT_ADD_UP,
}


@check(*_KINDS.values(), stage=Stage.COMPILED)
def additivity(data: CompiledRecords) -> Iterator[Finding]:
    """Where the records hold both a figure and what it is the sum of, the two agree within the measure's tolerance."""
    for added in sums(data.corpus.catalogue, data.tables):
        if not added.is_within_tolerance and not _exceeds_within_record(added):
            details = {
                "whole": typed(added.stated),
                "sum": typed(added.added),
                "count": len(added.parts),
                "difference": typed(added.difference),
                "tolerance": typed(added.tolerance),
                "breakdown": added.breakdown or "",
                "parts": "; ".join(_parts(data, added)),
            }
            yield data.stored_record_of(added.whole).find(_KINDS[added.relation], path_of(added.whole), details)


def _parts(data: CompiledRecords, added: Sum) -> Iterator[str]:
    """Of shorter periods: each with its value, file and line."""
    for part in added.parts if added.relation is Relation.PERIODS else ():
        yield f"{part.key.period}: {shown(part.value)} ({data.line_of(part)})"


def _exceeds_within_record(added: Sum) -> bool:
    """Whether categories of one record are more than its value, which :data:`parts` reports."""
    is_of_one_record = all(part.place == added.whole.place for part in added.parts)
    return added.relation is Relation.CATEGORIES and added.difference > 0 and is_of_one_record
