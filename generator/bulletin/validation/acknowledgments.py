"""Acknowledgments: warnings and soft errors that a record accepts with a reason, which are then not reported.

A record accepts its own; that of a measure switches remarks on its figures and targets off, or tunes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bulletin.model.records import Measure, Observation, Record, Target
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check

_OF_TARGETS_ALONE = (
    *(kinds.TARGETS_FAR_APART, kinds.TARGETS_OFF_TERM),
    *(kinds.TARGETS_BELOW_PARENT, kinds.TARGETS_ABOVE_PARENT, kinds.MILESTONE_OFF_WAY, kinds.TARGET_AGAINST_DIRECTION),
)
_OF_TARGETS = (*_OF_TARGETS_ALONE, kinds.VALUE_NEGATIVE, kinds.SHARE_OUT_OF_RANGE)
_OF_FIGURES = tuple(kind for kind in kinds.KINDS if kind.acknowledgeable and kind not in _OF_TARGETS_ALONE)
ACKNOWLEDGEABLE: Mapping[type[Record], tuple[str, ...]] = {
    Observation: tuple(sorted(kind.code for kind in _OF_FIGURES)),
    Target: tuple(sorted(kind.code for kind in _OF_TARGETS)),
}
"""The codes that a record of each kind may acknowledge."""
_NEAREST = {model: Nearest(codes) for model, codes in ACKNOWLEDGEABLE.items()}


Acknowledging = StoredRecord[Observation] | StoredRecord[Target]
"""Records that may acknowledge a problem."""


def _acknowledging(store: RecordStore) -> Iterator[Acknowledging]:
    yield from store.of(Observation)
    yield from store.of(Target)


@check(kinds.ACKNOWLEDGMENT_UNKNOWN)
def acknowledgments(store: RecordStore) -> Iterator[Finding]:
    """Only what may be right after all (a soft edit) can be acknowledged."""
    for stored in _acknowledging(store):
        model = type(stored.record)
        for code in stored.record.acknowledged:
            if code not in ACKNOWLEDGEABLE[model]:
                meant = _NEAREST[model].to(code)
                details = {"given": code, "known": ", ".join(ACKNOWLEDGEABLE[model])}
                hint = did_you_mean(meant) if meant else None
                at = ("acknowledged", code)
                yield stored.find(kinds.ACKNOWLEDGMENT_UNKNOWN, at, details, key=True, hint=hint)


@check(kinds.REMARK_UNKNOWN, kinds.REMARK_WITHOUT_SETTING)
def tunings(store: RecordStore) -> Iterator[Finding]:
    """A measure names remarks that there are, and says of each either that it is off or from which ratio on it is."""
    nearest = Nearest(kinds.TUNABLE)
    for stored in store.of(Measure):
        for number, tuning in enumerate(stored.record.remarks):
            kind, path = kinds.TUNABLE.get(tuning.code), ("remarks", number, "code")
            if kind is None:
                meant = nearest.to(tuning.code)
                details = {"given": tuning.code, "known": ", ".join(kinds.TUNABLE)}
                hint = did_you_mean(meant) if meant else None
                yield stored.find(kinds.REMARK_UNKNOWN, path, details, hint=hint)
            elif tuning.off is (tuning.ratio is not None) or not (tuning.off or kind.has_ratio):
                hint = None if kind.has_ratio else kinds.ONLY_OFF
                yield stored.find(kinds.REMARK_WITHOUT_SETTING, path, {"given": tuning.code}, hint=hint)


def settle(store: RecordStore, findings: list[Finding], looked_for: Iterable[ProblemKind]) -> list[Problem]:
    """The problems that are neither acknowledged nor switched off, and acknowledgments of problems that are not there.

    :param looked_for: the kinds that the checks report.
    """
    measures = store.by_id(Measure)
    findings = [finding for finding in findings if not _is_off(measures, finding)]
    acknowledged = {
        (id(stored.record), code) for stored in _acknowledging(store) for code in stored.record.acknowledged
    }
    if not acknowledged:
        return [finding.problem for finding in findings]
    found = {(id(finding.record), finding.problem.code) for finding in findings}
    remaining = [f.problem for f in findings if (id(f.record), f.problem.code) not in acknowledged or not _may(f)]
    if store.is_faultless():  # while records are missing, what is acknowledged may only be out of sight
        codes = {kind.code for kind in looked_for if kind.acknowledgeable}
        needless = (_needless(stored, codes, found) for stored in _acknowledging(store))
        remaining += [finding.problem for findings in needless for finding in findings]
    return remaining


def _is_off(measures: Mapping[str, Measure], finding: Finding) -> bool:
    """Whether the record of the measure switches a remark off for this figure or target."""
    record = finding.record
    if finding.problem.kind.remark is None or not isinstance(record, (Observation, Target)):
        return False
    measure = measures.get(record.measure)
    organization = record.organization or ""  # of a target for many, no single one
    tuning = measure.tuning_of(finding.problem.code, organization, (record.source,)) if measure else None
    return tuning is not None and tuning.off


def _may(finding: Finding) -> bool:
    return finding.problem.kind.acknowledgeable


def _needless(stored: Acknowledging, codes: set[str], found: set[tuple[int, str]]) -> Iterator[Finding]:
    for code in stored.record.acknowledged:
        if code in codes and code in ACKNOWLEDGEABLE[type(stored.record)] and (id(stored.record), code) not in found:
            yield stored.find(kinds.ACKNOWLEDGMENT_NEEDLESS, ("acknowledged", code), {"given": code}, key=True)
