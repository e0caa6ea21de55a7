"""Audiences: which records are withheld from one, since they are marked for a later one or depend on such a record."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from bulletin.model.corpus import Corpus
from bulletin.model.records import (
    Breakdown,
    Claim,
    Correction,
    Decision,
    Edition,
    MarkedRecord,
    Measure,
    Organization,
    OrganizationKind,
    Part,
    Population,
    Record,
    Source,
    Target,
    Unit,
)
from bulletin.model.records.references import dependencies


class Withheld:
    """The records that an audience may not see, each with the marked record for which it is withheld."""

    def __init__(self, corpus: Corpus, later: frozenset[str]) -> None:
        """Follow the references of all records.

        :param later: the ids of the audiences that see more.
        """
        self._later = later
        self._because: dict[tuple[type[Record], str], MarkedRecord] = {}
        by_id = _by_id(corpus)
        if any(record.audience in later for record in chain.from_iterable(map(Mapping.values, by_id.values()))):
            while self._extend(by_id):
                pass

    def _extend(self, by_id: Mapping[type[Record], Mapping[str, MarkedRecord]]) -> bool:
        """Add the records that depend on those found so far; whether there are any."""
        before = len(self._because)
        for model, records in by_id.items():
            for name, record in records.items():
                if (model, name) not in self._because and (because := self.because(record)) is not None:
                    self._because[model, name] = because
        return len(self._because) > before

    def because(self, record: Part) -> MarkedRecord | None:
        """The marked record for which a record, a headline or a corrected figure is withheld: perhaps itself.

        None where it is not withheld. A correction is where all editions are that it names, or all figures.
        """
        if isinstance(record, MarkedRecord) and record.audience in self._later:
            return record
        if isinstance(record, Correction):
            editions = [self._because.get((Edition, name)) for name in record.editions]
            figures = [self.because(figure) for figure in record.figures]
            return next((named[0] for named in (editions, figures) if named and all(named)), None)
        found = (self._because[named] for named in dependencies(record) if named in self._because)
        return next(found, None)


def _by_id(corpus: Corpus) -> Mapping[type[Record], Mapping[str, MarkedRecord]]:
    """The records that others may name, those first that more of them name."""
    catalogue = corpus.catalogue
    return {
        Unit: catalogue.units,
        Breakdown: catalogue.breakdowns,
        Measure: catalogue.measures,
        OrganizationKind: catalogue.kinds,
        Population: catalogue.populations,
        Source: catalogue.sources,
        Organization: catalogue.organizations,
        Decision: catalogue.decisions,
        Claim: corpus.claims,
        Target: corpus.targets,
        Edition: catalogue.editions,
        Correction: catalogue.corrections,
    }
