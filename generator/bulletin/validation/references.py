"""Checks of identity and references: ids are unique, and whatever a record names exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import CycleError
from itertools import chain
from typing import Any, Final, cast

from bulletin.analysis.derived import derived_measures
from bulletin.localization.messages import _
from bulletin.model.records import (
    EVERYTHING,
    Breakdown,
    Bulletin,
    Edition,
    EditionId,
    Id,
    Measure,
    Observation,
    Organization,
    Population,
    Record,
    Source,
    Target,
)
from bulletin.model.records.references import EACH, KEYS, REFERENCES
from bulletin.problems import Hint, kinds
from bulletin.reading.documents import Data, Entry, Path, named
from bulletin.reading.files import FOLDER_OF, RECORDS
from bulletin.reading.hints import Nearest, did_you_mean, to_id
from bulletin.reading.record_parser import pattern_of
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

# --- identity ---------------------------------------------------------------------------------------------------------


_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index", re.ASCII)
"""Windows cannot make files with these names; ``index`` is the page that lists the others."""


@check(kinds.ID_REPEATED, kinds.ID_RESERVED)
def ids(store: RecordStore) -> Iterator[Finding]:
    """Each id belongs to one record of its kind, or to one category, term or calendar entry of its record.

    A former id of an organization counts as one of its own.
    """
    for model in FOLDER_OF:
        own = ((entry, ("id",), entry.id) for entry in store.typed(model))
        yield from _unique(chain(own, _former(store) if model is Organization else ()))
    for entry in store.typed(Breakdown):
        yield from _unique(_nested(entry, "categories"))
    for entry in store.typed(Bulletin):
        yield from _unique(_nested(entry, "audiences"))
        yield from _unique(_nested(entry, "terms"))
        yield from _unique(_nested(entry, "calendar"))


def _former(store: RecordStore) -> Iterator[tuple[Entry, Path, str]]:
    """The former ids of organizations, whose pages redirect to theirs: no other organization may use them."""
    for stored in store.of(Organization):
        for number, name in enumerate(stored.record.former_ids):
            yield stored.entry, ("former-ids", number), name


def _nested(entry: Entry, field: str) -> Iterator[tuple[Entry, Path, str | None]]:
    items = entry.data.get(field) if isinstance(entry.data, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else []):
        name = item.get("id") if isinstance(item, dict) else None
        yield entry, (field, number, "id"), name if isinstance(name, str) else None


def _unique(named: Iterable[tuple[Entry, Path, str | None]]) -> Iterator[Finding]:
    first: dict[str, tuple[Entry, Path]] = {}
    for entry, path, name in named:
        if name is None:
            continue
        if _RESERVED.fullmatch(name):
            yield Finding(entry.problem(kinds.ID_RESERVED, path, {"given": name}))
        if name in first:
            other, at = first[name]
            yield Finding(entry.problem(kinds.ID_REPEATED, path, {"given": name, "first": other.place_of(at)}))
        first.setdefault(name, (entry, path))


@check(kinds.ITEM_REPEATED)
def repeated_items(store: RecordStore) -> Iterator[Finding]:
    """No list of words repeats an item."""
    for folder, entry in store.entries():
        if folder.model is Observation:
            continue  # by far the most records, and none of their fields is such a list
        for path, item in _repeated(entry.data, ()):
            yield Finding(entry.problem(kinds.ITEM_REPEATED, path, {"given": item}))


def _repeated(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, (dict, list)):
                yield from _repeated(value, (*path, key))
    if isinstance(data, list):
        seen: set[str] = set()
        for number, item in enumerate(data):
            if isinstance(item, str):
                if item in seen:
                    yield (*path, number), item
                seen.add(item)
            else:
                yield from _repeated(item, (*path, number))


# --- references -------------------------------------------------------------------------------------------------------


_MOST_GUESSES: Final = 500
"""So many different unknown ids of a kind get a guess; where there are more, a whole file is missing."""
_FEW: Final = 12
"""So many known ids are listed where none of them is near."""


@check(kinds.REFERENCE_UNKNOWN)
def references(store: RecordStore) -> Iterator[Finding]:
    """Every id that is named exists; records that are themselves not valid are looked at as well."""
    known = {model: _KnownIds(store, model) for model in FOLDER_OF}
    for model, fields in REFERENCES.items():
        steps = [(tuple(field.split("/")), known[to]) for field, to in fields.items()]
        for entry in store.typed(model):
            data = entry.data if isinstance(entry.data, dict) else {}
            for field, ids in steps:
                typed = data.get(field[0])
                if typed is None or (isinstance(typed, str) and typed in ids.known):
                    continue  # as nearly always
                for path, name in _ids_at(data, field):
                    if name not in ids.known:
                        yield from ids.unknown(entry, path, name)


def _ids_at(data: Data, steps: Sequence[str], at: Path = ()) -> list[tuple[Path, str]]:
    """The ids in a field of :data:`REFERENCES`, each with its path in the record."""
    if not steps:
        return [(at, name)] if (name := named(data)) is not None else []
    step, rest = steps[0], steps[1:]
    if isinstance(data, dict):
        if step == KEYS:
            return [((*at, key), key) for key in data]
        return _ids_at(data[step], rest, (*at, step)) if step in data else []
    if isinstance(data, list) and step == EACH:
        return [found for number, item in enumerate(data) for found in _ids_at(item, rest, (*at, number))]
    return []


_ONE_OF_FEW: Final = Hint(
    _("The ids that there are: {known}. If it is a new one, add a record “{given}” to {kind} first.")
)
_ONE_OF_THESE: Final = Hint(_("The ids that there are: {known}."))


def _names(entry: Entry) -> Iterator[str]:
    """What a record is called, in each language: the name is what people type where the id belongs."""
    name = entry.data.get("name") if isinstance(entry.data, dict) else None
    texts = name.values() if isinstance(name, dict) else [name]
    return (text for text in map(named, texts) if text)


class _KnownIds:
    """The ids of a kind of record, and the hint where another id is named."""

    def __init__(self, store: RecordStore, model: type[Record]) -> None:
        self.known = frozenset(store.ids(model)) | ({EVERYTHING} if model is Population else set())
        self._complete = store.is_complete(model)
        self._folder = FOLDER_OF[model].name
        self._pattern = re.compile(pattern_of(EditionId if model is Edition else Id), re.ASCII)
        self._may_be_new = model is not Edition  # only a published edition can be corrected
        well_formed = sorted(filter(self._pattern.fullmatch, self.known))
        self._nearest = Nearest(well_formed)
        self._entries = store.typed(model)
        self._to_be_mended = {to_id(known) for known in self.known.difference(well_formed)}
        self._meant: dict[str, str | None] = {}
        self._listed = ", ".join(well_formed) if len(well_formed) <= _FEW else ""
        self._one_of_few = (_ONE_OF_FEW if self._may_be_new else _ONE_OF_THESE) if self._listed else None

    def unknown(self, entry: Entry, path: Path, name: str) -> Iterator[Finding]:
        """An unknown id; nothing where ids of a file are missing, or for what was reported already.

        That is: what is no id, and the id that a record has as soon as its malformed one is mended as the hint says.
        """
        if not self._complete or self._pattern.fullmatch(name) is None or name in self._to_be_mended:
            return
        if name not in self._meant and len(self._meant) < _MOST_GUESSES:
            self._meant[name] = self._nearest.to(name) or self._named.get(name)
        meant = self._meant.get(name)
        hint = self._guess(meant) if meant else self._one_of_few
        key = path[:1] == ("by",) or path[-2:-1] == ("shares",)
        details = {"given": name, "kind": f"{RECORDS}/{self._folder}", "known": self._listed}
        yield Finding(entry.problem(kinds.REFERENCE_UNKNOWN, path, details, key=key, hint=hint))

    @cached_property
    def _named(self) -> Mapping[str, str | None]:
        """The ids by what people make of a name; None where several records have that name."""
        found: dict[str, str | None] = {}
        for entry in self._entries:
            for slug in {to_id(text) for text in _names(entry)}:
                found[slug] = None if slug in found else entry.id
        return found

    def _guess(self, meant: str) -> Hint:
        if not self._may_be_new:
            return did_you_mean(meant)
        message = _("Did you mean “{meant}”? If it is a new one, add a record “{given}” to {kind} first.")
        return Hint(message, {"meant": meant})


_CHAINS: Mapping[type[Record], str] = {
    Organization: "parent",
    Population: "part_of",
    Target: "superseded_by",
}
"""The fields that lead from a record to another of its own kind."""


@check(kinds.REFERENCE_CYCLE)
def cycles(store: RecordStore) -> Iterator[Finding]:
    """No chain of references returns to a record: nothing is its own parent, part or replacement."""
    for model, field in _CHAINS.items():
        stored = {entry.record.id: entry for entry in cast("list[StoredRecord[Any]]", store.of(model))}
        onwards = {name: getattr(entry.record, field) for name, entry in stored.items()}
        typed = field.replace("_", "-")
        for circle in circles(onwards):
            chain = " → ".join((*circle, circle[0]))
            yield stored[circle[0]].find(kinds.REFERENCE_CYCLE, (typed,), {"field": typed, "chain": chain})
    yield from _formulas(store)


def _formulas(store: RecordStore) -> Iterator[Finding]:
    """The first measure that is computed from itself, by whatever way."""
    stored = {each.record.id: each for each in store.of(Measure)}
    try:
        list(derived_measures({name: each.record for name, each in stored.items()}))
    except CycleError as error:
        chain = tuple(reversed(error.args[1]))
        details = {"field": "formula", "chain": " → ".join(chain)}
        yield stored[chain[0]].find(kinds.REFERENCE_CYCLE, ("formula",), details)


def circles(onwards: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, beginning with the record that comes first."""
    rank = {name: number for number, name in enumerate(onwards)}
    done: set[str] = set()
    for start in onwards:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in onwards and at not in done and at not in path:
            path[at] = None
            at = onwards[at]
        if at is not None and at in path:
            circle = list(path)[list(path).index(at) :]
            first = circle.index(min(circle, key=rank.__getitem__))
            yield circle[first:] + circle[:first]
        done.update(path)


@check(kinds.SOURCE_UNUSED)
def sources(store: RecordStore) -> Iterator[Finding]:
    """Every source is named by some record; not checked while some records are not valid."""
    fields = [(model, field.split("/")) for model, to in REFERENCES.items() for field in to if to[field] is Source]
    if not (store.all_read and all(store.all_valid(model) for model, _ in fields)):
        return
    unused = {stored.record.id for stored in store.of(Source)}
    entries = ((entry, field) for model, field in fields for entry in store.typed(model))
    while unused and (following := next(entries, None)):  # the first few records nearly always name all
        entry, field = following
        unused.difference_update(name for _, name in _ids_at(entry.data, field))
    for stored in store.of(Source):
        if stored.record.id in unused:
            yield stored.find(kinds.SOURCE_UNUSED, ("id",), {"given": stored.record.id})
