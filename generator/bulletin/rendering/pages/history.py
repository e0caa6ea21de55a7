"""What became of an organization, in sentences whose names are links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bulletin.model.history import Happening
from bulletin.model.records import Event, EventKind, Organization
from bulletin.rendering.context import PageContext
from bulletin.rendering.text.messages import ENDS, EVENTS, GOES_ON, JOINED, LEFT, Message
from bulletin.rendering.views import Formula, Link

_SLOT = "\N{NULL}"
"""Stands where links go; no record may hold it."""
Links = Mapping[str, tuple[Link, ...]]
"""What a sentence leads to, by the names of the places in it, in the order of these."""


def history_of(page: PageContext, record: Organization) -> tuple[Formula, ...]:
    """Every event that the organization had a part in, the earliest first."""
    lines = [*_own(page, record), *_others(page, record.id)]
    return tuple(line for _, line in sorted(lines, key=lambda line: line[0]))


def ending_of(page: PageContext, record: Organization) -> Formula | None:
    """What to say on top of the page of an organization that others took over from; None where it is still there."""
    if record.id not in page.catalogue.history.ended:
        return None
    event = next(each for each in record.events if each.is_succession and record.id not in each.organizations)
    return _line(page, ENDS[event.what], event, {"others": _links(page, event.organizations)})


def _own(page: PageContext, record: Organization) -> Iterator[tuple[date, Formula]]:
    for event in record.events:
        others = tuple(other for other in event.organizations if other != record.id)
        links = {"others": _links(page, others)} if others else {}
        if event.what is EventKind.MOVED:
            links = {"parent": _parent(page, Happening(record.id, event)), **links}
        name = page.words.text(event.name) if event.name else ""
        message = GOES_ON if record.id in event.organizations else EVENTS[event.what]
        yield event.on.start, _line(page, message, event, links, name)


def _others(page: PageContext, organization: str) -> Iterator[tuple[date, Formula]]:
    history = page.catalogue.history
    for unit, event in history.successions_to.get(organization, ()):
        if unit != organization:
            yield event.on.start, _line(page, JOINED[event.what], event, {"unit": _links(page, (unit,))})
    if organization not in history.touched_by_moves:
        return
    for unit, moves in history.moves.items():
        for event in moves:
            links = {"unit": _links(page, (unit,)), "parent": _parent(page, Happening(unit, event))}
            if organization in event.organizations:
                yield event.on.start, _line(page, LEFT, event, links)
            elif organization == history.new_parent(unit, event):
                yield event.on.start, _line(page, JOINED[event.what], event, {"unit": links["unit"]})


def _parent(page: PageContext, happening: Happening) -> tuple[Link, ...]:
    parent = page.catalogue.history.new_parent(*happening)
    return _links(page, () if parent is None else (parent,))


def _links(page: PageContext, organizations: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(page.links.to_organization(organization) for organization in organizations)


def _line(page: PageContext, message: Message, event: Event, links: Links, name: str = "") -> Formula:
    """A sentence with one list of links, or two with words between them, or none."""
    said = page.words.say(message, day=page.words.date(event.on), name=name, **dict.fromkeys(links, _SLOT))
    if not links:
        return Formula((), said)
    before, *between, after = said.split(_SLOT)
    return Formula(tuple(link for each in links.values() for link in each), after, before, *(between or [", "]))
