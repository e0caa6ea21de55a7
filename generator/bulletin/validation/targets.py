"""Checks of targets: an inferred one is implied by its claim, and targets are consistent with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bulletin.analysis.claims.interpretations import inference_of
from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.quantities import number_of, sum_of
from bulletin.analysis.target_consistency import FarApart, OffWay, far_apart, off_term, off_way
from bulletin.analysis.target_rollups import rollups_off
from bulletin.model.records import Basis, Claim, Target
from bulletin.model.values import Quantity
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check, line_of, path_of
from bulletin.validation.typed_values import typed


@check(kinds.TARGET_NEEDS_CLAIM, kinds.TARGET_CLAIM_UNUSED)
def target_basis(store: RecordStore) -> Iterator[Finding]:
    """Every inferred target names its claim, and no other does."""
    for stored in store.of(Target):
        if stored.record.basis is Basis.INFERRED and stored.record.claim is None:
            yield stored.find(kinds.TARGET_NEEDS_CLAIM, ("basis",))
        if stored.record.basis is not Basis.INFERRED and stored.record.claim is not None:
            yield stored.find(kinds.TARGET_CLAIM_UNUSED, ("claim",), key=True)


@check(kinds.TARGET_NOT_IMPLIED, kinds.TARGET_ONE_OF_SEVERAL, stage=Stage.COMPILED)
def inferences(data: CompiledRecords) -> Iterator[Finding]:
    """An inferred target is the whole number that its claim implies, or at least one of them."""
    claims = {stored.record.id: stored for stored in data.store.of(Claim)}
    for stored in data.store.of(Target):
        value, claim = stored.record.value, claims.get(stored.record.claim or "")
        inference = inference_of(data.corpus.catalogue, data.tables, claim.record) if claim else None
        if claim is None or inference is None or not isinstance(value, Quantity):
            continue
        details = {
            "given": value.number,
            "figure": inference.figure.value.number if isinstance(inference.figure.value, Quantity) else "",
            "percent": inference.percent.number,
            "implied": _listed(inference.wholes),
            "target": line_of(stored, ("value",)),
            "claim": line_of(claim, ("value",)),
            "place": data.line_of(inference.figure),
        }
        if value.fraction not in inference.wholes:
            hint = None if inference.wholes else kinds.NO_WHOLE_NUMBER
            yield stored.find(kinds.TARGET_NOT_IMPLIED, ("value",), details, hint=hint)
        elif len(inference.wholes) > 1:
            yield stored.find(kinds.TARGET_ONE_OF_SEVERAL, ("value",), details)


@check(
    kinds.TARGETS_FAR_APART,
    kinds.TARGETS_OFF_TERM,
    kinds.TARGETS_BELOW_PARENT,
    kinds.TARGETS_ABOVE_PARENT,
    kinds.MILESTONE_OFF_WAY,
    stage=Stage.COMPILED,
)
def agreement(data: CompiledRecords) -> Iterator[Finding]:
    """Yearly targets are consistent with each other and with the term's, those of units with that of the unit above."""
    catalogue, tables = data.corpus.catalogue, data.tables
    targets = {stored.record.id: stored for stored in data.store.of(Target)}
    for apart in far_apart(catalogue, tables):
        yield targets[apart.highest.id].find(kinds.TARGETS_FAR_APART, _path(targets, apart.highest), _apart(apart))
    for off in off_term(catalogue, tables):
        details = _digits(term=number_of(off.term), count=len(off.yearly), sum=off.total)
        yield targets[off.term.id].find(kinds.TARGETS_OFF_TERM, _path(targets, off.term), details)
    for rollup in rollups_off(catalogue, tables):
        details = _digits(target=number_of(rollup.above), count=len(rollup.below), sum=sum_of(rollup.below))
        yield targets[rollup.above.id].find(kinds.BY_CODE[rollup.remark], _path(targets, rollup.above), details)
    for off_path in {found.target.id: found for found in off_way(catalogue, tables)}.values():
        yield _off_way(targets[off_path.target.id], off_path)


def _path(targets: Mapping[str, StoredRecord[Target]], target: TargetFigure) -> Path:
    """The field that gives a target or milestone its value."""
    periods = [milestone.period for milestone in targets[target.id].record.milestones]
    milestone: Path = ("milestones", periods.index(target.key.period)) if target.is_milestone else ()
    return (*milestone, *path_of(target))


def _off_way(stored: StoredRecord[Target], found: OffWay) -> Finding:
    """A milestone off the way; said once of a target for many organizations."""
    numbers = _digits(number=found.number, before=found.before, target=found.goal)
    periods = [milestone.period for milestone in stored.record.milestones]
    path: Path = ("milestones", periods.index(found.milestone)) if found.milestone in periods else ()
    return stored.find(kinds.MILESTONE_OFF_WAY, path, {**numbers, "given": found.milestone})


def _apart(found: FarApart) -> dict[str, str]:
    numbers = _digits(highest=number_of(found.highest), lowest=number_of(found.lowest), times=found.times)
    return {**numbers, "other": found.lowest.id}


def _digits(**numbers: Fraction | int) -> dict[str, str]:
    """Numbers in plain digits."""
    return {name: typed(Fraction(number)) for name, number in numbers.items()}


def _listed(wholes: range) -> str:
    """One number, or the first and the last of several."""
    return " – ".join(dict.fromkeys(str(end) for end in (*wholes[:1], *wholes[-1:])))
