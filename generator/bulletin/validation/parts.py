"""Parts and wholes: no part is larger than its whole, and parts that do not overlap do not add up to more than it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from bulletin.model.records import Breakdown, Measure, Observation, Population
from bulletin.model.values import Quantity, Value
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.bounds import at_least, at_most, is_dubious, shown
from bulletin.validation.check import check
from bulletin.validation.reports import current, values_of


@check(kinds.PARTS_EXCEED_WHOLE, kinds.PART_EXCEEDS_WHOLE)
def parts(store: RecordStore) -> Iterator[Finding]:
    """What a figure is split into fits into it."""
    measures, breakdowns = store.by_id(Measure), store.by_id(Breakdown)
    for stored in store.of(Observation):
        measure, whole = measures.get(stored.record.measure), at_most(stored.record.value)
        if measure is None or not measure.kind.adds_up or whole is None:
            continue
        if any(is_dubious(value, measure.kind) for _, value in values_of(stored.record)):
            continue  # told of already
        most = Fraction(whole) + measure.tolerance.of(Fraction(whole))
        for name, categories in stored.record.by.items():
            breakdown = breakdowns.get(name)
            if breakdown is not None and breakdown.overlapping:
                yield from _each(stored, name, whole)
            elif breakdown is not None and (total := sum(map(at_least, categories.values()))) > most:
                details = {"breakdown": name, "parts": total, "whole": shown(stored.record.value)}
                yield stored.find(kinds.PARTS_EXCEED_WHOLE, ("by", name), details, key=True)


def _each(stored: StoredRecord[Observation], breakdown: str, whole: Decimal) -> Iterator[Finding]:
    for category, value in stored.record.by[breakdown].items():
        if at_least(value) > whole:
            details = {"category": category, "part": shown(value), "whole": shown(stored.record.value)}
            yield stored.find(kinds.PART_EXCEEDS_WHOLE, ("by", breakdown, category), details)


@check(kinds.POPULATION_EXCEEDS_WHOLE)
def populations(store: RecordStore) -> Iterator[Finding]:
    """The figure of a population is no larger than that of a population that holds it."""
    outer = {population.id: population.part_of for population in store.by_id(Population).values()}
    measures = store.by_id(Measure)
    figures = current(store)
    holders = {name: _holders(name, outer) for name in {key.population for key in figures}}
    for key, stored in figures.items():
        measure = measures.get(key.measure)
        if measure is None or not measure.kind.adds_up:
            continue
        for holder in holders[key.population]:
            whole = figures.get(key._replace(population=holder))
            dubious = any(is_dubious(each.record.value, measure.kind) for each in (stored, whole) if each is not None)
            if whole is not None and not dubious and _exceeds(stored.record.value, whole.record.value):
                details = {"population": key.population, "part": shown(stored.record.value)}
                of_whole = {"whole": shown(whole.record.value), "other": whole.entry.place_of(("value",))}
                yield stored.find(kinds.POPULATION_EXCEEDS_WHOLE, ("value",), {**details, **of_whole})


def _exceeds(part: Value, whole: Value) -> bool:
    most = at_most(whole)
    return isinstance(part, Quantity) and most is not None and at_least(part) > most


def _holders(population: str, outer: Mapping[str, str | None]) -> tuple[str, ...]:
    """The populations that hold a population, from the inside out; each but once, should they go round in a circle."""
    chain: dict[str, None] = {}
    above = outer.get(population)
    while above is not None and above != population and above not in chain:
        chain[above] = None
        above = outer.get(above)
    return tuple(chain)
