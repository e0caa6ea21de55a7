"""Records of which some are left out of a corpus: the rest, without the mentions of those that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bulletin.analysis.referenced_codes import changed
from bulletin.model.corpus import Catalogue
from bulletin.model.records import EVERYTHING, Bulletin, Event, Expectation, Measure, Organization, Tuning


def naming_known(organization: Organization, known: Catalogue) -> Organization:
    """An organization without what others that are not there would have to be known for.

    That is: units counted whose kind or source is not there, events with such units, and allocations of such sources
    or measures.
    """
    counted = tuple(
        part for part in organization.subordinates if part.source in known.sources and part.kind in known.kinds
    )
    happened = (event for event in organization.events if known.organizations.keys() >= set(event.organizations))
    events = tuple(allocated(event, known) for event in happened)
    if (counted, events) == (organization.subordinates, organization.events):
        return organization
    return changed(organization, subordinates=counted, events=events)


def allocated(event: Event, known: Catalogue) -> Event:
    """An event with the allocations whose sources and measures are there."""
    found = []
    for allocation in event.allocations:
        measures = tuple(filter(known.measures.__contains__, allocation.measures))
        if allocation.source in known.sources and (measures or not allocation.measures):
            same = measures == allocation.measures
            found.append(allocation if same else allocation.model_copy(update={"measures": measures}))
    allocations = tuple(found)
    return event if allocations == event.allocations else event.model_copy(update={"allocations": allocations})


def described(measure: Measure, known: Catalogue) -> Measure:
    """A measure with breakdowns that are there, its remarks tuned for organizations and sources that are."""
    breakdowns = tuple(filter(known.breakdowns.__contains__, measure.breakdowns))
    remarks = tuple(_tuned(measure.remarks, known))
    if (breakdowns, remarks) == (measure.breakdowns, measure.remarks):
        return measure
    return changed(measure, breakdowns=breakdowns, remarks=remarks)


def _tuned(remarks: tuple[Tuning, ...], known: Catalogue) -> Iterator[Tuning]:
    """The tunings, but for those that were for others alone."""
    for tuning in remarks:
        organizations = tuple(filter(known.organizations.__contains__, tuning.organizations))
        sources = tuple(filter(known.sources.__contains__, tuning.sources))
        if bool(organizations) == bool(tuning.organizations) and bool(sources) == bool(tuning.sources):
            same = (organizations, sources) == (tuning.organizations, tuning.sources)
            yield tuning if same else tuning.model_copy(update={"organizations": organizations, "sources": sources})


def expecting(bulletin: Bulletin, known: Catalogue) -> Bulletin:
    """The bulletin, expecting reports only of what is there, by organizations that are there."""
    entries = (_asking(entry, known) for entry in bulletin.calendar)
    calendar = tuple(entry for entry in entries if entry is not None)
    return bulletin if calendar == bulletin.calendar else changed(bulletin, calendar=calendar)


def _asking(entry: Expectation, known: Catalogue) -> Expectation | None:
    """An entry that names what is there only; None where nothing of it is left."""
    if entry.measure not in known.measures or entry.population not in {EVERYTHING, *known.populations}:
        return None
    kinds, organizations = (
        tuple(filter(there.__contains__, named))
        for there, named in ((known.kinds, entry.kinds), (known.organizations, entry.organizations))
    )
    if (kinds, organizations) == (entry.kinds, entry.organizations):
        return entry
    return entry.model_copy(update={"kinds": kinds, "organizations": organizations}) if kinds or organizations else None


def controlling_known(known: Catalogue) -> Catalogue:
    """The catalogue, whose policy of disclosure control names measures and sources that are there only.

    The policy itself stays even if nothing is left of its rules: that there is one does not depend on these.
    """
    if known.disclosure is None:
        return known
    measured = (tuple(filter(known.measures.__contains__, rule.measures)) for rule in known.disclosure.rules)
    rules = tuple(
        rule if measures == rule.measures else rule.model_copy(update={"measures": measures})
        for rule, measures in zip(known.disclosure.rules, measured, strict=True)
        if measures
    )
    exempt = tuple(exemption for exemption in known.disclosure.exempt if exemption.source in known.sources)
    if (rules, exempt) == (known.disclosure.rules, known.disclosure.exempt):
        return known
    return replace(known, disclosure=changed(known.disclosure, rules=rules, exempt=exempt))
