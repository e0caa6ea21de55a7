"""Audiences: the part of a corpus that an audience may see.

Withheld from it is what is marked for a later audience, and what depends on such a record. The rest is what the corpus
would be if that was not there: neither the number of those records, nor their order, nor the codes of the vocabulary
that they alone use make a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import chain
from typing import Any, TypeVar

from bulletin.analysis.mentions import controlling_known, described, expecting, naming_known
from bulletin.analysis.referenced_codes import changed, without_unused_codes
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.records import (
    Breakdown,
    Bulletin,
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

Marked = TypeVar("Marked", bound=MarkedRecord)


class Withheld:
    """The records that an audience may not see, each with the marked record for which it is withheld."""

    def __init__(self, corpus: Corpus, audience: str) -> None:
        """Follow the references of all records.

        :param audience: an id of the bulletin's audiences.
        """
        ids = corpus.catalogue.bulletin.audience_ids
        self._later = later = frozenset(ids[ids.index(audience) + 1 :])
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

    @property
    def named(self) -> Mapping[tuple[type[Record], str], MarkedRecord]:
        """The marked record for which each record is withheld that others may name, by its kind and id."""
        return self._because

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


# --- the corpus of an audience ----------------------------------------------------------------------------------------


KINDS = tuple(field.name for field in fields(Catalogue) if field.name not in {"bulletin", "disclosure"})
"""The fields of a catalogue with records by id."""


def corpus_for(corpus: Corpus, audience: str) -> Corpus:
    """The corpus without the records that are marked for later audiences, nor what depends on them.

    :param audience: an id of the bulletin's audiences.
    """
    if not corpus.catalogue.withholds_from(audience):
        return corpus
    withheld = Withheld(corpus, audience)
    seen = replace(
        corpus,
        catalogue=_seen_catalogue(corpus.catalogue, withheld),
        targets=_seen(corpus.targets, withheld),
        claims=_seen(corpus.claims, withheld),
        observations=tuple(record for record in corpus.observations if withheld.because(record) is None),
    )
    used = without_unused_codes(seen)
    return replace(used, catalogue=_without_sources_of_terms(_naming_known(used.catalogue)))


def _seen_catalogue(catalogue: Catalogue, withheld: Withheld) -> Catalogue:
    """The records of the catalogue, without those that are withheld and the mentions of them."""
    kept: dict[str, Any] = {name: _seen(getattr(catalogue, name), withheld) for name in KINDS}
    known = replace(catalogue, **kept)
    corrections = {name: _correcting(each, known, withheld) for name, each in known.corrections.items()}
    bulletin = _about(known.bulletin, known, withheld)
    return _naming_known(replace(known, bulletin=bulletin, corrections=corrections))


def _seen(records: Mapping[str, Marked], withheld: Withheld) -> dict[str, Marked]:
    return {name: record for name, record in records.items() if withheld.because(record) is None}


def _naming_known(known: Catalogue) -> Catalogue:
    """The catalogue without mentions of what is not in it."""
    return replace(
        controlling_known(known),
        bulletin=expecting(known.bulletin, known),
        measures={name: described(measure, known) for name, measure in known.measures.items()},
        organizations={name: naming_known(each, known) for name, each in known.organizations.items()},
    )


def _without_sources_of_terms(known: Catalogue) -> Catalogue:
    """The catalogue, whose terms name no source that is not in it: a term that a figure's period names stays."""
    terms = tuple(
        term if term.source in {None, *known.sources} else term.model_copy(update={"source": None})
        for term in known.bulletin.terms
    )
    return replace(known, bulletin=changed(known.bulletin, terms=terms))


def _about(bulletin: Bulletin, known: Catalogue, withheld: Withheld) -> Bulletin:
    """The bulletin, with the main measures and the headlines that are not withheld."""
    measures = tuple(filter(known.measures.__contains__, bulletin.main_measures))
    headlines = tuple(headline for headline in bulletin.headlines if withheld.because(headline) is None)
    return changed(bulletin, main_measure=measures, headlines=headlines)


def _correcting(correction: Correction, known: Catalogue, withheld: Withheld) -> Correction:
    """A correction of the editions and figures that are not withheld."""
    editions = tuple(filter(known.editions.__contains__, correction.editions))
    figures = tuple(figure for figure in correction.figures if withheld.because(figure) is None)
    if (editions, figures) == (correction.editions, correction.figures):
        return correction
    return changed(correction, editions=editions, figures=figures)
