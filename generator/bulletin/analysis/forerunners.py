"""Which units, and which shares of them, made up the units of today in an earlier period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from bulletin.model.history import History, ReorganizationEvent
from bulletin.model.periods import Period

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
    DISAGREES = "disagrees"
    """What was stated of an organization is not what its units add to: where the rest stood, nobody knows."""
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


def forerunners(history: History, unit: str) -> list[str]:
    """All units that one of today took over from, and those that they took over from, the nearest first."""
    found = [unit]
    for after in found:
        found += [one.unit for one in history.successions_to.get(after, ()) if one.unit not in found]
    return found[1:]


def past_of(history: History, units: Iterable[str], period: Period, measure: str) -> Past | ComparabilityBreak:
    """What units of today were made of all through a period, for a measure that adds over the tree.

    The events are followed back, those of one day together. Of a unit all of whose successors are among the units, all
    counts, with no share recorded.
    """
    shares: Shares = dict.fromkeys(units, Fraction(1))
    followed: list[ReorganizationEvent] = []
    for _, of_one_day in groupby(reversed(history.successions), key=lambda one: one.event.on):
        events = [
            one
            for one in reversed(tuple(of_one_day))
            if not (one.event.precedes(period) or shares.keys().isdisjoint(one.event.organizations))
        ]
        if not all(one.event.follows(period) for one in events):
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
    made |= {one.unit for one in events}
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
