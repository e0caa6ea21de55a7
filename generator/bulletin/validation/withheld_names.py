"""Checks of names: texts that an audience reads name no record that is withheld from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from bulletin.analysis.audiences import Withheld, corpus_for
from bulletin.model.folding import LEAST_LETTERS, folded, letters_in
from bulletin.model.places import Place
from bulletin.model.records import Correction, Edition, MarkedRecord, Record
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.files import FOLDER_OF
from bulletin.reading.record_store import Finding, StoredRecord
from bulletin.validation.audiences import withheld_from
from bulletin.validation.check import CompiledRecords, Stage, check

_NAMING = ("id", "former_ids", "name", "title", "aliases")
"""The fields by which a record is known."""
_UNNAMED = (Edition, Correction)
"""Kinds that are called by periods and days, which many texts name."""
_VOCABULARY = tuple(model for model, folder in FOLDER_OF.items() if folder.name.startswith("vocabulary/"))
"""Kinds whose names are words of the language: ``members``."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""An id of several words, which is none of the language."""
_WORD = re.compile(r"\w+")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
"""What is in brackets behind a name."""


@check(kinds.AUDIENCE_NAMED, stage=Stage.COMPILED)
def names(data: CompiledRecords) -> Iterator[Finding]:
    """No text that an audience reads names a record that is withheld from it; each reported for who sees least."""
    found: dict[tuple[Place, str], Finding] = {}
    for audience in withheld_from(data):
        for finding in _Texts(data, audience).findings():
            found[finding.problem.place, finding.problem.details["name"]] = finding
    yield from found.values()


class _Name(NamedTuple):
    """A name of a record."""

    typed: str
    """As typed."""
    place: str
    """File and line of the record; empty where the audience sees it."""
    is_of_language: bool
    """Whether it is a word of the language where it is a single word."""


class _Texts:
    """The texts that an audience reads, and the names in them."""

    def __init__(self, data: CompiledRecords, audience: str) -> None:
        self._data, self._audience = data, audience
        self._seen = {record.place: record for record in corpus_for(data.corpus, audience).records}
        self._ids: dict[str, _Name] = {}
        self._names: defaultdict[str, dict[tuple[str, ...], _Name]] = defaultdict(dict)
        """Names of several words or a single one, by the first and all of them."""
        withheld = Withheld(data.corpus, audience).named
        for record in data.corpus.records:
            if (type(record), getattr(record, "id", "")) in withheld and not isinstance(record, _UNNAMED):
                self._add(record, record.place.at_line)
        for record in self._seen.values() if self._names else ():
            self._add(record, "")

    def _add(self, record: Record, place: str) -> None:
        """Note the distinctive names of a record; one that the audience sees stays one that it sees."""
        is_of_language = isinstance(record, _VOCABULARY)
        for typed in _strings([getattr(record, field, ()) for field in _NAMING]):
            for form in {typed, _REMARK.sub("", typed)}:
                name, words = _Name(form, place, is_of_language), tuple(map(folded, _WORD.findall(form)))
                if letters_in(form) >= LEAST_LETTERS or not place:
                    if _ID.fullmatch(form):
                        self._ids[form] = name
                    elif words:
                        self._names[words[0]][words] = name

    def findings(self) -> Iterator[Finding]:
        """Every name of a withheld record in a text, at the text."""
        if not self._names and not self._ids:
            return
        ids = self._data.corpus.catalogue.bulletin.audience_ids
        details = {"audience": self._audience, "mark": ids[ids.index(self._audience) + 1]}
        for stored in self._stored():
            seen = self._seen.get(stored.record.place)
            for path, typed in _leaves(stored.entry.data) if seen else ():
                for name in self._in(typed):
                    if folded(typed) in map(folded, _texts_of(seen)):  # and not in a part that the audience misses
                        named = {**details, "name": name.typed, "place": name.place}
                        hint = None if isinstance(seen, MarkedRecord) else kinds.AUDIENCE_NAMED_BY_ALL
                        yield stored.find(kinds.AUDIENCE_NAMED, path, named, hint=hint)

    def _stored(self) -> Iterator[StoredRecord[Any]]:
        for model in FOLDER_OF:
            yield from self._data.store.of(model)

    def _in(self, text: str) -> Iterator[_Name]:
        """The names of withheld records in a text: of those that overlap the longest of the first."""
        yield from (self._ids[found] for found in _ID.findall(text) if found in self._ids and self._ids[found].place)
        words = _WORD.findall(text)
        forms = tuple(map(folded, words))
        at = 0
        while at < len(words):
            starting = self._names.get(forms[at], {})
            length = max((len(name) for name in starting if forms[at : at + len(name)] == name), default=0)
            if length and (name := starting[forms[at : at + length]]).place and self._is_meant(name, words[at], length):
                yield name
            at += length or 1

    def _is_meant(self, name: _Name, word: str, length: int) -> bool:
        """Whether such words are the name: a single one has a capital, and none that is a word of the language."""
        if length > 1:
            return True
        is_capital = name.typed == word and any(map(str.isupper, word)) and folded(word) not in self._common
        return (is_capital or any(map(str.isdigit, word))) and not name.is_of_language

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words in small letters that the audience reads."""
        texts = chain.from_iterable(map(_texts_of, self._seen.values()))
        return frozenset(word for text in texts for word in _WORD.findall(text) if word.islower())


def _texts_of(record: Record | None) -> Iterator[str]:
    """Every text of a record."""
    return _strings(record.model_dump() if record else None)


def _strings(value: Any) -> Iterator[str]:
    """Every text in what a record is made of."""
    match value:
        case str():
            yield value
        case dict():
            yield from _strings(list(value.values()))
        case list() | tuple():
            for item in value:
                yield from _strings(item)
        case _ if hasattr(value, "root"):
            yield from _strings(value.root)


def _leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a record as typed, with its path."""
    match data:
        case str():
            yield path, data
        case dict():
            for name, inner in data.items():
                yield from _leaves(inner, (*path, name))
        case list():
            for number, inner in enumerate(data):
                yield from _leaves(inner, (*path, number))
