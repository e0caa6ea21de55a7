"""Changes between two vintages: of figures and targets, with their corrections, of measures, and of other records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bulletin.analysis.comparison import ChangeKind, Comparison, Redefinition, ValueChange
from bulletin.analysis.record_changes import FieldChange, RecordChange, RecordKind
from bulletin.analysis.revisions import Affected
from bulletin.analysis.tables import Number, TargetFigure
from bulletin.localization.messages import Message, _, n_, translate
from bulletin.model.keys import ObservationKey, value_key_of_correction
from bulletin.model.periods import Period
from bulletin.model.records import CorrectedFigure, Correction, Measure, Rule
from bulletin.model.text import Language, Text
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import HIERARCHICAL_AGGREGATION, KINDS, TEMPORAL_AGGREGATION
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.figures import figure_name, is_share, value_in_cell, value_with_unit
from bulletin.rendering.text import integer_text

CHANGES_COUNTED = {
    ChangeKind.UNEXPLAINED: n_("{count} changed without a reason", "{count} changed without a reason"),
    ChangeKind.CORRECTED: n_("{count} corrected", "{count} corrected"),
    ChangeKind.WITHDRAWN: n_("{count} withdrawn", "{count} withdrawn"),
    ChangeKind.REDEFINED: n_("{count} changed with a definition", "{count} changed with a definition"),
    ChangeKind.RESTATED: n_("{count} restated", "{count} restated"),
    ChangeKind.REVISED: n_("{count} revised", "{count} revised"),
    ChangeKind.NEW: n_("{count} new figure or target", "{count} new figures or targets"),
}
"""How many changes there are of a sort, as items of one list."""
ASPECTS = {
    "definition": _("definition"),
    "unit": _("unit"),
    "kind": _("kind of measure"),
    "over_time": _("adding over time"),
    "over_tree": _("adding over the tree"),
}
"""What a measure's figures mean; see :data:`bulletin.analysis.comparison.ASPECTS`."""
RECORD_KINDS = {
    RecordKind.CORRECTIONS: _("Corrections"),
    RecordKind.EDITIONS: _("Editions"),
    RecordKind.BULLETIN: _("The bulletin"),
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
_REDEFINED_COUNT = n_("{count} measure defined otherwise", "{count} measures defined otherwise")


_NAMING = ("name", "title", "id")
"""Fields whose texts are shown besides dates and periods: short ones, that hold no value."""
_LONGEST = 120
"""Characters of a text that are shown."""
_NAMED = 5
"""So many new records, or records that are gone, are named; the others are counted."""


class ChangeWords:
    """Describes the changes of a comparison. Each side is described by the names in its own records."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._comparison = comparison
        self._before = Localizer(comparison.before, language)
        self._after = Localizer(comparison.after, language)

    @property
    def language(self) -> Language:
        """The language of the words."""
        return self._after.language

    def say(self, message: Message, **details: str | int) -> str:
        """A message of the catalogue."""
        return self._after.say(message, **details)

    def counts(self) -> str:
        """How much changed, the most important first: ``1 corrected, 2 revised, 12 new figures or targets``."""
        counts = [self.counted(kind, count) for kind, count in self._comparison.counts.items()]
        if redefined := len(self._comparison.redefined):
            counts.append(self.say(_REDEFINED_COUNT, count=redefined))
        return ", ".join(counts) or self.say(_("No figure changed"))

    def counted(self, kind: ChangeKind, count: int) -> str:
        """So many changes of a kind."""
        return self.say(CHANGES_COUNTED[kind], count=count)

    def and_more(self, count: int) -> str:
        """That there are so many changes more."""
        return self.say(n_("… and {count} more", "… and {count} more"), count=count)

    def what(self, change: ValueChange) -> str:
        """The name of the figure or target that changed."""
        return figure_name(self.wording(change), change.key, is_target=isinstance(change.number, TargetFigure))

    def went(self, change: ValueChange) -> str:
        """The values: ``20 → 22``, or the one that there is."""
        before, after = self.value_before(change), self.value_after(change)
        return self.say(_("{before} → {after}"), before=before, after=after) if before and after else before or after

    def value_before(self, change: ValueChange) -> str:
        """The former value; empty where there was none."""
        return value_with_unit(self._before, change.before) if change.before is not None else ""

    def value_after(self, change: ValueChange) -> str:
        """The present value; empty where there is none."""
        return value_with_unit(self._after, change.after) if change.after is not None else ""

    def reason(self, change: ValueChange, *, with_sources: bool = True) -> str:
        """Why it changed, as far as the records say; empty where nothing needs to be said."""
        said = [*self._corrections(change), *self._moves(change)]
        if with_sources and change.kind is not ChangeKind.NEW and change.reason.sources:
            said.append(
                self.say(_("according to {sources}"), sources="; ".join(map(self._source, change.reason.sources)))
            )
        if change.reason.note is not None:
            said.append(self._after.text(change.reason.note))
        if change.kind is ChangeKind.UNEXPLAINED:
            said.append(self.say(_("the records give no reason")))
        return "; ".join(said)

    def _source(self, source: str) -> str:
        title = self._after.text(self._comparison.after.sources[source].title)
        return f"{title} ({self._after.source(source)})"

    def _corrections(self, change: ValueChange) -> Iterator[str]:
        for name in change.reason.corrections:
            record = self._comparison.after.corrections[name]
            what, reason = (self._after.text(text).rstrip(".") for text in (record.what, record.reason))
            yield self.say(
                _("corrected, {date}: {what}; how it came about: {reason}"),
                date=self._after.date(record.date),
                what=what,
                reason=reason,
            )

    def _moves(self, change: ValueChange) -> Iterator[str]:
        if units := change.reason.organizations:
            known = self._comparison.after.organizations
            names = ((self._after if unit in known else self._before).organization(unit) for unit in units)
            yield self.say(_("units that came, went or moved: {organizations}"), organizations=", ".join(names))

    def redefinition(self, redefined: Redefinition) -> Iterator[str]:
        """Each way in which a measure means something else, with both meanings."""
        for aspect in redefined.aspects:
            before, after = (
                _aspect(self._before, redefined.before, aspect),
                _aspect(self._after, redefined.after, aspect),
            )
            name, called = self._after.text(redefined.after.name), self.say(ASPECTS[aspect])
            yield self.say(
                _("{measure}, {aspect}: “{before}” → “{after}”"),
                measure=name,
                aspect=called,
                before=before,
                after=after,
            )

    def bare_before(self, change: ValueChange) -> str:
        """The former value, for a cell whose column says the unit; empty where there was none."""
        return value_in_cell(self._before, change.before) if change.before is not None else ""

    def bare_after(self, change: ValueChange) -> str:
        """The present value, for such a cell; empty where there is none."""
        return value_in_cell(self._after, change.after) if change.after is not None else ""

    def unit(self, change: ValueChange) -> str:
        """What the value is counted in."""
        return "%" if is_share(change.number) else self.wording(change).unit_of(change.key.measure)

    def wording(self, change: ValueChange) -> Localizer:
        """The names of the newer side of a change; of the older one where nothing is left in the newer."""
        return self._after if change.after is not None else self._before


def _aspect(words: Localizer, measure: Measure, aspect: str) -> str:
    """What a measure's record says of one of the aspects."""
    match aspect:
        case "unit":
            return words.unit_of(measure.id)
        case "kind":
            return words.say(KINDS[measure.kind])
        case "over_time":
            return words.say(TEMPORAL_AGGREGATION[measure.over_time])
        case "over_tree":
            return words.say(HIERARCHICAL_AGGREGATION[Rule(measure.over_tree)])
        case _:
            return words.text(measure.definition)


# --- records other than figures


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


# --- corrections: each wrong value, as it was published, and the value that replaces it


@dataclass(frozen=True)
class CorrectedText:
    """A figure that was wrong."""

    label: str
    """Organization, measure and period."""
    was: str
    """The wrong value with its unit, as it was published; empty where it is not known."""
    now: str
    """The present value."""


@dataclass(frozen=True)
class CorrectionView:
    """A correction of an edition."""

    id: str
    date: str
    """When the corrected edition came, in words, as far as it is known."""
    on: str
    """The same as an ISO day: the last one, where no day is known."""
    title: str
    """That it is a correction, and of when."""
    what: str
    """What was wrong."""
    reason: str
    """How the mistake came about."""
    figures: tuple[CorrectedText, ...]
    """The wrong figures; none where only words were wrong."""
    derived: tuple[CorrectedText, ...]
    """The totals that were computed from them, and changed with them."""


def corrections_of(page: PageContext) -> tuple[Correction, ...]:
    """The corrections of the edition of a release, the oldest first; none in a draft."""
    edition = page.release.edition
    return page.catalogue.corrections_of(edition) if edition else ()


def correction_view(page: PageContext, correction: Correction) -> CorrectionView:
    """A correction in words."""
    date = page.words.date(correction.date)
    return CorrectionView(
        id=correction.id,
        date=date,
        on=correction.date.end.isoformat(),
        title=page.words.say(_("Correction ({date})"), date=date),
        what=page.words.text(correction.what),
        reason=page.words.text(correction.reason),
        figures=tuple(_corrected(page, figure) for figure in correction.figures),
        derived=tuple(
            _derived(page, affected) for affected in derived_of(page) if affected.correction.id == correction.id
        ),
    )


def derived_of(page: PageContext) -> tuple[Affected, ...]:
    """The totals that were computed from corrected figures, and changed with them."""
    return tuple(affected for affected in page.checked.corrected if affected.is_derived)


def _corrected(page: PageContext, figure: CorrectedFigure) -> CorrectedText:
    label = figure_name(page.words, figure, is_target=is_target(figure))
    return CorrectedText(label, was_text(page, figure), now_text(page, figure))


def _derived(page: PageContext, affected: Affected) -> CorrectedText:
    label = figure_name(page.words, affected.figure.key, is_target=False)
    return CorrectedText(label, before_text(page, affected), value_with_unit(page.words, affected.figure))


def before_text(page: PageContext, affected: Affected) -> str:
    """What a figure was before it was corrected, with its unit; empty where that is not known."""
    return "" if affected.was is None else value_with_unit(page.words, replace(affected.figure, value=affected.was))


def remark_on(page: PageContext, affected: Affected) -> str:
    """What the canonical row of a figure says of its correction."""
    date, was = page.words.date(affected.correction.date), before_text(page, affected)
    if not was:
        return page.words.say(_("Computed from a figure that was corrected ({date})."), date=date)
    return page.words.say(
        _("Computed from a figure that was corrected ({date}): it was {was}.")
        if affected.is_derived
        else _("Corrected ({date}): it was {was}."),
        date=date,
        was=was,
    )


def is_target(what: CorrectedFigure | ObservationKey) -> bool:
    """Whether a target was wrong rather than a figure."""
    return isinstance(what, CorrectedFigure) and what.target is not None


def was_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The wrong value, with its unit."""
    is_share = is_target(figure) and figure.category is not None
    return page.words.percentage(figure.was) if is_share else page.words.amount(figure.was, figure.measure)


def now_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The present value with its unit; or that there is none any more."""
    number = now(page, figure)
    return page.words.say(_("withdrawn")) if number is None else value_with_unit(page.words, number)


def now(page: PageContext, figure: CorrectedFigure) -> Number | None:
    """The present figure or target; None where there is none any more."""
    return page.tables.by_value_key.get(value_key_of_correction(figure))
