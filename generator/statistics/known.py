"""The corpus → what had been reported of it by a day: what an edition with that cut-off shows.

An edition knows nothing of what came after its cut-off: no later figure, target, claim or decision, no source of them,
no organization that the bulletin learnt of later, and no measure that nothing had been said about by then.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from generator.model.corpus import Corpus
from generator.model.records import Bulletin, Claim, Decision, Edition, Measure, Organization, Record, Target
from generator.statistics.foresight import as_it_was

R = TypeVar("R", bound=Record)
S = TypeVar("S", Claim, Decision, Target)


def known_to(corpus: Corpus, edition: Edition) -> Corpus:
    """What an edition knows: see :func:`known_by`. Of the editions, it knows itself and those before it."""
    known = known_by(corpus, edition.cut_off.end)
    so_far = corpus.catalogue.series[: corpus.catalogue.series.index(edition) + 1]
    return replace(known, catalogue=replace(known.catalogue, editions={one.id: one for one in so_far}))


def known_by(corpus: Corpus, day: date) -> Corpus:
    """What had been reported by the end of a day, in the order of the records.

    A record that names another one of which nothing was known yet loses that name: a target its decision, for instance.
    A target inferred from a claim is known when both are.
    """
    everything = corpus.catalogue
    sources = {name: source for name, source in everything.sources.items() if source.published.end <= day}
    organizations = {o.id: o for o in everything.organizations.values() if o.source is None or o.source in sources}
    decisions, claims = _from(everything.decisions, sources), _from(corpus.claims, sources)
    targets = {name: one for name, one in _from(corpus.targets, sources).items() if one.claim in {None, *claims}}
    known = Corpus(
        replace(
            everything,
            bulletin=_expecting(everything.bulletin, organizations),
            sources=sources,
            decisions=decisions,
            organizations={
                name: _as_of(as_it_was(one, day, sources), sources, organizations)
                for name, one in organizations.items()
            },
        ),
        targets={name: _naming(one, decision=decisions, superseded_by=targets) for name, one in targets.items()},
        claims={name: _naming(one, target=targets) for name, one in claims.items()},
        observations=tuple(one for one in corpus.observations if one.source in sources and corpus.reported(one) <= day),
    )
    return replace(known, catalogue=replace(known.catalogue, measures=_spoken_of(known)))


def _from(records: Mapping[str, S], sources: Container[str]) -> dict[str, S]:
    return {name: record for name, record in records.items() if record.source in sources}


def _naming(record: R, **known: Container[str]) -> R:
    """The record without the names, in these fields, of what is not known."""
    unknown = [field for field, names in known.items() if (name := getattr(record, field)) and name not in names]
    return _changed(record, dict.fromkeys(unknown)) if unknown else record


def _changed(record: R, fields: Mapping[str, object]) -> R:
    changed = record.model_copy(update=dict(fields))
    changed.placed(record.place)
    return changed


def _expecting(bulletin: Bulletin, organizations: Mapping[str, Organization]) -> Bulletin:
    """The bulletin, expecting no report of an organization that is not known; an entry naming no other is gone."""
    known = [tuple(filter(organizations.__contains__, entry.organizations)) for entry in bulletin.calendar]
    calendar = tuple(
        entry.model_copy(update={"organizations": named})
        for entry, named in zip(bulletin.calendar, known, strict=True)
        if named or entry.kinds or not entry.organizations
    )
    return bulletin if calendar == bulletin.calendar else _changed(bulletin, {"calendar": calendar})


def _as_of(
    organization: Organization, sources: Container[str], organizations: Mapping[str, Organization]
) -> Organization:
    """An organization without what was learnt of it later: units counted, and events with units not known yet."""
    counted = tuple(part for part in organization.subordinates if part.source in sources)
    events = tuple(event for event in organization.events if organizations.keys() >= set(event.organizations))
    if (counted, events) == (organization.subordinates, organization.events):
        return organization
    return _changed(organization, {"subordinates": counted, "events": events})


def _spoken_of(known: Corpus) -> dict[str, Measure]:
    """The measures of which there is a figure, a target or a claim, or of which one is expected."""
    bulletin = known.catalogue.bulletin
    named = {bulletin.main_measure, *(entry.measure for entry in bulletin.calendar)}
    named |= {record.measure for record in known.observations}
    named |= {target.measure for target in known.targets.values()}
    named |= {claim.measure for claim in known.claims.values()}
    return {name: measure for name, measure in known.catalogue.measures.items() if name in named}
