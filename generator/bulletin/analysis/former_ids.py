"""An older state of a bulletin under the ids that its organizations have today, so that a new id changes no figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey
from bulletin.model.records import Organization

Ids = Mapping[str, str]
"""Of organizations: the id then → the id today. Those that kept theirs are left out."""


def ids_today(then: Collection[str], today: Catalogue) -> Ids:
    """What became of the ids of organizations, by the ``former-ids`` of today's records.

    :param then: the ids that there were. Of two that were one organization's at the same time, one is followed only.
    """
    return dict(_followed(then, today.organizations.values()))


def _followed(then: Collection[str], organizations: Iterable[Organization]) -> Iterator[tuple[str, str]]:
    for organization in organizations:
        former = next((name for name in organization.former_ids if name in then), None)
        if former is not None and organization.id not in then:
            yield former, organization.id


def catalogue_today(catalogue: Catalogue, ids: Ids) -> Catalogue:
    """A catalogue whose tree of organizations has today's ids; its other records stay as they were."""
    units = (_organization(one, ids) for one in catalogue.organizations.values()) if ids else ()
    return replace(catalogue, organizations={one.id: one for one in units}) if ids else catalogue


def _organization(organization: Organization, ids: Ids) -> Organization:
    events = tuple(
        event.model_copy(update={"organizations": tuple(ids.get(name, name) for name in event.organizations)})
        for event in organization.events
    )
    parent = organization.parent and ids.get(organization.parent, organization.parent)
    own = ids.get(organization.id, organization.id)
    return organization.model_copy(update={"id": own, "parent": parent, "events": events})


def tables_today(tables: Tables, ids: Ids) -> Tables:
    """Figures and targets, each of its organization by today's id."""
    if not ids:
        return tables
    targets = tuple(replace(target, key=_key(target.key, ids)) for target in tables.targets)
    return Tables(tuple(_figure(figure, ids) for figure in tables.figures), targets)


def value_key_today(slot: ValueKey, ids: Ids) -> ValueKey:
    """A slot with today's id of its organization."""
    return slot._replace(organization=ids.get(slot.organization, slot.organization))


def _figure(figure: Figure, ids: Ids) -> Figure:
    parts = tuple(_key(part, ids) for part in figure.parts)
    earlier = tuple(_figure(one, ids) for one in figure.earlier)
    return replace(figure, key=_key(figure.key, ids), parts=parts, earlier=earlier)


def _key(key: ObservationKey, ids: Ids) -> ObservationKey:
    return key._replace(organization=ids.get(key.organization, key.organization))
