"""What differs between the records of two states besides figures and targets: names, dates, notices, stated figures.

Fields are compared as the records have them, so that nothing a reader may see changes unlisted. Targets and
observations are left to the comparison of values, and so is what a measure means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bulletin.analysis.comparison import ASPECTS, Ids, Snapshot, ids_today
from bulletin.model.records import Measure, Part, Record
from bulletin.model.text import PluralText

_NAMING = frozenset({"organization", "organizations", "parent"})
"""Fields that name organizations."""


class RecordKind(StrEnum):
    """A kind of records, what was published of the bulletin itself first."""

    CORRECTIONS = "corrections"
    EDITIONS = "editions"
    BULLETIN = "bulletin"
    DISCLOSURE = "disclosure"
    ORGANIZATIONS = "organizations"
    MEASURES = "measures"
    UNITS = "units"
    BREAKDOWNS = "breakdowns"
    KINDS = "kinds"
    POPULATIONS = "populations"
    DECISIONS = "decisions"
    SOURCES = "sources"
    CLAIMS = "claims"


class FieldChange(NamedTuple):
    """One field that is not the same on both sides."""

    name: str
    """As it is typed; within a list, with the id of its item: ``cut-off``, ``categories.women.name``."""
    before: object
    """None where it was not there."""
    after: object


@dataclass(frozen=True)
class RecordChange:
    """A record that is new, gone or not what it was."""

    kind: RecordKind
    id: str
    """That of today; for the record of the bulletin and that of disclosure control, which have none, their kind."""
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()
    """Those that differ, where the record is on both sides."""


def record_changes(before: Snapshot, after: Snapshot) -> tuple[RecordChange, ...]:
    """All records that differ, by kind and then as the newer side has them; those that are gone come last of a kind.

    That an organization is named by another of its ids is a change of its own record only.
    """
    ids = ids_today(before.catalogue.organizations, after.catalogue)
    return tuple(change for kind in RecordKind for change in _of_kind(kind, before, after, ids))


def _of_kind(kind: RecordKind, before: Snapshot, after: Snapshot, ids: Ids) -> Iterator[RecordChange]:
    own = ids if kind is RecordKind.ORGANIZATIONS else {}
    older = {own.get(name, name): record for name, record in _records(kind, before).items()}
    newer = _records(kind, after)
    for name in {**newer, **older}:
        was, is_ = older.get(name), newer.get(name)
        fields = tuple(_differing(was, is_, ids)) if was is not None and is_ is not None else ()
        if fields or was is None or is_ is None:
            yield RecordChange(kind, name, was, is_, fields)


def _records(kind: RecordKind, side: Snapshot) -> Mapping[str, Record]:
    if kind is RecordKind.BULLETIN:
        return {kind.value: side.catalogue.bulletin}
    if kind is RecordKind.DISCLOSURE:
        return {} if side.catalogue.disclosure is None else {kind.value: side.catalogue.disclosure}
    found: Mapping[str, Record] = side.claims if kind is RecordKind.CLAIMS else getattr(side.catalogue, kind.value)
    return found


def _differing(before: Part, after: Part, ids: Ids, above: str = "") -> Iterator[FieldChange]:
    """The fields that differ, but for those that say what the figures of a measure mean."""
    for field in type(after).model_fields:
        was, is_, name = getattr(before, field), getattr(after, field), f"{above}{field.replace('_', '-')}"
        if isinstance(was, PluralText) and isinstance(is_, PluralText):
            yield from _forms(was.typed(), is_.typed())
            continue
        older, newer = _parts(was), _parts(is_)
        for part in {**newer, **older}:
            if part in older and part in newer:
                yield from _differing(older[part], newer[part], ids, f"{name}{part}.")
            else:
                yield FieldChange(f"{name}{part}", older.get(part), newer.get(part))
        compared_elsewhere = isinstance(after, Measure) and field in ASPECTS
        if not (older or newer or compared_elsewhere) and _today(field, was, ids) != is_:
            yield FieldChange(name, was, is_)


def _forms(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    """The forms of a plural text that differ, by the path they are typed at: ``en.one``."""
    for name in {**after, **before}:
        if before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))


def _parts(value: object) -> dict[str, Part]:
    """A part itself, or those of a list, where each has an id; by what names it behind the name of its field."""
    if isinstance(value, Part):
        return {"": value}
    parts = value if isinstance(value, tuple) else ()
    return {f".{part.id}": part for part in parts if hasattr(part, "id")}


def _today(field: str, value: object, ids: Ids) -> object:
    """A value with the ids that the organizations named in it have today."""
    if isinstance(value, Part):
        names = type(value).model_fields
        return value.model_copy(update={name: _today(name, getattr(value, name), ids) for name in names})
    if isinstance(value, tuple):
        return tuple(_today(field, item, ids) for item in value)
    return ids.get(value, value) if field in _NAMING and isinstance(value, str) else value
