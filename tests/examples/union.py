"""The records of the fictional union, as tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bulletin.model.corpus import Corpus
from bulletin.model.records import MarkedRecord
from pydantic import BaseModel

from tests.sites import ROOT

UNION = ROOT / "examples" / "union"


def records_of(corpus: Corpus) -> list[MarkedRecord]:
    """All records that may be marked for an audience."""
    return [record for record in corpus.records if isinstance(record, MarkedRecord)]


def texts_in(value: object) -> Iterator[str]:
    """Every text within a record: ids, names, notes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from texts_in([value.model_dump(mode="json")])
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(texts_in, (*value.keys(), *value.values())))
    elif isinstance(value, (list, tuple)):
        yield from chain.from_iterable(map(texts_in, value))
