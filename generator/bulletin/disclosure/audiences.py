"""Audiences: the part of a corpus that an audience may see.

It is what the corpus would be if the records that are withheld were not there: neither their number, nor their order,
nor the codes of the vocabulary that they alone use make a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import chain
from typing import Any, TypeVar

from bulletin.analysis.audiences import Withheld
from bulletin.analysis.mentions import described, expecting, naming_known
from bulletin.analysis.referenced_codes import changed, without_unused_codes
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.records import Bulletin, Correction, MarkedRecord

Marked = TypeVar("Marked", bound=MarkedRecord)


def corpus_for(corpus: Corpus, audience: str) -> Corpus:
    """The corpus without the records that are marked for later audiences, nor what depends on them.

    :param audience: an id of the bulletin's audiences.
    """
    bulletin = corpus.catalogue.bulletin
    ids = bulletin.audience_ids
    later = frozenset(ids[ids.index(audience) + 1 :])
    if not later or not (bulletin.audiences or _has_marks(corpus)):
        return corpus
    withheld = Withheld(corpus, later)
    seen = replace(
        corpus,
        catalogue=_seen_catalogue(corpus.catalogue, withheld),
        targets=_seen(corpus.targets, withheld),
        claims=_seen(corpus.claims, withheld),
        observations=tuple(record for record in corpus.observations if withheld.because(record) is None),
    )
    used = without_unused_codes(seen)
    return replace(used, catalogue=_without_sources_of_terms(_naming_known(used.catalogue)))


def _has_marks(corpus: Corpus) -> bool:
    records = (getattr(corpus.catalogue, name) for name in _KINDS)
    by_id = chain.from_iterable(found.values() for found in (*records, corpus.targets, corpus.claims))
    return any(record.audience for record in chain(by_id, corpus.observations))


_KINDS = tuple(field.name for field in fields(Catalogue) if field.name != "bulletin")
"""The kinds of records of the catalogue that have ids."""


def _seen_catalogue(catalogue: Catalogue, withheld: Withheld) -> Catalogue:
    """The records of the catalogue, without those that are withheld and the mentions of them."""
    kept: dict[str, Any] = {name: _seen(getattr(catalogue, name), withheld) for name in _KINDS}
    known = replace(catalogue, **kept)
    corrections = {name: _correcting(each, known, withheld) for name, each in known.corrections.items()}
    bulletin = _about(known.bulletin, known, withheld)
    return _naming_known(replace(known, bulletin=bulletin, corrections=corrections))


def _seen(records: Mapping[str, Marked], withheld: Withheld) -> dict[str, Marked]:
    return {name: record for name, record in records.items() if withheld.because(record) is None}


def _naming_known(known: Catalogue) -> Catalogue:
    """The catalogue without mentions of what is not in it."""
    return replace(
        known,
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
