"""The tree of organizations."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool

from generator.model.records.parts import AnyPeriod, Id, Part, Record
from generator.model.text import Text


class EventKind(StrEnum):
    """What happened to an organization."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"


class Event(Part):
    """A change in an organization's life."""

    on: AnyPeriod
    """The day, or the month or year where no more is known."""
    what: EventKind
    organizations: tuple[Id, ...] = ()
    """The others that took part: merged with, split into, moved from."""
    name: Text | None = None
    """For a renaming: the name until then."""


class Subordinates(Part):
    """How many units of one kind an organization has, where the records do not hold them all."""

    kind: Id
    count: Annotated[int, Field(ge=1)]
    source: Id


class Organization(Record):
    """A node of the tree."""

    id: Id
    name: Text
    kind: Id
    parent: Id | None = None
    opened: AnyPeriod | None = None
    """When it came into being; its first day counts. None: before anything the records tell."""
    closed: AnyPeriod | None = None
    """When it ceased to be; its last day counts. None: still there."""
    subordinates: tuple[Subordinates, ...] = ()
    unlisted_units: StrictBool = False
    """Whether units stand directly below that the records neither hold nor count, so that a total of those below it is
    never known to be complete."""
    events: tuple[Event, ...] = ()
    source: Id | None = None
    """Where the bulletin learnt of it: editions that knew that source know the organization. None: all of them do."""
    note: Text | None = None
