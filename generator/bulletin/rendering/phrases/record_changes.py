"""Changes of records other than figures between two vintages: how many there are, and what changed in each.

The content of a field is shown only where it names something: a diff says nothing of values that are not published yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bulletin.analysis.record_changes import FieldChange, RecordChange, RecordKind
from bulletin.localization.messages import _, n_, translate
from bulletin.model.periods import Period
from bulletin.model.text import Language, Text
from bulletin.rendering.text import integer_text

RECORD_KINDS = {
    RecordKind.CORRECTIONS: _("Corrections"),
    RecordKind.EDITIONS: _("Editions"),
    RecordKind.BULLETIN: _("The bulletin"),
    RecordKind.DISCLOSURE: _("Disclosure policy"),
    RecordKind.ORGANIZATIONS: _("Organizations"),
    RecordKind.MEASURES: _("Measures"),
    RecordKind.UNITS: _("Units"),
    RecordKind.BREAKDOWNS: _("Breakdowns"),
    RecordKind.KINDS: _("Kinds of organizations"),
    RecordKind.POPULATIONS: _("Populations"),
    RecordKind.DECISIONS: _("Decisions"),
    RecordKind.SOURCES: _("Sources"),
    # Translators: head of a line that lists changed records of stated figures
    RecordKind.CLAIMS: _("Stated figures", "kind of records"),
}
"""What records of a kind are called, at the head of a line."""


_NAMING = ("name", "title", "id")
"""Fields whose texts are shown besides dates and periods: short ones, that hold no value."""
_LONGEST = 120
"""Characters of a text that are shown."""
_NAMED = 5
"""So many new records, or records that are gone, are named; the others are counted."""


def records_counted(changes: Sequence[RecordChange], language: Language) -> str:
    """How many records differ."""
    return translate(n_("{count} other record changed", "{count} other records changed"), language, count=len(changes))


def record_lines(changes: Sequence[RecordChange], language: Language) -> Iterator[str]:
    """For each kind in a line what is new and what is gone, and in one for each record what changed in it."""
    for kind in RecordKind:
        of_kind = [change for change in changes if change.kind is kind]
        called = translate(RECORD_KINDS[kind], language)
        for message, ids in (
            (_("{kind}: {count} new ({ids})"), [change.id for change in of_kind if change.before is None]),
            (_("{kind}: {count} gone ({ids})"), [change.id for change in of_kind if change.after is None]),
        ):
            if ids:
                named = ", ".join([*ids[:_NAMED], *(["…"] if ids[_NAMED:] else [])])
                yield translate(message, language, kind=called, count=integer_text(len(ids), language), ids=named)
        for change in of_kind:
            if change.fields:
                fields = "; ".join(_field(field, language) for field in change.fields)
                yield translate(_("{kind}, {id}: {fields}"), language, kind=called, id=change.id, fields=fields)


def may_be_shown(field: FieldChange) -> bool:
    """Whether the content of a field may be shown: names, titles, dates and periods; no value, nor words about one."""
    values = [value for value in (field.before, field.after) if value is not None]
    is_naming = field.name.rpartition(".")[2] in _NAMING
    return all(isinstance(value, Period) or (is_naming and isinstance(value, (str, Text))) for value in values)


def _field(field: FieldChange, language: Language) -> str:
    if not may_be_shown(field):
        return field.name
    before, after = _texts(field, language)
    return translate(
        _("{field} “{before}” → “{after}”"), language, field=field.name, before=_short(before), after=_short(after)
    )


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
