"""Audiences: the part of a corpus that an audience may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import chain
from typing import Any, TypeVar

from bulletin.model.corpus import Corpus
from bulletin.model.records import MarkedRecord

Marked = TypeVar("Marked", bound=MarkedRecord)


def corpus_for(corpus: Corpus, audience: str) -> Corpus:
    """The corpus without the records that are marked for later audiences.

    :param audience: an id of the bulletin's audiences.
    """
    ids = corpus.catalogue.bulletin.audience_ids
    later, catalogue = frozenset(ids[ids.index(audience) + 1 :]), corpus.catalogue
    if not any(record.audience in later for record in _marked(corpus)):
        return corpus
    seen: dict[str, Any] = {
        field.name: _seen(getattr(catalogue, field.name), later)
        for field in fields(catalogue)
        if field.name != "bulletin"
    }
    return replace(
        corpus,
        catalogue=replace(catalogue, **seen),
        targets=_seen(corpus.targets, later),
        claims=_seen(corpus.claims, later),
        observations=tuple(record for record in corpus.observations if record.audience not in later),
    )


def _marked(corpus: Corpus) -> Iterator[MarkedRecord]:
    """All records that may be marked."""
    catalogue = corpus.catalogue
    kinds = (getattr(catalogue, field.name) for field in fields(catalogue) if field.name != "bulletin")
    yield from chain.from_iterable(records.values() for records in (*kinds, corpus.targets, corpus.claims))
    yield from corpus.observations


def _seen(records: Mapping[str, Marked], later: frozenset[str]) -> dict[str, Marked]:
    return {name: record for name, record in records.items() if record.audience not in later}
