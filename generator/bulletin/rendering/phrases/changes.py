"""Changes between two vintages in words: of figures and targets, with the reasons for them, and of measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, Redefinition, ValueChange
from bulletin.analysis.figures import TargetFigure
from bulletin.localization.messages import Message, _, n_
from bulletin.model.records import Measure
from bulletin.model.text import Language
from bulletin.model.values import Quantity
from bulletin.rendering.labels import KINDS
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.figures import (
    decimals_apart,
    figure_name,
    is_share,
    measure_name,
    value_in_cell,
    value_with_unit,
)
from bulletin.rendering.phrases.formulas import formula_of_measure, hierarchical_rule, temporal_rule
from bulletin.rendering.text import signed_text

CHANGES_COUNTED = {
    ChangeKind.UNEXPLAINED: n_("{count} changed without a reason", "{count} changed without a reason"),
    ChangeKind.CORRECTED: n_("{count} corrected", "{count} corrected"),
    ChangeKind.WITHDRAWN: n_("{count} withdrawn", "{count} withdrawn"),
    ChangeKind.NOT_COMPUTED: n_("{count} no longer computed", "{count} no longer computed"),
    ChangeKind.REDEFINED: n_("{count} changed with a definition", "{count} changed with a definition"),
    ChangeKind.RESTATED: n_("{count} restated", "{count} restated"),
    ChangeKind.REVISED: n_("{count} revised", "{count} revised"),
    ChangeKind.NOT_SHOWN: n_(
        "{count} changed with a figure that is not shown", "{count} changed with figures that are not shown"
    ),
    ChangeKind.NEW: n_("{count} new figure or target", "{count} new figures or targets"),
}
"""How many changes there are of a sort, as items of one list."""
ASPECTS = {
    "definition": _("definition"),
    "unit": _("unit"),
    "kind": _("kind of measure"),
    "over_time": _("adding over time"),
    "over_tree": _("adding over the tree"),
    "formula": _("formula"),
    # Translators: of how many a rate says so many (per 1,000), as one of the things that define a measure
    "per": _("base of the rate"),
    "base": _("base period of the index"),
}
"""What a measure's figures mean; see :data:`bulletin.analysis.comparison.ASPECTS`."""
_NO_FORMULA = _("as reported")
_REDEFINED_COUNT = n_("{count} measure defined otherwise", "{count} measures defined otherwise")


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

    def named(self, name: str, text: str) -> str:
        """A name, a colon and what it is."""
        return self._after.named(name, text)

    def semicolons(self, items: Iterable[str]) -> str:
        """Items with a semicolon between any two."""
        return self._after.semicolons(items)

    def counts(self) -> str:
        """How much changed, the most important first: ``1 corrected, 2 revised, 12 new figures or targets``."""
        counts = [self.counted(kind, count) for kind, count in self._comparison.counts.items()]
        if redefined := len(self._comparison.redefined):
            counts.append(self.say(_REDEFINED_COUNT, count=redefined))
        return self._after.commas(counts) or self.say(_("No figure changed"))

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
        before, decimals = change.before, self._decimals(change)
        return value_with_unit(self._before, before, decimals=decimals) if before is not None else ""

    def value_after(self, change: ValueChange) -> str:
        """The present value; empty where there is none."""
        after, decimals = change.after, self._decimals(change)
        return value_with_unit(self._after, after, decimals=decimals) if after is not None else ""

    def reason(self, change: ValueChange, *, with_sources: bool = True) -> str:
        """Why it changed, as far as the records say; empty where nothing needs to be said."""
        said = [*self._corrections(change), *self._moves(change)]
        if with_sources and change.kind is not ChangeKind.NEW and change.reason.sources:
            said.append(
                self.say(
                    _("according to {sources}"),
                    sources=self._after.semicolons(map(self._source, change.reason.sources)),
                )
            )
        if change.reason.note is not None:
            said.append(self._after.text(change.reason.note))
        if change.kind is ChangeKind.UNEXPLAINED:
            said.append(self.say(_("the records give no reason")))
        if change.kind is ChangeKind.NOT_SHOWN:
            said.append(self.say(_("a figure that it is computed from is not shown")))
        return self._after.semicolons(said)

    def _source(self, source: str) -> str:
        return f"{self._after.source_title(source)} ({self._after.source(source)})"

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
            yield self.say(
                _("units that came, went or moved: {organizations}"), organizations=self._after.commas(names)
            )

    def redefinition(self, redefined: Redefinition) -> Iterator[str]:
        """Each way in which a measure means something else, with both meanings."""
        for aspect in redefined.aspects:
            before, after = (
                _aspect(self._before, redefined.before, aspect),
                _aspect(self._after, redefined.after, aspect),
            )
            name, called = self._after.measure(redefined.after.id), self.say(ASPECTS[aspect])
            yield self.say(
                _("{measure}, {aspect}: “{before}” → “{after}”"),
                measure=name,
                aspect=called,
                before=before,
                after=after,
            )

    def bare(self, change: ValueChange) -> tuple[str, str]:
        """The former and the present value, for cells whose column says the unit; empty where there is none.

        They have the digits that the measure declares, and finer ones as far as it takes to see the difference.
        """
        sides, decimals = ((self._before, change.before), (self._after, change.after)), self._decimals(change)
        before, after = (value_in_cell(words, side, decimals=decimals) if side else "" for words, side in sides)
        return before, after

    def is_seen(self, change: ValueChange) -> bool:
        """Whether the two values look different with the digits that the measure declares."""
        sides = ((self._before, change.before), (self._after, change.after))
        return len({value_in_cell(words, side) if side else "" for words, side in sides}) > 1

    def _decimals(self, change: ValueChange) -> int | None:
        """The digits after the decimal point that show a change; None for the usual ones."""
        before, after = change.before, change.after
        if before is None or after is None or before.value == after.value:
            return None
        shown = partial(value_in_cell, self._before, before), partial(value_in_cell, self._after, after)
        return decimals_apart(self._after.decimals(change.key.measure), *shown)

    def in_percent(self, change: ValueChange) -> str:
        """The change of a number above zero; empty of one in percent or in points itself, or not exactly known."""
        values = [side.value for side in (change.before, change.after) if side]
        are_exact = all(isinstance(value, Quantity) and value.is_exact and value.number >= 0 for value in values)
        if change.relative is None or not are_exact or self.is_in_points(change):
            return ""
        return signed_text(Quantity(change.relative * 100), self.language, "%")

    def is_in_points(self, change: ValueChange) -> bool:
        """Whether it is a change of percentages, of which none is said in percent."""
        return is_share(change.number) or self.wording(change).has_points(change.key.measure)

    def series_and_period(self, change: ValueChange) -> str:
        """The measure and the period, for lists of what changed of one organization; and that it is a target's."""
        words, key = self.wording(change), change.key
        is_target = isinstance(change.number, TargetFigure)
        phrase = _("{measure} {period} (target)") if is_target else _("{measure} {period}")
        return self.say(phrase, measure=measure_name(words, key), period=words.period_name(key.period))

    def unit(self, change: ValueChange) -> str:
        """What the value is counted in."""
        return "%" if is_share(change.number) else self.wording(change).unit_of(change.key.measure)

    def wording(self, change: ValueChange) -> Localizer:
        """The names of the newer side of a change; of the older one where nothing is left in the newer."""
        return self._after if change.after is not None else self._before


def _aspect(words: Localizer, measure: Measure, aspect: str) -> str:  # noqa: PLR0911 - one for each aspect
    """What a measure's record says of one of the aspects."""
    match aspect:
        case "unit":
            return words.unit_of(measure.id)
        case "kind":
            return words.say(KINDS[measure.kind])
        case "over_time":
            return temporal_rule(words, measure)
        case "over_tree":
            return hierarchical_rule(words, measure)
        case "formula":
            return formula_of_measure(words, measure) or words.say(_NO_FORMULA)
        case "per":
            return words.count(measure.factor)
        case "base":
            return words.base(measure.base) if measure.base is not None else ""
        case _:
            return words.text(measure.definition)
