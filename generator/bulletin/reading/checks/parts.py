"""Parts and wholes: no part is larger than its whole, and parts that do not overlap do not add up to more than it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from bulletin.model.records import Breakdown, Measure, Observation, Population
from bulletin.model.values import Quantity, Value
from bulletin.problems import figures as kinds
from bulletin.reading.checks.bounds import at_least, at_most, is_dubious, shown
from bulletin.reading.checks.check import check
from bulletin.reading.checks.reports import current, values_of
from bulletin.reading.ledger import Filed, Finding, Ledger


@check(kinds.PARTS_EXCEED_WHOLE, kinds.PART_EXCEEDS_WHOLE)
def parts(ledger: Ledger) -> Iterator[Finding]:
    """What a figure is split into fits into it."""
    measures, breakdowns = ledger.by_id(Measure), ledger.by_id(Breakdown)
    for filed in ledger.of(Observation):
        measure, whole = measures.get(filed.record.measure), at_most(filed.record.value)
        if measure is None or not measure.kind.adds_up or whole is None:
            continue
        if any(is_dubious(value, measure.kind) for _, value in values_of(filed.record)):
            continue  # told of already
        most = Fraction(whole) + measure.tolerance.of(Fraction(whole))
        for name, categories in filed.record.by.items():
            breakdown = breakdowns.get(name)
            if breakdown is not None and breakdown.overlapping:
                yield from _each(filed, name, whole)
            elif breakdown is not None and (total := sum(map(at_least, categories.values()))) > most:
                details = {"breakdown": name, "parts": total, "whole": shown(filed.record.value)}
                yield filed.find(kinds.PARTS_EXCEED_WHOLE, ("by", name), details, key=True)


def _each(filed: Filed[Observation], breakdown: str, whole: Decimal) -> Iterator[Finding]:
    for category, value in filed.record.by[breakdown].items():
        if at_least(value) > whole:
            details = {"category": category, "part": shown(value), "whole": shown(filed.record.value)}
            yield filed.find(kinds.PART_EXCEEDS_WHOLE, ("by", breakdown, category), details)


@check(kinds.POPULATION_EXCEEDS_WHOLE)
def populations(ledger: Ledger) -> Iterator[Finding]:
    """The figure of a population is no larger than that of a population that holds it."""
    outer = {population.id: population.part_of for population in ledger.by_id(Population).values()}
    measures = ledger.by_id(Measure)
    figures = current(ledger)
    holders = {name: _holders(name, outer) for name in {key.population for key in figures}}
    for key, filed in figures.items():
        measure = measures.get(key.measure)
        if measure is None or not measure.kind.adds_up:
            continue
        for holder in holders[key.population]:
            whole = figures.get(key._replace(population=holder))
            dubious = any(is_dubious(each.record.value, measure.kind) for each in (filed, whole) if each is not None)
            if whole is not None and not dubious and _exceeds(filed.record.value, whole.record.value):
                details = {"population": key.population, "part": shown(filed.record.value)}
                of_whole = {"whole": shown(whole.record.value), "other": whole.entry.place_of(("value",))}
                yield filed.find(kinds.POPULATION_EXCEEDS_WHOLE, ("value",), {**details, **of_whole})


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
