"""Checks of identity: each id belongs to one record and can name a file. All lower case, none differ by case only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from bulletin.model.records import Breakdown, Bulletin, Observation, Organization
from bulletin.problems import kinds
from bulletin.reading.documents import Data, Entry, Path
from bulletin.reading.files import FOLDER_OF
from bulletin.reading.record_store import Finding, RecordStore
from bulletin.validation.check import check

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
