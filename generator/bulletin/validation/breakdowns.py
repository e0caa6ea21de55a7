"""Checks of breakdowns: figures are split only as their measure declares, into categories that there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from bulletin.localization.messages import _
from bulletin.model.records import Breakdown, Bulletin, Claim, Measure, Observation, Record, Target
from bulletin.model.records.parts import crossed_categories, crossed_id
from bulletin.model.records.vocabulary import MOST_CELLS
from bulletin.problems import Hint, kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.number_hints import qualifier_hint
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

_OF_ITS_OWN = ("categories", "overlapping", "exhaustive")
"""What a crossing gets of the breakdowns that it crosses."""


@check(kinds.CROSSING_FIELD_UNUSED, kinds.CROSSING_OF_CROSSING, kinds.ITEMS_TOO_MANY)
def crossings(store: RecordStore) -> Iterator[Finding]:
    """A crossing is made of breakdowns with categories of their own, and of nothing else; it has not too many."""
    known = store.by_id(Breakdown)
    for stored in store.of(Breakdown):
        crosses, typed = stored.record.crosses, stored.entry.data
        for field in typed if crosses and isinstance(typed, dict) else ():
            if field in _OF_ITS_OWN:
                yield stored.find(kinds.CROSSING_FIELD_UNUSED, (field,), {"field": field}, key=True)
        if prod(len(known[name].categories) for name in crosses if name in known) > MOST_CELLS:
            yield stored.find(kinds.ITEMS_TOO_MANY, ("crosses",), {"limit": MOST_CELLS})
        for number, name in enumerate(crosses):
            if name in known and known[name].crosses:
                better = ", ".join(known[name].crosses)
                yield stored.find(kinds.CROSSING_OF_CROSSING, ("crosses", number), {"given": name, "better": better})


@check(kinds.CATEGORY_UNKNOWN, kinds.BREAKDOWN_NOT_ALLOWED, kinds.CATEGORY_WITHOUT_BREAKDOWN, kinds.VALUE_QUALIFIER)
def breakdowns(store: RecordStore) -> Iterator[Finding]:
    """Figures are broken down only as their measure declares, into categories that the breakdown has."""
    declared = _Breakdowns(store)
    for observation in store.of(Observation):
        for breakdown, categories in observation.record.by.items():
            at = _Split(observation, ("by", breakdown), ("by", breakdown), key=True)
            yield from declared.check(at, observation.record.measure, breakdown, *categories)
    for target in store.of(Target):
        if (share := target.record.share) is not None:
            at = _Split(target, ("share", "breakdown"), ("share", "category"))
            yield from declared.check(at, target.record.measure, share.breakdown, share.category)
    for measure in store.of(Measure):
        yield from _operand_splits(declared, measure)
    for claim in store.of(Claim):
        yield from _claim_splits(declared, claim)


def _operand_splits(declared: _Breakdowns, measure: StoredRecord[Measure]) -> Iterator[Finding]:
    formula = measure.record.formula
    for operation in formula.operations if formula is not None else ():
        given = getattr(formula, operation.replace("-", "_"))
        for number, operand in enumerate(given if isinstance(given, tuple) else (given,)):
            path: Path = ("formula", operation.value, *((number,) if isinstance(given, tuple) else ()))
            at = _Split(measure, (*path, "breakdown"), (*path, "category"))
            yield from declared.check(at, operand.measure, operand.breakdown, operand.category)


def _claim_splits(declared: _Breakdowns, claim: StoredRecord[Claim]) -> Iterator[Finding]:
    record = claim.record
    yield from declared.check(
        _Split(claim, ("breakdown",), ("category",)), record.measure, record.breakdown, record.category
    )
    references = [(("of",), record.of), *((("parts", number), part) for number, part in enumerate(record.parts))]
    for path, reference in references:
        if reference is not None:
            at = _Split(claim, (*path, "breakdown"), (*path, "category"))
            yield from declared.check(at, reference.measure or record.measure, reference.breakdown, reference.category)


@dataclass(frozen=True)
class _Split:
    """The fields in which a record names a breakdown and a category."""

    stored: StoredRecord[Record]
    breakdown: Path
    category: Path
    """Of the field; where categories are keys, of the mapping that holds them."""
    key: bool = False
    """Whether they are named as keys, those of a crossing nested."""

    def path_to(self, steps: tuple[str, ...]) -> Path:
        """Path of a category, or of the part of a crossing's category that is nested so far."""
        return (*self.category, *steps) if self.key else self.category


class _Breakdowns:
    """The declared breakdowns: their categories, and which measures may be broken down by them."""

    def __init__(self, store: RecordStore) -> None:
        self._measures = store.by_id(Measure)
        self._known = store.by_id(Breakdown)
        self._categories = {
            name: [category.id for category in breakdown.categories] for name, breakdown in self._known.items()
        }
        self._nearest = {name: Nearest(categories) for name, categories in self._categories.items()}
        self._languages = next((stored.record.languages for stored in store.of(Bulletin)), ())
        self._seen: set[tuple[int, Path]] = set()

    def check(self, at: _Split, measure: str, breakdown: str | None, *categories: str | None) -> Iterator[Finding]:
        """What is wrong with naming categories of a breakdown of a measure; nothing where either is unknown."""
        if breakdown in self._known:
            yield from self._allowed(at, measure, breakdown)
        for category in categories:
            if breakdown is None and category is not None:
                yield at.stored.find(kinds.CATEGORY_WITHOUT_BREAKDOWN, at.category, {"given": category})
            elif category is not None and breakdown in self._known and not self._has(self._known[breakdown], category):
                yield from self._category(at, self._known[breakdown], crossed_categories(category))

    def _has(self, breakdown: Breakdown, category: str) -> bool:
        return not breakdown.crosses and category in self._categories[breakdown.id]

    def _category(self, at: _Split, breakdown: Breakdown, steps: tuple[str, ...]) -> Iterator[Finding]:
        """What is wrong with a category: of a crossing, the first of its parts that is wrong."""
        dimensions = breakdown.dimensions
        for number, (dimension, step) in enumerate(zip(dimensions, steps, strict=False), 1):
            if dimension not in self._categories or not self._categories[dimension]:
                return  # an unknown one, or a crossing, which another check reports
            if step not in self._categories[dimension]:
                yield from self._unknown(at, steps[:number], dimension, dimensions)
                return
        if len(steps) > len(dimensions):
            given = steps[len(dimensions)]
            hint = qualifier_hint(given, self._languages)
            yield at.stored.find(
                kinds.VALUE_QUALIFIER, at.path_to(steps[: len(dimensions)]), {"given": given}, hint=hint
            )
        if len(steps) < len(dimensions):
            yield from self._unknown(at, steps, breakdown.id, dimensions)

    def _unknown(
        self, at: _Split, steps: tuple[str, ...], breakdown: str, dimensions: tuple[str, ...]
    ) -> Iterator[Finding]:
        path, given = at.path_to(steps), steps[-1] if at.key else crossed_id(steps)
        if not self._is_new(at, path):
            return
        categories = self._categories[breakdown] or ["…"]
        details = {"given": given, "breakdown": breakdown, "known": ", ".join(sorted(categories))}
        hint = self._hint(steps, breakdown, dimensions, nested=at.key)
        yield at.stored.find(kinds.CATEGORY_UNKNOWN, path, details, key=at.key, hint=hint)

    def _hint(
        self, steps: tuple[str, ...], breakdown: str, dimensions: tuple[str, ...], *, nested: bool
    ) -> Hint | None:
        """What to type: the category that was meant; of a crossing, how its categories are put together."""
        meant = self._nearest[breakdown].to(steps[-1]) if self._categories[breakdown] else None
        if meant:
            return did_you_mean(meant)
        is_of_another = any(steps[-1] in self._categories[name] for name in dimensions)
        if len(dimensions) == 1 or not is_of_another:
            return None
        example = [self._categories[name][0] for name in dimensions]
        written = f"{{{': {'.join(example)}: 3{'}' * len(example)}" if nested else ".".join(example)
        return Hint(_CROSSED, {"crossed": ", ".join(dimensions), "example": written})

    def _allowed(self, at: _Split, measure: str, breakdown: str) -> Iterator[Finding]:
        record = self._measures.get(measure)
        if record is None or breakdown in record.breakdowns or not self._is_new(at, at.breakdown):
            return
        details = {"given": breakdown, "measure": measure, "known": ", ".join(record.breakdowns) or "–"}
        yield at.stored.find(kinds.BREAKDOWN_NOT_ALLOWED, at.breakdown, details, key=at.key)

    def _is_new(self, at: _Split, path: Path) -> bool:
        """Whether nothing was found at a field so far: below one key there may be many values."""
        field = (id(at.stored.record), path)
        is_new = field not in self._seen
        self._seen.add(field)
        return is_new


_CROSSED = _("A category for each of {crossed}, in this order: {example}.")
