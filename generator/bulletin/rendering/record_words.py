"""Which records differ between two states, in the words of one language. Plain text: each sink encodes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bulletin.analysis.record_changes import FieldChange, RecordChange, RecordKind
from bulletin.localization.messages import translate
from bulletin.model.periods import Period
from bulletin.model.text import Language, Text
from bulletin.rendering.text.messages import RECORD_KINDS, Changes
from bulletin.rendering.text.number_formats import integer_text

_NAMING = ("name", "title", "id")
"""Fields whose texts are told besides dates and periods: short ones, that hold no value."""
_LONGEST = 120
"""Characters of a text that are told."""
_NAMED = 5
"""So many new records, or records that are gone, are named; the others are counted."""


def records_counted(changes: Sequence[RecordChange], language: Language) -> str:
    """How many records differ."""
    return translate(Changes.records_count, language, count=len(changes))


def record_lines(changes: Sequence[RecordChange], language: Language) -> Iterator[str]:
    """For each kind in a line what is new and what is gone, and in one for each record what changed in it."""
    for kind in RecordKind:
        of_kind = [one for one in changes if one.kind is kind]
        called = translate(RECORD_KINDS[kind], language)
        for message, ids in (
            (Changes.records_new, [one.id for one in of_kind if one.before is None]),
            (Changes.records_gone, [one.id for one in of_kind if one.after is None]),
        ):
            if ids:
                named = ", ".join([*ids[:_NAMED], *(["…"] if ids[_NAMED:] else [])])
                yield translate(message, language, kind=called, count=integer_text(len(ids), language), ids=named)
        for one in of_kind:
            if one.fields:
                fields = "; ".join(_field(field, language) for field in one.fields)
                yield translate(Changes.record, language, kind=called, id=one.id, fields=fields)


def may_be_told(field: FieldChange) -> bool:
    """Whether what a field said may be told: names, titles, dates and periods; no value, nor words about one."""
    values = [value for value in (field.before, field.after) if value is not None]
    is_naming = field.name.rpartition(".")[2] in _NAMING
    return all(isinstance(value, Period) or (is_naming and isinstance(value, (str, Text))) for value in values)


def _field(field: FieldChange, language: Language) -> str:
    if not may_be_told(field):
        return field.name
    before, after = _texts(field, language)
    return translate(Changes.record_field, language, field=field.name, before=_short(before), after=_short(after))


def _texts(field: FieldChange, language: Language) -> tuple[str, str]:
    """Both texts in the language, unless only the other one's differ."""
    values = (field.before, field.after)
    others = chain.from_iterable(value.root for value in values if isinstance(value, Text))
    for tongue in (language, *others):
        before, after = _text(field.before, tongue), _text(field.after, tongue)
        if before != after:
            return before, after
    return before, after


def _text(value: object, language: Language) -> str:
    if value is None:
        return "–"
    return value.root.get(language, "–") if isinstance(value, Text) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
