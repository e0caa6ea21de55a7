"""Checks of the policy of disclosure control: one record, one rule for each measure, and rules that fit measures."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.records import DisclosurePolicy, DisclosureRule, Measure, Observation, Rule, Source
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

_OF_COUNTS = ("threshold", "rounding-base")
_OF_NUMBERS = ("rounding-base",)
_OF_AMOUNTS = ("dominance", "p-percent", "contributors")


@check(kinds.DISCLOSURE_POLICY_REPEATED)
def policies(store: RecordStore) -> Iterator[Finding]:
    """There is one policy at the most."""
    for stored in store.of(DisclosurePolicy)[1:]:
        first = store.of(DisclosurePolicy)[0].record.place.at_line
        yield stored.find(kinds.DISCLOSURE_POLICY_REPEATED, (), {"first": first})


@check(kinds.DISCLOSURE_RULE_EMPTY, kinds.DISCLOSURE_ZERO_UNUSED)
def rules(store: RecordStore) -> Iterator[Finding]:
    """Every rule says what is sensitive, or rounds; that zero is sensitive, it says of a threshold."""
    for stored in store.of(DisclosurePolicy):
        for number, rule in enumerate(stored.record.rules):
            if not _given(rule, (*_OF_COUNTS, *_OF_AMOUNTS)):
                yield stored.find(kinds.DISCLOSURE_RULE_EMPTY, ("rules", number), {})
            elif rule.zero_discloses and rule.threshold is None:
                yield stored.find(kinds.DISCLOSURE_ZERO_UNUSED, ("rules", number, "zero-discloses"), {})


def _given(rule: DisclosureRule, fields: tuple[str, ...]) -> list[str]:
    """Those of the fields, as they are typed, that a rule has."""
    return [field for field in fields if getattr(rule, field.replace("-", "_")) is not None]


@check(kinds.DISCLOSURE_RULE_REPEATED)
def repeated(store: RecordStore) -> Iterator[Finding]:
    """No measure has two rules at once; that a rule names it twice is found elsewhere."""
    for stored in store.of(DisclosurePolicy):
        latest: dict[str, tuple[Path, DisclosureRule]] = {}
        for path, rule, name in _measures(stored):
            before = latest.setdefault(name, (path, rule))
            if before[1] is not rule and not _replaces(rule, before[1]):
                details = {"measure": name, "first": stored.entry.place_of(before[0]).at_line}
                yield stored.find(kinds.DISCLOSURE_RULE_REPEATED, path, details)
            latest[name] = path, rule


def _replaces(rule: DisclosureRule, before: DisclosureRule) -> bool:
    """Whether a rule holds from a later day than the one above it."""
    return rule.since is not None and (before.since is None or before.since.start < rule.since.start)


def _measures(stored: StoredRecord[DisclosurePolicy]) -> Iterator[tuple[Path, DisclosureRule, str]]:
    """The measures of all rules, each with its path and its rule."""
    for number, rule in enumerate(stored.record.rules):
        for index, name in enumerate(rule.measures):
            yield ("rules", number, "measures", index), rule, name


@check(kinds.DISCLOSURE_RULE_OF_DERIVED, kinds.DISCLOSURE_THRESHOLD_UNCOUNTED, kinds.DISCLOSURE_DOMINANCE_OF_COUNTS)
def fitting(store: RecordStore) -> Iterator[Finding]:
    """Rules are for measures that are reported; thresholds for what is counted, the others for amounts."""
    known = store.by_id(Measure)
    for stored in store.of(DisclosurePolicy):
        for path, rule, name in _measures(stored):
            if (measure := known.get(name)) is None:
                continue
            if measure.formula is not None:
                operands = ", ".join(dict.fromkeys(operand.measure for operand in measure.formula.operands))
                details = {"measure": name, "operands": operands}
                yield stored.find(kinds.DISCLOSURE_RULE_OF_DERIVED, path, details)
            else:
                yield from _unfit(stored, path, rule, measure)


def _unfit(
    stored: StoredRecord[DisclosurePolicy], path: Path, rule: DisclosureRule, measure: Measure
) -> Iterator[Finding]:
    """The fields of a rule that do not fit a measure."""
    is_counted = measure.counts_things or measure.keeps_parts
    if not measure.counts_things:
        for field in _given(rule, _OF_NUMBERS if is_counted else _OF_COUNTS):
            details, hint = {"field": field, "measure": measure.id}, kinds.DISCLOSURE_ROUNDING_OF_PARTS
            yield stored.find(kinds.DISCLOSURE_THRESHOLD_UNCOUNTED, path, details, hint=hint if is_counted else None)
    if is_counted or measure.over_tree is not Rule.SUM:
        for field in _given(rule, _OF_AMOUNTS):
            yield stored.find(kinds.DISCLOSURE_DOMINANCE_OF_COUNTS, path, {"field": field, "measure": measure.id})


@check(kinds.DISCLOSURE_EXEMPT_UNUSED)
def exempt(store: RecordStore) -> Iterator[Finding]:
    """Figures are from every source that is exempt; not checked while some records are not valid."""
    if not store.is_faultless():
        return
    used = {stored.record.source for stored in store.of(Observation)}
    for stored in store.of(DisclosurePolicy):
        for number, exemption in enumerate(stored.record.exempt):
            if exemption.source not in used and exemption.source in store.ids(Source):
                path = ("exempt", number, "source")
                yield stored.find(kinds.DISCLOSURE_EXEMPT_UNUSED, path, {"source": exemption.source})
