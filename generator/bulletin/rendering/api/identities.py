"""Organizations and measures → entries of the answers about them."""

from __future__ import annotations

from bulletin.model.corpus import Catalogue
from bulletin.model.records import Event, Measure, Organization
from bulletin.rendering.api.answers import EventEntry, MeasureEntry, OrganizationEntry
from bulletin.rendering.api.encoding import period_entry


def organization_entry(catalogue: Catalogue, organization: Organization) -> OrganizationEntry:
    """An organization and its place in the tree."""
    return {
        "id": organization.id,
        "name": organization.name,
        "kind": organization.kind,
        "parent": organization.parent,
        "ancestors": catalogue.ancestors(organization.id),
        "children": catalogue.children[organization.id],
        "subordinates": tuple(
            [{"kind": units.kind, "count": units.count, "source": units.source} for units in organization.subordinates]
        ),
        "unlisted_units": organization.unlisted_units,
        "opened": period_entry(organization.opened) if organization.opened else None,
        "closed": period_entry(organization.closed) if organization.closed else None,
        "events": tuple(map(_event, organization.events)),
        "note": organization.note,
    }


def _event(event: Event) -> EventEntry:
    return {
        "on": period_entry(event.on),
        "what": event.what,
        "organizations": event.organizations,
        "name": event.name,
    }


def measure_entry(measure: Measure) -> MeasureEntry:
    """A measure's definition and rules."""
    return {
        "id": measure.id,
        "name": measure.name,
        "definition": measure.definition,
        "unit": measure.unit,
        "kind": measure.kind,
        "good": measure.good,
        "over_time": measure.over_time,
        "over_tree": measure.over_tree,
        "breakdowns": measure.breakdowns,
    }
