"""The tree of organizations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field, StrictBool

from bulletin.model.periods import AnyPeriod, Period
from bulletin.model.records.parts import Code, Id, MarkedRecord, Part, Percent
from bulletin.model.text import Text

MOST_TILES = 60
"""Columns and rows of a map of tiles."""


class EventKind(StrEnum):
    """What happened to an organization."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"


class Allocation(Part):
    """Which share of a unit's figures each of its successors takes over."""

    shares: Annotated[dict[Id, Percent], Field(min_length=1)]
    """Successor → percent; 100 together."""
    measures: tuple[Id, ...] = ()
    """The measures it holds for; none named: all that no other allocation of the event names."""
    source: Id


class Event(Part):
    """A change in an organization's life, recorded with the unit that was renamed or moved, or that came to its end."""

    on: AnyPeriod
    """The first day on which the change holds, or the month or year where no more is known."""
    what: EventKind
    """What happened."""
    organizations: tuple[Id, ...] = ()
    """The others that took part: merged into, split into, moved from. A unit that goes on, smaller, is among those that
    it was split into."""
    name: Text | None = None
    """For a renaming: the name until then."""
    allocations: tuple[Allocation, ...] = ()
    """For a split, or a merger into several: what each successor takes over of the figures, where a source says so."""

    @property
    def is_succession(self) -> bool:
        """Whether other units took over from this one."""
        return self.what in (EventKind.MERGED, EventKind.SPLIT)

    def precedes(self, period: Period) -> bool:
        """Whether the whole period lies under the new structure."""
        return self.on.end <= period.start

    def follows(self, period: Period) -> bool:
        """Whether the whole period lies under the old structure."""
        return period.end < self.on.start

    def share(self, successor: str, measure: str) -> Fraction | None:
        """The share of a measure's figures that a successor takes over, from 0 to 1; None where none is recorded."""
        if len(self.organizations) == 1:
            return Fraction(1)
        allocation = self.allocation(measure)
        return None if allocation is None else Fraction(allocation.shares[successor]) / 100

    def allocation(self, measure: str) -> Allocation | None:
        """The allocation of a measure's figures: the one that names it, else the one for all others."""
        named = (allocation for allocation in self.allocations if measure in allocation.measures)
        others = (allocation for allocation in self.allocations if not allocation.measures)
        return next(named, None) or next(others, None)


class Subordinates(Part):
    """How many units of one kind an organization has, where the records do not hold them all."""

    kind: Id
    """What the units are."""
    count: Annotated[int, Field(ge=1)]
    """How many there are."""
    source: Id


class Tile(Part):
    """The place of an organization in a map of equal squares, which needs no borders."""

    column: Annotated[int, Field(ge=1, le=MOST_TILES)]
    """Counted from the left, from 1."""
    row: Annotated[int, Field(ge=1, le=MOST_TILES)]
    """Counted from the top, from 1."""


class Organization(MarkedRecord):
    """A node of the tree."""

    id: Id
    """By which figures and targets name it, and the address of its page."""
    name: Text
    """What pages call it."""
    short: Text | None = None
    """A short name that its people know it by. It distinguishes units of the same name."""
    aliases: tuple[Text, ...] = ()
    """Other names, by which readers may look for it: former names, local ones, without the official prefix."""
    codes: dict[Id, Code] = Field(default_factory=dict)
    """Its codes in official lists: the list → the code in quotes, as a number loses the zeros in front."""
    kind: Id
    """What it is: a city, a branch, a country."""
    parent: Id | None = None
    """The organization above it; none for the top of the tree."""
    opened: AnyPeriod | None = None
    """When it came into being; its first day counts. None: before anything in the records."""
    closed: AnyPeriod | None = None
    """When it ceased to be; its last day counts: of a year alone, 31 December. None: still there."""
    suspended: tuple[AnyPeriod, ...] = ()
    """When it was not there in between: from the day after it closed to the day before it opened again."""
    subordinates: tuple[Subordinates, ...] = ()
    """How many units it has below it, as a source states; more may be there than the records know of."""
    unlisted_units: StrictBool = False
    """Whether units are directly below that the records neither hold nor count, so that a total of those below it is
    never known to be complete."""
    events: tuple[Event, ...] = ()
    """What happened to it: renamed, merged, split, moved."""
    former_ids: tuple[Id, ...] = ()
    """Ids that it had before: the addresses of their pages lead to its page."""
    tile: Tile | None = None
    """Its place in the map of the units of its kind. None: the map leaves it out."""
    source: Id | None = None
    """Where the bulletin learnt of it: editions that knew that source know the organization. None: all of them do."""
    note: Text | None = None
    """For the reader, on its page."""

    def exists_in(self, period: Period) -> bool:
        """Whether the organization existed on at least one day of a period."""
        return not (self.opened or self.closed or self.suspended) or any(self.days_in(period))

    def days_in(self, period: Period) -> Iterator[tuple[date, date]]:
        """The days of a period on which the organization existed: the first and the last of each span, in order."""
        start = max(period.start, self.opened.start) if self.opened else period.start
        end = min(period.end, self.closed.end) if self.closed else period.end
        for gap in sorted(self.suspended):
            last = min(end, gap.start - timedelta(days=1))
            if start <= last:
                yield start, last
            start = max(start, gap.end + timedelta(days=1))
        if start <= end:
            yield start, end

    def coexists_with(self, other: Organization) -> bool:
        """Whether neither was closed before the other opened."""
        return not any(
            first.closed is not None and second.opened is not None and first.closed.end < second.opened.start
            for first, second in ((self, other), (other, self))
        )
