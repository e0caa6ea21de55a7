"""The corpus → what had been reported of it by a day: what an edition with that cut-off shows.

An edition knows nothing of what came after its cut-off: no later figure, target, claim or decision, no source of them,
no organization that the bulletin learnt of later, and no measure that nothing had been said about by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from generator.model.corpus import Corpus
from generator.model.records import Edition, Measure, Organization

R = TypeVar("R", bound="_Sourced")


class _Sourced(Protocol):
    """A record that says where it comes from."""

    @property
    def source(self) -> str: ...


def known_to(corpus: Corpus, edition: Edition) -> Corpus:
    """What an edition knows: see :func:`known_by`. Of the editions, it knows itself and those before it."""
    known = known_by(corpus, edition.cut_off.end)
    so_far = corpus.catalogue.series[: corpus.catalogue.series.index(edition) + 1]
    return replace(known, catalogue=replace(known.catalogue, editions={one.id: one for one in so_far}))


def known_by(corpus: Corpus, day: date) -> Corpus:
    """What had been reported by the end of a day, in the order of the records."""
    everything = corpus.catalogue
    sources = {name: source for name, source in everything.sources.items() if source.published.end <= day}
    organizations = {o.id: o for o in everything.organizations.values() if o.source is None or o.source in sources}
    known = Corpus(
        replace(
            everything,
            sources=sources,
            decisions=_from(everything.decisions, sources),
            organizations={name: _as_of(one, sources, organizations) for name, one in organizations.items()},
        ),
        targets=_from(corpus.targets, sources),
        claims=_from(corpus.claims, sources),
        observations=tuple(one for one in corpus.observations if one.source in sources and corpus.reported(one) <= day),
    )
    return replace(known, catalogue=replace(known.catalogue, measures=_spoken_of(known)))


def _from(records: Mapping[str, R], sources: Mapping[str, object]) -> dict[str, R]:
    return {name: record for name, record in records.items() if record.source in sources}


def _as_of(
    organization: Organization, sources: Mapping[str, object], organizations: Mapping[str, object]
) -> Organization:
    """An organization without what was learnt of it later: units counted, and events with units not known yet."""
    counted = tuple(part for part in organization.subordinates if part.source in sources)
    events = tuple(event for event in organization.events if organizations.keys() >= set(event.organizations))
    if (counted, events) == (organization.subordinates, organization.events):
        return organization
    known = organization.model_copy(update={"subordinates": counted, "events": events})
    known.placed(organization.place)
    return known


def _spoken_of(known: Corpus) -> dict[str, Measure]:
    """The measures of which there is a figure, a target or a claim, or of which one is expected."""
    bulletin = known.catalogue.bulletin
    named = {bulletin.main_measure, *(entry.measure for entry in bulletin.calendar)}
    named |= {record.measure for record in known.observations}
    named |= {target.measure for target in known.targets.values()}
    named |= {claim.measure for claim in known.claims.values()}
    return {name: measure for name, measure in known.catalogue.measures.items() if name in named}
