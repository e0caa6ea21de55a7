"""Sums that are not the figures they should make: of units below, of shorter periods, of categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.analysis.additivity import Relation, Sum, sums
from bulletin.problems import ProblemKind, kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.bounds import shown
from bulletin.validation.check import CompiledRecords, Stage, check, typed

_KINDS: Mapping[Relation, ProblemKind] = {
    Relation.UNITS: kinds.UNITS_DO_NOT_ADD_UP,
    Relation.PERIODS: kinds.PERIODS_DO_NOT_ADD_UP,
    Relation.CATEGORIES: kinds.PARTS_DO_NOT_ADD_UP,
}


@check(*_KINDS.values(), stage=Stage.COMPILED)
def additivity(data: CompiledRecords) -> Iterator[Finding]:
    """Where the records hold both a figure and what it is the sum of, the two agree within the measure's tolerance."""
    for one in sums(data.corpus.catalogue, data.tables):
        if not one.is_within_tolerance and not _is_told_already(one):
            details = {
                "whole": typed(one.stated),
                "sum": typed(one.added),
                "count": len(one.parts),
                "difference": typed(one.difference),
                "tolerance": typed(one.tolerance),
                "breakdown": one.breakdown or "",
                "parts": "; ".join(_parts(data, one)),
            }
            yield data.stored_record_of(one.whole).find(_KINDS[one.relation], data.path_of(one.whole), details)


def _parts(data: CompiledRecords, one: Sum) -> Iterator[str]:
    """Of shorter periods: each with its value and where it stands."""
    for part in one.parts if one.relation is Relation.PERIODS else ():
        yield f"{part.key.period}: {shown(part.value)} ({data.line_of(part)})"


def _is_told_already(one: Sum) -> bool:
    """Whether the parts are more than the whole in one record, which the checks over records look at."""
    is_of_one_record = all(part.place == one.whole.place for part in one.parts)
    return one.relation is Relation.CATEGORIES and one.difference > 0 and is_of_one_record
