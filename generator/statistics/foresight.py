"""An organization as it was on a day, without what events still to come will make of it."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from generator.model.records import Event, EventKind, Organization


def as_it_was(organization: Organization, day: date, sources: Container[str]) -> Organization:
    """An organization as it stood at the end of a day: where it stood, under the name that it had, and not closed yet.

    :param sources: those that were known; of other allocations nothing is told.
    """
    if not organization.events:
        return organization
    come = [event for event in organization.events if event.on.start <= day]
    to_come = sorted((event for event in organization.events if event.on.start > day), key=lambda event: event.on)
    events = tuple(_allocated(event, sources) for event in come)
    if events == organization.events:
        return organization
    fields: dict[str, object] = {"events": events}
    for event in reversed(to_come):
        fields |= _before(organization, event)
    was = organization.model_copy(update=fields)
    was.placed(organization.place)
    return was


def _before(organization: Organization, event: Event) -> dict[str, object]:
    """The fields that an event changed, as they were before it."""
    if event.what is EventKind.RENAMED:
        return {"name": event.name or organization.name}
    if event.what is EventKind.MOVED:
        return {"parent": event.organizations[0]}
    return {} if organization.id in event.organizations else {"closed": None}


def _allocated(event: Event, sources: Container[str]) -> Event:
    """An event with the allocations that were known."""
    known = tuple(allocation for allocation in event.allocations if allocation.source in sources)
    return event if known == event.allocations else event.model_copy(update={"allocations": known})
