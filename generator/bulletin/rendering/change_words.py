"""What changed between two states of the bulletin, in the words of one language. Plain text: each sink encodes it."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.causes import ChangeKind
from bulletin.analysis.comparison import Comparison, Redefinition, ValueChange
from bulletin.analysis.tables import Number, TargetFigure, reported_value
from bulletin.localization.messages import Message
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Measure, Rule
from bulletin.model.text import Language
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.text.messages import (
    ASPECTS,
    CHANGES_COUNTED,
    KINDS,
    RULES_OVER_TIME,
    RULES_OVER_TREE,
    Changes,
)


class ChangeWords:
    """Says what changed. Each side is told in the names of its own records."""

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
        """How much changed, the most telling first: ``1 corrected, 2 revised, 12 new figures or targets``."""
        counts = [self.counted(kind, count) for kind, count in self._comparison.counts.items()]
        if redefined := len(self._comparison.redefined):
            counts.append(self.say(Changes.redefined_count, count=redefined))
        return ", ".join(counts) or self.say(Changes.none)

    def counted(self, kind: ChangeKind, count: int) -> str:
        """So many changes of a kind."""
        return self.say(CHANGES_COUNTED[kind], count=count)

    def and_more(self, count: int) -> str:
        """That there are so many changes more."""
        return self.say(Changes.and_more, count=count)

    def what(self, change: ValueChange) -> str:
        """What changed: organization, measure, part and period."""
        words, key = self.wording(change), change.key
        return words.say(
            Changes.what,
            organization=words.organization(key.organization),
            figure=words.lowered(self._figure(words, key, change.number)),
            period=words.period_name(key.period),
        )

    def _figure(self, words: Localizer, key: ObservationKey, number: Number) -> str:
        named = [words.measure(key.measure)]
        named += [words.narrowed(key.population)] if words.narrowed(key.population) else []
        named += [words.lowered(words.category(key.breakdown, key.category))] if key.breakdown and key.category else []
        named += [words.say(Changes.target)] if isinstance(number, TargetFigure) else []
        return f"{named[0]} ({', '.join(named[1:])})" if named[1:] else named[0]

    def went(self, change: ValueChange) -> str:
        """The values: ``20 → 22``, or the one that there is."""
        before, after = self.value_before(change), self.value_after(change)
        return self.say(Changes.went, before=before, after=after) if before and after else before or after

    def value_before(self, change: ValueChange) -> str:
        """The value as it stood; empty where it did not."""
        return _value(self._before, change.before) if change.before is not None else ""

    def value_after(self, change: ValueChange) -> str:
        """The value as it stands; empty where it does not."""
        return _value(self._after, change.after) if change.after is not None else ""

    def reason(self, change: ValueChange, *, with_sources: bool = True) -> str:
        """Why it changed, as far as the records say; empty where nothing needs to be said."""
        said = [*self._corrections(change), *self._moves(change)]
        if with_sources and change.kind is not ChangeKind.NEW and change.reason.sources:
            said.append(self.say(Changes.reported, sources="; ".join(map(self._source, change.reason.sources))))
        if change.reason.note is not None:
            said.append(self._after.text(change.reason.note))
        if change.kind is ChangeKind.UNEXPLAINED:
            said.append(self.say(Changes.unexplained))
        return "; ".join(said)

    def _source(self, source: str) -> str:
        title = self._after.text(self._comparison.after.sources[source].title)
        return f"{title} ({self._after.source(source)})"

    def _corrections(self, change: ValueChange) -> Iterator[str]:
        for name in change.reason.corrections:
            record = self._comparison.after.corrections[name]
            what, reason = (self._after.text(text).rstrip(".") for text in (record.what, record.reason))
            yield self.say(Changes.corrected, date=self._after.date(record.date), what=what, reason=reason)

    def _moves(self, change: ValueChange) -> Iterator[str]:
        if units := change.reason.organizations:
            known = self._comparison.after.organizations
            names = ((self._after if unit in known else self._before).organization(unit) for unit in units)
            yield self.say(Changes.moved, organizations=", ".join(names))

    def redefinition(self, one: Redefinition) -> Iterator[str]:
        """Each way in which a measure means something else, with both meanings."""
        for aspect in one.aspects:
            before, after = _aspect(self._before, one.before, aspect), _aspect(self._after, one.after, aspect)
            name, called = self._after.text(one.after.name), self.say(ASPECTS[aspect])
            yield self.say(Changes.redefinition, measure=name, aspect=called, before=before, after=after)

    def bare_before(self, change: ValueChange) -> str:
        """The value as it stood, for a cell whose column says the unit; empty where it did not."""
        return _bare(self._before, change.before) if change.before is not None else ""

    def bare_after(self, change: ValueChange) -> str:
        """The value as it stands, for such a cell; empty where it does not."""
        return _bare(self._after, change.after) if change.after is not None else ""

    def unit(self, change: ValueChange) -> str:
        """What the value is counted in."""
        number = change.number
        is_share = isinstance(number, TargetFigure) and number.share is not None
        return "%" if is_share else self.wording(change).unit(change.key.measure)

    def wording(self, change: ValueChange) -> Localizer:
        """The names of the side that a change is told by: the newer one, unless nothing is left there."""
        return self._after if change.after is not None else self._before


def _value(words: Localizer, number: Number) -> str:
    """A value with its unit."""
    is_share = isinstance(number, TargetFigure) and number.share is not None
    return words.percentage(number.value) if is_share else words.amount(reported_value(number), number.key.measure)


def _bare(words: Localizer, number: Number) -> str:
    """A value as in a cell."""
    is_share = isinstance(number, TargetFigure) and number.share is not None
    return words.percentage(number.value) if is_share else words.value(reported_value(number), number.key.measure)


def _aspect(words: Localizer, measure: Measure, aspect: str) -> str:
    """What a measure's record says of one of the aspects."""
    match aspect:
        case "unit":
            return words.unit(measure.id)
        case "kind":
            return words.say(KINDS[measure.kind])
        case "over_time":
            return words.say(RULES_OVER_TIME[measure.over_time])
        case "over_tree":
            return words.say(RULES_OVER_TREE[Rule(measure.over_tree)])
        case _:
            return words.text(measure.definition)
