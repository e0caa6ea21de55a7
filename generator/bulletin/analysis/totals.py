"""Reported figures → the same with every total that the measures' rules allow, unit by unit up the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from bulletin.analysis.combining import may_be_part
from bulletin.analysis.longer_periods import Calendar
from bulletin.analysis.over_time import totals_over_time
from bulletin.analysis.over_tree import brought_to, expected_units, total_over_tree
from bulletin.analysis.tables import Figure, Origin
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.periods import Period, Shape
from bulletin.model.records import Rule


class _Line(NamedTuple):
    """What a line of an organization's ledger is about."""

    measure: str
    population: str
    breakdown: str | None
    category: str | None


_Slot = tuple[str, bool]
"""The notation of a period, and whether the value holds for each of its years."""


class _Ledger:
    """The figures of one organization, by line and slot."""

    def __init__(self) -> None:
        self.lines: defaultdict[_Line, dict[_Slot, Figure]] = defaultdict(dict)

    def enter(self, figures: Iterable[Figure]) -> None:
        """Take the figures in, in the place of any that have their slots."""
        for figure in figures:
            _, measure, period, population, each, breakdown, category = figure.key
            self.lines[_Line(measure, population, breakdown, category)][period.text, each] = figure

    def holds(self, line: _Line, slot: _Slot) -> bool:
        """Whether the slot is taken."""
        return line in self.lines and slot in self.lines[line]


def with_totals(corpus: Corpus, reported: Iterable[Figure]) -> Iterator[Figure]:
    """The reported figures and the totals they make, in no particular order.

    See :func:`~bulletin.analysis.compilation.compile_tables` for what is added and what is not.
    """
    catalogue = corpus.catalogue
    ledgers: defaultdict[str, _Ledger] = defaultdict(_Ledger)
    for figure in reported:
        ledgers[figure.key.organization].enter((figure,))
    calendars = _Calendars(corpus)
    for organization in _bottom_up(catalogue):
        below = {unit: ledgers[unit] for unit in catalogue.ever_below(organization) if unit in ledgers}
        if organization not in ledgers and not below:
            continue
        ledger = ledgers[organization]
        ledger.enter(list(_over_time(ledger, calendars, organization)))
        if below:
            ledger.enter(list(_over_tree(catalogue, organization, ledger, below)))
            ledger.enter(list(_over_time(ledger, calendars, organization)))
        yield from chain.from_iterable(slots.values() for slots in ledger.lines.values())


def _bottom_up(catalogue: Catalogue) -> Iterator[str]:
    """Every organization after all of those that are, or once were, below it."""
    seen: set[str] = set()

    def climb(organization: str) -> Iterator[str]:
        if organization not in seen:
            seen.add(organization)
            yield from chain.from_iterable(map(climb, catalogue.ever_below(organization)))
            yield organization

    return chain.from_iterable(map(climb, catalogue.roots))


class _Calendars:
    """The periods that matter, for each organization's measures."""

    def __init__(self, corpus: Corpus) -> None:
        self._rules = {measure.id: measure.over_time for measure in corpus.catalogue.measures.values()}
        terms = corpus.catalogue.terms.values()
        self._terms = tuple(Period(t.period.start, t.period.end, Shape.TERM, t.id, t.id) for t in terms)
        self._of_targets: defaultdict[tuple[str, str, str], dict[str, Period]] = defaultdict(dict)
        for target in corpus.targets.values():
            if target.each is None and not target.period.is_instant:
                about = (target.organization, target.measure, target.population)
                self._of_targets[about][target.period.text] = target.period
        self._made: dict[tuple[str, ...], Calendar] = {}

    def rule(self, measure: str) -> Rule:
        """How the measure adds over time."""
        return self._rules[measure]

    def calendar(self, organization: str, line: _Line) -> Calendar:
        """The periods that matter for the line; the same calendar wherever they are the same."""
        targets = self._of_targets.get((organization, line.measure, line.population), {})
        asked = tuple(sorted(targets))
        if asked not in self._made:
            self._made[asked] = Calendar(self._terms, tuple(targets.values()))
        return self._made[asked]


def _over_time(ledger: _Ledger, calendars: _Calendars, organization: str) -> Iterator[Figure]:
    for line, slots in ledger.lines.items():
        calendar = calendars.calendar(organization, line)
        yield from totals_over_time(tuple(slots.values()), calendars.rule(line.measure), calendar)


def _over_tree(
    catalogue: Catalogue, organization: str, ledger: _Ledger, below: Mapping[str, _Ledger]
) -> Iterator[Figure]:
    expected: dict[str, int | None] = {}
    for (line, slot), found in _parts(catalogue, organization, below).items():
        period = found[0].key.period
        if slot[0] not in expected:
            expected[slot[0]] = expected_units(catalogue, organization, period)
        missing = _missing(catalogue, organization, below, found) if len(found) != expected[slot[0]] else {}
        brought = _brought(catalogue, line, missing, period)
        total = total_over_tree(organization, [*found, *chain.from_iterable(brought.values())], expected[slot[0]])
        if not total.is_complete and brought.keys() != missing.keys() and _is_cut(found):
            continue
        whole = line._replace(breakdown=None, category=None)
        stands = total.is_complete or (len(total.parts) > 1 and not ledger.holds(whole, slot))
        if stands and not ledger.holds(line, slot):
            yield total


def _missing(
    catalogue: Catalogue, organization: str, below: Mapping[str, _Ledger], found: Sequence[Figure]
) -> Mapping[str, _Ledger]:
    """The units below in the period of a total that have no figure of it."""
    period, having = found[0].key.period, {part.key.organization for part in found}
    return {
        unit: ledger
        for unit, ledger in below.items()
        if unit not in having
        and catalogue.exists(unit, period)
        and catalogue.history.parents(unit, period) == (organization,)
    }


def _brought(
    catalogue: Catalogue, line: _Line, missing: Mapping[str, _Ledger], period: Period
) -> Mapping[str, list[Figure]]:
    """What units without a figure of a period have of all of it that they were there, each that has."""
    if not missing or catalogue.measures[line.measure].over_time is not Rule.SUM:
        return {}
    brought = {
        unit: brought_to(catalogue, unit, ledger.lines[line].values(), period)
        for unit, ledger in missing.items()
        if line in ledger.lines
    }
    return {unit: figures for unit, figures in brought.items() if figures}


def _is_cut(found: Iterable[Figure]) -> bool:
    """Whether a period is only that of a part of a term after which some units happen to have no figure."""
    return all(part.origin is Origin.SUM_OVER_TIME and part.key.period.shape is Shape.TERM_TO_DATE for part in found)


def _parts(
    catalogue: Catalogue, organization: str, below: Mapping[str, _Ledger]
) -> Mapping[tuple[_Line, _Slot], list[Figure]]:
    """What can be added of the units below, by what it would be a total of.

    A unit that was moved counts where it stood all through the figure's period; in the period of the move, nowhere.
    """
    parts: defaultdict[tuple[_Line, _Slot], list[Figure]] = defaultdict(list)
    adding = {measure.id for measure in catalogue.measures.values() if measure.over_tree is Rule.SUM}
    for unit, ledger in below.items():
        moved = unit in catalogue.history.moves
        for line, slots in ledger.lines.items():
            if line.measure not in adding:
                continue
            for slot, figure in slots.items():
                if may_be_part(figure) and (
                    not moved or catalogue.history.parents(unit, figure.key.period) == (organization,)
                ):
                    parts[line, slot].append(figure)
    return parts
