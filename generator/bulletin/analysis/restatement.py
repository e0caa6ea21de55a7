"""Restatement: figures from before a reorganization → what they come to under the structure of today.

The predecessors of today's units are found by the recorded events. Nothing is estimated but by a share that a source
states, and what was reported stays what it was. Figures are taken as they were released, so that nothing hidden can be
disclosed by what is restated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from bulletin.analysis.contiguous_periods import may_be_part_or_is_suppressed
from bulletin.analysis.figures import Figure, FigureOrigin, Flag, is_suppressed, sorted_flags
from bulletin.analysis.quantities import number_of
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Rule
from bulletin.model.reorganizations import History, ReorganizationEvent

# --- predecessors: what the units of today were made of ---------------------------------------------------------------


Shares = Mapping[str, Fraction]
"""Which part of the figures of each unit counts: 1 for all."""


class ComparabilityBreak(StrEnum):
    """Why nothing is restated."""

    STRADDLES = "straddles"
    """The event lies within the period, whose figure is partly of the old structure and partly of the new one."""
    NO_ALLOCATION = "no-allocation"
    """A unit was taken over by several, and no source says in which shares."""
    INCOMPLETE = "incomplete"
    """A figure that it takes is missing, or not known exactly; or not all units are in the records."""
    SUPPRESSED = "suppressed"
    """A figure that it takes, or that must agree with what it takes, is suppressed: so is what is restated."""
    DISAGREES = "disagrees"
    """What was stated of an organization is not what its units add to: where the rest was, nobody knows."""
    ENTANGLED = "entangled"
    """Several events follow upon each other in such a way that the records do not say who covered what."""


@dataclass(frozen=True, slots=True)
class Past:
    """What some units of today were made of."""

    shares: Shares
    """The units of then; some may not have been there yet."""
    followed: tuple[ReorganizationEvent, ...]
    """The mergers and splits since then, the latest first."""

    @property
    def touched(self) -> frozenset[str]:
        """The units that had a part in those."""
        return frozenset(name for unit, event in self.followed for name in (unit, *event.organizations))


def predecessors(history: History, unit: str) -> list[str]:
    """All units that one of today took over from, and those that they took over from, the nearest first."""
    found = [unit]
    for after in found:
        found += [
            succession.unit for succession in history.successions_to.get(after, ()) if succession.unit not in found
        ]
    return found[1:]


def past_of(history: History, units: Iterable[str], period: Period, measure: str) -> Past | ComparabilityBreak:
    """What units of today were made of all through a period, for a measure that adds over the tree.

    The events are followed back, those of one day together. Of a unit all of whose successors are among the units, all
    counts, with no share recorded.
    """
    shares: Shares = dict.fromkeys(units, Fraction(1))
    followed: list[ReorganizationEvent] = []
    for _, of_one_day in groupby(reversed(history.successions), key=lambda reorganization: reorganization.event.on):
        events = [
            reorganization
            for reorganization in reversed(tuple(of_one_day))
            if not (
                reorganization.event.precedes(period) or shares.keys().isdisjoint(reorganization.event.organizations)
            )
        ]
        if not all(reorganization.event.follows(period) for reorganization in events):
            return ComparabilityBreak.STRADDLES
        before = _before(history, shares, events, measure)
        if before is None:
            return ComparabilityBreak.NO_ALLOCATION
        shares = before
        followed += events
    return Past(shares, tuple(followed))


def _before(history: History, shares: Shares, events: Sequence[ReorganizationEvent], measure: str) -> Shares | None:
    """The shares before the events of one day; None where one takes an allocation that is not recorded."""
    made = {name for _, event in events for name in event.organizations if not history.was_there_before(name, event)}
    made |= {reorganization.unit for reorganization in events}
    before: defaultdict[str, Fraction] = defaultdict(Fraction)
    before.update({unit: share for unit, share in shares.items() if unit not in made})
    for unit, event in events:
        wholes = {shares.get(successor) for successor in event.organizations}
        if len(wholes) == 1 and (whole := wholes.pop()) is not None:
            before[unit] += whole
            continue
        for successor in event.organizations:
            share = event.share(successor, measure)
            if successor in shares and share is None:
                return None
            before[unit] += shares.get(successor, Fraction(0)) * (share or 0)
    return before


# --- figures under the structure of today -----------------------------------------------------------------------------


_CARRIED = frozenset({Flag.PROVISIONAL, Flag.REVISED, Flag.ESTIMATED})
"""Flags of a figure that also hold of what is made of it. A break does not: to mend it is what this is for."""


@dataclass(frozen=True, slots=True)
class AllocatedFigure:
    """A figure from then, as far as it is one of today's unit."""

    figure: Figure
    share: Fraction
    """Which part of it counts: 1 for all."""

    @property
    def number(self) -> Fraction:
        """What it brings."""
        return number_of(self.figure) * self.share


@dataclass(frozen=True, slots=True)
class Restated:
    """What one figure of an organization comes to under the structure of today."""

    key: ObservationKey
    reported: Figure | None
    """As it was reported then; None where the organization had no figure."""
    taken: tuple[AllocatedFigure, ...] = ()
    allocated: tuple[str, ...] = ()
    """Ids of the sources of the shares."""
    gap: ComparabilityBreak | None = None
    """Why nothing is restated; None where it is."""

    @property
    def number(self) -> Fraction | None:
        """The restated value, exact; None where there is a gap."""
        return None if self.gap else sum((allocation.number for allocation in self.taken), Fraction(0))

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Estimated where only a part of a figure counts; and those of the figures that were taken, unless hidden."""
        if self.gap is ComparabilityBreak.SUPPRESSED:
            return (Flag.CONFIDENTIAL,)
        own = (Flag.ESTIMATED,) if any(allocation.share != 1 for allocation in self.taken) else ()
        return sorted_flags(
            (*own, *(flag for allocation in self.taken for flag in allocation.figure.flags if flag in _CARRIED))
        )


def restated(catalogue: Catalogue, tables: Tables, organization: str) -> list[Restated]:
    """The series of an organization from before the events that changed what it covers, restated.

    A merger gives the sum of what those before had, a split the recorded share of it; an organization that units were
    moved to or from gets the sum of the units below it today. That is for measures that add over the tree only, and for
    periods that lie before the events as a whole, or are sums of those and of later ones; of others that an event lies
    in, a comparability break says why nothing is restated. So it does of an organization whose own figure of then is
    another than the sum of the units below it then: what is between the two would be taken for a change.

    :return: by measure, population, period and category, in the order of the tables; empty for what no event has
        changed, and for an organization that is no more.
    """
    if not catalogue.history.events or catalogue.organizations[organization].closed is not None:
        return []
    return list(_Restating(catalogue, tables).series(organization))


class _Restating:
    def __init__(self, catalogue: Catalogue, tables: Tables) -> None:
        self._catalogue = catalogue
        self._tables = tables
        self._history = catalogue.history

    def series(self, organization: str) -> Iterator[Restated]:
        for key in self._keys(organization):
            reported, taken = self._tables.by_key.get(key), self._taken(key)
            if isinstance(taken, ComparabilityBreak):
                if reported is not None or taken is not ComparabilityBreak.INCOMPLETE:
                    yield Restated(key, reported, gap=taken)
            elif taken and [(allocation.figure.key, allocation.share) for allocation in taken] != [(key, Fraction(1))]:
                is_hidden = any(is_suppressed(allocation.figure) for allocation in taken)
                shared = any(allocation.share != 1 for allocation in taken)
                allocated = self._allocated(key) if shared else ()
                gap = ComparabilityBreak.SUPPRESSED if is_hidden else None
                yield Restated(key, reported, tuple(taken), allocated, gap)

    def _keys(self, organization: str) -> Iterator[ObservationKey]:
        """What was reported, before the last of the events, of the organization or a unit that it is made of."""
        own = self._history.successions_to.get(organization, ())
        ends = [succession.event.on.end for succession in (*own, *self._history.changing.get(organization, ()))]
        units = predecessors(self._history, organization) if own else self._catalogue.children[organization]
        adding = {measure.id for measure in self._catalogue.measures.values() if measure.over_tree is Rule.SUM}
        found: dict[ObservationKey, None] = {}
        for figure in (
            figure for unit in (organization, *units) for figure in self._tables.by_organization.get(unit, ())
        ):
            key = figure.key
            if ends and key.period.start < max(ends) and key.measure in adding and not key.annual:
                found[key.of(organization)] = None
        return iter(found)

    def _taken(self, key: ObservationKey) -> list[AllocatedFigure] | ComparabilityBreak:
        """The figures that make one of today's structure; of a sum over time, those that make its parts."""
        taken = self._at_once(key)
        whole = self._tables.by_key.get(key)
        if taken is not ComparabilityBreak.STRADDLES or whole is None or not self._is_temporal_sum(whole):
            return taken
        parts = [self._taken(part) for part in whole.parts]
        made = [allocation for part in parts if not isinstance(part, ComparabilityBreak) for allocation in part]
        return ComparabilityBreak.STRADDLES if any(isinstance(part, ComparabilityBreak) for part in parts) else made

    def _is_temporal_sum(self, figure: Figure) -> bool:
        rule = self._catalogue.measures[figure.key.measure].over_time
        return figure.origin is FigureOrigin.TEMPORAL_SUM and rule is Rule.SUM

    def _at_once(self, key: ObservationKey) -> list[AllocatedFigure] | ComparabilityBreak:
        if _since(self._history.successions_to.get(key.organization, ()), key.period):
            return self._made_of(key, (key.organization,))
        changing = _since(self._history.changing.get(key.organization, ()), key.period)
        if not changing:
            return self._figure(key, Fraction(1))
        if not all(reorganization.event.follows(key.period) for reorganization in changing):
            return ComparabilityBreak.STRADDLES
        if not self._knows_all_below(key.organization):
            return ComparabilityBreak.INCOMPLETE
        if (apart := self._apart(key)) is not None:
            return apart
        below = self._catalogue.children[key.organization]
        return self._made_of(key, [unit for unit in below if unit not in self._history.ended])

    def _apart(self, key: ObservationKey) -> ComparabilityBreak | None:
        """Why what was stated of an organization is not the sum of its units; None where it is, or nothing was."""
        stated = self._tables.by_key.get(key)
        if stated is None or stated.origin is FigureOrigin.HIERARCHICAL_SUM or not may_be_part_or_is_suppressed(stated):
            return None
        there = (
            u for u in self._catalogue.below(key.organization, key.period) if self._catalogue.exists(u, key.period)
        )
        found = [self._figure(key.of(unit), Fraction(1)) for unit in there]
        taken = [
            allocation for figures in found if not isinstance(figures, ComparabilityBreak) for allocation in figures
        ]
        if len(taken) < len(found):
            return ComparabilityBreak.INCOMPLETE
        if any(map(is_suppressed, (stated, *(allocation.figure for allocation in taken)))):
            return ComparabilityBreak.SUPPRESSED
        total = sum((allocation.number for allocation in taken), Fraction(0))
        return None if total == number_of(stated) else ComparabilityBreak.DISAGREES

    def _allocated(self, key: ObservationKey) -> tuple[str, ...]:
        """The sources of the shares that an organization, or a unit below it, took over."""
        today = (key.organization, *self._catalogue.children[key.organization])
        units = dict.fromkeys(unit for current in today for unit in (current, *predecessors(self._history, current)))
        events = (
            reorganization.event for unit in units for reorganization in self._history.successions_to.get(unit, ())
        )
        shared = (event.allocation(key.measure) for event in events if event.follows(key.period))
        return tuple(dict.fromkeys(allocation.source for allocation in shared if allocation is not None))

    def _knows_all_below(self, organization: str) -> bool:
        """Whether the records hold every unit below; those that have ended are not counted on to make up for others."""
        record, units = self._catalogue.organizations[organization], self._catalogue.children[organization]
        below = Counter(o.kind for o in map(self._catalogue.organizations.__getitem__, units) if o.closed is None)
        return not record.unlisted_units and all(below[units.kind] >= units.count for units in record.subordinates)

    def _made_of(self, key: ObservationKey, units: Iterable[str]) -> list[AllocatedFigure] | ComparabilityBreak:
        """What units of today had then: the figures of those before them, else their own."""
        past = past_of(self._history, units, key.period, key.measure)
        if isinstance(past, ComparabilityBreak):
            return past
        if self._is_entangled(past, key.period):
            return ComparabilityBreak.ENTANGLED
        taken: list[AllocatedFigure] = []
        for unit, share in past.shares.items():
            if share and self._catalogue.exists(unit, key.period):
                own = key.of(unit)
                found = self._figure(own, share) if unit in past.touched else self._taken(own)
                if isinstance(found, ComparabilityBreak):
                    return found
                taken += found
        return taken

    def _is_entangled(self, past: Past, period: Period) -> bool:
        """Whether a unit that was followed back covered others then for another reason than the events followed.

        What was moved out of a unit on the day of its end went the way that the unit itself went.
        """
        followed = {reorganization.unit: reorganization.event.on for reorganization in past.followed}
        changing = (reorganization for unit in past.touched for reorganization in self._history.changing.get(unit, ()))
        return any(
            not any(followed.get(above) == reorganization.event.on for above in self._way_up(reorganization))
            for reorganization in _since(changing, period)
            if reorganization not in past.followed
        )

    def _way_up(self, reorganization: ReorganizationEvent) -> Iterator[str]:
        return self._history.ancestors(reorganization.unit, reorganization.event.on.start - timedelta(days=1))

    def _figure(self, key: ObservationKey, share: Fraction) -> list[AllocatedFigure] | ComparabilityBreak:
        figure = self._tables.by_key.get(key)
        return (
            [AllocatedFigure(figure, share)]
            if figure is not None and may_be_part_or_is_suppressed(figure)
            else ComparabilityBreak.INCOMPLETE
        )


def _since(events: Iterable[ReorganizationEvent], period: Period) -> list[ReorganizationEvent]:
    """Those that do not lie before a period."""
    return [reorganization for reorganization in events if not reorganization.event.precedes(period)]
