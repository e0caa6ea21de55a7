"""The comparison of two sides as text, as Markdown for a comment, and as JSON.

The sides are editions, git revisions, editions as a revision had them, or folders.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, Redefinition, ValueChange, compare
from bulletin.analysis.figures import Number, reported_value, value_key
from bulletin.analysis.record_changes import FieldChange, RecordChange, record_changes
from bulletin.disclosure import Release, Series
from bulletin.disclosure.publications import PublishedVersion
from bulletin.errors import RequestError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.model.records import EditionId
from bulletin.model.text import Language, Text
from bulletin.publishing import git
from bulletin.publishing.changes.published_values import value_fields
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.manifest import audience_of
from bulletin.publishing.stores import PublicationStore, default_store
from bulletin.reading.files import RECORDS
from bulletin.reading.hints import Nearest
from bulletin.rendering.encoders import markdown
from bulletin.rendering.labels import CHANGE_KINDS
from bulletin.rendering.phrases.changes import ChangeWords
from bulletin.rendering.phrases.record_changes import may_be_shown, record_lines, records_counted
from bulletin.validation import Accepted
from bulletin.website.pipeline import RecordsError, accepted, seen_by

SCHEMA_VERSION = 1
"""The version of the JSON; it grows when a program that reads it has to be changed."""
LARGEST = 60_000
"""Characters of a comment at most; forges take little more."""
_TAIL = 100
"""Of these, kept for saying how much more there is."""
_OPEN = 20
"""So many changes of a kind are shown unfolded; the rest is folded."""
_REDEFINED = _("Measures that are defined or added otherwise")
_OTHER_RECORDS = _("Other records changed")
_BULLETIN = "bulletin.yml"
"""The file by which a folder of records is known."""
_EDITION: TypeAdapter[str] = TypeAdapter(EditionId)
_UNKNOWN = _("“{given}” is no edition, git revision or folder of records.")
_MEANT = _("“{given}” is no edition, git revision or folder of records. Did you mean “{meant}”?")
_KNOWN = _("“{given}” is no edition, git revision or folder of records. Editions: {known}.")
_SHALLOW = _(
    "“{given}” is no edition, git revision or folder of records. The repository was cloned without its whole history; "
    "if it is a revision, fetch the rest: git fetch --unshallow. In CI, set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 "
    "(GitLab)."
)
_PUBLISHED_VERSION = _(
    "“{given}” is a published version and is in the published site; bulletin diff compares records. As of now: "
    "{edition}; before a correction: COMMIT:{edition}, with the commit in that version's manifest.json."
)


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
        return words.semicolons([words.counts(), *counted])


# --- for people -------------------------------------------------------------------------------------------------------


def as_text(diff: Diff, words: ChangeWords) -> str:
    """Every change under the heading of its kind, the most significant kind first."""
    return "\n".join(_text_lines(diff, words))


def _text_lines(diff: Diff, words: ChangeWords) -> Iterator[str]:
    compared = words.say(_("{before} → {after}"), before=_called(diff.old, words), after=_called(diff.new, words))
    yield one_line(words.named(compared, diff.counts(words)))
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
            yield f"  {one_line(words.named(words.what(change), words.went(change)))}"
            if reason := words.reason(change):
                yield f"    {one_line(reason)}"
    if diff.records:
        yield f"\n{words.say(_OTHER_RECORDS)}"
        yield from (f"  {one_line(text)}" for text in record_lines(diff.records, words.language))


def _called(side: str, words: ChangeWords) -> str:
    """The name of a side as it was typed; the current folder by a word, since a full stop says little."""
    return words.say(_("work tree")) if Path(side) == Path() else side


# --- for a comment ----------------------------------------------------------------------------------------------------


def as_markdown(diff: Diff, words: ChangeWords) -> str:
    """The counts and what most needs a look in the open, the rest folded; never longer than a comment may be.

    Whatever comes from records shows as it was typed: no markup, no mention of anybody, no link.
    """
    before, after = _md(_called(diff.old, words)), _md(_called(diff.new, words))
    compared = words.say(_("{before} → {after}"), before=before, after=after)
    comment = _Comment(f"{words.named(f'**{compared}**', _md(diff.counts(words)))}.")
    records = [f"- {_md(text)}" for text in record_lines(diff.records, words.language)]
    comment.add(words.say(_OTHER_RECORDS), records[:_OPEN], last=True)
    meanings = (text for redefinition in diff.comparison.redefined for text in words.redefinition(redefinition))
    comment.add(words.say(_REDEFINED), [f"- {_md(text)}" for text in meanings])
    for kind in ChangeKind:
        items = [_item(change, words) for change in diff.comparison.of(kind)]
        shown = 0 if kind is ChangeKind.NEW else _OPEN
        comment.add(words.say(CHANGE_KINDS[kind]), items[:shown])
        comment.add(words.counted(kind, len(items)), items[shown:], folded=True)
    comment.add(words.say(_OTHER_RECORDS), records[_OPEN:], folded=True, last=True)
    return comment.finished(words)


class _Comment:
    """A comment while its parts are being added, up to its largest size."""

    def __init__(self, head: str) -> None:
        self._parts = [head]
        self._last: list[str] = []
        self._space = LARGEST - len(head) - _TAIL
        self._left_out = 0

    def add(self, title: str, items: Sequence[str], *, folded: bool = False, last: bool = False) -> None:
        """Add a list under a title, as far as it fits; nothing where it is empty.

        :param last: whether it comes behind everything else, whenever it was added.
        """
        begin, end = ("<details><summary>", "</summary>\n") if folded else ("### ", "\n")
        head, tail = f"{begin}{_md(title)}{end}", "\n\n</details>" if folded else ""
        space, kept = self._space - len(head) - len(tail) - 2, 0
        while kept < len(items) and len(items[kept]) < space:
            space -= len(items[kept]) + 1
            kept += 1
        self._left_out += len(items) - kept
        if kept:
            (self._last if last else self._parts).append("\n".join([head, *items[:kept]]) + tail)
            self._space = space

    def finished(self, words: ChangeWords) -> str:
        """The whole comment, with a count of what did not fit."""
        more = [_md(words.and_more(self._left_out))] if self._left_out else []
        return "\n\n".join([*self._parts, *self._last, *more])


def _md(text: str) -> str:
    """Text for Markdown. Forges look for names and numbers in what is shown, so that a comment keeps the sign apart."""
    encoded = str(markdown(text))
    return encoded.replace("&#64;", "&#64;<!-- -->").replace("&#35;", "&#35;<!-- -->")


def _item(change: ValueChange, words: ChangeWords) -> str:
    reason = words.reason(change)
    went = words.named(_md(words.what(change)), f"**{_md(words.went(change))}**")
    return f"- {went}{f' ({_md(reason)})' if reason else ''}"


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
    before, after = (_json_value(field.before), _json_value(field.after)) if may_be_shown(field) else (None, None)
    return {"field": field.name, "before": before, "after": after}


def _json_value(value: object) -> object:
    """A text in each language, or a date or an id as it is typed."""
    return value.model_dump() if isinstance(value, Text) else None if value is None else str(value)


def _value(number: Number | None) -> Mapping[str, str | None] | None:
    """A value as it is published; None where that side has none."""
    if number is None:
        return None
    return value_fields(reported_value(number))


# --- sides ------------------------------------------------------------------------------------------------------------


class SideError(RequestError):
    """There is no side of the name that was given."""

    def __init__(
        self,
        given: str,
        editions: Iterable[str],
        meant: str | None,
        version_of: str | None = None,
        *,
        is_shallow: bool = False,
    ) -> None:
        """Say what there is instead.

        :param editions: those that there are.
        :param meant: what may have been meant; None where nothing is similar.
        :param version_of: the edition of which a published version was named; None where it was not.
        :param is_shallow: whether the repository may lack the revision that was meant.
        """
        known = ", ".join(editions)
        reason = _UNKNOWN
        if version_of:
            reason = _PUBLISHED_VERSION
        elif meant:
            reason = _MEANT
        elif is_shallow:
            reason = _SHALLOW
        elif known:
            reason = _KNOWN
        super().__init__(reason, given=given, known=known, meant=meant, edition=version_of)


class Sides:
    """Finds the sides of a comparison by the names that they are given in a project."""

    def __init__(self, project: Path, audience: str | None = None) -> None:
        """Take sides as an audience sees them.

        :param audience: the id of the audience; None for the public.
        """
        self._project, self._audience = project, audience

    def release_of(self, given: str) -> Release:
        """The release of a side: of an edition its vintage, of anything else all that is in its records.

        A folder that holds records, or is a folder of records, is that folder; else an edition of the project is that
        edition; else the name is that of a git revision, or of one with a colon and an edition behind it. The work tree
        is left alone.

        :raises SideError: when it is none of these.
        :raises RecordsError: when something is wrong with the records.
        :raises UnknownAudienceError: when they have no such audience.
        """
        if given and (Path(given) / RECORDS).is_dir():
            return self._release(accepted(Path(given), side=given))
        if given and (Path(given) / _BULLETIN).is_file():
            return self._release(_accepted_records(given))
        if _is_edition_id(given) and given in self._here.corpus.catalogue.editions:
            return self._release(self._here, given, self._published(self._here))
        return self._at_revision(given)

    def _at_revision(self, given: str) -> Release:
        revision, colon, edition = given.rpartition(":") if ":" in given else (given, "", "")
        commit = git.commit_of(self._project, revision)
        if commit is None:
            editions = self._editions
            meant = Nearest((*editions, *git.revisions(self._project))).to(given)
            version_of = _version_of(given, editions)
            raise SideError(given, editions, meant, version_of, is_shallow=git.is_shallow(self._project))
        with TemporaryDirectory() as folder:
            git.write_out(self._project, commit, RECORDS, Path(folder))
            at_commit = accepted(Path(folder), side=given, alone=True)
        at_that_time = at_commit.corpus.catalogue.editions
        if colon and edition not in at_that_time:
            meant = Nearest(at_that_time).to(edition)
            raise SideError(given, at_that_time, f"{revision}:{meant}" if meant else None)
        return self._release(at_commit, edition or None, self._published(at_commit))

    def _release(
        self, everything: Accepted, edition: str | None = None, shown: Iterable[PublishedVersion] = ()
    ) -> Release:
        seen = seen_by(everything, self._audience)
        series = Series(seen.vintages, self._audience, shown)
        return series.draft(seen.tables) if edition is None else series.edition(edition)

    def _published(self, everything: Accepted) -> tuple[PublishedVersion, ...]:
        """What the default branch of the project shows the audience, as published editions hide what they hide."""
        if not everything.may_hide or self._store is None:
            return ()
        first = everything.corpus.catalogue.bulletin.audience_ids[0]
        is_for_others = (audience_of(self._store) or first) != (self._audience or first)
        return () if is_for_others else PublishedSite.of(self._store).shown

    @cached_property
    def _store(self) -> PublicationStore | None:
        """Where the project is published by default; None where that cannot be said."""
        with suppress(git.GitError):
            return default_store(self._project)
        return None

    @cached_property
    def _here(self) -> Accepted:
        """The records of the project as they are."""
        return accepted(self._project, side=str(self._project))

    @property
    def _editions(self) -> tuple[str, ...]:
        """The editions of the project; none while something is wrong with its records."""
        try:
            return tuple(self._here.corpus.catalogue.editions)
        except RecordsError:
            return ()


def _is_edition_id(given: str) -> bool:
    """Whether an edition could be named so; only then is it worth reading the records."""
    try:
        _EDITION.validate_python(given)
    except ValidationError:
        return False
    return True


def _version_of(given: str, editions: tuple[str, ...]) -> str | None:
    """The edition of which a version is named, such as 2019 by ``2019.1``; None where none is."""
    edition, _, number = given.rpartition(".")
    return edition if edition in editions and number.isdecimal() else None


def _accepted_records(given: str) -> Accepted:
    """The records of a folder, whatever its name; read from a copy, in a project of its own."""
    with TemporaryDirectory() as folder:
        copytree(given, Path(folder) / RECORDS, symlinks=True)
        return accepted(Path(folder), side=given, alone=True)
