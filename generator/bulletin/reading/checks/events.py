"""What became of organizations: events fit the lives of those that took part, and shares are of one whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise

from bulletin.model.periods import Period
from bulletin.model.records import Event, EventKind, Observation, Organization
from bulletin.problems import organizations as kinds
from bulletin.reading.checks.check import check
from bulletin.reading.documents import Path
from bulletin.reading.ledger import Filed, Finding, Ledger

_DAY = timedelta(days=1)
Organizations = Mapping[str, Organization]
Told = tuple[Filed[Organization], int, Event]
"""An event, with its number in the record that tells it."""


def _events(ledger: Ledger) -> Iterator[Told]:
    """Every event all of whose organizations are valid records."""
    known = ledger.by_id(Organization).keys()
    for filed in ledger.of(Organization):
        for number, event in enumerate(filed.record.events):
            if known >= set(event.organizations):
                yield filed, number, event


@check(
    kinds.EVENT_INCOMPLETE,
    kinds.EVENT_WITHOUT_CLOSING,
    kinds.EVENT_UNIT_NOT_THERE,
    kinds.MOVED_FROM_PARENT,
    kinds.RENAMED_TO_SAME_NAME,
    kinds.MERGED_UNIT_WITHOUT_OPENED,
)
def events(ledger: Ledger) -> Iterator[Finding]:
    """Every event names who took part, and those were there."""
    organizations = ledger.by_id(Organization)
    for told in _events(ledger):
        filed, number, event = told
        if not _is_complete(filed.record, event):
            details = {"what": event.what, "on": event.on, "needs": f"needs-{event.what}", "rest": f"rest-{event.what}"}
            yield filed.find(kinds.EVENT_INCOMPLETE, ("events", number), details)
        else:
            yield from chain(_closings(told), _absences(told, organizations))
    for filed in ledger.of(Organization):
        yield from chain(_moves(filed), _renamings(filed))
    yield from _unopened(ledger)


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


def _closings(told: Told) -> Iterator[Finding]:
    """A unit that others took over from closed on the day before they did; one that goes on did not close then."""
    filed, number, event = told
    record, last = filed.record, event.on.start - _DAY
    if not event.is_succession or record.id in event.organizations:
        return
    latest = last if event.on.is_instant else event.on.end
    if record.closed is None or not last <= record.closed.end <= latest:
        details = {"given": record.id, "what": event.what, "on": event.on, "day": last.isoformat()}
        hint = kinds.PART_THAT_GOES_ON if event.what is EventKind.SPLIT else None
        yield filed.find(kinds.EVENT_WITHOUT_CLOSING, ("events", number, "on"), details, hint=hint)


def _absences(told: Told, organizations: Organizations) -> Iterator[Finding]:
    filed, number, event = told
    moved = event.what is EventKind.MOVED
    own = () if event.is_succession else ((("events", number, "on"), filed.record),)
    others = ((("events", number, "organizations", n), organizations[o]) for n, o in enumerate(event.organizations))
    for path, unit in (*own, *others):
        begun = unit.opened is None or unit.opened.start <= event.on.end
        last_needed = event.on.start - _DAY if moved and unit is not filed.record else event.on.start
        if not begun or (unit.closed is not None and unit.closed.end < last_needed):
            yield filed.find(kinds.EVENT_UNIT_NOT_THERE, path, {"given": unit.id, "on": event.on})


def _moves(filed: Filed[Organization]) -> Iterator[Finding]:
    """No move leads back to where the unit stood already."""
    told = [(event.on, number, event.organizations) for number, event in enumerate(filed.record.events)]
    moves = sorted(one for one in told if filed.record.events[one[1]].what is EventKind.MOVED and len(one[2]) == 1)
    stays = [*((number, former[0]) for _, number, former in moves), (-1, filed.record.parent)]
    for (number, before), (_, after) in pairwise(stays):
        if before == after:
            yield filed.find(kinds.MOVED_FROM_PARENT, ("events", number, "organizations", 0), {"given": before})


def _renamings(filed: Filed[Organization]) -> Iterator[Finding]:
    """No renaming gives the name that holds after it."""
    events = enumerate(filed.record.events)
    told = sorted((event.on, number, event.name) for number, event in events if event.what is EventKind.RENAMED)
    names = [*((number, former) for _, number, former in told), (-1, filed.record.name)]
    for (number, before), (_, after) in pairwise(names):
        if before is not None and before == after:
            details = {"given": filed.record.id, "name": before.vi}
            yield filed.find(kinds.RENAMED_TO_SAME_NAME, ("events", number, "name"), details)


def _unopened(ledger: Ledger) -> Iterator[Finding]:
    """A unit that several others were merged into, and that has no figure from before, may be new."""
    merged: dict[str, list[Event]] = defaultdict(list)
    for _, _, event in _events(ledger):
        for name in dict.fromkeys(event.organizations) if event.what is EventKind.MERGED else ():
            merged[name].append(event)
    seen: dict[str, date] = {}
    for figure in ledger.of(Observation) if merged else ():
        name, start = figure.record.organization, figure.record.period.start
        seen[name] = min(seen.get(name, start), start)
    for filed in ledger.of(Organization):
        unit, mergers = filed.record, merged[filed.record.id]
        if len(mergers) > 1 and unit.opened is None:
            first = min(mergers, key=lambda event: event.on)
            if seen.get(unit.id, date.max) >= first.on.start:
                yield filed.find(kinds.MERGED_UNIT_WITHOUT_OPENED, ("id",), {"given": unit.id, "on": first.on})


@check(kinds.ALLOCATION_NOT_WHOLE, kinds.ALLOCATION_UNLIKE_EVENT, kinds.ALLOCATION_REPEATED)
def allocations(ledger: Ledger) -> Iterator[Finding]:
    """Every allocation gives each successor its share of one whole; no measure has two."""
    for filed, number, event in _events(ledger):
        seen: set[str] = set()
        for position, allocation in enumerate(event.allocations):
            path = ("events", number, "allocations", position)
            if not event.is_succession or allocation.shares.keys() != set(event.organizations):
                named = {"named": ", ".join(event.organizations)}
                yield filed.find(kinds.ALLOCATION_UNLIKE_EVENT, (*path, "shares"), named)
            elif sum(map(Fraction, allocation.shares.values())) != 100:
                yield _not_whole(filed, (*path, "shares"), allocation.shares)
            for measure in allocation.measures or ("every-measure",):
                if measure in seen:
                    yield filed.find(kinds.ALLOCATION_REPEATED, path, {"given": measure})
                seen.add(measure)


def _not_whole(filed: Filed[Organization], path: Path, shares: Mapping[str, Decimal]) -> Finding:
    total = sum(shares.values())
    percent = ", ".join(f"{name}: {_typed(share * 100)}" for name, share in shares.items())
    details = {"sum": f"{total:f}", "better": percent}
    return filed.find(kinds.ALLOCATION_NOT_WHOLE, path, details, hint=kinds.SHARES_OF_ONE if total == 1 else None)


def _typed(number: Decimal) -> str:
    """A number without needless zeros at its end."""
    return f"{number.normalize():f}"


@check(kinds.EVENT_DAY_UNCLEAR)
def days(ledger: Ledger) -> Iterator[Finding]:
    """The day of an event is known as well as it takes to tell on which side of it every figure lies."""
    vague = [told for told in _events(ledger) if not (told[2].on.is_instant or told[2].what is EventKind.RENAMED)]
    if not vague:
        return
    periods: dict[str, dict[Period, None]] = defaultdict(dict)
    for figure in ledger.of(Observation):
        periods[figure.record.organization][figure.record.period] = None
    for filed, number, event in vague:
        for unit in dict.fromkeys((filed.record.id, *event.organizations)):
            unclear = next((period for period in periods.get(unit, ()) if _is_unclear(event, period)), None)
            if unclear is not None:
                details = {"given": unit, "on": event.on, "period": unclear}
                yield filed.find(kinds.EVENT_DAY_UNCLEAR, ("events", number, "on"), details)


def _is_unclear(event: Event, period: Period) -> bool:
    return not (event.follows(period) or event.precedes(period) or period.contains(event.on))
