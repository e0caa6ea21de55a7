"""The comparison of two sides as text, as Markdown for a comment, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletin.analysis.comparison import ChangeKind, Comparison, Redefinition, ValueChange, compare
from bulletin.analysis.record_changes import FieldChange, RecordChange, record_changes
from bulletin.analysis.tables import Number, reported_value, value_key
from bulletin.disclosure import Release
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.model.text import Language, Text
from bulletin.publishing.changes.values_file import value_fields
from bulletin.rendering.labels import CHANGE_KINDS
from bulletin.rendering.markup import markdown
from bulletin.rendering.phrases.changes import ChangeWords, may_be_shown, record_lines, records_counted

_REDEFINED = _("Measures that are defined or added otherwise")
_RECORDS = _("Other records changed")


SCHEMA_VERSION = 1
"""Of the JSON; it grows when a program that reads it has to be changed."""
LARGEST = 60_000
"""Characters of a comment at most; forges take little more."""
_TAIL = 100
"""Of these, kept for saying how much more there is."""
_OPEN = 20
"""So many changes of a kind are shown unfolded; the rest is folded."""


class DiffFormat(StrEnum):
    """A notation for a comparison."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@dataclass(frozen=True)
class Diff:
    """Two sides and what differs between them."""

    old: str
    """What the older side is called, as it was typed."""
    new: str
    comparison: Comparison
    records: tuple[RecordChange, ...]
    """What differs besides values."""

    @classmethod
    def of(cls, old: tuple[str, Release], new: tuple[str, Release]) -> Diff:
        """Compare two sides, each with what it is called."""
        return cls(old[0], new[0], compare(old[1], new[1]), record_changes(old[1], new[1]))

    def written(self, style: DiffFormat, language: Language) -> str:
        """The comparison, without a line end behind the last line."""
        if style is DiffFormat.JSON:
            return as_json(self)
        words = ChangeWords(self.comparison, language)
        return as_markdown(self, words) if style is DiffFormat.MARKDOWN else as_text(self, words)

    def counts(self, words: ChangeWords) -> str:
        """How much differs: values, then other records."""
        counted = [records_counted(self.records, words.language)] if self.records else []
        return "; ".join([words.counts(), *counted])


# --- for people -------------------------------------------------------------------------------------------------------


def as_text(diff: Diff, words: ChangeWords) -> str:
    """Every change under the heading of its kind, the most telling kind first."""
    return "\n".join(_text_lines(diff, words))


def _text_lines(diff: Diff, words: ChangeWords) -> Iterator[str]:
    yield one_line(f"{_called(diff.old, words)} → {_called(diff.new, words)}: {diff.counts(words)}")
    if diff.comparison.redefined:
        yield f"\n{words.say(_REDEFINED)}"
        yield from (
            f"  {one_line(text)}"
            for redefinition in diff.comparison.redefined
            for text in words.redefinition(redefinition)
        )
    for kind in ChangeKind:
        changes = diff.comparison.of(kind)
        if changes:
            yield f"\n{words.say(CHANGE_KINDS[kind])}"
        for change in changes:
            yield f"  {one_line(f'{words.what(change)}: {words.went(change)}')}"
            if reason := words.reason(change):
                yield f"    {one_line(reason)}"
    if diff.records:
        yield f"\n{words.say(_RECORDS)}"
        yield from (f"  {one_line(text)}" for text in record_lines(diff.records, words.language))


def _called(side: str, words: ChangeWords) -> str:
    """A side as it was typed; the folder where the command runs by a word, since a full stop says little."""
    return words.say(_("work tree")) if Path(side) == Path() else side


# --- for a comment ----------------------------------------------------------------------------------------------------


def as_markdown(diff: Diff, words: ChangeWords) -> str:
    """The counts and what most needs a look in the open, the rest folded; never longer than a comment may be.

    Whatever comes from records shows as it was typed: no markup, no mention of anybody, no link.
    """
    comment = _Comment(
        f"**{_md(_called(diff.old, words))} → {_md(_called(diff.new, words))}**: {_md(diff.counts(words))}."
    )
    records = [f"- {_md(text)}" for text in record_lines(diff.records, words.language)]
    comment.add(words.say(_("Other records changed")), records[:_OPEN], last=True)
    meanings = (text for redefinition in diff.comparison.redefined for text in words.redefinition(redefinition))
    comment.add(words.say(_REDEFINED), [f"- {_md(text)}" for text in meanings])
    for kind in ChangeKind:
        items = [_item(change, words) for change in diff.comparison.of(kind)]
        shown = 0 if kind is ChangeKind.NEW else _OPEN
        comment.add(words.say(CHANGE_KINDS[kind]), items[:shown])
        comment.add(words.counted(kind, len(items)), items[shown:], folded=True)
    comment.add(words.say(_("Other records changed")), records[_OPEN:], folded=True, last=True)
    return comment.finished(words)


class _Comment:
    """A comment while its parts are being added, as long as there is room."""

    def __init__(self, head: str) -> None:
        self._parts = [head]
        self._last: list[str] = []
        self._room = LARGEST - len(head) - _TAIL
        self._left_out = 0

    def add(self, title: str, items: Sequence[str], *, folded: bool = False, last: bool = False) -> None:
        """Add a list under a title, as far as it fits; nothing where it is empty.

        :param last: it comes behind all that does not, whenever it was added.
        """
        begin, end = ("<details><summary>", "</summary>\n") if folded else ("### ", "\n")
        head, tail = f"{begin}{_md(title)}{end}", "\n\n</details>" if folded else ""
        room, kept = self._room - len(head) - len(tail) - 2, 0
        while kept < len(items) and len(items[kept]) < room:
            room -= len(items[kept]) + 1
            kept += 1
        self._left_out += len(items) - kept
        if kept:
            (self._last if last else self._parts).append("\n".join([head, *items[:kept]]) + tail)
            self._room = room

    def finished(self, words: ChangeWords) -> str:
        """The whole comment; where something had no room, it says how much."""
        more = [_md(words.and_more(self._left_out))] if self._left_out else []
        return "\n\n".join([*self._parts, *self._last, *more])


def _md(text: str) -> str:
    """Text for Markdown. Forges look for names and numbers in what is shown, so that a comment keeps the sign apart."""
    encoded = str(markdown(text))
    return encoded.replace("&#64;", "&#64;<!-- -->").replace("&#35;", "&#35;<!-- -->")


def _item(change: ValueChange, words: ChangeWords) -> str:
    reason = words.reason(change)
    return f"- {_md(words.what(change))}: **{_md(words.went(change))}**{f' ({_md(reason)})' if reason else ''}"


# --- for programs -----------------------------------------------------------------------------------------------------


def as_json(diff: Diff) -> str:
    """An object; ``docs/developing/comparisons.md`` documents its fields."""
    comparison = diff.comparison
    answer = {
        "schema_version": SCHEMA_VERSION,
        "old": diff.old,
        "new": diff.new,
        "counts": {kind.value: comparison.counts.get(kind, 0) for kind in ChangeKind},
        "definitions": [_definition(redefinition) for redefinition in comparison.redefined],
        "changes": [_object(change) for kind in ChangeKind for change in comparison.of(kind)],
        "records": [_record(change) for change in diff.records],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _definition(definition: Redefinition) -> dict[str, object]:
    names = {aspect: aspect.replace("_", "-") for aspect in definition.aspects}
    before, after = definition.before.model_dump(mode="json"), definition.after.model_dump(mode="json")
    return {
        "measure": definition.after.id,
        "before": {name: before[aspect] for aspect, name in names.items()},
        "after": {name: after[aspect] for aspect, name in names.items()},
    }


def _object(change: ValueChange) -> dict[str, object]:
    key, number, reason = change.key, change.number, change.reason
    published = value_key(number)
    return {
        "kind": change.kind.value,
        "target": published.target,
        "organization": key.organization,
        "measure": key.measure,
        "population": key.population,
        "period": published.period,
        "each": "year" if published.annual else None,
        "breakdown": key.breakdown,
        "category": key.category,
        "before": _value(change.before),
        "after": _value(change.after),
        "reason": {
            "sources": list(reason.sources),
            "corrections": list(reason.corrections),
            "organizations": list(reason.organizations),
            "note": reason.note.model_dump() if reason.note else None,
        },
    }


def _record(record: RecordChange) -> dict[str, object]:
    change = "new" if record.before is None else "removed" if record.after is None else "changed"
    return {
        "kind": record.kind.value,
        "id": record.id,
        "change": change,
        "fields": [_field(field) for field in record.fields],
    }


def _field(field: FieldChange) -> dict[str, object]:
    before, after = (_told(field.before), _told(field.after)) if may_be_shown(field) else (None, None)
    return {"field": field.name, "before": before, "after": after}


def _told(value: object) -> object:
    """A text in both languages, or a date or an id as it is typed."""
    return value.model_dump() if isinstance(value, Text) else None if value is None else str(value)


def _value(number: Number | None) -> Mapping[str, str | None] | None:
    """A value as it is published; None where that side has none."""
    if number is None:
        return None
    return value_fields(reported_value(number))
