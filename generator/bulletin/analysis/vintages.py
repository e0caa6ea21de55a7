"""Vintages: what was known as of a day, and by the cut-off of an edition, which is what that edition shows.

An edition knows nothing of what came after its cut-off: no later figure, target, claim or decision, no source of them,
no organization that was founded later or that the bulletin learnt of later, no change of an organization still to come,
and no code of the vocabulary that only later records reference.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.mentions import controlling_known, expecting, naming_known
from bulletin.analysis.referenced_codes import changed, figures_named, without_later_codes
from bulletin.analysis.tables import CompiledTables
from bulletin.model.corpus import Corpus
from bulletin.model.periods import instant
from bulletin.model.records import (
    Bulletin,
    Claim,
    Decision,
    Edition,
    Event,
    EventKind,
    Organization,
    Record,
    Target,
)

R = TypeVar("R", bound=Record)
S = TypeVar("S", Claim, Decision, Target)


class Vintages:
    """The records as of the cut-off of each edition, and their tables, which are compiled once per edition."""

    def __init__(self, corpus: Corpus) -> None:
        """Compile nothing yet."""
        self.corpus = corpus
        self._compiled: dict[str, tuple[Corpus, CompiledTables]] = {}

    def of(self, edition: str) -> tuple[Corpus, CompiledTables]:
        """What had been reported by the cut-off of an edition.

        :param edition: the id of an edition of the corpus.
        """
        if edition not in self._compiled:
            known = as_of_edition(self.corpus, self.corpus.catalogue.editions[edition])
            self._compiled[edition] = known, compile_tables(known)
        return self._compiled[edition]


def as_of_edition(corpus: Corpus, edition: Edition) -> Corpus:
    """What an edition knows: see :func:`as_of`. Of the editions, it knows itself and those before it."""
    series = corpus.catalogue.editions_in_order
    return as_of(corpus, edition.cut_off.end, series[: series.index(edition) + 1])


def as_of(corpus: Corpus, day: date, editions: Iterable[Edition]) -> Corpus:
    """What had been reported by the end of a day, in the order of the records.

    A record that names another one of which nothing was known yet loses that name: a target its decision, for instance.
    A target inferred from a claim is known when both are, one with a baseline of its own source when that is, too.

    :param editions: those that are known by then.
    """
    reported = _reported(corpus, day, editions)
    sources = reported.catalogue.sources
    were = {
        name: _as_it_was(organization, day)
        for name, organization in reported.catalogue.organizations.items()
        if organization.source is None or organization.source in sources
    }
    there = replace(reported.catalogue, organizations=_there(were, day, _spoken_of(reported)))
    organizations = {name: naming_known(organization, there) for name, organization in there.organizations.items()}
    bulletin = expecting(_expecting(there.bulletin, day), there)
    policy = there.disclosure and there.disclosure.in_force(day)
    catalogue = replace(there, bulletin=bulletin, organizations=organizations, disclosure=policy)
    known = replace(reported, catalogue=catalogue)
    used = without_later_codes(known, corpus)
    return replace(used, catalogue=controlling_known(used.catalogue))


def _reported(corpus: Corpus, day: date, editions: Iterable[Edition]) -> Corpus:
    """The records that come from sources, as far as these were published."""
    everything = corpus.catalogue
    sources = {name: source for name, source in everything.sources.items() if source.published.end <= day}
    decisions, claims = _from(everything.decisions, sources), _from(corpus.claims, sources)
    targets = {
        name: target
        for name, target in _from(corpus.targets, sources).items()
        if target.claim in {None, *claims} and (target.baseline is None or target.baseline.source in {None, *sources})
    }
    return Corpus(
        replace(
            everything, sources=sources, decisions=decisions, editions={edition.id: edition for edition in editions}
        ),
        targets={name: _naming(target, decision=decisions, superseded_by=targets) for name, target in targets.items()},
        claims={name: _naming(claim, target=targets) for name, claim in claims.items()},
        observations=tuple(
            observation
            for observation in corpus.observations
            if observation.source in sources and corpus.reported(observation) <= day
        ),
    )


def _from(records: Mapping[str, S], sources: Container[str]) -> dict[str, S]:
    return {name: record for name, record in records.items() if record.source in sources}


def _naming(record: R, **known: Container[str]) -> R:
    """The record without the names, in these fields, of what is not known."""
    unknown = [field for field, names in known.items() if (name := getattr(record, field)) and name not in names]
    return changed(record, **dict.fromkeys(unknown)) if unknown else record


# --- organizations ----------------------------------------------------------------------------------------------------


def _spoken_of(corpus: Corpus) -> frozenset[str | None]:
    """The organizations that a figure, a target, a claim or a decision is about."""
    decisions = (decision.organization for decision in corpus.catalogue.decisions.values())
    return frozenset(figure.organization for figure in figures_named(corpus)).union(decisions)


def _there(
    organizations: Mapping[str, Organization], day: date, spoken_of: Container[str | None]
) -> Mapping[str, Organization]:
    """The organizations founded by a day, with those that something is said about before, and whatever is above them.

    A plan may ask something of a unit still to be founded; and a unit whose move the records do not state has no
    other place.
    """
    there: set[str] = set()
    for name, organization in organizations.items():
        if organization.opened is None or organization.opened.start <= day or name in spoken_of:
            above: str | None = name
            while above is not None and above not in there:
                there.add(above)
                above = organizations[above].parent
    return {name: organization for name, organization in organizations.items() if name in there}


def _as_it_was(organization: Organization, day: date) -> Organization:
    """An organization as it was at the end of a day: its place in the tree, its name, and whether it was closed."""
    come = tuple(event for event in organization.events if event.on.start <= day)
    fields = _there_at(organization, day)
    if come == organization.events and not fields:
        return organization
    fields["events"] = come
    to_come = (event for event in organization.events if event.on.start > day)
    for event in sorted(to_come, key=lambda event: event.on, reverse=True):
        fields |= _before(organization, event)
    return changed(organization, **fields)


def _there_at(organization: Organization, day: date) -> dict[str, object]:
    """The fields that only the time after a day changes: a closing to come, and the end of one that goes on."""
    over = tuple(gap for gap in organization.suspended if gap.end <= day)
    begun = [gap.start for gap in organization.suspended if gap.start <= day < gap.end]
    closed = organization.closed if organization.closed and organization.closed.start <= day else None
    closed = instant(min(begun) - timedelta(days=1)) if begun else closed
    changes: dict[str, object] = {"suspended": over, "closed": closed}
    return {} if (over, closed) == (organization.suspended, organization.closed) else changes


def _before(organization: Organization, event: Event) -> dict[str, object]:
    """The fields that an event changed, as they were before it."""
    if event.what is EventKind.RENAMED:
        return {"name": event.name or organization.name, "short": None, "aliases": ()}  # these go with the later name
    if event.what is EventKind.MOVED:
        return {"parent": event.organizations[0]}
    return {} if organization.id in event.organizations else {"closed": None}


# --- the reporting calendar -------------------------------------------------------------------------------------------


def _expecting(bulletin: Bulletin, day: date) -> Bulletin:
    """The bulletin, expecting nothing before it is due to begin."""
    calendar = tuple(entry for entry in bulletin.calendar if entry.since.start <= day)
    return bulletin if calendar == bulletin.calendar else changed(bulletin, calendar=calendar)
