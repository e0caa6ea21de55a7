"""From what is in a cell to the id that is meant: by ids, names in all languages, short names, aliases and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bulletin.model.names import name_key
from bulletin.model.records import EVERYTHING, Breakdown, Measure, Organization, OrganizationKind, Population, Source
from bulletin.model.text import Text
from bulletin.reading.hints import Nearest, to_word
from bulletin.reading.record_store import RecordStore


@dataclass(frozen=True)
class Match:
    """What is known of a name."""

    id: str | None
    """The id that is meant; None where it is unknown or may be one of several."""
    candidates: tuple[str, ...] = ()
    """Where it may be one of several: their ids; where it is unknown: the nearest."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether it may be one of several."""
        return self.id is None and len(self.candidates) > 1


class Names:
    """The names of things of one kind."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take every name with the id that it belongs to."""
        self._exact: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._alike: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for word, named in words:
            self._exact[name_key(word)][named] = None
            self._alike[_without_zeros(to_word(word))][named] = None
        self._matched: dict[str, Match] = {}

    def match(self, text: str) -> Match:
        """The id that a text names; where it names none, the nearest."""
        if text not in self._matched:
            self._matched[text] = self._match(text)
        return self._matched[text]

    def _match(self, text: str) -> Match:
        found = tuple(self._exact.get(name_key(text), ()))
        if len(found) == 1:
            return Match(found[0])
        if found:
            return Match(None, found)
        return Match(None, self._near(text))

    def _near(self, text: str) -> tuple[str, ...]:
        alike = tuple(self._alike.get(_without_zeros(to_word(text)), ()))
        if alike:
            return alike
        nearest = self._nearest.to(to_word(text))
        return tuple(self._alike[nearest]) if nearest else ()

    def has_spelling(self, text: str) -> bool:
        """Whether a text is a name but for capitals, accents, signs and zeros in front; else it is only near one."""
        return _without_zeros(to_word(text)) in self._alike

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._alike)


def _without_zeros(word: str) -> str:
    """A code without the zeros in front, which spreadsheets take away."""
    return (word.lstrip("0") or "0") if word.isdigit() else word


def _texts(text: Text | None) -> Iterator[str]:
    if text is not None:
        yield from text.root.values()


def _organization(record: Organization, kinds: Mapping[str, OrganizationKind]) -> Iterator[str]:
    yield from (record.id, *_texts(record.name), *_texts(record.short), *record.codes.values())
    for alias in record.aliases:
        yield from _texts(alias)
    if (kind := kinds.get(record.kind)) is not None:
        for name in _texts(record.name):
            yield from (f"{word} {name}" for word in _texts(kind.name))


def _organizations(store: RecordStore) -> Names:
    """The names of organizations; also with their kind before them: “Province of …” in languages that have it so."""
    kinds = store.by_id(OrganizationKind)
    return Names((word, unit.id) for unit in store.by_id(Organization).values() for word in _organization(unit, kinds))


def _names(records: Iterable[Any], field: str = "name", others: Iterable[str] = ()) -> Names:
    """The names of records, or of categories: their ids, and the words of a field in all languages."""
    listed = list(records)
    words = ((word, record.id) for record in listed for word in _texts(getattr(record, field)))
    ids = [*(record.id for record in listed), *others]
    return Names([*zip(ids, ids, strict=True), *words])


class Vocabulary:
    """The names of everything that a sheet may name."""

    def __init__(self, store: RecordStore) -> None:
        self.store = store
        self.breakdowns = store.by_id(Breakdown)
        self.measures = store.by_id(Measure)
        self.organizations = store.by_id(Organization)

    @cached_property
    def fields(self) -> Mapping[str, Names]:
        """Names by the field that holds an id of their kind."""
        organizations_by_name = _organizations(self.store)
        return {
            "organization": organizations_by_name,
            "parent": organizations_by_name,
            "measure": _names(self.measures.values()),
            "population": _names(self.store.by_id(Population).values(), others=(EVERYTHING,)),
            "kind": _names(self.store.by_id(OrganizationKind).values()),
            "breakdown": _names(self.breakdowns.values()),
            "source": _names(self.store.by_id(Source).values(), "title"),
        }

    def categories(self, breakdown: str) -> Names:
        """The names of the categories of a breakdown."""
        if breakdown not in self._categories:
            record = self.breakdowns.get(breakdown)
            self._categories[breakdown] = _names(record.categories if record else ())
        return self._categories[breakdown]

    @cached_property
    def _categories(self) -> dict[str, Names]:
        return {}


def all_in(texts: Sequence[str], names: Names, share: float = 0.6) -> bool:
    """Whether most of some texts are names of a kind, exactly or nearly."""
    known = sum(names.match(text).id is not None or bool(names.match(text).candidates) for text in texts)
    return bool(texts) and known >= share * len(texts)
