"""Checks of what organizations are called: names that several share, and codes of official lists."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.tables import group_by
from bulletin.model.names import name_key
from bulletin.model.records import Organization
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check


@check(kinds.NAME_SHARED)
def names(store: RecordStore) -> Iterator[Finding]:
    """Of organizations of one name, all but one have something that people know them by.

    Said once of a name, however many have it, and in however many languages they share it.
    """
    unmarked = [stored for stored in store.of(Organization) if not _is_known_otherwise(stored.record)]
    said: set[str] = set()
    typed = [(stored, language, name) for stored in unmarked for language, name in stored.record.name.root.items()]
    for (language, _), named in group_by(typed, lambda each: (each[1], name_key(each[2]))).items():
        first, *others = [stored for stored, _, _ in named]
        if others and others[0].record.id not in said:
            said.add(others[0].record.id)
            yield _shared(language, first, others)


def _is_known_otherwise(record: Organization) -> bool:
    return bool(record.short or record.aliases or record.codes)


def _shared(language: str, first: StoredRecord[Organization], others: list[StoredRecord[Organization]]) -> Finding:
    details = {
        "name": others[0].record.name.localized(language),
        "given": others[0].record.id,
        "first": first.record.id,
        "place": first.entry.place_of(("name", language)).at_line,
        "count": len(others) + 1,
    }
    return others[0].find(kinds.NAME_SHARED, ("name", language), details)


@check(kinds.CODE_REPEATED)
def codes(store: RecordStore) -> Iterator[Finding]:
    """No two organizations have one code of a list at the same time; a successor may take over its predecessor's."""
    having = [
        (stored, scheme, name_key(code))
        for stored in store.of(Organization)
        for scheme, code in stored.record.codes.items()
    ]
    for (scheme, _), same in group_by(having, lambda each: each[1:]).items():
        for number, (stored, _, _) in enumerate(same):
            other = next((each for each, _, _ in same[:number] if each.record.coexists_with(stored.record)), None)
            if other is not None:
                details = {
                    "given": stored.record.codes[scheme],
                    "scheme": scheme,
                    "other": other.record.id,
                    "place": other.entry.place_of(("codes", scheme)).at_line,
                }
                yield stored.find(kinds.CODE_REPEATED, ("codes", scheme), details)
