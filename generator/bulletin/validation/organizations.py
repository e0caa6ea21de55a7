"""Checks of organizations: lifetimes, levels of the tree, and reorganizations (mergers, splits, moves, renamings)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from operator import itemgetter

from bulletin.analysis.tables import group_by
from bulletin.model.periods import Period, between
from bulletin.model.records import Event, EventKind, Observation, Organization, Target
from bulletin.model.reorganizations import History
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check
from bulletin.validation.typed_values import without_trailing_zeros

_FigureOrTarget = StoredRecord[Observation] | StoredRecord[Target]
DEEPEST = 20
"""Levels of organizations below a topmost one."""
_DAY = timedelta(days=1)


@check(kinds.CLOSED_BEFORE_OPENED, kinds.SUSPENDED_OUTSIDE_LIFETIME, kinds.ORGANIZATION_NOT_THERE)
def lifetimes(store: RecordStore) -> Iterator[Finding]:
    """The period of every figure and target overlaps the lifetime of its organization."""
    figures: dict[str, list[_FigureOrTarget]] = defaultdict(list)
    typed: tuple[_FigureOrTarget, ...] = (*store.of(Observation), *store.of(Target))
    for figure in typed:
        if figure.record.organization is not None:
            figures[figure.record.organization].append(figure)
    for stored in store.of(Organization):
        opened, closed = stored.record.opened, stored.record.closed
        if opened and closed and closed.end < opened.start:
            yield _backwards(stored, closed, opened)
        else:
            yield from _misplaced(stored)
            yield from _absent(stored.record, figures[stored.record.id])


def _backwards(stored: StoredRecord[Organization], closed: Period, opened: Period) -> Finding:
    """The finding that an organization closed before it opened; of its figures nothing is said until that is mended."""
    details, hint = {"opened": opened}, None
    if closed.end + _DAY < opened.start:
        details["gap"], hint = between(closed.end + _DAY, opened.start - _DAY), kinds.CLOSED_FOR_A_TIME
    return stored.find(kinds.CLOSED_BEFORE_OPENED, ("closed",), details, hint=hint)


def _misplaced(stored: StoredRecord[Organization]) -> Iterator[Finding]:
    """The times under suspended before and after which, or within another of which, the organization was not there."""
    record = stored.record
    for number, gap in enumerate(record.suspended):
        is_within = (record.opened is None or record.opened.start < gap.start) and (
            record.closed is None or gap.end < record.closed.end
        )
        if not is_within or any(gap.overlaps(other) for other in record.suspended[:number]):
            yield stored.find(kinds.SUSPENDED_OUTSIDE_LIFETIME, ("suspended", number), {"given": gap})


def _absent(organization: Organization, figures: Sequence[_FigureOrTarget]) -> Iterator[Finding]:
    """The findings that an organization was not there in the periods of some of its figures.

    If it opened again after it closed, then before the first of them that is later, so that all hints say the same.
    """
    figures = [figure for figure in figures if not organization.exists_in(figure.record.period)]
    closed = organization.closed.end + _DAY if organization.closed else date.max
    opened_again = min((at for figure in figures if (at := figure.record.period.start) >= closed), default=closed)
    for figure in figures:
        details, hint = {"given": organization.id, "period": figure.record.period}, None
        if closed < opened_again <= figure.record.period.start:
            details, hint = {**details, "gap": between(closed, opened_again - _DAY)}, kinds.OPENED_AGAIN
        yield figure.find(kinds.ORGANIZATION_NOT_THERE, ("period",), details, hint=hint)


@check(kinds.TILE_REPEATED)
def tiles(store: RecordStore) -> Iterator[Finding]:
    """No two units of a kind that are there at the same time have the same tile."""
    placed = ((stored, stored.record.tile) for stored in store.of(Organization))
    having = [(stored, tile) for stored, tile in placed if tile is not None]
    for same in group_by(having, lambda each: (each[0].record.kind, each[1])).values():
        for number, (stored, tile) in enumerate(same):
            other = next((each for each, _ in same[:number] if each.record.coexists_with(stored.record)), None)
            if other is not None:
                place = other.entry.place_of(("tile",)).at_line
                details = {"column": tile.column, "row": tile.row, "other": other.record.id, "place": place}
                yield stored.find(kinds.TILE_REPEATED, ("tile",), details)


@check(kinds.TREE_TOO_DEEP)
def levels(store: RecordStore) -> Iterator[Finding]:
    """No branch of the tree is deeper than any real one; reported at the first organization that is too deep."""
    parents = {name: organization.parent for name, organization in store.by_id(Organization).items()}
    for stored in store.of(Organization):
        if _levels_above(stored.record.id, parents) == DEEPEST + 1:
            details = {"given": stored.record.id, "limit": DEEPEST}
            yield stored.find(kinds.TREE_TOO_DEEP, ("parent",), details)


def _levels_above(name: str, parents: Mapping[str, str | None]) -> int:
    """How many ancestors an organization has; counted no further than it takes to see that they are too many."""
    above, levels = parents.get(name), 0
    while above is not None and levels <= DEEPEST + 1:
        above, levels = parents.get(above), levels + 1
    return levels


@check(kinds.OPENED_UNDER_CLOSED, kinds.LEFT_UNDER_CLOSED)
def lifetimes_of_parents(store: RecordStore) -> Iterator[Finding]:
    """The unit above is there when a unit opens, and for as long as that is there, unless others took over.

    Of a unit that is moved before, the event says that the former parent was not there.
    """
    organizations = {stored.record.id: stored for stored in store.of(Organization)}
    closed_by = {name: stored.record.closed.end for name, stored in organizations.items() if stored.record.closed}
    history = History(store.by_id(Organization))
    for stored in organizations.values() if closed_by else ():
        unit = stored.record
        if any(event.what is EventKind.MOVED and not _is_complete(unit, event) for event in unit.events):
            continue  # so that nobody knows what it was below
        at_first = history.parents(unit.id, unit.opened) if unit.opened else ()
        if unit.opened and at_first and all(closed_by.get(p or "", date.max) < unit.opened.start for p in at_first):
            details = {"opened": unit.opened, **_closing(organizations[str(at_first[-1])])}
            yield stored.find(kinds.OPENED_UNDER_CLOSED, ("opened",), details)
            continue
        parent = organizations.get(unit.parent or "")
        if parent is None or parent.record.closed is None:
            continue
        if unit.closed is not None and unit.closed.start <= parent.record.closed.end:
            continue  # perhaps on the same day, where only the month or the year is known
        if not any(event.is_succession for event in parent.record.events):
            yield stored.find(kinds.LEFT_UNDER_CLOSED, ("parent",), _closing(parent))


def _closing(stored: StoredRecord[Organization]) -> dict[str, str]:
    """What is said of the closing of a unit that closed."""
    closed = stored.record.closed
    first = closed.end + _DAY if closed else date.max
    named = {"parent": stored.record.id, "closed": closed.text if closed else "", "day": first.isoformat()}
    return {**named, "place": stored.entry.place_of(("closed",)).at_line}


Organizations = Mapping[str, Organization]
StoredEvent = tuple[StoredRecord[Organization], int, Event]
"""A reorganization event, with its index in its organization's record."""


def _events(store: RecordStore) -> Iterator[StoredEvent]:
    """Every event all of whose organizations are valid records."""
    known = store.by_id(Organization).keys()
    for stored in store.of(Organization):
        for number, event in enumerate(stored.record.events):
            if known >= set(event.organizations):
                yield stored, number, event


@check(
    kinds.EVENT_INCOMPLETE,
    kinds.EVENT_WITHOUT_CLOSING,
    kinds.EVENT_UNIT_NOT_THERE,
    kinds.MOVED_FROM_PARENT,
    kinds.RENAMED_TO_SAME_NAME,
    kinds.MERGED_UNIT_WITHOUT_OPENED,
)
def events(store: RecordStore) -> Iterator[Finding]:
    """Every event names the organizations that took part, and those existed."""
    organizations = store.by_id(Organization)
    for stored_event in _events(store):
        stored, number, event = stored_event
        if not _is_complete(stored.record, event):
            details = {"what": event.what, "on": event.on, "needs": f"needs-{event.what}", "rest": f"rest-{event.what}"}
            yield stored.find(kinds.EVENT_INCOMPLETE, ("events", number), details)
        else:
            yield from chain(_closings(stored_event), _absences(stored_event, organizations))
    for stored in store.of(Organization):
        yield from chain(_moves(stored), _renamings(stored))
    yield from _unopened(store)


def _is_complete(record: Organization, event: Event) -> bool:
    others = len(event.organizations)
    match event.what:
        case EventKind.RENAMED:
            return event.name is not None and others == 0
        case EventKind.MOVED:
            return event.name is None and others == 1 and record.parent is not None
        case EventKind.MERGED:
            return event.name is None and others >= 1 and record.id not in event.organizations
        case EventKind.SPLIT:
            return event.name is None and others > 1


def _closings(stored_event: StoredEvent) -> Iterator[Finding]:
    """A predecessor closed on the day before its successors took over; one that goes on did not close then."""
    stored, number, event = stored_event
    record, last = stored.record, event.on.start - _DAY
    if not event.is_succession or record.id in event.organizations:
        return
    latest = last if event.on.is_instant else event.on.end
    if record.closed is None or not last <= record.closed.end <= latest:
        details = {"given": record.id, "what": event.what, "on": event.on, "day": last.isoformat()}
        hint = kinds.PART_THAT_GOES_ON if event.what is EventKind.SPLIT else None
        yield stored.find(kinds.EVENT_WITHOUT_CLOSING, ("events", number, "on"), details, hint=hint)


def _absences(stored_event: StoredEvent, organizations: Organizations) -> Iterator[Finding]:
    stored, number, event = stored_event
    moved = event.what is EventKind.MOVED
    own = () if event.is_succession else ((("events", number, "on"), stored.record),)
    others = ((("events", number, "organizations", n), organizations[o]) for n, o in enumerate(event.organizations))
    for path, unit in (*own, *others):
        begun = unit.opened is None or unit.opened.start <= event.on.end
        last_needed = event.on.start - _DAY if moved and unit is not stored.record else event.on.start
        if not begun or (unit.closed is not None and unit.closed.end < last_needed):
            yield stored.find(kinds.EVENT_UNIT_NOT_THERE, path, {"given": unit.id, "on": event.on})


def _moves(stored: StoredRecord[Organization]) -> Iterator[Finding]:
    """No move leads back to the parent that the unit had already."""
    moves = sorted(
        (event.on, number, event.organizations)
        for number, event in enumerate(stored.record.events)
        if event.what is EventKind.MOVED and len(event.organizations) == 1
    )
    stays = [*((number, former[0]) for _, number, former in moves), (-1, stored.record.parent)]
    for (number, before), (_, after) in pairwise(stays):
        if before == after:
            yield stored.find(kinds.MOVED_FROM_PARENT, ("events", number, "organizations", 0), {"given": before})


def _renamings(stored: StoredRecord[Organization]) -> Iterator[Finding]:
    """No renaming is from the name that the unit has after it."""
    events = enumerate(stored.record.events)
    former_names = sorted((event.on, number, event.name) for number, event in events if event.what is EventKind.RENAMED)
    names = [*((number, former) for _, number, former in former_names), (-1, stored.record.name)]
    for (number, before), (_, after) in pairwise(names):
        if before is not None and before == after:
            details = {"given": stored.record.id, "name": before.main}
            yield stored.find(kinds.RENAMED_TO_SAME_NAME, ("events", number, "name"), details)


def _unopened(store: RecordStore) -> Iterator[Finding]:
    """A unit that several others were merged into, and that has no figure from before, may be new."""
    mergers_of = (event for _, _, event in _events(store) if event.what is EventKind.MERGED)
    merged = group_by(
        ((name, event) for event in mergers_of for name in dict.fromkeys(event.organizations)), itemgetter(0)
    )
    seen: dict[str, date] = {}
    for figure in store.of(Observation) if merged else ():
        name, start = figure.record.organization, figure.record.period.start
        seen[name] = min(seen.get(name, start), start)
    for stored in store.of(Organization):
        unit, mergers = stored.record, merged.get(stored.record.id, ())
        if len(mergers) > 1 and unit.opened is None:
            first = min((event for _, event in mergers), key=lambda event: event.on)
            if seen.get(unit.id, date.max) >= first.on.start:
                yield stored.find(kinds.MERGED_UNIT_WITHOUT_OPENED, ("id",), {"given": unit.id, "on": first.on})


@check(kinds.ALLOCATION_NOT_WHOLE, kinds.ALLOCATION_UNLIKE_EVENT, kinds.ALLOCATION_REPEATED)
def allocations(store: RecordStore) -> Iterator[Finding]:
    """Every allocation gives each successor its share, the shares add up to 1, and no measure has two allocations."""
    for stored, number, event in _events(store):
        seen: set[str] = set()
        for position, allocation in enumerate(event.allocations):
            path = ("events", number, "allocations", position)
            if not event.is_succession or allocation.shares.keys() != set(event.organizations):
                named = {"named": ", ".join(event.organizations)}
                yield stored.find(kinds.ALLOCATION_UNLIKE_EVENT, (*path, "shares"), named)
            elif sum(map(Fraction, allocation.shares.values())) != 100:
                yield _not_whole(stored, (*path, "shares"), allocation.shares)
            for measure in allocation.measures or ("every-measure",):
                if measure in seen:
                    yield stored.find(kinds.ALLOCATION_REPEATED, path, {"given": measure})
                seen.add(measure)


def _not_whole(stored: StoredRecord[Organization], path: Path, shares: Mapping[str, Decimal]) -> Finding:
    total = sum(shares.values())
    percent = ", ".join(f"{name}: {without_trailing_zeros(share * 100)}" for name, share in shares.items())
    details = {"sum": f"{total:f}", "better": percent}
    return stored.find(kinds.ALLOCATION_NOT_WHOLE, path, details, hint=kinds.SHARES_OF_ONE if total == 1 else None)


@check(kinds.EVENT_DAY_UNCLEAR)
def days(store: RecordStore) -> Iterator[Finding]:
    """The date of an event is precise enough to distinguish before from after for the period of every figure."""
    vague = [
        (stored, number, event)
        for stored, number, event in _events(store)
        if not (event.on.is_instant or event.what is EventKind.RENAMED)
    ]
    if not vague:
        return
    periods: dict[str, dict[Period, None]] = defaultdict(dict)
    for figure in store.of(Observation):
        periods[figure.record.organization][figure.record.period] = None
    for stored, number, event in vague:
        for unit in dict.fromkeys((stored.record.id, *event.organizations)):
            unclear = next((period for period in periods.get(unit, ()) if _is_unclear(event, period)), None)
            if unclear is not None:
                details = {"given": unit, "on": event.on, "period": unclear}
                yield stored.find(kinds.EVENT_DAY_UNCLEAR, ("events", number, "on"), details)


def _is_unclear(event: Event, period: Period) -> bool:
    return not (event.follows(period) or event.precedes(period) or period.contains(event.on))
