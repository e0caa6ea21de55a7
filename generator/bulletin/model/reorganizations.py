"""Reorganizations: what became of organizations, by the events that their records state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bulletin.model.periods import Period, instant
from bulletin.model.records import Event, EventKind, Organization


class ReorganizationEvent(NamedTuple):
    """An event, and the unit that it is recorded with."""

    unit: str
    event: Event

    def __hash__(self) -> int:
        return hash((self.unit, self.event.on))


class History:
    """The events of all organizations but renamings, which change nothing that figures are about.

    Of an event that is known to the month or year only, every day of it may be the first under the new structure.
    """

    def __init__(self, organizations: Mapping[str, Organization]) -> None:
        self._organizations = organizations

    @cached_property
    def events(self) -> tuple[ReorganizationEvent, ...]:
        """All events, the earliest first; of one day, in the order of the records."""
        events = (
            ReorganizationEvent(unit.id, event)
            for unit in self._organizations.values()
            for event in unit.events
            if event.what is not EventKind.RENAMED
        )
        return tuple(sorted(events, key=lambda reorganization: reorganization.event.on))

    @cached_property
    def successions(self) -> tuple[ReorganizationEvent, ...]:
        """The mergers and the splits, the earliest first."""
        return tuple(reorganization for reorganization in self.events if reorganization.event.is_succession)

    @cached_property
    def moves(self) -> dict[str, tuple[Event, ...]]:
        """When each unit that was moved was moved, the earliest first."""
        found: dict[str, tuple[Event, ...]] = {}
        for unit, event in self.events:
            if event.what is EventKind.MOVED:
                found[unit] = (*found.get(unit, ()), event)
        return found

    @cached_property
    def moved_away(self) -> dict[str, tuple[str, ...]]:
        """The units that once stood directly below an organization, and no longer do."""
        found: dict[str, dict[str, None]] = {}
        for unit, moves in self.moves.items():
            for former in (parent for event in moves for parent in event.organizations):
                if former in self._organizations and former != self._organizations[unit].parent:
                    found.setdefault(former, {})[unit] = None
        return {former: tuple(units) for former, units in found.items()}

    @cached_property
    def touched_by_moves(self) -> frozenset[str | None]:
        """The organizations that units were moved to or from."""
        new = {self._organizations[unit].parent for unit in self.moves}
        return frozenset(new.union(*(event.organizations for moves in self.moves.values() for event in moves)))

    def parents(self, unit: str, period: Period) -> tuple[str | None, ...]:
        """The organizations that a unit stood directly below on at least one day of a period, the earliest first."""
        moves = self.moves.get(unit)
        if moves is None:
            return (self._organizations[unit].parent,)
        stays = [*(event.organizations[0] for event in moves), self._organizations[unit].parent]
        first = sum(event.precedes(period) for event in moves)
        last = len(moves) - sum(event.follows(period) for event in moves)
        return tuple(dict.fromkeys(stays[first : last + 1]))

    def new_parent(self, unit: str, event: Event) -> str | None:
        """Where a unit came by a move."""
        later = (after for before, after in pairwise(self.moves[unit]) if before == event)
        return next((move.organizations[0] for move in later), self._organizations[unit].parent)

    def ancestors(self, unit: str, day: date) -> Iterator[str]:
        """The ids above a unit on a day, from its parent to the root.

        Moves of organizations to below themselves end the way where it would go in circles.
        """
        seen = {unit}
        above = self.parents(unit, instant(day))[-1]
        while above is not None and above not in seen:
            yield above
            seen.add(above)
            above = self.parents(above, instant(day))[-1]

    @cached_property
    def changing(self) -> dict[str, tuple[ReorganizationEvent, ...]]:
        """The events since which an organization covers other units, or more or less of them; the earliest first.

        They are those of whoever lost or gained the unit in the tree, up to where the old and the new way to the root
        meet; and of those that took over from it, or go on with less, unless the event made them.
        """
        found: dict[str, tuple[ReorganizationEvent, ...]] = {}
        for reorganization in self.events:
            for organization in self._affected(reorganization):
                found[organization] = (*found.get(organization, ()), reorganization)
        return found

    def _affected(self, reorganization: ReorganizationEvent) -> frozenset[str]:
        unit, event = reorganization
        old_way = frozenset(self.ancestors(unit, event.on.start - timedelta(days=1)))
        if not event.is_succession:
            return old_way ^ frozenset(self.ancestors(unit, event.on.end))
        going_on = frozenset(name for name in event.organizations if self.was_there_before(name, event))
        return going_on.union(
            *(old_way ^ frozenset(self.ancestors(name, event.on.end)) for name in event.organizations)
        )

    @cached_property
    def successions_to(self) -> dict[str, tuple[ReorganizationEvent, ...]]:
        """The mergers and splits by which an organization took over from others; the earliest first."""
        found: dict[str, tuple[ReorganizationEvent, ...]] = {}
        for reorganization in self.successions:
            for organization in reorganization.event.organizations:
                found[organization] = (*found.get(organization, ()), reorganization)
        return found

    @cached_property
    def ended(self) -> frozenset[str]:
        """The units that came to their end by a merger or a split."""
        return frozenset(unit for unit, event in self.successions if unit not in event.organizations)

    def was_there_before(self, unit: str, event: Event) -> bool:
        """Whether a unit was there before an event, rather than made by it."""
        opened = self._organizations[unit].opened
        return opened is None or opened.start < event.on.start
