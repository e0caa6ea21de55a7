"""Breakdowns: which measure is split by which, and into what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.records import Breakdown, Claim, Measure, Observation, Record, Target
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import did_you_mean
from bulletin.reading.nearest import Nearest
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check


@check(kinds.CATEGORY_UNKNOWN, kinds.BREAKDOWN_NOT_ALLOWED, kinds.CATEGORY_WITHOUT_BREAKDOWN)
def breakdowns(store: RecordStore) -> Iterator[Finding]:
    """Figures are split only as their measure says, into categories that the breakdown has."""
    splits = _Splits(store)
    for observation in store.of(Observation):
        for breakdown, categories in observation.record.by.items():
            for category in categories:
                at = Split(observation, ("by", breakdown), ("by", breakdown, category), key=True)
                yield from splits.check(at, observation.record.measure, breakdown, category)
    for target in store.of(Target):
        if (share := target.record.share) is not None:
            at = Split(target, ("share", "breakdown"), ("share", "category"))
            yield from splits.check(at, target.record.measure, share.breakdown, share.category)
    for claim in store.of(Claim):
        yield from _claim_splits(splits, claim)


def _claim_splits(splits: _Splits, claim: StoredRecord[Claim]) -> Iterator[Finding]:
    record = claim.record
    yield from splits.check(
        Split(claim, ("breakdown",), ("category",)), record.measure, record.breakdown, record.category
    )
    references = [(("of",), record.of), *((("parts", number), part) for number, part in enumerate(record.parts))]
    for path, reference in references:
        if reference is not None:
            at = Split(claim, (*path, "breakdown"), (*path, "category"))
            yield from splits.check(at, reference.measure or record.measure, reference.breakdown, reference.category)


@dataclass(frozen=True)
class Split:
    """Where a breakdown and a category are named."""

    stored: StoredRecord[Record]
    breakdown: Path
    category: Path
    key: bool = False
    """Whether they are named as keys."""


class _Splits:
    """Knows which breakdowns there are, and which measure takes which."""

    def __init__(self, store: RecordStore) -> None:
        self._measures = store.by_id(Measure)
        self._categories = {
            name: {category.id for category in breakdown.categories}
            for name, breakdown in store.by_id(Breakdown).items()
        }
        self._nearest = {name: Nearest(categories) for name, categories in self._categories.items()}
        self._seen: set[tuple[int, Path]] = set()

    def check(self, at: Split, measure: str, breakdown: str | None, category: str | None) -> Iterator[Finding]:
        """What is wrong with naming a category of a breakdown of a measure; nothing where either is unknown."""
        if breakdown is None:
            if category is not None:
                yield at.stored.find(kinds.CATEGORY_WITHOUT_BREAKDOWN, at.category, {"given": category})
            return
        yield from self._allowed(at, measure, breakdown)
        categories = self._categories.get(breakdown)
        if category is not None and categories is not None and category not in categories:
            meant = self._nearest[breakdown].to(category)
            hint = did_you_mean(meant) if meant else None
            details = {"given": category, "breakdown": breakdown, "known": ", ".join(sorted(categories))}
            yield at.stored.find(kinds.CATEGORY_UNKNOWN, at.category, details, key=at.key, hint=hint)

    def _allowed(self, at: Split, measure: str, breakdown: str) -> Iterator[Finding]:
        record = self._measures.get(measure)
        told = (id(at.stored.record), at.breakdown)
        if record is None or breakdown in record.breakdowns or breakdown not in self._categories or told in self._seen:
            return
        self._seen.add(told)
        details = {"given": breakdown, "measure": measure, "known": ", ".join(record.breakdowns) or "–"}
        yield at.stored.find(kinds.BREAKDOWN_NOT_ALLOWED, at.breakdown, details, key=at.key)
